import type { Day } from './day.ts';
import { disputedOn } from './dispute.ts';
import { openBalances } from './history.ts';
import type { InvoiceBalance } from './invoice.ts';
import { type Currency, type Money, money, subtract, sum } from './money.ts';
import { livePromises, type Tolerance } from './promise.ts';
import type { Standing } from './standing.ts';

/** What may be asked for on a day, in the currency of the oldest due invoice of which something may be. */
export interface Claim {
  readonly currency: Currency;
  /** Open on all invoices, due or not. */
  readonly open: Money;
  readonly overdue: Money;
  /** The part of `overdue` that an open dispute freezes. */
  readonly disputed: Money;
  /** What a call may ask for: overdue, neither disputed nor held by a promise that still runs. */
  readonly asked: Money;
  /** Of the oldest overdue invoice; 0 when nothing is. */
  readonly daysLate: number;
  /** Due day of the oldest open invoice. */
  readonly oldestDueOn: Day | null;
}

/** Adds up what is open, due, disputed and promised on `today` (product 4: dispute beats promise beats ladder). */
export function claimOf(standing: Standing, today: Day, rules: Tolerance): Claim | undefined {
  const rows = openBalances(standing, today);
  const oldest = rows[0];
  if (oldest === undefined) return undefined;
  const held = heldInvoices(standing, today, rules);
  const late = rows.filter((row) => row.daysPastDue > 0);
  const disputed = new Map(late.map((row) => [row.invoice.id, disputedOn(standing, row, today)]));
  const isFree = ({ invoice, balance }: InvoiceBalance) =>
    !held.has(invoice.id) && balance.minor > (disputed.get(invoice.id)?.minor ?? 0);
  const { currency } = (late.find(isFree) ?? oldest).balance;
  const same = rows.filter((row) => row.balance.currency === currency);
  const overdue = late.filter((row) => row.balance.currency === currency);
  const frozen = (row: InvoiceBalance) => disputed.get(row.invoice.id) ?? money(0, currency);
  const free = overdue.filter((row) => !held.has(row.invoice.id));
  return {
    currency,
    open: total(same, currency),
    overdue: total(overdue, currency),
    disputed: sum(overdue.map(frozen), currency),
    asked: subtract(total(free, currency), sum(free.map(frozen), currency)),
    daysLate: Math.max(0, ...overdue.map((row) => row.daysPastDue)),
    oldestDueOn: same[0]?.invoice.dueOn ?? null,
  };
}

/** Invoices on which a promise still runs: nothing else is chased there until its recontact day (product 4). */
export function heldInvoices(standing: Standing, today: Day, rules: Tolerance): ReadonlySet<number> {
  return new Set(livePromises(standing, today, rules).keys());
}

function total(rows: readonly InvoiceBalance[], currency: Currency): Money {
  return sum(
    rows.map(({ balance }) => balance),
    currency,
  );
}
