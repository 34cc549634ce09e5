import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { day } from '../../src/domain/day.ts';
import { isAlive, ownProcess } from '../../src/store/owner.ts';
import {
  aCall,
  aClient,
  aCommitment,
  aContact,
  aDispute,
  aMessage,
  anAttempt,
  anInvoice,
  anOutcome,
  aPromise,
  aResult,
} from './builders.ts';
import { memoryLedger } from './ledgers.ts';

function withInvoice() {
  const ledger = memoryLedger();
  const client = ledger.clients.add(aClient());
  return { ledger, client, invoice: ledger.invoices.add(anInvoice(client.id)) };
}

/** A process number that was alive a moment ago and is not any more. */
const deadPid = () => spawnSync(process.execPath, ['--version']).pid;

describe('the journal of a call', () => {
  test('gives the events back in their order, as they were', () => {
    const { ledger, client } = withInvoice();
    const call = ledger.calls.start(aCall(client.id));
    const events = [{ type: 'choose', choice: 'é"\n' }, { type: 'back' }, null, [1, { deep: [] }]];
    events.forEach((event, seq) => ledger.calls.append(call.id, seq, event));
    expect(ledger.calls.events(call.id)).toEqual(events);
    expect(ledger.calls.events(99)).toEqual([]);
    expect(ledger.calls.byId(call.id)).toEqual(call);
  });

  test('the same event twice is one event', () => {
    const { ledger, client } = withInvoice();
    const { id } = ledger.calls.start(aCall(client.id));
    ledger.calls.append(id, 0, { type: 'proceed' });
    ledger.calls.append(id, 0, { type: 'proceed' });
    expect(ledger.calls.events(id)).toHaveLength(1);
  });

  test.each([
    ['another event under the same number', 0, false],
    ['an event of a finished call', 1, true],
  ])('%s is refused, because another window holds the call', (_, seq, isFinished) => {
    const { ledger, client } = withInvoice();
    const { id } = ledger.calls.start(aCall(client.id));
    ledger.calls.append(id, 0, { type: 'proceed' });
    if (isFinished) ledger.finishCall(id, aResult());
    expect(() => ledger.calls.append(id, seq, { type: 'other' })).toThrowError(
      expect.objectContaining({ key: 'store.call_elsewhere', exitCode: 75 }),
    );
    expect(ledger.calls.events(id)).toEqual([{ type: 'proceed' }]);
  });

  test('a draft is replaced, removed when empty, and gone when the call is finished', () => {
    const { ledger, client } = withInvoice();
    const { id } = ledger.calls.start(aCall(client.id));
    expect(ledger.calls.draft(id)).toBeUndefined();
    ledger.calls.saveDraft(id, 'note', 'il rap');
    ledger.calls.saveDraft(id, 'note', 'il rappelle');
    expect(ledger.calls.draft(id)).toEqual({ field: 'note', text: 'il rappelle' });
    ledger.calls.saveDraft(id, 'note', '');
    expect(ledger.calls.draft(id)).toBeUndefined();
    ledger.calls.saveDraft(id, 'amount', '12');
    ledger.finishCall(id, aResult());
    expect(ledger.calls.draft(id)).toBeUndefined();
  });
});

describe('who holds a call', () => {
  test('this process is alive, a process that ended is not', () => {
    expect(isAlive(ownProcess())).toBe(true);
    expect(isAlive({ pid: deadPid(), startedAt: Date.now() })).toBe(false);
    expect(isAlive({ pid: 0, startedAt: Date.now() })).toBe(false);
    expect(isAlive({ pid: -1, startedAt: Date.now() })).toBe(false);
  });

  test.runIf(process.platform === 'linux')('a number that was given again is not taken for alive', () => {
    expect(isAlive({ pid: process.pid, startedAt: ownProcess().startedAt - 10_000 })).toBe(false);
    expect(Math.abs(ownProcess().startedAt - performance.timeOrigin)).toBeLessThan(3_000);
  });

  test('only calls that nobody holds are interrupted, newest first', () => {
    const { ledger, client } = withInvoice();
    const owner = { pid: deadPid(), startedAt: Date.now() };
    const first = ledger.calls.start(aCall(client.id, { owner }));
    ledger.calls.start(aCall(client.id, { owner: ownProcess() }));
    const third = ledger.calls.start(aCall(client.id, { owner }));
    const done = ledger.calls.start(aCall(client.id, { owner }));
    ledger.finishCall(done.id, aResult());
    ledger.calls.log(anAttempt(client.id));
    expect(ledger.calls.interrupted().map(({ id }) => id)).toEqual([third.id, first.id]);
  });

  test.each([
    ['of a dead process is taken over', 'dead', true],
    ['that is mine is mine again', 'own', true],
    ['of a living process is not', 'parent', false],
  ])('a call %s', (_, holder, isTaken) => {
    const { ledger, client } = withInvoice();
    const owners = {
      dead: { pid: deadPid(), startedAt: Date.now() },
      own: ownProcess(),
      parent: { pid: process.ppid, startedAt: Date.now() },
    };
    const call = ledger.calls.start(aCall(client.id, { owner: owners[holder as keyof typeof owners] }));
    expect(ledger.calls.claim(call.id, ownProcess())).toBe(isTaken);
    expect(ledger.calls.byId(call.id)?.owner.pid === process.pid).toBe(isTaken);
  });

  test('a finished or unknown call cannot be claimed', () => {
    const { ledger, client } = withInvoice();
    const { id } = ledger.calls.start(aCall(client.id));
    ledger.finishCall(id, aResult());
    expect(ledger.calls.claim(id, ownProcess())).toBe(false);
    expect(ledger.calls.claim(99, ownProcess())).toBe(false);
  });
});

