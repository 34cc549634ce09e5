import { mkdtempSync, writeFileSync } from 'node:fs';
import net, { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import tls from 'node:tls';
import { type Keyring, systemKeyring } from '../../../src/mail/keyring.ts';
import type { Certificates } from './certificates.ts';
import { type Fault, startFaultServer } from './fault-server.ts';
import { type ImapTrouble, startImapServer } from './imap-server.ts';
import { putProgram } from './ring.ts';

/** What a user has set and what the world answers: settings, and what is there besides. */
export interface TrialRow {
  readonly settings: Readonly<Record<string, string>>;
  readonly password?: string;
  readonly keyring?: Keyring | null;
  readonly draftFolder?: string;
  readonly path?: string;
  /** The profile's; Nadia's when absent. */
  readonly address?: string | null;
}

/** The place of the trials: servers that are closed at the end, certificates, a folder with programs. */
export class TrialPlace {
  readonly folder = mkdtempSync(join(tmpdir(), 'dun-trial-'));
  readonly certificates: Certificates;
  readonly #closing: (() => Promise<void>)[] = [];

  constructor(certificates: Certificates) {
    this.certificates = certificates;
    putProgram(this.folder, 'msmtp', 'exit 0');
    putProgram(
      this.folder,
      'secret-tool',
      'echo "secret-tool: Cannot autolaunch D-Bus without X11" >&2; exit 1',
    );
    writeFileSync(join(this.folder, 'locked'), '', { mode: 0o600 });
  }

  /** SMTP with one fault, STARTTLS. */
  async smtp(fault: Fault): Promise<string> {
    const server = await startFaultServer(fault, this.certificates);
    this.#closing.push(() => server.close());
    return String(server.port);
  }

  /** A server that takes a connection and says nothing, under TLS or not. */
  async silent(kind: 'plain' | 'tls'): Promise<string> {
    const server = kind === 'tls' ? tls.createServer({ ...this.certificates.good }) : net.createServer();
    const open = new Set<net.Socket>();
    server.on('connection', (socket: net.Socket) => {
      open.add(socket);
      socket.on('error', () => undefined);
    });
    server.on('tlsClientError', () => undefined);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    this.#closing.push(async () => {
      for (const socket of open) socket.destroy();
      await new Promise<void>((done) => server.close(() => done()));
    });
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a server that listens on TCP has a port
    return String((server.address() as AddressInfo).port);
  }

  /** IMAP with one trouble, TLS. */
  async imap(trouble: ImapTrouble): Promise<string> {
    const server = await startImapServer(trouble, {
      certificates: this.certificates,
      security: 'tls',
      token: 'none',
    });
    this.#closing.push(() => server.close());
    return server.port;
  }

  /** A port where nobody listens. */
  async closed(): Promise<string> {
    const server = await startFaultServer('ok', this.certificates);
    await server.close();
    return String(server.port);
  }

  async close(): Promise<void> {
    await Promise.all(this.#closing.splice(0).map((close) => close()));
  }
}

