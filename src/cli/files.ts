import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, readFile, rename, unlink } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { DunError } from '../domain/errors.ts';
import type { Files } from './context.ts';

/** Files of the user beside the ledger: drafts, copies of invoices, exports. */
export function diskFiles(ledgerPath: string, env: NodeJS.ProcessEnv): Files {
  return {
    outboxFolder: env['DUN_OUTBOX'] ?? join(dirname(resolve(ledgerPath)), 'outbox'),
    resolve: (path) => resolve(path.replace(/^~(?=\/|$)/, env['HOME'] ?? '~')),
    read: async (path) => {
      try {
        return await readFile(path);
      } catch (error) {
        if (codeOf(error) === 'EACCES') throw new DunError('cli.unreadable_file', 77, { path });
        return undefined;
      }
    },
    write: async (path, bytes, options) => {
      if (options?.replace !== true && existsSync(path)) throw new DunError('cli.file_exists', 1, { path });
      await writeWhole(path, bytes);
    },
  };
}

/** Temporary file, flush, rename: another program never sees half of it, a full disk leaves the old one. */
async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const folder = dirname(path);
  const temporary = join(folder, `.${basename(path)}.${randomUUID()}`);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const file = await open(temporary, 'wx', 0o600);
    await file.writeFile(bytes);
    await file.sync();
    await file.close();
    await rename(temporary, path);
  } catch (error) {
    await unlink(temporary).catch(() => undefined);
    throw new DunError('cli.not_written', codeOf(error) === 'EACCES' ? 77 : 74, { path, reason: codeOf(error) });
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
