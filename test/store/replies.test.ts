import { describe, expect, test } from 'vitest';
import { day } from '../../src/domain/day.ts';
import type { Ledger, NewReply } from '../../src/store/ledger.ts';
import { aClient, aMessage, anInvoice, aPromise } from './builders.ts';
import { fileLedger, memoryLedger, temporaryPath } from './ledgers.ts';

/** A client with a promise, and a message that has left. */
function withMemo(ledger: Ledger) {
  const client = ledger.clients.add(aClient());
  const invoice = ledger.invoices.add(anInvoice(client.id));
  const promise = ledger.promises.add(aPromise(client.id, invoice.id));
  const message = ledger.outbox.queue(aMessage(client.id));
  ledger.outbox.take(message.id, process.pid);
  ledger.outbox.advance(message.id, { to: 'sent', receipt: '250', at: 5 });
  return { client, promise, message };
}

function aNewReply(
  { client, message }: ReturnType<typeof withMemo>,
  patch: Partial<NewReply> = {},
): NewReply {
  return {
    messageId: message.id,
    clientId: client.id,
    internetId: '<a@acme.example>',
    kind: 'agreed',
    from: 'anne@acme.example',
    failedAddress: null,
    on: day('2026-06-03'),
    at: 1_780_500_000_000,
    subject: 'Re: F-1',
    words: "D'accord.",
    raw: new Uint8Array([0, 13, 10, 255]),
    confirms: [],
    ...patch,
  };
}

