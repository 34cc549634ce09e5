import { describe, expect, test } from 'vitest';
import type { Attempt, AttemptOutcome } from '../../src/domain/attempt.ts';
import { day } from '../../src/domain/day.ts';
import { nextActions } from '../../src/domain/next-action.ts';
import { defaultRules } from '../../src/domain/rule-table.ts';
import type { Standing } from '../../src/domain/standing.ts';
import { aDispute, anAttempt, anOutcome, aStanding } from '../support/a-standing.ts';

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
