import type { Day } from '../domain/day.ts';
import { DunError } from '../domain/errors.ts';
import { money } from '../domain/money.ts';
import type { Currency, Money } from '../domain/money.ts';

/** A row as SQLite gives it: read through the functions below, which notice what a damaged page made of it. */
export type Row = Readonly<Record<string, unknown>>;

const dayShape = /^[12]\d{3}-[01]\d-[0-3]\d$/;

export function textOf(row: Row, column: string): string {
  return textOrNull(row, column) ?? damaged(column);
}

export function textOrNull(row: Row, column: string): string | null {
  const value = row[column];
  return value === null || typeof value === 'string' ? value : damaged(column);
}

export function numberOf(row: Row, column: string): number {
  return numberOrNull(row, column) ?? damaged(column);
}

export function numberOrNull(row: Row, column: string): number | null {
  const value = row[column];
  return value === null || (typeof value === 'number' && Number.isSafeInteger(value))
    ? value
    : damaged(column);
}

export function flagOf(row: Row, column: string): boolean {
  return numberOf(row, column) === 1;
}

export function dayOf(row: Row, column: string): Day {
  return dayOrNull(row, column) ?? damaged(column);
}

export function dayOrNull(row: Row, column: string): Day | null {
  const text = textOrNull(row, column);
  if (text === null) return null;
  return dayShape.test(text) ? (text as Day) : damaged(column);
}

/** One of the names that the CHECK of the column lets in. */
export function nameOf<T extends string>(row: Row, column: string): T {
  return textOf(row, column) as T;
}

export function nameOrNull<T extends string>(row: Row, column: string): T | null {
  return textOrNull(row, column) as T | null;
}

export function moneyOf(row: Row, column: string, currencyColumn = 'currency'): Money {
  return money(numberOf(row, column), textOf(row, currencyColumn) as Currency);
}

export function moneyOrNull(row: Row, column: string, currencyColumn: string): Money | null {
  return row[column] === null ? null : moneyOf(row, column, currencyColumn);
}

/** The value that was stored as JSON text. Its shape is what this program wrote. */
export function jsonOf<T>(row: Row, column: string): T {
  try {
    return JSON.parse(textOf(row, column)) as T;
  } catch {
    return damaged(column);
  }
}

/** The rows of each owner, in the order in which they come. */
export function groupBy(rows: readonly Row[], column: string): ReadonlyMap<number, Row[]> {
  const groups = new Map<number, Row[]>();
  for (const row of rows) {
    const key = numberOf(row, column);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

function damaged(column: string): never {
  throw new DunError('store.damaged_row', 73, { column });
}
