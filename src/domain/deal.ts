import type { Deal } from './agreement.ts';
import type { MemoRecord } from './attempt.ts';
import { contactName } from './client.ts';
import type { Day } from './day.ts';
import { type Money, sumsByCurrency } from './money.ts';
import type { Profile } from './profile.ts';
import { judgePromise, type PaymentPromise, type PromisePart } from './promise.ts';
import type { Standing } from './standing.ts';

/** What an answer to the memo of a call would confirm. */
export interface Confirmable {
  readonly deal: Deal;
  readonly promiseIds: readonly number[];
}

/**
 * The promises of a call that were alive on the day of an answer, and what a "yes" to them may repeat. `null` when there
 * is nothing to say yes to: a condition makes no promise, and what was moved or kept is over.
 */
export function confirmable(
  standing: Standing,
  { memo, on }: { readonly memo: Pick<MemoRecord, 'callId' | 'kind'> | undefined; readonly on: Day },
  profile: Profile | undefined,
): Confirmable | null {
  const callId = memo?.callId ?? null;
  // An approver is told of the approval alone, and says yes to that.
  if (callId === null || memo?.kind === 'approval_request') return null;
  const live = standing.promises.filter(
    (promise) =>
      promise.callId === callId &&
      promise.madeOn <= on &&
      judgePromise(promise, standing, on).fate === 'open',
  );
  if (live.length === 0) return null;
  return { deal: dealOf(standing, live, { on, profile }), promiseIds: live.map(({ id }) => id) };
}

function dealOf(
  { client, contacts, invoices }: Standing,
  promises: readonly PaymentPromise[],
  { on, profile }: { readonly on: Day; readonly profile: Profile | undefined },
): Deal {
  const parts = promises.flatMap((promise) => promise.parts);
  const days = [...new Set(parts.map(({ promisedOn }) => promisedOn))].toSorted();
  const ids = new Set(parts.map(({ invoiceId }) => invoiceId));
  const own = profile === undefined ? [] : [profile.firstName, profile.lastName, profile.business];
  return {
    on,
    days,
    amounts: days.flatMap((promisedOn) => promisedFor(promisedOn, parts)),
    numbers: invoices.filter(({ id }) => ids.has(id)).map(({ number }) => number),
    names: [client.name, ...contacts.map(contactName), ...promises.map(({ promiser }) => promiser), ...own],
  };
}

/** What is promised for one day, one amount for each currency. */
function promisedFor(on: Day, parts: readonly PromisePart[]): Money[] {
  return sumsByCurrency(parts.filter(({ promisedOn }) => promisedOn === on).map(({ amount }) => amount));
}
