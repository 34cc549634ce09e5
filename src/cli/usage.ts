import type { Command, CommanderError } from 'commander';
import { DunError } from '../domain/errors.ts';
import type { Words } from '../script/words.ts';
import { pathOf, placeholders, usageOf } from './help.ts';
import { nearest } from './nearest.ts';

type Explain = (command: Command, quoted: readonly string[], words: Words) => DunError;

// Commander names what is wrong in English text only; the words in quotes are what the user typed or has to type.
const explanations: Readonly<Record<string, Explain>> = {
  'commander.unknownOption': (command, [option = '']) =>
    unknown('unknown_option', { command, typed: option, names: optionNames(command) }),
  'commander.unknownCommand': (command, [name = '']) =>
    unknown('unknown_command', { command, typed: name, names: childNames(command) }),
  'commander.excessArguments': (command) => explainExcess(command),
  'commander.missingArgument': (command, [name = ''], words) =>
    usage('missing_argument', command, {
      what: placeholders(`<${name}>`, words),
      usage: usageOf(command, words),
    }),
  'commander.optionMissingArgument': (command, [flags = ''], words) =>
    usage('missing_value', command, { what: placeholders(flags, words) }),
  'commander.missingMandatoryOptionValue': (command, [flags = ''], words) =>
    usage('missing_option', command, { what: placeholders(flags, words) }),
  'commander.invalidArgument': (command, [flags = '', value = '']) => explainChoice(command, flags, value),
  'commander.help': (command) =>
    usage('missing_command', command, { what: pathOf(command), names: childNames(command).join(', ') }),
};

/**
 * A usage error of commander in our words, exit code 2; `undefined` for a help page or the version, which are none. A
 * group of commands without a word after it is an error, and commander's help page for it is not shown.
 */
export function usageError(error: CommanderError, command: Command, words: Words): DunError | undefined {
  if (error.exitCode === 0) return undefined;
  const quoted = Array.from(error.message.matchAll(/'([^']*)'/g), (match) => match[1] ?? '');
  const explain = explanations[error.code];
  return explain?.(command, quoted, words) ?? usage('other', command, { what: error.message });
}

/** There is no such command: with the name that is near, if any. */
export function unknownCommand(program: Command, typed: string): DunError {
  return unknown('unknown_command', { command: program, typed, names: childNames(program) });
}

function usage(fault: string, command: Command, values: Readonly<Record<string, string>>): DunError {
  return new DunError(`cli.usage.${fault}`, 2, { ...values, command: pathOf(command) });
}

function unknown(
  fault: string,
  { command, typed, names }: { command: Command; typed: string; names: string[] },
): DunError {
  const near = nearest(typed, names);
  if (near.length === 0) return usage(fault, command, { what: typed });
  const path = fault === 'unknown_command' ? `${pathOf(command)} ` : '';
  return usage(`${fault}.near`, command, {
    what: typed,
    near: near.map((name) => `${path}${name}`).join(', '),
  });
}

/** One word too many; after a group with a usual command, such as `dun client`, rather a mistyped command. */
function explainExcess(command: Command): DunError {
  const [first = ''] = command.args;
  const [word = ''] = command.args.slice(command.registeredArguments.length);
  const { parent } = command;
  const siblings = parent?.parent ? childNames(parent) : [];
  return parent && nearest(first, siblings).length > 0
    ? unknown('unknown_command', { command: parent, typed: first, names: siblings })
    : usage('excess', command, { what: word });
}

function explainChoice(command: Command, flags: string, value: string): DunError {
  const owners = [command, ...ancestors(command)].flatMap(({ options }) => options);
  const choices = owners.find((option) => option.flags === flags)?.argChoices ?? [];
  const [name = flags] = flags.split(' ', 1);
  return usage('invalid', command, { what: name, value, choices: choices.join(', ') });
}

function optionNames(command: Command): string[] {
  const own = [command, ...ancestors(command)].flatMap(({ options }) => options);
  return [...new Set(own.flatMap(({ long }) => long ?? [])), '--help'];
}

function childNames(command: Command): string[] {
  return command.commands.map((child) => child.name());
}

function ancestors(command: Command): Command[] {
  return command.parent ? [command.parent, ...ancestors(command.parent)] : [];
}
