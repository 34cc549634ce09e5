import { describe, expect, it, onTestFinished } from 'vitest';
import { day } from '../../src/domain/day.ts';
import { openLedger } from '../../src/store/ledger.ts';
import { answerMail, exchangeStatus, reportMail } from '../mail/support/returned-mails.ts';
import {
  absent,
  agreed,
  answer,
  at,
  bounce,
  changesOf,
  desk,
  mailbox,
  promised,
  reasons,
  writeMemo,
} from '../support/mail-check-desk.ts';

describe('dun mail check', () => {
  it('confirms a promise in writing, on the day of the answer and in its words; the second look changes nothing', async () => {
    const ledger = await promised();
    await mailbox(ledger, [agreed]);
    const { out } = await desk(ledger).dun('mail', 'check');
    expect(out.split('\n')).toEqual([
      'Menuiserie Roussel',
      "  Tue 9 June: “D'accord.”",
      expect.stringMatching(/^ {4}✓ promise #1 confirmed in writing: .*840.00, Friday 12 June 2026$/),
    ]);
    expect(changesOf(ledger)).toEqual(["confirmed 2026-06-09 D'accord."]);
    expect((await desk(ledger).dun('client', 'show', 'roussel')).out).toMatch(
      /answer: “D'accord\.”, agreed in\s+writing/,
    );
    const again = await desk(ledger).dun('mail', 'check');
    expect(again.out).toMatch(/^Nothing new: 1 mail looked at in INBOX since Tue 9 June/);
    expect(changesOf(ledger)).toHaveLength(1);
  });

  it('leaves every other answer to be read, and says so in the list of the day', async () => {
    const ledger = await promised();
    await mailbox(ledger, [answer]);
    const { out } = await desk(ledger).dun('mail', 'check');
    expect(out).toContain('“Je transmets à la compta.”');
    expect(changesOf(ledger)).toEqual([]);
    expect(await reasons(ledger)).toContain('answered on 9 June: “Je transmets à la');
  });

  it.each([
    ['confirms the promise', ['confirmed 2026-06-09 Je transmets à la compta.'], 'confirms'],
    ['seen', [], 'other'],
    ['later', [], null],
  ])('asks on a terminal: %s', async (choice, changes, meaning) => {
    const ledger = await promised();
    await mailbox(ledger, [answer]);
    const here = desk(ledger, { answers: [choice] });
    const { out } = await here.dun('mail', 'check');
    expect(out).toContain('Menuiserie Roussel, jules@roussel.example, Tuesday 9 June 2026');
    expect(here.unused).toEqual([]);
    expect(changesOf(ledger)).toEqual(changes);
    const [reply] = ledger.standings.all().flatMap(({ replies }) => replies);
    expect(reply?.reading?.meaning ?? null).toBe(meaning);
    expect((await reasons(ledger)).includes('answered on')).toBe(meaning === null);
    // What is left for later is asked about the next time.
    const next = desk(ledger, { answers: meaning === null ? ['seen'] : [] });
    await next.dun('mail', 'check');
    expect(next.unused).toEqual([]);
  });

  it('tells a machine from a person: it confirms nothing, and the promise is still asked about', async () => {
    const ledger = await promised();
    await mailbox(ledger, [absent]);
    const { out } = await desk(ledger).dun('mail', 'check');
    expect(out).toContain('automatic answer, it confirms nothing; back: 15 juin');
    expect(changesOf(ledger)).toEqual([]);
    expect(await reasons(ledger, '2026-06-11')).toContain('was to confirm in writing by 11 June');
  });

  it('names an address that is refused, what to type, and says so in the list of the day', async () => {
    const ledger = await promised();
    await mailbox(ledger, [bounce]);
    const { out } = await desk(ledger).dun('mail', 'check');
    expect(out).toContain('address refused, jules@roussel.example');
    expect(out).toContain('→ dun contact edit menuiserie-roussel "Jules Roussel" --email …');
    expect(out).toContain('→ dun memo resend menuiserie-roussel');
    expect(await reasons(ledger)).toContain('the address jules@roussel.example');
  });

  it('is taken back whole', async () => {
    const ledger = await promised();
    await mailbox(ledger, [agreed, answer]);
    await desk(ledger).dun('mail', 'check');
    ledger.changes.undo(ledger.changes.undoable()?.id ?? 0);
    expect(ledger.standings.all().flatMap(({ replies }) => replies)).toEqual([]);
    expect(changesOf(ledger)).toEqual([]);
  });

  it('says all of it in one document', async () => {
    const ledger = await promised();
    await mailbox(ledger, [agreed, answer, bounce]);
    const { document } = await desk(ledger).dun('mail', 'check', '--json');
    expect(document).toMatchObject({
      schema: 'dun.mail.check/1',
      today: '2026-06-10',
      folder: 'INBOX',
      since: '2026-06-09',
      count: 3,
      items: [
        {
          handle: 'menuiserie-roussel',
          kind: 'agreed',
          on: '2026-06-09',
          words: "D'accord.",
          confirmed: [1],
          returns: null,
        },
        { kind: 'answer', confirmed: [], meaning: null },
        { kind: 'bounce', failedAddress: 'jules@roussel.example' },
      ],
      unread: [{ kind: 'answer' }],
      foundSent: [],
      uncertain: [],
    });
  });

  it('finds an uncertain message among the sent ones; one that is not there stays in doubt', async () => {
    const ledger = await promised();
    const found = writeMemo(
      ledger,
      { to: 'uncertain', error: 'lost' },
      { messageId: '<doubt-1@atelier.example>' },
    );
    const lost = writeMemo(
      ledger,
      { to: 'uncertain', error: 'lost' },
      { messageId: '<doubt-2@atelier.example>' },
    );
    const copy = answerMail(
      'Bonjour',
      'From: nadia@atelier.example',
      'Message-ID: <doubt-1@atelier.example>',
    );
    await mailbox(ledger, [], [{ raw: copy, at }]);
    const { out, notes } = await desk(ledger).dun('mail', 'check');
    expect(out).toContain('Found among the sent ones, so it has left');
    expect(notes).toContain('1 message is still in doubt');
    expect([found, lost].map((id) => ledger.outbox.byId(id)?.state)).toEqual(['sent', 'uncertain']);
  });

  it.each([
    ['full', 'Status: 5.2.2\nDiagnostic-Code: smtp; 552 5.2.2 Over quota', 'the mailbox is full'],
    ['full, in words', 'Status: 5.0.0\nDiagnostic-Code: smtp; 550 Mailbox full', 'the mailbox is full'],
    [
      'filtered',
      'Status: 5.7.1\nDiagnostic-Code: smtp; 554 5.7.1 rejected as spam',
      'did not want this message',
    ],
  ])('does not ask for another address where this one is right: %s', async (_, status, words) => {
    const ledger = await promised();
    const lines = `Final-Recipient: rfc822;jules@roussel.example\nAction: failed\n${status}`;
    await mailbox(ledger, [{ raw: reportMail({ status: lines }), at }]);
    const { out } = await desk(ledger).dun('mail', 'check');
    expect(out).toContain(words);
    expect(out).toContain('dun memo resend menuiserie-roussel');
    expect(out).not.toContain('dun contact edit');
  });

  it('finds an answer to a memo that a clock dated years ahead', async () => {
    const ledger = await promised();
    writeMemo(
      ledger,
      { to: 'sent', receipt: '250', at: Date.parse('2031-01-01T09:00:00Z') },
      { messageId: '<ahead@atelier.example>' },
    );
    await mailbox(ledger, [
      { raw: answerMail('Non.', 'In-Reply-To: <ahead@atelier.example>'), at: '2026-09-10T12:00:00Z' },
    ]);
    expect((await desk(ledger, { today: '2026-09-20' }).dun('mail', 'check')).out).toContain('“Non.”');
  });

  it('says of an answer that it cannot judge what to type, and no more than it knows', async () => {
    const ledger = await promised();
    await mailbox(ledger, [{ raw: answerMail("D'accord.", 'From: Jules <jules@elsewhere.example>'), at }]);
    const { out } = await desk(ledger).dun('mail', 'check');
    expect(out).toContain('yours to judge: dun mail check asks what it says');
    expect(out).not.toContain('it does not say');
  });

  it.each([
    ['an answer', answerMail('Non.', 'In-Reply-To: <doubt-1@atelier.example>'), 'sent'],
    [
      'a machine',
      answerMail('Absent', 'In-Reply-To: <doubt-1@atelier.example>', 'Auto-Submitted: auto-replied'),
      'sent',
    ],
    [
      'a server that gives it back',
      reportMail({ status: exchangeStatus, id: '<doubt-1@atelier.example>' }),
      'sent',
    ],
    // Of the same subject is the memo before it too.
    ['an answer by its subject alone', answerMail('Non.', 'In-Reply-To: <new@outlook.example>'), 'uncertain'],
  ])('a doubt is over when somebody names the message: %s', async (_, raw, state) => {
    const ledger = await promised();
    const id = writeMemo(
      ledger,
      { to: 'uncertain', error: 'lost' },
      { messageId: '<doubt-1@atelier.example>' },
    );
    await mailbox(ledger, [{ raw, at }]);
    const { out } = await desk(ledger).dun('mail', 'check');
    expect(ledger.outbox.byId(id)?.state).toBe(state);
    expect(out.includes('so it has left')).toBe(state === 'sent');
    const again = { contents: { 'answer.eml': Buffer.from(raw.replace(/\r?\n/g, '\r\n')) } };
    const other = await promised();
    const same = writeMemo(
      other,
      { to: 'uncertain', error: 'lost' },
      { messageId: '<doubt-1@atelier.example>' },
    );
    await desk(other, again).dun('mail', 'check', '--file', 'answer.eml');
    expect(other.outbox.byId(same)?.state).toBe(state);
  });

  it('an approver who agrees to the approval agrees to no promise that somebody else made', async () => {
    const ledger = await promised();
    const step = { to: 'sent', receipt: '250', at: Date.parse(at) } as const;
    writeMemo(ledger, step, { messageId: '<approval@atelier.example>', kind: 'approval_request' });
    await mailbox(ledger, [{ raw: answerMail("D'accord.", 'In-Reply-To: <approval@atelier.example>'), at }]);
    expect((await desk(ledger).dun('mail', 'check')).out).toContain('yours to judge');
    expect(changesOf(ledger)).toEqual([]);
  });

  it('takes the answers even when the folder of the sent ones cannot be looked into', async () => {
    const ledger = await promised();
    writeMemo(ledger, { to: 'uncertain', error: 'lost' }, { messageId: '<doubt-1@atelier.example>' });
    await mailbox(ledger, [agreed]);
    ledger.settings.set('mail.sent_folder', 'Envois');
    const { out, notes } = await desk(ledger).dun('mail', 'check');
    expect(out).toContain('confirmed in writing');
    expect(notes).toContain('no folder "Envois"');
    expect(notes).toContain('1 message is still in doubt');
    expect(changesOf(ledger)).toEqual(["confirmed 2026-06-09 D'accord."]);
  });

  it('says what is missing when no mailbox is set, and waits for nothing without a memo', async () => {
    const ledger = await promised();
    await expect(desk(ledger).dun('mail', 'check')).rejects.toMatchObject({
      key: 'reply.no_mailbox',
      exitCode: 78,
    });
    const empty = openLedger({ path: ':memory:', now: () => 0, today: day('2026-06-09') });
    onTestFinished(() => empty.close());
    expect((await desk(empty).dun('mail', 'check')).out).toContain('No memo has left in the last 90 days');
  });

  it('speaks French', async () => {
    const ledger = await promised();
    await mailbox(ledger, [agreed, absent, bounce]);
    const { out } = await desk(ledger, { language: 'fr' }).dun('mail', 'check');
    expect(out.replaceAll('\u00a0', ' ').split('\n')).toEqual([
      'Menuiserie Roussel',
      "  mar. 9 juin : « D'accord. »",
      '    ✓ promesse #1 confirmée par écrit : 840,00 €, vendredi 12 juin 2026',
      '  mar. 9 juin : réponse automatique, cela ne confirme rien ; de retour : 15 juin',
      '  mar. 9 juin : adresse refusée, jules@roussel.example (550 5.1.10',
      '  RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup)',
      '    → dun contact edit menuiserie-roussel "Jules Roussel" --email …',
      '    → dun memo resend menuiserie-roussel',
    ]);
  });
});
