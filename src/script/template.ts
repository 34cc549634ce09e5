import { DunError, type ErrorValues } from '../domain/errors.ts';
import { type FactName, isFactName, isListName, type ListName } from './facts.ts';

/** A file of words: the path as told to the user, and its text with `\n` line ends. */
export interface WordFile {
  readonly path: string;
  readonly text: string;
  /** Takes the faults one by one, and the reader goes on; absent, the first fault is thrown. */
  readonly onFault?: (fault: DunError) => void;
}

/** A template in pieces. A section shows its parts once when its fact is known, once a row when it names a list. */
export type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'fact'; readonly name: FactName }
  | {
      readonly kind: 'section';
      readonly name: FactName | ListName;
      readonly isInverted: boolean;
      readonly parts: readonly Part[];
    };

export interface Grammar {
  /** May `{#name}…{/name}` and `{^name}…{/name}` be used? */
  readonly hasSections: boolean;
  mayMention(name: FactName): boolean;
}

/** What can be wrong in a file of words; each has its label in `screen/script.json`. */
export type Fault =
  | 'not_text' | 'unclosed_tag' | 'stray_brace' | 'bad_name' | 'unknown_name' | 'not_here' | 'list_alone' | 'no_sections'
  | 'unclosed_section' | 'unopened_section' | 'bad_front_matter' | 'no_subject' | 'section_in_subject'
  | 'bad_heading' | 'no_heading' | 'twice' | 'no_words' | 'too_many_lines' | 'bad_row' | 'bad_table'
  | 'unknown_file' | 'money_here' | 'too_long' | 'other_register' | 'bad_stop_word'; // biome-ignore format: rows of names

/** A place in a file: `at` counts from the start of its text. */
export interface Place {
  readonly file: WordFile;
  readonly at: number;
}

/** The error of a faulty file, with line and column (both from 1, columns in characters) of the place in it. */
export function faultAt(place: Place, fault: Fault, values: ErrorValues = {}): DunError {
  return new DunError(`script.bad_template.${fault}`, 78, { ...values, ...whereIs(place) });
}

/** File, line and column of a place, as an error names them. */
export function whereIs({ file, at }: Place): { file: string; line: number; column: number } {
  const before = file.text.slice(0, at);
  const lineStart = before.lastIndexOf('\n') + 1;
  const line = before.split('\n').length;
  return { file: file.path, line, column: Array.from(before.slice(lineStart)).length + 1 };
}

/** Tells a fault to whoever collects them, else throws it. */
export function report(place: Place, fault: Fault, values: ErrorValues = {}): void {
  tell(place.file, faultAt(place, fault, values));
}

export function tell({ onFault }: WordFile, error: DunError): void {
  if (onFault === undefined) throw error;
  onFault(error);
}

/** Stands around the number of a fact while a memo is laid out: a code point that no text may hold (Unicode 23.7). */
export const factMark = '\ufdd0';

/** Decodes a file of words: UTF-8, any line ends. Control characters, tab excepted, make it no text. */
export function wordFile(path: string, bytes: Uint8Array): WordFile {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/\r\n?/g, '\n');
  } catch {
    // What comes before the first wrong byte is the place of the fault.
    throw faultAt(endOf({ path, text: textBefore(bytes) }), 'not_text');
  }
  const file = { path, text };
  const control = text.search(/(?![\t\n])[\p{Cc}\ufdd0]/u);
  if (control >= 0) throw faultAt({ file, at: control }, 'not_text');
  return file;
}

function endOf(file: WordFile): Place {
  return { file, at: file.text.length };
}

/** The text up to the first byte that is no UTF-8: decoded byte by byte, as a stream. */
function textBefore(bytes: Uint8Array): string {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  try {
    for (let at = 0; at < bytes.length; at += 1)
      text += decoder.decode(bytes.subarray(at, at + 1), { stream: true });
  } catch {
    // Reached the wrong byte.
  }
  return text.replace(/\r\n?/g, '\n');
}

interface OpenSection {
  /** As it was typed: a name of nothing is told once, where it opens. */
  readonly name: string;
  readonly isInverted: boolean;
  readonly at: number;
  readonly parts: Part[];
}

/**
 * Reads the placeholders `{name}` of `file.text` from `from` to `to`. Braces mean nothing else, so a template cannot
 * compute, include or call anything. Throws a `DunError` at the first fault: nothing faulty is ever shown in a call.
 */
