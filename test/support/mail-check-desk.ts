import { afterEach, beforeAll, onTestFinished } from 'vitest';
import { registerClient } from '../../src/commands/client.ts';
import { registerContact } from '../../src/commands/contact.ts';
import { registerDue } from '../../src/commands/due.ts';
import { registerInvoice } from '../../src/commands/invoice.ts';
import { registerLog } from '../../src/commands/log.ts';
import { registerMail } from '../../src/commands/mail.ts';
import { registerPromise } from '../../src/commands/promise.ts';
import type { MemoKind } from '../../src/domain/attempt.ts';
import { day, momentOf } from '../../src/domain/day.ts';
import { mailService } from '../../src/mail/service.ts';
import { type Ledger, openLedger } from '../../src/store/ledger.ts';
import { type Certificates, makeCertificates } from '../mail/support/certificates.ts';
import { type Lying, type MailboxServer, startMailboxServer } from '../mail/support/mailbox-server.ts';
import { answerMail, exchangeStatus, memoId, reportMail } from '../mail/support/returned-mails.ts';
import { aDesk, type Desk, type DeskSetting, fillDesk } from './desk.ts';

const commands = [
  registerClient,
  registerContact,
  registerInvoice,
  registerLog,
  registerMail,
  registerDue,
  registerPromise,
];

let certificates: Certificates;
const open: MailboxServer[] = [];
beforeAll(() => {
  certificates = makeCertificates();
});
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

function mailOf(ledger: Ledger) {
  return mailService({
    outbox: ledger.outbox,
    settings: () => ledger.settings.all(),
    now: () => 0,
    newId: () => 'id',
    pid: process.pid,
    draftFolder: '/nowhere',
    handleOf: () => 'client',
    password: 'secret',
  });
}

export const desk = (ledger: Ledger, setting: Omit<DeskSetting, 'commands' | 'mail' | 'ledger'> = {}): Desk =>
  aDesk({ commands, mail: mailOf, today: '2026-06-10', language: 'en', ledger, ...setting });

/** Roussel promised 840.00 for 12 June on the phone on 9 June, and the memo has left. */
export async function promised(): Promise<Ledger> {
  const at = momentOf(day('2026-06-09'), 630);
  const ledger = openLedger({ path: ':memory:', now: () => at, today: day('2026-06-09') });
  onTestFinished(() => ledger.close());
  const before = desk(ledger, { today: '2026-06-09' });
  await fillDesk(before);
  await before.dun('log', 'roussel', '--outcome', 'promise', '--amount', 'all', '--on', '2026-06-12');
  writeMemo(ledger, { to: 'sent', receipt: '250', at });
  return ledger;
}

/** A memo of the call that met this end. */
export function writeMemo(
  ledger: Ledger,
  step: Parameters<Ledger['outbox']['advance']>[1],
  { messageId = memoId, kind = 'promise_confirmation' }: { messageId?: string; kind?: MemoKind } = {},
): number {
  const [standing] = ledger.standings.all().filter(({ promises }) => promises.length > 0);
  const message = ledger.outbox.queue({
    callId: standing?.attempts[0]?.id ?? null,
    clientId: standing?.client.id ?? 0,
    kind,
    language: 'fr',
    messageId,
    from: 'nadia@atelier.example',
    to: ['jules@roussel.example'],
    subject: 'F-2026-044 : merci de confirmer 840,00',
    text: 'Bonjour',
    raw: new Uint8Array([1]),
    transport: 'smtp',
  });
  ledger.outbox.take(message.id, process.pid);
  return ledger.outbox.advance(message.id, step).id;
}

/** A server with these mails, which the ledger is set to. */
export async function mailbox(
  ledger: Ledger,
  inbox: readonly Lying[],
  sent: readonly Lying[] = [],
): Promise<MailboxServer> {
  const server = await startMailboxServer({
    certificates,
    folders: { INBOX: inbox, Sent: sent },
    sent: 'Sent',
  });
  open.push(server);
  const settings = {
    'mail.imap_host': '127.0.0.1',
    'mail.imap_port': String(server.port),
    'mail.imap_user': 'nadia@atelier.example',
    'mail.ca_file': certificates.authority,
  };
  for (const [key, value] of Object.entries(settings)) ledger.settings.set(key, value);
  return server;
}

export const at = '2026-06-09T12:00:00Z';
export const agreed = { raw: answerMail("D'accord."), at };
export const answer = {
  raw: answerMail('Je transmets à la compta.', 'Message-ID: <other@roussel.example>'),
  at,
};
export const absent = {
  raw: answerMail(
    'Je suis absent, de retour le 15 juin.',
    'Auto-Submitted: auto-replied',
    'Message-ID: <away@roussel.example>',
  ),
  at,
};
export const bounce = { raw: reportMail({ status: exchangeStatus }), at };

/** What became of the promise in writing. */
export function changesOf(ledger: Ledger) {
  const all = ledger.standings.all().flatMap(({ promises }) => promises);
  return all.flatMap(({ changes }) => changes.map(({ kind, on, reason }) => `${kind} ${on} ${reason}`));
}

/** The list of a day, on one line. */
export const reasons = async (ledger: Ledger, today = '2026-06-10'): Promise<string> =>
  (await desk(ledger, { today }).dun('due')).out.replace(/\s+/g, ' ');
