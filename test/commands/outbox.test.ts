import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import type { CommandHost } from '../../src/cli/context.ts';
import { deliverWaiting } from '../../src/commands/deliver.ts';
import { runMemo } from '../../src/commands/memo.ts';
import { type OutboxOptions, registerOutbox, runOutbox } from '../../src/commands/outbox.ts';
import { DunError } from '../../src/domain/errors.ts';
import type { Language } from '../../src/domain/profile.ts';
import { loadWords } from '../../src/script/words.ts';
import type { Fault, FaultServer } from '../mail/support/fault-server.ts';
import { aDesk, type Desk } from '../support/memo-services.ts';
import { wordFolders } from '../support/prep-services.ts';
import { after, doubtful, later, refused, serve, states } from '../support/served-desk.ts';

const exitOf = (work: Promise<void>): Promise<number> =>
  work.then(
    () => 0,
    (error: unknown) => (error instanceof DunError ? error.exitCode : 70),
  );

describe('argv', () => {
  it.each<[string, OutboxOptions]>([
    ['outbox', { action: 'list' }],
    ['outbox list', { action: 'list' }],
    ['outbox send', { action: 'send' }],
    ['outbox send --now', { action: 'send', now: true }],
    ['outbox arrived 3', { action: 'arrived', number: '3' }],
    ['outbox again 3', { action: 'again', number: '3' }],
    ['outbox cancel 3', { action: 'cancel', number: '3' }],
  ])('%s', async (argv, options) => {
    const seen: OutboxOptions[] = [];
    const host: CommandHost = { words: loadWords('fr', wordFolders), context: async () => ({}) as never };
    const program = new Command('dun');
    registerOutbox(program, host, async (_context, given) => void seen.push(given));
    await program.parseAsync(argv.split(' '), { from: 'user' });
    expect(seen).toEqual([options]);
  });
});

describe('dun outbox', () => {
  it('says that nothing waits', async () => {
    const desk = aDesk();
    await runOutbox(desk.context, { action: 'list' });
    expect(desk.seen.lines).toEqual(["Rien n'attend\u00a0: tout ce qui devait partir est parti."]);
  });

  it.each<[Language, Fault, string[]]>([
    ['fr', later, ["En attente d'envoi", "attend jusqu'à\u00a0: 11\u00a0h", 'Raison\u00a0: 450']],
    ['en', later, ['Waiting to be sent', 'waits until 11:00', 'Because: 450']],
    ['fr', refused, ['Refusé', 'Raison\u00a0: 550', 'dun memo roussel']],
    ['en', refused, ['Refused', 'Because: 550', 'dun memo roussel']],
    ['fr', doubtful, ['Peut-être envoyé', 'dun outbox arrived 1', 'dun outbox again 1']],
    ['en', doubtful, ['Possibly sent', 'dun outbox arrived 1', 'dun outbox again 1']],
  ])('in %s, after %s, says why and what to type', async (language, fault, words) => {
    const desk = await after(fault, { language });
    await runOutbox(desk.context, { action: 'list' });
    const text = desk.seen.lines.join('\n').replace(/\n\s+/g, ' ');
    for (const word of words) expect(text).toContain(word);
    expect(desk.seen.lines.every((line) => line.length <= 80)).toBe(true);
  });

  it.each<[Fault, object]>([
    [later, { state: 'queued', nextAt: '2026-06-09T09:00:00.000Z', attempts: 1 }],
    [refused, { state: 'failed', nextAt: null, attempts: 1 }],
    [doubtful, { state: 'uncertain', nextAt: null, attempts: 1 }],
  ])('as JSON after %s', async (fault, item) => {
    const desk = await after(fault);
    await runOutbox({ ...desk.context, isJson: true }, { action: 'list' });
    expect(desk.seen.documents).toMatchObject([
      { schema: 'dun.outbox/1', today: '2026-06-09', items: [{ number: 1, ...item }], delivered: [] },
    ]);
  });
});

