import type { Database } from 'better-sqlite3';
import type { Day } from '../domain/day.ts';
import { DunError } from '../domain/errors.ts';

/** Up to this size the check costs less than 60 ms and is made at every start (promises 1.4). */
const smallBytes = 20 * 1024 * 1024;

export interface CheckOptions {
  readonly path: string;
  readonly today: Day;
  readonly isQuick: boolean;
}

/** Reads the structure of the whole file when that is due. DunError `store.damaged` (73). */
export function checkStructure(db: Database, { path, today, isQuick }: CheckOptions): void {
  const checkedOn = db.prepare('SELECT checked_on FROM health WHERE id = 1').pluck().get();
  if (checkedOn === today && (isQuick || sizeOf(db) > smallBytes)) return;
  const answer = db.pragma('quick_check(1)', { simple: true });
  if (answer !== 'ok') throw new DunError('store.damaged', 73, { path });
  if (checkedOn !== today) remember(db, today);
}

function sizeOf(db: Database): number {
  const pragma = (name: string) => Number(db.pragma(name, { simple: true }));
  return pragma('page_count') * pragma('page_size');
}

// Only spares the next check: a full disk, a read-only file or another writer must not stop the reading.
function remember(db: Database, today: Day): void {
  db.pragma('busy_timeout = 0');
  try {
    const text = `INSERT INTO health (id, checked_on) VALUES (1, ?)
      ON CONFLICT (id) DO UPDATE SET checked_on = excluded.checked_on`;
    db.prepare(text).run(today);
  } catch {
    // The check was made; that it cannot be written down changes nothing for this start.
  } finally {
    db.pragma('busy_timeout = 5000');
  }
}
