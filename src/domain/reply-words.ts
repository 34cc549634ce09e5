import { disclaimers, footers, quoteHeaders, separators } from './quote-marks.ts';

/** What somebody wrote themselves in an answer. */
export interface OwnWords {
  /** At most `longest` characters; lines as they were written, without empty ones at the ends. */
  readonly text: string;
  /** They wrote between the lines that they quote: a word then answers a line, not the whole. */
  readonly isBetween: boolean;
  /** What stands below the sign of a signature: names and numbers, as a rule. */
  readonly below: string;
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
    if (isSign(line) || isEnd(lines, at)) break;
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
  return { text: cut(written.join('\n')), isBetween: written.length > 1, below: belowSign(lines, at) };
}

/** From the sign on, up to a quotation. */
function belowSign(lines: readonly string[], sign: number): string {
  if (!isSign((lines[sign] ?? '').trimEnd())) return '';
  const rest = lines.slice(sign + 1);
  const end = rest.findIndex((line, at) => isQuoted(line) || isEnd(rest, at) || headerAt(rest, at) > 0);
  return cut(tidy(end < 0 ? rest : rest.slice(0, end)));
}

function isQuoted(line: string): boolean {
  return /^\s{0,3}(?:>|\|\s)/.test(line);
}

function isMarked(rest: readonly string[]): boolean {
  return isQuoted(rest.find((line) => line.trim() !== '') ?? '');
}

/** The sign before a signature (RFC 3676). */
function isSign(line: string): boolean {
  return /^-- ?$/.test(line);
}

/** A line that parts the answer from an unmarked quotation or from small print, or the header of the quotation. */
function isEnd(lines: readonly string[], at: number): boolean {
  const bare = (lines[at] ?? '').trim();
  if (isRule(bare)) return isEndedByRule(lines.slice(at + 1, at + 10));
  if (separators.some((pattern) => pattern.test(bare)) || isDisclaimer(bare)) return true;
  return isHeaderBlock(lines.slice(at, at + 6));
}

/** A line of strokes. Only what follows tells whether it parts an answer or ends it. */
function isRule(line: string): boolean {
  return /^(?:_{5,}|-{5,}|={5,}|\*{5,})$/.test(line);
}

function isEndedByRule(coming: readonly string[]): boolean {
  const next = coming.map((line) => line.replace(/[*_]/g, '').trim()).find((line) => line !== '') ?? '';
  return next === '' || from.test(next) || isDisclaimer(next);
}

const from = /^(?:De|From|Von|Van|Da|Expéditeur)\s?:\s?\S/i;

function isDisclaimer(line: string): boolean {
  return disclaimers.some((pattern) => pattern.test(line));
}

/** The block "From: … Sent: … To: …" that Outlook sets above what it quotes. */
function isHeaderBlock(coming: readonly string[]): boolean {
  const [first = '', ...others] = coming.map((line) => line.replace(/[*_]/g, '').trim());
  if (!from.test(first)) return false;
  const more =
    /^(?:Envoyé|Sent|Gesendet|Verzonden|Date|Datum|Inviato|Enviado|À|To|An|Aan|A|Para|Cc|Objet|Subject|Betreff|Onderwerp|Oggetto|Asunto)(?:\s+le)?\s?:/i;
  // Two of them: whoever answers in lines of "De : …" and "Date : …" has words of their own there.
  return others.slice(0, 4).filter((line) => more.test(line)).length >= 2;
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
  const kept = lines.filter((line) => {
    const bare = line.trim();
    return !isRule(bare) && !footers.some((pattern) => pattern.test(bare));
  });
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
