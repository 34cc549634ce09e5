import type { Message } from './outbox.ts';
import type { PaymentPromise } from './promise.ts';

/** Why a message that waits is kept back: what it confirms was withdrawn since, or another day was agreed. */
export type HeldBecause = 'withdrawn' | 'moved';

const confirming: ReadonlySet<Message['kind']> = new Set(['promise_confirmation', 'instalment_plan']);

/**
 * A message that has waited is as true as the promise it confirms. When every promise of its call is gone it must not
 * leave any more, whoever showed it before; `null` = nothing keeps it back.
 */
export function heldBecause(
  { state, ...message }: Pick<Message, 'state' | 'kind' | 'callId'>,
  promises: readonly PaymentPromise[],
): HeldBecause | null {
  return state === 'queued' ? goneBecause(message, promises) : null;
}

/** What became of the promises that a memo confirms, when none of them stands any more. */
export function goneBecause(
  { kind, callId }: Pick<Message, 'kind' | 'callId'>,
  promises: readonly PaymentPromise[],
): HeldBecause | null {
  if (callId === null || !confirming.has(kind)) return null;
  const ends = promises
    .filter((promise) => promise.callId === callId)
    .map(({ changes }) => changes.findLast((change) => change.kind !== 'confirmed')?.kind);
  if (ends.length === 0 || ends.includes(undefined)) return null;
  return ends.includes('moved') ? 'moved' : 'withdrawn';
}
