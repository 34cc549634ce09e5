import { describe, expect, test } from 'vitest';
import type { AttemptOutcome } from '../../src/domain/attempt.ts';
import { addDays, type Day, day, momentOf } from '../../src/domain/day.ts';
import { rungOf } from '../../src/domain/dunning.ts';
import { fruitlessCount, triggers } from '../../src/domain/litigation.ts';
import { nextActions } from '../../src/domain/next-action.ts';
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
  aPayment,
  aPromise,
  aStanding,
  euros,
} from '../support/a-standing.ts';

/** Due Monday 1 June 2026; the first invoice of the client. */
const due = day('2026-06-01');
const invoices = [anInvoice({ dueOn: due, issuedOn: day('2026-05-01') })];
const late = (days: number): Day => addDays(due, days);

function said(on: Day, patch: Partial<AttemptOutcome> = {}) {
  const own = anOutcome({ isFruitless: true, ground: 'no', followUpOn: addDays(on, 10), ...patch });
  return anAttempt(on, { outcomes: [own] });
}

const letter = anAttempt(late(2), { channel: 'mail', reach: null, outcomes: [] });
const calls = [said(late(5)), said(late(15)), said(late(25))];

function stands(facts: Partial<Standing>, on: Day): string {
  const standing = aStanding({ invoices, ...facts });
  const { rung, tone } = rungOf(standing, on, defaultRules);
  const [next] = nextActions(standing, on, defaultRules);
  return `${rung} ${tone} | ${next?.action ?? 'nothing'} ${next?.reason.code ?? ''} ${next?.showsOn ?? ''}`;
}

describe('practice D5, rung by rung', () => {
  const reminder = (on: Day) =>
    aMemo({ kind: 'payment_reminder', createdAt: momentOf(on, 600), sentAt: momentOf(on, 600) });
  const notice = (on: Day) =>
    aMemo({ kind: 'final_notice', createdAt: momentOf(on, 600), sentAt: momentOf(on, 600) });
  test.each<[string, Partial<Standing>, Day, string]>([
    ['0: five days before due, a first invoice', {}, late(-5), '0 service | call preventive 2026-05-27'],
    ['1: due +1, the courteous mail', {}, late(1), '1 light | email courtesy 2026-06-02'],
    ['1: it has left', { memos: [reminder(late(1))] }, late(2), '1 light | call first_call 2026-06-08'],
    ['1: nobody to write to', { contacts: [aContact({ email: null })] }, late(1), '1 light | call first_call 2026-06-08'],
    ['1: after a letter', { attempts: [letter] }, late(3), '1 light | call gap 2026-06-12'],
    ['2: first call on due +5', { attempts: [letter, ...calls.slice(0, 1)] }, late(5), '2 cordial | call no_date 2026-06-16'],
    ['3: second call ten days later', { attempts: calls.slice(0, 2) }, late(15), '3 firm | call no_date 2026-06-26'],
    ['4: a third call with a result', { attempts: [...calls.slice(0, 2), said(late(25), { isFruitless: false })] }, late(25), '4 formal | call no_date 2026-07-06'],
    ['5: the third call without one', { attempts: calls }, late(25), '5 formal | announce trigger_fruitless 2026-06-26'],
    ['5: the notice, on its last day', { attempts: calls, memos: [notice(late(25))] }, late(33), '5 formal | execute_step notice_over 2026-07-06'],
    ['6: the day after', { attempts: calls, memos: [notice(late(25))] }, late(34), '6 written | execute_step notice_over 2026-07-06'],
    ['7: paid', { payments: [aPayment(101, '2026-06-10', 840)] }, late(25), '7 none | nothing  '],
    ['7: a plan runs', { promises: [aPromise('2026-06-05', '2026-07-01', { kind: 'plan' })] }, late(25), '7 none | check_account promise_open 2026-07-05'],
  ])('%s', (_, facts, ...[on, expected]) => {
    expect(stands(facts, on)).toBe(expected);
  }); // biome-ignore format: one rung a line

  test.each<[string, Partial<Standing>, Day, number]>([
    ['a call on the due day is none since', { attempts: [said(late(0))] }, late(1), 1],
    ['their own call is none of ours', { attempts: [said(late(2)), { ...said(late(6)), channel: 'incoming' }] }, late(6), 2],
    ['two calls of a day are one step', { attempts: [said(late(5)), { ...said(late(5)), id: 1 }] }, late(5), 2],
    ['a fourth call climbs no higher', { attempts: [5, 10, 15, 20].map((days) => said(late(days), { isFruitless: false })) }, late(20), 4],
    ['a plain promise is no plan', { promises: [aPromise('2026-06-05', '2026-07-01')] }, late(25), 1],
    ['a plan on one of two invoices', { invoices: [...invoices, anInvoice({ id: 102 })], promises: [aPromise('2026-06-05', '2026-07-01', { kind: 'plan' })] }, late(25), 1],
    ['a plan with a missed row', { promises: [aPromise('2026-06-05', '2026-06-10', { kind: 'plan' })] }, late(25), 1],
  ])('%s', (_, facts, ...[on, rung]) => {
    expect(rungOf(aStanding({ invoices, ...facts }), on, defaultRules).rung).toBe(rung);
  }); // biome-ignore format: one row a line

  test.each<[string, Partial<Standing>, Day, number | null]>([
    ['a trigger: the notice is still to be written', { attempts: calls }, late(25), 5],
    ['the notice is written', { attempts: calls, memos: [notice(late(25))] }, late(26), 6],
    ['its deadline is over', { attempts: calls, memos: [notice(late(25))] }, late(34), null],
    ['two calls', { attempts: calls.slice(0, 2) }, late(16), 4],
  ])('what comes next after %s', (_, facts, ...[on, expected]) => {
    const { next } = rungOf(aStanding({ invoices, ...facts }), on, defaultRules);
    expect(next?.rung ?? null).toBe(expected);
  });

  test('a notice holds to its last day', () => {
    const standing = aStanding({ invoices, attempts: calls, memos: [notice(late(25))] });
    const held = [33, 34].map((days) =>
      rungOf(standing, late(days), defaultRules).holds.map(({ reason }) => reason),
    );
    expect(held).toEqual([['notice'], []]);
  });

  test('a legal date noted later takes the place of an earlier one', () => {
    const noted = (days: number, until: number) =>
      said(late(days), { outcome: 'insolvency', isFruitless: false, followUpOn: late(until) });
    const attempts = [noted(10, 60), noted(12, 70), said(late(13), { outcome: 'no_answer' })];
    const { holds } = rungOf(aStanding({ invoices, attempts }), late(20), defaultRules);
    expect(holds).toEqual([{ reason: 'insolvency', invoiceId: null, until: late(70) }]);
  });

  test('calls on due +5, +15 and +25: the third reaches rung 5 inside one month', () => {
    const rungs = calls.map(({ on }, index) => {
      const standing = aStanding({ invoices, attempts: calls.slice(0, index + 1) });
      return rungOf(standing, on, defaultRules).rung;
    });
    expect(rungs).toEqual([2, 3, 5]);
  });

  test('a week away skips no rung', () => {
    const attempts = calls.slice(0, 1);
    for (const days of [6, 13, 40]) expect(stands({ attempts }, late(days))).toMatch(/^2 cordial/);
  });
});

