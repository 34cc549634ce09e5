import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { credentialsFor, type SecretSource } from '../../src/mail/credentials.ts';
import { splitCommand } from '../../src/mail/program.ts';

const nothing: SecretSource = {
  passwordCommand: null,
  tokenCommand: null,
  variable: undefined,
  account: 'nadia',
  keyring: null,
};

function credentials(source: Partial<SecretSource>) {
  return credentialsFor('nadia', { ...nothing, ...source });
}

describe('splitCommand', () => {
  it.each([
    ['pass show mail/smtp', ['pass', 'show', 'mail/smtp']],
    ['  a   b ', ['a', 'b']],
    [`"/opt/my tools/pw" 'two words' x"y z"`, ['/opt/my tools/pw', 'two words', 'xy z']],
    ['a "" b', ['a', '', 'b']],
    ['echo $HOME; rm -rf ~', ['echo', '$HOME;', 'rm', '-rf', '~']],
    ['a "b', undefined],
    ["it's", undefined],
    ['', undefined],
    ['   ', undefined],
  ])('%j', (text, words) => {
    expect(splitCommand(text)).toEqual(words);
  });
});

function program(script: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'dun pw-')), 'pw');
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return `"${path}"`;
}

describe('the password', () => {
  it.each([
    ['the first line', `printf 'one\\ntwo\\n'`, 'one'],
    ['a line end of Windows', `printf 'one\\r\\n'`, 'one'],
    ['spaces as they are', `printf ' a b '`, ' a b '],
    ['a closed standard input', 'cat; echo ok', 'ok'],
  ])('is %s that the command prints', async (_, script, pass) => {
    const source = { passwordCommand: program(script), variable: 'other' };
    expect(await credentials(source)).toEqual({ user: 'nadia', pass });
  });

  it('is asked for without a shell', async () => {
    expect(await credentials({ passwordCommand: 'echo $HOME;' })).toMatchObject({ pass: '$HOME;' });
  });

  it('is the variable when there is no command, and the keyring comes last', async () => {
    const asked: string[] = [];
    const keyring = {
      read: async (user: string) => (asked.push(user), 'kept'),
      keep: async () => undefined,
      isThere: async () => true,
    };
    expect(await credentials({ variable: 'p', keyring })).toEqual({ user: 'nadia', pass: 'p' });
    expect(asked).toEqual([]);
    expect(await credentials({ keyring, account: 'nadia@atelier.example' })).toEqual({
      user: 'nadia',
      pass: 'kept',
    });
    expect(asked).toEqual(['nadia@atelier.example']);
  });

  it.each<[string, Partial<SecretSource>, string]>([
    ['none', {}, 'mail.no_password'],
    ['an empty variable', { variable: '' }, 'mail.no_password'],
    ['a program that fails', { passwordCommand: program('echo canary; exit 3') }, 'mail.password_command'],
    ['a program that says nothing', { passwordCommand: program('exit 0') }, 'mail.password_command'],
    ['no program', { passwordCommand: '/nowhere/pw' }, 'mail.password_command'],
    ['an open quote', { passwordCommand: '"pw' }, 'mail.password_command'],
    [
      'a token program that fails',
      { tokenCommand: program('echo canary >&2; exit 1') },
      'mail.token_command',
    ],
    ['a token program that says nothing', { tokenCommand: program('echo') }, 'mail.token_command'],
  ])('is refused as %s, without a word of what was printed', async (_, source, key) => {
    const failure = credentials(source);
    await expect(failure).rejects.toMatchObject({ key, exitCode: 78 });
    await expect(failure).rejects.not.toMatchObject({ message: expect.stringContaining('canary') });
  });

  it('gives way to a token', async () => {
    const source = { tokenCommand: program('echo ya29.token'), passwordCommand: 'echo p', variable: 'p' };
    expect(await credentials(source)).toEqual({ user: 'nadia', accessToken: 'ya29.token' });
  });
});
