import { runDue } from '../commands/due.ts';
import { runMain } from './run-main.ts';
import { quickSinks } from './sink.ts';
import type { Services, World } from './services.ts';

/** The program that is the due list and nothing else: built into one file of its own, `dist/due.cjs`. */
export async function dueMain(argv: readonly string[], root: string): Promise<void> {
  await runMain({ argv, root, sinksOf: (frame) => quickSinks(() => frame.streams()) }, listDue);
}

/** There is nothing to parse, and the list should stand before the finger has left the key. */
async function listDue({ argv }: World, services: Services): Promise<void> {
  const context = await services.context();
  if (!argv.includes('due') && context.ledger.profile.load() === undefined) {
    const { runWelcome } = await import('../commands/welcome.ts');
    return runWelcome(context);
  }
  return runDue(context, { all: argv.includes('--all') });
}
