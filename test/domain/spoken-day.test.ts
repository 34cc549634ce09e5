import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { day, parseDay } from '../../src/domain/day.ts';
import type { Language } from '../../src/domain/profile.ts';
import { parseSpokenDay, parseSpokenPastDay, type SpokenDay } from '../../src/domain/spoken-day.ts';
import { spokenDays } from '../fixtures/spoken-days.ts';

/** A Sunday. */
const sunday = day('2026-11-22');

/** `2026-11-27` a day, `~2026-11-30` vague with a suggestion, `~` vague without one, `impossible`, `unknown`. */
function brief(spoken: SpokenDay): string {
  if (spoken.kind === 'day') return spoken.day;
  return spoken.kind === 'vague' ? `~${spoken.suggestion ?? ''}` : spoken.kind;
}

const ahead = (text: string, language: Language, today = sunday) =>
  brief(parseSpokenDay(text, today, language));

describe('the table of phrases', () => {
  it('has all 104', () => expect(spokenDays).toHaveLength(104));

  it.each(spokenDays)('$language "$phrase" means $wanted', ({ phrase, language, wanted }) => {
    const spoken = parseSpokenDay(phrase, sunday, language);
    expect(spoken.kind).not.toBe('unknown');
    const meant = spoken.kind === 'day' ? spoken.day : spoken.kind === 'vague' ? spoken.suggestion : null;
    expect(wanted.some((each) => (each === null ? meant === null : meant?.startsWith(each)))).toBe(true);
  });
});

