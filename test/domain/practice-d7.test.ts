import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Outcome } from '../../src/domain/attempt.ts';
import type { PayerType } from '../../src/domain/client.ts';
import { addDays, day, momentOf } from '../../src/domain/day.ts';
import { dueList } from '../../src/domain/due-list.ts';
import { EUR, money } from '../../src/domain/money.ts';
import { type PriorityFacts, scoreOf } from '../../src/domain/priority.ts';
import { defaultRules } from '../../src/domain/rule-table.ts';
import type { Standing } from '../../src/domain/standing.ts';
import {
  aClient,
  aContact,
  aDispute,
  aMemo,
  anAttempt,
  anInvoice,
  anOutcome,
  aPart,
  aPromise,
  aStanding,
  euros,
} from '../support/a-standing.ts';

/** Tuesday 9 June 2026; the plain invoice of 840.00 was due on 20 May, the first invoice of the client. */
const today = day('2026-06-09');

const said = (outcome: Outcome, on: string, followUpOn: string) =>
  anAttempt(on, { outcomes: [anOutcome({ outcome, followUpOn: day(followUpOn), invoiceId: 101 })] });
const announced = anAttempt('2026-06-08', {
  outcomes: [anOutcome({ outcome: 'refusal', action: 'execute_step', followUpOn: day('2026-06-08') })],
});
const commitments = (dueOn: string) => [
  { id: 1, clientId: 1, callId: null, text: 'x', dueOn: day(dueOn), dueAt: null, doneOn: null, recordedAt: 0 },
]; // biome-ignore format: one fact
const plan = aPromise('2026-06-01', '2026-06-05', {
  kind: 'plan',
  parts: [aPart(101, '2026-06-05', 400), aPart(101, '2026-06-30', 440)],
});
const withdrawn = { kind: 'withdrawn', on: today, reason: 'x', replacedBy: null, recordedAt: 0 } as const;
const notice = (on: string) =>
  aMemo({ kind: 'final_notice', createdAt: momentOf(day(on), 600), sentAt: momentOf(day(on), 600) });
const courteous = (on: string) => ({ ...notice(on), kind: 'payment_reminder' as const });
const unconfirmed = {
  promises: [aPromise('2026-06-02', '2026-06-16', { callId: 7 })],
  memos: [aMemo({ callId: 7, sentAt: momentOf(day('2026-06-02'), 660) })],
};
const settled = anInvoice({ id: 99, issuedOn: day('2026-01-01'), settledBefore: euros(840) });
const due = (dueOn: string) => [anInvoice({ dueOn: day(dueOn) })];

describe('practice D7, tier by tier, as the list has them', () => {
  test.each<[string, Partial<Standing>, number, string]>([
    ['an own commitment due', { commitments: commitments('2026-06-09') }, 0, 'own_commitment'],
    ['a step announced, not executed', { attempts: [announced] }, 0, 'step_announced'],
    ['the deadline of a notice is over', { memos: [notice('2026-05-29')] }, 0, 'notice_over'],
    ['a legal date', { attempts: [said('insolvency', '2026-06-01', '2026-06-09')] }, 0, 'declare_claim'],
    ['a broken promise', { promises: [aPromise('2026-06-02', '2026-06-05')] }, 1, 'promise_broken'],
    ['a missed plan row', { promises: [plan] }, 1, 'plan_row_missed'],
    ['a trigger of D6', { attempts: [said('refusal', '2026-06-08', '2026-06-08')] }, 1, 'trigger_refusal'],
    ['a callback of today', { attempts: [said('callback', '2026-06-02', '2026-06-09')] }, 2, 'callback'],
    ['a duplicate of today', { attempts: [said('duplicate_sent', '2026-06-02', '2026-06-09')] }, 2, 'duplicate'],
    ['a dispute of today', { disputes: [aDispute({ resolveOn: today })] }, 2, 'dispute'],
    ['an approval of today', { attempts: [said('approval', '2026-06-02', '2026-06-09')] }, 2, 'approval'],
    ['a proof of today', { attempts: [said('paid_claimed', '2026-06-02', '2026-06-09')] }, 2, 'proof'],
    ['an unconfirmed promise', unconfirmed, 2, 'unconfirmed'],
    ['a withdrawn promise', { promises: [aPromise('2026-06-02', '2026-06-12', { changes: [withdrawn] })] }, 2, 'withdrawn'],
    ['ten days of silence', { attempts: [anAttempt('2026-05-30')] }, 3, 'gap'],
    ['the first call', {}, 3, 'first_call'],
    ['a preventive call', { invoices: due('2026-06-14') }, 4, 'preventive'],
  ])('%s', (_, facts, ...[tier, code]) => {
    const { items } = dueList([aStanding(facts)], today, defaultRules);
    expect(items.map(({ first }) => [first.tier, first.reason.code])).toEqual([[tier, code]]);
  }); // biome-ignore format: one row a line
});

