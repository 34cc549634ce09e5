import { describe, expect, it } from 'vitest';
import type { Attempt, Outcome } from '../../src/domain/attempt.ts';
import { outcomesByWeight, resultOf } from '../../src/domain/call/result.ts';
import type { CallSetup } from '../../src/domain/call/state.ts';
import { choicesOf } from '../../src/domain/call/table.ts';
import { EUR, money } from '../../src/domain/money.ts';
import { aSetup } from '../support/a-call.ts';
import { anAttempt, anOutcome } from '../support/a-standing.ts';
import { play } from '../support/call-events.ts';
import { ways } from '../support/call-states.ts';

const promise = (amount: number, on = '2026-06-05') => ['p', `amount=${amount}`, `day=${on}`];
const facts = (resolveOn: string) => [
  'dispute_type=technical', 'remedy=', 'dispute_owner=me', `resolve_day=${resolveOn}`, 'settle_day=',
]; // biome-ignore format: one form
const approver = (on: string) => [
  'approver=Ana',
  'approver_contact=',
  'stage=received',
  'waits_for=',
  `approver_day=${on}`,
];
const withSteps = aSetup({ steps: ['mise en demeure'] });

/** `check_account 2026-06-09 14:00 fruitless ground no` for each outcome of the call. */
function planned(
  texts: readonly string[],
  setup: CallSetup = aSetup(),
  attempts: readonly Attempt[] = [],
): string[] {
  const { outcomes } = resultOf(play(texts, setup), { attempts, livePromises: [] });
  return outcomes.map(({ outcome, action, followUpOn, followUpAt, isFruitless, ground }) =>
    [
      `${outcome}: ${action} ${followUpOn}`,
      ...(followUpAt === null ? [] : [`at ${followUpAt / 60}`]),
      ...(isFruitless ? ['fruitless'] : []),
      ...(ground === 'to_check' ? [] : [`ground ${ground}`]),
    ].join(' '),
  );
}

