import type { Attempt, AttemptOutcome, Cause, OwnCommitment, Reach } from '../domain/attempt.ts';
import type { CallManner, NewCallRecords, OwnObjection } from '../domain/call-record.ts';
import type { Client, Contact } from '../domain/client.ts';
import type { Day } from '../domain/day.ts';
import type { Dispute } from '../domain/dispute.ts';
import type { CreditNote, Invoice, Payment } from '../domain/invoice.ts';
import type { Money } from '../domain/money.ts';
import type { NewMessage } from '../domain/outbox.ts';
import type { Language } from '../domain/profile.ts';
import type { PaymentPromise } from '../domain/promise.ts';
import type { ReplyMeaning, ReplyRecord } from '../domain/reply.ts';
import type { VoicemailPlan } from '../domain/voicemail-plan.ts';

/** What a caller hands in: the fact without its number, its moment of recording and what later facts add to it. */
export type NewClient = Omit<Client, 'id' | 'recordedAt'>;
export type NewContact = Omit<Contact, 'id' | 'recordedAt'>;
export type NewInvoice = Omit<Invoice, 'id' | 'recordedAt'>;
export type NewCreditNote = Omit<CreditNote, 'id' | 'recordedAt'>;
export type NewPayment = Omit<Payment, 'id' | 'recordedAt' | 'reversedOn'>;
export type NewPromise = Omit<PaymentPromise, 'id' | 'recordedAt' | 'changes'>;
export type NewDispute = Omit<Dispute, 'id' | 'recordedAt' | 'closedOn' | 'resolution'>;
export type NewCommitment = Omit<OwnCommitment, 'id' | 'recordedAt' | 'doneOn'>;
export type NewAttempt = Omit<Attempt, 'id' | 'recordedAt'>;

/** What was settled before dialling: goal, fallback, opening, and the answers to the questions of prep (practice D10). */
export interface NewPrep {
  readonly clientId: number;
  readonly on: Day;
  readonly objectiveMax: string;
  readonly objectiveMin: string;
  readonly goal: Money | null;
  readonly fallback: Money | null;
  readonly opening: string | null;
  readonly voicemailPlan: VoicemailPlan;
  readonly answers: Readonly<Record<string, string>>;
  /** How long it took, from the open page to the saved one; `null` where nobody sat before it. */
  readonly seconds: number | null;
}
export interface Prep extends NewPrep {
  readonly id: number;
  readonly recordedAt: number;
}

/** The process that holds a call. `startedAt` is a moment at which it was already running: see `ownProcess`. */
export interface CallOwner {
  readonly pid: number;
  readonly startedAt: number;
}

/** A guided call as it starts. `setup` is frozen: a resumed call sees the same facts. */
export interface NewCall {
  readonly clientId: number;
  readonly contactId: number | null;
  readonly prepId: number | null;
  readonly on: Day;
  readonly startedAt: number;
  readonly phone: string | null;
  readonly language: Language;
  readonly setup: unknown;
  readonly owner: CallOwner;
}
export interface CallRow extends NewCall {
  readonly id: number;
  readonly endedAt: number | null;
  readonly isFinished: boolean;
}

/** A promise of the same client that a promise of this call takes the place of. */
export interface PromiseMove {
  readonly promiseId: number;
  /** Index in `CallResult.promises`. */
  readonly replacedBy: number;
  readonly on: Day;
  readonly reason: string | null;
}

/** Everything a finished call writes. Promises, disputes, commitments and the message get the call's id, whatever they say. */
export interface CallResult {
  readonly endedAt: number;
  readonly contactId: number | null;
  readonly reach: Reach | null;
  readonly cause: Cause | null;
  readonly note: string | null;
  readonly isHardship: boolean;
  readonly outcomes: readonly AttemptOutcome[];
  readonly promises: readonly NewPromise[];
  readonly disputes: readonly NewDispute[];
  readonly commitments: readonly NewCommitment[];
  readonly contactPatches: readonly { readonly id: number; readonly patch: Partial<NewContact> }[];
  readonly newContacts: readonly NewContact[];
  readonly message: NewMessage | null;
  readonly moves?: readonly PromiseMove[];
  readonly records: NewCallRecords;
  readonly manner: CallManner;
}
export interface FinishedCall {
  readonly attemptId: number;
  readonly promiseIds: readonly number[];
  readonly messageId: number | null;
}

/** An objection of the user's own as they word it. */
export type NewObjection = Pick<OwnObjection, 'words' | 'answer'>;

/** A call held against a simulated client (practice 004-19). */
export interface NewRehearsal {
  readonly clientId: number;
  readonly on: Day;
  readonly persona: string;
}

/** A file that was imported whole. The same bytes are recognised by their SHA-256 (lower-case hex). */
export interface NewImport {
  readonly sha256: string;
  readonly fileName: string;
  readonly format: string;
  readonly kind: 'invoices' | 'statement';
  readonly count: number;
}

/** A mail that came back on one of our messages, with the promises that it confirms. */
export interface NewReply extends Omit<ReplyRecord, 'id' | 'reading' | 'recordedAt'> {
  readonly clientId: number;
  /** Its Message-ID: the same mail twice is one reply. */
  readonly internetId: string;
  /** As the server gave it, cut at a size. */
  readonly raw: Uint8Array;
  readonly confirms: readonly number[];
}

/** What the user made of an answer, and the promises that it confirms. */
export interface ReplyReading {
  readonly meaning: ReplyMeaning;
  readonly on: Day;
  readonly confirms: readonly number[];
}

/** What a fact is called when one looks at what a change did. */
export type FactKind =
  | 'profile' | 'setting' | 'client' | 'contact' | 'invoice' | 'credit_note' | 'write_off' | 'payment' | 'reversal'
  | 'call' | 'contact_held' | 'promise' | 'plan' | 'promise_moved' | 'promise_withdrawn' | 'promise_confirmed'
  | 'dispute' | 'dispute_closing' | 'commitment' | 'commitment_closing' | 'message' | 'reply' | 'reply_read' | 'objection'
  | 'import' | 'record' | 'edit'; // biome-ignore format: rows of names

/** One fact of a change: enough to know it again. */
export interface ChangedFact {
  readonly kind: FactKind;
  /** Name of the client it is about. */
  readonly client: string | null;
  /** Its number, words or name. */
  readonly text: string | null;
  readonly amount: Money | null;
  readonly on: Day | null;
}

/** What one command changed. */
export interface LedgerChange {
  readonly id: number;
  /** The command, without `dun`: `pay`, `promise add`. */
  readonly what: string;
  readonly madeAt: number;
  readonly isUndone: boolean;
  readonly facts: readonly ChangedFact[];
  /** Messages that have left: nothing takes them back. */
  readonly kept: readonly ChangedFact[];
}

/** A line for stderr, as a label of `templates/<language>/screen/store.json` and its values. */
export interface StoreWarning {
  readonly key: string;
  readonly values: Readonly<Record<string, string | number>>;
}
