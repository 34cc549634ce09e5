import { describe, expect, it } from 'vitest';
import {
  addWorkingDays,
  arrivalDeadline,
  bankDayOnOrAfter,
  type Calendar,
  goodHour,
  halfLeft,
  isAvoidedHour,
  isBankDay,
  isWorkingDay,
  neverToCall,
  proposedPayday,
  recontactOn,
  rollBack,
  workingDayAfter,
  workingDayOnOrAfter,
  workingDayOnOrBefore,
} from '../../src/domain/calendar.ts';
import { addDays, day, momentOf, weekday } from '../../src/domain/day.ts';
import { defaultRules } from '../../src/domain/rule-table.ts';
import { parseWeekHours } from '../../src/domain/week-hours.ts';

const days = (list: string) => new Set(list.split(' ').map(day));

/** France and TARGET in 2026, written by hand: the rules are tested without the library. */
const france: Calendar = {
  place: 'FR',
  holidays: days(
    '2026-01-01 2026-04-06 2026-05-01 2026-05-08 2026-05-14 2026-05-25 2026-07-14 ' +
      '2026-08-15 2026-11-01 2026-11-11 2026-12-25 2027-01-01 2027-03-29',
  ),
  bankHolidays: days(
    '2026-01-01 2026-04-03 2026-04-06 2026-05-01 2026-12-25 2026-12-26 2027-01-01 2027-03-26 2027-03-29',
  ),
};

const rules = { arrivalDays: 3, recontactDays: 1 };

describe('the six rows of practice D2', () => {
  it.each([
    ['leaves', '2026-06-05', ['2026-06-08', '2026-06-09', 570]],
    ['leaves', '2026-06-04', ['2026-06-08', '2026-06-09', 570]],
    ['leaves', '2026-05-12', ['2026-05-15', '2026-05-18', 840]],
    ['arrives', '2026-05-01', ['2026-05-04', '2026-05-05', 570]],
  ] as const)('%s %s: on account, recontact, hour are %j', (means, promised, expected) => {
    const arrives = arrivalDeadline({ promisedOn: day(promised), means }, rules, france);
    const back = recontactOn(arrives, rules, france);
    expect([arrives, back, goodHour(back, 570, defaultRules)]).toEqual(expected);
  });

  it('proposes Thursday 30 April instead of 1 May', () => {
    expect(proposedPayday(day('2026-05-01'), france)).toBe('2026-04-30');
  });

  it('duplicate sent Thursday 7 May: 14 May is a holiday, so Wednesday 13 May at the latest', () => {
    expect(rollBack(addDays(day('2026-05-07'), 7), france)).toBe('2026-05-13');
  });

  it('chased Wednesday 3 June: Saturday 13 rolls back to Friday 12, in the morning', () => {
    const on = rollBack(addDays(day('2026-06-03'), 10), france);
    expect([on, goodHour(on, 570, defaultRules)]).toEqual(['2026-06-12', 570]);
  });
});

describe('working days and bank days', () => {
  it.each([
    ['2026-06-05', true, true], // Friday
    ['2026-06-06', false, false], // Saturday
    ['2026-06-07', false, false], // Sunday
    ['2026-05-14', false, true], // Ascension: offices closed, banks book
    ['2026-04-03', true, false], // Good Friday: offices open, banks do not book
    ['2026-12-26', false, false], // Saturday 26 December
  ])('%s: working %s, bank day %s', (text, working, bank) => {
    expect([isWorkingDay(day(text), france), isBankDay(day(text), france)]).toEqual([working, bank]);
  });

  it.each([
    ['2026-05-29', ['2026-05-29', '2026-05-29', '2026-06-01']], // Friday
    ['2026-05-30', ['2026-06-01', '2026-05-29', '2026-06-01']], // Saturday
    ['2026-05-31', ['2026-06-01', '2026-05-29', '2026-06-01']], // Sunday, last of the month
    ['2026-05-25', ['2026-05-26', '2026-05-22', '2026-05-26']], // Whit Monday
    ['2026-12-25', ['2026-12-28', '2026-12-24', '2026-12-28']], // Christmas on a Friday
    ['2026-12-31', ['2026-12-31', '2026-12-31', '2027-01-04']], // over the year's end
  ])('%s: on or after, on or before, after are %j', (text, expected) => {
    const from = day(text);
    const found = [workingDayOnOrAfter(from, france), workingDayOnOrBefore(from, france)];
    expect([...found, workingDayAfter(from, france)]).toEqual(expected);
  });

  it('waits for the banks over Easter', () => {
    expect(bankDayOnOrAfter(day('2026-04-03'), france)).toBe('2026-04-07');
    expect(bankDayOnOrAfter(day('2026-04-02'), france)).toBe('2026-04-02');
  });

  it.each([
    ['2026-05-12', 0, '2026-05-12'],
    ['2026-05-16', 0, '2026-05-16'],
    ['2026-05-12', 2, '2026-05-15'],
    ['2026-05-16', 1, '2026-05-18'],
    ['2026-05-15', -2, '2026-05-12'],
    ['2026-05-17', -1, '2026-05-15'],
    ['2026-12-23', 5, '2026-12-31'],
  ])('%s and %i working days: %s', (from, count, expected) => {
    expect(addWorkingDays(day(from), count, france)).toBe(expected);
  });

  it('rolls a limit back, but not before the first day allowed', () => {
    expect(rollBack(day('2026-05-10'), france, day('2026-05-09'))).toBe('2026-05-11');
    expect(rollBack(day('2026-05-10'), france, day('2026-05-07'))).toBe('2026-05-07');
    expect(rollBack(day('2026-05-10'), france)).toBe('2026-05-07');
  });

  it('keeps a payday that is fine, and avoids days on which banks sleep', () => {
    expect(proposedPayday(day('2026-06-05'), france)).toBe('2026-06-05');
    expect(proposedPayday(day('2026-06-07'), france)).toBe('2026-06-05');
    expect(proposedPayday(day('2026-04-06'), france)).toBe('2026-04-02');
    expect(proposedPayday(day('2026-02-28'), france)).toBe('2026-02-27');
  });

  it('refuses a calendar that never opens', () => {
    const closed = Array.from({ length: 100 }, (_, index) => addDays(day('2026-06-01'), index));
    const never = { ...france, holidays: new Set(closed) };
    expect(() => workingDayOnOrAfter(day('2026-06-01'), never)).toThrow(RangeError);
  });
});

