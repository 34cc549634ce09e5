import { DunError, type ErrorValues } from '../domain/errors.ts';
import { type FactName, isFactName, isListName, type ListName } from './facts.ts';

/** A file of words: the path as told to the user, and its text with `\n` line ends. */
export interface WordFile {
  readonly path: string;
  readonly text: string;
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
  | 'unknown_file'; // biome-ignore format: rows of names

/** A place in a file: `at` counts from the start of its text. */
export interface Place {
  readonly file: WordFile;
  readonly at: number;
}

/** The error of a faulty file, with line and column (both from 1, columns in characters) of the place in it. */
export function faultAt(place: Place, fault: Fault, values: ErrorValues = {}): DunError {
  const { file, at } = place;
  const before = file.text.slice(0, at);
  const lineStart = before.lastIndexOf('\n') + 1;
  const line = before.split('\n').length;
  const column = Array.from(before.slice(lineStart)).length + 1;
  return new DunError(`script.bad_template.${fault}`, 78, { ...values, file: file.path, line, column });
}

/** Stands around the number of a fact while a memo is laid out: a code point that no text may hold (Unicode 23.7). */
export const factMark = '\ufdd0';

/** Decodes a file of words: UTF-8, any line ends. Control characters, tab excepted, make it no text. */
export function wordFile(path: string, bytes: Uint8Array): WordFile {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/\r\n?/g, '\n');
  } catch {
    throw faultAt({ file: { path, text: '' }, at: 0 }, 'not_text');
  }
  const file = { path, text };
  const control = text.search(/(?![\t\n])[\p{Cc}\ufdd0]/u);
  if (control >= 0) throw faultAt({ file, at: control }, 'not_text');
  return file;
}

interface OpenSection {
  readonly name: FactName | ListName;
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
      const closed = closeSection(file, tag, open.pop());
      (open.at(-1)?.parts ?? root).push(closed);
    } else {
      openTag(file, tag, { grammar, open, root });
    }
  }
  text(at, range.to);
  const left = open.at(-1);
  if (left) throw faultAt({ file, at: left.at }, 'unclosed_section', { name: left.name });
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
    if (found[0] === '}') throw faultAt({ file, at: from }, 'stray_brace');
    tag.lastIndex = from;
    const match = tag.exec(file.text);
    if (!match) throw faultAt({ file, at: from }, 'unclosed_tag');
    const name = match[2] ?? '';
    if (!/^[a-z][a-z0-9_]*$/.test(name)) throw faultAt({ file, at: from }, 'bad_name', { name });
    tags.push({ sign: match[1] ?? '', name, from, to: tag.lastIndex });
    brace.lastIndex = tag.lastIndex;
  }
  return tags;
}

function openTag(
  file: WordFile,
  tag: Tag,
  state: { grammar: Grammar; open: OpenSection[]; root: Part[] },
): void {
  const { name, from, sign } = tag;
  const isList = isListName(name);
  if (!isList && !isFactName(name)) throw faultAt({ file, at: from }, 'unknown_name', { name });
  if (sign === '') {
    if (isList) throw faultAt({ file, at: from }, 'list_alone', { name });
    if (!state.grammar.mayMention(name)) throw faultAt({ file, at: from }, 'not_here', { name });
    (state.open.at(-1)?.parts ?? state.root).push({ kind: 'fact', name });
    return;
  }
  if (!state.grammar.hasSections) throw faultAt({ file, at: from }, 'no_sections', { name });
  if (!isList && !state.grammar.mayMention(name)) throw faultAt({ file, at: from }, 'not_here', { name });
  state.open.push({ name, isInverted: sign === '^', at: from, parts: [] });
}

function closeSection(file: WordFile, tag: Tag, section: OpenSection | undefined): Part {
  if (section?.name !== tag.name)
    throw faultAt({ file, at: tag.from }, 'unopened_section', { name: tag.name });
  return { kind: 'section', name: section.name, isInverted: section.isInverted, parts: section.parts };
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
