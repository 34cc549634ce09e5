import { existsSync } from 'node:fs';
import { open, readFile, rename, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { DunError } from '../domain/errors.ts';

/** Bytes of a file, or `undefined` when it is not there. `DunError` 77 without permission. */
export async function readBytes(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (codeOf(error) === 'EACCES') throw new DunError('cli.unreadable_file', 77, { path });
    return undefined;
  }
}

/**
 * Temporary file, flush, rename: another program never sees half of it, a full disk leaves the old one. Readable by the
 * owner only. `DunError` 1 when the file is there and may not be replaced, 74 or 77 when it cannot be written.
 */
export async function writeBytes(path: string, bytes: Uint8Array, mayReplace: boolean): Promise<void> {
  if (!mayReplace && existsSync(path)) throw new DunError('cli.file_exists', 1, { path });
  const folder = dirname(path);
  const temporary = join(folder, `.${basename(path)}.${crypto.randomUUID()}`);
  try {
    const file = await open(temporary, 'wx', 0o600);
    await file.writeFile(bytes);
    await file.sync();
    await file.close();
    await rename(temporary, path);
  } catch (error) {
    await unlink(temporary).catch(() => undefined);
    const code = codeOf(error);
    throw new DunError('cli.not_written', code === 'EACCES' ? 77 : 74, { path, reason: code });
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
