import { describe, expect, test } from 'vitest';
import type { CreditNote } from '../../src/domain/invoice.ts';
import { day } from '../../src/domain/day.ts';
import { EUR, money, parseCurrency } from '../../src/domain/money.ts';
import {
  heldUntil,
  judgePromise,
  livePromises,
  type PaymentPromise,
  type PromiseChange,
  type PromiseJudgement,
  rowsOn,
  toleranceOf,
} from '../../src/domain/promise.ts';
import { defaultRules } from '../../src/domain/rule-table.ts';
import type { Standing } from '../../src/domain/standing.ts';
import { anInvoice, aPart, aPayment, aPromise, aStanding, euros } from '../support/a-standing.ts';

/** Practice D2: leaves Friday 5 June 2026, on the account by Monday 8, recontact Tuesday 9. */
const friday = aPromise('2026-06-02', '2026-06-05');

function fates(standing: Partial<Standing>, days: readonly string[], promise = friday) {
  const whole = aStanding({ promises: [promise], ...standing });
  return days.map((on) => judgePromise(promise, whole, day(on)).fate);
}

function moved(on: string, patch: Partial<PromiseChange> = {}): PromiseChange {
  return { kind: 'moved', on: day(on), reason: null, replacedBy: null, recordedAt: 0, ...patch };
}

function credited(on: string, amount: number): CreditNote {
  return {
    id: 1,
    clientId: 1,
    invoiceId: 101,
    number: 'A',
    reason: 'credit',
    issuedOn: day(on),
    amount: euros(amount),
    recordedAt: 0,
  };
}

/** The day until which what is judged holds everything else. */
const untilOf = ({ rows }: PromiseJudgement, on: string) => heldUntil(rows, day(on), defaultRules);

describe('a promise that leaves on Friday 5 June', () => {
  const days = ['2026-06-05', '2026-06-08', '2026-06-09', '2026-06-30'];
  test.each([
    ['nothing came', [], ['open', 'open', 'broken', 'broken']],
    ['all on the deadline', [aPayment(101, '2026-06-08', 840)], ['open', 'kept', 'kept', 'kept']],
    ['all the day after', [aPayment(101, '2026-06-09', 840)], ['open', 'open', 'kept_late', 'kept_late']],
    ['all before the promised day', [aPayment(101, '2026-06-03', 840)], ['kept', 'kept', 'kept', 'kept']],
    [
      'part before, nothing more',
      [aPayment(101, '2026-06-08', 400)],
      ['open', 'open', 'partly_kept', 'partly_kept'],
    ],
    [
      'part before, rest after',
      [aPayment(101, '2026-06-08', 400), aPayment(101, '2026-06-20', 440)],
      ['open', 'open', 'partly_kept', 'kept_late'],
    ],
    ['part after only', [aPayment(101, '2026-06-20', 1)], ['open', 'open', 'broken', 'partly_kept']],
    ['too much', [aPayment(101, '2026-06-08', 900)], ['open', 'kept', 'kept', 'kept']],
    ['to another invoice', [aPayment(999, '2026-06-08', 840)], ['open', 'open', 'broken', 'broken']],
    ['without a name', [aPayment(null, '2026-06-08', 840)], ['open', 'kept', 'kept', 'kept']],
    [
      'reversed on the 9th',
      [{ ...aPayment(101, '2026-06-05', 840), reversedOn: day('2026-06-09') }],
      ['kept', 'kept', 'broken', 'broken'],
    ],
  ])('%s', (_, payments, expected) => {
    expect(fates({ payments }, days)).toEqual(expected);
  });

  test('money from before the promise does not count for it', () => {
    const promise = { ...friday, parts: [aPart(101, '2026-06-05', 400)] };
    const standing = aStanding({ promises: [promise], payments: [aPayment(101, '2026-06-01', 400)] });
    expect(judgePromise(promise, standing, day('2026-06-09'))).toMatchObject({
      fate: 'broken',
      received: euros(0),
    });
  });

  test('holds until the recontact day, not a day longer', () => {
    const standing = aStanding({ promises: [friday] });
    const held = ['2026-06-02', '2026-06-08', '2026-06-09'].map((on) =>
      untilOf(judgePromise(friday, standing, day(on)), on),
    );
    expect(held).toEqual(['2026-06-09', '2026-06-09', null]);
    expect(livePromises(standing, day('2026-06-08'), defaultRules).get(101)?.promise).toBe(friday);
    expect(livePromises(standing, day('2026-06-09'), defaultRules).size).toBe(0);
  });

  test('over a week-end it is broken but still holds until the working day', () => {
    const part = { ...aPart(101, '2026-05-12', 840), recontactOn: day('2026-05-18') };
    const promise = { ...friday, madeOn: day('2026-05-11'), parts: [part] };
    const judged = judgePromise(promise, aStanding({ promises: [promise] }), day('2026-05-17'));
    expect(judged.fate).toBe('broken');
    expect(untilOf(judged, '2026-05-17')).toBe('2026-05-18');
  });
});

