import type { Migration } from '../migrate.ts';
import { amount, callId, clientId, currency, day, flag, id, oneOf, recordedAt } from './columns.ts';

const language = `language TEXT NOT NULL CHECK (language IN ('fr', 'en'))`;
const country = `country TEXT NOT NULL CHECK (country GLOB '[A-Z][A-Z]')`;

const people = [
  `CREATE TABLE profiles (${id}, first_name TEXT NOT NULL, last_name TEXT NOT NULL, business TEXT NOT NULL,
    phone TEXT, email TEXT, address TEXT, ${country}, region TEXT, ${language}, iban TEXT, bic TEXT, legal_id TEXT,
    payment_methods_json TEXT NOT NULL CHECK (json_valid(payment_methods_json)), payment_link TEXT, signature TEXT,
    ${recordedAt}) STRICT`,
  `CREATE TABLE settings (${id}, key TEXT NOT NULL, value TEXT, ${recordedAt}) STRICT`,
  `CREATE INDEX settings_key ON settings (key, id)`,
  `CREATE TABLE clients (${id}, handle TEXT NOT NULL UNIQUE CHECK (handle <> '' AND handle NOT GLOB '*[^a-z0-9-]*'),
    name TEXT NOT NULL, name_folded TEXT NOT NULL, ${oneOf('kind', 'business consumer public')} NOT NULL, ${country},
    region TEXT, ${language}, ${oneOf('register', 'formal familiar')} NOT NULL,
    ${oneOf('relationship', 'keep neutral ending')} NOT NULL, email TEXT, phone TEXT, staff_size INTEGER,
    ${oneOf('payer_type', 'insolvent sincere_disputer inventor_of_disputes cash_strapped serial_promiser silent good_payer strategic careless process_bound unknown')},
    ${recordedAt}) STRICT`,
  `CREATE TABLE contacts (${id}, ${clientId}, first_name TEXT, last_name TEXT,
    ${oneOf('role', 'accounts buyer owner assistant other')} NOT NULL, phone TEXT, extension TEXT, email TEXT,
    reachable_hours TEXT, can_release INTEGER CHECK (can_release IN (0, 1)), ${flag('is_decider')},
    ${day('verified_on')}, friendly_topics TEXT, ${flag('is_phone_invalid')}, ${recordedAt}) STRICT`,
  `CREATE INDEX contacts_client ON contacts (client_id)`,
  // What a client, contact or invoice said before it was edited, so that an earlier day can be shown as it was.
  `CREATE TABLE replaced_rows (${id}, ${oneOf('table_name', 'clients contacts invoices')} NOT NULL,
    row_id INTEGER NOT NULL, row_json TEXT NOT NULL CHECK (json_valid(row_json)), replaced_at INTEGER NOT NULL) STRICT`,
];

const moneyOwed = [
  `CREATE TABLE invoices (${id}, ${clientId}, number TEXT NOT NULL, number_folded TEXT NOT NULL, service TEXT,
    ${day('delivered_on')}, ${day('accepted_on')}, ${day('issued_on')} NOT NULL, ${day('due_on')} NOT NULL,
    ${amount('amount_minor')} NOT NULL, ${amount('settled_minor')} NOT NULL, ${currency('currency')} NOT NULL,
    po_number TEXT, reference TEXT, iban TEXT, file TEXT, ${recordedAt}, UNIQUE (client_id, number)) STRICT`,
  `CREATE INDEX invoices_number ON invoices (number_folded)`,
  `CREATE TABLE credit_notes (${id}, ${clientId}, invoice_id INTEGER REFERENCES invoices (id), number TEXT NOT NULL,
    ${oneOf('reason', 'credit write_off')} NOT NULL, ${day('issued_on')} NOT NULL, ${amount('amount_minor')} NOT NULL,
    ${currency('currency')} NOT NULL, ${recordedAt}) STRICT`,
  `CREATE INDEX credit_notes_client ON credit_notes (client_id)`,
  `CREATE INDEX credit_notes_day ON credit_notes (issued_on)`,
  `CREATE TABLE payments (${id}, ${clientId}, invoice_id INTEGER REFERENCES invoices (id),
    ${amount('amount_minor')} NOT NULL, ${currency('currency')} NOT NULL, ${day('paid_on')} NOT NULL, method TEXT,
    reference TEXT, ${oneOf('source', 'hand import')} NOT NULL, ${recordedAt}) STRICT`,
  `CREATE INDEX payments_client ON payments (client_id)`,
  `CREATE INDEX payments_day ON payments (paid_on)`,
  `CREATE TABLE payment_reversals (payment_id INTEGER PRIMARY KEY REFERENCES payments (id),
    ${day('reversed_on')} NOT NULL, reason TEXT, ${recordedAt}) STRICT`,
];

