import { Command, Option } from 'commander';
import { registerDue } from '../commands/due.ts';
import type { CommandHost } from './context.ts';
import { helpLayout, helpWidth } from './help.ts';
import { usageError } from './usage.ts';
import { version } from './version.ts';

type Register = (program: Command, host: CommandHost) => void;

/** The parts of the command list, in the order of a first day: set up, the daily round, what is kept by hand. */
type Group = 'start' | 'day' | 'ledger' | 'settings';

interface Entry {
  readonly group: Group;
  /** What shows an earlier day with `--as-of`: the command itself, or these words of it ('' is the command alone). Whatever else writes. */
  readonly reads?: true | readonly string[];
  readonly load: () => Promise<Register>;
}

/** Every command, in the order of a day's work. A command's module is loaded when it is typed, or for the help page. */
export const commands: Readonly<Record<string, Entry>> = {
  demo: { group: 'start', load: async () => (await import('../commands/demo.ts')).registerDemo },
  init: { group: 'start', load: async () => (await import('../commands/init.ts')).registerInit },
  import: { group: 'day', load: async () => (await import('../commands/import.ts')).registerImport },
  due: { group: 'day', reads: true, load: async () => registerDue },
  prep: { group: 'day', reads: true, load: async () => (await import('../commands/prep.ts')).registerPrep },
  rehearse: { group: 'day', load: async () => (await import('../commands/rehearse.ts')).registerRehearse },
  call: { group: 'day', load: async () => (await import('../commands/call.ts')).registerCall },
  memo: {
    group: 'day',
    reads: ['', 'list', 'show'],
    load: async () => (await import('../commands/memo.ts')).registerMemo,
  },
  outbox: {
    group: 'day',
    reads: ['list'],
    load: async () => (await import('../commands/outbox.ts')).registerOutbox,
  },
  log: { group: 'day', load: async () => (await import('../commands/log.ts')).registerLog },
  pay: { group: 'day', reads: ['list'], load: async () => (await import('../commands/pay.ts')).registerPay },
  promise: {
    group: 'ledger',
    reads: ['list'],
    load: async () => (await import('../commands/promise.ts')).registerPromise,
  },
  dispute: {
    group: 'ledger',
    reads: ['list'],
    load: async () => (await import('../commands/dispute.ts')).registerDispute,
  },
  done: {
    group: 'ledger',
    reads: true,
    load: async () => (await import('../commands/done.ts')).registerDone,
  },
  invoice: {
    group: 'ledger',
    reads: ['list', 'show'],
    load: async () => (await import('../commands/invoice.ts')).registerInvoice,
  },
  client: {
    group: 'ledger',
    reads: ['list', 'show'],
    load: async () => (await import('../commands/client.ts')).registerClient,
  },
  contact: { group: 'ledger', load: async () => (await import('../commands/contact.ts')).registerContact },
  objection: {
    group: 'ledger',
    reads: ['list'],
    load: async () => (await import('../commands/objection.ts')).registerObjection,
  },
  stats: {
    group: 'ledger',
    reads: true,
    load: async () => (await import('../commands/stats.ts')).registerStats,
  },
  undo: {
    group: 'ledger',
    reads: true,
    load: async () => (await import('../commands/undo.ts')).registerUndo,
  },
  config: {
    group: 'settings',
    reads: ['list', 'get'],
    load: async () => (await import('../commands/config.ts')).registerConfig,
  },
  mail: {
    group: 'settings',
    load: async () => (await import('../commands/mail.ts')).registerMail,
  },
  template: {
    group: 'settings',
    load: async () => (await import('../commands/template.ts')).registerTemplate,
  },
};

/** Does a command, by its words after `dun`, show without writing? */
export function isReading(words: readonly string[]): boolean {
  const [name = '', child = ''] = words;
  const reads = commands[name]?.reads ?? [];
  return reads === true || reads.includes(child);
}

export interface ProgramStreams {
  out(text: string): void;
  /** Columns of the window; help pages are never wider than 80. */
  readonly width?: number;
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
    .version(version, '-V, --version', words.label('cli.option.version'))
    .helpOption('-h, --help', words.label('cli.option.help'))
    .addOption(new Option('--db <file>', words.label('cli.option.db')))
    .addOption(new Option('--today <when>', words.label('cli.option.today')))
    .addOption(new Option('--as-of <day>', words.label('cli.option.as_of')))
    .addOption(new Option('--lang <code>', words.label('cli.option.lang')).choices(['fr', 'en']))
    .addOption(new Option('--json', words.label('cli.option.json')))
    .addOption(new Option('--no-color', words.label('cli.option.no_color')))
    .addOption(new Option('--debug', words.label('cli.option.debug')))
    .configureOutput({
      writeOut: (text) => streams.out(text),
      writeErr: () => undefined,
      outputError: () => undefined,
      getOutHelpWidth: () => Math.min(helpWidth, streams.width ?? helpWidth),
    })
    .configureHelp(helpLayout(words))
    .showSuggestionAfterError(false);
  const entries = name !== undefined && commands[name] ? [commands[name]] : Object.values(commands);
  for (const { group, load } of entries) {
    const known = program.commands.length;
    (await load())(program, host);
    for (const command of program.commands.slice(known))
      command.helpGroup(words.label(`cli.title.group.${group}`));
  }
  for (const command of walk(program)) inheritSettings(command, program, host);
  const help = new Command('help')
    .argument('[command...]')
    .description(words.label('cli.option.help_command'));
  program.addHelpCommand(help.helpGroup(words.label('cli.title.group.settings')));
  program.addHelpText('after', () => `\n${words.label('cli.help_after')}`);
  return program;
}

/** The program itself and all below it. */
function* walk(command: Command): Generator<Command> {
  yield command;
  for (const child of command.commands) yield* walk(child);
}

function inheritSettings(command: Command, program: Command, { words }: CommandHost): void {
  if (command !== program) {
    command.copyInheritedSettings(program);
    command.helpOption('-h, --help', words.label('cli.option.help'));
    command.addHelpText('after', () => `\n${words.label('cli.help_global')}`);
  }
  if (command.commands.length > 0 && command !== program)
    command.helpCommand('help [command]', words.label('cli.option.help_command'));
  // Only here is known which command the mistake was made in.
  command.exitOverride((error) => {
    throw usageError(error, command, words) ?? error;
  });
}
