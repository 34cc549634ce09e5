import type { DunError } from '../domain/errors.ts';
import type { Language } from '../domain/profile.ts';
import { breath, wordCount } from './breath.ts';
import { moneyPattern } from './telling.ts';
import { faultAt, report, type WordFile } from './template.ts';

/** Reports every word about money in a file whose words may be heard or read by anybody. */
export function reportMoney(file: WordFile): void {
  for (const { 0: word, index } of withoutTags(file.text).matchAll(moneyPattern()))
    report({ file, at: index }, 'money_here', { word });
}

/** What a fact is when it is said: two words, as most names, or more. */
const fact = ' x x ';

/** What a file of spoken words should not have, though it can be said: lines out of breath, tu where vous is meant. */
export function spokenWarnings(file: WordFile, language: Language): DunError[] {
  const found: DunError[] = [];
  let title = '';
  let from = 0;
  for (const row of file.text.split('\n')) {
    if (row.startsWith('#')) title = row.slice(1).trim();
    else found.push(...rowWarnings(file, { row, from, title, language }));
    from += row.length + 1;
  }
  return found;
}

interface SpokenRow {
  readonly row: string;
  readonly from: number;
  readonly title: string;
  readonly language: Language;
}

function rowWarnings(file: WordFile, { row, from, title, language }: SpokenRow): DunError[] {
  const count = wordCount(row.replace(/\{[^{}]*\}/g, fact));
  const long = count > breath ? [faultAt({ file, at: from }, 'too_long', { count })] : [];
  const other = language === 'fr' ? otherRegister(title).exec(withoutTags(row)) : null;
  if (other === null) return long;
  const place = { file, at: from + other.index };
  return [...long, faultAt(place, 'other_register', { word: other[0], heading: title })];
}

/** Vous where the heading promises tu, or the other way round. */
function otherRegister(title: string): RegExp {
  return title.endsWith('familiar')
    ? /(?<![\p{L}-])(?:vous|votre|vos)(?!\p{L})/iu
    : /(?<![\p{L}-])(?:tu|te|toi|ton|ta|tes)(?!\p{L})/iu;
}

/** The text with blanks in place of placeholders and headings: what is left stands where it stood. */
function withoutTags(text: string): string {
  return text.replace(/\{[^{}\n]*\}|^#.*$/gm, (tag) => ' '.repeat(tag.length));
}
