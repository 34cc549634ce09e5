import { type MissingElement, missingElements, type VaguePhrase } from '../domain/vague-phrase.ts';
import { fold } from '../domain/fold.ts';
import { parseSections, type Row } from './call-file.ts';
import { report, type WordFile } from './template.ts';

/** Evasive phrases of one language, and the question that fills what each leaves out (practice B3). */
export interface VagueWords {
  readonly phrases: readonly VaguePhrase[];
  readonly questions: Readonly<Record<MissingElement, string>>;
}

/** What stands under one heading; a question is `null` when the file has none. */
interface Section {
  readonly question: string | null;
  readonly phrases: readonly string[];
}

export type VagueFile = ReadonlyMap<string, Section>;

/**
 * Reads `vague-phrases.txt`: a heading `# date`, `# actor`, `# step`, `# amount` or `# firmness` for what is missing, a line
 * that starts with `?` for the question that fills it, and a phrase a line. In a phrase `…` stands for up to four words,
 * and `=` before it makes it one only where the note says nothing else. `DunError` 78 at the first fault.
 */
export function parseVaguePhrases(file: WordFile): VagueFile {
  const sections = parseSections(file, missingElements, (rows) => rows);
  return new Map([...sections].map(([title, blocks]) => [title, sectionOf(file, blocks.flat())]));
}

function sectionOf(file: WordFile, rows: readonly Row[]): Section {
  const seen = new Set<string>();
  const phrases: string[] = [];
  let question: string | null = null;
  for (const { from, text } of rows) {
    const line = text.trim();
    const isQuestion = line.startsWith('?');
    const bare = fold(isQuestion ? line.slice(1) : line);
    if (!/[\p{L}\p{N}]/u.test(bare)) report({ file, at: from }, 'no_words');
    else if (seen.has(bare) || (isQuestion && question !== null))
      report({ file, at: from }, 'twice', { heading: line });
    else if (isQuestion) question = line.slice(1).trim();
    else {
      seen.add(bare);
      phrases.push(line);
    }
  }
  return { question, phrases };
}

/** The user's file over ours: a heading with phrases, and a question, each take the place of ours. */
export function vagueWords(sources: readonly VagueFile[]): VagueWords {
  const phrases = new Map<string, MissingElement[]>();
  for (const element of missingElements) {
    const found = sources.map((source) => source.get(element)?.phrases ?? []).find((list) => list.length > 0);
    for (const text of found ?? []) phrases.set(text, [...(phrases.get(text) ?? []), element]);
  }
  const question = (element: MissingElement) =>
    sources.map((source) => source.get(element)?.question ?? null).find((text) => text !== null) ?? '';
  return {
    phrases: [...phrases].map(([text, missing]) => ({ text, missing })),
    questions: {
      date: question('date'),
      actor: question('actor'),
      step: question('step'),
      amount: question('amount'),
      firmness: question('firmness'),
    },
  };
}