test.each([
  ['EUR', 8400, 84],
  ['EUR', 84_000, 100],
  ['JPY', 84_000, 1],
  ['KWD', 840_000, 1000],
] as const)('the smaller of 1 %% and 1.00 in %s of %i', (code, minor, expected) => {
  expect(toleranceOf(money(minor, parseCurrency(code) ?? EUR), defaultRules)).toBe(expected);
});

describe('credit notes', () => {
  const days = ['2026-06-08', '2026-06-09'];
  test.each([
    [
      'credit of the rest by the deadline',
      [credited('2026-06-08', 440)],
      [aPayment(101, '2026-06-05', 400)],
      ['kept', 'kept'],
    ],
    ['credit of all by the deadline', [credited('2026-06-08', 840)], [], ['withdrawn', 'withdrawn']],
    ['credit of a part', [credited('2026-06-08', 40)], [], ['open', 'broken']],
    [
      'credit of a part, the rest paid in time',
      [credited('2026-06-03', 40)],
      [aPayment(101, '2026-06-08', 800)],
      ['kept', 'kept'],
    ],
    ['credit after the deadline leaves it broken', [credited('2026-06-09', 840)], [], ['open', 'broken']],
    ['paid before the promise, as it turned out', [], [aPayment(101, '2026-06-01', 840)], ['kept', 'kept']],
  ])('%s', (_, creditNotes, ...[payments, expected]) => {
    expect(fates({ creditNotes, payments }, days)).toEqual(expected);
  });
});

test('a part paid before the promise, and the promised rest credited: moot, not kept', () => {
  const promise = { ...friday, parts: [aPart(101, '2026-06-05', 440)] };
  const payments = [aPayment(101, '2026-06-01', 400)];
  const found = fates({ payments, creditNotes: [credited('2026-06-08', 440)] }, ['2026-06-08'], promise);
  expect(found).toEqual(['withdrawn']);
});

