import type { Command } from 'commander';
import type { CommandHost } from '../cli/context.ts';
import { DunError } from '../domain/errors.ts';
import { describe } from './describe.ts';
import { mailFlags, type MailTexts, readMailFlags, saveMail } from './mail-fields.ts';
import { askMail, type MailQuestions, tellWay } from './mail-questions.ts';

type Run = (context: MailQuestions, texts: MailTexts) => Promise<void>;

/** `dun mail setup`: asks on a terminal; with flags it writes these and asks nothing. */
export function registerMailSetup(group: Command, host: CommandHost, run: Run = runMailSetup): void {
  const flags = mailFlags('');
  describe(group.command('setup'), host, { key: 'mail.setup', flags }).action(async (typed: object) =>
    run(await host.context(), readMailFlags(typed, '')),
  );
}

async function runMailSetup(context: MailQuestions, texts: MailTexts): Promise<void> {
  if (texts.size === 0) {
    if (!context.prompter.isInteractive) throw new DunError('mail.setup.missing', 2);
    return askMail(context);
  }
  context.ledger.transaction(() => saveMail(context, texts));
  await tellWay(context);
  context.output.note(context.words.label('mail.setup.next'));
}
