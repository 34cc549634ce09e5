import { expect, test } from 'vitest';
import { day } from '../../src/domain/day.ts';
import { reachableHalf } from '../../src/domain/reachable-half.ts';

/** 9 June 2026 is a Tuesday. */
test.each([
  [null, null],
  ['', null],
  ['9–12', 'morning'],
  ['8 h–12 h', 'morning'],
  ['8h30-11h30', 'morning'],
  ['9 à 11', 'morning'],
  ['14:00-17:30', 'afternoon'],
  ['2–5 pm', 'afternoon'],
  ['2 to 5', null],
  ['9–17', null],
  ['le matin', 'morning'],
  ["l'après-midi", 'afternoon'],
  ['matin et après-midi', null],
  ['mardi matin', 'morning'],
  ['jeudi matin', null],
  ['mornings', 'morning'],
  ['Thursday afternoons', null],
  ['Tue, Thu 14-16', 'afternoon'],
  ['poste 12-34', null],
] as const)('%s on a Tuesday: %s', (hours, half) => {
  expect(reachableHalf(hours, day('2026-06-09'))).toBe(half);
});
