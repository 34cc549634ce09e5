/** Colours of the screen: one accent, the rest dim. Without colour every function gives its text back. */
export interface Style {
  readonly accent: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly bold: (text: string) => string;
  readonly warn: (text: string) => string;
  readonly good: (text: string) => string;
  /** Black on white, whatever the terminal's own colours are; `null` in black and white. */
  readonly ink: ((text: string) => string) | null;
  /** A text that opens an address when it is clicked; only the text in black and white. */
  readonly link: (text: string, address: string) => string;
}

const same = (text: string): string => text;

/** Black and white. */
export const plainStyle: Style = {
  accent: same,
  dim: same,
  bold: same,
  warn: same,
  good: same,
  ink: null,
  link: same,
};

/** chalk is loaded only where colour is shown: it costs a tenth of `dun due`. Whether it is, the caller knows. */
export async function createStyle(hasColour: boolean): Promise<Style> {
  if (!hasColour) return plainStyle;
  const { Chalk } = await import('chalk');
  const chalk = new Chalk({ level: 1 });
  return {
    accent: ofOneText(chalk.cyan),
    dim: ofOneText(chalk.dim),
    bold: ofOneText(chalk.bold),
    warn: ofOneText(chalk.yellow),
    good: ofOneText(chalk.green),
    ink: ofOneText(chalk.black.bgWhiteBright),
    link: (text, address) => `\u001b]8;;${address}\u0007${text}\u001b]8;;\u0007`,
  };
}

/** chalk joins all it is given: as the function of a `map` it would print the index and the whole list as well. */
function ofOneText(paint: (text: string) => string): (text: string) => string {
  return (text) => paint(text);
}

// What most text is made of: one column a character, nothing to hide, nothing to compose. Keeps Intl off the fast path.
const simple =
  /^[ -~\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u202f\u2030-\u205e\u20a0-\u20bf\u2190-\u21ff\u2500-\u25ef\u2713]*$/;
// Patterns of Unicode take long to read, so each is read when a text first needs it.
/** Controls (C0, DEL, C1), direction marks, invisible characters, tags. */
const hidden = () =>
  /[\p{Cc}\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;
const manyMarks = () => /(\p{M}{3})\p{M}+/gu;
/** What our own colours and links write around a text. */
// oxlint-disable-next-line no-control-regex -- ESC begins every colour code, BEL ends a link
const colours = () => /\u001b(?:\[[\d;]*m|\]8;;[^\u0007\u001b]*\u0007)/g;
const wide = () =>
  /[\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{16fe0}-\u{18dff}\u{1aff0}-\u{1b2ff}\u{1f200}-\u{1f265}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;
const zeroWidth = () => /[\p{Mn}\p{Me}\u1160-\u11ff\ud7b0-\ud7ff\p{Emoji_Modifier}]/u;
const flagLetter = () => /[\u{1f1e6}-\u{1f1ff}]/u;

/**
 * The one function through which foreign text reaches the terminal (promises 9): well-formed, NFC, line breaks and tabs
 * to one space, every other control, direction mark and invisible character to `�`, at most three marks on a letter, cut
 * to `width` columns by whole graphemes with `…`. What it returns cannot move the cursor or reorder an amount.
 */
export function show(text: string, width?: number): string {
  const safe = simple.test(text) ? text : makeSafe(text);
  return width === undefined || widthOf(safe) <= width ? safe : cut(safe, width);
}

/**
 * What is being typed or pasted, made safe without losing a character: the prompt library finds the cursor by counting
 * them.
 */
export function showTyped(text: string): string {
  const safe = show(text);
  return safe.length === text.length
    ? safe
    : text.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, (bad) => '\ufffd'.repeat(bad.length));
}

/** Columns a text takes; our own codes take none. */
export function widthOf(text: string): number {
  const bare = text.includes('\u001b') ? text.replace(colours(), '') : text;
  if (simple.test(bare)) return bare.length;
  return graphemes(bare).reduce((sum, grapheme) => sum + widthOfGrapheme(grapheme), 0);
}

/** Blanks after the text up to `width` columns; a longer text stays as it is. */
export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}

/** Blanks before the text up to `width` columns. */
export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - widthOf(text))) + text;
}

/**
 * Lines of at most `width` columns, broken at blanks (never at one that must not break), each after `indent`. Words that
 * are too long for a line are broken by graphemes; line breaks in the text stay. At least one line.
 */
export function wrap(text: string, width: number, indent = ''): string[] {
  const room = Math.max(1, width - widthOf(indent));
  return text.split('\n').flatMap((paragraph) => wrapParagraph(paragraph, room).map((line) => indent + line));
}

function wrapParagraph(paragraph: string, room: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of paragraph.split(' ').flatMap((long) => pieces(long, room))) {
    const joined = line === '' ? word : `${line} ${word}`;
    if (line !== '' && widthOf(joined) > room) {
      lines.push(line);
      line = word;
    } else {
      line = joined;
    }
  }
  return [...lines, line];
}

function pieces(word: string, room: number): string[] {
  if (widthOf(word) <= room) return [word];
  const parts: string[] = [];
  let part = '';
  for (const grapheme of graphemes(word)) {
    if (part !== '' && widthOf(part + grapheme) > room) {
      parts.push(part);
      part = '';
    }
    part += grapheme;
  }
  return [...parts, part];
}

function makeSafe(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\r\n\t]+/g, ' ')
    .replace(hidden(), '\ufffd')
    .replace(manyMarks(), '$1');
}

function cut(text: string, width: number): string {
  if (width < 1) return '';
  let kept = '';
  let room = width - 1;
  for (const grapheme of graphemes(text)) {
    room -= widthOfGrapheme(grapheme);
    if (room < 0) break;
    kept += grapheme;
  }
  return `${kept.trimEnd()}…`;
}

let segmenter: Intl.Segmenter | undefined;

function graphemes(text: string): string[] {
  if (simple.test(text)) return Array.from(text);
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

// Terminals add up the code points of a cluster, apart from marks; a text sign followed by U+FE0F is drawn as an emoji.
function widthOfGrapheme(grapheme: string): number {
  const points = Array.from(grapheme).map(widthOfPoint);
  const total = points.reduce((sum, width) => sum + width, 0);
  return total === 1 && grapheme.includes('\ufe0f') ? 2 : total;
}

function widthOfPoint(point: string, index: number): number {
  if (flagLetter().test(point)) return 1;
  if (zeroWidth().test(point)) return index === 0 && wide().test(point) ? 2 : 0;
  return wide().test(point) ? 2 : 1;
}
