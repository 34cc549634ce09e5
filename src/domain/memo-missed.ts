import type { Attempt, Outcome } from './attempt.ts';
import { compareDays, type Day, earlier, later, localDay } from './day.ts';
import { balances, receipts } from './invoice.ts';
import { type Money, sum } from './money.ts';
import { currentPromises, isNotKept, type PartJudgement, rowsOn } from './promise.ts';
import type { Rules } from './rules.ts';
import type { Standing } from './standing.ts';

/** What was promised last on invoices that are still open, and did not come, or came in part only. */
export interface MissedPromise {
  readonly invoiceIds: readonly number[];
  readonly madeOn: Day;
  /** The first day that was missed. */
  readonly on: Day;
  readonly amount: Money;
  readonly received: { readonly amount: Money; readonly on: Day | null } | null;
  /** From this day on it is missed, and not only late on its way. */
  readonly since: Day;
}

/** The newest promise that was missed, if any: the memo of a call may have to recall it (practice D3, C9). */
export function missedPromise(standing: Standing, today: Day, rules: Rules): MissedPromise | undefined {
  const open = [...balances(standing, today).values()].filter(({ balance }) => balance.minor > 0);
  const current = currentPromises(standing, today);
  const missed = open.flatMap(({ invoice }) => {
    const judged = current.get(invoice.id);
    const rows = rowsOn(judged?.rows ?? [], invoice.id).filter(
      (row) => row.endedOn === null && isNotKept(row, rules),
    );
    return judged === undefined || rows.length === 0 ? [] : [{ promise: judged.promise, rows }];
  });
  const newest = missed
    .map(({ promise }) => promise)
    .toSorted((a, b) => compareDays(a.madeOn, b.madeOn) || a.id - b.id)
    .at(-1);
  if (newest === undefined) return undefined;
  const rows = missed.filter(({ promise }) => promise.id === newest.id).flatMap((one) => one.rows);
  return summed(rows, newest.madeOn, { standing, today });
}

function summed(
  rows: readonly PartJudgement[],
  madeOn: Day,
  { standing, today }: { standing: Standing; today: Day },
): MissedPromise | undefined {
  const [first] = rows;
  if (first === undefined) return undefined;
  const { currency } = first.part.amount;
  const own = rows.filter(({ part }) => part.amount.currency === currency);
  const invoiceIds = [...new Set(own.map(({ part }) => part.invoiceId))];
  const received = sum(
    own.map((row) => row.received),
    currency,
  );
  const days = receipts(standing, today)
    .filter(({ invoiceId, on }) => invoiceIds.includes(invoiceId) && on >= madeOn)
    .map(({ on }) => on);
  return {
    invoiceIds,
    madeOn,
    on: own.map(({ part }) => part.promisedOn).reduce(earlier),
    amount: sum(
      own.map(({ part }) => part.amount),
      currency,
    ),
    received:
      received.minor === 0 ? null : { amount: received, on: days.length === 0 ? null : days.reduce(later) },
    since: own.map(({ part }) => part.arrivalDeadline).reduce(earlier),
  };
}

const silent: ReadonlySet<Outcome> = new Set(['no_answer', 'voicemail', 'busy']);

/**
 * Is the memo of this attempt the recall of the missed promise? When nobody was reached, or when a part came and the
 * talk brought no new day for the rest (practice D3 "promise broken", "part paid"). Once for a promise: who is mailed
 * daily stops reading.
 */
export function recallsMissed(missed: MissedPromise, attempt: Attempt, standing: Standing): boolean {
  const { outcomes } = attempt;
  const isUnreached = outcomes.length > 0 && outcomes.every(({ outcome }) => silent.has(outcome));
  const isPartVague =
    missed.received !== null && outcomes.some((left) => left.outcome === 'no_date' && left.action === 'call');
  const isTold = standing.memos.some(
    ({ kind, state, callId, sentAt, createdAt }) =>
      kind === 'broken_promise' &&
      state !== 'failed' &&
      callId !== attempt.id &&
      localDay(sentAt ?? createdAt) > missed.since,
  );
  return (isUnreached || isPartVague) && !isTold;
}
