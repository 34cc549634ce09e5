import type { Command } from 'commander';
import type { CallRow, CommandHost, Context } from '../cli/context.ts';
import { DunError } from '../domain/errors.ts';
import { readJournal, readSetup } from '../domain/call/journal.ts';
import type { Client } from '../domain/client.ts';
import { warningText } from '../script/brief-words.ts';
import { holdCall, resumeCall } from './call-hold.ts';
import { settleBeforeDialling } from './call-settle.ts';
import { type Prepared, prepareCall } from './call-start.ts';
import { describe } from './describe.ts';
import { findClient } from './find-client.ts';
import { nextClient } from './next-client.ts';

export interface CallOptions {
  readonly client?: string;
  readonly resume?: boolean;
  readonly plain?: boolean;
}

/** `dun call [client]` (product 3). */
export function registerCall(program: Command, host: CommandHost, run = runCall): void {
  const command = program.command('call').argument('[client]', host.words.label('call.argument.client'));
  describe(command, host, { key: 'call', flags: ['--resume', '--plain'] });
  command.action(async (client: string | undefined, options: Omit<CallOptions, 'client'>) => {
    await run(await host.context(), { ...options, ...(client === undefined ? {} : { client }) });
  });
}

/** Holds a call from the first ring to the memo. Refuses without a terminal: somebody is on the line. */
export async function runCall(context: Context, options: CallOptions): Promise<void> {
  if (!context.prompter.isInteractive) throw new DunError('call.no_terminal', 2);
  const isPlain = options.plain === true || context.ledger.settings.all().get('call.plain') === 'yes';
  const broken = await brokenOff(context, options);
  if (broken !== undefined) return resumeCall(context, broken, { isPlain });
  if (options.resume === true) throw new DunError('call.nothing_to_resume', 1);
  const client =
    options.client === undefined ? nextClient(context) : await findClient(context, options.client);
  if (client === undefined) throw new DunError('call.nobody', 1);
  const prepared = await prepareCall(context, client);
  if (!(await isHeeded(context, prepared))) return context.output.note(context.words.label('call.left'));
  return dial(context, { client, prepared, isPlain });
}

/** Each warning that stops is confirmed by itself (practice D10). */
async function isHeeded({ output, prompter, words }: Context, { brief }: Prepared): Promise<boolean> {
  for (const warning of brief.warnings.filter(({ level }) => level === 'stop')) {
    output.note(`! ${warningText(warning, words)}`);
    if (!(await prompter.confirm({ message: words.label('call.stop.confirm'), initial: false })))
      return false;
  }
  return true;
}

interface Dialling {
  readonly client: Client;
  readonly prepared: Prepared;
  readonly isPlain: boolean;
}

/** The call itself. Goal, opening and voicemail plan may be changed, and the call rehearsed, until it is dialled. */
async function dial(context: Context, { client, prepared, isPlain }: Dialling): Promise<void> {
  const ending = await holdCall(context, prepared, { isPlain });
  if (ending === 'over') return;
  if (ending === 'quit') return context.output.note(context.words.label('call.left'));
  if (ending === 'rehearse') {
    const { runRehearse } = await import('./rehearse.ts');
    await runRehearse(context, { client: client.handle, plain: isPlain });
  } else await settleBeforeDialling(context, client, ending);
  return dial(context, { client, prepared: await prepareCall(context, client), isPlain });
}

/** The call to go on with: asked for, or the only sensible thing when no client is named (practice C7). */
async function brokenOff(context: Context, options: CallOptions): Promise<CallRow | undefined> {
  const [latest, ...others] = context.ledger.calls.interrupted().filter((call) => isReadable(context, call));
  if (latest === undefined) return undefined;
  if (options.client === undefined) return latest;
  const client = await findClient(context, options.client);
  return [latest, ...others].find((call) => call.clientId === client.id);
}

/** A damaged journal is told and passed over: it must not stand in the way of every other call. */
function isReadable({ ledger, output, words }: Context, { id, setup }: CallRow): boolean {
  try {
    readSetup(setup);
    readJournal(ledger.calls.events(id));
    return true;
  } catch (error) {
    if (!(error instanceof DunError)) throw error;
    output.note(words.label(error.key, error.values));
    output.note(`→ ${words.label(`${error.key}.hint`)}`);
    return false;
  }
}
