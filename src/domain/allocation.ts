import type { Day } from './day.ts';
import type { CreditNote, Invoice, Payment } from './invoice.ts';
import { type Currency, type Money, money } from './money.ts';

/** Part of a payment or credit note that reached one invoice. */
export interface Receipt {
  readonly invoiceId: number;
  readonly on: Day;
  readonly amount: Money;
  readonly kind: 'payment' | 'credit';
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

/** Money on its way to an invoice: the common form of a payment and a credit note. */
interface Incoming {
  readonly id: number;
  readonly invoiceId: number | null;
  readonly on: Day;
  readonly amount: Money;
  readonly kind: Receipt['kind'];
  readonly reason?: CreditNote['reason'];
}

/**
 * Spreads what was received and credited up to `on` (product 4). What names an invoice goes there, and what is too
 * much for it stays credit of the client; the rest goes to the oldest due invoice of its currency that was issued
 * by then. A reversed payment counts from its value day until the day before its reversal.
 */
export function allocate(facts: AllocationFacts, on: Day): Allocation {
  const open = new Map(facts.invoices.map((invoice) => [invoice.id, openBefore(invoice)]));
  const receipts: Receipt[] = [];
  const credit = new Map<Currency, number>();
  const take = (incoming: Incoming, invoiceId: number, available: number): number => {
    const taken = Math.min(available, open.get(invoiceId) ?? 0);
    if (taken <= 0) return available;
    open.set(invoiceId, (open.get(invoiceId) ?? 0) - taken);
    const { currency } = incoming.amount;
    receipts.push({ invoiceId, on: incoming.on, amount: money(taken, currency), kind: incoming.kind });
    return available - taken;
  };
  for (const incoming of incomingBy(facts, on)) {
    let left = incoming.amount.minor;
    for (const invoice of targets(incoming, facts.invoices, on)) left = take(incoming, invoice.id, left);
    // A write-off beyond the invoice has nothing left to lower; money and credit notes remain the client's.
    if (left > 0 && incoming.reason !== 'write_off') addTo(credit, incoming.amount.currency, left);
  }
  return {
    receipts: receipts.toSorted(byDay),
    credit: [...credit].map(([currency, minor]) => money(minor, currency)),
  };
}

function openBefore({ amount, settledBefore }: Invoice): number {
  return Math.max(0, amount.minor - settledBefore.minor);
}

/** Named before un-named, credit notes before money (they change what is owed), then by day and entry. */
function incomingBy({ creditNotes, payments }: AllocationFacts, on: Day): Incoming[] {
  const notes = creditNotes.flatMap((note): Incoming[] =>
    note.issuedOn <= on ? [{ ...note, on: note.issuedOn, kind: 'credit' }] : [],
  );
  const paid = payments.flatMap((payment): Incoming[] =>
    payment.on <= on && (payment.reversedOn === null || payment.reversedOn > on)
      ? [{ ...payment, kind: 'payment' }]
      : [],
  );
  const isNamed = ({ invoiceId }: Incoming) => (invoiceId === null ? 1 : 0);
  const isMoney = ({ kind }: Incoming) => (kind === 'payment' ? 1 : 0);
  return [...notes, ...paid].toSorted(
    (a, b) => isNamed(a) - isNamed(b) || isMoney(a) - isMoney(b) || byDay(a, b) || a.id - b.id,
  );
}

function targets({ invoiceId, amount }: Incoming, invoices: readonly Invoice[], on: Day): Invoice[] {
  const same = invoices.filter((invoice) => invoice.amount.currency === amount.currency);
  if (invoiceId !== null) return same.filter(({ id }) => id === invoiceId);
  return same.filter(({ issuedOn }) => issuedOn <= on).toSorted(oldestDueFirst);
}

/** Oldest due first; of the same day the one issued, then entered, first. */
export function oldestDueFirst(a: Invoice, b: Invoice): number {
  return compareDays(a.dueOn, b.dueOn) || compareDays(a.issuedOn, b.issuedOn) || a.id - b.id;
}

export function compareDays(a: Day, b: Day): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function byDay(a: { readonly on: Day }, b: { readonly on: Day }): number {
  return compareDays(a.on, b.on);
}

function addTo(totals: Map<Currency, number>, currency: Currency, minor: number): void {
  totals.set(currency, (totals.get(currency) ?? 0) + minor);
}
