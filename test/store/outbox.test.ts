import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import type { Message, OutboxStep } from '../../src/store/ledger.ts';
import { aCall, aClient, aMessage, aResult } from './builders.ts';
import { memoryLedger } from './ledgers.ts';

function withMessage() {
  const ledger = memoryLedger();
  const client = ledger.clients.add(aClient());
  return { ledger, client, outbox: ledger.outbox, message: ledger.outbox.queue(aMessage(client.id)) };
}

const steps: Readonly<Record<OutboxStep['to'], OutboxStep>> = {
  body: { to: 'body' },
  sent: { to: 'sent', receipt: '250 ok', at: 5 },
  draft: { to: 'draft', path: '/out/1.eml', at: 5 },
  queued: { to: 'queued', error: 'no connection', nextAt: 99 },
  failed: { to: 'failed', error: '550' },
  uncertain: { to: 'uncertain', error: 'lost' },
};

describe('outbox', () => {
  test('a queued message comes back byte for byte', () => {
    const { outbox, message } = withMessage();
    expect(message).toMatchObject({ state: 'queued', phase: null, attempts: 0, sentAt: null });
    const { raw, ...rest } = outbox.byId(message.id) as Message;
    expect([...raw]).toEqual([0, 13, 10, 255]);
    expect({ ...rest, raw: message.raw }).toEqual(message);
    expect(outbox.byId(99)).toBeUndefined();
  });

  test('a message is taken once', () => {
    const { outbox, message } = withMessage();
    expect(outbox.take(message.id, process.pid)).toMatchObject({
      state: 'sending',
      phase: 'connect',
      pid: process.pid,
      attempts: 1,
    });
    expect(outbox.take(message.id, process.pid)).toBeUndefined();
    expect(outbox.take(99, process.pid)).toBeUndefined();
  });

  test.each([
    ['body', { state: 'sending', phase: 'body', pid: process.pid }],
    ['sent', { state: 'sent', phase: null, pid: null, receipt: '250 ok', sentAt: 5 }],
    ['draft', { state: 'draft', phase: null, pid: null, receipt: '/out/1.eml', sentAt: 5 }],
    ['queued', { state: 'queued', phase: null, pid: null, error: 'no connection', nextAt: 99 }],
    ['failed', { state: 'failed', phase: null, pid: null, error: '550' }],
    ['uncertain', { state: 'uncertain', phase: null, pid: null, error: 'lost' }],
  ] as const)('while it is sent it may become %s', (to, expected) => {
    const { outbox, message } = withMessage();
    outbox.take(message.id, process.pid);
    expect(outbox.advance(message.id, steps[to])).toMatchObject(expected);
    expect(outbox.byId(message.id)).toMatchObject(expected);
  });

  test('an uncertain message is settled by a word, and may be taken again when it is queued', () => {
    const { outbox, message } = withMessage();
    outbox.take(message.id, process.pid);
    outbox.advance(message.id, steps.uncertain);
    outbox.advance(message.id, { to: 'queued', error: '', nextAt: 7 });
    expect(outbox.byId(message.id)).toMatchObject({ state: 'queued', error: null, nextAt: 7 });
    expect(outbox.take(message.id, process.pid)).toMatchObject({ attempts: 2, messageId: message.messageId });
  });

  test.each(['sent', 'draft', 'failed'] as const)('nothing stirs a message that is %s', (end) => {
    const { outbox, message } = withMessage();
    outbox.take(message.id, process.pid);
    outbox.advance(message.id, steps[end]);
    for (const step of Object.values(steps)) {
      expect(() => outbox.advance(message.id, step)).toThrowError(
        expect.objectContaining({ key: 'store.message_elsewhere', exitCode: 75 }),
      );
    }
    expect(outbox.take(message.id, process.pid)).toBeUndefined();
    expect(outbox.byId(message.id)?.state).toBe(end);
  });

  test('an unknown message is said', () => {
    const { outbox } = withMessage();
    expect(() => outbox.advance(99, steps.sent)).toThrowError(
      expect.objectContaining({ key: 'store.no_message' }),
    );
  });

  test('messages of dead senders are taken up: in doubt after the body began, queued before', () => {
    const { outbox, client } = withMessage();
    const dead = spawnSync(process.execPath, ['--version']).pid;
    const [connect, body, mine] = [1, 2, 3].map(() => outbox.queue(aMessage(client.id)).id);
    for (const id of [connect, body]) outbox.take(id as number, dead);
    outbox.take(mine as number, process.pid);
    outbox.advance(body as number, steps.body);
    outbox.recover();
    const stateOf = (id: number | undefined) => outbox.byId(id as number)?.state;
    expect([connect, body, mine].map(stateOf)).toEqual(['queued', 'uncertain', 'sending']);
  });

  test('the latest message of a call, and lists by state', () => {
    const { ledger, outbox, client, message } = withMessage();
    const { id } = ledger.calls.start(aCall(client.id));
    expect(outbox.forCall(id)).toBeUndefined();
    const { messageId } = ledger.finishCall(id, aResult({ message: aMessage(client.id) }));
    expect(outbox.forCall(id)?.id).toBe(messageId);
    const edited = outbox.queue(aMessage(client.id, { callId: id }));
    expect(outbox.forCall(id)?.id).toBe(edited.id);
    outbox.take(edited.id, process.pid);
    expect(outbox.list().map((each) => each.id)).toEqual([message.id, messageId, edited.id]);
    expect(outbox.list('sending').map((each) => each.id)).toEqual([edited.id]);
    expect(outbox.list('failed')).toEqual([]);
  });
});
