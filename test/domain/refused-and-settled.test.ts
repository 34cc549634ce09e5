import { describe, expect, test } from 'vitest';
import type { Attempt, AttemptOutcome, Outcome } from '../../src/domain/attempt.ts';
import { day, momentOf } from '../../src/domain/day.ts';
import { nextActions } from '../../src/domain/next-action.ts';
import { defaultRules } from '../../src/domain/rule-table.ts';
import type { Standing } from '../../src/domain/standing.ts';
import {
  aDispute,
  aMemo,
  anAttempt,
  anOutcome,
  aPayment,
  aPromise,
  aStanding,
} from '../support/a-standing.ts';

function next(facts: Partial<Standing>, on: string): string[] {
  return nextActions(aStanding(facts), day(on), defaultRules).map(
    ({ action, reason, showsOn, tier }) => `${action} ${reason.code} ${showsOn} t${tier}`,
  );
}

function said(on: string, patch: Partial<AttemptOutcome>): Attempt {
  return anAttempt(on, { outcomes: [anOutcome(patch)] });
}

describe('a dispute that was raised in a call', () => {
  const raised = said('2026-06-10', { outcome: 'dispute', followUpOn: day('2026-06-17') });
  const settled = aDispute({ raisedOn: day('2026-06-10'), closedOn: day('2026-06-10') });
  test.each<[string, Partial<Standing>, string[]]>([
    ['and settled the same day', { disputes: [settled] }, ['call dispute_settled 2026-06-10 t2']],
    [
      'and settled the same day, to be paid later',
      { disputes: [{ ...settled, payOn: day('2026-06-16') }] },
      ['call dispute_settled 2026-06-16 t2'],
    ],
    [
      'while an older one was settled the day before',
      { disputes: [aDispute({ closedOn: day('2026-06-09') }), { ...settled, id: 2, closedOn: null }] },
      ['follow_up dispute 2026-06-15 t2'],
    ],
  ])('%s', (_, facts, expected) => {
    expect(next({ attempts: [raised], ...facts }, '2026-06-10')).toEqual(expected);
  });
});

/** Practice D6: a plan takes the place of the notice where hardship is documented, and with a ground there is no trigger. */
describe('a refusal', () => {
  const own = {
    outcome: 'refusal',
    action: 'announce',
    followUpOn: day('2026-06-09'),
    isFruitless: true,
  } as const;
  const told = anAttempt('2026-06-01', { isHardship: true });
  test.each<[string, Attempt[], string[]]>([
    ['without a ground', [said('2026-06-09', own)], ['announce trigger_refusal 2026-06-09 t1']],
    [
      'without a ground, then a message on their machine',
      [said('2026-06-05', own), said('2026-06-09', { outcome: 'voicemail', isFruitless: true })],
      ['announce trigger_refusal 2026-06-05 t1'],
    ],
    ['with a ground', [said('2026-06-09', { ...own, ground: 'yes' })], ['call no_date 2026-06-12 t3']],
    ['in hardship told before', [told, said('2026-06-09', own)], ['call no_date 2026-06-12 t3']],
    [
      'in hardship, the step announced all the same',
      [told, said('2026-06-09', { ...own, action: 'execute_step' })],
      ['execute_step step_announced 2026-06-09 t0'],
    ],
  ])('%s', (_, attempts, expected) => {
    expect(next({ attempts }, '2026-06-09')).toEqual(expected);
  });
});

/** Practice D5 and D6: what is announced is done when its day is over, unless something was agreed since. */
describe('a formal notice of 1 June, its last day 9 June', () => {
  const at = momentOf(day('2026-06-01'), 600);
  const memos = [aMemo({ kind: 'final_notice', createdAt: at, sentAt: at })];
  const step = ['execute_step notice_over 2026-06-10 t0'];
  const later = (outcome: Outcome, patch: Partial<AttemptOutcome> = {}) =>
    said('2026-06-03', { outcome, followUpOn: day('2026-06-08'), ...patch });
  test.each<[string, Partial<Standing>, string[]]>([
    ['nothing since', {}, step],
    ['talked to in vain', { attempts: [later('no_date', { isFruitless: true })] }, step],
    ['refused again', { attempts: [later('refusal', { action: 'announce', isFruitless: true })] }, step],
    ['a message on their machine', { attempts: [later('voicemail')] }, step],
    ['a call back agreed', { attempts: [later('callback')] }, ['call callback 2026-06-08 t2']],
    ['another step announced', { attempts: [later('no_date', { action: 'execute_step' })] }, ['execute_step step_announced 2026-06-08 t0']],
    ['a promise since, broken', { promises: [aPromise('2026-06-02', '2026-06-04')] }, ['call promise_broken 2026-06-08 t1']],
    ['that, and talked to in vain after it', { promises: [aPromise('2026-06-02', '2026-06-03')], attempts: [said('2026-06-09', { followUpOn: day('2026-06-10') })] }, ['call promise_broken 2026-06-10 t1']],
    ['part of it paid since', { payments: [aPayment(101, '2026-06-05', 100)] }, ['call part_paid 2026-06-05 t2']],
  ])('%s', (_, facts, expected) => {
    expect(next({ memos, ...facts }, '2026-06-10')).toEqual(expected);
  }); // biome-ignore format: one case a row
});
