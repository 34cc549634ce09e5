import { expect, test } from 'vitest';
import { day } from '../../src/domain/day.ts';
import { levelOf } from '../../src/domain/level.ts';
import type { PaymentPromise } from '../../src/domain/promise.ts';
import type { Standing } from '../../src/domain/standing.ts';
import { anInvoice, aPart, aPayment, aPromise, aStanding } from '../support/a-standing.ts';

const first = aPromise('2026-06-02', '2026-06-05');
const second = (madeOn: string, patch: Partial<PaymentPromise> = {}) =>
  aPromise(madeOn, '2026-06-25', { id: 202, ...patch });
const withdrawn = {
  kind: 'withdrawn' as const,
  on: day('2026-06-03'),
  reason: 'x',
  replacedBy: null,
  recordedAt: 0,
};

test.each<[string, Partial<Standing>, number]>([
  ['the first one', { promises: [second('2026-06-20')] }, 1],
  ['the first one still open', { promises: [first, second('2026-06-03')] }, 2],
  [
    'the first one partly kept',
    { promises: [first, second('2026-06-10')], payments: [aPayment(101, '2026-06-08', 40)] },
    2,
  ],
  ['the first one broken', { promises: [first, second('2026-06-10')] }, 2],
  [
    'the first one kept late',
    { promises: [first, second('2026-06-10')], payments: [aPayment(101, '2026-06-09', 840)] },
    2,
  ],
  ['the first one withdrawn', { promises: [{ ...first, changes: [withdrawn] }, second('2026-06-10')] }, 2],
  [
    'a part, kept as agreed, and a new one for the rest',
    {
      promises: [
        { ...first, parts: [aPart(101, '2026-06-05', 400)] },
        second('2026-06-10', { parts: [aPart(101, '2026-06-25', 440)] }),
      ],
      payments: [aPayment(101, '2026-06-08', 400)],
    },
    1,
  ],
  ['an intent before', { promises: [{ ...first, condition: 'if' }, second('2026-06-10')] }, 1],
  [
    'a broken one on another invoice',
    {
      invoices: [anInvoice(), anInvoice({ id: 102 })],
      promises: [{ ...first, parts: [aPart(102, '2026-06-05', 40)] }, second('2026-06-10')],
    },
    1,
  ],
  [
    'two not kept',
    { promises: [first, aPromise('2026-06-09', '2026-06-12', { id: 199 }), second('2026-06-18')] },
    3,
  ],
])('level with %s', (_, facts, level) => {
  const standing = aStanding(facts);
  const last = standing.promises.at(-1);
  expect(last && levelOf(last, standing, day('2026-06-21'))).toBe(level);
});
