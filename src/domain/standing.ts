import type { Attempt, MemoRecord, OwnCommitment } from './attempt.ts';
import type { Client, Contact } from './client.ts';
import type { Dispute } from './dispute.ts';
import type { CreditNote, Invoice, Payment } from './invoice.ts';
import type { PaymentPromise } from './promise.ts';
import type { ReplyRecord } from './reply.ts';

/** Everything the rules need of one client: recorded facts only. What they mean on a day is derived from them. */
export interface Standing {
  readonly client: Client;
  /** In order of entry; whom to ask for is for `contactFor` to say. */
  readonly contacts: readonly Contact[];
  readonly invoices: readonly Invoice[];
  readonly creditNotes: readonly CreditNote[];
  readonly payments: readonly Payment[];
  readonly promises: readonly PaymentPromise[];
  readonly disputes: readonly Dispute[];
  /** Oldest first. */
  readonly attempts: readonly Attempt[];
  readonly commitments: readonly OwnCommitment[];
  readonly memos: readonly MemoRecord[];
  /** What came back on them, oldest first. */
  readonly replies: readonly ReplyRecord[];
}
