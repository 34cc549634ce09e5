import { describe, expect, test } from 'vitest';
import { day } from '../../src/domain/day.ts';
import { type Money, money, parseCurrency } from '../../src/domain/money.ts';
import { type PriorityFacts, priorityFacts, scoreOf } from '../../src/domain/priority.ts';
import { defaultRules } from '../../src/domain/rule-table.ts';
import type { Standing } from '../../src/domain/standing.ts';
import { aDispute, anAttempt, anInvoice, aPromise, aStanding, euros } from '../support/a-standing.ts';

const worked: PriorityFacts = {
  overdue: euros(2400),
  daysLate: 42,
  broken: 1,
  payerType: 'cash_strapped',
  daysSinceChase: 11,
};

test('the worked example of practice D7', () => {
  expect(scoreOf(worked, defaultRules)).toEqual({
    terms: { amount: 16.8, age: 14, broken: 7.5, risk: 7, gap: 10 },
    total: 55.3,
    score: 55,
  });
});

describe('each term ends somewhere', () => {
  test.each<[Partial<PriorityFacts>, Partial<ReturnType<typeof scoreOf>['terms']>]>([
    [{ overdue: euros(0) }, { amount: 0 }],
    [{ overdue: euros(5000) }, { amount: 35 }],
    [{ overdue: euros(50_000) }, { amount: 35 }],
    [{ daysLate: 0 }, { age: 0 }],
    [{ daysLate: 90 }, { age: 30 }],
    [{ daysLate: 91 }, { age: 30 }],
    [{ broken: 0 }, { broken: 0 }],
    [{ broken: 3 }, { broken: 15 }],
    [{ payerType: 'good_payer' }, { risk: 0 }],
    [{ payerType: 'silent' }, { risk: 10 }],
    [{ daysSinceChase: 6 }, { gap: 0 }],
    [{ daysSinceChase: 7 }, { gap: 5 }],
    [{ daysSinceChase: 9 }, { gap: 5 }],
    [{ daysSinceChase: 10 }, { gap: 10 }],
  ])('%o', (patch, terms) => {
    expect(scoreOf({ ...worked, ...patch }, defaultRules).terms).toMatchObject(terms);
  });
});

test('an amount in yen counts in yen', () => {
  const yen = parseCurrency('JPY') ?? euros(0).currency;
  expect(scoreOf({ ...worked, overdue: money(2400, yen) }, defaultRules).terms.amount).toBe(16.8);
});

describe('from a standing', () => {
  const found = (facts: Partial<Standing>) =>
    priorityFacts(aStanding(facts), day('2026-06-09'), defaultRules);
  test.each<[string, Partial<Standing>, Partial<PriorityFacts>]>([
    ['never chased: since the due day', {}, { daysSinceChase: 20, daysLate: 20 }],
    ['chased on the due day: that was none', { attempts: [anAttempt('2026-05-20')] }, { daysSinceChase: 20 }],
    ['chased the day after', { attempts: [anAttempt('2026-05-21')] }, { daysSinceChase: 19 }],
    ['chased today', { attempts: [anAttempt('2026-06-09')] }, { daysSinceChase: 0 }],
    ['nobody there is no chase', { attempts: [anAttempt('2026-06-08', { reach: 'no_answer' })] }, { daysSinceChase: 20 }],
    ['a promise by hand was spoken of', { promises: [aPromise('2026-06-04', '2026-06-12')] }, { daysSinceChase: 5 }],
    ['a dispute by hand, too', { disputes: [aDispute({ raisedOn: day('2026-06-03') })] }, { daysSinceChase: 6, overdue: euros(0) }],
    ['one day late', { invoices: [anInvoice({ dueOn: day('2026-06-08') })] }, { daysLate: 1, overdue: euros(840) }],
    ['due today', { invoices: [anInvoice({ dueOn: day('2026-06-09') })] }, { daysLate: 0, overdue: euros(0) }],
  ])('%s', (_, facts, expected) => {
    expect(found(facts)).toMatchObject(expected);
  }); // biome-ignore format: one fact a line

  test('nothing open, nothing to weigh', () => {
    expect(found({ invoices: [] })).toBeUndefined();
  });
});

test('from a standing: the disputed part does not count, the oldest open invoice gives the age', () => {
  const standing = aStanding({
    invoices: [
      anInvoice(),
      anInvoice({ id: 102, dueOn: day('2026-06-01'), amount: euros(500) }),
      anInvoice({ id: 103, dueOn: day('2026-07-01') }),
    ],
    disputes: [aDispute({ invoiceId: 102, disputed: euros(200) })],
    attempts: [anAttempt('2026-06-02')],
  });
  expect(priorityFacts(standing, day('2026-06-09'), defaultRules)).toMatchObject({
    overdue: euros(1140),
    daysLate: 20,
    daysSinceChase: 7,
  });
});

describe('two currencies', () => {
  const francs = (minor: number) => money(minor, parseCurrency('CHF') ?? euros(0).currency);
  const bill = (amount: Money, dueOn: string, id: number) =>
    anInvoice({ id, amount, settledBefore: money(0, amount.currency), dueOn: day(dueOn) });
  test.each<[string, Money, Money, Money]>([
    ['a few francs are older: the euros weigh', francs(614), euros(4687), euros(4687)],
    ['the francs are older and more', francs(90_000), euros(840), francs(90_000)],
    ['as much of both: the older ones', francs(84_000), euros(840), francs(84_000)],
  ])('%s', (_, ...[older, newer, expected]) => {
    const invoices = [bill(older, '2026-05-01', 101), bill(newer, '2026-05-20', 102)];
    const facts = priorityFacts(aStanding({ invoices }), day('2026-06-09'), defaultRules);
    expect(facts).toMatchObject({ overdue: expected, daysLate: 39 });
  });

  test('nothing of them is undisputed: none of the oldest', () => {
    const invoices = [bill(francs(614), '2026-05-01', 101)];
    const disputes = [aDispute({ disputed: francs(614) })];
    const standing = aStanding({ invoices, disputes });
    expect(priorityFacts(standing, day('2026-06-09'), defaultRules)?.overdue).toEqual(francs(0));
  });
});