describe('what happened to it', () => {
  const days = ['2026-06-04', '2026-06-05', '2026-06-09'];
  test.each<[string, Partial<PaymentPromise>, string[]]>([
    ['moved before the promised day', { changes: [moved('2026-06-04')] }, ['moved', 'moved', 'moved']],
    ['moved on the promised day', { changes: [moved('2026-06-05')] }, ['open', 'broken', 'broken']],
    [
      'withdrawn',
      { changes: [moved('2026-06-05', { kind: 'withdrawn' })] },
      ['open', 'withdrawn', 'withdrawn'],
    ],
    ['confirmed', { changes: [moved('2026-06-03', { kind: 'confirmed' })] }, ['open', 'open', 'broken']],
    ['with a condition', { condition: 'when our client pays' }, ['intent', 'intent', 'intent']],
  ])('%s', (_, patch, expected) => {
    expect(fates({}, days, { ...friday, ...patch })).toEqual(expected);
  });

  // The invoice is over 1680: what came on the day of the promise, what was promised then, and what became of it.
  test.each([
    ['the amount promised', 840, 840, 'kept'],
    ['more than promised', 1000, 840, 'kept'],
    ['a part of it', 400, 840, 'partly_kept'],
    ['exactly what the promise left out: it was there before', 1000, 680, 'broken'],
    ['half, and the other half promised: the amount speaks for the promise', 840, 840, 'kept'],
    ['a part, and the whole promised', 400, 1680, 'partly_kept'],
  ])('money of its own day, %s', (...[, came, promised, fate]) => {
    const invoices = [anInvoice({ id: 101, amount: euros(1680) })];
    for (const recordedAt of [0, friday.recordedAt, friday.recordedAt + 1]) {
      const promise = { ...friday, parts: [aPart(101, '2026-06-05', promised)] };
      const payments = [{ ...aPayment(101, friday.madeOn, came), recordedAt }];
      const standing = aStanding({ invoices, payments, promises: [promise] });
      expect(judgePromise(promise, standing, day('2026-06-09')).fate).toBe(fate);
    }
  });

  test('a second move counts as broken', () => {
    const second = aPromise('2026-06-04', '2026-06-10', { id: 202 });
    const third = aPromise('2026-06-09', '2026-06-20', { id: 203 });
    const standing = aStanding({ promises: [third, friday, second] });
    const judge = (promise: PaymentPromise) => judgePromise(promise, standing, day('2026-06-12')).fate;
    expect([friday, second, third].map(judge)).toEqual(['moved', 'broken', 'open']);
    expect(livePromises(standing, day('2026-06-12'), defaultRules).get(101)?.promise).toBe(third);
  });

  test('a newer promise takes the money from its own day on; the broken one stays broken', () => {
    const second = aPromise('2026-06-09', '2026-06-12', { id: 202 });
    const standing = aStanding({ promises: [friday, second], payments: [aPayment(101, '2026-06-12', 840)] });
    expect(judgePromise(friday, standing, day('2026-06-20')).fate).toBe('broken');
    expect(judgePromise(second, standing, day('2026-06-20')).fate).toBe('kept');
  });

  test('when the newer one is withdrawn, the older one is live again', () => {
    const second = aPromise('2026-06-03', '2026-06-12', {
      id: 202,
      changes: [moved('2026-06-04', { kind: 'withdrawn' })],
    });
    const standing = aStanding({ promises: [friday, second] });
    expect(livePromises(standing, day('2026-06-03'), defaultRules).get(101)?.promise).toBe(second);
    expect(livePromises(standing, day('2026-06-04'), defaultRules).get(101)?.promise).toBe(friday);
  });
});

describe('in parts', () => {
  const rows = [aPart(101, '2026-06-05', 300), aPart(101, '2026-06-19', 300), aPart(101, '2026-07-03', 240)];
  const plan = { ...friday, kind: 'plan' as const, parts: rows };
  const judge = (payments: ReturnType<typeof aPayment>[], on: string) =>
    judgePromise(plan, aStanding({ promises: [plan], payments }), day(on));

  test('money fills the oldest part first, and each part is judged by its own day', () => {
    const judged = judge([aPayment(101, '2026-06-05', 350)], '2026-06-10');
    expect(judged.rows.map(({ fate }) => fate)).toEqual(['kept', 'open', 'open']);
    expect(judged.rows.map(({ received }) => received)).toEqual([euros(300), euros(50), euros(0)]);
    expect(judged).toMatchObject({ fate: 'open', received: euros(350) });
    expect(untilOf(judged, '2026-06-10')).toBe('2026-06-23');
  });

  test('the oldest part is the one of the earliest day, in whatever order they were told', () => {
    const turned = { ...plan, parts: rows.toReversed() };
    const standing = aStanding({ promises: [turned], payments: [aPayment(101, '2026-06-05', 350)] });
    const { rows: judged } = judgePromise(turned, standing, day('2026-06-10'));
    expect(judged.map(({ received }) => received)).toEqual([euros(0), euros(50), euros(300)]);
  });

  test('a missed row breaks the plan and gives the hold up', () => {
    const judged = judge([aPayment(101, '2026-06-05', 300)], '2026-06-23');
    expect(judged.fate).toBe('broken');
    expect(untilOf(judged, '2026-06-23')).toBeNull();
    expect(judged.rows.map(({ fate }) => fate)).toEqual(['kept', 'broken', 'open']);
  });

  test('a row paid late takes the plan up again', () => {
    const paid = [aPayment(101, '2026-06-05', 300), aPayment(101, '2026-06-24', 300)];
    const judged = judge(paid, '2026-06-24');
    expect(judged.fate).toBe('open');
    expect(untilOf(judged, '2026-06-24')).toBe('2026-07-07');
    expect(judge([...paid, aPayment(101, '2026-07-06', 240)], '2026-07-10').fate).toBe('kept_late');
  });

  test('bank charges missing of an instalment end no plan', () => {
    const judged = judge([aPayment(101, '2026-06-05', 299)], '2026-06-10');
    expect(judged.rows.map(({ fate }) => fate)).toEqual(['partly_kept', 'open', 'open']);
    expect(untilOf(judged, '2026-06-10')).toBe('2026-06-23');
    const shorter = judge([aPayment(101, '2026-06-05', 298.99)], '2026-06-10');
    expect(untilOf(shorter, '2026-06-10')).toBeNull();
  });

  test('two invoices: one paid makes it partly kept', () => {
    const both = { ...friday, parts: [aPart(101, '2026-06-05', 840), aPart(102, '2026-06-05', 500)] };
    const standing = aStanding({
      invoices: [anInvoice(), anInvoice({ id: 102, amount: euros(500) })],
      promises: [both],
      payments: [aPayment(102, '2026-06-08', 500)],
    });
    expect(judgePromise(both, standing, day('2026-06-09'))).toMatchObject({
      fate: 'partly_kept',
      received: euros(500),
    });
  });
});

