import { DunError } from '../../domain/errors.ts';
import {
  columnFields,
  parseColumnMap,
  type ColumnField,
  type ColumnMap,
  type ForeignFile,
  type ImportNote,
  type ReadOptions,
} from '../../domain/foreign-invoice.ts';
import type { Currency } from '../../domain/money.ts';
import { type Columns, isBankTable, isLedgerHeader, matchColumns, namedColumns } from './csv-columns.ts';
import { foldRows } from './csv-fold.ts';
import { readRow, type RowFacts } from './csv-row.ts';
import { dataRows, lineList } from './csv-rows.ts';
import { readTable, type Table } from './csv-table.ts';
import {
  cleanCell,
  currencyIn,
  type DayStyle,
  dayStyleOf,
  type DecimalMark,
  decimalMarkOf,
  holdsOf,
} from './csv-values.ts';

/** Rows looked at to tell what a column holds. */
const sampled = 200;

/** How one file writes its days and amounts. */
export interface CsvStyle {
  readonly days: DayStyle;
  readonly marks: ReadonlyMap<ColumnField, DecimalMark>;
  /** The one currency that amounts of the file name, for those that do not. */
  readonly currency: Currency | null;
}

type Unhashed<T> = T extends unknown ? Omit<T, 'sha256'> : never;

/**
 * Reads the list of invoices that a tool exports. Columns are found by their headers (FR, EN, DE, NL) or named by
 * `options.columns`; when number, client or amount is not found the file comes back `unmapped`. DunError 65 for a
 * bank statement, a ledger, and for the first damaged row, with its line: a file is read whole or not at all.
 */
export async function readCsv(
  bytes: Uint8Array,
  name: string,
  options: ReadOptions,
): Promise<Unhashed<ForeignFile>> {
  const table = await readTable(bytes, name, options);
  const { headers, fingerprint } = table;
  if (isLedgerHeader(headers)) throw new DunError('import.ledger', 65, { file: name });
  const named = options.columns ?? parseColumnMap(options.savedColumns(fingerprint) ?? '') ?? null;
  const columns = columnsOf(table, named);
  if (named === null && isBankTable(headers, columns)) {
    throw new DunError('import.statement', 65, { file: name, format: 'CSV' });
  }
  const missing = missingFields(columns, named, options);
  if (missing.length > 0) {
    const known = Object.fromEntries([...columns].map(([field, index]) => [field, headers[index] ?? '']));
    const sample = table.rows[0]?.cells ?? [];
    return { state: 'unmapped', name, fingerprint, headers, sample, columns: known, missing };
  }
  const { rows, notes } = dataRows(table, columns, name);
  const style = styleOf(table, columns, options);
  const read = rows.map((row) => readRow(row, { file: name, columns, style, options, headers }));
  const folded = foldRows(
    read.flatMap(({ facts }) => (facts === null ? [] : [facts])),
    { file: name, headers, columns },
  );
  return {
    state: 'read',
    name,
    format: 'csv',
    fingerprint,
    invoices: folded,
    notes: [...fileNotes(table, style, name), ...notes, ...rowNotes(read)],
  };
}

function columnsOf(table: Table, map: ColumnMap | null): Columns {
  const cells = (column: number) =>
    table.rows.slice(0, sampled).map((row) => cleanCell(row.cells[column] ?? ''));
  const found = new Map(matchColumns(table.headers, (column) => holdsOf(cells(column))));
  if (map === null) return found;
  const named = namedColumns(table.headers, map);
  const used = new Set(named.values());
  // A column that the user gave a meaning has no other.
  const guessed = [...found].filter(([field, column]) => !named.has(field) && !used.has(column));
  return new Map([...guessed, ...named]);
}

function missingFields(columns: Columns, map: ColumnMap | null, options: ReadOptions): ColumnField[] {
  const asked = columnFields.filter((field) => map?.[field] !== undefined);
  const needed: ColumnField[] = ['number'];
  if (options.clientName === null) needed.push('client');
  if (!columns.has('line')) needed.push('amount');
  return [...new Set([...needed, ...asked])].filter((field) => !columns.has(field));
}

function styleOf(table: Table, columns: Columns, options: ReadOptions): CsvStyle {
  const cellsOf = (field: ColumnField) => {
    const column = columns.get(field);
    return column === undefined ? [] : table.rows.map((row) => cleanCell(row.cells[column] ?? ''));
  };
  const amounts: readonly ColumnField[] = ['amount', 'balance', 'paid', 'line'];
  const own = amounts.map((field) => [field, decimalMarkOf(cellsOf(field))] as const);
  const cells = amounts.flatMap((field) => cellsOf(field));
  const anywhere = decimalMarkOf(cells);
  const named = new Set(
    cells.map((cell) => currencyIn(cell, options.country)).filter((found) => found !== undefined),
  );
  return {
    days: dayStyleOf([...cellsOf('issued'), ...cellsOf('due')], options.country),
    marks: new Map(own.map(([field, mark]) => [field, mark ?? anywhere])),
    currency: named.size === 1 ? ([...named][0] ?? null) : null,
  };
}

function fileNotes(table: Table, style: CsvStyle, file: string): ImportNote[] {
  const notes: ImportNote[] = [];
  if (table.decoded.isGuessed)
    notes.push({ key: 'import.note_encoding', values: { file, encoding: table.decoded.encoding } });
  if (style.days.isGuessed) notes.push({ key: `import.note_days_${style.days.order}`, values: { file } });
  return notes;
}

/** One note for each kind of thing that happened, with its lines. */
function rowNotes(
  read: readonly { line: number; facts: RowFacts | null; note: string | null }[],
): ImportNote[] {
  const byKey = Map.groupBy(
    read.filter(({ note }) => note !== null),
    ({ note }) => note ?? '',
  );
  return [...byKey].map(([key, rows]) => ({
    key,
    values: { lines: lineList(rows.map(({ line }) => line)), count: rows.length },
  }));
}
