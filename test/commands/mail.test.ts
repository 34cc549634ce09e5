import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { registerConfig } from '../../src/commands/config.ts';
import { registerInit } from '../../src/commands/init.ts';
import { registerMail } from '../../src/commands/mail.ts';
import { systemKeyring } from '../../src/mail/keyring.ts';
import { mailService } from '../../src/mail/service.ts';
import type { Ledger } from '../../src/store/ledger.ts';
import { type Certificates, makeCertificates } from '../mail/support/certificates.ts';
import { type FaultServer, startFaultServer } from '../mail/support/fault-server.ts';
import { startImapServer } from '../mail/support/imap-server.ts';
import { ringPrograms } from '../mail/support/ring.ts';
import { aDesk, type DeskSetting } from '../support/desk.ts';
import { plain } from '../support/terminal.ts';

const path = process.env['PATH'] ?? '';
const closing: Pick<FaultServer, 'close'>[] = [];
let certificates: Certificates;
let folder: string;

beforeAll(() => {
  certificates = makeCertificates();
});

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dun-mail-'));
  ringPrograms(folder);
  process.env['PATH'] = `${folder}:${path}`;
});

afterEach(async () => {
  process.env['PATH'] = path;
  await Promise.all(closing.splice(0).map((server) => server.close()));
});

/** The real mail service, with a keyring that the programs of the folder keep; the DNS is not asked. */
function mailOf(ledger: Ledger) {
  const service = mailService({
    outbox: ledger.outbox,
    settings: () => ledger.settings.all(),
    now: () => 0,
    newId: () => 'id',
    pid: process.pid,
    draftFolder: join(folder, 'outbox'),
    handleOf: () => 'client',
    password: undefined,
    keyring: systemKeyring('linux'),
    address: () => ledger.profile.load()?.email ?? null,
    path: process.env['PATH'],
    patience: { connect: 2000, greeting: 2000, envelope: 4000, reply: 4000 },
  });
  return { ...service, providerOf: async () => undefined };
}

const desk = (setting: Omit<DeskSetting, 'commands' | 'mail'> = {}) =>
  aDesk({ commands: [registerInit, registerConfig, registerMail], mail: mailOf, ...setting });

const who = ['--first', 'Nadia', '--last', 'Benali', '--business', 'Atelier Benali'];

/** A desk whose user is known; the address is the profile's. */
async function known(email: string, setting: Omit<DeskSetting, 'commands' | 'mail' | 'ledger'> = {}) {
  const { dun, ledger } = desk();
  await dun('init', ...who, '--email', email);
  return desk({ ledger, ...setting });
}

function settingsOf(ledger: Ledger): Record<string, string> {
  return Object.fromEntries(ledger.settings.all());
}

/** What lies in the keyring. */
function kept(): string[] {
  return readdirSync(folder)
    .filter((name) => name.startsWith('item-'))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
}

