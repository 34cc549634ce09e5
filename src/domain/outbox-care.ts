import { isDue, isGivenUp, type PendingMessage } from './outbox.ts';

/** How much of the outbox wants a look: what may have left, was refused, could leave now, or must not leave any more. */
export interface OutboxCare {
  readonly uncertain: number;
  readonly failed: number;
  readonly due: number;
  readonly held: number;
}

/** Counts what is pending; a refused message that the user gave up asks for nothing any more. */
export function outboxCare(
  pending: readonly PendingMessage[],
  { now, held }: { readonly now: number; readonly held: ReadonlyMap<number, unknown> },
): OutboxCare {
  const count = (is: (message: PendingMessage) => boolean): number => pending.filter(is).length;
  return {
    uncertain: count(({ state }) => state === 'uncertain'),
    failed: count((message) => message.state === 'failed' && !isGivenUp(message)),
    due: count((message) => !held.has(message.id) && isDue(message, now)),
    held: count(({ id }) => held.has(id)),
  };
}
