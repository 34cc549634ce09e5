import { addDays, addMonths, type Day } from './day.ts';
import { type Money, money, split } from './money.ts';
import type { PromisedRow } from './promise-parts.ts';

/** How part payments were agreed: how many, or how much each time, and how often. */
export interface InstalmentTerms {
  readonly first: Day;
  readonly every: 'week' | 'month';
  /** How many; worked out from `each` when left out. */
  readonly count?: number | undefined;
  /** Amount of each; the total is split evenly when left out. */
  readonly each?: Money | undefined;
}

/**
 * The rows of an instalment plan, which add up to the cent: the last one takes what is left (practice C6). With `each`
 * and `count` together the plan covers at most their product. Months count from the first day, so that the 31st stays
 * the last of each month. `undefined` when the terms name no plan: fewer than two rows.
 */
export function instalments(
  total: Money,
  { first, every, count, each }: InstalmentTerms,
): PromisedRow[] | undefined {
  const rows = each === undefined ? evenRows(total, count) : fixedRows(total, each, count);
  if (rows === undefined || rows.length < 2 || rows.some(({ minor }) => minor <= 0)) return undefined;
  return rows.map((amount, index) => ({
    amount,
    promisedOn: every === 'month' ? addMonths(first, index) : addDays(first, 7 * index),
  }));
}

function evenRows(total: Money, count: number | undefined): Money[] | undefined {
  return count === undefined || count < 2 ? undefined : split(total, count);
}

function fixedRows(total: Money, each: Money, count: number | undefined): Money[] | undefined {
  if (each.minor <= 0) return undefined;
  const needed = Math.ceil(total.minor / each.minor);
  const rows = Math.min(count ?? needed, needed);
  const whole = Math.min(total.minor, each.minor * rows);
  return Array.from({ length: rows }, (_, index) => {
    const left = whole - each.minor * index;
    return money(Math.min(each.minor, left), total.currency);
  });
}
