import type { Command } from 'commander';
import type { Context } from '../../src/cli/context.ts';
import { createProgram } from '../../src/cli/program.ts';
import type { Language } from '../../src/domain/profile.ts';
import { loadWords } from '../../src/script/words.ts';

const folders = { builtIn: new URL('../../templates', import.meta.url).pathname, user: null };

/** Thrown in place of a context: a command asks for one when its words and flags are in order. */
export class Parsed extends Error {}

export function wordsOf(language: Language) {
  return loadWords(language, folders);
}

/** The whole command tree, with nothing behind it; what it would print lands in `printed`. */
export async function wholeProgram(language: Language): Promise<{ program: Command; printed: string[] }> {
  const printed: string[] = [];
  const context = async (): Promise<Context> => Promise.reject(new Parsed());
  const host = { words: wordsOf(language), context };
  const program = await createProgram(host, undefined, { out: (text) => void printed.push(text) });
  return { program, printed };
}

export interface Page {
  /** The command as typed, `dun client add`. */
  readonly path: string;
  readonly command: Command;
  readonly text: string;
  readonly examples: readonly string[];
}

/** Every help page, in the order of the list. */
export async function pagesOf(language: Language): Promise<Page[]> {
  const { program, printed } = await wholeProgram(language);
  return walk(program).map((command) => {
    printed.length = 0;
    command.outputHelp();
    const text = printed.join('');
    return { path: pathOf(command), command, text, examples: examplesIn(text) };
  });
}

function walk(command: Command): Command[] {
  return [command, ...command.commands.flatMap(walk)];
}

function pathOf(command: Command): string {
  return command.parent ? `${pathOf(command.parent)} ${command.name()}` : command.name();
}

function examplesIn(text: string): string[] {
  const folded = text.replaceAll(/ \\\n +/g, ' ').split('\n');
  const start = folded.findIndex((line) => /^Ex[ae]mples/.test(line));
  if (start < 0) return [];
  const end = folded.indexOf('', start);
  return folded.slice(start + 1, end < 0 ? undefined : end).map((line) => line.trim());
}

/** Words of a command line, quotes as a shell takes them. */
export function shellWords(line: string): string[] {
  return Array.from(line.matchAll(/(?:"[^"]*"|[^\s"])+/g), ([word]) => word.replaceAll('"', ''));
}
