import type { Context } from '../cli/context.ts';
import { addDays, type Day, daysBetween } from '../domain/day.ts';
import { formatDay } from '../domain/day-words.ts';
import { isEmailAddress } from '../domain/email-address.ts';
import { DunError } from '../domain/errors.ts';
import { type Currency, type Money, money, parseCurrency } from '../domain/money.ts';
import { type Language, languages } from '../domain/profile.ts';
import { parseSpokenAmount } from '../domain/spoken-amount.ts';
import { parseSpokenDay, parseSpokenPastDay, type SpokenDay } from '../domain/spoken-day.ts';
import { parseSpokenTime } from '../domain/spoken-time.ts';

/** A text the user typed, and the flag or argument it came with: an error names both. */
export interface Typed {
  readonly flag: string;
  readonly text: string;
}

type Here = Pick<Context, 'today' | 'language'> &
  Partial<Pick<Context, 'ledger'>> & {
    /** `today` is the day of a contact that is written down later: an error must not call it today. */
    readonly isEarlierContact?: boolean;
  };

/** A day as one says it: `2026-06-12`, `12/06`, `vendredi`, `in 3 days`. DunError 2 when it names no single day. */
export function readDay(typed: Typed, here: Here): Day {
  const { today } = here;
  return dayOf(typed, parseSpokenDay(typed.text, today, dateHabit(typed.text, here)), today);
}

/** English leaves `5/6` open: a month comes first in the United States, a day everywhere else. */
function dateHabit(text: string, { language, ledger }: Here): Language {
  if (language === 'fr' || !/(?<![\d-])\d{1,2}[-/]\d{1,2}(?!\d)/.test(text)) return language;
  return monthFirst.has(ledger?.profile.load()?.country ?? 'US') ? 'en' : 'fr';
}

const monthFirst = new Set(['US', 'PH', 'PR', 'GU']);

/**
 * The last day to pay, which may be long over: a date without a year is the first one from the issue on, without an issue
 * day the nearest one. `fin juin` is a day on an invoice, though it is none in a promise. DunError 2.
 */
export function readDueDay(typed: Typed, here: Here, issuedOn: Day | undefined): Day {
  const { today } = here;
  const habit = dateHabit(typed.text, here);
  const ahead = parseSpokenDay(typed.text, today, habit);
  if (ahead.kind === 'vague' && ahead.suggestion !== null && /^\s*(?:fin|end)\b/i.test(typed.text))
    return ahead.suggestion;
  const behind = parseSpokenPastDay(typed.text, today, habit);
  const coming = dayOf(typed, ahead, today);
  // A year between the two readings: the text named none.
  if (behind.kind !== 'day' || daysBetween(behind.day, coming) < 300) return coming;
  const isPast =
    issuedOn === undefined
      ? daysBetween(behind.day, today) <= daysBetween(today, coming)
      : behind.day >= issuedOn || daysBetween(issuedOn, coming) > 300;
  return isPast ? behind.day : coming;
}

function dayOf({ flag, text }: Typed, spoken: SpokenDay, today: Day): Day {
  if (spoken.kind === 'day') return spoken.day;
  const suggestion = spoken.kind === 'vague' ? spoken.suggestion : null;
  const keys = { vague: 'value.vague_day', impossible: 'value.no_such_day', unknown: 'value.unknown_day' };
  throw new DunError(keys[spoken.kind], 2, { flag, text, example: suggestion ?? addDays(today, 7) });
}

/** A day from today on: promises, callbacks. DunError 2 for a day that is over. */
export function readComingDay(typed: Typed, here: Here): Day {
  const read = readDay(typed, here);
  if (read >= here.today) return read;
  const words = {
    day: formatDay(read, here.language, 'long'),
    today: formatDay(here.today, here.language, 'long'),
  };
  const key = here.isEarlierContact === true ? 'value.before_contact' : 'value.past_day';
  throw new DunError(key, 2, { flag: typed.flag, ...words, example: addDays(here.today, 7) });
}

