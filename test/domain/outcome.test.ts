import { describe, expect, it } from 'vitest';
import type { Attempt, AttemptOutcome, Outcome } from '../../src/domain/attempt.ts';
import type { Calendar } from '../../src/domain/calendar.ts';
import { day } from '../../src/domain/day.ts';
import { followUp, memoFor, type OutcomeDetails } from '../../src/domain/outcome.ts';
import { defaultRules } from '../../src/domain/rule-table.ts';

const france: Calendar = {
  place: 'FR',
  holidays: new Set(['2026-05-01', '2026-05-08', '2026-05-14', '2026-05-25', '2026-07-14'].map(day)),
  bankHolidays: new Set(['2026-05-01'].map(day)),
};

const at = (hours: number, minutes = 0): number => hours * 60 + minutes;

/** Wednesday 3 June 2026, ten in the morning, nothing before. */
const base: OutcomeDetails = {
  today: day('2026-06-03'),
  minutes: at(10),
  rules: defaultRules,
  calendar: france,
  earlier: [],
  invoiceId: 1,
};

const announced = { deadline: day('2026-06-11') };

function left(outcome: Outcome, more: Partial<AttemptOutcome> = {}): AttemptOutcome {
  const on = day('2026-06-05');
  const rest = { contactId: null, phone: null, ground: 'to_check', isFruitless: false } as const;
  return { invoiceId: 1, outcome, action: 'call', followUpOn: on, followUpAt: null, ...rest, ...more };
}

function tried(on: string, ...outcomes: AttemptOutcome[]): Attempt {
  const empty = { contactId: null, endedAt: null, reach: null, cause: null, note: null, isHardship: false };
  return {
    id: 1,
    clientId: 1,
    channel: 'call',
    on: day(on),
    startedAt: 0,
    ...empty,
    outcomes,
    recordedAt: 0,
  };
}

