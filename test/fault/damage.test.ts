import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { DunError } from '../../src/domain/errors.ts';
import { openLedger } from '../../src/store/ledger.ts';
import type { Ledger } from '../../src/store/ledger.ts';
import { latestVersion } from '../../src/store/migrate.ts';
import {
  aCall,
  aClient,
  aCommitment,
  aContact,
  aDispute,
  aMessage,
  anInvoice,
  anOutcome,
  aPayment,
  aPromise,
  aResult,
  someRecords,
  ticking,
  today,
} from '../store/builders.ts';
import { fileLedger, temporaryPath } from '../store/ledgers.ts';
import { isTorture } from './children.ts';

const digest = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

/** A ledger with something in every table that is read. */
function filled(): string {
  const path = temporaryPath();
  const ledger = openLedger({ path, now: ticking(), today });
  ledger.transaction(() => fill(ledger));
  ledger.close();
  return path;
}

function fill(ledger: Ledger): void {
  for (const handle of ['a', 'b', 'c']) {
    const { id } = ledger.clients.add(aClient({ handle }));
    ledger.clients.addContact(aContact(id));
    for (let count = 0; count < 12; count += 1) {
      const invoice = ledger.invoices.add(anInvoice(id, { number: `F-${count}` }));
      ledger.promises.add(aPromise(id, invoice.id));
      if (count % 3 === 0) ledger.disputes.open(aDispute(id, invoice.id));
      ledger.payments.add(aPayment(id, { invoiceId: invoice.id }));
    }
    ledger.commitments.add(aCommitment(id));
    const call = ledger.calls.start(aCall(id));
    for (let seq = 0; seq < 30; seq += 1)
      ledger.calls.append(call.id, seq, { type: 'note', text: `é ${seq}` });
    const invoiceIds = ledger.standings.one(id).invoices.map((invoice) => invoice.id);
    const records = someRecords(invoiceIds);
    ledger.finishCall(call.id, aResult({ outcomes: [anOutcome()], message: aMessage(id), records }));
    ledger.rehearsals.add({ clientId: id, on: today, persona: 'evasive' });
    ledger.calls.start(aCall(id, { owner: { pid: 1, startedAt: 0 } }));
  }
  ledger.settings.set('a', 'b');
}

/** Everything a command might read. */
function readAll(ledger: Ledger): void {
  ledger.profile.load();
  ledger.settings.all();
  ledger.standings.open();
  ledger.standings.all();
  ledger.clients.find('acme');
  ledger.payments.list();
  ledger.preps.lastAny();
  ledger.calls.interrupted();
  for (const id of [1, 2, 3]) {
    ledger.calls.events(id);
    ledger.calls.byId(id);
    ledger.records.of(id);
    ledger.records.manner(id);
  }
  ledger.objections.own();
  ledger.objections.uses();
  ledger.rehearsals.count();
  ledger.outbox.list();
  ledger.imports.seen('x');
}

/** What opening and reading comes to: `sound`, or the error's key and code. Anything but a DunError is a crash. */
function outcomeOf(path: string): string {
  let ledger: Ledger | undefined;
  try {
    ledger = openLedger({ path, now: ticking(), today });
    readAll(ledger);
    return 'sound';
  } catch (error) {
    if (error instanceof DunError) return `${error.key} ${error.exitCode}`;
    throw error;
  } finally {
    ledger?.close();
  }
}

function patch(path: string, offset: number, bytes: readonly number[]): void {
  const content = readFileSync(path);
  content.set(bytes, offset);
  writeFileSync(path, content);
}

