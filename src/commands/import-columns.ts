import type { Context } from '../cli/context.ts';
import { DunError } from '../domain/errors.ts';
import {
  type ColumnField,
  type ColumnMap,
  formatColumnMap,
  type ReadFile,
  type ReadOptions,
  type UnmappedFile,
} from '../domain/foreign-invoice.ts';

type Services = Pick<Context, 'importer' | 'ledger' | 'prompter' | 'words' | 'isJson'>;

/** Headers listed in an error; a wide export has sixty. */
const listed = 25;

/**
 * Reads a file. When its columns are not all known, the user names them on a terminal, once for each kind of header;
 * elsewhere it is DunError 65 with the headers found and the `--map` to type.
 */
export async function readTableOrAsk(
  context: Services,
  path: string,
  options: ReadOptions & { readonly isDryRun: boolean },
): Promise<ReadFile> {
  const remember = ({ fingerprint }: ReadFile, columns: ColumnMap) => {
    if (fingerprint === null || options.isDryRun) return;
    context.ledger.imports.saveColumnMap(fingerprint, formatColumnMap(columns));
  };
  const first = await context.importer.read(path, options);
  if (first.state === 'read') {
    if (options.columns !== null) remember(first, options.columns);
    return first;
  }
  refuseWrongMap(first, options);
  if (!context.prompter.isInteractive || context.isJson) throw columnsMissing(first);
  const columns = await askColumns(context, first);
  const second = await context.importer.read(path, { ...options, columns });
  if (second.state !== 'read') throw columnsMissing(second);
  remember(second, columns);
  return second;
}

async function askColumns({ prompter, words }: Services, file: UnmappedFile): Promise<ColumnMap> {
  const columns: Partial<Record<ColumnField, string>> = { ...file.columns };
  for (const field of file.missing) {
    const taken = new Set(Object.values(columns));
    const choices = file.headers.flatMap((header, index) => {
      const value = file.sample[index]?.trim() ?? '';
      return header === '' || taken.has(header)
        ? []
        : [{ label: value === '' ? header : `${header} (${value})`, value: header }];
    });
    columns[field] = await prompter.choose({
      message: words.label(`import.ask_${field}`, { file: file.name }),
      choices,
    });
  }
  return columns;
}

/** A header named by `--map` that the file does not have. */
function refuseWrongMap(file: UnmappedFile, { columns }: ReadOptions): void {
  const wrong = file.missing.find((field) => columns?.[field] !== undefined);
  if (wrong === undefined) return;
  const values = { file: file.name, field: wrong, header: columns?.[wrong] ?? '', headers: headerList(file) };
  throw new DunError('import.map_unknown', 2, values);
}

function columnsMissing(file: UnmappedFile): DunError {
  const map = file.missing.map((field) => `${field}=…`).join(',');
  return new DunError('import.columns', 65, {
    file: file.name,
    missing: file.missing.join(', '),
    headers: headerList(file),
    map,
  });
}

function headerList({ headers }: UnmappedFile): string {
  const named = headers.filter((header) => header !== '');
  return named.slice(0, listed).join(' | ') + (named.length > listed ? ' | …' : '');
}
