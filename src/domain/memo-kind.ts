import type { AttemptOutcome, MemoKind } from './attempt.ts';
import { memoFor } from './outcome.ts';

/** The heaviest first (practice C9); the rest of the kinds are never mixed with others. */
const byWeight: readonly MemoKind[] = [
  'final_notice', 'no_agreement', 'dispute_acknowledged', 'instalment_plan', 'promise_confirmation', 'duplicate_sent',
  'payment_proof_request', 'approval_request', 'callback_agreed', 'voicemail_followup', 'broken_promise', 'payment_thanks',
]; // biome-ignore format: rows of names

/**
 * One email per call and addressee: the kind of the weightiest outcome (practice C9). `null` when nothing is written
 * that day: nobody answered, the wrong number, a quarrel.
 */
export function memoKindFor(outcomes: readonly Pick<AttemptOutcome, 'outcome'>[]): MemoKind | null {
  const kinds = new Set(outcomes.map(({ outcome }) => memoFor(outcome)));
  return byWeight.find((kind) => kinds.has(kind)) ?? null;
}
