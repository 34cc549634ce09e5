import { CommanderError } from 'commander';
import { createProgram, usageError } from './program.ts';
import type { Services, World } from './services.ts';

/** Parses the command line with commander and runs the command it names. Usage errors come back in the user's words. */
export async function runProgram(world: World, services: Services): Promise<void> {
  const host = { words: services.words, context: services.context };
  const name = world.argv.find((word, at) => !word.startsWith('-') && !takesValue(world.argv[at - 1]));
  const program = await createProgram(host, name, { out: (text) => void world.process.stdout.write(text) });
  try {
    await program.parseAsync([...world.argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    const usage = usageError(error);
    if (usage !== undefined) throw usage;
  }
}

/** The word after one of these is a value, not the name of a command. */
function takesValue(word: string | undefined): boolean {
  return word === '--db' || word === '--today' || word === '--lang';
}