describe('practice D7, who is hidden and until when', () => {
  test.each<[string, Partial<Standing>, string, string | null]>([
    ['a promise not yet due', { promises: [aPromise('2026-06-08', '2026-06-12')] }, 'promise', '2026-06-16'],
    ['a dispute before its date', { disputes: [aDispute({ resolveOn: day('2026-06-10') })] }, 'dispute', '2026-06-10'],
    ['a pause', { attempts: [said('distress', '2026-06-08', '2026-06-22')] }, 'pause', '2026-06-22'],
    ['a pause after anger', { attempts: [said('angry', '2026-06-08', '2026-06-10')] }, 'pause', '2026-06-10'],
    ['insolvency, its date noted', { attempts: [said('insolvency', '2026-06-08', '2026-07-31')] }, 'insolvency', '2026-07-31'],
    ['insolvency by the user’s word', { client: aClient({ payerType: 'insolvent' }) }, 'insolvency', null],
    ['a notice that still runs', { memos: [notice('2026-06-03')] }, 'notice', '2026-06-12'],
    ['a callback of tomorrow', { attempts: [said('callback', '2026-06-08', '2026-06-10')] }, 'appointment', '2026-06-10'],
    ['nine days of silence', { attempts: [anAttempt('2026-06-01')] }, 'cadence', '2026-06-11'],
    ['before the first call, nobody to write to', { invoices: due('2026-06-05'), contacts: [aContact({ email: null })] }, 'cadence', '2026-06-10'],
    ['before the first call, the courteous mail has left', { invoices: due('2026-06-05'), memos: [courteous('2026-06-08')] }, 'cadence', '2026-06-10'],
    ['not due yet, the first invoice', { invoices: due('2026-06-30') }, 'not_due', '2026-06-25'],
    ['not due yet, nothing to ask before: the courteous mail', { invoices: [...due('2026-06-30'), settled] }, 'not_due', '2026-07-01'],
    ['not due yet, nobody to write to', { invoices: [...due('2026-06-30'), settled], contacts: [aContact({ email: null })] }, 'not_due', '2026-07-06'],
    ['an own commitment of tomorrow', { invoices: [], commitments: commitments('2026-06-10') }, 'own_commitment', '2026-06-10'],
  ])('%s', (_, facts, ...[gate, until]) => {
    const standing = aStanding(facts);
    const { items, hidden } = dueList([standing], today, defaultRules);
    expect([items.length, ...hidden.map((one) => [one.gate, one.until])]).toEqual([0, [gate, until]]);
    const back = until === null ? [] : dueList([standing], day(until), defaultRules).items;
    expect(back).toHaveLength(until === null ? 0 : 1);
    const eve = until === null ? [] : dueList([standing], addDays(day(until), -1), defaultRules).items;
    expect(eve).toEqual([]);
  }); // biome-ignore format: one gate a line
});

