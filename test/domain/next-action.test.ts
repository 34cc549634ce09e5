import { describe, expect, test } from 'vitest';
import type { AttemptOutcome, Outcome } from '../../src/domain/attempt.ts';
import { addDays, day } from '../../src/domain/day.ts';
import { nextActions } from '../../src/domain/next-action.ts';
import { defaultRules } from '../../src/domain/rule-table.ts';
import type { Standing } from '../../src/domain/standing.ts';
import {
  aClient,
  aContact,
  aDispute,
  aMemo,
  anAttempt,
  anInvoice,
  anOutcome,
  aPart,
  aPayment,
  aPromise,
  aStanding,
  euros,
} from '../support/a-standing.ts';

const friday = aPromise('2026-06-02', '2026-06-05');

function actions(facts: Partial<Standing>, on: string) {
  return nextActions(aStanding(facts), day(on), defaultRules).map(
    ({ action, tier, on: from, showsOn, gate, reason, amount }) => ({
      action,
      tier,
      from,
      showsOn,
      gate,
      why: reason.code,
      minor: amount?.minor,
    }),
  );
}

/** The one action of a client with one invoice, in short. */
function next(facts: Partial<Standing>, on: string): string {
  const [only, ...others] = actions(facts, on);
  expect(others).toEqual([]);
  return `${only?.action} ${only?.why} ${only?.showsOn} t${only?.tier}`;
}

function said(outcome: Outcome, on: string, patch: Partial<AttemptOutcome> = {}) {
  const own = anOutcome({ outcome, followUpOn: addDays(day(on), 2), ...patch });
  return anAttempt(on, { outcomes: [own] });
}

describe('before anything was said', () => {
  // Due Wednesday 20 May 2026; five days later is Whit Monday, so Tuesday 26 May.
  const settled = anInvoice({
    id: 99,
    issuedOn: day('2026-01-01'),
    dueOn: day('2026-01-31'),
    settledBefore: euros(840),
  });
  const invoices = [settled, anInvoice()];
  test.each([
    ['2026-05-14', 'email courtesy 2026-05-21 t4'],
    ['2026-05-20', 'email courtesy 2026-05-21 t4'],
    ['2026-05-21', 'email courtesy 2026-05-21 t4'],
    ['2026-05-25', 'email courtesy 2026-05-21 t4'],
    ['2026-05-26', 'call first_call 2026-05-26 t3'],
    ['2026-06-30', 'call first_call 2026-05-26 t3'],
  ])('on %s: %s', (on, expected) => {
    expect(next({ invoices }, on)).toBe(expected);
  });

  const forAll = { invoiceId: null, followUpOn: day('2026-05-14') };
  test.each([
    ['a call back agreed', said('callback', '2026-05-12', forAll), 'call callback 2026-05-14 t2'],
    ['a voicemail left', said('voicemail', '2026-05-12', forAll), 'email courtesy 2026-05-21 t4'],
    ['agreed before it was issued', said('callback', '2026-03-01', forAll), 'email courtesy 2026-05-21 t4'],
  ])('before the due day, for all: %s', (_, attempt, expected) => {
    expect(next({ invoices, attempts: [attempt] }, '2026-05-14')).toBe(expected);
  });

  test('a week-end is not the day of a first call', () => {
    const invoice = anInvoice({ dueOn: day('2026-06-01') });
    const contacts = [aContact({ email: null })];
    expect(next({ invoices: [settled, invoice], contacts }, '2026-06-06')).toBe(
      'call first_call 2026-06-08 t3',
    );
  });

  test('a client set to good payer gets ten days', () => {
    const client = aClient({ payerType: 'good_payer' });
    expect(next({ client, invoices, contacts: [aContact({ email: null })] }, '2026-05-25')).toBe(
      'call first_call 2026-06-01 t3',
    );
  });

  test.each([
    ['the first invoice, five days before', [anInvoice()], '2026-05-15', 'call preventive 2026-05-15 t4'],
    ['six days before, the same to come', [anInvoice()], '2026-05-14', 'call preventive 2026-05-15 t4'],
    ['the day after the due day', [anInvoice()], '2026-05-21', 'email courtesy 2026-05-21 t4'],
    [
      'a large one',
      [settled, anInvoice({ amount: euros(1000.01) })],
      '2026-05-20',
      'call preventive 2026-05-15 t4',
    ],
    [
      'not large',
      [settled, anInvoice({ amount: euros(1000) })],
      '2026-05-20',
      'email courtesy 2026-05-21 t4',
    ],
  ])('preventive: %s', (_, own, ...[on, expected]) => {
    expect(next({ invoices: own }, on)).toBe(expected);
  });
});

