import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import tls from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { trustIn } from '../../src/mail/authority.ts';
import { tryImap } from '../../src/mail/imap.ts';
import { trySmtp } from '../../src/mail/transports/smtp.ts';
import { type Certificates, makeCertificates } from './support/certificates.ts';
import { startFaultServer } from './support/fault-server.ts';
import { startImapServer } from './support/imap-server.ts';

const builtIn = tls.getCACertificates('default');
const folder = mkdtempSync(join(tmpdir(), 'dun-trust-'));
const patience = { connect: 1000, greeting: 1000, envelope: 3000, reply: 2000 };
const credentials = async (user: string) => ({ user, pass: 'x' });
/** The authority that signed the servers, and another one. */
let known: Certificates;
let other: Certificates;

beforeAll(() => {
  known = makeCertificates();
  other = makeCertificates();
});

afterEach(() => tls.setDefaultCACertificates(builtIn));
afterAll(() => tls.setDefaultCACertificates(builtIn));

/** How both servers, signed by `known`, are met by somebody who names this file. */
async function met(caFile: string | null): Promise<(string | undefined)[]> {
  const smtp = await startFaultServer('ok', known);
  const imap = await startImapServer('ok', { certificates: known, security: 'tls' });
  const at = { host: '127.0.0.1', user: 'nadia', caFile };
  const sending = { ...at, port: smtp.port, security: 'starttls' } as const;
  const folders = { folder: 'INBOX', sentFolder: null, usualSentFolder: null };
  const reading = { ...at, ...folders, port: Number(imap.port), security: 'tls' } as const;
  try {
    const faults = [
      await trySmtp({ settings: sending, credentials, patience }, { provider: null, from: null }),
      await tryImap({ settings: reading, credentials, patience }, null),
    ];
    return faults.map((fault) => fault?.key);
  } finally {
    await smtp.close();
    await imap.close();
  }
}

const unknown = ['mail.fault.unknown_authority', 'mail.fault.unknown_authority'];
const well = [undefined, undefined];

describe('mail.ca_file', () => {
  it('adds an authority to those that are known anyway', async () => {
    tls.setDefaultCACertificates([readFileSync(known.authority, 'utf8')]);
    expect(await met(null)).toEqual(well);
    expect(await met(other.authority)).toEqual(well);
  });

  it('and takes in nobody else', async () => {
    expect(await met(known.authority)).toEqual(well);
    expect(await met(other.authority)).toEqual(unknown);
    expect(await met(null)).toEqual(unknown);
  });

  it('keeps every built-in authority, those of a public provider among them', async () => {
    const { ca = [] } = await trustIn(known.authority);
    const marks = (roots: readonly string[]): string[] =>
      roots.map((root) => new X509Certificate(root).fingerprint256);
    const kept = new Set(marks(ca));
    expect(marks(tls.rootCertificates).filter((mark) => !kept.has(mark))).toEqual([]);
    expect(marks(ca).at(-1)).toBe(marks([readFileSync(known.authority, 'utf8')])[0]);
    expect(await trustIn(null)).toEqual({});
  });

  it('may hold several certificates with words around them, or one in binary form', async () => {
    const both = join(folder, 'both.pem');
    const [first, second] = [known, other].map(({ authority }) => readFileSync(authority, 'utf8'));
    writeFileSync(both, `# of the company\n${first}\n# of the branch\n${second}`);
    expect(await met(both)).toEqual(well);
    const binary = join(folder, 'company.cer');
    writeFileSync(binary, new X509Certificate(first ?? '').raw);
    expect(await met(binary)).toEqual(well);
  });

  it.each([
    ['empty', ''],
    ['words', 'no certificate at all'],
    ['a key', '-----BEGIN PRIVATE KEY-----\nMIGHAgEA\n-----END PRIVATE KEY-----\n'],
    ['half of one', '-----BEGIN CERTIFICATE-----\nMIIBdzCCAR2gAwIBAgIU'],
    ['broken inside', '-----BEGIN CERTIFICATE-----\nMIIBdzCCAR2g\n-----END CERTIFICATE-----\n'],
  ])('that holds no certificate says so before anything is said to a server: %s', async (name, text) => {
    const path = join(folder, `${name.replaceAll(' ', '-')}.pem`);
    writeFileSync(path, text);
    expect(await met(path)).toEqual(['mail.fault.bad_ca_file', 'mail.fault.bad_ca_file']);
    await expect(trustIn(path)).rejects.toMatchObject({
      key: 'mail.bad_ca_file',
      exitCode: 78,
      values: { path },
    });
  });
});
