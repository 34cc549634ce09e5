import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import type { CommandHost } from '../../src/cli/context.ts';
import { type MemoOptions, registerMemo, runMemo } from '../../src/commands/memo.ts';
import { day } from '../../src/domain/day.ts';
import { loadWords } from '../../src/script/words.ts';
import { aDesk, type Desk } from '../support/memo-services.ts';
import { wordFolders } from '../support/prep-services.ts';

/** A desk whose memo has left as a draft; what was said on the way is forgotten. */
async function sent(setting: Parameters<typeof aDesk>[0] = {}): Promise<Desk> {
  const desk = aDesk(setting);
  await runMemo(desk.context, { send: true });
  desk.seen.lines.length = desk.seen.notes.length = 0;
  return desk;
}

const messages = ({ context }: Desk) => context.ledger.outbox.list();

describe('an option that the word does not know', () => {
  it.each(['memo list --send', 'memo --thanks show 3', 'memo edit roussel --copy'])('%s', async (argv) => {
    const seen: MemoOptions[] = [];
    const host: CommandHost = { words: loadWords('fr', wordFolders), context: async () => ({}) as never };
    const program = new Command('dun').exitOverride().configureOutput({ writeErr: () => undefined });
    registerMemo(program, host, async (_context, given) => void seen.push(given));
    for (const command of program.commands.flatMap((one) => [one, ...one.commands]))
      command.exitOverride().configureOutput({ writeErr: () => undefined });
    const parsing = program.parseAsync(argv.split(' '), { from: 'user' });
    await expect(parsing).rejects.toMatchObject({ code: 'commander.unknownOption' });
    expect(seen).toEqual([]);
  });
});

describe('dun memo list', () => {
  it('says that there is none', async () => {
    const desk = aDesk();
    await runMemo(desk.context, { action: 'list' });
    expect([desk.seen.lines, desk.seen.notes.length]).toEqual([[], 1]);
  });

  it.each([
    ['fr', ['09/06/2026', 'Menuiserie Roussel', 'promesse', 'jules@roussel.example', 'brouillon']],
    ['en', ['2026-06-09', 'Menuiserie Roussel', 'promise', 'jules@roussel.example', 'draft']],
  ] as const)('in %s: day, client, address and state, each line whole', async (language, words) => {
    const desk = await sent({ language });
    await runMemo(desk.context, { action: 'list', client: 'roussel' });
    const text = desk.seen.lines.join('\n');
    for (const word of words) expect(text).toContain(word);
    expect(desk.seen.lines.every((line) => line.length <= 80)).toBe(true);
  });

  it('as JSON, with what became of each', async () => {
    const desk = await sent();
    await runMemo({ ...desk.context, isJson: true }, { action: 'list' });
    expect(desk.seen.documents).toMatchObject([
      {
        schema: 'dun.memo.list/1',
        today: '2026-06-09',
        items: [{ number: 1, kind: 'promise_confirmation', state: 'draft', answered: false, repeats: null }],
      },
    ]);
  });
});

describe('dun memo show', () => {
  it.each(['1', '#1', 'roussel', undefined])('%s', async (which) => {
    const desk = await sent();
    await runMemo(desk.context, { action: 'show', ...(which === undefined ? {} : { which }) });
    const text = desk.seen.lines.join('\n');
    const [message] = messages(desk);
    for (const word of ['jules@roussel.example', '840,00', 'f-2026-044.pdf', message?.messageId ?? '?'])
      expect(text).toContain(word);
  });

  it.each([
    ['#7', 66],
    ['7', 66],
    ['dupont', 66],
  ])('%s: there is none', async (which, exitCode) => {
    const desk = await sent();
    await expect(runMemo(desk.context, { action: 'show', which })).rejects.toMatchObject({ exitCode });
  });
});

