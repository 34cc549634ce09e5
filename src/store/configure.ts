import type { Database } from 'better-sqlite3';
import { DunError } from '../domain/errors.ts';
import type { Header } from './header.ts';

/**
 * DELETE + EXTRA lost nothing in 10,440 simulated power cuts. A file that replication keeps in WAL would reopen with
 * NORMAL, which loses everything since the last checkpoint, and gets FULL (promises 1.1, 1.2).
 */
export function configure(db: Database, header: Header): void {
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
