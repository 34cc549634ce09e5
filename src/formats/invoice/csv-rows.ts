import { DunError } from '../../domain/errors.ts';
import type { ColumnField, ImportNote } from '../../domain/foreign-invoice.ts';
import { type Columns, foldHeader } from './csv-columns.ts';
import { isCutShort } from './csv-cut.ts';
import type { Table, TableRow } from './csv-table.ts';
import { cleanCell } from './csv-values.ts';

/** A row that holds an invoice, its cells by field. */
export interface DataRow {
  readonly line: number;
  /** Cleaned text; empty for a column that is not there. */
  cell(field: ColumnField): string;
  /** The last row of a file that stops in the middle of it, perhaps. */
  readonly isLast: boolean;
}

const totalWords =
  /^(?:grand |sous |sub)?(?:total|totaux|totals|totaal|summe|gesamt|gesamtsumme|somme|sum)\b/;

/**
 * Rows of invoices: without empty lines, repeated headers, totals, group headings and footers. DunError 65 with the
 * line for a row that has more or fewer cells than the header, and for a last line that was cut.
 */
export function dataRows(
  table: Table,
  columns: Columns,
  file: string,
): { rows: DataRow[]; notes: ImportNote[] } {
  const rows: DataRow[] = [];
  const skipped: number[] = [];
  let isBelowTable = false;
  for (const row of table.rows) {
    const cell = (field: ColumnField) => cellOf(row, columns.get(field));
    const kind = kindOf(row, table.headers, { cell, isBelowTable });
    if (kind === 'data') {
      checkWidth(row, table, file);
      rows.push({ line: row.line, cell, isLast: isCutOff(table, row) });
    } else if (kind !== 'empty') skipped.push(row.line);
    isBelowTable ||= kind === 'total' || (kind === 'empty' && rows.length > 0);
  }
  const last = rows.at(-1);
  if (last?.isLast === true && isCutShort(table, columns)) throw cutLine(table, last.line, file);
  return { rows, notes: skipped.length === 0 ? [] : [skippedNote(skipped)] };
}

function isCutOff(table: Table, row: TableRow): boolean {
  return table.isOpenEnded && row === table.rows.at(-1);
}

function filledIn(row: TableRow): number {
  return row.cells.filter((cell) => cell.trim() !== '').length;
}

function kindOf(
  row: TableRow,
  headers: readonly string[],
  { cell, isBelowTable }: { cell: (field: ColumnField) => string; isBelowTable: boolean },
): 'empty' | 'total' | 'heading' | 'data' {
  const filled = filledIn(row);
  if (filled === 0) return 'empty';
  if (isTotalRow(row, cell)) return 'total';
  return (isBelowTable && filled === 1) || isHeading(cell) || isSameHeader(row, headers) ? 'heading' : 'data';
}

function cellOf(row: TableRow, column: number | undefined): string {
  return column === undefined ? '' : cleanCell(row.cells[column] ?? '');
}

/** `Total for CURRENT,,,,700.00`: begins with a word for total and has no day. */
function isTotalRow(row: TableRow, cell: (field: ColumnField) => string): boolean {
  if (cell('issued') !== '' || cell('due') !== '') return false;
  const first = foldHeader(row.cells.find((text) => text.trim() !== '') ?? '');
  return totalWords.test(first) && (cell('number') === '' || totalWords.test(foldHeader(cell('number'))));
}

/** Neither number nor client nor day: a heading of a group, a sum without a word. */
function isHeading(cell: (field: ColumnField) => string): boolean {
  return (['number', 'client', 'issued', 'due'] as const).every((field) => cell(field) === '');
}

function isSameHeader(row: TableRow, headers: readonly string[]): boolean {
  return (
    row.cells.length === headers.length && row.cells.every((cell, index) => cell.trim() === headers[index])
  );
}

function checkWidth(row: TableRow, table: Table, file: string): void {
  const expected = table.headers.length;
  const surplus = row.cells.slice(expected).some((cell) => cell.trim() !== '');
  if (row.cells.length >= expected && !surplus) return;
  throw new DunError('import.ragged', 65, { file, line: row.line, found: row.cells.length, expected });
}

function cutLine({ headers, rows }: Table, line: number, file: string): DunError {
  const value = rows.at(-1)?.cells[headers.length - 1]?.trim() ?? '';
  return new DunError('import.cut_line', 65, { file, line, value });
}

function skippedNote(lines: readonly number[]): ImportNote {
  return { key: 'import.note_skipped', values: { lines: lineList(lines), count: lines.length } };
}

/** The first lines of many, for a note. */
export function lineList(lines: readonly number[]): string {
  return lines.slice(0, 8).join(', ') + (lines.length > 8 ? ' …' : '');
}
