import { addDays, type Day, day } from '../domain/day.ts';
import { easterSunday } from '../domain/easter.ts';

/** The six days on which euro banks do not book (practice D2): New Year, Good Friday, Easter Monday, 1 May, Christmas. */
export function targetDays(year: number): Day[] {
  const easter = easterSunday(year);
  return [
    day(`${year}-01-01`),
    addDays(easter, -2),
    addDays(easter, 1),
    day(`${year}-05-01`),
    day(`${year}-12-25`),
    day(`${year}-12-26`),
  ];
}
