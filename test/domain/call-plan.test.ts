import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planTotal } from '../../src/domain/call/agreements.ts';
import { blankAnswer, type PlanAnswer } from '../../src/domain/call/answer.ts';
import { firstPlanDay, planFromToday, planOf } from '../../src/domain/call/plan.ts';
import { answerOf } from '../../src/domain/call/record.ts';
import { resultOf } from '../../src/domain/call/result.ts';
import { day } from '../../src/domain/day.ts';
import { EUR, money } from '../../src/domain/money.ts';
import { aSetup } from '../support/a-call.ts';
import { play } from '../support/call-events.ts';
import { ways } from '../support/call-states.ts';

const euros = (amount: number) => money(Math.round(amount * 100), EUR);
const aPlan = (change: Partial<PlanAnswer>): PlanAnswer => ({
  ...blankAnswer('plan', [11]),
  terms: { by: 'count', count: 3 },
  firstOn: day('2026-06-05'),
  ...change,
});
const each = (amount: number): Partial<PlanAnswer> => ({ terms: { by: 'amount', each: euros(amount) } });
const times = (count: number): Partial<PlanAnswer> => ({ terms: { by: 'count', count } });

/** `333.33@2026-06-05` a row. */
const rowsOf = (total: number, change: Partial<PlanAnswer>): string[] | undefined =>
  planOf(aSetup(), aPlan(change), euros(total))?.rows.map(
    ({ amount, promisedOn }) => `${(amount.minor / 100).toFixed(2)}@${promisedOn}`,
  );

describe('the rows of a plan', () => {
  it.each<[string, number, Partial<PlanAnswer>, string[]]>([
    ['even', 840, times(3), ['280.00@2026-06-05', '280.00@2026-07-05', '280.00@2026-08-05']],
    ['the last takes the rounding', 1000, times(3), ['333.33@2026-06-05', '333.33@2026-07-05', '333.34@2026-08-05']],
    ['so much each time', 500, each(200), ['200.00@2026-06-05', '200.00@2026-07-05', '100.00@2026-08-05']],
    ['each week', 300, { ...times(2), every: 'week' }, ['150.00@2026-06-05', '150.00@2026-06-12']],
    ['a larger first one', 840, { ...times(3), firstAmount: euros(300) }, ['300.00@2026-06-05', '270.00@2026-07-05', '270.00@2026-08-05']],
    ['a first one, then so much', 500, { ...each(200), firstAmount: euros(100) }, ['100.00@2026-06-05', '200.00@2026-07-05', '200.00@2026-08-05']],
    ['a first one and one more', 840, { ...times(2), firstAmount: euros(500) }, ['500.00@2026-06-05', '340.00@2026-07-05']],
    ['the end of the month', 300, { ...times(3), firstOn: day('2026-08-31') }, ['100.00@2026-08-31', '100.00@2026-09-30', '100.00@2026-10-31']],
    ['one row changed', 840, { ...times(3), changes: [{ row: 0, amount: euros(400), on: null }] }, ['400.00@2026-06-05', '280.00@2026-07-05', '160.00@2026-08-05']],
    ['changed twice: the last change counts', 840, { ...times(3), changes: [{ row: 1, amount: euros(1), on: null }, { row: 1, amount: euros(300), on: null }] }, ['280.00@2026-06-05', '300.00@2026-07-05', '260.00@2026-08-05']],
    ['one day changed', 840, { ...times(3), changes: [{ row: 1, amount: null, on: day('2026-07-10') }] }, ['280.00@2026-06-05', '280.00@2026-07-10', '280.00@2026-08-05']],
    ['a day moved past the next: in their order', 840, { ...times(3), changes: [{ row: 0, amount: null, on: day('2026-07-20') }] }, ['280.00@2026-07-05', '280.00@2026-07-20', '280.00@2026-08-05']],
    ['a row that is not there', 840, { ...times(3), changes: [{ row: 9, amount: euros(1), on: null }] }, ['280.00@2026-06-05', '280.00@2026-07-05', '280.00@2026-08-05']],
  ])('%s', (...row) => {
    const [, total, change, expected] = row;
    expect(rowsOf(total, change)).toEqual(expected);
  }); // biome-ignore format: one case a line

  it('are not known before the terms and the first day are', () => {
    expect(planOf(aSetup(), aPlan({ terms: null }), euros(840))).toBeNull();
    expect(planOf(aSetup(), aPlan({ firstOn: null }), euros(840))).toBeNull();
    expect(planFromToday(aSetup(), aPlan({ firstOn: null }), euros(840))?.rows[0]?.promisedOn).toBe(
      firstPlanDay(aSetup()),
    );
  });

  it('add up to the cent for any amount, terms, first payment and change', () => {
    const anyPlan = fc.record({
      total: fc.integer({ min: 2, max: 1_000_000 }),
      count: fc.integer({ min: 2, max: 40 }),
      each: fc.integer({ min: 1_000, max: 500_000 }),
      isCounted: fc.boolean(),
      first: fc.option(fc.integer({ min: 1, max: 300_000 })),
      every: fc.constantFrom('week' as const, 'month' as const),
      changes: fc.array(fc.record({ row: fc.nat(6), amount: fc.nat(100_000) }), { maxLength: 3 }),
    });
    fc.assert(
      fc.property(anyPlan, ({ total, count, each: one, isCounted, first, every, changes }) => {
        const terms = isCounted
          ? { by: 'count' as const, count }
          : { by: 'amount' as const, each: money(one, EUR) };
        const plan = aPlan({
          terms,
          every,
          firstAmount: first === null ? null : money(first, EUR),
          changes: changes.map(({ row, amount }) => ({ row, amount: money(amount, EUR), on: null })),
        });
        const { rows = [] } = planOf(aSetup(), plan, money(total, EUR)) ?? {};
        expect(rows.reduce((minor, { amount }) => minor + amount.minor, 0)).toBe(total);
        expect(rows.map(({ promisedOn }) => promisedOn)).toEqual(
          rows.map(({ promisedOn }) => promisedOn).toSorted(),
        );
      }),
      { numRuns: 300 },
    );
  });
});