export function parseParts(file: WordFile, range: { from: number; to: number }, grammar: Grammar): Part[] {
  const root: Part[] = [];
  const open: OpenSection[] = [];
  const text = (from: number, to: number) => {
    if (to > from) (open.at(-1)?.parts ?? root).push({ kind: 'text', text: file.text.slice(from, to) });
  };
  let at = range.from;
  for (const tag of tagsOf(file, range)) {
    const alone = tag.sign === '' ? undefined : wholeLine(file.text, tag, range);
    text(at, alone?.from ?? tag.from);
    at = alone?.to ?? tag.to;
    if (tag.sign === '/') {
      const closed = closeSection(file, tag, open);
      if (closed) (open.at(-1)?.parts ?? root).push(closed);
    } else {
      openTag(file, tag, { grammar, open, root });
    }
  }
  text(at, range.to);
  for (const left of open.toReversed())
    report({ file, at: left.at }, 'unclosed_section', { name: left.name });
  return root;
}

interface Tag {
  readonly sign: string;
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

function tagsOf(file: WordFile, range: { from: number; to: number }): Tag[] {
  const tags: Tag[] = [];
  const brace = /[{}]/g;
  const tag = /\{([#^/]?)([^{}\n]*)\}/y;
  brace.lastIndex = range.from;
  for (let found = brace.exec(file.text); found && found.index < range.to; found = brace.exec(file.text)) {
    const from = found.index;
    tag.lastIndex = from;
    const match = found[0] === '{' ? tag.exec(file.text) : null;
    if (match) {
      const name = match[2] ?? '';
      brace.lastIndex = tag.lastIndex;
      if (!/^[a-z][a-z0-9_]*$/.test(name)) report({ file, at: from }, 'bad_name', { name });
      else tags.push({ sign: match[1] ?? '', name, from, to: tag.lastIndex });
    } else {
      report({ file, at: from }, found[0] === '}' ? 'stray_brace' : 'unclosed_tag');
      brace.lastIndex = afterUnclosed(file.text, from);
    }
  }
  return tags;
}

/** `{{name}}` opens twice and closes twice: one fault, not three. */
function afterUnclosed(text: string, from: number): number {
  const doubled = /\{+[^{}\n]*\}*|\}+/y;
  doubled.lastIndex = from;
  return doubled.test(text) ? doubled.lastIndex : from + 1;
}

function openTag(
  file: WordFile,
  tag: Tag,
  state: { grammar: Grammar; open: OpenSection[]; root: Part[] },
): void {
  const { name, from, sign } = tag;
  const fault = faultOfTag(tag, state.grammar);
  if (fault !== undefined) report({ file, at: from }, fault, { name });
  // A section opens even when it should not: its end is no second fault.
  if (sign !== '') state.open.push({ name, isInverted: sign === '^', at: from, parts: [] });
  else if (isFactName(name)) (state.open.at(-1)?.parts ?? state.root).push({ kind: 'fact', name });
}

function faultOfTag({ name, sign }: Tag, grammar: Grammar): Fault | undefined {
  if (isListName(name)) {
    if (sign === '') return 'list_alone';
    return grammar.hasSections ? undefined : 'no_sections';
  }
  if (!isFactName(name)) return 'unknown_name';
  if (sign !== '' && !grammar.hasSections) return 'no_sections';
  return grammar.mayMention(name) ? undefined : 'not_here';
}

/** The section that ends here, `undefined` when none of this name is open or its name is none. */
function closeSection(file: WordFile, tag: Tag, open: OpenSection[]): Part | undefined {
  if (open.at(-1)?.name !== tag.name) report({ file, at: tag.from }, 'unopened_section', { name: tag.name });
  const at = open.findLastIndex(({ name }) => name === tag.name);
  const [section] = at < 0 ? [] : open.splice(at);
  if (section === undefined || !isSectionName(section.name)) return undefined;
  return { kind: 'section', name: section.name, isInverted: section.isInverted, parts: section.parts };
}

function isSectionName(name: string): name is FactName | ListName {
  return isFactName(name) || isListName(name);
}

/** A section mark alone on its line takes the line with it, so that a list of rows leaves no empty lines. */
function wholeLine(
  text: string,
  tag: Tag,
  range: { from: number; to: number },
): { from: number; to: number } | undefined {
  const from = Math.max(text.lastIndexOf('\n', tag.from - 1) + 1, range.from);
  const newline = text.indexOf('\n', tag.to);
  const to = newline < 0 || newline >= range.to ? range.to : newline + 1;
  const isAlone = text.slice(from, tag.from).trim() === '' && text.slice(tag.to, to).trim() === '';
  return isAlone ? { from, to } : undefined;
}

/** The facts that the parts mention outside of sections: those that must be known for the words to make sense. */
export function factsOf(parts: readonly Part[]): FactName[] {
  return parts.flatMap((part) => (part.kind === 'fact' ? [part.name] : []));
}

/** All names that the parts mention, sections included. */
export function mentionsOf(parts: readonly Part[]): (FactName | ListName)[] {
  return parts.flatMap((part) => {
    if (part.kind === 'text') return [];
    return part.kind === 'fact' ? [part.name] : [part.name, ...mentionsOf(part.parts)];
  });
}
