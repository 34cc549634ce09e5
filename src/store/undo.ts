import { DunError } from '../domain/errors.ts';
import { codeOf } from './errors.ts';
import { dependantsOf } from './fact-tables.ts';
import { rebuild } from './projection.ts';
import { jsonOf, numberOf, textOf } from './rows.ts';
import type { Row } from './rows.ts';
import { insert, replace, restore } from './session.ts';
import type { ChangedRow, Session, SqlRow, SqlValue } from './session.ts';

/** States in which nobody outside has seen a message: it may still be taken back. */
const unseen = `('queued', 'failed')`;

/** What belongs to a change that nothing can take back: messages that have left, or may have. */
export const leftMessages = `m.state NOT IN ${unseen}`;

/** A change is there to be taken back while there is more in it than messages that have left. */
const undoable = `SELECT c.id FROM changes c
  WHERE NOT EXISTS (SELECT 1 FROM undos u WHERE u.change_id = c.id AND u.redone_at IS NULL)
    AND EXISTS (SELECT 1 FROM change_rows r LEFT JOIN messages m ON r.table_name = 'messages' AND m.id = r.row_id
      WHERE r.change_id = c.id AND (r.table_name <> 'messages' OR NOT ${leftMessages}))
  ORDER BY c.id DESC LIMIT 1`;

/** The change that would be taken back next. */
export function nextUndoable(session: Session): number | undefined {
  const row = session.sql(undoable).get();
  return row && numberOf(row['id'], 'id');
}

/** What was taken back last, while nothing was changed after it. */
export function nextRedoable(session: Session): { undoId: number; changeId: number } | undefined {
  const text = `SELECT id, change_id FROM undos WHERE redone_at IS NULL
    AND newest_id = (SELECT max(id) FROM changes) ORDER BY id DESC LIMIT 1`;
  const row = session.sql(text).get();
  return row && { undoId: numberOf(row['id'], 'id'), changeId: numberOf(row['change_id'], 'change_id') };
}

/**
 * Takes a change back in one transaction: its rows leave their tables and are kept whole beside them, so that no reader
 * of the present has to look; edits are made good by another edit. DunError 75 when another change came in between, 1
 * when something that stays needs a row of it.
 */
export function takeBack(session: Session, changeId: number): void {
  besides(session, () => {
    if (nextUndoable(session) !== changeId) throw new DunError('store.change_elsewhere', 75);
    const undoId = insert(session, 'undos', {
      change_id: changeId,
      newest_id: newestChange(session) ?? changeId,
      undone_at: session.now(),
    });
    for (const row of rowsOfChange(session, changeId).toReversed()) takeRow(session, undoId, row);
  });
}

/** Brings a change back that was taken back last. */
export function bringBack(session: Session, changeId: number): void {
  besides(session, () => {
    const next = nextRedoable(session);
    if (next?.changeId !== changeId) throw new DunError('store.change_elsewhere', 75);
    const rows = session.sql('SELECT * FROM undone_rows WHERE undo_id = ? ORDER BY id DESC').all(next.undoId);
    for (const row of rows) {
      if (row['row_json'] === null) undoEdit(session, numberOf(row['row_id'], 'row_id'));
      else restore(session, textOf(row['table_name'], 'table_name'), storedRow(row['row_json']));
    }
    session.sql('UPDATE undos SET redone_at = ? WHERE id = ?').run(session.now(), next.undoId);
  });
}

// Rows that refer to each other leave in any order; what is missing at the end is missing.
function besides(session: Session, work: () => void): void {
  try {
    session.writeBesides(() => {
      session.db.pragma('defer_foreign_keys = 1');
      work();
      rebuild(session);
    });
  } catch (error) {
    const isNeeded = codeOf(error) === 'SQLITE_CONSTRAINT_FOREIGNKEY';
    throw isNeeded ? new DunError('store.still_needed', 1) : error;
  }
}

export function newestChange(session: Session): number | null {
  const newest = session.sql('SELECT max(id) AS id FROM changes').get()?.['id'] ?? null;
  return newest === null ? null : numberOf(newest, 'id');
}

