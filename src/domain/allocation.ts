import { compareDays, type Day } from './day.ts';
import type { CreditNote, Invoice, Payment } from './invoice.ts';
import { type Currency, type Money, money } from './money.ts';

/** Part of a payment or credit note that reached one invoice. */
export interface Receipt {
  /** Number of the payment or credit note: with `kind` it tells which parts came together. */
  readonly sourceId: number;
  readonly invoiceId: number;
  readonly on: Day;
  readonly amount: Money;
  readonly kind: 'payment' | 'credit';
  /** Moment of recording: on the day of a promise it tells what was known when the promise was made. */
  readonly recordedAt: number;
}

/** Where the money of one client went. */
export interface Allocation {
  /** Oldest first. */
  readonly receipts: readonly Receipt[];
  /** What no invoice could take, per currency; never moved without the user's word. */
  readonly credit: readonly Money[];
}

export interface AllocationFacts {
  readonly invoices: readonly Invoice[];
  readonly creditNotes: readonly CreditNote[];
  readonly payments: readonly Payment[];
}

/** An invoice while money is spread. */
interface Slot {
  readonly invoice: Invoice;
  open: number;
}

/** Money on its way to an invoice: the common form of a payment and a credit note. */
interface Incoming {
  readonly id: number;
  readonly invoiceId: number | null;
  readonly on: Day;
  readonly amount: Money;
  readonly kind: Receipt['kind'];
  readonly recordedAt: number;
  readonly reason?: CreditNote['reason'];
}

/**
 * Spreads what was received and credited up to `on` (product 4). What names an invoice goes there, and what is too
 * much for it stays credit of the client; the rest goes to the oldest due invoice of its currency that was issued
 * by then. A reversed payment counts from its value day until the day before its reversal.
 */
export function allocate(facts: AllocationFacts, on: Day): Allocation {
  const slots = new Map(
    facts.invoices.map((invoice) => [invoice.id, { invoice, open: openBefore(invoice) }]),
  );
  const receipts: Receipt[] = [];
  const credit = new Map<Currency, number>();
  for (const incoming of incomingBy(facts, on)) {
    const { amount, kind, reason } = incoming;
    let left = amount.minor;
    for (const slot of targets(incoming, slots, on)) {
      const taken = Math.min(left, slot.open);
      if (taken <= 0) continue;
      slot.open -= taken;
      left -= taken;
      receipts.push({
        sourceId: incoming.id,
        invoiceId: slot.invoice.id,
        on: incoming.on,
        amount: money(taken, amount.currency),
        kind,
        recordedAt: incoming.recordedAt,
      });
    }
    // A write-off beyond the invoice has nothing left to lower; money and credit notes remain the client's.
    if (left > 0 && reason !== 'write_off')
      credit.set(amount.currency, (credit.get(amount.currency) ?? 0) + left);
  }
  return {
    receipts: inOrder(receipts, byDay),
    credit: [...credit].map(([currency, minor]) => money(minor, currency)),
  };
}

function openBefore({ amount, settledBefore }: Invoice): number {
  return Math.max(0, amount.minor - settledBefore.minor);
}

/** Named before un-named, credit notes before money (they change what is owed), then by day and entry. */
function incomingBy({ creditNotes, payments }: AllocationFacts, on: Day): readonly Incoming[] {
  const found: Incoming[] = [];
  for (const { id, invoiceId, issuedOn, amount, recordedAt, reason } of creditNotes)
    if (issuedOn <= on) {
      found.push({ id, invoiceId, on: issuedOn, amount, kind: 'credit', recordedAt, reason });
    }
  for (const { id, invoiceId, on: paidOn, amount, recordedAt, reversedOn } of payments)
    if (paidOn <= on && (reversedOn === null || reversedOn > on)) {
      found.push({ id, invoiceId, on: paidOn, amount, kind: 'payment', recordedAt });
    }
  return inOrder(found, (a, b) => rankOf(a) - rankOf(b) || byDay(a, b) || a.id - b.id);
}

function rankOf({ invoiceId, kind }: Incoming): number {
  return (invoiceId === null ? 2 : 0) + (kind === 'payment' ? 1 : 0);
}

function targets(
  { invoiceId, amount: { currency } }: Incoming,
  slots: ReadonlyMap<number, Slot>,
  on: Day,
): readonly Slot[] {
  if (invoiceId !== null) {
    const named = slots.get(invoiceId);
    return named?.invoice.amount.currency === currency ? [named] : [];
  }
  return [...slots.values()]
    .filter(({ invoice }) => invoice.amount.currency === currency && invoice.issuedOn <= on)
    .toSorted((a, b) => oldestDueFirst(a.invoice, b.invoice));
}

/** Oldest due first; of the same day the one issued first, then by number: the order of entry says nothing. */
export function oldestDueFirst(a: Invoice, b: Invoice): number {
  const byDays = compareDays(a.dueOn, b.dueOn) || compareDays(a.issuedOn, b.issuedOn);
  if (byDays !== 0 || a.number === b.number) return byDays || a.id - b.id;
  return a.number < b.number ? -1 : 1;
}

/** The items sorted. Facts mostly come in order already, and to see that is cheaper than to sort them. */
export function inOrder<T>(items: readonly T[], compare: (a: T, b: T) => number): readonly T[] {
  let last: T | undefined;
  for (const item of items) {
    if (last !== undefined && compare(last, item) > 0) return items.toSorted(compare);
    last = item;
  }
  return items;
}

function byDay(a: { readonly on: Day }, b: { readonly on: Day }): number {
  return compareDays(a.on, b.on);
}
