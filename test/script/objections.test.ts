import { basename, join } from 'node:path';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isObjectionKey, objectionKeys } from '../../src/domain/objection.ts';
import type { Language } from '../../src/domain/profile.ts';
import { fillWording } from '../../src/script/call-file.ts';
import { alwaysKnown, type Facts } from '../../src/script/facts.ts';
import { loadScript } from '../../src/script/load.ts';
import { answerTo, objectionWords, parseObjections, searchWords } from '../../src/script/objections.ts';
import { factsOf } from '../../src/script/template.ts';
import { loadWords } from '../../src/script/words.ts';
import { allFacts, builtIn, dunErrorOf, languages, only, shipped, withOwn } from './templates.ts';

const files = new Map(
  languages.map((language) => {
    const path = join(builtIn, language, 'objections.txt');
    return [language, parseObjections({ path, text: readFileSync(path, 'utf8') }, language)];
  }),
);

function answers(
  language: Language,
): { heading: string; lines: readonly string[]; facts: readonly string[] }[] {
  return [...(files.get(language) ?? [])].flatMap(([heading, wordings]) =>
    wordings.map((wording) => ({
      heading,
      lines: fillWording(wording, allFacts()),
      facts: wording.lines.flatMap(factsOf),
    })),
  );
}

const openers = {
  fr: /(?:^|[^\p{L}])(?:qui|qu'|que|quoi|où|quand|combien|comment|quel(?:le)?s?|lequel|à quelle)(?:[^\p{L}]|\p{L}|$)/iu,
  en: /\b(?:who|whom|whose|what|when|where|which|how)\b/i,
} satisfies Record<Language, RegExp>;

const never = {
  fr: /\b(?:vous n'avez pas|tu n'as pas|pourquoi|désolée?|excusez|juste un|mais|malheureusement|impayé|retard|dette|dès que possible|huissier|avocat|mise en demeure|pénalité)\b/i,
  en: /\b(?:you (?:did not|didn't|haven't|have not|failed)|why|sorry|apolog\w+|just|but|unfortunately|unpaid|overdue|debt|as soon as possible|bailiff|lawyer|legal|penalt\w+)\b/i,
} satisfies Record<Language, RegExp>;

describe.each(languages)('the answers in %s', (language) => {
  it('are there for each of the twenty, three wordings or more, vous and tu in French', () => {
    const wanted = objectionKeys().flatMap((key) => (language === 'fr' ? [key, `${key}, familiar`] : [key]));
    const file = files.get(language);
    expect([...(file?.keys() ?? [])].toSorted()).toEqual(wanted.toSorted());
    const poor = [...(file ?? [])].filter(([, wordings]) => {
      const texts = wordings.map((wording) => fillWording(wording, allFacts()).join('\n'));
      return new Set(texts).size < 3;
    });
    expect(poor).toEqual([]);
  });

  it('can be said without a fact, and with what is always known in each wording but the first', () => {
    for (const heading of files.get(language)?.keys() ?? []) {
      const own = answers(language).filter((one) => one.heading === heading);
      expect(own.some(({ facts }) => facts.length === 0)).toBe(true);
      const known: readonly string[] = [...alwaysKnown, 'service'];
      expect(own.slice(1).filter(({ facts }) => facts.some((fact) => !known.includes(fact)))).toEqual([]);
    }
  });

  it('end on an open question and ask no closed one', () => {
    const silent = answers(language).filter(({ lines }) => !lines.at(-1)?.endsWith('?'));
    expect(silent).toEqual([]);
    const questions = answers(language).flatMap(({ lines }) => lines.join(' ').split(/(?<=[.?!…])\s+/));
    expect(questions.filter((text) => text.endsWith('?') && !openers[language].test(text))).toEqual([]);
  });

  it('are said in one breath: 30 words a line at most, two rows of the screen at most', () => {
    const lines = answers(language).flatMap((one) => one.lines);
    const count = (line: string) => line.split(/[ …]+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
    expect(lines.filter((line) => count(line) > 30 || line.length > 150)).toEqual([]);
    expect(lines.filter((line) => !/^\p{Lu}/u.test(line) || !/[.?!]$/.test(line))).toEqual([]);
  });

  it('blame nobody, threaten with nothing, excuse themselves for nothing', () => {
    const lines = answers(language).flatMap((one) => one.lines);
    expect(lines.filter((line) => never[language].test(line))).toEqual([]);
  });

  it('ask an insolvent client for no money', () => {
    const lines = answers(language).filter(({ heading }) => heading.startsWith('insolvency'));
    expect(
      lines.flatMap((one) => one.lines).filter((line) => /pay|régl|vers|transfer|virement|€/i.test(line)),
    ).toEqual([]);
  });

  it('keep to the typography of the language', () => {
    const text = readFileSync(join(builtIn, language, 'objections.txt'), 'utf8');
    const typos =
      language === 'fr' ? /[^\u00a0\n][;?!»]|(?<![\u00a0\n]):(?=\s)|«[^\u00a0]/g : /[ \u00a0][:;?!]/g;
    expect(text.match(typos) ?? []).toEqual([]);
  });
});

it('French familiar never says vous, formal never tu', () => {
  const both = answers('fr').filter(({ heading, lines }) => {
    const vous = /\b(?:vous|votre|vos)\b/i;
    const tu = /(?:^|[^\p{L}-])(?:t'|(?:tu|te|toi|ton|ta|tes)(?!\p{L}))/iu;
    return heading.endsWith('familiar') ? vous.test(lines.join(' ')) : tu.test(lines.join(' '));
  });
  expect(both).toEqual([]);
});

describe('an answer', () => {
  const script = loadScript('fr', shipped);
  const own = { id: 1, words: 'on change de banque', recordedAt: 0 };
  const facts = only(allFacts(), alwaysKnown);
  const answering = { script, facts, register: 'formal' } as const;

  it('is filled, in the register of the client, another wording for another number', () => {
    const say = (variant: number) => script.objection('cash_tight', facts, { register: 'familiar', variant });
    expect(say(0)).toEqual([
      "Je t'entends, et merci de me le dire.",
      "Sur les 840,00\u00a0€, combien te manque-t-il aujourd'hui, et jusqu'à quand\u00a0?",
    ]);
    expect(new Set([0, 1, 2].map((variant) => say(variant).join())).size).toBe(3);
    expect(say(3)).toEqual(say(0));
    expect(say(-1)).toEqual(say(2));
  });

  it('says more when more is known', () => {
    const more: Facts = { ...facts, end_month: 'juin 2031', limit: 'décembre 2026' };
    const say = (known: Facts) => script.objection('so_much_a_month', known, { register: 'formal' })[0];
    expect(say(more)).toContain('juin 2031');
    expect(say(facts)).toContain('840,00');
    expect(say({})).toMatch(/^Merci de proposer/);
  });

  it('has one form of address in English', () => {
    const english = loadScript('en', shipped);
    expect(english.objection('forgot', {}, { register: 'familiar' })[1]).toBe(
      'At what time today can the transfer leave?',
    );
  });

  it('to one of the library comes from the library, to an own one from the user', () => {
    expect(answerTo({ key: 'forgot', own: null }, answering)).toEqual(
      script.objection('forgot', facts, answering),
    );
    const answer = { fr: 'Quel jour partent les {balance}\u00a0?', en: null };
    expect(answerTo({ key: 'own:1', own: { ...own, answer } }, answering)).toEqual([
      'Quel jour partent les 840,00\u00a0€\u00a0?',
    ]);
    const english = { ...answering, script: loadScript('en', shipped) };
    expect(answerTo({ key: 'own:1', own: { ...own, answer } }, english)).toEqual([]);
    expect(answerTo({ key: 'own:1', own: null }, answering)).toEqual([]);
  });

  it('of the user that names what nobody knows is shown as it was written', () => {
    const answer = { fr: 'Quel jour partent les {balance}\u00a0?', en: null };
    expect(answerTo({ key: 'own:1', own: { ...own, answer } }, { ...answering, facts: {} })).toEqual([
      answer.fr,
    ]);
  });
});

describe("a user's own answers", () => {
  const load = (text: string) => loadScript('fr', withOwn({ 'fr/objections.txt': text }));

  it('take the place of ours under their heading, and leave it to ours for want of a fact', () => {
    const script = load('# forgot\nAlors on le fait ensemble, à quelle heure {hour}\u00a0?\n');
    expect(script.objection('forgot', { hour: '17\u00a0h' }, { register: 'formal' })).toEqual([
      'Alors on le fait ensemble, à quelle heure 17\u00a0h\u00a0?',
    ]);
    const ours = loadScript('fr', shipped);
    expect(script.objection('forgot', {}, { register: 'formal' })).toEqual(
      ours.objection('forgot', {}, { register: 'formal' }),
    );
    expect(script.objection('not_me', {}, { register: 'formal' })).toEqual(
      ours.objection('not_me', {}, { register: 'formal' }),
    );
  });

  it.each([
    ['# forgott\nx ?', 'bad_heading', 1, 1],
    ['x ?', 'no_heading', 1, 1],
    ['# forgot\n', 'no_words', 1, 1],
    ['# forgot\na\nb\nc ?', 'too_many_lines', 4, 1],
    ['# forgot\nLe {montant} ?', 'unknown_name', 2, 4],
    ['# forgot\nLe {balance ?', 'unclosed_tag', 2, 4],
    ['# forgot\n{#balance}x{/balance}', 'no_sections', 2, 1],
    ['# forgot\na ?\n\n# forgot\nb ?', 'twice', 4, 1],
  ])('%j is refused: %s at %i:%i', (...[text, fault, line, column]) => {
    const error = dunErrorOf(() => load(text));
    expect([error.key, error.exitCode]).toEqual([`script.bad_template.${fault}`, 78]);
    expect(error.values).toMatchObject({ line, column });
    expect(loadWords('fr', shipped).label(error.key, error.values)).toContain('objections.txt');
  });
});

describe.each(languages)('the words of the screen in %s', (language) => {
  const words = loadWords(language, shipped);

  it.each(objectionKeys())('name %s, what to obtain, and other words for it', (key) => {
    const { they, obtain, aliases } = objectionWords({ key, own: null }, words);
    expect(they.length).toBeGreaterThan(5);
    expect(they.length).toBeLessThan(48);
    expect(obtain.length).toBeGreaterThan(0);
    expect(obtain.filter((detail) => detail.length > 40)).toEqual([]);
    expect(aliases.length).toBeGreaterThan(2);
  });

  it('name an own one by its own words, on one line', () => {
    const own = { id: 3, words: 'on change\nde banque', answer: { fr: null, en: null }, recordedAt: 0 };
    expect(searchWords({ key: 'own:3', own }, words)).toEqual(['on change de banque']);
    expect(objectionWords({ key: 'own:3', own }, words).obtain).toHaveLength(3);
  });

  it('have labels for no other key', () => {
    const path = join(builtIn, language, 'screen', 'objection.json');
    const labels: unknown = JSON.parse(readFileSync(path, 'utf8'));
    const keys = Object.keys(labels ?? {}).flatMap(
      (label) => /^objection\.(\w+)\.they$/.exec(label)?.[1] ?? [],
    );
    expect(keys.filter((key) => !isObjectionKey(key))).toEqual([]);
    expect(basename(path)).toBe('objection.json');
  });
});
