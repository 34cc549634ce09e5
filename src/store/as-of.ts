import SqliteDatabase from 'better-sqlite3';
import type { Database } from 'better-sqlite3';
import { dependants } from './fact-tables.ts';
import { jsonOf, numberOf, textOf } from './rows.ts';
import type { Row } from './rows.ts';
import type { SqlRow } from './session.ts';
import { storedRow } from './undo.ts';

/**
 * The file as it stood at the end of a moment, as a copy in memory: every reader of the present then shows what was
 * known, and none has to know about it. What was recorded later goes, what was taken back later comes back, an edit that
 * came later is made good. The file itself is not touched.
 */
export function copyAsOf(db: Database, moment: number): Database {
  const copy = new SqliteDatabase(bytesOf(db));
  copy.pragma('foreign_keys = 0');
  copy.transaction(() => {
    const notes = copy
      .prepare<[number], Row>('SELECT * FROM replaced_rows WHERE replaced_at > ? ORDER BY id DESC')
      .all(moment);
    const taken = takenLater(copy, moment);
    const wasOut = outThen(copy, moment);
    dropLater(copy, moment);
    for (const { table, id } of wasOut) copy.prepare(`DELETE FROM ${table} WHERE rowid = ?`).run(id);
    for (const note of notes) applyNote(copy, note);
    const isOut = (row: Row) =>
      wasOut.some(({ table, id }) => table === row['table_name'] && id === row['row_id']);
    for (const row of taken.filter((one) => !isOut(one))) putBack(copy, row, { notes, moment });
    dropParts(copy);
    reopen(copy, moment);
  })();
  copy.pragma('foreign_keys = 1');
  return copy;
}

/** A file that replication keeps in WAL says so in its header; in memory there is no such thing. */
function bytesOf(db: Database): Buffer {
  const bytes = db.serialize();
  bytes[18] = 1;
  bytes[19] = 1;
  return bytes;
}

/** Rows that are out now and were not yet: oldest first, as they were taken out. */
function takenLater(copy: Database, moment: number): Row[] {
  const text = `SELECT r.* FROM undone_rows r JOIN undos u ON u.id = r.undo_id
    WHERE u.redone_at IS NULL AND u.undone_at > ? AND r.row_json IS NOT NULL ORDER BY r.id DESC`;
  return copy.prepare<[number], Row>(text).all(moment);
}

/** Rows that are in their tables now, or were taken out again later, and were out then. */
function outThen(copy: Database, moment: number): { table: string; id: number }[] {
  const text = `SELECT r.table_name, r.row_id FROM undone_rows r JOIN undos u ON u.id = r.undo_id
    WHERE u.undone_at <= @moment AND u.redone_at > @moment AND r.row_json IS NOT NULL`;
  const rows = copy.prepare<[{ moment: number }], Row>(text).all({ moment });
  const parts = new Set(Object.values(dependants).flatMap((all) => all.map(({ table }) => table)));
  return rows
    .map((row) => ({ table: textOf(row['table_name'], 'table_name'), id: numberOf(row['row_id'], 'row_id') }))
    .filter(({ table }) => !parts.has(table));
}

/** Everything that has a moment of its own and came later. */
function dropLater(copy: Database, moment: number): void {
  for (const table of tablesWith(copy, 'recorded_at')) {
    copy.prepare(`DELETE FROM ${table} WHERE recorded_at > ?`).run(moment);
  }
  copy.prepare('DELETE FROM changes WHERE made_at > ?').run(moment);
  copy.prepare('UPDATE undos SET redone_at = NULL WHERE redone_at > ?').run(moment);
  copy.prepare('DELETE FROM undos WHERE undone_at > ?').run(moment);
}

function tablesWith(copy: Database, column: string): string[] {
  const text = `SELECT t.name FROM pragma_table_list t JOIN pragma_table_info(t.name) c
    WHERE t.schema = 'main' AND c.name = ?`;
  return copy.prepare<[string], string>(text).pluck().all(column);
}

function applyNote(copy: Database, note: Row): void {
  const before = jsonOf<SqlRow>(note['row_json'], 'row_json');
  const sets = Object.keys(before).map((column) => `${column} = @${column}`);
  const table = textOf(note['table_name'], 'table_name');
  const text = `UPDATE ${table} SET ${sets.join(', ')} WHERE rowid = @rowOfNote`;
  copy.prepare(text).run({ ...before, rowOfNote: note['row_id'] });
}

/** A row that was taken out later, with the wording it had then. */
function putBack(
  copy: Database,
  taken: Row,
  { notes, moment }: { notes: readonly Row[]; moment: number },
): void {
  const table = textOf(taken['table_name'], 'table_name');
  const own = notes.filter((note) => note['table_name'] === table && note['row_id'] === taken['row_id']);
  const row: SqlRow = Object.assign(
    {},
    storedRow(taken['row_json']),
    ...own.map((note) => jsonOf<SqlRow>(note['row_json'], 'row_json')),
  );
  if (Number(row['recorded_at'] ?? 0) > moment) return;
  const columns = Object.keys(row);
  const values = columns.map((column) => `@${column}`);
  copy.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${values.join(', ')})`).run(row);
}

/** Parts whose whole is not there. */
function dropParts(copy: Database): void {
  for (const [whole, parts] of Object.entries(dependants)) {
    for (const { table, column } of parts) {
      copy.exec(`DELETE FROM ${table} WHERE ${column} NOT IN (SELECT id FROM ${whole})`);
    }
  }
}

/** What rows say without a note of what they said before: a call that was not finished yet, a message that had not left. */
function reopen(copy: Database, moment: number): void {
  const later = 'SELECT id FROM calls WHERE finished_at > @moment';
  copy.prepare(`DELETE FROM call_outcomes WHERE call_id IN (${later})`).run({ moment });
  copy
    .prepare(
      'UPDATE calls SET finished_at = NULL, ended_at = NULL, result_json = NULL WHERE finished_at > @moment',
    )
    .run({ moment });
  copy
    .prepare(`UPDATE messages SET state = 'queued', sent_at = NULL WHERE sent_at > @moment`)
    .run({ moment });
}
