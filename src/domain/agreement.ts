import { type AgreementWords, agreementWords, doubts, speaking } from './agreement-words.ts';
import { type Day, daysBetween } from './day.ts';
import { formatDay } from './day-words.ts';
import { fold } from './fold.ts';
import { add, exponentOf, type Money } from './money.ts';
import { type Language, languages } from './profile.ts';

/** What was promised, and the names that an answer may hold: everything else in it says something new. */
export interface Deal {
  readonly amounts: readonly Money[];
  readonly days: readonly Day[];
  /** Of the invoices. */
  readonly numbers: readonly string[];
  /** Of both sides. */
  readonly names: readonly string[];
  /** The day of the answer: "on Friday" is the next one. */
  readonly on: Day;
}

const mostWords = 120;
const signatureLines = 14;

/**
 * Do these words agree, and nothing else? A closed grammar: an agreement (practice 002-37), courtesy, names, the amount
 * and the day that were promised. Anything beyond it has to be read by the user: evidence must not be made up.
 */
export function agrees(words: string, deal: Deal): boolean {
  if (/[?\u061f\uff1f]/.test(words)) return false;
  const names = new Set(deal.names.flatMap(wordsOf).filter((word) => !doubts.has(word) && word.length > 1));
  return languages.some((language) => agreesIn(agreementWords[language], { words, deal, names, language }));
}

interface Answer {
  readonly words: string;
  readonly deal: Deal;
  readonly names: ReadonlySet<string>;
  readonly language: Language;
}

