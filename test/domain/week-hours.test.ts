import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, day } from '../../src/domain/day.ts';
import { defaultRules, hoursTable } from '../../src/domain/rule-table.ts';
import { hoursOn, isWithin, parseWeekHours } from '../../src/domain/week-hours.ts';

const every = [1, 2, 3, 4, 5, 6, 7];

describe('parseWeekHours', () => {
  test.each([
    ['mon 00:00-12:00, fri 12:00-24:00', [{ days: [1], from: 0, to: 720 }, { days: [5], from: 720, to: 1440 }]],
    ['lun 0h-12h, vendredi 12h00-24h00', [{ days: [1], from: 0, to: 720 }, { days: [5], from: 720, to: 1440 }]],
    ['09:00-12:00', [{ days: every, from: 540, to: 720 }]],
    ['9-12', [{ days: every, from: 540, to: 720 }]],
    ['Mon-Fri 9:30-17:30', [{ days: [1, 2, 3, 4, 5], from: 570, to: 1050 }]],
    ['sam-lun', [{ days: [1, 6, 7], from: 0, to: 1440 }]],
    ['dim, jours', undefined],
    ['sun, holidays', [{ days: [7], from: 0, to: 1440 }, { days: 'holidays', from: 0, to: 1440 }]],
    ['férié 8:00-12:00', [{ days: 'holidays', from: 480, to: 720 }]],
    ['none', []],
    ['aucune', []],
    ['', []],
    ['12:00-9:00', undefined],
    ['9:00-9:00', undefined],
    ['9:60-10:00', undefined],
    ['9:00-24:01', undefined],
    ['9:00-25:00', undefined],
    ['-3', undefined],
    ['mo 9:00-10:00', undefined],
    ['monkey 9:00-10:00', undefined],
    ['holidays-mon', undefined],
    ['mon,,tue', undefined],
    ['mon 9:00', undefined],
    ['9:00-10:00-11:00', undefined],
    [Array.from({ length: 21 }, () => 'mon').join(), undefined],
  ])('%s', (text, expected) => {
    expect(parseWeekHours(text)).toEqual(expected);
  }); // biome-ignore format: one text a line

  test.each(hoursTable)('the default of $key is what its text says', ({ field, standard }) => {
    expect(parseWeekHours(standard)).toEqual(defaultRules[field]);
  });

  test('whatever is typed is taken or refused, never half', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom('mon', 'fri', ' ', ',', '-', ':', 'h', '0', '1', '29', 'é', '\n', '\u001b'),
        }),
        (text) => {
          const found = parseWeekHours(text);
          for (const { from, to } of found ?? []) expect(0 <= from && from < to && to <= 1440).toBe(true);
        },
      ),
    );
  });
});

test('a stretch holds from its first minute to the one before its last', () => {
  const list = parseWeekHours('tue 9:00-12:00, holidays 14:00-15:00') ?? [];
  const tuesday = day('2026-06-09');
  const inside = (minutes: number, isHoliday = false) => isWithin(list, { on: tuesday, minutes, isHoliday });
  expect([539, 540, 719, 720].map((minutes) => inside(minutes))).toEqual([false, true, true, false]);
  expect([inside(840), inside(840, true), inside(900, true)]).toEqual([false, true, false]);
  expect(isWithin(list, { on: addDays(tuesday, 1), minutes: 600 })).toBe(false);
  expect(hoursOn(list, tuesday)).toHaveLength(1);
});
