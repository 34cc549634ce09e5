import { type Day, weekday } from './day.ts';
import { fold } from './fold.ts';
import type { Half } from './week-hours.ts';

const noon = 13;
const earliest = 7;
const latest = 20;
/** `9-12`, `8h30 - 11h30`, `14:00-17:30`, `9 a 11`, `2-5 pm`. */
const clock =
  /(?<![\d-])(\d{1,2}) ?(?:[h:.] ?\d{0,2})? ?(?:-|–|—|\ba\b|\bto\b|\bet\b) ?(\d{1,2})(?!\d) ?(?:[h:.] ?\d{0,2})? ?(pm)?/;

/**
 * The half-day that a contact's hours in the user's words speak of (`9–12`, `8 h–12 h`, `mardi matin`, `2–5 pm`), on a
 * day; `null` when they speak of both, or of something else.
 */
export function reachableHalf(hours: string | null, on: Day): Half | null {
  if (hours === null) return null;
  const text = fold(hours);
  if (otherDay(text, on)) return null;
  const isMorning = /\bmat(in)?s?\b|\bmatinees?\b|\bmornings?\b|\bam\b/.test(text);
  const isAfternoon = /\bapres[- ]midis?\b|\bafternoons?\b|\baprem\b/.test(text);
  if (isMorning !== isAfternoon) return isMorning ? 'morning' : 'afternoon';
  return halfOfRange(clock.exec(text));
}

function halfOfRange(range: RegExpExecArray | null): Half | null {
  if (range === null) return null;
  const shift = range[3] === 'pm' && Number(range[2]) < 12 ? 12 : 0;
  const [from, to] = [Number(range[1]) + shift, Number(range[2]) + shift];
  // Two to five without a word more: nobody says which half of the day.
  if (from < earliest || from >= to) return null;
  if (to <= noon) return 'morning';
  return from >= 12 && to <= latest ? 'afternoon' : null;
}

const days = [
  ['lundi', 'mon'],
  ['mardi', 'tue'],
  ['mercredi', 'wed'],
  ['jeudi', 'thu'],
  ['vendredi', 'fri'],
] as const;

/** The words name days, and not this one: they say nothing about it. */
function otherDay(text: string, on: Day): boolean {
  const isNamed = (names: readonly string[]) => names.some((name) => new RegExp(`\\b${name}`).test(text));
  const named = days.map(isNamed);
  return named.includes(true) && named[weekday(on) - 1] !== true;
}