describe('a contact without the script', () => {
  test('is an attempt with its outcomes, and no guided call', () => {
    const { ledger, client, invoice } = withInvoice();
    const logged = ledger.calls.log(
      anAttempt(client.id, {
        outcomes: [anOutcome({ invoiceId: invoice.id }), anOutcome({ outcome: 'angry' })],
      }),
    );
    expect(ledger.standings.one(client.id).attempts).toEqual([logged]);
    expect(ledger.calls.byId(logged.id)).toBeUndefined();
  });

  test('attempts come oldest first, whenever they were noted', () => {
    const { ledger, client } = withInvoice();
    const late = ledger.calls.log(anAttempt(client.id));
    const early = ledger.calls.log(anAttempt(client.id, { on: day('2026-05-01') }));
    expect(ledger.standings.one(client.id).attempts).toEqual([early, late]);
  });
});

describe('finishCall', () => {
  const fullResult = (clientId: number, invoiceId: number, contactId: number) =>
    aResult({
      contactId,
      note: 'paie vendredi',
      isHardship: true,
      outcomes: [anOutcome({ invoiceId, outcome: 'promise', action: 'check_account', followUpAt: null })],
      promises: [aPromise(clientId, invoiceId), aPromise(clientId, invoiceId, { kind: 'plan' })],
      disputes: [aDispute(clientId, invoiceId)],
      commitments: [aCommitment(clientId)],
      contactPatches: [{ id: contactId, patch: { phone: '+33611111111', isDecider: true } }],
      newContacts: [aContact(clientId, { firstName: 'Paul' })],
      message: aMessage(clientId),
    });

  test('writes all that the call left behind, under the number of the call', () => {
    const { ledger, client, invoice } = withInvoice();
    const anne = ledger.clients.addContact(aContact(client.id));
    const call = ledger.calls.start(aCall(client.id));
    const finished = ledger.finishCall(call.id, fullResult(client.id, invoice.id, anne.id));
    const standing = ledger.standings.one(client.id);
    expect(standing.attempts).toMatchObject([
      {
        id: call.id,
        channel: 'call',
        contactId: anne.id,
        note: 'paie vendredi',
        isHardship: true,
        reach: 'person',
      },
    ]);
    expect(standing.attempts[0]?.outcomes).toHaveLength(1);
    expect(standing.promises.map(({ id, callId }) => [id, callId])).toEqual(
      finished.promiseIds.map((id) => [id, call.id]),
    );
    expect(standing.disputes).toMatchObject([{ callId: call.id, closedOn: null }]);
    expect(standing.commitments).toMatchObject([{ callId: call.id, doneOn: null }]);
    expect(standing.contacts).toMatchObject([
      { phone: '+33611111111', isDecider: true },
      { firstName: 'Paul' },
    ]);
    expect(standing.memos).toMatchObject([{ id: finished.messageId, callId: call.id, state: 'queued' }]);
    expect(finished.attemptId).toBe(call.id);
    expect(ledger.calls.byId(call.id)).toMatchObject({ isFinished: true, endedAt: 1_780_000_400_000 });
  });

  test('the second time changes nothing and says the same numbers', () => {
    const { ledger, client, invoice } = withInvoice();
    const anne = ledger.clients.addContact(aContact(client.id));
    const call = ledger.calls.start(aCall(client.id));
    const result = fullResult(client.id, invoice.id, anne.id);
    const finished = ledger.finishCall(call.id, result);
    const before = ledger.standings.one(client.id);
    expect(ledger.finishCall(call.id, result)).toEqual(finished);
    expect(ledger.finishCall(call.id, aResult())).toEqual(finished);
    expect(ledger.standings.one(client.id)).toEqual(before);
  });

  test('a part that fails leaves nothing of the rest', () => {
    const { ledger, client, invoice } = withInvoice();
    const anne = ledger.clients.addContact(aContact(client.id));
    const call = ledger.calls.start(aCall(client.id));
    const before = ledger.standings.one(client.id);
    const wrong = { ...fullResult(client.id, invoice.id, anne.id), message: aMessage(99) };
    expect(() => ledger.finishCall(call.id, wrong)).toThrowError(/FOREIGN KEY/);
    expect(ledger.standings.one(client.id)).toEqual(before);
    expect(ledger.calls.byId(call.id)?.isFinished).toBe(false);
  });

  test('a promise may take the place of an earlier one', () => {
    const { ledger, client, invoice } = withInvoice();
    const old = ledger.promises.add(aPromise(client.id, invoice.id));
    const { id } = ledger.calls.start(aCall(client.id));
    const moves = [{ promiseId: old.id, replacedBy: 0, on: day('2026-06-02'), reason: null }];
    const result = aResult({ promises: [aPromise(client.id, invoice.id)], moves });
    const { promiseIds } = ledger.finishCall(id, result);
    expect(ledger.promises.byId(old.id)?.changes).toMatchObject([
      { kind: 'moved', replacedBy: promiseIds[0] },
    ]);
    const other = ledger.calls.start(aCall(client.id));
    expect(() => ledger.finishCall(other.id, aResult({ moves }))).toThrowError(RangeError);
  });

  test('a call that nobody started is refused', () => {
    const { ledger } = withInvoice();
    expect(() => ledger.finishCall(99, aResult())).toThrowError(
      expect.objectContaining({ key: 'store.no_call' }),
    );
  });
});
