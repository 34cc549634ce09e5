import { fold } from './fold.ts';
import { namesAmount, namesDay } from './named-in-note.ts';

/** What a vague answer leaves out, in the order in which it is asked for (practice B3). */
export const missingElements = ['date', 'actor', 'step', 'amount', 'firmness'] as const;
export type MissingElement = (typeof missingElements)[number];

/** A phrase as written in the templates; `…` in it stands for up to four words, `=` before it for a note that is nothing else. */
export interface VaguePhrase {
  readonly text: string;
  readonly missing: readonly MissingElement[];
}

/** Phrases made ready for matching. */
export type PhraseBook = readonly PreparedPhrase[];

interface PreparedPhrase extends VaguePhrase {
  /** What stands between the gaps, letters and digits only. */
  readonly pieces: readonly string[];
  /** Vague only where nothing else is said: "soon", "next week". */
  readonly isWholeNote: boolean;
}

export interface Vagueness {
  /** The phrase that was recognised, the first one in the note. */
  readonly phrase: string;
  /** The note where it says so, as it was typed. */
  readonly words: string;
  /** What is missing, the first to ask for first; never empty. */
  readonly missing: readonly [MissingElement, ...MissingElement[]];
}

/** Prepared once for a call: the phrases of all languages together, for a note may be in either. */
export function preparePhrases(phrases: readonly VaguePhrase[]): PhraseBook {
  return phrases
    .map((phrase) => ({
      missing: phrase.missing,
      text: phrase.text.replace(/^=\s*/, ''),
      isWholeNote: phrase.text.startsWith('='),
      pieces: phrase.text
        .split('…')
        .map((piece) => squash(piece).letters)
        .filter((piece) => piece !== ''),
    }))
    .filter(({ pieces }) => pieces.length > 0);
}

/**
 * The evasive phrase in a note, or `undefined`. Accents, case, apostrophes, punctuation and spaces make no difference. A note
 * that names a day lacks nothing but the firmness that its hedges take away ("en principe le 5 juin"); one that names an
 * amount does not lack the amount (practice B3). Cheap enough for every key of a note being typed.
 */
export function findVague(note: string, book: PhraseBook): Vagueness | undefined {
  const text = note.normalize('NFC');
  const squashed = squash(text);
  const found = book
    .flatMap((phrase) => {
      const span = spanOf(phrase.pieces, squashed);
      const isAlone = span?.from === 0 && span.to === squashed.letters.length;
      return span === undefined || (phrase.isWholeNote && !isAlone) ? [] : [{ phrase, ...span }];
    })
    .toSorted((a, b) => a.from - b.from || b.to - a.to);
  if (found.length === 0) return undefined;
  const given = givenIn(text);
  const lacking = found.filter(({ phrase }) => phrase.missing.some((element) => !given.has(element)));
  const all = new Set(lacking.flatMap(({ phrase }) => phrase.missing));
  const [first, ...others] = missingElements.filter((element) => all.has(element) && !given.has(element));
  const [lead] = lacking;
  if (lead === undefined || first === undefined) return undefined;
  const words = text.slice(squashed.places[lead.from], (squashed.places[lead.to - 1] ?? 0) + 1);
  return { phrase: lead.phrase.text, words, missing: [first, ...others] };
}

// Whoever names a day has said what happens and, by taking it on, who does it.
function givenIn(note: string): ReadonlySet<MissingElement> {
  const text = fold(note);
  const day: MissingElement[] = namesDay(text) ? ['date', 'actor', 'step'] : [];
  return new Set(namesAmount(text) ? [...day, 'amount'] : day);
}

/** A text without anything but letters and digits, bare of accents and case, so that `c est` and `C’EST` are the same. */
interface Squashed {
  readonly letters: string;
  /** For each letter its place in the text. */
  readonly places: readonly number[];
  /** Where words start and where they end (exclusive), as positions in `letters`. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

function squash(text: string): Squashed {
  const places: number[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  let letters = '';
  let isInWord = false;
  let at = 0;
  for (const char of text) {
    const plain = plainOf(char);
    if (plain !== '' && !isInWord) starts.push(letters.length);
    if (plain === '' && isInWord && !isMark(char)) ends.push(letters.length);
    isInWord = plain !== '' || (isInWord && isMark(char));
    letters += plain;
    for (let count = 0; count < plain.length; count += 1) places.push(at + char.length - 1);
    at += char.length;
  }
  if (isInWord) ends.push(letters.length);
  return { letters, places, starts, ends };
}

function plainOf(char: string): string {
  if (/^[a-z0-9]$/.test(char)) return char;
  return /^[\p{L}\p{N}]$/u.test(char) ? fold(char) : '';
}

function isMark(char: string): boolean {
  return /^\p{M}$/u.test(char);
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Most words that a gap may stand for. */
const gapWords = 4;
/** "Je ne m'en occupe pas" is no evasion. */
const negations = new Set(['ne', 'n', 'not', 'never']);

function spanOf(pieces: readonly string[], note: Squashed): Span | undefined {
  const [first = '', ...rest] = pieces;
  for (let from = note.letters.indexOf(first); from >= 0; from = note.letters.indexOf(first, from + 1)) {
    if (!isWhole(first, from, note) || negations.has(wordBefore(from, note))) continue;
    const to = endOf(rest, from + first.length, note);
    if (to !== undefined) return { from, to };
  }
  return undefined;
}

/** Where the last piece ends, each within reach of the one before it. */
function endOf(pieces: readonly string[], after: number, note: Squashed): number | undefined {
  const [piece, ...rest] = pieces;
  if (piece === undefined) return after;
  for (
    let from = note.letters.indexOf(piece, after);
    from >= 0;
    from = note.letters.indexOf(piece, from + 1)
  ) {
    if (note.starts.filter((start) => start >= after && start < from).length > gapWords) return undefined;
    if (isWhole(piece, from, note)) return endOf(rest, from + piece.length, note);
  }
  return undefined;
}

function isWhole(piece: string, from: number, { starts, ends }: Squashed): boolean {
  return starts.includes(from) && ends.includes(from + piece.length);
}

function wordBefore(from: number, { letters, starts }: Squashed): string {
  const start = starts.findLast((each) => each < from);
  return start === undefined ? '' : letters.slice(start, from);
}
