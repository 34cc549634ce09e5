import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPassword, splitCommand } from '../../src/mail/password.ts';
import { mailSettings } from '../../src/mail/settings.ts';

const smtp = { 'mail.transport': 'smtp', 'mail.host': 'smtp.atelier.example' };

function read(settings: Record<string, string>) {
  return mailSettings(new Map(Object.entries(settings)));
}

describe('mailSettings', () => {
  it('without any: drafts', () => {
    expect(read({})).toEqual({ transport: 'draft', from: null, smtp: null, sendmailPath: 'sendmail' });
  });

  it.each([
    [{}, 'tls', 465],
    [{ 'mail.port': '587' }, 'starttls', 587],
    [{ 'mail.port': '2525' }, 'tls', 2525],
    [{ 'mail.security': 'starttls' }, 'starttls', 587],
    [{ 'mail.security': 'tls', 'mail.port': '587' }, 'tls', 587],
    [{ 'mail.security': ' tls ', 'mail.port': ' 465 ' }, 'tls', 465],
  ])('%o: %s on %i', (settings, security, port) => {
    expect(read({ ...smtp, ...settings }).smtp).toMatchObject({
      host: 'smtp.atelier.example',
      security,
      port,
    });
  });

  it.each([
    [{ 'mail.transport': 'pigeon' }, 'mail.transport'],
    [{ 'mail.from': 'Nadia <n@a.example>' }, 'mail.from'],
    [{ ...smtp, 'mail.port': '0' }, 'mail.port'],
    [{ ...smtp, 'mail.port': '65536' }, 'mail.port'],
    [{ ...smtp, 'mail.port': '46.5' }, 'mail.port'],
    [{ ...smtp, 'mail.security': 'none' }, 'mail.security'],
    [{ ...smtp, 'mail.host': 'smtp atelier' }, 'mail.host'],
  ])('%o names %s', (settings, name) => {
    expect(() => read(settings)).toThrow(
      expect.objectContaining({ exitCode: 78, values: expect.objectContaining({ name }) }),
    );
  });

  it('smtp needs a host', () => {
    expect(() => read({ 'mail.transport': 'smtp' })).toThrow(
      expect.objectContaining({ key: 'mail.no_host', exitCode: 78 }),
    );
  });
});

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

describe('readPassword', () => {
  it.each([
    ['the first line', `printf 'one\\ntwo\\n'`, 'one'],
    ['a line end of Windows', `printf 'one\\r\\n'`, 'one'],
    ['spaces as they are', `printf ' a b '`, ' a b '],
    ['a closed standard input', 'cat; echo ok', 'ok'],
  ])('takes %s', async (_, script, password) => {
    expect(await readPassword({ command: program(script), variable: 'other' })).toBe(password);
  });

  it('runs no shell', async () => {
    expect(await readPassword({ command: 'echo $HOME;', variable: undefined })).toBe('$HOME;');
  });

  it('takes the variable when there is no command', async () => {
    expect(await readPassword({ command: null, variable: 'p' })).toBe('p');
  });

  it.each([
    ['none', { command: null, variable: undefined }, 'mail.no_password'],
    ['an empty variable', { command: null, variable: '' }, 'mail.no_password'],
    [
      'a program that fails',
      { command: program('echo canary; exit 3'), variable: undefined },
      'mail.password_command',
    ],
    [
      'a program that says nothing',
      { command: program('exit 0'), variable: undefined },
      'mail.password_command',
    ],
    ['no program', { command: '/nowhere/pw', variable: undefined }, 'mail.password_command'],
    ['an open quote', { command: '"pw', variable: undefined }, 'mail.password_command'],
  ])('refuses %s, without a word of what was printed', async (_, source, key) => {
    const failure = readPassword(source);
    await expect(failure).rejects.toMatchObject({ key, exitCode: 78 });
    await expect(failure).rejects.not.toMatchObject({ message: expect.stringContaining('canary') });
  });
});
