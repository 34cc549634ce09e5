import type { OwnCommitment } from '../domain/attempt.ts';
import type { Brief, BriefInvoice } from '../domain/brief.ts';
import type { Claim } from '../domain/claim.ts';
import type { Client } from '../domain/client.ts';
import type { Day } from '../domain/day.ts';
import { formatDay, formatTime } from '../domain/day-words.ts';
import type { Rung } from '../domain/dunning.ts';
import type { ExcuseFact } from '../domain/excuse-facts.ts';
import type { Excuse } from '../domain/excuses.ts';
import { formatMoney, type Money } from '../domain/money.ts';
import type { Detail, Goal, Objective } from '../domain/objective.ts';
import type { Slot } from '../domain/slot.ts';
import type { Strategy } from '../domain/strategy.ts';
import type { TimelineEntry } from '../domain/timeline.ts';
import type { Warning } from '../domain/warnings.ts';
import { type AnswerBook, answerTo, claimFacts, objectionWords } from './objections.ts';
import { countKey, quoted, type Words } from './words.ts';

/** A goal in the words of the screen: `420,00 € aujourd'hui, preuve à l'appui`. */
export function goalText(goal: Goal | null, words: Words, today: Day): string {
  if (goal === null) return words.label('prep.goal.none');
  const text = words.label(`prep.goal.${goalLabel(goal, today)}`, goalValues(goal, words));
  return goal.ask === null ? text : `${text}, ${words.label(`prep.ask.${goal.ask}`)}`;
}

function goalLabel({ kind, by, rest }: Goal, today: Day): string {
  if (kind === 'part_and_rest' && rest !== null && rest.payments > 1) return 'part_and_rest_in';
  if (kind !== 'pay') return kind;
  if (by === null) return 'pay.dated';
  return by === today ? 'pay.today' : 'pay.by';
}

function goalValues(goal: Goal, words: Words): Record<string, string | number> {
  const { kind, amount, by, percent, rest, text } = goal;
  const isPlan = kind === 'plan' || kind === 'signed_plan';
  const last = rest === null ? null : rest.by;
  return {
    text: text ?? '',
    amount: moneyText(isPlan && rest !== null ? rest.amount : amount, words),
    percent: percent ?? '',
    count: rest === null ? '' : rest.payments,
    day: dayText(last ?? by, words),
    first: dayText(by, words),
    last: dayText(last, words),
  };
}

/** Why this goal: the row of practice D8 that fitted, in a few words. */
export function reasonText({ why }: Objective, words: Words): string {
  return words.label(`prep.why.${why.code}`, detailValues(why, words));
}

export function strategyText({ payerType, moves }: Strategy, words: Words): string {
  const list = moves.map((move) => words.label(`prep.move.${move}`)).join(', ');
  return `${words.label(`prep.type.${payerType}`)}${words.language === 'fr' ? '\u00a0' : ''}: ${list}`;
}

interface Rungs extends Pick<Brief, 'isToBeWritten'> {
  readonly ladder: Pick<Rung, 'rung' | 'next' | 'holds'>;
  readonly standing: { readonly client: Pick<Client, 'handle'> };
}

/** The step taken last as a number, and what is next: that is what this call is about, unless a mail comes first. */
export function rungText({ ladder, isToBeWritten, standing }: Rungs, words: Words): string {
  const { rung, next, holds } = ladder;
  if (holds.some(({ reason }) => reason === 'insolvency'))
    return words.label('prep.rung.insolvency', { rung });
  if (isToBeWritten) return words.label('prep.rung.write', { rung, handle: standing.client.handle });
  if (next === null) return words.label(`prep.rung.${rung}`);
  return words.label('prep.rung.line', { rung, what: words.label(`prep.rung.${next.rung}`) });
}

export function slotText(slot: Slot, words: Words, today: Day): string {
  const hours = { from: formatTime(slot.from, words.language), to: formatTime(slot.to, words.language) };
  const day = dayText(slot.on, words);
  const key = slot.isNow ? 'now' : slot.on === today ? 'today' : 'later';
  const text = words.label(`prep.slot.${slot.isAgreed ? `agreed_${key}` : key}`, { ...hours, day });
  return slot.isOwnHours ? `${text} (${words.label('prep.slot.own')})` : text;
}

