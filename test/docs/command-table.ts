import type { Command } from 'commander';
import { wholeProgram } from './pages.ts';

export const readmePath = new URL('../../README.md', import.meta.url).pathname;

/** The commands as a Markdown table, from the English help. */
export async function commandTable(): Promise<string> {
  const { program } = await wholeProgram('en');
  const rows = program.commands.map((command) => `| \`${usage(command)}\` | ${command.description()} |`);
  return ['| command | does |', '| --- | --- |', ...rows].join('\n');
}

/** README with the part between its two markers replaced. */
export function withCommands(readme: string, table: string): string {
  return readme.replace(
    /(<!-- commands -->\n)[^]*(<!-- \/commands -->)/,
    (_, start, end) => `${start}${table}\n${end}`,
  );
}

/** `dun client add/list/show/edit`, `dun pay [client] [amount]`. */
function usage(command: Command): string {
  const words = command.registeredArguments.map((argument) => {
    const name = argument.name() + (argument.variadic ? '…' : '');
    return argument.required ? name.toUpperCase() : `[${name.toUpperCase()}]`;
  });
  const children = command.commands.map((child) => child.name()).join('/');
  return ['dun', command.name(), ...(words.length > 0 ? words : [children])].join(' ').trim();
}
