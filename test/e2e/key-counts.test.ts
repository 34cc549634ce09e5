import { describe, expect, it } from 'vitest';
import { conversations, dial, keysOf, type Step, type Talk, typed } from './conversations/conversation.ts';
import { harbour, people, roussel } from './conversations/people.ts';
import { en, fr } from './conversations/steps.ts';

interface Counted {
  readonly name: string;
  readonly client: Talk;
  readonly most: number;
  readonly steps: readonly Step[];
  readonly outcomes: readonly string[];
  readonly memos: readonly string[];
}

/** Each conversation in full, as it is held with somebody on the line, with the most keys that it may take (product 5). */
const counted: readonly Counted[] = [
  {
    name: 'a voicemail',
    client: roussel,
    most: 4,
    steps: [dial.fr, ['Ça sonne', '3'], ['Un seul message', '1'], ...fr.saved, fr.sent],
    outcomes: ['voicemail call 2026-06-04 14:00'],
    memos: ['voicemail_followup'],
  },
  {
    name: 'no answer',
    client: harbour,
    most: 3,
    steps: [dial.en, ["It's ringing", '4'], ['Nothing lost', ' '], ...en.saved],
    outcomes: ['no_answer call 2026-06-03 14:00'],
    memos: [],
  },
  {
    // Once it is read out the line is closed from the summary: nothing else was said that a record needs.
    name: 'a duplicate',
    client: roussel,
    most: 12,
    steps: [
      ...fr.reason,
      ['La vraie raison', '2'],
      ['Envoyer à ›', '\r'],
      ['2 regardera', '2'],
      ['Qui fait quoi', 'h'],
      ["Comment l'appel finit-il", 'h'],
      ["tant que c'est frais", ' '],
      ['Un regard en arrière', ' '],
      fr.sent,
    ],
    outcomes: ['F-2026-044 duplicate_sent follow_up 2026-06-09'],
    memos: ['duplicate_sent'],
  },
  {
    name: 'a promise of the whole',
    client: harbour,
    most: 20,
    steps: [
      ...en.reason,
      ['The real reason', '1'],
      ['Let them propose', '2'],
      ['Amount ›', 'a'],
      ['Which day ›', '+3\r'],
      ['Friday 5 June 2026', '3'],
      ['read ✓', ' '],
      ...en.agreed,
    ],
    outcomes: ['H-2026-017 promise check_account 2026-06-09'],
    memos: ['promise_confirmation'],
  },
  {
    name: 'a dispute with a part promised',
    client: roussel,
    most: 35,
    steps: [
      ...fr.reason,
      ['La vraie raison', '4'],
      ['Le point exact, ses mots ›', typed('les couleurs')],
      ['1 une partie seulement', '1'],
      ['Montant contesté ›', '240\r'],
      ['De quel genre ›', '3'],
      ['Ce qui le réglerait ›', typed('un nouveau tirage')],
      ["Qui s'en charge ›", '1'],
      ['Réglé pour quel jour ›', '\r'],
      ['Et payé quel jour ›', '\r'],
      ["À l'autre de proposer", '2'],
      ['Montant ›', 't'],
      ['Quel jour ›', '+3\r'],
      ['vendredi 5 juin 2026', '3'],
      ['lu ✓', ' '],
      ...fr.agreed,
    ],
    outcomes: ['F-2026-044 promise check_account 2026-06-09', 'F-2026-044 dispute follow_up 2026-06-16'],
    memos: ['dispute_acknowledged'],
  },
  {
    name: 'a plan of three rows',
    client: harbour,
    most: 30,
    steps: [
      ...en.reason,
      ['The real reason', '5'],
      ['How much is short', '2'],
      ['How many times, or how much ›', '3\r'],
      ['First payment, which day ›', '\r'],
      ['5 clause', '5'],
      ['rest due ✓', ' '],
      ...en.agreed,
    ],
    outcomes: ['H-2026-017 plan check_account 2026-06-09'],
    memos: ['instalment_plan'],
  },
];

const hold = conversations(people);

describe('from the ringing to the saved call, its message on its way', () => {
  it.each(counted)('$name takes at most $most keys', async ({ client, most, steps, outcomes, memos }) => {
    const held = await hold(client, steps);
    expect(keysOf(steps.slice(1))).toBeLessThanOrEqual(most);
    expect(held.outcomes()).toEqual(outcomes);
    expect(held.file().memos.map(({ kind }: { kind: string }) => kind)).toEqual(memos);
  });
});
