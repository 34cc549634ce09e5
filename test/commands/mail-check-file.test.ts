import { describe, expect, it } from 'vitest';
import { answerMail } from '../mail/support/returned-mails.ts';
import { answer, changesOf, desk, mailbox, promised, reasons } from '../support/mail-check-desk.ts';

describe('dun mail check --file', () => {
  const file = (raw: string) => ({ contents: { 'answer.eml': Buffer.from(raw.replace(/\r?\n/g, '\r\n')) } });

  it.each([
    ['a mark of UTF-8 before it', (raw: string) => `\ufeff${raw}`],
    ['empty lines before it', (raw: string) => `\n\n${raw}`],
    ['the line of a mailbox file before it', (raw: string) => `From - Tue Jun  9 11:00:00 2026\n${raw}`],
  ])('reads a saved mail with %s', async (_, saved) => {
    const ledger = await promised();
    const { out } = await desk(ledger, file(saved(answerMail("D'accord.")))).dun(
      'mail',
      'check',
      '--file',
      'answer.eml',
    );
    expect(out).toContain('confirmed in writing');
  });

  it('reads a saved mail without a mailbox, once', async () => {
    const ledger = await promised();
    const saved = file(answerMail("D'accord."));
    expect((await desk(ledger, saved).dun('mail', 'check', '--file', 'answer.eml')).out).toContain(
      'confirmed in writing',
    );
    expect(changesOf(ledger)).toEqual(["confirmed 2026-06-09 D'accord."]);
    expect((await desk(ledger, saved).dun('mail', 'check', '--file', 'answer.eml')).out).toBe(
      'This answer is noted already.',
    );
    expect(changesOf(ledger)).toHaveLength(1);
  });

  it.each([
    ['a file that is not there', {}, 'cli.no_file', 66],
    ['a file that is no mail', file('a shopping list\n\nmilk'), 'reply.no_mail', 65],
    [
      'a mail about something else',
      file(answerMail('ok', 'In-Reply-To: <x@y.example>', 'Subject: Re: devis')),
      'reply.of_nothing',
      1,
    ],
  ])('says what is wrong with %s', async (...[, setting, key, exitCode]) => {
    const ledger = await promised();
    await expect(desk(ledger, setting).dun('mail', 'check', '--file', 'answer.eml')).rejects.toMatchObject({
      key,
      exitCode,
    });
  });
});

describe('dun promise confirm', () => {
  it('notes by hand what the user has read, and the answer as read', async () => {
    const ledger = await promised();
    await mailbox(ledger, [answer]);
    await desk(ledger).dun('mail', 'check');
    const { out } = await desk(ledger).dun(
      'promise',
      'confirm',
      'roussel',
      '--on',
      '2026-06-09',
      '--words',
      "D'accord pour vendredi",
    );
    expect(out).toMatch(/^Promise #1 of Menuiserie Roussel confirmed in writing on Tuesday 9 June 2026/);
    expect(changesOf(ledger)).toEqual(["confirmed 2026-06-09 D'accord pour vendredi"]);
    expect(
      ledger.standings.all().flatMap(({ replies }) => replies.map(({ reading }) => reading?.meaning)),
    ).toEqual(['confirms']);
    expect((await desk(ledger).dun('promise', 'list')).out).toContain('in writing');
    expect(await reasons(ledger)).not.toContain('answered on');
  });

  it('refuses a second time, a day before the promise, and a day to come', async () => {
    const ledger = await promised();
    const confirm = (...more: string[]) => desk(ledger).dun('promise', 'confirm', '1', ...more);
    await expect(confirm('--on', '2026-06-08')).rejects.toMatchObject({
      key: 'promise.confirmed_before',
      exitCode: 2,
    });
    await expect(confirm('--on', '2026-06-11')).rejects.toMatchObject({ key: 'value.future_day' });
    await confirm();
    expect(changesOf(ledger)).toEqual(['confirmed 2026-06-10 null']);
    await expect(confirm()).rejects.toMatchObject({ key: 'promise.confirmed_already', exitCode: 1 });
  });
});