/** A day up to today: payments, invoices. `Friday` and `the 5th` mean the last one. DunError 2 for a day to come. */
export function readPastDay(typed: Typed, here: Here): Day {
  const { today, language, isEarlierContact = false } = here;
  const read = dayOf(typed, parseSpokenPastDay(typed.text, today, dateHabit(typed.text, here)), today);
  if (read <= today) return read;
  const words = { day: formatDay(read, language, 'long'), today: formatDay(today, language, 'long') };
  const key = isEarlierContact ? 'value.after_contact' : 'value.future_day';
  throw new DunError(key, 2, { flag: typed.flag, ...words, example: today });
}

/** An amount above zero in one currency; `whole` gives `all`, `half`, `50 %` their meaning. DunError 2. */
export function readAmount(
  { flag, text }: Typed,
  scale: { currency: Currency; whole?: Money | undefined },
): Money {
  const whole = scale.whole ?? money(0, scale.currency);
  const amount = parseSpokenAmount(text, { currency: scale.currency, whole });
  if (amount === undefined)
    throw new DunError('value.no_amount', 2, { flag, text, currency: scale.currency });
  if (amount.minor <= 0) throw new DunError('value.amount_zero', 2, { flag, text });
  return amount;
}

/** A day to come and, where it is said, an hour: `tomorrow 14:30`, `vendredi à 10 h`, `2026-06-09T14:30`. DunError 2. */
export function readMoment({ flag, text }: Typed, here: Here): { on: Day; at: number | null } {
  const { dayText, minutes } = splitTime(text);
  const on = dayText === '' && minutes !== null ? here.today : readComingDay({ flag, text: dayText }, here);
  return { on, at: minutes };
}

export function readCurrency({ flag, text }: Typed): Currency {
  const currency = parseCurrency(text);
  if (currency === undefined) throw new DunError('value.currency', 2, { flag, text });
  return currency;
}

/** One plain address that mail programs cannot misread. DunError 2. */
export function readEmail({ flag, text }: Typed): string {
  const address = text.trim();
  if (!isEmailAddress(address)) throw new DunError('value.email', 2, { flag, text });
  return address;
}

const spokenCountries: Readonly<Record<string, string>> = {
  allemagne: 'DE', germany: 'DE', belgique: 'BE', belgium: 'BE', canada: 'CA', espagne: 'ES', spain: 'ES',
  'etats-unis': 'US', usa: 'US', france: 'FR', ireland: 'IE', irlande: 'IE', italie: 'IT', italy: 'IT', luxembourg: 'LU',
  maroc: 'MA', netherlands: 'NL', 'pays-bas': 'NL', portugal: 'PT', 'royaume-uni': 'GB', uk: 'GB', suisse: 'CH',
  switzerland: 'CH', angleterre: 'GB', england: 'GB', scotland: 'GB',
}; // biome-ignore format: rows of names

/** ISO 3166-1 alpha-2 in upper case, from a code or a common name. DunError 2 for a country that does not exist. */
export function readCountry({ flag, text }: Typed): string {
  const bare = text.trim().normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const code = spokenCountries[bare] ?? bare.toUpperCase();
  const isKnown = /^[A-Z]{2}$/.test(code) && countryNames().of(code) !== undefined;
  if (!isKnown || notCountries.has(code)) throw new DunError('value.country', 2, { flag, text });
  return code;
}

/** Codes that CLDR knows besides countries. */
const notCountries = new Set(['EU', 'EZ', 'UN', 'XA', 'XB', 'ZZ', 'QO']);

// Loaded when a country is typed, which is rare: Intl costs milliseconds at its first use.
function countryNames(): Intl.DisplayNames {
  return new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
}

export function readLanguage({ flag, text }: Typed): Language {
  return readChoice({ flag, text }, languages);
}

