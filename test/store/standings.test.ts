import { describe, expect, test } from 'vitest';
import { addDays, day } from '../../src/domain/day.ts';
import type { Ledger } from '../../src/store/ledger.ts';
import {
  aCall,
  aClient,
  aCommitment,
  aContact,
  aCreditNote,
  aDispute,
  aMessage,
  anAttempt,
  anInvoice,
  anOutcome,
  aPayment,
  aPromise,
  aResult,
  euros,
  ticking,
  today,
} from './builders.ts';
import { fileLedger, memoryLedger, temporaryPath } from './ledgers.ts';

const openHandles = (ledger: Ledger) => ledger.standings.open().map(({ client }) => client.handle);

describe('open', () => {
  test.each<[string, string[], (ledger: Ledger, id: number) => void]>([
    ['a client without anything is not open', [], () => undefined],
    ['an overdue invoice is', ['acme'], (ledger, id) => ledger.invoices.add(anInvoice(id))],
    [
      'an invoice that is not yet due is',
      ['acme'],
      (ledger, id) => ledger.invoices.add(anInvoice(id, { dueOn: day('2026-08-31') })),
    ],
    [
      'an invoice settled before dun knew it is not',
      [],
      (ledger, id) => ledger.invoices.add(anInvoice(id, { settledBefore: euros(120_000) })),
    ],
    [
      'an invoice paid in full is not',
      [],
      (ledger, id) => {
        ledger.invoices.add(anInvoice(id));
        ledger.payments.add(aPayment(id, { amount: euros(120_000) }));
      },
    ],
    [
      'one cent short is open',
      ['acme'],
      (ledger, id) => {
        ledger.invoices.add(anInvoice(id));
        ledger.payments.add(aPayment(id, { amount: euros(119_999) }));
      },
    ],
    [
      'a reversed payment opens again',
      ['acme'],
      (ledger, id) => {
        ledger.invoices.add(anInvoice(id));
        const payment = ledger.payments.add(aPayment(id, { amount: euros(120_000) }));
        ledger.payments.reverse(payment.id, today, null);
      },
    ],
    [
      'a write-off closes',
      [],
      (ledger, id) => {
        ledger.invoices.add(anInvoice(id));
        ledger.invoices.addCreditNote(aCreditNote(id, { reason: 'write_off', amount: euros(120_000) }));
      },
    ],
    [
      'a payment with a day to come has not closed anything yet',
      ['acme'],
      (ledger, id) => {
        ledger.invoices.add(anInvoice(id));
        ledger.payments.add(aPayment(id, { amount: euros(120_000), on: addDays(today, 1) }));
      },
    ],
    ['my own commitment is', ['acme'], (ledger, id) => ledger.commitments.add(aCommitment(id))],
    [
      'once done it is not',
      [],
      (ledger, id) => ledger.commitments.done(ledger.commitments.add(aCommitment(id)).id, today),
    ],
    ['a follow-up is, even when nothing is owed', ['acme'], (ledger, id) => ledger.calls.log(anAttempt(id))],
    [
      'money that came since closes the follow-up',
      [],
      (ledger, id) => {
        ledger.invoices.add(anInvoice(id));
        ledger.calls.log(anAttempt(id));
        ledger.payments.add(aPayment(id, { amount: euros(120_000) }));
      },
    ],
    [
      'a later attempt without outcome closes the follow-up',
      [],
      (ledger, id) => {
        ledger.calls.log(anAttempt(id));
        ledger.calls.log(anAttempt(id, { on: addDays(today, 1), outcomes: [] }));
      },
    ],
    [
      'a call that is not finished plans nothing',
      [],
      (ledger, id) => {
        ledger.calls.start(aCall(id));
      },
    ],
    [
      'a finished call does',
      ['acme'],
      (ledger, id) => {
        ledger.finishCall(ledger.calls.start(aCall(id)).id, aResult({ outcomes: [anOutcome()] }));
      },
    ],
  ])('%s', (_, handles, fill) => {
    const ledger = memoryLedger();
    ledger.clients.add(aClient({ handle: 'quiet', name: 'Quiet' }));
    fill(ledger, ledger.clients.add(aClient()).id);
    expect(openHandles(ledger)).toEqual(handles);
  });

  test('is what `all` says of these clients', () => {
    const ledger = memoryLedger();
    for (const handle of ['a', 'b', 'c']) {
      const { id } = ledger.clients.add(aClient({ handle }));
      ledger.clients.addContact(aContact(id));
      const invoice = ledger.invoices.add(anInvoice(id));
      ledger.promises.add(aPromise(id, invoice.id));
      ledger.disputes.open(aDispute(id, invoice.id));
      if (handle === 'b') ledger.payments.add(aPayment(id, { amount: euros(120_000) }));
    }
    const open = ledger.standings.all().filter(({ client }) => client.handle !== 'b');
    expect(ledger.standings.open()).toEqual(open);
    expect(open.map(({ client }) => ledger.standings.one(client.id))).toEqual(open);
    expect(() => ledger.standings.one(99)).toThrowError(expect.objectContaining({ key: 'store.no_client' }));
  });
});

