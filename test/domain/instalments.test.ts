import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { day } from '../../src/domain/day.ts';
import { type InstalmentTerms, instalments } from '../../src/domain/instalments.ts';
import { EUR, money } from '../../src/domain/money.ts';
import { promiseParts } from '../../src/domain/promise-parts.ts';
import { defaultRules } from '../../src/domain/rule-table.ts';
import { aCalendar } from '../support/a-standing.ts';

const monthly = (terms: Partial<InstalmentTerms>): InstalmentTerms => ({
  first: day('2026-01-31'),
  every: 'month',
  ...terms,
});
const euros = (minor: number) => money(minor, EUR);

describe('instalments (practice C6)', () => {
  it.each([
    ['even', 60_000, { count: 3 }, [20_000, 20_000, 20_000]],
    ['the last one takes the cent', 10_000, { count: 3 }, [3333, 3333, 3334]],
    ['an amount each', 60_000, { each: euros(25_000) }, [25_000, 25_000, 10_000]],
    ['an amount each that fits', 50_000, { each: euros(25_000) }, [25_000, 25_000]],
    ['both: a part of the debt', 60_000, { each: euros(10_000), count: 2 }, [10_000, 10_000]],
    ['both: no more rows than needed', 25_000, { each: euros(10_000), count: 9 }, [10_000, 10_000, 5000]],
  ] as const)('%s', (...[, total, terms, expected]) => {
    expect(instalments(euros(total), monthly(terms))?.map(({ amount }) => amount.minor)).toEqual(expected);
  });

  it.each([
    ['no terms', {}],
    ['one row', { count: 1 }],
    ['all at once', { each: euros(60_000) }],
    ['nothing each', { each: euros(0) }],
    ['more rows than cents', { count: 70_000 }],
  ])('%s is no plan', (_, terms) => {
    expect(instalments(euros(60_000), monthly(terms))).toBeUndefined();
  });

  it('keeps the last day of each month', () => {
    const days = instalments(euros(40_000), monthly({ count: 4 }))?.map(({ promisedOn }) => promisedOn);
    expect(days).toEqual(['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30']);
  });

  it('adds up to the cent', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 10_000_000 }),
        fc.integer({ min: 2, max: 60 }),
        (total, count) => {
          const rows = instalments(euros(total), monthly({ count })) ?? [];
          expect(rows.reduce((sum, { amount }) => sum + amount.minor, 0)).toBe(total);
        },
      ),
    );
  });
});

describe('parts of a promise', () => {
  const terms = { means: 'leaves', rules: defaultRules, calendar: aCalendar() } as const;
  const invoices = [
    { invoiceId: 1, open: euros(30_000) },
    { invoiceId: 2, open: euros(20_000) },
  ];
  const rows = (...amounts: number[]) =>
    amounts.map((minor, index) => ({ amount: euros(minor), promisedOn: day(`2026-06-0${index + 4}`) }));
  const laid = (...amounts: number[]) =>
    promiseParts(rows(...amounts), invoices, terms).map(({ invoiceId, amount, promisedOn }) => [
      invoiceId,
      amount.minor,
      promisedOn,
    ]);

  it.each([
    ['less than the first', [10_000], [[1, 10_000, '2026-06-04']]],
    ['the first exactly', [30_000], [[1, 30_000, '2026-06-04']]],
    [
      'a cent more',
      [30_001],
      [
        [1, 30_000, '2026-06-04'],
        [2, 1, '2026-06-04'],
      ],
    ],
    [
      'two rows across',
      [40_000, 10_000],
      [
        [1, 30_000, '2026-06-04'],
        [2, 10_000, '2026-06-04'],
        [2, 10_000, '2026-06-05'],
      ],
    ],
    [
      'more than there is',
      [60_000],
      [
        [1, 30_000, '2026-06-04'],
        [2, 20_000, '2026-06-04'],
      ],
    ],
  ] as const)('%s', (...[, amounts, expected]) => {
    expect(laid(...amounts)).toEqual(expected);
  });

  it('fixes deadline and recontact day (practice D2)', () => {
    expect(promiseParts(rows(10_000), invoices, terms)[0]).toMatchObject({
      arrivalDeadline: '2026-06-08',
      recontactOn: '2026-06-09',
    });
  });
});
