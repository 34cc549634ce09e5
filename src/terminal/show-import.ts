import { formatDay } from '../domain/day-words.ts';
import type { DunError } from '../domain/errors.ts';
import type { ImportNote } from '../domain/foreign-invoice.ts';
import type { ImportPlan, ImportStatus, PlannedItem } from '../domain/import-plan.ts';
import { formatMoney } from '../domain/money.ts';
import type { Words } from '../script/words.ts';
import { showCount, showLine } from './show-line.ts';
import type { Style } from './style.ts';
import { tableLines } from './table.ts';

/** What is shown of one file. */
export interface ShownFile {
  readonly name: string;
  readonly file: { readonly notes: readonly ImportNote[]; readonly invoices: readonly unknown[] } | null;
  readonly plan: ImportPlan;
  readonly isSeen: boolean;
  readonly error: DunError | null;
}

interface View {
  readonly words: Words;
  readonly output: { readonly style: Style; readonly width: number };
}

/** The preview: client, number, what is owed, when it is due, and what will become of it. */
export function showImport(files: readonly ShownFile[], { words, output }: View): string[] {
  const several = files.length > 1;
  const readable = files.filter(({ plan }) => plan.items.length > 0);
  return readable.flatMap((one) => {
    const rows = tableLines(
      one.plan.items.map((item) => cells(item, words)),
      [{ canShrink: true }, { canShrink: true }, { align: 'right' }, {}, { paint: output.style.dim }],
      output.width - (several ? 2 : 0),
    );
    return several
      ? [
          output.style.bold(showLine(words, 'import.file', { file: one.name })),
          ...rows.map((row) => `  ${row}`),
        ]
      : rows;
  });
}

function cells(item: PlannedItem, words: Words): string[] {
  const { foreign, client, owed, dueOn } = item;
  const { language } = words;
  const amount = foreign.kind === 'credit_note' ? { ...foreign.total, minor: -foreign.total.minor } : owed;
  const day = formatDay(
    foreign.kind === 'credit_note' ? (foreign.issuedOn ?? dueOn) : dueOn,
    language,
    'numeric',
  );
  return [
    client,
    foreign.number,
    formatMoney(amount, language),
    day,
    words.label(`import.status.${statusOf(item)}`),
  ];
}

function statusOf({ foreign, status, owed }: PlannedItem): ImportStatus | 'known_credit' | 'paid' {
  if (foreign.kind === 'credit_note') return status === 'unchanged' ? 'known_credit' : status;
  return status === 'new' && owed.minor === 0 ? 'paid' : status;
}

/** Everything worth saying, for stderr. An error names its file by itself. */
export function showImportNotes(files: readonly ShownFile[], { words }: Pick<View, 'words'>): string[] {
  const several = files.length > 1;
  return files.flatMap((one) => {
    if (one.error !== null) return [showLine(words, one.error.key, one.error.values)];
    const lines = noteLines(one, words);
    return several
      ? lines.map((line) => `${showLine(words, 'import.file', { file: one.name })} ${line}`)
      : lines;
  });
}

/** The notes of one file as lines. */
export function noteLines({ file, plan, isSeen }: ShownFile, words: Words): string[] {
  const notes = [...(file?.notes ?? []), ...plan.notes].map(({ key, values }) => {
    const { count } = values;
    return typeof count === 'number'
      ? showCount(words, key, { ...values, count })
      : showLine(words, key, values);
  });
  const seen = isSeen ? [words.label('import.note_seen')] : [];
  const empty = file?.invoices.length === 0 ? [words.label('import.note_no_invoice')] : [];
  return [...seen, ...empty, ...notes];
}

/** One closing line: how many of each, or that nothing changed. */
export function showImportSummary(
  files: readonly ShownFile[],
  { words, isDryRun }: { words: Words; isDryRun: boolean },
): string {
  const items = files.flatMap(({ plan }) => plan.items);
  const kinds: readonly (readonly [string, number])[] = [
    ['new', items.filter(({ change }) => change?.kind === 'invoice').length],
    ['updated', items.filter(({ change }) => change?.kind === 'payment').length],
    ['credit', items.filter(({ change }) => change?.kind === 'credit_note').length],
    ['clients', files.reduce((sum, { plan }) => sum + plan.newClients.length, 0)],
  ];
  const parts = kinds
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => showCount(words, `import.count.${kind}`, { count }));
  if (parts.length === 0) return words.label('import.nothing_new');
  return words.label(isDryRun ? 'import.would' : 'import.done', { counts: parts.join(', ') });
}