describe('a message that waits while its promise goes', () => {
  const gone = async (kind: 'withdrawn' | 'moved'): Promise<{ desk: Desk; server: FaultServer }> => {
    const desk = await after(later, { language: 'en' });
    const { promises } = desk.context.ledger;
    const change = { kind, on: desk.context.today, reason: null } as const;
    promises.change(1, { ...change, replacedBy: kind === 'moved' ? 1 : null });
    const server = await serve(desk, 'ok');
    return { desk, server };
  };

  it.each(['withdrawn', 'moved'] as const)('%s: it does not leave, and says why', async (kind) => {
    const { desk, server } = await gone(kind);
    await runOutbox(desk.context, { action: 'send', now: true });
    await expect(runMemo(desk.context, { send: true })).rejects.toMatchObject({
      key: `memo.held.${kind}`,
      exitCode: 1,
    });
    expect(await deliverWaiting({ ...desk.context, now: () => Date.parse('2026-06-20') })).toEqual([]);
    expect([states(desk), server.kept]).toEqual([['queued'], []]);
    expect(desk.seen.notes.join(' ')).toContain('#1 is kept back');
    expect(desk.seen.notes.join(' ')).toContain('dun outbox cancel 1');
    desk.seen.lines.length = 0;
    await runOutbox(desk.context, { action: 'list' });
    expect(desk.seen.lines.join(' ').replace(/\s+/g, ' ')).toContain('#1 is kept back');
    await runOutbox({ ...desk.context, isJson: true }, { action: 'list' });
    expect(desk.seen.documents).toMatchObject([{ items: [{ number: 1, keptBack: kind }] }]);
    await runOutbox(desk.context, { action: 'cancel', number: '1' });
    expect(states(desk)).toEqual(['failed']);
  });

  it.each(['withdrawn', 'moved'] as const)('no memo is written of it either: %s', async (kind) => {
    const desk = aDesk({ language: 'en' });
    const change = {
      kind,
      on: desk.context.today,
      reason: null,
      replacedBy: kind === 'moved' ? 1 : null,
    } as const;
    desk.context.ledger.promises.change(1, change);
    for (const options of [{ send: true }, { copy: true }, { eml: 'memo.eml' }])
      await expect(runMemo(desk.context, options)).rejects.toMatchObject({
        key: `memo.gone.${kind}`,
        exitCode: 1,
      });
    expect(states(desk)).toEqual([]);
  });

  it('and none is sent again', async () => {
    const desk = await after('ok', { language: 'en' });
    const change = { kind: 'withdrawn', on: desk.context.today, reason: null, replacedBy: null } as const;
    desk.context.ledger.promises.change(1, change);
    const again = runMemo(desk.context, { action: 'resend', which: '1' });
    await expect(again).rejects.toMatchObject({ key: 'memo.gone.withdrawn' });
    expect(states(desk)).toEqual(['sent']);
  });

  it('that is still promised leaves', async () => {
    const desk = await after(later, { language: 'en' });
    await serve(desk, 'ok');
    await runOutbox(desk.context, { action: 'send', now: true });
    expect(states(desk)).toEqual(['sent']);
  });
});

it('a message that the user gave up was not refused', async () => {
  const desk = await after(later, { language: 'en' });
  await runOutbox(desk.context, { action: 'cancel', number: '1' });
  await serve(desk, 'ok');
  await runMemo(desk.context, { send: true });
  expect(states(desk)).toEqual(['failed', 'sent']);
  expect(desk.seen.notes.join(' ')).not.toContain('Refused');
});

