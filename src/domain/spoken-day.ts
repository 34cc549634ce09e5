import { addDays, type Day, earlier, parseDay, weekday } from './day.ts';
import type { Language } from './profile.ts';
import { type Found, namedDay, type Said } from './spoken-date.ts';
import { tokensOf } from './spoken-day-words.ts';
import { firstDayOf, spanDay, weekdayOfWeek } from './spoken-span.ts';

/** What a person meant by a day. A vague answer carries the day to ask back about, when the words point at one. */
export type SpokenDay =
  | { readonly kind: 'day'; readonly day: Day }
  | { readonly kind: 'vague'; readonly suggestion: Day | null }
  | { readonly kind: 'impossible' }
  | { readonly kind: 'unknown' };

const unknown: SpokenDay = { kind: 'unknown' };

/**
 * Reads a day as French and English speakers say or type it, both accepted at once; the language only breaks ties
 * (`1/5`). The whole text must be understood, never a part of it. A weekday is its next one strictly after today, a
 * date without a year the next such date from today on, a named day may be past (`hier`): callers refuse it where it
 * makes no sense. What a payer says without naming a day ("soon", "fin du mois") is `vague` (practice C1).
 */
export function parseSpokenDay(text: string, today: Day, language: Language): SpokenDay {
  return parse({ text, today, language, direction: 'ahead' });
}

/** The same grammar for what has happened: `vendredi` is the last Friday, `15/6` the last 15 June, today included. */
export function parseSpokenPastDay(text: string, today: Day, language: Language): SpokenDay {
  return parse({ text, today, language, direction: 'behind' });
}

function parse({ text, ...rest }: Omit<Said, 'tokens'> & { readonly text: string }): SpokenDay {
  const iso = parseDay(text.trim());
  if (iso !== undefined) return { kind: 'day', day: iso };
  const tokens = tokensOf(text, rest.language);
  return tokens === undefined ? unknown : read({ ...rest, tokens: trimEnds(tokens) });
}

function read(said: Said): SpokenDay {
  const found = namedDay(said);
  if (found === 'impossible') return { kind: 'impossible' };
  return found === undefined ? readVague(said) : { kind: 'day', day: found };
}

/** Takes off what does not change the day: "il paiera", "d'ici", "matin", "au plus tard", "close of business". */
function trimEnds(tokens: string): string {
  let bare = tokens;
  for (let before = ''; before !== bare; ) {
    before = bare;
    bare = bare.replace(/^(?:lead|~|by|cob|a(?= (?:w\d|@|cob|m\d))) (?=.)/, '').replace(/ (?:~|cob)$/, '');
  }
  return bare;
}

/** Words that put a day off: the day they point at is a question to ask back, not a promise (practice C6, EVASIVE). */
function readVague(said: Said): SpokenDay {
  const { tokens, today } = said;
  if (/^(?:(?:vague|hedge) ?)+$/.test(tokens)) return vague(undefined);
  const firm = tokens.replace(/^(?:hedge )+|(?: hedge)+$/g, '');
  if (firm !== tokens) return soften(read({ ...said, tokens: firm }));
  const found = boundDay(said) ?? spanDay(tokens, today) ?? workingDays(said);
  if (found === 'impossible') return { kind: 'impossible' };
  return found === undefined ? readAlternatives(said) : vague(found);
}

/** What stands after "before", "from" and the like, read as a day, as the first day of a month and as a stretch. */
interface Bound {
  readonly tokens: string;
  readonly today: Day;
  readonly named: Day | undefined;
  readonly first: Day | undefined;
  readonly span: Day | undefined;
}

const bounds: Readonly<Record<string, (bound: Bound) => Day | undefined>> = {
  // Before the end of a week still means that end.
  before: ({ tokens, named, first, span }) =>
    /^(?:start|mid|end) /.test(tokens) ? span : shifted(named ?? first ?? span, -1),
  after: ({ named, span }) => shifted(named ?? span, 1),
  from: ({ tokens, today, named, first, span }) =>
    named ?? first ?? spanDay(`start ${tokens}`, today) ?? span,
  weekof: ({ named }) => named && weekdayOfWeek(5, 0, named),
  about: ({ named, span }) => named ?? span,
};

/** `avant Noël`, `pas avant janvier`, `after the 15th`, `vers le 10`, `the week of 7 December`. */
function boundDay(said: Said): Found {
  const match = /^(?:in |dans )?(before|after|from|about|weekof) (.+)$/.exec(said.tokens);
  const tokens = match?.[2];
  if (tokens === undefined) return undefined;
  const named = namedDay({ ...said, tokens });
  if (named === 'impossible') return named;
  const { today } = said;
  return bounds[match?.[1] ?? '']?.({
    tokens,
    today,
    named,
    first: firstDayOf(tokens, today),
    span: spanDay(tokens, today),
  });
}

function shifted(day: Day | undefined, count: number): Day | undefined {
  return day && addDays(day, count);
}

/** `5 jours ouvrés`: without a calendar only a guess that leaves week-ends out. */
function workingDays({ tokens, today }: Said): Found {
  const match = /^(?:in |dans )?(?:next )?n(\d+) (?:OPEN DAY|DAY OPEN)$/.exec(tokens);
  if (!match) return undefined;
  let day = today;
  for (let left = Number(match[1]); left > 0; ) {
    day = addDays(day, 1);
    if (weekday(day) <= 5) left -= 1;
  }
  return day;
}

/** `jeudi ou vendredi`: ask about the earlier one. */
function readAlternatives(said: Said): SpokenDay {
  const match = /^(.+) or (.+)$/.exec(said.tokens);
  if (!match?.[1] || !match[2]) return unknown;
  const a = read({ ...said, tokens: match[1] });
  const b = read({ ...said, tokens: match[2] });
  if (a.kind === 'day' && b.kind === 'day') return vague(earlier(a.day, b.day));
  return a.kind === 'unknown' || b.kind === 'unknown' ? unknown : vague(undefined);
}

/** A day with "normally" beside it is no firmer than a month's end. */
function soften(said: SpokenDay): SpokenDay {
  return said.kind === 'day' ? vague(said.day) : said;
}

function vague(suggestion: Day | undefined): SpokenDay {
  return { kind: 'vague', suggestion: suggestion ?? null };
}
