import type Holidays from 'date-holidays';
import type { HolidaysTypes } from 'date-holidays';
import type { Calendar } from '../domain/calendar.ts';
import { addDays, type Day, day, parseDay, weekday } from '../domain/day.ts';
import { DunError } from '../domain/errors.ts';
import { type Currency, EUR } from '../domain/money.ts';
import { holidaysOf } from '../domain/place-calendar.ts';
import { targetDays } from './target.ts';

/** Where somebody works: ISO country, and subdivision where it has holidays of its own. */
export interface Place {
  readonly country: string;
  readonly region: string | null;
}

/**
 * The closed days of a place in these years. Bank days follow TARGET for the euro, else the holidays of the place. A
 * country without a list has week-ends only. An unknown region throws `DunError` 2: the library would quietly give the
 * national list instead. The one door of date-holidays, loaded here because it costs 200 ms.
 */
export async function closedDays(
  place: Place,
  years: readonly number[],
  currency: Currency,
): Promise<Calendar> {
  const { default: Library } = await import('date-holidays');
  const library = new Library();
  const country = place.country.toUpperCase();
  const region = knownRegion(library, { country, region: place.region });
  const listOf = (state: string | null): Set<Day> => {
    if (state === null) library.init(country);
    else library.init(country, state);
    const listedOf = (year: number) =>
      library.getHolidays(year).flatMap((holiday) => daysOf(holiday, country));
    return new Set(years.flatMap((year) => corrected(listedOf(year), year, `${country}-${state ?? ''}`)));
  };
  const holidays = isKnown(library, country) ? listed(country, region, listOf) : new Set<Day>();
  return {
    place: region === null ? country : `${country}-${region}`,
    holidays,
    bankHolidays: currency === EUR ? new Set(years.flatMap(targetDays)) : holidays,
  };
}

/**
 * Lists that are wrong without a region: the United Kingdom's lacks the bank holidays that are not common to all four
 * nations, so England's stands for it; Switzerland's holds days that are not federal (facts 6), so what every canton
 * keeps stands for it.
 */
function listed(
  country: string,
  region: string | null,
  listOf: (state: string | null) => Set<Day>,
): Set<Day> {
  if (region !== null) return listOf(region);
  if (country === 'GB') return listOf('ENG');
  if (country !== 'CH') return listOf(null);
  const [first = new Set<Day>(), ...others] = cantons.map(listOf);
  return new Set(Array.from(first).filter((each) => others.every((list) => list.has(each))));
}

/**
 * Listed and yet a working day, in the tokens of `usualHolidays`: Easter Monday is none of the public holidays of Ontario,
 * the Northwest Territories and Yukon, nor Boxing Day one of the second's, nor the parade of August one of Prince Edward
 * Island's; Glarus works on both eves, Valais on Whit Monday, and only one commune of Neuchâtel keeps Corpus Christi.
 */
const worked: Readonly<Record<string, string>> = {
  'CA-ON': 'E+1', 'CA-NT': 'E+1 12-26', 'CA-YT': 'E+1', 'CA-PE': '08/3.5', 'CH-GL': '12-24 12-31', 'CH-NE': 'E+60', 'CH-VS': 'E+50',
}; // biome-ignore format: a table

/** A day off and yet not listed: the National Day for Truth and Reconciliation, and the bank holiday of a World Cup. */
const proclaimed: Readonly<Record<string, string>> = {
  'CA-BC': '09-30>2023', 'CA-MB': '09-30>2024', 'CA-NT': '09-30>2022', 'CA-NU': '09-30>2022', 'CA-PE': '09-30>2022',
  'CA-YT': '09-30>2023', 'GB-SCT': '06-15=2026',
}; // biome-ignore format: a table

/** What the library says wrongly; and Veterans Day is kept on a weekday like the others of the United States. */
function corrected(listedDays: readonly Day[], year: number, place: string): readonly Day[] {
  const not = new Set(tabled(worked, place, year));
  const kept = listedDays.filter((each) => !not.has(each));
  if (place.startsWith('US-')) kept.push(...veteransDay(listedDays, year));
  return [...kept, ...tabled(proclaimed, place, year)];
}

function tabled(table: Readonly<Record<string, string>>, place: string, year: number): Day[] {
  const rules = table[place];
  return rules === undefined ? [] : holidaysOf(rules, year);
}

function veteransDay(listedDays: readonly Day[], year: number): Day[] {
  const on = day(`${year}-11-11`);
  if (!listedDays.includes(on) || weekday(on) <= 5) return [];
  return [addDays(on, weekday(on) === 6 ? -1 : 1)];
}

// biome-ignore format: one row of codes
const cantons = [
  'ZH', 'BE', 'LU', 'UR', 'SZ', 'OW', 'NW', 'GL', 'ZG', 'FR', 'SO', 'BS', 'BL', 'SH', 'AR', 'AI', 'SG', 'GR', 'AG', 'TG',
  'TI', 'VD', 'VS', 'NE', 'GE', 'JU',
];

function isKnown(library: Holidays, country: string): boolean {
  return Object.hasOwn(library.getCountries(), country);
}

/** The region as the library writes it; `FR-57` is taken for `57`. */
function knownRegion(library: Holidays, { country, region }: Place): string | null {
  if (region === null || region.trim() === '') return null;
  const code = region.trim().toUpperCase().replace(`${country}-`, '');
  const states = isKnown(library, country) ? (library.getStates(country) ?? {}) : {};
  if (Object.hasOwn(states, code)) return code;
  const known = Object.keys(states).join(', ');
  throw new DunError(known === '' ? 'day.no_regions' : 'day.unknown_region', 2, { region, country, known });
}

/**
 * Whole days off only: a holiday may last several days, a half day (Christmas Eve from 14:00) is none. `bank` days are
 * days off in the United Kingdom and half days or banking customs elsewhere.
 */
function daysOf(holiday: HolidaysTypes.Holiday, country: string): Day[] {
  const isOff = holiday.type === 'public' || (holiday.type === 'bank' && country === 'GB');
  const [text = '', time = ''] = holiday.date.split(' ');
  const first = parseDay(text);
  if (!isOff || first === undefined || time !== '00:00:00') return [];
  const length = Math.max(1, Math.round((holiday.end.getTime() - holiday.start.getTime()) / 86_400_000));
  return Array.from({ length }, (_, index) => addDays(first, index));
}