// Tuesday 2 June 2026, 10:15.
describe('the next action of each outcome (practice D3)', () => {
  it.each<[string, readonly string[], string[]]>([
    ['nobody answers', [' ', 'no_answer', ' '], ['no_answer: call 2026-06-03 at 14']],
    ['busy', [' ', 'busy', ' '], ['busy: call 2026-06-03 at 14']],
    ['no such number', [' ', 'bad_number', ' '], ['bad_number: email 2026-06-02']],
    ['a message on the machine', [...ways.voicemail, 'left'], ['voicemail: call 2026-06-04 at 14 fruitless']],
    ['no message', [...ways.voicemail, 'not_left'], ['no_answer: call 2026-06-03 at 14']],
    ['a message with the desk', [...ways.gatekeeper, 'takes_message'], ['message_left: call 2026-06-03']],
    ['an hour agreed with the desk', [...ways.gatekeeper, 'away', 'callback_day=2026-06-04', 'callback_time=870'], ['callback: call 2026-06-04 at 14.5']],
    ['an hour agreed', ways.callback, ['callback: call 2026-06-04 at 14']],

    ['a promise', [...ways.ask, ...promise(84_000)], ['promise: check_account 2026-06-09']],
    ['a promise that arrives', [...ways.ask, ...promise(84_000, '2026-06-08'), 'means'], ['promise: check_account 2026-06-09']],
    ['a plan: its first row', ways.plan, ['plan: check_account 2026-06-09']],
    ['two parts: the earlier one', [...ways.ask, ...promise(42_000, '2026-06-10'), ...promise(42_000, '2026-06-04')], ['plan: check_account 2026-06-09']],
    ['a condition', [...ways.ask, ...promise(84_000), 'condition', 'condition=si'], ['intent: call 2026-06-12 fruitless']],

    ['paid, and not here yet', [...ways.paid, 'details', 'claim_day=2026-06-02'], ['paid_claimed: check_account 2026-06-05']],
    ['paid, and long since', [...ways.paid, 'details', 'claim_day=2026-05-20'], ['paid_claimed: check_account 2026-06-03']],
    ['a copy sent', [...ways.duplicate, 'will_look'], ['duplicate_sent: follow_up 2026-06-09']],
    ['a copy, a day named', [...ways.duplicate, 'followup', 'followup_day=2026-06-05'], ['duplicate_sent: follow_up 2026-06-05']],
    ['a copy, a day beyond a week', [...ways.duplicate, 'followup', 'followup_day=2026-06-25'], ['duplicate_sent: follow_up 2026-06-09']],

    ['a dispute', [...ways.dispute, 'all_disputed', ...facts('2026-06-11')], ['dispute: follow_up 2026-06-11']],
    ['a dispute without a day: by its type', ways.dispute, ['dispute: follow_up 2026-06-09']],
    ['a dispute with a ground', [...ways.dispute, 'h:cut', 'ground', 'ground=yes'], ['dispute: follow_up 2026-06-09 ground yes']],
    ['a dispute without one', [...ways.dispute, 'h:cut', 'ground', 'ground=no'], ['dispute: follow_up 2026-06-09 fruitless ground no']],
    ['a part disputed, the rest promised', [...ways.dispute, 'part_agreed', 'disputed_amount=30000', ...facts('2026-06-11'), ...promise(54_000)], ['promise: check_account 2026-06-09', 'dispute: follow_up 2026-06-11']],

    ['an approver, today', [...ways.approval, 'approver_known', ...approver('2026-06-02')], ['approval: approve 2026-06-02']],
    ['an approver, on their day', [...ways.approval, 'approver_known', ...approver('2026-06-05')], ['approval: approve 2026-06-05']],
    ['an approver, too far off', [...ways.approval, 'approver_known', ...approver('2026-06-30')], ['approval: approve 2026-06-12']],

    ['a refusal', [...ways.consequences, 'no'], ['refusal: announce 2026-06-02 fruitless ground no']],
    ['no day', [...ways.evasive, 'j:consequences', 'no'], ['no_date: call 2026-06-05 fruitless']],
    ['no day, and no ground for it', [...ways.evasive, 'j:consequences', 'no', 'h:normal', 'h:normal', 'ground', 'ground=no'], ['no_date: call 2026-06-05 fruitless ground no']],
    ['nothing said of it', [...ways.ask, 'h:normal', 'h:normal'], ['no_date: call 2026-06-05 fruitless']],

    ['they cut', [...ways.ask, 'h:cut'], ['angry: call 2026-06-04 at 14 fruitless']],
    ['they cut after a reason', [...ways.listen, 'cannot_pay', 'h:cut'], ['angry: call 2026-06-04 at 14']],
    ['insults, ended by me', [...ways.anger, 'insults', 'insults'], ['angry: call 2026-06-04 at 14 fruitless']],
    ['anger of somebody else', [' ', 'person', 'a', 'they_cut'], ['angry: call 2026-06-04 at 14 fruitless']],
    ['anger, and an hour agreed', [...ways.anger, 'later', 'callback_day=2026-06-04', 'callback_time=840'], ['callback: call 2026-06-04 at 14']],

    ['a pause', [...ways.distress, 'pause', 'pause_day=2026-06-16', 'callback_time=600'], ['distress: call 2026-06-16 at 10']],
    ['a longer pause', [...ways.distress, 'pause', 'pause_day=2026-07-01', 'callback_time=600'], ['distress: call 2026-07-01 at 10']],
    ['a shorter pause than is due to them', [...ways.distress, 'pause', 'pause_day=2026-06-04', 'leave'], ['distress: call 2026-06-16']],
    ['a court procedure', [...ways.insolvency, ' '], ['insolvency: declare_claim 2026-06-02']],
  ])('%s', (_, texts, expected) => {
    expect(planned(texts)).toEqual(expected);
  }); // biome-ignore format: one case a line

  it.each<[string, readonly string[], boolean]>([
    ['no day was named', [...ways.ask, 'h:normal', 'h:normal'], true],
    ['a day was named', [...ways.ask, ...promise(84_000), 'h:normal'], false],
    ['a dispute has its day', [...ways.dispute, 'all_disputed', ...facts('2026-06-11'), 'h:normal'], true],
    ['nobody answered', [' ', 'no_answer', ' '], false],
  ])('asks for the ground after the call: %s', (_, texts, isAsked) => {
    const call = play(texts);
    expect(call.state).toBe('wrapup');
    expect(choicesOf(call).some(({ name }) => name === 'ground')).toBe(isAsked);
  }); // biome-ignore format: one case a line

  it('launches a step that was named and refused the same day', () => {
    expect(planned([...ways.consequences, 'no'], withSteps)).toEqual([
      'refusal: execute_step 2026-06-02 fruitless ground no',
    ]);
    expect(planned([...ways.evasive, 'j:consequences', 'no'], withSteps)).toEqual([
      'no_date: execute_step 2026-06-02 fruitless',
    ]);
  });

  it('launches nothing once they turned, or when the call broke off before an answer', () => {
    expect(planned([...ways.consequences, 'turns', ...promise(84_000)], withSteps)).toEqual([
      'promise: check_account 2026-06-09',
    ]);
    expect(planned([...ways.consequences, 'h:cut'], withSteps)).toEqual([
      'refusal: announce 2026-06-02 fruitless ground no',
    ]);
  });

  it('takes another day for the next action where the caller wants one, never for a promise', () => {
    const other = ['h:cut', 'next_day', 'next_day=2026-06-10'];
    expect(planned([...ways.duplicate, ...other])).toEqual(['duplicate_sent: follow_up 2026-06-10']);
    expect(planned([...ways.promise, ...other])).toEqual(['promise: check_account 2026-06-09']);
  });

  const before = (outcome: Outcome) => [
    anAttempt('2026-05-26', { outcomes: [anOutcome({ outcome, invoiceId: 11 })] }),
  ];
  it.each<[string, readonly string[], Outcome, string]>([
    ['a second copy', [...ways.duplicate, 'will_look'], 'duplicate_sent', 'duplicate_sent: follow_up 2026-06-09 fruitless'],
    ['a second approver', [...ways.approval, 'approver_known', ...approver('2026-06-02')], 'approval', 'approval: approve 2026-06-02 fruitless'],
    ['a second call back with nothing else', ways.callback, 'callback', 'callback: call 2026-06-04 at 14 fruitless'],
    ['a second call back with a reason', [...ways.listen, 'forgot', 'c', 'callback_day=2026-06-04', 'callback_time=840'], 'callback', 'callback: call 2026-06-04 at 14'],
  ])('%s is told from the first', (...row) => {
    const [, texts, earlier, expected] = row;
    expect(planned(texts, aSetup(), before(earlier))).toEqual([expected]);
  }); // biome-ignore format: one case a line

  it('goes on with a mail after three tries in a row', () => {
    const tries = ['2026-05-28', '2026-05-29'].map((on) =>
      anAttempt(on, { reach: 'no_answer', outcomes: [anOutcome({ outcome: 'no_answer' })] }),
    );
    expect(planned([' ', 'no_answer', ' '], aSetup(), tries)).toEqual(['no_answer: email 2026-06-03 at 14']);
  });
});

