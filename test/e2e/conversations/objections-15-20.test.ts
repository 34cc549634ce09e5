import { describe, expect, it } from 'vitest';
import { conversations, typed } from './conversation.ts';
import { harbour, people, roussel } from './people.ts';
import { en, fr } from './steps.ts';

const hold = conversations(people);

describe('the objections of practice B2', () => {
  it("15 · « Je n'ai rien commandé »: the order is the proof, and the dispute is judged afterwards", async () => {
    const held = await hold(roussel, [
      ...fr.reason,
      ['La vraie raison', 'o'],
      ["Ce qu'ils disent ›", 'rien com'],
      ["1 je n'ai rien commandé", '\r'],
      ['1 a marché', '1'],
      ['Le point exact, ses mots ›', typed("personne n'a commandé ce travail")],
      ['2 tout est contesté', '5'],
      ['preuve demandée ✓', '2'],
      ['De quel genre ›', '2'],
      ['Ce qui le réglerait ›', typed('la commande signée')],
      ["Qui s'en charge ›", '1'],
      ['mardi 9 juin 2026', '\r'],
      ['Et payé quel jour ›', '\r'],
      ...fr.agreed.slice(0, 4),
      ["tant que c'est frais", '5'],
      ['Leur motif est-il fondé ›', '2'],
      ["tant que c'est frais", ' '],
      ...fr.agreed.slice(5),
    ]);
    // Commercial: a week.
    expect(held.outcomes()).toEqual(['F-2026-044 dispute follow_up 2026-06-09']);
    expect(held.file().disputes).toMatchObject([
      {
        type: 'commercial',
        disputed: { amount: '840.00' },
        words: "personne n'a commandé ce travail",
        remedy: 'la commande signée',
        owner: 'me',
        resolveOn: '2026-06-09',
        payOn: null,
        ground: 'no',
      },
    ]);
    // Judged not legitimate, the call counts towards litigation (practice D3).
    expect(held.file().calls.at(-1)).toMatchObject({ outcomes: [{ ground: 'no', isFruitless: true }] });
    expect(held.rows('objection_uses')).toMatchObject([{ library_key: 'never_ordered', has_worked: 1 }]);
    expect([held.due('2026-06-08'), held.due('2026-06-09')]).toEqual([
      'hidden dispute 2026-06-09',
      'follow_up 2 dispute 2026-06-09',
    ]);
    expect(held.memo()).toMatchObject({ kind: 'dispute_acknowledged', to: 'jules@roussel.example' });
    expect(
      held.unsaid('F-2026-044', '840,00 €', "personne n'a commandé ce travail", 'mardi 9 juin 2026'),
    ).toEqual([]);
  });

  it('16 · "Our system is down": how urgent ones are paid meanwhile, and the day', async () => {
    const held = await hold(harbour, [
      ...en.reason,
      ['The real reason', 'o'],
      ['What they say ›', 'down'],
      ['1 the system is down', '\r'],
      ['1 worked', '1'],
      ['Rung 1', '1'],
      ['Amount ›', 'a'],
      ['Which day ›', 'soon\r'],
      ['Space dig', ' '],
      ['Rung 1', '1'],
      ['Which day ›', 'mon 8\r'],
      ['Monday 8 June 2026', ' '],
      ...en.agreed,
    ]);
    expect(held.outcomes()).toEqual(['H-2026-017 promise check_account 2026-06-12']);
    expect(held.promises()).toEqual(['H-2026-017 1200.00 2026-06-08 2026-06-11 2026-06-12']);
    expect(held.file().calls.at(-1)).toMatchObject({ cause: 'vague', note: 'soon' });
    expect(held.rows('objection_uses')).toMatchObject([{ library_key: 'system_down', has_worked: 1 }]);
    expect([held.due('2026-06-11'), held.due('2026-06-12')]).toEqual([
      'hidden promise 2026-06-12',
      'call 1 promise_broken 2026-06-12',
    ]);
    expect(held.memo()).toMatchObject({ kind: 'promise_confirmation', to: 'olivia@harbour.example' });
    expect(held.unsaid('€1,200.00', 'Monday 8 June 2026')).toEqual([]);
  });

  it('17 · « Rappelez-moi »: a day, an hour, a number', async () => {
    const held = await hold(roussel, [
      ...fr.spoken,
      ['sur le travail', '1'],
      ['puis se taire', '4'],
      ['Rappel, quel jour ›', 'jeudi\r'],
      ['À quelle heure ›', '14h\r'],
      ['jeudi 4 juin', ' '],
      ...fr.agreed,
    ]);
    expect(held.outcomes()).toEqual(['F-2026-044 callback call 2026-06-04 14:00']);
    expect([held.due('2026-06-03'), held.due('2026-06-04')]).toEqual([
      'hidden appointment 2026-06-04',
      'call 2 callback 2026-06-04 14:00',
    ]);
    expect(held.memo()).toMatchObject({ kind: 'callback_agreed', to: 'jules@roussel.example' });
    expect(held.unsaid('jeudi 4 juin 2026 à 14 h')).toEqual([]);
    expect(held.memo().text).not.toContain('840');
  });

  it('18 · "It is not finished": half of it is contested, the other half paid in two', async () => {
    const held = await hold(harbour, [
      ...en.spoken,
      ['on the work', '2'],
      ['The exact point, their words ›', typed('the search page is missing')],
      ['1 only a part', '1'],
      ['Amount disputed ›', 'h'],
      ['Of which kind ›', '3'],
      ['What would settle it ›', typed('the search page online')],
      ['Who sees to it ›', '1'],
      ['Settled by which day ›', 'fri 12\r'],
      ['And paid on which day ›', '30/6\r'],
      ['Let them propose', '3'],
      ['How many times, or how much ›', '2\r'],
      ['First payment, which day ›', '\r'],
      ['5 clause', ' '],
      ...en.agreed,
    ]);
    expect(held.outcomes()).toEqual([
      'H-2026-017 plan check_account 2026-06-09',
      'H-2026-017 dispute follow_up 2026-06-12',
    ]);
    // Wednesday 3 June and three days is a Saturday; Friday 3 July is followed by a Monday.
    expect(held.promises()).toEqual([
      'H-2026-017 300.00 2026-06-03 2026-06-08 2026-06-09',
      'H-2026-017 300.00 2026-07-03 2026-07-06 2026-07-07',
    ]);
    expect(held.file().disputes).toMatchObject([
      { type: 'technical', disputed: { amount: '600.00' }, resolveOn: '2026-06-12', payOn: '2026-06-30' },
    ]);
    expect(held.rows('calls')).toMatchObject([{ is_satisfied: 0 }]);
    expect([held.due('2026-06-08'), held.due('2026-06-09')]).toEqual([
      'hidden promise 2026-06-09',
      'call 1 plan_row_missed 2026-06-09',
    ]);
    expect(held.memo()).toMatchObject({ kind: 'dispute_acknowledged', to: 'olivia@harbour.example' });
    expect(
      held.unsaid(
        '€600.00',
        '€300.00',
        'Friday 12 June 2026',
        'Tuesday 30 June 2026',
        'Wednesday 3 June 2026',
      ),
    ).toEqual([]);
    expect(held.unsaid('Friday 3 July 2026', 'the search page is missing')).toEqual([]);
  });

  it('19 · « Je peux faire 100 par mois »: what that means, then three payments', async () => {
    const held = await hold(roussel, [
      ...fr.reason,
      ['La vraie raison', '5'],
      ['Combien manque', '2'],
      ['En combien de fois, ou combien ›', '100 par mois\r'],
      [/février 2027/, '3 fois\r'],
      ['Premier versement, quel jour ›', '\r'],
      ['5 clause', '5'],
      ['5 clause', ' '],
      ...fr.agreed,
    ]);
    expect(held.outcomes()).toEqual(['F-2026-044 plan check_account 2026-06-09']);
    expect(held.promises()).toEqual([
      'F-2026-044 280.00 2026-06-03 2026-06-08 2026-06-09',
      'F-2026-044 280.00 2026-07-03 2026-07-06 2026-07-07',
      'F-2026-044 280.00 2026-08-03 2026-08-06 2026-08-07',
    ]);
    expect(held.rows('promises')).toMatchObject([{ kind: 'plan', is_accelerated: 1, means: 'leaves' }]);
    expect(held.file().calls.at(-1)).toMatchObject({ cause: 'cash' });
    expect(held.due('2026-06-09')).toBe('call 1 plan_due 2026-06-09');
    expect(held.memo()).toMatchObject({ kind: 'instalment_plan', to: 'jules@roussel.example' });
    expect(held.unsaid('840,00 €', '280,00 €', 'mercredi 3 juin 2026', 'vendredi 3 juillet 2026')).toEqual(
      [],
    );
    expect(held.unsaid('lundi 3 août 2026', 'le solde devient exigible')).toEqual([]);
  });

  it('20 · "We are in receivership": facts, and no money asked for', async () => {
    const held = await hold(harbour, [
      ...en.reason,
      ['The real reason', '9'],
      ['Which procedure ›', '2'],
      ['Which court ›', typed('Strasbourg')],
      ['Opened on which day ›', '1 june\r'],
      ['Which administrator ›', typed('Me Weber')],
      ['Nothing to ask for', ' '],
      ...en.agreed.slice(0, -1),
    ]);
    expect(held.outcomes()).toEqual(['H-2026-017 insolvency declare_claim 2026-06-02']);
    expect(held.rows('insolvency_notices')).toEqual([
      {
        invoice_ids_json: '[2]',
        is_superseded: 0,
        kind: 'receivership',
        court: 'Strasbourg',
        opened_on: '2026-06-01',
        administrator: 'Me Weber',
      },
    ]);
    // The claim is all that is left to do; nothing is asked for, and nothing is written to them.
    expect([held.due('2026-06-02'), held.due('2026-07-02')]).toEqual([
      'declare_claim 0 declare_claim 2026-06-02',
      'declare_claim 0 declare_claim 2026-06-02',
    ]);
    expect(held.file()).toMatchObject({ promises: [], memos: [], calls: [{ cause: 'insolvency' }] });
  });
});
