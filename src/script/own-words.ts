import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { DunError } from '../domain/errors.ts';

/**
 * Puts a file of the user's words in place, whole or not at all, with the folders that lead to it. A link is followed:
 * words often lie in a folder of their own under version control. `DunError` 74 or 77 when it cannot be written.
 */
export function saveOwn(path: string, text: string): void {
  writing(path, () => {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const target = existsSync(path) ? realpathSync(path) : path;
    const draft = `${target}.${crypto.randomUUID()}.bak`;
    try {
      const file = openSync(draft, 'wx', 0o600);
      try {
        writeSync(file, text);
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
      renameSync(draft, target);
    } catch (error) {
      rmSync(draft, { force: true });
      throw error;
    }
  });
}

/** Lays a file aside as `….bak`, or `….bak.2` when that is taken: no words are lost. Gives the new path back. */
export function setAside(path: string): string {
  let aside = `${path}.bak`;
  for (let number = 2; existsSync(aside); number += 1) aside = `${path}.bak.${number}`;
  writing(path, () => renameSync(path, aside));
  return aside;
}

function writing(path: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new DunError('script.not_written', code === 'EACCES' || code === 'EPERM' ? 77 : 74, {
      file: path,
      code,
    });
  }
}