describe('dun mail setup, with flags', () => {
  it('writes every setting it is given and asks nothing', async () => {
    const { dun, ledger } = await known('nadia@atelier.example');
    const { out, notes } = await dun(
      'mail', 'setup', '--provider', 'ovh', '--transport', 'smtp', '--from', 'n@atelier.example', '--user', 'nadia',
      '--password-command', 'pass show mail', '--token-command', 'oama access n', '--host', 'pro1.mail.ovh.net', '--port', '587',
      '--security', 'starttls', '--imap-host', 'pro1.mail.ovh.net', '--imap-port', '993', '--imap-security', 'tls', '--imap-user',
      'n', '--imap-folder', 'Clients', '--sent-folder', 'Sent', '--ca-file', '/ca.pem', '--sendmail-path', '/usr/bin/msmtp',
    ); // biome-ignore format: argv
    expect(settingsOf(ledger)).toEqual({
      'mail.provider': 'ovh', 'mail.transport': 'smtp', 'mail.from': 'n@atelier.example', 'mail.user': 'nadia',
      'mail.password_command': 'pass show mail', 'mail.token_command': 'oama access n', 'mail.host': 'pro1.mail.ovh.net',
      'mail.port': '587', 'mail.security': 'starttls', 'mail.imap_host': 'pro1.mail.ovh.net', 'mail.imap_port': '993',
      'mail.imap_security': 'tls', 'mail.imap_user': 'n', 'mail.imap_folder': 'Clients', 'mail.sent_folder': 'Sent',
      'mail.ca_file': '/ca.pem', 'mail.sendmail_path': '/usr/bin/msmtp',
    }); // biome-ignore format: a record
    expect(plain(out)).toBe("C'est réglé : les mémos partent par OVHcloud, avec l'identifiant nadia.");
    expect(notes).toBe('→ dun mail test');
  });

  it('says that an address is missing, and lets nobody send as nobody', async () => {
    const { dun } = desk();
    const { out } = await dun(
      'mail',
      'setup',
      '--provider',
      'gmail',
      '--imap-host',
      '127.0.0.1',
      '--imap-port',
      '1',
    );
    expect(plain(out)).toContain("il manque l'adresse : dun init --email");
    await expect(dun('mail', 'test')).rejects.toMatchObject({ key: 'mail.test.failed', exitCode: 78 });
    const open = await dun(
      'mail',
      'setup',
      '--provider',
      '',
      '--transport',
      'smtp',
      '--host',
      'relay.example',
    );
    expect(plain(open.out)).toBe("C'est réglé : les mémos partent par relay.example, sans identifiant.");
  });

  it('takes a setting away by an empty text', async () => {
    const { dun, ledger } = await known('nadia@gmail.com');
    await dun('mail', 'setup', '--provider', 'gmail');
    const { out } = await dun('mail', 'setup', '--provider', '');
    expect(settingsOf(ledger)).toEqual({});
    expect(plain(out)).toBe(
      "C'est réglé : les mémos restent des brouillons, à ouvrir dans votre messagerie.",
    );
  });

  it.each([
    [['--provider', 'pigeon'], 'config.bad_choice', 78],
    [['--security', 'none'], 'config.bad_choice', 78],
    [['--imap-port', '0'], 'config.bad_text', 78],
    [['--user', 'a\nb'], 'config.bad_text', 78],
    [[], 'mail.setup.missing', 2],
  ])('refuses %o and writes nothing', async (argv, key, exitCode) => {
    const { dun, ledger } = await known('nadia@gmail.com');
    await expect(dun('mail', 'setup', ...argv)).rejects.toMatchObject({ key, exitCode });
    expect(settingsOf(ledger)).toEqual({});
  });

  it('is part of dun init, each flag', async () => {
    const { dun, ledger } = desk();
    await dun(
      'init', ...who, '--mail-provider', 'gmail', '--mail-token-command', 'oama access n', '--mail-imap-folder', 'Clients',
    ); // biome-ignore format: argv
    expect(settingsOf(ledger)).toEqual({
      'mail.provider': 'gmail',
      'mail.token_command': 'oama access n',
      'mail.imap_folder': 'Clients',
    });
  });
});

