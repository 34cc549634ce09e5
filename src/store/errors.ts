import { DunError } from '../domain/errors.ts';
import type { ErrorValues, ExitCode } from '../domain/errors.ts';

/** Longest matching start of a code wins; the rest of SQLite's codes are bugs and pass through (promises 9). */
const rows: readonly (readonly [code: string, key: string, exitCode: ExitCode])[] = [
  ['SQLITE_READONLY_DBMOVED', 'store.moved', 73],
  ['SQLITE_READONLY', 'store.read_only', 77],
  ['SQLITE_PERM', 'store.read_only', 77],
  ['SQLITE_AUTH', 'store.read_only', 77],
  ['SQLITE_NOTADB', 'store.damaged', 73],
  ['SQLITE_CORRUPT', 'store.damaged', 73],
  ['SQLITE_SCHEMA', 'store.damaged', 73],
  ['SQLITE_CANTOPEN', 'store.cannot_open', 73],
  ['SQLITE_FULL', 'store.disk_full', 74],
  ['SQLITE_IOERR', 'store.disk_failed', 74],
  ['SQLITE_BUSY', 'store.busy', 75],
  ['SQLITE_LOCKED', 'store.busy', 75],
];

/** An error of SQLite or of the file system as one the user can act on; anything else comes back as it is. */
function toDunError(error: unknown, path: string): unknown {
  const code = codeOf(error);
  if (code === undefined || error instanceof DunError) return error;
  const row = rows.find(([start]) => code.startsWith(start));
  if (row) return new DunError(row[1], row[2], { path });
  if (code === 'SQLITE_ERROR' && isSchemaTrouble(error)) return new DunError('store.damaged', 73, { path });
  const ofFiles = fileError(code);
  return ofFiles ? new DunError(ofFiles[0], ofFiles[1], { path }) : error;
}

/** Runs `work` and speaks of its errors in the user's terms. */
export function guard<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw toDunError(error, path);
  }
}

type Method = (...values: unknown[]) => unknown;
type Methods = Record<string, unknown>;

/** The same object with every method guarded, so that no error of SQLite leaves the store under its own name. */
export function guarded<T extends object>(path: string, api: T): T {
  const all: Methods = {};
  for (const [name, member] of Object.entries(api as Methods)) {
    all[name] = typeof member === 'function' ? guardedMethod(path, member as Method) : member;
  }
  return all as T;
}

function guardedMethod(path: string, method: Method): Method {
  return (...values) => guard(path, () => method(...values));
}

/** 66: the number names nothing. `kind` ends the key: `store.no_payment`. */
export function missing(kind: string, values: ErrorValues): DunError {
  return new DunError(`store.no_${kind}`, 66, values);
}

export function isUniqueBreach(error: unknown): boolean {
  return codeOf(error) === 'SQLITE_CONSTRAINT_UNIQUE';
}

export function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

// Overwritten bytes can leave a sound file without our tables, or with tables and an older number.
function isSchemaTrouble(error: unknown): boolean {
  return (
    error instanceof Error &&
    /^no such (table|column)|^unknown function|malformed|already exists/.test(error.message)
  );
}

function fileError(code: string): readonly [string, ExitCode] | undefined {
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return ['store.read_only', 77];
  if (code === 'ENOSPC' || code === 'EDQUOT') return ['store.disk_full', 74];
  if (code === 'EIO') return ['store.disk_failed', 74];
  const isPathTrouble = ['ENOTDIR', 'EISDIR', 'ENOENT', 'ELOOP', 'ENAMETOOLONG', 'EEXIST'].includes(code);
  return isPathTrouble ? ['store.cannot_open', 73] : undefined;
}