const calls = [
  `CREATE TABLE preps (${id}, ${clientId}, ${day('prepared_on')} NOT NULL, objective_max TEXT NOT NULL,
    objective_min TEXT NOT NULL, ${amount('goal_minor')}, ${currency('goal_currency')}, ${amount('fallback_minor')},
    ${currency('fallback_currency')}, opening TEXT, ${oneOf('voicemail_plan', 'leave skip')} NOT NULL,
    answers_json TEXT NOT NULL CHECK (json_valid(answers_json)), ${recordedAt}) STRICT`,
  `CREATE INDEX preps_client ON preps (client_id)`,
  // A call that is finished, or was held without the script, is an attempt: `finished_at` is when it was recorded.
  `CREATE TABLE calls (${id}, ${clientId}, contact_id INTEGER REFERENCES contacts (id),
    prep_id INTEGER REFERENCES preps (id), ${oneOf('channel', 'call incoming mail')} NOT NULL,
    ${day('held_on')} NOT NULL, started_at INTEGER NOT NULL, ended_at INTEGER, phone TEXT,
    language TEXT CHECK (language IN ('fr', 'en')), setup_json TEXT CHECK (json_valid(setup_json)),
    owner_pid INTEGER, owner_started_at INTEGER, ${oneOf('reach', 'person desk voicemail no_answer busy bad_number')},
    ${oneOf('cause', 'forgot not_received paid dispute cash approval vague refusal insolvency distress')},
    note TEXT, ${flag('is_hardship')}, finished_at INTEGER, result_json TEXT CHECK (json_valid(result_json)),
    ${recordedAt}) STRICT`,
  `CREATE INDEX calls_client ON calls (client_id)`,
  `CREATE INDEX calls_unfinished ON calls (id) WHERE finished_at IS NULL`,
  `CREATE TABLE call_events (call_id INTEGER NOT NULL REFERENCES calls (id), seq INTEGER NOT NULL,
    event_json TEXT NOT NULL CHECK (json_valid(event_json)), ${recordedAt}, PRIMARY KEY (call_id, seq)) STRICT, WITHOUT ROWID`,
  `CREATE TABLE call_drafts (call_id INTEGER PRIMARY KEY REFERENCES calls (id), field TEXT NOT NULL,
    text TEXT NOT NULL, ${recordedAt}) STRICT`,
  `CREATE TABLE call_outcomes (call_id INTEGER NOT NULL REFERENCES calls (id), position INTEGER NOT NULL,
    invoice_id INTEGER REFERENCES invoices (id),
    ${oneOf('outcome', 'promise plan intent paid_claimed duplicate_sent dispute approval callback voicemail no_answer busy bad_number message_left no_date refusal angry distress insolvency')} NOT NULL,
    ${oneOf('action', 'call check_account confirm_promise follow_up approve own_commitment announce execute_step email declare_claim')} NOT NULL,
    ${day('follow_up_on')} NOT NULL, follow_up_at INTEGER CHECK (follow_up_at BETWEEN 0 AND 1439),
    contact_id INTEGER REFERENCES contacts (id), phone TEXT, ${oneOf('ground', 'yes no to_check')} NOT NULL,
    ${flag('is_fruitless')}, PRIMARY KEY (call_id, position)) STRICT, WITHOUT ROWID`,
];

