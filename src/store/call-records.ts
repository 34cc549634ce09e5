import type { CallManner, CallRecords, NewCallRecords, NewRecord, Recorded } from '../domain/call-record.ts';
import { noManner } from '../domain/call-record.ts';
import {
  announcementRow,
  circuitRow,
  claimRow,
  documentRow,
  insolvencyRow,
  toAnnouncement,
  toCircuit,
  toClaim,
  toDocument,
  toInsolvency,
  toReview,
} from './call-record-rows.ts';
import { missing } from './errors.ts';
import type { RecordReader } from './ledger.ts';
import { addUses, toUse } from './objections.ts';
import { flagOrNull, nameOrNull, numberOf } from './rows.ts';
import { insert } from './session.ts';
import type { Session, SqlRow } from './session.ts';

/** The call that something was heard in. */
export interface HeardIn {
  readonly callId: number;
  readonly clientId: number;
}

export function recordReader(session: Session): RecordReader {
  return {
    of: (clientId) => session.read(() => recordsOf(session, clientId)),
    manner: (callId) => mannerOf(session, callId),
  };
}

/** Within the transaction that finishes the call. DunError 66 when a record names an invoice of somebody else. */
export function addRecords(session: Session, heardIn: HeardIn, records: NewCallRecords): void {
  const add = (table: string, record: NewRecord<Recorded>, own: SqlRow) => {
    checkInvoices(session, heardIn.clientId, record.invoiceIds);
    insert(session, table, {
      client_id: heardIn.clientId,
      call_id: heardIn.callId,
      noted_on: record.on,
      invoice_ids_json: JSON.stringify(record.invoiceIds),
      is_superseded: Number(record.isSuperseded),
      ...own,
      recorded_at: session.now(),
    });
  };
  for (const claim of records.claims) add('payment_claims', claim, claimRow(claim));
  for (const circuit of records.circuits) add('circuits', circuit, circuitRow(circuit));
  for (const document of records.documents) add('documents_sent', document, documentRow(document));
  for (const one of records.announcements) add('announcements', one, announcementRow(one));
  for (const notice of records.insolvencies) add('insolvency_notices', notice, insolvencyRow(notice));
  addUses(session, heardIn, records);
  addReview(session, heardIn, records.review);
}

function addReview(session: Session, heardIn: HeardIn, review: NewCallRecords['review']): void {
  if (review === null) return;
  insert(session, 'reviews', {
    call_id: heardIn.callId,
    client_id: heardIn.clientId,
    noted_on: review.on,
    scores_json: JSON.stringify(review.scores),
    next_time: review.nextTime,
    recorded_at: session.now(),
  });
}

// A list in one column has no foreign key; this is it.
function checkInvoices(session: Session, clientId: number, invoiceIds: readonly number[]): void {
  const text = `SELECT value FROM json_each(@ids)
    WHERE value NOT IN (SELECT id FROM invoices WHERE client_id = @clientId)`;
  const stranger = session.sql(text).get({ ids: JSON.stringify(invoiceIds), clientId });
  if (stranger) throw missing('invoice', { id: numberOf(stranger['value'], 'invoice_ids_json') });
}

function recordsOf(session: Session, clientId: number): CallRecords {
  const read = (table: string) => {
    const text = `SELECT * FROM ${table} WHERE client_id = ? ORDER BY noted_on, rowid`;
    return session.sql(text).all(clientId);
  };
  return {
    claims: read('payment_claims').map(toClaim),
    circuits: read('circuits').map(toCircuit),
    documents: read('documents_sent').map(toDocument),
    announcements: read('announcements').map(toAnnouncement),
    insolvencies: read('insolvency_notices').map(toInsolvency),
    objections: read('objection_uses').map(toUse),
    reviews: read('reviews').map(toReview),
  };
}

function mannerOf(session: Session, callId: number): CallManner {
  const text = `SELECT mood_before, mood_after, hangup, is_satisfied FROM calls
    WHERE id = ? AND finished_at IS NOT NULL`;
  const row = session.sql(text).get(callId);
  if (!row) return noManner;
  return {
    moodBefore: nameOrNull(row['mood_before'], 'mood_before'),
    moodAfter: nameOrNull(row['mood_after'], 'mood_after'),
    hangup: nameOrNull(row['hangup'], 'hangup'),
    isSatisfied: flagOrNull(row['is_satisfied'], 'is_satisfied'),
  };
}
