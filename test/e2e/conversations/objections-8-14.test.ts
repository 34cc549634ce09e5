import { describe, expect, it } from 'vitest';
import { conversations, dial, moneyWords, typed } from './conversation.ts';
import { harbour, people, roussel } from './people.ts';
import { en, fr } from './steps.ts';

const hold = conversations(people);

describe('the objections of practice B2', () => {
  it('8 · "The invoice is wrong": the line, the right value, and the payment day of the new one', async () => {
    const held = await hold(harbour, [
      ...en.reason,
      ['The real reason', '4'],
      ['The exact point, their words ›', typed('the VAT is for another country')],
      ['2 all of it', '2'],
      ['Of which kind ›', '1'],
      ['What would settle it ›', typed('an invoice without VAT')],
      ['Who sees to it ›', '1'],
      ['Thursday 4 June 2026', '\r'],
      ['And paid on which day ›', '15/6\r'],
      ...en.agreed,
    ]);
    expect(held.outcomes()).toEqual(['H-2026-017 dispute follow_up 2026-06-04']);
    expect([held.due('2026-06-03'), held.due('2026-06-04')]).toEqual([
      'hidden dispute 2026-06-04',
      'follow_up 2 dispute 2026-06-04',
    ]);
    expect(held.file().disputes).toMatchObject([
      {
        type: 'administrative',
        disputed: { amount: '1200.00' },
        words: 'the VAT is for another country',
        remedy: 'an invoice without VAT',
        owner: 'me',
        resolveOn: '2026-06-04',
        payOn: '2026-06-15',
        ground: 'to_check',
      },
    ]);
    expect(held.memo()).toMatchObject({ kind: 'dispute_acknowledged', to: 'olivia@harbour.example' });
    expect(
      held.unsaid('H-2026-017', '€1,200.00', 'Thursday 4 June 2026', 'Monday 15 June 2026', 'does not mean'),
    ).toEqual([]);
  });

  it('9 · « Elle attend une validation »: I ring the approver myself, today', async () => {
    const held = await hold(roussel, [
      ...fr.reason,
      ['La vraie raison', '6'],
      ["L'étape, un nom", '1'],
      ['Qui valide, son nom ›', typed('en interne')],
      // "They will ask internally" is nobody to ring: refused, and what was typed stays to be corrected.
      [/« en interne »/, '\u0015'],
      [/Qui valide, son nom › *$/m, typed('Claire Morin')],
      ['Son numéro ou courriel ›', '03 88 00 11 30\r'],
      ['À quelle étape ›', '2'],
      ['Ce qui est attendu ›', typed('sa signature')],
      ["J'appelle quel jour ›", '\r'],
      ...fr.agreed,
    ]);
    expect(held.outcomes()).toEqual(['F-2026-044 approval approve 2026-06-02']);
    expect(held.rows('circuits')).toEqual([
      {
        invoice_ids_json: '[1]',
        is_superseded: 0,
        stage: 'checked',
        approver: 'Claire Morin',
        approver_contact: '03 88 00 11 30',
        waits_for: 'sa signature',
        po_number: null,
        run_on: null,
        call_on: '2026-06-02',
      },
    ]);
    expect(held.due('2026-06-02')).toBe('approve 2 approval 2026-06-02');
    // Without an address of the approver it is the contact who is written to.
    expect(held.memo()).toMatchObject({ kind: 'approval_request', to: 'jules@roussel.example' });
    expect(
      held.unsaid('F-2026-044', '840,00 €', 'Claire Morin', 'sa signature', 'mardi 2 juin 2026'),
    ).toEqual([]);
  });

  it('10 · "The PO is missing": the number, the run that takes it, and my own word', async () => {
    const held = await hold(harbour, [
      ...en.reason,
      ['The real reason', '6'],
      ['The step, a name', '5'],
      ['Order number ›', typed('PO-4471')],
      ['PO-4471', 'w'],
      ['I commit to ›', typed('send the order form')],
      ['By which day ›', 'today\r'],
      ['At what time ›', '4pm\r'],
      ['The step, a name', '3'],
      ['Amount ›', 'a'],
      ['Which day ›', 'fri 12\r'],
      ['Friday 12 June 2026', '1'],
      ['arrives that day', ' '],
      ...en.agreed,
    ]);
    expect(held.outcomes()).toEqual(['H-2026-017 promise check_account 2026-06-15']);
    // Arrives: on the account that very day, a bank day; the first working day after it is a Monday.
    expect(held.promises()).toEqual(['H-2026-017 1200.00 2026-06-12 2026-06-12 2026-06-15']);
    expect(held.rows('circuits')).toMatchObject([
      { stage: 'unknown', approver: null, po_number: 'PO-4471', run_on: '2026-06-12', is_superseded: 0 },
    ]);
    expect(held.file().commitments).toEqual([
      { text: 'send the order form', dueOn: '2026-06-02', doneOn: null },
    ]);
    expect(held.due('2026-06-02')).toBe('own_commitment 0 own_commitment 2026-06-02 16:00');
    expect(held.memo()).toMatchObject({ kind: 'promise_confirmation', to: 'olivia@harbour.example' });
    expect(
      held.unsaid(
        '€1,200.00',
        'Friday 12 June 2026',
        'the money is in my account',
        'send the order form',
        '16:00',
      ),
    ).toEqual([]);
  });

  it("11 · « Chez nous c'est le 10 »: the day of their run is a promise", async () => {
    const held = await hold(roussel, [
      ...fr.reason,
      ['La vraie raison', 'o'],
      ["Ce qu'ils disent ›", 'chez'],
      ["1 chez nous c'est 60 jours, le 10", '\r'],
      ['1 a marché', '1'],
      ['Montant ›', 't'],
      ['Quel jour ›', '10/6\r'],
      ['mercredi 10 juin 2026', '3'],
      ['lu ✓', ' '],
      ...fr.agreed,
    ]);
    expect(held.outcomes()).toEqual(['F-2026-044 promise check_account 2026-06-16']);
    // Leaves Wednesday 10 June: Saturday 13, so Monday 15 June.
    expect(held.promises()).toEqual(['F-2026-044 840.00 2026-06-10 2026-06-15 2026-06-16']);
    expect(held.rows('objection_uses')).toMatchObject([{ library_key: 'pays_at_60', has_worked: 1 }]);
    expect(held.file().calls.at(-1)).toMatchObject({ reach: 'person', cause: 'approval' });
    expect([held.due('2026-06-15'), held.due('2026-06-16')]).toEqual([
      'hidden promise 2026-06-16',
      'call 1 promise_broken 2026-06-16',
    ]);
    expect(held.memo()).toMatchObject({ kind: 'promise_confirmation', to: 'jules@roussel.example' });
    expect(held.unsaid('F-2026-044', '840,00 €', 'mercredi 10 juin 2026', '7890 189')).toEqual([]);
  });

  it('12 · "The transfer has left": nothing but the day is known, the proof comes while we talk', async () => {
    const held = await hold(harbour, [
      ...en.reason,
      ['The real reason', 'o'],
      ['What they say ›', 'left'],
      ['1 the transfer has left', '\r'],
      ['Space paid', ' '],
      ['what can be checked', '1'],
      ['Paid on which day ›', 'yesterday\r'],
      ['Amount paid ›', 'a'],
      ['Account, last 4 ›', '\r'],
      ['With which reference ›', '\r'],
      ...en.agreed,
    ]);
    // Monday 1 June and three days.
    expect(held.outcomes()).toEqual(['H-2026-017 paid_claimed check_account 2026-06-04']);
    expect(held.rows('payment_claims')).toMatchObject([
      {
        paid_on: '2026-06-01',
        amount_minor: 120_000,
        account_last4: null,
        is_other_account: 0,
        reference: null,
        proof_by: '2026-06-02',
      },
    ]);
    expect(held.rows('objection_uses')).toMatchObject([{ library_key: 'transfer_left', has_worked: null }]);
    expect([held.due('2026-06-03'), held.due('2026-06-04')]).toEqual([
      'hidden appointment 2026-06-04',
      'check_account 2 proof 2026-06-04',
    ]);
    expect(held.memo()).toMatchObject({ kind: 'payment_proof_request', to: 'olivia@harbour.example' });
    expect(held.unsaid('€1,200.00', 'Monday 1 June 2026')).toEqual([]);
  });

  it("13 · « J'ai oublié »: today, at an hour", async () => {
    const held = await hold(roussel, [
      ...fr.reason,
      ['La vraie raison', '1'],
      ["À l'autre de proposer", '1'],
      ['Montant ›', 't'],
      ['mardi 2 juin 2026', '3'],
      ['lu ✓', ' '],
      ...fr.agreed,
    ]);
    expect(held.outcomes()).toEqual(['F-2026-044 promise check_account 2026-06-08']);
    expect(held.promises()).toEqual(['F-2026-044 840.00 2026-06-02 2026-06-05 2026-06-08']);
    expect(held.file().calls.at(-1)).toMatchObject({ cause: 'forgot' });
    expect([held.due('2026-06-07'), held.due('2026-06-08')]).toEqual([
      'hidden promise 2026-06-08',
      'call 1 promise_broken 2026-06-08',
    ]);
    expect(held.memo()).toMatchObject({ kind: 'promise_confirmation', to: 'jules@roussel.example' });
    expect(held.unsaid('840,00 €', 'mardi 2 juin 2026')).toEqual([]);
  });

  it('14 · "That\'s not me": a name, put through, and who it is before any figure', async () => {
    const held = await hold(harbour, [
      dial.en,
      ["It's ringing", '1'],
      ['before any figure', '3'],
      ['say nothing of the rest', '2'],
      ['Their name ›', typed('Paul Grant')],
      ['A name, an extension', '1'],
      ['Paul Grant', '1'],
      ['on the work', '1'],
      ['then be silent', '1'],
      ['Amount ›', 'a'],
      ['Which day ›', 'friday\r'],
      ['Friday 5 June 2026', ' '],
      ['Who does what', '1'],
      ['within reach of each other', '3'],
      ['Email ›', 'paul@harbour.example\r'],
      ['paul@harbour.example', ' '],
      ['announce the email', ' '],
      ['while it is fresh', ' '],
      ['One look back', ' '],
      en.sent,
    ]);
    expect(held.outcomes()).toEqual(['H-2026-017 promise check_account 2026-06-09']);
    expect(held.file().promises).toMatchObject([{ promiser: 'Paul Grant', arrivalDeadline: '2026-06-08' }]);
    // From the ringing to the second "speaking" nothing on the screen is about money.
    expect(held.shown.slice(1, 7).join('\n')).not.toMatch(moneyWords);
    expect(held.shown[7]).toContain('€1,200.00');
    expect(held.file().contacts).toMatchObject([
      { firstName: 'Olivia', phone: '+33144005566' },
      { firstName: 'Paul', lastName: 'Grant', email: 'paul@harbour.example', verifiedOn: '2026-06-02' },
    ]);
    expect(held.memo()).toMatchObject({ kind: 'promise_confirmation', to: 'paul@harbour.example' });
    expect(held.unsaid('Paul Grant', '€1,200.00', 'Friday 5 June 2026')).toEqual([]);
  });
});