describe('a message in doubt is asked about', () => {
  it.each<[string, string]>([
    ['arrived', 'sent'],
    ['later', 'uncertain'],
  ])('%s: %s', async (choice, state) => {
    const desk = await after(doubtful, { choices: [] });
    desk.left.push(choice);
    await runOutbox(desk.context, { action: 'list' });
    expect([states(desk), desk.left]).toEqual([[state], []]);
  });

  it('again: the same bytes under the same Message-ID', async () => {
    const desk = await after(doubtful, { choices: [] });
    const [before] = desk.context.ledger.outbox.list();
    const server = await serve(desk, 'ok');
    desk.left.push('send_again');
    await runOutbox(desk.context, { action: 'list' });
    const [message] = desk.context.ledger.outbox.list();
    expect(message).toMatchObject({ state: 'sent', messageId: before?.messageId, attempts: 2 });
    expect(server.kept).toHaveLength(1);
    expect(Buffer.from(message?.raw ?? []).equals(Buffer.from(before?.raw ?? []))).toBe(true);
  });

  it('is not asked about when it lies among the sent ones', async () => {
    const desk = await after(doubtful, { choices: [] });
    const mail = { ...desk.context.mail, findSent: async () => true };
    await runOutbox({ ...desk.context, mail }, { action: 'list' });
    expect(states(desk)).toEqual(['sent']);
    expect(desk.seen.notes.join(' ')).toContain('Retrouvé parmi les messages envoyés');
  });

  it('is asked about when the mailbox cannot be opened, and told why', async () => {
    const desk = await after(doubtful, { choices: [] });
    const findSent = (): Promise<never> => Promise.reject(new DunError('mail.no_host', 78));
    desk.left.push('later');
    await runOutbox({ ...desk.context, mail: { ...desk.context.mail, findSent } }, { action: 'list' });
    expect([states(desk), desk.left]).toEqual([['uncertain'], []]);
    expect(desk.seen.notes.join(' ')).toContain('mail.host');
  });

  it('is only shown where nobody can answer', async () => {
    const desk = await after(doubtful);
    await runOutbox(desk.context, { action: 'list' });
    expect(states(desk)).toEqual(['uncertain']);
  });
});

describe('dun outbox send', () => {
  it('leaves what waits for its hour, and --now does not', async () => {
    const desk = await after(later);
    const server = await serve(desk, 'ok');
    await runOutbox(desk.context, { action: 'send' });
    expect([states(desk), server.kept.length]).toEqual([['queued'], 0]);
    expect(desk.seen.notes.join(' ')).toContain('dun outbox send --now');
    await runOutbox(desk.context, { action: 'send', now: true });
    expect([states(desk), server.kept.length]).toEqual([['sent'], 1]);
  });

  it.each<[Fault, number, string]>([
    [later, 75, 'queued'],
    [refused, 69, 'failed'],
    [doubtful, 76, 'uncertain'],
    ['ok', 0, 'sent'],
  ])('after %s ends with %i', async (fault, code, state) => {
    const desk = await after(later);
    await serve(desk, fault);
    expect(await exitOf(runOutbox(desk.context, { action: 'send', now: true }))).toBe(code);
    expect(states(desk)).toEqual([state]);
  });

  it('says that nothing waits', async () => {
    const desk = aDesk();
    await runOutbox(desk.context, { action: 'send' });
    expect(desk.seen.notes).toEqual(["Rien n'attend\u00a0: tout ce qui devait partir est parti."]);
  });
});

describe('a word about one message', () => {
  it.each<['arrived' | 'again' | 'cancel', Fault, string]>([
    ['arrived', doubtful, 'sent'],
    ['again', doubtful, 'sent'],
    ['cancel', later, 'failed'],
    ['cancel', refused, 'failed'],
  ])('%s after %s: %s', async (action, fault, state) => {
    const desk = await after(fault);
    await serve(desk, 'ok');
    await runOutbox(desk.context, { action, number: '1' });
    expect(states(desk)).toEqual([state]);
    // Whatever was said of it, it asks for nothing any more.
    desk.seen.lines.length = 0;
    await runOutbox(desk.context, { action: 'list' });
    expect(desk.seen.lines).toEqual(["Rien n'attend\u00a0: tout ce qui devait partir est parti."]);
  });

  it.each<['arrived' | 'again' | 'cancel', Fault, string]>([
    ['arrived', later, 'queued'],
    ['again', refused, 'failed'],
    ['cancel', doubtful, 'uncertain'],
    ['cancel', 'ok', 'sent'],
    ['arrived', 'ok', 'sent'],
  ])('%s after %s is refused', async (action, fault, state) => {
    const desk = await after(fault);
    const trouble = runOutbox(desk.context, { action, number: '1' });
    const key = `outbox.${action === 'cancel' ? 'not_cancelled' : 'not_uncertain'}.${state}`;
    await expect(trouble).rejects.toMatchObject({ key, exitCode: 1 });
    for (const language of ['fr', 'en'] as const)
      expect(loadWords(language, wordFolders).has(key)).toBe(true);
    expect(states(desk)).toEqual([state]);
  });

  it.each([
    ['7', 66],
    ['x', 2],
  ])('number %s: %i', async (number, code) => {
    const desk = await after(later);
    expect(await exitOf(runOutbox(desk.context, { action: 'cancel', number }))).toBe(code);
  });
});
