import { describe, expect, it } from 'vitest';
import type { Call, StateName } from '../../src/domain/call/state.ts';
import { stateNames } from '../../src/domain/call/table.ts';
import { fold } from '../../src/domain/fold.ts';
import type { Language } from '../../src/domain/profile.ts';
import { wordCount } from '../../src/script/breath.ts';
import { type LineName, lineNames, type Register, type Tone } from '../../src/script/catalog.ts';
import { withoutDebt } from '../../src/script/facts.ts';
import { loadScript } from '../../src/script/load.ts';
import { bridgeFor, type Saying, sayFor } from '../../src/script/say.ts';
import { loadWords } from '../../src/script/words.ts';
import { event } from '../support/call-events.ts';
import { ways } from '../support/call-states.ts';
import { moments, momentsOf, setupOf, tellingService, told } from './call-moments.ts';
import { picturesOf } from './call-pictures.ts';
import { languages, shipped } from './templates.ts';

const words = { fr: loadWords('fr', shipped), en: loadWords('en', shipped) };
const scripts = { fr: loadScript('fr', shipped), en: loadScript('en', shipped) };
const tones: readonly Tone[] = ['friendly', 'firm', 'final'];
const registers: readonly Register[] = ['formal', 'familiar'];
/** Every way of speaking to a client: vous, tu, English. */
const manners = languages.flatMap((language) =>
  (language === 'fr' ? registers : registers.slice(0, 1)).map((register) => ({ language, register })),
);

/** Nobody is there to be spoken to; in WRAPUP a desk may still be writing a message down. */
const silent: ReadonlySet<StateName> = new Set([
  'preflight', 'ring', 'no_answer', 'wrapup', 'review', 'ended',
]); // biome-ignore format: one row of names

/** All that is said at one moment: the line of the state, and the bridge back from a stray topic. */
function sayings(call: Call, language: Language): Saying[] {
  const said = sayFor(call, words[language]);
  const hasLine = said !== null && !call.heard.isHungUp;
  return [...(said === null ? [] : [said]), ...(hasLine ? [bridgeFor(call, words[language])] : [])];
}

interface Spoken {
  readonly line: LineName;
  readonly call: Call;
  readonly variant: string;
  readonly lines: readonly string[];
}

/** Each line as it is spoken at each moment of many calls, in all tones and wordings. */
function spoken({ language, register }: { language: Language; register: Register }, count = 20): Spoken[] {
  const seen = new Map<string, Spoken>();
  for (const { variant, call } of moments({ language, register, count })) {
    for (const { line, facts } of sayings(call, language)) {
      for (const tone of tones) {
        for (const wording of [0, 1, 2]) {
          const lines = scripts[language].line(line, facts, { register, tone, variant: wording });
          const key = `${line} ${call.heard.isIdentityConfirmed} ${lines.join(' ')}`;
          if (!seen.has(key)) seen.set(key, { line, call, variant, lines });
        }
      }
    }
  }
  return [...seen.values()];
}

