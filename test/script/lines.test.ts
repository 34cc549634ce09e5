import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Language } from '../../src/domain/profile.ts';
import {
  type CallFile,
  fillWording,
  headingsOf,
  parseCallFile,
  registerOf,
  type Wording,
} from '../../src/script/call-file.ts';
import { catalog, type LineName, lineFor, lineNames } from '../../src/script/catalog.ts';
import { isOpenFact, knownInCalls } from '../../src/script/facts.ts';
import { factsOf } from '../../src/script/template.ts';
import { allFacts, filesIn, languages, only } from './templates.ts';

interface Spoken {
  readonly name: LineName;
  readonly heading: string;
  readonly wording: Wording;
  /** As one says it, with facts of the usual length. */
  readonly lines: readonly string[];
}

const files = new Map(languages.map((language) => [language, readFiles(language)]));

function readFiles(language: Language): Map<string, CallFile> {
  const found = filesIn(language, 'call').map((file): [string, CallFile] => {
    const name = lineNames().find((line) => basename(file.path) === `${line.replaceAll('_', '-')}.txt`);
    if (!name) throw new Error(`no line has the file ${file.path}`);
    return [name, parseCallFile(file, name, language)];
  });
  return new Map(found);
}

function spoken(language: Language, isWanted: (name: LineName) => boolean = () => true): Spoken[] {
  return lineNames()
    .filter(isWanted)
    .flatMap((name) =>
      [...(files.get(language)?.get(name) ?? [])].flatMap(([heading, wordings]) =>
        wordings.map((wording) => ({ name, heading, wording, lines: fillWording(wording, allFacts()) })),
      ),
    );
}

function found(language: Language, pattern: RegExp, isWanted?: (name: LineName) => boolean): string[] {
  return spoken(language, isWanted).flatMap(({ name, lines }) =>
    lines.filter((line) => pattern.test(line)).map((line) => `${name}: ${line}`),
  );
}

