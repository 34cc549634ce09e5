import { describe, expect, it } from 'vitest';
import { agrees, type Deal } from '../../src/domain/agreement.ts';
import { day } from '../../src/domain/day.ts';
import { EUR, money } from '../../src/domain/money.ts';

const deal: Deal = {
  amounts: [money(120_000, EUR)],
  days: [day('2026-06-12')],
  numbers: ['F-2026-044'],
  names: ['Jules Roussel', 'Menuiserie Roussel', 'Nadia Benali'],
  on: day('2026-06-09'),
};

const plan: Deal = {
  ...deal,
  amounts: [money(40_000, EUR), money(80_000, EUR)],
  days: [day('2026-06-12'), day('2026-07-10')],
};

describe('an answer that agrees', () => {
  it.each([
    "D'accord.",
    'D’accord',
    'ok',
    'OK !',
    'Ok merci',
    'Oui',
    "Bonjour Nadia,\n\nC'est bon pour moi.\n\nCordialement,\nJules Roussel",
    'Je confirme.',
    'Bonjour,\nJe vous confirme le virement de 1 200,00 € le 12 juin.\nBien cordialement\nJules Roussel\nGérant\n03 88 00 11 22',
    'Nous confirmons.',
    'Bonjour Madame,\nNous vous confirmons notre accord pour le virement de 1200 euros vendredi 12 juin 2026.\nCdlt',
    "C'est bien noté, merci.",
    'Bien noté. Bonne journée, Nadia !',
    'Entendu',
    'Ça marche, merci Nadia',
    "C'est entendu, le virement partira le 12/06.",
    'Oui, je vous confirme. Le virement sera effectué vendredi.',
    'Bon pour accord\n\nJules Roussel\nMenuiserie Roussel\n12 rue des Lilas, 67000 Strasbourg',
    'Pas de problème',
    'Parfait, cela me convient. Merci pour votre patience.',
    'ok pour 1.200 € le 12.06.2026',
    'Comme convenu, le virement de 1 200 € partira le 12 juin pour la facture F-2026-044.',
    'Agreed.',
    'Agreed, thanks.',
    'Hi Nadia,\n\nI confirm.\n\nBest regards,\nJules',
    'Confirmed. The payment of €1,200.00 will be made on Friday.\nKind regards\nJules Roussel',
    'Yes, that works for us. Thank you for your patience.',
    'Will do',
    'Works for us!',
    'Noted with thanks.',
    "That's fine with me, the transfer will leave on June 12th.",
    'We confirm the transfer of 1200 EUR on 12 June 2026 for invoice F-2026-044.',
    'OK.\n\nCheers,\nJules\nDirector, Roussel Joinery\n+33 3 88 00 11 22',
    "D'accord.\nCordialement\nJules Roussel\nGérant\nSARL au capital de 10 000 € – SIRET 123 456 789 00012\n12 rue des Lilas, 67000 Strasbourg\nTél. : 03.88.00.11.22 / 06-12-34-56-78",
  ])('%s', (words) => {
    expect(agrees(words, deal)).toBe(true);
  });

  it.each([
    'Je confirme les 400 € le 12 juin et les 800 € le 10 juillet.',
    'Nous confirmons l’échéancier.',
    'Confirmed: 400 EUR on 12 June and 800 EUR on July 10.',
  ])('to a plan, whole: %s', (words) => {
    const spoken = words.replaceAll('les ', 'le ');
    expect(agrees(spoken, plan)).toBe(true);
  });
});

describe('an answer as the memo asks for it: agreed, with the day and the amount', () => {
  it.each([
    "D'accord, 1 200 € le vendredi 12 juin.",
    'D’accord, je paie 1 200 € le 12 juin.',
    "D'accord, je paierai 1200 euros le 12 juin",
    "D'accord, nous réglerons 1 200 € vendredi",
    'Ok, virement de 1 200 € vendredi 12',
    "D'accord, virement le 12 juin pour 1 200 €",
    "Bonjour,\nD'accord pour 1 200 € le 12.\nBonne journée",
    "D'accord, nous ferons un virement de 1 200 € le 12 juin",
    'Je confirme : virement de 1 200,00 € le 12 juin 2026.',
    "D'accord pour le montant et la date",
    "D'accord avec le jour et le montant.",
    "D'accord pour un montant de 1 200 euros le 12 juin 2026",
    "Bien reçu, d'accord pour 1 200 € le 12 juin",
    "Bonjour Madame Benali,\n\nBien reçu, c'est d'accord.\n\nCordialement",
    "D'accord, merci à vous",
    'Agreed, payment of €1,200 on June 12',
    "Agreed, I'll transfer €1,200 on Friday 12 June",
    'Agreed to the amount and the date',
    'Received, agreed: €1,200 on the 12th',
  ])('%s', (words) => {
    expect(agrees(words, deal)).toBe(true);
  });

  it.each([
    // half of it is no whole
    "D'accord pour la date",
    "D'accord pour le montant",
    "D'accord pour le montant, la date reste à voir",
    'Agreed to the date',
    // the words alone say nothing
    'Je paie 1 200 € le 12 juin.',
    'Bien reçu.',
    'Virement vendredi',
    // a day that is another one
    'Ok pour le 13',
    'Ok, virement vendredi 13',
    'Agreed, on the 13th',
    "D'accord, je paierai pas",
    "D'accord, virement impossible",
  ])('not: %s', (words) => {
    expect(agrees(words, deal)).toBe(false);
  });

  it('takes "the 12th" for the promised day only while it cannot be another one', () => {
    const later = { ...deal, on: day('2026-05-10') };
    expect(agrees('Ok pour le 12', later)).toBe(false);
    expect(agrees('Ok pour le 12 juin', later)).toBe(true);
    expect(agrees('Ok pour vendredi 12', later)).toBe(false);
  });
});

