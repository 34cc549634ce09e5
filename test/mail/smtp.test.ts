import { mkdtempSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { DunError } from '../../src/domain/errors.ts';
import { buildMessage } from '../../src/mail/message.ts';
import { deliver, deliverDue, type Sender } from '../../src/mail/send.ts';
import type { SmtpSettings } from '../../src/mail/settings.ts';
import { smtpTransport } from '../../src/mail/transports/smtp.ts';
import { type Certificates, makeCertificates } from './support/certificates.ts';
import { aLetter, pdf } from './support/letter.ts';
import { aMessage, anOutbox } from './support/message.ts';

const password = 'pässwörd with spaces';
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

interface Received {
  readonly bytes: Buffer;
  readonly from: string;
  readonly to: string[];
  readonly user: string;
}

/** A server of the smtp-server package, with our certificate and a login. */
async function aServer(options: SMTPServerOptions = {}): Promise<{ port: number; received: Received[] }> {
  const received: Received[] = [];
  const server = new SMTPServer({
    ...certificates.good,
    logger: false,
    disableReverseLookup: true,
    closeTimeout: 50,
    onAuth: (auth, _session, done) => {
      const isRight = auth.username === 'nadia' && auth.password === password;
      done(
        isRight ? null : new Error('Invalid username or password'),
        isRight ? { user: auth.username } : undefined,
      );
    },
    onData: (stream, { envelope, user }, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
        const to = envelope.rcptTo.map(({ address }) => address);
        received.push({ bytes: Buffer.concat(chunks), from, to, user: String(user) });
        done(null, 'kept as 42');
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  closing.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { port: (server.server.address() as AddressInfo).port, received };
}

function senderTo(settings: Partial<SmtpSettings>, outbox: Sender['outbox']): Sender {
  const transport = smtpTransport({
    settings: {
      host: '127.0.0.1',
      port: 1,
      security: 'starttls',
      user: 'nadia',
      caFile: certificates.authority,
      ...settings,
    },
    credentials: async (user) => ({ user, pass: password }),
    patience: { connect: 2000, greeting: 2000, envelope: 4000, reply: 4000 },
  });
  return { outbox, transportOf: () => transport, now: () => Date.UTC(2026, 5, 2, 9), pid: process.pid };
}

describe('a real server', () => {
  it.each([
    ['starttls', {}],
    ['tls', { secure: true }],
  ] as const)(
    'by %s gets exactly the stored bytes, for exactly the stored addresses',
    async (security, options) => {
      const { port, received } = await aServer(options);
      const raw = await buildMessage(
        aLetter({ text: 'Bonjour,\n.point\n..\n', invoices: [{ name: 'f.pdf', bytes: pdf }] }),
      );
      const message = aMessage({ raw, to: ['jules@roussel.example'] });
      const delivery = await deliver(senderTo({ port, security }, anOutbox(message)), 1);
      expect(delivery.trouble).toBeNull();
      expect(delivery.message).toMatchObject({ state: 'sent', receipt: '250 kept as 42' });
      expect(received).toHaveLength(1);
      expect(received[0]?.bytes.equals(raw)).toBe(true);
      expect(received[0]).toMatchObject({
        from: 'nadia@atelier.example',
        to: ['jules@roussel.example'],
        user: 'nadia',
      });
    },
  );

  it('refuses a wrong password, keeps the mail and says which setting', async () => {
    const { port, received } = await aServer();
    const { message, trouble } = await deliver(senderTo({ port, user: 'someone' }, anOutbox(aMessage())), 1);
    expect(trouble).toMatchObject({ key: 'mail.login_refused', exitCode: 78 });
    expect(message.state).toBe('queued');
    expect(received).toEqual([]);
    expect(`${message.error}${trouble?.message}`).not.toContain(password);
  });

  it.each(['starttls', 'tls'] as const)(
    'with a self-signed certificate gets nothing by %s',
    async (security) => {
      const { port, received } = await aServer({ ...certificates.selfSigned, secure: security === 'tls' });
      const { message, trouble } = await deliver(senderTo({ port, security }, anOutbox(aMessage())), 1);
      expect(trouble).toMatchObject({ key: 'mail.certificate_refused', exitCode: 78 });
      expect(message.state).toBe('queued');
      expect(received).toEqual([]);
    },
  );

  it('of an authority the machine does not know gets nothing', async () => {
    const { port, received } = await aServer({ secure: true });
    const sender = senderTo({ port, security: 'tls', caFile: null }, anOutbox(aMessage()));
    const { trouble } = await deliver(sender, 1);
    expect(trouble).toMatchObject({ key: 'mail.certificate_refused' });
    expect(trouble?.values['reason']).toBe('unable to verify the first certificate');
    expect(received).toEqual([]);
  });

  it('is checked even when the environment says not to', async () => {
    const { port, received } = await aServer({ ...certificates.selfSigned, secure: true });
    process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
    try {
      const { trouble } = await deliver(senderTo({ port, security: 'tls' }, anOutbox(aMessage())), 1);
      expect(trouble).toMatchObject({ key: 'mail.certificate_refused' });
    } finally {
      delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
    }
    expect(received).toEqual([]);
  });

  it.each<{ what: string; security: 'tls' | 'starttls'; options: SMTPServerOptions }>([
    { what: 'without STARTTLS', security: 'starttls', options: { disabledCommands: ['STARTTLS'] } },
    { what: 'that speaks no TLS on the port for it', security: 'tls', options: {} },
  ])('$what gets neither password nor memo', async ({ security, options }) => {
    const { port, received } = await aServer(options);
    const { message, trouble } = await deliver(senderTo({ port, security }, anOutbox(aMessage())), 1);
    expect(trouble).toMatchObject({ key: 'mail.no_tls', exitCode: 78 });
    expect(message.state).toBe('queued');
    expect(received).toEqual([]);
  });

  it('that takes less than the message is large refuses it for good', async () => {
    const { port, received } = await aServer({ size: 20 });
    const { message } = await deliver(senderTo({ port }, anOutbox(aMessage())), 1);
    expect(message.state).toBe('failed');
    expect(received).toEqual([]);
  });

  it('is not troubled by a missing authority file: the setting is named', async () => {
    const caFile = join(mkdtempSync(join(tmpdir(), 'dun-')), 'none.pem');
    const { trouble } = await deliver(senderTo({ caFile }, anOutbox(aMessage())), 1);
    expect(trouble).toMatchObject({ key: 'mail.no_ca_file', exitCode: 78, values: { path: caFile } });
  });
});

describe('two senders at once', () => {
  it('hand over one copy between them, five times', async () => {
    const { port, received } = await aServer();
    for (let round = 1; round <= 5; round++) {
      const outbox = anOutbox(aMessage());
      const deliveries = await Promise.all(
        [1, 2].map((pid) => deliver({ ...senderTo({ port }, outbox), pid }, 1)),
      );
      expect(outbox.byId(1)?.state).toBe('sent');
      expect(deliveries.map(({ trouble }) => trouble?.exitCode ?? 0).toSorted((a, b) => a - b)).toEqual([
        0, 75,
      ]);
      expect(received).toHaveLength(round);
    }
  });
});

describe('deliverDue', () => {
  it('sends what is due in order and leaves the rest', async () => {
    const { port, received } = await aServer();
    const later = Date.UTC(2026, 5, 2, 9) + 1;
    const outbox = anOutbox(
      aMessage({ id: 2, to: ['b@x.example'] }),
      aMessage({ id: 1, to: ['a@x.example'] }),
      aMessage({ id: 3, nextAt: later }),
      aMessage({ id: 4, state: 'uncertain' }),
    );
    const deliveries = await deliverDue(senderTo({ port }, outbox));
    expect(deliveries.map(({ message }) => message.id)).toEqual([1, 2]);
    expect(received.map(({ to }) => to[0])).toEqual(['a@x.example', 'b@x.example']);
    expect(outbox.byId(4)?.state).toBe('uncertain');
  });

  it('stops at a wrong setting', async () => {
    const { port } = await aServer();
    const outbox = anOutbox(aMessage(), aMessage({ id: 2 }));
    const deliveries = await deliverDue(senderTo({ port, user: 'someone' }, outbox));
    expect(deliveries.map(({ trouble }) => trouble?.exitCode)).toEqual([78]);
    expect(outbox.byId(2)).toMatchObject({ state: 'queued', attempts: 0 });
  });
});

describe('a message that is not queued', () => {
  it.each([
    ['sent', null],
    ['uncertain', 76],
    ['failed', 69],
    ['sending', 75],
  ] as const)('%s is left alone', async (state, exitCode) => {
    const outbox = anOutbox(aMessage({ state }));
    const { message, trouble } = await deliver(senderTo({}, outbox), 1);
    expect(message.state).toBe(state);
    expect(trouble?.exitCode ?? null).toBe(exitCode);
    expect(outbox.steps).toEqual([]);
  });

  it('that does not exist is a bug', async () => {
    const outbox = { ...anOutbox(), take: () => undefined };
    await expect(deliver(senderTo({}, outbox), 9)).rejects.toThrow(RangeError);
  });
});

describe('a transport that is badly set', () => {
  it('keeps the message', async () => {
    const outbox = anOutbox(aMessage());
    const transportOf = (): never => {
      throw new DunError('mail.no_host', 78);
    };
    const { message, trouble } = await deliver({ ...senderTo({}, outbox), transportOf }, 1);
    expect(message.state).toBe('queued');
    expect(trouble).toMatchObject({ key: 'mail.no_host', exitCode: 78 });
  });
});