describe('practice D6: what counts as fruitless', () => {
  const count = (facts: Partial<Standing>) =>
    fruitlessCount(aStanding({ invoices, ...facts }), late(30), defaultRules);
  test.each<[string, Partial<AttemptOutcome>, number]>([
    ['a conversation without a day', {}, 1],
    ['a voicemail with its mail', { outcome: 'voicemail' }, 1],
    ['a promise', { outcome: 'promise', isFruitless: false }, 0],
    ['a plan', { outcome: 'plan', isFruitless: false }, 0],
    ['a dispute with a ground', { outcome: 'dispute', isFruitless: false, ground: 'yes' }, 0],
    ['an approval path', { outcome: 'approval', isFruitless: false }, 0],
    ['a first callback', { outcome: 'callback', isFruitless: false }, 0],
    ['no answer', { outcome: 'no_answer' }, 0],
    ['busy', { outcome: 'busy' }, 0],
    ['a wrong number', { outcome: 'bad_number' }, 0],
  ])('%s: %o', (_, patch, expected) => {
    expect(count({ attempts: [said(late(10), patch)] })).toBe(expected);
  });

  test('at most one a day, of the last 30 days, until the balance is paid', () => {
    const attempts = [said(late(-1)), said(late(0)), said(late(0)), said(late(10))];
    expect(count({ attempts })).toBe(2);
    expect(count({ attempts, payments: [aPayment(101, '2026-06-20', 840)] })).toBe(0);
    const next = anInvoice({ id: 102, issuedOn: late(20), dueOn: late(25) });
    const payments = [aPayment(101, '2026-06-20', 840)];
    expect(count({ attempts, payments, invoices: [...invoices, next] })).toBe(0);
  });
});

describe('practice D6: triggers and exceptions', () => {
  const on = late(29);
  const broken = ['2026-06-03', '2026-06-09', '2026-06-16'].map((promised, index) =>
    aPromise(promised, promised, { id: 201 + index, parts: [aPart(101, promised, 840)] }),
  );
  const fired = (facts: Partial<Standing>) =>
    triggers(aStanding({ invoices, ...facts }), on, defaultRules).map(({ kind }) => kind);
  const distressed = said(late(26), { outcome: 'distress', isFruitless: false });
  test.each<[string, Partial<Standing>, string[]]>([
    ['A: three fruitless, no ground', { attempts: calls }, ['fruitless']],
    ['A: nobody decided on the ground', { attempts: calls.map(({ on: day }) => said(day, { ground: 'to_check' })) }, []],
    ['B: three broken', { promises: broken }, ['broken']],
    ['B: two are a warning', { promises: broken.slice(1) }, []],
    ['B: hardship', { promises: broken, attempts: [anAttempt(late(10), { isHardship: true })] }, []],
    ['C: a refusal without ground', { attempts: [said(late(20), { outcome: 'refusal' })] }, ['refusal']],
    ['exception: a founded dispute on all of it', { attempts: calls, disputes: [aDispute({ ground: 'yes' })] }, []],
    ['exception: the undisputed part still counts', { attempts: calls, disputes: [aDispute({ ground: 'yes', disputed: euros(40) })] }, ['fruitless']],
    ['exception: distress', { attempts: [...calls, distressed] }, []],
    ['exception: insolvency by the user’s word', { attempts: calls, client: aClient({ payerType: 'insolvent' }) }, []],
    ['exception: insolvency', { attempts: [...calls, said(late(26), { outcome: 'insolvency' })] }, []],
  ])('%s', (_, facts, expected) => {
    expect(fired(facts)).toEqual(expected);
  }); // biome-ignore format: one row a line

  test('an announced step that was not launched leads the list the next morning', () => {
    const attempts = [said(late(25), { outcome: 'refusal', action: 'execute_step', followUpOn: late(25) })];
    const [next] = nextActions(aStanding({ invoices, attempts }), late(26), defaultRules);
    expect([next?.action, next?.tier, next?.showsOn]).toEqual(['execute_step', 0, late(25)]);
  });
});
