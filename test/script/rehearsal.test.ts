import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CallFile, Wording } from '../../src/script/call-file.ts';
import { fillWording } from '../../src/script/call-file.ts';
import type { Language } from '../../src/domain/profile.ts';
import { encounterAfter } from '../../src/domain/rehearsal/encounter.ts';
import { personas } from '../../src/domain/rehearsal/persona.ts';
import { situations } from '../../src/domain/rehearsal/situation.ts';
import { checkOwn } from '../../src/script/check.ts';
import { heardLines, loadVoices, parseVoice, voiceFacts, voiceFactsOf } from '../../src/script/rehearsal.ts';
import { factsOf } from '../../src/script/template.ts';
import { loadWords } from '../../src/script/words.ts';
import { aSetup } from '../support/a-call.ts';
import { aRehearsal, attentive, playedBy, startedAt } from '../support/a-rehearsal.ts';
import { allFacts, dunErrorOf, filesIn, languages, only, shipped, withOwn } from './templates.ts';

// A day is never the first word of a French line, and has a capital in English.
const facts = { ...only(allFacts(), voiceFacts), promised_date: 'Wednesday 10 June 2026' };

interface Spoken {
  readonly where: string;
  readonly wording: Wording;
  readonly text: string;
}

function files(language: Language): Map<string, CallFile> {
  return new Map(filesIn(language, 'rehearse').map((file) => [basename(file.path), parseVoice(file)]));
}

function spoken(language: Language): Spoken[] {
  return [...files(language)].flatMap(([name, file]) =>
    [...file].flatMap(([situation, wordings]) =>
      wordings.map((wording) => ({
        where: `${name} ${situation}`,
        wording,
        text: fillWording(wording, facts).join(' '),
      })),
    ),
  );
}

