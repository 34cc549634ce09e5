import { join } from 'node:path';
import { loadCompiled } from './load-compiled.ts';

type Main = (argv: readonly string[], root: string) => Promise<void>;

/**
 * Runs one command line. `root` is the folder that holds `templates/` and `dist/`. Sets the exit code; only the signal
 * path of the frame ever ends the process itself.
 */
export async function main(argv: readonly string[], root: string): Promise<void> {
  const due = isDueList(argv) ? loadCompiled(join(root, 'dist', 'due.cjs')) : undefined;
  if (isDueMain(due)) {
    await due.exports.dueMain(argv, root);
    return due.keep();
  }
  const [{ ofStreams, runMain }, { runProgram }] = await Promise.all([
    import('./run-main.ts'),
    import('./run-program.ts'),
  ]);
  return runMain({ argv, root, sinksOf: ofStreams }, runProgram);
}

/**
 * `dun`, `dun due` and what changes the list only by its presence: there is nothing for the parser to do. The plan of
 * a week wants the closed days, which the file of the list does without.
 */
function isDueList([name, ...rest]: readonly string[]): boolean {
  if (name === undefined) return true;
  return name === 'due' && rest.every((word) => ['--json', '--all', '--no-color'].includes(word));
}

function isDueMain<T extends { readonly exports: object }>(
  loaded: T | undefined,
): loaded is T & { readonly exports: { readonly dueMain: Main } } {
  return loaded !== undefined && 'dueMain' in loaded.exports;
}
