import type { Context } from '../cli/context.ts';

interface OwnFile {
  /** As the user typed it. */
  readonly path: string;
  readonly text: string;
  /** What every file of this kind that the program wrote has in its beginning. */
  readonly mark: string;
}

/** A mark stands among the first lines. */
const markedWithin = 2000;

/**
 * Writes a file that is made anew each time: an earlier one of our own is replaced, anything else at this place is left
 * alone (`DunError` 1, `cli.file_exists`). Resolves with the absolute path.
 */
export async function writeOwnFile(
  { files }: Pick<Context, 'files'>,
  { path, text, mark }: OwnFile,
): Promise<string> {
  const absolute = files.resolve(path);
  const before = await files.read(absolute);
  const head = before === undefined ? '' : new TextDecoder().decode(before.slice(0, markedWithin));
  await files.write(absolute, new TextEncoder().encode(text), { replace: head.includes(mark) });
  return absolute;
}
