import type { Migration } from '../migrate.ts';
import { callId, clientId, day, id, oneOf, recordedAt } from './columns.ts';

const kinds =
  'promise_confirmation instalment_plan dispute_acknowledged duplicate_sent callback_agreed voicemail_followup no_agreement broken_promise final_notice payment_proof_request approval_request payment_reminder payment_thanks';

// SQLite changes no CHECK of a table that is there: a new one takes its place, and with it those that refer to its rows,
// so that no reference hangs at any moment. A rename takes the references along.
const tables = [
  `CREATE TABLE messages_next (${id}, ${callId}, ${clientId}, ${oneOf('kind', kinds)} NOT NULL,
    language TEXT NOT NULL CHECK (language IN ('fr', 'en')), message_id TEXT NOT NULL, sender TEXT NOT NULL,
    recipients_json TEXT NOT NULL CHECK (json_valid(recipients_json)), subject TEXT NOT NULL, text TEXT NOT NULL,
    raw BLOB NOT NULL, ${oneOf('transport', 'draft smtp sendmail')} NOT NULL,
    ${oneOf('state', 'queued sending sent draft uncertain failed')} NOT NULL, ${oneOf('phase', 'connect body')},
    pid INTEGER, owner_started_at INTEGER, attempts INTEGER NOT NULL, next_at INTEGER, error TEXT, receipt TEXT,
    sent_at INTEGER, ${recordedAt}, repeats INTEGER REFERENCES messages_next (id)) STRICT`,
  `CREATE TABLE replies_next (${id}, message_id INTEGER NOT NULL REFERENCES messages_next (id), ${clientId},
    internet_id TEXT NOT NULL UNIQUE, ${oneOf('kind', 'agreed answer automatic bounce delayed')} NOT NULL,
    sender TEXT NOT NULL, failed_address TEXT, ${day('received_on')} NOT NULL, received_at INTEGER NOT NULL,
    subject TEXT NOT NULL, words TEXT NOT NULL, raw BLOB NOT NULL, ${recordedAt}) STRICT`,
  `CREATE TABLE reply_readings_next (reply_id INTEGER PRIMARY KEY REFERENCES replies_next (id),
    ${oneOf('meaning', 'confirms other')} NOT NULL, ${day('read_on')} NOT NULL, ${recordedAt}) STRICT`,
];

const messageColumns =
  'id, call_id, client_id, kind, language, message_id, sender, recipients_json, subject, text, raw, transport, state, phase, pid, owner_started_at, attempts, next_at, error, receipt, sent_at, recorded_at, repeats';

const moved = [
  `INSERT INTO messages_next (${messageColumns}) SELECT ${messageColumns} FROM messages ORDER BY id`,
  `INSERT INTO replies_next SELECT * FROM replies ORDER BY id`,
  `INSERT INTO reply_readings_next SELECT * FROM reply_readings ORDER BY reply_id`,
  `DROP TABLE reply_readings`,
  `DROP TABLE replies`,
  `DROP TABLE messages`,
  `ALTER TABLE messages_next RENAME TO messages`,
  `ALTER TABLE replies_next RENAME TO replies`,
  `ALTER TABLE reply_readings_next RENAME TO reply_readings`,
];

const indexes = [
  `CREATE INDEX messages_client ON messages (client_id)`,
  `CREATE INDEX messages_call ON messages (call_id)`,
  `CREATE INDEX messages_pending ON messages (state) WHERE state <> 'sent'`,
  `CREATE INDEX replies_client ON replies (client_id)`,
  `CREATE INDEX replies_message ON replies (message_id)`,
];

/** A thirteenth kind of memo: the courteous mail before the first call (practice D5, rung 1). */
export const reminder: Migration = { version: 5, statements: [...tables, ...moved, ...indexes] };
