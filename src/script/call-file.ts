import type { Language } from '../domain/profile.ts';
import { catalog, type LineName, mayMention, type Register, type Tone } from './catalog.ts';
import { type FactName, type Facts, isKnown, oneLine } from './facts.ts';
import { factsOf, type Part, parseParts, report, type WordFile } from './template.ts';

/** One wording: one or two lines, as they stand on the screen. */
export interface Wording {
  readonly lines: readonly (readonly Part[])[];
}

/** The wordings of one line, by `tone` or `tone, familiar`: the headings of its file. */
export type CallFile = ReadonlyMap<string, readonly Wording[]>;

/** Where to look for words, in this order: a tone nobody wrote says the same as the next gentler one. */
export const gentler: Readonly<Record<Tone, readonly Tone[]>> = {
  friendly: ['friendly'],
  firm: ['firm', 'friendly'],
  final: ['final', 'firm', 'friendly'],
};

/** Who is spoken to decides vous or tu: third parties are never addressed as tu, English knows one form. */
export function registerOf(
  line: { readonly isFormalOnly: boolean },
  language: Language,
  wanted: Register,
): Register {
  return line.isFormalOnly || language === 'en' ? 'formal' : wanted;
}

/** The headings a file of this line may have. */
export function headingsOf(name: LineName, language: Language): string[] {
  const registers: Register[] =
    registerOf(catalog[name], language, 'familiar') === 'formal' ? ['formal'] : ['formal', 'familiar'];
  return gentler.final.toReversed().flatMap((tone) => registers.map((register) => heading(tone, register)));
}

function heading(tone: Tone, register: Register): string {
  return register === 'formal' ? tone : `${tone}, familiar`;
}

/** A line of a file; `from` counts from the start of its text. */
export interface Row {
  readonly from: number;
  readonly text: string;
}

/** Lines with no empty line between them. */
export type Rows = readonly [Row, ...Row[]];

/**
 * Reads a file of spoken words: a heading `# friendly`, `# firm` or `# final` (`, familiar` for tu), then wordings
 * of one or two lines with an empty line between them. Throws a `DunError` with the place of the first fault.
 */
export function parseCallFile(file: WordFile, name: LineName, language: Language): CallFile {
  const mention = (fact: FactName) => mayMention(name, fact);
  return parseSections(file, headingsOf(name, language), (rows) => parseWording(file, rows, mention));
}

/**
 * Reads a file of headings (`# name`, each at most once, only those expected) with blocks of lines below them, an empty
 * line between two blocks. Throws a `DunError` with the place of the first fault.
 */
export function parseSections<T>(
  file: WordFile,
  expected: readonly string[],
  parse: (rows: Rows) => T,
): Map<string, T[]> {
  const found = new Map<string, T[]>();
  const wanted = { expected: expected.join(' · ') };
  let section: { readonly at: number; readonly blocks: T[] } | undefined;
  const close = () => {
    if (section?.blocks.length === 0) report({ file, at: section.at }, 'no_words');
  };
  for (const block of blocksOf(file)) {
    const first = block.rows[0];
    const place = { file, at: first.from };
    if (block.isHeading) {
      const title = first.text.slice(1).trim();
      if (!expected.includes(title)) report(place, 'bad_heading', { ...wanted, heading: first.text });
      if (found.has(title)) report(place, 'twice', { heading: title });
      close();
      section = { at: first.from, blocks: [] };
      found.set(title, section.blocks);
    } else {
      if (!section) report(place, 'no_heading', wanted);
      section ??= { at: first.from, blocks: [] };
      section.blocks.push(parse(block.rows));
    }
  }
  if (!section) report({ file, at: 0 }, 'no_heading', wanted);
  close();
  return found;
}

function blocksOf(file: WordFile): { isHeading: boolean; rows: [Row, ...Row[]] }[] {
  const blocks: { isHeading: boolean; rows: [Row, ...Row[]] }[] = [];
  let from = 0;
  let isOpen = false;
  for (const text of file.text.split('\n')) {
    const row = { from, text };
    from += text.length + 1;
    const isHeading = text.startsWith('#');
    const last = blocks.at(-1);
    if (text.trim() !== '') {
      if (isOpen && !isHeading && last) last.rows.push(row);
      else blocks.push({ isHeading, rows: [row] });
    }
    isOpen = text.trim() !== '' && !isHeading;
  }
  return blocks;
}

/** A wording of one or two lines to be spoken. Throws a `DunError` with the place of the first fault. */
export function parseWording(file: WordFile, rows: Rows, mention: (fact: FactName) => boolean): Wording {
  const third = rows[2];
  if (third) report({ file, at: third.from }, 'too_many_lines');
  const grammar = { hasSections: false, mayMention: mention };
  const lines = rows.map((row) =>
    parseParts(file, { from: row.from, to: row.from + row.text.length }, grammar),
  );
  return { lines };
}

export interface Manner {
  readonly tone: Tone;
  readonly register: Register;
}

/** The wordings written for exactly this manner, those whose facts are all known. */
export function usableWordings(file: CallFile, manner: Manner, facts: Facts): readonly Wording[] {
  const words = file.get(heading(manner.tone, manner.register)) ?? [];
  return words.filter((wording) => isUsable(wording, facts));
}

/** Are all facts known that it mentions? */
export function isUsable(wording: Wording, facts: Facts): boolean {
  return wording.lines.every((parts) => factsOf(parts).every((name) => isKnown(facts, name)));
}

/** The lines with their facts in place. A fact is put in as it is, in one line: braces in it mean nothing. */
export function fillWording(wording: Wording, facts: Facts): string[] {
  return wording.lines.map((parts) =>
    parts
      .map((part) => fillPart(part, facts))
      .join('')
      .trim(),
  );
}

function fillPart(part: Part, facts: Facts): string {
  if (part.kind === 'text') return part.text;
  return part.kind === 'fact' ? oneLine(facts[part.name] ?? '') : '';
}
