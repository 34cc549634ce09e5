import { describe, expect, test } from 'vitest';
import type { AttemptOutcome, Outcome } from '../../src/domain/attempt.ts';
import { day, momentOf } from '../../src/domain/day.ts';
import { holds, ladder, rungOf } from '../../src/domain/dunning.ts';
import { brokenCount, fruitlessCount, needsGroundDecision, triggers } from '../../src/domain/litigation.ts';
import { defaultRules } from '../../src/domain/rule-table.ts';
import type { Standing } from '../../src/domain/standing.ts';
import {
  aClient,
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

const rules = defaultRules;

function chase(on: string, patch: Partial<AttemptOutcome> = {}) {
  return anAttempt(on, {
    outcomes: [anOutcome({ isFruitless: true, ground: 'no', followUpOn: day(on), ...patch })],
  });
}

const letter = (on: string) => anAttempt(on, { channel: 'mail', reach: null });

const three = [chase('2026-05-25'), chase('2026-06-02'), chase('2026-06-09')];
const broken = ['2026-05-21', '2026-05-27', '2026-06-02'].map((on, index) =>
  aPromise(on, on, { id: 201 + index, parts: [aPart(101, on, 840)] }),
);

describe('counters', () => {
  test.each<[string, Partial<Standing>, string, number]>([
    ['three calls', { attempts: three }, '2026-06-09', 3],
    ['two on one day count once', { attempts: [...three, chase('2026-06-09')] }, '2026-06-09', 3],
    ['30 days later the first still counts', { attempts: three }, '2026-06-24', 3],
    ['31 days later it does not', { attempts: three }, '2026-06-25', 2],
    ['not yet on that day', { attempts: three }, '2026-06-08', 2],
    [
      'no answer never counts',
      { attempts: [chase('2026-06-02', { outcome: 'no_answer' })] },
      '2026-06-09',
      0,
    ],
    ['with a result', { attempts: [chase('2026-06-02', { isFruitless: false })] }, '2026-06-09', 0],
    [
      'about a paid invoice',
      {
        attempts: [chase('2026-06-02', { invoiceId: 101 })],
        invoices: [anInvoice(), anInvoice({ id: 102 })],
        payments: [aPayment(101, '2026-06-03', 840)],
      },
      '2026-06-09',
      0,
    ],
    ['from before the open invoice', { attempts: [chase('2026-04-19')] }, '2026-05-01', 0],
    ['all paid', { attempts: three, payments: [aPayment(101, '2026-06-03', 840)] }, '2026-06-09', 0],
  ])('fruitless: %s', (_, facts, ...[on, count]) => {
    expect(fruitlessCount(aStanding(facts), day(on), rules)).toBe(count);
  });

  test.each<[string, Partial<Standing>, string, number]>([
    ['three broken', { promises: broken }, '2026-06-09', 3],
    ['the last one still open', { promises: broken }, '2026-06-05', 2],
    [
      'the last one kept in part',
      { promises: broken, payments: [aPayment(101, '2026-06-04', 400)] },
      '2026-06-09',
      3,
    ],
    [
      'the last one kept but for a euro',
      { promises: broken, payments: [aPayment(101, '2026-06-04', 839)] },
      '2026-06-09',
      2,
    ],
    ['all paid', { promises: broken, payments: [aPayment(101, '2026-06-09', 840)] }, '2026-06-09', 0],
    [
      'two missed instalments',
      {
        promises: [
          aPromise('2026-05-20', '2026-05-21', {
            kind: 'plan',
            parts: [aPart(101, '2026-05-21', 400), aPart(101, '2026-06-01', 440)],
          }),
        ],
      },
      '2026-06-09',
      2,
    ],
  ])('broken: %s', (_, facts, ...[on, count]) => {
    expect(brokenCount(aStanding(facts), day(on), rules)).toBe(count);
  });
});

describe('triggers', () => {
  const saying = (outcome: Outcome, patch: Partial<AttemptOutcome> = {}) => ({
    attempts: [chase('2026-06-08', { outcome, ...patch })],
  });
  /** One of two invoices was refused, then something else was said. */
  const aboutTwo = (then: Partial<AttemptOutcome>) => ({
    invoices: [anInvoice(), anInvoice({ id: 102 })],
    attempts: [
      chase('2026-06-08', { outcome: 'refusal', invoiceId: 101 }),
      chase('2026-06-09', { isFruitless: false, ...then }),
    ],
  });
  test.each<[string, Partial<Standing>, string[]]>([
    ['two chases', { attempts: three.slice(1) }, []],
    ['three chases', { attempts: three }, ['fruitless']],
    [
      'nobody judged the ground',
      { attempts: three.map((one) => ({ ...one, outcomes: [anOutcome({ isFruitless: true })] })) },
      [],
    ],
    ['a valid ground', { attempts: [...three, chase('2026-06-09', { ground: 'yes' })] }, []],
    ['two broken', { promises: broken.slice(1) }, []],
    ['three broken', { promises: broken }, ['broken']],
    ['both', { attempts: three, promises: broken }, ['fruitless', 'broken']],
    ['a refusal', saying('refusal'), ['refusal']],
    ['a refusal with a ground', saying('refusal', { ground: 'yes' }), []],
    [
      'a refusal, then a date',
      { attempts: [...saying('refusal').attempts, chase('2026-06-09', { outcome: 'promise' })] },
      [],
    ],
    [
      'a refusal, then a date for another invoice',
      aboutTwo({ outcome: 'promise', invoiceId: 102 }),
      ['refusal'],
    ],
    ['a refusal, then a date for it', aboutTwo({ outcome: 'promise', invoiceId: 101 }), []],
    ['a refusal, then a date for all', aboutTwo({ outcome: 'promise' }), []],
    ['hardship', { promises: broken, attempts: [anAttempt('2026-06-01', { isHardship: true })] }, []],
    ['distress', { promises: broken, ...saying('distress') }, []],
    ['insolvency', { promises: broken, ...saying('insolvency') }, []],
    ['founded dispute on everything', { promises: broken, disputes: [aDispute({ ground: 'yes' })] }, []],
    [
      'founded dispute on a part',
      { promises: broken, disputes: [aDispute({ ground: 'yes', disputed: euros(1) })] },
      ['broken'],
    ],
    ['all paid', { attempts: three, payments: [aPayment(101, '2026-06-09', 840)] }, []],
  ])('%s', (_, facts, kinds) => {
    expect(triggers(aStanding(facts), day('2026-06-09'), rules).map(({ kind }) => kind)).toEqual(kinds);
  });

  test('a fourth day missed, whose recontact is to come, does not put off what was time before', () => {
    const part = {
      ...aPart(101, '2026-06-05', 840),
      arrivalDeadline: day('2026-06-08'),
      recontactOn: day('2026-06-12'),
    };
    const promises = [...broken, aPromise('2026-06-05', '2026-06-05', { id: 209, parts: [part] })];
    const onDay = (on: string, all: typeof promises) =>
      triggers(aStanding({ promises: all }), day(on), rules)[0];
    const third = onDay('2026-06-09', broken)?.on;
    expect(third).toBeDefined();
    expect(onDay('2026-06-09', promises)).toEqual({ kind: 'broken', count: 4, on: third });
    expect(onDay('2026-06-12', promises)).toEqual({ kind: 'broken', count: 4, on: '2026-06-12' });
  });

  test('nobody judged the ground: that is what to decide', () => {
    const attempts = three.map((one) => ({ ...one, outcomes: [anOutcome({ isFruitless: true })] }));
    expect(needsGroundDecision(aStanding({ attempts }), day('2026-06-09'), rules)).toBe(true);
    expect(needsGroundDecision(aStanding({ attempts: three }), day('2026-06-09'), rules)).toBe(false);
  });

  test('the numbers are settings', () => {
    const own = { ...rules, litigationBrokenPromises: 2, litigationChases: 2, litigationWindowDays: 7 };
    const found = triggers(aStanding({ attempts: three, promises: broken.slice(1) }), day('2026-06-09'), own);
    expect(found.map(({ kind, count }) => [kind, count])).toEqual([
      ['fruitless', 2],
      ['broken', 2],
    ]);
  });
});

describe('the ladder', () => {
  const noticed = (on: string) =>
    aMemo({ kind: 'final_notice', createdAt: momentOf(day(on), 600), sentAt: momentOf(day(on), 600) });
  test.each<[string, Partial<Standing>, string, number, number | null]>([
    ['on the due day', {}, '2026-05-20', 0, 1],
    ['the day after', {}, '2026-05-21', 1, 2],
    ['after one call', { attempts: [chase('2026-05-25')] }, '2026-05-26', 2, 3],
    ['after two on one day', { attempts: [chase('2026-05-25'), chase('2026-05-25')] }, '2026-05-26', 2, 3],
    ['after two', { attempts: three.slice(0, 2) }, '2026-06-03', 3, 4],
    ['after a letter', { attempts: [letter('2026-05-22')] }, '2026-05-23', 1, 2],
    [
      'after a letter and a call',
      { attempts: [letter('2026-05-22'), chase('2026-05-25')] },
      '2026-05-26',
      2,
      3,
    ],
    ['they rang us', { attempts: [{ ...chase('2026-05-25'), channel: 'incoming' }] }, '2026-05-26', 1, 2],
    [
      'three, one with a result',
      { attempts: [...three.slice(0, 2), chase('2026-06-09', { isFruitless: false })] },
      '2026-06-09',
      4,
      5,
    ],
    ['a trigger', { attempts: three }, '2026-06-09', 5, 5],
    ['a notice, its last day', { memos: [noticed('2026-06-01')] }, '2026-06-09', 5, 6],
    ['a notice, the day after', { memos: [noticed('2026-06-01')] }, '2026-06-10', 6, null],
    [
      'a notice that was never sent',
      { memos: [{ ...noticed('2026-06-01'), state: 'failed' }] },
      '2026-06-10',
      1,
      2,
    ],
    [
      '14 days for a British firm',
      { client: aClient({ country: 'GB' }), memos: [noticed('2026-06-01')] },
      '2026-06-15',
      5,
      6,
    ],
    [
      '30 for a person there',
      { client: aClient({ country: 'GB', kind: 'consumer' }), memos: [noticed('2026-06-01')] },
      '2026-07-01',
      5,
      6,
    ],
    [
      'a plan that runs',
      { promises: [aPromise('2026-06-01', '2026-06-20', { kind: 'plan' })] },
      '2026-06-09',
      7,
      null,
    ],
    ['paid', { payments: [aPayment(101, '2026-06-01', 840)] }, '2026-06-09', 7, null],
  ])('%s', (_, facts, ...[on, rung, next]) => {
    const at = rungOf(aStanding(facts), day(on), rules);
    expect([at.rung, at.next?.rung ?? null]).toEqual([rung, next]);
  });

  test('rungs are numbered in order', () => {
    expect(ladder.map(({ rung }) => rung)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  test('what holds it back, each with its end', () => {
    const standing = aStanding({
      invoices: [anInvoice(), anInvoice({ id: 102 })],
      disputes: [aDispute()],
      promises: [aPromise('2026-06-02', '2026-06-05', { parts: [aPart(102, '2026-06-05', 840)] })],
      attempts: [chase('2026-06-03', { outcome: 'distress', followUpOn: day('2026-06-17') })],
    });
    expect(holds(standing, day('2026-06-08'), rules)).toEqual([
      { reason: 'pause', invoiceId: null, until: '2026-06-17' },
      { reason: 'dispute', invoiceId: 101, until: '2026-06-15' },
      { reason: 'promise', invoiceId: 102, until: '2026-06-09' },
    ]);
    expect(holds(standing, day('2026-06-17'), rules).map(({ reason }) => reason)).toEqual(['dispute']);
  });
});
