import PostalMime from 'postal-mime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canary, MailDesk, secretsIn } from '../fault/mail-desk.ts';
import { type Certificates, makeCertificates } from './support/certificates.ts';
import { dovecotProgram, noDovecot, startDovecot } from './support/dovecot.ts';
import { type Exim, eximProgram, noExim, startExim } from './support/exim.ts';

if (eximProgram === null) console.warn(`skipped: ${noExim}`);

/** From the memo as it is written to the mailbox it lies in, through Debian's exim4. */
describe.skipIf(eximProgram === null)('a real mail server', () => {
  let exim: Exim;
  let certificates: Certificates;

  beforeAll(async () => {
    certificates = makeCertificates();
    const mailboxes = { nadia: null, jules: null, second: null, later: null, piped: null };
    exim = await startExim({ certificates, user: 'nadia@atelier.example', password: canary, mailboxes });
  });

  afterAll(async () => exim.stop());

  const newDesk = (settings: Readonly<Record<string, string>> = {}): MailDesk =>
    new MailDesk({ port: exim.port, authority: certificates.authority, isUnwritten: true, settings });

  it('takes two memos of one debt, each byte for byte as stored, the second in the thread of the first', async () => {
    const desk = newDesk();
    const shown = [await desk.memo({ send: true })];
    await exim.mails('jules', 1);
    desk.callAgain();
    shown.push(await desk.memo({ send: true }));
    expect(shown.map(({ exitCode, trouble }) => ({ exitCode, trouble }))).toEqual([
      { exitCode: 0, trouble: [] },
      { exitCode: 0, trouble: [] },
    ]);
    const mails = await exim.mails('jules', 2);
    const [first, second] = desk.all;
    expect(desk.all.map(({ state, receipt }) => [state, receipt])).toEqual(
      Array.from({ length: 2 }, () => ['sent', expect.stringMatching(/^250 OK id=/)]),
    );
    expect(mails.map(withoutTrace)).toEqual(desk.all.map(({ raw }) => Buffer.from(raw).toString('latin1')));
    const read = await Promise.all(mails.map((mail) => PostalMime.parse(Buffer.from(mail, 'latin1'))));
    expect(read[1]?.inReplyTo).toBe(first?.messageId);
    expect(read[1]?.references).toBe(first?.messageId);
    expect(read[1]?.messageId).toBe(second?.messageId);
    expect(mails[0]).toMatch(/^Received: .*\n(?:\s.*\n)*\s*by \S+ with esmtpsa +\(TLS1\.[23]\)/m);
  });

  it('is handed the same bytes by its sendmail', async () => {
    const desk = newDesk({ 'mail.transport': 'sendmail', 'mail.sendmail_path': exim.sendmail });
    const shown = await desk.memo({ send: true, to: 'piped@roussel.example' });
    expect([shown.exitCode, shown.trouble]).toEqual([0, []]);
    const [mail = ''] = await exim.mails('piped', 1);
    expect(withoutTrace(mail)).toBe(Buffer.from(desk.message.raw).toString('latin1'));
  });

  it('sends an unknown address back, naming it and the memo', async () => {
    const desk = newDesk();
    const shown = await desk.memo({ send: true, to: 'gone@roussel.example' });
    expect(shown.exitCode).toBe(0);
    const [bounce = ''] = await exim.mails('nadia', 1);
    expect(bounce).toMatch(/^Return-path: <>/im);
    expect(bounce).toMatch(/^Content-type: message\/delivery-status$/im);
    expect(bounce).toMatch(/^Action: failed\n(?:.*\n)*?Final-Recipient: rfc822;gone@roussel\.example$/im);
    expect(bounce).toContain('gone@roussel.example');
    expect(bounce).toContain(desk.message.messageId);
  });

  it('brings the answer of a client and the note of a machine back under the memo', async () => {
    const desk = newDesk();
    await desk.memo({ send: true, to: 'second@roussel.example' });
    const { messageId } = desk.message;
    const before = (await exim.mails('nadia', 1)).length;
    const answer = (id: string, more: string[], words: string): string =>
      [
        'From: Jules Roussel <jules@roussel.example>',
        'To: nadia@benali.example',
        'Subject: Re: F-2026-044',
        `Message-ID: <${id}@roussel.example>`,
        `In-Reply-To: ${messageId}`,
        `References: ${messageId}`,
        ...more,
        '',
        words,
        '',
      ].join('\n');
    const [from, to] = ['jules@roussel.example', 'nadia@benali.example'];
    await exim.receive({ from, to, text: answer('a', [], 'Agreed, Friday 12 June, 840 euros.') });
    await exim.receive({ from: '', to, text: answer('b', ['Auto-Submitted: auto-replied'], 'I am away.') });
    const mails = (await exim.mails('nadia', before + 2)).slice(before);
    const read = await Promise.all(mails.map((mail) => PostalMime.parse(Buffer.from(mail, 'latin1'))));
    expect(read.map((mail) => [mail.messageId, mail.inReplyTo, mail.text?.trim()])).toEqual([
      ['<a@roussel.example>', messageId, 'Agreed, Friday 12 June, 840 euros.'],
      ['<b@roussel.example>', messageId, 'I am away.'],
    ]);
    expect(mails.map((mail) => /^Return-path: (.*)$/im.exec(mail)?.[1])).toEqual([`<${from}>`, '<>']);
  });

  it('refuses a wrong login, and keeps nothing', async () => {
    const desk = newDesk({ 'mail.user': 'somebody@atelier.example' });
    const shown = await desk.memo({ send: true, to: 'later@roussel.example' });
    expect([shown.exitCode, desk.message.state]).toEqual([78, 'queued']);
    expect(shown.trouble.join(' ')).toContain('refuses the login of "somebody@atelier.example"');
    // The next one finds the mailbox empty: nothing of the first came there.
    desk.set('mail.user', 'nadia@atelier.example');
    expect((await desk.memo({ send: true })).exitCode).toBe(0);
    expect(await exim.mails('later', 1)).toHaveLength(1);
  });

  it('passes `dun mail test`, and gets nothing by it', async () => {
    const desk = newDesk();
    const right = await desk.start(['mail', 'test']).ended;
    expect([right.text, right.code]).toEqual([expect.stringContaining('127.0.0.1'), 0]);
    desk.set('mail.user', 'somebody@atelier.example');
    const wrong = await desk.start(['mail', 'test']).ended;
    expect([wrong.text, wrong.code]).toEqual([expect.stringContaining('→'), 78]);
    expect(secretsIn(right.text + wrong.text)).toEqual([]);
    expect(desk.all).toEqual([]);
  });

  it('is not trusted without its authority', async () => {
    const desk = new MailDesk({ port: exim.port, authority: '', isUnwritten: true });
    const shown = await desk.memo({ send: true, to: 'later@roussel.example' });
    expect([shown.exitCode, desk.message.state]).toEqual([78, 'queued']);
    expect(shown.trouble[0]).toContain('certificate of 127.0.0.1 is not valid');
  });
});

