import type { Argument, Command, HelpConfiguration, Option } from 'commander';
import type { Words } from '../script/words.ts';

/** Widest help page: a page is read in a terminal of any width and pasted into mails. */
export const helpWidth = 80;

// Commander's own titles; those of the groups of commands come in the user's language already.
const titles: Readonly<Record<string, string>> = {
  'Usage:': 'usage',
  'Arguments:': 'arguments',
  'Options:': 'options',
  'Commands:': 'commands',
};

/** Lays out the help pages and says in the user's language what commander says in English. */
export function helpLayout(words: Words): HelpConfiguration {
  return {
    styleTitle: (title) => (titles[title] ? words.label(`cli.title.${titles[title]}`) : title),
    commandUsage: (command) => usageOf(command, words),
    subcommandTerm: (command) => termOf(command, words),
    optionTerm: (option) => placeholders(option.flags, words),
    optionDescription: ({ description }: Option) => description,
    argumentTerm: (argument) => placeholders(argumentOf(argument), words),
    argumentDescription: ({ description }: Argument) => description,
  };
}

/** `dun pay [options] [client] [amount]`, in the user's language; a command with words of its own names no subcommand. */
export function usageOf(command: Command, words: Words): string {
  const takes = command.registeredArguments.map(argumentOf);
  if (command.commands.length > 0 && takes.length === 0) takes.push('[command]');
  return [pathOf(command), placeholders(['[options]', ...takes].join(' '), words)].join(' ');
}

/** The command as it is typed: `dun client add`. */
export function pathOf(command: Command): string {
  return command.parent ? `${pathOf(command.parent)} ${command.name()}` : command.name();
}

/** `<amount>` → `<montant>`, in flags, arguments and usage lines; what has no words stays as it is. */
export function placeholders(text: string, words: Words): string {
  return text.replace(/([<[])([a-z][a-z_-]*)(?=(?:\.\.\.)?[>\]])/g, (_, open: string, name: string) => {
    const key = `cli.placeholder.${name.replaceAll('-', '_')}`;
    return `${open}${words.has(key) ? words.label(key) : name}`;
  });
}

function termOf(command: Command, words: Words): string {
  return placeholders([command.name(), ...command.registeredArguments.map(argumentOf)].join(' '), words);
}

function argumentOf(argument: Argument): string {
  const name = argument.name() + (argument.variadic ? '...' : '');
  return argument.required ? `<${name}>` : `[${name}]`;
}
