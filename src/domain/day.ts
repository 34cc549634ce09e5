import { addDays as shiftDays } from 'date-fns/addDays';
import { addMonths as shiftMonths } from 'date-fns/addMonths';
import { differenceInCalendarDays } from 'date-fns/differenceInCalendarDays';
import { getISODay } from 'date-fns/getISODay';
import { getISOWeek } from 'date-fns/getISOWeek';
import { lastDayOfMonth } from 'date-fns/lastDayOfMonth';

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
  const date = new Date(year, month - 1, dayOfMonth, 12);
  const exists =
    date.getMonth() === month - 1 && date.getDate() === dayOfMonth && year >= 1900 && year <= 2200;
  return exists ? formatDate(date) : undefined;
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

/** The moment of an ISO 8601 text, or `undefined`. */
export function parseMoment(text: string): number | undefined {
  const moment = /^\d{4}-\d{2}-\d{2}T/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(moment) ? undefined : moment;
}

export function addDays(from: Day, count: number): Day {
  return formatDate(shiftDays(toDate(from), count));
}

/** The same day of the month `count` months on, or the last day of a shorter month (31 January + 1 = 28 February). */
export function addMonths(anchor: Day, count: number): Day {
  return formatDate(shiftMonths(toDate(anchor), count));
}

/** Whole days from `from` to `to`; negative when `to` lies before. A clock change does not count. */
export function daysBetween(from: Day, to: Day): number {
  return differenceInCalendarDays(toDate(to), toDate(from));
}

export function weekday(of: Day): Weekday {
  return getISODay(toDate(of)) as Weekday;
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

// Noon, because some zones have days without a midnight (Cairo, Beirut, Santiago).
function toDate(of: Day): Date {
  const { year, month, dayOfMonth } = partsOf(of);
  return new Date(year, month - 1, dayOfMonth, 12);
}

function formatDate(date: Date): Day {
  const year = String(date.getFullYear()).padStart(4, '0');
  const month = String(date.getMonth() + 1).padStart(2, '0');
  return `${year}-${month}-${String(date.getDate()).padStart(2, '0')}` as Day;
}
