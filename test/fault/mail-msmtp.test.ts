import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Certificates, makeCertificates } from '../mail/support/certificates.ts';
import { type Fault, faults, startFaultServer } from '../mail/support/fault-server.ts';
import { isTorture } from './children.ts';
import { canary, MailDesk, secretsIn, untold } from './mail-desk.ts';

const msmtp = ['/usr/bin/msmtp', '/usr/local/bin/msmtp', '/opt/homebrew/bin/msmtp'].find(existsSync);
if (msmtp === undefined) console.warn('skipped: msmtp is not installed: apt-get install msmtp');

/** msmtp waits for ever on these; stopped by Ctrl-C it leaves a doubt (`test/mail/local.test.ts`). */
const endless: readonly Fault[] = ['data-hang', 'hang-after-dot', 'hang-after-dot-kept', 'half-reply-kept'];
const few: readonly Fault[] = [
  'ok', 'cert-wrong-name', 'auth-535-echo', 'rcpt-450', 'rcpt-550', 'drop-mid-body', 'dot-451', 'dot-550',
  'drop-after-dot', 'drop-after-dot-kept', 'garbage-reply-kept',
]; // biome-ignore format: one row of names
const all = (Object.keys(faults) as Fault[]).filter((fault) => !endless.includes(fault));
const rows = isTorture ? all : few;

/** Promise 13 where another program speaks with the server and tells us little more than an exit code; a few in every run. */
describe.skipIf(msmtp === undefined)(`${rows.length} behaviours of a server behind msmtp`, () => {
  let certificates: Certificates;

  beforeAll(() => {
    certificates = makeCertificates();
  });

  it.each(rows)('%s: one copy at most, and said', async (fault) => {
    const server = await startFaultServer(fault, certificates);
    try {
      const sendmail = sendmailTo(server.port);
      const settings = { 'mail.transport': 'sendmail', 'mail.sendmail_path': sendmail };
      const desk = new MailDesk({ port: server.port, authority: certificates.authority, settings });
      const shown = await desk.memo({ send: true });
      await server.quiet();
      const { state, receipt } = desk.message;
      const kept = server.kept.length;
      const possible = kept === 1 ? ['sent', 'uncertain'] : ['queued', 'failed', 'uncertain'];
      expect(possible).toContain(state);
      // msmtp gives no words of the server when all is well.
      const wrongs = untold({ ...desk.message, receipt: receipt && `250 ${receipt}` }, shown.trouble);
      expect(wrongs).toEqual([]);
      expect(secretsIn(shown.all + desk.filesText())).toEqual([]);
    } finally {
      await server.close();
    }
  });

  function sendmailTo(port: number): string {
    const folder = mkdtempSync(join(tmpdir(), 'dun-msmtp-'));
    const lines = [
      ['tls', 'on'],
      ['tls_starttls', 'on'],
      ['tls_trust_file', certificates.authority],
      ['auth', 'plain'],
      ['timeout', '1'],
      ['host', '127.0.0.1'],
      ['port', port],
      ['user', 'nadia@atelier.example'],
      ['passwordeval', `echo '${canary}'`],
    ];
    const settings = join(folder, 'msmtprc');
    writeFileSync(settings, `account default\n${lines.map((line) => line.join(' ')).join('\n')}\n`, {
      mode: 0o600,
    });
    const path = join(folder, 'sendmail');
    writeFileSync(path, `#!/bin/sh\nexec ${msmtp} -C ${settings} "$@"\n`, { mode: 0o755 });
    return path;
  }
});
