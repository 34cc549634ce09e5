import {
  closeSync,
  existsSync,
  linkSync,
  lstatSync,
  openSync,
  renameSync,
  rmSync,
  statfsSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import type { Database } from 'better-sqlite3';
import type { Day } from '../domain/day.ts';
import { DunError } from '../domain/errors.ts';
import { backupFolder, copyInto, flush, hasBackup } from './backup.ts';
import { checkStructure } from './check.ts';
import { codeOf } from './errors.ts';
import { makeFolder } from './folder.ts';
import { checkHeader } from './header.ts';
import type { Header } from './header.ts';
import { applicationId, latestVersion, migrate, versionOf } from './migrate.ts';
import { networkTypeOf, syncServiceOf } from './place.ts';
import type { StoreWarning } from './records.ts';

export interface FileOptions {
  readonly path: string;
  readonly today: Day;
  readonly isQuick: boolean;
}

export interface OpenedFile {
  readonly db: Database;
  readonly path: string;
  /** Made just now: there is nothing in it to keep a copy of. */
  readonly isNew: boolean;
  readonly warnings: StoreWarning[];
}

/** Opens the ledger's file in the order of promises 9, "Opening". A missing file is made. */
export function openFile({ path: given, today, isQuick }: FileOptions): OpenedFile {
  if (given === ':memory:') return { db: openInMemory(), path: given, isNew: true, warnings: [] };
  const path = resolve(given);
  const folder = dirname(path);
  const isNew = !existsSync(path);
  if (isNew) makeFolder(folder);
  refuseNetwork(folder);
  if (isNew) createFile(path);
  const header = checkHeader(path, hasBackup(path));
  const db = new SqliteDatabase(path, { fileMustExist: true });
  try {
    configure(db, header);
    if (versionOf(db) < latestVersion) upgrade(db, path, today);
    if (!isNew) checkStructure(db, { path, today, isQuick });
    return { db, path, isNew, warnings: warningsFor(path) };
  } catch (error) {
    db.close();
    // What is run here is the same for every file: a statement that SQLite cannot make sense of met a broken schema.
    throw !isNew && codeOf(error) === 'SQLITE_ERROR' ? new DunError('store.damaged', 73, { path }) : error;
  }
}

function openInMemory(): Database {
  const db = new SqliteDatabase(':memory:');
  db.pragma('foreign_keys = 1');
  migrate(db);
  return db;
}

/**
 * Makes the file whole under another name and gives it its own name last: a program that is killed here leaves no
 * half-made ledger. Of two that start at once, one name wins and the other file goes.
 */
function createFile(path: string): void {
  // A dangling link is no free name; SQLite would write through it to who knows where.
  if (isThere(path)) throw new DunError('store.cannot_open', 73, { path });
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

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/**
 * DELETE + EXTRA lost nothing in 10,440 simulated power cuts. A file that replication keeps in WAL would reopen with
 * NORMAL, which loses everything since the last checkpoint, and gets FULL (promises 1.1, 1.2).
 */
function configure(db: Database, header: Header): void {
  const journal = header.isWal ? 'wal' : 'delete';
  const synchronous = header.isWal ? { name: 'FULL', level: 2 } : { name: 'EXTRA', level: 3 };
  if (!header.isWal) db.pragma('journal_mode = DELETE');
  // One statement text for all: each on its own goes the long way through the driver.
  const settings = [
    `synchronous = ${synchronous.name}`,
    'fullfsync = 1',
    'foreign_keys = 1',
    'secure_delete = 1',
    'trusted_schema = 0',
    'cell_size_check = 1',
    'busy_timeout = 5000',
  ];
  db.exec(settings.map((setting) => `PRAGMA ${setting};`).join(''));
  const answers = [db.pragma('journal_mode', { simple: true }), db.pragma('synchronous', { simple: true })];
  if (answers[0] !== journal || answers[1] !== synchronous.level) {
    throw new DunError('store.unsafe_mode', 73, { path: db.name, mode: answers.join(', ') });
  }
}

/** A copy first, then all steps in one transaction (promises 1.4). In WAL the header may lag: SQLite's word counts. */
function upgrade(db: Database, path: string, today: Day): void {
  const version = versionOf(db);
  if (Number(db.pragma('application_id', { simple: true })) !== applicationId) {
    throw new DunError('store.foreign', 73, { path });
  }
  const copy = join(backupFolder(path), `dun-${today}-before-version-${version + 1}.db`);
  // Another dun may have migrated the file in the meantime: what it is now must not take the place of what it was.
  copyInto(db, copy, (found) => versionOf(found) === version);
  migrate(db);
}

function refuseNetwork(folder: string): void {
  const kind = networkTypeOf(process.platform, statfsSync(folder).type, folder);
  if (kind !== undefined) throw new DunError('store.network', 73, { path: folder, kind });
}

function warningsFor(path: string): StoreWarning[] {
  const service = syncServiceOf(path);
  return service === undefined ? [] : [{ key: 'store.synced', values: { path: dirname(path), service } }];
}
