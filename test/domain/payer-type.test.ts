import { describe, expect, test } from 'vitest';
import type { PayerType } from '../../src/domain/client.ts';
import { addDays, day, momentOf } from '../../src/domain/day.ts';
import { paymentDelays, payerType } from '../../src/domain/payer-type.ts';
import { defaultRules } from '../../src/domain/rule-table.ts';
import type { Standing } from '../../src/domain/standing.ts';
import {
  aClient,
  aDispute,
  aMemo,
  aPart,
  aPayment,
  aPromise,
  aReply,
  aStanding,
  anAttempt,
  anInvoice,
  anOutcome,
  euros,
} from '../support/a-standing.ts';

const today = day('2026-06-09');

/** Invoices of 100 due on 1 March, 1 April … and paid so many days later, beside the open one. */
function paidAfter(delays: readonly number[]): Partial<Standing> {
  const dueDays = ['2026-01-05', '2026-02-02', '2026-03-02', '2026-04-01', '2026-05-04'].map(day);
  const paid = delays.map((delay, index) => {
    const dueOn = dueDays[index % dueDays.length] ?? today;
    return { dueOn, paidOn: addDays(dueOn, delay), id: index + 1 };
  });
  return {
    invoices: [anInvoice(), ...paid.map(({ id, dueOn }) => anInvoice({ id, dueOn, issuedOn: addDays(dueOn, -30), amount: euros(100) }))],
    payments: paid.map(({ id, paidOn }) => aPayment(id, paidOn, 100)),
  }; // biome-ignore format: one fact a line
}

const broken = (id: number, promisedOn: string) =>
  aPromise(addDays(day(promisedOn), -2), promisedOn, { id, parts: [aPart(101, promisedOn, 840)] });

const invented = (id: number, raisedOn: string) =>
  aDispute({ id, raisedOn: day(raisedOn), ground: 'no', closedOn: addDays(day(raisedOn), 1) });

const tried = (on: string, patch = {}) => anAttempt(on, { reach: 'no_answer', ...patch });

const mailed = (on: string) => aMemo({ sentAt: momentOf(day(on), 660) });

/** Half of the invoice promised, paid but for a little; the other half, and the same again. */
const shortBy = (missing: number): Partial<Standing> => ({
  promises: ['2026-05-22', '2026-05-29'].map((on, id) =>
    aPromise(addDays(day(on), -1), on, { id, parts: [aPart(101, on, 420)] }),
  ),
  payments: ['2026-05-23', '2026-05-30'].map((on) => aPayment(101, on, 420 - missing)),
});

/** Tried twice, and written to. */
const quiet = { attempts: [tried('2026-05-25'), tried('2026-06-01')], memos: [aMemo()] };

