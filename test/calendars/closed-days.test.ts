import { describe, expect, it } from 'vitest';
import { closedDays } from '../../src/calendars/closed-days.ts';
import { targetDays } from '../../src/calendars/target.ts';
import { arrivalDeadline, proposedPayday, recontactOn } from '../../src/domain/calendar.ts';
import { addDays, type Day, day, weekday } from '../../src/domain/day.ts';
import { easterSunday } from '../../src/domain/easter.ts';
import { DunError } from '../../src/domain/errors.ts';
import { EUR, parseCurrency } from '../../src/domain/money.ts';

const GBP = parseCurrency('GBP') ?? EUR;

/** Easter by Gauss's rule with its two exceptions: another road to the same Sunday. */
function easterByGauss(year: number): Day {
  const century = Math.floor(year / 100);
  const moon = (15 + century - Math.floor(century / 4) - Math.floor((13 + 8 * century) / 25)) % 30;
  const sun = (4 + century - Math.floor(century / 4)) % 7;
  const full = (19 * (year % 19) + moon) % 30;
  const sunday = (2 * (year % 4) + 4 * (year % 7) + 6 * full + sun) % 7;
  const late = (full === 29 && sunday === 6) || (full === 28 && sunday === 6 && year % 19 > 10) ? 7 : 0;
  return addDays(day(`${year}-03-22`), full + sunday - late);
}

const years = Array.from({ length: 21 }, (_, index) => 2020 + index);

/** Published dates. */
const easters =
  '2020-04-12 2021-04-04 2022-04-17 2023-04-09 2024-03-31 2025-04-20 2026-04-05 2027-03-28 2028-04-16 2029-04-01 2030-04-21 ' +
  '2031-04-13 2032-03-28 2033-04-17 2034-04-09 2035-03-25 2036-04-13 2037-04-05 2038-04-25 2039-04-10 2040-04-01';

const listOf = async (country: string, region: string | null, year: number): Promise<string> => {
  const { holidays } = await closedDays({ country, region }, [year], EUR);
  return Array.from(holidays, (each) => each.slice(5))
    .toSorted()
    .join(' ');
};

describe('Easter and TARGET', () => {
  it('agrees with the published dates and with another rule', () => {
    expect(years.map(easterSunday).join(' ')).toBe(easters);
    expect(years.map(easterByGauss).join(' ')).toBe(easters);
    for (let year = 1901; year <= 2199; year += 1) {
      expect(easterSunday(year)).toBe(easterByGauss(year));
      expect(weekday(easterSunday(year))).toBe(7);
    }
  });

  it('closes banks on six days', () => {
    expect(targetDays(2026)).toEqual(
      ['01-01', '04-03', '04-06', '05-01', '12-25', '12-26'].map((end) => `2026-${end}`),
    );
  });

  it.each(['FR', 'BE', 'LU'])('%s: the days that follow Easter, 2020 to 2040', async (country) => {
    const { holidays } = await closedDays({ country, region: null }, years, EUR);
    const missing = years.flatMap((year) => [1, 39, 50].map((shift) => addDays(easterByGauss(year), shift)));
    expect(missing.filter((each) => !holidays.has(each))).toEqual([]);
  });

  it.each(['57', '67', '68'])('FR-%s: Good Friday and 26 December besides', async (region) => {
    const { holidays, place } = await closedDays({ country: 'FR', region }, years, EUR);
    const wanted = years.flatMap((year) => [addDays(easterByGauss(year), -2), day(`${year}-12-26`)]);
    expect(wanted.filter((each) => !holidays.has(each))).toEqual([]);
    expect(place).toBe(`FR-${region}`);
  });
});

