import { join } from 'node:path';
import type { MemoKind } from '../domain/attempt.ts';
import type { ObjectionKey } from '../domain/objection.ts';
import type { Language } from '../domain/profile.ts';
import {
  type CallFile,
  fillWording,
  gentler,
  parseCallFile,
  registerOf,
  usableWordings,
  type Wording,
} from './call-file.ts';
import { inBreaths } from './breath.ts';
import {
  catalog,
  isLineName,
  type LineName,
  lineFor,
  lineNames,
  type Register,
  type Tone,
} from './catalog.ts';
import { refuseFaulty } from './check.ts';
import type { Facts, Lists } from './facts.ts';
import type { Memo } from './memo.ts';
import { isMemoName, memoNames } from './memo-catalog.ts';
import { fillMemo, type MemoSection } from './memo-fill.ts';
import { type MemoTemplate, parseMemoFile } from './memo-file.ts';
import { fillText } from './memo-text.ts';
import { held, keywords } from './keywords.ts';
import { type AnswerChoice, parseObjections, pickAnswer } from './objections.ts';
import { readBytes, readNames } from './read.ts';
import { noStopWords, parseStopWords, type StopWords } from './stop-words.ts';
import { faultAt, type WordFile, wordFile } from './template.ts';
import { parseVaguePhrases, type VagueFile, vagueWords, type VagueWords } from './vague-phrases.ts';
import type { WordFolders } from './words.ts';

export interface LineChoice {
  readonly register: Register;
  readonly tone: Tone;
  /** Any whole number: another number, another wording. */
  readonly variant: number;
}

export interface MemoChoice {
  readonly register?: Register;
  readonly lists?: Lists;
  /** What else the call brought, the weightiest first. */
  readonly sections?: readonly MemoSection[];
}

/** Spoken lines and memos of one language, with the user's own words over ours. */
export interface Script {
  readonly language: Language;
  /** The line in the first form that the facts allow, filled: one or two lines, more where a fact takes a breath of its own. */
  line(name: LineName, facts: Facts, choice: LineChoice): string[];
  /** The same line, reduced to what one needs at a glance when speaking freely: one line of groups (practice C3). */
  keywords(name: LineName, facts: Facts, choice: LineChoice): string[];
  /** The memo, filled. With no facts about the debt (`withoutDebt`) the neutral form, where the kind has one. */
  memo(kind: MemoKind, facts: Facts, choice?: MemoChoice): Memo;
  /** The same in a few words, for an SMS or a chat; `null` for a kind without a short form, or when a fact is missing. */
  text(kind: MemoKind, facts: Facts, register: Register): string | null;
  /** What to answer to an objection of the library, in one or two lines, filled (practice B2). */
  objection(key: ObjectionKey, facts: Facts, choice: AnswerChoice): string[];
  /** The same answer at a glance, as `keywords` is of a line. */
  objectionKeywords(key: ObjectionKey, facts: Facts, choice: AnswerChoice): string[];
  /** Evasive phrases, and the question that fills what each leaves out (practice B3). */
  readonly vague: VagueWords;
}

/**
 * Reads all words of one language, ours and then the user's; a heading or a memo of the user replaces ours.
 * Throws a `DunError` 78 with file, line and column when one is faulty, also one of the labels of the `screen`'s
 * language: before the call, never in it.
 */
export function loadScript(language: Language, folders: WordFolders, screen: Language = language): Script {
  refuseFaulty(folders, language);
  if (screen !== language) refuseFaulty(folders, screen, ['screen']);
  const builtIn = loadFiles(join(folders.builtIn, language), language);
  const own = folders.user === null ? emptyFiles() : loadFiles(join(folders.user, language), language);
  const stopWords = own.stopWords ?? builtIn.stopWords ?? noStopWords;
  return {
    language,
    line: (name, facts, choice) =>
      fillWording(pickLine([own.calls, builtIn.calls], { name, facts, language }, choice), facts).flatMap(
        inBreaths,
      ),
    keywords: (name, facts, choice) => {
      const wording = pickLine([own.calls, builtIn.calls], { name, facts, language }, choice);
      const line = fillWording(wording, wholeFacts(facts)).join(' ');
      return [keywords(line, language, stopWords)];
    },
    memo: (kind, facts, choice = {}) =>
      fillMemo([own.memos, builtIn.memos], {
        kind,
        facts,
        language,
        register: choice.register ?? 'formal',
        lists: choice.lists ?? {},
        sections: choice.sections ?? [],
      }),
    text: (kind, facts, register) =>
      fillText([own.memos, builtIn.memos], { kind, facts, register, language }),
    objection: (key, facts, choice) =>
      pickAnswer([own.objections, builtIn.objections], { key, facts, language }, choice).flatMap(inBreaths),
    objectionKeywords: (key, facts, choice) => {
      const wanted = { key, facts: wholeFacts(facts), language };
      const lines = pickAnswer([own.objections, builtIn.objections], wanted, choice);
      return [keywords(lines.join(' '), language, stopWords)];
    },
    vague: vagueWords([own.vague, builtIn.vague]),
  };
}

