import { foreignAccounts } from './account-mask.ts';
import type { MemoKind } from './attempt.ts';
import type { Day } from './day.ts';
import type { Message } from './outbox.ts';
import type { Profile } from './profile.ts';
import { endOf, type PromiseEnd } from './promise.ts';
import { isOvertaken } from './overtaken.ts';
import type { Rules } from './rules.ts';
import type { Standing } from './standing.ts';
import { areAllSettled } from './told-invoices.ts';

/** What became of what a memo confirms or asks for: the promise was withdrawn, another day was agreed, all of it is paid. */
export type GoneBecause = PromiseEnd['kind'] | 'settled';

/**
 * Why a message that waits is kept back: that, a mail that asks for what the client has paid, promised or contested since,
 * or an account that is not ours any more.
 */
export type HeldBecause = GoneBecause | 'overtaken' | 'account';

const confirming: ReadonlySet<MemoKind> = new Set(['promise_confirmation', 'instalment_plan']);

/** Kinds that are about money which is to come: none of them is true once it is there. */
const settling: ReadonlySet<MemoKind> = new Set([
  ...confirming, 'no_agreement', 'broken_promise', 'final_notice', 'payment_proof_request', 'approval_request',
]); // biome-ignore format: rows of names

/** When and by what it is judged whether a message may still leave. */
export interface Judging {
  readonly today: Day;
  readonly rules: Rules;
  readonly profile: Pick<Profile, 'iban'> | undefined;
}

/**
 * A message that has waited is as true as the promise it confirms. When a promise of its call is gone, or all that it asks
 * for is paid, it must not leave any more, whoever showed it before; nor must one that asks for money once its
 * news was overtaken; nor one that names an account other than ours, as one written
 * before the account changed does (practice B14). `null` = nothing keeps it back.
 */
export function heldBecause(
  message: Pick<Message, 'state' | 'kind' | 'callId' | 'createdAt' | 'subject' | 'text'>,
  standing: Standing,
  at: Judging,
): HeldBecause | null {
  if (message.state !== 'queued') return null;
  if (isOvertaken(message, standing, at)) return 'overtaken';
  const gone = goneBecause(message, standing, at.today) ?? goneSince(message, standing);
  return gone ?? (hasOtherAccount(message, at) ? 'account' : null);
}

/** The end of one promise, perhaps among others, that a message tells of since it was written. */
export function goneSince(
  { kind, callId, createdAt }: Pick<Message, 'kind' | 'callId' | 'createdAt'>,
  { promises }: Pick<Standing, 'promises'>,
): PromiseEnd['kind'] | null {
  // The approver is told of the approval alone.
  if (callId === null || kind === 'approval_request') return null;
  const ends = promises.filter((promise) => promise.callId === callId).map(endOf);
  return ends.findLast((end) => end !== undefined && end.recordedAt > createdAt)?.kind ?? null;
}

function hasOtherAccount(
  { subject, text }: Pick<Message, 'subject' | 'text'>,
  { profile }: Pick<Judging, 'profile'>,
): boolean {
  return profile !== undefined && foreignAccounts(`${subject}\n\n${text}`, profile.iban).length > 0;
}

/** What became of what a memo tells, when nothing of it stands any more. */
export function goneBecause(
  { kind, callId }: Pick<Message, 'kind' | 'callId'>,
  standing: Standing,
  today: Day,
): GoneBecause | null {
  if (callId === null) return null;
  const end = confirming.has(kind) ? endOfPromises(standing, callId) : null;
  return end ?? (settling.has(kind) && areAllSettled(standing, callId, today) ? 'settled' : null);
}

function endOfPromises({ promises }: Standing, callId: number): PromiseEnd['kind'] | null {
  const ends = promises.filter((promise) => promise.callId === callId).map((promise) => endOf(promise)?.kind);
  if (ends.length === 0 || ends.includes(undefined)) return null;
  return ends.includes('moved') ? 'moved' : 'withdrawn';
}
