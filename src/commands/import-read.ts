import type { Context } from '../cli/context.ts';
import { DunError } from '../domain/errors.ts';
import {
  type ColumnMap,
  type ForeignInvoice,
  type ImportNote,
  parseColumnMap,
  type ReadFile,
  type ReadOptions,
} from '../domain/foreign-invoice.ts';
import { findClientOrNone } from './find-client.ts';
import { readTableOrAsk } from './import-columns.ts';
import type { ImportOptions } from './import.ts';
import { readCurrency } from './read-values.ts';

type Services = Pick<Context, 'ledger' | 'words' | 'prompter' | 'importer' | 'checks' | 'isJson'>;

/** A file of several that could not be read. */
export interface FailedFile {
  readonly name: string;
  readonly error: DunError;
}

/**
 * Reads every file of the command. One that cannot be read does not keep the others out; the only one is an error by
 * itself. Credit notes come last, after the invoices that they may lower.
 */
export async function readFiles(
  context: Services,
  options: ImportOptions,
): Promise<(ReadFile | FailedFile)[]> {
  const readOptions = await readOptionsOf(context, options);
  const read: (ReadFile | FailedFile)[] = [];
  for (const path of options.files) {
    try {
      const file = await readTableOrAsk(context, path, { ...readOptions, isDryRun: options.dryRun === true });
      read.push(await checked(context, file, readOptions));
    } catch (thrown) {
      const error = ofImport(thrown, path);
      if (!(error instanceof DunError) || options.files.length === 1 || error.exitCode === 2) throw error;
      read.push({ name: path, error });
    }
  }
  return read.toSorted((a, b) => rank(a) - rank(b));
}

/** A path without a file may be a folder, which the user can name file by file. */
function ofImport(error: unknown, file: string): unknown {
  const isMissing = error instanceof DunError && error.key === 'cli.no_file';
  return isMissing ? new DunError('import.no_file', 66, { file }) : error;
}

function rank(file: ReadFile | FailedFile): number {
  if ('error' in file) return 2;
  return file.invoices.every(({ kind }) => kind === 'credit_note') ? 1 : 0;
}

async function readOptionsOf(context: Services, options: ImportOptions): Promise<ReadOptions> {
  const { ledger } = context;
  const known = options.client === undefined ? undefined : await findClientOrNone(context, options.client);
  return {
    encoding: options.encoding ?? null,
    columns: options.map === undefined ? null : mapOf(options.map),
    savedColumns: (fingerprint) => ledger.imports.columnMap(fingerprint),
    clientName: known?.name ?? (options.client?.trim() || null),
    currency:
      options.currency === undefined ? null : readCurrency({ flag: '--currency', text: options.currency }),
    country: ledger.profile.load()?.country ?? 'FR',
  };
}

function mapOf(text: string): ColumnMap {
  const map = parseColumnMap(text);
  if (map === undefined) throw new DunError('import.map_form', 2, { text });
  return map;
}

/** Telephone numbers in their international form where they are one; a word about accounts with wrong check digits. */
async function checked({ checks }: Services, file: ReadFile, { country }: ReadOptions): Promise<ReadFile> {
  const invoices: ForeignInvoice[] = [];
  const wrong: string[] = [];
  for (const invoice of file.invoices) {
    const { clientPhone: typed, clientCountry } = invoice;
    const phone = typed === null ? undefined : await checks.phone(typed, clientCountry ?? country);
    invoices.push({ ...invoice, clientPhone: phone?.e164 ?? typed });
    if (invoice.iban !== null && 'problem' in (await checks.iban(invoice.iban))) wrong.push(invoice.number);
  }
  return { ...file, invoices, notes: [...file.notes, ...ibanNotes(wrong)] };
}

function ibanNotes(numbers: readonly string[]): ImportNote[] {
  if (numbers.length === 0) return [];
  return [
    { key: 'import.note_iban', values: { numbers: numbers.slice(0, 8).join(', '), count: numbers.length } },
  ];
}