describe('dun memo edit', () => {
  const edited = (text: string): string => text.replace('Bonjour', 'Cher Jules');

  it('keeps the words until the memo leaves', async () => {
    const desk = aDesk({ edit: edited });
    await runMemo(desk.context, { action: 'edit', client: 'roussel' });
    expect(messages(desk)).toEqual([]);
    await runMemo(desk.context, { send: true });
    expect(messages(desk)[0]?.text).toMatch(/^Cher Jules/);
  });

  it('keeps an account that is not ours, and sends it to nobody', async () => {
    const desk = aDesk({ edit: (text) => `${text}\nSur le DE89 3704 0044 0532 0130 00.\n` });
    const edit = runMemo(desk.context, { action: 'edit', client: 'roussel' });
    await expect(edit).rejects.toMatchObject({ key: 'memo.kept_other_account', exitCode: 1 });
    await expect(runMemo(desk.context, { send: true })).rejects.toMatchObject({ key: 'memo.other_account' });
    expect(messages(desk)).toEqual([]);
  });

  it('is too late once it has left', async () => {
    const desk = await sent({ edit: edited });
    const edit = runMemo(desk.context, { action: 'edit', client: 'roussel' });
    await expect(edit).rejects.toMatchObject({ key: 'memo.not_editable.draft', exitCode: 1 });
  });
});

describe('dun memo resend', () => {
  it('is a new message that says so, in the thread of the first', async () => {
    const desk = await sent();
    await runMemo(desk.context, { action: 'resend', which: '#1' });
    await runMemo(desk.context, { action: 'resend', which: '1' });
    const [first, second, third] = messages(desk);
    expect([second?.repeats, third?.repeats]).toEqual([1, 1]);
    expect(new Set(messages(desk).map(({ messageId }) => messageId)).size).toBe(3);
    const mail = await PostalMime.parse(second?.raw ?? new Uint8Array());
    expect(mail.inReplyTo).toBe(first?.messageId);
    expect(mail.text).toMatch(/^Je vous renvoie mon message du mardi 9 juin 2026/);
    expect(mail.html).toContain('Je vous renvoie mon message');
    // The code to pay by travels again.
    expect(mail.attachments.filter(({ mimeType }) => mimeType === 'image/png')).toHaveLength(2);
  });

  it('says so once, however often it is sent again', async () => {
    const desk = await sent();
    for (const which of ['roussel', 'roussel', 'roussel'])
      await runMemo(desk.context, { action: 'resend', which });
    const all = messages(desk);
    expect(all.map(({ repeats }) => repeats)).toEqual([null, 1, 2, 3]);
    for (const { text } of all.slice(1)) expect(text).toBe(all[1]?.text);
    const mail = await PostalMime.parse(all[3]?.raw ?? new Uint8Array());
    expect([mail.inReplyTo, mail.html?.match(/Je vous renvoie/g)?.length]).toEqual([all[2]?.messageId, 1]);
  });

  it.each<[string, MemoOptions]>([
    ['--dry-run', { action: 'resend', which: '1', dryRun: true }],
    ['--eml', { action: 'resend', which: '1', eml: 'again.eml' }],
  ])('%s writes nothing down', async (_, options) => {
    const desk = await sent();
    await runMemo(desk.context, options);
    expect(messages(desk)).toHaveLength(1);
    const said =
      'eml' in options
        ? (await PostalMime.parse(readFileSync(join(desk.folder, 'again.eml')))).text
        : desk.seen.lines.join('\n');
    expect(said).toContain('Je vous renvoie mon message');
  });

  it.each([
    ['a message that waits', 'queued', 75],
    ['one that may have left', 'uncertain', 76],
    ['one that was refused', 'failed', 1],
  ] as const)('%s is a matter of the outbox', async (_, state, exitCode) => {
    const desk = aDesk();
    const { context } = desk;
    await context.mail
      .compose(await draftToCompose(desk))
      .then((message) => context.ledger.outbox.queue({ ...message, transport: 'smtp' }));
    if (state !== 'queued') {
      context.ledger.outbox.take(1, process.pid);
      context.ledger.outbox.advance(1, { to: state, error: '451 later' });
    }
    const again = runMemo(context, { action: 'resend', which: '1' });
    await expect(again).rejects.toMatchObject({ key: `memo.not_left.${state}`, exitCode });
  });

  it('needs something that left', async () => {
    const { context } = aDesk();
    const again = runMemo(context, { action: 'resend', which: 'roussel' });
    await expect(again).rejects.toMatchObject({ key: 'memo.none_left', exitCode: 1 });
  });
});