describe('a plan whose balance falls due with a missed instalment', () => {
  const parts = [aPart(101, '2026-06-05', 300), aPart(102, '2026-06-19', 300), aPart(102, '2026-07-03', 240)];
  const plan = { ...friday, kind: 'plan' as const, isAccelerated: true, parts };
  const invoices = [anInvoice({ amount: euros(300) }), anInvoice({ id: 102, amount: euros(540) })];
  const at = (
    on: string,
    payments: ReturnType<typeof aPayment>[] = [],
    patch: Partial<PaymentPromise> = {},
  ) => {
    const own = { ...plan, ...patch };
    const standing = aStanding({ invoices, promises: [own], payments });
    const judged = judgePromise(own, standing, day(on));
    const live = [...livePromises(standing, day(on), defaultRules)];
    const held = live.map(([id, { rows }]) => `${id} ${heldUntil(rowsOn(rows, id), day(on), defaultRules)}`);
    return [judged.fate, ...held];
  };
  const late = [aPayment(101, '2026-06-10', 300)];

  test.each<[string, ReturnType<typeof at>, unknown[]]>([
    ['the first deadline', at('2026-06-08'), ['open', '101 2026-06-09', '102 2026-06-23']],
    ['its recontact day: nothing holds any more, on any invoice', at('2026-06-09'), ['broken']],
    ['without the clause the other invoice keeps its day', at('2026-06-09', [], { isAccelerated: false }), ['broken', '102 2026-06-23']],
    ['paid after that: the plan does not come back', at('2026-06-10', late), ['broken']],
    ['without the clause it does', at('2026-06-10', late, { isAccelerated: false }), ['open', '102 2026-06-23']],
    ['paid in time', at('2026-06-10', [aPayment(101, '2026-06-08', 300)]), ['open', '102 2026-06-23']],
    ['all but a euro', at('2026-06-10', [aPayment(101, '2026-06-08', 299)]), ['partly_kept', '102 2026-06-23']],
    ['part of the rest came too', at('2026-06-10', [...late, aPayment(102, '2026-06-10', 100)]), ['partly_kept']],
    ['all of it came', at('2026-07-01', [...late, aPayment(102, '2026-06-10', 540)]), ['kept_late']],
  ])('%s', (_, found, expected) => {
    expect(found).toEqual(expected);
  }); // biome-ignore format: one state a line

  test('a new agreement takes its place', () => {
    const newer = aPromise('2026-06-10', '2026-06-12', { id: 202, parts: [aPart(102, '2026-06-12', 540)] });
    const standing = aStanding({ invoices, promises: [plan, newer] });
    expect([...livePromises(standing, day('2026-06-11'), defaultRules).keys()]).toEqual([102]);
  });
});
