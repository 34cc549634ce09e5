import type { Command } from 'commander';
import type { CommandHost } from '../cli/context.ts';
import { describe } from './describe.ts';
import { registerMailCheck } from './mail-check.ts';
import { registerMailPassword } from './mail-password.ts';
import { registerMailSetup } from './mail-setup.ts';
import { registerMailTest } from './mail-test.ts';

/** `dun mail …`: the way memos leave by and answers come by. */
export function registerMail(program: Command, host: CommandHost): void {
  const mail = describe(program.command('mail'), host, { key: 'mail' });
  registerMailSetup(mail, host);
  registerMailPassword(mail, host);
  registerMailTest(mail, host);
  registerMailCheck(mail, host);
}