const agreements = [
  `CREATE TABLE promises (${id}, ${clientId}, ${callId}, contact_id INTEGER REFERENCES contacts (id),
    promiser TEXT NOT NULL, ${oneOf('kind', 'promise plan')} NOT NULL, ${day('made_on')} NOT NULL,
    ${oneOf('means', 'leaves arrives')} NOT NULL, method TEXT, ${oneOf('origin', 'client mine')} NOT NULL,
    condition TEXT, ${flag('is_account_read_out')}, ${recordedAt}) STRICT`,
  `CREATE INDEX promises_client ON promises (client_id)`,
  `CREATE TABLE promise_parts (promise_id INTEGER NOT NULL REFERENCES promises (id), position INTEGER NOT NULL,
    invoice_id INTEGER NOT NULL REFERENCES invoices (id), ${amount('amount_minor')} NOT NULL,
    ${currency('currency')} NOT NULL, ${day('promised_on')} NOT NULL, ${day('arrival_deadline')} NOT NULL,
    ${day('recontact_on')} NOT NULL, PRIMARY KEY (promise_id, position)) STRICT, WITHOUT ROWID`,
  `CREATE TABLE promise_changes (${id}, promise_id INTEGER NOT NULL REFERENCES promises (id),
    ${oneOf('kind', 'moved withdrawn confirmed')} NOT NULL, ${day('changed_on')} NOT NULL, reason TEXT,
    replaced_by INTEGER REFERENCES promises (id), ${recordedAt}) STRICT`,
  `CREATE INDEX promise_changes_promise ON promise_changes (promise_id)`,
  `CREATE TABLE disputes (${id}, ${clientId}, invoice_id INTEGER NOT NULL REFERENCES invoices (id), ${callId},
    ${oneOf('type', 'administrative commercial technical')} NOT NULL, ${amount('disputed_minor')} NOT NULL,
    ${currency('currency')} NOT NULL, words TEXT NOT NULL, remedy TEXT, ${oneOf('owner', 'me client other')} NOT NULL,
    ${day('raised_on')} NOT NULL, ${day('resolve_on')} NOT NULL, ${day('pay_on')},
    ${oneOf('ground', 'yes no to_check')} NOT NULL, ${recordedAt}) STRICT`,
  `CREATE INDEX disputes_client ON disputes (client_id)`,
  `CREATE TABLE dispute_closings (dispute_id INTEGER PRIMARY KEY REFERENCES disputes (id),
    ${day('closed_on')} NOT NULL, resolution TEXT NOT NULL, ${recordedAt}) STRICT`,
  `CREATE TABLE commitments (${id}, ${clientId}, ${callId}, text TEXT NOT NULL, ${day('due_on')} NOT NULL,
    due_at INTEGER CHECK (due_at BETWEEN 0 AND 1439), ${recordedAt}) STRICT`,
  `CREATE INDEX commitments_client ON commitments (client_id)`,
  `CREATE TABLE commitment_closings (commitment_id INTEGER PRIMARY KEY REFERENCES commitments (id),
    ${day('done_on')} NOT NULL, ${recordedAt}) STRICT`,
  `CREATE TABLE messages (${id}, ${callId}, ${clientId},
    ${oneOf('kind', 'promise_confirmation instalment_plan dispute_acknowledged duplicate_sent callback_agreed voicemail_followup no_agreement broken_promise final_notice payment_proof_request approval_request payment_thanks')} NOT NULL,
    ${language}, message_id TEXT NOT NULL, sender TEXT NOT NULL,
    recipients_json TEXT NOT NULL CHECK (json_valid(recipients_json)), subject TEXT NOT NULL, text TEXT NOT NULL,
    raw BLOB NOT NULL, ${oneOf('transport', 'draft smtp sendmail')} NOT NULL,
    ${oneOf('state', 'queued sending sent draft uncertain failed')} NOT NULL, ${oneOf('phase', 'connect body')},
    pid INTEGER, owner_started_at INTEGER, attempts INTEGER NOT NULL, next_at INTEGER, error TEXT, receipt TEXT,
    sent_at INTEGER, ${recordedAt}) STRICT`,
  `CREATE INDEX messages_client ON messages (client_id)`,
  `CREATE INDEX messages_call ON messages (call_id)`,
  `CREATE INDEX messages_pending ON messages (state) WHERE state <> 'sent'`,
];

const files = [
  `CREATE TABLE imports (sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64), file_name TEXT NOT NULL,
    format TEXT NOT NULL, ${oneOf('kind', 'invoices statement')} NOT NULL, count INTEGER NOT NULL, ${recordedAt}) STRICT`,
  `CREATE TABLE column_maps (fingerprint TEXT PRIMARY KEY, map TEXT NOT NULL, ${recordedAt}) STRICT`,
  // When the structure of the file was last checked: the hot path of reading checks once a day.
  `CREATE TABLE health (id INTEGER PRIMARY KEY CHECK (id = 1), ${day('checked_on')} NOT NULL) STRICT`,
];

// Derived from the facts above, rebuildable: `projection.ts`.
const projection = [
  `CREATE TABLE open_amounts (invoice_id INTEGER PRIMARY KEY REFERENCES invoices (id), ${clientId},
    ${currency('currency')} NOT NULL, ${amount('balance_minor')} NOT NULL, ${day('due_on')} NOT NULL) STRICT`,
  `CREATE INDEX open_amounts_client ON open_amounts (client_id)`,
  `CREATE TABLE open_tasks (client_id INTEGER NOT NULL REFERENCES clients (id),
    ${oneOf('kind', 'commitment follow_up')} NOT NULL, ${day('due_on')} NOT NULL,
    PRIMARY KEY (client_id, kind)) STRICT, WITHOUT ROWID`,
];

/** The first tables: facts with their value day and the moment they were recorded (product 4). */
export const first: Migration = {
  version: 1,
  statements: [...people, ...moneyOwed, ...calls, ...agreements, ...files, ...projection],
};
