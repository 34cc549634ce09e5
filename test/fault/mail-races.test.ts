import { beforeAll, describe, expect, it } from 'vitest';
import { type Certificates, makeCertificates } from '../mail/support/certificates.ts';
import { type ProtocolStep, startFaultServer, type Watch } from '../mail/support/fault-server.ts';
import { type Answer, type Ended, MailDesk, type Shown } from './mail-desk.ts';

let certificates: Certificates;

beforeAll(() => {
  certificates = makeCertificates();
});

/** Where the first sender is held by its server while the second runs from start to end. */
const places: readonly ProtocolStep[] = ['connect', 'AUTH', 'DATA', 'body', 'dot'];

describe(`${places.length} races of two senders on one ledger`, () => {
  it.each(places)('held at %s: one copy, and the second says who has it', async (place) => {
    const race: { desk?: MailDesk; second?: Promise<Ended> | undefined } = {};
    const watch: Watch = (step, moment) => {
      if (step !== place || moment !== 'before' || race.second !== undefined) return undefined;
      race.second = race.desk?.send().ended;
      return race.second?.then(() => undefined);
    };
    const server = await startFaultServer('one-by-one', certificates, watch);
    try {
      const desk = new MailDesk({ port: server.port, authority: certificates.authority });
      race.desk = desk;
      const first = await desk.send().ended;
      const second = await race.second;
      await server.quiet();
      expect([first.code, second?.code]).toEqual([0, 75]);
      expect(second?.text).toContain('Another dun is already sending the message to jules@roussel.example.');
      expect(desk.message).toMatchObject({ state: 'sent', attempts: 1 });
      expect(server.kept).toHaveLength(1);
    } finally {
      await server.close();
    }
  });
});

describe('two who send what is not written down yet', () => {
  it('write it down once and send one copy', async () => {
    const server = await startFaultServer('ok', certificates);
    try {
      const desk = new MailDesk({ port: server.port, authority: certificates.authority, isUnwritten: true });
      const shown = await Promise.all([desk.memo({ send: true }), desk.memo({ send: true })]);
      await server.quiet();
      expect(server.kept).toHaveLength(1);
      expect(desk.all.map(({ state }) => state)).toEqual(['sent']);
      expect(shown.map(({ exitCode }) => exitCode).toSorted((a, b) => a - b)).toEqual([0, 75]);
    } finally {
      await server.close();
    }
  });

  it('in two windows: the second "send" finds it gone', async () => {
    const server = await startFaultServer('ok', certificates);
    try {
      const desk = new MailDesk({ port: server.port, authority: certificates.authority, isUnwritten: true });
      const shown = await desk.memoWhile(() => desk.memo({ send: true }), 'send');
      await server.quiet();
      expect([shown.exitCode, shown.trouble[0]]).toEqual([1, expect.stringContaining('has left already')]);
      expect(server.kept).toHaveLength(1);
      expect(desk.all.map(({ state }) => state)).toEqual(['sent']);
    } finally {
      await server.close();
    }
  });
});

describe('two windows that ask about the same doubt', () => {
  const answers: readonly Answer[] = ['arrived', 'send_again'];

  it.each(answers)('"%s" while the other sends it again changes nothing for the other', async (answer) => {
    const bad = await startFaultServer('drop-after-dot', certificates);
    const sending = Promise.withResolvers<void>();
    const answered = Promise.withResolvers<void>();
    const watch: Watch = (step, moment) => {
      if (step !== 'body' || moment !== 'before') return undefined;
      sending.resolve();
      return answered.promise;
    };
    const good = await startFaultServer('one-by-one', certificates, watch);
    try {
      const desk = new MailDesk({ port: bad.port, authority: certificates.authority });
      await desk.memo({ send: true });
      desk.useServer(good.port);
      const other: { shown?: Promise<Shown> } = {};
      const late = await desk.memoWhile(async () => {
        other.shown = desk.memo({}, 'send_again');
        await sending.promise;
      }, answer);
      answered.resolve();
      expect([late.exitCode, (await other.shown)?.exitCode]).toEqual([75, 0]);
      await good.quiet();
      expect(good.kept).toHaveLength(1);
      expect(desk.message).toMatchObject({ state: 'sent', receipt: expect.stringMatching(/^250 /) });
    } finally {
      await Promise.all([bad.close(), good.close()]);
    }
  });
});
