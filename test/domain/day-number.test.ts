import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, day, daysBetween } from '../../src/domain/day.ts';

test.each([
  ['2026-06-05', '2026-06-05', 0],
  ['2026-02-28', '2026-03-01', 1],
  ['2024-02-28', '2024-03-01', 2],
  ['1900-02-28', '1900-03-01', 1],
  ['2000-02-28', '2000-03-01', 2],
  ['2025-12-31', '2026-01-01', 1],
  ['2026-10-26', '2026-10-24', -2],
])('from %s to %s: %i', (from, to, days) => {
  expect(daysBetween(day(from), day(to))).toBe(days);
});

test('counts like the calendar, clock changes and leap years included', () => {
  const anyDay = fc.integer({ min: 0, max: 100_000 }).map((days) => addDays(day('1900-01-01'), days));
  fc.assert(
    fc.property(anyDay, anyDay, (from, to) => {
      // The days of UTC have no clock changes; `Date` counts them by rules of its own.
      expect(daysBetween(from, to)).toBe((Date.parse(to) - Date.parse(from)) / 86_400_000);
    }),
  );
});