if (dovecotProgram === null) console.warn(`skipped: ${noDovecot}`);

/** The whole way: out through exim4, back into a mailbox of dovecot, and found there by the built program. */
describe.skipIf(eximProgram === null || dovecotProgram === null)('what comes back', () => {
  it('confirms the promise, believes no machine, and names the address that refused', async () => {
    const certificates = makeCertificates();
    const dovecot = await startDovecot(certificates);
    const { user, password, maildir } = dovecot;
    const exim = await startExim({
      certificates,
      user,
      password,
      mailboxes: { nadia: maildir, jules: null },
    });
    const settings = {
      'mail.password_command': `echo ${password}`,
      'mail.imap_host': dovecot.host,
      'mail.imap_port': String(dovecot.port),
      'mail.imap_security': 'tls',
    };
    const authority = certificates.authority;
    const [desk, other] = [1, 2].map(
      () => new MailDesk({ port: exim.port, authority, isUnwritten: true, settings }),
    );
    if (desk === undefined || other === undefined) throw new Error('no desk');
    try {
      await desk.memo({ send: true });
      const { messageId } = desk.message;
      const reply = (id: string, more: string, words: string): string =>
        `From: Jules Roussel <jules@roussel.example>\nTo: nadia@benali.example\nSubject: Re: F-2026-044\n` +
        `Message-ID: <${id}@roussel.example>\nIn-Reply-To: ${messageId}\n${more}\n${words}\n`;
      const [from, to] = ['jules@roussel.example', 'nadia@benali.example'];
      const away = reply('away', 'Auto-Submitted: auto-replied\n', 'I agree, and I am away until Monday.');
      await exim.receive({ from: '', to, text: away });
      await exim.mails('nadia', 1);
      const first = await desk.start(['mail', 'check']).ended;
      expect([first.code, desk.promises()]).toEqual([0, [[]]]);
      await exim.receive({ from, to, text: reply('yes', '', 'Agreed, Friday 12 June, 840 euros.') });
      await exim.mails('nadia', 2);
      const second = await desk.start(['mail', 'check']).ended;
      expect(second.text).toContain('Agreed, Friday 12 June, 840 euros.');
      expect([second.code, desk.promises()]).toEqual([0, [['confirmed']]]);
      // Looked at again, nothing is new; and nothing in the mailbox has become seen.
      await desk.start(['mail', 'check', '--json']).ended;
      expect(desk.promises()).toEqual([['confirmed']]);

      await other.start(['contact', 'edit', 'roussel', 'Jules', '--email', 'gone@roussel.example']).ended;
      await other.memo({ send: true });
      await exim.mails('nadia', 3);
      const third = await other.start(['mail', 'check']).ended;
      expect([third.code, third.text]).toEqual([0, expect.stringContaining('gone@roussel.example')]);
      const due = await other.start(['due']).ended;
      expect(due.text).toContain('gone@roussel.example');
      expect(other.promises()).toEqual([[]]);
      expect(new Set(dovecot.flags('INBOX'))).toEqual(new Set(['']));
      expect(secretsIn(first.text + second.text + third.text)).toEqual([]);
    } finally {
      await exim.stop();
      await dovecot.stop();
    }
  });
});

/** What the server put above is its own; from our first header on it is ours. Mailboxes end lines by LF. */
function withoutTrace(mail: string): string {
  return mail.slice(mail.indexOf('\nFrom: ') + 1).replaceAll('\n', '\r\n');
}
