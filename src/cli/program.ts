import { Command, Option } from 'commander';
import { registerDue } from '../commands/due.ts';
import { DunError } from '../domain/errors.ts';
import type { CommandHost } from './context.ts';

type Register = (program: Command, host: CommandHost) => void;

/** Every command, in the order of a day's work. A command's module is loaded when it is typed, or for the help page. */
export const commands: Readonly<Record<string, () => Promise<Register>>> = {
  due: async () => registerDue,
  prep: async () => (await import('../commands/prep.ts')).registerPrep,
  call: async () => (await import('../commands/call.ts')).registerCall,
  memo: async () => (await import('../commands/memo.ts')).registerMemo,
  log: async () => (await import('../commands/log.ts')).registerLog,
  pay: async () => (await import('../commands/pay.ts')).registerPay,
  promise: async () => (await import('../commands/promise.ts')).registerPromise,
  import: async () => (await import('../commands/import.ts')).registerImport,
  invoice: async () => (await import('../commands/invoice.ts')).registerInvoice,
  client: async () => (await import('../commands/client.ts')).registerClient,
  contact: async () => (await import('../commands/contact.ts')).registerContact,
  init: async () => (await import('../commands/init.ts')).registerInit,
  config: async () => (await import('../commands/config.ts')).registerConfig,
  demo: async () => (await import('../commands/demo.ts')).registerDemo,
};

export interface ProgramStreams {
  out(text: string): void;
}

/** The command tree: one command when its name is known, all of them for help and for a name that is not. */
export async function createProgram(
  host: CommandHost,
  name: string | undefined,
  streams: ProgramStreams,
): Promise<Command> {
  const { words } = host;
  const program = new Command('dun')
    .description(words.label('cli.summary'))
    .version('0.1.0', '-V, --version', words.label('cli.option.version'))
    .helpOption('-h, --help', words.label('cli.option.help'))
    .helpCommand('help [command]', words.label('cli.option.help_command'))
    .addOption(new Option('--db <file>', words.label('cli.option.db')))
    .addOption(new Option('--today <when>', words.label('cli.option.today')))
    .addOption(new Option('--lang <code>', words.label('cli.option.lang')).choices(['fr', 'en']))
    .addOption(new Option('--json', words.label('cli.option.json')))
    .addOption(new Option('--no-color', words.label('cli.option.no_color')))
    .addOption(new Option('--debug', words.label('cli.option.debug')))
    .exitOverride()
    .configureOutput({ writeOut: (text) => streams.out(text), outputError: () => undefined })
    .configureHelp({
      styleTitle: (title) => words.label(`cli.title.${title.replace(/:$/, '').toLowerCase()}`),
    })
    .showSuggestionAfterError(false);
  program.addHelpText('after', () => `\n${words.label('cli.help_after')}`);
  const loaders = name !== undefined && commands[name] ? [commands[name]] : Object.values(commands);
  for (const load of loaders) (await load())(program, host);
  for (const command of walk(program)) inheritSettings(command, program, host);
  return program;
}

/** A usage error of commander in our words and the user's language; `undefined` for help and version, which are none. */
export function usageError(error: { code: string; message: string }): DunError | undefined {
  if (
    error.code === 'commander.helpDisplayed' ||
    error.code === 'commander.version' ||
    error.code === 'commander.help'
  ) {
    return undefined;
  }
  const [first = '', second = ''] = [...error.message.matchAll(/'([^']*)'/g)].map((match) => match[1] ?? '');
  const known: Readonly<Record<string, string>> = {
    'commander.unknownOption': 'unknown_option',
    'commander.unknownCommand': 'unknown_command',
    'commander.missingArgument': 'missing_argument',
    'commander.optionMissingArgument': 'missing_value',
    'commander.missingMandatoryOptionValue': 'missing_option',
    'commander.excessArguments': 'excess',
    'commander.invalidArgument': 'invalid',
  };
  return new DunError(`cli.usage.${known[error.code] ?? 'other'}`, 2, {
    what: first || error.message,
    value: second,
  });
}

function* walk(command: Command): Generator<Command> {
  for (const child of command.commands) {
    yield child;
    yield* walk(child);
  }
}

function inheritSettings(command: Command, program: Command, { words }: CommandHost): void {
  command.copyInheritedSettings(program);
  command.helpOption('-h, --help', words.label('cli.option.help'));
}
