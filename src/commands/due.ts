import type { Command } from 'commander';
import type { CommandHost, Context } from '../cli/context.ts';
import { dueList } from '../domain/due-list.ts';
import { DunError } from '../domain/errors.ts';
import { careLine } from '../terminal/care-line.ts';
import { showDue } from '../terminal/show-due.ts';
import { describe } from './describe.ts';
import { dueDocument } from './due-document.ts';
import { type DueOrder, dueOrders, figureText, ordered } from './due-order.ts';
import { outboxCareOf } from './held-messages.ts';

export interface DueOptions {
  readonly why?: string;
  readonly all?: boolean;
  readonly week?: boolean;
  readonly by?: string;
  readonly ics?: string;
}

export type DueServices = Pick<
  Context,
  | 'ledger'
  | 'words'
  | 'output'
  | 'prompter'
  | 'rules'
  | 'today'
  | 'now'
  | 'isJson'
  | 'isEarlier'
  | 'calendarOf'
  | 'calendarFile'
  | 'files'
>;
type Run = (context: DueServices, options: DueOptions) => Promise<void>;

/** `dun due`: whom to chase today. */
export function registerDue(program: Command, host: CommandHost, run: Run = runDue): void {
  const flags = ['--why <client>', '--all', '--week', '--by <order>', '--ics <file>'];
  describe(program.command('due'), host, { key: 'due', flags }).action(async (options: DueOptions) =>
    run(await host.context(), options),
  );
}

/** Shows the list; nothing to do is a good day and no error. */
export async function runDue(context: DueServices, options: DueOptions): Promise<void> {
  if (options.why !== undefined) {
    const { explainDue } = await import('./due-why.ts');
    return explainDue(context, options.why);
  }
  if (options.ics !== undefined) {
    const { writeAgenda } = await import('./due-agenda-file.ts');
    await writeAgenda(context, options.ics);
    // Whoever asks for JSON gets the document as well, as with the page of `dun stats`.
    if (!context.isJson) return;
  }
  if (options.week === true) {
    const { runWeek } = await import('./due-week-plan.ts');
    return runWeek(context, orderOf(options.by));
  }
  const { ledger, output, words, rules, today, isJson } = context;
  const by = orderOf(options.by);
  const all = dueList(ledger.standings.open(), today, rules);
  const list = by === null ? all : ordered(all, { by, today });
  if (isJson) return output.json(dueDocument(list, { today, words }, by));
  const lines = showDue(list, {
    words,
    style: output.style,
    width: output.width,
    today,
    isAll: options.all === true,
    figure: by === null ? null : (row) => figureText(row, { by, today, words }),
  });
  for (const line of lines) output.line(line);
  // Mail that may have left twice, or not at all, is seen every morning until somebody decides (promises 9).
  const care = careLine(outboxCareOf(context), words);
  if (care !== null) output.line(`\n${output.style.warn(care)}`);
}

function orderOf(text: string | undefined): DueOrder | null {
  if (text === undefined) return null;
  const known = dueOrders.find((order) => order === text);
  if (known === undefined) throw new DunError('due.bad_by', 2, { value: text });
  return known;
}
