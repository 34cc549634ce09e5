import { isDue, isGivenUp, type PendingMessage } from './outbox.ts';

/** How much of the outbox wants a look: what may have left, what was refused, what could leave now. */
export interface OutboxCare {
  readonly uncertain: number;
  readonly failed: number;
  readonly due: number;
}

/** Counts what is pending; a refused message that the user gave up asks for nothing any more. */
export function outboxCare(pending: readonly PendingMessage[], now: number): OutboxCare {
  const count = (is: (message: PendingMessage) => boolean): number => pending.filter(is).length;
  return {
    uncertain: count(({ state }) => state === 'uncertain'),
    failed: count((message) => message.state === 'failed' && !isGivenUp(message)),
    due: count((message) => isDue(message, now)),
  };
}
