import type { NextAction, Reason } from '../domain/action.ts';
import { type Contact, contactName } from '../domain/client.ts';
import { isCourtesy } from '../domain/courtesy.ts';
import type { Day } from '../domain/day.ts';
import { formatDay, formatTime } from '../domain/day-words.ts';
import { formatMoney } from '../domain/money.ts';
import { countKey, type Words } from '../script/words.ts';
import { show } from './style.ts';

/** Longest name or free text inside a line. */
const longest = 60;

/** `5 juin`, `5 June`: the weekday says nothing about a day that is over. */
export function plainDay(on: Day, { language }: Words): string {
  const short = formatDay(on, language, 'short');
  return short.slice(short.indexOf(' ') + 1);
}

/** Why the line is there, in words: `promesse du 5 juin non tenue`. */
export function reasonText({ code, day, days, count, amount, text }: Reason, words: Words): string {
  const detail = text !== null && words.has(`due.reason.${code}.${text}`) ? `.${text}` : '';
  return words.label(`due.reason.${code}${detail}`, {
    day: day === null ? '' : plainDay(day, words),
    late: daysText(days ?? 0, words),
    since: daysText(count ?? 0, words),
    count: count ?? 0,
    amount: amount === null ? '' : formatMoney(amount, words.language),
    text: show(text ?? '', longest),
  });
}

/** What to do, with whom: `appeler Jules Roussel`. */
export function actionText(
  { action, reason }: Pick<NextAction, 'action' | 'reason'>,
  contact: Contact | null,
  words: Words,
): string {
  const name = contact === null ? '' : show(contactName(contact), longest);
  if (isCourtesy({ reason })) return courtesyText(reason, name, words);
  if (words.has(`due.do.${action}.${reason.code}`)) return words.label(`due.do.${action}.${reason.code}`);
  return name === ''
    ? words.label(`due.do.${action}`)
    : words.label(`due.do.${action}.to`, { contact: name });
}

/** `écrire à Jules Roussel · un mot courtois, copie jointe`; a copy is spoken of where there is one. */
function courtesyText({ count }: Reason, name: string, words: Words): string {
  const who = name === '' ? words.label('due.do.email') : words.label('due.do.email.to', { contact: name });
  const copy = count === 0 ? 'due.do.email.courtesy.bare' : 'due.do.email.courtesy';
  return `${who} · ${words.label(copy)}`;
}

/** What a client who is left alone waits for: `promesse du 12 juin`. */
export function gateText({ gate, reason, on, showsOn, at }: NextAction, words: Words): string {
  const day = gate === 'promise' ? (reason.day ?? on) : (showsOn ?? on);
  const hour = at === null ? '' : `, ${formatTime(at, words.language)}`;
  const isCallback = gate === 'appointment' && reason.code === 'callback';
  const isMail = gate === 'not_due' && isCourtesy({ reason });
  const own = isCallback ? 'callback' : isMail ? 'not_due_mail' : gate;
  const key = gate === 'insolvency' && showsOn === null ? 'insolvency_open' : own;
  return words.label(`due.gate.${key}`, { day: plainDay(day, words) }) + hour;
}

/** `1 jour`, `20 jours`. */
export function daysText(count: number, words: Words): string {
  return countText('due.days', count, words);
}

/** The label `key.one` or `key.other`. */
export function countText(key: string, count: number, words: Words): string {
  return words.label(`${key}.${countKey(count, words)}`, { count });
}
