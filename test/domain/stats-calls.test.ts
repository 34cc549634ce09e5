import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Attempt, Reach } from '../../src/domain/attempt.ts';
import type { Review, ReviewScore } from '../../src/domain/call-record.ts';
import { addDays, day, momentOf } from '../../src/domain/day.ts';
import { defaultRules } from '../../src/domain/rule-table.ts';
import { callFigures } from '../../src/domain/stats/calls.ts';
import { medianOf, meanOf } from '../../src/domain/stats/rate.ts';
import { reviewTrends } from '../../src/domain/stats/reviews.ts';
import { stats } from '../../src/domain/stats/stats.ts';
import {
  aClient,
  anAttempt,
  anInvoice,
  anOutcome,
  aPayment,
  aPromise,
  aStanding,
  euros,
} from '../support/a-standing.ts';

const today = day('2026-06-30');

/** A call on a day at an hour, so many minutes long. */
function held(on: string, hour: number, patch: Partial<Attempt> & { minutes?: number } = {}): Attempt {
  const { minutes = 0, ...rest } = patch;
  const startedAt = momentOf(day(on), hour * 60);
  return anAttempt(on, { startedAt, endedAt: minutes === 0 ? null : startedAt + minutes * 60_000, ...rest });
}

describe('contact rate', () => {
  test('a person of all dialled; who rang in, mails and broken-off calls are left out', () => {
    const reaches: (Reach | null)[] = [
      'person',
      'desk',
      'voicemail',
      'no_answer',
      'busy',
      'bad_number',
      null,
    ];
    const attempts = [
      ...reaches.map((reach, at) => held('2026-06-02', 9 + at, { reach })),
      held('2026-06-02', 9, { channel: 'incoming', id: 1 }),
      held('2026-06-02', 9, { channel: 'mail', id: 2 }),
      held('2026-07-01', 9),
    ];
    expect(callFigures([aStanding({ attempts })], today).contact).toEqual({ count: 1, of: 6, share: 1 / 6 });
  });

  test('by hour and weekday', () => {
    const attempts = [
      held('2026-06-02', 9),
      held('2026-06-03', 9, { reach: 'no_answer' }),
      held('2026-06-03', 14, { reach: 'voicemail' }),
    ];
    const { byHour, byWeekday } = callFigures([aStanding({ attempts })], today);
    expect(byHour.map(({ hour, rate }) => [hour, rate.count, rate.of])).toEqual([[9, 1, 2], [14, 0, 1]]); // biome-ignore format: pairs
    expect(byWeekday.map(({ weekday, rate }) => [weekday, rate.count, rate.of])).toEqual([[2, 1, 1], [3, 0, 2]]); // biome-ignore format: pairs
  });
});

test.each([
  ['an outcome says so', { outcomes: [anOutcome({ outcome: 'promise' })] }, {}, 1],
  ['a plan', { outcomes: [anOutcome({ outcome: 'plan' })] }, {}, 1],
  ['a promise of that call', { id: 5 }, { callId: 5 }, 1],
  ['an intent of that call', { id: 5 }, { callId: 5, condition: 'when they are paid' }, 0],
  ['no day', { outcomes: [anOutcome({ outcome: 'no_date' })] }, {}, 0],
])('conversations to dated promises: %s', (...[, attempt, promise, count]) => {
  const standing = aStanding({
    attempts: [held('2026-06-02', 10, attempt), held('2026-06-03', 10, { reach: 'voicemail' })],
    promises: [aPromise('2026-06-02', '2026-06-05', promise)],
  });
  expect(callFigures([standing], today).dated).toMatchObject({ count, of: 1 });
});