describe('month ends, leap days and clock changes', () => {
  it.each([
    ['2026-01-30', '2026-02-02', '2026-02-03'], // Friday 30 January + 3 = Monday 2 February
    ['2028-02-26', '2028-02-29', '2028-03-01'], // Saturday + 3 = Tuesday 29 February
    ['2027-02-26', '2027-03-01', '2027-03-02'], // no 29 February
    ['2026-03-27', '2026-03-30', '2026-03-31'], // Europe's clocks change on 29 March
    ['2026-10-23', '2026-10-26', '2026-10-27'], // and back on 25 October
    ['2026-04-23', '2026-04-27', '2026-04-28'], // Egypt's on 24 April, at midnight
    ['2026-12-24', '2026-12-28', '2026-12-29'], // Christmas, then a week-end
    ['2026-12-31', '2027-01-04', '2027-01-05'],
  ])('leaves %s: by %s, recontact %s', (promised, deadline, back) => {
    const arrives = arrivalDeadline({ promisedOn: day(promised), means: 'leaves' }, rules, france);
    expect([arrives, recontactOn(arrives, rules, france)]).toEqual([deadline, back]);
  });

  it('takes the days from the settings', () => {
    const slow = { arrivalDays: 5, recontactDays: 2 };
    const arrives = arrivalDeadline({ promisedOn: day('2026-06-01'), means: 'leaves' }, slow, france);
    expect([arrives, recontactOn(arrives, slow, france)]).toEqual(['2026-06-08', '2026-06-10']);
  });

  it('finds a moment on each day of a year, whatever the zone', () => {
    let on = day('2026-01-01');
    for (let count = 0; count < 365; count += 1) {
      const next = addDays(on, 1);
      expect(momentOf(next, 720)).toBeGreaterThan(momentOf(on, 720));
      expect(weekday(next)).toBe((weekday(on) % 7) + 1);
      on = next;
    }
    expect(on).toBe('2027-01-01');
  });
});

describe('hours of one’s own', () => {
  const hours = (text: string) => parseWeekHours(text) ?? [];

  it.each([
    ['tue 14:00-18:00', '2026-06-02', 900, 570], // the other half-day
    ['tue', '2026-06-02', 900, 900], // all day: nothing better there
    ['none', '2026-06-01', 540, 540],
  ])('avoiding %s: on %s %i becomes %i', (...row) => {
    const [text, on, minutes, moved] = row;
    expect(goodHour(day(on), minutes, { avoid: hours(text) })).toBe(moved);
  });

  it.each([
    ['none', '2026-06-07', 200, false],
    ['wed 12:00-13:00', '2026-06-03', 720, true],
    ['holidays 8:00-12:00', '2026-05-14', 719, true],
    ['holidays 8:00-12:00', '2026-05-14', 720, false],
  ])('never %s: on %s at minute %i %s', (...row) => {
    const [text, on, minutes, never] = row;
    const at = { rules: { never: hours(text) }, calendar: france };
    expect(neverToCall(day(on), minutes, at)).toBe(never);
  });
});

describe('hours', () => {
  it.each([
    ['2026-06-01', 719, 840], // Monday
    ['2026-06-01', 720, 720],
    ['2026-06-05', 719, 719], // Friday
    ['2026-06-05', 720, 570],
    ['2026-06-03', 600, 600],
  ])('%s at minute %i moves to %i', (on, minutes, moved) => {
    expect(isAvoidedHour(day(on), minutes, defaultRules)).toBe(minutes !== moved);
    expect(goodHour(day(on), minutes, defaultRules)).toBe(moved);
  });

  it.each([
    ['2026-06-01', 'afternoon'], // Monday
    ['2026-06-05', 'morning'], // Friday
    ['2026-06-03', null],
  ])('on %s the half-day left is %s', (on, half) => {
    expect(halfLeft(day(on), defaultRules)).toBe(half);
  });

  it.each([
    ['2026-06-03', 479, true],
    ['2026-06-03', 480, false],
    ['2026-06-03', 1199, false],
    ['2026-06-03', 1200, true],
    ['2026-06-06', 600, false], // Saturday
    ['2026-06-07', 600, true], // Sunday
    ['2026-05-14', 600, true], // holiday
  ])('%s at minute %i: never is %s', (on, minutes, never) => {
    expect(neverToCall(day(on), minutes, { rules: defaultRules, calendar: france })).toBe(never);
  });
});
