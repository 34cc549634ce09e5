import { formatDay } from '../day-words.ts';
import { isEmailAddress } from '../email-address.ts';
import { fold } from '../fold.ts';
import { formatMoney } from '../money.ts';
import type { Language } from '../profile.ts';
import { parseSpokenAmount } from '../spoken-amount.ts';
import { parseSpokenDay, parseSpokenPastDay } from '../spoken-day.ts';
import { parseSpokenTime } from '../spoken-time.ts';
import { planTotal } from './agreements.ts';
import type { PlanTerms } from './answer.ts';
import { type FieldKind, fieldTable } from './field-table.ts';
import { planFromToday } from './plan.ts';
import { limitOf, proposalFor } from './proposals.ts';
import { answerOf, openAnswer } from './record.ts';
import type { Call, FieldName } from './state.ts';

/** What became of a typed text: a canonical value, or the label that says what is wrong and what was expected. */
export type Reading =
  | { readonly ok: true; readonly value: string }
  | {
      readonly ok: false;
      readonly problem: string;
      readonly values: Readonly<Record<string, string>>;
      readonly isVague: boolean;
    };

/** A text, the field it was typed into, and where. */
interface Typed {
  readonly text: string;
  readonly field: FieldName;
  readonly call: Call;
  readonly language: Language;
}

const accept = (value: string): Reading => ({ ok: true, value });
const refuse = (
  problem: string,
  values: Readonly<Record<string, string>> = {},
  isVague = false,
): Reading => ({
  ok: false,
  problem: `call.problem.${problem}`,
  values,
  isVague,
});

type Read = (typed: Typed) => Reading;

const someText: Read = ({ text }) => (text === '' ? refuse('empty') : accept(text));
/** Left empty, the field says that nobody named it. */
const orNothing =
  (read: Read): Read =>
  (typed) =>
    typed.text === '' ? accept('') : read(typed);

const amount: Read = ({ text, field, call, language }) => {
  const whole = limitOf(field, call);
  const read = parseSpokenAmount(text, { currency: call.setup.currency, whole });
  if (read === undefined) return refuse('amount', { text });
  if (read.minor <= 0) return refuse('amount_zero', { text });
  if (read.minor > whole.minor) return refuse('amount_above', { text, whole: formatMoney(whole, language) });
  return accept(String(read.minor));
};

/** `1/6` is the first of June but in the United States: elsewhere English screens too are read day first. */
function dateHabit({ setup }: Call, language: Language): Language {
  return setup.place.startsWith('US') ? language : 'fr';
}

/** A promise names a calendar day from today on; "soon" is the start of a question, not a date (practice C1). */
const promisedDay: Read = ({ text, call, language }) => {
  const { today } = call.setup;
  const spoken = parseSpokenDay(text, today, dateHabit(call, language));
  if (spoken.kind === 'vague') {
    const suggestion = spoken.suggestion ? formatDay(spoken.suggestion, language, 'short') : '';
    return refuse(suggestion ? 'vague_day' : 'vague', { text, suggestion }, true);
  }
  if (spoken.kind === 'impossible') return refuse('no_such_day', { text });
  if (spoken.kind === 'unknown') return refuse('day', { text });
  if (spoken.day < today) return refuse('past_day', { text, day: formatDay(spoken.day, language, 'long') });
  return accept(spoken.day);
};

/** A vague day for anything but money is asked again, not dug into: nothing was promised. */
const comingDay: Read = (typed) => {
  const reading = promisedDay(typed);
  return !reading.ok && reading.isVague ? refuse('day', { text: typed.text }) : reading;
};

const pastDay: Read = ({ text, call, language }) => {
  const { today } = call.setup;
  const spoken = parseSpokenPastDay(text, today, dateHabit(call, language));
  if (spoken.kind !== 'day') return refuse('past_day_wanted', { text });
  if (spoken.day > today) return refuse('future_day', { text, day: formatDay(spoken.day, language, 'long') });
  return accept(spoken.day);
};

const time: Read = ({ text }) => {
  const minutes = parseSpokenTime(text);
  return minutes === undefined ? refuse('time', { text }) : accept(String(minutes));
};

const email: Read = ({ text }) => (isEmailAddress(text) ? accept(text) : refuse('email', { text }));

const phone: Read = ({ text }) => {
  const digits = text.replace(/\D/g, '');
  return digits.length >= 4 && digits.length <= 15 ? accept(text) : refuse('phone', { text });
};

/** The last four characters of an account: of a whole IBAN only these are kept. */
const account: Read = ({ text }) => {
  const characters = text.replaceAll(/[^0-9A-Za-z]/g, '');
  if (text !== '' && characters.length < 4) return refuse('account', { text });
  return accept(characters.slice(-4).toUpperCase());
};

