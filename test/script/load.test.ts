import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineNames, type Tone } from '../../src/script/catalog.ts';
import { factNames, knownInCalls } from '../../src/script/facts.ts';
import { loadScript, type LineChoice } from '../../src/script/load.ts';
import { allFacts, languages, only, shipped, withOwn } from './templates.ts';

const formal: LineChoice = { register: 'formal', tone: 'friendly', variant: 0 };

describe('a line', () => {
  const script = loadScript('fr', shipped);

  it('comes in one or two lines, filled', () => {
    expect(script.line('identity', allFacts(), formal)).toEqual([
      'Bonjour, Nadia Benali, Atelier Benali.',
      'Suis-je bien avec Jules Roussel\u00a0?',
    ]);
  });

  it('goes round the wordings, whatever the number', () => {
    const say = (variant: number) => script.line('ask', allFacts(), { ...formal, variant });
    expect(new Set([0, 1, 2].map((variant) => say(variant).join())).size).toBe(3);
    expect(say(3)).toEqual(say(0));
    expect(say(-1)).toEqual(say(2));
  });

  it('speaks to the contact as agreed, to third parties as vous', () => {
    const familiar: LineChoice = { ...formal, register: 'familiar' };
    expect(script.line('solution', allFacts(), familiar)[0]).toMatch(/proposes-tu/);
    expect(script.line('wrong_person', allFacts(), familiar)).toEqual(
      script.line('wrong_person', allFacts(), formal),
    );
    const english = loadScript('en', shipped);
    expect(english.line('solution', allFacts(), familiar)).toEqual(
      english.line('solution', allFacts(), formal),
    );
  });

  it.each([
    ['final', 'firm'],
    ['firm', 'firm'],
  ] as const)('without words in the tone %s says the next gentler one', (tone, same) => {
    expect(script.line('solution', allFacts(), { ...formal, tone })).toEqual(
      script.line('solution', allFacts(), { ...formal, tone: same }),
    );
  });

  it('drops the form whose facts are not known', () => {
    const facts = only(allFacts(), ['me_full', 'me_business', 'service']);
    expect(script.line('opening', facts, formal)[0]).toBe(
      'Je vous appelle concernant la refonte du catalogue.',
    );
    expect(script.line('promise', facts, formal)).toHaveLength(1);
  });

  it('is always there: any line, any facts beyond the always known, any choice (fast-check)', () => {
    const loaded = languages.map((language) => loadScript(language, shipped));
    const tones: readonly Tone[] = ['friendly', 'firm', 'final'];
    const optional = factNames().filter((name) => !knownInCalls.includes(name));
    const manner = fc.record({
      register: fc.constantFrom('formal' as const, 'familiar' as const),
      tone: fc.constantFrom(...tones),
      variant: fc.integer(),
    });
    const asked = fc.record({
      script: fc.constantFrom(...loaded),
      name: fc.constantFrom(...lineNames()),
      names: fc.subarray(optional),
      choice: manner,
    });
    fc.assert(
      fc.property(asked, ({ script: any, name, names, choice }) => {
        const lines = any.line(name, only(allFacts(), [...knownInCalls, ...names]), choice);
        return (
          lines.length >= 1 && lines.length <= 2 && lines.every((line) => line !== '' && !/[{}\n]/.test(line))
        );
      }),
      { numRuns: 2_000 },
    );
    expect(loaded).toHaveLength(2);
  });

  it.each(['{balance}', '{{balance}}', '{x', '<b>x</b>', "$' $&"])('takes the fact %j as it is', (value) => {
    const [first] = script.line('identity_unnamed', { ...allFacts(), me_business: value }, formal);
    expect(first).toBe(`Bonjour, Nadia Benali, ${value}.`);
  });

  it('keeps a fact with line breaks on its line', () => {
    const lines = script.line('ask', { ...allFacts(), invoice_no: 'F\r\n1\u0085\u2028x' }, formal);
    expect(lines).toHaveLength(2);
    expect(lines[0]).toContain('F 1 x');
  });

  it('takes a fact of a million characters', () => {
    const note = '{x} '.repeat(250_000);
    expect(script.line('listen', { ...allFacts(), cause_note: note }, formal).join().length).toBeGreaterThan(
      900_000,
    );
  });
});

describe("the user's own words", () => {
  it('replace ours heading by heading; the rest stays', () => {
    const own = loadScript('fr', withOwn({ 'fr/call/ask.txt': '# firm\nEt {balance}, quand donc ?\n' }));
    const ours = loadScript('fr', shipped);
    expect(own.line('ask', allFacts(), { ...formal, tone: 'firm', variant: 7 })).toEqual([
      'Et 840,00\u00a0€, quand donc ?',
    ]);
    expect(own.line('ask', allFacts(), formal)).toEqual(ours.line('ask', allFacts(), formal));
    const final: LineChoice = { ...formal, tone: 'final' };
    expect(own.line('ask', allFacts(), final)).toEqual(ours.line('ask', allFacts(), final));
  });

  it('may use any fact; where it is not known our words are said, never an empty place', () => {
    const own = loadScript(
      'fr',
      withOwn({ 'fr/call/ask.txt': '# friendly\nBon {po_number}, où en est-il ?\n' }),
    );
    expect(own.line('ask', { ...allFacts(), po_number: 'PO-7' }, formal)).toEqual([
      'Bon PO-7, où en est-il ?',
    ]);
    expect(own.line('ask', { ...allFacts(), po_number: '' }, formal)[0]).toContain('F-2026-044');
  });

  it('may be a memo', () => {
    const text = '---\nsubject: Ma note {invoice_no}\n---\nBonjour {contact_first}, bon {po_number}.\n';
    const own = loadScript('fr', withOwn({ 'fr/memo/no-agreement.md': text }));
    const memo = own.memo('no_agreement', { ...allFacts(), po_number: '', my_actions: '' });
    expect(memo.subject).toBe('Ma note F-2026-044');
    expect(memo.text).toBe('Bonjour Jules, bon {po_number}.\n');
    expect(memo.missing).toEqual(['po_number']);
    expect(own.memo('no_agreement', allFacts(), { register: 'familiar' }).text).not.toContain(
      'Bonjour Jules, bon',
    );
  });

  it('may be absent, the folder too', () => {
    const folders = { ...shipped, user: '/nowhere/at/all' };
    expect(loadScript('en', folders).line('solution', allFacts(), formal)).toHaveLength(1);
  });
});