describe('next action by outcome (practice D3)', () => {
  const rows: [
    string,
    Outcome,
    Partial<OutcomeDetails>,
    [string, string, number | null, string | null, boolean],
  ][] = [
    [
      'promise',
      'promise',
      { promisedRecontactOn: day('2026-06-09') },
      ['check_account', '2026-06-09', null, 'promise_confirmation', false],
    ],
    [
      'plan: its first row',
      'plan',
      { promisedRecontactOn: day('2026-06-15') },
      ['check_account', '2026-06-15', null, 'instalment_plan', false],
    ],
    ['a condition: within ten days', 'intent', {}, ['call', '2026-06-12', null, 'no_agreement', true]],
    [
      'paid, claimed today',
      'paid_claimed',
      {},
      ['check_account', '2026-06-08', null, 'payment_proof_request', false],
    ],
    [
      'paid on a stated day',
      'paid_claimed',
      { agreedOn: day('2026-06-02') },
      ['check_account', '2026-06-05', null, 'payment_proof_request', false],
    ],
    [
      'paid, due in today',
      'paid_claimed',
      { agreedOn: day('2026-05-31') },
      ['check_account', '2026-06-03', null, 'payment_proof_request', false],
    ],
    [
      'paid, should be here',
      'paid_claimed',
      { agreedOn: day('2026-05-26') },
      ['check_account', '2026-06-04', null, 'payment_proof_request', false],
    ],
    ['duplicate', 'duplicate_sent', {}, ['follow_up', '2026-06-10', null, 'duplicate_sent', false]],
    [
      'duplicate, day named',
      'duplicate_sent',
      { agreedOn: day('2026-06-05') },
      ['follow_up', '2026-06-05', null, 'duplicate_sent', false],
    ],
    [
      'duplicate, day beyond a week',
      'duplicate_sent',
      { agreedOn: day('2026-06-20') },
      ['follow_up', '2026-06-10', null, 'duplicate_sent', false],
    ],
    [
      'dispute',
      'dispute',
      { resolveOn: day('2026-06-17') },
      ['follow_up', '2026-06-17', null, 'dispute_acknowledged', false],
    ],
    [
      'dispute until a Sunday',
      'dispute',
      { resolveOn: day('2026-06-14') },
      ['follow_up', '2026-06-15', null, 'dispute_acknowledged', false],
    ],
    [
      'dispute without ground',
      'dispute',
      { resolveOn: day('2026-06-17'), ground: 'no' },
      ['follow_up', '2026-06-17', null, 'dispute_acknowledged', true],
    ],
    [
      'dispute to check',
      'dispute',
      { resolveOn: day('2026-06-17'), ground: 'to_check' },
      ['follow_up', '2026-06-17', null, 'dispute_acknowledged', false],
    ],
    ['approval, time left today', 'approval', {}, ['approve', '2026-06-03', null, 'approval_request', false]],
    [
      'approval, too late today',
      'approval',
      { minutes: at(16) },
      ['approve', '2026-06-04', null, 'approval_request', false],
    ],
    [
      'approval, their day',
      'approval',
      { agreedOn: day('2026-06-08'), agreedAt: at(11) },
      ['approve', '2026-06-08', at(11), 'approval_request', false],
    ],
    [
      'approval, day too far',
      'approval',
      { agreedOn: day('2026-07-08') },
      ['approve', '2026-06-12', null, 'approval_request', false],
    ],
    [
      'callback',
      'callback',
      { agreedOn: day('2026-06-08'), agreedAt: at(8, 45) },
      ['call', '2026-06-08', at(8, 45), 'callback_agreed', false],
    ],
    ['callback without a day', 'callback', {}, ['call', '2026-06-04', null, 'callback_agreed', false]],
    [
      'voicemail in the morning',
      'voicemail',
      {},
      ['call', '2026-06-05', at(9, 30), 'voicemail_followup', true],
    ],
    [
      'voicemail on a Tuesday',
      'voicemail',
      { today: day('2026-06-02') },
      ['call', '2026-06-04', at(14), 'voicemail_followup', true],
    ],
    ['no answer in the morning', 'no_answer', {}, ['call', '2026-06-04', at(14), null, false]],
    [
      'no answer in the afternoon',
      'no_answer',
      { minutes: at(15) },
      ['call', '2026-06-04', at(9, 30), null, false],
    ],
    [
      'busy on a Friday afternoon',
      'busy',
      { today: day('2026-06-05'), minutes: at(15) },
      ['call', '2026-06-08', at(14), null, false],
    ],
    ['bad number', 'bad_number', {}, ['email', '2026-06-03', null, null, false]],
    ['message with a third party', 'message_left', {}, ['call', '2026-06-04', null, null, false]],
    ['vague to the end', 'no_date', {}, ['call', '2026-06-08', null, 'no_agreement', true]],
    ['refusal', 'refusal', {}, ['announce', '2026-06-03', null, 'no_agreement', true]],
    [
      'refusal, a step announced',
      'refusal',
      { announced },
      ['execute_step', '2026-06-03', null, 'final_notice', true],
    ],
    [
      'vague, a step announced',
      'no_date',
      { announced },
      ['execute_step', '2026-06-03', null, 'final_notice', true],
    ],
    [
      'announced, then a date',
      'promise',
      { announced, promisedRecontactOn: day('2026-06-09') },
      ['check_account', '2026-06-09', null, 'promise_confirmation', false],
    ],
    ['angry', 'angry', {}, ['call', '2026-06-05', at(9, 30), null, true]],
    ['angry, a point raised', 'angry', { hasContent: true }, ['call', '2026-06-05', at(9, 30), null, false]],
    ['distress', 'distress', {}, ['call', '2026-06-17', null, 'callback_agreed', false]],
    [
      'distress, a later day named',
      'distress',
      { agreedOn: day('2026-06-28') },
      ['call', '2026-06-29', null, 'callback_agreed', false],
    ],
    ['insolvency', 'insolvency', {}, ['declare_claim', '2026-06-03', null, null, false]],
    [
      'insolvency, legal date',
      'insolvency',
      { agreedOn: day('2026-08-02') },
      ['declare_claim', '2026-07-31', null, null, false],
    ],
  ];

  it.each(rows)('%s', (...[, outcome, details, expected]) => {
    const next = followUp(outcome, { ...base, ...details });
    expect([next.action, next.followUpOn, next.followUpAt, next.memo, next.isFruitless]).toEqual(expected);
  });

  it('rolls the limit of a duplicate back before a holiday (practice D2)', () => {
    const next = followUp('duplicate_sent', { ...base, today: day('2026-05-07') });
    expect(next.followUpOn).toBe('2026-05-13');
  });
});

