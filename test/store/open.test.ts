import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { addDays, day } from '../../src/domain/day.ts';
import { copyInto, daysToKeep, listBackups } from '../../src/store/backup.ts';
import { createFile } from '../../src/store/create.ts';
import { applicationId, latestVersion, migrate } from '../../src/store/migrate.ts';
import { openFile } from '../../src/store/open.ts';
import { aClient, anInvoice, today } from './builders.ts';
import { fileLedger, temporaryPath } from './ledgers.ts';

const open = (path: string, isQuick = false) => openFile({ path, today, isQuick });

describe('opening', () => {
  test('a missing file is made whole, in a folder of its own, and nothing else is left there', () => {
    const path = temporaryPath();
    const { db, isNew, warnings } = open(path);
    expect({ isNew, warnings }).toEqual({ isNew: true, warnings: [] });
    expect(db.pragma('application_id', { simple: true })).toBe(applicationId);
    expect(db.pragma('user_version', { simple: true })).toBe(latestVersion);
    db.close();
    expect(readdirSync(dirname(path))).toEqual(['dun.db']);
  });

  test('writes safely: every commit is on the disk, and what is erased is gone', () => {
    const { db } = open(temporaryPath());
    const names = [
      'journal_mode',
      'synchronous',
      'fullfsync',
      'foreign_keys',
      'secure_delete',
      'trusted_schema',
    ];
    const answers = [...names, 'cell_size_check', 'busy_timeout'].map((name) =>
      db.pragma(name, { simple: true }),
    );
    expect(answers).toEqual(['delete', 3, 1, 1, 1, 0, 1, 5000]);
    db.close();
  });

  test('a file in WAL stays in WAL and gets FULL at every start', () => {
    const path = temporaryPath();
    const first = open(path).db;
    first.pragma('journal_mode = WAL');
    first.close();
    for (let round = 0; round < 2; round += 1) {
      const { db } = open(path);
      expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
      expect(db.pragma('synchronous', { simple: true })).toBe(2);
      db.close();
    }
  });

  test('the structure is checked once a day on the quick way, at every start otherwise', () => {
    const path = temporaryPath();
    open(path).db.close();
    open(path, true).db.close();
    const file = new SqliteDatabase(path);
    expect(file.prepare('SELECT checked_on FROM health').pluck().get()).toBe(today);
    // A row that breaks a CHECK: only reading the structure finds it.
    file.pragma('ignore_check_constraints = 1');
    file.exec(`INSERT INTO settings (key, value, recorded_at) VALUES ('a', 'b', 1)`);
    file.exec(`INSERT INTO column_maps VALUES ('x', 'y', 1)`);
    file.exec(`INSERT INTO imports VALUES ('short', 'f', 'csv', 'invoices', 1, 1)`);
    file.close();
    open(path, true).db.close();
    const damaged = expect.objectContaining({ key: 'store.damaged', exitCode: 73 });
    expect(() => open(path)).toThrowError(damaged);
    expect(() => openFile({ path, today: addDays(today, 1), isQuick: true })).toThrowError(damaged);
  });

  test('a synced folder is told, not refused', () => {
    const path = join(dirname(temporaryPath()), 'Dropbox', 'dun.db');
    const ledger = fileLedger(path);
    expect(ledger.warnings).toEqual([
      { key: 'store.synced', values: { path: dirname(path), service: 'Dropbox' } },
    ]);
  });

  test('a file that another dun made between two looks stays as that one left it', () => {
    const path = temporaryPath();
    fileLedger(path).clients.add(aClient());
    const before = readFileSync(path);
    createFile(path);
    expect(readFileSync(path)).toEqual(before);
    expect(readdirSync(dirname(path))).toEqual(['dun.db']);
  });

  test('a folder, a dangling link and a path through a file are said', () => {
    const path = temporaryPath();
    mkdirSync(path, { recursive: true });
    const cannot = expect.objectContaining({ key: 'store.cannot_open', exitCode: 73 });
    expect(() => fileLedger(path)).toThrowError(cannot);
    const link = join(dirname(path), 'link.db');
    symlinkSync(join(dirname(path), 'nowhere.db'), link);
    expect(() => fileLedger(link)).toThrowError(cannot);
    writeFileSync(join(dirname(path), 'file'), 'x');
    expect(() => fileLedger(join(dirname(path), 'file', 'dun.db'))).toThrowError(cannot);
  });
});

test.skipIf(process.platform !== 'linux')('a folder that nobody can make is told at once', () => {
  // Node's own recursive mkdir never comes back from here.
  expect(() => open('/proc/nope/dun.db')).toThrow(/nope|ENOENT/);
});