/** When an invoice was or is due: `échue le 20 mai, 20 jours`. */
export function dueText({ invoice, daysPastDue, isHeld }: BriefInvoice, words: Words, today: Day): string {
  const day = plainDay(invoice.dueOn, words, today);
  const text =
    daysPastDue > 0
      ? words.label(`prep.invoice.late.${countKey(daysPastDue, words)}`, { day, count: daysPastDue })
      : words.label(invoice.dueOn === today ? 'prep.invoice.due_today' : 'prep.invoice.not_due', { day });
  return isHeld ? `${text}, ${words.label('prep.invoice.held')}` : text;
}

/** What of several invoices is due, after their sum: `en tout, dont 840,00 € échus`. */
export function totalText({ open, overdue }: Pick<Claim, 'open' | 'overdue'>, words: Words): string {
  if (overdue.minor === 0) return words.label('prep.invoice.total.none');
  if (overdue.minor === open.minor) return words.label('prep.invoice.total.all');
  return words.label('prep.invoice.total', { overdue: moneyText(overdue, words) });
}

/** One event of the history, without its day. */
export function entryText(entry: TimelineEntry, words: Words): string {
  if (entry.kind === 'contact') return contactText(entry, words);
  if (entry.kind === 'memo') {
    const memo = words.label(`prep.memo.${entry.memo}`);
    const written = entry.isText ? 'text' : 'draft';
    return words.label(`prep.event.memo.${entry.isSent ? 'sent' : written}`, { memo });
  }
  if (entry.kind === 'reply')
    return words.label(`prep.event.reply.${entry.reply}`, { words: entry.words, address: entry.address });
  return words.label(`prep.event.${entry.kind}`, {
    amount: moneyText(entry.amount, words),
    number: 'number' in entry ? entry.number : '',
    words: 'words' in entry ? entry.words : '',
    day: 'by' in entry ? bareDay(entry.by, words) : '',
  });
}

function contactText(entry: Extract<TimelineEntry, { kind: 'contact' }>, words: Words): string {
  const { channel, note, promised, outcome } = entry;
  const quote = note === null ? '' : words.label('prep.event.quote', { words: note });
  const result =
    promised === null
      ? outcome === null
        ? ''
        : words.label(`prep.outcome.${outcome}`)
      : words.label('prep.event.promised', {
          amount: moneyText(promised.amount, words),
          day: bareDay(promised.by, words),
        });
  // The result first: where the line is cut, it is their words that are shortened.
  const told = [result, quote].filter((part) => part !== '').join(' · ');
  const who = words.label(`prep.event.${channel}`);
  return told === '' ? who : `${who}${words.language === 'fr' ? '\u00a0' : ''}: ${told}`;
}

/** An excuse in pieces: what was said, when and how often, what is known about it, and the answer to give. */
export interface ExcuseParts {
  readonly words: string;
  readonly when: string;
  readonly known: string | null;
  readonly answer: string;
}

/** What was said, how often, whether the answer worked, what is known about it, and the answer to give (`null` = none yet). */
export function excuseText(...given: Parameters<typeof excuseParts>): string {
  const [, words] = given;
  const { known, answer, ...said } = excuseParts(...given);
  const told = known === null ? answer : `${known} · ${answer}`;
  return words.label('prep.excuse.line', { ...said, answer: told });
}

/** The pieces of `excuseText`; an answer that nobody wrote yet is told as such. */
export function excuseParts(
  excuse: Excuse & { readonly fact: ExcuseFact | null },
  words: Words,
  to: { answer: string | null; today: Day },
): ExcuseParts {
  const { count, worked, judged } = excuse;
  const day = plainDay(excuse.lastOn, words, to.today);
  const when = [
    count > 1 ? words.label('prep.excuse.times', { count, day }) : day,
    ...(judged > 0 ? [words.label('prep.excuse.worked', { worked, judged })] : []),
  ].join(', ');
  return {
    words: saidText(excuse, words),
    when,
    known: excuse.fact === null ? null : factText(excuse.fact, words, to.today),
    answer: to.answer ?? words.label('prep.excuse.unanswered'),
  };
}