describe('what came before', () => {
  const silent = [tried('2026-06-01', left('no_answer')), tried('2026-06-02', left('busy'))];

  it.each([
    ['first try', [], 'call'],
    ['second in a row', silent.slice(1), 'call'],
    ['third in a row: a mail asks for a slot', silent, 'email'],
    ['third, but somebody was reached between', [...silent, tried('2026-06-02', left('no_date'))], 'call'],
  ])('no answer, %s', (_, earlier, action) => {
    expect(followUp('no_answer', { ...base, earlier }).action).toBe(action);
  });

  it.each([
    [
      'second duplicate of one invoice',
      'duplicate_sent',
      [tried('2026-05-20', left('duplicate_sent'))],
      true,
    ],
    [
      'of another invoice',
      'duplicate_sent',
      [tried('2026-05-20', left('duplicate_sent', { invoiceId: 2 }))],
      false,
    ],
    [
      'of all invoices',
      'duplicate_sent',
      [tried('2026-05-20', left('duplicate_sent', { invoiceId: null }))],
      true,
    ],
    ['second approval', 'approval', [tried('2026-05-20', left('approval'))], true],
    ['second callback in a row', 'callback', [tried('2026-06-01', left('callback'))], true],
    [
      'callback after a promise',
      'callback',
      [tried('2026-06-01', left('callback')), tried('2026-06-02', left('promise'))],
      false,
    ],
    [
      'callback after one with content',
      'callback',
      [tried('2026-06-01', left('callback'), left('promise'))],
      false,
    ],
    [
      'second voicemail of a day',
      'voicemail',
      [tried('2026-06-03', left('voicemail', { isFruitless: true }))],
      false,
    ],
    [
      'voicemail of the day before',
      'voicemail',
      [tried('2026-06-02', left('voicemail', { isFruitless: true }))],
      true,
    ],
  ] as const)('%s', (...[, outcome, earlier, isFruitless]) => {
    expect(followUp(outcome, { ...base, earlier }).isFruitless).toBe(isFruitless);
  });

  it.each([
    ['nothing but a day again', undefined, true],
    ['and something was agreed in it', true, false],
  ])('a second callback in a row, %s', (_, hasContent, isFruitless) => {
    const earlier = [tried('2026-06-01', left('callback'))];
    expect(followUp('callback', { ...base, earlier, hasContent }).isFruitless).toBe(isFruitless);
  });

  it('finds an earlier duplicate beside what else that contact brought', () => {
    const earlier = [tried('2026-05-20', left('duplicate_sent'), left('callback', { invoiceId: 2 }))];
    expect(followUp('duplicate_sent', { ...base, earlier }).isFruitless).toBe(true);
  });

  it.each([
    ['a minute before noon', at(11, 59), at(14)],
    ['at noon', at(12), at(9, 30)],
  ])('tries again in the other half-day: %s', (_, minutes, followUpAt) => {
    expect(followUp('no_answer', { ...base, minutes }).followUpAt).toBe(followUpAt);
  });

  it('knows the memo without the details', () => {
    expect(memoFor('refusal')).toBe('no_agreement');
    expect(memoFor('refusal', true)).toBe('final_notice');
    expect(memoFor('callback', true)).toBe('callback_agreed');
    expect(memoFor('busy')).toBeNull();
  });
});
