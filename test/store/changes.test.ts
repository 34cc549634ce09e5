import SqliteDatabase from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { day } from '../../src/domain/day.ts';
import { DunError } from '../../src/domain/errors.ts';
import type { Ledger } from '../../src/store/ledger.ts';
import {
  aCall,
  aClient,
  aContact,
  aMessage,
  anAttempt,
  anInvoice,
  anOutcome,
  aPayment,
  aPromise,
  aResult,
  euros,
  ticking,
} from './builders.ts';
import { allOf, aWork, doWork } from './histories.ts';
import { fileLedger, memoryLedger, temporaryPath } from './ledgers.ts';

/** Takes back the last change, and says what it was. */
function undo(ledger: Ledger) {
  const change = ledger.changes.undoable();
  if (change === undefined) throw new Error('nothing to undo');
  ledger.changes.undo(change.id);
  return change;
}

function redo(ledger: Ledger) {
  const change = ledger.changes.redoable();
  if (change === undefined) throw new Error('nothing to redo');
  ledger.changes.redo(change.id);
  return change;
}

/** One client with one invoice, each a change. */
function filled(ledger: Ledger = memoryLedger()) {
  ledger.changes.begin('client add');
  const { id } = ledger.clients.add(aClient());
  ledger.changes.begin('invoice add');
  const invoice = ledger.invoices.add(anInvoice(id));
  return { ledger, id, invoice };
}

describe('taking back', () => {
  test('a new ledger has nothing to take back', () => {
    const ledger = memoryLedger();
    expect([ledger.changes.undoable(), ledger.changes.redoable()]).toEqual([undefined, undefined]);
    expect(ledger.changes.list(10)).toEqual([]);
  });

  test('the last change first, then the one before', () => {
    const { ledger, id } = filled();
    ledger.changes.begin('pay');
    ledger.payments.add(aPayment(id));
    expect(undo(ledger)).toMatchObject({
      what: 'pay',
      facts: [{ kind: 'payment', client: 'Acmé Distribution', amount: euros(50_000), on: '2026-05-20' }],
    });
    expect(ledger.payments.list()).toEqual([]);
    expect(undo(ledger)).toMatchObject({ what: 'invoice add', facts: [{ kind: 'invoice', text: 'F-1' }] });
    expect(undo(ledger)).toMatchObject({ what: 'client add', facts: [{ kind: 'client' }] });
    expect(ledger.clients.all()).toEqual([]);
    expect(ledger.changes.undoable()).toBeUndefined();
    expect(ledger.changes.list(10).map(({ what, isUndone }) => [what, isUndone])).toEqual([
      ['pay', true],
      ['invoice add', true],
      ['client add', true],
    ]);
  });

  test('brings back in the opposite order, until something new is recorded', () => {
    const { ledger, id } = filled();
    ledger.changes.begin('pay');
    ledger.payments.add(aPayment(id));
    const before = allOf(ledger);
    undo(ledger);
    undo(ledger);
    expect([redo(ledger).what, redo(ledger).what]).toEqual(['invoice add', 'pay']);
    expect(allOf(ledger)).toEqual(before);
    undo(ledger);
    ledger.changes.begin('pay');
    ledger.payments.add(aPayment(id, { amount: euros(100) }));
    expect(ledger.changes.redoable()).toBeUndefined();
  });

  test('what is taken back can be recorded again, under a number of its own', () => {
    const { ledger, id } = filled();
    const first = ledger.promises.add(aPromise(id, 1));
    const sha256 = 'ab'.repeat(32);
    ledger.changes.begin('import');
    ledger.imports.record({ sha256, fileName: 'mai.csv', format: 'csv', kind: 'invoices', count: 1 });
    undo(ledger);
    expect(ledger.imports.seen(sha256)).toBe(false);
    ledger.imports.record({ sha256, fileName: 'mai.csv', format: 'csv', kind: 'invoices', count: 1 });
    undo(ledger);
    undo(ledger);
    undo(ledger);
    expect(ledger.promises.byId(first.id)).toBeUndefined();
    const client = ledger.clients.add(aClient());
    const invoice = ledger.invoices.add(anInvoice(client.id));
    expect(ledger.promises.add(aPromise(client.id, invoice.id)).id).toBeGreaterThan(first.id);
    expect([client.id, invoice.id]).toEqual([2, 2]);
  });

  test('an edit is made good, and can be made again', () => {
    const { ledger, id } = filled();
    ledger.changes.begin('client edit');
    ledger.clients.edit(id, { name: 'Acme', phone: null });
    expect(undo(ledger)).toMatchObject({ facts: [{ kind: 'edit', text: 'Acme', client: 'Acme' }] });
    expect(ledger.clients.byId(id)).toMatchObject({ name: 'Acmé Distribution', phone: '+33123456789' });
    redo(ledger);
    expect(ledger.clients.byId(id)).toMatchObject({ name: 'Acme', phone: null });
  });

  test('several writes of one command are one change, unless another came in between', () => {
    const path = temporaryPath();
    const mine = fileLedger(path);
    mine.changes.begin('import');
    const { id } = mine.clients.add(aClient());
    mine.invoices.add(anInvoice(id));
    const other = fileLedger(path, { what: 'pay' });
    other.payments.add(aPayment(id));
    mine.invoices.add(anInvoice(id, { number: 'F-2' }));
    expect(mine.changes.list(9).map(({ what, facts }) => [what, facts.length])).toEqual([
      ['import', 1],
      ['pay', 1],
      ['import', 2],
    ]);
  });

  test('what failed is no part of a change', () => {
    const { ledger, id } = filled();
    ledger.changes.begin('pay');
    ledger.transaction(() => {
      ledger.payments.add(aPayment(id));
      const failing = () =>
        ledger.transaction(() => {
          ledger.payments.add(aPayment(id));
          throw new Error('no');
        });
      expect(failing).toThrow('no');
    });
    expect(ledger.changes.undoable()?.facts).toHaveLength(1);
    const all = () =>
      ledger.transaction(() => {
        ledger.payments.add(aPayment(id));
        throw new Error('no');
      });
    expect(all).toThrow('no');
    expect(ledger.changes.list(1)[0]?.facts).toHaveLength(1);
  });

  test('a change that somebody else made in between stops it', () => {
    const { ledger, id } = filled();
    const seen = ledger.changes.undoable()?.id ?? 0;
    ledger.changes.begin('pay');
    ledger.payments.add(aPayment(id));
    expect(() => ledger.changes.undo(seen)).toThrowError(
      expect.objectContaining({ key: 'store.change_elsewhere', exitCode: 75 }),
    );
    expect(ledger.payments.list()).toHaveLength(1);
  });
});

