import { join } from 'node:path';
import { DunError } from '../domain/errors.ts';
import type { Language } from '../domain/profile.ts';
import { readBytes } from './read.ts';

/** Where words lie. Both folders hold `<language>/screen/*.json`, `<language>/call/*.txt` and `<language>/memo/*.md`. */
export interface WordFolders {
  readonly builtIn: string;
  readonly user: string | null;
}

/** The labels of the screen in one language. */
export interface Words {
  readonly language: Language;
  /** A label with its placeholders filled; throws a `RangeError` on an unknown key or a missing value (a bug). */
  label(key: string, values?: Readonly<Record<string, string | number>>): string;
  /** Is there such a label? For words that may be left out, such as the hint of an error. */
  has(key: string): boolean;
}

type Labels = ReadonlyMap<string, string>;

const placeholder = /\{([a-zA-Z][a-zA-Z0-9_]*)\}/g;

/** Reads nothing yet: a label's area, the part of the key before the first dot, is read when it is first asked for. */
export function loadWords(language: Language, folders: WordFolders): Words {
  const areas = new Map<string, Labels>();
  const areaOf = (key: string): Labels => {
    const area = key.slice(0, Math.max(key.indexOf('.'), 0));
    const labels = areas.get(area) ?? readArea(area, language, folders);
    areas.set(area, labels);
    return labels;
  };
  return {
    language,
    label: (key, values = {}) => {
      const text = areaOf(key).get(key);
      if (text === undefined) throw new RangeError(`no label ${key} in ${language}`);
      return fill(text, key, values);
    },
    has: (key) => areaOf(key).has(key),
  };
}

function fill(text: string, key: string, values: Readonly<Record<string, string | number>>): string {
  if (!text.includes('{')) return text;
  return text.replace(placeholder, (_, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) throw new RangeError(`label ${key} needs a value for {${name}}`);
    return String(value);
  });
}

function readArea(area: string, language: Language, folders: WordFolders): Labels {
  if (!/^[a-z][a-z0-9_-]*$/.test(area)) return new Map();
  const builtIn = readLabels(join(folders.builtIn, language, 'screen', `${area}.json`));
  // The words that report a faulty file must not depend on such a file.
  if (folders.user === null || area === 'script') return builtIn;
  const path = join(folders.user, language, 'screen', `${area}.json`);
  const own = readLabels(path);
  for (const [key, text] of own) checkOwn(path, { key, text, ours: builtIn.get(key) });
  return new Map([...builtIn, ...own]);
}

/** The user's label must take the place of one of ours and use no value that ours does not get. */
function checkOwn(path: string, label: { key: string; text: string; ours: string | undefined }): void {
  const { key, text, ours } = label;
  if (ours === undefined) throw faultyLabel(path, 'unknown_label', { key });
  const known = namesIn(ours);
  const unknown = namesIn(text).find((name) => !known.includes(name));
  if (unknown !== undefined) throw faultyLabel(path, 'unknown_value', { key, name: unknown });
}

function namesIn(text: string): string[] {
  return Array.from(text.matchAll(placeholder), (match) => match[1] ?? '');
}

function readLabels(path: string): Labels {
  const source = readText(path);
  if (source === undefined) return new Map();
  const parsed = parseJson(path, source);
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new DunError('script.bad_words.not_labels', 78, { file: path, line: 1, column: 1 });
  }
  const labels = new Map<string, string>();
  for (const [key, text] of Object.entries(parsed)) {
    if (typeof text !== 'string') throw faultyLabel(path, 'not_a_text', { key });
    labels.set(key, text);
  }
  return labels;
}

function readText(path: string): string | undefined {
  const bytes = readBytes(path);
  return bytes && new TextDecoder().decode(bytes);
}

function parseJson(path: string, source: string): unknown {
  try {
    return JSON.parse(source);
  } catch (error) {
    const position = error instanceof Error ? /at position (\d+)/.exec(error.message)?.[1] : undefined;
    const offset = position === undefined ? source.length : Number(position);
    throw new DunError('script.bad_words.not_json', 78, { file: path, ...placeOf(source, offset) });
  }
}

function faultyLabel(path: string, fault: string, values: { key: string; name?: string }): DunError {
  const source = readText(path) ?? '';
  const place = placeOf(source, Math.max(source.indexOf(JSON.stringify(values.key)), 0));
  return new DunError(`script.bad_words.${fault}`, 78, { ...values, file: path, ...place });
}

function placeOf(source: string, offset: number): { line: number; column: number } {
  const before = source.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
