import { describe, expect, test } from 'vitest';
import type { Attempt, Outcome } from '../../src/domain/attempt.ts';
import { type Day, day, momentOf } from '../../src/domain/day.ts';
import { levelOf } from '../../src/domain/level.ts';
import type { CreditNote } from '../../src/domain/invoice.ts';
import { nextActions } from '../../src/domain/next-action.ts';
import { followUp, type OutcomeDetails } from '../../src/domain/outcome.ts';
import { judgePromise, type PaymentPromise, type PromiseChange } from '../../src/domain/promise.ts';
import { defaultRules } from '../../src/domain/rule-table.ts';
import { lastSettlement } from '../../src/domain/settlement.ts';
import type { Standing } from '../../src/domain/standing.ts';
import {
  aCalendar,
  aDispute,
  aMemo,
  anAttempt,
  aPart,
  aPayment,
  aPromise,
  aStanding,
  euros,
} from '../support/a-standing.ts';

/** Wednesday 3 June 2026, ten in the morning: the day of the contact. */
const wednesday = day('2026-06-03');

/** A contact as it is recorded: with the next action that the rule fixed. */
function contact(outcome: Outcome, details: Partial<OutcomeDetails> = {}, on: Day = wednesday): Attempt {
  const own = { rules: defaultRules, calendar: aCalendar(), earlier: [], invoiceId: 101 };
  const next = followUp(outcome, { today: on, minutes: 600, ...own, ...details });
  const { action, followUpOn, followUpAt, isFruitless } = next;
  const said = { contactId: 11, phone: null, ground: details.ground ?? 'to_check' };
  return anAttempt(on, {
    outcomes: [{ invoiceId: 101, outcome, action, followUpOn, followUpAt, isFruitless, ...said }],
  });
}

function listed(facts: Partial<Standing>, on: string): string[] {
  return nextActions(aStanding(facts), day(on), defaultRules).map(
    ({ action, reason, showsOn, at, tier }) =>
      `${action} ${reason.code} ${showsOn ?? 'never'}${at === null ? '' : ` ${at / 60}h`} t${tier}`,
  );
}

const friday = aPromise('2026-06-03', '2026-06-05');
const plan = (isAccelerated: boolean) =>
  aPromise('2026-06-03', '2026-06-05', {
    kind: 'plan',
    isAccelerated,
    parts: [aPart(101, '2026-06-05', 400), aPart(101, '2026-06-19', 440)],
  });
const change = (kind: PromiseChange['kind'], on: string): PromiseChange => ({
  kind,
  on: day(on),
  reason: 'their word',
  replacedBy: null,
  recordedAt: 0,
});

