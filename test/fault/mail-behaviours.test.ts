import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Certificates, makeCertificates } from '../mail/support/certificates.ts';
import { type Fault, faults, type FaultServer, startFaultServer } from '../mail/support/fault-server.ts';
import { impatient, MailDesk, secretsIn, type Shown, untold, ways } from './mail-desk.ts';

/** Promises 13, 14 and 25: whatever the server does, one copy at most, nothing lost unsaid, nothing told that is secret. */

const silent: readonly Fault[] = [
  'no-greeting', 'tls-from-the-start', 'data-hang', 'hang-after-dot', 'hang-after-dot-kept', 'half-reply-kept',
  'greeting-garbage', 'garbage-reply-kept',
]; // biome-ignore format: one row of names

/** Taken for one and refused for another, which is said. */
const partly: Fault = 'rcpt-second-550';

/** A wrong setting, to be named: trying again without a change would be of no use. */
const wrongSettings: readonly Fault[] = [
  'greeting-554', 'ehlo-502', 'no-starttls', 'tls-garbage', 'tls-1.1-only', 'cert-self-signed', 'cert-wrong-name',
  'cert-expired', 'auth-535', 'auth-535-echo', 'auth-missing',
]; // biome-ignore format: one row of names

const exitCodes = { sent: 0, failed: 69, queued: 75, uncertain: 76 } as const;

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

async function deskAt(fault: Fault): Promise<{ desk: MailDesk; bad: FaultServer }> {
  const bad = await serve(fault);
  const desk = new MailDesk({
    port: bad.port,
    authority: certificates.authority,
    ...(silent.includes(fault) ? { patience: impatient } : {}),
    ...(fault === partly ? { to: ['jules@roussel.example', 'gone@roussel.example'] } : {}),
  });
  return { desk, bad };
}

const rows = Object.entries(faults).map(([fault, [sure, kept]]) => ({ fault: fault as Fault, sure, kept }));

describe(`${rows.length} behaviours of a server`, () => {
  it('are at least the 39 of the contract', () => {
    expect(rows.length).toBeGreaterThanOrEqual(39);
  });

  it('say who did not get it when the others did', async () => {
    const { desk } = await deskAt(partly);
    const { all, trouble } = await desk.memo({ send: true });
    expect(all).toContain('Sent to jules@roussel.example.');
    expect(trouble[0]).toBe('Sent, but refused for gone@roussel.example: 550 5.1.1 no such user');
    expect(desk.message.state).toBe('sent');
  });

  it.each(rows)('$fault: $sure, one copy at most, and said', async ({ fault, sure, kept }) => {
    const { desk, bad } = await deskAt(fault);
    const shown = await desk.memo({ send: true });
    await bad.quiet();
    const { state } = desk.message;
    expect(sure.split(' or ')).toContain(state);
    expect(bad.kept).toHaveLength(kept ?? bad.kept.length);
    expect(bad.kept.every((mail) => mail.isSecure && mail.isLoggedIn)).toBe(true);
    expect(shown.exitCode).toBe(
      wrongSettings.includes(fault) ? 78 : fault === partly ? 69 : exitCodes[state as keyof typeof exitCodes],
    );
    expect(untold(desk.message, shown.trouble)).toEqual([]);
    expectNothingInClear(bad);
    expectNoSecret(desk, shown);

    const good = await serve('ok');
    desk.useServer(good.port);
    const way = await desk.goOn(bad.kept.length === 1);
    expect(way).toEqual(ways[state as keyof typeof ways]);
    const copies = [...bad.kept, ...good.kept].map((mail) => mail.raw);
    expect(copies).toEqual(state === 'failed' ? [] : [textOf(desk.message.raw)]);
  });
});

const doubts = rows.filter(({ sure }) => sure === 'uncertain').map(({ fault }) => fault);

