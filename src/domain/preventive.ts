import { threshold } from './money.ts';
import { addDays, type Day } from './day.ts';
import type { Invoice } from './invoice.ts';
import { payerType } from './payer-type.ts';
import type { Rules } from './rules.ts';
import type { Standing } from './standing.ts';

/** Days before the due day from which a preventive call fits (practice D5, rung 0). */
const preventiveDays = 5;

/** The first day on which one may ask whether an invoice was received, approved, scheduled (practice D5). */
export function preventiveFrom({ dueOn }: Pick<Invoice, 'dueOn'>): Day {
  return addDays(dueOn, -preventiveDays);
}

/**
 * Does that question fit on this day: from five days before the due day on, about an invoice that is worth asking about?
 * The list proposes it and the prep lets it pass by the same rule.
 */
export function isPreventive(
  invoice: Invoice,
  standing: Standing,
  at: { today: Day; rules: Rules },
): boolean {
  const { today } = at;
  return today <= invoice.dueOn && today >= preventiveFrom(invoice) && isWorthAsking(invoice, standing, at);
}

/** A first, a large or a process-bound invoice (practice D5, rung 0), whatever its due day. */
export function isWorthAsking(
  invoice: Invoice,
  standing: Standing,
  { today, rules }: { today: Day; rules: Rules },
): boolean {
  const isAbove = (cents: number) => invoice.amount.minor > threshold(cents, invoice.amount.currency);
  const isFirst = standing.invoices.every((other) => other.issuedOn >= invoice.issuedOn);
  return (
    (isFirst && isAbove(rules.smallAmountMinor)) ||
    isAbove(rules.largeAmountMinor) ||
    payerType(standing, today, rules) === 'process_bound'
  );
}
