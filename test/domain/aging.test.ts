import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { agedBalances, bucketOf, buckets, daysSalesOutstanding, slippage } from '../../src/domain/aging.ts';
import { addDays, day } from '../../src/domain/day.ts';
import { money, parseCurrency } from '../../src/domain/money.ts';
import { anInvoice, aPayment, aStanding, euros } from '../support/a-standing.ts';

const today = day('2026-06-09');
const usd = parseCurrency('USD') ?? euros(0).currency;

test.each([
  [-1, 'not_due'],
  [0, 'not_due'],
  [1, '1_30'],
  [30, '1_30'],
  [31, '31_60'],
  [60, '31_60'],
  [61, '61_90'],
  [90, '61_90'],
  [91, 'over_90'],
])('%i days past due: %s', (days, bucket) => {
  expect(bucketOf(days)).toBe(bucket);
});

test('totals per currency, what is paid left out', () => {
  const invoices = [
    anInvoice({ id: 1, dueOn: addDays(today, 5), amount: euros(100) }),
    anInvoice({ id: 2, dueOn: addDays(today, -5), amount: euros(200) }),
    anInvoice({ id: 3, dueOn: addDays(today, -95), amount: euros(300) }),
    anInvoice({ id: 4, dueOn: addDays(today, -40), amount: money(5000, usd), settledBefore: money(0, usd) }),
  ];
  const [inEuros, inDollars] = agedBalances(
    [aStanding({ invoices, payments: [aPayment(3, '2026-06-01', 300)] })],
    today,
  );
  expect(inEuros).toMatchObject({
    total: euros(300),
    overdue: euros(200),
    buckets: { not_due: euros(100), over_90: euros(0) },
  });
  expect(inDollars).toMatchObject({ currency: 'USD', buckets: { '31_60': money(5000, usd) } });
});

test('the buckets add up to the total, whatever is paid', () => {
  const anOpen = fc.record({
    cents: fc.integer({ min: 1, max: 1_000_000 }),
    late: fc.integer({ min: -60, max: 400 }),
    paid: fc.integer({ min: 0, max: 1_200_000 }),
  });
  fc.assert(
    fc.property(fc.array(anOpen, { maxLength: 12 }), (rows) => {
      const invoices = rows.map(({ cents, late }, id) =>
        anInvoice({
          id,
          issuedOn: day('2025-01-01'),
          dueOn: addDays(today, -late),
          amount: euros(cents / 100),
        }),
      );
      const payments = rows.map(({ paid }, id) => aPayment(id, '2026-06-01', paid / 100));
      const [aged] = agedBalances([aStanding({ invoices, payments })], today);
      const open = rows.reduce((sum, { cents, paid }) => sum + Math.max(0, cents - paid), 0);
      expect(aged?.total.minor ?? 0).toBe(open);
      expect(buckets.reduce((sum, bucket) => sum + (aged?.buckets[bucket].minor ?? 0), 0)).toBe(open);
    }),
  );
});

describe('days of sales outstanding', () => {
  const invoices = [
    anInvoice({ id: 1, issuedOn: addDays(today, -90), dueOn: today, amount: euros(500) }),
    anInvoice({ id: 2, issuedOn: addDays(today, -89), dueOn: today, amount: euros(500) }),
    anInvoice({ id: 3, issuedOn: today, dueOn: today, amount: euros(500) }),
  ];
  test('open ÷ invoiced in the last 90 days × 90, the first day not part of them', () => {
    const standing = aStanding({ invoices, payments: [aPayment(2, '2026-06-01', 500)] });
    expect(daysSalesOutstanding([standing], today)).toEqual([{ currency: 'EUR', period: 90, days: 90 }]);
  });

  test('nothing invoiced lately: no figure', () => {
    expect(daysSalesOutstanding([aStanding({ invoices: invoices.slice(0, 1) })], today)[0]?.days).toBeNull();
  });
});

test('slippage: open today, in a younger bucket a month ago', () => {
  const at = (id: number, late: number) =>
    anInvoice({ id, issuedOn: day('2026-01-01'), dueOn: addDays(today, -late), amount: euros(100) });
  // A month ago is 9 May, 31 days back: 31 days late today was not due then, 61 was 30, 121 was over 90 already.
  expect(slippage([aStanding({ invoices: [at(1, 0), at(2, 31), at(3, 61), at(4, 122)] })], today)).toEqual([
    euros(200),
  ]);
});
