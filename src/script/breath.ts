/** Longest line one can say in a breath (product 6, house 6). */
export const breath = 30;

/** Words as a voice counts them: what has a letter or a digit in it. */
export function wordCount(text: string): number {
  return text.split(/[\s…]+/).filter(isWord).length;
}

function isWord(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

/** Where a voice may stop, the best places first: after a sentence, after a clause. */
const pauses = [/(?<=[.?!])[ \n]+/u, /(?<=[,;:])[ \n]+/u];

/**
 * A line with its facts in, as lines of 30 words at most: what was agreed on several invoices is more than one breath. It
 * is parted after a sentence where it can be, else after a clause, else into equal parts.
 */
export function inBreaths(line: string): string[] {
  return wordCount(line) <= breath ? [line] : parted(line, 0);
}

function parted(line: string, level: number): string[] {
  const pause = pauses[level];
  if (wordCount(line) <= breath) return [line];
  if (pause === undefined) return equalParts(line);
  const lines: string[] = [];
  for (const piece of line.split(pause).flatMap((part) => parted(part, level + 1))) {
    const joined = `${lines.at(-1) ?? ''} ${piece}`.trim();
    if (lines.length > 0 && wordCount(joined) <= breath) lines[lines.length - 1] = joined;
    else lines.push(piece);
  }
  return lines;
}

/** Fixed blanks hold: an amount stays with its currency, a sign with its word. */
function equalParts(line: string): string[] {
  const words = line.split(/[ \n]+/);
  const room = Math.ceil(words.length / Math.ceil(wordCount(line) / breath));
  return Array.from({ length: Math.ceil(words.length / room) }, (_, at) =>
    words.slice(at * room, (at + 1) * room).join(' '),
  );
}