describe('a plan that is not taken', () => {
  it.each<[string, number, Partial<PlanAnswer>, string | null]>([
    ['three months', 840, times(3), null],
    ['six rows', 600, times(6), null],
    ['seven rows', 840, times(7), 'too_long'],
    ['600 at 10 a month', 600, each(10), 'too_long'],
    ['six weeks', 600, { ...times(6), every: 'week' }, null],
    ['ends on the last day', 840, { ...times(2), firstOn: day('2026-11-02') }, null],
    ['ends a day later', 840, { ...times(2), firstOn: day('2026-11-03') }, 'too_long'],
    ['as small as may be', 100, times(2), null],
    ['too small', 99, times(2), 'too_small'],
    ['a small last one', 210, each(100), null],
    ['nothing left for the last one', 840, { ...times(3), changes: [{ row: 0, amount: euros(560), on: null }] }, 'too_small'],
    ['more than there is', 840, { ...times(3), changes: [{ row: 0, amount: euros(900), on: null }] }, 'too_small'],
    ['all at once', 840, each(840), 'no_plan'],
    ['less than two cents', 0.01, times(2), 'no_plan'],
  ])('%s', (...row) => {
    const [, total, change, problem] = row;
    expect(planOf(aSetup(), aPlan(change), euros(total))?.problem).toBe(problem);
  }); // biome-ignore format: one case a line

  it('tells its months, its end and the latest end: 600 at 10 a month are five years', () => {
    expect(planOf(aSetup(), aPlan(each(10)), euros(600))).toMatchObject({
      months: 60,
      endsOn: '2031-05-05',
      limit: '2026-12-02',
      problem: 'too_long',
    });
    expect(planOf(aSetup(), aPlan({ ...times(6), every: 'week' }), euros(600))).toMatchObject({
      months: 2,
      endsOn: '2026-07-10',
    });
  });

  it('is asked for again with the counter-line, and promises nothing', () => {
    const [first] = aSetup().invoices;
    const setup = aSetup({ invoices: first ? [{ ...first, balance: euros(600) }] : [] });
    const offered = [...ways.cannot_pay, 'instalments', 'plan_terms=each:1000'];
    const call = play(offered, setup);
    expect(call).toMatchObject({ state: 'plan', asking: ['plan_terms', 'plan_day'] });
    expect(resultOf(call, { attempts: [], livePromises: [] }).promises).toEqual([]);
    const better = play([...offered, 'plan_terms=count:3', 'plan_day=2026-06-05'], setup);
    expect(better).toMatchObject({ state: 'plan', asking: [] });
    expect(resultOf(better, { attempts: [], livePromises: [] }).promises).toMatchObject([
      { kind: 'plan', parts: [{ amount: { minor: 20_000 } }, { promisedOn: '2026-07-05' }, {}] },
    ]);
  });
});

