import { describe, expect, it } from 'vitest';
import type { Answerable } from '../../src/domain/read-reply.ts';
import { type Case, memo, read } from './support/reading.ts';
import { answerMail, memoId, outlookHtml, readReceipt } from './support/returned-mails.ts';

const page = 'Content-Type: text/html; charset=utf-8';

/** As Gmail writes a page. */
function quotingPage(words: string): string {
  return `<div dir="ltr">${words}</div><br><div class="gmail_quote"><div class="gmail_attr">Le mar. 9 juin 2026 à 10:30, Nadia &lt;<a href="mailto:nadia@atelier.example">nadia@atelier.example</a>&gt; a écrit :<br></div><blockquote class="gmail_quote"><p>Répondez « d'accord ».</p><p>d'accord</p></blockquote></div>`;
}

function outlookPage(words: string): string {
  return `<div>${words}</div><hr tabindex="-1"><div id="divRplyFwdMsg"><b>De :</b> Nadia &lt;nadia@atelier.example&gt;<br><b>Envoyé :</b> mardi<br><b>À :</b> Jules<br><b>Objet :</b> F-2026-044</div><div>Bonjour, d'accord ?</div>`;
}

function alternative(text: string, html: string): string {
  const part = (type: string, words: string): string =>
    `--B\nContent-Type: ${type}; charset=utf-8\n\n${words}\n`;
  const parts = `${part('text/plain', text)}${part('text/html', html)}--B--`;
  return answerMail(parts, 'Content-Type: multipart/alternative; boundary=B');
}

function enclosing(type: string, disposition: string, name: string): string {
  const file = `--B\nContent-Type: ${type}; name="${name}"\nContent-Disposition: ${disposition}; filename="${name}"\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n`;
  const parts = `--B\nContent-Type: text/plain; charset=utf-8\n\nD'accord\n${file}--B--`;
  return answerMail(parts, 'Content-Type: multipart/mixed; boundary=B');
}

async function kinds(raw: string, given: Case = {}): Promise<string[]> {
  return (await read(raw, given)).map(({ kind }) => kind);
}

