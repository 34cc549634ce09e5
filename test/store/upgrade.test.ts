import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { expect, test } from 'vitest';
import { noManner, noRecords } from '../../src/domain/call-record.ts';
import type { Standing } from '../../src/domain/standing.ts';
import { copyInto } from '../../src/store/backup.ts';
import type { Ledger, Prep } from '../../src/store/ledger.ts';
import { latestVersion, migrate, migrations, versionOf } from '../../src/store/migrate.ts';
import { aPromise, aResult, someRecords } from './builders.ts';
import { fileLedger, oldFacts, oldFile } from './ledgers.ts';

type Rows = readonly Record<string, unknown>[];

/** The schema as it stands in the file, and every row of every table in it. */
function contentOf(path: string) {
  const db = new SqliteDatabase(path, { readonly: true });
  const schema = db.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY type, name').all() as Rows;
  const tables = schema.filter(({ type }) => type === 'table').map(({ name }) => String(name));
  const rows = Object.fromEntries(tables.map((name) => [name, db.prepare(`SELECT * FROM ${name}`).all()]));
  const content = { version: versionOf(db), schema, rows };
  db.close();
  return content;
}

/** What the program of version 1 read of its file, read by this one. */
function factsOf(ledger: Ledger) {
  return {
    profile: ledger.profile.load(),
    settings: [...ledger.settings.all()],
    all: ledger.standings.all().map(withoutReplies),
    open: ledger.standings.open().map(({ client }) => client.handle),
    calls: [1, 3].map((id) => ledger.calls.byId(id)),
    events: [1, 3].map((id) => ledger.calls.events(id)),
    draft: ledger.calls.draft(3),
    prep: withoutTime(ledger.preps.lastAny()),
    payments: ledger.payments.list(),
    messages: ledger.outbox.list().map(({ repeats, ...message }) => {
      expect(repeats).toBeNull();
      return { ...message, raw: [...message.raw] };
    }),
  };
}

/** No version before the fourth read a mailbox. */
function withoutReplies({ replies, ...rest }: Standing) {
  expect(replies).toEqual([]);
  return rest;
}

/** No version before the fourth knew how long a prep took. */
function withoutTime(prep: Prep | undefined) {
  if (prep === undefined) return undefined;
  const { seconds, ...rest } = prep;
  expect(seconds).toBeNull();
  return rest;
}

/** Version 1 knew no acceleration: none of its plans has one. */
function withoutAcceleration(facts: ReturnType<typeof factsOf>) {
  const plain = (standing: Omit<Standing, 'replies'>) => ({
    ...standing,
    promises: standing.promises.map(({ isAccelerated, ...promise }) => {
      expect(isAccelerated).toBe(false);
      return promise;
    }),
  });
  return { ...facts, all: facts.all.map(plain) };
}

test('an old file says what it said, and nothing of what it never knew', () => {
  const ledger = fileLedger(oldFile(1));
  expect(JSON.parse(JSON.stringify(withoutAcceleration(factsOf(ledger))))).toEqual(oldFacts(1));
  expect([1, 2].map((id) => ledger.records.of(id))).toEqual([noRecords, noRecords]);
  expect([1, 2, 3].map((id) => ledger.records.manner(id))).toEqual([noManner, noManner, noManner]);
  expect([ledger.objections.own(), ledger.objections.uses(), ledger.rehearsals.count()]).toEqual([[], [], 0]);
});

test('a file of version 2 says what it said, and has nothing to take back', () => {
  const path = oldFile(2);
  const ledger = fileLedger(path);
  const more = {
    records: [1, 2].map((id) => ledger.records.of(id)),
    manner: [1, 2, 3].map((id) => ledger.records.manner(id)),
    own: ledger.objections.own(),
    uses: ledger.objections.uses(),
    rehearsals: ledger.rehearsals.count(),
  };
  expect(JSON.parse(JSON.stringify({ ...factsOf(ledger), ...more }))).toEqual(oldFacts(2));
  expect([ledger.changes.list(9), ledger.changes.undoable()]).toEqual([[], undefined]);
  const before = fileLedger(path, { asOf: 1_780_900_000_000 });
  expect(before.clients.byId(2)?.phone).not.toBe('+33123456700');
  expect(before.calls.interrupted().map(({ id }) => id)).toEqual([3]);
});

