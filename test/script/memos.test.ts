import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { MemoKind } from '../../src/domain/attempt.ts';
import type { Language } from '../../src/domain/profile.ts';
import { registerOf } from '../../src/script/call-file.ts';
import type { Register } from '../../src/script/catalog.ts';
import { type Facts, isOpenFact, type Lists, withoutDebt } from '../../src/script/facts.ts';
import { loadScript } from '../../src/script/load.ts';
import { memoCatalog, memoFor, type MemoName, memoNames } from '../../src/script/memo-catalog.ts';
import { memoStem } from '../../src/script/memo-fill.ts';
import { parseMemoFile } from '../../src/script/memo-file.ts';
import { mentionsOf } from '../../src/script/template.ts';
import { allFacts, filesIn, languages, only, shipped, withOwn } from './templates.ts';

const kinds: readonly MemoKind[] = [
  'promise_confirmation', 'instalment_plan', 'dispute_acknowledged', 'duplicate_sent', 'callback_agreed',
  'voicemail_followup', 'no_agreement', 'broken_promise', 'final_notice', 'payment_proof_request', 'approval_request',
  'payment_reminder', 'payment_thanks',
]; // biome-ignore format: rows of names

const lists: Lists = {
  invoice_list: [
    { invoice_no: 'F-1', service: 'le logo', due_date: '02/05/2026', balance: '40,00\u00a0€' },
    { invoice_no: 'F-2', service: 'la refonte', due_date: '20/05/2026', balance: '800,00\u00a0€' },
  ],
  plan_table: [
    { row_no: '1', row_date: 'mercredi 10 juin 2026', row_amount: '420,00\u00a0€' },
    { row_no: '2', row_date: 'vendredi 10 juillet 2026', row_amount: '420,00\u00a0€' },
  ],
  previous_contacts: [{ event_date: '02/06/2026', event_text: 'appel' }],
};

const scripts = new Map(languages.map((language) => [language, loadScript(language, shipped)]));

function write(way: [Language, Register?], kind: MemoKind, facts: Facts) {
  const [language, register = 'formal'] = way;
  const script = scripts.get(language);
  if (!script) throw new Error(language);
  return script.memo(kind, facts, { register, lists });
}

function registersOf(name: MemoName, language: Language): Register[] {
  const registers: Register[] = ['formal', 'familiar'];
  return registers.filter((register) => registerOf(memoCatalog[name], language, register) === register);
}

describe.each(languages)('the memos in %s', (language) => {
  const files = filesIn(language, 'memo');

  it('has one file for each memo and register, and no other', () => {
    const expected = memoNames().flatMap((name) =>
      registersOf(name, language).map((way) => `${memoStem(name, way)}.md`),
    );
    expect(files.map((file) => basename(file.path)).toSorted()).toEqual(expected.toSorted());
  });

  it.each(memoNames())('%s uses all that it needs', (name) => {
    for (const register of registersOf(name, language)) {
      const file = files.find(({ path }) => basename(path) === `${memoStem(name, register)}.md`);
      if (!file) throw new Error(`${name} ${register}`);
      const { subject, body } = parseMemoFile(file, name);
      const used = new Set([...mentionsOf(subject), ...mentionsOf(body)]);
      const { needs, needsLists } = memoCatalog[name];
      expect([...needs, ...needsLists].filter((fact) => !used.has(fact))).toEqual([]);
      expect(used.has('me_full')).toBe(!memoCatalog[name].isSection);
    }
  });

  it.each(kinds)('%s with all its facts is whole', (kind) => {
    for (const register of ['formal', 'familiar'] as const) {
      const memo = write([language, register], kind, allFacts());
      expect(memo.missing).toEqual([]);
      expect(memo.text).not.toMatch(/[{}]|\*\*|\| |\n{3}|undefined| {2}[^ |\p{L}\p{N}(]/u);
      expect(memo.blocks.at(-1)?.kind).toBe('signature');
    }
  });

  it.each(kinds)('%s with only what it needs leaves out the rest, and is whole', (kind) => {
    const needed = [...memoCatalog[kind].needs, 'me_full', 'me_business'] as const;
    const memo = write([language], kind, only(allFacts(), needed));
    expect(memo.missing).toEqual([]);
    expect(memo.text).not.toMatch(/[{}]|\*\*|: *$|\n{3}/mu);
  });

  it.each(kinds)('%s names each required fact that is missing', (kind) => {
    const { needs } = memoCatalog[kind];
    const unsaid = needs.filter((name) => {
      const facts = only(allFacts(), [...needs.filter((fact) => fact !== name), 'me_full']);
      return memoFor(kind, facts) === kind && !write([language], kind, facts).missing.includes(name);
    });
    expect(unsaid).toEqual([]);
  });

  it.each(kinds)('%s carries the invoice in its subject, unless it may be read by anybody', (kind) => {
    const { subject } = write([language], kind, allFacts());
    expect(subject.includes('F-2026-044')).toBe(kind !== 'voicemail_followup');
  });

  it.each(kinds)('%s thanks, recalls the call and asks one thing', (kind) => {
    const { text } = write([language], kind, allFacts());
    expect(text).toMatch(/merci|thank|remercie/i);
    // Before the first call there is none to recall.
    expect(text.includes('mercredi 10 juin 2026')).toBe(kind !== 'payment_reminder');
    const asks = /répondez|envoyez-moi|please reply|answer today|please send me/gi;
    expect(text.match(asks)?.length ?? 0).toBe(kind === 'payment_thanks' ? 0 : 1);
  });

  it.each(kinds)('%s names no account of its own and no adjective on the person', (kind) => {
    const { text } = write([language], kind, { ...allFacts(), me_iban: '' });
    expect(text).not.toMatch(/\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,}/);
    expect(text).not.toMatch(/mauvais|négligent|malhonnête|dishonest|careless|mauvaise foi|bad faith/i);
  });
});

