import type { Command } from 'commander';
import type { CommandHost } from '../cli/context.ts';
import { describe } from './describe.ts';
import { registerMailTest } from './mail-test.ts';

/** `dun mail …`: the way memos leave by and answers come by. */
export function registerMail(program: Command, host: CommandHost): void {
  const mail = describe(program.command('mail'), host, { key: 'mail' });
  registerMailTest(mail, host);
}
