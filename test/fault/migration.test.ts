import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { expect, test } from 'vitest';
import { applicationId, latestVersion, migrate, migrations } from '../../src/store/migrate.ts';
import { fileLedger, oldFile, temporaryPath } from '../store/ledgers.ts';
import { isTorture, runChild } from './children.ts';

const digest = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

/** A file as it was before the first version, with enough in it to fill some pages. */
function beforeTheFirst(): string {
  const path = temporaryPath();
  mkdirSync(dirname(path), { recursive: true });
  const db = new SqliteDatabase(path);
  db.exec('CREATE TABLE before (text TEXT) STRICT');
  const add = db.prepare('INSERT INTO before VALUES (?)');
  for (let row = 0; row < 60; row += 1) add.run('x'.repeat(300));
  db.close();
  return path;
}

function stateOf(path: string) {
  const db = new SqliteDatabase(path);
  const pragma = (name: string) => db.pragma(name, { simple: true });
  const tables = db
    .prepare(`SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name <> 'before'`)
    .pluck()
    .get();
  const state = {
    version: pragma('user_version'),
    mark: pragma('application_id'),
    tables,
    check: pragma('integrity_check'),
  };
  db.close();
  return state;
}

/** Each step of the schema with a file that still has it before it. */
const steps = migrations.map(({ version, statements }) => {
  const make = version === 1 ? beforeTheFirst : () => oldFile(version - 1);
  return { version, statements, make };
});

test.each(steps)(
  'version $version that fails at any statement leaves the file byte for byte as it was',
  ({ version, statements, make }) => {
    const path = make();
    const before = digest(path);
    const db = new SqliteDatabase(path);
    // So few pages in memory that the work is spilled into the file on the way.
    db.pragma('cache_size = 4');
    for (let count = 0; count <= statements.length; count += 1) {
      const broken = [{ version, statements: [...statements.slice(0, count), 'SELECT no_such_function()'] }];
      expect(() => migrate(db, broken)).toThrowError(/no such function/);
      expect(digest(path)).toBe(before);
    }
    migrate(db);
    db.close();
    expect(stateOf(path)).toMatchObject({ version: latestVersion, mark: applicationId, check: 'ok' });
  },
);

test.each(steps)(
  'version $version that is killed at a statement is undone by the next start',
  {
    timeout: 120_000,
  },
  async ({ version, statements, make }) => {
    const path = make();
    const before = stateOf(path);
    const copy = `${path}.copy`;
    const every = isTorture ? 1 : 9;
    for (let count = 1; count <= statements.length; count += every) {
      copyFileSync(path, copy);
      const { signal, errors } = await runChild('half-migrate', [copy, version, count]);
      expect({ signal, errors }).toEqual({ signal: 'SIGKILL', errors: '' });
      expect(stateOf(copy)).toEqual(before);
    }
    expect(before).toMatchObject({ version: version - 1, check: 'ok' });
  },
);

test('a start after a killed migration brings the file up to date', async () => {
  const path = oldFile(1);
  await runChild('half-migrate', [path, 2, 99]);
  const ledger = fileLedger(path);
  expect(ledger.standings.all()).toHaveLength(2);
  expect(ledger.records.of(1).claims).toEqual([]);
  expect(stateOf(path)).toMatchObject({ version: latestVersion, check: 'ok' });
});