describe('the neutral forms, for an unconfirmed person', () => {
  it.each(['callback_agreed', 'voicemail_followup'] as const)('%s says nothing of the debt', (kind) => {
    for (const language of languages) {
      for (const register of ['formal', 'familiar'] as const) {
        const memo = write([language, register], kind, withoutDebt(allFacts()));
        expect(memo.missing).toEqual([]);
        expect(memo.subject + memo.text).not.toMatch(
          /F-2026|840|factur|invoice|règle|pay|montant|amount|échéance|\bdue\b|FR76/i,
        );
      }
    }
  });

  it('takes the full form as soon as the debt may be told', () => {
    expect(memoFor('callback_agreed', allFacts())).toBe('callback_agreed');
    expect(memoFor('callback_agreed', withoutDebt(allFacts()))).toBe('callback_agreed_neutral');
    expect(memoFor('promise_confirmation', withoutDebt(allFacts()))).toBe('promise_confirmation');
  });

  it('keeps every open fact and no other', () => {
    expect(Object.keys(withoutDebt(allFacts())).every((name) => isOpenFact(name as keyof Facts))).toBe(true);
    expect(withoutDebt(allFacts())).toMatchObject({
      contact_name: 'Jules Roussel',
      callback_at: expect.any(String),
    });
  });
});

describe('a memo filled', () => {
  it('says the same in text and in blocks', () => {
    const memo = write(['fr'], 'instalment_plan', allFacts());
    const table = memo.blocks.find((block) => block.kind === 'table');
    expect(table).toEqual({
      kind: 'table',
      head: ['N°', 'Date', 'Montant'],
      rows: [
        ['1', 'mercredi 10 juin 2026', '420,00\u00a0€'],
        ['2', 'vendredi 10 juillet 2026', '420,00\u00a0€'],
      ],
    });
    expect(memo.text).toContain('1   mercredi 10 juin 2026     420,00\u00a0€');
    expect(memo.text).toContain('Total\u00a0: 840,00\u00a0€');
  });

  it('leaves out rows, tables and parts that have nothing to tell', () => {
    const needed = [...memoCatalog.final_notice.needs, 'me_full'] as const;
    const script = loadScript('fr', shipped);
    const memo = script.memo('final_notice', only(allFacts(), needed), {
      lists: { invoice_list: [{ invoice_no: 'F-1' }] },
    });
    expect(memo.text).not.toMatch(/Pénalités|Compte|Ce qui a été fait|annoncé au téléphone/);
    expect(memo.missing).toEqual([]);
  });

  it('asks for the rows of a plan', () => {
    expect(loadScript('en', shipped).memo('instalment_plan', allFacts()).missing).toEqual(['plan_table']);
  });

  it('keeps the lines of an address in the signature only', () => {
    const facts = {
      ...allFacts(),
      me_address: '1 rue du Canal\r\n67000 Strasbourg',
      service: 'le logo\nla carte',
    };
    const memo = write(['fr'], 'promise_confirmation', facts);
    expect(memo.text).toContain('\n1 rue du Canal\n67000 Strasbourg\n');
    expect(memo.text).toContain('Prestation\u00a0: le logo la carte\n');
  });
});

