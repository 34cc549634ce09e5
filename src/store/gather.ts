import type { Standing } from '../domain/standing.ts';
import { toAttempt } from './calls.ts';
import { toClient, toContact } from './clients.ts';
import { selectCommitments, toCommitment } from './commitments.ts';
import { selectDisputes, toDispute } from './disputes.ts';
import { toCreditNote, toInvoice } from './invoices.ts';
import { toMemo } from './outbox.ts';
import { selectPayments, toPayment } from './payments.ts';
import { toPromise } from './promises.ts';
import { withEarlierWording } from './replaced.ts';
import { groupBy, numberOf } from './rows.ts';
import type { Row } from './rows.ts';
import type { Session } from './session.ts';

const ofClients = 'client_id IN (SELECT value FROM json_each(@ids))';

/** One statement for a table, whatever the number of clients. */
const statements = {
  clients: `SELECT * FROM clients WHERE id IN (SELECT value FROM json_each(@ids)) AND recorded_at <= @asOf ORDER BY id`,
  contacts: `SELECT * FROM contacts WHERE ${ofClients} AND recorded_at <= @asOf ORDER BY id`,
  invoices: `SELECT * FROM invoices WHERE ${ofClients} AND recorded_at <= @asOf ORDER BY id`,
  creditNotes: `SELECT * FROM credit_notes WHERE ${ofClients} AND recorded_at <= @asOf ORDER BY issued_on, id`,
  payments: `${selectPayments} WHERE p.${ofClients} AND p.recorded_at <= @asOf ORDER BY p.paid_on, p.id`,
  promises: `SELECT * FROM promises WHERE ${ofClients} AND recorded_at <= @asOf ORDER BY id`,
  parts: `SELECT t.* FROM promises p JOIN promise_parts t ON t.promise_id = p.id
    WHERE p.${ofClients} AND p.recorded_at <= @asOf ORDER BY t.promise_id, t.position`,
  changes: `SELECT t.* FROM promises p JOIN promise_changes t ON t.promise_id = p.id
    WHERE p.${ofClients} AND t.recorded_at <= @asOf ORDER BY t.id`,
  disputes: `${selectDisputes} WHERE d.${ofClients} AND d.recorded_at <= @asOf ORDER BY d.id`,
  attempts: `SELECT id, client_id, contact_id, channel, held_on, started_at, ended_at, reach, cause, note, is_hardship,
    finished_at FROM calls WHERE ${ofClients} AND finished_at <= @asOf ORDER BY held_on, started_at, id`,
  outcomes: `SELECT o.* FROM calls c JOIN call_outcomes o ON o.call_id = c.id
    WHERE c.${ofClients} AND c.finished_at <= @asOf ORDER BY o.call_id, o.position`,
  commitments: `${selectCommitments} WHERE o.${ofClients} AND o.recorded_at <= @asOf ORDER BY o.id`,
  memos: `SELECT id, client_id, call_id, kind, recipients_json, subject, state, recorded_at, sent_at
    FROM messages WHERE ${ofClients} AND recorded_at <= @asOf ORDER BY id`,
};

type Part = keyof typeof statements;

/**
 * All facts of these clients that were recorded up to `asOf`, client by client, by id. A dozen statements in all,
 * for one client as for a thousand.
 */
export function gather(session: Session, clientIds: readonly number[], asOf: number): Standing[] {
  const bound = { ids: JSON.stringify(clientIds), asOf };
  const read = (part: Part) => session.sql(statements[part]).all(bound);
  const readEdited = (part: 'clients' | 'contacts' | 'invoices') =>
    withEarlierWording(session, { table: part, rows: read(part), asOf });
  const byClient = (rows: readonly Row[]) => groupBy(rows, 'client_id');
  const contacts = byClient(readEdited('contacts'));
  const invoices = byClient(readEdited('invoices'));
  const creditNotes = byClient(read('creditNotes'));
  const payments = byClient(read('payments'));
  const promises = byClient(read('promises'));
  const parts = groupBy(read('parts'), 'promise_id');
  const changes = groupBy(read('changes'), 'promise_id');
  const disputes = byClient(read('disputes'));
  const attempts = byClient(read('attempts'));
  const outcomes = groupBy(read('outcomes'), 'call_id');
  const commitments = byClient(read('commitments'));
  const memos = byClient(read('memos'));
  return readEdited('clients').map((row): Standing => {
    const client = toClient(row);
    const of = (groups: ReadonlyMap<number, Row[]>) => groups.get(client.id) ?? [];
    return {
      client,
      contacts: of(contacts).map(toContact),
      invoices: of(invoices).map(toInvoice),
      creditNotes: of(creditNotes).map(toCreditNote),
      payments: of(payments).map(toPayment),
      promises: of(promises).map((promise) => {
        const id = numberOf(promise['id'], 'id');
        return toPromise(promise, parts.get(id) ?? [], changes.get(id) ?? []);
      }),
      disputes: of(disputes).map(toDispute),
      attempts: of(attempts).map((attempt) =>
        toAttempt(attempt, outcomes.get(numberOf(attempt['id'], 'id')) ?? []),
      ),
      commitments: of(commitments).map(toCommitment),
      memos: of(memos).map((memo) => toMemo(memo, asOf)),
    };
  });
}
