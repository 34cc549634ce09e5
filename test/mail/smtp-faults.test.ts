import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Message, stepAfterDeath } from '../../src/domain/outbox.ts';
import { deliver, type OutboxDoor } from '../../src/mail/send.ts';
import type { SmtpSettings } from '../../src/mail/settings.ts';
import { smtpTransport, trySmtp } from '../../src/mail/transports/smtp.ts';
import { type Certificates, makeCertificates } from './support/certificates.ts';
import { type Fault, type FaultServer, startFaultServer } from './support/fault-server.ts';
import { aMessage, anOutbox } from './support/message.ts';

const secret = 'canary-5e8f1a';
const patience = { connect: 300, greeting: 300, envelope: 600, reply: 400 };
const servers: FaultServer[] = [];
let certificates: Certificates;

beforeAll(() => {
  certificates = makeCertificates();
});

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function serve(fault: Fault): Promise<FaultServer> {
  const server = await startFaultServer(fault, certificates);
  servers.push(server);
  return server;
}

function settingsFor(port: number): SmtpSettings {
  return {
    host: '127.0.0.1',
    port,
    security: 'starttls',
    user: 'u',
    caFile: certificates.authority,
  };
}

function doorTo(port: number) {
  const credentials = async (user: string) => ({ user, pass: secret });
  return { settings: settingsFor(port), credentials, patience };
}

async function sendTo(port: number, outbox: OutboxDoor, signal?: AbortSignal) {
  const now = (): number => Date.UTC(2026, 5, 2, 9);
  const transport = smtpTransport(doorTo(port));
  const sender = { outbox, transportOf: () => transport, now, pid: 1 };
  return deliver(signal === undefined ? sender : { ...sender, signal }, 1);
}

/** Each behaviour with its state, copies, words and exit code: `test/fault/mail-behaviours.test.ts`. */
describe('a server that misbehaves', () => {
  it('keeps what the server said, and who was refused beside the others', async () => {
    const refused = await sendTo((await serve('rcpt-550')).port, anOutbox(aMessage()));
    expect(refused.message.error).toBe('550 5.1.1 no such user');
    expect(refused.trouble).toMatchObject({ key: 'mail.refused', exitCode: 69 });
    const to = ['b@x.example', 'c@x.example'];
    const partly = await sendTo((await serve('rcpt-second-550')).port, anOutbox(aMessage({ to })));
    expect(partly.message.receipt).toBe('250 2.0.0 queued as X1 | c@x.example: 550 5.1.1 no such user');
  });

  it.each<[Fault, string]>([
    ['greeting-554', 'mail.server_refused'],
    ['ehlo-502', 'mail.server_refused'],
    ['no-starttls', 'mail.no_tls'],
    ['cert-self-signed', 'mail.certificate_refused'],
    ['cert-wrong-name', 'mail.certificate_refused'],
    ['cert-expired', 'mail.certificate_refused'],
    ['auth-535', 'mail.login_refused'],
    ['auth-missing', 'mail.login_refused'],
  ])('%s names the setting: %s', async (fault, key) => {
    const { message, trouble } = await sendTo((await serve(fault)).port, anOutbox(aMessage()));
    expect(trouble).toMatchObject({ key, exitCode: 78 });
    expect(JSON.stringify([message.error, trouble?.values])).not.toContain(secret);
  });

  it.each<[Fault, number]>([
    ['dot-451', 75],
    ['auth-454', 75],
    ['greeting-421', 75],
    ['dot-550', 69],
    ['drop-after-dot', 76],
  ])('%s ends with exit code %i', async (fault, exitCode) => {
    const { trouble } = await sendTo((await serve(fault)).port, anOutbox(aMessage()));
    expect(trouble?.exitCode).toBe(exitCode);
  });

  it('tries settings without sending anything', async () => {
    const server = await serve('ok');
    const asked = { provider: null, from: 'nadia@atelier.example' };
    expect(await trySmtp(doorTo(server.port), asked)).toBeNull();
    expect(server.kept).toEqual([]);
    const refused = await trySmtp(doorTo((await serve('auth-535')).port), asked);
    expect(refused).toMatchObject({ key: 'mail.fault.login_refused', exitCode: 78 });
  });

  it('finds nobody listening', async () => {
    const server = await startFaultServer('ok', certificates);
    await server.close();
    const { message } = await sendTo(server.port, anOutbox(aMessage()));
    expect(message).toMatchObject({ state: 'queued', error: expect.stringContaining('ECONNREFUSED') });
  });
});

describe('Ctrl-C while sending', () => {
  it.each<[Fault, Message['state']]>([
    ['no-greeting', 'queued'],
    ['data-hang', 'queued'],
    ['hang-after-dot', 'uncertain'],
  ])('%s leaves it %s at once', async (fault, state) => {
    const controller = new AbortController();
    const outbox = anOutbox(aMessage());
    const { port } = await serve(fault);
    const sending = sendTo(port, outbox, controller.signal);
    if (fault === 'hang-after-dot') await untilBody(outbox);
    controller.abort();
    expect((await sending).message.state).toBe(state);
  });
});

describe('the word "body"', () => {
  it('is written before the first byte of the message leaves', async () => {
    const server = await serve('ok');
    const outbox = anOutbox(aMessage());
    const keptAtBody: number[] = [];
    const advance: OutboxDoor['advance'] = (id, step) => {
      if (step.to === 'body') keptAtBody.push(server.kept.length);
      return outbox.advance(id, step);
    };
    await sendTo(server.port, { ...outbox, advance });
    expect(outbox.steps.map((step) => step.to)).toEqual(['body', 'sent']);
    expect(keptAtBody).toEqual([0]);
  });

  it('that cannot be written stops the sending before anything left', async () => {
    const server = await serve('ok');
    const outbox = anOutbox(aMessage());
    const advance: OutboxDoor['advance'] = (id, step) => {
      if (step.to === 'body') throw new Error('disk full');
      return outbox.advance(id, step);
    };
    await expect(sendTo(server.port, { ...outbox, advance })).rejects.toThrow('disk full');
    expect(server.kept).toEqual([]);
    expect(outbox.byId(1)).toMatchObject({ state: 'sending', phase: 'connect' });
  });
});

describe('the word "sent"', () => {
  it('that cannot be written leaves a doubt: the memo is there, and does not leave again', async () => {
    const server = await serve('ok');
    const outbox = anOutbox(aMessage());
    const advance: OutboxDoor['advance'] = (id, step) => {
      if (step.to === 'sent') throw new Error('disk full');
      return outbox.advance(id, step);
    };
    await expect(sendTo(server.port, { ...outbox, advance })).rejects.toThrow('disk full');
    const left = outbox.byId(1);
    expect(left).toMatchObject({ state: 'sending', phase: 'body' });
    expect(stepAfterDeath(left ?? aMessage(), 0).to).toBe('uncertain');
    await sendTo(server.port, outbox);
    expect(server.kept).toHaveLength(1);
  });
});

async function untilBody(outbox: ReturnType<typeof anOutbox>): Promise<void> {
  await expect.poll(() => outbox.steps.some((step) => step.to === 'body'), { interval: 5 }).toBe(true);
}