/** The draft that sending would compose, taken from the sending itself. */
async function draftToCompose({ context }: Desk) {
  type Draft = Parameters<typeof context.mail.compose>[0];
  const taken: Draft[] = [];
  const compose: typeof context.mail.compose = async (draft) => {
    taken.push(draft);
    return Promise.reject(new Error('only looked at'));
  };
  await runMemo({ ...context, mail: { ...context.mail, compose } }, { send: true }).catch(() => undefined);
  const [draft] = taken;
  if (draft === undefined) throw new Error('nothing was composed');
  return draft;
}

describe('--copy', () => {
  it.each([
    ['fr', /12 juin 2026/],
    ['en', /12 June 2026/],
  ] as const)('in %s gives the promise in a few words, noted once', async (language, on) => {
    const desk = aDesk({ language, contact: { email: null } });
    await runMemo(desk.context, { copy: true });
    await runMemo(desk.context, { copy: true });
    const [text = ''] = desk.seen.lines;
    expect(text).toMatch(on);
    expect(Array.from(text).length).toBeLessThanOrEqual(320);
    expect(messages(desk)).toMatchObject([{ to: [], state: 'draft', text }]);
  });

  it('stands in the way of no mail', async () => {
    const desk = aDesk();
    await runMemo(desk.context, { copy: true });
    await runMemo(desk.context, { send: true });
    expect(messages(desk).map(({ to }) => to)).toEqual([[], ['jules@roussel.example']]);
  });

  it('--dry-run notes nothing', async () => {
    const desk = aDesk();
    await runMemo(desk.context, { copy: true, dryRun: true });
    expect([desk.seen.lines.length, messages(desk).length]).toEqual([1, 0]);
  });

  it('as JSON, with its length', async () => {
    const desk = aDesk();
    await runMemo({ ...desk.context, isJson: true }, { copy: true });
    expect(desk.seen.documents).toMatchObject([{ schema: 'dun.memo.text/1', clipboard: null }]);
  });

  it('is offered where there is no address', async () => {
    const desk = aDesk({ contact: { email: null }, choices: ['copy'] });
    await runMemo(desk.context, {});
    expect([messages(desk).length, desk.left]).toEqual([1, []]);
  });

  it('speaks of no money after a voicemail', async () => {
    const desk = aDesk({ outcome: { outcome: 'voicemail' }, reach: 'voicemail' });
    await runMemo(desk.context, { copy: true });
    expect(desk.seen.lines.join(' ')).not.toMatch(/840|F-2026-044|€/);
  });
});

describe('an earlier day', () => {
  it.each<[string, MemoOptions]>([
    ['--send', { send: true }],
    ['--copy', { copy: true }],
  ])('%s is refused', async (_, options) => {
    const desk = aDesk();
    const earlier = { ...desk.context, isEarlier: true, today: day('2026-06-09') };
    await expect(runMemo(earlier, options)).rejects.toMatchObject({ key: 'cli.as_of_writes', exitCode: 2 });
    expect(messages(desk)).toEqual([]);
  });

  it('shows the memo as it would be written', async () => {
    const desk = aDesk();
    await runMemo({ ...desk.context, isEarlier: true }, {});
    expect(desk.seen.lines.join('\n')).toContain('jules@roussel.example');
    expect(messages(desk)).toEqual([]);
  });
});
