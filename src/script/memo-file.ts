import type { DunError } from '../domain/errors.ts';
import type { FactName } from './facts.ts';
import { memoCatalog, type MemoName, memoMayMention } from './memo-catalog.ts';
import { type Grammar, mentionsOf, type Part, parseParts, report, tell, type WordFile } from './template.ts';

/** A memo as written in its file: the subject of the front matter, and the body. */
export interface MemoTemplate {
  readonly subject: readonly Part[];
  readonly body: readonly Part[];
}

/** A fact row of the body, `- **Label** value`. */
export const factRow = /^- \*\*([^*]+)\*\* (.+)$/;
/** The line under which the signature stands. */
export const signatureMark = '--';

/**
 * Reads a memo: front matter with `subject:`, then a body of paragraphs, `- **Label** value` rows, `| a | b |` tables and
 * a signature after `--`. A section and a short text need a body only. Throws a `DunError` with the place of the first fault.
 */
export function parseMemoFile(file: WordFile, name: MemoName): MemoTemplate {
  const grammar = { hasSections: true, mayMention: (fact: FactName) => memoMayMention(name, fact) };
  const front = /^---\n([\s\S]*?)(?:^|\n)---(?:\n|$)/.exec(file.text);
  const { isSection, isText } = memoCatalog[name];
  if (!front && !isSection && !isText) report({ file, at: 0 }, 'bad_front_matter');
  const subject = front ? parseSubject(file, front[1] ?? '', grammar) : [];
  const start = front?.[0].length ?? 0;
  let isFaulty = false;
  const onFault = (fault: DunError) => {
    isFaulty = true;
    tell(file, fault);
  };
  checkLayout({ ...file, onFault }, start);
  const body = parseParts({ ...file, onFault }, { from: start, to: file.text.length }, grammar);
  // What is faulty may be what is missing.
  if (!isFaulty && mentionsOf(body).length === 0) report({ file, at: start }, 'no_words');
  return { subject, body };
}

function parseSubject(file: WordFile, front: string, grammar: Grammar): Part[] {
  const start = '---\n'.length;
  let from = start;
  let subject: Part[] | undefined;
  for (const line of front.split('\n')) {
    const key = /^subject:[ \t]*/.exec(line)?.[0];
    const place = { file, at: from };
    if (key === undefined) {
      if (line.trim() !== '') report(place, 'bad_front_matter');
    } else if (subject) {
      report(place, 'twice', { heading: 'subject' });
    } else if (line.length > key.length) {
      subject = parseParts(file, { from: from + key.length, to: from + line.length }, grammar);
    }
    from += line.length + 1;
  }
  const hasSection = subject?.some((part) => part.kind === 'section') ?? false;
  if (!subject) report({ file, at: start }, 'no_subject');
  if (hasSection) report({ file, at: start }, 'section_in_subject');
  return subject ?? [];
}

/** Rows that look like a list or a table must be whole, or the reader would see stars and bars. */
function checkLayout(file: WordFile, start: number): void {
  let from = start;
  let columns = 0;
  for (const line of file.text.slice(start).split('\n')) {
    const bare = line.replace(/\{[#^/][a-z0-9_]*\}/g, '').trim();
    if (bare.startsWith('- ') && !factRow.test(bare)) report({ file, at: from }, 'bad_row');
    if (bare.startsWith('|')) {
      const count = cellsOf(bare).length;
      if (!bare.endsWith('|') || (columns > 0 && count !== columns)) report({ file, at: from }, 'bad_table');
      columns = count;
    } else if (bare !== '' || line.trim() === '') {
      columns = 0;
    }
    from += line.length + 1;
  }
}

/** The cells of a `| a | b |` row. */
export function cellsOf(row: string): string[] {
  return row
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}