describe('a promise', () => {
  test.each([
    ['2026-06-03', 'check_account promise_open 2026-06-09 t1'],
    ['2026-06-08', 'check_account promise_open 2026-06-09 t1'],
    ['2026-06-09', 'call promise_broken 2026-06-09 t1'],
    ['2026-06-16', 'call promise_broken 2026-06-09 t1'],
  ])('that leaves on Friday 5 June: on %s %s', (on, expected) => {
    expect(next({ promises: [friday] }, on)).toBe(expected);
  });

  test('look at the account from the promised day on', () => {
    expect(actions({ promises: [friday] }, '2026-06-05')[0]).toMatchObject({
      from: '2026-06-05',
      gate: 'promise',
    });
  });

  test('holds whatever else was said of this invoice', () => {
    expect(next({ promises: [friday], attempts: [said('callback', '2026-06-03')] }, '2026-06-05')).toBe(
      'check_account promise_open 2026-06-09 t1',
    );
  });

  test.each([
    ['part of it', [aPayment(101, '2026-06-08', 400)], 'call promise_partly_kept 2026-06-09 t1'],
    ['all but one euro', [aPayment(101, '2026-06-08', 839)], 'email small_rest 2026-06-08 t4'],
    ['all but 1.01', [aPayment(101, '2026-06-08', 838.99)], 'call promise_partly_kept 2026-06-09 t1'],
  ])('%s came', (_, payments, expected) => {
    expect(next({ promises: [friday], payments }, '2026-06-09')).toBe(expected);
  });

  test('of a part, kept: the rest on the recontact day', () => {
    const promises = [
      { ...friday, parts: [{ ...aPart(101, '2026-06-05', 400), recontactOn: day('2026-06-09') }] },
    ];
    const payments = [aPayment(101, '2026-06-05', 400)];
    expect(next({ promises, payments }, '2026-06-08')).toBe('call rest 2026-06-09 t2');
  });

  test('a missed instalment', () => {
    const parts = [aPart(101, '2026-06-05', 400), aPart(101, '2026-06-19', 440)];
    expect(next({ promises: [{ ...friday, kind: 'plan', parts }] }, '2026-06-09')).toBe(
      'call plan_row_missed 2026-06-09 t1',
    );
  });

  test('a missed instalment that makes the balance due: everything in the plan is asked for', () => {
    const parts = [aPart(101, '2026-06-05', 400), aPart(102, '2026-06-19', 440)];
    const promises = [{ ...friday, kind: 'plan' as const, isAccelerated: true, parts }];
    const invoices = [anInvoice({ amount: euros(400) }), anInvoice({ id: 102, amount: euros(440) })];
    const found = nextActions(aStanding({ invoices, promises }), day('2026-06-09'), defaultRules);
    expect(found.map(({ showsOn, reason }) => [showsOn, reason.code, reason.day, reason.amount])).toEqual([
      ['2026-06-09', 'plan_due', '2026-06-05', euros(400)],
      ['2026-06-09', 'plan_due', '2026-06-05', euros(440)],
    ]);
  });

  test('withdrawn: back at once', () => {
    const changes = [
      { kind: 'withdrawn' as const, on: day('2026-06-03'), reason: 'x', replacedBy: null, recordedAt: 0 },
    ];
    expect(next({ promises: [{ ...friday, changes }] }, '2026-06-03')).toBe('call withdrawn 2026-06-03 t2');
  });

  test('broken, then nobody there: the new try keeps the reason and the rank', () => {
    const attempts = [said('no_answer', '2026-06-09', { followUpOn: day('2026-06-10') })];
    expect(next({ promises: [friday], attempts }, '2026-06-09')).toBe('call promise_broken 2026-06-10 t1');
  });

  test('broken, then a callback agreed: what was agreed counts', () => {
    const attempts = [said('callback', '2026-06-09', { followUpOn: day('2026-06-22') })];
    expect(next({ promises: [friday], attempts }, '2026-06-15')).toBe('call callback 2026-06-22 t2');
  });
});

