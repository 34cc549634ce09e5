import type { Day } from './day.ts';
import { chases, noticeOf, openBalances, pausedUntil } from './history.ts';
import { triggers } from './litigation.ts';
import { openDisputes } from './dispute.ts';
import { insolvencyHold } from './insolvency.ts';
import { heldUntil, livePromises, rowsOn } from './promise.ts';
import type { Rules } from './rules.ts';
import type { Standing } from './standing.ts';

/** One step of pressure (practice D5). */
export interface LadderStep {
  readonly rung: 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7;
  readonly act:
    | 'preventive'
    | 'email'
    | 'first_call'
    | 'second_call'
    | 'third_call'
    | 'notice'
    | 'step'
    | 'closed';
  readonly tone: 'service' | 'light' | 'cordial' | 'firm' | 'formal' | 'written' | 'none';
}

/** Practice D5 as data, from service to law. The days belong to the next action, the words to the screen. */
export const ladder = [
  { rung: 0, act: 'preventive', tone: 'service' },
  { rung: 1, act: 'email', tone: 'light' },
  { rung: 2, act: 'first_call', tone: 'cordial' },
  { rung: 3, act: 'second_call', tone: 'firm' },
  { rung: 4, act: 'third_call', tone: 'formal' },
  { rung: 5, act: 'notice', tone: 'formal' },
  { rung: 6, act: 'step', tone: 'written' },
  { rung: 7, act: 'closed', tone: 'none' },
] as const satisfies readonly LadderStep[];

/** Why the ladder may not be climbed now. `until` is `null` when nobody can say. */
export interface Hold {
  readonly reason: 'insolvency' | 'pause' | 'dispute' | 'promise' | 'notice';
  /** `null` = the whole client. */
  readonly invoiceId: number | null;
  readonly until: Day | null;
}

/** Where a client stands on the ladder, and which step comes next. */
export interface Rung extends LadderStep {
  /** Days on which a chase reached the client since the oldest open invoice fell due. */
  readonly chases: number;
  readonly next: LadderStep | null;
  readonly holds: readonly Hold[];
}

/**
 * The step taken last: 0 before the due day, 1 once overdue, by letter as often as one likes, then one for each day with
 * a call, up to the third; 5 from a trigger or a notice on, 6 once its deadline is over, 7 when nothing is open or a plan runs (practice D5).
 * A week away skips nothing, because steps are counted by what was done and not by the calendar.
 */
export function rungOf(standing: Standing, today: Day, rules: Rules): Rung {
  const oldest = openBalances(standing, today)[0];
  const since = oldest?.invoice.dueOn ?? today;
  const own = chases(standing, today).filter(({ on, channel }) => on > since && channel !== 'incoming');
  const done = new Set(own.map(({ on }) => on));
  const called = new Set(own.flatMap(({ on, channel }) => (channel === 'call' ? [on] : [])));
  const notice = noticeOf(standing, today, rules);
  const holding = holds(standing, today, rules);
  const at = (step: LadderStep, next: LadderStep | null): Rung => ({
    ...step,
    chases: done.size,
    next,
    holds: holding,
  });
  if (oldest === undefined || hasRunningPlan(standing, today, rules)) return at(ladder[7], null);
  if (notice !== undefined && today > notice.deadline) return at(ladder[6], null);
  if (notice !== undefined) return at(ladder[5], ladder[6]);
  // The trigger makes it time to announce: until the notice is written, that is what comes next.
  if (triggers(standing, today, rules).length > 0) return at(ladder[5], ladder[5]);
  if (today <= since) return at(ladder[0], ladder[1]);
  const climbed = [ladder[1], ladder[2], ladder[3], ladder[4], ladder[5]] as const;
  const index = Math.min(called.size, 3);
  return at(climbed[index] ?? ladder[4], climbed[index + 1] ?? ladder[5]);
}

/** Everything that keeps a chase back on this day: insolvency and pauses the client, the others their invoice. */
export function holds(standing: Standing, today: Day, rules: Rules): Hold[] {
  const open = new Set(openBalances(standing, today).map(({ invoice }) => invoice.id));
  const found: Hold[] = [];
  const insolvency = insolvencyHold(standing, today);
  if (insolvency !== undefined) found.push(insolvency);
  const pause = pausedUntil(standing, today);
  if (pause !== undefined) found.push({ reason: 'pause', invoiceId: null, until: pause });
  for (const { invoiceId, resolveOn } of openDisputes(standing, today))
    if (open.has(invoiceId)) found.push({ reason: 'dispute', invoiceId, until: resolveOn });
  for (const [invoiceId, { rows }] of livePromises(standing, today, rules))
    if (open.has(invoiceId)) {
      found.push({ reason: 'promise', invoiceId, until: heldUntil(rowsOn(rows, invoiceId), today, rules) });
    }
  const notice = noticeOf(standing, today, rules);
  if (notice !== undefined && today <= notice.deadline) {
    found.push({ reason: 'notice', invoiceId: null, until: notice.deadline });
  }
  return found;
}

function hasRunningPlan(standing: Standing, today: Day, rules: Rules): boolean {
  const live = livePromises(standing, today, rules);
  const plans = [...live.values()].filter(({ promise, fate }) => promise.kind === 'plan' && fate === 'open');
  return plans.length > 0 && openBalances(standing, today).every(({ invoice }) => live.has(invoice.id));
}
