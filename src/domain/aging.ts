import { addDays, addMonths, type Day } from './day.ts';
import { balances, type InvoiceBalance } from './invoice.ts';
import { byCurrency, type Currency, money, type Money, sumsByCurrency } from './money.ts';
import type { Standing } from './standing.ts';

/** No overlap, and overdue starts at day 1 (house 7). */
export const buckets = ['not_due', '1_30', '31_60', '61_90', 'over_90'] as const;
export type Bucket = (typeof buckets)[number];

/** Open amounts of one currency by age. */
export interface AgedBalance {
  readonly currency: Currency;
  readonly buckets: Readonly<Record<Bucket, Money>>;
  /** All buckets together. */
  readonly total: Money;
  /** Without what is not due yet. */
  readonly overdue: Money;
}

/** DSO of one currency: open ÷ invoiced in the period × its days; `null` when nothing was invoiced in it. */
export interface Dso {
  readonly currency: Currency;
  readonly days: number | null;
  readonly period: number;
}

/** The bucket of an invoice so many days past due; 0 = not past due. */
export function bucketOf(daysPastDue: number): Bucket {
  if (daysPastDue <= 0) return 'not_due';
  if (daysPastDue <= 30) return '1_30';
  if (daysPastDue <= 60) return '31_60';
  return daysPastDue <= 90 ? '61_90' : 'over_90';
}

/** The aged balance of these clients on a day, one for each currency, by currency code. */
export function agedBalances(standings: readonly Standing[], today: Day): AgedBalance[] {
  const sums = new Map<Currency, Record<Bucket, number>>();
  for (const standing of standings)
    for (const { balance, daysPastDue } of balances(standing, today).values()) {
      if (balance.minor === 0) continue;
      const own = sums.get(balance.currency) ?? { not_due: 0, '1_30': 0, '31_60': 0, '61_90': 0, over_90: 0 };
      own[bucketOf(daysPastDue)] += balance.minor;
      sums.set(balance.currency, own);
    }
  return [...sums].toSorted(byCode).map(([currency, own]) => agedOf(currency, own));
}

/** Days of sales outstanding per currency, over the last `period` days, today included (practice D11: 90). */
export function daysSalesOutstanding(standings: readonly Standing[], today: Day, period = 90): Dso[] {
  const since = addDays(today, -period);
  const open = new Map<Currency, number>();
  const invoiced = new Map<Currency, number>();
  for (const standing of standings)
    for (const { invoice, balance } of balances(standing, today).values()) {
      const { currency, minor } = invoice.amount;
      if (invoice.issuedOn > today) continue;
      open.set(currency, (open.get(currency) ?? 0) + balance.minor);
      if (invoice.issuedOn > since) invoiced.set(currency, (invoiced.get(currency) ?? 0) + minor);
    }
  return [...open].toSorted(byCode).map(([currency, minor]) => {
    const sold = invoiced.get(currency) ?? 0;
    return { currency, period, days: sold === 0 ? null : Math.round((minor / sold) * period) };
  });
}

/** What is open today and stood in a younger bucket a month ago, per currency: it slips away (practice D11). */
export function slippage(standings: readonly Standing[], today: Day): Money[] {
  const before = addMonths(today, -1);
  const aged = standings.flatMap((standing) => {
    const then = balances(standing, before);
    const isAged = ({ invoice, balance, daysPastDue }: InvoiceBalance) =>
      balance.minor > 0 && rankOf(daysPastDue) > rankOf(then.get(invoice.id)?.daysPastDue ?? 0);
    return [...balances(standing, today).values()].filter(isAged).map(({ balance }) => balance);
  });
  return sumsByCurrency(aged).toSorted(byCurrency);
}

function rankOf(daysPastDue: number): number {
  return buckets.indexOf(bucketOf(daysPastDue));
}

function agedOf(currency: Currency, sums: Readonly<Record<Bucket, number>>): AgedBalance {
  const all = buckets.reduce((minor, bucket) => minor + sums[bucket], 0);
  const own = {
    not_due: money(sums.not_due, currency),
    '1_30': money(sums['1_30'], currency),
    '31_60': money(sums['31_60'], currency),
    '61_90': money(sums['61_90'], currency),
    over_90: money(sums.over_90, currency),
  };
  return {
    currency,
    buckets: own,
    total: money(all, currency),
    overdue: money(all - sums.not_due, currency),
  };
}

function byCode([a]: readonly [Currency, unknown], [b]: readonly [Currency, unknown]): number {
  return a < b ? -1 : 1;
}
