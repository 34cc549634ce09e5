import { describe, expect, it } from 'vitest';
import type { Call, FieldName, StateName } from '../../src/domain/call/state.ts';
import { step } from '../../src/domain/call/step.ts';
import { choicesOf, stateNames, table } from '../../src/domain/call/table.ts';
import { day } from '../../src/domain/day.ts';
import { EUR, money } from '../../src/domain/money.ts';
import { aSetup } from '../support/a-call.ts';
import { event, play } from '../support/call-events.ts';
import { ways } from '../support/call-states.ts';

/** What is typed where a choice asks for something first. */
const typed: Partial<Record<FieldName, string>> = {
  claim_day: '2026-05-29',
  claim_amount: '84000',
  claim_account: '0189',
  disputed_amount: '30000',
  dispute_type: 'commercial',
  dispute_owner: 'me',
  resolve_day: '2026-06-09',
  settle_day: '2026-06-12',
  stage: 'received',
  approver_day: '2026-06-03',
  pause_day: '2026-06-16',
  followup_day: '2026-06-09',
  shortfall: '40000',
  change_day: '2026-06-20',
  insolvency_kind: 'receivership',
  opened_day: '2026-05-20',
  amount: '84000',
  day: '2026-06-05',
  plan_terms: 'count:3',
  plan_day: '2026-06-05',
  plan_first_amount: '30000',
  plan_row: '0:amount:30000',
  callback_day: '2026-06-04',
  callback_time: '840',
  deadline_day: '2026-06-10',
  ground: 'yes',
  next_day: '2026-06-10',
};

/** Fills in whatever is asked before a choice is taken. */
function filled(call: Call): Call {
  let now = call;
  while (now.pendingChoice !== null && now.asking[0] !== undefined) {
    const [field] = now.asking;
    now = step(now, event(`${field}=${typed[field] ?? 'Ana Ruiz'}`));
  }
  return now;
}

/** Presses one key in a state: a digit of its choices, or `Space`. */
function press(call: Call, key: string): Call {
  if (key === 'Space') return step(call, event(' '));
  const choice = choicesOf(call).find((one) => one.key === key);
  if (!choice) throw new RangeError(`${key} is no choice in ${call.state}`);
  return filled(step(call, event(choice.name)));
}

const twoSteps = aSetup({ steps: ['mise en demeure', 'injonction de payer'] });

