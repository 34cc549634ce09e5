import { proposedPayday } from '../calendar.ts';
import { addDays, type Day, daysBetween, parseDay } from '../day.ts';
import { formatDay, formatTime } from '../day-words.ts';
import { isEmailAddress } from '../email-address.ts';
import { formatMoney, money } from '../money.ts';
import type { Language } from '../profile.ts';
import { parseSpokenAmount } from '../spoken-amount.ts';
import { parseSpokenDay } from '../spoken-day.ts';
import { parseSpokenTime } from '../spoken-time.ts';
import { addressOf, personOf } from './people.ts';
import { calendarOf, totalOpen, uncovered } from './record.ts';
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

const accept = (value: string): Reading => ({ ok: true, value });
const refuse = (
  problem: string,
  values: Readonly<Record<string, string>> = {},
  isVague = false,
): Reading => ({
  ok: false,
  problem,
  values,
  isVague,
});

type Read = (text: string, call: Call, language: Language) => Reading;

const readAnyText: Read = (text) => accept(text);
const readSomeText: Read = (text) => (text === '' ? refuse('call.problem.empty') : accept(text));

const readAmount: Read = (text, call, language) => {
  const whole = money(amountLimit(call), call.setup.currency);
  const amount = parseSpokenAmount(text, { currency: call.setup.currency, whole });
  if (amount === undefined) return refuse('call.problem.amount', { text });
  if (amount.minor <= 0) return refuse('call.problem.amount_zero', { text });
  if (amount.minor > whole.minor)
    return refuse('call.problem.amount_above', { text, whole: formatMoney(whole, language) });
  return accept(String(amount.minor));
};

/** A promise names a calendar day from today on; "soon" is the start of a question, not a date (practice C1). */
const readPromiseDay: Read = (text, call, language) => readFutureDay(text, call, language);

/** A vague day for a call back is asked again, not dug into: nothing was promised. */
function readCallbackDay(text: string, call: Call, language: Language): Reading {
  const reading = readFutureDay(text, call, language);
  return !reading.ok && reading.isVague ? refuse('call.problem.day', { text }) : reading;
}

function readFutureDay(text: string, call: Call, language: Language): Reading {
  const spoken = parseSpokenDay(text, call.setup.today, language);
  if (spoken.kind === 'vague') {
    const suggestion = spoken.suggestion ? formatDay(spoken.suggestion, language, 'short') : '';
    return refuse(suggestion ? 'call.problem.vague_day' : 'call.problem.vague', { text, suggestion }, true);
  }
  if (spoken.kind === 'impossible') return refuse('call.problem.no_such_day', { text });
  if (spoken.kind === 'unknown') return refuse('call.problem.day', { text });
  if (spoken.day < call.setup.today) {
    return refuse('call.problem.past_day', { text, day: formatDay(spoken.day, language, 'long') });
  }
  return accept(spoken.day);
}

const readTime: Read = (text) => {
  const minutes = parseSpokenTime(text);
  return minutes === undefined ? refuse('call.problem.time', { text }) : accept(String(minutes));
};

const readEmail: Read = (text) =>
  isEmailAddress(text) ? accept(text) : refuse('call.problem.email', { text });

const readPhone: Read = (text) => {
  const digits = text.replace(/\D/g, '');
  return digits.length >= 4 && digits.length <= 15 ? accept(text) : refuse('call.problem.phone', { text });
};

const readers: Readonly<Record<FieldName, Read>> = {
  amount: readAmount,
  day: readPromiseDay,
  condition: readAnyText,
  callback_day: readCallbackDay,
  callback_time: readTime,
  callback_who: readSomeText,
  callback_phone: readPhone,
  address: readEmail,
  name: readSomeText,
  extension: readSomeText,
  hours: readSomeText,
  phone: readPhone,
  email: readEmail,
  colleague: readSomeText,
  cause_note: readAnyText,
  note: readSomeText,
};

/** Reads what was typed into a field. `Enter` on nothing takes the proposal, where there is one. */
export function readField(
  field: FieldName,
  typed: string,
  context: { call: Call; language: Language },
): Reading {
  const text = typed.trim();
  const proposal = text === '' ? proposalFor(field, context.call) : null;
  return proposal === null ? readers[field](text, context.call, context.language) : accept(proposal);
}

/** What `Enter` alone would accept: the whole open amount, the known address, the known number. */
export function proposalFor(field: FieldName, call: Call): string | null {
  const { setup, heard } = call;
  switch (field) {
    case 'amount':
      return String(amountLimit(call));
    case 'address':
    case 'email':
      return addressOf(call);
    case 'callback_phone':
    case 'phone':
      return heard.newPhone ?? setup.contact.phone;
    case 'callback_who':
      return personOf(call) || null;
    default:
      return null;
  }
}

/** A field's value for the eye: canonical text turned back into words. */
export function showField(
  field: FieldName,
  value: string,
  context: { call: Call; language: Language },
): string {
  const { call, language } = context;
  if (field === 'amount') return formatMoney(money(Number(value), call.setup.currency), language);
  if (field === 'day' || field === 'callback_day')
    return formatDay(dayOrToday(value, call), language, 'long');
  if (field === 'callback_time') return formatTime(Number(value), language);
  return value;
}

/** One letter instead of typing, as long as nothing is typed: `t` = all, `m` or `h` = half (practice C1). */
export function shortcutFor(field: FieldName, key: string, call: Call): string | null {
  if (field === 'amount' && (key === 't' || key === 'a')) return String(amountLimit(call));
  if (field === 'amount' && (key === 'm' || key === 'h')) return String(Math.round(amountLimit(call) / 2));
  return null;
}

/** What to tell the caller about a promised day without stopping them: late, or on a closed day (practice C6, D2). */
export function dayAdvice(call: Call, on: Day): { key: string; day: Day } | null {
  const payday = proposedPayday(on, calendarOf(call.setup));
  if (payday !== on && payday >= call.setup.today) return { key: 'call.advice.closed_day', day: payday };
  const limit = addDays(call.setup.today, call.setup.rules.promiseMaxDays);
  return daysBetween(call.setup.today, on) > call.setup.rules.promiseMaxDays
    ? { key: 'call.advice.far_day', day: limit }
    : null;
}

/** The amount in minor units that a promise may reach: what the other promises of this call leave open. */
function amountLimit(call: Call): number {
  const draft = call.heard.promises.at(-1);
  const own = draft?.promisedOn != null ? (draft.amount?.minor ?? 0) : 0;
  const open = uncovered(call).minor + own;
  return open > 0 ? open : totalOpen(call.setup).minor;
}

function dayOrToday(value: string, call: Call): Day {
  return parseDay(value) ?? call.setup.today;
}
