import { describe, expect, it } from 'vitest';
import type { Answerable } from '../../src/domain/read-reply.ts';
import { memo, read } from './support/reading.ts';
import {
  exchangeStatus,
  eximWarning,
  memoId,
  oldExim,
  proseMail,
  qmail,
  reportMail,
} from './support/returned-mails.ts';

const encodedSubject = `=?UTF-8?B?${Buffer.from(memo.subject).toString('base64')}?=`;

/** As some write a report: without the message it is about. */
function withoutReturned(report: string): string {
  return report.replace(/--B\.1\nContent-Description: Undelivered Message[\s\S]*?--B\.1--/, '--B.1--');
}

describe('what a mail server reports', () => {
  const status = (lines: string): string => reportMail({ status: lines });
  const postfix =
    'Final-Recipient: rfc822; jules@roussel.example\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 <jules@roussel.example>: Recipient address\n    rejected: User unknown';

  it.each<[string, string, string, string | RegExp]>([
    [
      'postfix',
      status(postfix),
      'bounce',
      '550 5.1.1 <jules@roussel.example>: Recipient address rejected: User unknown',
    ],
    [
      'Exchange',
      reportMail({
        status: exchangeStatus,
        subject: 'Non remis : F-2026-044',
        from: 'Microsoft Outlook <MicrosoftExchange329e71ec88ae@roussel.example>',
      }),
      'bounce',
      /RecipientNotFound/,
    ],
    [
      'header alone',
      reportMail({ status: postfix, returned: 'text/rfc822-headers' }),
      'bounce',
      /User unknown/,
    ],
    [
      'a full mailbox',
      status('Final-Recipient: rfc822;jules@roussel.example\nAction: failed\nStatus: 5.2.2'),
      'bounce',
      '5.2.2',
    ],
    [
      'given up after days of 4xx',
      status('Final-Recipient: rfc822;jules@roussel.example\nAction: failed\nStatus: 4.4.1'),
      'bounce',
      '4.4.1',
    ],
    [
      'delayed',
      status(
        'Final-Recipient: rfc822;jules@roussel.example\nAction: delayed\nStatus: 4.4.1\nWill-Retry-Until: Sat, 13 Jun 2026 10:00:00 +0200',
      ),
      'delayed',
      '4.4.1',
    ],
    [
      'without an action, 5.x',
      status('Final-Recipient: rfc822;jules@roussel.example\nStatus: 5.1.1'),
      'bounce',
      '5.1.1',
    ],
    [
      'without an action, 4.x',
      status('Final-Recipient: rfc822;jules@roussel.example\nStatus: 4.2.2'),
      'delayed',
      '4.2.2',
    ],
    ['exim before RFC 3464', oldExim, 'bounce', '550 5.1.1 User unknown'],
    ['exim, a warning', eximWarning, 'delayed', '451 4.7.1 Greylisting in action'],
    ['qmail', qmail, 'bounce', 'Sorry, no mailbox here by that name. (#5.1.1)'],
    [
      'an action with a comment',
      status(
        'Final-Recipient: RFC822; <jules@roussel.example>\nAction: FAILED (user unknown)\nStatus: 5.1.1 (bad)',
      ),
      'bounce',
      '5.1.1',
    ],
    [
      'on a draft that left under another id',
      reportMail({ status: postfix, id: '<rewritten@outlook.example>', about: encodedSubject }),
      'bounce',
      /User unknown/,
    ],
    [
      'that gives nothing back but the subject',
      withoutReturned(reportMail({ status: postfix, subject: `Undeliverable: ${memo.subject}` })),
      'bounce',
      /User unknown/,
    ],
    [
      'German, in prose',
      proseMail(
        'Mailer-Daemon@t-online.example',
        'Zustellung fehlgeschlagen: Ihre Nachricht wurde nicht zugestellt',
        `Ihre Nachricht konnte nicht zugestellt werden an:\n\n  jules@roussel.example\n\nGrund: unbekannt\n\nMessage-ID: ${memoId}`,
      ),
      'bounce',
      /Zustellung fehlgeschlagen/,
    ],
    [
      'German, late',
      proseMail(
        'Mailer-Daemon@t-online.example',
        'Zustellung verzögert',
        `Ihre Nachricht wurde noch nicht zugestellt an:\n\n  jules@roussel.example\n\nMessage-ID: ${memoId}`,
      ),
      'delayed',
      /verzögert/,
    ],
    [
      'French, in prose',
      proseMail(
        'postmaster@mx.roussel.example',
        'Échec de la remise de votre message',
        `Votre message n'a pas été remis à :\n\n  jules@roussel.example\n\nMessage-ID: ${memoId}`,
      ),
      'bounce',
      /Échec de la remise/,
    ],
    [
      'French, late',
      proseMail(
        'postmaster@mx.roussel.example',
        'Remise retardée',
        `Votre message n'a pas encore été remis à :\n\n  jules@roussel.example\n\nMessage-ID: ${memoId}`,
      ),
      'delayed',
      /Remise retardée/,
    ],
  ])('%s', async (...[, raw, kind, words]) => {
    const [reply, ...others] = await read(raw);
    expect(others).toEqual([]);
    expect(reply).toMatchObject({ kind, failedAddress: 'jules@roussel.example' });
    expect(reply?.message.id).toBe(17);
    expect(reply?.words).toMatch(words);
  });

  it.each<[string, string]>([
    ['delivered', status('Final-Recipient: rfc822;jules@roussel.example\nAction: delivered\nStatus: 2.0.0')],
    ['relayed', status('Final-Recipient: rfc822;jules@roussel.example\nAction: relayed\nStatus: 2.0.0')],
    [
      'about another mail to somebody else on the same subject',
      reportMail({
        status: exchangeStatus.replaceAll('jules@', 'paul@'),
        id: '<other@atelier.example>',
        about: memo.subject,
      }),
    ],
    ['about another mail', reportMail({ status: exchangeStatus, id: '<other@atelier.example>' })],
  ])('says nothing: %s', async (_, raw) => {
    expect(await read(raw)).toEqual([]);
  });

  it('names each address it speaks of, as we wrote to it', async () => {
    const both =
      'Final-Recipient: rfc822;Jules@Roussel.example\nAction: failed\nStatus: 5.1.1\n\nFinal-Recipient: rfc822;compta@roussel.example\nAction: delayed\nStatus: 4.2.0';
    const two: Answerable = { ...memo, to: ['jules@roussel.example', 'compta@roussel.example'] };
    const found = await read(status(both), { messages: [two] });
    expect(found.map(({ kind, failedAddress }) => [kind, failedAddress])).toEqual([
      ['bounce', 'jules@roussel.example'],
      ['delayed', 'compta@roussel.example'],
    ]);
  });

  it('means the address of the memo when the mail was passed on to another one', async () => {
    const passedOn = 'Final-Recipient: rfc822;jules.private@elsewhere.example\nAction: failed\nStatus: 5.1.1';
    expect((await read(status(passedOn)))[0]?.failedAddress).toBe('jules@roussel.example');
  });
});
