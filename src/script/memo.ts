import type { Language } from '../domain/profile.ts';
import {
  type FactName,
  type Facts,
  isFactName,
  isKnown,
  isListName,
  type ListName,
  type Lists,
  oneLine,
} from './facts.ts';
import { cellsOf, factRow, type MemoTemplate, signatureMark } from './memo-file.ts';
import { factMark, type Part } from './template.ts';

/** A memo in pieces: plain text, ready to be escaped and laid out by whoever builds the HTML part. */
export type MemoBlock =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'facts'; readonly rows: readonly (readonly [label: string, value: string])[] }
  | {
      readonly kind: 'table';
      readonly head: readonly string[];
      readonly rows: readonly (readonly string[])[];
    }
  | { readonly kind: 'signature'; readonly lines: readonly string[] };

export interface Memo {
  /** One line, without control characters. */
  readonly subject: string;
  /** The plain text of the mail; says the same as `blocks`. */
  readonly text: string;
  readonly blocks: readonly MemoBlock[];
  /** Facts the words ask for and nobody gave. Not empty: show it, do not send it (practice C10). */
  readonly missing: readonly (FactName | ListName)[];
}

export interface MemoFacts {
  readonly facts: Facts;
  readonly lists: Lists;
  readonly language: Language;
}

/** The mark of a memo for the place of its sections; a template without it has them before its signature. */
const sectionsMark: FactName = 'sections';

/**
 * Fills a memo. The layout is read while facts are still marks and the facts go in last, so a fact can add no line, row
 * or cell, whatever it holds. A `- **Label** value` row and a signature line whose facts are all unknown are left out;
 * elsewhere an unknown fact shows as `{name}` and is named in `missing`.
 */
export function renderMemo(
  template: MemoTemplate,
  given: MemoFacts,
  sections: readonly MemoBlock[] = [],
): Omit<Memo, 'missing'> & MissingFacts {
  const marks = new Marks();
  const subject = marks.fill(expand(template.subject, given, marks));
  const at = template.body.findIndex((part) => part.kind === 'fact' && part.name === sectionsMark);
  const until = at < 0 ? template.body.length : at;
  const before = layOut(expand(template.body.slice(0, until), given, marks), marks);
  const after = layOut(expand(template.body.slice(until), given, marks), marks);
  const signature = before.filter(({ kind }) => kind === 'signature');
  const blocks = [...before.filter(({ kind }) => kind !== 'signature'), ...sections, ...after, ...signature];
  return { subject, blocks, text: showBlocks(blocks, given.language), missing: [...marks.missing] };
}

interface MissingFacts {
  readonly missing: readonly FactName[];
}

const mark = new RegExp(`${factMark}(\\d+)${factMark}`, 'g');

/** The facts of a memo by number; in the text stands their number between two marks that no template can hold. */
class Marks {
  readonly missing = new Set<FactName>();
  readonly #values: { name: FactName; text: string }[] = [];

  add(name: FactName, text: string): string {
    this.#values.push({ name, text });
    return `${factMark}${this.#values.length - 1}${factMark}`;
  }

