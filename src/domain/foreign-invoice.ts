import type { Day } from './day.ts';
import type { Currency, Money } from './money.ts';

/**
 * One invoice or credit note as a foreign file tells it, before the ledger has a say. Amounts are never negative: a
 * credit note is told by its kind.
 */
export interface ForeignInvoice {
  readonly kind: 'invoice' | 'credit_note';
  readonly number: string;
  /** `null`: the file has no day of issue. */
  readonly issuedOn: Day | null;
  readonly dueOn: Day | null;
  readonly currency: Currency;
  /** With tax. */
  readonly total: Money;
  readonly prepaid: Money;
  /** What the file says is still open; for a credit note, what is not used up yet. */
  readonly amountDue: Money;
  /** Did the file say what is open? Otherwise `amountDue` is the total. */
  readonly isDueStated: boolean;
  readonly clientName: string;
  readonly clientEmail: string | null;
  readonly clientPhone: string | null;
  readonly contactName: string | null;
  /** ISO 3166-1 alpha-2. */
  readonly clientCountry: string | null;
  /** Account to pay to, without spaces. */
  readonly iban: string | null;
  /** What the payer should quote. */
  readonly reference: string | null;
  readonly service: string | null;
  /** Payment terms in words: `30 jours fin de mois`. */
  readonly terms: string | null;
  readonly poNumber: string | null;
  readonly deliveredOn: Day | null;
  /** Number of the invoice that a credit note lowers. */
  readonly creditedNumber: string | null;
  /** Line in the source, from 1; `null` in XML and PDF. */
  readonly line: number | null;
}

/**
 * Something worth saying that stops nothing: a label of `screen/import.json` and its values. With a `count` the label
 * has two forms, `key.one` and `key.other`.
 */
export interface ImportNote {
  readonly key: string;
  readonly values: Readonly<Record<string, string | number>>;
}

export type ForeignFormat = 'factur-x' | 'cii' | 'ubl' | 'csv';

/** A file read whole. */
export interface ReadFile {
  readonly state: 'read';
  /** As the user typed it. */
  readonly name: string;
  readonly format: ForeignFormat;
  /** Lower-case hex of the bytes. */
  readonly sha256: string;
  /** Of the header row; `null` for files without columns. */
  readonly fingerprint: string | null;
  readonly invoices: readonly ForeignInvoice[];
  readonly notes: readonly ImportNote[];
}

/** A table whose columns were not all recognised: the user has to say which is which. */
export interface UnmappedFile {
  readonly state: 'unmapped';
  readonly name: string;
  readonly sha256: string;
  readonly fingerprint: string;
  readonly headers: readonly string[];
  /** The first row under the header, to show what a column holds. */
  readonly sample: readonly string[];
  /** What is known so far, by detection or by `--map`. */
  readonly columns: ColumnMap;
  readonly missing: readonly ColumnField[];
}

export type ForeignFile = ReadFile | UnmappedFile;

export interface ReadOptions {
  /** A label such as `windows-1252`, when detection is to be overruled. */
  readonly encoding: string | null;
  /** Header of each column that the user has named. */
  readonly columns: ColumnMap | null;
  /** What the user named once for a file with this header, in the form of `formatColumnMap`. */
  savedColumns(fingerprint: string): string | undefined;
  /** Every row belongs to this client. */
  readonly clientName: string | null;
  /** Currency of amounts that do not name theirs; `null`: the one of the country. */
  readonly currency: Currency | null;
  /** Of the profile: decides `03/04/2026` and `$` where the file leaves it open. */
  readonly country: string;
}

/** The columns that `--map` may name. `number`, `client` and `amount` are needed, the others are used when there. */
export const columnFields = [
  'number', 'client', 'amount', 'due', 'issued', 'balance', 'paid', 'status', 'currency', 'email', 'phone', 'contact',
  'service', 'po', 'iban', 'terms', 'type', 'country', 'reference', 'delivered', 'credited', 'line', 'account',
] as const; // biome-ignore format: one row of names

export type ColumnField = (typeof columnFields)[number];
export type ColumnMap = Readonly<Partial<Record<ColumnField, string>>>;

/**
 * Reads `number=Invoice no.,client=Customer`. A header may itself hold commas: a new pair starts only at a known
 * field. `undefined` when a pair is not of this form.
 */
export function parseColumnMap(text: string): ColumnMap | undefined {
  const starts = [...text.matchAll(/(?:^|,)\s*([a-z]+)\s*=/g)].filter(({ 1: field }) => isColumnField(field));
  if (starts.length === 0 || text.slice(0, starts[0]?.index).trim() !== '') return undefined;
  const map: Partial<Record<ColumnField, string>> = {};
  for (const [index, start] of starts.entries()) {
    const header = text.slice(start.index + start[0].length, starts[index + 1]?.index).trim();
    const field = start[1];
    if (!isColumnField(field) || header === '' || map[field] !== undefined) return undefined;
    map[field] = header;
  }
  return map;
}

/** The text that `parseColumnMap` reads back: the form of `--map` and of what is remembered. */
export function formatColumnMap(map: ColumnMap): string {
  return columnFields
    .flatMap((field) => {
      const header = map[field];
      return header === undefined ? [] : [`${field}=${header}`];
    })
    .join(',');
}

function isColumnField(text: string | undefined): text is ColumnField {
  return columnFields.some((field) => field === text);
}
