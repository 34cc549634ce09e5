import { addDays, type Day, weekday } from './day.ts';
import type { PromiseMeans } from './promise.ts';
import type { Rules } from './rules.ts';
import { type Half, isWithin } from './week-hours.ts';

/**
 * Closed days of one place, as a value: the rules never load a library. `src/calendars` builds it.
 * Week-ends are not listed; the functions of this module know them.
 */
export interface Calendar {
  /** ISO country, and region where it matters: `FR`, `FR-57`, `GB-SCT`. */
  readonly place: string;
  /** Public holidays: no calls, no working day. */
  readonly holidays: ReadonlySet<Day>;
  /** Days on which banks do not book, besides week-ends (TARGET for the euro). */
  readonly bankHolidays: ReadonlySet<Day>;
}

/** No place: week-ends are closed and nothing else. */
export const weekdaysOnly: Calendar = { place: '', holidays: new Set(), bankHolidays: new Set() };

/** Minutes since midnight. */
const noon = 12 * 60;
const goodAfternoon = 14 * 60;
const goodMorning = 9 * 60 + 30;

/** Longest run of closed days looked through before a calendar is called wrong. */
const longestClosing = 60;

/** Monday to Friday outside the public holidays of the place (practice D2). */
export function isWorkingDay(day: Day, calendar: Calendar): boolean {
  return weekday(day) <= 5 && !calendar.holidays.has(day);
}

/** A day on which money can arrive: TARGET for the euro, national otherwise (practice D2). */
export function isBankDay(day: Day, calendar: Calendar): boolean {
  return weekday(day) <= 5 && !calendar.bankHolidays.has(day);
}

/** The day itself or the first working day after it: "wait", "not before" roll forward (practice D2). */
export function workingDayOnOrAfter(day: Day, calendar: Calendar): Day {
  return walk(day, 1, (candidate) => isWorkingDay(candidate, calendar));
}

/** The day itself or the last working day before it. */
export function workingDayOnOrBefore(day: Day, calendar: Calendar): Day {
  return walk(day, -1, (candidate) => isWorkingDay(candidate, calendar));
}

/** The first working day after this one, never the day itself. */
export function workingDayAfter(day: Day, calendar: Calendar): Day {
  return workingDayOnOrAfter(addDays(day, 1), calendar);
}

/** The day itself or the first day after it on which banks book. */
export function bankDayOnOrAfter(day: Day, calendar: Calendar): Day {
  return walk(day, 1, (candidate) => isBankDay(candidate, calendar));
}

/** `count` working days on (back when negative); the start does not count, nor need it be one. 0 gives the start. */
export function addWorkingDays(from: Day, count: number, calendar: Calendar): Day {
  const step = Math.sign(count);
  let day = from;
  for (let left = Math.abs(count); left > 0; left -= 1) {
    day = walk(addDays(day, step), step, (candidate) => isWorkingDay(candidate, calendar));
  }
  return day;
}

/**
 * The day of a limit ("at most", "within"): rolled back to a working day, but not before `earliest`, else the first
 * working day from there on (practice D2).
 */
export function rollBack(limit: Day, calendar: Calendar, earliest?: Day): Day {
  const rolled = workingDayOnOrBefore(limit, calendar);
  if (earliest === undefined || rolled >= earliest) return rolled;
  return workingDayOnOrAfter(earliest, calendar);
}

/** The last working day within so many days of today; a long closing may push it out to the first one after (practice D2). */
export function lastDayWithin(days: number, today: Day, calendar: Calendar): Day {
  return rollBack(addDays(today, days), calendar, today);
}

/** What a promise says about its day. */
export interface PromisedDay {
  readonly promisedOn: Day;
  readonly means: PromiseMeans;
}

/**
 * Last day on which promised money counts as on time: it leaves, and has `arrivalDays` calendar days to travel, or it
 * arrives that day; then forward to a bank day (practice D2).
 */
export function arrivalDeadline(
  { promisedOn, means }: PromisedDay,
  rules: Pick<Rules, 'arrivalDays'>,
  calendar: Calendar,
): Day {
  const expected = means === 'leaves' ? addDays(promisedOn, rules.arrivalDays) : promisedOn;
  return bankDayOnOrAfter(expected, calendar);
}

/** The working day after the arrival deadline on which the client is back on the list (practice D2). */
export function recontactOn(deadline: Day, rules: Pick<Rules, 'recontactDays'>, calendar: Calendar): Day {
  return addWorkingDays(deadline, Math.max(1, rules.recontactDays), calendar);
}

/**
 * The day to propose instead of one on which no transfer is made: the working day before (practice C6). A day that is
 * fine comes back as it is. Only a proposal: a day the client named is never moved; it may lie before today.
 */
export function proposedPayday(day: Day, calendar: Calendar): Day {
  return walk(day, -1, (candidate) => isWorkingDay(candidate, calendar) && isBankDay(candidate, calendar));
}

/** Is this one of the hours in which nobody likes to be asked for money: Monday morning, Friday afternoon (practice D1)? */
export function isAvoidedHour(day: Day, minutes: number, { avoid }: Pick<Rules, 'avoid'>): boolean {
  return isWithin(avoid, { on: day, minutes });
}

/** The half-day that is left when the other one is avoided: Monday afternoon, Friday morning; `null` = either (practice D2). */
export function halfLeft(day: Day, rules: Pick<Rules, 'avoid'>): Half | null {
  const isMorningOut = isAvoidedHour(day, goodMorning, rules);
  if (isMorningOut === isAvoidedHour(day, goodAfternoon, rules)) return null;
  return isMorningOut ? 'afternoon' : 'morning';
}

/**
 * An hour of our own choice, moved out of an avoided half-day into the other one: Monday 14:00, Friday 9:30 (practice
 * D2). A day that is avoided from morning to evening keeps it.
 */
export function goodHour(day: Day, minutes: number, rules: Pick<Rules, 'avoid'>): number {
  if (!isAvoidedHour(day, minutes, rules)) return minutes;
  const other = otherHalfDay(minutes);
  return isAvoidedHour(day, other, rules) ? minutes : other;
}

/** The usual hour of the other half-day: 14:00 for what lies before noon, 9:30 for what lies after it (practice D2, D3). */
export function otherHalfDay(minutes: number): number {
  return minutes < noon ? goodAfternoon : goodMorning;
}

/** What decides whether a call is out of the question. */
export interface CallingTimes {
  readonly rules: Pick<Rules, 'never'>;
  readonly calendar: Calendar;
}

/** Is calling out of the question: before 8:00, from 20:00 on, on a Sunday or a public holiday (practice D1)? */
export function neverToCall(day: Day, minutes: number, { rules, calendar }: CallingTimes): boolean {
  return isWithin(rules.never, { on: day, minutes, isHoliday: calendar.holidays.has(day) });
}

function walk(from: Day, step: number, isGood: (day: Day) => boolean): Day {
  let day = from;
  for (let tries = 0; tries <= longestClosing; tries += 1) {
    if (isGood(day)) return day;
    day = addDays(day, step);
  }
  throw new RangeError(`no open day within ${longestClosing} days of ${from}`);
}