describe.each(manners)('words and flow fit in $language, $register', (manner) => {
  const { language } = manner;
  const all = spoken(manner);
  const shown = ({ line, variant, lines }: Spoken) => `${line} (${variant}): ${lines.join(' / ')}`;

  it('no state in which somebody is spoken to without words, none with words for nobody', () => {
    const spokenIn = new Map<StateName, Set<boolean>>();
    for (const { call } of moments({ ...manner, count: 20 })) {
      const isSaid = sayFor(call, words[language]) !== null;
      spokenIn.set(call.state, (spokenIn.get(call.state) ?? new Set()).add(isSaid));
    }
    expect([...spokenIn.keys()].toSorted()).toEqual(stateNames().toSorted());
    const expected = (state: StateName) =>
      state === 'wrapup' ? [false, true] : silent.has(state) ? [false] : [true];
    const found = [...spokenIn].map(([state, said]) => [state, said.size === 2 ? [false, true] : [...said]]);
    expect(found).toEqual([...spokenIn.keys()].map((state) => [state, expected(state)]));
  });

  it('no line that no call can reach', () => {
    const reached = new Set(all.map(({ line }) => line));
    expect(lineNames().filter((line) => !reached.has(line))).toEqual([]);
  });

  it('every line is whole: no gap, no brace, nothing left empty', () => {
    const broken = /[{}]|undefined|null|NaN|«\u00a0?\u00a0?»|""|“”| [.,]|\(\)|  /;
    expect(
      all.filter(({ lines }) => lines.length === 0 || lines.some((line) => broken.test(line))).map(shown),
    ).toEqual([]);
  });

  it('no spoken line is longer than thirty words, however long the facts', () => {
    expect(all.filter(({ lines }) => lines.some((line) => wordCount(line) > 30)).map(shown)).toEqual([]);
  });

  it('no closed question, but for identity, the first yes and what is to be confirmed', () => {
    const mayClose = /^(?:identity|opening_?(?:undated|bare)?$|listen|summary|distress)/;
    const closed = all
      .filter(({ line }) => !mayClose.test(line))
      .flatMap(({ line, lines }) => questionsIn(lines).map((question) => `${line}: ${question}`))
      .filter((question) => !openers[language].test(question));
    expect(closed).toEqual([]);
  });

  it('every line is said in three wordings or more, one call after the other', () => {
    const poor = [...new Map(all.map((one) => [one.line, one])).values()].flatMap((one) =>
      tones.flatMap((tone) => {
        const facts = factsAt(one, language);
        const said = [0, 1, 2, 3].map((variant) =>
          scripts[language].line(one.line, facts, { ...manner, tone, variant }).join(' '),
        );
        const isOther = said.every((text, call) => call === 0 || text !== said[call - 1]);
        return isOther && new Set(said).size >= 3 ? [] : [`${one.line}, ${tone}`];
      }),
    );
    expect(poor).toEqual([]);
  });

  it('nothing about money while the person is not confirmed, in a voicemail or in a message', () => {
    const toStrangers = all.filter(({ call }) => isCovered(call));
    const toDesks = all.filter(({ line }) =>
      /^(?:gatekeeper|voicemail|message_left|wrong_person|callback_other)/.test(line),
    );
    expect(toDesks.length).toBeGreaterThan(20);
    expect([...toStrangers, ...toDesks].filter(({ lines }) => tells(lines.join(' '))).map(shown)).toEqual([]);
  });

  it('no blame, no excuse for calling, and no threat before CONSEQUENCES', () => {
    const found = all.filter(({ lines, call, line }) => {
      const text = lines.join(' ');
      const isBefore = call.heard.announcement === null && line !== 'insolvency';
      return blame[language].test(text) || (isBefore && threat[language].test(text));
    });
    expect(found.map(shown)).toEqual([]);
  });
});

/** The facts of the moment at which the line was heard. */
function factsAt({ line, call }: Spoken, language: Language): Saying['facts'] {
  const said = sayings(call, language).find((one) => one.line === line);
  if (said === undefined) throw new RangeError(`${line} is not said there`);
  return said.facts;
}

function questionsIn(lines: readonly string[]): string[] {
  const sentences = lines.join(' ').split(/(?<=[.?!…])\s+/);
  return sentences.filter((sentence) => sentence.endsWith('?'));
}

