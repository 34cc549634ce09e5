import type { Command } from 'commander';
import type { CommandHost } from '../cli/context.ts';
import { findClient } from './find-client.ts';
import { describe } from './describe.ts';
import { type Next, settle } from './prep-ask.ts';
import { prepDocument } from './prep-document.ts';
import { type Chosen, type Draft, prepOf, proposedDraft, withChosen } from './prep-draft.ts';
import { briefWith, type Prepared, type PrepServices, pageLines, prepare } from './prep-page.ts';

export interface PrepOptions extends Chosen {
  readonly client: string;
  /** Accept what is proposed and record it. */
  readonly yes?: boolean;
  /** A page of text for paper. */
  readonly print?: boolean;
  /** A page of HTML, written to this file. */
  readonly html?: string;
}

const flags = [
  '--yes',
  '--print',
  '--html <file>',
  '--max <goal>',
  '--min <goal>',
  '--opening <text>',
  '--voicemail <plan>',
  '--answer <answer...>',
];

/** `dun prep CLIENT` (product 3). */
export function registerPrep(program: Command, host: CommandHost, run = runPrep): void {
  const command = program.command('prep').argument('<client>', host.words.label('prep.argument.client'));
  describe(command, host, { key: 'prep', flags });
  command.action(async (client: string, options: Omit<PrepOptions, 'client'>) => {
    const context = await host.context();
    for (;;) {
      const next = await run(context, { ...options, client });
      if (next === 'done') return;
      if (next === 'call') {
        const { runCall } = await import('./call.ts');
        return runCall(context, { client });
      }
      // After a rehearsal the page comes back: goal and opening may want another word.
      const { runRehearse } = await import('./rehearse.ts');
      await runRehearse(context, { client });
    }
  });
}

/**
 * Gathers the brief; on a terminal the user settles goal, opening and answers, else what is proposed is taken. Resolves
 * with what the user wants next: the call, a rehearsal, or nothing.
 */
export async function runPrep(context: PrepServices, options: PrepOptions): Promise<Next> {
  const { ledger, prompter, isJson, isEarlier } = context;
  const client = await findClient(context, options.client);
  const prepared = await prepare(context, client);
  const draft = withChosen(proposedDraft(prepared), options, prepared);
  // Of an earlier day there is nothing left to settle.
  const isShownOnly = isEarlier || isJson || options.print === true || options.html !== undefined;
  if (prompter.isInteractive && !isShownOnly && options.yes !== true) return settle(context, prepared, draft);
  const isRecorded = prepared.page.objective !== undefined && (!isShownOnly || isSettled(options));
  if (isRecorded) ledger.preps.add(prepOf(draft, prepared));
  await tell(context, prepared, { draft, isRecorded, options });
  return 'done';
}

/** The page in the form that was asked for: a file, a document, paper, or the screen. */
async function tell(
  context: PrepServices,
  prepared: Prepared,
  { draft, isRecorded, options }: Settled & { readonly options: PrepOptions },
): Promise<void> {
  const { output, words, isJson } = context;
  const { html, print = false } = options;
  if (html !== undefined) {
    const { writePrepPage } = await import('./prep-html.ts');
    await writePrepPage(context, { prepared, draft, path: html });
  }
  if (isJson) return printDocument(context, prepared, { draft, isRecorded });
  if (html === undefined || print)
    for (const line of pageLines(context, { prepared, draft, isPaper: print })) output.line(line);
  const { handle } = prepared.page.standing.client;
  if (isRecorded) output.note(words.label('prep.next', { handle }));
}

// Looking at a prep, as JSON or on paper, records nothing; deciding something does, with or without a terminal.
function isSettled({ yes, max, min, opening, voicemail, answer }: PrepOptions): boolean {
  return yes === true || [max, min, opening, voicemail, answer].some((value) => value !== undefined);
}

interface Settled {
  readonly draft: Draft;
  readonly isRecorded: boolean;
}

function printDocument(context: PrepServices, prepared: Prepared, { draft, isRecorded }: Settled): void {
  const { output, words, today } = context;
  const { language } = prepared.page.standing.client;
  const answers = context.wordsIn(language);
  const script = context.script(language);
  const opening = [...prepared.greeting, ...draft.opening];
  const facts = { words, today, answers, script, opening, isRecorded };
  output.json(prepDocument(briefWith(prepared.page, draft), facts));
}
