import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buckets } from '../../src/domain/aging.ts';
import { addDays, day } from '../../src/domain/day.ts';
import { money, parseCurrency } from '../../src/domain/money.ts';
import { defaultRules } from '../../src/domain/rule-table.ts';
import { creditFigures } from '../../src/domain/stats/credit.ts';
import { disputeFigures } from '../../src/domain/stats/disputes.ts';
import { aDispute, anInvoice, aPayment, aStanding, euros } from '../support/a-standing.ts';

const today = day('2026-06-09');
const usd = parseCurrency('USD') ?? euros(0).currency;
const question = { window: 90, rules: defaultRules };

function late(days: number, amount = 100, id = days + 1000) {
  return anInvoice({ id, issuedOn: day('2024-01-01'), dueOn: addDays(today, -days), amount: euros(amount) });
}

describe('to provision: 25 % over 90 days, 50 % over 180, 100 % over 365 (practice D11)', () => {
  test.each([
    [0, 0],
    [90, 0],
    [91, 25],
    [180, 25],
    [181, 50],
    [365, 50],
    [366, 100],
  ])('%i days late: %i of 100', (days, provision) => {
    const [figures] = creditFigures([aStanding({ invoices: [late(days)] })], today, question);
    expect(figures?.provision?.total).toEqual(euros(provision));
  });

  test('the shares are settings; each debt counts in one step only', () => {
    const rules = { ...defaultRules, provision90Percent: 10, provision365Percent: 80 };
    const invoices = [late(100), late(200), late(400)];
    const [figures] = creditFigures([aStanding({ invoices })], today, { window: 90, rules });
    expect(figures?.provision?.total).toEqual(euros(140));
    expect(figures?.provision?.rows.map(({ open }) => open)).toEqual([euros(100), euros(100), euros(100)]);
  });
});

describe('no data', () => {
  test('nothing was ever invoiced: no figures at all', () => {
    expect(creditFigures([], today, question)).toEqual([]);
    expect(creditFigures([aStanding({ invoices: [] })], today, question)).toEqual([]);
  });

  test('all is paid: no balance, no slippage, no provision, and a DSO of nothing', () => {
    const invoice = anInvoice({ issuedOn: addDays(today, -10), dueOn: today });
    const standing = aStanding({ invoices: [invoice], payments: [aPayment(101, '2026-06-01', 840)] });
    expect(creditFigures([standing], today, question)).toEqual([
      {
        currency: 'EUR',
        aged: null,
        dso: { currency: 'EUR', days: 0, period: 90 },
        slippage: null,
        provision: null,
      },
    ]);
  });

  test('nothing slipped is nothing, not no data', () => {
    const [figures] = creditFigures([aStanding({ invoices: [late(-5)] })], today, question);
    expect(figures?.slippage).toEqual(euros(0));
  });
});

test('an invoice of a later day is not owed yet', () => {
  const invoices = [late(5), anInvoice({ id: 7, issuedOn: addDays(today, 1), dueOn: addDays(today, 31) })];
  const [figures] = creditFigures([aStanding({ invoices })], today, question);
  expect(figures?.aged?.total).toEqual(euros(100));
});

test('the window of the DSO', () => {
  const invoices = [
    anInvoice({ id: 1, issuedOn: addDays(today, -29), dueOn: today, amount: euros(300) }),
    anInvoice({ id: 2, issuedOn: addDays(today, -40), dueOn: today, amount: euros(300) }),
  ];
  const days = (window: number) =>
    creditFigures([aStanding({ invoices })], today, { ...question, window })[0]?.dso.days;
  expect([days(29), days(30), days(90)]).toEqual([null, 60, 90]);
});

test('currencies are never added, buckets sum to the total, no order changes anything', () => {
  const row = fc.record({
    days: fc.integer({ min: -60, max: 500 }),
    cents: fc.integer({ min: 1, max: 1_000_000 }),
    inDollars: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 12 }), (rows) => {
      const invoices = rows.map(({ days, cents, inDollars }, id) => {
        const currency = inDollars ? usd : euros(0).currency;
        return { ...late(days, 1, id), amount: money(cents, currency), settledBefore: money(0, currency) };
      });
      const figures = creditFigures([aStanding({ invoices })], today, question);
      const turned = aStanding({ invoices: invoices.toReversed() });
      expect(creditFigures([turned], today, question)).toEqual(figures);
      for (const { currency, aged, provision } of figures) {
        const own = invoices.filter(({ amount }) => amount.currency === currency);
        const total = own.reduce((sum, { amount }) => sum + amount.minor, 0);
        expect(aged?.total.minor).toBe(total);
        expect(buckets.reduce((sum, bucket) => sum + (aged?.buckets[bucket].minor ?? 0), 0)).toBe(total);
        expect(provision?.total.minor ?? 0).toBeLessThanOrEqual(total);
      }
    }),
  );
});

describe('disputes by type and age', () => {
  test.each([
    [0, '0_7'],
    [7, '0_7'],
    [8, '8_14'],
    [14, '8_14'],
    [15, '15_30'],
    [30, '15_30'],
    [31, 'over_30'],
  ])('raised %i days ago: %s', (days, age) => {
    const dispute = aDispute({ raisedOn: addDays(today, -days) });
    const [figures] = disputeFigures([aStanding({ disputes: [dispute] })], today);
    expect(figures).toMatchObject({ type: 'technical', open: 1, closed: 0, meanDays: null });
    expect(figures?.ages).toMatchObject({ [age]: 1 });
  });

  test('holds back no more than is open, is late the day after its day, and tells how long the closed ones took', () => {
    const disputes = [
      aDispute({ id: 1, resolveOn: today }),
      aDispute({ id: 2, type: 'commercial', resolveOn: addDays(today, -1), disputed: euros(100) }),
      aDispute({ id: 3, type: 'commercial', raisedOn: day('2026-05-01'), closedOn: day('2026-05-11') }),
      aDispute({ id: 4, raisedOn: addDays(today, 1) }),
    ];
    const standing = aStanding({ disputes, payments: [aPayment(101, '2026-06-01', 640)] });
    expect(disputeFigures([standing], today)).toMatchObject([
      { type: 'commercial', open: 1, amounts: [euros(100)], overdue: 1, closed: 1, meanDays: 10 },
      { type: 'technical', open: 1, amounts: [euros(200)], overdue: 0, closed: 0, meanDays: null },
    ]);
  });

  test('two disputes of one invoice together hold back no more than is open on it', () => {
    const disputes = [
      aDispute({ id: 1, disputed: euros(150) }),
      aDispute({ id: 2, disputed: euros(150) }),
      aDispute({ id: 3, disputed: euros(30), invoiceId: 102 }),
    ];
    const invoices = [anInvoice({ amount: euros(200) }), anInvoice({ id: 102 })];
    expect(disputeFigures([aStanding({ invoices, disputes })], today)).toMatchObject([
      { open: 3, amounts: [euros(230)] },
    ]);
  });

  test('none was ever raised', () => {
    expect(disputeFigures([aStanding()], today)).toEqual([]);
  });
});