describe(`${doubts.length} doubts, and the two answers to each`, () => {
  it.each(doubts)('%s: "it arrived" closes it, and nothing leaves', async (fault) => {
    const { desk, good } = await inDoubt(fault);
    const { exitCode } = await desk.memo({}, 'arrived');
    expect([exitCode, desk.message.state, desk.message.error, good.kept]).toEqual([0, 'sent', null, []]);
  });

  it.each(doubts)('%s: "send again" sends the same bytes under the same Message-ID', async (fault) => {
    const { desk, good } = await inDoubt(fault);
    const before = desk.message;
    const { exitCode } = await desk.memo({}, 'send_again');
    expect(exitCode).toBe(0);
    expect(desk.message).toMatchObject({ state: 'sent', messageId: before.messageId, attempts: 2 });
    expect(Buffer.from(desk.message.raw).equals(before.raw)).toBe(true);
    expect(good.kept.map((mail) => mail.raw)).toEqual([textOf(before.raw)]);
    expect(desk.all).toHaveLength(1);
  });

  it.each(doubts)('%s: "later" and "--send" leave the doubt, and ask again', async (fault) => {
    const { desk, good } = await inDoubt(fault);
    for (const shown of [await desk.memo({}, 'later'), await desk.memo({ send: true })]) {
      expect(shown.exitCode).toBe(76);
      expect(untold(desk.message, shown.trouble)).toEqual([]);
    }
    expect([desk.message.state, good.kept]).toEqual(['uncertain', []]);
  });

  async function inDoubt(fault: Fault): Promise<{ desk: MailDesk; good: FaultServer }> {
    const { desk } = await deskAt(fault);
    await desk.memo({ send: true });
    expect(desk.message.state).toBe('uncertain');
    const good = await serve('ok');
    desk.useServer(good.port);
    return { desk, good };
  }
});

interface TlsRow {
  readonly what: string;
  readonly fault: Fault;
  readonly security: 'tls' | 'starttls';
  readonly exitCode: number;
}

const tlsRows: readonly TlsRow[] = [
  { what: 'STARTTLS stripped on the way', fault: 'no-starttls', security: 'starttls', exitCode: 78 },
  { what: 'STARTTLS put off', fault: 'starttls-454', security: 'starttls', exitCode: 75 },
  { what: 'something that is no TLS', fault: 'tls-garbage', security: 'starttls', exitCode: 78 },
  { what: 'TLS 1.0 and 1.1 only', fault: 'tls-1.1-only', security: 'starttls', exitCode: 78 },
  { what: 'a self-signed certificate', fault: 'cert-self-signed', security: 'starttls', exitCode: 78 },
  { what: 'the certificate of another', fault: 'cert-wrong-name', security: 'starttls', exitCode: 78 },
  { what: 'an expired certificate', fault: 'cert-expired', security: 'starttls', exitCode: 78 },
  { what: 'the port for plain SMTP, TLS set', fault: 'ok', security: 'tls', exitCode: 78 },
  { what: 'the port for TLS, STARTTLS set', fault: 'tls-from-the-start', security: 'starttls', exitCode: 75 },
];

describe(`${tlsRows.length} ways in which TLS fails`, () => {
  it.each(tlsRows)('$what: neither password nor memo leaves', async ({ fault, security, exitCode }) => {
    const server = await serve(fault);
    const desk = new MailDesk({
      port: server.port,
      authority: certificates.authority,
      patience: impatient,
      settings: { 'mail.security': security },
    });
    const shown = await desk.memo({ send: true });
    expect(shown.exitCode).toBe(exitCode);
    expect(desk.message).toMatchObject({ state: 'queued', phase: null });
    expect(server.kept).toEqual([]);
    expect(untold(desk.message, shown.trouble)).toEqual([]);
    expectNothingInClear(server);
    expectNoSecret(desk, shown);
  });
});

const textOf = (raw: Uint8Array): string => Buffer.from(raw).toString('latin1');

function expectNothingInClear(server: FaultServer): void {
  const clear = server.inClear();
  expect(clear).not.toMatch(/Bonjour|Votre virement|AUTH |MAIL FROM/);
  expect(secretsIn(clear)).toEqual([]);
}

function expectNoSecret(desk: MailDesk, shown: Shown): void {
  const everything = shown.all + desk.filesText();
  expect(everything).toContain('roussel');
  expect(secretsIn(everything)).toEqual([]);
}
