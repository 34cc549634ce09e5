import type { Day } from '../../domain/day.ts';
import { DunError } from '../../domain/errors.ts';
import type { ColumnField, ReadOptions } from '../../domain/foreign-invoice.ts';
import { type Currency, EUR, parseCurrency } from '../../domain/money.ts';
import type { CsvStyle } from './csv.ts';
import type { Columns } from './csv-columns.ts';
import type { DataRow } from './csv-rows.ts';
import { type RowState, stateOf } from './csv-status.ts';
import { currencyIn, parseForeignAmount, parseForeignDay } from './csv-values.ts';

/** The facts of one row, amounts in minor units with their sign as in the file. */
export interface RowFacts {
  readonly line: number;
  readonly isLast: boolean;
  readonly number: string;
  readonly client: string;
  readonly issuedOn: Day | null;
  readonly dueOn: Day | null;
  readonly currency: Currency;
  readonly amount: number | null;
  readonly lineAmount: number | null;
  readonly paid: number | null;
  readonly balance: number | null;
  readonly state: RowState;
  readonly isCredit: boolean;
  text(field: ColumnField): string | null;
}

export interface RowContext {
  readonly file: string;
  readonly headers: readonly string[];
  readonly columns: Columns;
  readonly style: CsvStyle;
  readonly options: ReadOptions;
}

const currencyOfCountry: Readonly<Record<string, string>> = {
  GB: 'GBP', US: 'USD', CA: 'CAD', CH: 'CHF', LI: 'CHF', AU: 'AUD', NZ: 'NZD', DK: 'DKK', SE: 'SEK', NO: 'NOK', PL: 'PLN',
  CZ: 'CZK', HU: 'HUF', RO: 'RON', MA: 'MAD', TN: 'TND', JP: 'JPY', SN: 'XOF', CI: 'XOF', CM: 'XAF', PF: 'XPF', NC: 'XPF',
}; // biome-ignore format: a table

/**
 * The facts of a row, or `null` with the key of a note for one that is no open document: a draft, a void invoice, a
 * payment, a supplier's bill. DunError 65 with line, value and what was expected for anything unreadable.
 */
export function readRow(
  row: DataRow,
  context: RowContext,
): { line: number; facts: RowFacts | null; note: string | null } {
  const { line } = row;
  const type = context.columns.has('type') ? stateOf(row.cell('type')) : 'open';
  const status = stateOf(row.cell('status'));
  const skip = skipNote(type, status);
  if (skip !== null || !isReceivable(row, context)) return { line, facts: null, note: skip };
  const state = type === 'credit' ? 'credit' : status;
  const currency = currencyOfRow(row, context);
  const amountOf = (field: ColumnField) => readAmount(row, field, { ...context, currency });
  const facts: RowFacts = {
    line,
    isLast: row.isLast,
    number: required(row, 'number', context),
    client: context.options.clientName ?? required(row, 'client', context),
    issuedOn: readDay(row, 'issued', context),
    dueOn: readDay(row, 'due', context),
    currency,
    amount: amountOf('amount'),
    lineAmount: amountOf('line'),
    paid: amountOf('paid'),
    balance: amountOf('balance'),
    state,
    isCredit: type === 'credit' || status === 'credit',
    text: (field) => row.cell(field) || null,
  };
  if (facts.issuedOn === null && facts.dueOn === null && context.columns.has('issued'))
    missingDay(row, context);
  refuseCutAmounts(facts, context);
  return { line, facts, note: rowNote(facts) };
}

/** Exports of a ledger: only what stands on the account of receivables speaks of invoices. */
function isReceivable(row: DataRow, { columns }: RowContext): boolean {
  return !columns.has('account') || /receivable|debitoren|debiteuren|clients/i.test(row.cell('account'));
}

function skipNote(type: RowState, status: RowState): string | null {
  if (type === 'other') return 'import.note_other';
  if (type === 'draft' || status === 'draft') return 'import.note_draft';
  if (type === 'void' || status === 'void') return 'import.note_void';
  return null;
}

function rowNote(facts: RowFacts): string | null {
  if (facts.state === 'unknown') return 'import.note_status';
  if (facts.state === 'partial' && facts.balance === null && facts.paid === null)
    return 'import.note_partial';
  if (facts.state === 'paid' && facts.balance !== null && facts.balance > 0) return 'import.note_paid';
  return null;
}

function currencyOfRow(row: DataRow, { options, ...context }: RowContext): Currency {
  const named = row.cell('currency');
  if (named === '') return impliedCurrency(row, { options, ...context });
  const currency = named === '$' ? currencyIn('$', options.country) : parseCurrency(named);
  if (currency !== undefined) return currency;
  throw new DunError('import.row_currency', 65, { file: context.file, line: row.line, value: named });
}

/** In the amount itself, then what the user said, then in the header, in other amounts, then the country's. */
function impliedCurrency(row: DataRow, { options, columns, headers, style }: RowContext): Currency {
  const header = headers[columns.get('amount') ?? columns.get('line') ?? -1] ?? '';
  return (
    currencyIn(row.cell('amount') || row.cell('line'), options.country) ??
    options.currency ??
    currencyIn(header, options.country) ??
    style.currency ??
    parseCurrency(currencyOfCountry[options.country] ?? '') ??
    EUR
  );
}

function readAmount(
  row: DataRow,
  field: ColumnField,
  context: RowContext & { currency: Currency },
): number | null {
  const value = row.cell(field);
  if (value === '' && field !== 'amount') return null;
  if (!context.columns.has(field)) return null;
  const minor = parseForeignAmount(value, context.style.marks.get(field) ?? null, context.currency);
  if (minor === undefined) throw rowError('import.row_amount', row, { field, context, value });
  return minor;
}

function readDay(row: DataRow, field: ColumnField, context: RowContext): Day | null {
  const value = row.cell(field);
  if (value === '') return null;
  const day = parseForeignDay(value, context.style.days);
  if (day !== undefined) return day;
  const { order } = context.style.days;
  throw rowError(order === 'dmy' ? 'import.row_day' : 'import.row_day_us', row, { field, context, value });
}

function required(row: DataRow, field: ColumnField, context: RowContext): string {
  const value = row.cell(field);
  if (value === '')
    throw rowError(`import.row_${field === 'number' ? 'number' : 'client'}`, row, { field, context, value });
  return value;
}

function missingDay(row: DataRow, context: RowContext): never {
  throw rowError('import.row_day_missing', row, { field: 'issued', context, value: '' });
}

/** The last row of a file that stops without a line end must add up: half an amount is still an amount. */
function refuseCutAmounts(facts: RowFacts, context: RowContext): void {
  const { amount, paid, balance } = facts;
  if (!facts.isLast || amount === null || paid === null || balance === null) return;
  if (Math.abs(amount - paid) === Math.abs(balance) || facts.isCredit) return;
  throw new DunError('import.cut_line', 65, {
    file: context.file,
    line: facts.line,
    value: facts.text('balance') ?? '',
  });
}

function rowError(
  key: string,
  row: DataRow,
  { field, context, value }: { field: ColumnField; context: RowContext; value: string },
): DunError {
  const column = context.headers[context.columns.get(field) ?? -1] ?? field;
  return new DunError(key, 65, { file: context.file, line: row.line, column, value });
}
