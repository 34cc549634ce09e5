import { type Calendar, isAvoidedHour, isWorkingDay, neverToCall, workingDayAfter } from './calendar.ts';
import { addDays, type Day, later, localMinutes } from './day.ts';
import { reachableHalf } from './reachable-half.ts';
import type { Rules } from './rules.ts';
import type { Standing } from './standing.ts';
import { type Half, halfOf, type Hours, hoursOn, isWithin, type WeekHours } from './week-hours.ts';

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
  /** The hour was agreed with the client: `from` is that hour, whatever else would be a good one. */
  readonly isAgreed: boolean;
}

/** What narrows the search: the next action of the ledger, and the hours that a contact named. */
export interface Wanted {
  /** The contact's hours in the user's words; `null` = none known. */
  readonly reachable: string | null;
  /** Not before this day: a promise runs, a pause, an appointment; `null` = from today on. */
  readonly notBefore: Day | null;
  /** Minutes since midnight of the next try, and whether the client agreed to them; `null` = no hour. */
  readonly hour: { readonly on: Day; readonly at: number; readonly isAgreed: boolean } | null;
}

/** Contacts reached before a client's own hours replace the general ones (practice D11). */
const ownHoursAfter = 3;
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
 * hours that the contact named narrow them, else the half-day that the last try left over (practice D3). An hour that the
 * client agreed to is kept as it is (practice D2). Settings that leave no good hour at all give the morning of the next
 * working day.
 */
export function bestSlot(
  standing: Pick<Standing, 'attempts'>,
  occasion: Occasion,
  wanted: Wanted = anytime,
): Slot {
  const { today, calendar, rules } = occasion;
  const agreed = agreedSlot(wanted, occasion);
  if (agreed !== undefined) return agreed;
  const own = ownHours(standing, today, rules.never);
  const first = later(today, wanted.notBefore ?? today);
  for (let ahead = 0; ahead <= farthest; ahead += 1) {
    const on = addDays(first, ahead);
    const windows = own === undefined ? primeOn(on, rules, halfWanted(wanted, on)) : [own];
    const minutes = on === today ? occasion.minutes : 0;
    const open = isWorkingDay(on, calendar)
      ? windows.find((hours) => isOpen(hours, { ...occasion, today: on, minutes }))
      : undefined;
    if (open === undefined) continue;
    const isNow = on === today && open.from <= minutes;
    const from = isNow ? minutes : open.from;
    return { ...open, from, on, isNow, isOwnHours: own !== undefined, isAgreed: false };
  }
  const on = workingDayAfter(first, calendar);
  return { ...morning, on, isNow: false, isOwnHours: false, isAgreed: false };
}

/** An hour to come that the client agreed to: a call's length from then on. */
function agreedSlot({ hour }: Wanted, { today, minutes, rules }: Occasion): Slot | undefined {
  if (hour?.isAgreed !== true) return undefined;
  const { on, at } = hour;
  if (on < today || (on === today && at <= minutes)) return undefined;
  return { on, from: at, to: at + rules.callTargetMinutes, isNow: false, isOwnHours: false, isAgreed: true };
}

/** The half-day in which this contact answers; else the one our own next try is set for. */
function halfWanted({ reachable, hour }: Wanted, on: Day): Half | null {
  const own = hour === null || hour.isAgreed ? null : halfOf(hour.at);
  return reachableHalf(reachable, on) ?? own;
}

const anytime: Wanted = { reachable: null, notBefore: null, hour: null };

function primeOn(on: Day, { prime }: Pick<Rules, 'prime'>, half: Half | null): Hours[] {
  return hoursOn(prime, on).filter(({ from }) => half === null || halfOf(from) === half);
}

/**
 * The hours at which this client picked up, those at which nobody is called (`never`) aside: the better half-day, widened
 * to whole hours (practice D11); `undefined` before three times.
 */
export function ownHours(
  standing: Pick<Standing, 'attempts'>,
  today: Day,
  never: readonly WeekHours[],
): Hours | undefined {
  const reached = standing.attempts
    .filter(({ channel, on, reach }) => channel === 'call' && reach === 'person' && on <= today)
    .map(({ on, startedAt }) => ({ on, minutes: localMinutes(startedAt) }))
    .filter((at) => !isWithin(never, at))
    .map(({ minutes }) => minutes);
  if (reached.length < ownHoursAfter) return undefined;
  const { morning: mornings = [], afternoon: afternoons = [] } = Object.groupBy(reached, halfOf);
  const half = mornings.length >= afternoons.length ? mornings : afternoons;
  const from = Math.floor(Math.min(...half) / 60) * 60;
  return { from, to: (Math.floor(Math.max(...half) / 60) + 1) * 60 };
}

// A stretch that begins inside an avoided half-day is dropped whole: Friday 11–13 stays, Friday 12–14 goes.
function isOpen(hours: Hours, { today, minutes, rules, calendar }: Occasion): boolean {
  const begin = Math.max(hours.from, minutes);
  if (begin >= hours.to || isAvoidedHour(today, begin, rules)) return false;
  return !neverToCall(today, begin, { rules, calendar });
}
