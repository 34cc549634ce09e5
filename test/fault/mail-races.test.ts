import { beforeAll, describe, expect, it } from 'vitest';
import { type Certificates, makeCertificates } from '../mail/support/certificates.ts';
import { type ProtocolStep, startFaultServer, type Watch } from '../mail/support/fault-server.ts';
import { type Ended, MailDesk } from './mail-desk.ts';

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
      const shown = await desk.memoWhile(() => desk.memo({ send: true }));
      await server.quiet();
      expect([shown.exitCode, shown.trouble[0]]).toEqual([1, expect.stringContaining('has left already')]);
      expect(server.kept).toHaveLength(1);
      expect(desk.all.map(({ state }) => state)).toEqual(['sent']);
    } finally {
      await server.close();
    }
  });
});
