import { type Day, partsOf } from './day.ts';

/**
 * Days since 1 March of the year 0, by arithmetic alone: a list counts thousands of days, and each `Date` of a cold
 * start costs more than the rule that asked for it. Differences are those of `daysBetween`.
 */
export function dayNumber(of: Day): number {
  const { year, month, dayOfMonth } = partsOf(of);
  // The year begins in March, so that the leap day is its last.
  const years = month > 2 ? year : year - 1;
  const months = (month + 9) % 12;
  const leapDays = Math.floor(years / 4) - Math.floor(years / 100) + Math.floor(years / 400);
  return years * 365 + leapDays + Math.floor((months * 153 + 2) / 5) + dayOfMonth;
}

/** Whole days from `from` to `to`, negative when `to` lies before. */
export function daysFrom(from: Day, to: Day): number {
  return from === to ? 0 : dayNumber(to) - dayNumber(from);
}
