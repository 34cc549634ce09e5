import { lastDayWithin } from '../calendar.ts';
import type { Day } from '../day.ts';
import { type Money, share, subtract, sum, threshold } from '../money.ts';
import { restDays } from '../objective.ts';
import { uncovered } from './agreements.ts';
import { calendarOf, spokenOf } from './record.ts';
import type { Call } from './state.ts';

/** One offer of NEGOTIATE. Ranks: 1 all today · 2 all by a day · 3 part now, the rest dated · 4 instalments · 5 a written action plan. */
export interface LadderRung {
  readonly rank: 1 | 2 | 3 | 4 | 5;
  readonly amount: Money;
  readonly on: Day;
  /** What comes after `amount`. */
  readonly rest: { readonly amount: Money; readonly on: Day } | null;
  /** It lies under the fallback fixed before the call: taken with a reason only (practice 000-09). */
  readonly isBelow: boolean;
}

/** The ladder from the goal down, one rung at a time (practice C6). */
export function ladderOf(call: Call): LadderRung[] {
  const { maxRank, minRank } = call.setup.objective;
  const ranks = ([1, 2, 3, 4, 5] as const).filter(
    (rank) => rank >= Math.min(maxRank, 4) && (rank < 5 || isForPlan(call)),
  );
  return ranks.map((rank) => ({ ...rungOf(call, rank), rank, isBelow: rank > Math.max(minRank, maxRank) }));
}

/** The rung that is on offer now. */
export function offeredRung(call: Call): LadderRung | undefined {
  const rungs = ladderOf(call);
  return rungs[Math.min(call.offer, rungs.length - 1)];
}

function rungOf(call: Call, rank: LadderRung['rank']): Pick<LadderRung, 'amount' | 'on' | 'rest'> {
  const { setup } = call;
  const whole = wholeOf(call);
  if (rank === 1 || rank === 5) return { amount: whole, on: setup.today, rest: null };
  if (rank === 2) return { amount: whole, on: within(call, setup.rules.promiseMaxDays), rest: null };
  if (rank === 4) return { amount: whole, on: within(call, setup.rules.planFirstDays), rest: null };
  const amount = share(whole, setup.rules.minPartNowPercent);
  const on = setup.objective.restBy ?? within(call, restDays);
  return { amount, on: setup.today, rest: { amount: subtract(whole, amount), on } };
}

/** What is still without a day; when all of it was promised or contested, the whole that is spoken of. */
function wholeOf(call: Call): Money {
  const rest = uncovered(call);
  if (rest.minor > 0) return rest;
  return sum(
    spokenOf(call).map(({ balance }) => balance),
    call.setup.currency,
  );
}

/** The last working day within so many days. */
function within({ setup }: Call, days: number): Day {
  return lastDayWithin(days, setup.today, calendarOf(setup));
}

/** A written action plan is for what is large and contested (practice 002-12). */
function isForPlan(call: Call): boolean {
  const isContested = call.heard.answers.some(({ kind }) => kind === 'dispute');
  const open = spokenOf(call).reduce((minor, { balance }) => minor + balance.minor, 0);
  return isContested && open > threshold(call.setup.rules.largeAmountMinor, call.setup.currency);
}
