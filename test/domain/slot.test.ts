import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, day, momentOf, weekday } from '../../src/domain/day.ts';
import { defaultRules } from '../../src/domain/rule-table.ts';
import { bestSlot, hourKind, ownHours } from '../../src/domain/slot.ts';
import { parseWeekHours } from '../../src/domain/week-hours.ts';
import { aCalendar, aStanding, anAttempt } from '../support/a-standing.ts';

const calendar = aCalendar();
const rules = defaultRules;
const place = { rules, calendar };
const at = (hours: number, minutes = 0) => hours * 60 + minutes;

describe('hourKind (practice D1)', () => {
  test.each([
    ['2026-06-09', at(7, 59), 'never'],
    ['2026-06-09', at(8), 'fair'],
    ['2026-06-09', at(9), 'prime'],
    ['2026-06-09', at(12), 'fair'],
    ['2026-06-09', at(14), 'prime'],
    ['2026-06-09', at(17, 30), 'fair'],
    ['2026-06-09', at(20), 'never'],
    ['2026-06-08', at(11, 59), 'avoided'],
    ['2026-06-08', at(14), 'prime'],
    ['2026-06-12', at(11, 59), 'prime'],
    ['2026-06-12', at(12), 'avoided'],
    ['2026-06-13', at(10), 'fair'],
    ['2026-06-14', at(10), 'never'],
    ['2026-05-25', at(15), 'never'],
  ] as const)('%s at minute %i: %s', (on, minutes, expected) => {
    expect(hourKind(day(on), minutes, place)).toBe(expected);
  });
});

