import { countKey, type Words } from '../script/words.ts';
import { show } from './style.ts';

/** Longest piece of foreign text in one line: a name, a note, a path. */
const longest = 300;

/** A label with its placeholders filled, foreign text in them made harmless for the terminal (promises 9). */
export function showLine(
  words: Words,
  key: string,
  values: Readonly<Record<string, string | number>> = {},
): string {
  const safe = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === 'number' ? value : show(value, longest),
  ]);
  return words.label(key, Object.fromEntries(safe));
}

/** The label `key.one` or `key.other`, foreign text in it made harmless. */
export function showCount(
  words: Words,
  key: string,
  values: Readonly<Record<string, string | number>> & { count: number },
): string {
  return showLine(words, `${key}.${countKey(values.count, words)}`, values);
}
