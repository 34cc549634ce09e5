import type { ActionKind, MemoKind, Outcome } from './attempt.ts';
import { memoFor } from './outcome.ts';

/** The heaviest first (practice C9): the first kind of a call leads its memo, the others are sections of it. */
const byWeight: readonly MemoKind[] = [
  'final_notice', 'broken_promise', 'no_agreement', 'dispute_acknowledged', 'instalment_plan', 'promise_confirmation',
  'duplicate_sent', 'payment_proof_request', 'approval_request', 'callback_agreed', 'voicemail_followup', 'payment_reminder',
  'payment_thanks',
]; // biome-ignore format: rows of names

/** Kinds that press: nothing of them is written to somebody in distress (practice B7). */
const pressing: ReadonlySet<MemoKind> = new Set(['final_notice', 'no_agreement', 'broken_promise']);

/** An outcome as far as its memo depends on it; the action tells whether a step was announced with it. */
export interface LeftOutcome {
  readonly outcome: Outcome;
  readonly action?: ActionKind;
}

/** The memo of one outcome, or `null`. */
export function kindOf({ outcome, action }: LeftOutcome): MemoKind | null {
  return memoFor(outcome, action === 'execute_step');
}

/** May a memo of this kind be written after a call with these outcomes? An insolvent client is asked for nothing. */
export function isFitting(kind: MemoKind, outcomes: readonly LeftOutcome[]): boolean {
  if (outcomes.some(({ outcome }) => outcome === 'insolvency')) return false;
  return !pressing.has(kind) || outcomes.every(({ outcome }) => outcome !== 'distress');
}

/** Does it ask for money that nothing was agreed about? */
export function isPressing(kind: MemoKind): boolean {
  return pressing.has(kind);
}

export function weightOf(kind: MemoKind): number {
  return byWeight.indexOf(kind);
}

/**
 * One email per call and addressee: the kind of the weightiest outcome (practice C9). `null` when nothing is written
 * that day: nobody answered, the wrong number, a quarrel, a court procedure.
 */
export function memoKindFor(outcomes: readonly LeftOutcome[]): MemoKind | null {
  const kinds = new Set(outcomes.map(kindOf));
  return byWeight.find((kind) => kinds.has(kind) && isFitting(kind, outcomes)) ?? null;
}
