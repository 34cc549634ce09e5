import { existsSync, statfsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import type { Database } from 'better-sqlite3';
import type { Day } from '../domain/day.ts';
import { DunError } from '../domain/errors.ts';
import { backupFolder, copyInto, hasBackup } from './backup.ts';
import { checkStructure } from './check.ts';
import { configure } from './configure.ts';
import { createFile } from './create.ts';
import { codeOf } from './errors.ts';
import { makeFolder } from './folder.ts';
import { checkHeader } from './header.ts';
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
