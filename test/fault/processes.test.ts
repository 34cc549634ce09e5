import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import SqliteDatabase from 'better-sqlite3';
import { expect, test } from 'vitest';
import { ownProcess } from '../../src/store/owner.ts';
import { aCall, aClient, aMessage } from '../store/builders.ts';
import { fileLedger, oldFile, temporaryPath } from '../store/ledgers.ts';
import { isTorture, runChild, startChild } from './children.ts';

test('four processes lose no write', { timeout: 60_000 }, async () => {
  const path = temporaryPath();
  fileLedger(path).clients.add(aClient());
  const each = 300;
  const ends = await Promise.all([1, 2, 3, 4].map(() => runChild('count', [path, each])));
  expect(ends.map(({ code, errors }) => ({ code, errors }))).toEqual(
    ends.map(() => ({ code: 0, errors: '' })),
  );
  expect(fileLedger(path).imports.columnMap('count')).toBe(String(4 * each));
});

test('two senders never take the same message', { timeout: 60_000 }, async () => {
  const path = temporaryPath();
  const ledger = fileLedger(path);
  const { id } = ledger.clients.add(aClient());
  const all = Array.from({ length: 40 }, () => ledger.outbox.queue(aMessage(id)).id);
  const children = [1, 2].map(() => startChild('take', [path]));
  const lines = children.map(({ stdout }) => createInterface(stdout)[Symbol.asyncIterator]());
  for (const line of lines) expect((await line.next()).value).toBe('ready');
  for (const { stdin } of children) stdin.write('go\n');
  const taken = await Promise.all(
    lines.map(async (line) => JSON.parse((await line.next()).value as string) as number[]),
  );
  expect(taken.flat().toSorted((a, b) => a - b)).toEqual(all);
});

test('two at once may make the file: one file, both work', { timeout: 60_000 }, async () => {
  const path = temporaryPath();
  const ends = await Promise.all([1, 2, 3].map(() => runChild('count', [path, 5])));
  expect(ends.map(({ errors }) => errors)).toEqual(['', '', '']);
  expect(fileLedger(path).imports.columnMap('count')).toBe('15');
});

test('two at once may bring an old file up to date: the copy beside it is the old file', {
  timeout: 60_000,
}, async () => {
  const path = oldFile(1);
  const ends = await Promise.all([1, 2, 3].map(() => runChild('count', [path, 5])));
  expect(ends.map(({ errors }) => errors)).toEqual(['', '', '']);
  expect(fileLedger(path).imports.columnMap('count')).toBe('15');
  const copy = new SqliteDatabase(join(dirname(path), 'backups', 'dun-2026-06-02-before-version-2.db'));
  expect(copy.pragma('user_version', { simple: true })).toBe(1);
  copy.close();
});

test('an event that was acknowledged survives kill -9', { timeout: 120_000 }, async () => {
  const path = temporaryPath();
  const first = fileLedger(path);
  const { id } = first.calls.start(aCall(first.clients.add(aClient()).id));
  first.close();
  const kills = isTorture ? 60 : 12;
  for (let round = 0; round < kills; round += 1) {
    const child = startChild('append', [path, id]);
    let last = -1;
    const wanted = 1 + (round % 4);
    let seen = 0;
    for await (const line of createInterface(child.stdout)) {
      last = Number(line);
      seen += 1;
      // Whatever is in the pipe by then was acknowledged too and is read to the end.
      if (seen === wanted) child.kill('SIGKILL');
    }
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    const ledger = fileLedger(path);
    const events = ledger.calls.events(id);
    expect(events.length).toBeGreaterThan(last);
    expect(events).toEqual(events.map((_, seq) => ({ type: 'note', text: `é ${seq}` })));
    ledger.close();
  }
});

test('a call whose process was killed is interrupted, and can be taken over', {
  timeout: 60_000,
}, async () => {
  const path = temporaryPath();
  const ledger = fileLedger(path);
  const { id: clientId } = ledger.clients.add(aClient());
  const { id } = ledger.calls.start(aCall(clientId, { owner: { pid: process.pid, startedAt: Date.now() } }));
  expect(ledger.calls.interrupted()).toEqual([]);
  const child = startChild('append', [path, id]);
  await once(child.stdout, 'data');
  const owner = { pid: child.pid as number, startedAt: Date.now() };
  expect(ledger.calls.claim(id, owner)).toBe(false);
  const theirs = ledger.calls.start(aCall(clientId, { owner }));
  expect(ledger.calls.interrupted()).toEqual([]);
  expect(ledger.calls.claim(theirs.id, ownProcess())).toBe(false);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(ledger.calls.interrupted().map((call) => call.id)).toEqual([theirs.id]);
  expect(ledger.calls.claim(theirs.id, ownProcess())).toBe(true);
});
