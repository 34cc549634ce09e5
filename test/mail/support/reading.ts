import type { Deal } from '../../../src/domain/agreement.ts';
import { day } from '../../../src/domain/day.ts';
import { EUR, money } from '../../../src/domain/money.ts';
import { type Answerable, readReply, type ReadReply } from '../../../src/domain/read-reply.ts';
import { readMail } from '../../../src/mail/mime.ts';
import { memoId } from './returned-mails.ts';

/** The memo that the mails of `returned-mails.ts` answer. */
export const memo: Answerable = {
  id: 17,
  clientId: 3,
  callId: 7,
  messageId: memoId,
  from: 'nadia@atelier.example',
  to: ['jules@roussel.example'],
  subject: 'F-2026-044 : merci de confirmer 840,00',
  sentAt: Date.parse('2026-06-09T08:30:00Z'),
};

const now = Date.parse('2026-06-10T08:00:00Z');
const received = Date.parse('2026-06-09T12:00:00Z');

const deal = (on = day('2026-06-09')): Deal => ({
  amounts: [money(84_000, EUR)],
  days: [day('2026-06-12')],
  numbers: ['F-2026-044'],
  names: ['Menuiserie Roussel', 'Jules Roussel', 'Nadia Benali'],
  on,
});

export interface Case {
  readonly messages?: readonly Answerable[];
  readonly hasPromise?: boolean;
  readonly receivedAt?: number | null;
}

/** A mail read from its bytes, as `dun mail check` does it. */
export async function read(raw: string | Uint8Array, given: Case = {}): Promise<ReadReply[]> {
  const { messages = [memo], hasPromise = true, receivedAt = received } = given;
  const bytes = typeof raw === 'string' ? Buffer.from(raw.replace(/\r?\n/g, '\r\n')) : raw;
  const mail = await readMail(bytes, receivedAt);
  if (mail === null) return [];
  return readReply(mail, { messages, now, dealOf: (_, on) => (hasPromise ? deal(on) : null) });
}
