import type { Command } from 'commander';
import type { CommandHost, Context } from '../cli/context.ts';
import { DunError } from '../domain/errors.ts';
import type { MailFault } from '../domain/mail-trial.ts';
import { showTrial } from '../terminal/show-mail.ts';
import { describe } from './describe.ts';
import { trialDocument } from './mail-document.ts';

type Services = Pick<Context, 'mail' | 'output' | 'words' | 'today' | 'isJson'>;
type Run = (context: Services) => Promise<void>;

/** `dun mail test`: tries the settings without sending anything, and says in words what is wrong. */
export function registerMailTest(group: Command, host: CommandHost, run: Run = runMailTest): void {
  describe(group.command('test'), host, { key: 'mail.test' }).action(async () => run(await host.context()));
}

/** Shows every trial; DunError with the code of the first that failed. */
async function runMailTest(context: Services): Promise<void> {
  const fault = await showTrials(context);
  if (fault !== null) throw new DunError('mail.test.failed', fault.exitCode);
}

/** Tries what is set, shows how it went, and gives the first thing that is wrong. */
export async function showTrials({
  mail,
  output,
  words,
  today,
  isJson,
}: Services): Promise<MailFault | null> {
  // A server that says nothing is waited for: silence of our own would look like one that hangs.
  if (!isJson && (await mail.login()).transport === 'smtp') output.note(words.label('mail.test.trying'));
  const trials = await mail.test();
  if (isJson) output.json(trialDocument(today, trials, words));
  else for (const line of trials.flatMap((trial) => showTrial(trial, { words, output }))) output.line(line);
  return trials.find(({ fault }) => fault !== null)?.fault ?? null;
}
