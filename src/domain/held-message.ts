import type { Day } from './day.ts';
import { wasHeardSince } from './history.ts';
import type { Message } from './outbox.ts';
import type { PaymentPromise } from './promise.ts';
import { reminderTopic } from './reminder.ts';
import type { Rules } from './rules.ts';
import type { Standing } from './standing.ts';

/** What became of the promise that a message confirms: it was withdrawn, or another day was agreed. */
export type GoneBecause = 'withdrawn' | 'moved';

/** Why a message that waits is kept back: that, or a courteous mail whose news the client has given since. */
export type HeldBecause = GoneBecause | 'overtaken';

const confirming: ReadonlySet<Message['kind']> = new Set(['promise_confirmation', 'instalment_plan']);

/**
 * A message that has waited is as true as the promise it confirms. When every promise of its call is gone it must not
 * leave any more, whoever showed it before; nor must a courteous mail once money came, somebody spoke, or nothing may be
 * asked for any more. `null` = nothing keeps it back.
 */
export function heldBecause(
  message: Pick<Message, 'state' | 'kind' | 'callId' | 'createdAt'>,
  standing: Standing,
  at: { readonly today: Day; readonly rules: Rules },
): HeldBecause | null {
  if (message.state !== 'queued') return null;
  if (message.kind === 'payment_reminder') return isOvertaken(message, standing, at) ? 'overtaken' : null;
  return goneBecause(message, standing.promises);
}

function isOvertaken(
  { createdAt }: Pick<Message, 'createdAt'>,
  standing: Standing,
  { today, rules }: { readonly today: Day; readonly rules: Rules },
): boolean {
  const hasPaid = standing.payments.some(({ recordedAt }) => recordedAt > createdAt);
  return (
    hasPaid || wasHeardSince(standing, createdAt, today) || 'why' in reminderTopic(standing, today, rules)
  );
}

/** What became of the promises that a memo confirms, when none of them stands any more. */
export function goneBecause(
  { kind, callId }: Pick<Message, 'kind' | 'callId'>,
  promises: readonly PaymentPromise[],
): GoneBecause | null {
  if (callId === null || !confirming.has(kind)) return null;
  const ends = promises
    .filter((promise) => promise.callId === callId)
    .map(({ changes }) => changes.findLast((change) => change.kind !== 'confirmed')?.kind);
  if (ends.length === 0 || ends.includes(undefined)) return null;
  return ends.includes('moved') ? 'moved' : 'withdrawn';
}
