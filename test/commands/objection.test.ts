import { describe, expect, it } from 'vitest';
import { registerClient } from '../../src/commands/client.ts';
import { registerInvoice } from '../../src/commands/invoice.ts';
import { registerObjection } from '../../src/commands/objection.ts';
import { nothingRecorded } from '../../src/domain/call-record.ts';
import { objectionKeys } from '../../src/domain/objection.ts';
import type { Ledger } from '../../src/store/ledger.ts';
import { aCall, aResult, today } from '../store/builders.ts';
import { aDesk, type Desk, type DeskSetting, fillDesk } from '../support/desk.ts';

const commands = [registerClient, registerInvoice, registerObjection];

async function filled(setting: Omit<DeskSetting, 'commands'> = {}): Promise<Desk> {
  const desk = aDesk({ commands, ...setting });
  await fillDesk(aDesk({ commands, ledger: desk.ledger }));
  return desk;
}

/** A call with the first client in which these were heard. */
function hear(ledger: Ledger, heard: Readonly<Record<string, boolean | null>>, clientId = 1): void {
  const call = ledger.calls.start(aCall(clientId));
  const objections = Object.entries(heard).map(([objection, hasWorked]) => ({
    on: today,
    objection,
    hasWorked,
  }));
  ledger.finishCall(call.id, aResult({ records: { ...nothingRecorded, objections } }));
}

interface Document {
  readonly items: readonly Readonly<Record<string, unknown>>[];
}

function itemsOf(document: unknown): Document['items'] {
  if (typeof document !== 'object' || document === null || !('items' in document)) return [];
  return Array.isArray(document.items) ? document.items : [];
}

