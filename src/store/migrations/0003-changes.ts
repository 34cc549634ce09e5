import type { Migration } from '../migrate.ts';
import { id, oneOf } from './columns.ts';

/** `messages` joins: where a message stood on an earlier day can be told from now on. */
const edited = 'clients contacts invoices messages';
const replacedRows = [
  `ALTER TABLE replaced_rows RENAME TO replaced_rows_before`,
  `CREATE TABLE replaced_rows (${id}, ${oneOf('table_name', edited)} NOT NULL,
    row_id INTEGER NOT NULL, row_json TEXT NOT NULL CHECK (json_valid(row_json)), replaced_at INTEGER NOT NULL) STRICT`,
  `INSERT INTO replaced_rows SELECT id, table_name, row_id, row_json, replaced_at FROM replaced_rows_before`,
  `DROP TABLE replaced_rows_before`,
  `CREATE INDEX replaced_rows_moment ON replaced_rows (replaced_at)`,
];

const changes = [
  // One command's work on the facts, and the rows it added; a row of replaced_rows stands for an edit.
  `CREATE TABLE changes (${id}, what TEXT NOT NULL, made_at INTEGER NOT NULL) STRICT`,
  `CREATE TABLE change_rows (change_id INTEGER NOT NULL REFERENCES changes (id), position INTEGER NOT NULL,
    table_name TEXT NOT NULL, row_id INTEGER NOT NULL, PRIMARY KEY (change_id, position)) STRICT, WITHOUT ROWID`,
  // newest_id: the last change there was then. What was taken back can come again while nothing came after it.
  `CREATE TABLE undos (${id}, change_id INTEGER NOT NULL REFERENCES changes (id), newest_id INTEGER NOT NULL,
    undone_at INTEGER NOT NULL, redone_at INTEGER) STRICT`,
  `CREATE INDEX undos_change ON undos (change_id)`,
  // The rows that were taken out of their tables, whole. Without JSON: an edit, and the row of replaced_rows that its
  // taking back left.
  `CREATE TABLE undone_rows (${id}, undo_id INTEGER NOT NULL REFERENCES undos (id), table_name TEXT NOT NULL,
    row_id INTEGER NOT NULL, row_json TEXT CHECK (json_valid(row_json))) STRICT`,
  `CREATE INDEX undone_rows_undo ON undone_rows (undo_id)`,
  `CREATE INDEX undone_rows_row ON undone_rows (table_name, row_id)`,
];

/** What each command changed, so that it can be taken back (product 3, `dun undo`). */
export const changeLog: Migration = { version: 3, statements: [...replacedRows, ...changes] };
