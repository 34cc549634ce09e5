import { differenceInCalendarDays } from 'date-fns/differenceInCalendarDays';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, type Day, dayOf, daysBetween, partsOf, weekday } from '../../src/domain/day.ts';

// The arithmetic of days against two calendars that know nothing of it: JavaScript's and that of date-fns.
const dayLength = 86_400_000;
const anyMoment = fc
  .integer({ min: Date.UTC(1900, 0, 1) / dayLength, max: Date.UTC(2200, 11, 31) / dayLength })
  .map((days) => days * dayLength);
const dayAt = (moment: number): Day => {
  const date = new Date(moment);
  const found = dayOf(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
  if (found === undefined) throw new Error(`no day for ${date.toISOString()}`);
  return found;
};
const atNoon = (of: Day): Date => {
  const { year, month, dayOfMonth } = partsOf(of);
  return new Date(year, month - 1, dayOfMonth, 12);
};

test('adds days like the calendar', () => {
  fc.assert(
    fc.property(anyMoment, anyMoment, (from, to) => {
      expect(addDays(dayAt(from), (to - from) / dayLength)).toBe(dayAt(to));
    }),
  );
});

test('counts days like the calendar', () => {
  fc.assert(
    fc.property(anyMoment, anyMoment, (from, to) => {
      const [a, b] = [dayAt(from), dayAt(to)];
      expect(daysBetween(a, b)).toBe((to - from) / dayLength);
      expect(daysBetween(a, b)).toBe(differenceInCalendarDays(atNoon(b), atNoon(a)));
    }),
  );
});

test('knows the weekday of every day', () => {
  fc.assert(
    fc.property(anyMoment, (moment) => {
      expect(weekday(dayAt(moment)) % 7).toBe(new Date(moment).getUTCDay());
    }),
  );
});

test.each([
  [2026, 2, 29],
  [2100, 2, 29],
  [2024, 2, 30],
  [2026, 4, 31],
  [2026, 13, 1],
  [2026, 0, 1],
  [2026, 1, 0],
  [1899, 12, 31],
  [2201, 1, 1],
  [2026, 1.5, 1],
  [Number.NaN, 1, 1],
])('%d-%d-%d is no day', (year, month, dayOfMonth) => {
  expect(dayOf(year, month, dayOfMonth)).toBeUndefined();
});
