import type { Command } from 'commander';
import type { CommandHost } from '../cli/context.ts';

/** What the help of one command says beside its name. */
export interface Description {
  /** Labels `<key>.summary` and `<key>.examples`, the latter with `|` between lines. */
  readonly key: string;
  /** Flags as commander writes them, `--due <day>`. Their labels are `<area>.option.<name>`, shared by an area. */
  readonly flags?: readonly string[];
}

/** Gives a command its summary, options and examples in the user's language. */
export function describe(command: Command, { words }: CommandHost, description: Description): Command {
  const { key, flags = [] } = description;
  const area = key.split('.', 1)[0] ?? key;
  command.description(words.label(`${key}.summary`));
  for (const flag of flags) command.option(flag, words.label(`${area}.option.${nameOf(flag)}`));
  const examples = words.label(`${key}.examples`).split('|');
  const lines = examples.flatMap((line) => foldLine(line.trim()));
  return command.addHelpText('after', ['', words.label('value.examples'), ...lines].join('\n'));
}

/** A long example goes on below, as a shell takes it: pages are 80 columns wide at most. */
function foldLine(example: string): string[] {
  const lines: string[] = [];
  for (const part of example.split(/ (?=--)/)) {
    const last = lines.at(-1);
    if (last === undefined || last.length + part.length > 74) lines.push(part);
    else lines[lines.length - 1] = `${last} ${part}`;
  }
  return lines.map((line, at) => `${at === 0 ? '  ' : '    '}${line}${at === lines.length - 1 ? '' : ' \\'}`);
}

/** `--can-release <yes|no>` → `can_release`. */
function nameOf(flag: string): string {
  const long = /--(?:no-)?([a-z-]+)/.exec(flag)?.[1] ?? flag;
  return long.replaceAll('-', '_');
}