const rows: readonly (readonly [string, PayerType, Partial<Standing>])[] = [
  ['nothing known', 'unknown', {}],
  ['the user said so', 'strategic', { client: aClient({ payerType: 'strategic' }) }],
  ['insolvency heard', 'insolvent', { attempts: [anAttempt('2026-06-01', { cause: 'insolvency' })] }],
  ['insolvency recorded', 'insolvent', { attempts: [anAttempt('2026-06-01', { outcomes: [anOutcome({ outcome: 'insolvency' })] })] }],
  ['insolvency by the user’s word', 'insolvent', { client: aClient({ payerType: 'insolvent' }) }],
  ['insolvency heard tomorrow', 'unknown', { attempts: [anAttempt('2026-06-10', { cause: 'insolvency' })] }],
  ['dispute raised the day before due', 'sincere_disputer', { disputes: [aDispute({ raisedOn: day('2026-05-19') })] }],
  ['a founded dispute raised today', 'sincere_disputer', { disputes: [aDispute({ ground: 'yes', raisedOn: today })] }],
  ['the second of two raised today', 'inventor_of_disputes', { attempts: [tried('2026-05-22')], disputes: [invented(1, '2026-05-22'), invented(2, today)] }],
  ['they answered a call within the month', 'unknown', { attempts: [tried('2026-05-25'), tried('2026-06-01'), anAttempt('2026-05-12')], memos: [aMemo()] }],
  ['dispute raised on the due day', 'unknown', { disputes: [aDispute({ raisedOn: day('2026-05-20') })] }],
  ['late dispute judged founded', 'sincere_disputer', { disputes: [aDispute({ ground: 'yes' })] }],
  ['founded dispute closed', 'unknown', { disputes: [aDispute({ ground: 'yes', closedOn: today })] }],
  ['two disputes without ground after a chase', 'inventor_of_disputes', { attempts: [tried('2026-05-22')], disputes: [invented(1, '2026-05-22'), invented(2, '2026-06-01')] }],
  ['the first of them before any chase', 'unknown', { attempts: [tried('2026-05-25')], disputes: [invented(1, '2026-05-22'), invented(2, '2026-06-01')] }],
  ['one dispute without ground', 'unknown', { attempts: [tried('2026-05-22')], disputes: [invented(1, '2026-05-22')] }],
  ['hardship recorded', 'cash_strapped', { attempts: [anAttempt('2026-06-01', { isHardship: true })] }],
  ['cash twice', 'cash_strapped', { attempts: [anAttempt('2026-05-22', { cause: 'cash' }), anAttempt('2026-06-01', { cause: 'cash' })] }],
  ['cash once', 'unknown', { attempts: [anAttempt('2026-05-22', { cause: 'cash' })] }],
  ['two broken promises', 'serial_promiser', { promises: [broken(1, '2026-05-22'), broken(2, '2026-05-29')] }],
  ['two promises short of bank charges', 'unknown', shortBy(0.5)],
  ['two promises short of more', 'serial_promiser', shortBy(5)],
  ['one broken promise', 'unknown', { promises: [broken(1, '2026-05-22')] }],
  ['the second not yet over', 'unknown', { promises: [broken(1, '2026-05-22'), broken(2, '2026-06-06')] }],
  ['three tries on two channels', 'silent', { attempts: [tried('2026-05-25'), tried('2026-06-01'), tried('2026-06-03', { channel: 'mail', reach: null })] }],
  ['two tries and a mail sent', 'silent', { attempts: [tried('2026-05-25'), tried('2026-06-01')], memos: [aMemo()] }],
  ['two tries and a mail not sent', 'unknown', { attempts: [tried('2026-05-25'), tried('2026-06-01')], memos: [aMemo({ sentAt: null, state: 'queued' })] }],
  ['two tries and a mail of today', 'silent', { attempts: [tried('2026-05-25'), tried('2026-06-01')], memos: [mailed('2026-06-09')] }],
  ['two tries and a mail of 30 days ago', 'silent', { attempts: [tried('2026-05-25'), tried('2026-06-01')], memos: [mailed('2026-05-10')] }],
  ['two tries and a mail of 31 days ago', 'unknown', { attempts: [tried('2026-05-25'), tried('2026-06-01')], memos: [mailed('2026-05-09')] }],
  ['they wrote, nobody was spoken to', 'unknown', { attempts: [tried('2026-05-25'), tried('2026-06-01'), anAttempt('2026-06-04', { channel: 'incoming', reach: null })], memos: [aMemo()] }],
  ['they answered the mail', 'unknown', { ...quiet, replies: [aReply({ kind: 'answer', on: day('2026-06-05') })] }],
  ['a machine answered the mail', 'silent', { ...quiet, replies: [aReply({ kind: 'automatic', on: day('2026-06-05') })] }],
  ['they answer tomorrow', 'silent', { ...quiet, replies: [aReply({ kind: 'answer', on: day('2026-06-10') })] }],
  ['they answered 31 days ago', 'silent', { ...quiet, replies: [aReply({ kind: 'answer', on: day('2026-05-09') })] }],
  ['a promise noted by hand', 'unknown', { ...quiet, promises: [aPromise('2026-06-05', '2026-06-12')] }],
  ['a dispute noted by hand', 'unknown', { ...quiet, disputes: [aDispute({ raisedOn: day('2026-06-05') })] }],
  ['a dispute without ground, never chased', 'unknown', { disputes: [invented(1, '2026-05-22'), invented(2, '2026-06-01')] }],
  ['three tries on one channel', 'unknown', { attempts: [tried('2026-05-25'), tried('2026-06-01'), tried('2026-06-03')] }],
  ['they rang back', 'unknown', { attempts: [tried('2026-05-25'), tried('2026-06-01'), anAttempt('2026-06-04', { channel: 'incoming' })], memos: [aMemo()] }],
  ['the third try 31 days ago', 'unknown', { attempts: [tried('2026-05-09'), tried('2026-06-01')], memos: [aMemo()] }],
  ['the third try 30 days ago', 'silent', { attempts: [tried('2026-05-10'), tried('2026-06-01')], memos: [aMemo()] }],
  ['three paid within five days', 'good_payer', paidAfter([5, 0, -2])],
  ['four of five within five days', 'good_payer', paidAfter([5, 0, 0, 0, 30])],
  ['three of four within five days', 'unknown', paidAfter([5, 0, 0, 6])],
  ['two paid only', 'unknown', paidAfter([0, 0])],
  ['always fifteen days late', 'strategic', paidAfter([15, 15, 15])],
  ['fourteen days late but for one', 'unknown', paidAfter([14, 14, 15])],
  ['late, seven days apart', 'strategic', paidAfter([12, 19, 19])],
  ['late, eight days apart', 'unknown', paidAfter([12, 20, 20])],
  ['fourteen days late', 'unknown', paidAfter([14, 14, 14])],
  ['forgot, then lost it', 'careless', { attempts: [anAttempt('2026-05-22', { cause: 'forgot' }), anAttempt('2026-06-01', { cause: 'not_received' })] }],
  ['approval twice', 'process_bound', { attempts: [anAttempt('2026-05-22', { cause: 'approval' }), anAttempt('2026-06-01', { cause: 'approval' })] }],
  ['hardship goes before broken promises', 'cash_strapped', { promises: [broken(1, '2026-05-22'), broken(2, '2026-05-29')], attempts: [anAttempt('2026-06-01', { isHardship: true })] }],
]; // biome-ignore format: one row of D9 a line