describe('dun mail setup, on a terminal', () => {
  it('guesses the provider, keeps the app password in the keyring and nowhere else', async () => {
    const answers = ['', true, 'abcd efgh ijkl mnop', false];
    const { dun, ledger, unused } = await known('nadia@gmail.com', { answers });
    const { out, notes } = await dun('mail', 'setup');
    expect(unused).toEqual([]);
    expect(settingsOf(ledger)).toEqual({ 'mail.provider': 'gmail' });
    expect(kept()).toEqual(['abcdefghijklmnop']);
    expect(notes).toContain('https://myaccount.google.com/apppasswords');
    expect(out + notes).not.toContain('abcd');
    expect(readFileSync(join(folder, 'argv'), 'utf8')).not.toContain('abcd');
  });

  it('asks again for a password that the server refuses, until somebody gives up', async () => {
    const server = await startFaultServer('auth-535', certificates);
    closing.push(server);
    const answers = ['', true, 'first', true, 'second', ''];
    const { dun, ledger, unused } = await known('nadia@gmail.com', { answers });
    for (const [key, value] of Object.entries({
      provider: 'gmail', host: '127.0.0.1', port: String(server.port), security: 'starttls', ca_file: certificates.authority,
      imap_host: '127.0.0.1', imap_port: '1',
    })) ledger.settings.set(`mail.${key}`, value); // biome-ignore format: rows
    const { out, notes } = await dun('mail', 'setup');
    expect(unused).toEqual([]);
    expect(kept()).toEqual(['second']);
    expect(out.match(/Gmail refuse ce mot de passe/g)).toHaveLength(2);
    expect(notes).toContain('→ dun mail test');
    expect(settingsOf(ledger)).toMatchObject({ 'mail.host': '127.0.0.1' });
  });

  it("sends from another address than the profile's, and forgets the servers of before", async () => {
    const answers = ['nadia@orange.fr', true, '', false];
    const { dun, ledger, unused } = await known('nadia@atelier.example', { answers });
    ledger.settings.set('mail.host', 'smtp.old.example');
    ledger.settings.set('mail.password_command', 'pass show old');
    await dun('mail', 'setup');
    expect(unused).toEqual([]);
    expect(settingsOf(ledger)).toEqual({ 'mail.provider': 'orange', 'mail.from': 'nadia@orange.fr' });
    expect(kept()).toEqual([]);
  });

  it.each<[string, readonly (string | boolean)[], Record<string, string>]>([
    [
      'a host of one\'s own',
      ['un autre', '', 'STARTTLS', '', '', 'secret', false],
      {
        'mail.transport': 'smtp', 'mail.host': 'smtp.atelier.example', 'mail.security': 'starttls',
        'mail.user': 'nadia@atelier.example', 'mail.imap_host': 'imap.atelier.example',
      },
    ],
    [
      'a host that is named wrong at first',
      ['un autre', 'smtp atelier', 'mail.atelier.example', 'TLS', 'nadia', 'imap.atelier.example', '', false],
      {
        'mail.transport': 'smtp', 'mail.host': 'mail.atelier.example', 'mail.security': 'tls', 'mail.user': 'nadia',
        'mail.imap_host': 'imap.atelier.example',
      },
    ],
    ['drafts', ['pas d\'envoi'], { 'mail.transport': 'draft' }],
    [
      'a provider that wants a token',
      ['Microsoft 365', 'oama access nadia', false],
      { 'mail.provider': 'microsoft365', 'mail.token_command': 'oama access nadia' },
    ],
    ['the token for later, and asks for no password', ['Outlook.com', '', false], { 'mail.provider': 'outlook' }],
    [
      'Proton, with the certificate of its bridge',
      ['Proton', '/home/nadia/cert.pem', 'bridge-secret', false],
      { 'mail.provider': 'proton', 'mail.ca_file': '/home/nadia/cert.pem' },
    ],
  ])('takes %s', async (_, given, expected) => {
    const { dun, ledger, unused } = await known('nadia@atelier.example', { answers: ['', ...given] });
    await dun('mail', 'setup');
    expect(unused).toEqual([]);
    expect(settingsOf(ledger)).toEqual(expected);
  }); // biome-ignore format: rows

  it('asks for a command where the machine has no keyring', async () => {
    process.env['PATH'] = join(folder, 'nothing');
    const answers = ['', true, 'pass show mail', false];
    const { dun, ledger, unused } = await known('nadia@gmail.com', { answers });
    const { notes } = await dun('mail', 'setup');
    expect(unused).toEqual([]);
    expect(notes).toContain('DUN_SMTP_PASSWORD');
    expect(settingsOf(ledger)).toEqual({
      'mail.provider': 'gmail',
      'mail.password_command': 'pass show mail',
    });
  });
});

