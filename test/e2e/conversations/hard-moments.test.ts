import { describe, expect, it } from 'vitest';
import { conversations, type Step, typed } from './conversation.ts';
import { harbour, line, people, roussel } from './people.ts';
import { en, fr } from './steps.ts';

const hold = conversations(people);

/** The wrap-up and no look back, after a line that is down; nothing is written to them. */
const frDown: readonly Step[] = [
  ["tant que c'est frais", ' '],
  ['Un regard en arrière', ' '],
];
const enDown: readonly Step[] = [
  ['while it is fresh', ' '],
  ['One look back', ' '],
];

describe('anger', () => {
  it('calms down after it was let out, and a day comes of it', async () => {
    const held = await hold(roussel, [
      ...fr.reason,
      ['La vraie raison', 'a'],
      ["Le calme d'abord", '5'],
      ['Ce qui a déclenché ›', typed('trois relances en une semaine')],
      ['trois relances en une semaine', 'm'],
      ['1 calme', '2'],
      ["Le calme d'abord", '1'],
      ['La vraie raison', '1'],
      ["À l'autre de proposer", '2'],
      ['Montant ›', 't'],
      ['Quel jour ›', 'ven 5\r'],
      ['vendredi 5 juin 2026', 'm'],
      ['1 calme', '1'],
      ['vendredi 5 juin 2026', ' '],
      ...fr.agreed,
    ]);
    expect(held.outcomes()).toEqual(['F-2026-044 promise check_account 2026-06-09']);
    expect(held.file().calls).toMatchObject([{ cause: 'forgot', note: 'trois relances en une semaine' }]);
    expect(held.rows('calls')).toMatchObject([
      { mood_before: 'tense', mood_after: 'calm', hangup: 'normal' },
    ]);
    // What set it off is for the caller's eyes only.
    expect(held.memo().text).not.toContain('relances');
  });

  it('is ended after one warning: two working days, the other half of the day, and no mail', async () => {
    const held = await hold(harbour, [
      ...en.reason,
      ['The real reason', 'a'],
      ['to be said, if words turn hurtful (3)', '3'],
      ['3 again ends the call', '3'],
      ...enDown,
    ]);
    expect(held.outcomes()).toEqual(['H-2026-017 angry call 2026-06-04 14:00']);
    expect(held.file()).toMatchObject({ memos: [], calls: [{ outcomes: [{ isFruitless: true }] }] });
    expect(held.rows('calls')).toMatchObject([{ hangup: 'ended' }]);
    expect([held.due('2026-06-03'), held.due('2026-06-04')]).toEqual([
      'hidden pause 2026-06-04',
      'call 3 angry 2026-06-04 14:00',
    ]);
  });

  it('cuts the line', async () => {
    const held = await hold(roussel, [
      ...fr.reason,
      ['La vraie raison', 'h'],
      ["Comment l'appel finit-il", '2'],
      ...frDown,
    ]);
    expect(held.outcomes()).toEqual(['F-2026-044 angry call 2026-06-04 14:00']);
    expect(held.rows('calls')).toMatchObject([{ hangup: 'cut' }]);
    expect(held.file().memos).toEqual([]);
  });
});

describe('distress', () => {
  it('asks for nothing more: a pause, and only its end is kept', async () => {
    const held = await hold(harbour, [
      ...en.reason,
      ['The real reason', '0'],
      ['Ask for nothing more', '1'],
      ['Pause until which day ›', '\r'],
      ['At what time ›', '10am\r'],
      ['Tuesday 16 June', ' '],
      ...en.agreed,
    ]);
    expect(held.outcomes()).toEqual(['H-2026-017 distress call 2026-06-16 10:00']);
    expect(held.file().calls).toMatchObject([{ cause: 'distress', note: null }]);
    expect([held.due('2026-06-15'), held.due('2026-06-16')]).toEqual([
      'hidden pause 2026-06-16',
      'call 2 distress 2026-06-16 10:00',
    ]);
    expect(held.memo()).toMatchObject({ kind: 'callback_agreed', to: 'olivia@harbour.example' });
    expect(held.unsaid('Tuesday 16 June 2026 at 10:00')).toEqual([]);
    expect(held.memo().text).not.toMatch(/1,200|unpaid|overdue|pause|distress/);
  });
});

