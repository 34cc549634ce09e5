import { addDays, addMonths, type Day, dayOf, partsOf, type Weekday, weekday } from './day.ts';
import type { Language } from './profile.ts';
import { weekdayOfWeek } from './spoken-span.ts';

/** What was said, in the tokens of `spoken-day-words.ts`, and when. */
export interface Said {
  readonly tokens: string;
  readonly today: Day;
  readonly language: Language;
  /** Where a day without a year or month lies: a promise is ahead, a payment received is behind. */
  readonly direction: 'ahead' | 'behind';
}

/** A day that exists, words that name a day that does not, or words that name no single day. */
export type Found = Day | 'impossible' | undefined;

/** The one calendar day that the whole of the tokens names. */
export function namedDay(said: Said): Found {
  for (const reader of readers) {
    const found = reader(said);
    if (found !== undefined) return found;
  }
  return undefined;
}

// biome-ignore format: one row of names
const readers: readonly ((said: Said) => Found)[] = [
  readRelative, readDigits, readDayMonth, readMonthDay, readWeekday, readWeekdayOfWeek, readWeeksOn, readSpan, readAgo,
];

/** `@1` (demain), `+3`, and "end of business" alone, which is today's. */
function readRelative({ tokens, today }: Said): Found {
  if (tokens === 'cob') return today;
  const match = /^(?:@(-?\d)|([+-]\d{1,3}))$/.exec(tokens);
  return match ? addDays(today, Number(match[1] ?? match[2])) : undefined;
}

/** `15/6`, `15.12.26`, `ven 15-6`, `2026/12/15`. English puts the month first, unless it cannot be one. */
function readDigits(said: Said): Found {
  const yearFirst = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(said.tokens);
  if (yearFirst)
    return dayOf(Number(yearFirst[1]), Number(yearFirst[2]), Number(yearFirst[3])) ?? 'impossible';
  const match = /^(?:w(\d) )?(\d{1,2})([-/.])(\d{1,2})(?:\3(\d{4}|\d{2}))?$/.exec(said.tokens);
  if (!match) return undefined;
  const first = Number(match[2]);
  const second = Number(match[4]);
  const isMonthFirst = said.language === 'en' && match[3] !== '.' && first <= 12;
  const [dayOfMonth, month] = isMonthFirst ? [second, first] : [first, second];
  return onWeekday(match[1], dateNear({ dayOfMonth, month, year: yearOf(match[5]) }, said));
}

/** `15`, `vendredi 12`, `le 15 décembre`, `fri 12 june 26`. */
function readDayMonth(said: Said): Found {
  const match = /^(?:this |next )?(?:w(\d) )?n(\d\d?)(?: m(\d+)(?: (?:y(\d+)|n(\d\d)))?)?$/.exec(said.tokens);
  if (!match) return undefined;
  const dayOfMonth = Number(match[2]);
  if (match[3] === undefined) return onWeekday(match[1], dayOfMonthNear(dayOfMonth, said));
  const date = { dayOfMonth, month: Number(match[3]), year: yearOf(match[4] ?? match[5]) };
  return onWeekday(match[1], dateNear(date, said));
}

/** `Dec 15`, `Friday December 15th 2026`. */
function readMonthDay(said: Said): Found {
  const match = /^(?:w(\d) )?m(\d+) n(\d+)(?: (?:y(\d+)|n(\d\d)))?$/.exec(said.tokens);
  if (!match) return undefined;
  const date = { dayOfMonth: Number(match[3]), month: Number(match[2]), year: yearOf(match[4] ?? match[5]) };
  return onWeekday(match[1], dateNear(date, said));
}

/** `vendredi`, `next friday`, `vendredi dernier`, and a week or two on: `lundi en huit`, `monday week`. */
function readWeekday({ tokens, today, direction }: Said): Found {
  const match =
    /^(?:(?:this|next|(last)) )?w(\d)(?: (?:this|next|(last)|(in n8|WEEK)|(in n15|FORTNIGHT)))?$/.exec(
      tokens,
    );
  if (!match) return undefined;
  const wanted = Number(match[2]);
  if (match[1] || match[3] || (direction === 'behind' && !/next|n8|n15|WEEK|FORTNIGHT/.test(tokens))) {
    return addDays(today, -(((weekday(today) - wanted + 6) % 7) + 1));
  }
  const ahead = ((wanted - weekday(today) + 6) % 7) + 1;
  return addDays(today, ahead + (match[4] ? 7 : 0) + (match[5] ? 14 : 0));
}

/** `friday next week`, `vendredi de cette semaine`. */
function readWeekdayOfWeek({ tokens, today }: Said): Found {
  const match = /^(?:w(\d) )?(?:in )?(this |next )?WEEK( next)?(?: w(\d))?$/.exec(tokens);
  const wanted = asWeekday(match?.[1] ?? match?.[4]);
  if (!match || wanted === undefined || (match[1] && match[4])) return undefined;
  if (!match[2] && !match[3]) return undefined;
  return weekdayOfWeek(wanted, match[2] === 'this ' ? 0 : 1, today);
}

