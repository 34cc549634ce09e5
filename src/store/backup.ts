import { closeSync, fsyncSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import type { Database } from 'better-sqlite3';
import { isoWeek } from '../domain/day.ts';
import { makeFolder } from './folder.ts';
import type { Day } from '../domain/day.ts';
import { DunError } from '../domain/errors.ts';

/** How many days, weeks and months are kept (promises 9). */
const kept = { days: 7, weeks: 4, months: 12 };

const daily = /^dun-([12]\d{3}-[01]\d-[0-3]\d)\.db$/;

export function backupFolder(path: string): string {
  return join(dirname(path), 'backups');
}

/** Names of the daily copies beside this ledger, oldest first. */
export function listBackups(path: string): string[] {
  return namesIn(backupFolder(path))
    .filter((name) => daily.test(name))
    .toSorted();
}

/** Is there anything to go back to, of whatever kind? */
export function hasBackup(path: string): boolean {
  return namesIn(backupFolder(path)).some((name) => /^dun-.*\.db$/.test(name));
}

/** The copy of the day, once: before the first write, so that it holds what stood there in the morning. */
export function backUpDaily(db: Database, path: string, today: Day): void {
  const name = `dun-${today}.db`;
  if (listBackups(path).includes(name)) return;
  // Another dun may have made it meanwhile, and written since: what stood there in the morning stays.
  copyInto(db, join(backupFolder(path), name), () => !listBackups(path).includes(name));
  const days = listBackups(path).map((file) => file.slice(4, 14) as Day);
  const keep = daysToKeep(days);
  for (const day of days.filter((candidate) => !keep.has(candidate))) {
    rmSync(join(backupFolder(path), `dun-${day}.db`), { force: true });
  }
}

/** The newest days, and the newest day of each of the newest weeks and months. */
export function daysToKeep(days: readonly Day[]): ReadonlySet<Day> {
  const newestFirst = days.toSorted().toReversed();
  const newestOfEach = (nameOf: (day: Day) => string, count: number) => {
    const found = new Map<string, Day>();
    for (const day of newestFirst) if (!found.has(nameOf(day))) found.set(nameOf(day), day);
    return [...found.values()].slice(0, count);
  };
  return new Set([
    ...newestFirst.slice(0, kept.days),
    ...newestOfEach(weekOf, kept.weeks),
    ...newestOfEach((day) => day.slice(0, 7), kept.months),
  ]);
}

/**
 * A complete, checked, private copy: VACUUM INTO keeps the mode of a file that is there already but would make one
 * that everybody may read; killed midway it leaves a torso, so the name is given last (promises 1.4). A copy that
 * `isWanted` refuses leaves what has the name already.
 */
export function copyInto(db: Database, target: string, isWanted = (_copy: Database) => true): void {
  const folder = dirname(target);
  makeFolder(folder);
  const draft = `${target}.${process.pid}.tmp`;
  rmSync(draft, { force: true });
  closeSync(openSync(draft, 'wx', 0o600));
  try {
    db.prepare('VACUUM INTO ?').run(draft);
    if (!checkCopy(draft, isWanted)) {
      rmSync(draft);
      return;
    }
    flush(draft);
    renameSync(draft, target);
    flush(folder);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

function checkCopy(path: string, isWanted: (copy: Database) => boolean): boolean {
  const copy = new SqliteDatabase(path, { readonly: true });
  try {
    const answer = copy.pragma('integrity_check', { simple: true });
    if (answer !== 'ok') throw new DunError('store.damaged', 73, { path });
    return isWanted(copy);
  } finally {
    copy.close();
  }
}

/** Puts a file, or the names in a folder, on the disk. Windows cannot flush a folder and does not need it. */
export function flush(path: string): void {
  const isWindows = process.platform === 'win32';
  let file: number;
  try {
    file = openSync(path, isWindows ? 'r+' : 'r');
  } catch (error) {
    if (isWindows) return;
    throw error;
  }
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

// A week belongs to the year of its Thursday; the number alone would join January with December.
function weekOf(day: Day): string {
  const week = isoWeek(day);
  const month = Number(day.slice(5, 7));
  const year = Number(day.slice(0, 4));
  if (week === 1 && month === 12) return `${year + 1}-1`;
  return `${week >= 52 && month === 1 ? year - 1 : year}-${week}`;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