describe('the sections of a memo', () => {
  const head = '---\nsubject: {invoice_no}\n---\nBonjour.\n\n';
  const duplicate = {
    kind: 'duplicate_sent',
    facts: { ...allFacts(), my_actions: '', promised_date: '' },
    lists: {},
  } as const;
  const kindsOf = (file: string, more: object = {}): string[] => {
    const script = loadScript('fr', withOwn({ 'fr/memo/no-agreement.md': head + file }));
    const memo = script.memo('no_agreement', { ...allFacts(), ...more }, { sections: [duplicate] });
    return memo.blocks.map((block) =>
      block.kind === 'paragraph' ? (block.text.split(' ')[0] ?? '') : block.kind,
    );
  };
  const section = ['Voici', 'facts', 'Je'];

  it.each([
    [
      'where they belong',
      '{sections}\n\nRépondez.\n\n--\n{me_full}\n',
      ['Bonjour.', ...section, 'De', 'Répondez.', 'signature'],
    ],
    [
      'before the signature of a template that has no place for them',
      'Répondez {me_first}.\n\n--\n{me_full}\n',
      ['Bonjour.', 'Répondez', ...section, 'De', 'signature'],
    ],
    ['at the end without a signature', 'Répondez {me_first}.\n', ['Bonjour.', 'Répondez', ...section, 'De']],
    [
      'own commitments once, where the template has them',
      '{my_actions}\n\n{sections}\n\n--\n{me_full}\n',
      ['Bonjour.', 'je', ...section, 'signature'],
    ],
  ])('stand %s', (_, file, expected) => {
    expect(kindsOf(file)).toEqual(expected);
  });

  it('bring nothing when there is nothing to tell', () => {
    const memo = loadScript('fr', shipped).memo('no_agreement', { ...allFacts(), my_actions: '' });
    expect(memo.text).not.toMatch(/De mon côté|\n{3}/);
  });

  it('name what is missing in them, and show where it belongs', () => {
    const facts = { ...allFacts(), document_name: '', my_actions: '' };
    const memo = loadScript('fr', shipped).memo(
      'no_agreement',
      { ...allFacts(), my_actions: '' },
      {
        sections: [{ kind: 'duplicate_sent', facts, lists: {} }],
      },
    );
    expect(memo.missing).toEqual(['document_name']);
    expect(memo.text).toContain('Document joint\u00a0: {document_name}');
  });

  it.each(memoNames().filter((name) => memoCatalog[name].isSection))(
    '%s asks for nothing and signs nothing',
    (name) => {
      for (const language of languages)
        for (const file of filesIn(language, 'memo').filter(({ path }) =>
          basename(path).startsWith(memoStem(name, 'formal')),
        ))
          expect(file.text).not.toMatch(/répond|please reply|^--$|\{me_full\}|^subject:/im);
    },
  );
});

describe('hostile facts are inert', () => {
  const hostile = [
    '{me_iban}', '{{me_iban}}', '{#invoice_list}{/invoice_list}', '</p><script>alert(1)</script>',
    'x\r\nBcc: evil@evil.example', 'a\n\n- **Compte** FR00 0000', 'a\n| x | y |', '| x |', '--\nFaux nom', '\ufdd00\ufdd0',
    '$& $1 $`', '__proto__', '\u202e0189', '\u0000\u001b[2J', 'constructor',
  ]; // biome-ignore format: one row of samples

  it.each(hostile)('%j adds no row, no line, no header', (value) => {
    const plain = write(['fr'], 'promise_confirmation', { ...allFacts(), remainder_outcome: 'plus tard' });
    const memo = write(['fr'], 'promise_confirmation', {
      ...allFacts(),
      remainder_outcome: value,
      invoice_no: value,
    });
    expect(memo.blocks.map((block) => block.kind)).toEqual(plain.blocks.map((block) => block.kind));
    expect(memo.text.split('\n').length).toBe(plain.text.split('\n').length);
    expect(memo.subject).not.toMatch(/[\p{Cc}\u202e]/u);
    expect(memo.text).not.toMatch(/(?!\n)\p{Cc}/u);
    expect(memo.missing).toEqual([]);
  });

  it('leaves HTML and braces as they are: the text part needs no escape', () => {
    const memo = write(['en'], 'no_agreement', { ...allFacts(), words_used: '<b>{balance}</b> & co' });
    expect(memo.text).toContain('"<b>{balance}</b> & co"');
  });

  it('takes a fact of a million characters in its stride', () => {
    const value = `${'{x} | - ** '.repeat(95_000)}\r\n`;
    const started = performance.now();
    const memo = write(['fr'], 'dispute_acknowledged', { ...allFacts(), dispute_point: value });
    expect(memo.text).toContain(value.trim());
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
