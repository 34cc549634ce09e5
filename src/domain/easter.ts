import { type Day, day } from './day.ts';

/** Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher). */
export function easterSunday(year: number): Day {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const inCentury = year % 100;
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30;
  const leaps = 32 + 2 * (century % 4) + 2 * Math.floor(inCentury / 4) - epact - (inCentury % 4);
  const toSunday = leaps % 7;
  const late = Math.floor((golden + 11 * epact + 22 * toSunday) / 451);
  const shift = epact + toSunday - 7 * late + 114;
  const month = String(Math.floor(shift / 31)).padStart(2, '0');
  return day(`${year}-${month}-${String((shift % 31) + 1).padStart(2, '0')}`);
}
