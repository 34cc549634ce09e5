import { type Day, weekday } from './day.ts';

/** A stretch of hours, in minutes since midnight; `to` is not part of it. */
export interface Hours {
  readonly from: number;
  readonly to: number;
}

/** The same stretch on certain days: Monday = 1 … Sunday = 7, or every public holiday whatever its weekday. */
export interface WeekHours extends Hours {
  readonly days: readonly number[] | 'holidays';
}

export type Half = 'morning' | 'afternoon';

/** Where the hours of people are parted: who answered at half past twelve was still there in the morning. */
const morningEnds = 13 * 60;

/** The half of the day in which somebody is reached at this minute, or a stretch of hours begins. */
export function halfOf(minutes: number): Half {
  return minutes < morningEnds ? 'morning' : 'afternoon';
}

const everyDay = [1, 2, 3, 4, 5, 6, 7];
const wholeDay: Hours = { from: 0, to: 24 * 60 };
/** Monday to Sunday; three letters or more of either name will do. */
const dayNames: readonly (readonly [string, string])[] = [
  ['monday', 'lundi'],
  ['tuesday', 'mardi'],
  ['wednesday', 'mercredi'],
  ['thursday', 'jeudi'],
  ['friday', 'vendredi'],
  ['saturday', 'samedi'],
  ['sunday', 'dimanche'],
];
const shortestName = 3;

/** Most stretches that one setting holds. */
const mostStretches = 20;

const holidayNames: ReadonlySet<string> = new Set(['holiday', 'holidays', 'ferie', 'feries']);
const noneNames: ReadonlySet<string> = new Set(['', '-', 'none', 'aucun', 'aucune']);
const stretch = /^(?<first>[a-z]+)?(?:-(?<last>[a-z]+))?\s*(?<hours>\d[\dh:]*-\d[\dh:]*)?$/;
const clock = /^(?<hour>\d{1,2})(?:[:h](?<minute>\d{2})?)?$/;

/**
 * Reads `mon 00:00-12:00, fri 12:00-24:00`: days, hours or both, in English or French; `holidays` alone or with hours;
 * `none` for no stretch at all. `undefined` when anything in it is not understood (practice D1: avoid, prime, never).
 */
export function parseWeekHours(text: string): readonly WeekHours[] | undefined {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').trim().toLowerCase();
  if (noneNames.has(plain)) return [];
  const found = plain.split(',').map((part) => parseStretch(part.trim()));
  return found.length > mostStretches || found.includes(undefined)
    ? undefined
    : found.filter((one) => one !== undefined);
}

/** Does one of these stretches cover this minute? Without a word on holidays, none of theirs is looked at. */
export function isWithin(
  list: readonly WeekHours[],
  { on, minutes, isHoliday = false }: { on: Day; minutes: number; isHoliday?: boolean },
): boolean {
  const today = weekday(on);
  return list.some(
    ({ days, from, to }) =>
      (days === 'holidays' ? isHoliday : days.includes(today)) && minutes >= from && minutes < to,
  );
}

/** The stretches of one weekday, earliest first. */
export function hoursOn(list: readonly WeekHours[], on: Day): Hours[] {
  const today = weekday(on);
  return list
    .filter(({ days }) => days !== 'holidays' && days.includes(today))
    .toSorted((a, b) => a.from - b.from);
}

function parseStretch(part: string): WeekHours | undefined {
  const { first, last, hours: text } = stretch.exec(part)?.groups ?? {};
  if (first === undefined && (text === undefined || last !== undefined)) return undefined;
  const hours = text === undefined ? wholeDay : hoursIn(text);
  const days = daysIn(first, last);
  return hours === undefined || days === undefined ? undefined : { days, ...hours };
}

function daysIn(first: string | undefined, last: string | undefined): WeekHours['days'] | undefined {
  if (first === undefined) return everyDay;
  if (holidayNames.has(first)) return last === undefined ? 'holidays' : undefined;
  const from = dayIn(first);
  const to = last === undefined ? from : dayIn(last);
  if (from === undefined || to === undefined) return undefined;
  // `fri-mon` goes over the end of the week.
  return everyDay.filter((day) => (from <= to ? day >= from && day <= to : day >= from || day <= to));
}

function dayIn(text: string): number | undefined {
  const index = dayNames.findIndex((names) => names.some((name) => name.startsWith(text)));
  return text.length < shortestName || index === -1 ? undefined : index + 1;
}

function hoursIn(text: string): Hours | undefined {
  const [from, to, ...more] = text.split('-').map(minutesIn);
  return from === undefined || to === undefined || more.length > 0 || from >= to ? undefined : { from, to };
}

function minutesIn(text: string): number | undefined {
  const { hour, minute = '0' } = clock.exec(text)?.groups ?? {};
  if (hour === undefined || Number(hour) > 24 || Number(minute) > 59) return undefined;
  const minutes = Number(hour) * 60 + Number(minute);
  return minutes <= wholeDay.to ? minutes : undefined;
}
