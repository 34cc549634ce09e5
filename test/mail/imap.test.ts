import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { mailProvider } from '../../src/domain/mail-provider.ts';
import type { Credentials } from '../../src/mail/credentials.ts';
import { openImap, tryImap } from '../../src/mail/imap.ts';
import type { ImapSettings } from '../../src/mail/settings.ts';
import { type Certificates, makeCertificates } from './support/certificates.ts';
import { type ImapServer, type ImapTrouble, startImapServer } from './support/imap-server.ts';

const password = 'hunter22-canary';
const token = 'ya29.canary';
const closing: ImapServer[] = [];
let certificates: Certificates;

beforeAll(() => {
  certificates = makeCertificates();
});

afterEach(async () => {
  await Promise.all(closing.splice(0).map((server) => server.close()));
});

async function serve(trouble: ImapTrouble, security: 'tls' | 'starttls'): Promise<ImapServer> {
  const server = await startImapServer(trouble, { certificates, security, token });
  closing.push(server);
  return server;
}

function doorTo(server: ImapServer, own: Partial<ImapSettings> & { readonly token?: string } = {}) {
  const { token: shown, ...settings } = own;
  const credentials = async (user: string): Promise<Credentials> =>
    shown === undefined ? { user, pass: password } : { user, accessToken: shown };
  return {
    settings: {
      host: '127.0.0.1', port: Number(server.port), security: 'tls', user: 'nadia', caFile: certificates.authority, folder: 'INBOX',
      sentFolder: null, usualSentFolder: null, ...settings,
    },
    credentials,
    patience: { connect: 1000, greeting: 300, reply: 2000 },
  } as const; // biome-ignore format: one record
}

describe('the incoming server', () => {
  it.each(['tls', 'starttls'] as const)('is logged in to by %s, looked at and left', async (security) => {
    const server = await serve('ok', security);
    expect(await tryImap(doorTo(server, { security }), null)).toBeNull();
    expect(server.heard).toContain('EXAMINE');
    expect(server.heard.filter((verb) => ['SELECT', 'STORE', 'APPEND', 'EXPUNGE'].includes(verb))).toEqual(
      [],
    );
    expect(server.inClear()).not.toContain('AUTH');
  });

  it('takes an access token', async () => {
    const server = await serve('ok', 'tls');
    const connection = await openImap(doorTo(server, { token }));
    expect(connection.usable).toBe(true);
    connection.close();
  });

  it.each<readonly [ImapTrouble, 'tls' | 'starttls', string, number]>([
    ['no-starttls', 'starttls', 'no_starttls', 78],
    ['preauth', 'starttls', 'no_starttls', 78],
    ['starttls-no', 'starttls', 'no_starttls', 78],
    ['tls-garbage', 'starttls', 'no_tls', 78],
    ['self-signed', 'tls', 'self_signed', 78],
    ['self-signed', 'starttls', 'self_signed', 78],
    ['wrong-name', 'tls', 'wrong_name', 78],
    ['wrong-name', 'starttls', 'wrong_name', 78],
    ['expired', 'tls', 'expired', 78],
    ['expired', 'starttls', 'expired', 78],
    ['bye', 'tls', 'broken_off', 75],
    ['drop', 'tls', 'broken_off', 75],
    ['silent', 'tls', 'time_out', 75],
    ['silent', 'starttls', 'silent_port', 78],
    ['login-no', 'tls', 'login_refused', 78],
    ['login-unavailable', 'tls', 'later', 75],
    ['login-disabled', 'tls', 'no_login', 78],
    ['no-folder', 'tls', 'no_folder', 78],
  ])('%s by %s is %s', async (...[trouble, security, kind, exitCode]) => {
    const server = await serve(trouble, security);
    const fault = await tryImap(doorTo(server, { security }), null);
    expect(fault).toMatchObject({ key: `mail.fault.${kind}`, exitCode });
    expect(fault?.values).toMatchObject({ prefix: 'mail.imap_' });
    expect(JSON.stringify(fault)).not.toContain('canary');
    expect(server.inClear()).not.toContain('canary');
    expect(server.inClear()).not.toContain(Buffer.from(password).toString('base64').slice(0, 12));
  });

  it('that does not speak TLS on the port for it is told apart', async () => {
    const server = await serve('ok', 'starttls');
    expect(await tryImap(doorTo(server, { security: 'tls' }), null)).toMatchObject({
      key: 'mail.fault.plain_port',
    });
  });

  it('of an unknown authority is refused, also when the environment says not to look', async () => {
    const server = await serve('ok', 'tls');
    process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
    try {
      const fault = await tryImap(doorTo(server, { caFile: null }), null);
      expect(fault).toMatchObject({ key: 'mail.fault.unknown_authority' });
    } finally {
      delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
    }
    expect(server.heard).toEqual([]);
  });

  it.each<[string, ImapTrouble, string]>([
    ['an old token', 'ok', 'token_refused'],
    ['a token where none is known', 'no-token', 'no_login'],
  ])('refuses %s, and nobody repeats it', async (_, trouble, kind) => {
    const server = await serve(trouble, 'tls');
    const fault = await tryImap(doorTo(server, { token: 'old-canary-7731' }), null);
    expect(fault).toMatchObject({ key: `mail.fault.${kind}`, exitCode: 78 });
    expect(JSON.stringify(fault)).not.toContain('canary');
  });

  it('says what the provider wants, and that nobody is named', async () => {
    const server = await serve('login-no', 'tls');
    const fault = await tryImap(doorTo(server), mailProvider('gmail') ?? null);
    expect(fault).toMatchObject({ key: 'mail.fault.login_refused.app_password' });
    expect(await tryImap(doorTo(server, { user: null }), null)).toMatchObject({ key: 'mail.fault.no_user' });
  });

  it('that is not there', async () => {
    const server = await startImapServer('ok', { certificates, security: 'tls' });
    await server.close();
    expect(await tryImap(doorTo(server), null)).toMatchObject({ key: 'mail.fault.port_closed' });
  });
});