describe('damage is said, and the file is left as it is', () => {
  test.each<[string, string, (path: string) => void]>([
    ['junk', 'store.foreign 73', (path) => writeFileSync(path, Buffer.alloc(9_000, 'junk'))],
    ['one byte', 'store.foreign 73', (path) => writeFileSync(path, 'x')],
    ['0 bytes', 'store.empty 73', (path) => truncateSync(path, 0)],
    [
      '0 bytes where a copy exists',
      'store.empty_with_backup 73',
      (path) => {
        mkdirSync(join(dirname(path), 'backups'));
        copyFileSync(path, join(dirname(path), 'backups', 'dun-2026-06-01.db'));
        truncateSync(path, 0);
      },
    ],
    ['half a header', 'store.damaged 73', (path) => truncateSync(path, 60)],
    [
      'half a file',
      'store.damaged 73',
      (path) => truncateSync(path, Math.floor(readFileSync(path).length / 8_192) * 4_096),
    ],
    ['an odd length', 'store.damaged 73', (path) => truncateSync(path, 20_001)],
    [
      'a page of zeros',
      'store.damaged 73',
      (path) =>
        patch(
          path,
          4_096 * 3,
          Array.from({ length: 4_096 }, () => 0),
        ),
    ],
    ['the start overwritten', 'store.foreign 73', (path) => patch(path, 0, [0, 0, 0, 0])],
    ['a newer version', 'store.newer 73', (path) => patch(path, 60, [0, 0, 0, latestVersion + 1])],
    ['another mark', 'store.foreign 73', (path) => patch(path, 68, [1, 2, 3, 4])],
    ['a version lost', 'store.damaged 73', (path) => patch(path, 60, [0, 0, 0, 0])],
    [
      'a SQLite file of others',
      'store.foreign 73',
      (path) => {
        rmSync(path);
        new SqliteDatabase(path).exec('CREATE TABLE moz_places (url TEXT)').close();
      },
    ],
  ])('%s: %s', (_, outcome, harm) => {
    const path = filled();
    harm(path);
    const before = digest(path);
    expect(outcomeOf(path)).toBe(outcome);
    expect(digest(path)).toBe(before);
    expect(existsSync(`${path}-journal`)).toBe(false);
  });

  test('a table that is gone is noticed by the first reading', () => {
    const path = filled();
    new SqliteDatabase(path).exec('DROP TABLE call_outcomes').close();
    expect(outcomeOf(path)).toBe('store.damaged 73');
  });

  test('a newer file says which version it has and which one is known', () => {
    const path = filled();
    patch(path, 60, [0, 0, 0, 9]);
    const values = { path, version: 9, known: latestVersion };
    expect(() => fileLedger(path)).toThrowError(expect.objectContaining({ values }));
  });
});

describe('a file that is swapped while it is open', () => {
  test.each([
    ['replaced', (path: string) => renameSync(`${path}.other`, path)],
    ['removed', (path: string) => rmSync(path)],
  ])('%s: the write is refused, the other file is not touched', (_, swap) => {
    const path = filled();
    const ledger = fileLedger(path);
    ledger.settings.set('x', '1');
    copyFileSync(path, `${path}.other`);
    const other = digest(`${path}.other`);
    swap(path);
    expect(() => ledger.settings.set('x', '2')).toThrowError(
      expect.objectContaining({ key: 'store.moved', exitCode: 73 }),
    );
    expect(existsSync(path) ? digest(path) : other).toBe(other);
  });
});

test('flipped bits: a sound read or an error that can be acted on, never a crash', {
  timeout: 120_000,
}, () => {
  const path = filled();
  const whole = readFileSync(path);
  // A fixed run of pseudo-random bits: the same in every run, others by a longer one.
  let seed = 20_260_602;
  const random = (below: number) => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
    return seed % below;
  };
  const outcomes = new Map<string, number>();
  for (let round = 0; round < (isTorture ? 500 : 100); round += 1) {
    const bytes = Buffer.from(whole);
    const flips = round % 2 === 0 ? 1 : 16;
    for (let flip = 0; flip < flips; flip += 1) {
      const at = random(bytes.length);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << random(8));
    }
    writeFileSync(path, bytes);
    const outcome = outcomeOf(path);
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  }
  const exits = [...outcomes.keys()].filter((outcome) => outcome !== 'sound');
  expect(exits.filter((outcome) => !outcome.endsWith(' 73'))).toEqual([]);
  expect(outcomes.get('store.damaged 73')).toBeGreaterThan(10);
});
