import { type Calendar, isAvoidedHour, isWorkingDay, neverToCall } from './calendar.ts';
import { addDays, type Day, localMinutes, weekday } from './day.ts';
import type { Rules } from './rules.ts';
import type { Standing } from './standing.ts';

/** A day, the minutes since its midnight, and what holds there: the outside world of a decision. */
export interface Occasion {
  readonly today: Day;
  readonly minutes: number;
  readonly rules: Rules;
  readonly calendar: Calendar;
}

/** A stretch of hours, in minutes since midnight; `to` is not part of it. */
export interface Hours {
  readonly from: number;
  readonly to: number;
}

/** When to ring: a day and a stretch of it. */
export interface Slot extends Hours {
  readonly on: Day;
  /** The stretch has begun: ring at once, until `to`. */
  readonly isNow: boolean;
  /** Comes from the hours at which this client answered, not from the general ones. */
  readonly isOwnHours: boolean;
}

/** Best hours of the field (practice B12, D1). */
const prime: readonly Hours[] = [
  { from: 9 * 60, to: 12 * 60 },
  { from: 14 * 60, to: 17 * 60 + 30 },
];
const allowed: Hours = { from: 8 * 60, to: 20 * 60 };
/** Contacts reached before a client's own hours replace the general ones (practice D11). */
const ownHoursAfter = 3;

/** What an hour is worth for a call: `never` on Sundays, public holidays, before 8:00 and from 20:00 (practice D1). */
export function hourKind(
  on: Day,
  minutes: number,
  calendar: Calendar,
): 'prime' | 'fair' | 'avoided' | 'never' {
  if (neverToCall(on, minutes, calendar)) return 'never';
  if (isAvoidedHour(on, minutes)) return 'avoided';
  return weekday(on) !== 6 && prime.some((hours) => isIn(hours, minutes)) ? 'prime' : 'fair';
}

/**
 * The first good stretch from now on: Monday to Friday outside holidays, never an avoided half-day. After three
 * contacts the half-day in which this client answers most replaces the general hours (practice D1, D11).
 */
export function bestSlot(standing: Pick<Standing, 'attempts'>, occasion: Omit<Occasion, 'rules'>): Slot {
  const own = ownHours(standing, occasion.today);
  const windows = own === undefined ? prime : [own];
  for (let on = occasion.today; ; on = addDays(on, 1)) {
    const start = on === occasion.today ? occasion.minutes : 0;
    const open = isWorkingDay(on, occasion.calendar)
      ? windows.find((hours) => isOpen(hours, on, start))
      : undefined;
    if (open !== undefined) {
      const isNow = on === occasion.today && open.from <= start;
      return { ...open, from: isNow ? start : open.from, on, isNow, isOwnHours: own !== undefined };
    }
  }
}

/** The hours at which this client picked up: the better half-day, widened to whole hours; nothing before three times. */
export function ownHours(standing: Pick<Standing, 'attempts'>, today: Day): Hours | undefined {
  const reached = standing.attempts
    .filter(({ channel, on, reach }) => channel === 'call' && reach === 'person' && on <= today)
    .map(({ startedAt }) => localMinutes(startedAt))
    .filter((minutes) => isIn(allowed, minutes));
  if (reached.length < ownHoursAfter) return undefined;
  const split = 13 * 60;
  const mornings = reached.filter((minutes) => minutes < split);
  const half =
    mornings.length * 2 >= reached.length ? mornings : reached.filter((minutes) => minutes >= split);
  const from = Math.floor(Math.min(...half) / 60) * 60;
  return { from, to: Math.min(allowed.to, (Math.floor(Math.max(...half) / 60) + 1) * 60) };
}

function isIn(hours: Hours, minutes: number): boolean {
  return minutes >= hours.from && minutes < hours.to;
}

// A stretch that begins inside an avoided half-day is dropped whole: Friday 11–13 stays, Friday 12–14 goes.
function isOpen(hours: Hours, on: Day, start: number): boolean {
  const begin = Math.max(hours.from, start);
  return begin < hours.to && !isAvoidedHour(on, begin);
}
