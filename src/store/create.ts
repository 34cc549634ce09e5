import { closeSync, existsSync, linkSync, lstatSync, openSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { DunError } from '../domain/errors.ts';
import { flush } from './backup.ts';
import { configure } from './configure.ts';
import { codeOf } from './errors.ts';
import { migrate } from './migrate.ts';

/**
 * Makes the file whole under another name and gives it its own name last: a program that is killed here leaves no
 * half-made ledger. Of two that start at once, one name wins and the other file goes; a file that has come since the
 * caller looked stays as it is.
 */
export function createFile(path: string): void {
  if (existsSync(path)) return;
  // A dangling link is no free name; SQLite would write through it to who knows where.
  if (isLink(path)) throw new DunError('store.cannot_open', 73, { path });
  const draft = join(dirname(path), `.${basename(path)}.${process.pid}.new`);
  rmSync(draft, { force: true });
  closeSync(openSync(draft, 'wx', 0o600));
  try {
    const db = new SqliteDatabase(draft, { fileMustExist: true });
    try {
      configure(db, { version: 0, isWal: false });
      migrate(db);
    } finally {
      db.close();
    }
    giveName(draft, path);
    flush(dirname(path));
  } finally {
    rmSync(draft, { force: true });
    rmSync(`${draft}-journal`, { force: true });
  }
}

function giveName(draft: string, path: string): void {
  try {
    linkSync(draft, path);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EEXIST') return;
    // File systems without links (FAT, some network drives of Windows).
    if (code !== 'EPERM' && code !== 'ENOSYS' && code !== 'ENOTSUP' && code !== 'EOPNOTSUPP') throw error;
    renameSync(draft, path);
  }
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}
