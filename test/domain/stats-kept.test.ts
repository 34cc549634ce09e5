import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, type Day, day } from '../../src/domain/day.ts';
import { money, parseCurrency } from '../../src/domain/money.ts';
import type { PaymentPromise } from '../../src/domain/promise.ts';
import type { Standing } from '../../src/domain/standing.ts';
import { aheadOf, datedPromises, type KeptFigures, keptFigures } from '../../src/domain/stats/kept.ts';
import { aClient, anInvoice, aPart, aPayment, aPromise, aStanding, euros } from '../support/a-standing.ts';

const today = day('2026-06-30');
const none: ReadonlyMap<number, number> = new Map();

function figures(standings: readonly Standing[], rungs = none, on: Day = today): KeptFigures {
  return keptFigures(datedPromises(standings, on, rungs));
}

/** One promise a client for 840, due on 3 June at the latest, with so much paid on a day. */
function promiseOf(
  paid: readonly (readonly [string, number])[],
  patch: Partial<PaymentPromise> = {},
): Standing {
  return aStanding({
    promises: [aPromise('2026-05-27', '2026-05-31', patch)],
    payments: paid.map(([on, amount]) => aPayment(101, on, amount)),
  });
}

describe('what counts as ended, and as kept', () => {
  test.each<[string, Standing, number, number, number | null]>([
    ['paid on the last day', promiseOf([['2026-06-03', 840]]), 1, 1, 1],
    ['paid a day late', promiseOf([['2026-06-04', 840]]), 1, 1, 1],
    ['a part came', promiseOf([['2026-06-01', 210]]), 0, 1, 0.25],
    ['nothing came', promiseOf([]), 0, 1, 0],
    ['withdrawn', promiseOf([], { changes: [change('withdrawn')] }), 0, 0, null],
    ['an intent', promiseOf([], { condition: 'when our client pays' }), 0, 0, null],
    ['made on a later day', promiseOf([], { madeOn: day('2026-07-01') }), 0, 0, null],
  ])('%s', (...[, standing, kept, ended, share]) => {
    const { all } = figures([standing]);
    expect([all.count.count, all.count.of, all.amounts[0]?.share ?? null]).toEqual([kept, ended, share]);
  });

  test('a promise that runs has not ended on its last day, but the day after', () => {
    const standing = promiseOf([]);
    expect(figures([standing], none, day('2026-06-03')).all.count).toEqual({ count: 0, of: 0, share: null });
    expect(figures([standing], none, day('2026-06-03')).fates).toEqual(new Map([['open', 1]]));
    expect(figures([standing], none, day('2026-06-04')).all.count).toEqual({ count: 0, of: 1, share: 0 });
  });

  test('a moved promise does not count; the one in its place does', () => {
    const first = aPromise('2026-05-25', '2026-06-10', { id: 1 });
    const second = aPromise('2026-05-28', '2026-06-05', { id: 2 });
    const standing = aStanding({ promises: [first, second], payments: [aPayment(101, '2026-06-05', 840)] });
    expect(figures([standing]).all.count).toEqual({ count: 1, of: 1, share: 1 });
  });

  test('each instalment of a plan counts for itself (practice D3)', () => {
    const parts = [
      aPart(101, '2026-05-29', 280),
      aPart(101, '2026-06-10', 280),
      aPart(101, '2026-07-10', 280),
    ];
    const standing = aStanding({
      promises: [aPromise('2026-05-20', '2026-05-29', { kind: 'plan', parts })],
      payments: [aPayment(101, '2026-05-29', 280)],
    });
    const { all, fates } = figures([standing]);
    expect(all.count).toEqual({ count: 1, of: 2, share: 0.5 });
    expect(all.amounts).toMatchObject([{ received: euros(280), promised: euros(560), share: 0.5 }]);
    expect(Object.fromEntries(fates)).toEqual({ kept: 1, broken: 1, open: 1 });
  });

  test('one promise on two invoices counts once', () => {
    const standing = aStanding({
      invoices: [anInvoice(), anInvoice({ id: 102 })],
      promises: [
        aPromise('2026-05-27', '2026-05-31', {
          parts: [aPart(101, '2026-05-31', 840), aPart(102, '2026-05-31', 840)],
        }),
      ],
      payments: [aPayment(101, '2026-06-01', 840)],
    });
    expect(figures([standing]).all).toMatchObject({ count: { count: 0, of: 1 }, amounts: [{ share: 0.5 }] });
  });
});

function change(kind: 'confirmed' | 'withdrawn', on = '2026-05-28'): PaymentPromise['changes'][number] {
  return { kind, on: day(on), reason: null, replacedBy: null, recordedAt: 0 };
}

test.each([
  ['2026-05-27', 'up_to_7'],
  ['2026-06-03', 'up_to_7'],
  ['2026-06-04', '8_14'],
  ['2026-06-10', '8_14'],
  ['2026-06-11', 'over_14'],
])('made on 27 May for %s: %s', (promisedOn, ahead) => {
  const [only] = datedPromises([aStanding({ promises: [aPromise('2026-05-27', promisedOn)] })], today, none);
  expect(only && aheadOf(only)).toBe(ahead);
});

