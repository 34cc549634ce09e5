import type { Day } from './day.ts';
import type { Money } from './money.ts';

/** Does the money leave their account on the promised day, or arrive on ours? (practice D2) */
export type PromiseMeans = 'leaves' | 'arrives';

/** One amount by one day on one invoice. A plan is a promise with several; several invoices give one part each. */
export interface PromisePart {
  readonly invoiceId: number;
  readonly amount: Money;
  readonly promisedOn: Day;
  /** Last day on which the money counts as on time; fixed when the promise is made. */
  readonly arrivalDeadline: Day;
  /** First working day after the deadline: the client is back on the list. */
  readonly recontactOn: Day;
}

/** What happened to a promise besides payments. A move names the promise that took its place. */
export interface PromiseChange {
  readonly kind: 'moved' | 'withdrawn' | 'confirmed';
  readonly on: Day;
  readonly reason: string | null;
  readonly replacedBy: number | null;
  readonly recordedAt: number;
}

/** A named amount by a named day, given by a named person. */
export interface PaymentPromise {
  readonly id: number;
  readonly clientId: number;
  readonly callId: number | null;
  readonly contactId: number | null;
  /** Who gave it, as spoken of in the memo. */
  readonly promiser: string;
  readonly kind: 'promise' | 'plan';
  readonly madeOn: Day;
  readonly means: PromiseMeans;
  readonly method: string | null;
  /** Who named amount and day first: solutions the client formulates are kept most (practice 002-32). */
  readonly origin: 'client' | 'mine';
  /** A condition ("when our client pays") makes this an intent, which holds nothing and is never broken. */
  readonly condition: string | null;
  readonly isAccountReadOut: boolean;
  readonly parts: readonly PromisePart[];
  readonly changes: readonly PromiseChange[];
  readonly recordedAt: number;
}

export type Fate = 'open' | 'kept' | 'kept_late' | 'partly_kept' | 'broken' | 'moved' | 'withdrawn' | 'intent';