/** The rows of a change in the order in which they were added. */
export function rowsOfChange(session: Session, changeId: number): ChangedRow[] {
  const text = 'SELECT table_name, row_id FROM change_rows WHERE change_id = ? ORDER BY position';
  return session.sql(text).all(changeId).map(toChangedRow);
}

function toChangedRow(row: Row): ChangedRow {
  return { table: textOf(row['table_name'], 'table_name'), id: numberOf(row['row_id'], 'row_id') };
}

function takeRow(session: Session, undoId: number, { table, id }: ChangedRow): void {
  if (table === 'replaced_rows') {
    keepNote(session, undoId, undoEdit(session, id));
    return;
  }
  const [row] = session.sql(`SELECT * FROM ${table} WHERE rowid = ?`).all(id);
  if (row === undefined || (table === 'messages' && hasLeft(row))) return;
  if (table === 'calls') releaseMessages(session, undoId, id);
  keepRow(session, undoId, { table, id, row });
  session.sql(`DELETE FROM ${table} WHERE rowid = ?`).run(id);
  for (const { table: other, column } of dependantsOf(table)) {
    const rows = session.sql(`SELECT * FROM ${other} WHERE ${column} = ?`).all(id);
    for (const one of rows) keepRow(session, undoId, { table: other, id: Number(one['id'] ?? id), row: one });
    session.sql(`DELETE FROM ${other} WHERE ${column} = ?`).run(id);
  }
}

export function hasLeft(message: Row): boolean {
  return !['queued', 'failed'].includes(textOf(message['state'], 'state'));
}

// A message that has left stays in the client's file without its call.
function releaseMessages(session: Session, undoId: number, callId: number): void {
  const text = `SELECT m.id FROM messages m WHERE m.call_id = ? AND ${leftMessages}`;
  for (const message of session.sql(text).all(callId)) {
    const place = { table: 'messages', id: numberOf(message['id'], 'id') };
    keepNote(session, undoId, replace(session, place, { call_id: null }));
  }
}

/** What stood there before the edit stands there again, by an edit of its own: the number of its note. */
function undoEdit(session: Session, noteId: number): number | undefined {
  const note = session.sql('SELECT * FROM replaced_rows WHERE id = ?').get(noteId);
  if (note === undefined) return undefined;
  const before = jsonOf<SqlRow>(note['row_json'], 'row_json');
  const place = { table: textOf(note['table_name'], 'table_name'), id: numberOf(note['row_id'], 'row_id') };
  return replace(session, place, before);
}

function keepNote(session: Session, undoId: number, note: number | undefined): void {
  if (note === undefined) return;
  insert(session, 'undone_rows', {
    undo_id: undoId,
    table_name: 'replaced_rows',
    row_id: note,
    row_json: null,
  });
}

function keepRow(session: Session, undoId: number, { table, id, row }: ChangedRow & { row: Row }): void {
  insert(session, 'undone_rows', { undo_id: undoId, table_name: table, row_id: id, row_json: packed(row) });
}

/** JSON knows no bytes: they are written in hexadecimal digits. */
function packed(row: Row): string {
  return JSON.stringify(row, (_, value: unknown) => {
    const bytes = bytesOf(value);
    return bytes === undefined ? value : { hex: bytes.toString('hex') };
  });
}

// A Buffer has turned itself into a list of numbers before JSON.stringify asks.
function bytesOf(value: unknown): Buffer | undefined {
  if (typeof value !== 'object' || value === null || !('type' in value) || !('data' in value))
    return undefined;
  return value.type === 'Buffer' && Array.isArray(value.data)
    ? Buffer.from(value.data as number[])
    : undefined;
}

/** A row that was taken out, as it was. */
export function storedRow(json: unknown): SqlRow {
  const row = jsonOf<Record<string, SqlValue | { hex: string }>>(json, 'row_json');
  const entries = Object.entries(row).map(([column, value]) => [column, unpacked(value)] as const);
  return Object.fromEntries(entries);
}

function unpacked(value: SqlValue | { hex: string }): SqlValue {
  const isPacked = typeof value === 'object' && value !== null && 'hex' in value;
  return isPacked ? Buffer.from(value.hex, 'hex') : value;
}
