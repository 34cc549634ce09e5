import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  type Day,
  day,
  dayOf,
  daysBetween,
  earlier,
  endOfMonth,
  formatMoment,
  isoWeek,
  later,
  localDay,
  localMinutes,
  momentOf,
  parseDay,
  partsOf,
  weekday,
} from '../../src/domain/day.ts';

/** Day number by pure arithmetic, independent of any clock or zone (Hinnant's civil-from-days, inverted). */
function dayNumber(of: Day): number {
  const { year, month, dayOfMonth } = partsOf(of);
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + dayOfMonth - 1;
  return (
    era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  );
}

const days = fc
  .record({
    year: fc.integer({ min: 1901, max: 2199 }),
    month: fc.integer({ min: 1, max: 12 }),
    at: fc.integer({ min: 1, max: 31 }),
  })
  .map(({ year, month, at }) => dayOf(year, month, at) ?? day('2028-02-29'));

describe('parseDay', () => {
  it.each(['2026-06-05', '2028-02-29', '2000-02-29', '1900-01-01', '2200-12-31', '2026-12-31'])(
    'takes %s',
    (text) => {
      expect(parseDay(text)).toBe(text);
    },
  );

  it.each(
    '|2026-02-29|1900-02-29|2026-02-30|2026-04-31|2026-13-01|2026-00-10|2026-01-00|2026-1-1|26-01-01|0050-01-01|1899-12-31|2201-01-01|2026-06-05T10:00| 2026-06-05|2026-06-05\n|2026/06/05|٢٠٢٦-٠٦-٠٥'.split(
      '|',
    ),
  )('refuses "%s"', (text) => expect(parseDay(text)).toBeUndefined());

  it('throws where the program wrote the text itself', () => {
    expect(() => day('2026-02-30')).toThrow(RangeError);
  });
});

describe('arithmetic', () => {
  it.each([
    ['2026-03-28', 1, '2026-03-29'], // Europe's clocks change
    ['2026-03-29', 1, '2026-03-30'],
    ['2026-10-25', 1, '2026-10-26'],
    ['2026-04-23', 1, '2026-04-24'], // Cairo has no midnight on the 24th
    ['2026-04-24', 1, '2026-04-25'],
    ['2026-09-26', 1, '2026-09-27'], // Auckland
    ['2026-03-07', 1, '2026-03-08'], // New York
    ['2026-12-31', 1, '2027-01-01'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2027-02-28', 1, '2027-03-01'],
    ['2026-03-01', -1, '2026-02-28'],
    ['2026-06-05', 0, '2026-06-05'],
  ])('%s and %i days: %s', (from, count, to) => {
    expect(addDays(day(from), count)).toBe(to);
    expect(daysBetween(day(from), day(to))).toBe(count);
  });

  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2026-01-31', 2, '2026-03-31'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-12-15', 1, '2027-01-15'],
    ['2026-06-30', 12, '2027-06-30'],
    ['2028-02-29', 12, '2029-02-28'],
  ])('%s and %i months: %s', (from, count, to) => expect(addMonths(day(from), count)).toBe(to));

  it.each([
    ['2026-02-10', '2026-02-28'],
    ['2028-02-01', '2028-02-29'],
    ['2026-12-31', '2026-12-31'],
    ['2026-04-01', '2026-04-30'],
  ])('the month of %s ends on %s', (of, end) => expect(endOfMonth(day(of))).toBe(end));

  it.each([
    ['2026-06-01', 1, 23],
    ['2026-06-07', 7, 23],
    ['2026-12-31', 4, 53],
    ['2027-01-01', 5, 53],
    ['2027-01-04', 1, 1],
  ])('%s is weekday %i of week %i', (of, number, week) => {
    expect([weekday(day(of)), isoWeek(day(of))]).toEqual([number, week]);
  });

  it('agrees with arithmetic that knows no clock', () => {
    fc.assert(
      fc.property(days, days, (a, b) => {
        expect(daysBetween(a, b)).toBe(dayNumber(b) - dayNumber(a));
        expect(addDays(a, daysBetween(a, b))).toBe(b);
        // 1 January 1900 was a Monday.
        expect(((dayNumber(a) - dayNumber(day('1900-01-01'))) % 7) + 1).toBe(weekday(a));
        expect(parseDay(a)).toBe(a);
        expect([earlier(a, b), later(a, b)].join()).toBe([a, b].toSorted().join());
      }),
      { numRuns: 5000 },
    );
  });

  it('finds every day of fourteen years, one after the other', () => {
    let on = day('2020-01-01');
    const start = dayNumber(on);
    for (let count = 0; count <= 5113; count += 1) {
      if (dayNumber(on) - start !== count) throw new Error(`lost a day at ${on}`);
      on = addDays(on, 1);
    }
    expect(on).toBe('2034-01-01');
  });
});

describe('moments', () => {
  it('turns a day and a minute into a moment and back, on days when clocks change too', () => {
    for (const text of [
      '2026-03-29',
      '2026-10-25',
      '2026-04-24',
      '2026-03-08',
      '2026-09-27',
      '2028-02-29',
      '2026-12-31',
    ]) {
      const moment = momentOf(day(text), 615);
      expect([localDay(moment), localMinutes(moment)]).toEqual([text, 615]);
    }
  });

  it('writes moments in UTC', () => {
    expect(formatMoment(0)).toBe('1970-01-01T00:00:00.000Z');
  });
});
