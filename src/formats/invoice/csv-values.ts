import { type Day, dayOf, parseDay } from '../../domain/day.ts';
import { type Currency, parseCurrency, parseMinor } from '../../domain/money.ts';
import type { ColumnHolds } from './csv-columns.ts';

/** How the days of a file are written, decided over all its day columns. */
export interface DayStyle {
  readonly order: 'dmy' | 'mdy';
  /** No row settles it: the country's habit was taken. */
  readonly isGuessed: boolean;
  readonly hasShortYears: boolean;
}

export type DecimalMark = '.' | ',' | null;

const months: readonly (readonly string[])[] = [
  ['january', 'janvier', 'januar', 'januari', 'janner'], ['february', 'fevrier', 'februar', 'februari'],
  ['march', 'mars', 'marz', 'maerz', 'maart', 'mrt'], ['april', 'avril'], ['may', 'mai', 'mei'], ['june', 'juin', 'juni'],
  ['july', 'juillet', 'juli'], ['august', 'aout', 'augustus'], ['september', 'septembre', 'sept'], ['october', 'octobre', 'oktober'],
  ['november', 'novembre'], ['december', 'decembre', 'dezember'],
]; // biome-ignore format: a row per quarter

const numericDay = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})$/;
const dayMonthName = /^(\d{1,2})(?:er|st|nd|rd|th|\.)?[\s/-]*([a-z]{3,})\.?,?[\s/-]*(\d{4}|\d{2})$/;
const monthNameDay = /^([a-z]{3,})\.?[\s/-]*(\d{1,2})(?:st|nd|rd|th)?,?[\s/-]+(\d{4})$/;