describe('holidays of a place', () => {
  it.each([
    ['FR 2026', '01-01 04-06 05-01 05-08 05-14 05-25 07-14 08-15 11-01 11-11 12-25'],
    ['FR 2027', '01-01 03-29 05-01 05-06 05-08 05-17 07-14 08-15 11-01 11-11 12-25'], // on week-ends, not moved
    ['FR-57 2026', '01-01 04-03 04-06 05-01 05-08 05-14 05-25 07-14 08-15 11-01 11-11 12-25 12-26'],
    ['BE 2026', '01-01 04-06 05-01 05-14 05-25 07-21 08-15 11-01 11-11 12-25'],
    ['LU 2026', '01-01 04-06 05-01 05-09 05-14 05-25 06-23 08-15 11-01 12-25 12-26'],
    ['GB 2026', '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-26 12-28'],
    ['GB-ENG 2026', '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-26 12-28'],
    ['GB-SCT 2026', '01-01 01-02 04-03 05-04 05-25 06-15 08-03 11-30 12-25 12-26 12-28'],
    ['GB-NIR 2026', '01-01 03-17 04-03 04-06 05-04 05-25 07-12 07-13 08-31 12-25 12-26 12-28'],
    ['US 2026', '01-01 01-19 02-16 05-25 06-19 07-03 07-04 09-07 10-12 11-11 11-26 12-25'],
    ['DE 2026', '01-01 04-03 04-06 05-01 05-14 05-25 10-03 12-25 12-26'], // no half days
  ])('%s', async (where, expected) => {
    const [place = '', year] = where.split(' ');
    const [country = '', region = null] = place.split('-');
    expect(await listOf(country, region, Number(year))).toBe(expected);
  });

  it('takes only what all Swiss cantons keep where no canton is named', async () => {
    const days = await listOf('CH', null, 2026);
    expect(days).toContain('08-01');
    expect(days).not.toMatch(/04-06|09-20|12-26/);
    expect(await listOf('CH', 'GE', 2026)).toContain('09-10');
  });

  it('takes codes in any case, with the country before them', async () => {
    expect(await listOf('fr', 'FR-57', 2026)).toBe(await listOf('FR', '57', 2026));
    expect(await listOf('us', 'ca', 2026)).toBe(await listOf('US', 'CA', 2026));
    expect(await listOf('FR', ' ', 2026)).toBe(await listOf('FR', null, 2026));
  });

  it.each([
    ['FR', '75', 'day.unknown_region'],
    ['FR', 'constructor', 'day.unknown_region'],
    ['GB', 'ENGLAND', 'day.unknown_region'],
    ['LU', 'LU1', 'day.no_regions'],
    ['XX', 'YY', 'day.no_regions'],
  ])('refuses region %s-%s', async (country, region, key) => {
    const refused = closedDays({ country, region }, [2026], EUR);
    await expect(refused).rejects.toBeInstanceOf(DunError);
    await expect(refused).rejects.toMatchObject({ key, exitCode: 2 });
  });

  it('knows week-ends only of an unknown country, and TARGET for the euro', async () => {
    const unknown = await closedDays({ country: 'XX', region: null }, [2026], EUR);
    expect([unknown.place, unknown.holidays.size, unknown.bankHolidays.size]).toEqual(['XX', 0, 6]);
    const pounds = await closedDays({ country: 'XX', region: null }, [2026], GBP);
    expect(pounds.bankHolidays.size).toBe(0);
  });
});

describe('the rules on real calendars', () => {
  const rules = { arrivalDays: 3, recontactDays: 1 };

  it.each([
    // Alsace: Good Friday is a holiday there and a closed bank day everywhere in the euro.
    ['FR-67', '2026-03-31', ['2026-04-07', '2026-04-08']],
    ['FR', '2026-05-11', ['2026-05-14', '2026-05-15']], // banks book on Ascension
    ['LU', '2026-06-19', ['2026-06-22', '2026-06-24']], // 23 June is Luxembourg's own
    ['BE', '2026-07-17', ['2026-07-20', '2026-07-22']], // 21 July
    ['GB-SCT', '2026-07-31', ['2026-08-03', '2026-08-04']],
  ])('in %s money that leaves on %s', async (where, promised, expected) => {
    const [country = '', region = null] = where.split('-');
    const calendar = await closedDays({ country, region }, [2026], EUR);
    const deadline = arrivalDeadline({ promisedOn: day(promised), means: 'leaves' }, rules, calendar);
    expect([deadline, recontactOn(deadline, rules, calendar)]).toEqual(expected);
  });

  it('uses national bank days outside the euro', async () => {
    const england = await closedDays({ country: 'GB', region: 'ENG' }, [2026], GBP);
    const deadline = arrivalDeadline({ promisedOn: day('2026-08-31'), means: 'arrives' }, rules, england);
    expect(deadline).toBe('2026-09-01');
    expect(proposedPayday(day('2026-12-28'), england)).toBe('2026-12-24');
  });
});
