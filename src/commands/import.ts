import type { Command } from 'commander';
import type { CommandHost, Context } from '../cli/context.ts';
import { DunError } from '../domain/errors.ts';
import type { ReadFile } from '../domain/foreign-invoice.ts';
import { type ImportPlan, planImport } from '../domain/import-plan.ts';
import { standingsAfter } from '../domain/import-preview.ts';
import { showImport, showImportNotes, showImportSummary } from '../terminal/show-import.ts';
import { describe } from './describe.ts';
import { importDocument } from './import-document.ts';
import { type FailedFile, readFiles } from './import-read.ts';
import { writePlan } from './import-write.ts';

export interface ImportOptions {
  readonly files: readonly string[];
  readonly yes?: boolean;
  readonly dryRun?: boolean;
  readonly encoding?: string;
  readonly map?: string;
  readonly client?: string;
  readonly currency?: string;
}

/** What became of one file of the command. */
export interface ImportedFile {
  readonly name: string;
  /** `null`: it could not be read, and `error` says why. */
  readonly file: ReadFile | null;
  readonly plan: ImportPlan;
  readonly isSeen: boolean;
  readonly error: DunError | null;
}

type Services = Pick<
  Context,
  | 'ledger'
  | 'words'
  | 'output'
  | 'prompter'
  | 'importer'
  | 'files'
  | 'checks'
  | 'today'
  | 'isJson'
  | 'language'
>;
type Run = (context: Services, options: ImportOptions) => Promise<void>;

const nothing: ImportPlan = { newClients: [], patches: [], items: [], notes: [] };

/** `dun import FILE…`. */
export function registerImport(program: Command, host: CommandHost, run: Run = runImport): void {
  describe(program.command('import <files...>'), host, {
    key: 'import',
    flags: [
      '--yes',
      '--dry-run',
      '--encoding <name>',
      '--map <columns>',
      '--client <name>',
      '--currency <code>',
    ],
  }).action(async (files: string[], typed: Omit<ImportOptions, 'files'>) =>
    run(await host.context(), { files, ...typed }),
  );
}

/**
 * Reads the files, shows what they mean for the ledger, asks on a terminal, writes each file whole or not at all. DunError
 * 65 for a file that cannot be read (the others are imported), 1 when the user declines.
 */
export async function runImport(context: Services, options: ImportOptions): Promise<void> {
  const { output, prompter, words, isJson } = context;
  const planned = planAll(context, await readFiles(context, options), options);
  if (!isJson) for (const line of showImport(planned, context)) output.line(line);
  const hasChanges = planned.some(({ plan }) => plan.items.some(({ change }) => change !== null));
  const asks =
    hasChanges && prompter.isInteractive && !isJson && options.yes !== true && options.dryRun !== true;
  if (asks && !(await prompter.confirm({ message: words.label('import.confirm') })))
    throw new DunError('import.declined', 1);
  if (options.dryRun !== true) writeAll(context, planned, options);
  if (isJson) output.json(importDocument(planned, context));
  else {
    for (const line of showImportNotes(planned, context)) output.note(line);
    output.line(showImportSummary(planned, { words, isDryRun: options.dryRun === true }));
  }
  refuseFailed(planned);
}

/** Plans the files one after the other, each on what the ones before it will have left. */
function planAll(
  context: Services,
  read: readonly (ReadFile | FailedFile)[],
  options: ImportOptions,
): ImportedFile[] {
  let standings = context.ledger.standings.all();
  return read.map((file) => {
    if ('error' in file)
      return { name: file.name, file: null, plan: nothing, isSeen: false, error: file.error };
    const planned = planOne(context, file, { standings, options });
    standings = standingsAfter(planned.plan, standings, context.today);
    return planned;
  });
}

function planOne(
  context: Services,
  file: ReadFile,
  {
    standings,
    options,
  }: { standings: ReturnType<Services['ledger']['standings']['all']>; options: ImportOptions },
): ImportedFile {
  const { ledger, today, language } = context;
  const profile = ledger.profile.load();
  const place = { today, country: profile?.country ?? 'FR', language: profile?.language ?? language };
  const plan = planImport(file.invoices, standings, place);
  // Read anew when the user says how: the first reading may have been wrong.
  const isSeen =
    ledger.imports.seen(file.sha256) && options.map === undefined && options.client === undefined;
  return { name: file.name, file, plan: isSeen ? untouched(plan) : plan, isSeen, error: null };
}

/** A file that was imported already changes nothing, whatever has become of its invoices since. */
function untouched(plan: ImportPlan): ImportPlan {
  return {
    ...nothing,
    items: plan.items.map((item) => ({
      ...item,
      status: item.status === 'credit_note' ? item.status : 'unchanged',
      change: null,
    })),
  };
}

/** Each file is one transaction, planned on what the ledger holds at that moment. */
function writeAll(context: Services, planned: readonly ImportedFile[], options: ImportOptions): void {
  const { ledger } = context;
  for (const { file, isSeen } of planned) {
    if (file === null || isSeen) continue;
    ledger.transaction(() => {
      const { plan } = planOne(context, file, { standings: ledger.standings.all(), options });
      writePlan(context, file, plan);
      if (ledger.imports.seen(file.sha256)) return;
      const { sha256, name, format, invoices } = file;
      ledger.imports.record({ sha256, fileName: name, format, kind: 'invoices', count: invoices.length });
    });
  }
}

/** What was readable is imported by now; the rest is an error of its own. */
function refuseFailed(planned: readonly ImportedFile[]): void {
  const failed = planned.filter(({ error }) => error !== null);
  if (failed.length === 0) return;
  throw new DunError('import.some_failed', failed[0]?.error?.exitCode ?? 65, {
    count: failed.length,
    files: failed.map(({ name }) => name).join(', '),
  });
}