test('a file of version 3 says what it said, and what was taken back in it stays so', () => {
  const ledger = fileLedger(oldFile(3));
  const more = {
    records: [1, 2].map((id) => ledger.records.of(id)),
    manner: [1, 2, 3].map((id) => ledger.records.manner(id)),
    own: ledger.objections.own(),
    uses: ledger.objections.uses(),
    rehearsals: ledger.rehearsals.count(),
    changes: ledger.changes.list(9),
    undoable: ledger.changes.undoable(),
    redoable: ledger.changes.redoable(),
  };
  expect(JSON.parse(JSON.stringify({ ...factsOf(ledger), ...more }))).toEqual(oldFacts(3));
});

test('a file of version 4 keeps its messages and what came back on them, and may hold a reminder', () => {
  const path = oldFile(4);
  const ledger = fileLedger(path, { now: () => 1_783_000_000_000 });
  const facts = {
    all: ledger.standings.all(),
    messages: ledger.outbox.list().map((message) => ({ ...message, raw: [...message.raw] })),
    answered: [...ledger.outbox.answered()],
    known: [...ledger.replies.known()],
    raw: [1, 2].map((id) => [...ledger.replies.raw(id)]),
    prep: ledger.preps.lastAny(),
    changes: ledger.changes.list(12),
    redoable: ledger.changes.redoable(),
  };
  expect(JSON.parse(JSON.stringify(facts))).toEqual(oldFacts(4));
  const [first] = ledger.outbox.list();
  if (first === undefined) throw new Error('no message');
  // What was taken back before the upgrade comes again after it, and numbers go on where they were.
  ledger.changes.redo(ledger.changes.redoable()?.id ?? 0);
  const kept = ledger.outbox.queue({
    ...first,
    kind: 'payment_reminder',
    callId: null,
    messageId: '<6@dun.example>',
  });
  expect(
    ledger.outbox
      .list()
      .map(({ id, kind }) => `${id} ${kind}`)
      .slice(-2),
  ).toEqual(['5 promise_confirmation', `${kept.id} payment_reminder`]);
  ledger.close();
  const db = new SqliteDatabase(path, { readonly: true });
  expect([db.pragma('foreign_key_check'), db.pragma('integrity_check', { simple: true })]).toEqual([
    [],
    'ok',
  ]);
  db.close();
});

test('a file that was brought up to date has the tables of a new one', () => {
  const path = oldFile(1);
  fileLedger(path).close();
  const fresh = new SqliteDatabase(':memory:');
  migrate(fresh);
  const schema = fresh.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY type, name').all();
  fresh.close();
  const { version, schema: upgraded } = contentOf(path);
  expect({ version, upgraded }).toEqual({ version: latestVersion, upgraded: schema });
});

test.each([1, 2, 3, 4])('step %s is the one that was released', (version) => {
  const db = new SqliteDatabase(':memory:');
  migrate(db, migrations.slice(0, version));
  const schema = db.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY type, name').all();
  db.close();
  expect(contentOf(oldFile(version)).schema).toEqual(schema);
});

test('a private copy of the old file stays beside it, row for row', () => {
  const path = oldFile(1);
  const before = contentOf(path);
  fileLedger(path).close();
  fileLedger(path).close();
  const folder = join(dirname(path), 'backups');
  const name = 'dun-2026-06-02-before-version-2.db';
  expect(readdirSync(folder)).toEqual([name]);
  expect(contentOf(join(folder, name))).toEqual(before);
  expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
});

test('a copy that came too late leaves the one that is there', () => {
  const path = oldFile(1);
  fileLedger(path).close();
  const copy = join(dirname(path), 'backups', 'dun-2026-06-02-before-version-2.db');
  const before = readFileSync(copy);
  const db = new SqliteDatabase(path);
  copyInto(db, copy, (found) => versionOf(found) === 1);
  db.close();
  expect(readFileSync(copy).equals(before)).toBe(true);
  expect(readdirSync(dirname(copy))).toHaveLength(1);
});

test('a call that was broken off before the upgrade ends after it', () => {
  const ledger = fileLedger(oldFile(1));
  expect(ledger.calls.interrupted().map(({ id }) => id)).toEqual([3]);
  const manner = { ...noManner, moodAfter: 'tense' as const, hangup: 'cut' as const };
  const promises = [aPromise(2, 3, { kind: 'plan', isAccelerated: true })];
  ledger.finishCall(3, aResult({ promises, manner, records: someRecords([3]) }));
  expect(ledger.records.of(2).claims).toMatchObject([{ callId: 3, invoiceIds: [3] }]);
  expect(ledger.records.manner(3)).toEqual(manner);
  expect(ledger.standings.one(2).promises).toMatchObject([{ isAccelerated: true }]);
});