describe('dun mail password', () => {
  it('keeps it, blanks and all, and sends by it', async () => {
    const { dun } = await known('nadia@orange.fr', { answers: [' p ä ss '] });
    await dun('mail', 'setup', '--provider', 'orange');
    const { out } = await dun('mail', 'password');
    expect(out).toBe('Le mot de passe de nadia@orange.fr est dans le trousseau.');
    expect(kept()).toEqual([' p ä ss ']);
  });

  it('changes nothing by Enter alone', async () => {
    const { dun } = await known('nadia@orange.fr', { answers: [''] });
    await dun('mail', 'setup', '--provider', 'orange');
    expect((await dun('mail', 'password')).notes).toBe("Rien n'a changé.");
    expect(kept()).toEqual([]);
  });

  it('says when nobody logs in, or nothing can keep it', async () => {
    const { dun } = await known('nadia@orange.fr', { answers: [] });
    await expect(dun('mail', 'password')).rejects.toMatchObject({ key: 'mail.password.whose', exitCode: 78 });
    await dun('mail', 'setup', '--provider', 'orange');
    process.env['PATH'] = join(folder, 'nothing');
    await expect(dun('mail', 'password')).rejects.toMatchObject({
      key: 'mail.no_keyring_here',
      exitCode: 78,
    });
  });

  it('is asked for on a terminal alone', async () => {
    const { dun } = await known('nadia@orange.fr');
    await expect(dun('mail', 'password')).rejects.toMatchObject({
      key: 'mail.password.no_terminal',
      exitCode: 2,
    });
  });

  it('is no setting', async () => {
    const { dun } = desk();
    await expect(dun('config', 'set', 'mail.password', 'x')).rejects.toMatchObject({
      key: 'config.no_password',
    });
    await expect(dun('config', 'set', 'mail.token', 'x')).rejects.toMatchObject({
      key: 'config.no_password',
    });
  });
});

describe('dun mail test', () => {
  it('says that drafts can be written, and ends well', async () => {
    const { dun } = await known('nadia@gmail.com');
    const { out, document } = await dun('mail', 'test');
    expect(out).toContain(`Brouillons · marche · ${join(folder, 'outbox')}`);
    expect(document).toBeUndefined();
    const json = await dun('mail', 'test', '--json');
    expect(json.document).toMatchObject({
      schema: 'dun.mail.test/1',
      ok: true,
      items: [{ way: 'draft', ok: true }],
    });
  });

  it('reads the password from the keyring, logs in both ways and sends nothing', async () => {
    const server = await startFaultServer('ok', certificates);
    const incoming = await startImapServer('ok', { certificates, security: 'tls' });
    closing.push(server, incoming);
    const { dun } = await known('nadia@gmail.com', { answers: ['secret-7731'] });
    const at = ['--host', '127.0.0.1', '--port', String(server.port), '--security', 'starttls'];
    const from = ['--imap-host', '127.0.0.1', '--imap-port', incoming.port];
    await dun('mail', 'setup', '--provider', 'gmail', '--ca-file', certificates.authority, ...at, ...from);
    await dun('mail', 'password');
    const { out } = await dun('mail', 'test');
    expect(out).toMatch(/^Envoi · marche · .* · STARTTLS · nadia@gmail.com$/m);
    expect(out).toMatch(/^Réception · marche · .* · TLS · nadia@gmail.com$/m);
    expect(server.kept).toEqual([]);
    expect(server.inClear()).not.toContain('secret');
  });

  it.each([
    ['auth-535', 78],
    ['greeting-421', 75],
  ] as const)('%s ends with %i', async (fault, exitCode) => {
    const server = await startFaultServer(fault, certificates);
    closing.push(server);
    const { dun } = await known('nadia@gmail.com');
    const at = ['--host', '127.0.0.1', '--port', String(server.port), '--security', 'starttls'];
    const from = ['--imap-host', '127.0.0.1', '--imap-port', '1'];
    const command = ['--password-command', 'echo secret', '--ca-file', certificates.authority];
    await dun('mail', 'setup', '--provider', 'gmail', ...command, ...at, ...from);
    await expect(dun('mail', 'test')).rejects.toMatchObject({ key: 'mail.test.failed', exitCode });
  });

  it('names a setting that cannot be read', async () => {
    const { dun, ledger } = await known('nadia@gmail.com');
    ledger.settings.set('mail.transport', 'smtp');
    await expect(dun('mail', 'test')).rejects.toMatchObject({ key: 'mail.no_host', exitCode: 78 });
  });
});