describe('an answer that has to be read', () => {
  it.each([
    // refusal
    'Non',
    "Je ne suis pas d'accord.",
    "Pas d'accord",
    'Not agreed',
    'No.',
    "D'accord, mais pas cette semaine.",
    'OK but not before the 20th',
    "Nous n'avons pas commandé cela. Je confirme.",
    // another day, another amount, a part of it
    "D'accord pour le 20 juin.",
    'ok pour 1 000 € le 12 juin',
    'Ok pour lundi',
    'Ok pour le 12 juillet',
    'Je confirme 1 200 $ le 12 juin',
    'Agreed for 600 EUR',
    'Confirmed for next Friday',
    'Ok pour 11 200 €',
    'OK pour 1 200,50 €',
    'ok on 12/06',
    // a condition
    "D'accord si notre client nous règle avant.",
    'Oui, sous réserve de validation.',
    'Agreed, provided that the goods arrive',
    'OK once our client has paid us',
    // a question
    "D'accord ?",
    'OK, mais quel compte ?',
    'Agreed? Which account should I use?',
    'Vous confirmez le montant ?',
    // received is not agreed
    'Bien reçu, merci.',
    'Reçu',
    'Received, thanks',
    'Merci pour votre message.',
    'Merci',
    'Thanks!',
    'Bonjour',
    // something else
    'Le virement est parti ce matin.',
    'Je transmets à la comptabilité.',
    'Ok je regarde et je reviens vers vous',
    'We will pay on 12 June.',
    'Oui je vous rappelle',
    'ok 👍',
    '👍',
    '',
    '   \n  ',
    'Parfait pour la date, on discute du montant',
    // hidden below the name
    'D’accord.\n\nCordialement,\nJules\nPS : plutôt le 20',
    'Ok\n\nJules Roussel\nmais en deux fois',
    'Agreed.\n\nBest regards\nJules\nNB: not before we receive the credit note',
    'Oui\nCordialement\n' + 'ligne\n'.repeat(20),
    'ok\nCordialement\nJules\npaiement le 20/07',
    'ok\nCordialement\nJules\n600 € seulement',
    'OK.\nCordialement\nJules\nje paierai dans un mois',
    "Entendu\nJules Roussel\nj'attends votre avoir",
    'Oui\nCdlt\nJules\nle 20 serait mieux',
    'Agreed.\nBest,\nJules\nI will pay in two weeks',
    "Agreed.\nBest,\nJules\nwe'll send half",
    'Yes\nJules Roussel\n$600 for now',
    // with a "no" in it
    'ok mais je ne paierai pas',
    "d'accord sauf pour la date",
    'Bien entendu que non',
    'Oui et non',
    'no problem, but no',
  ])('%s', (words) => {
    expect(agrees(words, deal)).toBe(false);
  });

  it.each(['ok pour 400 €', 'Je confirme le 12 juin.', 'Confirmed for 10 July'])(
    'names but a part of a plan: %s',
    (words) => {
      expect(agrees(words, plan)).toBe(false);
    },
  );

  it('a name that is a refusal agrees to nothing', () => {
    expect(agrees("Pas d'accord", { ...deal, names: ["Pas D'Accord"] })).toBe(false);
    expect(agrees('Not agreed', { ...deal, names: ['Not Agreed'] })).toBe(false);
  });

  it('takes no time for a text made to take it', () => {
    const long = `ok ${'oui '.repeat(5000)}le ${'1 '.repeat(5000)}`;
    const before = performance.now();
    expect(agrees(long, deal)).toBe(false);
    expect(performance.now() - before).toBeLessThan(1000);
  });
});