describe('a call', () => {
  function called(ledger: Ledger, id: number, invoiceId: number) {
    ledger.changes.begin('call');
    const call = ledger.calls.start(aCall(id));
    ledger.calls.append(call.id, 0, { type: 'dial' });
    const contact = ledger.clients.addContact(aContact(id));
    return ledger.finishCall(
      call.id,
      aResult({
        contactId: contact.id,
        promises: [aPromise(id, invoiceId)],
        outcomes: [anOutcome({ invoiceId, contactId: contact.id })],
        contactPatches: [{ id: contact.id, patch: { phone: null } }],
        message: aMessage(id),
      }),
    );
  }

  test('goes with all that it left, its journal stays beside, and it is not offered to go on', () => {
    const { ledger, id, invoice } = filled();
    const before = allOf(ledger);
    const { attemptId } = called(ledger, id, invoice.id);
    const after = allOf(ledger);
    const { facts, kept } = undo(ledger);
    expect(facts.map(({ kind }) => kind).toSorted()).toEqual(
      ['call', 'contact', 'edit', 'message', 'promise'].toSorted(),
    );
    expect(kept).toEqual([]);
    expect(allOf(ledger)).toEqual(before);
    expect(ledger.calls.interrupted()).toEqual([]);
    expect(ledger.calls.events(attemptId)).toEqual([]);
    redo(ledger);
    expect(allOf(ledger)).toEqual(after);
    expect(ledger.calls.events(attemptId)).toEqual([{ type: 'dial' }]);
  });

  test('its message stays once it has left', () => {
    const { ledger, id, invoice } = filled();
    const { messageId } = called(ledger, id, invoice.id);
    ledger.outbox.take(messageId ?? 0, process.pid);
    ledger.outbox.advance(messageId ?? 0, { to: 'sent', receipt: 'ok', at: 5 });
    const after = allOf(ledger);
    expect(undo(ledger).kept).toMatchObject([{ kind: 'message', text: 'Facture F-1' }]);
    expect(ledger.standings.one(id)).toMatchObject({
      attempts: [],
      promises: [],
      memos: [{ state: 'sent' }],
    });
    redo(ledger);
    expect(allOf(ledger)).toEqual(after);
  });

  test('a change that is nothing but a message that left is passed over', () => {
    const { ledger, id, invoice } = filled();
    ledger.changes.begin('log');
    const attempt = ledger.calls.log(anAttempt(id, { outcomes: [anOutcome({ invoiceId: invoice.id })] }));
    ledger.changes.begin('memo');
    const message = ledger.outbox.queue(aMessage(id, { callId: attempt.id }));
    expect(ledger.changes.undoable()?.what).toBe('memo');
    ledger.outbox.take(message.id, process.pid);
    expect(undo(ledger)).toMatchObject({ what: 'log', kept: [{ kind: 'message' }] });
    expect(undo(ledger)).toMatchObject({ what: 'invoice add' });
  });

  test('a client to whom a message has left stays', () => {
    const ledger = memoryLedger();
    ledger.changes.begin('client add');
    const { id } = ledger.clients.add(aClient());
    ledger.changes.begin('memo');
    const message = ledger.outbox.queue(aMessage(id));
    ledger.outbox.take(message.id, process.pid);
    const before = allOf(ledger);
    expect(() => undo(ledger)).toThrowError(
      expect.objectContaining({ key: 'store.still_needed', exitCode: 1 }),
    );
    expect(allOf(ledger)).toEqual(before);
  });

  test('finishing one that was taken back finds none', () => {
    const { ledger, id, invoice } = filled();
    const { attemptId } = called(ledger, id, invoice.id);
    undo(ledger);
    expect(() => ledger.finishCall(attemptId, aResult())).toThrowError(
      expect.objectContaining({ key: 'store.no_call' }),
    );
  });
});