describe('days', () => {
  it.each([
    ['+3', '2026-11-25'],
    ['+0', '2026-11-22'],
    ['j+3', '2026-11-25'],
    ['J + 3', '2026-11-25'],
    ['today', '2026-11-22'],
    ["Aujourd'hui", '2026-11-22'],
    ['aujourd’hui', '2026-11-22'],
    ['ce soir', '2026-11-22'],
    ['cob', '2026-11-22'],
    ['end of day', '2026-11-22'],
    ['avant-hier', '2026-11-20'],
    ['dès demain', '2026-11-23'],
    ['DEMAIN', '2026-11-23'],
    ['  vendredi   27  ', '2026-11-27'],
    ['ven. 27', '2026-11-27'],
    ['vendredi 27 novembre.', '2026-11-27'],
    ['fri 27 nov.', '2026-11-27'],
    ['Friday the 27th of November, 2026', '2026-11-27'],
    ['sunday 22', '2026-11-22'],
    ['le 22', '2026-11-22'],
    ['22/11', '2026-11-22'],
    ['21.11', '2027-11-21'],
    ['15', '2026-12-15'],
    ['le 31', '2026-12-31'],
    ['le trente et un', '2026-12-31'],
    ['le sept décembre', '2026-12-07'],
    ['12 sept', '2027-09-12'],
    ['premier décembre', '2026-12-01'],
    ['the fifteenth', '2026-12-15'],
    ['15 / 12', '2026-12-15'],
    ['15-12-2026', '2026-12-15'],
    ['2026/12/15', '2026-12-15'],
    ['15 déc. 26', '2026-12-15'],
    ['15 décembre 2027', '2027-12-15'],
    ['Dec 15, 2027', '2027-12-15'],
    ['1/1/27', '2027-01-01'],
    ['ven 27/11', '2026-11-27'],
    ['12 mar', '2027-03-12'],
    ['d’ici au 15', '2026-12-15'],
    ['pour vendredi au plus tard', '2026-11-27'],
    ['vendredi sans faute', '2026-11-27'],
    ['à vendredi', '2026-11-27'],
    ['by end of day friday', '2026-11-27'],
    ['friday at the latest', '2026-11-27'],
    ['tomorrow morning', '2026-11-23'],
    ['vendredi de la semaine prochaine', '2026-11-27'],
    ['friday next week', '2026-11-27'],
    ['next week friday', '2026-11-27'],
    ['friday in a fortnight', 'unknown'],
    ['friday fortnight', '2026-12-11'],
    ['a week on friday', '2026-12-04'],
    ['a week today', '2026-11-29'],
    ['tomorrow week', '2026-11-30'],
    ['two weeks from today', '2026-12-06'],
    ["in a week's time", '2026-11-29'],
    ['sous 72 h', '2026-11-25'],
    ['sous 10 jours maximum', '2026-12-02'],
    ['dans les 10 prochains jours', '2026-12-02'],
    ['within the next 10 days', '2026-12-02'],
    ['dans huit jours', '2026-11-29'],
    ['dans 15 jours', '2026-12-06'],
    ['sous huit jours', '2026-11-30'],
    ['sous 15 jours', '2026-12-07'],
    ['in 15 days', '2026-12-07'],
    ['dans un mois', '2026-12-22'],
    ['on paie lundi', '2026-11-23'],
    ["they'll pay on the 15th", '2026-12-15'],
    ['le virement part demain', '2026-11-23'],
    ['il y a 3 jours', '2026-11-19'],
    ['3 days ago', '2026-11-19'],
    ['vendredi dernier', '2026-11-20'],
    ['last friday', '2026-11-20'],
  ])('%s: %s', (text, expected) => {
    expect([ahead(text, 'fr'), ahead(text, 'en')]).toEqual([expected, expected]);
  });

  it.each([
    ['1/5', '2027-05-01', '2027-01-05'],
    ['12/15', 'impossible', '2026-12-15'],
    ['1.5', '2027-05-01', '2027-05-01'],
    ['5/12/2026', '2026-12-05', '2026-05-12'],
    ['mar', '2026-11-24', '~2027-03-31'],
    ['mar 24 nov', '2026-11-24', '2026-11-24'],
    ['mar 12', 'impossible', '2027-03-12'],
  ])('the language breaks the tie of %s', (text, fr, en) => {
    expect([ahead(text, 'fr'), ahead(text, 'en')]).toEqual([fr, en]);
  });

  it.each([
    ['monday', '2026-06-01', '2026-06-08'], // said on a Monday
    ['vendredi', '2026-06-04', '2026-06-05'],
    ['vendredi', '2026-06-05', '2026-06-12'],
    ['vendredi', '2026-06-06', '2026-06-12'],
    ['lundi en huit', '2026-06-01', '2026-06-15'],
    ['cette semaine', '2026-06-05', '~2026-06-05'],
    ['demain', '2026-12-31', '2027-01-01'],
    ['demain', '2028-02-28', '2028-02-29'],
    ['dans un mois', '2026-01-31', '2026-02-28'],
    ['le 31', '2026-02-10', '2026-03-31'],
    ['le 30', '2026-01-31', '2026-03-30'],
    ['29/02', '2027-06-01', '2028-02-29'],
    ['29/02', '2026-06-01', 'impossible'],
    ['fin du mois', '2026-06-30', '~2026-06-30'],
    ['début de mois', '2026-06-01', '~2026-06-01'],
    ['mi-mois', '2026-06-16', '~2026-07-15'],
    ['fin juin', '2026-06-30', '~2026-06-30'],
    ['fin juin', '2026-07-01', '~2027-06-30'],
    ['dimanche', '2026-03-28', '2026-03-29'], // Europe's clocks change
    ['tomorrow', '2026-04-23', '2026-04-24'], // Egypt's, at midnight
  ])('%s said on %s: %s', (text, today, expected) => {
    expect(ahead(text, 'fr', day(today))).toBe(expected);
  });
});

describe('no such day', () => {
  it.each(
    (
      '31/11 | 30/02 | Nov 31 | 31 novembre | le 32 | le 0 | 0/5 | 45/13 | 2026-02-30 | 31/11/2026' +
      ' | ' +
      'vendredi 28 | vendredi 12 | fri 27/12 | lundi 25 décembre 2026 | 29 février 2027' +
      ' | ' +
      'avant le 31/11'
    ).split(' | '),
  )('%s', (text) => {
    expect(ahead(text, 'fr')).toBe('impossible');
  });
});