/** What `dun due` makes of each row, on the day before, the day, and a week later where it matters. */
describe('practice D3, row by row, as the list shows it', () => {
  test.each<[string, Partial<Standing>, string, string]>([
    ['promise', { promises: [friday] }, '2026-06-08', 'check_account promise_open 2026-06-09 t1'],
    ['promise broken', { promises: [friday] }, '2026-06-09', 'call promise_broken 2026-06-09 t1'],
    ['promise broken, then nobody there', { promises: [friday], attempts: [contact('no_answer', {}, day('2026-06-09'))] }, '2026-06-10', 'call promise_broken 2026-06-10 14h t1'],
    ['promise unconfirmed', { promises: [{ ...friday, callId: 7, parts: [aPart(101, '2026-06-12', 840)] }], memos: [aMemo({ callId: 7, sentAt: momentOf(wednesday, 660) })] }, '2026-06-05', 'confirm_promise unconfirmed 2026-06-05 t2'],
    ['plan, first row', { promises: [plan(false)] }, '2026-06-08', 'check_account promise_open 2026-06-09 t1'],
    ['plan, second row once the first is paid', { promises: [plan(false)], payments: [aPayment(101, '2026-06-05', 400)] }, '2026-06-10', 'check_account promise_open 2026-06-23 t1'],
    ['plan, a row missed', { promises: [plan(false)] }, '2026-06-09', 'call plan_row_missed 2026-06-09 t1'],
    ['plan, a row missed, with the clause', { promises: [plan(true)] }, '2026-06-09', 'call plan_due 2026-06-09 t1'],
    ['paid, claimed', { attempts: [contact('paid_claimed', { agreedOn: wednesday })] }, '2026-06-08', 'check_account proof 2026-06-08 t2'],
    ['paid, claimed, should be here already', { attempts: [contact('paid_claimed', { agreedOn: day('2026-05-20') })] }, '2026-06-04', 'check_account proof 2026-06-04 t2'],
    ['duplicate sent', { attempts: [contact('duplicate_sent')] }, '2026-06-10', 'follow_up duplicate 2026-06-10 t2'],
    ['dispute', { disputes: [aDispute({ resolveOn: day('2026-06-17') })], attempts: [contact('dispute', { resolveOn: day('2026-06-17') })] }, '2026-06-10', 'follow_up dispute 2026-06-17 t2'],
    ['approval', { attempts: [contact('approval', { agreedOn: day('2026-06-08'), agreedAt: 660 })] }, '2026-06-04', 'approve approval 2026-06-08 11h t2'],
    ['callback', { attempts: [contact('callback', { agreedOn: day('2026-06-08'), agreedAt: 540 })] }, '2026-06-04', 'call callback 2026-06-08 9h t2'],
    ['voicemail left', { attempts: [contact('voicemail')] }, '2026-06-04', 'call retry 2026-06-05 9.5h t3'],
    ['no answer', { attempts: [contact('no_answer')] }, '2026-06-04', 'call retry 2026-06-04 14h t3'],
    ['busy', { attempts: [contact('busy')] }, '2026-06-04', 'call retry 2026-06-04 14h t3'],
    ['bad number', { attempts: [contact('bad_number')] }, '2026-06-03', 'email bad_number 2026-06-03 t3'],
    ['message with a third party', { attempts: [contact('message_left')] }, '2026-06-04', 'call retry 2026-06-04 t3'],
    ['vague to the end', { attempts: [contact('no_date')] }, '2026-06-04', 'call no_date 2026-06-08 t3'],
    ['refusal without ground', { attempts: [contact('refusal', { ground: 'no' })] }, '2026-06-03', 'announce trigger_refusal 2026-06-03 t1'],
    ['angry, cut off', { attempts: [contact('angry')] }, '2026-06-04', 'call angry 2026-06-05 9.5h t3'],
    ['distress', { attempts: [contact('distress')] }, '2026-06-10', 'call distress 2026-06-17 t2'],
    ['insolvency', { attempts: [contact('insolvency', { agreedOn: day('2026-07-31') })] }, '2026-06-10', 'declare_claim declare_claim 2026-07-31 t0'],
    ['part paid, of a promise', { promises: [friday], payments: [aPayment(101, '2026-06-05', 400)] }, '2026-06-09', 'call promise_partly_kept 2026-06-09 t1'],
    ['part paid, without a promise', { payments: [aPayment(101, '2026-06-06', 400)] }, '2026-06-08', 'call part_paid 2026-06-08 t2'],
  ])('%s', (_, facts, ...[on, expected]) => {
    expect(listed(facts, on)).toEqual([expected]);
  }); // biome-ignore format: one row of D3 a line

  test('balance 0: thank, close', () => {
    const standing = aStanding({ promises: [friday], payments: [aPayment(101, '2026-06-05', 840)] });
    expect(nextActions(standing, day('2026-06-05'), defaultRules)).toEqual([]);
    expect(lastSettlement(standing, day('2026-06-05'))).toMatchObject({
      received: euros(840),
      on: '2026-06-05',
    });
  });

  test('an invoice split by a dispute has two, every other open amount exactly one', () => {
    const disputes = [aDispute({ disputed: euros(300) })];
    expect(listed({ disputes, promises: [{ ...friday, parts: [aPart(101, '2026-06-05', 540)] }] }, '2026-06-04')).toEqual([
      'follow_up dispute 2026-06-15 t2',
      'check_account promise_open 2026-06-09 t1',
    ]); // biome-ignore format: two actions
  });
});