// A call that another run had begun goes whole: it is not offered to go on once more.
const aWhole = aWork.filter(({ kind }) => kind !== 'finish');

test('undo is as if it had never been, redo as if nothing had happened', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(fc.array(aWhole, { minLength: 8, maxLength: 16, size: 'max' }), (works) => {
      const ledger = memoryLedger();
      const newest = () => ledger.changes.list(1)[0]?.id;
      const pairs: unknown[][] = [[], []];
      for (const work of works) {
        const [before, last] = [allOf(ledger), newest()];
        doWork(ledger, work);
        // Nothing to do, or nothing to take back: a message that left.
        if (newest() === last || ledger.changes.undoable()?.id !== newest()) continue;
        const after = allOf(ledger);
        undo(ledger);
        pairs[0]?.push(before, allOf(ledger));
        redo(ledger);
        pairs[1]?.push(after, allOf(ledger));
      }
      const every = pairs.flatMap((states) =>
        states.map((state, at) => [state, states[at % 2 === 0 ? at : at - 1]]),
      );
      for (const [state, wanted] of every) expect(state).toEqual(wanted);
    }),
    { numRuns: 40 },
  );
});

test('any walk can be seen as it was at each step, whatever came later', { timeout: 120_000 }, () => {
  const aStep = fc.oneof(
    { weight: 2, arbitrary: aWork },
    { weight: 1, arbitrary: fc.constantFrom('undo' as const, 'redo' as const) },
  );
  fc.assert(
    fc.property(fc.array(aStep, { minLength: 8, maxLength: 24, size: 'max' }), (steps) => {
      const path = temporaryPath();
      const now = ticking();
      const ledger = fileLedger(path, { now });
      const seen = steps.map((step) => {
        if (step === 'undo') unlessNeeded(() => ledger.changes.undoable() && undo(ledger));
        else if (step === 'redo') unlessNeeded(() => ledger.changes.redoable() && redo(ledger));
        else doWork(ledger, step);
        return { at: now(), state: allOf(ledger) };
      });
      ledger.close();
      for (const { at, state } of seen) {
        const earlier = fileLedger(path, { asOf: at });
        expect(allOf(earlier)).toEqual(state);
        earlier.close();
      }
    }),
    { numRuns: 25 },
  );
});