/** A cell without the marks that spreadsheets put around text: `'+33…`, `="0042"`, no-break spaces. */
export function cleanCell(text: string): string {
  const spaced = text.replace(/[\s\u00a0\u202f\u2009]+/g, ' ').trim();
  const quoted = /^="(.*)"$/.exec(spaced)?.[1] ?? spaced;
  return quoted.replace(/^'(?=[=+\-@\d＝＋－＠])/, '').trim();
}

/** What most of these cells look like. */
export function holdsOf(cells: readonly string[]): ColumnHolds {
  const filled = cells.filter((cell) => cell !== '');
  if (filled.length === 0) return 'nothing';
  const most = (test: (cell: string) => boolean) => filled.filter(test).length * 2 > filled.length;
  if (most((cell) => /^(19|20)\d{6}$/.test(cell))) return 'digits';
  if (most((cell) => isDayLike(cell))) return 'day';
  return most((cell) => bareAmount(cell) !== undefined) ? 'amount' : 'text';
}

/** Decides dd/mm or mm/dd by the majority of the rows that tell, else by the country. */
export function dayStyleOf(cells: readonly string[], country: string): DayStyle {
  // Points always stand between day and month in this order.
  const parts = cells
    .map((cell) => numericDay.exec(dateOnly(cell)))
    .filter((match) => match !== null)
    .filter((match) => !match[0].includes('.'));
  const dayFirst = parts.filter((match) => Number(match[1]) > 12).length;
  const monthFirst = parts.filter((match) => Number(match[2]) > 12).length;
  const habit = country === 'US' ? 'mdy' : 'dmy';
  const short = cells.filter((cell) =>
    /(?<!\d)\d{1,2}[-/. ]\D*\d{1,2}[-/. ]\d{2}$|[a-z]\.?[\s/-]\d{2}$/i.test(dateOnly(cell)),
  ).length;
  return {
    order: dayFirst === monthFirst ? habit : dayFirst > monthFirst ? 'dmy' : 'mdy',
    isGuessed: parts.length > 0 && dayFirst === monthFirst && parts.some((match) => match[1] !== match[2]),
    hasShortYears: short * 2 > cells.filter((cell) => cell !== '').length,
  };
}

/** A day in any of the ways tools write it, or `undefined`. A two-digit year only where most rows have one. */
export function parseForeignDay(cell: string, style: DayStyle): Day | undefined {
  const text = dateOnly(cell);
  return parseDayText(text, style) ?? parseDayText(text.replace(/^\p{L}{2,10}\.?,?\s+(?=\d)/u, ''), style);
}

function parseDayText(text: string, style: DayStyle): Day | undefined {
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (iso) return parseDay(`${iso[1]}-${iso[2]?.padStart(2, '0')}-${iso[3]?.padStart(2, '0')}`);
  const numeric = numericDay.exec(text);
  if (numeric) {
    const isDayFirst = style.order === 'dmy' || text.includes('.');
    const [day, month] = isDayFirst ? [numeric[1], numeric[2]] : [numeric[2], numeric[1]];
    return dayFrom({ day, month: Number(month), year: numeric[3] }, style);
  }
  const folded = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const named = dayMonthName.exec(folded);
  if (named) return dayFrom({ day: named[1], month: monthOf(named[2]), year: named[3] }, style);
  const american = monthNameDay.exec(folded);
  return american
    ? dayFrom({ day: american[2], month: monthOf(american[1]), year: american[3] }, style)
    : undefined;
}

/** The decimal mark that these amounts prove, or `null` when none does. */
export function decimalMarkOf(cells: readonly string[]): DecimalMark {
  const marks = cells.map((cell) => provenMark(bareAmount(cell)?.digits ?? ''));
  const points = marks.filter((mark) => mark === '.').length;
  const commas = marks.filter((mark) => mark === ',').length;
  if (points === commas) return null;
  return points > commas ? '.' : ',';
}

/** Minor units of an amount whose decimal mark is known; without one, `1.250` and `1,250` are groups of thousands. */
export function parseForeignAmount(cell: string, mark: DecimalMark, currency: Currency): number | undefined {
  const bare = bareAmount(cell);
  if (bare === undefined) return undefined;
  const parts = splitAmount(bare.digits, mark ?? provenMark(bare.digits));
  if (parts === undefined) return undefined;
  // Four decimals or more are never taken for a group of thousands; zeros behind change nothing.
  const pointed = parts.decimals === '' ? '' : `.${parts.decimals.padEnd(4, '0')}`;
  const minor = parseMinor(parts.whole + pointed, currency);
  return minor === undefined ? undefined : minor * (bare.isNegative ? -1 : 1) + 0;
}

function splitAmount(digits: string, mark: DecimalMark): { whole: string; decimals: string } | undefined {
  const at = mark === null ? -1 : digits.lastIndexOf(mark);
  const whole = at < 0 ? digits : digits.slice(0, at);
  const decimals = at < 0 ? '' : digits.slice(at + 1);
  const group = /^\d{1,3}([.,' ])\d{3}(?:\1\d{3})*$/.exec(whole)?.[1];
  const isWhole = /^\d+$/.test(whole) || (group !== undefined && group !== mark);
  if (!isWhole || (at >= 0 && !/^\d+$/.test(decimals))) return undefined;
  return { whole: whole.replace(/\D/g, ''), decimals };
}

/** The currency an amount names, by code or sign; a bare `$` is the dollar of the country. */
export function currencyIn(text: string, country: string): Currency | undefined {
  const code = /(?:^|[^A-Z])([A-Z]{3})(?:$|[^A-Z])/.exec(text)?.[1];
  if (code !== undefined) return parseCurrency(code);
  if (text.includes('€')) return parseCurrency('EUR');
  if (text.includes('£')) return parseCurrency('GBP');
  if (!text.includes('$')) return undefined;
  return parseCurrency({ CA: 'CAD', AU: 'AUD', NZ: 'NZD' }[country] ?? 'USD');
}

/** Digits and marks of an amount without its sign and currency; `undefined` when anything else is in it. */
function bareAmount(cell: string): { digits: string; isNegative: boolean } | undefined {
  const text = cell
    .replace(/[\u00a0\u202f\u2009]/g, ' ')
    .replace(/[−–]/g, '-')
    .replace(/’/g, "'")
    .replace(/^\s*(-?)\s*(?:[A-Z]{3}|[A-Z]{0,3}[$€£])\s*|\s*(?:[A-Z]{3}|[A-Z]{0,3}[$€£])\s*$/g, '$1')
    .trim();
  const match = /^(\(?)([+-]?)\s*(?:[$€£]\s*)?(\d(?:[\d.,' ]*\d)?)\s*(-?)(\)?)$/.exec(text);
  if (!match?.[3] || (match[1] === '(') !== (match[5] === ')')) return undefined;
  return { digits: match[3], isNegative: match[1] === '(' || match[2] === '-' || match[4] === '-' };
}

function provenMark(digits: string): DecimalMark {
  const last = Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(','));
  if (last < 0) return null;
  const mark = digits.charAt(last) === '.' ? '.' : ',';
  const other = mark === '.' ? ',' : '.';
  const head = digits.slice(0, last);
  if (head.includes(mark)) return head.includes(other) ? null : other;
  if (head.includes(other)) return mark;
  const couldGroup = digits.length - last - 1 === 3 && /^[1-9]\d{0,2}$/.test(head);
  return couldGroup ? null : mark;
}

function isDayLike(cell: string): boolean {
  const style: DayStyle = { order: 'dmy', isGuessed: false, hasShortYears: true };
  return (
    parseForeignDay(cell, style) !== undefined ||
    parseForeignDay(cell, { ...style, order: 'mdy' }) !== undefined
  );
}

/** Without a time behind it. */
function dateOnly(cell: string): string {
  return cell.trim().replace(/[T ]\d{1,2}[:h]\d{2}.*$/, '');
}

function dayFrom(
  parts: { day: string | undefined; month: number; year: string | undefined },
  style: DayStyle,
): Day | undefined {
  const year = Number(parts.year);
  if (parts.year?.length !== 2) return dayOf(year, parts.month, Number(parts.day));
  return style.hasShortYears ? dayOf(2000 + year, parts.month, Number(parts.day)) : undefined;
}

/** 1–12, or 0 for a word that is no month or could be two. */
function monthOf(word: string | undefined): number {
  const hits = months.flatMap((names, index) =>
    names.some((name) => name.startsWith(word ?? '?')) ? [index + 1] : [],
  );
  return hits.length === 1 ? (hits[0] ?? 0) : 0;
}
