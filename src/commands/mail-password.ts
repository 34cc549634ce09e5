import type { Command } from 'commander';
import type { CommandHost, Context } from '../cli/context.ts';
import { DunError } from '../domain/errors.ts';
import { tidyPassword } from '../domain/mail-provider.ts';
import { showLine } from '../terminal/show-line.ts';
import { describe } from './describe.ts';

type Services = Pick<Context, 'mail' | 'output' | 'prompter' | 'words'>;
type Run = (context: Services) => Promise<void>;

/** `dun mail password`: puts the password into the keyring of the system. It is asked for, never an argument. */
export function registerMailPassword(group: Command, host: CommandHost, run: Run = runMailPassword): void {
  describe(group.command('password'), host, { key: 'mail.password' }).action(async () =>
    run(await host.context()),
  );
}

async function runMailPassword(context: Services): Promise<void> {
  const { mail, output, prompter, words } = context;
  if (!prompter.isInteractive) throw new DunError('mail.password.no_terminal', 2);
  const { account, hasKeyring } = await mail.login();
  if (account === null) throw new DunError('mail.password.whose', 78);
  if (!hasKeyring) throw new DunError('mail.no_keyring_here', 78);
  const isKept = await keepAsked(context);
  output.note(words.label(isKept ? 'mail.setup.next' : 'mail.password.none'));
}

/** Asks for the password of the present login and keeps it in the keyring; `false` for Enter alone. */
export async function keepAsked({ mail, output, prompter, words }: Services): Promise<boolean> {
  const { account, provider } = await mail.login();
  const values = { account: account ?? '' };
  const kind = provider?.secret === 'app_password' ? 'app_password' : 'password';
  const typed = await prompter.secret({ message: showLine(words, `mail.password.ask.${kind}`, values) });
  if (typed === '') return false;
  await mail.keepPassword(provider === null ? typed : tidyPassword(provider, typed));
  output.line(showLine(words, 'mail.password.done', values));
  return true;
}
