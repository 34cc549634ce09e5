import type { Database, Statement } from 'better-sqlite3';
import type { Day } from '../domain/day.ts';
import type { Row } from './rows.ts';

/** What may be bound to a statement. A boolean is a 0 or 1, an absent fact is `null`, never `undefined`. */
export type SqlValue = string | number | null | Uint8Array;
export type SqlRow = Readonly<Record<string, SqlValue>>;

/** An open file with its statements; the table families are functions of it. */
export interface Session {
  readonly db: Database;
  readonly path: string;
  readonly today: Day;
  readonly asOf: number;
  now(): number;
  /** The statement for this text, prepared on first use. */
  sql(text: string): Statement<(SqlRow | SqlValue)[], Row>;
  /** Several readings of one state of the file, locked once: nobody writes in between. */
  read<T>(work: () => T): T;
  /** One immediate transaction, or a part of the one that is running. */
  write<T>(work: () => T): T;
  /** Before a single statement that commits by itself. */
  beforeWrite(): void;
  /** Something that decides what is open changed for this client: the projection follows before the commit. */
  touch(clientId: number): void;
  /** Brings the projection up to date within a running transaction. */
  settle(): void;
}

export interface SessionParts {
  readonly db: Database;
  readonly path: string;
  readonly today: Day;
  readonly asOf: number | undefined;
  readonly now: () => number;
  readonly beforeFirstWrite: () => void;
  readonly project: (session: Session, clientIds: readonly number[]) => void;
}

export function newSession(parts: SessionParts): Session {
  const { db, path, today, now } = parts;
  const statements = new Map<string, Statement<(SqlRow | SqlValue)[], Row>>();
  const touched = new Set<number>();
  let hasWritten = false;
  const session: Session = {
    db,
    path,
    today,
    asOf: parts.asOf ?? Number.MAX_SAFE_INTEGER,
    now,
    sql(text) {
      const known = statements.get(text);
      if (known) return known;
      const statement = db.prepare<(SqlRow | SqlValue)[], Row>(text);
      statements.set(text, statement);
      return statement;
    },
    read(work) {
      if (db.inTransaction) return work();
      db.exec('BEGIN');
      try {
        return work();
      } finally {
        // Nothing was written; some failures have ended the transaction already.
        if (db.inTransaction) db.exec('COMMIT');
      }
    },
    write(work) {
      // Within a transaction this is a savepoint: a part that fails and is caught leaves nothing half done.
      if (db.inTransaction) return db.transaction(work)();
      session.beforeWrite();
      touched.clear();
      const whole = db.transaction(() => {
        const result = work();
        session.settle();
        return result;
      });
      return whole.immediate();
    },
    beforeWrite() {
      if (hasWritten) return;
      hasWritten = true;
      parts.beforeFirstWrite();
    },
    touch(clientId) {
      touched.add(clientId);
    },
    settle() {
      if (touched.size === 0) return;
      const ids = [...touched];
      touched.clear();
      parts.project(session, ids);
    },
  };
  return session;
}

/** Adds a row and returns its number. Table and column names come from this folder, never from outside. */
export function insert(session: Session, table: string, row: SqlRow): number {
  const columns = Object.keys(row);
  const values = columns.map((column) => `@${column}`);
  const text = `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${values.join(', ')})`;
  return Number(session.sql(text).run(row).lastInsertRowid);
}

/** Replaces columns of one row, and keeps what stood there for readings of an earlier moment. */
export function replace(session: Session, place: { table: string; id: number }, row: SqlRow): void {
  const { table, id } = place;
  const before = session.sql(`SELECT * FROM ${table} WHERE id = ?`).get(id);
  if (before === undefined || Object.keys(row).length === 0) return;
  insert(session, 'replaced_rows', {
    table_name: table,
    row_id: id,
    row_json: JSON.stringify(before),
    replaced_at: session.now(),
  });
  const sets = Object.keys(row).map((column) => `${column} = @${column}`);
  session.sql(`UPDATE ${table} SET ${sets.join(', ')} WHERE id = @id`).run({ ...row, id });
}
