import type { Day } from './day.ts';

/**
 * Days since 1 March of the year 0, by arithmetic alone: a list counts thousands of days, and each `Date` of a cold
 * start costs more than the rule that asked for it.
 */
export function dayNumber(of: Day): number {
  const year = Number(of.slice(0, 4));
  const month = Number(of.slice(5, 7));
  // The year begins in March, so that the leap day is its last.
  const years = month > 2 ? year : year - 1;
  const months = (month + 9) % 12;
  const leapDays = Math.floor(years / 4) - Math.floor(years / 100) + Math.floor(years / 400);
  return years * 365 + leapDays + Math.floor((months * 153 + 2) / 5) + Number(of.slice(8, 10));
}

/** Year, month and day of the month with this number. Four centuries have 146,097 days, and years begin in March here too. */
export function dateOfNumber(number: number): { year: number; month: number; dayOfMonth: number } {
  const left = number - 1;
  const era = Math.floor(left / 146_097);
  const dayOfEra = left - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const months = Math.floor((5 * dayOfYear + 2) / 153);
  const month = months < 10 ? months + 3 : months - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return { year, month, dayOfMonth: dayOfYear - Math.floor((153 * months + 2) / 5) + 1 };
}