describe('no day to the end', () => {
  it('asks three times, says what it writes, and tries the next person up', async () => {
    const held = await hold(roussel, [
      ...fr.reason,
      ['La vraie raison', '7'],
      ['Échelon 1', '5'],
      ['Ses mots ›', typed('on fait le nécessaire')],
      ['on fait le nécessaire', ' '],
      ['Échelon 2', ' '],
      ['Échelon 3', ' '],
      ['sans menace', '2'],
      ...fr.agreed,
    ]);
    expect(held.outcomes()).toEqual(['F-2026-044 no_date call 2026-06-05']);
    expect(held.file().calls).toMatchObject([
      { cause: 'vague', note: 'on fait le nécessaire', outcomes: [{ isFruitless: true }] },
    ]);
    expect([held.due('2026-06-04'), held.due('2026-06-05')]).toEqual([
      'hidden cadence 2026-06-05',
      'call 3 no_date 2026-06-05',
    ]);
    expect(held.memo()).toMatchObject({ kind: 'no_agreement', to: 'jules@roussel.example' });
    expect(held.unsaid('F-2026-044', '840,00 €', 'on fait le nécessaire', 'vendredi 5 juin 2026')).toEqual(
      [],
    );
  });

  it('names the step that is ready, and sends the final notice the same day', async () => {
    const held = await hold({ ...harbour, before: [line('config set call.steps "formal notice"')] }, [
      ...en.reason,
      ['The real reason', '8'],
      ['Their words ›', typed('we will not pay this')],
      ['1 gives a ground', '2'],
      ['formal notice', '2'],
      ...en.agreed,
    ]);
    expect(held.outcomes()).toEqual(['H-2026-017 refusal execute_step 2026-06-02']);
    // Eight days.
    expect(held.rows('announcements')).toEqual([
      {
        invoice_ids_json: '[2]',
        is_superseded: 0,
        step: 'formal notice',
        deadline: '2026-06-10',
        reaction: 'refused',
      },
    ]);
    // The notice was written: what is left is the step itself, the day after the deadline.
    expect([held.due('2026-06-10'), held.due('2026-06-11')]).toEqual([
      'hidden notice 2026-06-11',
      'execute_step 0 notice_over 2026-06-11',
    ]);
    expect(held.memo()).toMatchObject({ kind: 'final_notice', to: 'olivia@harbour.example' });
    expect(held.unsaid('H-2026-017', '€1,200.00', 'Wednesday 10 June 2026', 'formal notice')).toEqual([]);
  });

  it('leaves the announced step on top of the list as long as the notice is not written', async () => {
    const held = await hold({ ...roussel, before: [line('config set call.steps "mise en demeure"')] }, [
      ...fr.reason,
      ['La vraie raison', '8'],
      ['Ses mots ›', typed('je ne paierai pas')],
      ['1 donne un motif', '2'],
      ['mise en demeure', '4'],
      ['mercredi 10 juin 2026', '15/6\r'],
      ['lundi 15 juin', '2'],
      ...fr.agreed.slice(0, -1),
      ['Ce message ›', 'p'],
    ]);
    expect(held.outcomes()).toEqual(['F-2026-044 refusal execute_step 2026-06-02']);
    expect(held.rows('announcements')).toMatchObject([{ deadline: '2026-06-15', reaction: 'refused' }]);
    expect([held.due('2026-06-02'), held.due('2026-06-03')]).toEqual([
      'execute_step 0 step_announced 2026-06-02',
      'execute_step 0 step_announced 2026-06-02',
    ]);
    expect(held.memo()).toMatchObject({ kind: 'final_notice', state: null });
    expect(held.unsaid('840,00 €', 'lundi 15 juin 2026', 'mise en demeure')).toEqual([]);
  });

  it('refuses, and no step is ready: none is named, it is made ready first', async () => {
    const held = await hold(roussel, [
      ...fr.reason,
      ['La vraie raison', '8'],
      ['Ses mots ›', typed('je ne paierai pas')],
      ['1 donne un motif', '2'],
      ['Aucune étape prête', '2'],
      ...fr.agreed,
    ]);
    expect(held.outcomes()).toEqual(['F-2026-044 refusal announce 2026-06-02']);
    expect(held.rows('announcements')).toEqual([]);
    expect(held.due('2026-06-02')).toBe('announce 1 trigger_refusal 2026-06-02');
    expect(held.memo()).toMatchObject({ kind: 'no_agreement', to: 'jules@roussel.example' });
  });

  it('turns when the step is named: the promise counts, the announcement does not', async () => {
    const held = await hold({ ...harbour, before: [line('config set call.steps "formal notice"')] }, [
      ...en.reason,
      ['The real reason', '8'],
      ['Their words ›', typed('we will not pay this')],
      ['1 gives a ground', '2'],
      ['formal notice', '1'],
      ['Let them propose', '4'],
      ['One rung at a time', ' '],
      ['One rung at a time', '3'],
      ['Thursday 2 July 2026', ' '],
      ...en.agreed,
    ]);
    expect(held.outcomes()).toEqual(['H-2026-017 plan check_account 2026-06-08']);
    // Half today; the rest on the last day the rules give, Thursday 2 July: Sunday 5, so Monday 6.
    expect(held.promises()).toEqual([
      'H-2026-017 600.00 2026-06-02 2026-06-05 2026-06-08',
      'H-2026-017 600.00 2026-07-02 2026-07-06 2026-07-07',
    ]);
    expect(held.rows('promises')).toMatchObject([{ origin: 'mine' }]);
    expect(held.memo()).toMatchObject({ kind: 'instalment_plan', to: 'olivia@harbour.example' });
    expect(held.memo().text).not.toContain('formal notice');
    expect(held.rows('announcements')).toMatchObject([{ reaction: 'turned', is_superseded: 1 }]);
  });

  it('warns once at hanging up, then lets go: no date', async () => {
    const held = await hold(roussel, [
      ...fr.reason,
      ['La vraie raison', 'h'],
      ["Comment l'appel finit-il", '1'],
      ['La vraie raison', 'h'],
      ...frDown,
      fr.sent,
    ]);
    expect(held.outcomes()).toEqual(['F-2026-044 no_date call 2026-06-05']);
    expect(held.memo()).toMatchObject({ kind: 'no_agreement' });
  });
});
