import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openLedger } from '../../src/store/ledger.ts';
import { openFile } from '../../src/store/open.ts';
import { project } from '../../src/store/projection.ts';
import { keepChange } from '../../src/store/changes.ts';
import { newSession } from '../../src/store/session.ts';
import { profileStore, settingsStore } from '../../src/store/settings.ts';
import { guarded } from '../../src/store/errors.ts';
import { callStore } from '../../src/store/calls.ts';
import { clientStore } from '../../src/store/clients.ts';
import { aCall, aClient, ticking, today } from '../store/builders.ts';
import { fileLedger, temporaryPath } from '../store/ledgers.ts';
import { runChild } from './children.ts';

const isPosix = process.platform !== 'win32';

describe.runIf(isPosix)('modes', () => {
  test.each(['000', '022', '077'])('everything is private under umask %s', async (mask) => {
    const { output, errors } = await runChild('modes', [temporaryPath(), mask]);
    expect(errors).toBe('');
    expect(JSON.parse(output)).toEqual({
      folder: '700',
      ledger: '600',
      journal: '600',
      backups: '700',
      backup: '600',
    });
  });
});

describe.runIf(isPosix)('without the right to write', () => {
  // root may write everywhere, so the child runs as nobody.
  const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

  /** A ledger that everybody may read, in a folder that everybody may enter. */
  function readable(): string {
    const top = mkdtempSync(join(tmpdir(), 'dun-read-only-'));
    onTestFinished(() => {
      chmodSync(top, 0o755);
      chmodSync(join(top, 'data'), 0o755);
      rmSync(top, { recursive: true, force: true });
    });
    const path = join(top, 'data', 'dun.db');
    const ledger = openLedger({ path, now: ticking(), today });
    ledger.clients.add(aClient());
    ledger.close();
    chmodSync(top, 0o755);
    return path;
  }

  test.each([
    ['a folder that is read-only', 0o555, 0o666],
    ['a file that is read-only', 0o777, 0o444],
    ['both', 0o555, 0o444],
  ])('%s: reading works, writing is refused', async (_, folderMode, fileMode) => {
    const path = readable();
    chmodSync(path, fileMode);
    chmodSync(dirname(path), folderMode);
    const { output, errors } = await runChild('read-only', [path], nobody);
    expect(errors).toBe('');
    expect(output.split('\n')).toEqual(['1', 'store.read_only 77', '']);
  });

  test('a file that may not be read, and a folder in which nothing may be made', async () => {
    const path = readable();
    chmodSync(path, 0o000);
    chmodSync(dirname(path), 0o555);
    const refused = 'store.read_only 77\n';
    expect((await runChild('read-only', [path], nobody)).output).toBe(refused);
    expect((await runChild('read-only', [join(dirname(path), 'new.db')], nobody)).output).toBe(refused);
    expect((await runChild('read-only', [join(dirname(path), 'sub', 'new.db')], nobody)).output).toBe(
      refused,
    );
  });
});

/** A session of the store's own, where a test may turn the screws of the connection. */
function openSession() {
  const path = temporaryPath();
  openLedger({ path, now: ticking(), today }).close();
  const { db } = openFile({ path, today, isQuick: true });
  onTestFinished(() => void db.close());
  const parts = { db, path, today, now: ticking(), project, keepChange };
  return { db, path, on: newSession({ ...parts, beforeFirstWrite: () => undefined }) };
}

describe('a full disk', () => {
  test('reads go on, each answer is whole or refused with 74, and work goes on when there is room', () => {
    const { db, path, on } = openSession();
    const clients = guarded(path, clientStore(on));
    const calls = guarded(path, callStore(on));
    const { id } = calls.start(aCall(clients.add(aClient()).id));
    db.pragma(`max_page_count = ${Number(db.pragma('page_count', { simple: true })) + 2}`);
    const text = 'x'.repeat(500);
    let acknowledged = 0;
    const fill = () => {
      for (;;) {
        calls.append(id, acknowledged, { type: 'note', text });
        acknowledged += 1;
      }
    };
    expect(fill).toThrowError(expect.objectContaining({ key: 'store.disk_full', exitCode: 74 }));
    expect(calls.events(id)).toHaveLength(acknowledged);
    expect(acknowledged).toBeGreaterThan(5);
    expect(clients.find('acme')).toHaveLength(1);
    expect(() => guarded(path, settingsStore(on)).set('a', text.repeat(20))).toThrowError(
      expect.objectContaining({ exitCode: 74 }),
    );
    expect(settingsStore(on).all().size).toBe(0);
    db.pragma('max_page_count = 100000');
    calls.append(id, acknowledged, { type: 'note', text });
    expect(calls.events(id)).toHaveLength(acknowledged + 1);
    expect(profileStore(on).load()).toBeUndefined();
  });
});

describe('somebody else writes', () => {
  test('a writer that does not end is told after the wait, and nothing is half written', () => {
    const { db, path, on } = openSession();
    expect(db.pragma('busy_timeout', { simple: true })).toBe(5_000);
    db.pragma('busy_timeout = 50');
    const clients = guarded(path, clientStore(on));
    const other = new SqliteDatabase(path);
    onTestFinished(() => void other.close());
    other.exec('BEGIN IMMEDIATE');
    expect(() => clients.add(aClient())).toThrowError(
      expect.objectContaining({ key: 'store.busy', exitCode: 75 }),
    );
    expect(clients.all()).toEqual([]);
    other.exec('ROLLBACK');
    expect(clients.add(aClient()).id).toBe(1);
  });

  test('opening does not wait for a writer', () => {
    const path = temporaryPath();
    fileLedger(path).clients.add(aClient());
    const other = new SqliteDatabase(path);
    onTestFinished(() => void other.close());
    other.exec('BEGIN IMMEDIATE');
    const started = performance.now();
    expect(fileLedger(path).clients.all()).toHaveLength(1);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
