import { CommanderError } from 'commander';
import { loadScript } from '../script/load.ts';
import { commands, createProgram } from './program.ts';
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
  try {
    await program.parseAsync(argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
  }
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
  return word === '--db' || word === '--today' || word === '--lang';
}