describe('practice D7, the score', () => {
  const plain: PriorityFacts = {
    overdue: euros(0),
    daysLate: 0,
    broken: 0,
    payerType: 'good_payer',
    daysSinceChase: 0,
  };
  test.each<[PayerType, number]>([
    ['good_payer', 0],
    ['sincere_disputer', 4],
    ['process_bound', 2],
    ['careless', 3],
    ['unknown', 5],
    ['inventor_of_disputes', 7],
    ['cash_strapped', 7],
    ['strategic', 8],
    ['serial_promiser', 9],
    ['silent', 10],
  ])('risk of %s: %d', (payerType, points) => {
    const { terms, score } = scoreOf({ ...plain, payerType }, defaultRules);
    expect([terms.risk, score]).toEqual([points, points]);
  });

  test.each<[Partial<PriorityFacts>, number]>([
    [{ daysSinceChase: 6 }, 0],
    [{ daysSinceChase: 7 }, 5],
    [{ daysSinceChase: 9 }, 5],
    [{ daysSinceChase: 10 }, 10],
    [{ broken: 1 }, 8],
    [{ broken: 2 }, 15],
    [{ broken: 3 }, 15],
    [{ daysLate: 45 }, 15],
    [{ daysLate: 90 }, 30],
    [{ overdue: euros(2500) }, 18],
    [{ overdue: euros(5000.01) }, 35],
  ])('%o: %d', (patch, points) => {
    expect(scoreOf({ ...plain, ...patch }, defaultRules).score).toBe(points);
  });

  test('the score is that of the bare formula, and the terms that are shown add up to it', () => {
    const facts = fc.record({
      overdue: fc.integer({ min: 0, max: 600_000 }).map((minor) => money(minor, EUR)),
      daysLate: fc.integer({ min: 0, max: 95 }),
      broken: fc.integer({ min: 0, max: 3 }),
      payerType: fc.constantFrom<PayerType>('good_payer', 'careless', 'process_bound', 'unknown', 'strategic', 'silent'),
      daysSinceChase: fc.integer({ min: 0, max: 12 }),
    });
    const risks = { good_payer: 0, process_bound: 2, careless: 3, unknown: 5, strategic: 8, silent: 10 };
    fc.assert(
      fc.property(facts, (one) => {
        const { terms, total, score } = scoreOf(one, defaultRules);
        const gap = one.daysSinceChase >= 10 ? 10 : one.daysSinceChase >= 7 ? 5 : 0;
        const risk = risks[one.payerType as keyof typeof risks];
        // Over one denominator, so that a half is a half.
        const amount = Math.min(one.overdue.minor, 500_000) * 63;
        const age = Math.min(one.daysLate, 90) * 300_000;
        const rest = (Math.min(one.broken, 2) * 7.5 + risk + gap) * 900_000;
        expect(score).toBe(Math.floor((2 * (amount + age + rest) + 900_000) / 1_800_000));
        const shown = Object.values(terms).map((term) => Math.round(term * 10));
        expect(shown.reduce((sum, term) => sum + term)).toBe(Math.round(total * 10));
        expect(Math.round(total)).toBe(score);
        expect(Math.abs(terms.amount - amount / 900_000)).toBeLessThan(0.16);
        expect(Math.abs(terms.age - age / 900_000)).toBeLessThan(0.16);
      }),
      { numRuns: 2000 },
    );
  }); // biome-ignore format: a formula

  test('the worked example from the ledger: 55, and the terms add up', () => {
    const on = day('2026-07-01');
    const promise = aPromise('2026-06-01', '2026-06-05', { parts: [aPart(101, '2026-06-05', 2400)] });
    const standing = aStanding({
      client: aClient({ payerType: 'cash_strapped' }),
      invoices: [anInvoice({ amount: euros(2400), dueOn: addDays(on, -42) })],
      promises: [promise],
      attempts: [anAttempt(addDays(on, -11))],
    });
    const [item] = dueList([standing], on, defaultRules).items;
    expect(item?.terms).toEqual({ amount: 16.8, age: 14, broken: 7.5, risk: 7, gap: 10 });
    expect([item?.total, item?.score]).toEqual([55.3, 55]);
  });
});
