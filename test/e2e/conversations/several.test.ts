import { describe, expect, it } from 'vitest';
import { conversations, type Talk, typed } from './conversation.ts';
import { harbour, invoice, line, people, roussel } from './people.ts';
import { en, fr } from './steps.ts';

/** A client who owes several invoices and has got used to a first name. */
const manyOwed: readonly (readonly string[])[] = [
  line(
    'client add "Imprimerie Lefort" --lang fr --register familiar --contact "Marc Lefort" --role owner --phone "03 88 11 22 33" --email marc@lefort.example',
  ),
  invoice('lefort --number L-101 --amount 600', '2026-04-01', '--due 2026-05-01 --service "les affiches"'),
  invoice('lefort --number L-102 --amount 250', '2026-04-08', '--due 2026-05-08 --service "le dépliant"'),
  invoice('lefort --number L-103 --amount 150', '2026-04-15', '--due 2026-05-15 --service "le logo"'),
];

const hold = conversations([...people, ...manyOwed]);

const lefort: Talk = { client: 'lefort', screen: 'fr' };

describe('several invoices', () => {
  // Esc closes the choice after a moment: a key pressed while the choice still stands there would become Alt and the key.
  it('have an outcome each: promised, disputed, sent again', async () => {
    const held = await hold(lefort, [
      ...fr.reason,
      ['La vraie raison', 'f'],
      ['1 ○ L-101', '1'],
      ['1 ● L-101', '\u001b'],
      [/^(?![^]*● L-101)[^]*La vraie raison/, '1'],
      ["À l'autre de proposer", '2'],
      ['Montant ›', 't'],
      ['Quel jour ›', 'ven 5\r'],
      ['600,00', 'f'],
      ['1 ● L-101', '1'],
      ['1 ○ L-101', '2'],
      ['2 ● L-102', '\u001b'],
      [/^(?![^]*● L-102)[^]*600,00/, 'd'],
      ['Le point exact, ses mots ›', typed('le format est faux')],
      ['2 tout est contesté', '2'],
      ['De quel genre ›', '3'],
      ['Ce qui le réglerait ›', typed('une réimpression')],
      ["Qui s'en charge ›", '1'],
      ['Réglé pour quel jour ›', '\r'],
      ['Et payé quel jour ›', '30/6\r'],
      ['Qui fait quoi', 'f'],
      ['2 ● L-102', '2'],
      ['2 ○ L-102', '3'],
      ['3 ● L-103', '\u001b'],
      [/^(?![^]*● L-103)[^]*Qui fait quoi/, 'j'],
      ['Aller à', 'dupl\r'],
      ['Envoyer à ›', '\r'],
      ['2 regardera', '2'],
      ...fr.agreed,
    ]);
    expect(held.outcomes()).toEqual([
      'L-101 promise check_account 2026-06-09',
      'L-102 dispute follow_up 2026-06-16',
      'L-103 duplicate_sent follow_up 2026-06-09',
    ]);
    expect(held.promises()).toEqual(['L-101 600.00 2026-06-05 2026-06-08 2026-06-09']);
    expect(held.file().disputes).toMatchObject([
      { invoice: 'L-102', disputed: { amount: '250.00' }, resolveOn: '2026-06-16', payOn: '2026-06-30' },
    ]);
    expect(held.rows('documents_sent')).toMatchObject([
      { address: 'marc@lefort.example', is_received: 0, invoice_ids_json: '[5]' },
    ]);
    // The broken promise weighs more than the follow-up of the copy on the same day.
    expect([held.due('2026-06-08'), held.due('2026-06-09')]).toEqual([
      'hidden promise 2026-06-09',
      'call 1 promise_broken 2026-06-09',
    ]);
    // One mail, the dispute leads; what was promised on one invoice is told of that one only.
    expect(held.file().memos).toMatchObject([{ kind: 'dispute_acknowledged', to: 'marc@lefort.example' }]);
    expect(held.unsaid('le format est faux', '250,00 €', 'mardi 16 juin 2026', 'mardi 30 juin 2026')).toEqual(
      [],
    );
    expect(held.unsaid('L-101', '600,00 €', 'vendredi 5 juin 2026', 'L-103', 'marc@lefort.example')).toEqual(
      [],
    );
    expect(held.memo().text).not.toMatch(/1 000|\bvous\b|\bvotre\b/);
  });

  it('are promised together: the oldest is paid first, a part covers some of them', async () => {
    const held = await hold(lefort, [
      ...fr.reason,
      ['La vraie raison', '1'],
      ["À l'autre de proposer", '2'],
      ['Montant ›', '700\r'],
      ['Quel jour ›', 'ven 5\r'],
      ['700,00', 'h'],
      ["Comment l'appel finit-il", '1'],
      ['300,00', 'p'],
      ['Montant ›', 't'],
      ['Quel jour ›', '12/6\r'],
      ['vendredi 12 juin 2026', ' '],
      ...fr.agreed,
    ]);
    expect(held.promises()).toEqual([
      'L-101 600.00 2026-06-05 2026-06-08 2026-06-09',
      'L-102 100.00 2026-06-05 2026-06-08 2026-06-09',
      'L-102 150.00 2026-06-12 2026-06-15 2026-06-16',
      'L-103 150.00 2026-06-12 2026-06-15 2026-06-16',
    ]);
    expect(held.outcomes()).toEqual([
      'L-101 plan check_account 2026-06-09',
      'L-102 plan check_account 2026-06-09',
      'L-103 plan check_account 2026-06-16',
    ]);
    expect(held.memo()).toMatchObject({ kind: 'instalment_plan', to: 'marc@lefort.example' });
    expect(held.unsaid('700,00 €', 'vendredi 5 juin 2026', '300,00 €', 'vendredi 12 juin 2026')).toEqual([]);
  });
});

