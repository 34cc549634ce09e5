import type { Database, Statement } from 'better-sqlite3';
import type { Day } from '../domain/day.ts';
import { isFact, isNumbered } from './fact-tables.ts';
import type { Row } from './rows.ts';

/** What may be bound to a statement. A boolean is a 0 or 1, an absent fact is `null`, never `undefined`. */
export type SqlValue = string | number | null | Uint8Array;
export type SqlRow = Readonly<Record<string, SqlValue>>;

/** A row that a change added; one of `replaced_rows` stands for an edit. */
export interface ChangedRow {
  readonly table: string;
  readonly id: number;
}

/** An open file with its statements; the table families are functions of it. */
export interface Session {
  readonly db: Database;
  readonly path: string;
  readonly today: Day;
  now(): number;
  /** The statement for this text, prepared on first use. */
  sql(text: string): Statement<(SqlRow | SqlValue)[], Row>;
  /** Several readings of one state of the file, locked once: nobody writes in between. */
  read<T>(work: () => T): T;
  /** One immediate transaction, or a part of the one that is running. */
  write<T>(work: () => T): T;
  /** A transaction that is no change of its own: taking one back, bringing it again. Never within another. */
  writeBesides<T>(work: () => T): T;
  /** Before a single statement that commits by itself. */
  beforeWrite(): void;
  /** Something that decides what is open changed for this client: the projection follows before the commit. */
  touch(clientId: number): void;
  /** Brings the projection up to date within a running transaction. */
  settle(): void;
  /** This row belongs to the change that is being made. */
  register(row: ChangedRow): void;
  /** What comes from here on is another change, of this command. */
  beginChange(what: string): void;
}

/** The change that a transaction adds to: of this command, and the one before when it is still the last. */
export interface Change {
  readonly what: string;
  readonly id: number | null;
}

export interface SessionParts {
  readonly db: Database;
  readonly path: string;
  readonly today: Day;
  readonly now: () => number;
  readonly beforeFirstWrite: () => void;
  readonly project: (session: Session, clientIds: readonly number[]) => void;
  /** Notes which rows a change added; gives the number of the change. */
  readonly keepChange: (session: Session, change: Change, rows: readonly ChangedRow[]) => number;
}

export function newSession(parts: SessionParts): Session {
  const { db, path, today, now } = parts;
  const statements = new Map<string, Statement<(SqlRow | SqlValue)[], Row>>();
  const touched = new Set<number>();
  const made: ChangedRow[] = [];
  const { whole, part, reading } = transactionsOf(db, made);
  let change: Change = { what: 'dun', id: null };
  let hasWritten = false;
  const begin = <T>(work: () => T): T => {
    session.beforeWrite();
    touched.clear();
    return whole(work);
  };
  const session: Session = {
    db,
    path,
    today,
    now,
    sql(text) {
      const known = statements.get(text);
      if (known) return known;
      const statement = db.prepare<(SqlRow | SqlValue)[], Row>(text);
      statements.set(text, statement);
      return statement;
    },
    read: reading,
    write(work) {
      if (db.inTransaction) return part(work);
      const { result, kept } = begin(() => {
        const answer = work();
        session.settle();
        return {
          result: answer,
          kept: made.length === 0 ? change.id : parts.keepChange(session, change, made),
        };
      });
      // Only now is it on the disk.
      change = { ...change, id: kept };
      return result;
    },
    writeBesides: begin,
    beforeWrite() {
      if (!hasWritten) parts.beforeFirstWrite();
      hasWritten = true;
    },
    touch: (clientId) => void touched.add(clientId),
    settle() {
      if (touched.size === 0) return;
      const ids = [...touched];
      touched.clear();
      parts.project(session, ids);
    },
    register: (row) => void made.push(row),
    beginChange(what) {
      change = { what, id: null };
    },
  };
  return session;
}

/** The ways to hold the file; `made` is what the running change has added so far. */
function transactionsOf(db: Database, made: ChangedRow[]) {
  return {
    whole<T>(this: void, work: () => T): T {
      made.length = 0;
      return db.transaction(work).immediate();
    },
    // A savepoint: a part that fails and is caught leaves nothing half done.
    part<T>(this: void, work: () => T): T {
      const before = made.length;
      try {
        return db.transaction(work)();
      } catch (error) {
        made.length = before;
        throw error;
      }
    },
    reading<T>(this: void, work: () => T): T {
      if (db.inTransaction) return work();
      db.exec('BEGIN');
      try {
        return work();
      } finally {
        // Nothing was written; some failures have ended the transaction already.
        if (db.inTransaction) db.exec('COMMIT');
      }
    },
  };
}

/** Adds a row and returns its number. Table and column names come from this folder, never from outside. */
export function insert(session: Session, table: string, row: SqlRow): number {
  const id = put(session, table, row);
  if (isFact(table)) session.register({ table, id });
  return id;
}

function put(session: Session, table: string, row: SqlRow): number {
  const columns = Object.keys(row);
  const values = columns.map((column) => `@${column}`);
  if (isNumbered(table) && !columns.includes('id')) {
    columns.push('id');
    values.push(nextNumber(table));
  }
  const text = `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${values.join(', ')})`;
  return Number(session.sql(text).run(row).lastInsertRowid);
}

// SQLite would give the number of a row that was taken out once more, and whoever noted it would be shown another.
function nextNumber(table: string): string {
  return `(SELECT 1 + max(coalesce((SELECT max(id) FROM ${table}), 0),
    coalesce((SELECT max(row_id) FROM undone_rows WHERE table_name = '${table}'), 0)))`;
}

/** Puts back a row with its number, as it was taken out. */
export function restore(session: Session, table: string, row: SqlRow): void {
  const columns = Object.keys(row);
  const values = columns.map((column) => `@${column}`);
  session.sql(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${values.join(', ')})`).run(row);
}

/** Replaces columns of one row, and keeps what stood there for readings of an earlier moment: the number of that note. */
export function replace(session: Session, { table, id }: ChangedRow, row: SqlRow): number | undefined {
  const columns = Object.keys(row);
  if (columns.length === 0) return undefined;
  const before = session.sql(`SELECT ${columns.join(', ')} FROM ${table} WHERE id = ?`).get(id);
  if (before === undefined) return undefined;
  const note = insert(session, 'replaced_rows', {
    table_name: table,
    row_id: id,
    row_json: JSON.stringify(before),
    replaced_at: session.now(),
  });
  // Where a message stands is what became of a change, not a change that could be taken back.
  if (table !== 'messages') session.register({ table: 'replaced_rows', id: note });
  const sets = columns.map((column) => `${column} = @${column}`);
  session.sql(`UPDATE ${table} SET ${sets.join(', ')} WHERE id = @id`).run({ ...row, id });
  return note;
}