describe('several invoices', () => {
  const [first] = aSetup().invoices;
  const two = aSetup({ invoices: first ? [first, { ...first, id: 12, balance: money(30_000, EUR) }] : [] });

  it.each<[string, readonly string[], string[], Outcome]>([
    ['one promised, one disputed', ['f:11', ...promise(84_000), 'f:12', 'd', 'dispute_words=x'], ['promise: check_account 2026-06-09', 'dispute: follow_up 2026-06-09'], 'dispute'],
    ['one promised, nothing of the other', ['f:11', ...promise(84_000)], ['promise: check_account 2026-06-09', 'no_date: call 2026-06-05 fruitless'], 'no_date'],
    ['one paid, a copy of the other', ['f:11', 'j:paid', 'details', 'claim_day=2026-06-02', 'leave', 'f:12', 'j:duplicate', 'address=a@b.example'], ['paid_claimed: check_account 2026-06-05', 'duplicate_sent: follow_up 2026-06-09'], 'duplicate_sent'],
    ['one in a procedure, one promised', ['f:12', 'j:insolvency', ' ', 'f:11', ...promise(84_000)], ['promise: check_account 2026-06-09', 'insolvency: declare_claim 2026-06-02'], 'insolvency'],
    ['a dispute of less than the oldest', ['d', 'dispute_words=x', 'part_agreed', 'disputed_amount=30000', ...facts('2026-06-11'), ...promise(84_000)], ['promise: check_account 2026-06-09', 'dispute: follow_up 2026-06-11', 'promise: check_account 2026-06-09'], 'dispute'],
  ])('%s', (...row) => {
    const [, texts, expected, lead] = row;
    expect(planned([...ways.ask, ...texts], two)).toEqual(expected);
    const { outcomes } = resultOf(play([...ways.ask, ...texts], two), { attempts: [], livePromises: [] });
    expect(outcomesByWeight(outcomes)[0]).toBe(lead);
  }); // biome-ignore format: one case a line
});
