import { jsonOf, numberOf } from './rows.ts';
import type { Row } from './rows.ts';
import type { Session } from './session.ts';

interface Reading {
  readonly table: 'clients' | 'contacts' | 'invoices';
  readonly rows: readonly Row[];
  readonly asOf: number;
}

/** The rows as they stood at `asOf`: an edit that came later is taken back. Costs nothing when all is shown. */
export function withEarlierWording(session: Session, { table, rows, asOf }: Reading): readonly Row[] {
  if (asOf === Number.MAX_SAFE_INTEGER) return rows;
  const text =
    'SELECT row_id, row_json FROM replaced_rows WHERE table_name = ? AND replaced_at > ? ORDER BY id DESC';
  // Newest first, so the oldest of the later edits is set last: what stood before it is what was true then.
  const earlier = new Map<number, Row>();
  for (const row of session.sql(text).all(table, asOf)) {
    earlier.set(numberOf(row['row_id'], 'row_id'), jsonOf<Row>(row['row_json'], 'row_json'));
  }
  return rows.map((row) => earlier.get(numberOf(row['id'], 'id')) ?? row);
}
