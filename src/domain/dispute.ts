import type { Day } from './day.ts';
import type { Money } from './money.ts';

/** What is contested (practice B9): the papers, the price or scope that was agreed, or the work itself. */
export const disputeTypes = ['administrative', 'commercial', 'technical'] as const;
export type DisputeType = (typeof disputeTypes)[number];
export type Ground = 'yes' | 'no' | 'to_check';

/** The client contests all or part of an invoice, with a reason. It freezes only the disputed part. */
export interface Dispute {
  readonly id: number;
  readonly clientId: number;
  readonly invoiceId: number;
  readonly callId: number | null;
  readonly type: DisputeType;
  readonly disputed: Money;
  /** In their words. */
  readonly words: string;
  /** What would settle it, in their words. */
  readonly remedy: string | null;
  readonly owner: 'me' | 'client' | 'other';
  readonly raisedOn: Day;
  readonly resolveOn: Day;
  /** Day of payment once settled. */
  readonly payOn: Day | null;
  readonly ground: Ground;
  readonly closedOn: Day | null;
  readonly resolution: string | null;
  readonly recordedAt: number;
}
