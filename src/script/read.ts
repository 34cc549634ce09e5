import { readdirSync, readFileSync } from 'node:fs';
import { DunError } from '../domain/errors.ts';

/** The bytes of a file, or `undefined` when there is none. `DunError` 77 when it may not be read. */
export function readBytes(path: string): Uint8Array | undefined {
  return ifThere(path, () => readFileSync(path));
}

/** The names in a folder, sorted; none when there is no such folder. `DunError` 77 when it may not be read. */
export function readNames(folder: string): string[] {
  return ifThere(folder, () => readdirSync(folder))?.toSorted() ?? [];
}

function ifThere<T>(path: string, read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new DunError('script.not_readable', 77, { file: path, code });
  }
}
