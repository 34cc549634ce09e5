import SqliteDatabase from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from '../../src/store/migrate.ts';

/** A file with one client, one invoice, one call, one promise. */
function filled() {
  const db = new SqliteDatabase(':memory:');
  migrate(db);
  db.exec(`INSERT INTO clients (handle, name, name_folded, kind, country, language, register, relationship, recorded_at)
    VALUES ('acme', 'A', 'a', 'business', 'FR', 'fr', 'formal', 'keep', 1)`);
  db.exec(`INSERT INTO invoices (client_id, number, number_folded, issued_on, due_on, amount_minor, settled_minor,
    currency, recorded_at) VALUES (1, 'F-1', 'f-1', '2026-01-01', '2026-01-31', 100, 0, 'EUR', 1)`);
  db.exec(`INSERT INTO calls (client_id, channel, held_on, started_at, is_hardship, recorded_at)
    VALUES (1, 'call', '2026-02-01', 1, 0, 1)`);
  db.exec(`INSERT INTO promises (client_id, promiser, kind, made_on, means, origin, is_account_read_out, recorded_at)
    VALUES (1, 'X', 'promise', '2026-02-01', 'leaves', 'client', 0, 1)`);
  return db;
}

const day = "'2026-05-01'";

/** A record of the call with these columns of its own. */
const record = (table: string, columns: string, values: string) =>
  `INSERT INTO ${table} (client_id, call_id, noted_on, invoice_ids_json, is_superseded, recorded_at, ${columns})
    VALUES (1, 1, ${day}, '[1]', 0, 1, ${values})`;
const claim = record('payment_claims', 'is_other_account', '0');
const use = `INSERT INTO objection_uses (client_id, call_id, noted_on, recorded_at, library_key, objection_id)
  VALUES (1, 1, ${day}, 1, `;
const review = `INSERT INTO reviews (call_id, client_id, noted_on, recorded_at, scores_json) VALUES (1, 1, ${day}, 1, `;

test.each([
  ['a half cent', `UPDATE invoices SET amount_minor = 12.5`],
  ['letters in an amount', `UPDATE invoices SET amount_minor = '12abc'`],
  ['an amount that JavaScript cannot count', `UPDATE invoices SET amount_minor = 9007199254740992`],
  ['a day with a word', `UPDATE invoices SET due_on = 'soon'`],
  ['a day the wrong way round', `UPDATE invoices SET due_on = '31-01-2026'`],
  ['a day with an hour', `UPDATE invoices SET due_on = '2026-01-31T10:00'`],
  ['a 13th month is a matter of the parser, a 20th is not', `UPDATE invoices SET due_on = '2026-20-01'`],
  ['no day', `UPDATE invoices SET due_on = NULL`],
  ['a currency in small letters', `UPDATE invoices SET currency = 'eur'`],
  ['a country of three letters', `UPDATE clients SET country = 'FRA'`],
  ['an unknown kind', `UPDATE clients SET kind = 'friend'`],
  ['an unknown payer type', `UPDATE clients SET payer_type = 'nice'`],
  ['a handle with a space', `UPDATE clients SET handle = 'a b'`],
  ['an empty handle', `UPDATE clients SET handle = ''`],
  ['a flag of 2', `UPDATE calls SET is_hardship = 2`],
  ['broken JSON', `INSERT INTO call_events VALUES (1, 0, '{"a":', 1)`],
  ['an event of no call', `INSERT INTO call_events VALUES (9, 0, '{}', 1)`],
  ['an unknown reach', `UPDATE calls SET reach = 'fax'`],
  [
    'minutes after midnight',
    `INSERT INTO commitments (client_id, text, due_on, due_at, recorded_at) VALUES (1, 'x', ${day}, 1440, 1)`,
  ],
  ['a part for no invoice', `INSERT INTO promise_parts VALUES (1, 0, 9, 1, 'EUR', ${day}, ${day}, ${day})`],
  [
    'a change of an unknown kind',
    `INSERT INTO promise_changes (promise_id, kind, changed_on, recorded_at) VALUES (1, 'lost', ${day}, 1)`,
  ],
  [
    'a payment of no client',
    `INSERT INTO payments (client_id, amount_minor, currency, paid_on, source, recorded_at) VALUES (9, 1, 'EUR', ${day}, 'hand', 1)`,
  ],
  ['an unknown mood', `UPDATE calls SET mood_after = 'sad'`],
  ['an unknown end of a call', `UPDATE calls SET hangup = 'slammed'`],
  ['a satisfaction of 2', `UPDATE calls SET is_satisfied = 2`],
  ['an acceleration of 2', `UPDATE promises SET is_accelerated = 2`],
  ['an acceleration that nobody knows', `UPDATE promises SET is_accelerated = NULL`],
  ['a record of no call', claim.replace('(1, 1,', '(1, 9,')],
  ['a record of no client', claim.replace('(1, 1,', '(9, 1,')],
  ['invoices that are no list', claim.replace("'[1]'", `'{"1": 1}'`)],
  ['invoices that are no JSON', claim.replace("'[1]'", `'[1'`)],
  ['an amount without a currency', record('payment_claims', 'is_other_account, amount_minor', '0, 12')],
  ['a currency without an amount', record('payment_claims', 'is_other_account, currency', `0, 'EUR'`)],
  ['an unknown stage', record('circuits', 'stage', `'lost'`)],
  ['a copy sent nowhere', record('documents_sent', 'address, is_received', 'NULL, 0')],
  ['a step without a day', record('announcements', 'step, deadline', `'suit', 'soon'`)],
  ['an unknown procedure', record('insolvency_notices', 'kind', `'ruin'`)],
  ['an objection of two kinds', `${use} 'cash', 1)`],
  ['an objection of no kind', `${use} NULL, NULL)`],
  ['an objection that nobody wrote down', `${use} NULL, 9)`],
  ['scores that are a list', `${review} '[]')`],
  ['two reviews of a call', `${review} '{}'); ${review} '{}')`],
  [
    'a rehearsal with nobody',
    `INSERT INTO rehearsals (client_id, held_on, persona, recorded_at) VALUES (9, ${day}, 'angry', 1)`,
  ],
  ['a short digest', `INSERT INTO imports VALUES ('abc', 'f', 'csv', 'invoices', 1, 1)`],
  ['a second line of health', `INSERT INTO health VALUES (2, ${day})`],
  ['a client with invoices cannot go', `DELETE FROM clients`],
])('SQLite itself refuses %s', (_, statement) => {
  const db = filled();
  expect(() => db.exec(statement)).toThrowError(/constraint failed|cannot store/);
  db.close();
});

test('takes the records that the rows above spoil', () => {
  const db = filled();
  for (const statement of [claim, `${use} 'cash', NULL)`, `${review} '{}')`]) {
    expect(() => db.exec(statement)).not.toThrow();
  }
  db.close();
});

test('every table is STRICT and every foreign key holds', () => {
  const db = filled();
  const tables = db.prepare(
    `SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite%'`,
  );
  for (const row of tables.all()) expect(row).toMatchObject({ strict: 1 });
  expect(tables.all().length).toBeGreaterThan(35);
  expect(db.pragma('foreign_key_check')).toEqual([]);
  db.close();
});