/** One of a few words, any case, also its beginning when that is clear. DunError 2 that lists them. */
export function readChoice<T extends string>({ flag, text }: Typed, choices: readonly T[]): T {
  const typed = text.trim().toLowerCase();
  const exact = choices.find((choice) => choice === typed);
  const begun = typed === '' ? [] : choices.filter((choice) => choice.startsWith(typed));
  const chosen = exact ?? (begun.length === 1 ? begun[0] : undefined);
  if (chosen === undefined)
    throw new DunError('value.choice', 2, { flag, text, choices: choices.join(', ') });
  return chosen;
}

export function readYesNo({ flag, text }: Typed): boolean {
  const answers = {
    yes: true,
    y: true,
    oui: true,
    o: true,
    true: true,
    no: false,
    n: false,
    non: false,
    false: false,
  };
  const answer = Object.entries(answers).find(([word]) => word === text.trim().toLowerCase());
  if (answer === undefined)
    throw new DunError('value.choice', 2, { flag, text, choices: 'oui, non, yes, no' });
  return answer[1];
}

/** A whole number from `from` to `to`. DunError 2. */
export function readCount({ flag, text }: Typed, { from, to }: { from: number; to: number }): number {
  const count = /^\s*\d{1,6}\s*$/.test(text) ? Number(text) : Number.NaN;
  if (!(count >= from && count <= to)) throw new DunError('value.count', 2, { flag, text, from, to });
  return count;
}

/** A telephone number of a country in its international form, `+33388001122`. DunError 2. */
export async function readPhone(
  { flag, text }: Typed,
  country: string,
  { checks }: Pick<Context, 'checks'>,
): Promise<string> {
  const phone = await checks.phone(text, country);
  if (phone === undefined) throw new DunError('value.phone', 2, { flag, text, country });
  return phone.e164;
}

/** The text of a flag that is needed; DunError 2 that names it. */
export function need(flag: string, text: string | undefined): string {
  if (text === undefined || text.trim() === '') throw new DunError('value.missing', 2, { flag });
  return text;
}

/** The number of a payment or promise as the lists show it: `12` or `#12`. DunError 2. */
export function readRecordId({ flag, text }: Typed): number {
  const digits = /^#?(\d{1,9})$/.exec(text.trim())?.[1];
  if (digits === undefined) throw new DunError('value.record_id', 2, { flag, text });
  return Number(digits);
}

/** When a contact was held: `10:15`, `hier 15h`, `2026-06-02T10:15`, `Friday`. DunError 2 for a day to come. */
export function readHeldAt({ flag, text }: Typed, here: Here): { on: Day; minutes: number | null } {
  const { dayText, minutes } = splitTime(text);
  const on = dayText === '' ? here.today : readPastDay({ flag, text: dayText }, here);
  return { on, minutes };
}

/** The hour at the end of a text, and what stands before it; the whole text when there is none. */
function splitTime(typed: string): { dayText: string; minutes: number | null } {
  const text = typed.trim().replace(/^(\d{4}-\d{2}-\d{2})T(?=\d)/, '$1 ');
  const match =
    /^(.*?)\s*(?:(?:à|a|at)\s+)?(\d{1,2}\s*(?::\s*\d{2}|h(?:\s*\d{2})?)(?:\s*[ap]m)?|\d{1,2}\s*[ap]m|midi|noon)$/i.exec(
      text,
    );
  const minutes = match?.[2] === undefined ? undefined : parseSpokenTime(match[2]);
  return minutes === undefined ? { dayText: text, minutes: null } : { dayText: match?.[1] ?? '', minutes };
}

/** Longest free text of one flag; what is longer was pasted by mistake. */
export const longestText = 2000;
/** Longest number or name. */
export const longestName = 200;

/** The text of a flag without blanks at its ends; `null` when it was not typed or is empty. */
export function textOrNull(text: string | undefined): string | null {
  return text?.trim() || null;
}

/** The text itself. DunError 2 when it is longer than anybody means. */
export function notTooLong({ flag, text }: Typed, most: number): string {
  if (text.length > most)
    throw new DunError('value.too_long', 2, { flag, length: text.length, most, text: text.slice(0, 40) });
  return text;
}