interface Files {
  readonly calls: Map<LineName, CallFile>;
  readonly memos: Map<string, MemoTemplate>;
  readonly objections: CallFile;
  readonly vague: VagueFile;
  readonly stopWords: StopWords | null;
}

function emptyFiles(): Files {
  return { calls: new Map(), memos: new Map(), objections: new Map(), vague: new Map(), stopWords: null };
}

function loadFiles(folder: string, language: Language): Files {
  const names = ['objections.txt', 'vague-phrases.txt', 'stop-words.txt'];
  const [objections, vague, stopWords] = names.map((name) => readOne(folder, name));
  const files: Files = {
    ...emptyFiles(),
    ...(objections ? { objections: parseObjections(objections, language) } : {}),
    ...(vague ? { vague: parseVaguePhrases(vague) } : {}),
    ...(stopWords ? { stopWords: parseStopWords(stopWords) } : {}),
  };
  for (const { stem, file } of readFolder(join(folder, 'call'), '.txt')) {
    const name = stem.replaceAll('-', '_');
    if (!isLineName(name)) throw faultAt({ file, at: 0 }, 'unknown_file', { known: fileNames(lineNames()) });
    files.calls.set(name, parseCallFile(file, name, language));
  }
  for (const { stem, file } of readFolder(join(folder, 'memo'), '.md')) {
    const name = stem.replace(/\.familiar$/, '').replaceAll('-', '_');
    if (!isMemoName(name)) throw faultAt({ file, at: 0 }, 'unknown_file', { known: fileNames(memoNames()) });
    files.memos.set(stem, parseMemoFile(file, name));
  }
  return files;
}

function fileNames(names: readonly string[]): string {
  return names.map((name) => name.replaceAll('_', '-')).join(' · ');
}

function readFolder(folder: string, extension: string): { stem: string; file: WordFile }[] {
  const names = readNames(folder).filter((name) => name.endsWith(extension));
  return names.map((name) => {
    const path = join(folder, name);
    return {
      stem: name.slice(0, -extension.length),
      file: wordFile(path, readBytes(path) ?? new Uint8Array()),
    };
  });
}

function readOne(folder: string, name: string): WordFile | undefined {
  const path = join(folder, name);
  const bytes = readBytes(path);
  return bytes && wordFile(path, bytes);
}

interface LineRequest {
  readonly name: LineName;
  readonly facts: Facts;
  readonly language: Language;
}

/** The user's wordings first; ours when theirs have no words for this tone or need a fact nobody knows. */
function pickLine(
  sources: readonly Map<LineName, CallFile>[],
  request: LineRequest,
  choice: LineChoice,
): Wording {
  const name = lineFor(request.name, request.facts);
  const register = registerOf(catalog[name], request.language, choice.register);
  for (const tone of gentler[choice.tone]) {
    for (const source of sources) {
      const wordings = usableWordings(source.get(name) ?? new Map(), { tone, register }, request.facts);
      const wording = wordings[modulo(choice.variant, wordings.length)];
      if (wording) return wording;
    }
  }
  throw new RangeError(`no words for the line ${name}`);
}

/** Facts marked so that keywords keep them whole; what is not known stays so. */
function wholeFacts(facts: Facts): Facts {
  const known = Object.entries(facts).filter(([, value]) => (value ?? '').trim() !== '');
  return Object.fromEntries(known.map(([name, value]) => [name, held(value ?? '')]));
}

function modulo(variant: number, count: number): number {
  return ((variant % count) + count) % count;
}