/** A message that has left may hold what it is about. */
function unlessNeeded(work: () => unknown): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof DunError) || error.key !== 'store.still_needed') throw error;
  }
}

describe('as of an earlier moment', () => {
  test('nothing is written', () => {
    const path = temporaryPath();
    const { id } = filled(fileLedger(path));
    const earlier = fileLedger(path, { asOf: Number.MAX_SAFE_INTEGER });
    const refusal = expect.objectContaining({ key: 'store.as_of', exitCode: 2 });
    expect(() => earlier.payments.add(aPayment(id))).toThrowError(refusal);
    expect(() => earlier.calls.saveDraft(1, 'note', 'x')).toThrowError(refusal);
    expect(() => earlier.payments.add(aPayment(id))).toThrowError(refusal);
    expect(fileLedger(path).payments.list()).toEqual([]);
  });

  test('a fact of an earlier day is seen from the day on which it was recorded', () => {
    const path = temporaryPath();
    const now = ticking();
    const { ledger, id } = filled(fileLedger(path, { now }));
    const before = now();
    ledger.payments.add(aPayment(id, { on: day('2026-05-02') }));
    expect(fileLedger(path, { asOf: before }).payments.list()).toEqual([]);
    expect(fileLedger(path, { asOf: now() }).payments.list()).toHaveLength(1);
  });

  test('a call that was under way is not finished yet, a message that was queued has not left', () => {
    const path = temporaryPath();
    const now = ticking();
    const { ledger, id, invoice } = filled(fileLedger(path, { now }));
    const call = ledger.calls.start(aCall(id));
    ledger.calls.append(call.id, 0, { type: 'dial' });
    const moments = [now()];
    const outcomes = [anOutcome({ invoiceId: invoice.id })];
    const manner = { moodBefore: null, moodAfter: null, hangup: 'cut', isSatisfied: true } as const;
    const { messageId } = ledger.finishCall(call.id, aResult({ outcomes, manner, message: aMessage(id) }));
    moments.push(now());
    ledger.outbox.take(messageId ?? 0, process.pid);
    moments.push(now());
    ledger.outbox.advance(messageId ?? 0, { to: 'uncertain', error: 'gone' });
    moments.push(now());
    ledger.outbox.advance(messageId ?? 0, { to: 'sent', receipt: 'ok', at: now() });
    moments.push(now());
    const seen = moments.map((asOf) => {
      const earlier = fileLedger(path, { asOf });
      const { attempts, memos } = earlier.standings.one(id);
      const { hangup } = earlier.records.manner(call.id);
      const events = earlier.calls.events(call.id).length;
      return [earlier.calls.byId(call.id)?.isFinished, attempts.length, hangup, events, memos[0]?.state];
    });
    expect(seen).toEqual([
      [false, 0, null, 1, undefined],
      [true, 1, 'cut', 1, 'queued'],
      [true, 1, 'cut', 1, 'sending'],
      [true, 1, 'cut', 1, 'uncertain'],
      [true, 1, 'cut', 1, 'sent'],
    ]);
  });

  test('a file that replication keeps in its own mode is seen as well', () => {
    const path = temporaryPath();
    filled(fileLedger(path)).ledger.close();
    const db = new SqliteDatabase(path);
    db.pragma('journal_mode = WAL');
    db.close();
    const ledger = fileLedger(path);
    const { id } = ledger.clients.add(aClient({ handle: 'wal' }));
    expect(fileLedger(path, { asOf: Number.MAX_SAFE_INTEGER }).clients.byId(id)?.handle).toBe('wal');
  });
});
