import type { Day } from '../domain/day.ts';
import type { Money } from '../domain/money.ts';
import type { ChangedFact, FactKind } from './records.ts';
import { dayOrNull, moneyOrNull, numberOf, numberOrNull, textOf, textOrNull } from './rows.ts';
import type { Row } from './rows.ts';
import type { ChangedRow, Session } from './session.ts';
import { storedRow } from './undo.ts';

/** What one looks at to know a fact again. */
interface Sight {
  readonly kind: FactKind;
  readonly text?: string | null;
  readonly amount?: Money | null;
  readonly on?: Day | null;
  /** The row that names the client, when the row itself does not. */
  readonly of?: Row | undefined;
}

type Look = (row: Row, session: Session) => Sight;

const looks: Readonly<Record<string, Look>> = {
  profiles: () => ({ kind: 'profile' }),
  settings: (row) => ({ kind: 'setting', text: textOf(row['key'], 'key') }),
  clients: (row) => ({ kind: 'client', text: textOf(row['name'], 'name'), of: { client_id: row['id'] } }),
  contacts: (row) => ({ kind: 'contact', text: personOf(row) }),
  invoices: (row) => ({ kind: 'invoice', text: textOf(row['number'], 'number'), amount: amountOf(row) }),
  credit_notes: (row) => ({
    kind: row['reason'] === 'credit' ? 'credit_note' : 'write_off',
    text: textOf(row['number'], 'number'),
    amount: amountOf(row),
  }),
  payments: (row) => ({ kind: 'payment', amount: amountOf(row), on: dayOrNull(row['paid_on'], 'paid_on') }),
  payment_reversals: (row, session) => {
    const payment = rowOf(session, { table: 'payments', id: numberOf(row['payment_id'], 'payment_id') });
    return { kind: 'reversal', amount: payment ? amountOf(payment) : null, of: payment };
  },
  calls: (row) => ({
    kind: row['channel'] === 'call' ? 'call' : 'contact_held',
    on: dayOrNull(row['held_on'], 'held_on'),
  }),
  promises: (row, session) => ({
    kind: row['kind'] === 'plan' ? 'plan' : 'promise',
    text: textOf(row['promiser'], 'promiser'),
    ...promised(session, numberOf(row['id'], 'id')),
  }),
  promise_changes: (row, session) => {
    const id = numberOf(row['promise_id'], 'promise_id');
    const kind = `promise_${textOf(row['kind'], 'kind')}` as FactKind;
    return { kind, text: `#${id}`, ...promised(session, id), of: rowOf(session, { table: 'promises', id }) };
  },
  disputes: (row) => ({
    kind: 'dispute',
    text: textOf(row['words'], 'words'),
    amount: moneyOrNull(row['disputed_minor'], row['currency']),
  }),
  dispute_closings: (row, session) => {
    const of = rowOf(session, { table: 'disputes', id: numberOf(row['dispute_id'], 'dispute_id') });
    return { kind: 'dispute_closing', text: textOf(row['resolution'], 'resolution'), of };
  },
  commitments: (row) => ({ kind: 'commitment', text: textOf(row['text'], 'text') }),
  commitment_closings: (row, session) => {
    const id = numberOf(row['commitment_id'], 'commitment_id');
    const of = rowOf(session, { table: 'commitments', id });
    return { kind: 'commitment_closing', text: of ? textOf(of['text'], 'text') : null, of };
  },
  // Words given as text, for a chat or an SMS, have no subject.
  messages: (row) => ({ kind: 'message', text: textOf(row['subject'], 'subject') || null }),
  replies: (row) => ({
    kind: 'reply',
    text: textOf(row['sender'], 'sender'),
    on: dayOrNull(row['received_on'], 'received_on'),
  }),
  reply_readings: (row, session) => {
    const of = rowOf(session, { table: 'replies', id: numberOf(row['reply_id'], 'reply_id') });
    return { kind: 'reply_read', text: of ? textOf(of['sender'], 'sender') : null, of };
  },
  objection_wordings: (row) => ({ kind: 'objection', text: textOf(row['words'], 'words') }),
  imports: (row) => ({ kind: 'import', text: textOf(row['file_name'], 'file_name') }),
  payment_claims: () => ({ kind: 'record' }),
  circuits: () => ({ kind: 'record' }),
  documents_sent: () => ({ kind: 'record' }),
  announcements: () => ({ kind: 'record' }),
  insolvency_notices: () => ({ kind: 'record' }),
  objection_uses: () => ({ kind: 'record' }),
  reviews: () => ({ kind: 'record' }),
};

/** A row of a change in the terms of the user, whether it is in its table or was taken out; `undefined` for a mere part. */
export function changedFact(session: Session, changed: ChangedRow): ChangedFact | undefined {
  const row = rowOf(session, changed);
  if (row === undefined) return undefined;
  const sight =
    changed.table === 'replaced_rows' ? editSight(session, row) : looks[changed.table]?.(row, session);
  if (sight === undefined) return undefined;
  const { kind, text = null, amount = null, on = null, of = row } = sight;
  return { kind, client: clientOf(session, of), text, amount, on };
}

function editSight(session: Session, note: Row): Sight | undefined {
  const place = { table: textOf(note['table_name'], 'table_name'), id: numberOf(note['row_id'], 'row_id') };
  const row = rowOf(session, place);
  const sight = row && looks[place.table]?.(row, session);
  return sight && { kind: 'edit', text: sight.text ?? null, of: sight.of ?? row };
}

function clientOf(session: Session, row: Row): string | null {
  const id = numberOrNull(row['client_id'] ?? null, 'client_id');
  const client = id === null ? undefined : rowOf(session, { table: 'clients', id });
  return client ? textOf(client['name'], 'name') : null;
}

/** The row in its table, else as it was when it was taken out last. */
function rowOf(session: Session, { table, id }: ChangedRow): Row | undefined {
  const [here] = session.sql(`SELECT * FROM ${table} WHERE rowid = ?`).all(id);
  if (here !== undefined) return here;
  const text = `SELECT row_json FROM undone_rows WHERE table_name = ? AND row_id = ? AND row_json IS NOT NULL
    ORDER BY id DESC LIMIT 1`;
  const out = session.sql(text).get(table, id);
  return out && storedRow(out['row_json']);
}

/** Amount and last day of a promise. */
function promised(session: Session, id: number): Pick<Sight, 'amount' | 'on'> {
  const here = session.sql('SELECT * FROM promise_parts WHERE promise_id = ? ORDER BY position').all(id);
  const text = `SELECT row_json FROM undone_rows WHERE table_name = 'promise_parts' AND row_id = @id
    AND undo_id = (SELECT max(undo_id) FROM undone_rows WHERE table_name = 'promise_parts' AND row_id = @id)`;
  const out = () =>
    session
      .sql(text)
      .all({ id })
      .map((row): Row => storedRow(row['row_json']));
  const parts =
    here.length > 0 ? here : out().toSorted((a, b) => Number(a['position']) - Number(b['position']));
  const last = parts.at(-1);
  if (last === undefined) return {};
  const minor = parts.reduce((sum, part) => sum + numberOf(part['amount_minor'], 'amount_minor'), 0);
  return { amount: moneyOrNull(minor, last['currency']), on: dayOrNull(last['promised_on'], 'promised_on') };
}

function amountOf(row: Row): Money | null {
  return moneyOrNull(row['amount_minor'], row['currency']);
}

function personOf(row: Row): string {
  const names = [textOrNull(row['first_name'], 'first_name'), textOrNull(row['last_name'], 'last_name')];
  return names.filter((name) => name !== null).join(' ');
}
