import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import type { CommandHost, Context } from '../../src/cli/context.ts';
import { registerClient } from '../../src/commands/client.ts';
import { registerConfig } from '../../src/commands/config.ts';
import { registerContact } from '../../src/commands/contact.ts';
import { registerDispute } from '../../src/commands/dispute.ts';
import { registerDone } from '../../src/commands/done.ts';
import { registerInit } from '../../src/commands/init.ts';
import { registerInvoice } from '../../src/commands/invoice.ts';
import { registerLog } from '../../src/commands/log.ts';
import { registerPay } from '../../src/commands/pay.ts';
import { registerPromise } from '../../src/commands/promise.ts';
import { registerUndo } from '../../src/commands/undo.ts';
import { loadWords } from '../../src/script/words.ts';

const folders = { builtIn: new URL('../../templates', import.meta.url).pathname, user: null };

function host(language: 'fr' | 'en' = 'en'): CommandHost {
  const context = async (): Promise<Context> => ({}) as Context;
  return { words: loadWords(language, folders), context };
}

/** A program of all these commands; what a runner would get lands in `caught`. */
function program(language: 'fr' | 'en' = 'en') {
  const caught: unknown[] = [];
  const run = async (_: unknown, options: unknown): Promise<void> => void caught.push(options);
  const root = new Command('dun').exitOverride().option('--lang <code>').option('--json');
  root.configureOutput({ writeOut: () => undefined, outputError: () => undefined });
  for (const register of [registerClient, registerContact, registerInvoice, registerPay, registerPromise])
    register(root, host(language), run);
  for (const register of [registerDispute, registerDone, registerUndo]) register(root, host(language), run);
  for (const register of [registerConfig, registerInit, registerLog]) register(root, host(language), run);
  for (const command of walk(root)) command.copyInheritedSettings(root);
  return { root, caught };
}

function walk(command: Command): Command[] {
  return command.commands.flatMap((child) => [child, ...walk(child)]);
}