describe('a plan in the call', () => {
  const agreed = [...ways.cannot_pay, 'instalments', 'plan_terms=count:3', 'plan_day=2026-06-05'];

  it('is about what is open and not contested', () => {
    const free = play(agreed);
    const whole = answerOf(free.heard, 'plan');
    expect(whole && planTotal(free, whole)).toEqual(euros(840));
    const part = [
      'part_agreed',
      'disputed_amount=30000',
      'dispute_type=commercial',
      'remedy=',
      'dispute_owner=me',
    ];
    const rest = play([...ways.dispute, ...part, 'resolve_day=2026-06-09', 'settle_day=', 'instalments']);
    const plan = answerOf(rest.heard, 'plan');
    expect(plan && planTotal(rest, plan)).toEqual(euros(540));
  });

  it.each<[string, readonly string[]]>([
    ['a copy', [...ways.duplicate, 'received', 'instalments']],
    ['a refusal that turned', [...ways.consequences, 'turns', 'instalments']],
    ['a claim', [...ways.paid, 'details', 'claim_day=2026-05-29', 'leave', 'j:plan']],
    ['a dispute about all of it', [...ways.dispute, 'j:plan']],
    ['a call back', [...ways.callback, 'j:plan']],
    ['a pause', [...ways.distress, 'pause', 'pause_day=2026-06-16', 'leave', 'j:plan']],
    ['no day', [...ways.evasive, 'j:consequences', 'no', 'j:plan']],
    ['a promise', [...ways.promise, 'j:plan']],
  ])('can be agreed after %s', (_, texts) => {
    const call = play([...texts, 'plan_terms=count:3', 'plan_day=2026-06-05']);
    expect(call).toMatchObject({ state: 'plan', asking: [] });
    const { promises, outcomes } = resultOf(call, { attempts: [], livePromises: [] });
    expect(outcomes).toMatchObject([{ outcome: 'plan' }]);
    expect(promises[0]?.parts.map(({ amount }) => amount.minor)).toEqual([28_000, 28_000, 28_000]);
  });

  it('leaves out what something else was said of since', () => {
    const [first] = aSetup().invoices;
    const setup = aSetup({ invoices: first ? [first, { ...first, id: 12, balance: euros(300) }] : [] });
    const call = play([...agreed, 'f:12', 'j:paid', 'details', 'claim_day=2026-05-29'], setup);
    const { promises, outcomes } = resultOf(call, { attempts: [], livePromises: [] });
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['plan', 'paid_claimed']);
    expect(promises[0]?.parts.map(({ amount }) => amount.minor)).toEqual([28_000, 28_000, 28_000]);
  });

  it('takes the clause, the fees and the period by one key each', () => {
    const plan = answerOf(play([...agreed, 'clause', 'fees', 'every']).heard, 'plan');
    expect(plan).toMatchObject({ isAccelerated: true, areFeesWaived: true, every: 'week' });
    expect(answerOf(play([...agreed, 'clause', 'clause']).heard, 'plan')).toMatchObject({
      isAccelerated: false,
    });
  });

  it('forgets changed rows when its terms or its period become others', () => {
    const changed = [...agreed, 'row', 'plan_row=0:amount:40000'];
    expect(answerOf(play(changed).heard, 'plan')?.changes).toHaveLength(1);
    expect(answerOf(play([...changed, 'every']).heard, 'plan')?.changes).toEqual([]);
    expect(answerOf(play([...changed, 'terms', 'plan_terms=count:2']).heard, 'plan')?.changes).toEqual([]);
  });
});
