import type { ActionKind } from './attempt.ts';
import { type Calendar, isWorkingDay, neverToCall, weekdaysOnly } from './calendar.ts';
import { callAfter, isCourtesy } from './courtesy.ts';
import { addDays, type Day } from './day.ts';
import { type DueItem, itemOf, mostUrgent } from './due-list.ts';
import { isTask, type NextAction } from './action.ts';
import { nextActions } from './next-action.ts';
import { reachableHalf } from './reachable-half.ts';
import type { Rules } from './rules.ts';
import { hourKind, ownHours } from './slot.ts';
import type { Standing } from './standing.ts';
import { type Half, halfOf, type Hours, hoursOn } from './week-hours.ts';

/** One call or task of the week. */
export interface Planned {
  readonly item: DueItem;
  /** Minutes since midnight, when an hour was agreed. */
  readonly at: number | null;
  /** When to ring; `null` for what is no call. */
  readonly half: Half | null;
  /** The hours of this client rather than the general ones. */
  readonly hours: Hours | null;
  /** The day it would have stood on, had there been room, an open day and a good hour. */
  readonly wantedOn: Day;
}

export interface PlannedDay {
  readonly on: Day;
  /** By hour, then by urgency; never more than the cap. */
  readonly calls: readonly Planned[];
  /** What is no call: own commitments, letters, legal dates. */
  readonly tasks: readonly Planned[];
  /** Money promised for this day: look at the account, ring nobody. */
  readonly expected: readonly DueItem[];
}

export interface WeekPlan {
  readonly days: readonly PlannedDay[];
  /** Calls that found no room in these days, most urgent first. */
  readonly later: readonly DueItem[];
}

export interface WeekFacts {
  readonly standings: readonly Standing[];
  readonly today: Day;
  /** Minutes since midnight: what is left of today. */
  readonly minutes: number;
  readonly rules: Rules;
  /** Closed days where the client is. */
  readonly calendarOf: (standing: Standing) => Calendar;
}

const weekDays = 7;
const halves: readonly Half[] = ['morning', 'afternoon'];
/** Preparing a call takes about as long as holding it. */
const prepMinutes = 10;
/** Kept to the day whatever it is: a date of the law, or a word given. */
const fixed: ReadonlySet<ActionKind> = new Set(['own_commitment', 'declare_claim']);

interface Pending {
  readonly standing: Standing;
  readonly item: (first: NextAction) => DueItem;
  readonly own: Hours | undefined;
  left: readonly NextAction[];
  readonly promised: readonly NextAction[];
}

/**
 * The week from today on, as it stands to be worked (product 3, practice D1, D7): each call on the first day on which
 * its client may be rung in a good half-day and the cap leaves room. Agreed hours go first, then what was dated with
 * the client, then tier and score; what finds no room goes to the next good day. Tasks that are no call take no room.
 */
export function planWeek(facts: WeekFacts): WeekPlan {
  const { today, rules } = facts;
  const end = addDays(today, weekDays - 1);
  const pending = facts.standings.map((standing): Pending => {
    const next = nextActions(standing, today, rules);
    // The call that follows a courteous mail has its own day, whether the mail is written or not.
    const actions = [...next, ...next.filter(isCourtesy).map(callAfter)];
    return {
      standing,
      item: (first) => itemOf({ standing, today, rules }, first),
      own: ownHours(standing, today, rules.never),
      left: actions.filter((action) => isWanted(action, end)),
      promised: actions.filter((action) => action.action === 'check_account' && !isWanted(action, today)),
    };
  });
  const days = Array.from({ length: weekDays }, (_, index) => planDay(addDays(today, index), pending, facts));
  const later = pending.flatMap(({ left, item }) => left.toSorted(mostUrgent).slice(0, 1).map(item));
  return { days, later: later.toSorted((a, b) => compare(rankOf(a), rankOf(b))) };
}

/** The calls of one day, most urgent first until it is full; what it takes is no longer pending. */
function planDay(on: Day, pending: readonly Pending[], facts: WeekFacts): PlannedDay {
  const done = pending.flatMap((one) => tasksOn(on, one, facts));
  const asked = pending.flatMap((one) => callOn(on, one));
  const room = roomOn(on, facts);
  const { callsPerDay } = facts.rules;
  const most = callsPerDay === 0 ? Infinity : callsPerDay;
  const calls: Planned[] = [];
  for (const { one, item } of asked.toSorted((a, b) => compare(rankOf(a.item, on), rankOf(b.item, on)))) {
    if (calls.length >= most) break;
    const placed = place(on, { one, item }, { room, facts });
    if (placed === undefined) continue;
    calls.push(placed);
    one.left = one.left.filter((action) => isTask(action) || !isWanted(action, on));
  }
  const expected = pending.flatMap(({ promised, item }) =>
    promised.filter((action) => action.on === on).map(item),
  );
  return { on, calls: calls.toSorted((a, b) => startOf(a) - startOf(b)), tasks: done, expected };
}

