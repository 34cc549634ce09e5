import type { Day } from './day.ts';
import type { Ground } from './dispute.ts';
import type { MessageState } from './outbox.ts';

/** Result of an attempt for one invoice, or for the whole client (practice D3). */
export type Outcome =
  | 'promise' | 'plan' | 'intent' | 'paid_claimed' | 'duplicate_sent' | 'dispute' | 'approval' | 'callback'
  | 'voicemail' | 'no_answer' | 'busy' | 'bad_number' | 'message_left' | 'no_date' | 'refusal' | 'angry' | 'distress'
  | 'insolvency'; // biome-ignore format: one row of names

/** What `dun due` says to do (product 3). */
export type ActionKind =
  | 'call' | 'check_account' | 'confirm_promise' | 'follow_up' | 'approve' | 'own_commitment' | 'announce'
  | 'execute_step' | 'email' | 'declare_claim'; // biome-ignore format: one row of names

/** The true reason of non-payment as heard in LISTEN (practice C4). */
export type Cause =
  | 'forgot' | 'not_received' | 'paid' | 'dispute' | 'cash' | 'approval' | 'vague' | 'refusal' | 'insolvency'
  | 'distress'; // biome-ignore format: one row of names

/** Who or what answered. */
export type Reach = 'person' | 'desk' | 'voicemail' | 'no_answer' | 'busy' | 'bad_number';

/** What an attempt left behind for one invoice (`null` = for all), with the next action and its day, fixed at write time. */
export interface AttemptOutcome {
  readonly invoiceId: number | null;
  readonly outcome: Outcome;
  readonly action: ActionKind;
  readonly followUpOn: Day;
  /** Minutes since midnight, when an hour was agreed. */
  readonly followUpAt: number | null;
  readonly contactId: number | null;
  readonly phone: string | null;
  /** `no` when the user judged that there was no valid ground (practice D6). */
  readonly ground: Ground;
  /** Counts towards litigation as a chase without result (practice D3, D6). */
  readonly isFruitless: boolean;
}

/** One contact with a client: a guided call, or one held without the script. */
export interface Attempt {
  readonly id: number;
  readonly clientId: number;
  readonly contactId: number | null;
  readonly channel: 'call' | 'incoming' | 'mail';
  readonly on: Day;
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly reach: Reach | null;
  readonly cause: Cause | null;
  /** In their words. */
  readonly note: string | null;
  readonly isHardship: boolean;
  readonly outcomes: readonly AttemptOutcome[];
  readonly recordedAt: number;
}

/** Something the user promised the client. */
export interface OwnCommitment {
  readonly id: number;
  readonly clientId: number;
  readonly callId: number | null;
  readonly text: string;
  readonly dueOn: Day;
  readonly dueAt: number | null;
  readonly doneOn: Day | null;
  readonly recordedAt: number;
}

export type MemoKind =
  | 'promise_confirmation' | 'instalment_plan' | 'dispute_acknowledged' | 'duplicate_sent' | 'callback_agreed'
  | 'voicemail_followup' | 'no_agreement' | 'broken_promise' | 'final_notice' | 'payment_proof_request'
  | 'approval_request' | 'payment_reminder' | 'payment_thanks'; // biome-ignore format: one row of names

/** What the rules need to know of a message; its bytes stay in the outbox. */
export interface MemoRecord {
  readonly id: number;
  readonly callId: number | null;
  readonly kind: MemoKind;
  readonly to: string;
  readonly subject: string;
  readonly state: MessageState;
  readonly createdAt: number;
  readonly sentAt: number | null;
}
