import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import { openLedger } from '../../src/store/ledger.ts';
import type { Ledger, OpenOptions } from '../../src/store/ledger.ts';
import { ticking, today } from './builders.ts';

/** A ledger in memory that is closed after the test. */
export function memoryLedger(options: Partial<OpenOptions> = {}): Ledger {
  const ledger = openLedger({ path: ':memory:', now: ticking(), today, ...options });
  onTestFinished(() => ledger.close());
  return ledger;
}

/** A path for a ledger in a folder that goes after the test. */
export function temporaryPath(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dun-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'data', 'dun.db');
}

/** A ledger on the disk; open it as often as the test likes. */
export function fileLedger(path: string, options: Partial<OpenOptions> = {}): Ledger {
  const ledger = openLedger({ path, now: ticking(), today, ...options });
  onTestFinished(() => ledger.close());
  return ledger;
}

const oldLedgers = new URL('../fixtures/ledgers/', import.meta.url);

/** A file as the program of that version left it, rebuilt statement by statement. */
export function oldFile(version: number): string {
  const path = temporaryPath();
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const db = new SqliteDatabase(path);
  db.transaction(() => db.exec(readFileSync(new URL(`version-${version}.sql`, oldLedgers), 'utf8')))();
  db.close();
  return path;
}

/** What the program of that version read from this file. */
export function oldFacts(version: number): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL(`version-${version}.json`, oldLedgers), 'utf8')) as Record<
    string,
    unknown
  >;
}