describe.each(languages)('what the clients say in %s', (language) => {
  const all = spoken(language);

  it('has a file for each client and one for all of them', () => {
    const names = ['common', ...personas].map((name) => `${name.replaceAll('_', '-')}.txt`);
    expect([...files(language).keys()].toSorted()).toEqual(names.toSorted());
  });

  it('has three wordings or more of every line, each another one', () => {
    const poor = [...files(language)].flatMap(([name, file]) =>
      [...file]
        .filter(([, wordings]) => {
          const texts = new Set(wordings.map((wording) => fillWording(wording, facts).join()));
          return texts.size < Math.max(3, wordings.length);
        })
        .map(([situation]) => `${name} ${situation}`),
    );
    expect(poor).toEqual([]);
  });

  it('covers every situation, and uses every fact it may mention', () => {
    const titles = new Set([...files(language).values()].flatMap((file) => [...file.keys()]));
    expect(situations.filter((situation) => !titles.has(situation))).toEqual([]);
    const used = new Set(all.flatMap(({ wording }) => wording.lines.flatMap(factsOf)));
    expect(voiceFacts.filter((fact) => !used.has(fact))).toEqual([]);
  });

  it('can be said in one breath, and fits one row of the screen', () => {
    const words = (text: string) => text.split(/[\s…]+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
    expect(all.filter(({ text }) => words(text) > 30 || text.length > 110)).toEqual([]);
  });

  it('starts with a capital or a figure and ends with a stop', () => {
    expect(all.filter(({ text }) => !/^[\p{Lu}\d€(]/u.test(text) || !/[.?!…)]$/.test(text))).toEqual([]);
  });

  it('has the typography of its language', () => {
    const typos = language === 'fr' ? /[^\u00a0\n][;?!»]|(?<![\u00a0\d]):(?=\s)/ : /[ \u00a0][:;?!]/;
    expect(all.filter(({ text }) => typos.test(text))).toEqual([]);
  });
});

it('addresses the caller neither as tu nor as vous, strangers at the desk excepted', () => {
  const address = /(?<![\p{L}-])(?:tu|te|toi|ton|ta|tes|vous|votre|vos|\p{L}+ez)(?!\p{L})/iu;
  const familiar = /(?<![\p{L}-])(?:tu|te|toi|ton|ta|tes)(?!\p{L})/iu;
  const said = spoken('fr').filter(({ where, text }) =>
    (where.startsWith('gatekeeper') ? familiar : address).test(
      text.replaceAll('assez', '').replaceAll('chez', ''),
    ),
  );
  expect(said.map(({ where, text }) => `${where}: ${text}`)).toEqual([]);
});

describe('a voice', () => {
  const speaking = { persona: 'evasive', number: 0, facts } as const;

  it.each(languages)('says nothing twice in %s before all of it was said', (language) => {
    const voices = loadVoices(language, shipped);
    const turns = [0, 1, 2, 3, 4, 5];
    const within = turns.map((turn) => voices.say({ situation: 'vague_again', turn }, speaking).join());
    expect(new Set(within).size).toBe(6);
    const across = turns.map((number) =>
      voices.say({ situation: 'vague_again', turn: 0 }, { ...speaking, number }).join(),
    );
    expect(new Set(across).size).toBe(6);
  });

  it('is the client’s own before anybody’s', () => {
    const voices = loadVoices('fr', shipped);
    const hesitates = (persona: 'evasive' | 'gatekeeper') =>
      voices.say({ situation: 'hesitates', turn: 0 }, { ...speaking, persona }).join();
    expect([hesitates('evasive'), hesitates('gatekeeper')]).toEqual([
      'Oui, oui, la facture…',
      'Ah oui, cette facture…',
    ]);
  });

  const everyone = languages.flatMap((language) => personas.map((persona) => [language, persona] as const));
  it.each(everyone)('in %s, %s: every rehearsal in other words than the one before', (language, persona) => {
    const voices = loadVoices(language, shipped);
    const words = loadWords(language, shipped);
    const transcript = (number: number) =>
      playedBy(attentive, aRehearsal(persona, 5, aSetup({ language }))).map(({ call, reply }) =>
        heardLines(reply, voices, { persona, number, facts: voiceFactsOf(call, reply, words) }).join(' '),
      );
    const [first, second] = [transcript(1), transcript(2)];
    expect(first.filter((line, at) => line !== '' && line === second[at])).toEqual([]);
  });
});

describe("the user's words", () => {
  const speaking = { persona: 'evasive', number: 0, facts } as const;

  it('take the place of ours, heading by heading', () => {
    const own = withOwn({ 'fr/rehearse/evasive.txt': '# vague\nPatience.\n\nÇa vient.\n' });
    const voices = loadVoices('fr', own);
    const say = (situation: 'vague' | 'vague_again', turn: number) =>
      voices.say({ situation, turn }, speaking);
    expect([say('vague', 0), say('vague', 1), say('vague', 2)]).toEqual([
      ['Patience.'],
      ['Ça vient.'],
      ['Patience.'],
    ]);
    expect(say('vague_again', 0)).toEqual(["Ça devrait être bon d'ici la fin du mois."]);
  });

  it.each([
    ['evasive.txt', '# vague\nSur {iban_last4}.', 'not_here', 2, 5],
    ['evasive.txt', '# vague\nLe {promise_date}.', 'unknown_name', 2, 4],
    ['evasive.txt', 'Bonjour.', 'no_heading', 1, 1],
    ['common.txt', '# vage\nBonjour.', 'bad_heading', 1, 1],
    ['nobody.txt', '# vague\nBonjour.', 'unknown_file', 1, 1],
  ] as const)('%s with %j is told: %s, line %i, column %i', (...[name, text, fault, line, column]) => {
    const error = dunErrorOf(() => loadVoices('fr', withOwn({ [`fr/rehearse/${name}`]: text })));
    expect([error.key, error.exitCode]).toEqual([`script.bad_template.${fault}`, 78]);
    expect(error.values).toMatchObject({ line, column });
  });

  it('are checked with all other words, before a call', () => {
    const own = withOwn({ 'fr/rehearse/evasive.txt': '# vague\nSur {iban_last4}.\n\n# vage\nBonjour.' });
    const [checked] = checkOwn(own, 'fr');
    const places = checked?.findings.map(({ error }) => [error.key.split('.').at(-1), error.values['line']]);
    expect(places).toEqual([
      ['not_here', 2],
      ['bad_heading', 4],
    ]);
  });
});

it('names amounts and days in the language that is spoken', () => {
  const setup = aSetup({ language: 'en' });
  const events = [{ at: startedAt, type: 'proceed' } as const];
  const { call, reply } = encounterAfter({ setup, startedAt, persona: 'evasive', seed: 1 }, events);
  expect(voiceFactsOf(call, reply, loadWords('en', shipped))).toMatchObject({
    promised_amount: '€840.00',
    promised_date: 'Monday 8 June',
    callback_at: expect.stringMatching(/^\w+ \d+ June at /),
    contact_email: 'jules@roussel.example',
    disputed_amount: '€210.00',
    undisputed_amount: '€630.00',
    remainder: '€500.00',
    rung_amount: '€10.00',
    row_amount: '€280.00',
  });
});