describe('argv becomes options', () => {
  it.each([
    [
      'client add Roussel --lang fr --kind public',
      { action: 'add', name: 'Roussel', lang: 'fr', kind: 'public' },
    ],
    ['--lang en client add Roussel', { action: 'add', name: 'Roussel', lang: 'en' }],
    ['client', { action: 'list' }],
    ['client list --json', { action: 'list' }],
    ['client show roussel', { action: 'show', client: 'roussel' }],
    [
      'client edit roussel --name X --handle x',
      { action: 'edit', client: 'roussel', name: 'X', handle: 'x' },
    ],
    [
      'contact add roussel Anne --can-release yes --verified',
      { action: 'add', client: 'roussel', person: 'Anne', canRelease: 'yes', verified: true },
    ],
    [
      'contact edit roussel anne --name Anna',
      { action: 'edit', client: 'roussel', person: 'anne', name: 'Anna' },
    ],
    [
      'invoice add roussel --number 1 --amount 2 --due friday --file f.pdf',
      { action: 'add', client: 'roussel', number: '1', amount: '2', due: 'friday', file: 'f.pdf' },
    ],
    ['invoice list', { action: 'list' }],
    ['invoice list roussel --open', { action: 'list', client: 'roussel', open: true }],
    ['invoice show 44', { action: 'show', number: '44' }],
    [
      'invoice credit roussel --number A --amount 5 --invoice 44',
      { action: 'credit', client: 'roussel', number: 'A', amount: '5', invoice: '44' },
    ],
    ['invoice write-off 44 --amount 5', { action: 'write-off', number: '44', amount: '5' }],
    [
      'pay roussel 840 --on friday --overpaid',
      { action: 'add', client: 'roussel', amount: '840', on: 'friday', overpaid: true },
    ],
    ['pay', { action: 'add' }],
    ['pay list', { action: 'list' }],
    ['pay list roussel', { action: 'list', client: 'roussel' }],
    ['pay undo 3 --reason x', { action: 'undo', id: '3', reason: 'x' }],
    ['promise', { action: 'list' }],
    ['promise list roussel --all', { action: 'list', client: 'roussel', all: true }],
    [
      'promise add roussel --amount half --on friday --means arrives',
      { action: 'add', client: 'roussel', amount: 'half', on: 'friday', means: 'arrives' },
    ],
    ['promise move 3 --on monday', { action: 'move', promise: '3', on: 'monday' }],
    ['promise withdraw 3 --reason x', { action: 'withdraw', promise: '3', reason: 'x' }],
    ['dispute', { action: 'list' }],
    ['dispute list roussel --all', { action: 'list', client: 'roussel', all: true }],
    [
      'dispute open roussel --amount 200 --words x --resolve-on friday --pay-on monday',
      { action: 'open', client: 'roussel', amount: '200', words: 'x', resolveOn: 'friday', payOn: 'monday' },
    ],
    [
      'dispute open roussel --invoice 44 --type technical --owner client --ground no',
      { action: 'open', client: 'roussel', invoice: '44', type: 'technical', owner: 'client', ground: 'no' },
    ],
    [
      'dispute resolve roussel --how x --on friday --invoice 44',
      { action: 'resolve', client: 'roussel', how: 'x', on: 'friday', invoice: '44' },
    ],
    ['done', {}],
    ['done roussel', { client: 'roussel' }],
    ['done roussel purchase order --on friday', { client: 'roussel', text: 'purchase order', on: 'friday' }],
    ['done --all', { all: true }],
    ['undo', {}],
    ['undo --list', { list: true }],
    ['undo --redo --yes', { redo: true, yes: true }],
    ['config', { action: 'list' }],
    ['config get a', { action: 'get', key: 'a' }],
    ['config set a b', { action: 'set', key: 'a', value: 'b' }],
    ['config unset a', { action: 'unset', key: 'a' }],
    ['init', {}],
    [
      'init --first N --legal-id 1 --mail-password-command x --lang fr',
      { first: 'N', legalId: '1', mailPasswordCommand: 'x', lang: 'fr' },
    ],
    [
      'log roussel --outcome plan --count 3 --every week --first friday',
      { client: 'roussel', outcome: 'plan', count: '3', every: 'week', first: 'friday' },
    ],
    [
      'log roussel --outcome angry --hardship --at 10:15',
      { client: 'roussel', outcome: 'angry', hardship: true, at: '10:15' },
    ],
  ])('%s', async (argv, options) => {
    const { root, caught } = program();
    await root.parseAsync(argv.split(' '), { from: 'user' });
    expect(caught).toEqual([options]);
  });

  it.each([
    ['client add'],
    ['pay a b c'],
    ['promise move'],
    ['config set a'],
    ['log'],
    ['dispute open'],
    ['dispute resolve'],
    ['undo 3'],
    ['invoice show'],
    ['client show x --nothing'],
  ])('refuses %s', async (argv) => {
    const { root, caught } = program();
    await expect(root.parseAsync(argv.split(' '), { from: 'user' })).rejects.toThrow(/./);
    expect(caught).toEqual([]);
  });
});

describe.each(['fr', 'en'] as const)('help in %s', (language) => {
  const { root } = program(language);
  it.each(walk(root).map((command) => [nameOf(command), command] as const))(
    '%s has a summary and two examples',
    (_, command) => {
      expect(command.description()).not.toBe('');
      const help: string[] = [];
      command.configureOutput({ writeOut: (text) => void help.push(text) });
      command.outputHelp();
      const examples = help
        .join('')
        .split('\n')
        .filter((line) => /^ {2}dun /.test(line));
      expect(examples.length).toBeGreaterThanOrEqual(2);
      expect(examples.every((line) => line.startsWith(`  dun ${nameOf(command).split(' ')[0]}`))).toBe(true);
    },
  );
});

function nameOf(command: Command): string {
  const parent = command.parent?.name();
  return parent === undefined || parent === 'dun' ? command.name() : `${parent} ${command.name()}`;
}
