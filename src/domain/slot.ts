import { type Calendar, isAvoidedHour, isWorkingDay, neverToCall, workingDayAfter } from './calendar.ts';
import { addDays, type Day, localMinutes } from './day.ts';
import { reachableHalf } from './reachable-half.ts';
import { defaultRules } from './rule-table.ts';
import type { Rules } from './rules.ts';
import type { Standing } from './standing.ts';
import { type Hours, hoursOn, isWithin, type WeekHours } from './week-hours.ts';

export type { Hours } from './week-hours.ts';

/** A day, the minutes since its midnight, and what holds there: the outside world of a decision. */
export interface Occasion {
  readonly today: Day;
  readonly minutes: number;
  readonly rules: Rules;
  readonly calendar: Calendar;
}

/** When to ring: a day and a stretch of it. */
export interface Slot extends Hours {
  readonly on: Day;
  /** The stretch has begun: ring at once, until `to`. */
  readonly isNow: boolean;
  /** Comes from the hours at which this client answered, not from the general ones. */
  readonly isOwnHours: boolean;
}

/** Contacts reached before a client's own hours replace the general ones (practice D11). */
const ownHoursAfter = 3;
/** Before this minute it is morning. */
const splitAt = 13 * 60;
/** Days looked through for a good stretch; settings may leave none. */
const farthest = 60;
const morning: Hours = { from: 9 * 60, to: 12 * 60 };

/** What an hour is worth for a call: `never` on Sundays, public holidays, before 8:00 and from 20:00 (practice D1). */
export function hourKind(
  on: Day,
  minutes: number,
  { rules, calendar }: Pick<Occasion, 'rules' | 'calendar'>,
): 'prime' | 'fair' | 'avoided' | 'never' {
  if (neverToCall(on, minutes, { rules, calendar })) return 'never';
  if (isAvoidedHour(on, minutes, rules)) return 'avoided';
  return isWithin(rules.prime, { on, minutes }) ? 'prime' : 'fair';
}

/**
 * The first good stretch from now on: Monday to Friday outside holidays, never an avoided half-day. After three
 * contacts the half-day in which this client answers most replaces the general hours (practice D1, D11); until then the
 * hours that the contact named narrow them (practice D3). Settings that leave no good hour at all give the morning of
 * the next working day.
 */
export function bestSlot(
  standing: Pick<Standing, 'attempts'>,
  occasion: Occasion,
  reachable: string | null = null,
): Slot {
  const { today, minutes, calendar, rules } = occasion;
  const own = ownHours(standing, today, rules.never);
  const isOwnHours = own !== undefined;
  for (let ahead = 0; ahead <= farthest; ahead += 1) {
    const on = addDays(today, ahead);
    const start = ahead === 0 ? minutes : 0;
    const windows = own === undefined ? primeOn(on, rules, reachable) : [own];
    const open = isWorkingDay(on, calendar)
      ? windows.find((hours) => isOpen(hours, { ...occasion, today: on, minutes: start }))
      : undefined;
    if (open !== undefined) {
      const isNow = ahead === 0 && open.from <= start;
      return { ...open, from: isNow ? start : open.from, on, isNow, isOwnHours };
    }
  }
  return { ...morning, on: workingDayAfter(today, calendar), isNow: false, isOwnHours: false };
}

function primeOn(on: Day, { prime }: Pick<Rules, 'prime'>, reachable: string | null): Hours[] {
  const half = reachableHalf(reachable, on);
  const isReachable = ({ from }: Hours) => half === null || (half === 'morning') === from < splitAt;
  return hoursOn(prime, on).filter(isReachable);
}

/** The hours at which this client picked up: the better half-day, widened to whole hours; nothing before three times. */
export function ownHours(
  standing: Pick<Standing, 'attempts'>,
  today: Day,
  never: readonly WeekHours[] = defaultRules.never,
): Hours | undefined {
  const reached = standing.attempts
    .filter(({ channel, on, reach }) => channel === 'call' && reach === 'person' && on <= today)
    .map(({ on, startedAt }) => ({ on, minutes: localMinutes(startedAt) }))
    .filter((at) => !isWithin(never, at))
    .map(({ minutes }) => minutes);
  if (reached.length < ownHoursAfter) return undefined;
  const mornings = reached.filter((minutes) => minutes < splitAt);
  const half =
    mornings.length * 2 >= reached.length ? mornings : reached.filter((minutes) => minutes >= splitAt);
  const from = Math.floor(Math.min(...half) / 60) * 60;
  return { from, to: (Math.floor(Math.max(...half) / 60) + 1) * 60 };
}

// A stretch that begins inside an avoided half-day is dropped whole: Friday 11–13 stays, Friday 12–14 goes.
function isOpen(hours: Hours, { today, minutes, rules, calendar }: Occasion): boolean {
  const begin = Math.max(hours.from, minutes);
  if (begin >= hours.to || isAvoidedHour(today, begin, rules)) return false;
  return !neverToCall(today, begin, { rules, calendar });
}