/** `a week on friday`, `two weeks from today`, `a fortnight tomorrow`, `tomorrow week`. */
function readWeeksOn(said: Said): Found {
  const tokens = said.tokens.replace(/^(@[012]) (WEEK|FORTNIGHT)$/, '$2 $1');
  const match = /^(?:in )?(?:a |n(\d+) )?(WEEK|FORTNIGHT) (?:from )?(w\d|@[012])$/.exec(tokens);
  if (!match?.[3]) return undefined;
  const days = Number(match[1] ?? 1) * (match[2] === 'FORTNIGHT' ? 14 : 7);
  const start: Said = { ...said, tokens: match[3], direction: 'ahead' };
  const from = readRelative(start) ?? readWeekday(start);
  return from === undefined || from === 'impossible' ? from : addDays(from, days);
}

/** `dans 10 jours`, `within 48 hours`, `in a fortnight`, `2 semaines`, `sous quinzaine`. */
function readSpan({ tokens, today }: Said): Found {
  const match =
    /^(?:(dans) |in )?(?:next )?(?:(?:a|n(\d+)) )?(?:next )?(DAY|WEEK|FORTNIGHT|MONTH|HOUR)(?: from @0)?$/.exec(
      tokens,
    );
  if (!match || !/a |n\d/.test(tokens)) return undefined;
  return addSpan(today, {
    count: Number(match[2] ?? 1),
    unit: match[3] ?? 'DAY',
    isIdiom: match[1] === 'dans',
  });
}

function addSpan(
  from: Day,
  { count, unit, isIdiom }: { count: number; unit: string; isIdiom: boolean },
): Found {
  if (unit === 'WEEK') return addDays(from, 7 * count);
  if (unit === 'FORTNIGHT') return addDays(from, 14 * count);
  if (unit === 'MONTH') return addMonths(from, count);
  if (unit === 'HOUR') return count % 24 === 0 ? addDays(from, count / 24) : undefined;
  // "Dans huit jours", "dans quinze jours" are one and two weeks in French; a limit ("sous huit jours") is counted.
  const isWeeks = isIdiom && (count === 8 || count === 15);
  return addDays(from, isWeeks ? count - 1 : count);
}

/** `il y a 3 jours`, `a week ago`. */
function readAgo({ tokens, today }: Said): Found {
  const match = /^(?:ago )?(?:a|n(\d+)) (DAY|WEEK|MONTH)(?: ago)?$/.exec(tokens);
  if (!match || !tokens.includes('ago')) return undefined;
  const count = Number(match[1] ?? 1);
  return match[2] === 'MONTH'
    ? addMonths(today, -count)
    : addDays(today, match[2] === 'WEEK' ? -7 * count : -count);
}

function asWeekday(digit: string | undefined): Weekday | undefined {
  const all: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];
  return all[Number(digit ?? 0) - 1];
}

function yearOf(digits: string | undefined): number | undefined {
  if (digits === undefined) return undefined;
  return digits.length === 2 ? 2000 + Number(digits) : Number(digits);
}

/** The weekday somebody names beside a date has to be the weekday of that date. */
function onWeekday(wanted: string | undefined, found: Found): Found {
  if (wanted === undefined || found === undefined || found === 'impossible') return found;
  return weekday(found) === Number(wanted) ? found : 'impossible';
}

function dateNear(date: { dayOfMonth: number; month: number; year: number | undefined }, said: Said): Found {
  if (date.year !== undefined) return dayOf(date.year, date.month, date.dayOfMonth) ?? 'impossible';
  const { year } = partsOf(said.today);
  const step = said.direction === 'ahead' ? 1 : -1;
  const candidates = [year, year + step].map((of) => dayOf(of, date.month, date.dayOfMonth));
  return candidates.find((candidate) => isInDirection(candidate, said)) ?? 'impossible';
}

/** The next (or last) month that has this day: said on 10 February, "le 31" is 31 March. */
function dayOfMonthNear(dayOfMonth: number, said: Said): Found {
  const first = addDays(said.today, 1 - partsOf(said.today).dayOfMonth);
  const step = said.direction === 'ahead' ? 1 : -1;
  const candidates = [0, 1, 2].map((months) => {
    const { year, month } = partsOf(addMonths(first, months * step));
    return dayOf(year, month, dayOfMonth);
  });
  return candidates.find((candidate) => isInDirection(candidate, said)) ?? 'impossible';
}

function isInDirection(candidate: Day | undefined, { today, direction }: Said): boolean {
  return candidate !== undefined && (direction === 'ahead' ? candidate >= today : candidate <= today);
}
