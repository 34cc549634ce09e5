import { describe, expect, test } from 'vitest';
import { addDays, day } from '../../src/domain/day.ts';
import { EUR, parseCurrency } from '../../src/domain/money.ts';
import { type Goal, recommendedObjective } from '../../src/domain/objective.ts';
import { defaultRules } from '../../src/domain/rule-table.ts';
import type { Standing } from '../../src/domain/standing.ts';
import {
  aCalendar,
  aClient,
  aDispute,
  aPart,
  aPromise,
  aStanding,
  anAttempt,
  anInvoice,
  anOutcome,
  euros,
} from '../support/a-standing.ts';

/** A Tuesday; the working days around it are plain. */
const today = day('2026-06-09');
const occasion = { today, rules: defaultRules, calendar: aCalendar() };

const owing = (amount: number, dueOn = '2026-05-20') => [
  anInvoice({ amount: euros(amount), dueOn: day(dueOn) }),
];
const broken = (id: number, promisedOn: string) =>
  aPromise(addDays(day(promisedOn), -2), promisedOn, { id, parts: [aPart(101, promisedOn, 840)] });
const fruitless = (on: string) =>
  anAttempt(on, { outcomes: [anOutcome({ outcome: 'no_date', ground: 'no', isFruitless: true })] });

/** What the goals say, without what is empty: kind, amount, by, percent, rest, ask. */
function told(goal: Goal | null | undefined): string {
  if (!goal) return 'none';
  const { kind, amount, by, percent, rest, ask } = goal;
  const rests = rest === null ? '' : `+ ${rest.amount.minor / 100} in ${rest.payments} by ${rest.by}`;
  return [kind, amount === null ? '' : amount.minor / 100, by ?? '', percent === null ? '' : `${percent}%`, rests, ask ?? '']
    .filter((part) => part !== '')
    .join(' '); // biome-ignore format: one chain
}

type Row = readonly [string, string, string, string, Partial<Standing>];

const rows: readonly Row[] = [
  ['insolvency', 'insolvency', 'court_facts', 'none', { attempts: [anAttempt('2026-06-01', { cause: 'insolvency' })] }],
  ['insolvency by the user’s word', 'insolvency', 'court_facts', 'none', { client: aClient({ payerType: 'insolvent' }) }],
  ['due today', 'not_due', 'approved_in_run 2026-06-09', 'approver_and_run', { invoices: owing(840, '2026-06-09') }],
  ['due yesterday', 'plain', 'pay 840 2026-06-09 hour', 'pay 840 2026-06-23', { invoices: owing(840, '2026-06-08') }],
  ['50.00', 'small', 'pay 50 2026-06-09', 'pay 50 2026-06-11', { invoices: owing(50) }],
  ['50.01', 'plain', 'pay 50.01 2026-06-09 hour', 'pay 50.01 2026-06-23', { invoices: owing(50.01) }],
  ['50.00 disputed', 'disputed_small', 'pay 50', 'exact_point', { invoices: owing(50), disputes: [aDispute({ disputed: euros(50) })] }],
  ['1000.01 all disputed', 'disputed_large', 'action_plan 1000.01', 'written_plan', { invoices: owing(1000.01), disputes: [aDispute({ disputed: euros(1000.01) })] }],
  ['1000.00 all disputed', 'disputed_small', 'pay 1000', 'exact_point', { invoices: owing(1000), disputes: [aDispute({ disputed: euros(1000) })] }],
  ['part disputed', 'partly_disputed', 'undisputed_and_day 640 2026-06-09', 'undisputed_and_point 640 2026-06-23', { disputes: [aDispute({ disputed: euros(200) })] }],
  ['dispute closed', 'plain', 'pay 840 2026-06-09 hour', 'pay 840 2026-06-23', { disputes: [aDispute({ closedOn: today })] }],
  ['hardship', 'hardship', 'pay 840 2026-07-09', 'plan 2026-06-16 + 840 in 6 by 2026-12-09', { attempts: [anAttempt('2026-06-01', { isHardship: true })] }],
  ['two broken promises', 'pressure', 'pay 840 2026-06-17 proof', 'signed_plan 2026-06-11 + 840 in 6 by 2026-12-09', { promises: [broken(1, '2026-05-22'), broken(2, '2026-05-29')] }],
  ['three fruitless chases', 'pressure', 'pay 840 2026-06-17 proof', 'signed_plan 2026-06-11 + 840 in 6 by 2026-12-09', { attempts: ['2026-05-22', '2026-05-29', '2026-06-05'].map(fruitless) }],
  ['91 days late', 'old', 'pay 840 2026-06-16', 'part_and_rest 420 2026-06-09 50% + 420 in 1 by 2026-07-09', { invoices: owing(840, '2026-03-10') }],
  ['90 days late', 'plain', 'pay 840 2026-06-09 hour', 'pay 840 2026-06-23', { invoices: owing(840, '2026-03-11') }],
  ['one broken promise', 'broken_once', 'pay 840 2026-06-09 proof', 'part_and_rest 420 2026-06-09 50% + 420 in 1 by 2026-06-16', { promises: [broken(1, '2026-06-01')] }],
  ['1000.01', 'large', 'pay 1000.01 2026-06-12', 'part_and_rest 300 2026-06-09 30% + 700.01 in 2 by 2026-07-09', { invoices: owing(1000.01) }],
  ['1000.00', 'plain', 'pay 1000 2026-06-09 hour', 'pay 1000 2026-06-23', { invoices: owing(1000) }],
  ['a promise runs on one of two', 'plain', 'pay 300 2026-06-09 hour', 'pay 300 2026-06-23', { invoices: [...owing(400), anInvoice({ id: 102, amount: euros(300) })], promises: [aPromise('2026-06-08', '2026-06-12')] }],
]; // biome-ignore format: one row of D8 a line

describe('recommendedObjective (practice D8)', () => {
  test.each(rows)('%s: %s', (...row) => {
    const [, reason, max, min, facts] = row;
    const found = recommendedObjective(aStanding(facts), occasion);
    expect([found?.why.code, told(found?.max), told(found?.min)]).toEqual([reason, max, min]);
  });

  test('what may be given up is off the full amount of a small dispute, and of nothing else', () => {
    const rules = { ...defaultRules, concessionMaxPercent: 10 };
    const disputed = aStanding({ invoices: owing(1000), disputes: [aDispute({ disputed: euros(1000) })] });
    expect(told(recommendedObjective(disputed, { ...occasion, rules })?.max)).toBe('pay 900');
    expect(told(recommendedObjective(aStanding(), { ...occasion, rules })?.max)).toBe(
      'pay 840 2026-06-09 hour',
    );
  });

  test('nothing open, nothing to aim at', () => {
    expect(recommendedObjective(aStanding({ invoices: [] }), occasion)).toBeUndefined();
  });

  test('a limit on a closed day rolls back, never before today', () => {
    const saturday = { ...occasion, today: day('2026-07-11'), calendar: aCalendar(['2026-07-14']) };
    const found = recommendedObjective(aStanding({ invoices: owing(2000) }), saturday);
    expect(found?.max.by).toBe('2026-07-13');
  });

  test('thresholds are in whole units of a currency without cents', () => {
    const currency = parseCurrency('JPY') ?? EUR;
    const owed = (minor: number) => aStanding({ invoices: [anInvoice({ amount: { minor, currency } })] });
    expect(recommendedObjective(owed(50), occasion)?.why.code).toBe('small');
    expect(recommendedObjective(owed(51), occasion)?.why.code).toBe('plain');
  });
});
