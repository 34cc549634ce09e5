import type { Day } from './day.ts';
import { judgePromise, type PaymentPromise, type PromiseJudgement } from './promise.ts';
import type { Standing } from './standing.ts';

/**
 * Level of a promise: 1, plus one for each earlier promise on the same debt that was not kept: broken, partly kept,
 * kept late, moved, replaced or withdrawn (product 4). A kept one neither raises nor erases it; an intent is none.
 */
export function levelOf(promise: PaymentPromise, standing: Standing, today: Day): number {
  const invoiceIds = new Set(promise.parts.map(({ invoiceId }) => invoiceId));
  const isOnDebt = ({ parts }: PaymentPromise) => parts.some(({ invoiceId }) => invoiceIds.has(invoiceId));
  const earlier = standing.promises.filter(
    (other) => isOnDebt(other) && isBefore(other, promise) && other.madeOn <= today,
  );
  return 1 + earlier.filter((other) => isNotKept(judgePromise(other, standing, today), invoiceIds)).length;
}

function isBefore(other: PaymentPromise, promise: PaymentPromise): boolean {
  if (other.madeOn !== promise.madeOn) return other.madeOn < promise.madeOn;
  return other.id < promise.id;
}

/** Judged by what was promised on these invoices only: the rest of that promise is another debt. */
function isNotKept({ fate, rows }: PromiseJudgement, invoiceIds: ReadonlySet<number>): boolean {
  const own = rows.filter(({ part }) => invoiceIds.has(part.invoiceId));
  if (own.length === 0 || fate === 'intent') return false;
  return fate === 'withdrawn' || own.some((row) => row.fate !== 'kept' && row.fate !== 'withdrawn');
}
