import { describe, expect, it } from 'vitest';
import { findVague, missingElements, preparePhrases } from '../../src/domain/vague-phrase.ts';
import { loadScript } from '../../src/script/load.ts';
import { loadWords } from '../../src/script/words.ts';
import { builtIn, dunErrorOf, languages, shipped, withOwn } from './templates.ts';

const book = preparePhrases(languages.flatMap((language) => loadScript(language, shipped).vague.phrases));

// What payers say without saying anything, and what is asked for first.
const rows: readonly [string, string][] = [
  ["c'est en cours", 'step'],
  ["je m'en occupe", 'date'],
  ['ça va partir', 'date'],
  ['on va regarder', 'date'],
  ['je vois avec la compta', 'actor'],
  ['ça devrait être bon', 'firmness'],
  ['en principe cette semaine', 'date'],
  ['dès que possible', 'date'],
  ["d'ici la fin du mois", 'date'],
  ['je vous tiens au courant', 'date'],
  ['on fait le nécessaire', 'step'],
  ["c'est dans le circuit", 'step'],
  ["c'est validé, ça suit", 'date'],
  ['ne vous inquiétez pas', 'date'],
  ['je relance en interne', 'actor'],
  ['normalement la semaine prochaine', 'date'],
  ['on attend une rentrée', 'date'],
  ['je reviens vers vous', 'date'],
  ['ce sera fait', 'date'],
  ["c'est sur le bureau du patron", 'actor'],
  ['incessamment', 'date'],
  ['au plus vite', 'date'],
  ["it's in progress", 'step'],
  ["I'm on it", 'date'],
  ["it's in the system", 'step'],
  ['about to go out', 'date'],
  ["we'll look into it", 'date'],
  ["I'll check with accounts", 'actor'],
  ['should be fine', 'firmness'],
  ['probably this week', 'date'],
  ['as soon as possible', 'date'],
  ['by month end', 'date'],
  ["I'll keep you posted", 'date'],
  ['leave it with me', 'date'],
  ["it's been passed on", 'actor'],
  ["don't worry", 'date'],
  ["I'll chase it internally", 'actor'],
  ['next week, normally', 'date'],
  ['waiting on funds', 'date'],
  ["I'll get back to you", 'date'],
  ['it will be done', 'date'],
  ["it's on the boss's desk", 'actor'],
  ['shortly', 'date'],
  ['in the next run', 'date'],
];

describe('the evasive phrases', () => {
  it.each(rows)('%j is recognised: %s first', (phrase, missing) => {
    expect(findVague(phrase, book)?.missing[0]).toBe(missing);
    const loud = phrase.toUpperCase().replaceAll("'", '’');
    expect(findVague(`Mme Martin, 10 h : « ${loud} », voilà.`, book)?.missing[0]).toBe(missing);
    const lazy = phrase.normalize('NFD').replace(/\p{M}/gu, '').replaceAll("'", ' ').replaceAll(',', '');
    expect(findVague(`oui oui ${lazy} ok`, book)?.missing[0]).toBe(missing);
  });

  it.each([
    "la compta me dit que c'est en cours, elle s'en occupe",
    'je te tiens au courant',
    "t'inquiète, ça part bientôt",
    'le paiement est en cours de traitement',
    'il fera le nécessaire',
    'on vous règle la semaine prochaine, normalement',
    "d'ici fin juin",
    'verse une partie',
    'they will pay part of it',
    'she is looking into it',
    'payment should go out this week',
    'probably on the 5th',
    'en principe le 5 juin',
    'normalement le 12',
    "somebody is dealing with it, I'll let you know",
    'will be done asap',
    'la semaine prochaine',
    '« en cours »',
    'Next week.',
    'accounts',
  ])('%j as well', (note) => {
    expect(findVague(note, book)).toBeDefined();
  });

  it.each([
    'virement le 5 juin de 840',
    "c'est en cours, virement le 5 juin",
    'je reviens vers vous vendredi à 10 h',
    'the transfer is in progress, leaves on 5 June',
    "I'm on it, 840 EUR tomorrow",
    'facture jamais reçue',
    'déjà payé le 2 juin par virement',
    'conteste la ligne 3, le chantier est en cours',
    'le travail en cours lui convient',
    'conditions : 30 jours fin de mois',
    'trésorerie : il manque 400 €',
    'il attend le bon de commande 4512',
    'M. Haddad valide, 03 88 32 45 67',
    'absente la semaine prochaine, voir Mme Lutz',
    'ce n’est pas moi, je ne m’en occupe pas',
    'à bientôt',
    'une partie du site ne marche pas',
    'redressement, tribunal de Strasbourg',
    'invoice never received',
    'paid last Friday, reference 4512',
    'wrong VAT on line 2',
    'their system is down since Monday',
    'the boss signs, she is back on 8 June',
    'wants a purchase order',
    'as soon as the order number is in, run of 10 June',
    'too soon to say whether the work suits them',
    'cheque 1542 posted on 3 June',
  ])('%j is no evasion', (note) => {
    expect(findVague(note, book)).toBeUndefined();
  });

  it('are found fast enough for each key of a note', () => {
    const note = 'Mme Martin de la comptabilité, très aimable, me dit que le dossier avance bien '.repeat(6);
    findVague(note, book);
    const start = performance.now();
    for (let count = 0; count < 50; count += 1) findVague(`${note}${count}`, book);
    expect((performance.now() - start) / 50).toBeLessThan(8);
  });
});

