import type { Attempt } from './attempt.ts';
import { memoKindFor } from './memo-kind.ts';
import { endOf, type PaymentPromise } from './promise.ts';
import type { Standing } from './standing.ts';

/** A call and what surrounds it. */
interface Told {
  readonly standing: Standing;
  readonly attempt: Attempt;
}

/**
 * A call without what was agreed in it and does not stand any more: a promise that was withdrawn or moved since is told to
 * nobody beside what still holds. When nothing else is left the call stays as it was: its memo is refused by name.
 */
export function stillTold({ standing, attempt }: Told): Told {
  const own = standing.promises.filter(({ callId }) => callId === attempt.id);
  const gone = own.filter((promise) => endOf(promise) !== undefined);
  if (gone.length === 0) return { standing, attempt };
  const rest = own.filter((promise) => !gone.includes(promise));
  const promised = invoicesOf(rest);
  const lost = new Set([...invoicesOf(gone)].filter((id) => !promised.has(id)));
  const outcomes = attempt.outcomes.filter(
    (left) => left.invoiceId === null || !lost.has(left.invoiceId) || !isPromised(left),
  );
  const hasMore = rest.length > 0 || standing.disputes.some(({ callId }) => callId === attempt.id);
  if (!hasMore && outcomes.every(isPromised)) return { standing, attempt };
  const promises = standing.promises.filter((promise) => !gone.includes(promise));
  return { standing: { ...standing, promises }, attempt: { ...attempt, outcomes } };
}

function invoicesOf(promises: readonly PaymentPromise[]): Set<number> {
  return new Set(promises.flatMap(({ parts }) => parts.map(({ invoiceId }) => invoiceId)));
}

function isPromised(left: Attempt['outcomes'][number]): boolean {
  const kind = memoKindFor([left]);
  return kind === 'promise_confirmation' || kind === 'instalment_plan';
}
