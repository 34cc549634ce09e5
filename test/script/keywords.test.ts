import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Language } from '../../src/domain/profile.ts';
import { type CallFile, fillWording, parseCallFile } from '../../src/script/call-file.ts';
import { type LineName, lineNames } from '../../src/script/catalog.ts';
import type { Facts } from '../../src/script/facts.ts';
import { held, keywords } from '../../src/script/keywords.ts';
import { noStopWords, parseStopWords } from '../../src/script/stop-words.ts';
import { factsOf } from '../../src/script/template.ts';
import { allFacts, builtIn, languages } from './templates.ts';

const read = (...parts: string[]) => {
  const path = join(builtIn, ...parts);
  return { path, text: readFileSync(path, 'utf8') };
};
const stopWords = {
  fr: parseStopWords(read('fr', 'stop-words.txt')),
  en: parseStopWords(read('en', 'stop-words.txt')),
} satisfies Record<Language, unknown>;

describe('a line at a glance', () => {
  it.each([
    ["Bonjour, Nadia Benali, de l'Atelier Benali. Suis-je bien avec Jules Roussel\u00a0?", 'Nadia Benali · Atelier Benali · Jules Roussel\u00a0?'],
    ['Où en est-elle chez vous\u00a0?', 'Où\u00a0?'],
    ['Est-ce bien cela\u00a0?', 'Est-ce bien cela\u00a0?'],
    ["Quel jour le virement part-il\u00a0? Qui l'envoie\u00a0?", 'Quel jour · virement part\u00a0? · Qui · envoie\u00a0?'],
    ["Quelle est l'adresse de l'atelier\u00a0?", "Quelle · adresse de l'atelier\u00a0?"],
    ["Envoyez l'avis d'échéance.", "Envoyez · avis d'échéance"],
    ['Fixons un rendez-vous à la fin du mois.', 'Fixons · rendez-vous · fin du mois'],
    ['Sans date, pas de silence.', 'Sans date · pas de silence'],
    ['Oui… Je vois…', 'Oui'],
    ['Je vous en prie.', 'prie'],
    ['Bonjour.', 'Bonjour.'],
    ['', ''],
    [`Mon numéro\u00a0: ${held('06 12 34 56 78')}, encore\u00a0: ${held('06 12 34 56 78')}.`, 'numéro · 06 12 34 56 78'],
    [`Je vous appelle pour ${held('la remise de la clé')}.`, 'appelle · la remise de la clé'],
    [`Donc\u00a0: ${held('vous réglez, je vous écris ?')}.`, 'vous réglez, je vous écris ?'],
    [`Dossier ${held('a\ufdd0b')}.`, 'Dossier ab'],
  ] as const)('%j becomes %j', (line, short) => {
    expect(keywords(line, 'fr', stopWords.fr)).toBe(short);
  }); // biome-ignore format: one line each

  it.each([
    ['Hello, Nadia Benali from Atelier Benali. Am I speaking to Jules Roussel?', 'Nadia Benali · Atelier Benali · speaking · Jules Roussel?'],
    ["Let's settle it: how much is left, and until when?", 'settle · how much · left · when?'],
    ['Without payment by Friday, what do you decide?', 'Without payment · Friday · what · decide?'],
  ] as const)('%j becomes %j', (line, short) => {
    expect(keywords(line, 'en', stopWords.en)).toBe(short);
  }); // biome-ignore format: one line each

  it('keeps eight groups at most, what is asked rather than what is told', () => {
    const line = 'One, two, three, four, five, six, seven, eight, nine. Which day, what time?';
    expect(keywords(line, 'en', noStopWords)).toBe(
      'One · two · three · four · five · six · Which day · what time?',
    );
  });

  it('takes a line of a hundred thousand words', () => {
    expect(keywords('mot et '.repeat(100_000), 'fr', stopWords.fr).startsWith('mot et mot')).toBe(true);
  });
});

interface Said {
  readonly name: LineName;
  readonly whole: string;
  readonly short: string;
  readonly facts: readonly string[];
}

function fileOf(name: LineName, language: Language): CallFile {
  return parseCallFile(read(language, 'call', `${name.replaceAll('_', '-')}.txt`), name, language);
}

function said(language: Language): Said[] {
  const facts = allFacts();
  const marked: Facts = Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [name, held(value ?? '')]),
  );
  return lineNames().flatMap((name) =>
    [...fileOf(name, language).values()].flat().map((wording) => ({
      name,
      whole: fillWording(wording, facts).join(' '),
      short: keywords(fillWording(wording, marked).join(' '), language, stopWords[language]),
      facts: wording.lines.flatMap((parts) => factsOf(parts).map((fact) => facts[fact] ?? '')),
    })),
  );
}

describe.each(languages)('every line of ours in %s', (language) => {
  const all = said(language);

  it('is reduced: never empty, never longer, without marks', () => {
    const bad = all.filter(
      ({ whole, short }) => short === '' || short.length > whole.length || short.includes('\ufdd0'),
    );
    expect(bad).toEqual([]);
    expect(all.length).toBeGreaterThan(200);
  });

  it('keeps its facts, and its order', () => {
    expect(all.filter(({ short, facts }) => facts.some((fact) => !short.includes(fact)))).toEqual([]);
    const places = (short: string, facts: readonly string[]) =>
      [...new Set(facts)].map((fact) => short.indexOf(fact));
    const disordered = all.filter(({ short, facts }) => {
      const found = places(short, facts);
      return found.join() !== found.toSorted((a, b) => a - b).join();
    });
    expect(disordered.map(({ name, short }) => `${name}: ${short}`)).toEqual([]);
  });

  it('is still a question when it was one', () => {
    const lost = all.filter(({ whole, short }) => whole.endsWith('?') !== short.endsWith('?'));
    expect(lost).toEqual([]);
  });

  it('can be taken in at a glance', () => {
    const groups = all.map(({ short }) => short.split(' · ').length);
    expect(groups.filter((count) => count > 8)).toEqual([]);
    const length = (texts: readonly string[]) => texts.reduce((sum, text) => sum + text.length, 0);
    expect(length(all.map(({ short }) => short)) / length(all.map(({ whole }) => whole))).toBeLessThan(0.75);
  });
});