  /** The text with its facts in place, each in one line. */
  fill(text: string): string {
    return oneLine(text.replaceAll(mark, (_, index) => this.#show(Number(index), oneLine)));
  }

  /** Like `fill`, but facts keep their own lines: an address, a signature. */
  fillLines(text: string): string[] {
    const filled = text.replaceAll(mark, (_, index) => this.#show(Number(index), (value) => value));
    return filled
      .split(/\r\n|[\n\r]/)
      .map(oneLine)
      .filter((line) => line !== '');
  }

  /** True when the text names facts and none of them is known. */
  isHollow(text: string): boolean {
    const found = [...text.matchAll(mark)];
    return found.length > 0 && found.every((match) => this.#values[Number(match[1])]?.text === '');
  }

  #show(index: number, clean: (text: string) => string): string {
    const value = this.#values[index];
    if (!value) return '';
    if (value.text !== '') return clean(value.text);
    this.missing.add(value.name);
    return `{${value.name}}`;
  }
}

function expand(parts: readonly Part[], given: MemoFacts, marks: Marks): string {
  return parts.map((part) => expandPart(part, given, marks)).join('');
}

function expandPart(part: Part, given: MemoFacts, marks: Marks): string {
  if (part.kind === 'text') return part.text;
  if (part.kind === 'fact' && part.name === sectionsMark) return '';
  if (part.kind === 'fact') return marks.add(part.name, (given.facts[part.name] ?? '').trim());
  const rows = rowsOf(part.name, given);
  if (part.isInverted) return rows.length === 0 ? expand(part.parts, given, marks) : '';
  return rows
    .map((row) => expand(part.parts, { ...given, facts: { ...given.facts, ...row } }, marks))
    .join('');
}

function rowsOf(name: FactName | ListName, given: MemoFacts): readonly Facts[] {
  if (isListName(name)) return given.lists[name] ?? [];
  return isFactName(name) && isKnown(given.facts, name) ? [{}] : [];
}

function layOut(body: string, marks: Marks): MemoBlock[] {
  const [words = '', signature] = splitSignature(body);
  const blocks = words.split(/\n[ \t]*\n/).flatMap((block) => layOutBlock(block.trim().split('\n'), marks));
  const lines = (signature ?? '').split('\n').filter((line) => !marks.isHollow(line));
  const signed = lines.flatMap((line) => marks.fillLines(line));
  return signed.length > 0 ? [...blocks, { kind: 'signature', lines: signed }] : blocks;
}

function splitSignature(body: string): string[] {
  const at = body.search(new RegExp(`^${signatureMark}$`, 'm'));
  return at < 0 ? [body] : [body.slice(0, at), body.slice(at + signatureMark.length)];
}

/** One block of lines without an empty line between them may still hold a paragraph, then rows, then a table. */
function layOutBlock(lines: readonly string[], marks: Marks): MemoBlock[] {
  const blocks: MemoBlock[] = [];
  const kindOf = (line: string) =>
    line.startsWith('|') ? 'table' : factRow.test(line) ? 'facts' : 'paragraph';
  let from = 0;
  while (from < lines.length) {
    const kind = kindOf(lines[from] ?? '');
    const next = lines.findIndex((line, index) => index > from && kindOf(line) !== kind);
    const to = next < 0 ? lines.length : next;
    blocks.push(...blockOf(kind, lines.slice(from, to), marks));
    from = to;
  }
  return blocks;
}

function blockOf(kind: 'table' | 'facts' | 'paragraph', lines: readonly string[], marks: Marks): MemoBlock[] {
  if (kind === 'table') return tableOf(lines, marks);
  if (kind === 'facts') return factsBlock(lines, marks);
  const text = marks.fill(lines.map((line) => line.trim()).join(' '));
  return text === '' ? [] : [{ kind, text }];
}

function factsBlock(lines: readonly string[], marks: Marks): MemoBlock[] {
  const rows = lines.flatMap((line): [string, string][] => {
    const [, label = '', value = ''] = factRow.exec(line) ?? [];
    return marks.isHollow(value) ? [] : [[label.trim(), marks.fill(value)]];
  });
  return rows.length > 0 ? [{ kind: 'facts', rows }] : [];
}

/** The first row is the head; a table without other rows is left out, and so is the `| --- |` line of Markdown. */
function tableOf(lines: readonly string[], marks: Marks): MemoBlock[] {
  const [head = [], ...rows] = lines
    .map(cellsOf)
    .filter((cells) => !cells.every((cell) => /^:?-+:?$/.test(cell)))
    .map((cells) => cells.map((cell) => (marks.isHollow(cell) ? '' : marks.fill(cell))));
  return rows.length > 0 ? [{ kind: 'table', head, rows }] : [];
}

function showBlocks(blocks: readonly MemoBlock[], language: Language): string {
  const colon = language === 'fr' ? '\u00a0: ' : ': ';
  const shown = blocks.map((block) => {
    switch (block.kind) {
      case 'paragraph':
        return block.text;
      case 'facts':
        return block.rows.map(([label, value]) => label + colon + value).join('\n');
      case 'table':
        return showTable([block.head, ...block.rows]);
      case 'signature':
        return block.lines.join('\n');
    }
  });
  return `${shown.join('\n\n')}\n`;
}

function showTable(rows: readonly (readonly string[])[]): string {
  const length = (cell: string | undefined) => Array.from(cell ?? '').length;
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => length(row[column]))));
  const showRow = (row: readonly string[]) =>
    row.map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - length(cell))).join('  ');
  return rows.map((row) => showRow(row).trimEnd()).join('\n');
}
