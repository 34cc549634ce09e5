import { describe, expect, it } from 'vitest';
import { closedDays } from '../../src/calendars/closed-days.ts';
import { addDays, type Day, day, weekday } from '../../src/domain/day.ts';
import { EUR } from '../../src/domain/money.ts';
import { holidaysOf, placeCalendar } from '../../src/domain/place-calendar.ts';
import { usualHolidays } from '../../src/domain/usual-holidays.ts';

const years = Array.from({ length: 21 }, (_, index) => 2020 + index);

/** Easter by the table of golden numbers and Sunday letters, as printed in prayer books: independent of the program. */
function easter(year: number): Day {
  // Paschal full moons of the golden numbers 1 to 19, valid from 1900 to 2199.
  const moons =
    '04-14 04-03 03-23 04-11 03-31 04-18 04-08 03-28 04-16 04-05 03-25 04-13 04-02 03-22 04-10 03-30 04-17 04-07 03-27';
  const moon = day(`${year}-${moons.split(' ')[year % 19] ?? ''}`);
  return addDays(moon, 7 - (weekday(moon) % 7));
}

async function holidays(country: string, region: string | null, over = years): Promise<ReadonlySet<Day>> {
  return (await closedDays({ country, region }, over, EUR)).holidays;
}

const split = (place: string): [string, string | null] => {
  const [country = '', region = null] = place.split('-');
  return [country, region];
};

it('the table gives the published Easters', () => {
  const published =
    '2020-04-12 2021-04-04 2022-04-17 2023-04-09 2024-03-31 2025-04-20 2026-04-05 2027-03-28 2028-04-16 2029-04-01 2030-04-21 ' +
    '2031-04-13 2032-03-28 2033-04-17 2034-04-09 2035-03-25 2036-04-13 2037-04-05 2038-04-25 2039-04-10 2040-04-01';
  expect(years.map(easter).join(' ')).toBe(published);
});

/** Feasts with a date of their own, on which a day that follows Easter may fall. */
const dated = new Set(['05-01', '05-08', '05-09', '06-01', '06-02', '06-03', '06-21']);

/** The last Monday of May, which is a Whit Monday in some years. */
function isSpringHoliday(place: string, on: Day): boolean {
  return place.startsWith('GB') && weekday(on) === 1 && on.slice(5) >= '05-25' && on.slice(5) <= '05-31';
}

/** Days from Easter Sunday: Good Friday -2, Easter Monday 1, Ascension 39, Whit Monday 50, Corpus Christi 60. */
describe('days that follow Easter, 2020 to 2040', () => {
  it.each([
    ['FR', [1, 39, 50], [-2, 60]],
    ['FR-57', [-2, 1, 39, 50], [60]],
    ['FR-67', [-2, 1, 39, 50], [60]],
    ['FR-68', [-2, 1, 39, 50], [60]],
    ['BE', [1, 39, 50], [-2, 60]],
    ['LU', [1, 39, 50], [-2, 60]],
    ['DE', [-2, 1, 39, 50], [60]],
    ['DE-BY', [-2, 1, 39, 50, 60], []],
    ['DE-NW', [-2, 1, 39, 50, 60], []],
    ['DE-HH', [-2, 1, 39, 50], [60]],
    ['DE-BE', [-2, 1, 39, 50], [60]],
    ['CH-GE', [-2, 1, 39, 50], [60]],
    ['CH-TI', [1, 39, 50, 60], [-2]],
    ['CH-VS', [39, 60], [-2, 1, 50]],
    ['CH-NE', [-2, 1, 39], [50, 60]],
    ['CA-NT', [-2], [1, 39]],
    ['CA-YT', [-2], [1, 39]],
    ['CH-FR', [-2, 39, 60], [1, 50]],
    ['CH', [39], [-2, 1, 50, 60]],
    ['GB-ENG', [-2, 1], [39, 50, 60]],
    ['GB-SCT', [-2], [1, 39, 50]],
    ['GB-NIR', [-2, 1], [39, 50]],
    ['CA', [-2], [1, 39]],
    ['CA-ON', [-2], [1, 39]],
    ['US', [], [-2, 1, 39]],
  ])('%s: %j days off, %j not', async (place, off, working) => {
    const found = await holidays(...split(place));
    const shifted = (shifts: readonly number[]) =>
      years.flatMap((year) => shifts.map((shift) => addDays(easter(year), shift)));
    expect(shifted(off).filter((on) => !found.has(on))).toEqual([]);
    const unwanted = shifted(working).filter((on) => weekday(on) <= 5 && found.has(on));
    expect(unwanted.filter((on) => !dated.has(on.slice(5)) && !isSpringHoliday(place, on))).toEqual([]);
  });
});

