import {
  addDays,
  addMonths,
  type Day,
  dayOf,
  endOfMonth,
  isoWeek,
  partsOf,
  type Weekday,
  weekday,
} from './day.ts';

type Edge = 'start' | 'mid' | 'end';

interface Span {
  readonly edge: Edge;
  /** 0 = the current one, 1 = the next. */
  readonly shift: number;
}

/** Working day that stands for the part of a week. */
const weekParts: Readonly<Record<Edge, Weekday>> = { start: 1, mid: 3, end: 5 };

/**
 * The day that a stretch of time points at: its beginning, its middle, else the last day it still covers (for a week its
 * Friday). `end MONTH` is the end of this month, `m12` the end of December. `undefined` when the tokens name no stretch.
 */
export function spanDay(tokens: string, today: Day): Day | undefined {
  const bare = tokens.replace(/^(?:(?:a|in|dans|this|about) )+/, '');
  return unitSpan(bare, today) ?? monthSpan(bare, today) ?? namedSpan(bare, today);
}

/** The first day of a named stretch, for "not before January" and "after March". */
export function firstDayOf(tokens: string, today: Day): Day | undefined {
  return /^m\d+(?: y\d+)?$/.test(tokens) ? monthSpan(`start ${tokens}`, today) : undefined;
}

/** The weekday in the calendar week that lies `shift` weeks from the current one (weeks begin on Monday). */
export function weekdayOfWeek(wanted: Weekday, shift: number, today: Day): Day {
  return addDays(today, wanted - weekday(today) + 7 * shift);
}

/** The next day from today on, or today itself, that is this weekday. */
function onOrAfter(today: Day, wanted: Weekday): Day {
  return addDays(today, (wanted - weekday(today) + 7) % 7);
}

function unitSpan(tokens: string, today: Day): Day | undefined {
  const match =
    /^(?:(start|mid|end) )?(this |next )?(?:(start|mid|end) )?(WEEK|MONTH|QUARTER|YEAR)( next)?$/.exec(
      tokens,
    );
  if (!match) return undefined;
  const span: Span = { edge: edgeOf(match[1] ?? match[3]), shift: match[2] === 'next ' || match[5] ? 1 : 0 };
  switch (match[4] ?? '') {
    case 'WEEK':
      return weekPart(span, today);
    case 'MONTH':
      return monthPart(span, today);
    case 'QUARTER':
      return quarterPart(span, today);
    default:
      return yearPart(span, today);
  }
}

function edgeOf(word: string | undefined): Edge {
  return word === 'start' || word === 'mid' ? word : 'end';
}

function weekPart({ edge, shift }: Span, today: Day): Day {
  const wanted = weekParts[edge];
  return shift === 0 ? onOrAfter(today, wanted) : weekdayOfWeek(wanted, shift, today);
}

// "Early in the month" or "mid-month", once past, means the month after.
function monthPart({ edge, shift }: Span, today: Day): Day {
  const found = partOfMonth(edge, addMonths(firstOfMonth(today), shift));
  return found >= today ? found : partOfMonth(edge, addMonths(firstOfMonth(today), shift + 1));
}

function partOfMonth(edge: Edge, first: Day): Day {
  if (edge === 'start') return first;
  return edge === 'mid' ? addDays(first, 14) : endOfMonth(first);
}

function firstOfMonth(of: Day): Day {
  return addDays(of, 1 - partsOf(of).dayOfMonth);
}

function quarterPart({ edge, shift }: Span, today: Day): Day {
  const { month } = partsOf(today);
  const first = addMonths(firstOfMonth(today), -((month - 1) % 3) + 3 * shift);
  const parts: Readonly<Record<Edge, Day>> = {
    start: first,
    mid: addDays(addMonths(first, 1), 14),
    end: endOfMonth(addMonths(first, 2)),
  };
  return parts[edge] >= today ? parts[edge] : quarterPart({ edge, shift: shift + 1 }, today);
}

function yearPart({ edge, shift }: Span, today: Day): Day {
  const january = addMonths(firstOfMonth(today), 1 - partsOf(today).month + 12 * shift);
  const found = {
    start: january,
    mid: addMonths(addDays(january, 14), 5),
    end: endOfMonth(addMonths(january, 11)),
  };
  return found[edge] >= today ? found[edge] : yearPart({ edge, shift: shift + 1 }, today);
}

function monthSpan(tokens: string, today: Day): Day | undefined {
  const match = /^(?:(start|mid|end) )?(?:about )?(?:next )?m(\d+)(?: next)?(?: y(\d+))?$/.exec(tokens);
  if (!match) return undefined;
  const edge = edgeOf(match[1]);
  const year = Number(match[3] ?? partsOf(today).year);
  const first = dayOf(year, Number(match[2]), 1);
  if (first === undefined) return undefined;
  const found = partOfMonth(edge, first);
  return found >= today || match[3] !== undefined ? found : partOfMonth(edge, addMonths(first, 12));
}

function namedSpan(tokens: string, today: Day): Day | undefined {
  const week = /^WEEK n(\d+)$/.exec(tokens);
  if (week) return fridayOfWeek(Number(week[1]), today);
  const { year } = partsOf(today);
  const feasts: Readonly<Record<string, (of: number) => Day | undefined>> = {
    xmas: (of) => dayOf(of, 12, 25),
    newyear: (of) => dayOf(of, 1, 1),
  };
  if (tokens === 'weekend' || tokens === 'next weekend') return onOrAfter(today, 6);
  const feast = feasts[tokens];
  const thisYear = feast?.(year);
  return thisYear !== undefined && thisYear < today ? feast?.(year + 1) : thisYear;
}

/** "Semaine 48": the Friday of the next week with this number. */
function fridayOfWeek(number: number, today: Day): Day | undefined {
  const first = onOrAfter(today, 5);
  for (let weeks = 0; weeks <= 53; weeks += 1) {
    const friday = addDays(first, 7 * weeks);
    if (isoWeek(friday) === number) return friday;
  }
  return undefined;
}
