import { join } from 'node:path';
import { DunError } from '../domain/errors.ts';
import type { Language } from '../domain/profile.ts';
import { parseCallFile } from './call-file.ts';
import { catalog, isLineName } from './catalog.ts';
import { isMemoName, memoCatalog } from './memo-catalog.ts';
import { parseMemoFile } from './memo-file.ts';
import { parseObjections } from './objections.ts';
import { readBytes } from './read.ts';
import { parseVoice } from './rehearsal.ts';
import { reportMoney, spokenWarnings } from './spoken-check.ts';
import { parseStopWords } from './stop-words.ts';
import { faultAt, type WordFile, wordFile } from './template.ts';
import { parseVaguePhrases } from './vague-phrases.ts';
import { filesUnder, type WordKind, type WordName, wordName, wordNames } from './word-files.ts';
import { parseOwnLabels } from './label-file.ts';
import { readLabels, type WordFolders } from './words.ts';

/** One thing that is wrong. Its label says file, line, column and reason; a fault stops a call, a warning does not. */
export interface Finding {
  readonly error: DunError;
  readonly isWarning: boolean;
}

/** Whose words a file holds: which of ours it takes the place of, in which language. */
export interface Whose {
  readonly word: WordName;
  readonly language: Language;
  /** The folder of our words. */
  readonly builtIn: string;
}

/** A file of the user and what is wrong in it. */
export interface CheckedFile {
  readonly path: string;
  readonly findings: readonly Finding[];
}

/** Every file of the user in one language, each checked as a whole. None when there is no folder. */
export function checkOwn(
  { user, builtIn }: WordFolders,
  language: Language,
  kinds?: readonly WordKind[],
): CheckedFile[] {
  if (user === null) return [];
  const folder = join(user, language);
  const words = filesUnder(folder).map(wordName);
  return words
    .filter(({ kind }) => kinds?.includes(kind) ?? true)
    .map((word) => {
      const path = join(folder, word.path);
      return { path, findings: checkFile(path, { word, language, builtIn }) };
    });
}

/**
 * Throws the first fault in the user's files of one language, of these kinds: told before the call, never during it
 * (product 6).
 */
export function refuseFaulty(folders: WordFolders, language: Language, kinds?: readonly WordKind[]): void {
  for (const { findings } of checkOwn(folders, language, kinds)) {
    const fault = findings.find(({ isWarning }) => !isWarning);
    if (fault !== undefined) throw fault.error;
  }
}

/** What is wrong in a file on the disk, in the order of its lines. */
export function checkFile(path: string, whose: Whose): Finding[] {
  const { word, language, builtIn } = whose;
  const names = wordNames(builtIn, language);
  if (!names.some((known) => known.path === word.path)) {
    const known = names.filter(({ kind }) => kind === word.kind).map(({ name }) => name);
    const file = { path, text: '' };
    return [faulty(faultAt({ file, at: 0 }, 'unknown_file', { known: known.join(' · ') }))];
  }
  try {
    return checkBytes(path, readBytes(path) ?? new Uint8Array(), whose);
  } catch (error) {
    if (error instanceof DunError) return [faulty(error)];
    throw error;
  }
}

/** What is wrong in the text of a file, every fault and not just the first. */
export function checkBytes(path: string, bytes: Uint8Array, whose: Whose): Finding[] {
  const faults: DunError[] = [];
  const warnings: DunError[] = [];
  try {
    const file = { ...wordFile(path, bytes), onFault: (fault: DunError) => void faults.push(fault) };
    warnings.push(...parse(file, whose));
  } catch (error) {
    if (!(error instanceof DunError)) throw error;
    faults.push(error);
  }
  const findings = [...faults.map(faulty), ...warnings.map((error) => ({ error, isWarning: true }))];
  return findings.toSorted((a, b) => placeOf(a) - placeOf(b));
}

function faulty(error: DunError): Finding {
  return { error, isWarning: false };
}

function placeOf({ error }: Finding): number {
  const { line = 0, column = 0 } = error.values;
  return Number(line) * 1e6 + Number(column);
}

/** Reads the file as what it is for; gives back its warnings. */
function parse(file: WordFile, { word, language, builtIn }: Whose): DunError[] {
  const stem = word.path.replace(/^.*\//, '').replace(/(?:\.familiar)?\.[a-z]+$/, '');
  const name = stem.replaceAll('-', '_');
  if (word.kind === 'call' && isLineName(name)) {
    parseCallFile(file, name, language);
    if (catalog[name].isBeforeIdentity) reportMoney(file);
    return spokenWarnings(file, language);
  }
  if (word.kind === 'memo' && isMemoName(name)) {
    parseMemoFile(file, name);
    if (memoCatalog[name].isNeutral) reportMoney(file);
  }
  if (word.kind === 'screen') parseOwnLabels(file, readLabels(join(builtIn, language, word.path)));
  return word.kind === 'list' ? parseList(file, word.path, language) : [];
}

function parseList(file: WordFile, path: string, language: Language): DunError[] {
  if (path === 'stop-words.txt') parseStopWords(file);
  if (path === 'vague-phrases.txt') parseVaguePhrases(file);
  if (path.startsWith('rehearse/')) parseVoice(file);
  if (path !== 'objections.txt') return [];
  parseObjections(file, language);
  return spokenWarnings(file, language);
}
