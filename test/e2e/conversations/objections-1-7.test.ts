import { describe, expect, it } from 'vitest';
import { conversations, typed } from './conversation.ts';
import { harbour, people, roussel } from './people.ts';
import { en, fr } from './steps.ts';

const hold = conversations(people);

describe('the objections of practice B2', () => {
  it("1 · « Je n'ai pas reçu la facture »: a copy, then the day", async () => {
    const held = await hold(roussel, [
      ...fr.reason,
      ['La vraie raison', '2'],
      ['Envoyer à ›', '\r'],
      ['1 reçue, sous ses yeux', '1'],
      ["À l'autre de proposer", '2'],
      ['Montant ›', 't'],
      ['Quel jour ›', 'ven 5\r'],
      ['à lire', '3'],
      ['lu ✓', ' '],
      ...fr.agreed,
    ]);
    expect(held.rows('documents_sent')).toEqual([
      {
        invoice_ids_json: '[1]',
        is_superseded: 0,
        address: 'jules@roussel.example',
        is_received: 1,
        obstacle: null,
      },
    ]);
    expect(held.file().promises).toMatchObject([
      {
        promisedOn: '2026-06-05',
        arrivalDeadline: '2026-06-08',
        recontactOn: '2026-06-09',
        promiser: 'Jules Roussel',
      },
    ]);
    expect(held.outcomes()).toEqual(['F-2026-044 promise check_account 2026-06-09']);
    expect(held.file().calls.at(-1)).toMatchObject({ reach: 'person', cause: 'not_received' });
    expect([held.due('2026-06-08'), held.due('2026-06-09')]).toEqual([
      'hidden promise 2026-06-09',
      'call 1 promise_broken 2026-06-09',
    ]);
    expect(held.memo()).toMatchObject({
      kind: 'promise_confirmation',
      to: 'jules@roussel.example',
      state: 'draft',
    });
    expect(
      held.unsaid('840,00 €', 'vendredi 5 juin 2026', 'Envoyé à : jules@roussel.example', '7890 189'),
    ).toEqual([]);
  });

  it('2 · "Already paid": day, amount, account, reference, and the proof today', async () => {
    const held = await hold(harbour, [
      ...en.reason,
      ['The real reason', '3'],
      ['what can be checked', '1'],
      ['Paid on which day ›', '28/5\r'],
      ['Amount paid ›', 'a'],
      ['Account, last 4 ›', '0189\r'],
      ['With which reference ›', typed('H-2026-017')],
      ...en.agreed,
    ]);
    expect(held.rows('payment_claims')).toEqual([
      {
        invoice_ids_json: '[2]',
        is_superseded: 0,
        paid_on: '2026-05-28',
        amount_minor: 120_000,
        currency: 'EUR',
        method: null,
        account_last4: '0189',
        is_other_account: 0,
        reference: 'H-2026-017',
        proof_by: '2026-06-02',
      },
    ]);
    // Three days after 28 May are over: the next working day.
    expect(held.outcomes()).toEqual(['H-2026-017 paid_claimed check_account 2026-06-03']);
    expect([held.due('2026-06-02'), held.due('2026-06-03')]).toEqual([
      'hidden appointment 2026-06-03',
      'check_account 2 proof 2026-06-03',
    ]);
    expect(held.memo()).toMatchObject({ kind: 'payment_proof_request', to: 'olivia@harbour.example' });
    expect(held.unsaid('H-2026-017', '€1,200.00', 'Thursday 28 May 2026', 'today')).toEqual([]);
  });

  it("3 · « C'est en cours »: dug into, rung by rung, until a day is named", async () => {
    const held = await hold(roussel, [
      ...fr.reason,
      ['La vraie raison', '7'],
      ['Échelon 1', '5'],
      ['Ses mots ›', typed("c'est en cours")],
      ["c'est en cours", ' '],
      ['Échelon 2', '3'],
      ['Montant ›', 't'],
      ['mercredi 3 juin 2026', ' '],
      ...fr.agreed,
    ]);
    expect(held.outcomes()).toEqual(['F-2026-044 promise check_account 2026-06-09']);
    // Wednesday 3 June and three days is a Saturday.
    expect(held.promises()).toEqual(['F-2026-044 840.00 2026-06-03 2026-06-08 2026-06-09']);
    // The day was named by the caller.
    expect(held.rows('promises')).toMatchObject([{ origin: 'mine', means: 'leaves', kind: 'promise' }]);
    expect(held.file().calls.at(-1)).toMatchObject({ cause: 'vague', note: "c'est en cours" });
    expect(held.due('2026-06-09')).toBe('call 1 promise_broken 2026-06-09');
    expect(held.memo()).toMatchObject({ kind: 'promise_confirmation', to: 'jules@roussel.example' });
    expect(held.unsaid('840,00 €', 'mercredi 3 juin 2026')).toEqual([]);
  });

  it('4 · "Cash is tight": the shortfall, what will change, and three payments', async () => {
    const held = await hold(harbour, [
      ...en.reason,
      ['The real reason', '5'],
      ['How much is short', '5'],
      ['How much is short ›', '800\r'],
      ['Short of', '6'],
      ['What will change ›', typed('the summer fair pays in July')],
      ['On which day it changes ›', '1/7\r'],
      ['Will change', '2'],
      ['How many times, or how much ›', '3\r'],
      ['First payment, which day ›', '\r'],
      ['clause', '5'],
      ['clause', ' '],
      ...en.agreed,
    ]);
    expect(held.outcomes()).toEqual(['H-2026-017 plan check_account 2026-06-09']);
    expect(held.promises()).toEqual([
      'H-2026-017 400.00 2026-06-03 2026-06-08 2026-06-09',
      'H-2026-017 400.00 2026-07-03 2026-07-06 2026-07-07',
      'H-2026-017 400.00 2026-08-03 2026-08-06 2026-08-07',
    ]);
    expect(held.rows('promises')).toMatchObject([{ kind: 'plan', is_accelerated: 1, origin: 'client' }]);
    expect(held.file().calls.at(-1)).toMatchObject({
      cause: 'cash',
      isHardship: true,
      note: 'the summer fair pays in July',
    });
    expect([held.due('2026-06-08'), held.due('2026-06-09')]).toEqual([
      'hidden promise 2026-06-09',
      'call 1 plan_due 2026-06-09',
    ]);
    expect(held.memo()).toMatchObject({ kind: 'instalment_plan', to: 'olivia@harbour.example' });
    expect(held.unsaid('€1,200.00', '€400.00', 'Wednesday 3 June 2026', 'Friday 3 July 2026')).toEqual([]);
    expect(held.unsaid('Monday 3 August 2026', 'the whole')).toEqual([]);
  });

  it("5 · « On attend d'être payés »: what can leave now, and the rest on a day", async () => {
    const held = await hold(roussel, [
      ...fr.reason,
      ['La vraie raison', 'o'],
      ["Ce qu'ils disent ›", 'payés'],
      ["1 on attend d'être payés", '\r'],
      ['entre nous deux', '1'],
      ['Combien manque', ' '],
      ["À l'autre de proposer", '2'],
      ['Montant ›', 'm'],
      ['Quel jour ›', 'ven 5\r'],
      ['420,00', 'p'],
      ['Montant ›', 't'],
      ['Quel jour ›', '16/6\r'],
      ['mardi 16 juin', ' '],
      ...fr.agreed,
    ]);
    expect(held.outcomes()).toEqual(['F-2026-044 plan check_account 2026-06-09']);
    // Tuesday 16 June and three days: a Friday, so on the account that day.
    expect(held.promises()).toEqual([
      'F-2026-044 420.00 2026-06-05 2026-06-08 2026-06-09',
      'F-2026-044 420.00 2026-06-16 2026-06-19 2026-06-22',
    ]);
    expect(held.rows('objection_uses')).toMatchObject([
      { library_key: 'waiting_for_own_client', has_worked: 1 },
    ]);
    expect(held.file().calls.at(-1)).toMatchObject({ cause: 'cash' });
    expect([held.due('2026-06-08'), held.due('2026-06-09')]).toEqual([
      'hidden promise 2026-06-09',
      'call 1 plan_row_missed 2026-06-09',
    ]);
    expect(held.memo()).toMatchObject({ kind: 'instalment_plan', to: 'jules@roussel.example' });
    expect(held.unsaid('420,00 €', 'vendredi 5 juin 2026', 'mardi 16 juin 2026', '840,00 €')).toEqual([]);
  });

  it('6 · "The person who signs is away": who signs meanwhile, and I ring them', async () => {
    const held = await hold(harbour, [
      ...en.reason,
      ['The real reason', '6'],
      ['The step, a name', '1'],
      ['Who approves, by name ›', typed('Martin Shaw')],
      ['Their number or email ›', typed('martin@harbour.example')],
      ['At which step ›', '2'],
      ['What is waited for ›', typed('the second signature')],
      ['I call on which day ›', 'friday\r'],
      ...en.agreed,
    ]);
    expect(held.outcomes()).toEqual(['H-2026-017 approval approve 2026-06-05']);
    expect(held.rows('circuits')).toMatchObject([
      {
        stage: 'checked',
        approver: 'Martin Shaw',
        approver_contact: 'martin@harbour.example',
        waits_for: 'the second signature',
        call_on: '2026-06-05',
      },
    ]);
    expect([held.due('2026-06-04'), held.due('2026-06-05')]).toEqual([
      'hidden appointment 2026-06-05',
      'approve 2 approval 2026-06-05',
    ]);
    expect(held.memo()).toMatchObject({ kind: 'approval_request', to: 'martin@harbour.example' });
    expect(held.unsaid('H-2026-017', '€1,200.00', 'Friday 5 June 2026', 'the second signature')).toEqual([]);
  });

  it('7 · « Le travail ne convient pas »: the disputed part waits, the other part has a day', async () => {
    const held = await hold(roussel, [
      ...fr.reason,
      ['La vraie raison', '4'],
      ['Le point exact, ses mots ›', typed('les couleurs de la couverture')],
      ['une partie seulement', '1'],
      ['Montant contesté ›', '240\r'],
      ['De quel genre ›', '3'],
      ['Ce qui le réglerait ›', typed('un nouveau tirage')],
      ["Qui s'en charge ›", '1'],
      ['Réglé pour quel jour ›', '\r'],
      ['Et payé quel jour ›', '30/6\r'],
      ["À l'autre de proposer", '2'],
      ['Montant ›', 't'],
      ['Quel jour ›', 'ven 5\r'],
      ['600,00', ' '],
      ...fr.agreed,
    ]);
    expect(held.outcomes()).toEqual([
      'F-2026-044 promise check_account 2026-06-09',
      'F-2026-044 dispute follow_up 2026-06-16',
    ]);
    expect(held.promises()).toEqual(['F-2026-044 600.00 2026-06-05 2026-06-08 2026-06-09']);
    // Technical: two weeks.
    expect(held.file().disputes).toMatchObject([
      {
        type: 'technical',
        disputed: { amount: '240.00' },
        words: 'les couleurs de la couverture',
        remedy: 'un nouveau tirage',
        owner: 'me',
        resolveOn: '2026-06-16',
        payOn: '2026-06-30',
        ground: 'to_check',
      },
    ]);
    expect([held.due('2026-06-08'), held.due('2026-06-09')]).toEqual([
      'hidden promise 2026-06-09',
      'call 1 promise_broken 2026-06-09',
    ]);
    expect(held.memo()).toMatchObject({ kind: 'dispute_acknowledged', to: 'jules@roussel.example' });
    expect(held.unsaid('240,00 €', '600,00 €', 'mardi 16 juin 2026', 'mardi 30 juin 2026')).toEqual([]);
    expect(held.unsaid('vendredi 5 juin 2026', 'les couleurs de la couverture', 'un nouveau tirage')).toEqual(
      [],
    );
  });
});
