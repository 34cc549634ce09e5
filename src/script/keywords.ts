import type { Language } from '../domain/profile.ts';
import type { StopWords } from './stop-words.ts';
import { factMark } from './template.ts';

/** Groups of words that one takes in at a glance; facts stay even when there are more. */
const most = 8;

interface Group {
  readonly words: readonly string[];
  readonly hasFact: boolean;
  readonly isInQuestion: boolean;
  /** Ends a question. */
  readonly isAsked: boolean;
}

/** A fact as it is kept whole among the words of a line. Facts hold no marks of their own. */
export function held(fact: string): string {
  return `${factMark}${fact.replaceAll(factMark, '')}${factMark}`;
}

/**
 * The line reduced to what one needs when speaking freely (practice C3, `script=keywords`): its facts and the words that
 * carry the sense, in their order, ` · ` between groups, a question still a question. What `held` marks stays whole.
 * A line with nothing to leave out comes back as it is, without marks.
 */
export function keywords(line: string, language: Language, stopWords: StopWords): string {
  const whole = line.replaceAll(factMark, '').trim();
  const groups = fewest(unique(sentencesOf(line).flatMap((one) => groupsOf(one, language, stopWords))));
  const short = groups.map(({ words, isAsked }) => words.join(' ') + (isAsked ? asked(language) : ''));
  const text = short.join(' · ');
  return text === '' || text.length > whole.length ? whole : text;
}

function asked(language: Language): string {
  return language === 'fr' ? '\u00a0?' : '?';
}

/** A piece of a line: a fact, a word, or `,` where a clause ends. */
interface Piece {
  readonly kind: 'fact' | 'word' | 'break';
  readonly text: string;
}

interface Sentence {
  readonly pieces: readonly Piece[];
  readonly isQuestion: boolean;
}

const stop = /[.?!…]/;
/** Signs around a word; a fixed blank before a French sign goes with it. */
const before = /^[«“"(\u00a0–—-]+/u;
const after = /[\u00a0,;:.?!…»”")–—]+$/u;

function sentencesOf(line: string): Sentence[] {
  const sentences: Sentence[] = [];
  let pieces: Piece[] = [];
  const end = (isQuestion: boolean) => {
    if (pieces.length > 0) sentences.push({ pieces, isQuestion });
    pieces = [];
  };
  line.split(factMark).forEach((part, at) => {
    if (at % 2 === 1) {
      if (part.trim() !== '') pieces.push({ kind: 'fact', text: part.trim() });
      return;
    }
    for (const chunk of part.split(/[ \t\n]+/)) {
      const bare = chunk.replace(before, '');
      const tail = after.exec(bare)?.[0] ?? '';
      const word = bare.slice(0, bare.length - tail.length);
      if (bare.length < chunk.length) pieces.push({ kind: 'break', text: ',' });
      if (word !== '') pieces.push({ kind: 'word', text: word });
      if (tail !== '') pieces.push({ kind: 'break', text: ',' });
      if (stop.test(tail)) end(tail.includes('?'));
    }
  });
  end(false);
  return sentences;
}

/** What is left of a sentence; of a question that only stop words make, the question itself. */
function groupsOf(sentence: Sentence, language: Language, stopWords: StopWords): Group[] {
  const glance = new Glance(stopWords, language);
  for (const piece of sentence.pieces) glance.add(piece);
  const whole = sentence.pieces.flatMap(({ kind, text }) => (kind === 'break' ? [] : [text]));
  const isHollow = glance.groups.length === 0 && sentence.isQuestion;
  const groups = isHollow ? [{ words: whole, hasFact: false }] : glance.groups;
  return groups.map((group, at) => ({
    ...group,
    isInQuestion: sentence.isQuestion,
    isAsked: sentence.isQuestion && at === groups.length - 1,
  }));
}

/** Gathers words that stand together: what is dropped between two of them parts them, what links them stays. */
class Glance {
  readonly groups: { words: string[]; hasFact: boolean }[] = [];
  readonly #stopWords: StopWords;
  readonly #language: Language;
  #isOpen = false;
  #link: string | undefined;

  constructor(stopWords: StopWords, language: Language) {
    this.#stopWords = stopWords;
    this.#language = language;
  }

  add({ kind, text }: Piece): void {
    if (kind === 'break') this.#part();
    else if (kind === 'fact') this.#keep(text, true);
    else this.#addWord(untie(text, this.#language));
  }

  #addWord({ tied, word }: { readonly tied: string; readonly word: string }): void {
    const lower = word.toLowerCase();
    const isLink = this.#stopWords.link.has(lower);
    if (isLink && this.#isOpen && this.#link === undefined) this.#link = word;
    else if (word === '' || isLink || this.#stopWords.drop.has(lower)) this.#part();
    // « avis d'échéance », « compte de l'atelier » stay together; before any other word l' parts as le does.
    else if (this.#link !== undefined || (this.#isOpen && /^d'$/i.test(tied))) this.#keep(tied + word, false);
    else {
      if (tied !== '') this.#part();
      this.#keep(word, false);
    }
  }

  #keep(word: string, isFact: boolean): void {
    const open = this.#isOpen ? this.groups.at(-1) : undefined;
    if (open === undefined) this.groups.push({ words: [word], hasFact: isFact });
    else {
      open.words.push(...(this.#link === undefined ? [] : [this.#link]), word);
      open.hasFact ||= isFact;
    }
    this.#isOpen = true;
    this.#link = undefined;
  }

  #part(): void {
    this.#isOpen = false;
    this.#link = undefined;
  }
}

const elided = /^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)'/i;
const inverted = /-(?:t-)?(?:je|tu|ils?|elles?|on|nous|vous|moi|toi|lui|leur|les?|la|ce|y|en|là|ci)$/i;

/** The word, and what French ties to its front; what is tied to its end goes: l'échéance, part-il. */
function untie(text: string, language: Language): { readonly tied: string; readonly word: string } {
  const plain = text.replaceAll('’', "'");
  if (language !== 'fr') return { tied: '', word: plain };
  const tied = elided.exec(plain)?.[0] ?? '';
  const word = plain.slice(tied.length);
  return {
    tied,
    word: /^rendez-vous$/i.test(word) ? word : word.replace(inverted, '').replace(inverted, ''),
  };
}

/** A number is repeated to be written down; on the screen it stands once. */
function unique(groups: readonly Group[]): Group[] {
  const seen = new Set<string>();
  return groups.filter(({ words, isAsked }) => {
    const text = words.join(' ');
    const isNew = isAsked || !seen.has(text);
    seen.add(text);
    return isNew;
  });
}

/** At most eight: what goes first is the last group without a fact, of what is told rather than of what is asked. */
function fewest(groups: readonly Group[]): Group[] {
  const kept = [...groups];
  while (kept.length > most) {
    const told = kept.findLastIndex(({ hasFact, isInQuestion }) => !hasFact && !isInQuestion);
    const at = told >= 0 ? told : kept.findLastIndex(({ hasFact, isAsked }) => !hasFact && !isAsked);
    if (at < 0) break;
    kept.splice(at, 1);
  }
  return kept;
}