describe('an unconfirmed promise', () => {
  // The memo left on Tuesday 2 June: two working days later is Thursday 4.
  const promises = [{ ...friday, callId: 7, parts: [aPart(101, '2026-06-12', 840)] }];
  const memos = [aMemo({ callId: 7 })];
  const written = anAttempt('2026-06-04', { channel: 'mail' });
  test.each<[string, Partial<Standing>, string, string]>([
    ['the day before', { memos }, '2026-06-03', 'check_account promise_open 2026-06-16 t1'],
    ['after two working days', { memos }, '2026-06-04', 'confirm_promise unconfirmed 2026-06-04 t2'],
    ['on the promised day', { memos }, '2026-06-12', 'confirm_promise unconfirmed 2026-06-04 t2'],
    [
      'written to, two working days before it',
      { memos, attempts: [written] },
      '2026-06-10',
      'check_account promise_open 2026-06-16 t1',
    ],
    [
      'written to, the working day before it',
      { memos, attempts: [written] },
      '2026-06-11',
      'confirm_promise unconfirmed 2026-06-11 t2',
    ],
    [
      'rung that day',
      { memos, attempts: [written, anAttempt('2026-06-11')] },
      '2026-06-12',
      'check_account promise_open 2026-06-16 t1',
    ],
    ['after it', { memos }, '2026-06-13', 'check_account promise_open 2026-06-16 t1'],
    [
      'only a draft',
      { memos: [aMemo({ callId: 7, state: 'draft' })] },
      '2026-06-08',
      'check_account promise_open 2026-06-16 t1',
    ],
    [
      'once written to',
      { memos, attempts: [anAttempt('2026-06-04', { channel: 'mail' })] },
      '2026-06-08',
      'check_account promise_open 2026-06-16 t1',
    ],
  ])('%s', (_, facts, ...[on, expected]) => {
    expect(next({ promises, ...facts }, on)).toBe(expected);
  });

  test('confirmed in writing', () => {
    const changes = [
      { kind: 'confirmed' as const, on: day('2026-06-03'), reason: null, replacedBy: null, recordedAt: 0 },
    ];
    const own = promises.map((promise) => ({ ...promise, changes }));
    expect(next({ promises: own, memos }, '2026-06-08')).toBe('check_account promise_open 2026-06-16 t1');
  });
});

describe('the last word counts', () => {
  test.each<[string, Partial<Standing>, string, string]>([
    [
      'a new try after a voicemail',
      { attempts: [said('voicemail', '2026-06-02')] },
      '2026-06-03',
      'call retry 2026-06-04 t3',
    ],
    [
      'an own try never waits longer than ten days',
      { attempts: [said('no_date', '2026-06-03', { followUpOn: day('2026-06-20') })] },
      '2026-06-05',
      'call no_date 2026-06-12 t3',
    ],
    [
      'ten days without contact',
      { attempts: [said('no_date', '2026-06-03', { followUpOn: day('2026-06-10') })] },
      '2026-06-13',
      'call gap 2026-06-10 t3',
    ],
    [
      'an agreed day may be later',
      { attempts: [said('callback', '2026-06-03', { followUpOn: day('2026-06-20') })] },
      '2026-06-05',
      'call callback 2026-06-20 t2',
    ],
    [
      'a contact without an outcome',
      { attempts: [anAttempt('2026-06-03')] },
      '2026-06-05',
      'call gap 2026-06-12 t3',
    ],
    [
      'the newer of two',
      { attempts: [said('callback', '2026-06-03'), said('duplicate_sent', '2026-06-04')] },
      '2026-06-05',
      'call duplicate 2026-06-06 t2',
    ],
    [
      'money said to be on its way',
      { attempts: [said('paid_claimed', '2026-06-03', { action: 'check_account' })] },
      '2026-06-05',
      'check_account proof 2026-06-05 t2',
    ],
    [
      'a part paid after that',
      { attempts: [said('no_date', '2026-06-03')], payments: [aPayment(101, '2026-06-04', 100)] },
      '2026-06-05',
      'call part_paid 2026-06-04 t2',
    ],
    [
      'a part paid before the due day',
      { payments: [aPayment(101, '2026-05-04', 100)] },
      '2026-06-05',
      'call first_call 2026-05-26 t3',
    ],
    [
      'a refusal',
      { attempts: [said('refusal', '2026-06-03', { action: 'announce', followUpOn: day('2026-06-03') })] },
      '2026-06-03',
      'announce trigger_refusal 2026-06-03 t1',
    ],
    [
      'a step announced',
      { attempts: [said('refusal', '2026-06-03', { action: 'execute_step', ground: 'yes' })] },
      '2026-06-05',
      'execute_step step_announced 2026-06-05 t0',
    ],
    [
      'insolvency',
      { attempts: [said('insolvency', '2026-06-03', { followUpOn: day('2026-07-30') })] },
      '2026-06-05',
      'declare_claim declare_claim 2026-07-30 t0',
    ],
    [
      'insolvency by the user’s word',
      { client: aClient({ payerType: 'insolvent' }) },
      '2026-06-05',
      'declare_claim declare_claim null t0',
    ],
  ])('%s', (_, facts, ...[on, expected]) => {
    expect(next(facts, on)).toBe(expected);
  });

  test('distress pauses every invoice of the client', () => {
    const invoices = [anInvoice(), anInvoice({ id: 102 })];
    const attempts = [said('distress', '2026-06-03', { invoiceId: 101, followUpOn: day('2026-06-17') })];
    expect(actions({ invoices, attempts }, '2026-06-05').map(({ showsOn, gate }) => [showsOn, gate])).toEqual(
      [
        ['2026-06-17', 'pause'],
        ['2026-06-17', 'pause'],
      ],
    );
  });

  test('a word about all invoices is no word about one that was not due yet', () => {
    const later = anInvoice({ id: 102, issuedOn: day('2026-05-20'), dueOn: day('2026-06-20') });
    const [, second] = actions(
      { invoices: [anInvoice(), later], attempts: [said('no_date', '2026-06-03')] },
      '2026-06-10',
    );
    expect(second).toMatchObject({ why: 'courtesy', showsOn: '2026-06-22' });
  });
});

