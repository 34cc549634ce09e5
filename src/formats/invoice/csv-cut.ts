import type { ColumnField } from '../../domain/foreign-invoice.ts';
import type { Columns } from './csv-columns.ts';
import { isStatusStart } from './csv-status.ts';
import type { Table } from './csv-table.ts';
import { cleanCell } from './csv-values.ts';

const moneyFields: readonly ColumnField[] = ['amount', 'balance', 'paid', 'line'];
const figures = /^-?\d[\d\s.,']*$/;

/**
 * Has the last cell of a table lost its end? Asked only of a file that stops without a line end, where half an amount
 * would still be an amount. What the other rows show tells: an empty cell where all are filled, fewer decimals, the
 * beginning of a word. A single row is compared with its own amounts.
 */
export function isCutShort(table: Table, columns: Columns): boolean {
  const last = table.headers.length - 1;
  const full = table.rows.filter(
    ({ cells }) => cells.length > last && cells.some((cell) => cell.trim() !== ''),
  );
  const [value = '', ...others] = full.map(({ cells }) => cleanCell(cells[last] ?? '')).toReversed();
  const field = [...columns].find(([, column]) => column === last)?.[0];
  if (value === '') return others.length === 0 ? field !== undefined : !others.includes('');
  const isStatus = field === 'status' || field === 'type';
  if (isStatus && isStatusStart(value)) return true;
  if (others.length > 0) return hasOtherDecimals(value, others) || isOtherStart(value, others);
  const isMoney = field !== undefined && moneyFields.includes(field);
  const beside = moneyFields
    .filter((other) => other !== field)
    .map((other) => full[0]?.cells[columns.get(other) ?? -1] ?? '');
  return (
    isMoney &&
    hasOtherDecimals(
      value,
      beside.map((cell) => cleanCell(cell)).filter((cell) => cell !== ''),
    )
  );
}

/** The beginning of what another row has there; amounts are looked at by themselves. */
function isOtherStart(value: string, others: readonly string[]): boolean {
  return !others.includes(value) && others.some((other) => other.startsWith(value) && !figures.test(other));
}

function hasOtherDecimals(value: string, others: readonly string[]): boolean {
  const [first] = others;
  if (first === undefined || !others.every((other) => figures.test(other))) return false;
  const usual = decimalsOf(first);
  const isUniform = usual > 0 && others.every((other) => decimalsOf(other) === usual);
  return value === '-' || (isUniform && /^-?[\d\s.,']+$/.test(value) && decimalsOf(value) !== usual);
}

function decimalsOf(text: string): number {
  return /[.,](\d{0,4})$/.exec(text)?.[1]?.length ?? 0;
}