describe('bestSlot', () => {
  test.each([
    ['before the morning', '2026-06-09', at(7), '2026-06-09', at(9), false],
    ['in the morning', '2026-06-09', at(10, 15), '2026-06-09', at(10, 15), true],
    ['at noon', '2026-06-09', at(12), '2026-06-09', at(14), false],
    ['in the afternoon', '2026-06-09', at(17, 29), '2026-06-09', at(17, 29), true],
    ['too late', '2026-06-09', at(17, 30), '2026-06-10', at(9), false],
    ['Monday morning', '2026-06-08', at(9), '2026-06-08', at(14), false],
    ['Friday noon', '2026-06-12', at(12), '2026-06-15', at(14), false],
    ['Saturday', '2026-06-13', at(10), '2026-06-15', at(14), false],
    ['the eve of a long week-end', '2026-05-22', at(18), '2026-05-26', at(9), false],
  ] as const)('%s', (...row) => {
    const [, today, minutes, on, from, isNow] = row;
    const slot = bestSlot(aStanding(), { today: day(today), minutes, ...place });
    expect(slot).toMatchObject({ on, from, isNow, isOwnHours: false });
  });

  test.each([
    ['mornings, and it is afternoon', '8 h–12 h', '2026-06-09', at(14), '2026-06-10', at(9)],
    ['afternoons, and it is morning', '14-17', '2026-06-09', at(10), '2026-06-09', at(14)],
    ['mornings, on a Monday: the next one', 'le matin', '2026-06-08', at(9), '2026-06-09', at(9)],
    ['Tuesdays in the afternoon only say something on Tuesdays', 'mardi après-midi', '2026-06-09', at(10), '2026-06-09', at(14)],
    ['words that say no half', 'pas trop tôt', '2026-06-09', at(10), '2026-06-09', at(10)],
  ] as const)('the hours a contact named: %s', (...row) => {
    const [, reachable, today, minutes, on, from] = row;
    const slot = bestSlot(aStanding(), { today: day(today), minutes, ...place }, {
      reachable,
      notBefore: null,
      hour: null,
    });
    expect(slot).toMatchObject({ on, from, isOwnHours: false });
  }); // biome-ignore format: one row a line

  test.each([
    ['agreed for later today', { hour: ['2026-06-09', at(14, 30), true] }, '2026-06-09', at(14, 30), true],
    ['agreed for another day', { hour: ['2026-06-11', at(8, 15), true] }, '2026-06-11', at(8, 15), true],
    ['agreed on a Sunday: their choice', { hour: ['2026-06-14', at(11), true] }, '2026-06-14', at(11), true],
    ['agreed, whatever hours they named before', { hour: ['2026-06-09', at(14, 30), true], reachable: '9-12' }, '2026-06-09', at(14, 30), true],
    ['an agreed hour that is over: in its half-day', { hour: ['2026-06-09', at(9), true] }, '2026-06-09', at(10), false],
    ['the half-day that a voicemail left over', { hour: ['2026-06-09', at(14), false] }, '2026-06-09', at(14), false],
    ['the same, days later', { hour: ['2026-05-27', at(14), false] }, '2026-06-09', at(14), false],
    ['the hours they named before that', { hour: ['2026-06-09', at(14), false], reachable: '9-12' }, '2026-06-09', at(10), false],
    ['a promise that runs until Monday', { notBefore: '2026-06-15' }, '2026-06-15', at(14), false],
    ['a day that is over', { notBefore: '2026-06-02' }, '2026-06-09', at(10), false],
  ] as const)('what the ledger says: %s', (...row) => {
    const [, wanted, on, from, isAgreed] = row;
    const { hour, notBefore, reachable } = { hour: null, notBefore: null, reachable: null, ...wanted };
    const slot = bestSlot(aStanding(), { today: day('2026-06-09'), minutes: at(10), ...place }, {
      reachable,
      notBefore: notBefore === null ? null : day(notBefore),
      hour: hour === null ? null : { on: day(hour[0]), at: hour[1], isAgreed: hour[2] },
    });
    expect(slot).toMatchObject({ on, from, isAgreed });
  }); // biome-ignore format: one row a line

  test('after three contacts the hours at which they answer replace the general ones', () => {
    const reached = (on: string, minutes: number) => anAttempt(on, { startedAt: momentOf(day(on), minutes) });
    const twice = [reached('2026-06-02', at(8, 20)), reached('2026-06-03', at(9, 40))];
    const thrice = [...twice, reached('2026-06-04', at(16))];
    const { never } = defaultRules;
    expect(ownHours(aStanding({ attempts: twice }), day('2026-06-09'), never)).toBeUndefined();
    expect(ownHours(aStanding({ attempts: thrice }), day('2026-06-09'), never)).toEqual({
      from: at(8),
      to: at(10),
    });
    const slot = bestSlot(aStanding({ attempts: thrice }), {
      today: day('2026-06-09'),
      minutes: at(11),
      ...place,
    });
    expect(slot).toMatchObject({ on: '2026-06-10', from: at(8), to: at(10), isOwnHours: true });
  });

  test.each([
    ['wed 10:00-11:00', 'none', '2026-06-10', at(10)],
    ['none', 'none', '2026-06-10', at(9)], // nothing is prime: the next morning
    ['mon-fri 6:00-9:00, mon-fri 15:00-16:00', 'none', '2026-06-09', at(15)], // never before eight
    ['tue', 'tue', '2026-06-10', at(9)], // avoided all the day that is prime
    ['sat', 'none', '2026-06-10', at(9)], // no working day
  ])('prime %s, avoid %s: %s at minute %i', (...row) => {
    const [prime, avoid, on, from] = row;
    const own = { ...rules, prime: parseWeekHours(prime) ?? [], avoid: parseWeekHours(avoid) ?? [] };
    const slot = bestSlot(aStanding(), { today: day('2026-06-09'), minutes: at(7), calendar, rules: own });
    expect([slot.on, slot.from]).toEqual([on, from]);
  });

  test('never proposes a closed day, an avoided half-day or a time that is over', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 1439 }), (offset, minutes) => {
        const today = addDays(day('2026-01-01'), offset);
        const slot = bestSlot(aStanding(), { today, minutes, ...place });
        expect(hourKind(slot.on, slot.from, place)).toBe('prime');
        expect(slot.to).toBeGreaterThan(slot.from);
        expect(slot.on > today || (slot.on === today && slot.from >= minutes)).toBe(true);
        expect(weekday(slot.on)).toBeLessThanOrEqual(5);
      }),
    );
  });
});