/** Every way the trial can end, by what is wrong. */
export function trialRows(place: TrialPlace): Readonly<Record<string, () => Promise<TrialRow>>> {
  const { folder, certificates } = place;
  const base = { 'mail.transport': 'smtp', 'mail.host': '127.0.0.1', 'mail.user': 'nadia' };
  const at = (port: string, more: Readonly<Record<string, string>> = {}): TrialRow => ({
    settings: {
      ...base,
      'mail.security': 'starttls',
      'mail.ca_file': certificates.authority,
      'mail.port': port,
      // A provider names an incoming server as well, and no test goes further than this machine.
      ...('mail.provider' in more ? { 'mail.imap_host': '127.0.0.1', 'mail.imap_port': '1' } : {}),
      ...more,
    },
    password: 'secret-7731',
  });
  const served =
    (fault: Fault, more = {}) =>
    async () =>
      at(await place.smtp(fault), more);
  const without =
    (more = {}) =>
    async (): Promise<TrialRow> => ({ ...at('1', more), password: '' });
  const read =
    (trouble: ImapTrouble, more: Readonly<Record<string, string>> = {}) =>
    async (): Promise<TrialRow> => ({
      settings: {
        'mail.imap_host': '127.0.0.1',
        'mail.imap_port': await place.imap(trouble),
        'mail.imap_security': 'tls',
        'mail.user': 'nadia',
        'mail.ca_file': certificates.authority,
        'mail.transport': 'draft',
        ...more,
      },
      password: 'secret-7731',
    });
  return {
    'drafts': async () => ({ settings: {} }),
    'drafts, folder closed': async () => ({ settings: {}, draftFolder: join(folder, 'locked', 'outbox') }),
    'sendmail': async () => ({ settings: { 'mail.transport': 'sendmail', 'mail.sendmail_path': 'msmtp' }, path: `/nowhere:${folder}` }),
    'sendmail, by its whole path': async () => ({
      settings: { 'mail.transport': 'sendmail', 'mail.sendmail_path': join(folder, 'msmtp') },
    }),
    'sendmail, absent': async () => ({ settings: { 'mail.transport': 'sendmail' }, path: folder }),
    'sendmail, not to be run': async () => ({
      settings: { 'mail.transport': 'sendmail', 'mail.sendmail_path': 'locked' },
      path: folder,
    }),
    'all well': served('ok'),
    'all well, nobody logs in': async () => at(await place.smtp('ok'), { 'mail.user': '' }),
    'port closed': async () => at(await place.closed()),
    'port closed, Proton': async () => at(await place.closed(), { 'mail.provider': 'proton' }),
    'time-out': async () => at(await place.silent('plain'), { 'mail.security': 'tls' }),
    'a port for TLS, STARTTLS wanted': async () => at(await place.silent('tls')),
    'a plain port, TLS wanted': served('ok', { 'mail.security': 'tls' }),
    'no STARTTLS': served('no-starttls'),
    'STARTTLS refused for now': served('starttls-454'),
    'no TLS after STARTTLS': served('tls-garbage'),
    'certificate signed by itself': served('cert-self-signed'),
    'certificate signed by itself, Proton': served('cert-self-signed', { 'mail.provider': 'proton' }),
    'certificate of another name': served('cert-wrong-name'),
    'certificate over': served('cert-expired'),
    'certificate of an unknown authority': served('ok', { 'mail.ca_file': '' }),
    'no authority file': served('ok', { 'mail.ca_file': '/nowhere/ca.pem' }),
    'an authority file that holds none': served('ok', { 'mail.ca_file': join(folder, 'locked') }),
    'greeting refused': served('greeting-554'),
    'greeting busy': served('greeting-421'),
    'connection dropped': served('drop-after-greeting'),
    'login refused': served('auth-535'),
    'login refused, Orange': served('auth-535', { 'mail.provider': 'orange' }),
    'login refused, Gmail': served('auth-535', { 'mail.provider': 'gmail' }),
    'login refused, Proton': served('auth-535', { 'mail.provider': 'proton' }),
    'login refused, Outlook': served('auth-535', { 'mail.provider': 'outlook' }),
    'login not now': served('auth-454'),
    'no login offered': served('auth-missing'),
    'sender refused': served('mail-550'),
    'no password': without(),
    'no password, Orange': without({ 'mail.provider': 'orange' }),
    'no password, Gmail': without({ 'mail.provider': 'gmail' }),
    'no password, Proton': without({ 'mail.provider': 'proton' }),
    'no password, Microsoft 365': without({ 'mail.provider': 'microsoft365' }),
    'no password, keyring closed': async () => ({ ...(await without()()), keyring: systemKeyring('linux') }),
    'password command fails': without({ 'mail.password_command': `${process.execPath} -e process.exit(3)` }),
    'password command absent': without({ 'mail.password_command': '/nowhere/pw' }),
    'token command fails': without({ 'mail.token_command': `${process.execPath} -e 0` }),
    'nobody named, Orange': async () => ({ ...at('1', { 'mail.provider': 'orange', 'mail.user': '' }), address: null }),
    'receiving, all well': read('ok'),
    'receiving, login refused': read('login-no'),
    'receiving, login refused, Gmail': read('login-no', { 'mail.provider': 'gmail' }),
    'receiving, token refused': read('ok', { 'mail.token_command': 'echo old-token' }),
    'receiving, busy': read('login-unavailable'),
    'receiving, no login': read('login-disabled'),
    'receiving, no such folder': read('no-folder', { 'mail.imap_folder': 'Clients' }),
    'receiving, nobody named': read('ok', { 'mail.user': '' }),
    'receiving, certificate over': read('expired'),
    'receiving, STARTTLS on a port for TLS': read('ok', { 'mail.imap_security': 'starttls' }),
  }; // biome-ignore format: a row a way
}
