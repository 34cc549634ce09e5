import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { buildMessage, type Letter } from '../../src/mail/message.ts';
import { aLetter, pdf } from './support/letter.ts';

const calendar = {
  name: 'paiement-2026-06-10.ics',
  bytes: Buffer.from('BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n'),
};
const full = aLetter({
  calendar,
  invoices: [{ name: 'Facture n° 044 (été).PDF', bytes: pdf }],
  paymentCode: {
    png: Buffer.from([0x89, 0x50, 0x4e, 0x47]),
    cid: 'code.1',
    name: 'code de paiement 840,00 €',
  },
  thread: {
    inReplyTo: '<earlier@atelier.example>',
    references: ['<first@atelier.example>', '<earlier@atelier.example>'],
  },
});

async function parsed(letter: Letter) {
  return PostalMime.parse(await buildMessage(letter));
}

describe('buildMessage', () => {
  it('makes the same bytes of the same letter', async () => {
    const [one, two] = [await buildMessage(full), await buildMessage(full)];
    expect(Buffer.compare(one, two)).toBe(0);
  });

  it('makes other bytes of another Message-ID', async () => {
    const other = await buildMessage({ ...full, messageId: '<other@atelier.example>' });
    expect(Buffer.compare(await buildMessage(full), other)).not.toBe(0);
  });

  it('ends every line with CRLF and keeps to seven bits', async () => {
    const raw = Buffer.from(await buildMessage(full)).toString('latin1');
    expect(raw.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(raw).not.toMatch(/[^\t\r\n -~]/);
    expect(raw.split('\r\n').every((line) => line.length <= 998)).toBe(true);
  });

  it('is read back by another program as it was written', async () => {
    const mail = await parsed(full);
    expect(mail.from).toMatchObject({ name: 'Nadia Benali', address: 'nadia@atelier.example' });
    expect(mail.to).toMatchObject([{ name: 'Jules Roussel', address: 'jules@roussel.example' }]);
    expect([mail.cc ?? [], mail.bcc ?? [], mail.replyTo ?? []].flat()).toEqual([]);
    expect(mail.subject).toBe(full.subject);
    expect(mail.text?.replaceAll('\r\n', '\n').trim()).toBe(full.text.trim());
    expect(mail.html?.trim()).toBe(full.html);
    expect(mail.messageId).toBe(full.messageId);
    expect(mail.date).toBe('2026-06-09T08:30:00.000Z');
    expect(mail.inReplyTo).toBe('<earlier@atelier.example>');
    expect(mail.references).toBe('<first@atelier.example> <earlier@atelier.example>');
  });

  it('carries code, calendar and invoice, named without surprises', async () => {
    const { attachments } = await parsed(full);
    expect(attachments.map((one) => [one.filename, one.mimeType, one.disposition, one.related])).toEqual([
      ['code-de-paiement-840-00.png', 'image/png', 'inline', true],
      ['code-de-paiement-840-00.png', 'image/png', 'attachment', undefined],
      ['paiement-2026-06-10.ics', 'text/calendar', 'attachment', undefined],
      ['facture-n-044-ete.pdf', 'application/pdf', 'attachment', undefined],
    ]);
    const invoice = attachments.at(3)?.content;
    expect(invoice instanceof ArrayBuffer && Buffer.from(invoice).equals(pdf)).toBe(true);
    const raw = Buffer.from(await buildMessage(full)).toString('latin1');
    expect(raw).toMatch(/Content-Type: text\/calendar; charset=utf-8; method=PUBLISH/);
    expect(raw).toContain('Content-ID: <code.1>');
    const frames = [...raw.matchAll(/^Content-Type: (multipart\/\w+)/gm)].map(([, type]) => type);
    expect(frames).toEqual(['multipart/mixed', 'multipart/alternative', 'multipart/related']);
  });

  it('says nothing it was not asked to: no Bcc, no Auto-Submitted, no List-*, no X-Mailer', async () => {
    const raw = Buffer.from(await buildMessage(full)).toString('latin1');
    expect(raw).not.toMatch(/^(?:bcc|auto-submitted|list-|x-mailer|reply-to):/im);
  });

  it.each([
    ['../../etc/passwd', 'etc-passwd.bin'],
    ['-rf.pdf', 'rf.pdf'],
    ['CON.pdf', 'invoice.pdf'],
    ['évil"\r\nX: y.pdf', 'evil-x-y.pdf'],
    ['日本語.pdf', 'invoice.pdf'],
    ['..\\..\\windows\\system32\\a.pdf', 'windows-system32-a.pdf'],
    ['facture\u202efdp.exe', 'facture-fdp.exe'],
    ['=?utf-8?q?a=2Eexe?=.pdf', 'utf-8-q-a-2eexe.pdf'],
    ['a.pdf; filename=b.exe', 'a-pdf-filename-b.pdf'],
    ['x'.repeat(1_000_000), `${'x'.repeat(60)}.bin`],
    ['a'.repeat(300), `${'a'.repeat(60)}.bin`],
  ])('names a file %j %s', async (name, expected) => {
    const isPdf = expected.endsWith('.pdf');
    const mail = await parsed(aLetter({ invoices: [{ name, bytes: isPdf ? pdf : Buffer.from('x') }] }));
    expect(mail.attachments[0]?.filename).toBe(expected);
  });

  it('sends bytes, never what a name points at', async () => {
    const name = 'file:///etc/passwd';
    const mail = await parsed(aLetter({ invoices: [{ name, bytes: Buffer.from('mine') }] }));
    const content = mail.attachments[0]?.content;
    expect(content instanceof ArrayBuffer && Buffer.from(content).toString()).toBe('mine');
  });
});
