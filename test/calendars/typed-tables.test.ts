import { describe, expect, it } from 'vitest';
import { closedDays } from '../../src/calendars/closed-days.ts';
import { type Day, day, weekday } from '../../src/domain/day.ts';
import { EUR } from '../../src/domain/money.ts';
import { usualHolidays } from '../../src/domain/usual-holidays.ts';

// Days as printed calendars give them, typed in: no rule of the program stands behind them.
const years = Array.from({ length: 21 }, (_, index) => 2020 + index);

async function daysOff(place: string, over: readonly number[]): Promise<ReadonlySet<Day>> {
  const [country = '', region = null] = place.split('-');
  return (await closedDays({ country, region }, over, EUR)).holidays;
}

/** Good Friday, Easter Monday, Ascension, Whit Monday of each year. */
const printed = `
2020 04-10 04-13 05-21 06-01 | 2021 04-02 04-05 05-13 05-24 | 2022 04-15 04-18 05-26 06-06 | 2023 04-07 04-10 05-18 05-29
2024 03-29 04-01 05-09 05-20 | 2025 04-18 04-21 05-29 06-09 | 2026 04-03 04-06 05-14 05-25 | 2027 03-26 03-29 05-06 05-17
2028 04-14 04-17 05-25 06-05 | 2029 03-30 04-02 05-10 05-21 | 2030 04-19 04-22 05-30 06-10 | 2031 04-11 04-14 05-22 06-02
2032 03-26 03-29 05-06 05-17 | 2033 04-15 04-18 05-26 06-06 | 2034 04-07 04-10 05-18 05-29 | 2035 03-23 03-26 05-03 05-14
2036 04-11 04-14 05-22 06-02 | 2037 04-03 04-06 05-14 05-25 | 2038 04-23 04-26 06-03 06-14 | 2039 04-08 04-11 05-19 05-30
2040 03-30 04-02 05-10 05-21`
  .split(/[|\n]/)
  .flatMap((text) => (text.trim() === '' ? [] : [text.trim().split(' ')]))
  .map(([year, ...ends]) => ends.map((end) => day(`${year}-${end}`)));
const column = (at: number) => printed.flatMap((row) => row[at] ?? []);

describe('the days after Easter, 2020 to 2040, as printed', () => {
  it('has a row a year, of the right weekdays', () => {
    expect(printed).toHaveLength(years.length);
    expect([0, 1, 2, 3].map((at) => [...new Set(column(at).map(weekday))])).toEqual([[5], [1], [4], [1]]);
  });

  it.each([
    ['FR', [1, 2, 3]],
    ['FR-57', [0, 1, 2, 3]],
    ['FR-67', [0, 1, 2, 3]],
    ['FR-68', [0, 1, 2, 3]],
    ['BE', [1, 2, 3]],
    ['LU', [1, 2, 3]],
    ['DE', [0, 1, 2, 3]],
    ['CH-ZH', [0, 1, 2, 3]],
    ['CH-GE', [0, 1, 2, 3]],
    ['GB-ENG', [0, 1]],
    ['GB-WLS', [0, 1]],
    ['GB-NIR', [0, 1]],
    ['GB-SCT', [0]],
    ['CA', [0]],
  ])('%s: columns %j', async (place, columns) => {
    const found = await daysOff(place, years);
    expect(columns.flatMap(column).filter((each) => !found.has(each))).toEqual([]);
  });

  it.each(['FR', 'FR-57', 'FR-67', 'FR-68'])('%s: 14 July and 1 November every year', async (place) => {
    const found = await daysOff(place, years);
    const wanted = years.flatMap((year) => [day(`${year}-07-14`), day(`${year}-11-01`)]);
    expect(wanted.filter((each) => !found.has(each))).toEqual([]);
  });
});

/** Christmas and Boxing Day on a week-end: the weekdays after it stand in for them. */
const substitutes =
  '2020-12-28 2021-12-27 2021-12-28 2022-12-27 2026-12-28 2027-12-27 2027-12-28 2032-12-27 2032-12-28 2033-12-27 ' +
  '2037-12-28 2038-12-27 2038-12-28 2039-12-27';

it.each(['GB-ENG', 'GB-WLS', 'GB-SCT', 'GB-NIR'])('%s: the substitutes at Christmas', async (place) => {
  const found = [...(await daysOff(place, years))].filter((each) => /-12-2[78]$/.test(each)).toSorted();
  expect(found.join(' ')).toBe(substitutes);
});

