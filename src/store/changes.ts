import { changedFact } from './changed-facts.ts';
import type { ChangeStore } from './ledger.ts';
import type { ChangedFact, LedgerChange } from './records.ts';
import { numberOf, textOf } from './rows.ts';
import type { Row } from './rows.ts';
import { insert } from './session.ts';
import type { Change, ChangedRow, Session } from './session.ts';
import {
  bringBack,
  leftMessages,
  newestChange,
  nextRedoable,
  nextUndoable,
  rowsOfChange,
  takeBack,
} from './undo.ts';

export function changeStore(session: Session): ChangeStore {
  const described = (id: number | undefined) =>
    id === undefined ? undefined : session.read(() => changeOf(session, id));
  return {
    begin: (what) => session.beginChange(what),
    list: (count) =>
      session.read(() => {
        const rows = session.sql('SELECT id FROM changes ORDER BY id DESC LIMIT ?').all(count);
        return rows.flatMap((row) => changeOf(session, numberOf(row['id'], 'id')) ?? []);
      }),
    undoable: () => described(nextUndoable(session)),
    redoable: () => described(nextRedoable(session)?.changeId),
    undo: (id) => takeBack(session, id),
    redo: (id) => bringBack(session, id),
  };
}

/**
 * Notes which rows were added, in the transaction that adds them. What one command does in several steps is one change,
 * unless somebody else made one in between: changes are taken back from the last one on.
 */
export function keepChange(session: Session, change: Change, rows: readonly ChangedRow[]): number {
  const isLast = change.id !== null && change.id === newestChange(session) && !isUndone(session, change.id);
  const id = isLast ? change.id : insert(session, 'changes', { what: change.what, made_at: session.now() });
  const last = session.sql('SELECT max(position) AS last FROM change_rows WHERE change_id = ?').get(id);
  const start = last?.['last'] == null ? 0 : numberOf(last['last'], 'position') + 1;
  const text = 'INSERT INTO change_rows (change_id, position, table_name, row_id) VALUES (?, ?, ?, ?)';
  for (const [at, row] of rows.entries()) session.sql(text).run(id, start + at, row.table, row.id);
  return id;
}

function isUndone(session: Session, id: number): boolean {
  const text = 'SELECT 1 FROM undos WHERE change_id = ? AND redone_at IS NULL';
  return session.sql(text).get(id) !== undefined;
}

function changeOf(session: Session, id: number): LedgerChange | undefined {
  const row = session.sql('SELECT * FROM changes WHERE id = ?').get(id);
  return row && toChange(session, row);
}

function toChange(session: Session, row: Row): LedgerChange {
  const id = numberOf(row['id'], 'id');
  const kept = keptMessages(session, id);
  const isKept = (one: ChangedRow) =>
    kept.some(({ table, id: other }) => table === one.table && other === one.id);
  const facts = (rows: readonly ChangedRow[]): ChangedFact[] =>
    rows.flatMap((one) => changedFact(session, one) ?? []);
  return {
    id,
    what: textOf(row['what'], 'what'),
    madeAt: numberOf(row['made_at'], 'made_at'),
    isUndone: isUndone(session, id),
    facts: facts(rowsOfChange(session, id).filter((one) => !isKept(one))),
    kept: facts(kept),
  };
}

/** Messages of this change, or of a call in it, that have left. */
function keptMessages(session: Session, changeId: number): ChangedRow[] {
  const text = `SELECT m.id FROM messages m WHERE ${leftMessages} AND (
      m.id IN (SELECT row_id FROM change_rows WHERE change_id = @changeId AND table_name = 'messages')
      OR m.call_id IN (SELECT row_id FROM change_rows WHERE change_id = @changeId AND table_name = 'calls'))
    ORDER BY m.id`;
  const rows = session.sql(text).all({ changeId });
  return rows.map((row) => ({ table: 'messages', id: numberOf(row['id'], 'id') }));
}
