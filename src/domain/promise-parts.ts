import { arrivalDeadline, type Calendar, recontactOn } from './calendar.ts';
import type { Day } from './day.ts';
import { type Money, money } from './money.ts';
import type { PromiseMeans, PromisePart } from './promise.ts';
import type { Rules } from './rules.ts';

/** One amount by one day, before it is laid on invoices. */
export interface PromisedRow {
  readonly amount: Money;
  readonly promisedOn: Day;
}

/** What is open on an invoice and not promised yet. */
export interface OpenAmount {
  readonly invoiceId: number;
  readonly open: Money;
}

export interface PartTerms {
  readonly means: PromiseMeans;
  readonly rules: Rules;
  readonly calendar: Calendar;
}

/**
 * Lays promised amounts on invoices in the order given, oldest due first (product 4): the first row fills the first
 * invoice. What no invoice can take is left out. Deadline and recontact day are fixed here (practice D2).
 */
export function promiseParts(
  rows: readonly PromisedRow[],
  invoices: readonly OpenAmount[],
  terms: PartTerms,
): PromisePart[] {
  const left = new Map(invoices.map(({ invoiceId, open }) => [invoiceId, open.minor]));
  return rows.flatMap((row) => {
    const parts: PromisePart[] = [];
    let rest = row.amount.minor;
    for (const [invoiceId, open] of left) {
      const taken = Math.min(rest, open);
      if (taken <= 0) continue;
      left.set(invoiceId, open - taken);
      rest -= taken;
      parts.push({
        invoiceId,
        amount: money(taken, row.amount.currency),
        ...promiseDays(row.promisedOn, terms),
      });
    }
    return parts;
  });
}

/** The three days of a part: promised, last day on the account, first day to call again (practice D2). */
export function promiseDays(
  promisedOn: Day,
  { means, rules, calendar }: PartTerms,
): Pick<PromisePart, 'promisedOn' | 'arrivalDeadline' | 'recontactOn'> {
  const deadline = arrivalDeadline({ promisedOn, means }, rules, calendar);
  return { promisedOn, arrivalDeadline: deadline, recontactOn: recontactOn(deadline, rules, calendar) };
}
