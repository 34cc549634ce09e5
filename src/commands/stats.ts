import type { Command } from 'commander';
import type { CommandHost, Context } from '../cli/context.ts';
import { DunError } from '../domain/errors.ts';
import { stats } from '../domain/stats/stats.ts';
import { statsReport } from '../script/stats-words.ts';
import { showStats } from '../terminal/show-stats.ts';
import { describe } from './describe.ts';
import { findClient } from './find-client.ts';
import { statsDocument } from './stats-document.ts';
import { statsFacts } from './stats-facts.ts';

export interface StatsOptions {
  readonly client?: string;
  readonly window?: string;
  readonly html?: string;
}

export type StatsServices = Pick<
  Context,
  'ledger' | 'words' | 'output' | 'prompter' | 'rules' | 'today' | 'isJson' | 'files' | 'statsPage'
>;
type Run = (context: StatsServices, options: StatsOptions) => Promise<void>;

/** Days of the DSO, unless told otherwise (practice D11). */
const usualWindow = 90;
const longestWindow = 3650;

/** `dun stats [CLIENT]`: what is owed, what was promised, how the calls go. */
export function registerStats(program: Command, host: CommandHost, run: Run = runStats): void {
  const command = program.command('stats').argument('[client]', host.words.label('stats.argument.client'));
  describe(command, host, { key: 'stats', flags: ['--window <count>', '--html <file>'] });
  command.action(async (client: string | undefined, options: Omit<StatsOptions, 'client'>) =>
    run(await host.context(), client === undefined ? options : { ...options, client }),
  );
}

/** Shows the figures, or writes them as a page; true on `today`, nothing is recorded. */
export async function runStats(context: StatsServices, options: StatsOptions): Promise<void> {
  const { output, words, rules, today, isJson } = context;
  const window = windowOf(options.window);
  const client = options.client === undefined ? null : await findClient(context, options.client);
  const figures = stats(statsFacts(context, client), { today, window, rules, client });
  if (isJson) output.json(statsDocument(figures, words));
  const report = statsReport(figures, words);
  if (options.html !== undefined) {
    const path = context.files.resolve(options.html);
    await context.files.write(path, new TextEncoder().encode(await context.statsPage(report)));
    output.note(words.label('stats.written', { path }));
  } else if (!isJson) {
    const isPlain = context.ledger.settings.all().get('call.plain') === 'yes';
    for (const line of showStats(report, { style: output.style, width: output.width, isPlain }))
      output.line(line);
  }
}

function windowOf(text: string | undefined): number {
  if (text === undefined) return usualWindow;
  const days = /^\d{1,4}$/.test(text.trim()) ? Number(text) : 0;
  if (days < 1 || days > longestWindow)
    throw new DunError('stats.bad_window', 2, { value: text, longest: longestWindow });
  return days;
}
