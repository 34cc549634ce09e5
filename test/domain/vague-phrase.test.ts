import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  findVague,
  type MissingElement,
  preparePhrases,
  type VaguePhrase,
} from '../../src/domain/vague-phrase.ts';

const phrases: readonly VaguePhrase[] = [
  { text: "c'est en cours", missing: ['step'] },
  { text: 'ça va partir', missing: ['date'] },
  { text: 'ce sera fait', missing: ['date', 'actor'] },
  { text: 'en principe', missing: ['firmness'] },
  { text: 'verse un acompte', missing: ['amount'] },
  { text: "I'm on it", missing: ['date'] },
  { text: "je m'en occupe", missing: ['date'] },
  { text: "m'en occupe", missing: ['date'] },
  { text: 'normalement … semaine', missing: ['firmness', 'date'] },
  { text: 'cœur', missing: ['step'] },
  { text: '= bientôt', missing: ['date'] },
];
const book = preparePhrases(phrases);

describe('a vague phrase in a note', () => {
  it.each<[string, string, readonly MissingElement[]]>([
    ["c'est en cours", "c'est en cours", ['step']],
    ['c est en cours', 'c est en cours', ['step']],
    ['C’EST EN COURS', 'C’EST EN COURS', ['step']],
    ['cest en  cours !', 'cest en  cours', ['step']],
    ["la compta me dit que c'est en cours, elle s'en occupe", "c'est en cours", ['step']],
    ['Ça va partir', 'Ça va partir', ['date']],
    ['c\u0327a va partir', 'ça va partir', ['date']],
    ['ca va partir…', 'ca va partir', ['date']],
    ['Ce sera fait', 'Ce sera fait', ['date', 'actor']],
    ['Im on it', 'Im on it', ['date']],
    ['i m on it', 'i m on it', ['date']],
    ['le COEUR', 'COEUR', ['step']],
    [' « Bientôt… »', 'Bientôt', ['date']],
    ['normalement, la semaine prochaine', 'normalement, la semaine', ['date', 'firmness']],
    [
      'normalement un deux trois quatre semaine',
      'normalement un deux trois quatre semaine',
      ['date', 'firmness'],
    ],
    ["ça va partir, c'est en cours", 'ça va partir', ['date', 'step']],
    ["elle dit : je m'en occupe", "je m'en occupe", ['date']],
    ["je ne dis rien, je m'en occupe", "je m'en occupe", ['date']],
  ])('%j is recognised', (note, words, missing) => {
    expect(findVague(note, book)).toMatchObject({ words, missing });
  });

  it.each([
    '',
    '   ',
    'en cours',
    "c'est en course",
    "puc'est en cours",
    'ce serait fait',
    "je ne m'en occupe pas",
    'normalement un deux trois quatre cinq semaine',
    'semaine normalement',
    "I'm on item 4",
    'im on',
    'à bientôt',
    'bientôt bientôt',
  ])('%j is not', (note) => {
    expect(findVague(note, book)).toBeUndefined();
  });

  it('names the phrase as it is written in the book, the longest of those that begin together', () => {
    expect(findVague('oui : JE M EN OCCUPE', book)?.phrase).toBe("je m'en occupe");
    expect(findVague("c'est en cours, ça va partir", book)?.phrase).toBe("c'est en cours");
    expect(findVague('BIENTOT', book)?.phrase).toBe('bientôt');
  });
});

describe('what a note names is not missing', () => {
  it.each([
    'ça va partir le 5 juin',
    'ça va partir le 5',
    'ça va partir 5/6',
    'ça va partir le 05/06/2026',
    'ça va partir le 1er juillet',
    'ça va partir 2026-06-05',
    'ça va partir vendredi',
    'ça va partir demain',
    "ça va partir aujourd'hui",
    'ça va partir dans 3 jours',
    "c'est en cours, virement le 5 juin de 840",
    'ce sera fait on June 5th',
    'ce sera fait the 5th of June',
    'ce sera fait on the 5th',
    "I'm on it, by Friday",
    'en cours depuis mai, ça va partir lundi',
    'verse un acompte de 400',
    'verse un acompte de 50 €',
    'verse un acompte de 30 %',
    'verse un acompte, la moitié',
  ])('%j', (note) => {
    expect(findVague(note, book)).toBeUndefined();
  });

  it.each<[string, readonly MissingElement[]]>([
    // The day of something over says nothing about the payment.
    ["la facture du 5 mai, c'est en cours", ['step']],
    ["c'est en cours depuis lundi", ['step']],
    ["c'est en cours depuis le 2 juin", ['step']],
    ["reçue le 2 juin, c'est en cours", ['step']],
    ["vendredi dernier il disait : c'est en cours", ['step']],
    ["last Friday: I'm on it", ['date']],
    // Hours, counts and numbers are no days.
    ["à 10 h il dit : c'est en cours", ['step']],
    ['les 3 factures, ça va partir', ['date']],
    ['F-2026-044, ça va partir', ['date']],
    // An amount is no day, a day is no amount.
    ['ça va partir, 840 €', ['date']],
    ['verse un acompte vendredi', ['amount']],
    ['verse un acompte sur la F-2026-044', ['amount']],
    // Nothing said beside a hedge makes it firm.
    ['en principe le 5 juin', ['firmness']],
    ['en principe 840 € vendredi', ['firmness']],
    ["c'est en cours, en principe le 5 juin", ['firmness']],
  ])('%j still lacks %j', (note, missing) => {
    expect(findVague(note, book)?.missing).toEqual(missing);
  });
});

describe('the matcher', () => {
  it('takes a phrase without letters for none', () => {
    expect(preparePhrases([{ text: '… !', missing: ['date'] }])).toEqual([]);
  });

  it('finds a phrase wherever it stands between other words, however it is punctuated', () => {
    const word = fc.constantFrom('madame', 'compta', 'dit', 'oui', 'rappeler', '…', '!');
    const joint = fc.constantFrom(' ', "'", '’', '-', ', ');
    fc.assert(
      fc.property(fc.array(word), fc.array(word), joint, (before, after, between) => {
        const note = [...before, `c${between}est`, `en${between}cours`, ...after].join(' ');
        expect(findVague(note, book)?.missing).toEqual(['step']);
      }),
    );
  });

  it('reads any text, and shows a part of it', () => {
    const part = fc.constantFrom("c'est en cours", 'e\u0301', '\u{1f600}', 'Œ', '\ud800', ' ', 'x', '…');
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 50 }),
      fc.array(part).map((parts) => parts.join('')),
    );
    const shown = (note: string) => findVague(note, book)?.words ?? '';
    fc.assert(fc.property(text, (note) => note.normalize('NFC').includes(shown(note))));
    expect(shown("\u{1f600} e\u0301 c'est en cours\u{1f600}")).toBe("c'est en cours");
  });
});