describe('an earlier moment', () => {
  /** Each step with the moment right after it. */
  function history(path: string) {
    const now = ticking();
    const ledger = fileLedger(path, { now });
    const moments: number[] = [];
    const mark = () => moments.push(now());
    const client = ledger.clients.add(aClient());
    const contact = ledger.clients.addContact(aContact(client.id));
    mark();
    const invoice = ledger.invoices.add(anInvoice(client.id));
    mark();
    const promise = ledger.promises.add(aPromise(client.id, invoice.id));
    const dispute = ledger.disputes.open(aDispute(client.id, invoice.id));
    const commitment = ledger.commitments.add(aCommitment(client.id));
    const call = ledger.calls.start(aCall(client.id));
    mark();
    const message = aMessage(client.id);
    const { messageId } = ledger.finishCall(call.id, aResult({ message, outcomes: [anOutcome()] }));
    const payment = ledger.payments.add(aPayment(client.id, { amount: euros(120_000) }));
    ledger.promises.change(promise.id, { kind: 'confirmed', on: today, reason: null, replacedBy: null });
    mark();
    ledger.payments.reverse(payment.id, today, null);
    ledger.disputes.close(dispute.id, today, 'réglé');
    ledger.commitments.done(commitment.id, today);
    ledger.outbox.take(messageId as number, process.pid);
    ledger.outbox.advance(messageId as number, { to: 'sent', receipt: '250', at: now() });
    ledger.clients.edit(client.id, { name: 'Zed', relationship: 'ending' });
    ledger.clients.editContact(contact.id, { firstName: 'Zoé' });
    ledger.invoices.setFile(invoice.id, '/later.pdf');
    mark();
    ledger.clients.edit(client.id, { name: 'Zed et fils' });
    ledger.invoices.addCreditNote(aCreditNote(client.id));
    return { moments, last: ledger.standings.one(client.id) };
  }

  test('is shown as it was shown then', () => {
    const path = temporaryPath();
    const { moments, last } = history(path);
    const shown = moments.map((asOf) => fileLedger(path, { asOf }).standings.all());
    expect(shown[0]).toMatchObject([{ client: { name: 'Acmé Distribution' }, invoices: [], attempts: [] }]);
    expect(shown[1]).toMatchObject([
      { invoices: [{ file: null }], promises: [], contacts: [{ firstName: 'Anne' }] },
    ]);
    expect(shown[2]).toMatchObject([
      { promises: [{ changes: [] }], disputes: [{ closedOn: null }], attempts: [], payments: [], memos: [] },
    ]);
    expect(shown[3]).toMatchObject([
      {
        client: { name: 'Acmé Distribution', relationship: 'keep' },
        contacts: [{ firstName: 'Anne' }],
        invoices: [{ file: null }],
        payments: [{ reversedOn: null }],
        promises: [{ changes: [{ kind: 'confirmed' }] }],
        disputes: [{ closedOn: null, resolution: null }],
        commitments: [{ doneOn: null }],
        attempts: [{ outcomes: [{ outcome: 'callback' }] }],
        memos: [{ state: 'queued', sentAt: null }],
      },
    ]);
    expect(shown[4]).toMatchObject([
      {
        client: { name: 'Zed', relationship: 'ending' },
        contacts: [{ firstName: 'Zoé' }],
        invoices: [{ file: '/later.pdf' }],
        payments: [{ reversedOn: '2026-06-02' }],
        disputes: [{ closedOn: '2026-06-02' }],
        memos: [{ state: 'sent' }],
        creditNotes: [],
      },
    ]);
    expect(fileLedger(path).standings.all()).toEqual([last]);
    expect(last).toMatchObject({ client: { name: 'Zed et fils' }, creditNotes: [{ number: 'A-1' }] });
  });

  test('decides what was open then', () => {
    const path = temporaryPath();
    const { moments } = history(path);
    const wasOpen = moments.map((asOf) => fileLedger(path, { asOf }).standings.open().length);
    expect(wasOpen).toEqual([0, 1, 1, 1, 1]);
    expect(() => fileLedger(path, { asOf: 1 }).standings.one(1)).toThrowError(
      expect.objectContaining({ key: 'store.no_client' }),
    );
  });
});
