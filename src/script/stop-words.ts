import { parseSections } from './call-file.ts';
import { report, type WordFile } from './template.ts';

/** Words that a glance does without, and those that hold two others together (« fin du mois »). */
export interface StopWords {
  readonly drop: ReadonlySet<string>;
  readonly link: ReadonlySet<string>;
}

export const noStopWords: StopWords = { drop: new Set(), link: new Set() };

/**
 * Reads `stop-words.txt`: single words in small letters, any number on a line, under `# drop` and `# link`. Throws a
 * `DunError` with the place of the first fault.
 */
export function parseStopWords(file: WordFile): StopWords {
  const sections = parseSections(file, ['drop', 'link'], (rows) => rows.flatMap((row) => wordsOf(file, row)));
  const all = (name: string) => new Set((sections.get(name) ?? []).flat());
  return { drop: all('drop'), link: all('link') };
}

function wordsOf(file: WordFile, row: { readonly from: number; readonly text: string }): string[] {
  const found = Array.from(row.text.matchAll(/\S+/g));
  for (const { 0: word, index } of found) {
    if (!/^[\p{Ll}\p{N}'-]+$/u.test(word)) report({ file, at: row.from + index }, 'bad_stop_word', { word });
  }
  return found.map(({ 0: word }) => word);
}