describe('days of the year, whatever the weekday', () => {
  it.each([
    ['FR', '01-01 05-01 05-08 07-14 08-15 11-01 11-11 12-25', '12-26'],
    ['FR-67', '07-14 11-01 12-26', '08-14'],
    ['BE', '07-21 08-15 11-01 11-11', '07-14'],
    ['LU', '05-09 06-23 08-15 11-01 12-26', '11-11'],
    ['DE', '05-01 10-03 12-25 12-26', '11-01'],
    ['DE-BY', '01-06 11-01', '10-31'],
    ['DE-SN', '10-31', '11-01'],
    ['DE-TH', '09-20 10-31', '01-06'],
    ['DE-SL', '08-15 11-01', '10-31'],
    ['CH', '01-01 08-01 12-25', '05-01'],
    ['CH-JU', '05-01 06-23 08-15', '12-26'],
    ['CH-NE', '03-01 05-01', '08-15'],
    ['CH-GE', '08-01 12-31', '05-01'],
    ['CH-GL', '11-01 12-26', '12-24'],
    ['CH-GL', '12-25', '12-31'],
    ['CA-NT', '06-21 11-11', '12-26'],
    ['CA-QC', '06-24 07-01', '11-11'],
    ['CA-BC', '07-01 11-11', '12-26'],
    ['US', '07-04 11-11 12-25', '05-01'],
  ])('%s: %s, but not %s', async (place, off, working) => {
    const found = await holidays(...split(place));
    const all = years.flatMap((year) => off.split(' ').map((end) => `${year}-${end}`));
    expect(all.filter((each) => !found.has(day(each)))).toEqual([]);
    expect(years.filter((year) => found.has(day(`${year}-${working}`)))).toEqual([]);
  });
});

describe('days that move, as published', () => {
  it.each([
    ['GB-ENG', '2020-05-08 2020-12-28', '2020-05-04'],
    ['GB-ENG', '2021-12-27 2021-12-28', '2021-12-29'],
    ['GB-ENG', '2022-01-03 2022-06-02 2022-06-03 2022-09-19 2022-12-26 2022-12-27', '2022-05-30'],
    ['GB-ENG', '2023-01-02 2023-05-08', '2023-12-27'],
    ['GB-ENG', '2027-12-27 2027-12-28', '2027-12-29'],
    ['GB-ENG', '2028-01-03', '2028-01-04'],
    ['GB-WLS', '2027-08-30 2027-12-28', '2027-11-30'],
    ['GB-SCT', '2022-01-03 2022-01-04 2024-12-02 2025-12-01 2026-08-03', '2026-08-31'],
    ['GB-SCT', '2026-06-15', '2027-06-15'], // the World Cup, by proclamation
    ['GB-NIR', '2024-03-18 2025-07-14 2026-07-13', '2026-11-30'],
    ['CA-BC', '2020-02-17 2026-02-16 2026-05-18 2026-08-03 2026-09-30 2026-10-12', '2022-09-30'],
    ['CA-ON', '2026-02-16 2026-05-18 2026-12-26', '2026-08-03'],
    ['CA-AB', '2027-02-15 2027-05-24', '2027-09-30'],
    ['CA-QC', '2026-05-18 2027-05-24', '2026-02-16'],
    ['CA-MB', '2024-09-30 2026-09-30', '2023-09-29'],
    ['US', '2021-06-18 2021-07-05 2021-12-31 2026-07-03 2026-11-26', '2026-11-27'],
    ['DE-SN', '2026-11-18 2028-11-22', '2026-11-25'],
    ['DE-MV', '2023-03-08', '2022-03-08'],
    ['DE-BE', '2020-05-08 2025-05-08 2028-06-17', '2026-05-08'],
    ['CH-GE', '2026-09-10 2027-09-09', '2026-09-17'],
    ['CH-VD', '2026-09-21 2027-09-20', '2026-09-14'],
  ])('%s: %s, but not %s', async (place, off, working) => {
    const found = await holidays(...split(place));
    expect(off.split(' ').filter((each) => !found.has(day(each)))).toEqual([]);
    expect(found.has(day(working))).toBe(false);
  });
});

/** The days that `dun due` works out while reading are those of the full lists. */
describe('the small table', () => {
  const places = Object.entries(usualHolidays).flatMap(([country, regions]) =>
    Object.keys(regions).map((region) => [country, region] as const),
  );
  const weekdays = (days: Iterable<Day>) =>
    Array.from(days).filter((each) => weekday(each) <= 5 && each >= '2020-01-01' && each <= '2040-12-31');
  // The Näfelser Fahrt: the first Thursday in April, or later as the canton decides.
  const isLeftOut = (place: string, on: Day) =>
    place === 'CH-GL' && on.slice(5, 7) === '04' && weekday(on) === 4;

  it.each(places)('%s-%s, 2020 to 2040', async (country, region) => {
    const full = await holidays(country, region === '' ? null : region);
    const rules = usualHolidays[country]?.[region] ?? '';
    const own = years.flatMap((year) => holidaysOf(rules, year));
    const wanted = weekdays(full).filter((on) => !isLeftOut(`${country}-${region}`, on));
    expect(weekdays(new Set(own)).toSorted()).toEqual(wanted.toSorted());
  });

  it.each([
    ['FR', null, '2026-07-14', true],
    ['fr', 'FR-57', '2026-12-26', true],
    ['FR', null, '2026-12-26', false],
    ['FR', 'GP', '2026-07-14', true], // a region without a row has the days of its country
    ['US', 'CA', '2026-11-26', true],
    ['XX', null, '2026-12-25', false],
    ['FR', null, '2027-01-01', true],
    ['FR', null, '2025-12-25', true],
  ])('%s-%s: %s is a day off: %s', (...row) => {
    const [country, region, on, isOff] = row;
    const { holidays: days } = placeCalendar({ country, region }, day('2026-06-09'));
    expect(days.has(day(on))).toBe(isOff);
  });

  it('refuses a rule it cannot read', () => {
    expect(() => holidaysOf('07-14 someday', 2026)).toThrow(RangeError);
  });
});
