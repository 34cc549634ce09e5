import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { day } from '../../src/domain/day.ts';
import { mayConcern } from '../../src/domain/read-reply.ts';
import { type Mailbox, type Search, searchInbox, searchSent } from '../../src/mail/inbox.ts';
import { mostBytes } from '../../src/mail/mime.ts';
import { type Certificates, makeCertificates } from './support/certificates.ts';
import { dovecotProgram, noDovecot, startDovecot } from './support/dovecot.ts';
import { aMessage } from './support/message.ts';
import {
  type Lying,
  type MailboxServer,
  readingCommands,
  startMailboxServer,
  verbOf,
} from './support/mailbox-server.ts';

const memo = '<6b9f2d0c-5b52-4a58-9f5e-0d4fd21a7e11@atelier.example>';
const search: Search = {
  since: day('2026-06-09'),
  wants: (head) =>
    mayConcern(
      head,
      [aMessage({ messageId: memo })].map((one) => ({ ...one, sentAt: 0 })),
    ),
  known: new Set(),
  messageIds: [memo],
};

let certificates: Certificates;
beforeAll(() => {
  certificates = makeCertificates();
});

function mailboxAt(port: number, change: Partial<Mailbox['door']['settings']> = {}): Mailbox {
  const settings = {
    host: '127.0.0.1',
    port,
    security: 'tls',
    user: 'nadia@atelier.example',
    caFile: certificates.authority,
    folder: 'INBOX',
    sentFolder: null,
    usualSentFolder: null,
    ...change,
  } as const;
  const credentials = async (user: string) => ({ user, pass: 'correct-horse-battery' });
  return { door: { settings, credentials }, provider: null };
}

function mail(id: string, header: readonly string[], text = "D'accord."): string {
  return [
    'From: Jules Roussel <jules@roussel.example>',
    'To: nadia@atelier.example',
    `Message-ID: <${id}@roussel.example>`,
    'Date: Tue, 09 Jun 2026 11:30:00 +0200',
    'Subject: =?utf-8?Q?Re:_votre_virement_de_840,00_=E2=82=AC?=',
    'Content-Type: text/plain; charset=utf-8',
    ...header,
    '',
    text,
    '',
  ].join('\r\n');
}

const answer = mail('a', [`In-Reply-To: ${memo}`, `References: <0@atelier.example> ${memo}`]);
const byReference = mail('b', [`References: <0@atelier.example>\r\n ${memo}`]);
const elsewhere = mail('c', ['In-Reply-To: <other@atelier.example>']);
const bounce = mail('d', ['X-Failed-Recipients: jules@roussel.example'], 'undeliverable');
const sent = mail('e', []).replace('<e@roussel.example>', memo);