describe('an answer to a memo', () => {
  it.each<[string, string, string]>([
    ['agrees', answerMail("D'accord."), 'agreed'],
    [
      'agrees above what it quotes',
      answerMail('Agreed.\n\nOn Tue, Jun 9, 2026 Nadia <nadia@atelier.example> wrote:\n> Do you confirm?'),
      'agreed',
    ],
    ['agrees in Outlook', outlookHtml, 'agreed'],
    [
      'agrees in the charset of Windows',
      answerMail('Entendu', 'Content-Type: text/plain; charset=windows-1252'),
      'agreed',
    ],
    [
      'agrees in a charset that nobody knows',
      answerMail('ok', 'Content-Type: text/plain; charset=x-unknown-7'),
      'agreed',
    ],
    [
      'agrees in base64',
      answerMail(
        Buffer.from('C’est bon, merci').toString('base64'),
        'Content-Type: text/plain; charset=utf-8',
        'Content-Transfer-Encoding: base64',
      ),
      'agreed',
    ],
    [
      'agrees in HTML alone',
      answerMail(
        "<html><body><p>Bonjour Nadia,</p><p>C'est entendu.</p></body></html>",
        'Content-Type: text/html; charset=utf-8',
      ),
      'agreed',
    ],
    [
      'agrees by references alone',
      answerMail('ok', 'In-Reply-To: ', `References: <0@atelier.example> ${memoId}`),
      'agreed',
    ],
    ['says something else', answerMail('Je transmets à la comptabilité.'), 'answer'],
    ['asks', answerMail('Oui, sur quel compte ?'), 'answer'],
    ['agrees to another amount', answerMail('ok pour 400 €'), 'answer'],
    ['between the lines', answerMail('> 840 €\nok\n> le 12\nnon le 20'), 'answer'],
    ['has no words', answerMail(''), 'answer'],
    ['goes on below the sign of a signature', answerMail("D'accord\n-- \nmais le 20 juin"), 'answer'],
    ['agrees in a page, above a quotation', answerMail(quotingPage("D'accord"), page), 'agreed'],
    ['agrees in a page of Outlook on the web', answerMail(outlookPage('OK pour moi.'), page), 'agreed'],
    ['quotes our "d\'accord" in a page, and says no', answerMail(quotingPage('Non.'), page), 'answer'],
    ['is but a quotation in a page', answerMail("<blockquote><p>d'accord</p></blockquote>", page), 'answer'],
    ['strikes the word out', answerMail("<p><s>D'accord</s></p>", page), 'answer'],
    [
      'strikes the word out by its style',
      answerMail('<p><span style="text-decoration: line-through">ok</span></p>', page),
      'answer',
    ],
    ['agrees in the page beside an empty text', alternative('', "<p>D'accord</p>"), 'agreed'],
    ['agrees, with a logo below', enclosing('image/png', 'inline', 'logo.png'), 'agreed'],
    ['agrees, signed', enclosing('application/pkcs7-signature', 'attachment', 'smime.p7s'), 'agreed'],
    ['agrees, with a business card', enclosing('text/vcard', 'attachment', 'jules.vcf'), 'agreed'],
    ['agrees, and encloses a letter', enclosing('application/pdf', 'attachment', 'courrier.pdf'), 'answer'],
    ['agrees, and encloses a picture of one', enclosing('image/jpeg', 'attachment', 'IMG_1.jpg'), 'answer'],
    ['agrees, by a list', answerMail("D'accord", 'List-Id: <compta.roussel.example>'), 'answer'],
    ['agrees, perhaps by a machine', answerMail('ok', 'X-Auto-Response-Suppress: All'), 'answer'],
    [
      'an agreement by a colleague',
      answerMail("D'accord", 'From: Compta <compta@roussel.example>'),
      'agreed',
    ],
    [
      'an agreement by a stranger',
      answerMail("D'accord", 'From: Jules Roussel <jules@roussell.example>'),
      'answer',
    ],
    [
      'an agreement by two senders',
      answerMail("D'accord", 'From: jules@roussel.example, x@evil.example'),
      'answer',
    ],
    [
      'an agreement with two From',
      answerMail("D'accord", 'From: jules@roussel.example', 'From: x@evil.example'),
      'answer',
    ],
    [
      'an agreement to a mail in between',
      answerMail(
        'ok',
        'In-Reply-To: <other@atelier.example>',
        `References: ${memoId} <other@atelier.example>`,
      ),
      'answer',
    ],
    [
      'an answer to a draft that was sent under another id',
      answerMail("D'accord", 'In-Reply-To: <outlook@atelier.example>'),
      'answer',
    ],
    [
      'dmarc=fail',
      answerMail(
        "D'accord",
        'Authentication-Results: mx.atelier.example; spf=pass smtp.mailfrom=x; dmarc=fail (p=none) header.from=roussel.example',
      ),
      'answer',
    ],
    [
      'spf and dkim fail',
      answerMail(
        "D'accord",
        'Authentication-Results: mx.atelier.example; spf=fail smtp.mailfrom=x; dkim=fail',
      ),
      'answer',
    ],
    [
      'spf softfail, no dkim',
      answerMail("D'accord", 'Authentication-Results: mx.atelier.example; spf=softfail; dkim=none'),
      'answer',
    ],
    [
      'spf fail behind a forwarder, dkim pass',
      answerMail(
        "D'accord",
        'Authentication-Results: mx.atelier.example; spf=fail; dkim=pass header.d=roussel.example',
      ),
      'agreed',
    ],
    [
      'everything passes',
      answerMail("D'accord", 'Authentication-Results: mx.atelier.example; dmarc=pass; spf=pass; dkim=pass'),
      'agreed',
    ],
    [
      'a failure that somebody else wrote further down',
      answerMail(
        "D'accord",
        'Authentication-Results: mx.atelier.example; dmarc=pass',
        'Authentication-Results: elsewhere.example; dmarc=fail',
      ),
      'agreed',
    ],
    [
      'a pass in a comment',
      answerMail("D'accord", 'Authentication-Results: mx.atelier.example; dmarc=fail (said dmarc=pass)'),
      'answer',
    ],
  ])('%s', async (_, raw, kind) => {
    expect(await kinds(raw)).toEqual([kind]);
  });

  it.each([
    'Re: %', 'RE : %', 'Re[2]: %', 'Re (3): %', 'Rép : %', 'Réf : %', 'R: %', 'AW: %', 'Antwort: %', 'Antw: %', 'SV: %', 'RES: %', 'TR : %',
    'FW: %', 'Fwd: Re: %', '[EXT] Re: %', 'RE: [EXTERNE] %', 'Re: [EXTERNAL] Re: %',
  ])('is known by its subject where a draft left under another id: %s', async (mark) => {
    const subject = mark.replace('%', memo.subject);
    const encoded = `Subject: =?utf-8?B?${Buffer.from(subject).toString('base64')}?=`;
    expect(await kinds(answerMail("D'accord", 'In-Reply-To: <new@outlook.example>', encoded))).toEqual(['answer']);
  }); // biome-ignore format: a row of marks

  it('is known by its subject from a colleague too, and to a memo of a clock that was ahead', async () => {
    const colleague = answerMail('Nous payons demain', 'In-Reply-To: ', 'From: compta@roussel.example');
    expect(await kinds(colleague)).toEqual(['answer']);
    const ahead: Answerable = { ...memo, sentAt: Date.parse('2031-01-01T10:00:00Z') };
    expect(await kinds(answerMail('Oui', 'In-Reply-To: '), { messages: [ahead] })).toEqual(['answer']);
    const atOrange: Answerable = { ...memo, to: ['jules.roussel@orange.fr'] };
    const neighbour = answerMail('Oui', 'In-Reply-To: ', 'From: other@orange.fr');
    expect(await kinds(neighbour, { messages: [atOrange] })).toEqual([]);
  });

  it('may come from ourselves when the memo went to ourselves, as one tries it first', async () => {
    const toUs: Answerable = { ...memo, to: ['Nadia@atelier.example'] };
    const ours = answerMail("D'accord", 'From: Nadia Benali <nadia@atelier.example>');
    expect(await kinds(ours, { messages: [toUs] })).toEqual(['agreed']);
    const other: Answerable = { ...toUs, id: 18, messageId: '<other@atelier.example>' };
    expect(await kinds(ours, { messages: [memo, other] })).toEqual([]);
  });

  it('agrees to nothing where nothing was promised', async () => {
    expect(await kinds(answerMail("D'accord"), { hasPromise: false })).toEqual(['answer']);
  });

  it.each<[string, string]>([
    ['to somebody else', answerMail('ok', 'In-Reply-To: <other@elsewhere.example>', 'Subject: Re: devis')],
    ['of ours', answerMail('ok', 'From: Nadia Benali <nadia@atelier.example>')],
    ['that is our own message', answerMail('ok', `Message-ID: ${memoId}`, 'In-Reply-To: <x@y.example>')],
    ['on the same subject by a stranger', answerMail('ok', 'In-Reply-To: ', 'From: x@evil.example')],
    ['on the same subject without a mark', answerMail('ok', 'In-Reply-To: ', `Subject: ${memo.subject}`)],
  ])('is none: a mail %s', async (_, raw) => {
    expect(await read(raw)).toEqual([]);
  });

  it('at a public provider only the address itself agrees', async () => {
    const public_: Answerable = { ...memo, to: ['jules.roussel@orange.fr'] };
    const from = (address: string) => answerMail("D'accord", `From: Jules <${address}>`);
    expect(await kinds(from('jules.roussel@orange.fr'), { messages: [public_] })).toEqual(['agreed']);
    expect(await kinds(from('other@orange.fr'), { messages: [public_] })).toEqual(['answer']);
  });

  it('has a day that is possible: not before the memo, not after it came', async () => {
    const on = async (date: string, given: Case = {}) =>
      (await read(answerMail('ok', `Date: ${date}`), given))[0]?.on;
    expect(await on('Tue, 09 Jun 2026 11:30:00 +0200')).toBe('2026-06-09');
    expect(await on('Mon, 01 Jan 2001 11:30:00 +0200')).toBe('2026-06-09');
    expect(await on('Fri, 12 Jun 2099 11:30:00 +0200')).toBe('2026-06-09');
    expect(await on('Fri, 12 Jun 2099 11:30:00 +0200', { receivedAt: null })).toBe('2026-06-10');
    expect(await on('gibberish', { receivedAt: null })).toBe('2026-06-10');
  });

  it('keeps the words without quotation and invisible signs', async () => {
    const [reply] = await read(answerMail('Oui\u202e,\u200b je\u0007 note\u001b[2J.\n\n> memo'));
    expect(reply?.words).toBe('Oui, je note[2J.');
  });
});