describe.each(languages)('the lines in %s', (language) => {
  it('has one file for each line of the catalog and no other', () => {
    expect([...(files.get(language)?.keys() ?? [])].toSorted()).toEqual(lineNames().toSorted());
  });

  it.each(lineNames())('%s has three wordings or more for each tone and register it declares', (name) => {
    const tones = headingsOf(name, language).filter((title) =>
      catalog[name].tones.some((tone) => title === tone || title.startsWith(`${tone},`)),
    );
    const file = files.get(language)?.get(name);
    expect([...(file?.keys() ?? [])].toSorted()).toEqual(tones.toSorted());
    const poor = [...(file ?? [])].filter(([, wordings]) => {
      const texts = wordings.map((wording) => fillWording(wording, allFacts()).join('\n'));
      return new Set(texts).size < Math.max(3, wordings.length);
    });
    expect(poor).toEqual([]);
  });

  it.each(lineNames())('%s mentions what it needs and nothing that may be missing', (name) => {
    const { needs } = catalog[name];
    const allowed = new Set([...needs, 'me_full', 'me_business']);
    const file = files.get(language)?.get(name) ?? new Map<string, Wording[]>();
    for (const wordings of file.values()) {
      const used = wordings.flatMap(({ lines }) => lines.flatMap(factsOf));
      expect(used.filter((fact) => !allowed.has(fact))).toEqual([]);
      expect(needs.filter((fact) => !used.includes(fact))).toEqual([]);
    }
  });

  it('can be said in one breath', () => {
    const words = (line: string) => line.split(/[ …]+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
    const all = spoken(language, (name) => !name.startsWith('summary'));
    expect(all.flatMap(({ lines }) => lines).filter((line) => words(line) > 30)).toEqual([]);
    const total = all.flatMap(({ lines }) => lines).reduce((sum, line) => sum + words(line), 0);
    expect(total / all.flatMap(({ lines }) => lines).length).toBeLessThan(14);
  });

  it('fits the screen: no line is wider than two rows of 80 columns with its facts in', () => {
    expect(
      spoken(language)
        .flatMap(({ lines }) => lines)
        .filter((line) => line.length > 150),
    ).toEqual([]);
  });
});

describe('questions', () => {
  const mayClose: readonly LineName[] = ['identity', 'opening', 'opening_undated', 'opening_bare', 'listen'];
  const mustBeOpen = (name: LineName) => !mayClose.includes(name) && !name.startsWith('summary');
  const openers = {
    fr: /(?:^|[^\p{L}])(?:qui|qu'|que|quoi|où|quand|combien|comment|quel(?:le)?s?|(?:la|le)quel(?:le)?s?)(?:[^\p{L}]|\p{L}|$)/iu,
    en: /\b(?:who|whom|what|when|where|which|how)\b/i,
  };

  it.each(languages)('are open in %s, but for identity, the first yes and confirmations', (language) => {
    const closed = spoken(language, mustBeOpen).flatMap(({ name, lines }) =>
      lines
        .join(' ')
        .split(/(?<=[.?!…])\s+/)
        .filter((sentence) => sentence.endsWith('?') && !openers[language].test(sentence))
        .map((sentence) => `${name}: ${sentence}`),
    );
    expect(closed).toEqual([]);
  });

  it.each(languages)('end the asking lines in %s', (language) => {
    const asking: readonly LineName[] = [
      'ask',
      'ask_direct',
      'ask_several',
      'opening_direct',
      'opening_again',
    ];
    const silent = spoken(
      language,
      (name) => asking.includes(name) || /^(evasive|solution|negotiate)/.test(name),
    );
    expect(silent.filter(({ lines }) => !lines.at(-1)?.endsWith('?'))).toEqual([]);
  });
});

const banned = {
  fr: [
    [
      'blame',
      /\b(?:vous n'avez (?:pas|toujours pas)|tu n'as (?:pas|toujours pas)|votre faute|ta faute|pourquoi)\b/i,
    ],
    ['an apology', /\b(?:désolée?|excusez|excuse|pardon|déranger?)\b/i],
    ['"juste" or "mais"', /(?:^|[^\p{L}])(?:juste|mais|malheureusement)(?:[^\p{L}]|$)/iu],
    ['a vague word', /\b(?:bientôt réglé|dès que possible|au plus vite|prochainement)\b/i],
  ],
  en: [
    ['blame', /\b(?:you (?:did not|didn't|haven't|have not|failed)|your fault|why)\b/i],
    ['an apology', /\b(?:sorry|apolog\w+|excuse me|bother\w*|afraid)\b/i],
    ['"just" or "but"', /\b(?:just|but|unfortunately)\b/i],
    ['a vague word', /\b(?:as soon as possible|asap|shortly)\b/i],
  ],
} satisfies Record<Language, [string, RegExp][]>;

const threats = {
  fr: /mise en demeure|huissier|commissaire|avocat|tribunal|justice|contentieux|poursuites?|procédure|recouvrement|pénalité/i,
  en: /formal notice|bailiff|lawyer|solicitor|court|legal|sue\b|proceedings|collection agency|penalt/i,
} satisfies Record<Language, RegExp>;

const money = {
  fr: /factur|impay|retard|règle(?:ment|r)|régl|paie|paye|pay[ée]|virement|somme(?!s-nous)|montant|solde|dette|\bdû\b|échéance|échu|relance|argent|€|euro|compte\b|référence/i,
  en: /invoice|bill|unpaid|overdue|\bdue\b|debt|pay|money|amount|balance|owe|transfer|remind|settle|€|\baccount\b|reference/i,
} satisfies Record<Language, RegExp>;

describe.each(languages)('what is never said in %s', (language) => {
  it.each(banned[language])('%s', (_, pattern) => {
    expect(found(language, pattern)).toEqual([]);
  });

  it('a threat before CONSEQUENCES (a court is named only to ask which one has opened proceedings)', () => {
    const isBefore = (name: LineName) => !name.startsWith('consequences') && name !== 'insolvency';
    expect(found(language, threats[language], isBefore)).toEqual([]);
  });

  it('money, to anybody whose identity is not confirmed', () => {
    expect(found(language, money[language], (name) => catalog[name].isBeforeIdentity)).toEqual([]);
    const spokenTo: readonly LineName[] = [
      'gatekeeper',
      'voicemail',
      'identity',
      'wrong_person',
      'message_left',
    ];
    expect(spokenTo.every((name) => catalog[name].isBeforeIdentity)).toBe(true);
  });
});

describe('the catalog', () => {
  it.each(lineNames())('%s ends in a form that needs only what is always known', (name) => {
    const facts = only(allFacts(), knownInCalls);
    expect(lineNames()).toContain(lineFor(name, facts));
  });

  it.each(lineNames())('%s tells nobody of the debt before identity is confirmed', (name) => {
    const { isBeforeIdentity, needs, otherwise } = catalog[name];
    if (!isBeforeIdentity) return;
    expect(needs.filter((fact) => !isOpenFact(fact))).toEqual([]);
    expect(otherwise === null || catalog[otherwise].isBeforeIdentity).toBe(true);
  });

  it.each([
    ['opening', ['service', 'delivered_on'], 'opening'],
    ['opening', ['service'], 'opening_undated'],
    ['opening', ['delivered_on'], 'opening_bare'],
    ['gatekeeper', ['contact_name', 'service'], 'gatekeeper'],
    ['gatekeeper', ['service'], 'gatekeeper_unnamed'],
    ['voicemail', ['hour', 'me_phone'], 'voicemail_unnamed'],
    ['voicemail', ['contact_name'], 'voicemail_short'],
    ['opening_direct', ['last_promise_amount'], 'opening_again'],
    ['negotiate', ['rung_amount', 'rung_date'], 'negotiate_whole'],
    ['summary', ['my_actions', 'callback_at'], 'summary_mine'],
    ['summary', ['client_actions', 'my_actions'], 'summary'],
    ['close', ['contact_email'], 'close_memo'],
    ['consequences', ['step'], 'consequences_bare'],
  ] as const)('%s with %j is said as %s', (name, known, expected) => {
    expect(lineFor(name, { ...only(allFacts(), knownInCalls), ...only(allFacts(), known) })).toBe(expected);
  });

  it('takes a fact without letters for a missing one', () => {
    expect(lineFor('identity', { contact_name: ' \n' })).toBe('identity_unnamed');
  });

  it('says so when a fact is missing that is always known: that is a bug', () => {
    expect(() => lineFor('ask', {})).toThrow(RangeError);
  });
});

describe('typography', () => {
  const typos = {
    fr: /.{0,20}[^\u00a0\n][;?!»]|.{0,20}(?<![\u00a0\n])(?<!\d):(?=\s)|«[^\u00a0].{0,20}/g,
    en: /.{0,20}[ \u00a0][:;?!]/g,
  } satisfies Record<Language, RegExp>;

  it.each(languages)(
    '%s: a fixed space before : ; ? ! » and after « in French, none in English',
    (language) => {
      const all = [...filesIn(language, 'call'), ...filesIn(language, 'memo')];
      const bare = all.map(({ text }) => text.replace(/^subject: /m, ''));
      expect(bare.flatMap((text) => text.match(typos[language]) ?? [])).toEqual([]);
    },
  );

  it.each(languages)(
    '%s: each line starts with a capital or a fact that has one, and ends with a stop',
    (language) => {
      const bad = spoken(language)
        .flatMap(({ lines }) => lines)
        .filter((line) => !/^[\p{Lu}«"(]/u.test(line) || !/[.?!…]$/.test(line));
      expect(bad).toEqual([]);
    },
  );

  it('French familiar never says vous, formal never tu', () => {
    const both = spoken('fr').filter(({ heading, wording }) => {
      const words = fillWording(wording, {}).join(' ');
      const isFamiliar = heading.endsWith('familiar');
      const vous = /\b(?:vous|votre|vos|dites|rappelez|répondez|prenez|confirmez)\b/i;
      const tu = /(?:^|[^\p{L}-])(?:t'|(?:tu|te|toi|ton|ta|tes)(?!\p{L}))/iu;
      return isFamiliar ? vous.test(words) : tu.test(words);
    });
    expect(both.map(({ name, lines }) => `${name}: ${lines.join(' ')}`)).toEqual([]);
  });

  it('third parties are always addressed as vous', () => {
    expect(registerOf(catalog.gatekeeper, 'fr', 'familiar')).toBe('formal');
    expect(registerOf(catalog.ask, 'fr', 'familiar')).toBe('familiar');
    expect(registerOf(catalog.ask, 'en', 'familiar')).toBe('formal');
  });
});
