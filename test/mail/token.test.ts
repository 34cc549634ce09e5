import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { deliver, type Sender } from '../../src/mail/send.ts';
import { smtpTransport, trySmtp } from '../../src/mail/transports/smtp.ts';
import { refusedStatus, xoauth2 } from '../../src/mail/xoauth2.ts';
import { type Certificates, makeCertificates } from './support/certificates.ts';
import { aMessage, anOutbox } from './support/message.ts';

const token = 'ya29.a0-canary-7731';
const closing: SMTPServer[] = [];
let certificates: Certificates;

beforeAll(() => {
  certificates = makeCertificates();
});

afterEach(async () => {
  await Promise.all(
    closing.splice(0).map((server) => new Promise<void>((done) => server.close(() => done()))),
  );
});

interface Seen {
  readonly port: number;
  readonly methods: string[];
  readonly received: number[];
}

/** A server that knows one token; by default it also offers PLAIN, where a token must never land. */
async function aServer(known: string, authMethods = ['PLAIN', 'LOGIN', 'XOAUTH2']): Promise<Seen> {
  const [methods, received]: [string[], number[]] = [[], []];
  const server = new SMTPServer({
    ...certificates.good,
    secure: true,
    logger: false,
    disableReverseLookup: true,
    closeTimeout: 50,
    authMethods,
    onAuth: (auth, _session, done) => {
      methods.push(auth.method);
      if (auth.method === 'XOAUTH2' && auth.accessToken === known) return done(null, { user: auth.username });
      return done(null, {
        data: { status: '401', schemes: 'bearer', scope: `https://mail.example/ ${known}` },
      });
    },
    onData: (stream, _session, done) => {
      stream.resume();
      stream.on('end', () => {
        received.push(1);
        done(null, 'kept');
      });
    },
  });
  server.on('error', () => undefined);
  closing.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a server that listens on TCP has a port
  return { port: (server.server.address() as AddressInfo).port, methods, received };
}

function doorTo(port: number) {
  return {
    settings: {
      host: '127.0.0.1',
      port,
      security: 'tls',
      user: 'nadia@atelier.example',
      caFile: certificates.authority,
    },
    credentials: async (user: string) => ({ user, accessToken: token }),
    patience: { connect: 2000, greeting: 2000, envelope: 4000, reply: 4000 },
  } as const;
}

function senderTo(port: number, outbox: Sender['outbox']): Sender {
  const transport = smtpTransport(doorTo(port));
  return { outbox, transportOf: () => transport, now: () => Date.UTC(2026, 5, 2, 9), pid: process.pid };
}

describe('a login by access token', () => {
  it('is XOAUTH2, and the memo leaves', async () => {
    const { port, methods, received } = await aServer(token);
    const { message, trouble } = await deliver(senderTo(port, anOutbox(aMessage())), 1);
    expect(trouble).toBeNull();
    expect(message.state).toBe('sent');
    expect(methods).toEqual(['XOAUTH2']);
    expect(received).toHaveLength(1);
  });

  it('that is refused keeps the memo and says to renew the token, which nobody repeats', async () => {
    const { port, methods, received } = await aServer('another');
    const { message, trouble } = await deliver(senderTo(port, anOutbox(aMessage())), 1);
    expect(trouble).toMatchObject({
      key: 'mail.token_refused',
      exitCode: 78,
      values: {
        host: '127.0.0.1',
        user: 'nadia@atelier.example',
        reason: expect.stringMatching(/^401 · 535 /),
      },
    });
    expect(message).toMatchObject({ state: 'queued' });
    expect(methods).toEqual(['XOAUTH2']);
    expect(received).toEqual([]);
    const said = JSON.stringify([message.error, trouble?.message, trouble?.values]);
    expect(said).not.toContain('canary');
    expect(said).not.toContain(xoauth2('nadia@atelier.example', token));
  });

  it('is never tried as a password where the server knows no tokens', async () => {
    const { port, methods } = await aServer(token, ['PLAIN', 'LOGIN']);
    const { trouble } = await deliver(senderTo(port, anOutbox(aMessage())), 1);
    expect(trouble).toMatchObject({ key: 'mail.token_refused', exitCode: 78 });
    expect(methods).toEqual([]);
  });

  it('is tried by dun mail test', async () => {
    const asked = { provider: null, from: 'nadia@atelier.example' };
    expect(await trySmtp(doorTo((await aServer(token)).port), asked)).toBeNull();
    const fault = await trySmtp(doorTo((await aServer('another')).port), asked);
    expect(fault).toMatchObject({ key: 'mail.fault.token_refused', exitCode: 78 });
    expect(JSON.stringify(fault)).not.toContain('canary');
  });
});

describe('the challenge of a refusal', () => {
  it.each([
    ['{"status":"401","schemes":"bearer","scope":"https://mail.google.com/"}', '401'],
    ['{"status":400}', '400'],
    ['{"error":"invalid_request"}', undefined],
    ['no JSON', undefined],
    ['', undefined],
  ])('%s is %s', (json, status) => {
    expect(refusedStatus(Buffer.from(json).toString('base64'))).toBe(status);
  });
});