function agreesIn(grammar: AgreementWords, { words, deal, names, language }: Answer): boolean {
  const { body, below } = parted(words.split('\n').map(fold), { closings: grammar.closings, names });
  if (below.length > signatureLines || saysMore(below)) return false;
  const facts = factsIn(body.join(' '), deal, language);
  if (facts === null) return false;
  const clauses = facts
    .split(/[.,;:!()"«»“”*…\n]|(?<=\s)[-–—](?=\s)|^\s*[-–—]\s/)
    .map((clause) => clause.trim());
  const spoken = clauses.filter((clause) => clause !== '').map((clause) => clause.split(/\s+/));
  if (spoken.length === 0 || spoken.flat().length > mostWords) return false;
  const phrases = phrasesOf(grammar);
  const read = spoken.map((clause) => readClause(clause, phrases, names));
  return read.every((meaning) => meaning !== 'unknown') && read.includes('agrees');
}

/** The answer, and what stands below its closing words or its name. */
function parted(
  lines: readonly string[],
  known: { readonly closings: readonly string[]; readonly names: ReadonlySet<string> },
): { readonly body: readonly string[]; readonly below: readonly string[] } {
  const isClosing = (line: string): boolean => {
    const bare = line.replace(/[.,;:!]+$/, '').trim();
    return known.closings.includes(bare);
  };
  const isName = (line: string): boolean => {
    const own = wordsOf(line);
    return own.length > 0 && own.length <= 5 && own.every((word) => known.names.has(word));
  };
  const end = lines.findIndex((line, at) => isClosing(line) || (at > 0 && isName(line)));
  return end < 0 ? { body: lines, below: [] } : { body: lines.slice(0, end), below: lines.slice(end + 1) };
}

/**
 * Do the lines below a name go on speaking? A signature has names, addresses and numbers; an amount, a day or a sentence
 * there is a condition as often as not.
 */
export function saysMore(below: readonly string[]): boolean {
  return below.map(fold).some((line) => {
    const isSentence = wordsOf(line).some(
      (word) => doubts.has(word) || speaking.has(word) || /^[jn]'/.test(word),
    );
    const isAmount =
      /(?:[€£$]|\b(?:eur|euros?|chf|gbp|usd)\b)/.test(line) && /\d/.test(line) && !/\bcapital\b/.test(line);
    return isSentence || isAmount || aDay.test(line);
  });
}

/** "20/07", "le 20", "the 20th": not a telephone number, which has more of them. */
const aDay =
  /(?<![\d./-])\d{1,2}[/.-](?:0?[1-9]|1[0-2])(?:[/.-](?:20)?\d\d)?(?![\d./-])|\b(?:le|the|on) \d{1,2}(?:er|st|nd|rd|th)?\b|\b\d{1,2}(?:er|st|nd|rd|th)\b/;

type Meaning = 'agrees' | 'passes' | 'unknown';

function phrasesOf({ agreeing, passing, greetings, closings }: AgreementWords): ReadonlyMap<string, Meaning> {
  const passes = [...passing, ...greetings, ...closings, '@day', '@amount', '@number'];
  return new Map<string, Meaning>([
    ...passes.map((phrase) => [phrase, 'passes'] as const),
    ...agreeing.map((phrase) => [phrase, 'agrees'] as const),
  ]);
}

const longestPhrase = 7;

/** A clause made of known phrases from end to end; with several ways to read it, the one that agrees counts. */
function readClause(
  clause: readonly string[],
  phrases: ReadonlyMap<string, Meaning>,
  names: ReadonlySet<string>,
): Meaning {
  // The best meaning of the first n words.
  const best: Meaning[] = ['passes'];
  for (let end = 1; end <= clause.length; end += 1) {
    best[end] = 'unknown';
    for (let start = Math.max(0, end - longestPhrase); start < end; start += 1) {
      const before = best[start] ?? 'unknown';
      const phrase = clause.slice(start, end).join(' ');
      const own = phrases.get(phrase) ?? (names.has(phrase) ? 'passes' : 'unknown');
      if (before === 'unknown' || own === 'unknown') continue;
      if (best[end] !== 'agrees') best[end] = before === 'agrees' || own === 'agrees' ? 'agrees' : 'passes';
    }
  }
  return best[clause.length] ?? 'unknown';
}

/**
 * The text with the promised amounts, days and invoices as signs; `null` when it names but a part of what was promised.
 * A figure that is none of them stays, and is unknown.
 */
function factsIn(text: string, deal: Deal, language: Language): string | null {
  let rest = ` ${text} `;
  for (const number of deal.numbers) rest = replaced(rest, [escaped(fold(number))], '@number');
  const days = named(
    rest,
    deal.days.map((on) => dayPatterns(on, deal.on, language)),
    '@day',
  );
  const [first, ...others] = deal.amounts;
  const whole = first === undefined ? [] : [others.reduce((sum, other) => sameSum(sum, other), first)];
  const total = named(days.text, whole.map(amountPatterns), '@amount');
  const parts = named(total.text, deal.amounts.map(amountPatterns), '@amount');
  const isPart = parts.found > 0 && total.found === 0 && parts.found < deal.amounts.length;
  return isPart || (days.found > 0 && days.found < deal.days.length) ? null : parts.text;
}

function sameSum(sum: Money, other: Money): Money {
  return sum.currency === other.currency ? add(sum, other) : sum;
}

function named(
  text: string,
  facts: readonly (readonly string[])[],
  sign: string,
): { readonly text: string; readonly found: number } {
  let [rest, found] = [text, 0];
  for (const patterns of facts) {
    const after = replaced(rest, patterns, sign);
    if (after !== rest) found += 1;
    rest = after;
  }
  return { text: rest, found };
}

function replaced(text: string, patterns: readonly string[], sign: string): string {
  const any = new RegExp(
    `(?<![\\p{L}\\p{N}@'/-]|\\d[.,])(?:${patterns.join('|')})(?![\\p{L}\\p{N}'/-]|[.,]\\d)`,
    'gu',
  );
  return text.replace(any, ` ${sign} `);
}

/** Every way in which this day is written without a doubt. */
function dayPatterns(on: Day, today: Day, language: Language): string[] {
  const [year = '', month = '', date = ''] = on.split('-');
  const [weekday = '', , name = ''] = fold(formatDay(on, language, 'long')).split(' ');
  const isFrench = language === 'fr';
  const before = isFrench ? `(?:le )?(?:${weekday} )?(?:le )?` : `(?:on )?(?:${weekday},? )?(?:the )?`;
  const ordinal = `0?${Number(date)}(?:st|nd|rd|th|er)?`;
  // 12/06 is a day of June in France and one of December in America: past the twelfth there is no doubt.
  const isClear = isFrench || Number(date) > 12 || date === month;
  const numeric = `0?${Number(date)}[/.-]0?${Number(month)}(?:[/.-](?:${year}|${year.slice(2)}))?`;
  return [
    `${before}${ordinal} (?:of )?${name},?(?: ${year})?`,
    `${before}${name} (?:the )?${ordinal}(?:,? ${year})?`,
    ...(isClear ? [`${before}${numeric}`] : []),
    `${year}-${month}-${date}`,
    ...nextPatterns(on, today, weekday),
    ...nearPatterns(on, today, weekday),
  ];
}

/** What a day is called in the week before it. */
function nearPatterns(on: Day, today: Day, weekday: string): string[] {
  const days = daysBetween(today, on);
  if (days < 0 || days > 6) return [];
  const near = days === 0 ? ["aujourd'hui", 'today'] : days === 1 ? ['demain', 'tomorrow'] : [];
  return [`(?:ce |on |this )?${weekday}`, ...near];
}

/** "The 12th", while the next one is the promised day: no month is shorter than this. */
function nextPatterns(on: Day, today: Day, weekday: string): string[] {
  const days = daysBetween(today, on);
  if (days < 0 || days > 27) return [];
  const date = Number(on.slice(8));
  return [
    `(?:ce |on |this )?${weekday} (?:le )?0?${date}(?:st|nd|rd|th|er)?`,
    `le 0?${date}(?:er)?`,
    `(?:on )?the ${date}(?:st|nd|rd|th)`,
  ];
}

/** An amount with or without its cents, its thousands apart or not, its currency or not. */
function amountPatterns({ minor, currency }: Money): string[] {
  const decimals = exponentOf(currency);
  const digits = String(minor).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const cents = digits.slice(digits.length - decimals);
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, "[ .,']?");
  const fraction = decimals === 0 ? '' : /^0+$/.test(cents) ? `(?:[.,]${cents}| ?-)?` : `[.,]${cents}`;
  const unit = unitOf(currency);
  return [`(?:${unit} ?)?${grouped}${fraction}(?: ?${unit})?(?: ttc)?`];
}

function unitOf(currency: string): string {
  const signs: Readonly<Record<string, string>> = {
    EUR: '(?:€|euros?|eur)',
    GBP: '(?:£|pounds?|gbp)',
    USD: '(?:\\$|us\\$|dollars?|usd)',
    CHF: '(?:chf|francs?|sfr\\.?|fr\\.)',
  };
  return signs[currency] ?? currency.toLowerCase();
}

function wordsOf(text: string): string[] {
  return fold(text).match(/[\p{L}\p{N}']+/gu) ?? [];
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