describe('a mailbox that is only read', () => {
  let server: MailboxServer | undefined;

  afterEach(async () => {
    const heard = server?.heard ?? [];
    await server?.close();
    server = undefined;
    // A command that could change the mailbox fails whatever test sent it.
    const writing = heard.filter(
      (command) => !readingCommands.has(verbOf(command)) || /\bBODY\[|\bRFC822\b(?!\.SIZE)/i.test(command),
    );
    if (writing.length > 0) throw new Error(`a mailbox was not only read: ${writing.join(' · ')}`);
  });

  const start = async (folders: Record<string, readonly Lying[]>, sentFolder?: string): Promise<Mailbox> => {
    server = await startMailboxServer({
      certificates,
      folders,
      ...(sentFolder === undefined ? {} : { sent: sentFolder }),
    });
    return mailboxAt(server.port);
  };

  it('gives the mails that answer ours or report on them, oldest first, and no other', async () => {
    const mailbox = await start({
      INBOX: [{ raw: answer }, { raw: elsewhere }, { raw: byReference }, { raw: bounce }],
    });
    const found = await searchInbox(mailbox, search);
    expect(found.mails.map((one) => one.mail.id)).toEqual([
      '<a@roussel.example>',
      '<b@roussel.example>',
      '<d@roussel.example>',
    ]);
    const [first] = found.mails;
    expect(first?.mail).toMatchObject({
      from: ['jules@roussel.example'],
      fromName: 'Jules Roussel',
      subject: 'Re: votre virement de 840,00 €',
      sentAt: Date.parse('2026-06-09T09:30:00Z'),
      receivedAt: Date.parse('2026-06-09T12:00:00Z'),
      inReplyTo: [memo],
      text: "D'accord.\n",
    });
    expect(Buffer.from(first?.raw ?? []).toString()).toBe(answer);
    expect(found).toMatchObject({ folder: 'INBOX', count: 4, isCut: false, unreadable: 0 });
    expect(server?.heard).toContain('EXAMINE INBOX');
  });

  it('leaves out what is known and what came before, with a day for the clock of the server', async () => {
    const mailbox = await start({
      INBOX: [
        { raw: answer, at: '2026-06-07T12:00:00Z' },
        { raw: byReference, at: '2026-06-08T12:00:00Z' },
        { raw: bounce },
      ],
    });
    const found = await searchInbox(mailbox, { ...search, known: new Set(['<d@roussel.example>']) });
    expect(found.mails.map((one) => one.mail.id)).toEqual(['<b@roussel.example>']);
  });

  it('takes no more of a mail of 50 MB than its beginning', async () => {
    const large = Buffer.from(answer + 'x'.repeat(50 * 1024 * 1024));
    const mailbox = await start({ INBOX: [{ raw: large }] });
    const { mails } = await searchInbox(mailbox, search);
    expect(mails[0]?.raw.length).toBe(mostBytes);
    expect(mails[0]?.mail.inReplyTo).toEqual([memo]);
    expect(server?.bytesSent()).toBeLessThan(mostBytes + 10_000);
  });

  it('reads around a header of 1 MB, and tells what it cannot read', async () => {
    const long = mail('l', [`In-Reply-To: ${memo}`, `X-Long: ${'a'.repeat(1024 * 1024)}`]);
    const deep = Array.from(
      { length: 60 },
      (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\r\n\r\n--b${at}\r\n`,
    );
    const nested = mail('n', [`In-Reply-To: ${memo}`])
      .replace(/Content-Type: .*\r\n/, '')
      .replace(/\r\n\r\n.*/s, `\r\n${deep.join('')}`);
    const mailbox = await start({ INBOX: [{ raw: long }, { raw: nested }, { raw: answer }] });
    const found = await searchInbox(mailbox, search);
    expect(found.mails.map(({ mail: { id, text } }) => [id, text])).toEqual([
      ['<l@roussel.example>', ''],
      ['<a@roussel.example>', "D'accord.\n"],
    ]);
    expect(found.unreadable).toBe(1);
  });

  it('reads 1,200 mails in a few commands', async () => {
    const mailbox = await start({
      INBOX: [...Array.from({ length: 1200 }, () => ({ raw: elsewhere })), { raw: answer }],
    });
    const found = await searchInbox(mailbox, search);
    expect([found.count, found.mails.length]).toEqual([1201, 1]);
    expect(server?.heard.filter((command) => command.startsWith('UID FETCH'))).toHaveLength(8);
  });

  it('finds the answer that names a memo behind 5,000 newer mails, without reading all', async () => {
    const newer = Array.from({ length: 5050 }, () => ({ raw: elsewhere }));
    const mailbox = await start({
      INBOX: [{ raw: byReference }, { raw: elsewhere }, { raw: answer }, ...newer],
    });
    const messageIds = [...Array.from({ length: 60 }, (_, at) => `<old-${at}@atelier.example>`), memo];
    const found = await searchInbox(mailbox, { ...search, messageIds });
    expect(found.mails.map((one) => one.mail.id)).toEqual(['<b@roussel.example>', '<a@roussel.example>']);
    expect(found).toMatchObject({ count: 5002, isCut: true });
  });

  it('finds a message among the sent ones: in the folder that is marked, named, or in the copy to oneself', async () => {
    const marked = await start({ INBOX: [], Gesendet: [{ raw: answer }, { raw: sent }] }, 'Gesendet');
    expect(await searchSent(marked, memo)).toBe(true);
    expect(await searchSent(marked, '<nobody@atelier.example>')).toBe(false);
    await server?.close();
    const named = await start({ INBOX: [], Envois: [{ raw: sent }] });
    expect(await searchSent(mailboxAt(server?.port ?? 0, { sentFolder: 'Envois' }), memo)).toBe(true);
    expect(await searchSent(named, memo)).toBe(false);
    await server?.close();
    const copied = await start({ INBOX: [{ raw: sent }] });
    expect(await searchSent(copied, memo)).toBe(true);
  });

  it.each([
    ['UID SEARCH', 'refuses', 'later'],
    ['UID FETCH', 'refuses', 'broken_off'],
    ['UID SEARCH', 'hangs up', 'broken_off'],
    ['UID FETCH', 'hangs up', 'broken_off'],
  ] as const)('is not called empty where %s %s', async (verb, way, kind) => {
    server = await startMailboxServer({
      certificates,
      folders: { INBOX: [{ raw: answer }, { raw: byReference }] },
      trouble: { verb, way },
    });
    await expect(searchInbox(mailboxAt(server.port), search)).rejects.toMatchObject({
      key: `mail.fault.${kind}`,
      exitCode: 75,
    });
  });

  it('names the folder that is not there', async () => {
    const mailbox = await start({ INBOX: [] });
    const { port } = mailbox.door.settings;
    const wrong = mailboxAt(port, { folder: 'Relances' });
    await expect(searchInbox(wrong, search)).rejects.toMatchObject({
      key: 'mail.fault.no_folder',
      exitCode: 78,
    });
  });

  it('is opened under a certificate that is checked, or not at all', async () => {
    const mailbox = await start({ INBOX: [{ raw: answer }] });
    const stranger = mailboxAt(mailbox.door.settings.port, { caFile: null });
    await expect(searchInbox(stranger, search)).rejects.toMatchObject({ exitCode: 78 });
    expect(server?.heard).toEqual([]);
  });
});

if (dovecotProgram === null) console.warn(`skipped: ${noDovecot}`);

describe.skipIf(dovecotProgram === null)('a real mailbox', () => {
  it.each(['tls', 'starttls'] as const)(
    'is read by %s: the answers, the sent one, and nothing becomes seen',
    async (security) => {
      const server = await startDovecot(certificates);
      try {
        for (const raw of [elsewhere, answer, bounce]) server.put('INBOX', raw);
        server.put('.Sent', sent);
        const port = security === 'tls' ? server.port : server.plainPort;
        const mailbox = mailboxAt(port, { security });
        const found = await searchInbox(mailbox, search);
        expect(found.mails.map((one) => one.mail.id)).toEqual(['<a@roussel.example>', '<d@roussel.example>']);
        expect(Buffer.from(found.mails[0]?.raw ?? []).toString()).toBe(answer);
        expect(await searchSent(mailbox, memo)).toBe(true);
        expect(await searchSent(mailbox, '<nobody@atelier.example>')).toBe(false);
        expect(server.flags('INBOX')).toEqual(['', '', '']);
        expect(server.flags('.Sent')).toEqual(['']);
      } finally {
        await server.stop();
      }
    },
  );
});