describe('dun objection list', () => {
  it('shows ten, the answer of each and what to get out of them', async () => {
    const { dun } = await filled();
    const { out } = await dun('objection', 'list');
    const rows = out.split('\n\n');
    expect(rows[0]).toBe('Ce que vos clients disent');
    expect(rows[1]?.split('\n')).toEqual([
      " 1  je n'ai pas reçu la facture",
      "    → Je vous l'envoie pendant que nous parlons. Une fois sous vos yeux, quel",
      '    jour le virement part-il\u00a0?',
      "    à obtenir\u00a0: l'adresse qui touche qui paie · reçue, pendant l'appel · un",
      '    autre obstacle\u00a0? · le jour du règlement',
    ]);
    expect(rows).toHaveLength(12);
    expect(rows.at(-1)).toBe('et 10 autres\u00a0: dun objection list --all');
    expect(out.split('\n').filter((line) => line.length > 80)).toEqual([]);
    expect((await dun('objection', 'list', '--all')).out.split('\n\n')).toHaveLength(21);
    expect((await dun('objection')).out).toBe(out);
  });

  it('puts what this client said first, with the day, the effect and the amount of the invoice', async () => {
    const { dun, ledger } = await filled();
    hear(ledger, { cash_tight: true, forgot: null });
    hear(ledger, { cash_tight: false });
    hear(ledger, { insolvency: null }, 2);
    const { out } = await dun('objection', 'list', 'roussel');
    const rows = out.split('\n\n');
    expect(rows[0]).toBe('Ce que Menuiserie Roussel dira sans doute');
    expect(rows[1]).toMatch(
      /^ 1 {2}on a un souci de trésorerie · 2 fois, en dernier le mar. 2 juin · réponse\s+utile\s:\s1 sur 2\n/,
    );
    expect(rows[1]).toContain('Sur les 840,00\u00a0€');
    expect(rows[2]).toMatch(/^ 2 {2}j'ai oublié · 1 fois, le .* · effet non noté\n/);
    expect(rows[3]).toMatch(/^ 3 {2}on est en redressement · 1 fois · effet non noté\n/);
  });

  it("answers in the client's language and form of address, and names things in the user's", async () => {
    const { dun } = await filled();
    await dun('client', 'edit', 'roussel', '--register', 'familiar');
    await dun('client', 'edit', 'canal', '--lang', 'en');
    expect((await dun('objection', 'list', 'roussel')).out).toContain("→ Je te l'envoie");
    const english = (await dun('objection', 'list', 'canal')).out;
    expect(english).toContain("→ I'm sending it while we talk.");
    expect(english).toContain("je n'ai pas reçu la facture");
  });

  it('shows one of one’s own whatever its rank, and asks for its answer', async () => {
    const { dun } = await filled();
    await dun('objection', 'add', 'on change de banque', '--en', 'Which bank?');
    const { out } = await dun('objection', 'list');
    expect(out).toContain(
      'on change de banque · #1\n    → pas encore de réponse\u00a0: dun objection edit 1 --fr "…"',
    );
  });

  it('says the same in English', async () => {
    const { dun, ledger } = await filled({ language: 'en' });
    hear(ledger, { already_paid: true });
    const { out } = await dun('objection', 'list', 'roussel');
    expect(out).toMatch(/^What Menuiserie Roussel will probably say\n\n 1 {2}already paid · 1 time, on /);
    expect(out).toContain('answer worked: 1 of 1');
    expect(out).toContain('to obtain: the day · the amount · the account paid');
  });

  it('gives all of them as JSON', async () => {
    const { dun, ledger } = await filled();
    await dun('objection', 'add', 'on change de banque', '--fr', 'Quel jour, pour les {balance}\u00a0?');
    hear(ledger, { 'own:1': true, forgot: false });
    const { document } = await dun('objection', 'list', 'roussel', '--json');
    expect(document).toMatchObject({
      schema: 'dun.objection/1',
      today: '2026-06-02',
      client: 'Menuiserie Roussel',
    });
    const items = itemsOf(document);
    expect(items).toHaveLength(21);
    expect(items[1]).toEqual({
      key: 'own:1',
      id: 1,
      words: 'on change de banque',
      obtain: ['la raison exacte', 'qui décide', 'le jour'],
      answer: 'Quel jour, pour les 840,00\u00a0€\u00a0?',
      language: 'fr',
      leadsTo: null,
      cause: null,
      count: 1,
      clientCount: 1,
      clientLastOn: '2026-06-02',
      worked: 1,
      judged: 1,
    });
    expect(items[0]).toMatchObject({
      key: 'forgot',
      id: null,
      leadsTo: 'promise',
      cause: 'forgot',
      judged: 1,
    });
    const none = await dun('objection', 'list', '--json');
    expect(itemsOf(none.document).map(({ key }) => key)).toEqual(
      expect.arrayContaining([...objectionKeys(), 'own:1']),
    );
    expect(none.document).toMatchObject({ client: null });
  });

  it('needs a client that is there', async () => {
    const { dun } = await filled();
    await expect(dun('objection', 'list', 'nobody')).rejects.toMatchObject({ exitCode: 66 });
  });
});

describe('dun objection add', () => {
  it('keeps the words and the answers', async () => {
    const { dun, ledger } = await filled();
    const answer = 'Quel jour le nouveau compte est-il ouvert\u00a0?';
    const { out, notes } = await dun(
      'objection',
      'add',
      ' on change\nde banque ',
      '--fr',
      answer,
      '--en',
      'Which day?',
    );
    expect(out.split('\n')).toEqual([
      'Objection #1 ajoutée\u00a0: «\u00a0on change de banque\u00a0».',
      `  en français\u00a0: ${answer}`,
      '  en anglais\u00a0: Which day?',
    ]);
    expect(notes).toBe('');
    expect(ledger.objections.own()).toMatchObject([
      { id: 1, words: 'on change de banque', answer: { fr: answer, en: 'Which day?' } },
    ]);
  });

  it.each([
    ['no answer yet', [], 'Pas encore de réponse\u00a0: dun objection edit 1 --fr "…"'],
    ['an empty answer', ['--fr', ' '], 'Pas encore de réponse\u00a0: dun objection edit 1 --fr "…"'],
    ['an answer that asks nothing', ['--fr', 'Bien.'], 'question'],
    ['an answer longer than a breath', ['--fr', `${'mot '.repeat(30)}quel jour ?`], '32 mots'],
  ] as const)('advises on %s without stopping', async (...[, flags, advice]) => {
    const { dun, ledger } = await filled();
    expect((await dun('objection', 'add', 'on fusionne', ...flags)).notes).toContain(advice);
    expect(ledger.objections.own()).toHaveLength(1);
  });

  it.each([
    ['nothing', [' '], 'value.missing', 2],
    ['too long words', ['x'.repeat(121)], 'value.too_long', 2],
    ['a too long answer', ['x', '--en', 'y'.repeat(301)], 'value.too_long', 2],
    ['an unknown fact', ['x', '--fr', 'Le {montant}\u00a0?'], 'objection.bad_answer', 2],
    ['a fact that may be missing', ['x', '--fr', 'À {hour}\u00a0?'], 'objection.bad_answer', 2],
    ['an open brace', ['x', '--fr', 'Quel jour {'], 'objection.bad_answer', 2],
    ['words of the library', ["J'AI oublie"], 'objection.in_library', 1],
    ['words of one’s own', ['On  FUSIONNE'], 'objection.same_words', 1],
  ] as const)('refuses %s', async (...[, argv, key, exitCode]) => {
    const { dun, ledger } = await filled();
    await dun('objection', 'add', 'on fusionne');
    await expect(dun('objection', 'add', ...argv)).rejects.toMatchObject({ key, exitCode });
    expect(ledger.objections.own()).toHaveLength(1);
  });

  it('says where the brace is', async () => {
    const { dun } = await filled();
    const refused = dun('objection', 'add', 'x', '--fr', 'À «\u00a0{montant}\u00a0»\u00a0?');
    await expect(refused).rejects.toMatchObject({
      values: { flag: '--fr', column: 5, known: '{balance}, {invoice_no}, {due_date}', example: '{balance}' },
    });
  });
});

describe('dun objection edit', () => {
  it.each([
    ['--words', 'on fusionne', { words: 'on fusionne', answer: { fr: 'Quel jour\u00a0?', en: null } }],
    ['--words', 'ON change de banque', { words: 'ON change de banque' }],
    [
      '--en',
      'Which day?',
      { words: 'on change de banque', answer: { fr: 'Quel jour\u00a0?', en: 'Which day?' } },
    ],
    ['--fr', '', { answer: { fr: null, en: null } }],
  ])('changes %s to %j and nothing else', async (flag, text, expected) => {
    const { dun, ledger } = await filled();
    await dun('objection', 'add', 'on change de banque', '--fr', 'Quel jour\u00a0?');
    const { out } = await dun('objection', 'edit', '#1', flag, text);
    expect(out).toContain('Objection #1');
    expect(ledger.objections.own()).toMatchObject([expected]);
  });

  it.each([
    ['no such number', ['7', '--fr', 'x ?'], 'objection.unknown', 66],
    ['one that was removed', ['2', '--fr', 'x ?'], 'objection.unknown', 66],
    ['no number', ['banque', '--fr', 'x ?'], 'value.record_id', 2],
    ['nothing to change', ['1'], 'objection.nothing_to_change', 2],
    ['the same as it is', ['1', '--words', 'a b'], 'objection.nothing_to_change', 2],
    ['no words', ['1', '--words', ''], 'value.missing', 2],
    ['words of the library', ['1', '--words', "c'est en cours"], 'objection.in_library', 1],
    ['a bad answer', ['1', '--fr', '}'], 'objection.bad_answer', 2],
  ] as const)('refuses %s', async (...[, argv, key, exitCode]) => {
    const { dun, ledger } = await filled();
    await dun('objection', 'add', 'a b');
    await dun('objection', 'add', 'c d');
    await dun('objection', 'remove', '2');
    const before = ledger.objections.own();
    await expect(dun('objection', 'edit', ...argv)).rejects.toMatchObject({ key, exitCode });
    expect(ledger.objections.own()).toEqual(before);
  });
});

describe('dun objection remove', () => {
  it('offers it no more, and the calls it was heard in keep it', async () => {
    const { dun, ledger } = await filled();
    await dun('objection', 'add', 'on change de banque');
    hear(ledger, { 'own:1': true });
    expect((await dun('objection', 'remove', '1')).out).toContain('Objection #1 retirée');
    expect((await dun('objection', 'list', 'roussel', '--all')).out).not.toContain('banque\u00a0');
    expect(ledger.objections.byId(1)?.words).toBe('on change de banque');
    expect(ledger.records.of(1).objections).toHaveLength(1);
    await expect(dun('objection', 'remove', '1')).rejects.toMatchObject({
      key: 'objection.unknown',
      exitCode: 66,
    });
  });
});
