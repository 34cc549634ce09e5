import type { Standing } from '../domain/standing.ts';
import { toAttempt } from './calls.ts';
import { toClient, toContact } from './clients.ts';
import { selectCommitments, toCommitment } from './commitments.ts';
import { selectDisputes, toDispute } from './disputes.ts';
import { toCreditNote, toInvoice } from './invoices.ts';
import { toMemo } from './outbox.ts';
import { selectPayments, toPayment } from './payments.ts';
import { toPromise } from './promises.ts';
import { selectReplies, toReply } from './replies.ts';
import { groupBy, numberOf } from './rows.ts';
import type { Row } from './rows.ts';
import type { Session } from './session.ts';

const ofClients = 'client_id IN (SELECT value FROM json_each(@ids))';

/** One statement for a table, whatever the number of clients. */
const statements = {
  clients: `SELECT * FROM clients WHERE id IN (SELECT value FROM json_each(@ids)) ORDER BY id`,
  contacts: `SELECT * FROM contacts WHERE ${ofClients} ORDER BY id`,
  invoices: `SELECT * FROM invoices WHERE ${ofClients} ORDER BY id`,
  creditNotes: `SELECT * FROM credit_notes WHERE ${ofClients} ORDER BY issued_on, id`,
  payments: `${selectPayments} WHERE p.${ofClients} ORDER BY p.paid_on, p.id`,
  promises: `SELECT * FROM promises WHERE ${ofClients} ORDER BY id`,
  parts: `SELECT t.* FROM promises p JOIN promise_parts t ON t.promise_id = p.id
    WHERE p.${ofClients} ORDER BY t.promise_id, t.position`,
  changes: `SELECT t.* FROM promises p JOIN promise_changes t ON t.promise_id = p.id
    WHERE p.${ofClients} ORDER BY t.id`,
  disputes: `${selectDisputes} WHERE d.${ofClients} ORDER BY d.id`,
  attempts: `SELECT id, client_id, contact_id, channel, held_on, started_at, ended_at, reach, cause, note, is_hardship,
    finished_at FROM calls WHERE ${ofClients} AND finished_at IS NOT NULL ORDER BY held_on, started_at, id`,
  outcomes: `SELECT o.* FROM calls c JOIN call_outcomes o ON o.call_id = c.id
    WHERE c.${ofClients} AND c.finished_at IS NOT NULL ORDER BY o.call_id, o.position`,
  commitments: `${selectCommitments} WHERE o.${ofClients} ORDER BY o.id`,
  memos: `SELECT id, client_id, call_id, kind, recipients_json, subject, state, recorded_at, sent_at
    FROM messages WHERE ${ofClients} ORDER BY id`,
  replies: `${selectReplies} WHERE r.${ofClients} ORDER BY r.received_at, r.id`,
};

type Part = keyof typeof statements;

/**
 * All facts of these clients, client by client, by id. A dozen statements in all,
 * for one client as for a thousand.
 */
export function gather(session: Session, clientIds: readonly number[]): Standing[] {
  const bound = { ids: JSON.stringify(clientIds) };
  const read = (part: Part) => session.sql(statements[part]).all(bound);
  const byClient = (rows: readonly Row[]) => groupBy(rows, 'client_id');
  const contacts = byClient(read('contacts'));
  const invoices = byClient(read('invoices'));
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
  const replies = byClient(read('replies'));
  return read('clients').map((row): Standing => {
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
      memos: of(memos).map(toMemo),
      replies: of(replies).map(toReply),
    };
  });
}
