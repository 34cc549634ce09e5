import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Message } from '../../src/domain/outbox.ts';
import { createWhole, draftTransport } from '../../src/mail/transports/draft.ts';
import { sendmailTransport } from '../../src/mail/transports/sendmail.ts';
import { aMessage } from './support/message.ts';

const silent = { bodyStarts: () => undefined };
const newFolder = (): string => mkdtempSync(join(tmpdir(), 'dun-mail-'));

function draftsIn(folder: string) {
  return draftTransport({ folder, nameOf: ({ id }) => `2026-06-02-roussel-promise-confirmation-${id}` });
}

describe('a draft', () => {
  const name = '2026-06-02-roussel-promise-confirmation-1.eml';

  it.each([0o000, 0o022, 0o077])('is private under umask %i and holds the stored bytes', async (umask) => {
    const folder = join(newFolder(), 'outbox');
    const before = process.umask(umask);
    try {
      const message = aMessage();
      expect(await draftsIn(folder).hand(message, silent)).toEqual({
        kind: 'written',
        path: join(folder, name),
      });
      const bytes = readFileSync(join(folder, name));
      const mark = 'X-Unsent: 1\r\n';
      expect(bytes.subarray(0, mark.length).toString()).toBe(mark);
      expect(bytes.subarray(mark.length).equals(message.raw)).toBe(true);
      expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
      expect(statSync(folder).mode & 0o777).toBe(0o700);
      expect(readdirSync(folder)).toEqual([name]);
    } finally {
      process.umask(before);
    }
  });

  it('written twice is one file', async () => {
    const folder = newFolder();
    await draftsIn(folder).hand(aMessage(), silent);
    const again = await draftsIn(folder).hand(aMessage(), silent);
    expect(again).toEqual({ kind: 'written', path: join(folder, name) });
    expect(readdirSync(folder)).toEqual([name]);
  });

  it('never takes the place of other content', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, name), 'edited by the user');
    const handed = await draftsIn(folder).hand(aMessage(), silent);
    expect(handed).toMatchObject({ kind: 'written', path: expect.stringMatching(/-1-2\.eml$/) });
    expect(readFileSync(join(folder, name), 'utf8')).toBe('edited by the user');
  });

  it('that cannot be written names the folder', async () => {
    const file = join(newFolder(), 'file');
    writeFileSync(file, '');
    const handed = await draftsIn(join(file, 'outbox')).hand(aMessage(), silent);
    expect(handed).toMatchObject({ kind: 'set_up', key: 'mail.draft_failed', values: { reason: 'ENOTDIR' } });
  });
});

describe('createWhole', () => {
  it('leaves a taken name and no torso', async () => {
    const folder = newFolder();
    const path = join(folder, 'a');
    expect(await createWhole(path, Buffer.from('1'))).toBe(true);
    expect(await createWhole(path, Buffer.from('2'))).toBe(false);
    expect(readFileSync(path, 'utf8')).toBe('1');
    expect(readdirSync(folder)).toEqual(['a']);
  });
});

/** A sendmail in its place: writes what it is given beside itself, then ends as told. */
function aSendmail(end: string): { path: string; said: () => string; args: () => string[] } {
  const folder = newFolder();
  const path = join(folder, 'sendmail');
  const script = `#!/bin/sh\nfor a in "$@"; do printf '%s\\n' "$a"; done > '${folder}/args'\n${end}\n`;
  writeFileSync(path, script.replaceAll('$DIR', folder));
  chmodSync(path, 0o755);
  return {
    path,
    said: () => readFileSync(join(folder, 'said'), 'latin1'),
    args: () => readFileSync(join(folder, 'args'), 'utf8').trim().split('\n'),
  };
}

async function hand(path: string, message: Message = aMessage()) {
  const steps: string[] = [];
  const handed = await sendmailTransport(path).hand(message, { bodyStarts: () => void steps.push('body') });
  return { handed, steps };
}