describe('replies', () => {
  test('are kept with the mail as it came, and stand with the client', () => {
    const ledger = memoryLedger();
    const memo = withMemo(ledger);
    const reply = ledger.replies.add(aNewReply(memo));
    expect(reply).toMatchObject({
      kind: 'agreed',
      from: 'anne@acme.example',
      words: "D'accord.",
      reading: null,
    });
    expect([...ledger.replies.raw(reply?.id ?? 0)]).toEqual([0, 13, 10, 255]);
    expect(ledger.standings.one(memo.client.id).replies).toEqual([reply]);
    expect([...ledger.replies.known()]).toEqual(['<a@acme.example>']);
  });

  test('the same mail twice is one reply, and confirms once', () => {
    const ledger = memoryLedger();
    const memo = withMemo(ledger);
    const given = aNewReply(memo, { confirms: [memo.promise.id] });
    expect(ledger.replies.add(given)).toBeDefined();
    expect(ledger.replies.add(given)).toBeUndefined();
    expect(ledger.replies.add({ ...given, internetId: '<b@acme.example>' })).toBeDefined();
    const [promise] = ledger.standings.one(memo.client.id).promises;
    expect(promise?.changes).toMatchObject([{ kind: 'confirmed', on: '2026-06-03', reason: "D'accord." }]);
  });

  test('two that agree confirm the same, whichever is read first', () => {
    const agreed = [
      { internetId: '<a@acme.example>' },
      { internetId: '<b@acme.example>', on: day('2026-06-04'), words: 'Oui.' },
    ];
    const read = (replies: typeof agreed): string[] => {
      const ledger = memoryLedger();
      const memo = withMemo(ledger);
      for (const reply of replies)
        ledger.replies.add(aNewReply(memo, { ...reply, confirms: [memo.promise.id] }));
      const { changes = [] } = ledger.promises.byId(memo.promise.id) ?? {};
      return changes.map(({ kind, on, reason }) => `${kind} ${on} ${reason}`).toSorted();
    };
    expect(read(agreed.toReversed())).toEqual(read(agreed));
    expect(read(agreed)).toEqual(["confirmed 2026-06-03 D'accord.", 'confirmed 2026-06-04 Oui.']);
  });

  test('a reply and what it confirms are written together or not at all', () => {
    const ledger = memoryLedger();
    const memo = withMemo(ledger);
    expect(() => ledger.replies.add(aNewReply(memo, { confirms: [memo.promise.id, 99] }))).toThrow(
      'FOREIGN KEY',
    );
    const { replies, promises } = ledger.standings.one(memo.client.id);
    expect([replies, promises[0]?.changes]).toEqual([[], []]);
  });

  test('an answer is read once, with what it confirms', () => {
    const ledger = memoryLedger();
    const memo = withMemo(ledger);
    const id = ledger.replies.add(aNewReply(memo, { kind: 'answer' }))?.id ?? 0;
    const reading = { meaning: 'confirms', on: day('2026-06-04'), confirms: [memo.promise.id] } as const;
    expect(ledger.replies.read(id, reading).reading).toEqual({ meaning: 'confirms', on: '2026-06-04' });
    // The day of their answer is the day of the confirmation, whenever it was read.
    expect(ledger.promises.byId(memo.promise.id)?.changes).toMatchObject([{ on: '2026-06-03' }]);
    expect(
      ledger.replies.read(id, { meaning: 'other', on: day('2026-06-05'), confirms: [] }).reading,
    ).toEqual({ meaning: 'confirms', on: '2026-06-04' });
    expect(() => ledger.replies.read(99, reading)).toThrow('store.no_reply');
    expect(() => ledger.replies.raw(99)).toThrow('store.no_reply');
  });

  test('taking a look back leaves nothing of it, and the same mail can come again', () => {
    const ledger = memoryLedger();
    const memo = withMemo(ledger);
    ledger.changes.begin('mail check');
    ledger.replies.add(aNewReply(memo, { confirms: [memo.promise.id] }));
    const change = ledger.changes.undoable();
    expect(change?.facts.map(({ kind, client }) => [kind, client])).toEqual([
      ['reply', 'Acmé Distribution'],
      ['promise_confirmed', 'Acmé Distribution'],
    ]);
    ledger.changes.undo(change?.id ?? 0);
    const { replies, promises } = ledger.standings.one(memo.client.id);
    expect([replies, promises[0]?.changes, ledger.replies.known().size]).toEqual([[], [], 0]);
    ledger.changes.redo(change?.id ?? 0);
    expect([...ledger.replies.raw(ledger.standings.one(memo.client.id).replies[0]?.id ?? 0)]).toEqual([
      0, 13, 10, 255,
    ]);
  });

  test('are messages to be answered: those that have left or may have, with somebody to answer', () => {
    const ledger = memoryLedger();
    const { client, message } = withMemo(ledger);
    const other = (
      to: Parameters<Ledger['outbox']['advance']>[1] | null,
      recipients = ['a@acme.example'],
    ) => {
      const { id } = ledger.outbox.queue({ ...aMessage(client.id), to: recipients });
      if (to !== null) {
        ledger.outbox.take(id, process.pid);
        ledger.outbox.advance(id, to);
      }
      return id;
    };
    other(null);
    other({ to: 'failed', error: '550' });
    other({ to: 'draft', path: '/x.eml', at: 9 }, []);
    const draft = other({ to: 'draft', path: '/x.eml', at: 9 });
    const doubt = other({ to: 'uncertain', error: 'lost' });
    expect(ledger.replies.answerable().map(({ id }) => id)).toEqual([message.id, draft, doubt]);
  });

  test('an earlier day knows nothing of what came later', () => {
    const path = temporaryPath();
    let now = 1_780_000_000_000;
    const ledger = fileLedger(path, { now: () => now });
    const memo = withMemo(ledger);
    now += 1000;
    const id = ledger.replies.add(aNewReply(memo, { kind: 'answer' }))?.id ?? 0;
    now += 1000;
    ledger.replies.read(id, { meaning: 'confirms', on: day('2026-06-04'), confirms: [memo.promise.id] });
    const seen = (asOf: number) => {
      const { replies, promises } = fileLedger(path, { asOf }).standings.one(memo.client.id);
      return [replies.length, replies[0]?.reading?.meaning ?? null, promises[0]?.changes.length];
    };
    expect([0, 1000, 2000].map((after) => seen(1_780_000_000_500 + after))).toEqual([
      [0, null, 0],
      [1, null, 0],
      [1, 'confirms', 1],
    ]);
  });
});
