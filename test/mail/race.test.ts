import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { day } from '../../src/domain/day.ts';
import { deliver } from '../../src/mail/send.ts';
import { smtpTransport } from '../../src/mail/transports/smtp.ts';
import { openLedger } from '../../src/store/ledger.ts';
import { aClient } from '../support/a-standing.ts';
import { makeCertificates } from './support/certificates.ts';
import { type FaultServer, startFaultServer } from './support/fault-server.ts';
import { aMessage } from './support/message.ts';

const today = day('2026-06-02');
const now = (): number => Date.UTC(2026, 5, 2, 9);
let server: FaultServer;
let authority: string;

beforeAll(async () => {
  const certificates = makeCertificates();
  authority = certificates.authority;
  server = await startFaultServer('ok', certificates);
});

afterAll(async () => server.close());

describe('two ledgers open on one file', () => {
  it('send one copy between them, twenty times', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'dun-race-')), 'dun.db');
    const ledgers = [1, 2].map(() => openLedger({ path, today, now }));
    const client = ledgers[0]?.clients.add(aClient());
    const transport = smtpTransport({
      settings: {
        host: '127.0.0.1',
        port: server.port,
        security: 'starttls',
        user: 'u',
        caFile: authority,
      },
      credentials: async (user: string) => ({ user, pass: 'p' }),
    });
    for (let round = 1; round <= 20; round++) {
      const message = ledgers[0]?.outbox.queue(aMessage({ callId: null, clientId: client?.id ?? 0 }));
      const senders = ledgers.map((ledger, index) => ({
        outbox: ledger.outbox,
        transportOf: () => transport,
        now,
        pid: process.pid + index,
      }));
      const deliveries = await Promise.all(senders.map((sender) => deliver(sender, message?.id ?? 0)));
      expect(deliveries.filter(({ trouble }) => trouble === null)).toHaveLength(1);
      expect(server.kept).toHaveLength(round);
    }
    expect(ledgers[1]?.outbox.list('sent')).toHaveLength(20);
    for (const ledger of ledgers) ledger.close();
  });
});