describe('sendmail', () => {
  it('gets sender, addresses and the message with plain line ends', async () => {
    const fake = aSendmail('cat > "$DIR/said"');
    const { handed, steps } = await hand(fake.path, aMessage({ to: ['a@x.example', 'b@x.example'] }));
    expect(handed).toEqual({ kind: 'accepted', receipt: `${fake.path}: 0` });
    expect(fake.args()).toEqual(['-i', '-f', 'nadia@atelier.example', 'a@x.example', 'b@x.example']);
    expect(fake.said()).toBe(Buffer.from(aMessage().raw).toString('latin1').replaceAll('\r\n', '\n'));
    expect(steps).toEqual(['body']);
  });

  it.each([
    ['cat >/dev/null; exit 75', 'deferred'],
    ['cat >/dev/null; exit 71', 'deferred'],
    ['cat >/dev/null; echo "no such user" >&2; exit 67', 'refused'],
    ['cat >/dev/null; exit 65', 'refused'],
    ['cat >/dev/null; exit 68', 'refused'],
    ['cat >/dev/null; exit 69', 'set_up'],
    ['exit 64', 'set_up'],
    ['exit 66', 'set_up'],
    ['exit 72', 'set_up'],
    ['exit 73', 'set_up'],
    ['exit 78', 'set_up'],
    ['exit 77', 'set_up'],
    ['exit 126', 'set_up'],
    ['exec not-there-at-all', 'set_up'],
    ['cat >/dev/null; exit 1', 'lost'],
    ['cat >/dev/null; exit 70', 'lost'],
    ['cat >/dev/null; exit 74', 'lost'],
    ['cat >/dev/null; exit 76', 'lost'],
    ['cat >/dev/null; kill -9 $$', 'lost'],
    ['cat >/dev/null; kill -15 $$', 'lost'],
    ['head -c 3 >/dev/null; kill -9 $$', 'lost'],
  ])('%j: %s', async (end, kind) => {
    expect((await hand(aSendmail(end).path)).handed.kind).toBe(kind);
  });

  /** As msmtp 1.8 says it: one exit code for "later" and "never". */
  it.each([
    [65, 'recipient address b@x.example not accepted by the server', '550 5.1.1 no such user', 'refused'],
    [69, 'recipient address b@x.example not accepted by the server', '450 4.2.0 greylisted', 'deferred'],
    [69, 'the server did not accept the mail', '550 5.7.1 content refused', 'refused'],
    [69, 'the server did not accept the mail', '451 4.3.0 later', 'deferred'],
    [
      65,
      'envelope from address n@a.example not accepted by the server',
      '503 5.5.1 bad sequence',
      'deferred',
    ],
    [69, 'the server does not support authentication', null, 'set_up'],
    [69, 'TLS certificate verification failed: The certificate is NOT trusted.', null, 'set_up'],
    [77, 'authentication failed (method PLAIN)', '535 5.7.8 bad credentials', 'set_up'],
    [77, 'authentication failed (method PLAIN)', '454 4.7.0 temporary', 'deferred'],
    [76, 'cannot get initial OK message from server', '421 4.3.2 busy', 'deferred'],
    [76, 'cannot get initial OK message from server', '554 5.7.1 go away', 'set_up'],
    [76, 'the server sent an invalid reply', null, 'lost'],
    [65, 'the server does not accept mail data', '250 ok', 'lost'],
    [74, 'cannot read from TLS connection: The TLS connection was non-properly terminated.', null, 'lost'],
    [75, 'cannot connect to 127.0.0.1, port 587: Connection refused', null, 'deferred'],
    [68, 'cannot locate host smtp.atelier.example: Name or service not known', null, 'deferred'],
  ])('of msmtp, %i "%s" (%s): %s', async (...[code, words, reply, kind]) => {
    const lines = [`msmtp: ${words}`, ...(reply === null ? [] : [`msmtp: server message: ${reply}`])];
    const say = lines.map((line) => `echo '${line}' >&2`).join('; ');
    const end = `${say}; echo 'msmtp: could not send mail' >&2; exit ${code}`;
    expect((await hand(aSendmail(`cat >/dev/null; ${end}`).path)).handed.kind).toBe(kind);
  });

  it('keeps no word of a server that refuses a login: it may repeat the password', async () => {
    const lines = [
      'authentication failed (method PLAIN)',
      'server message: 535 no: canary',
      'could not send mail',
    ];
    const say = lines.map((line) => `echo 'msmtp: ${line}' >&2`).join('; ');
    const { handed } = await hand(aSendmail(`cat >/dev/null; ${say}; exit 77`).path);
    expect(handed).toMatchObject({
      error: expect.stringMatching(
        / 77 · msmtp: authentication failed \(method PLAIN\) msmtp: could not send mail$/,
      ),
    });
  });

  it('that says yes without having read all leaves a doubt', async () => {
    const raw = Buffer.from(`From: a\r\n\r\n${'x'.repeat(2_000_000)}`);
    expect((await hand(aSendmail('exit 0').path, aMessage({ raw }))).handed.kind).toBe('lost');
    expect((await hand(aSendmail('cat >/dev/null').path, aMessage({ raw }))).handed.kind).toBe('accepted');
  });

  it('keeps what the program said', async () => {
    const { handed } = await hand(aSendmail('cat >/dev/null; echo "user  unknown" >&2; exit 67').path);
    expect(handed).toMatchObject({ error: expect.stringMatching(/sendmail: 67 · user unknown$/) });
  });

  it('that is not there is a wrong setting', async () => {
    const { handed, steps } = await hand('/nowhere/sendmail');
    expect(handed).toMatchObject({ kind: 'set_up', key: 'mail.sendmail_failed' });
    expect(steps).toEqual([]);
  });

  it('is never given an address as an option', async () => {
    const fake = aSendmail('cat > "$DIR/said"');
    const { handed } = await hand(fake.path, aMessage({ to: ['-oQ/tmp@x.example'] }));
    expect(handed.kind).toBe('refused');
    expect(existsSync(join(fake.path, '..', 'args'))).toBe(false);
  });

  it('stopped by Ctrl-C leaves a doubt', async () => {
    const controller = new AbortController();
    const fake = aSendmail('exec sleep 5');
    const bodyStarts = (): void => void setImmediate(() => controller.abort());
    const handed = await sendmailTransport(fake.path).hand(aMessage(), {
      bodyStarts,
      signal: controller.signal,
    });
    expect(handed.kind).toBe('lost');
  });
});
