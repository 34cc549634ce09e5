import { compareDays, type Day } from './day.ts';
import { openBalances } from './history.ts';
import { add, type Money, subtract } from './money.ts';
import {
  currentParts,
  isKept,
  isMissed,
  isNotKept,
  isWaiting,
  judgePromise,
  type PartJudgement,
  type PaymentPromise,
  type Tolerance,
} from './promise.ts';
import type { Standing } from './standing.ts';

/** What was promised for one day, on whichever invoices: one sentence on the phone. */
export interface PromiseRecord {
  readonly amount: Money;
  readonly promisedOn: Day;
  readonly madeOn: Day;
}

/** The promises of a client as the brief tells them (practice D10). */
export interface PromisesSoFar {
  /** What is still to come of running promises, one entry a day. */
  readonly open: readonly PromiseRecord[];
  /** The broken word that the next call is about: on what is still open, and nothing newer promised there since. */
  readonly lastBroken: PromiseRecord | undefined;
  readonly kept: number;
  /** Kept, kept late, partly kept and broken together; moved and withdrawn ones do not count. */
  readonly ended: number;
}

/** The promises made by a day, and what became of them. */
export function promisesSoFar(standing: Standing, today: Day, rules: Tolerance): PromisesSoFar {
  const judged = standing.promises
    .filter(({ madeOn }) => madeOn <= today)
    .map((promise) => judgePromise(promise, standing, today));
  const kept = judged.filter(isKept).length;
  const missed = judged.filter(isMissed).length;
  return {
    open: judged
      .filter(({ fate }) => fate === 'open')
      .flatMap(({ promise, rows }) =>
        byDay(promise, rows.filter((row) => isWaiting(row, rules)).map(missing)),
      ),
    lastBroken: lastBroken(standing, today, rules),
    kept,
    ended: kept + missed,
  };
}

/** The oldest missed day of the newest promise that was not kept, as the list names it (practice D3). */
function lastBroken(standing: Standing, today: Day, rules: Tolerance): PromiseRecord | undefined {
  const missed = openBalances(standing, today)
    .flatMap(({ invoice }) => currentParts(standing, today, invoice.id))
    .filter(({ row }) => isNotKept(row, rules));
  const [newest] = missed
    .map(({ promise }) => promise)
    .toSorted((a, b) => compareDays(b.madeOn, a.madeOn) || b.id - a.id);
  if (newest === undefined) return undefined;
  return byDay(
    newest,
    missed.filter(({ promise }) => promise === newest).map(({ row: { part } }) => part),
  )[0];
}

function missing({ part, received }: PartJudgement): Pick<PromiseRecord, 'amount' | 'promisedOn'> {
  return { promisedOn: part.promisedOn, amount: subtract(part.amount, received) };
}

/** One entry a day and currency, the nearest first: a day promised on several invoices is one word given. */
function byDay(
  { madeOn }: PaymentPromise,
  parts: readonly Pick<PromiseRecord, 'amount' | 'promisedOn'>[],
): PromiseRecord[] {
  const days = Map.groupBy(parts, ({ promisedOn, amount }) => `${promisedOn} ${amount.currency}`);
  return [...days.values()]
    .flatMap(([first, ...others]) =>
      first === undefined
        ? []
        : [
            {
              amount: others.reduce((sum, { amount }) => add(sum, amount), first.amount),
              promisedOn: first.promisedOn,
              madeOn,
            },
          ],
    )
    .toSorted((a, b) => compareDays(a.promisedOn, b.promisedOn));
}
