import { compareDays, type Day } from './day.ts';
import type { InvoiceBalance } from './invoice.ts';
import { type Money, sum } from './money.ts';
import type { Standing } from './standing.ts';

/** What is contested (practice B9): the papers, the price or scope that was agreed, or the work itself. */
export const disputeTypes = ['administrative', 'commercial', 'technical'] as const;
export type DisputeType = (typeof disputeTypes)[number];
/** Is what they contest valid (practice 003-31)? `to_check` until somebody decided. */
export const grounds = ['yes', 'no', 'to_check'] as const;
export type Ground = (typeof grounds)[number];

/** Whose move it is. */
export const disputeOwners = ['me', 'client', 'other'] as const;

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
  readonly owner: (typeof disputeOwners)[number];
  readonly raisedOn: Day;
  readonly resolveOn: Day;
  /** Day of payment once settled. */
  readonly payOn: Day | null;
  readonly ground: Ground;
  readonly closedOn: Day | null;
  readonly resolution: string | null;
  readonly recordedAt: number;
}

/** It was closed by this day. */
export function isSettled({ closedOn }: Pick<Dispute, 'closedOn'>, today: Day): boolean {
  return closedOn !== null && closedOn <= today;
}

/** Disputes of that day that are not yet closed: what is to be settled first comes first, whenever it was recorded. */
export function openDisputes(standing: Standing, today: Day): Dispute[] {
  const open = standing.disputes.filter((dispute) => dispute.raisedOn <= today && !isSettled(dispute, today));
  return open.toSorted(
    (a, b) => compareDays(a.resolveOn, b.resolveOn) || compareDays(a.raisedOn, b.raisedOn) || a.id - b.id,
  );
}

/** The part of an open balance that disputes of that day freeze: all of it at most (product 4). */
export function disputedOn(
  standing: Standing,
  { invoice, balance }: Pick<InvoiceBalance, 'invoice' | 'balance'>,
  today: Day,
): Money {
  const own = openDisputes(standing, today).filter(
    ({ invoiceId, disputed }) => invoiceId === invoice.id && disputed.currency === balance.currency,
  );
  const contested = sum(
    own.map(({ disputed }) => disputed),
    balance.currency,
  );
  return contested.minor > balance.minor ? balance : contested;
}