describe('practice D4 with the names of product 4', () => {
  const credit = (on: string): CreditNote => ({
    id: 1,
    clientId: 1,
    invoiceId: 101,
    number: 'A-1',
    reason: 'credit',
    issuedOn: day(on),
    amount: euros(840),
    recordedAt: 0,
  });
  const second = aPromise('2026-06-04', '2026-06-11', { id: 202 });
  const third = aPromise('2026-06-09', '2026-06-18', { id: 203 });
  const at = (facts: Partial<Standing>, on: string, promise = friday) =>
    judgePromise(promise, aStanding({ promises: [promise], ...facts }), day(on)).fate;
  test.each([
    ['pending: until the arrival deadline', at({}, '2026-06-08'), 'open'],
    ['kept: all by the deadline', at({ payments: [aPayment(101, '2026-06-08', 840)] }, '2026-06-09'), 'kept'],
    ['kept late: all after it', at({ payments: [aPayment(101, '2026-06-09', 840)] }, '2026-06-09'), 'kept_late'],
    ['partial: something by then', at({ payments: [aPayment(101, '2026-06-08', 1)] }, '2026-06-09'), 'partly_kept'],
    ['broken: nothing', at({}, '2026-06-09'), 'broken'],
    ['moved before the promised day', at({ promises: [friday, second] }, '2026-06-30'), 'moved'],
    ['moved on the promised day: too late', at({ promises: [friday, { ...second, madeOn: day('2026-06-05') }] }, '2026-06-30'), 'broken'],
    ['a second move: broken', at({ promises: [friday, second, third] }, '2026-06-30', second), 'broken'],
    ['withdrawn, with its reason', at({}, '2026-06-30', { ...friday, changes: [change('withdrawn', '2026-06-04')] }), 'withdrawn'],
    ['cancelled: the invoice was credited', at({ creditNotes: [credit('2026-06-04')] }, '2026-06-30'), 'withdrawn'],
    ['cancelled: insolvency before the deadline', at({ attempts: [anAttempt('2026-06-08', { cause: 'insolvency' })] }, '2026-06-30'), 'withdrawn'],
    ['insolvency after the deadline: broken before', at({ attempts: [anAttempt('2026-06-09', { cause: 'insolvency' })] }, '2026-06-30'), 'broken'],
    ['insolvency, and all was there', at({ payments: [aPayment(101, '2026-06-05', 840)], attempts: [anAttempt('2026-06-08', { cause: 'insolvency' })] }, '2026-06-30'), 'kept'],
    ['conditional: an intent', at({}, '2026-06-30', { ...friday, condition: 'when our client pays' }), 'intent'],
    ['reversed payment: open again', at({ payments: [{ ...aPayment(101, '2026-06-05', 840), reversedOn: day('2026-06-08') }] }, '2026-06-08'), 'open'],
    ['reversed payment: broken in the end', at({ payments: [{ ...aPayment(101, '2026-06-05', 840), reversedOn: day('2026-06-08') }] }, '2026-06-09'), 'broken'],
    ['a broken plan row is a broken promise', at({}, '2026-06-09', plan(false)), 'broken'],
    ['plan, first row kept', at({ payments: [aPayment(101, '2026-06-08', 400)] }, '2026-06-18', plan(false)), 'open'],
    ['plan, one row late, all paid', at({ payments: [aPayment(101, '2026-06-10', 840)] }, '2026-06-18', plan(false)), 'kept_late'],
  ])('%s', (_, found, expected) => {
    expect(found).toBe(expected);
  }); // biome-ignore format: one state a line

  test('an intent is looked at within ten days and holds nothing', () => {
    const intent = { ...friday, condition: 'when our client pays' };
    expect(listed({ promises: [intent], attempts: [contact('intent')] }, '2026-06-04')).toEqual([
      'call intent 2026-06-12 t2',
    ]);
  });
});

/** The three examples of a promise that is made again, and what level the new one has. */
describe('the level of the next promise', () => {
  const next = (madeOn: string, amount = 840) =>
    aPromise(madeOn, '2026-06-25', { id: 203, parts: [aPart(101, '2026-06-25', amount)] });
  const level = (promises: readonly PaymentPromise[], payments: Standing['payments'] = []) => {
    const last = promises.at(-1) ?? friday;
    return levelOf(last, aStanding({ promises, payments }), day('2026-06-30'));
  };
  const part = { ...friday, parts: [aPart(101, '2026-06-05', 400)] };
  test.each([
    ['1, open, then a new one: level 2', level([friday, next('2026-06-04')]), 2],
    ['1, kept in part, then a new one: level 2', level([friday, next('2026-06-10')], [aPayment(101, '2026-06-08', 400)]), 2],
    ['1, broken, then a new one: level 2', level([friday, next('2026-06-10')]), 2],
    ['2, withdrawn, then a new one: level 2', level([{ ...friday, changes: [change('withdrawn', '2026-06-04')] }, next('2026-06-10')]), 2],
    ['3, of a part and kept as agreed, then a new one for the rest: level 1', level([part, next('2026-06-10', 440)], [aPayment(101, '2026-06-08', 400)]), 1],
    ['kept neither raises nor erases', level([aPromise('2026-06-01', '2026-06-02', { id: 190, parts: [aPart(101, '2026-06-02', 100)] }), { ...part, id: 195, madeOn: day('2026-06-06'), parts: [aPart(101, '2026-06-08', 400)] }, next('2026-06-12', 440)], [aPayment(101, '2026-06-09', 500)]), 2],
  ])('%s', (_, found, expected) => {
    expect(found).toBe(expected);
  }); // biome-ignore format: one example a line
});
