import type { Day } from '../domain/day.ts';
import { DunError } from '../domain/errors.ts';
import { money } from '../domain/money.ts';
import type { Currency, Money } from '../domain/money.ts';

/** A row as SQLite gives it: read through the functions below, which notice what a damaged page made of it. */
export type Row = Readonly<Record<string, unknown>>;

const dayShape = /^[12]\d{3}-[01]\d-[0-3]\d$/;

// Each takes the value and, for the error, its column. The caller writes `row['id']` out: a list reads thousands of
// values, and the engine finds a property that is named in the code many times faster than one named at run time.
export function textOf(value: unknown, column: string): string {
  return typeof value === 'string' ? value : damaged(column);
}

export function textOrNull(value: unknown, column: string): string | null {
  return value === null || typeof value === 'string' ? value : damaged(column);
}

export function numberOf(value: unknown, column: string): number {
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : damaged(column);
}

export function numberOrNull(value: unknown, column: string): number | null {
  return value === null ? null : numberOf(value, column);
}

export function flagOf(value: unknown, column: string): boolean {
  return numberOf(value, column) === 1;
}

export function flagOrNull(value: unknown, column: string): boolean | null {
  return value === null ? null : flagOf(value, column);
}

export function dayOf(value: unknown, column: string): Day {
  return typeof value === 'string' && dayShape.test(value) ? (value as Day) : damaged(column);
}

export function dayOrNull(value: unknown, column: string): Day | null {
  return value === null ? null : dayOf(value, column);
}

/** One of the names that the CHECK of the column lets in. */
export function nameOf<T extends string>(value: unknown, column: string): T {
  return textOf(value, column) as T;
}

export function nameOrNull<T extends string>(value: unknown, column: string): T | null {
  return textOrNull(value, column) as T | null;
}

export function moneyOf(minor: unknown, currency: unknown): Money {
  return money(numberOf(minor, 'amount_minor'), textOf(currency, 'currency') as Currency);
}

export function moneyOrNull(minor: unknown, currency: unknown): Money | null {
  return minor === null ? null : moneyOf(minor, currency);
}

/** The value that was stored as JSON text. Its shape is what this program wrote. */
export function jsonOf<T>(value: unknown, column: string): T {
  try {
    return JSON.parse(textOf(value, column)) as T;
  } catch {
    return damaged(column);
  }
}

/** Numbers of rows of another table, stored as a JSON array. */
export function idsOf(value: unknown, column: string): readonly number[] {
  const ids = jsonOf<unknown>(value, column);
  return Array.isArray(ids) ? ids.map((id: unknown) => numberOf(id, column)) : damaged(column);
}

/** The rows of each owner, in the order in which they come. */
export function groupBy(
  rows: readonly Row[],
  column: 'client_id' | 'promise_id' | 'call_id',
): ReadonlyMap<number, Row[]> {
  const groups = new Map<number, Row[]>();
  for (const row of rows) {
    const key = numberOf(row[column], column);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

function damaged(column: string): never {
  throw new DunError('store.damaged_row', 73, { column });
}
