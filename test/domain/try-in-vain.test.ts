import { describe, expect, test } from 'vitest';
import type { Attempt, AttemptOutcome, Outcome } from '../../src/domain/attempt.ts';
import { addDays, day } from '../../src/domain/day.ts';
import { pausedUntil } from '../../src/domain/history.ts';
import { nextActions } from '../../src/domain/next-action.ts';
import { defaultRules } from '../../src/domain/rule-table.ts';
import type { Standing } from '../../src/domain/standing.ts';
import { anAttempt, anOutcome, aStanding } from '../support/a-standing.ts';

function next(attempts: readonly Attempt[], on: string): string[] {
  return nextActions(aStanding({ attempts }), day(on), defaultRules).map(
    ({ action, reason, showsOn, at }) =>
      `${action} ${reason.code} ${showsOn}${at === null ? '' : ` ${at / 60}h`}`,
  );
}

function said(outcome: Outcome, on: string, patch: Partial<AttemptOutcome> = {}): Attempt {
  return anAttempt(on, {
    reach: outcome === 'voicemail' ? 'voicemail' : outcome === 'no_answer' ? 'no_answer' : 'person',
    outcomes: [anOutcome({ outcome, followUpOn: addDays(day(on), 1), ...patch })],
  });
}

/** What was agreed keeps its day (practice 003-19): a try of mine that reached nobody has changed nothing. */
describe('a try before the day that was agreed', () => {
  const friday = { followUpOn: day('2026-06-12'), followUpAt: 870 };
  const agreed = said('callback', '2026-06-08', friday);
  test.each<[string, Attempt[], string[]]>([
    ['none', [agreed], ['call callback 2026-06-12 14.5h']],
    ['nobody answered', [agreed, said('no_answer', '2026-06-09')], ['call callback 2026-06-12 14.5h']],
    ['busy, then a message on the machine', [agreed, said('busy', '2026-06-09'), said('voicemail', '2026-06-09')], ['call callback 2026-06-12 14.5h']],
    ['they were reached: the newer word counts', [agreed, said('no_date', '2026-06-09')], ['call no_date 2026-06-10']],
    ['the number is wrong: that comes first', [agreed, said('bad_number', '2026-06-09', { action: 'email' })], ['email bad_number 2026-06-10']],
    ['their proof of payment', [said('paid_claimed', '2026-06-08', { action: 'check_account', ...friday, followUpAt: null }), said('no_answer', '2026-06-09')], ['check_account proof 2026-06-12']],
    ['after my own plan for a new try', [said('no_date', '2026-06-08', friday), said('no_answer', '2026-06-09')], ['call retry 2026-06-10']],
  ])('%s', (_, attempts, expected) => {
    expect(next(attempts, '2026-06-09')).toEqual(expected);
  }); // biome-ignore format: one case a row

  test('on the day itself it asks for the next try', () => {
    expect(
      next([agreed, said('no_answer', '2026-06-12', { followUpOn: day('2026-06-15') })], '2026-06-12'),
    ).toEqual(['call retry 2026-06-15']);
  });
});

/** Practice D1: fourteen days after distress, two working days after anger; a try in vain ends neither. */
describe('a try during a pause', () => {
  const until = { followUpOn: day('2026-06-22') };
  test.each<[string, Attempt[], string | undefined]>([
    ['none', [said('distress', '2026-06-08', until)], '2026-06-22'],
    ['nobody answered', [said('distress', '2026-06-08', until), said('no_answer', '2026-06-09')], '2026-06-22'],
    ['a message on the machine', [said('angry', '2026-06-08', until), said('voicemail', '2026-06-09')], '2026-06-22'],
    ['broken off before anything was said', [said('distress', '2026-06-08', until), anAttempt('2026-06-09', { reach: null })], '2026-06-22'],
    ['they were reached', [said('distress', '2026-06-08', until), said('no_date', '2026-06-09')], undefined],
    ['they wrote', [said('distress', '2026-06-08', until), anAttempt('2026-06-09', { channel: 'mail', reach: null })], undefined],
  ])('%s', (_, attempts, expected) => {
    const standing: Standing = aStanding({ attempts });
    expect(pausedUntil(standing, day('2026-06-09'))).toBe(expected);
  }); // biome-ignore format: one case a row

  test('the list waits for its end', () => {
    const attempts = [said('distress', '2026-06-08', until), said('no_answer', '2026-06-09')];
    expect(next(attempts, '2026-06-10')).toEqual(['call distress 2026-06-22']);
    const tense = [
      said('angry', '2026-06-08', { followUpOn: day('2026-06-11') }),
      said('no_answer', '2026-06-09'),
    ];
    expect(next(tense, '2026-06-10')).toEqual(['call retry 2026-06-11']);
  });
});
