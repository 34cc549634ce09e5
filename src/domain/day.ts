import { addMonths as shiftMonths } from 'date-fns/addMonths';
import { getISOWeek } from 'date-fns/getISOWeek';
import { lastDayOfMonth } from 'date-fns/lastDayOfMonth';
import { dateOfNumber, dayNumber } from './day-number.ts';

declare const dayBrand: unique symbol;

/** A calendar day written `YYYY-MM-DD`. Text order is day order, so days compare with `<` and `>`. */
export type Day = string & { readonly [dayBrand]: true };

/** Monday is 1, Sunday is 7 (ISO 8601). */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

const isoDay = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Reads `YYYY-MM-DD`; `undefined` for any other text and for days that do not exist, such as 30 February. */
export function parseDay(text: string): Day | undefined {
  const match = isoDay.exec(text);
  if (!match) return undefined;
  return dayOf(Number(match[1]), Number(match[2]), Number(match[3]));
}

/** The day with this year, month (1–12) and day of the month, or `undefined` when there is none such. */
export function dayOf(year: number, month: number, dayOfMonth: number): Day | undefined {
  const exists =
    [year, month, dayOfMonth].every(Number.isInteger) &&
    year >= 1900 &&
    year <= 2200 &&
    month >= 1 &&
    month <= 12 &&
    dayOfMonth >= 1 &&
    dayOfMonth <= lastOf(year, month);
  return exists ? written(year, month, dayOfMonth) : undefined;
}

/** Like `parseDay`, for text the program itself wrote: anything else is a bug and throws a `RangeError`. */
export function day(text: string): Day {
  const parsed = parseDay(text);
  if (parsed === undefined) throw new RangeError(`not a day: ${text}`);
  return parsed;
}

/** The day that local clocks show at this moment (milliseconds since 1970, UTC). */
export function localDay(moment: number): Day {
  return formatDate(new Date(moment));
}

/** Minutes since local midnight at this moment: 615 is 10:15. */
export function localMinutes(moment: number): number {
  const date = new Date(moment);
  return date.getHours() * 60 + date.getMinutes();
}

/** The moment (milliseconds UTC) at which local clocks show this day and minute of the day. */
export function momentOf(on: Day, minutes: number): number {
  const { year, month, dayOfMonth } = partsOf(on);
  return new Date(year, month - 1, dayOfMonth, Math.floor(minutes / 60), minutes % 60).getTime();
}

/** An ISO 8601 text in UTC for a moment in milliseconds. */
export function formatMoment(moment: number): string {
  return new Date(moment).toISOString();
}

export function addDays(from: Day, count: number): Day {
  const { year, month, dayOfMonth } = dateOfNumber(dayNumber(from) + count);
  return written(year, month, dayOfMonth);
}

/** The same day of the month `count` months on, or the last day of a shorter month (31 January + 1 = 28 February). */
export function addMonths(anchor: Day, count: number): Day {
  return formatDate(shiftMonths(toDate(anchor), count));
}

/** Whole days from `from` to `to`; negative when `to` lies before. A clock change does not count. */
export function daysBetween(from: Day, to: Day): number {
  return from === to ? 0 : dayNumber(to) - dayNumber(from);
}

export function weekday(of: Day): Weekday {
  // 1 March of the year 0 was a Wednesday.
  return (((dayNumber(of) + 1) % 7) + 1) as Weekday;
}

export function isoWeek(of: Day): number {
  return getISOWeek(toDate(of));
}

export function endOfMonth(of: Day): Day {
  return formatDate(lastDayOfMonth(toDate(of)));
}

export function partsOf(of: Day): { year: number; month: number; dayOfMonth: number } {
  return { year: Number(of.slice(0, 4)), month: Number(of.slice(5, 7)), dayOfMonth: Number(of.slice(8, 10)) };
}

export function earlier(a: Day, b: Day): Day {
  return a <= b ? a : b;
}

export function later(a: Day, b: Day): Day {
  return a >= b ? a : b;
}

/** For sorting, the earlier day first. */
export function compareDays(a: Day, b: Day): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function lastOf(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

// Noon, because some zones have days without a midnight (Cairo, Beirut, Santiago).
function toDate(of: Day): Date {
  const { year, month, dayOfMonth } = partsOf(of);
  return new Date(year, month - 1, dayOfMonth, 12);
}

function formatDate(date: Date): Day {
  return written(date.getFullYear(), date.getMonth() + 1, date.getDate());
}

function written(year: number, month: number, dayOfMonth: number): Day {
  const digits = (number: number, count: number) => String(number).padStart(count, '0');
  return `${digits(year, 4)}-${digits(month, 2)}-${digits(dayOfMonth, 2)}` as Day;
}