describe('payerType (practice D9)', () => {
  test.each(rows)('%s: %s', (_, expected, facts) => {
    expect(payerType(aStanding(facts), today, defaultRules)).toBe(expected);
  });
});

/** What makes each type, on days that leave the others alone; in the order of practice D9. */
const signs: readonly (readonly [PayerType, Partial<Standing>])[] = [
  ['insolvent', { attempts: [anAttempt('2026-04-01', { cause: 'insolvency' })] }],
  ['sincere_disputer', { disputes: [aDispute({ id: 3, ground: 'yes' })] }],
  ['inventor_of_disputes', { attempts: [tried('2026-04-02')], disputes: [invented(1, '2026-05-22'), invented(2, '2026-06-01')] }],
  ['cash_strapped', { attempts: [anAttempt('2026-04-03', { isHardship: true })] }],
  ['serial_promiser', { promises: [broken(1, '2026-05-22'), broken(2, '2026-05-29')] }],
  ['silent', { attempts: [tried('2026-05-25'), tried('2026-06-01')], memos: [aMemo()] }],
  ['good_payer', paidAfter([0, 0, 0])],
  ['careless', { attempts: [anAttempt('2026-04-04', { cause: 'forgot' }), anAttempt('2026-04-05', { cause: 'forgot' })] }],
  ['process_bound', { attempts: [anAttempt('2026-04-06', { cause: 'approval' }), anAttempt('2026-04-07', { cause: 'approval' })] }],
]; // biome-ignore format: one type a line

function together(all: readonly Partial<Standing>[]): Standing {
  const paid = all.find(({ payments }) => payments !== undefined);
  return aStanding({
    ...paid,
    attempts: all.flatMap(({ attempts = [] }) => attempts),
    disputes: all.flatMap(({ disputes = [] }) => disputes),
    promises: all.flatMap(({ promises = [] }) => promises),
    memos: all.flatMap(({ memos = [] }) => memos),
  });
}

describe('the first match, in the order of practice D9', () => {
  test.each(signs.map(([type], at) => [type, at] as const))('%s before all that follow', (type, at) => {
    const facts = together(signs.slice(at).map(([, one]) => one));
    expect(payerType(facts, today, defaultRules)).toBe(type);
  });

  test('strategic before careless and bound by its process', () => {
    const facts = together([paidAfter([15, 15, 15]), ...signs.slice(-2).map(([, one]) => one)]);
    expect(payerType(facts, today, defaultRules)).toBe('strategic');
  });
});

describe('paymentDelays', () => {
  test('counts what money settled, not what a credit note or an earlier payment did', () => {
    const settled = anInvoice({ id: 1, settledBefore: euros(840) });
    const credited = anInvoice({ id: 2 });
    const paid = anInvoice({ id: 3 });
    const standing = aStanding({
      invoices: [settled, credited, paid],
      payments: [aPayment(3, '2026-05-18', 400), aPayment(3, '2026-05-23', 440)],
      creditNotes: [
        { id: 1, clientId: 1, invoiceId: 2, number: 'A-1', reason: 'credit', issuedOn: today, amount: euros(840), recordedAt: 0 },
      ],
    }); // biome-ignore format: one fact a line
    expect(paymentDelays(standing, today)).toEqual([3]);
    expect(paymentDelays(standing, day('2026-05-22'))).toEqual([]);
  });

  test('a reversed payment settles nothing from the day of its reversal', () => {
    const payment = { ...aPayment(101, '2026-05-25', 840), reversedOn: day('2026-06-01') };
    const standing = aStanding({ payments: [payment] });
    expect(paymentDelays(standing, day('2026-05-31'))).toEqual([5]);
    expect(paymentDelays(standing, today)).toEqual([]);
  });
});