describe('the daily copy', () => {
  test('is made before the first write of the day, and once', () => {
    const path = temporaryPath();
    const first = fileLedger(path);
    first.clients.add(aClient());
    expect(listBackups(path)).toEqual([]);
    const second = fileLedger(path);
    expect(second.clients.all()).toHaveLength(1);
    expect(listBackups(path)).toEqual([]);
    second.invoices.add(anInvoice(1));
    expect(listBackups(path)).toEqual(['dun-2026-06-02.db']);
    fileLedger(path).invoices.add(anInvoice(1, { number: 'F-2' }));
    fileLedger(path, { today: addDays(today, 1) }).settings.set('a', 'b');
    expect(listBackups(path)).toEqual(['dun-2026-06-02.db', 'dun-2026-06-03.db']);
    const counts = listBackups(path).map((name) => {
      const copy = fileLedger(join(dirname(path), 'backups', name));
      return copy.standings.one(1).invoices.length;
    });
    expect(counts).toEqual([0, 2]);
  });

  test('comes before the journal of a call too', () => {
    const path = temporaryPath();
    const first = fileLedger(path);
    const { id } = first.calls.start({
      clientId: first.clients.add(aClient()).id,
      contactId: null,
      prepId: null,
      on: today,
      startedAt: 1,
      phone: null,
      language: 'fr',
      setup: {},
      owner: { pid: 1, startedAt: 1 },
    });
    fileLedger(path).calls.append(id, 0, { type: 'proceed' });
    expect(listBackups(path)).toHaveLength(1);
  });

  test('that cannot be made is told and stops nobody', () => {
    const path = temporaryPath();
    fileLedger(path).clients.add(aClient());
    writeFileSync(join(dirname(path), 'backups'), 'in the way');
    const ledger = fileLedger(path);
    ledger.invoices.add(anInvoice(1));
    expect(ledger.warnings).toMatchObject([{ key: 'store.no_backup' }]);
    expect(ledger.standings.open()).toHaveLength(1);
  });

  test('old copies go: 7 days, 4 weeks, 12 months stay', () => {
    const days = Array.from({ length: 800 }, (_, index) => addDays(today, -index));
    const kept = [...daysToKeep(days)].toSorted();
    const expected = [
      '2026-05-31',
      '2026-05-24',
      '2026-05-17',
      '2026-04-30',
      '2026-03-31',
      '2026-02-28',
      '2026-01-31',
    ];
    for (const each of expected) expect(kept).toContain(each);
    expect(kept.slice(-7)).toEqual(days.slice(0, 7).toReversed());
    expect(kept).toHaveLength(7 + 2 + 10);
    expect(kept[0]).toBe('2025-07-31');
  });

  test.each([
    ['week 1 begins in December', '2026-01-10', ['2026-01-10', '2026-01-04', '2025-12-28', '2025-12-21']],
    ['week 53 ends in January', '2027-01-08', ['2027-01-08', '2027-01-03', '2026-12-27', '2026-12-20']],
  ])('a week is one week over new year: %s', (_, last, ends) => {
    const kept = daysToKeep(Array.from({ length: 60 }, (__, index) => addDays(day(last), -index)));
    expect(ends.filter((each) => !kept.has(day(each)))).toEqual([]);
    expect(kept.has(addDays(day(ends[3] as string), -7))).toBe(false);
  });

  test('files of others in the folder of copies are left alone', () => {
    const path = temporaryPath();
    fileLedger(path).clients.add(aClient());
    const folder = join(dirname(path), 'backups');
    mkdirSync(folder);
    for (const name of ['dun-2020-01-01.db.bak', 'notes.txt', 'dun-soon.db'])
      writeFileSync(join(folder, name), 'mine');
    for (let index = 0; index < 3; index += 1) {
      fileLedger(path, { today: addDays(today, index) }).settings.set('a', 'b');
    }
    expect(readdirSync(folder).filter((name) => !listBackups(path).includes(name))).toHaveLength(3);
  });
});

describe('migrating', () => {
  const steps = [
    { version: 1, statements: ['CREATE TABLE a (x INTEGER) STRICT', 'INSERT INTO a VALUES (1)'] },
    { version: 2, statements: ['ALTER TABLE a ADD COLUMN y TEXT', `UPDATE a SET y = 'é'`] },
  ];

  test('runs the steps that are missing, once', () => {
    const db = new SqliteDatabase(':memory:');
    migrate(db, steps.slice(0, 1));
    migrate(db, steps);
    migrate(db, steps);
    expect(db.prepare('SELECT * FROM a').all()).toEqual([{ x: 1, y: 'é' }]);
    expect(db.pragma('user_version', { simple: true })).toBe(2);
    db.close();
  });

  test('an older file is copied first', () => {
    const path = temporaryPath();
    open(path).db.close();
    const older = new SqliteDatabase(path);
    // A file of version 0 with our mark: what a release before the first would have left.
    older.exec(
      older
        .prepare(`SELECT group_concat('DROP TABLE IF EXISTS "' || name || '"', ';') FROM sqlite_schema
      WHERE type = 'table'`)
        .pluck()
        .get() as string,
    );
    older.pragma('user_version = 0');
    older.close();
    const ledger = fileLedger(path);
    expect(ledger.clients.all()).toEqual([]);
    const folder = join(dirname(path), 'backups');
    expect(readdirSync(folder)).toEqual(['dun-2026-06-02-before-version-1.db']);
    expect(statSync(join(folder, 'dun-2026-06-02-before-version-1.db')).mode & 0o777).toBe(0o600);
  });

  test('a copy is whole and leaves no draft behind', () => {
    const path = temporaryPath();
    const { db } = open(path);
    const target = join(dirname(path), 'elsewhere', 'copy.db');
    copyInto(db, target);
    copyInto(db, target);
    expect(readdirSync(dirname(target))).toEqual([basename(target)]);
    expect(readFileSync(target).readUInt32BE(68)).toBe(applicationId);
    db.close();
    expect(() => copyInto(db, target)).toThrowError(/not open/);
    expect(existsSync(target)).toBe(true);
    expect(readdirSync(dirname(target))).toHaveLength(1);
  });
});