/** State, key, the state that follows; in the order of practice C4, the details of a form after its ways out. */
const transitions: readonly (readonly [StateName, string, StateName])[] = [
  ['preflight', 'Space', 'ring'],

  ['ring', '1', 'identity'], ['ring', '2', 'gatekeeper'], ['ring', '3', 'voicemail'], ['ring', '4', 'no_answer'],
  ['ring', '5', 'no_answer'], ['ring', '6', 'no_answer'],

  ['gatekeeper', '1', 'identity'], ['gatekeeper', '2', 'callback'], ['gatekeeper', '3', 'contacts'],
  ['gatekeeper', '4', 'voicemail'], ['gatekeeper', '5', 'gatekeeper'], ['gatekeeper', '6', 'wrapup'],
  ['gatekeeper', 'Space', 'identity'], ['gatekeeper', '7', 'gatekeeper'], ['gatekeeper', '8', 'gatekeeper'],

  ['voicemail', '1', 'wrapup'], ['voicemail', '2', 'wrapup'], ['voicemail', '3', 'wrapup'],

  ['no_answer', 'Space', 'wrapup'],

  ['identity', '1', 'opening'], ['identity', '2', 'identity'], ['identity', '3', 'wrong_person'],
  ['identity', '4', 'gatekeeper'], ['identity', '5', 'callback'],

  ['wrong_person', '1', 'opening'], ['wrong_person', '2', 'gatekeeper'], ['wrong_person', '3', 'no_answer'],
  ['wrong_person', '4', 'wrapup'],

  ['opening', '1', 'ask'], ['opening', '2', 'dispute'], ['opening', '3', 'dispute'], ['opening', '4', 'callback'],
  ['opening', '5', 'ask'], ['opening', 'Space', 'ask'],

  ['ask', 'Space', 'listen'], ['ask', '1', 'promise'], ['ask', '4', 'callback'],

  ['listen', '1', 'solution'], ['listen', '2', 'duplicate'], ['listen', '3', 'paid'], ['listen', '4', 'dispute'],
  ['listen', '5', 'cannot_pay'], ['listen', '6', 'approval'], ['listen', '7', 'evasive'], ['listen', '8', 'refusal'],
  ['listen', '9', 'insolvency'], ['listen', '0', 'distress'], ['listen', 'Space', 'solution'],

  // An account that is not ours stays for the alert; Space then goes on to the summary.
  ['paid', '1', 'summary'], ['paid', '2', 'evasive'], ['paid', '3', 'paid'], ['paid', 'Space', 'summary'],

  ['duplicate', '1', 'solution'], ['duplicate', '2', 'summary'], ['duplicate', '3', 'listen'],
  ['duplicate', '4', 'duplicate'], ['duplicate', '5', 'duplicate'],

  ['dispute', '1', 'solution'], ['dispute', '2', 'summary'], ['dispute', '3', 'solution'],
  ['dispute', '4', 'dispute'], ['dispute', '5', 'dispute'],

  ['cannot_pay', '1', 'solution'], ['cannot_pay', '2', 'plan'], ['cannot_pay', '3', 'callback'],
  ['cannot_pay', '4', 'refusal'], ['cannot_pay', '5', 'cannot_pay'], ['cannot_pay', '6', 'cannot_pay'],
  ['cannot_pay', '7', 'cannot_pay'], ['cannot_pay', 'Space', 'solution'],

  ['approval', '1', 'summary'], ['approval', '2', 'identity'], ['approval', '3', 'promise'],
  ['approval', '4', 'evasive'], ['approval', '5', 'approval'],

  ['evasive', '1', 'promise'], ['evasive', '2', 'listen'], ['evasive', 'Space', 'evasive'],
  ['evasive', '3', 'promise'], ['evasive', '4', 'promise'], ['evasive', '5', 'evasive'],

  ['refusal', '1', 'dispute'], ['refusal', '2', 'consequences'],

  ['anger', '1', 'listen'], ['anger', '2', 'callback'], ['anger', '3', 'anger'], ['anger', '4', 'wrapup'],
  ['anger', '5', 'anger'],

  ['distress', '1', 'callback'], ['distress', '2', 'listen'],

  ['insolvency', 'Space', 'summary'], ['insolvency', '1', 'insolvency'],

  ['solution', '1', 'promise'], ['solution', '2', 'promise'], ['solution', '3', 'plan'],
  ['solution', '4', 'negotiate'], ['solution', '5', 'negotiate'], ['solution', 'Space', 'promise'],

  ['negotiate', '1', 'promise'], ['negotiate', '8', 'evasive'], ['negotiate', 'Space', 'negotiate'],

  ['promise', 'Space', 'summary'], ['promise', '1', 'promise'], ['promise', '2', 'promise'],
  ['promise', '3', 'promise'], ['promise', '4', 'promise'], ['promise', '5', 'promise'], ['promise', '6', 'promise'],

  ['plan', 'Space', 'summary'], ['plan', '1', 'plan'], ['plan', '2', 'plan'], ['plan', '3', 'plan'],
  ['plan', '4', 'plan'], ['plan', '5', 'plan'], ['plan', '6', 'plan'], ['plan', '7', 'plan'],

  ['callback', 'Space', 'summary'], ['callback', '1', 'callback'], ['callback', '2', 'callback'],
  ['callback', '3', 'callback'], ['callback', '4', 'callback'],

  ['consequences', '1', 'solution'], ['consequences', '2', 'summary'], ['consequences', '3', 'consequences'],
  ['consequences', '4', 'consequences'],

  ['summary', '1', 'contacts'], ['summary', '2', 'promise'], ['summary', '3', 'negotiate'],
  ['summary', 'Space', 'summary'],

  ['contacts', 'Space', 'close'], ['contacts', '1', 'contacts'], ['contacts', '2', 'contacts'],
  ['contacts', '3', 'contacts'], ['contacts', '4', 'contacts'], ['contacts', '5', 'contacts'],

  ['close', 'Space', 'wrapup'],

  ['wrapup', 'Space', 'review'], ['wrapup', '1', 'wrapup'], ['wrapup', '2', 'promise'], ['wrapup', '3', 'callback'],
  ['wrapup', '4', 'wrapup'],

  ['review', 'Space', 'ended'], ['review', '1', 'review'], ['review', '2', 'review'], ['review', '3', 'review'],
  ['review', '4', 'review'], ['review', '5', 'review'], ['review', '6', 'review'], ['review', '7', 'review'],
]; // biome-ignore format: one state a block