describe('what a machine writes', () => {
  it.each<[string, string]>([
    ['Auto-Submitted', answerMail("D'accord", 'Auto-Submitted: auto-replied')],
    ['Auto-Submitted with a comment', answerMail('ok', 'Auto-Submitted: auto-generated (by ticket)')],
    ['X-Autoreply', answerMail('ok', 'X-Autoreply: yes')],
    ['X-Autorespond', answerMail('ok', 'X-Autorespond: Re')],
    ['Precedence', answerMail('ok', 'Precedence: bulk')],
    ['Precedence of a vacation', answerMail('ok', 'Precedence: auto_reply')],
    ['no return path', answerMail('ok', 'Return-Path: <>')],
    ['Réponse automatique', answerMail('ok', 'Subject: Réponse automatique : F-2026-044')],
    ['Absence du bureau', answerMail('ok', 'Subject: =?utf-8?Q?Absence_du_bureau?=')],
    ['Message d’absence', answerMail('ok', 'Subject: Message d’absence')],
    ['Automatic reply', answerMail('ok', 'Subject: Automatic reply: F-2026-044')],
    ['Out of office', answerMail('ok', 'Subject: Out of Office')],
    ['Out of the office', answerMail('ok', 'Subject: Out of the office until Monday')],
    ['Abwesenheit', answerMail('ok', 'Subject: Abwesenheitsnotiz')],
    ['Automatische Antwort', answerMail('ok', 'Subject: Automatische Antwort: F-2026-044')],
    ['Afwezig', answerMail('ok', 'Subject: Afwezigheid')],
    ['behind the mark of an answer', answerMail('ok', 'Subject: RE: Automatic reply: F-2026-044')],
    ['a receipt', readReceipt],
    ['a receipt by its subject', answerMail('ok', 'Subject: Read: F-2026-044')],
  ])('confirms nothing: %s', async (_, raw) => {
    expect(await kinds(raw)).toEqual(['automatic']);
  });

  it.each<[string, string]>([
    ['Auto-Submitted: no', answerMail('ok', 'Auto-Submitted: no')],
    ['a subject about an absence', answerMail('ok', 'Subject: Re: votre absence du 12')],
  ])('is not taken for one: %s', async (_, raw) => {
    expect(await kinds(raw)).toEqual(['agreed']);
  });

  it.each([
    ['Je suis absent, de retour au bureau le 15 juin.', '15 juin'],
    ["Absente jusqu'au 22/06 inclus, pour toute urgence appelez", '22/06 inclus'],
    ['I am out of the office until 15 June 2026.', '15 June 2026'],
    ['I will be back in the office on Monday 15 June.', 'Monday 15 June'],
    ['Votre message a bien été reçu.', null],
  ])('says when they are back: %s', async (words, returns) => {
    const [reply] = await read(answerMail(words, 'Auto-Submitted: auto-replied'));
    expect(reply?.returns).toBe(returns);
  });
});
