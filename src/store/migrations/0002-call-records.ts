import type { Migration } from '../migrate.ts';
import { amount, clientId, currency, day, flag, flagOrNull, id, json, oneOf, recordedAt } from './columns.ts';

const callId = 'call_id INTEGER NOT NULL REFERENCES calls (id)';

/** What every record of a call has: the call, the day, the invoices it is about, and whether it still stands. */
const record = `${id}, ${clientId}, ${callId}, ${day('noted_on')} NOT NULL, ${json('invoice_ids_json', 'array')},
    ${flag('is_superseded')}`;
const byClient = (table: string) => `CREATE INDEX ${table}_client ON ${table} (client_id)`;

const moods = 'calm tense closed';

const added = [
  `ALTER TABLE promises ADD COLUMN is_accelerated INTEGER NOT NULL DEFAULT 0 CHECK (is_accelerated IN (0, 1))`,
  `ALTER TABLE calls ADD COLUMN ${oneOf('mood_before', moods)}`,
  `ALTER TABLE calls ADD COLUMN ${oneOf('mood_after', moods)}`,
  `ALTER TABLE calls ADD COLUMN ${oneOf('hangup', 'normal cut ended lost')}`,
  `ALTER TABLE calls ADD COLUMN ${flagOrNull('is_satisfied')}`,
];

const records = [
  `CREATE TABLE payment_claims (${record}, ${day('paid_on')}, ${amount('amount_minor')}, ${currency('currency')},
    method TEXT, account_last4 TEXT, ${flag('is_other_account')}, reference TEXT, ${day('proof_by')}, ${recordedAt},
    CHECK ((amount_minor IS NULL) = (currency IS NULL))) STRICT`,
  byClient('payment_claims'),
  `CREATE TABLE circuits (${record}, ${oneOf('stage', 'received checked approved scheduled unknown')} NOT NULL,
    approver TEXT, approver_contact TEXT, waits_for TEXT, po_number TEXT, ${day('run_on')}, ${day('call_on')},
    ${recordedAt}) STRICT`,
  byClient('circuits'),
  `CREATE TABLE documents_sent (${record}, address TEXT NOT NULL, ${flag('is_received')}, obstacle TEXT,
    ${recordedAt}) STRICT`,
  byClient('documents_sent'),
  `CREATE TABLE announcements (${record}, step TEXT NOT NULL, ${day('deadline')} NOT NULL,
    ${oneOf('reaction', 'refused turned')}, ${recordedAt}) STRICT`,
  byClient('announcements'),
  `CREATE TABLE insolvency_notices (${record},
    ${oneOf('kind', 'safeguard receivership liquidation unknown')} NOT NULL, court TEXT, ${day('opened_on')},
    administrator TEXT, ${recordedAt}) STRICT`,
  byClient('insolvency_notices'),
];

const learning = [
  // The user's own objections. What one says is its latest wording; the earlier ones stay, and so does a removed one.
  `CREATE TABLE objections (${id}, ${recordedAt}) STRICT`,
  `CREATE TABLE objection_wordings (${id}, objection_id INTEGER NOT NULL REFERENCES objections (id),
    words TEXT NOT NULL, answer_fr TEXT, answer_en TEXT, ${flag('is_removed')}, ${recordedAt}) STRICT`,
  `CREATE INDEX objection_wordings_objection ON objection_wordings (objection_id)`,
  // One of the library by its key, or one of the user's by its number.
  `CREATE TABLE objection_uses (${id}, ${clientId}, ${callId}, ${day('noted_on')} NOT NULL, library_key TEXT,
    objection_id INTEGER REFERENCES objections (id), ${flagOrNull('has_worked')}, ${recordedAt},
    CHECK ((library_key IS NULL) <> (objection_id IS NULL))) STRICT`,
  byClient('objection_uses'),
  `CREATE TABLE reviews (call_id INTEGER PRIMARY KEY REFERENCES calls (id), ${clientId},
    ${day('noted_on')} NOT NULL, ${json('scores_json', 'object')}, next_time TEXT, ${recordedAt}) STRICT`,
  byClient('reviews'),
  `CREATE TABLE rehearsals (${id}, ${clientId}, ${day('held_on')} NOT NULL, persona TEXT NOT NULL,
    ${recordedAt}) STRICT`,
  byClient('rehearsals'),
];

/** What a call leaves behind besides promises, disputes and commitments (practice C8). */
export const callRecords: Migration = {
  version: 2,
  statements: [...added, ...records, ...learning],
};