function tasksOn(on: Day, one: Pending, { calendarOf, today }: WeekFacts): Planned[] {
  const isOpen = isWorkingDay(on, calendarOf(one.standing));
  const ready = one.left.filter(
    (action) => isTask(action) && isWanted(action, on) && (isOpen || fixed.has(action.action)),
  );
  one.left = one.left.filter((action) => !ready.includes(action));
  // The same letter about three invoices is one letter.
  const different = new Map(ready.map((action) => [`${action.action} ${action.reason.text ?? ''}`, action]));
  return [...different.values()].map((action) => ({
    item: one.item(action),
    at: action.at,
    half: null,
    hours: null,
    wantedOn: wantedOn(action, today),
  }));
}

/** One call a day and client: it is about everything that is due by then. */
function callOn(on: Day, one: Pending): { one: Pending; item: DueItem }[] {
  const [first] = one.left
    .filter((action) => !isTask(action) && isWanted(action, on))
    .toSorted((a, b) => Number(isAgreedOn(b, on)) - Number(isAgreedOn(a, on)) || mostUrgent(a, b));
  return first === undefined ? [] : [{ one, item: one.item(first) }];
}

interface At {
  readonly room: Map<Half, number>;
  readonly facts: WeekFacts;
}

function place(
  on: Day,
  { one, item }: { one: Pending; item: DueItem },
  { room, facts }: At,
): Planned | undefined {
  const calendar = facts.calendarOf(one.standing);
  const { first } = item;
  const planned = { item, at: null, hours: one.own ?? null, wantedOn: wantedOn(first, facts.today) };
  // An hour the client chose is kept as it is, be it a Monday morning (practice D2).
  if (
    isAgreedOn(first, on) &&
    first.at !== null &&
    !neverToCall(on, first.at, { rules: facts.rules, calendar })
  ) {
    const half = halfOf(first.at);
    room.set(half, (room.get(half) ?? 0) - 1);
    return { ...planned, at: first.at, half, hours: null };
  }
  if (!isWorkingDay(on, calendar)) return undefined;
  const half = preferred(on, one, item).find((candidate) => (room.get(candidate) ?? 0) > 0);
  if (half === undefined) return undefined;
  room.set(half, (room.get(half) ?? 0) - 1);
  return { ...planned, half, hours: one.own !== undefined && halfOf(one.own.from) === half ? one.own : null };
}

/**
 * The half-days to try: the one in which they answer, else the one that the last try left over. What was dated with them
 * takes the other one rather than wait.
 */
function preferred(on: Day, { own }: Pending, { contact, first }: DueItem): readonly Half[] {
  const known = own === undefined ? reachableHalf(contact?.reachableHours ?? null, on) : halfOf(own.from);
  if (known === null) return first.at === null ? halves : [halfOf(first.at), ...halves];
  return first.tier === 2 ? [known, ...halves] : [known];
}

/** How many calls each half-day of this day holds, with their prep and memo; none in avoided hours (practice 000-17). */
function roomOn(on: Day, { today, minutes, rules }: WeekFacts): Map<Half, number> {
  const each = Math.max(1, rules.callTargetMinutes + rules.memoTargetMinutes + prepMinutes);
  const room = new Map<Half, number>();
  // Holidays are the client's, and looked at call by call.
  const isGood = (minute: number) => hourKind(on, minute, { rules, calendar: weekdaysOnly }) === 'prime';
  for (const { from, to } of hoursOn(rules.prime, on))
    for (let start = on === today ? Math.max(from, minutes) : from; start + each <= to; start += each)
      if (isGood(start) && isGood(start + each - 1))
        room.set(halfOf(start), (room.get(halfOf(start)) ?? 0) + 1);
  return room;
}

function isWanted({ showsOn }: NextAction, on: Day): boolean {
  return showsOn !== null && showsOn <= on;
}

function isAgreedOn({ at, on }: NextAction, day: Day): boolean {
  return at !== null && on === day;
}

function wantedOn({ showsOn }: NextAction, today: Day): Day {
  return showsOn !== null && showsOn > today ? showsOn : today;
}

function startOf({ at, half }: Planned): number {
  return at ?? (half === 'morning' ? 9 : 14) * 60;
}

/** Agreed hours, what was dated with the client, then tier, score, oldest debt, name. */
function rankOf({ first, score, oldestDueOn, client }: DueItem, on?: Day): readonly (number | string)[] {
  const group = on !== undefined && isAgreedOn(first, on) ? 0 : first.tier === 2 ? 1 : 2;
  return [group, first.tier, -score, oldestDueOn ?? first.on, client.name, client.handle];
}

function compare(a: readonly (number | string)[], b: readonly (number | string)[]): number {
  const at = a.findIndex((part, index) => part !== b[index]);
  const [left, right] = [a[at], b[at]];
  if (left === undefined || right === undefined) return 0;
  return left < right ? -1 : 1;
}
