import type { Migration } from '../migrate.ts';
import { clientId, day, id, oneOf, recordedAt } from './columns.ts';

const added = [
  // How long the preparation took; NULL where nobody timed it.
  `ALTER TABLE preps ADD COLUMN seconds INTEGER CHECK (seconds >= 0)`,
  // The message that this one says again, in other bytes and under an id of its own.
  `ALTER TABLE messages ADD COLUMN repeats INTEGER REFERENCES messages (id)`,
];

const replies = [
  // A mail that came back on one of ours. `internet_id` makes a second look at the same mailbox change nothing; `raw` is
  // the mail as the server gave it, cut at a size. A bounce names the address it speaks of.
  `CREATE TABLE replies (${id}, message_id INTEGER NOT NULL REFERENCES messages (id), ${clientId},
    internet_id TEXT NOT NULL UNIQUE, ${oneOf('kind', 'agreed answer automatic bounce delayed')} NOT NULL,
    sender TEXT NOT NULL, failed_address TEXT, ${day('received_on')} NOT NULL, received_at INTEGER NOT NULL,
    subject TEXT NOT NULL, words TEXT NOT NULL, raw BLOB NOT NULL, ${recordedAt}) STRICT`,
  `CREATE INDEX replies_client ON replies (client_id)`,
  `CREATE INDEX replies_message ON replies (message_id)`,
  // What the user made of an answer that did not say "agreed" in so many words.
  `CREATE TABLE reply_readings (reply_id INTEGER PRIMARY KEY REFERENCES replies (id),
    ${oneOf('meaning', 'confirms other')} NOT NULL, ${day('read_on')} NOT NULL, ${recordedAt}) STRICT`,
];

/** What comes back on a memo, what a memo repeats, how long a preparation took. */
export const answers: Migration = { version: 4, statements: [...added, ...replies] };