test('by how the day was won', () => {
  const kept: [string, number][] = [['2026-06-01', 840]];
  const all = [
    promiseOf(kept, { origin: 'client', changes: [change('confirmed')], callId: 1 }),
    promiseOf(kept, { origin: 'mine', callId: 2 }),
    promiseOf([], { origin: 'mine', method: null, callId: 3 }),
    promiseOf([], { origin: 'mine', changes: [change('confirmed', '2026-07-01')], callId: null }),
  ];
  const { by } = figures(all, new Map([[1, 0], [2, 2], [3, 2]])); // biome-ignore format: pairs
  const short = (groups: readonly { key: unknown; kept: KeptFigures['all'] }[]) =>
    groups.map(({ key, kept: { count } }) => [key, count.count, count.of]);
  expect(short(by.origin)).toEqual([['client', 1, 1], ['mine', 1, 3]]); // biome-ignore format: pairs
  expect(short(by.confirmed)).toEqual([['yes', 1, 1], ['no', 1, 3]]); // biome-ignore format: pairs
  expect(short(by.method)).toEqual([['yes', 2, 3], ['no', 0, 1]]); // biome-ignore format: pairs
  expect(short(by.daysAhead)).toEqual([['up_to_7', 2, 4]]);
  expect(short(by.rung)).toEqual([[0, 1, 1], [2, 1, 2], [null, 0, 1]]); // biome-ignore format: pairs
});

test('clients, the least reliable first', () => {
  const of = (id: number, handle: string, isKept: boolean): Standing => ({
    ...promiseOf(isKept ? [['2026-06-01', 840]] : []),
    client: aClient({ id, handle }),
  });
  const { by } = figures([of(1, 'a', true), of(2, 'c', false), of(3, 'b', false)]);
  expect(by.client.map(({ key }) => key.handle)).toEqual(['b', 'c', 'a']);
});

describe('the reference: 60 to 80 % (practice D11, B12)', () => {
  const many = (kept: number, broken: number, patch: Partial<PaymentPromise> = {}): Standing[] => [
    ...Array.from({ length: kept }, () => promiseOf([['2026-06-01', 840]])),
    ...Array.from({ length: broken }, () => promiseOf([], patch)),
  ];
  const confirmed = { changes: [change('confirmed')] };

  test.each([
    ['nothing has ended', many(0, 0), null],
    ['59 %', many(59, 41), 'below'],
    ['60 %', many(6, 4), 'within'],
    ['80 %', many(8, 2), 'within'],
    ['81 %', many(81, 19), 'above'],
  ])('%s', (_, standings, verdict) => {
    expect(figures(standings).reference.verdict).toBe(verdict);
  });

  test.each<[string, Standing[], KeptFigures['reference']['weakPoint']]>([
    ['no written answer', many(0, 2), { kind: 'unconfirmed', rate: { count: 2, of: 2, share: 1 } }],
    ['no method, of equals the first', many(0, 2, { method: null }), { kind: 'no_method', rate: { count: 2, of: 2, share: 1 } }],
    ['too far ahead', many(0, 1, { ...confirmed, madeOn: day('2026-05-01') }), { kind: 'far', rate: { count: 1, of: 1, share: 1 } }],
    ['the most frequent', [...many(0, 2), ...many(0, 1, { ...confirmed, method: null })], { kind: 'unconfirmed', rate: { count: 2, of: 3, share: 2 / 3 } }],
    ['nothing in common', many(0, 2, confirmed), null],
    ['good enough', many(2, 1), null],
  ])('points to %s', (_, standings, weakPoint) => {
    expect(figures(standings).reference.weakPoint).toEqual(weakPoint);
  }); // biome-ignore format: rows of a table
});

test('rates lie between 0 and 1, currencies apart, in whatever order facts were recorded', () => {
  const usd = parseCurrency('USD') ?? euros(0).currency;
  const fact = fc.record({
    made: fc.integer({ min: 0, max: 60 }),
    ahead: fc.integer({ min: 0, max: 30 }),
    cents: fc.integer({ min: 1, max: 100_000 }),
    paid: fc.integer({ min: 0, max: 120_000 }),
    inDollars: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(fact, { maxLength: 8 }), (facts) => {
      const rows = facts.map(({ made, ahead, cents, paid, inDollars }, id) => {
        const currency = inDollars ? usd : euros(0).currency;
        const madeOn = addDays(day('2026-04-01'), made);
        const amount = money(cents, currency);
        const part = { ...aPart(id, addDays(madeOn, ahead), 1), amount };
        return {
          invoice: anInvoice({ id, amount, settledBefore: money(0, currency), issuedOn: day('2026-01-01') }),
          promise: aPromise(madeOn, part.promisedOn, { id, parts: [part] }),
          payment: { ...aPayment(id, addDays(madeOn, 5), 1), id, amount: money(paid, currency) },
        };
      });
      const standing = (all: typeof rows) =>
        aStanding({
          invoices: all.map(({ invoice }) => invoice),
          promises: all.map(({ promise }) => promise),
          payments: all.map(({ payment }) => payment).filter(({ amount }) => amount.minor > 0),
        });
      const found = figures([standing(rows)]);
      expect(figures([standing(rows.toReversed())])).toEqual(found);
      const { share, of } = found.all.count;
      expect(of === 0 ? share === null : share !== null && share >= 0 && share <= 1).toBe(true);
      for (const own of found.all.amounts) {
        expect(own.received.currency).toBe(own.currency);
        expect(own.received.minor).toBeLessThanOrEqual(own.promised.minor);
      }
      const grouped = found.by.daysAhead.reduce((sum, { kept }) => sum + kept.count.of, 0);
      expect(grouped).toBe(of);
    }),
  );
});
