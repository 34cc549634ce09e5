import type { Day } from './day.ts';
import { balances, type InvoiceBalance, receipts } from './invoice.ts';
import { type Money, sum } from './money.ts';
import type { Standing } from './standing.ts';

/** The money that closed a client's account, and the invoices it reached. */
export interface Settlement {
  /** Oldest due first. */
  readonly invoices: readonly InvoiceBalance[];
  readonly received: Money;
  readonly on: Day;
}

/**
 * What to thank for: the money of the last day on which any came, once nothing is open any more (practice D3, row
 * "balance 0"). `undefined` while something is open, and when no money came at all.
 */
export function lastSettlement(standing: Standing, today: Day): Settlement | undefined {
  const all = balances(standing, today);
  if ([...all.values()].some(({ balance }) => balance.minor > 0)) return undefined;
  const money = receipts(standing, today).filter(({ kind }) => kind === 'payment');
  const last = money.at(-1);
  if (last === undefined) return undefined;
  const came = money.filter(({ on, amount }) => on === last.on && amount.currency === last.amount.currency);
  const reached = new Set(came.map(({ invoiceId }) => invoiceId));
  return {
    invoices: [...all.values()].filter(({ invoice }) => reached.has(invoice.id)),
    received: sum(
      came.map(({ amount }) => amount),
      last.amount.currency,
    ),
    on: last.on,
  };
}