const openers = {
  fr: /(?<!\p{L})(?:qui|qu'|que|quoi|où|quand|combien|comment|quel(?:le)?s?|(?:la|le)quel(?:le)?s?|(?:à|de) quoi)(?!\p{L}{3})/iu,
  en: /\b(?:who|whom|what|when|where|which|how)\b/i,
} satisfies Record<Language, RegExp>;

/** What is searched for before identity is confirmed: words about money, amounts, numbers of invoices. */
function tells(text: string): boolean {
  const bare = fold(text);
  const said = /factur|impaye|retard|relance|dette|creance|invoice|unpaid|overdue|\bdebts?\b/.test(bare);
  const figure = /\d[\d .,]*\s?(?:€|eur\b|euros?\b)|€\s?\d|\b(?:840|300|12 ?846|12 ?500)\b/.test(bare);
  return said || figure || /\b(?:f-2026|fac-2026|rf18)/.test(bare);
}

it.each([
  ['not due yet', 'ask_ahead'],
  ['two not due yet', 'ask_ahead_several'],
  ['one of two not due yet', 'ask_several'],
  ['two invoices', 'ask_several'],
  ['everything known', 'ask'],
])('what is not due yet is not spoken of as late: %s', (variant, line) => {
  const call = momentsOf(setupOf(variant, {}), ways.ask.map(event)).at(-1);
  expect(call && sayFor(call, words.fr)?.line).toBe(line);
});

const blame = {
  fr: /n'(?:avez|as) (?:pas|toujours pas)|(?:votre|ta) faute|pourquoi|désolée?|excus|pardon|dérang/i,
  en: /\byou (?:did not|didn't|haven't|have not|failed)|your fault|\bwhy\b|\bsorry|apolog|excuse|bother/i,
} satisfies Record<Language, RegExp>;

const threat = {
  fr: /mise en demeure|huissier|commissaire|avocat|tribunal|contentieux|poursuite|procédure|recouvrement|pénalité|injonction/i,
  en: /formal notice|bailiff|lawyer|solicitor|\bcourt|legal|proceedings|collection agency|penalt|mise en demeure|injonction/i,
} satisfies Record<Language, RegExp>;

describe.each(languages)('the screen in %s, while somebody else may be on the line', (language) => {
  const strangers = moments({ language, register: 'formal', count: 6 }, told).filter(
    ({ call, variant }) =>
      // Whom to ask for stands on the screen, whatever they are called; it is not said.
      variant !== 'a telling contact' && isCovered(call) && !['preflight', 'ended'].includes(call.state),
  );
  const distinct = [...new Map(strangers.map((one) => [keyOf(one.call), one])).values()];

  it.each([
    { manner: 'sentences', isPlain: false },
    { manner: 'keywords', isPlain: false },
    { manner: 'sentences', isPlain: true },
  ] as const)('tells nothing of money in $manner, plain: $isPlain', (look) => {
    expect(new Set(distinct.map(({ call }) => call.state)).size).toBe(11);
    const found = distinct.flatMap(({ variant, call }) =>
      picturesOf(call, { language, ...look })
        .filter((seen) => isCovered(seen.call))
        .flatMap(({ key, content, bottom }) =>
          `${content}\n${bottom}`
            .split('\n')
            .filter(tells)
            .map((row) => `${call.state} ${key} (${variant}): ${row}`),
        ),
    );
    expect(found.slice(0, 20)).toEqual([]);
  });
});

/** The line is open, and nobody has said yet that they are the right person. */
function isCovered({ heard }: Call): boolean {
  return !heard.isIdentityConfirmed && !heard.isHungUp;
}

/** Moments that draw the same picture are looked at once. */
function keyOf({ setup, ...rest }: Call): string {
  const { invoices, contact } = setup;
  return JSON.stringify([invoices, contact, { ...rest, at: 0, trail: [], warned: [] }]);
}

describe.each(manners)(
  'a message nobody may be sure of, in $language, $register',
  ({ language, register }) => {
    const facts = {
    call_date: '2 juin', call_time: '10 h 15', contact_name: 'Service Facturation', contact_first: 'Service', contact_role: 'facturation',
    invoice_no: 'F-2026-044', balance: '840,00 €', due_date: '20 mai', reference: 'RF18', callback_at: 'le 4 juin à 14 h',
    me_full: 'Nadia Benali', me_business: 'Atelier Benali', contact_phone: '03 88 00 11 22', service: tellingService,
  }; // biome-ignore format: rows of facts

    it.each(['callback_agreed', 'voicemail_followup'] as const)('%s tells nothing of money', (kind) => {
      const memo = scripts[language].memo(kind, withoutDebt(facts), { register });
      expect(`${memo.subject}\n${memo.text}`).not.toMatch(/[{}]/);
      expect(memo.missing).toEqual([]);
      expect(`${memo.subject}\n${memo.text}`.split('\n').filter(tells)).toEqual([]);
      const open = withoutDebt({ ...facts, service: 'la refonte du catalogue' });
      expect(scripts[language].memo(kind, open, { register }).text).toContain('la refonte du catalogue');
    });
  },
);