describe('time and money', () => {
  test('mean minutes of conversations whose length is known', () => {
    const attempts = [
      held('2026-06-02', 9, { minutes: 4 }),
      held('2026-06-02', 10, { minutes: 9 }),
      held('2026-06-02', 11),
      held('2026-06-02', 12, { minutes: 1, reach: 'voicemail' }),
    ];
    expect(callFigures([aStanding({ attempts })], today)).toMatchObject({ meanMinutes: 6.5, timedCalls: 2 });
  });

  test('euro per hour: money after a timed conversation, over all the time of dialling', () => {
    const attempts = [held('2026-06-02', 9, { minutes: 20 }), held('2026-06-09', 9, { minutes: 10, reach: 'voicemail' })];
    const payments = [aPayment(101, '2026-06-01', 100), aPayment(101, '2026-06-02', 300), aPayment(101, '2026-06-20', 200)];
    const { collected } = callFigures([aStanding({ attempts, payments })], today);
    expect(collected).toEqual([{ currency: 'EUR', amount: euros(500), hours: 0.5, perHour: euros(1000) }]);
  });

  test('preparing: one figure a client and day, in the mean and in the hour that money is counted by', () => {
    const attempts = [held('2026-06-02', 9, { minutes: 20 })];
    const payments = [aPayment(101, '2026-06-20', 500)];
    const prep = { clientId: 1, on: day('2026-06-02'), seconds: 240 };
    const preps = [
      prep, { ...prep, seconds: 360 }, { ...prep, on: day('2026-06-05'), seconds: 0 },
      { ...prep, on: day('2026-07-01') }, { ...prep, clientId: 2 }, { ...prep, seconds: 3601 },
    ];
    const figures = callFigures([aStanding({ attempts, payments })], today, preps);
    expect(figures).toMatchObject({ meanPrepMinutes: 5, timedPreps: 2 });
    expect(figures.collected).toEqual([{ currency: 'EUR', amount: euros(500), hours: 0.5, perHour: euros(1000) }]);
  });

  test('a call that was prepared and not held yet costs nothing', () => {
    const preps = [{ clientId: 1, on: day('2026-06-02'), seconds: 240 }];
    expect(callFigures([aStanding({ invoices: [anInvoice()] })], today, preps).collected).toEqual([]);
  });

  test.each<[string, string[], string[], unknown]>([
    ['the same day', ['2026-06-02'], ['2026-06-02'], { median: 0, mean: 0, payments: 1 }],
    ['the last conversation counts', ['2026-06-02', '2026-06-08'], ['2026-06-10'], { median: 2, mean: 2, payments: 1 }],
    ['median and mean', ['2026-06-02'], ['2026-06-03', '2026-06-04', '2026-06-17'], { median: 2, mean: 6, payments: 3 }],
    ['money before any call', ['2026-06-02'], ['2026-06-01'], null],
    ['a call before the invoice', ['2026-04-19'], ['2026-06-01'], null],
    ['no money', ['2026-06-02'], [], null],
  ])('days from call to money: %s', (...[, calls, paid, expected]) => {
    const standing = aStanding({
      invoices: [anInvoice()],
      attempts: calls.map((on) => held(on, 10)),
      payments: paid.map((on) => aPayment(101, on, 10)),
    });
    expect(callFigures([standing], today).daysToMoney).toEqual(expected);
  });

  test('days from call to money: a payment of two invoices is one', () => {
    const standing = aStanding({
      invoices: [anInvoice({ id: 101 }), anInvoice({ id: 102 })],
      attempts: [held('2026-06-02', 10)],
      payments: [
        aPayment(null, '2026-06-05', 1600),
        aPayment(102, '2026-06-12', 10),
        aPayment(102, '2026-06-12', 10),
      ],
    });
    const { daysToMoney } = callFigures([standing], today);
    expect(daysToMoney).toMatchObject({ median: 10, payments: 3 });
  });

  test('no call: no data anywhere', () => {
    expect(callFigures([aStanding()], today)).toEqual({
      contact: { count: 0, of: 0, share: null },
      byHour: [],
      byWeekday: [],
      dated: { count: 0, of: 0, share: null },
      meanMinutes: null,
      timedCalls: 0,
      meanPrepMinutes: null,
      timedPreps: 0,
      collected: [],
      daysToMoney: null,
    });
  });
}); // biome-ignore format: rows of tables