describe.each(languages)('the file of phrases in %s', (language) => {
  const { vague } = loadScript(language, shipped);

  it('has phrases and an open question for each thing that may be missing', () => {
    for (const element of missingElements) {
      expect(vague.phrases.filter(({ missing }) => missing.includes(element)).length).toBeGreaterThan(9);
      expect(vague.questions[element]).toMatch(
        /^(?:[^?]*(?:qu|où|combien|which|who|where|how|what)[^?]*)\?$/iu,
      );
    }
  });

  it('has no phrase that never says anything new: each matches itself', () => {
    const silent = vague.phrases.filter(
      ({ text }) => findVague(text.replaceAll('…', 'x'), book) === undefined,
    );
    expect(
      silent
        .map(({ text }) => text)
        .filter((text) => !/lundi|mardi|mercredi|jeudi|vendredi|demain|aujourd|today|tomorrow/.test(text)),
    ).toEqual([]);
  });
});

describe("a user's own phrases", () => {
  const own = (text: string) => withOwn({ 'fr/vague-phrases.txt': text });

  it('take the place of ours under their heading; the question stays', () => {
    const { phrases, questions } = loadScript('fr', own('# step\nça mijote\n')).vague;
    expect(phrases.filter(({ missing }) => missing.includes('step')).map(({ text }) => text)).toEqual([
      'ça mijote',
    ]);
    expect(phrases.some(({ text }) => text === 'au plus vite')).toBe(true);
    expect(questions).toEqual(loadScript('fr', shipped).vague.questions);
  });

  it('may be a question only', () => {
    const { phrases, questions } = loadScript('fr', own('# date\n? Alors, quel jour\u00a0?\n')).vague;
    expect(questions.date).toBe('Alors, quel jour\u00a0?');
    expect(phrases).toEqual(loadScript('fr', shipped).vague.phrases);
  });

  it.each([
    ['# jour\nx', 'bad_heading', 1, 1],
    ['au plus vite', 'no_heading', 1, 1],
    ['', 'no_heading', 1, 1],
    ['# date\n', 'no_words', 1, 1],
    ['# date\nbientôt\n\nBientot\n', 'twice', 4, 1],
    ['# date\n? A ?\n? B ?\n', 'twice', 3, 1],
    ['# date\nbientôt\n!!\n', 'no_words', 3, 1],
    ['# date\nbientôt\n# date\nx\n', 'twice', 3, 1],
  ])('%j is refused: %s at %i:%i', (...[text, fault, line, column]) => {
    const error = dunErrorOf(() => loadScript('fr', own(text)));
    expect([error.key, error.exitCode]).toEqual([`script.bad_template.${fault}`, 78]);
    expect(error.values).toMatchObject({ line, column });
    expect(loadWords('fr', { builtIn, user: null }).label(error.key, error.values)).toContain(
      'vague-phrases.txt',
    );
  });
});
