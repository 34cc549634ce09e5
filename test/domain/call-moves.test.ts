import { describe, expect, it } from 'vitest';
import { branchOf, canJump, jumpsFrom } from '../../src/domain/call/moves.ts';
import { answerOf } from '../../src/domain/call/record.ts';
import type { StateName } from '../../src/domain/call/state.ts';
import { fits } from '../../src/domain/call/step.ts';
import { stateNames } from '../../src/domain/call/table.ts';
import { objectionKeys, objections } from '../../src/domain/objection.ts';
import { event, play } from '../support/call-events.ts';
import { ways } from '../support/call-states.ts';

/** Nobody is there yet, or any more. */
const never: readonly StateName[] = [
  'preflight',
  'ring',
  'voicemail',
  'no_answer',
  'wrapup',
  'review',
  'ended',
];
/** Said to anybody: nothing about money. */
const open: readonly StateName[] = [
  'gatekeeper',
  'identity',
  'wrong_person',
  'anger',
  'callback',
  'summary',
  'contacts',
  'close',
];
/** Filled in after hanging up as well. */
const forms: readonly StateName[] = [
  'paid', 'duplicate', 'dispute', 'cannot_pay', 'approval', 'refusal', 'distress', 'insolvency', 'promise', 'plan',
]; // biome-ignore format: one row of names
const talk: readonly StateName[] = [
  'opening',
  'ask',
  'listen',
  'evasive',
  'solution',
  'negotiate',
  'consequences',
];

describe('where one may jump', () => {
  it('tells each state by what it is', () => {
    expect([...never, ...open, ...forms, ...talk].toSorted()).toEqual(stateNames().toSorted());
  });

  it.each<[string, readonly string[], readonly StateName[]]>([
    ['before dialling', [], []],
    ['with a stranger', ways.identity, open],
    ['with the desk', ways.gatekeeper, open],
    ['with the right person', ways.listen, [...open, ...forms, ...talk]],
    ['with somebody new on the line', [...ways.approval, 'put_through', 'name=Ana Ruiz'], open],
    ['while a lost line is dialled again', [...ways.listen, 'h:lost'], open],
    ['after hanging up', [...ways.listen, 'h:cut'], ['callback', ...forms]],
    ['after an attempt', [...ways.no_answer, ' '], ['callback']],
    [
      'after a lost line that stayed lost',
      [...ways.listen, 'h:lost', 'no_answer', ' '],
      ['callback', ...forms],
    ],
    ['in the look back', ways.review, []],
    ['at the end', ways.ended, []],
  ])('%s', (_, texts, expected) => {
    const call = play(texts);
    const jumps = stateNames().filter((to) => canJump(call, to));
    expect(jumps.toSorted()).toEqual(expected.toSorted());
    expect(jumpsFrom(call)).toEqual(jumps.filter((to) => to !== call.state));
    for (const to of stateNames()) expect(fits(call, event(`j:${to}`))).toBe(jumps.includes(to));
  });

  it('keeps what was heard, and opens the answer that is spoken of', () => {
    const { heard } = play([...ways.promise, 'n:un mot', 'j:dispute']);
    expect(heard.notes).toHaveLength(1);
    expect(heard.answers.map(({ kind }) => kind)).toEqual(['promise', 'dispute']);
    expect(answerOf(play([...ways.promise, 'j:listen', 'j:promise']).heard, 'promise')).toMatchObject({
      amount: { minor: 84_000 },
    });
  });
});

describe('the branch of an objection', () => {
  it.each(objectionKeys())(
    '%s leads to the state practice B2 names, with the reason it stands for',
    (key) => {
      const call = play([...ways.ask, `o:${key}`]);
      expect(branchOf(call)).toBe(objections[key].to);
      const { state, heard } = play([...ways.ask, `o:${key}`, 'branch']);
      expect(state).toBe(objections[key].to);
      expect(heard.cause).toBe(objections[key].cause);
    },
  );

  it('is none for the words of the user, or when no objection is on the screen', () => {
    expect(branchOf(play([...ways.ask, 'o:=trop cher']))).toBeNull();
    expect(branchOf(play([...ways.ask, 'o:own:3']))).toBeNull();
    expect(branchOf(play(ways.ask))).toBeNull();
  });
});
