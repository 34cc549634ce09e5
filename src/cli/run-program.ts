import { loadScript } from '../script/load.ts';
import { type Command, CommanderError } from 'commander';
import { DunError } from '../domain/errors.ts';
import { careLine } from '../terminal/care-line.ts';
import { fitted } from '../terminal/output.ts';
import { pathOf } from './help.ts';
import { commands, createProgram, isReading } from './program.ts';
import type { Services, World } from './services.ts';
import { unknownCommand } from './usage.ts';

/** Parses the command line with commander and runs the command it names. Usage errors come back in the user's words. */
export async function runProgram(world: World, services: Services): Promise<void> {
  world.scripts.load = loadScript;
  const host = { words: services.words, context: services.context };
  const argv = asTyped(world.argv);
  const [name] = namesIn(argv);
  const { stdout } = world.process;
  const program = await createProgram(host, name, {
    out: (text) => void stdout.write(text),
    width: stdout.isTTY ? Math.max(40, stdout.columns) : 80,
  });
  // Before anything else: `dun deu --help` is no question about all commands.
  if (name !== undefined && name !== 'help' && !Object.hasOwn(commands, name))
    throw unknownCommand(program, name);
  program.hook('preAction', (_, command) => begin(services, command));
  try {
    await program.parseAsync(argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
  }
  tellCare(world, services, name);
}

/** These speak of the outbox themselves. */
const outspoken: ReadonlySet<string> = new Set(['outbox', 'memo', 'due', 'mail']);

/** Nothing runs in the background, so every command ends with a word about mail that wants a decision (promises 9). */
function tellCare({ sinks }: World, services: Services, name: string | undefined): void {
  const { isJson, asOf } = services.globals;
  if (name === undefined || outspoken.has(name) || isJson || asOf !== undefined) return;
  const care = services.care();
  const line = care === undefined ? null : careLine(care, services.words);
  if (line !== null) sinks.stderr.write(`${fitted(line, sinks.stderr)}\n`);
}

/** What every command has in common once its words are in order. Throws usage (2) where an earlier day would be written to. */
function begin(services: Services, command: Command): void {
  const [, ...words] = pathOf(command).split(' ');
  const { asOf } = services.globals;
  if (asOf !== undefined && !isReading(words))
    throw new DunError('cli.as_of_writes', 2, { command: pathOf(command), day: asOf });
  services.nameChanges(words.join(' '));
}

/**
 * `dun help client add` asks for the page of `dun client add`, and settings without a command, such as `dun --json`, mean
 * the list of the day, as `dun` alone does.
 */
function asTyped(argv: readonly string[]): string[] {
  const names = namesIn(argv);
  if (names[0] === 'help' && names.length > 1) {
    const at = argv.indexOf('help');
    const asked = argv.toSpliced(at, 1);
    return names[1] === 'help' ? asked : [...asked, '--help'];
  }
  const asksForText = argv.some((word) => ['-h', '--help', '-V', '--version'].includes(word));
  return names.length > 0 || asksForText || takesValue(argv.at(-1)) ? [...argv] : [...argv, 'due'];
}

/** The words that are neither options nor the values of those that stand before a command. */
function namesIn(argv: readonly string[]): string[] {
  return argv.filter((word, at) => !word.startsWith('-') && !takesValue(argv[at - 1]));
}

/** The word after one of these is a value, not the name of a command. */
function takesValue(word: string | undefined): boolean {
  return word !== undefined && ['--db', '--today', '--as-of', '--lang'].includes(word);
}
