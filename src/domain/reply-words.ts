import { disclaimers, footers, quoteHeaders, separators } from './quote-marks.ts';

/** What somebody wrote themselves in an answer. */
export interface OwnWords {
  /** At most `longest` characters; lines as they were written, without empty ones at the ends. */
  readonly text: string;
  /** They wrote between the lines that they quote: a word then answers a line, not the whole. */
  readonly isBetween: boolean;
}

const longest = 2000;
/** More lines than anybody writes in an answer: what comes after is not looked at. */
const mostLines = 2000;
/** A header such as "On … wrote:" is broken over this many lines at most. */
const headerLines = 4;

/**
 * The answer without what it quotes, without signature, footer of a telephone and disclaimer. Whatever stands below the
 * header of an unmarked quotation is the quotation.
 */
export function ownWords(text: string): OwnWords {
  const lines = text
    .replace(/\r\n?/g, '\n')
    .replace(/\u00a0/g, ' ')
    .split('\n')
    .slice(0, mostLines);
  const islands: string[][] = [[]];
  let at = 0;
  while (at < lines.length) {
    const line = (lines[at] ?? '').trimEnd();
    if (isEnd(line, lines.slice(at, at + 6))) break;
    const header = headerAt(lines, at);
    if (header > 0) {
      // Below the header comes a marked quotation, between whose lines one may write, or one without marks: the rest.
      if (!isMarked(lines.slice(at + header))) break;
      at += header;
    } else {
      if (isQuoted(line)) islands.push([]);
      else islands.at(-1)?.push(line);
      at += 1;
    }
  }
  const written = islands.map((island) => tidy(island)).filter((island) => island !== '');
  return { text: cut(written.join('\n')), isBetween: written.length > 1 };
}

function isQuoted(line: string): boolean {
  return /^\s{0,3}(?:>|\|\s)/.test(line);
}

function isMarked(rest: readonly string[]): boolean {
  return isQuoted(rest.find((line) => line.trim() !== '') ?? '');
}

/** The sign before a signature (RFC 3676), a line that parts the answer from an unmarked quotation, or its header. */
function isEnd(line: string, coming: readonly string[]): boolean {
  const bare = line.trim();
  if (line === '--' || /^-- ?$/.test(line)) return true;
  return separators.some((pattern) => pattern.test(bare)) || isHeaderBlock(coming) || isDisclaimer(bare);
}

function isDisclaimer(line: string): boolean {
  return disclaimers.some((pattern) => pattern.test(line));
}

/** The block "From: … Sent: … To: …" that Outlook sets above what it quotes. */
function isHeaderBlock(coming: readonly string[]): boolean {
  const [first = '', ...others] = coming.map((line) => line.replace(/[*_]/g, '').trim());
  if (!/^(?:De|From|Von|Van|Da|Expéditeur)\s?:\s?\S/i.test(first)) return false;
  const second =
    /^(?:Envoyé|Sent|Gesendet|Verzonden|Date|Datum|Inviato|Enviado|À|To|An|Aan|A|Para)(?:\s+le)?\s?:/i;
  return others.slice(0, 3).some((line) => second.test(line));
}

/** How many lines the header of a quotation takes that begins here; 0 when none does. */
function headerAt(lines: readonly string[], at: number): number {
  const first = lines[at] ?? '';
  if (!/^\s*(?:(?:Le|On|Am|Op|El|Il|Em)\s|[^<>]{1,60}<[^<>\s]+@)/i.test(first)) return 0;
  let joined = '';
  for (let count = 1; count <= headerLines; count += 1) {
    const line = (lines[at + count - 1] ?? '').trim();
    joined = `${joined} ${line}`.trim();
    if (line === '' || isQuoted(line) || joined.length > 400) return 0;
    if (quoteHeaders.some((pattern) => pattern.test(joined))) return count;
  }
  return 0;
}

function tidy(lines: readonly string[]): string {
  const kept = lines.filter((line) => !footers.some((pattern) => pattern.test(line.trim())));
  return kept
    .map((line) => line.replace(/[ \t]+/g, ' ').trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function cut(text: string): string {
  const letters = Array.from(text);
  return letters.length <= longest ? text : `${letters.slice(0, longest - 1).join('')}…`;
}
