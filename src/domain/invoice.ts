import {
  type Allocation,
  type AllocationFacts,
  allocate,
  inOrder,
  oldestDueFirst,
  type Receipt,
} from './allocation.ts';
import { answersOn } from './by-day.ts';
import { type Day, daysBetween } from './day.ts';
import { type Money, money } from './money.ts';

/** A document that asks for money. Its balance is derived: see `balances`. */
export interface Invoice {
  readonly id: number;
  readonly clientId: number;
  readonly number: string;
  /** What was supplied, as one says it aloud: `la refonte du catalogue`. */
  readonly service: string | null;
  readonly deliveredOn: Day | null;
  readonly acceptedOn: Day | null;
  readonly issuedOn: Day;
  readonly dueOn: Day;
  /** Total with tax. */
  readonly amount: Money;
  /** Paid before dun knew the invoice (an import says so, without a day): lowers the balance, judges no promise. */
  readonly settledBefore: Money;
  readonly poNumber: string | null;
  /** Remittance reference the payer should quote; `null` = the invoice number. */
  readonly reference: string | null;
  /** Account printed on the invoice, for comparison with the profile's. */
  readonly iban: string | null;
  /** Path of the copy to attach. */
  readonly file: string | null;
  readonly recordedAt: number;
}

/** Lowers what is owed: a credit note, or a write-off by the user's own decision. Never a debt. */
export interface CreditNote {
  readonly id: number;
  readonly clientId: number;
  /** `null`: counts against the oldest due invoice of the client. */
  readonly invoiceId: number | null;
  readonly number: string;
  readonly reason: 'credit' | 'write_off';
  readonly issuedOn: Day;
  readonly amount: Money;
  readonly recordedAt: number;
}

/** Money in. A reversed payment stays recorded and counts until the day of its reversal. */
export interface Payment {
  readonly id: number;
  readonly clientId: number;
  /** `null`: goes to the oldest due invoice of the client (product 4). */
  readonly invoiceId: number | null;
  readonly amount: Money;
  readonly on: Day;
  readonly method: string | null;
  readonly reference: string | null;
  readonly source: 'hand' | 'import';
  readonly reversedOn: Day | null;
  readonly recordedAt: number;
}

/**
 * `paid`: nothing is open any more, by money or by credit notes. `part_paid`: some money came, some is open, due or
 * not. `not_due`: no money yet and the due day is not over. `open`: no money and past due.
 */
export type InvoiceStatus = 'paid' | 'part_paid' | 'open' | 'not_due';

/** What one invoice comes to on a day. */
export interface InvoiceBalance {
  readonly invoice: Invoice;
  /** Never negative: what is too much is credit of the client. */
  readonly balance: Money;
  /** Money, with what was settled before dun knew the invoice. */
  readonly received: Money;
  /** Credit notes and write-offs. */
  readonly credited: Money;
  readonly status: InvoiceStatus;
  /** Today minus due day when positive, else 0; also of a paid invoice. */
  readonly daysPastDue: number;
}

/** Balance of each invoice on a day, by id, oldest due first (product 4). */
export function balances(facts: AllocationFacts, on: Day): ReadonlyMap<number, InvoiceBalance> {
  return (answersOn(facts, on).balances ??= balanceAll(facts, on));
}

/** Over-payments and payments that no invoice could take, per currency; empty when there are none. */
export function clientCredit(facts: AllocationFacts, on: Day): readonly Money[] {
  return allocation(facts, on).credit;
}

/** What reached each invoice by a day, payment by payment, oldest first: promises are judged by it. */
export function receipts(facts: AllocationFacts, on: Day): readonly Receipt[] {
  return allocation(facts, on).receipts;
}

function allocation(facts: AllocationFacts, on: Day): Allocation {
  return (answersOn(facts, on).allocation ??= allocate(facts, on));
}

function balanceAll(facts: AllocationFacts, on: Day): ReadonlyMap<number, InvoiceBalance> {
  const reached = new Map<number, { payment: number; credit: number }>();
  for (const { invoiceId, kind, amount } of receipts(facts, on)) {
    const sums = reached.get(invoiceId) ?? { payment: 0, credit: 0 };
    sums[kind] += amount.minor;
    reached.set(invoiceId, sums);
  }
  const ordered = inOrder(facts.invoices, oldestDueFirst);
  return new Map(ordered.map((invoice) => [invoice.id, balanceOf(invoice, reached.get(invoice.id), on)]));
}

function balanceOf(
  invoice: Invoice,
  reached: { payment: number; credit: number } | undefined,
  on: Day,
): InvoiceBalance {
  const { currency, minor } = invoice.amount;
  const received = money(invoice.settledBefore.minor + (reached?.payment ?? 0), currency);
  const credited = money(reached?.credit ?? 0, currency);
  const balance = money(Math.max(0, minor - received.minor - credited.minor), currency);
  const daysPastDue = on > invoice.dueOn ? daysBetween(invoice.dueOn, on) : 0;
  return {
    invoice,
    balance,
    received,
    credited,
    status: statusOf(balance, received, daysPastDue),
    daysPastDue,
  };
}

function statusOf(balance: Money, received: Money, daysPastDue: number): InvoiceStatus {
  if (balance.minor === 0) return 'paid';
  if (received.minor > 0) return 'part_paid';
  return daysPastDue > 0 ? 'open' : 'not_due';
}