/** The whole of 2026 by Land, besides the nine days of all of them; Easter and Whit Sunday left out. */
describe('Germany by Land, 2026', () => {
  const common = '01-01 04-03 04-06 05-01 05-14 05-25 10-03 12-25 12-26';
  it.each([
    ['BW', '01-06 06-04 11-01'], ['BY', '01-06 06-04 11-01'], ['BE', '03-08'], ['BB', '10-31'], ['HB', '10-31'],
    ['HH', '10-31'], ['HE', '06-04'], ['MV', '03-08 10-31'], ['NI', '10-31'], ['NW', '06-04 11-01'], ['RP', '06-04 11-01'],
    ['SL', '06-04 08-15 11-01'], ['SN', '10-31 11-18'], ['ST', '01-06 10-31'], ['SH', '10-31'], ['TH', '09-20 10-31'],
  ])('%s: %s', async (land, own) => {
    const found = [...(await daysOff(`DE-${land}`, [2026]))].map((each) => each.slice(5));
    const sundays = new Set(['04-05', '05-24']);
    const wanted = [...common.split(' '), ...own.split(' ')].toSorted();
    expect(found.filter((each) => !sundays.has(each)).toSorted()).toEqual(wanted);
  }); // biome-ignore format: one row of Länder a line
});

/** The whole of 2026 by province. */
describe('Canada by province, 2026', () => {
  it.each([
    ['AB', '01-01 02-16 04-03 05-18 07-01 09-07 10-12 11-11 12-25'],
    ['BC', '01-01 02-16 04-03 05-18 07-01 08-03 09-07 09-30 10-12 11-11 12-25'],
    ['MB', '01-01 02-16 04-03 05-18 07-01 09-07 09-30 10-12 12-25'],
    ['NB', '01-01 02-16 04-03 07-01 08-03 09-07 11-11 12-25'],
    ['NL', '01-01 04-03 07-01 09-07 11-11 12-25'],
    ['NS', '01-01 02-16 04-03 07-01 09-07 11-11 12-25'],
    ['ON', '01-01 02-16 04-03 05-18 07-01 09-07 10-12 12-25 12-26'],
    ['PE', '01-01 02-16 04-03 07-01 09-07 09-30 11-11 12-25'],
    ['QC', '01-01 04-03 05-18 06-24 07-01 09-07 10-12 12-25'],
    ['SK', '01-01 02-16 04-03 05-18 07-01 08-03 09-07 10-12 11-11 12-25'],
  ])('%s', async (province, wanted) => {
    const found = [...(await daysOff(`CA-${province}`, [2026]))].map((each) => each.slice(5)).toSorted();
    expect(found.join(' ')).toBe(wanted);
  });
});

/** Each canton names its own days; these four are kept by all of them. */
describe('Switzerland by canton', () => {
  const cantons = 'ZH BE LU UR SZ OW NW GL ZG FR SO BS BL SH AR AI SG GR AG TG TI VD VS NE GE JU'.split(' ');
  it('has all twenty-six', () => {
    expect(Object.keys(usualHolidays['CH'] ?? {}).toSorted()).toEqual(['', ...cantons].toSorted());
  });

  it.each(cantons)('CH-%s: New Year, Ascension, 1 August, Christmas', async (canton) => {
    const found = await daysOff(`CH-${canton}`, years);
    const ends = years.flatMap((year) => ['01-01', '08-01', '12-25'].map((end) => day(`${year}-${end}`)));
    expect([...ends, ...column(2)].filter((each) => !found.has(each))).toEqual([]);
  });

  /** Days of 2026 that fall on a weekday and tell the cantons apart, and one that another canton keeps. */
  it.each([
    ['ZH', '04-03 04-06 05-01 05-25', '06-04'], ['BE', '01-02 04-03 04-06', '06-04'], ['LU', '06-04 12-08', '03-19'],
    ['UR', '01-06 03-19 06-04', '05-01'], ['SZ', '01-06 03-19 06-04', '05-01'], ['OW', '06-04 09-25', '03-19'],
    ['NW', '03-19 06-04', '09-25'], ['ZG', '06-04 12-08', '05-01'], ['FR', '06-04 12-08', '05-01'],
    ['SO', '03-19 06-04', '12-08'], ['BS', '05-01 04-06', '06-04'], ['TI', '01-06 03-19 06-29', '04-03'],
    ['VD', '01-02 09-21', '05-01'], ['VS', '03-19 06-04 12-08', '04-03'], ['GE', '09-10 12-31', '01-02'],
    ['JU', '05-01 06-04 06-23', '12-08'],
  ])('CH-%s 2026: %s, but not %s', async (canton, off, working) => {
    const found = await daysOff(`CH-${canton}`, [2026]);
    expect(off.split(' ').filter((end) => !found.has(day(`2026-${end}`)))).toEqual([]);
    expect(found.has(day(`2026-${working}`))).toBe(false);
  }); // biome-ignore format: one row of cantons a line
});

/** Days off of the United States that are kept on a weekday when they fall on a week-end. */
it.each([
  '2020-07-03',
  '2021-12-31',
  '2022-06-20',
  '2022-12-26',
  '2023-01-02',
  '2023-11-10',
  '2026-07-03',
  '2027-07-05',
])('US: %s', async (on) => {
  expect((await daysOff('US', [Number(on.slice(0, 4))])).has(day(on))).toBe(true);
});
