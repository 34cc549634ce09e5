import type { Context } from '../cli/context.ts';
import { nearest } from '../cli/nearest.ts';
import { DunError } from '../domain/errors.ts';
import type { Language } from '../domain/profile.ts';
import type { Whose } from '../script/check.ts';
import { type WordName, wordName, wordNames } from '../script/word-files.ts';
import { readLanguage } from './read-values.ts';

export type TemplateServices = Pick<
  Context,
  'words' | 'output' | 'prompter' | 'language' | 'today' | 'isJson' | 'wordFolders' | 'files' | 'editText'
>;

/** One file of words in one language: where ours lies, and where the user's own lies or would lie. */
export interface WordPlace extends Whose {
  readonly ours: string;
  readonly own: string;
}

/** Names listed in an error; more would push the hint off the screen. */
const listed = 6;

export function placeOf(
  word: WordName,
  language: Language,
  { wordFolders: { builtIn, user } }: Pick<TemplateServices, 'wordFolders'>,
): WordPlace {
  const below = `${language}/${word.path}`;
  return { word, language, builtIn, ours: `${builtIn}/${below}`, own: `${user}/${below}` };
}

/** The language of the words: `--lang`, else the one of the screen. DunError 2 when it is none of ours. */
export function languageOf(lang: string | undefined, { language }: Pick<Context, 'language'>): Language {
  return lang === undefined ? language : readLanguage({ flag: '--lang', text: lang });
}

/**
 * The file that a name means: `call/ask`, `ask`, `fr/call/ask.txt`. A bare name means what is said, then what is written,
 * then the screen. DunError 66 with the names that are near when it means none or several.
 */
export function findWord(text: string, language: Language, context: TemplateServices): WordPlace {
  const [, prefix, name = ''] = /^(?:(fr|en)\/)?(.*)$/.exec(cleaned(text)) ?? [];
  const wanted = prefix === 'fr' || prefix === 'en' ? prefix : language;
  const names = wordNames(context.wordFolders.builtIn, wanted);
  const exact = names.find((one) => one.name === name) ?? names.find((one) => stemOf(one) === name);
  const alike = exact ? [exact] : names.filter((one) => name !== '' && one.name.includes(name));
  const [only] = alike;
  if (only !== undefined && alike.length === 1) return placeOf(only, wanted, context);
  const near = alike.length > 0 ? alike.map((one) => one.name) : nearNames(name, names);
  if (near.length === 0) throw new DunError('template.unknown', 66, { name: text });
  const key = alike.length > 0 ? 'template.ambiguous' : 'template.unknown_near';
  throw new DunError(key, 66, { name: text, names: listOf(near) });
}

function cleaned(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/\.(?:txt|md|json)$/, '')
    .replaceAll('_', '-');
}

function stemOf({ name }: WordName): string {
  return name.replace(/^.*\//, '');
}

function nearNames(name: string, names: readonly WordName[]): string[] {
  const near = new Set(
    nearest(
      name.replace(/^.*\//, ''),
      names.map((one) => stemOf(one)),
    ),
  );
  return names.filter((one) => near.has(stemOf(one))).map((one) => one.name);
}

function listOf(names: readonly string[]): string {
  return names.slice(0, listed).join(', ') + (names.length > listed ? ' …' : '');
}

/** What a file anywhere on the disk holds, by its folder and name: `…/fr/call/ask.txt`; else by its name alone. */
export function whoseFile(path: string, language: Language, context: TemplateServices): Whose {
  const parts = path.split(/[\\/]/);
  const file = parts.at(-1) ?? '';
  const inFolder = /(?:^|[\\/])(fr|en)[\\/]((?:(?:call|memo|screen)[\\/])?[^\\/]+)$/.exec(path);
  const { builtIn } = context.wordFolders;
  if (inFolder) {
    const found = inFolder[1] === 'fr' ? 'fr' : 'en';
    return { word: wordName((inFolder[2] ?? '').replaceAll('\\', '/')), language: found, builtIn };
  }
  const isList = wordNames(builtIn, language).some((one) => one.path === file);
  return { word: wordName(isList ? file : `${folderOf(file)}/${file}`), language, builtIn };
}

function folderOf(file: string): string {
  if (file.endsWith('.md')) return 'memo';
  return file.endsWith('.json') ? 'screen' : 'call';
}
