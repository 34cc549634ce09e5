import type { Context } from '../cli/context.ts';
import type { PlannedItem } from '../domain/import-plan.ts';
import { noteLines } from '../terminal/show-import.ts';
import { showLine } from '../terminal/show-line.ts';
import type { ImportedFile } from './import.ts';
import { jsonMoney } from './json-values.ts';

/** The JSON document of `dun import`, schema `dun.import/1` (product 3). */
export function importDocument(
  imported: readonly ImportedFile[],
  { words, today }: Pick<Context, 'words' | 'today'>,
): object {
  return {
    schema: 'dun.import/1',
    today,
    files: imported.map((one) => ({
      file: one.name,
      format: one.file?.format ?? null,
      invoices: one.plan.items.map((item) => itemOf(item)),
      notes: noteLines(one, words),
      error: one.error === null ? null : showLine(words, one.error.key, one.error.values),
    })),
  };
}

function itemOf({ foreign, client, handle, status, dueOn, owed }: PlannedItem): object {
  const { number, total, iban } = foreign;
  return {
    client,
    handle,
    number,
    due: dueOn,
    amount: jsonMoney(total),
    owed: jsonMoney(owed),
    status,
    iban,
  };
}
