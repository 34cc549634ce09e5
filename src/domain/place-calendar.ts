import type { Calendar } from './calendar.ts';
import type { Client } from './client.ts';
import { addDays, type Day, day, partsOf, weekday } from './day.ts';
import { easterSunday } from './easter.ts';
import { usualHolidays } from './usual-holidays.ts';

type Place = Pick<Client, 'country' | 'region'>;

const token = new RegExp(
  [
    /^(?:E(?<easter>[+-]\d+)|(?<month>\d\d)(?:-(?<date>\d\d)(?:w(?<next>\d))?|\/(?<which>-?\d)\.(?<weekday>\d)(?:\+(?<after>\d))?))/,
    /(?<move>[~^])?(?:@(?<only>\d+))?(?:(?<when>[><=])(?<year>\d{4}))?$/,
  ]
    .map(({ source }) => source)
    .join(''),
);

/** A holiday before it is moved off a week-end. */
interface Feast {
  readonly on: Day;
  readonly move: string | undefined;
}

const known = new Map<string, ReadonlySet<Day>>();

/**
 * The working days of a client's place around a day, worked out without loading anything: for days that the rules
 * propose while reading (`dun due` must stand before one has looked up). A country that is not among the usual ones has
 * week-ends only, a region without a row the days of its country. Days that are stored come from the full lists.
 */
export function placeCalendar({ country, region }: Place, today: Day): Calendar {
  const regions = usualHolidays[country.toUpperCase()];
  const code = (region ?? '').trim().toUpperCase().replace(`${country.toUpperCase()}-`, '');
  const rules = regions?.[code] ?? regions?.[''];
  const holidays = rules === undefined ? new Set<Day>() : around(rules, partsOf(today).year);
  return { place: country, holidays, bankHolidays: new Set() };
}

/** The year before, this one and the next: nothing that is worked out while reading lies further. */
function around(rules: string, year: number): ReadonlySet<Day> {
  const key = `${year} ${rules}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const days = new Set([year - 1, year, year + 1].flatMap((each) => holidaysOf(rules, each)));
  known.set(key, days);
  return days;
}

/** The days off of one year, those moved off a week-end included. */
export function holidaysOf(rules: string, year: number): Day[] {
  const feasts = rules.split(' ').flatMap((text) => feastOf(text, year) ?? []);
  const taken = new Set(feasts.map(({ on }) => on));
  for (const { on, move } of feasts) if (move !== undefined) taken.add(moved(on, move, taken));
  return [...taken];
}

function feastOf(text: string, year: number): Feast | undefined {
  const found = token.exec(text)?.groups;
  if (found === undefined) throw new RangeError(`no holiday: ${text}`);
  if (!isIn(found, year)) return undefined;
  const on = dayOf(found, year);
  return found['only']?.includes(String(weekday(on))) === false ? undefined : { on, move: found['move'] };
}

function dayOf(found: Groups, year: number): Day {
  const { easter, month, date, next } = found;
  if (easter !== undefined) return addDays(easterSunday(year), Number(easter));
  if (date === undefined) return nthWeekday(found, year);
  const on = day(`${year}-${month}-${date}`);
  return next === undefined ? on : addDays(on, (Number(next) - weekday(on) + 7) % 7);
}

type Groups = Readonly<Record<string, string | undefined>>;

function isIn({ when, year: since }: Groups, year: number): boolean {
  if (when === '=') return year === Number(since);
  if (when === '>') return year >= Number(since);
  return when === undefined || year < Number(since);
}

function nthWeekday({ month, which, weekday: wanted, after = '0' }: Groups, year: number): Day {
  const count = Number(which);
  const first = day(`${year}-${month}-01`);
  const shift = (Number(wanted) - weekday(first) + 7) % 7;
  if (count > 0) return addDays(first, shift + 7 * (count - 1) + Number(after));
  const fifth = addDays(first, shift + 28);
  return fifth.slice(5, 7) === month ? fifth : addDays(fifth, -7);
}

function moved(on: Day, move: string, taken: ReadonlySet<Day>): Day {
  const at = weekday(on);
  if (at <= 5) return on;
  if (move === '^') return addDays(on, at === 6 ? -1 : 1);
  let next = on;
  while (weekday(next) > 5 || taken.has(next)) next = addDays(next, 1);
  return next;
}