describe('review scores', () => {
  const reviews = (scores: readonly number[]): Review[] =>
    scores.map((score, at) => ({
      callId: at,
      clientId: 1,
      on: addDays(day('2026-06-01'), at),
      scores: { tone: score as ReviewScore },
      nextTime: null,
      recordedAt: 0,
    }));
  const tone = (scores: readonly number[]) => reviewTrends(reviews(scores), today)[0];

  test.each<[number[], number | null, string | null]>([
    [[], null, null],
    [[0, 1, 2], 1, null],
    [[0, 0, 2, 2], 1, 'up'],
    [[2, 2, 1, 1], 1.5, 'down'],
    [[1, 2, 2, 1], 1.5, 'level'],
    [[0, 0, 2, 1, 1], 0.8, 'up'],
  ])('%j: mean %f, %s', (scores, mean, trend) => {
    expect(tone(scores)).toEqual({ question: 'tone', scores, mean, trend });
  });

  test('the last ten calls until today, and seven questions', () => {
    expect(tone([0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1])?.scores).toHaveLength(10);
    expect(tone([0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1])?.mean).toBe(1);
    expect(reviewTrends(reviews([2]), day('2026-05-31'))[0]?.scores).toEqual([]);
    expect(reviewTrends([], today)).toHaveLength(7);
  });
});

test.each([
  [[], null, null],
  [[3], 3, 3],
  [[9, 1], 5, 5],
  [[9, 1, 2], 2, 4],
])('%j: median %d, mean %d', (numbers, median, mean) => {
  expect([medianOf(numbers), meanOf(numbers)]).toEqual([median, mean]);
});

test('objections: how often, with what success; of one client only when asked', () => {
  const use = { callId: 1, on: day('2026-06-01'), recordedAt: 0 };
  const uses = [
    { ...use, id: 1, clientId: 1, objection: 'forgot', hasWorked: null },
    { ...use, id: 2, clientId: 1, objection: 'cash_tight', hasWorked: true },
    { ...use, id: 3, clientId: 2, objection: 'cash_tight', hasWorked: false },
    { ...use, id: 4, clientId: 2, objection: 'forgot', hasWorked: true, on: day('2026-07-01') },
  ];
  const facts = {
    standings: [aStanding()],
    uses,
    own: [],
    reviews: [],
    rungs: new Map<number, number>(),
    preps: [],
  };
  const asked = { today, window: 90, rules: defaultRules };
  expect(stats(facts, { ...asked, client: null }).objections).toEqual([
    { key: 'cash_tight', own: null, count: 2, success: { count: 1, of: 2, share: 0.5 } },
    { key: 'forgot', own: null, count: 1, success: { count: 0, of: 0, share: null } },
  ]);
  expect(stats(facts, { ...asked, client: aClient() }).objections.map(({ count }) => count)).toEqual([1, 1]);
});

test("a client's own hours come after three contacts", () => {
  const of = (count: number, rules = defaultRules) => {
    const attempts = Array.from({ length: count }, (_, at) => held(addDays(day('2026-06-01'), at), 15));
    const facts = {
      standings: [aStanding({ attempts })],
      uses: [],
      own: [],
      reviews: [],
      rungs: new Map<number, number>(),
      preps: [],
    };
    return stats(facts, { today, window: 90, rules, client: aClient() }).ownHours;
  };
  expect([of(2), of(3)]).toEqual([null, { from: 900, to: 960 }]);
  const never = [{ days: [1, 2, 3, 4, 5], from: 14 * 60, to: 24 * 60 }];
  expect(of(3, { ...defaultRules, never })).toBeNull();
});

test('no order of recording changes the figures', () => {
  const calls = Array.from({ length: 6 }, (_, at) => held(addDays(day('2026-06-01'), at), 9 + at, { minutes: at + 1 }));
  const payments = [3, 5, 9].map((after, id) => ({ ...aPayment(101, addDays(day('2026-06-01'), after), 100), id }));
  fc.assert(
    fc.property(fc.shuffledSubarray(calls, { minLength: 6 }), fc.shuffledSubarray(payments, { minLength: 3 }), (attempts, paid) => {
      expect(callFigures([aStanding({ attempts, payments: paid })], today)).toEqual(
        callFigures([aStanding({ attempts: calls, payments })], today),
      );
    }),
  );
}); // biome-ignore format: two shuffles
