import { join } from 'node:path';
import type { Language } from '../domain/profile.ts';
import { type Labels, parseOwnLabels, placeholder } from './label-file.ts';
import { readBytes } from './read.ts';
import { wordFile } from './template.ts';

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

/** What is said aloud, between the quotation marks of its language. */
export function quoted(text: string, { language }: Pick<Words, 'language'>): string {
  return language === 'fr' ? `«\u00a0${text}\u00a0»` : `“${text}”`;
}

/** The ending of a label that counts: French says « 0 jour » and « 1,5 jour », English "0 days" and "1.5 days". */
export function countKey(count: number, { language }: Pick<Words, 'language'>): 'one' | 'other' {
  const isOne = language === 'fr' ? Math.abs(count) < 2 : count === 1;
  return isOne ? 'one' : 'other';
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
  if (folders.user === null || area === keptArea) return builtIn;
  const path = join(folders.user, language, 'screen', `${area}.json`);
  const bytes = readBytes(path);
  return bytes === undefined
    ? builtIn
    : new Map([...builtIn, ...parseOwnLabels(wordFile(path, bytes), builtIn)]);
}

/** The one area that nobody may write anew. */
export const keptArea = 'script';

/** The labels of a file of ours; none when there is no such file. */
export function readLabels(path: string): Labels {
  const bytes = readBytes(path);
  if (bytes === undefined) return new Map();
  const labels: unknown = JSON.parse(new TextDecoder().decode(bytes));
  return new Map(Object.entries(labels ?? {}).map(([key, text]) => [key, String(text)]));
}