describe('what is no date', () => {
  it.each([
    ['cette semaine', '2026-11-27'],
    ['this week', '2026-11-27'],
    ['en principe cette semaine', '2026-11-27'],
    ['next week, normally', '2026-11-27'],
    ['normalement vendredi', '2026-11-27'],
    ['friday, hopefully', '2026-11-27'],
    ["d'ici la fin du mois", '2026-11-30'],
    ['by month end', '2026-11-30'],
    ['courant décembre', '2026-12-31'],
    ['en janvier', '2027-01-31'],
    ['in january', '2027-01-31'],
    ['this month', '2026-11-30'],
    ['fin de trimestre', '2026-12-31'],
    ['end of quarter', '2026-12-31'],
    ["l'année prochaine", '2027-12-31'],
    ['début de semaine', '2026-11-23'],
    ['semaine 50', '2026-12-11'],
    ['la semaine du 7', '2026-12-11'],
    ['week commencing 7 Dec', '2026-12-11'],
    ['ce week-end', '2026-11-28'],
    ['avant vendredi', '2026-11-26'],
    ['before the 15th', '2026-12-14'],
    ['avant janvier', '2026-12-31'],
    ['après le 15', '2026-12-16'],
    ['after Christmas', '2026-12-26'],
    ['avant les fêtes', '2026-12-24'],
    ['à partir de lundi', '2026-11-23'],
    ['pas avant la semaine prochaine', '2026-11-23'],
    ['vers le 15', '2026-12-15'],
    ['around the 15th', '2026-12-15'],
    ['dans une dizaine de jours', '2026-12-02'],
    ['5 jours ouvrés', '2026-11-27'],
    ['within 6 working days', '2026-11-30'],
    ['jeudi ou vendredi', '2026-11-26'],
    ['soon', ''],
    ['Bientôt…', ''],
    ['asap', ''],
    ['dès que possible', ''],
    ['incessamment sous peu', ''],
    ["c'est en cours", ''],
    ["I'll get back to you", ''],
    ['in the next run', ''],
    ['normalement', ''],
  ])('%s: ask back about "%s"', (text, suggestion) => {
    expect([ahead(text, 'fr'), ahead(text, 'en')]).toEqual([`~${suggestion}`, `~${suggestion}`]);
  });
});

describe('what is not in the grammar', () => {
  it.each(
    (
      '    | x | vendredi si le client paie | pas vendredi | jamais | vendredi ou jamais | 840 | 12 50' +
      ' | ' +
      'sous 5 heures | +1000 | 15/12/126 | le 15 le 16 | vendredi vendredi | 1e9 | il paiera' +
      ' | ' +
      'or friday | constructor | __proto__ | toString | vendredi 27 novembre 2026 à 14h | ١٥'
    ).split(' | '),
  )('%j', (text) => {
    expect([ahead(text, 'fr'), ahead(text, 'en')]).toEqual(['unknown', 'unknown']);
  });

  it('never takes a part of a text for the whole', () => {
    const phrase = fc.constantFrom(...spokenDays.map((row) => row.phrase));
    const stranger = fc.stringMatching(/^[b-z]{5,9}x$/);
    fc.assert(
      fc.property(phrase, stranger, fc.boolean(), (known, foreign, isFirst) => {
        expect(ahead(isFirst ? `${foreign} ${known}` : `${known} ${foreign}`, 'fr')).toBe('unknown');
      }),
      { numRuns: 2000 },
    );
  });

  it('answers any text with a real day or none, and an ISO day with itself', () => {
    const words = fc.constantFrom(
      ...spokenDays.flatMap((row) => row.phrase.split(' ')),
      '31',
      'ou',
      'fin',
      'week',
    );
    const texts = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.array(words).map((list) => list.join(' ')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const said = parseSpokenDay(text, sunday, 'fr');
        const found =
          said.kind === 'day' ? said.day : said.kind === 'vague' ? (said.suggestion ?? sunday) : sunday;
        expect(parseDay(found)).toBe(found);
      }),
      { numRuns: 5000 },
    );
    expect(ahead(' 1999-12-31 ', 'fr')).toBe('1999-12-31');
  });
});

describe('parseSpokenPastDay', () => {
  it.each([
    ['vendredi', '2026-11-20'],
    ['dimanche', '2026-11-15'],
    ['15/6', '2026-06-15'],
    ['22/11', '2026-11-22'],
    ['24 décembre', '2025-12-24'],
    ['le 15', '2026-11-15'],
    ['le 31', '2026-10-31'],
    ['hier', '2026-11-21'],
    ['-3', '2026-11-19'],
    ['a week ago', '2026-11-15'],
    ['vendredi prochain', '2026-11-27'],
    ['15/12/2026', '2026-12-15'],
  ])('%s: %s', (text, expected) => {
    expect(brief(parseSpokenPastDay(text, sunday, 'fr'))).toBe(expected);
  });
});