/** "They will ask internally" is nobody's name (practice C6 "Approval"), and neither is a number. */
const person: Read = ({ text }) => {
  if (text === '') return refuse('empty');
  const isName = /\p{L}/u.test(text) && !nobody.test(fold(text));
  return isName ? accept(text) : refuse('nobody', { text });
};
const nobody =
  /^(?:en interne|la compta\w*|la direction|le service .*|internally|in house|accounts?(?:ing)?|the boss|management|on verra|quelqu'un|someone|somebody)$/;

/** Vague words do not become an own promise either (practice 000-30). */
const firmText: Read = ({ text }) => {
  if (text === '') return refuse('empty');
  return vagueWords.test(fold(text)) ? refuse('vague_own', { text }) : accept(text);
};
const vagueWords =
  /\b(?:bientot|rapidement|au plus vite|des que possible|on va (?:voir|regarder)|je vais (?:voir|regarder)|prochainement|soon|shortly|asap|as soon as possible|look into it|see what)\b/;

const option: Read = ({ text, field }) => {
  const options = fieldTable[field].options ?? [];
  const byName = options.find((name) => name === text);
  const index = /^\d$/.test(text) ? Number(text) - (options[0] === '0' ? 0 : 1) : -1;
  const chosen = byName ?? options[index];
  return chosen === undefined ? refuse('option', { text, count: String(options.length) }) : accept(chosen);
};

/**
 * `3`, `3x`, `3 fois` = so many payments; `200`, `200 EUR` = so much each time. A bare figure up to the most rows a
 * plan may have counts payments.
 */
const planTerms: Read = (typed) => {
  const { text, call } = typed;
  const terms = termsIn(text, call);
  if (terms === undefined) return refuse('plan_terms', { text });
  const value = terms.by === 'count' ? `count:${terms.count}` : `each:${terms.each.minor}`;
  return accept(value);
};

/** As many as three digits count. */
const mostPayments = 999;

function termsIn(text: string, call: Call): PlanTerms | undefined {
  const counted = /^(?:x\s*)?(\d{1,3})\s*(?:x|fois|times|payments?|versements?)?$/i.exec(text);
  const isBare = /^\d+$/.test(text);
  const count = Number(counted?.[1] ?? 0);
  if (counted && count >= 2 && (!isBare || count <= call.setup.rules.planMaxRows))
    return { by: 'count', count };
  const { currency } = call.setup;
  const whole = limitOf('plan_terms', call);
  const plain = text.replace(/(?:\/|par|a|per|every|chaque)\s*(?:mois|month|semaine|week)$/i, '').trim();
  const each = parseSpokenAmount(plain, { currency, whole });
  if (each === undefined || each.minor <= 0 || each.minor >= whole.minor) return undefined;
  // A cent a month over millennia is no offer; its rows would only be counted.
  return whole.minor / each.minor > mostPayments ? undefined : { by: 'amount', each };
}

/** `2 300` = the second row becomes 300; `2 15/7` = it moves to that day. */
const planRow: Read = (typed) => {
  const { text, call, language } = typed;
  const [, figure = '', rest = ''] = /^(\d{1,2})\s*[ :=]\s*(.+)$/.exec(text) ?? [];
  const row = Number(figure) - 1;
  const rows = rowCount(call);
  if (row < 0 || row >= rows) return refuse('plan_row', { text, count: String(rows) });
  const read = parseSpokenAmount(rest, { currency: call.setup.currency, whole: limitOf('plan_row', call) });
  if (read !== undefined && read.minor > 0 && row < rows - 1) return accept(`${row}:amount:${read.minor}`);
  const spoken = parseSpokenDay(rest, call.setup.today, dateHabit(call, language));
  if (spoken.kind === 'day' && spoken.day >= call.setup.today) return accept(`${row}:day:${spoken.day}`);
  return refuse('plan_row', { text, count: String(rows) });
};

function rowCount(call: Call): number {
  const plan = answerOf(call.heard, 'plan') ?? answerOf(openAnswer(call, 'plan'), 'plan');
  if (plan === undefined) return 0;
  return planFromToday(call.setup, plan, planTotal(call, plan))?.rows.length ?? 0;
}

const readers: Readonly<Record<FieldKind, Read>> = {
  text: someText,
  'text?': ({ text }) => accept(text),
  firm_text: firmText,
  amount,
  'amount?': orNothing(amount),
  day: comingDay,
  'day?': orNothing(comingDay),
  promised_day: promisedDay,
  past_day: pastDay,
  'past_day?': orNothing(pastDay),
  time,
  'time?': orNothing(time),
  email,
  phone,
  account,
  option,
  plan_terms: planTerms,
  plan_row: planRow,
  name: person,
};

/** Reads what was typed into a field. `Enter` on nothing takes the proposal, where there is one. */
export function readField(
  field: FieldName,
  typed: string,
  { call, language }: { readonly call: Call; readonly language: Language },
): Reading {
  const text = typed.trim();
  const proposal = text === '' ? proposalFor(field, call) : null;
  if (proposal !== null) return accept(proposal);
  return readers[fieldTable[field].kind]({ text, field, call, language });
}

/** Names of a field that is answered by one digit. */
export function optionsOf(field: FieldName): readonly string[] {
  return fieldTable[field].options ?? [];
}
