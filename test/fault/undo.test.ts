import { once } from 'node:events';
import { createInterface } from 'node:readline';
import SqliteDatabase from 'better-sqlite3';
import { expect, test } from 'vitest';
import { aClient, aContact, anInvoice, aPayment } from '../store/builders.ts';
import { allOf } from '../store/histories.ts';
import { fileLedger, temporaryPath } from '../store/ledgers.ts';
import { isTorture, startChild } from './children.ts';

test('an undo that is killed has taken back all or nothing', { timeout: 120_000 }, async () => {
  const path = temporaryPath();
  const first = fileLedger(path);
  first.changes.begin('client add');
  const { id } = first.clients.add(aClient());
  const without = allOf(first);
  first.changes.begin('import');
  first.transaction(() => {
    first.clients.edit(id, { name: 'Acme' });
    first.clients.addContact(aContact(id));
    for (let at = 0; at < 150; at += 1) {
      first.invoices.add(anInvoice(id, { number: `F-${at}` }));
      first.payments.add(aPayment(id));
    }
  });
  const whole = allOf(first);
  first.close();
  const found = new Set<number>();
  for (let round = 0; round < (isTorture ? 60 : 12); round += 1) {
    const child = startChild('undo', [path]);
    let seen = 0;
    // Once it is in full swing, somewhere in the middle of the next one.
    for await (const _ of createInterface(child.stdout)) {
      seen += 1;
      if (seen === 1 + (round % 3)) child.kill('SIGKILL');
    }
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    const ledger = fileLedger(path);
    const state = allOf(ledger);
    ledger.close();
    const isWhole = state.payments.length > 0;
    expect(state).toEqual(isWhole ? whole : without);
    found.add(Number(isWhole));
  }
  expect(found.size).toBe(2);
  const db = new SqliteDatabase(path, { readonly: true });
  expect([db.pragma('integrity_check', { simple: true }), db.pragma('foreign_key_check')]).toEqual([
    'ok',
    [],
  ]);
  db.close();
});
