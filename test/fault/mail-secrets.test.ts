import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Certificates, makeCertificates } from '../mail/support/certificates.ts';
import {
  type Fault,
  faults,
  type ProtocolStep,
  startFaultServer,
  type Watch,
} from '../mail/support/fault-server.ts';
import { isTorture } from './children.ts';
import { canary, MailDesk, secretsIn, type Running } from './mail-desk.ts';

/**
 * Promise 25: the whole program with `--debug`, at each server that does not take the memo: no form of the password or
 * of the token in what it prints, in the ledger or in any file beside it. A few of them in every run.
 */
const failing = Object.entries(faults)
  .filter(([, [sure]]) => !sure.includes('sent'))
  .map(([fault]) => fault as Fault);
const few: readonly Fault[] = ['auth-535', 'auth-535-echo', 'auth-454', 'dot-550', 'hang-after-dot'];

/** Where a server that stays silent has been met: the user has enough of it then. */
const silences: Partial<Record<Fault, ProtocolStep>> = {
  'no-greeting': 'connect',
  'tls-from-the-start': 'connect',
  'data-hang': 'DATA',
  'hang-after-dot': 'dot',
  'hang-after-dot-kept': 'dot',
  'half-reply-kept': 'dot',
};

// The command is a setting and stands in the ledger; what it prints does not.
const secretFile = join(mkdtempSync(join(tmpdir(), 'dun-secret-')), 'secret');
const secrets = {
  password: {},
  'password command': { 'mail.password_command': `cat ${secretFile}` },
  token: { 'mail.token_command': `cat ${secretFile}` },
};
type Secret = keyof typeof secrets;
const kinds = Object.keys(secrets) as Secret[];

const cases = (isTorture ? failing : few).flatMap((fault) => kinds.map((secret) => ({ fault, secret })));

let certificates: Certificates;

beforeAll(() => {
  certificates = makeCertificates();
  writeFileSync(secretFile, canary);
});

describe.concurrent(`${cases.length} failures with --debug`, () => {
  it.each(cases)('$fault tells no $secret', async ({ fault, secret }) => {
    const sender: { running?: Running } = {};
    const watch: Watch = (step, moment) => {
      if (moment === 'before' && step === silences[fault])
        setImmediate(() => sender.running?.kill('SIGTERM'));
      return undefined;
    };
    const server = await startFaultServer(fault, certificates, watch);
    try {
      const desk = new MailDesk({
        port: server.port,
        authority: certificates.authority,
        settings: secrets[secret],
      });
      sender.running = desk.send('--debug');
      const { code, text } = await sender.running.ended;
      expect([69, 75, 76, 78, 143]).toContain(code);
      expect(desk.message.state).not.toBe('sent');
      expect(text).toContain('roussel');
      const everything = text + desk.filesText();
      expect(secretsIn(everything)).toEqual([]);
    } finally {
      await server.close();
    }
  });
});