describe('the client goes back', () => {
  it('"in fact I never got it": the promise is superseded by the copy', async () => {
    const held = await hold(harbour, [
      ...en.reason,
      ['The real reason', '1'],
      ['Let them propose', '2'],
      ['Amount ›', 'a'],
      ['Which day ›', 'friday\r'],
      ['Friday 5 June 2026', ' '],
      ['Who does what', 'j'],
      ['Go to', 'listen\r'],
      ['The real reason', '2'],
      ['Send to ›', '\r'],
      ['2 will look', '2'],
      ...en.agreed,
    ]);
    expect(held.outcomes()).toEqual(['H-2026-017 duplicate_sent follow_up 2026-06-09']);
    expect(held.file().promises).toEqual([]);
    expect(held.rows('documents_sent')).toMatchObject([
      { address: 'olivia@harbour.example', is_received: 0 },
    ]);
    // A week after the copy.
    expect([held.due('2026-06-08'), held.due('2026-06-09')]).toEqual([
      'hidden appointment 2026-06-09',
      'follow_up 2 duplicate 2026-06-09',
    ]);
    expect(held.memo()).toMatchObject({ kind: 'duplicate_sent', to: 'olivia@harbour.example' });
    expect(held.unsaid('H-2026-017', 'Tuesday 9 June 2026')).toEqual([]);
    expect(held.memo().text).not.toContain('Friday 5 June 2026');
  });

  it('"in fact it is paid": the claim that was told first is superseded by a promise', async () => {
    const held = await hold(roussel, [
      ...fr.reason,
      ['La vraie raison', '3'],
      ['puis le vérifiable', '1'],
      ['Payé quel jour ›', 'hier\r'],
      ['Montant payé ›', 't'],
      ['Compte, 4 derniers ›', '\r'],
      ['Sous quelle référence ›', '\r'],
      ['Qui fait quoi', 'p'],
      ['Montant ›', 't'],
      ['Quel jour ›', 'demain\r'],
      ['mercredi 3 juin 2026', ' '],
      ...fr.agreed,
    ]);
    expect(held.outcomes()).toEqual(['F-2026-044 promise check_account 2026-06-09']);
    expect(held.rows('payment_claims')).toMatchObject([{ is_superseded: 1, paid_on: '2026-06-01' }]);
    expect(held.promises()).toEqual(['F-2026-044 840.00 2026-06-03 2026-06-08 2026-06-09']);
    expect(held.file().memos).toMatchObject([{ kind: 'promise_confirmation' }]);
  });
});