describe('a dispute', () => {
  const part = aDispute({ disputed: euros(300) });
  test('splits the invoice: two actions, and only the disputed part is frozen', () => {
    expect(actions({ disputes: [part] }, '2026-06-10')).toMatchObject([
      { action: 'follow_up', gate: 'dispute', showsOn: '2026-06-15', minor: 30_000 },
      { action: 'call', why: 'first_call', minor: 54_000 },
    ]);
  });

  test.each([
    ['all of it', { disputes: [aDispute()] }, 'follow_up dispute 2026-06-15 t2'],
    [
      'more than is open',
      { disputes: [aDispute({ disputed: euros(900) })] },
      'follow_up dispute 2026-06-15 t2',
    ],
    [
      'beats a broken promise',
      { disputes: [aDispute()], promises: [friday] },
      'follow_up dispute 2026-06-15 t2',
    ],
    [
      'settled',
      { disputes: [aDispute({ closedOn: day('2026-06-09'), resolution: 'redone' })] },
      'call dispute_settled 2026-06-09 t2',
    ],
    [
      'settled, with a day of payment',
      { disputes: [aDispute({ closedOn: day('2026-06-09'), payOn: day('2026-06-16') })] },
      'call dispute_settled 2026-06-16 t2',
    ],
  ])('%s', (_, facts, expected) => {
    expect(next(facts, '2026-06-10')).toBe(expected);
  });
});

describe('litigation', () => {
  const chases = ['2026-05-26', '2026-06-02', '2026-06-09'].map((on) =>
    said('no_date', on, { isFruitless: true, ground: 'no', followUpOn: addDays(day(on), 7) }),
  );
  test('three chases without result: announce, the same day', () => {
    expect(next({ attempts: chases }, '2026-06-09')).toBe('announce trigger_fruitless 2026-06-09 t1');
  });

  test('the notice was sent: wait for its deadline, then the step', () => {
    const memos = [
      aMemo({
        kind: 'final_notice',
        createdAt: chases[2]?.startedAt ?? 0,
        sentAt: chases[2]?.startedAt ?? 0,
      }),
    ];
    expect(next({ attempts: chases, memos }, '2026-06-10')).toBe('execute_step notice_over 2026-06-18 t0');
  });

  test('a promise given after that holds', () => {
    expect(next({ attempts: chases, promises: [aPromise('2026-06-10', '2026-06-12')] }, '2026-06-11')).toBe(
      'check_account promise_open 2026-06-16 t1',
    );
  });
});

test('nothing open, nothing to do; an own commitment stays until it is done', () => {
  const commitment = {
    id: 1,
    clientId: 1,
    callId: null,
    text: 'resend',
    dueOn: day('2026-06-08'),
    dueAt: 600,
    doneOn: null,
    recordedAt: 0,
  };
  const payments = [aPayment(101, '2026-06-01', 840)];
  expect(actions({ payments }, '2026-06-09')).toEqual([]);
  expect(next({ payments, commitments: [commitment] }, '2026-06-09')).toBe(
    'own_commitment own_commitment 2026-06-08 t0',
  );
  expect(
    actions({ payments, commitments: [{ ...commitment, doneOn: day('2026-06-09') }] }, '2026-06-09'),
  ).toEqual([]);
});