/** The kept rate, and what is promised for a day to come. */
export function promiseText({ kept, ended, open }: Brief['promises'], words: Words): string {
  const rate = ended === 0 ? [] : [words.label(`prep.kept.${countKey(kept, words)}`, { kept, count: ended })];
  const running = open.map(({ amount, promisedOn }) =>
    words.label('prep.promise.open', { amount: moneyText(amount, words), day: dayText(promisedOn, words) }),
  );
  const all = [...rate, ...running];
  return all.length === 0 ? words.label('prep.kept.none') : all.join(' · ');
}

/** The recorded fact that answers an excuse: `copie envoyée le 4 mai à compta@roussel.example`. */
export function factText({ kind, day, amount, text }: ExcuseFact, words: Words, today: Day): string {
  const isBare = kind === 'copy_sent' ? text === null : kind.startsWith('claim') && amount === null;
  return words.label(`prep.fact.${kind}${isBare ? '_bare' : ''}`, {
    day: day === null ? '' : plainDay(day, words, today),
    amount: moneyText(amount, words),
    text: text ?? '',
  });
}

/** What to say when no date comes, with the step that is ready (practice D10). */
export function consequenceText({ kind, deadline, step }: Brief['consequence'], words: Words): string {
  const key = kind === 'none' || step === null ? kind : `${kind}_step`;
  return words.label(`prep.consequence.${key}`, { day: dayText(deadline, words), step: step ?? '' });
}

/** What I owe them: `envoyer le bon (11 juin)`, late ones marked. */
export function commitmentText({ text, dueOn }: OwnCommitment, words: Words, today: Day): string {
  const key = dueOn < today ? 'prep.commitment.late' : 'prep.commitment.open';
  return words.label(key, { text, day: plainDay(dueOn, words, today) });
}

/** In their words where those were noted, else as the library words it. */
export function saidText({ note, objection, cause }: Excuse, words: Words): string {
  if (note !== null) return note;
  return objection === null ? words.label(`prep.excuse.${cause}`) : objectionWords(objection, words).they;
}

/** The client's language: its screen words and its script. */
export interface Spoken {
  readonly answers: Words;
  readonly script: AnswerBook;
}

/** The answer of practice B2 in the client's language and form of address; `null` when none is written yet. */
export function answerText(
  { objection, cause }: Pick<Excuse, 'objection' | 'cause'>,
  { answers, script }: Spoken,
  { client, owed, oldest }: { client: Client; owed: Money | null; oldest: BriefInvoice | undefined },
): string | null {
  if (objection === null) {
    const suffix = client.register === 'familiar' ? '.familiar' : '';
    return answers.label(`prep.answer.${cause}${suffix}`, { amount: moneyText(owed, answers) });
  }
  const facts = oldest === undefined ? {} : claimFacts(oldest, script.language);
  const lines = answerTo(objection, { script, facts, register: client.register });
  return lines.length === 0 ? null : quoted(lines.join(' '), script);
}

const counted: ReadonlySet<string> = new Set([
  'no_file',
  'attempts_week',
  'no_answer',
  'limitation',
  'ground_open',
]);

export function warningText(warning: Warning, words: Words): string {
  const suffix = counted.has(warning.code) ? `.${countKey(warning.count ?? 0, words)}` : '';
  const values = { ...detailValues(warning, words), basis: warning.basis ?? '' };
  return words.label(`prep.warn.${warning.code}${suffix}`, values);
}

function detailValues({ day, money, count, text }: Detail, words: Words): Record<string, string | number> {
  return {
    day: dayText(day ?? null, words),
    money: moneyText(money ?? null, words),
    count: count ?? '',
    text: text ?? '',
  };
}

export function moneyText(amount: Money | null, words: Words): string {
  return amount === null ? '' : formatMoney(amount, words.language);
}

/** A day to come, with its weekday: `mardi 16 juin`. */
export function dayText(day: Day | null, words: Words): string {
  return day === null ? '' : formatDay(day, words.language, 'long').replace(/ \d{4}$/, '');
}

/** `20 mai`. */
function bareDay(day: Day, words: Words): string {
  return formatDay(day, words.language, 'short').replace(/^\S+ /, '');
}

/** A day of the past in a column: `20 mai`, with the year when it is another one. */
export function plainDay(day: Day, words: Words, today: Day): string {
  const text = bareDay(day, words);
  return day.slice(0, 4) === today.slice(0, 4) ? text : `${text} ${day.slice(0, 4)}`;
}