describe('what lies beside the answers', () => {
  it('warns of an account that is not ours, and names no other one in writing', async () => {
    const held = await hold(harbour, [
      ...en.reason,
      ['The real reason', '3'],
      ['what can be checked', '1'],
      ['Paid on which day ›', 'yesterday\r'],
      ['Amount paid ›', 'a'],
      ['Account, last 4 ›', typed('GB29 NWBK 6016 1331 9268 19')],
      ['With which reference ›', '\r'],
      ['That is not your account', ' '],
      ...en.agreed,
    ]);
    expect(held.rows('payment_claims')).toMatchObject([{ account_last4: '6819', is_other_account: 1 }]);
    expect(held.memo()).toMatchObject({ kind: 'payment_proof_request' });
    expect(held.outcomes()).toEqual(['H-2026-017 paid_claimed check_account 2026-06-04']);
    expect(held.memo().text).not.toMatch(/GB29|NWBK|6016/);
    expect(held.unsaid('warn your bank today', 'My account has not changed')).toEqual([]);
    expect(held.unsaid('FR76 3000 6000 0112 3456 7890 189')).toEqual([]);
  });

  it('keeps an answer with a condition as an intent: nothing is promised', async () => {
    const held = await hold(roussel, [
      ...fr.reason,
      ['La vraie raison', '5'],
      ['Combien manque', '1'],
      ["À l'autre de proposer", '2'],
      ['Montant ›', 't'],
      ['Quel jour ›', '15/6\r'],
      ['lundi 15 juin 2026', '4'],
      ['À quelle condition ›', typed('notre client nous paie')],
      ['notre client nous paie', ' '],
      ...fr.agreed,
    ]);
    // Ten days at most: Friday 12 June.
    expect(held.outcomes()).toEqual(['F-2026-044 intent call 2026-06-12']);
    expect(held.rows('promises')).toMatchObject([{ condition: 'notre client nous paie' }]);
    expect([held.due('2026-06-11'), held.due('2026-06-12')]).toEqual([
      'hidden appointment 2026-06-12',
      'call 2 intent 2026-06-12',
    ]);
    expect(held.memo()).toMatchObject({ kind: 'no_agreement', to: 'jules@roussel.example' });
    expect(held.unsaid('840,00 €', 'vendredi 12 juin 2026')).toEqual([]);
  });

  it('parks a topic, promises something of my own, sends a copy and tells all of it in the summary', async () => {
    const held = await hold(lefort, [
      ...fr.reason,
      ['La vraie raison', 'r'],
      ['Le sujet, en trois mots ›', typed('le nouveau site')],
      ['le nouveau site', 'w'],
      ["Je m'engage à ›", typed('envoyer le devis corrigé')],
      ['Pour quel jour ›', 'jeudi\r'],
      ['À quelle heure ›', '\r'],
      ['La vraie raison', 'e'],
      ['marc@lefort.example', '1'],
      ["À l'autre de proposer", '1'],
      ['Montant ›', 't'],
      ['mardi 2 juin 2026', ' '],
      ['Qui fait quoi', '1'],
      ...fr.agreed.slice(1, 5),
      ['Ton juste et positif ›', '2'],
      ['objectif ›', '1'],
      ['Le positif mis en avant ›', '2'],
      ['Bons arguments ›', '1'],
      ['La prochaine fois, je… ›', typed('me tais plus longtemps')],
      ['Un regard en arrière', ' '],
      fr.sent,
    ]);
    expect(held.promises()).toEqual([
      'L-101 600.00 2026-06-02 2026-06-05 2026-06-08',
      'L-102 250.00 2026-06-02 2026-06-05 2026-06-08',
      'L-103 150.00 2026-06-02 2026-06-05 2026-06-08',
    ]);
    expect(held.shown.join('\n')).toMatch(
      /envoyer le devis corrigé · jeu\. 4 juin[^]*le nouveau site · jeu\. 4 juin/,
    );
    expect(held.file().commitments).toMatchObject([
      { text: 'envoyer le devis corrigé', dueOn: '2026-06-04' },
      { text: 'le nouveau site', dueOn: '2026-06-04' },
    ]);
    expect(held.rows('documents_sent')).toMatchObject([{ address: 'marc@lefort.example', is_superseded: 0 }]);
    expect([held.due('2026-06-03'), held.due('2026-06-04')]).toEqual([
      'hidden own_commitment 2026-06-04',
      'own_commitment 0 own_commitment 2026-06-04',
    ]);
    expect(held.rows('reviews').map(({ scores_json: scores }) => JSON.parse(String(scores)))).toEqual([
      { empty_promise: 2, precision: 2, duration: 2, tone: 2, focus: 1, positives: 2, argumentation: 1 },
    ]);
    expect(held.rows('reviews')).toMatchObject([{ next_time: 'me tais plus longtemps' }]);
    expect(held.memo()).toMatchObject({ kind: 'promise_confirmation', to: 'marc@lefort.example' });
    expect(
      held.unsaid('1 000,00 €', 'mardi 2 juin 2026', 'envoyer le devis corrigé', 'jeudi 4 juin'),
    ).toEqual([]);
  });
});
