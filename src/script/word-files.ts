import { join } from 'node:path';
import type { Language } from '../domain/profile.ts';
import { readNames } from './read.ts';
import { keptArea } from './words.ts';

/** What a file of words is for; lists are those that lie beside the folders, such as the stop words. */
export type WordKind = 'call' | 'memo' | 'screen' | 'list';

/** One file of words, ours or the user's. */
export interface WordName {
  readonly kind: WordKind;
  /** As the user names it: `call/ask`, `stop-words`. */
  readonly name: string;
  /** Below the folder of its language: `call/ask.txt`. */
  readonly path: string;
}

const folders: ReadonlySet<string> = new Set(['call', 'memo', 'screen']);

/** The files of ours that a user may write anew, in the order call, memo, lists, screen. */
export function wordNames(builtIn: string, language: Language): WordName[] {
  const order: readonly WordKind[] = ['call', 'memo', 'list', 'screen'];
  const names = filesUnder(join(builtIn, language)).map(wordName);
  return names
    .filter(({ path }) => path !== `screen/${keptArea}.json`)
    .toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || (a.name < b.name ? -1 : 1));
}

export function wordName(path: string): WordName {
  const folder = path.split('/', 1)[0] ?? '';
  const kind = path.includes('/') && isFolder(folder) ? folder : 'list';
  return { kind, name: path.replace(/\.(?:txt|md|json)$/, ''), path };
}

function isFolder(name: string): name is 'call' | 'memo' | 'screen' {
  return folders.has(name);
}

/**
 * Paths of the files below a folder of one language, one folder deep. Left out: what an editor, a version control or
 * `dun template reset` leaves beside, and pages that explain.
 */
export function filesUnder(folder: string): string[] {
  return readNames(folder)
    .filter((name) => !isAside(name))
    .flatMap((name) => {
      // Only folders have names without an ending; one without files is a name we do not know as well.
      const inside = name.includes('.') ? [] : readNames(join(folder, name)).filter((one) => !isAside(one));
      const isEmptyFolder = inside.length === 0 && folders.has(name);
      if (isEmptyFolder) return [];
      return inside.length === 0 ? [name] : inside.map((one) => `${name}/${one}`);
    });
}

function isAside(name: string): boolean {
  return /^[.#]|~$|\.(?:bak|orig|swp)(?:\.\d+)?$|^(?:readme|licen[cs]e)(?:\.|$)/i.test(name);
}
