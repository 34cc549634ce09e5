import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { runMemo } from '../../src/commands/memo.ts';
import { type Certificates, makeCertificates } from '../mail/support/certificates.ts';
import { type FaultServer, startFaultServer } from '../mail/support/fault-server.ts';
import { type Lying, type MailboxServer, startMailboxServer } from '../mail/support/mailbox-server.ts';
import { aDesk, type Desk } from '../support/memo-services.ts';

let certificates: Certificates;
const open: (FaultServer | MailboxServer)[] = [];
beforeAll(() => {
  certificates = makeCertificates();
});
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

/** A memo whose connection broke after the message, and a mailbox that is set. */
async function inDoubt(
  choices: readonly string[],
  sent: (messageId: string) => readonly Lying[],
): Promise<Desk> {
  const smtp = await startFaultServer('drop-after-dot-kept', certificates);
  const desk = aDesk({
    choices,
    settings: {
      'mail.transport': 'smtp',
      'mail.host': '127.0.0.1',
      'mail.port': String(smtp.port),
      'mail.security': 'starttls',
      'mail.user': 'nadia',
      'mail.ca_file': certificates.authority,
    },
  });
  open.push(smtp);
  await expect(runMemo(desk.context, { send: true })).rejects.toMatchObject({ exitCode: 76 });
  const [message] = desk.context.ledger.outbox.list();
  const folders = { INBOX: [], Sent: sent(message?.messageId ?? '') };
  const mailbox = await startMailboxServer({ certificates, folders, sent: 'Sent' });
  open.push(mailbox);
  const { settings } = desk.context.ledger;
  settings.set('mail.imap_host', '127.0.0.1');
  settings.set('mail.imap_port', String(mailbox.port));
  settings.set('mail.imap_user', 'nadia');
  return desk;
}

const copy = (id: string): readonly Lying[] => [{ raw: `Message-ID: ${id}\nSubject: F\n\nBonjour\n` }];

describe('a memo in doubt, with a mailbox that is set', () => {
  it('is sent when it lies among the sent ones, and nobody is asked', async () => {
    const desk = await inDoubt([], copy);
    await runMemo(desk.context, {});
    expect(desk.context.ledger.outbox.list()).toMatchObject([{ state: 'sent' }]);
    expect(desk.seen.notes.join(' ')).toContain('Retrouvé parmi les messages envoyés');
  });

  it('is asked about when it does not', async () => {
    const desk = await inDoubt(['later'], () => []);
    await expect(runMemo(desk.context, {})).rejects.toMatchObject({ exitCode: 76 });
    expect([desk.left, desk.context.ledger.outbox.list()[0]?.state]).toEqual([[], 'uncertain']);
  });

  it('is asked about when the mailbox cannot be opened, and that is told', async () => {
    const desk = await inDoubt(['arrived'], copy);
    await open.pop()?.close();
    await runMemo(desk.context, {});
    expect(desk.left).toEqual([]);
    expect(desk.seen.notes.join(' ')).toContain('127.0.0.1');
  });
});
