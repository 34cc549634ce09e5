import { expect, test } from 'vitest';
import { day } from '../../src/domain/day.ts';
import { nextActions } from '../../src/domain/next-action.ts';
import { defaultRules } from '../../src/domain/rule-table.ts';
import { aDispute, anAttempt, anInvoice, anOutcome, aPromise, aStanding } from '../support/a-standing.ts';

test('distress pauses a promise whose recontact day comes first, and a dispute, too', () => {
  const pause = anOutcome({ outcome: 'distress', followUpOn: day('2026-06-17') });
  const standing = aStanding({
    invoices: [anInvoice(), anInvoice({ id: 102 })],
    promises: [aPromise('2026-06-02', '2026-06-05')],
    disputes: [aDispute({ invoiceId: 102, resolveOn: day('2026-06-08') })],
    attempts: [anAttempt('2026-06-03', { outcomes: [pause] })],
  });
  // Before the recontact day, on it, and on the eve of the end.
  for (const on of ['2026-06-05', '2026-06-09', '2026-06-16'])
    expect(nextActions(standing, day(on), defaultRules)).toMatchObject([
      { invoiceId: 101, showsOn: '2026-06-17', gate: 'pause' },
      { invoiceId: 102, showsOn: '2026-06-17', gate: 'pause' },
    ]);
  expect(nextActions(standing, day('2026-06-17'), defaultRules)).toMatchObject([
    { reason: { code: 'promise_broken' }, tier: 1, showsOn: '2026-06-09' },
    { reason: { code: 'dispute' }, tier: 2, showsOn: '2026-06-08' },
  ]);
});
