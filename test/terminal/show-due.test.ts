import { describe, expect, test } from 'vitest';
import type { Outcome } from '../../src/domain/attempt.ts';
import { day } from '../../src/domain/day.ts';
import { dueList } from '../../src/domain/due-list.ts';
import { defaultRules } from '../../src/domain/rule-table.ts';
import { loadWords } from '../../src/script/words.ts';
import { reachText } from '../../src/terminal/show-due.ts';
import { aContact, anAttempt, anOutcome, aStanding } from '../support/a-standing.ts';
import { wordFolders } from '../support/prep-services.ts';

const words = loadWords('fr', wordFolders);

/** When to ring, as the list of a day says it after one contact of Monday 8 June 2026, 10:00. */
function hourOn(on: string, outcome: Outcome, reachableHours: string | null = null): string | undefined {
  const followUp = { followUpOn: day('2026-06-09'), followUpAt: 14 * 60 + 30 };
  const reach = outcome === 'voicemail' ? 'voicemail' : 'person';
  const attempts = [anAttempt('2026-06-08', { reach, outcomes: [anOutcome({ outcome, ...followUp })] })];
  const standing = aStanding({ attempts, contacts: [aContact({ reachableHours })] });
  const [item] = dueList([standing], day(on), defaultRules).items;
  return item && reachText(item, { words, today: day(on) })[1]?.replaceAll('\u00a0', ' ');
}

describe('the hour beside the number', () => {
  test.each<[string, string, Outcome, string | null, string | undefined]>([
    ['a call back, on its day', '2026-06-09', 'callback', null, '14 h 30'],
    ['missed: yesterday’s hour is none', '2026-06-10', 'callback', null, undefined],
    ['missed, and their own hours are known', '2026-06-10', 'callback', '9–12 h', '9–12 h'],
    ['missed, on a Friday', '2026-06-12', 'callback', null, 'plutôt avant midi'],
    ['our next try, on its day', '2026-06-09', 'voicemail', null, '14 h 30'],
    ['our next try, days later: its half of the day', '2026-06-11', 'voicemail', null, 'plutôt après 14 h'],
  ])('%s', (...[, on, outcome, reachableHours, expected]) => {
    expect(hourOn(on, outcome, reachableHours)).toBe(expected);
  });
});
