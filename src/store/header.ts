import { closeSync, openSync, readSync } from 'node:fs';
import { DunError } from '../domain/errors.ts';
import { applicationId, latestVersion } from './migrate.ts';

const length = 100;
const magic = 'SQLite format 3\0';

export interface Header {
  readonly version: number;
  readonly isWal: boolean;
}

/**
 * Looks at the first bytes of an existing file before SQLite touches it: a newer or foreign file must stay as it is.
 * The descriptor is closed before SQLite opens the file, because closing it later would drop SQLite's locks.
 */
export function checkHeader(path: string, hasBackup: boolean): Header {
  const bytes = readStart(path);
  if (bytes.length === 0)
    throw new DunError(hasBackup ? 'store.empty_with_backup' : 'store.empty', 73, { path });
  const text = bytes.toString('latin1', 0, Math.min(magic.length, bytes.length));
  if (!magic.startsWith(text)) throw new DunError('store.foreign', 73, { path });
  if (bytes.length < length) throw new DunError('store.damaged', 73, { path });
  if (bytes.readUInt32BE(68) !== applicationId) throw new DunError('store.foreign', 73, { path });
  const version = bytes.readInt32BE(60);
  if (version > latestVersion) throw new DunError('store.newer', 73, { path, version, known: latestVersion });
  // 2 in the write version says WAL; our own files say 1 unless they are replicated (promises 1.2).
  return { version, isWal: bytes[18] === 2 };
}

function readStart(path: string): Buffer {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(length);
    return bytes.subarray(0, readSync(file, bytes, 0, length, 0));
  } finally {
    closeSync(file);
  }
}