/** The same key where more was said before it: earlier events, the key, the state that follows. */
const conditional: readonly (readonly [string, readonly string[], string, StateName])[] = [
  ['a new name leads back to the desk', [' ', 'desk', 'left_firm', 'name=Ana Ruiz'], '1', 'identity'],
  ['the desk that refused', [...ways.gatekeeper, 'refuses'], 'Space', 'wrapup'],
  ['the desk agrees an hour', [...ways.gatekeeper, 'away', 'callback_day=2026-06-04', 'callback_time=840'], 'Space', 'summary'],
  ['the desk agreed', [...ways.gatekeeper, 'away', 'callback_day=2026-06-04', 'callback_time=840', ' '], '1', 'close'],
  ['the desk does not agree', [...ways.gatekeeper, 'away', 'callback_day=2026-06-04', 'callback_time=840', ' '], '3', 'callback'],
  ['the desk corrects', [...ways.gatekeeper, 'away', 'callback_day=2026-06-04', 'callback_time=840', ' '], '2', 'callback'],
  ['the second rung', [...ways.evasive, ' '], 'Space', 'evasive'],
  ['the third rung', [...ways.evasive, ' ', ' '], 'Space', 'consequences'],
  ['insults after the warning', [...ways.anger, 'insults'], '3', 'wrapup'],
  ['calm again, nobody confirmed', [' ', 'person', 'a'], '1', 'identity'],
  ['the second offer', [...ways.negotiate, ' '], '2', 'promise'],
  ['the third offer', [...ways.negotiate, ' ', ' '], '3', 'promise'],
  ['instalments, under the fallback', [...ways.negotiate, ' ', ' ', ' '], '4', 'plan'],
  ['the last offer', [...ways.negotiate, ' ', ' ', ' '], 'Space', 'evasive'],
  ['no offer, all rungs spent', [...ways.evasive, ' ', ' ', 'j:negotiate'], '8', 'consequences'],
  ['an alert', [...ways.paid, 'other_account', 'leave'], 'Space', 'summary'],
  ['the summary passed over', [...ways.summary, ' '], 'Space', 'contacts'],
  ['the summary of a call back', [...ways.callback, ' '], '2', 'callback'],
  ['the summary of a plan', [...ways.plan, ' '], '2', 'plan'],
  ['the summary of a dispute', [...ways.dispute, 'j:summary'], '2', 'dispute'],
  ['the summary of nothing', [...ways.ask, 'j:summary'], '2', 'listen'],
  ['an attempt', [' ', 'no_answer', ' '], 'Space', 'ended'],
  ['a dispute in the wrap-up', [...ways.dispute, 'h:cut'], '5', 'wrapup'],
  ['a form after hanging up', [...ways.promise, 'h:cut', 'promise'], 'Space', 'wrapup'],
]; // biome-ignore format: one case a line

describe('the transitions of practice C4', () => {
  it.each(transitions)('%s, %s → %s', (state, key, to) => {
    const from = play(ways[state], twoSteps);
    expect(from).toMatchObject({ state, asking: [] });
    expect(press(from, key).state).toBe(to);
  });

  it.each(conditional)('%s: after %j, %s → %s', (...row) => {
    const [, texts, key, to] = row;
    expect(press(play(texts, twoSteps), key).state).toBe(to);
  });

  it('opens on the invoice after a broken promise, or once it was named', () => {
    expect(play(ways.opening, aSetup({ opening: 'direct' })).state).toBe('ask');
    expect(play([...ways.listen, 'h:lost', 'person', 'yes']).state).toBe('ask');
  });

  it('asks for a written action plan where much is contested', () => {
    const [invoice] = aSetup().invoices;
    const large = invoice ? [{ ...invoice, balance: money(300_000, EUR) }] : [];
    const call = play([...ways.dispute, 'j:negotiate', ' ', ' ', ' ', ' '], aSetup({ invoices: large }));
    expect(press(call, '5').state).toBe('dispute');
  });
});

describe('the table', () => {
  const listed = stateNames();

  it('has a row, and a way in this test, for each of the 31 states of practice C3 and for the end', () => {
    expect(listed.toSorted()).toEqual(Object.keys(ways).toSorted());
    expect(listed).toHaveLength(32);
    for (const state of listed) expect(play(ways[state]).state).toBe(state);
  });

  it.each(listed)('gives %s one digit a choice, and tests each of them', (state) => {
    const { choices, proceed } = table[state];
    const keys = choices.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.every((key) => /^\d$/.test(key))).toBe(true);
    expect(new Set(choices.map(({ name }) => name)).size).toBe(keys.length);
    const tested = transitions.filter(([from]) => from === state).map(([, key]) => key);
    const conditionally = state === 'negotiate' ? ['2', '3', '4', '5'] : state === 'wrapup' ? ['5'] : [];
    const expected = [...keys, ...(proceed === null ? [] : ['Space'])];
    expect([...tested, ...conditionally].toSorted()).toEqual(expected.toSorted());
  });

  // "Never" and "no" in the last column of C4; PAID and CANNOT_PAY let Space propose what follows (C2).
  it.each([
    'ring', 'voicemail', 'identity', 'wrong_person', 'duplicate', 'dispute', 'approval', 'refusal', 'anger',
    'distress', 'consequences', 'ended',
  ] as const)('lets nobody pass %s by Space', (state) => {
    expect(() => step(play(ways[state]), event(' '))).toThrow(/proceed does not fit/);
  }); // biome-ignore format: one row of names

  it('offers a step and its deadline only where one is ready', () => {
    expect(choicesOf(play(ways.consequences)).map(({ key }) => key)).toEqual(['1', '2']);
    const one = aSetup({ steps: ['mise en demeure'] });
    expect(choicesOf(play(ways.consequences, one)).map(({ key }) => key)).toEqual(['1', '2', '4']);
    expect(play(ways.consequences, one).heard.announcement).toMatchObject({
      step: 'mise en demeure',
      deadline: day('2026-06-10'),
    });
  });
});
