import { describe, expect, test } from 'vitest';
import { day } from '../../src/domain/day.ts';
import { aClient, aCreditNote, aPayment, anInvoice, euros } from './builders.ts';
import { memoryLedger } from './ledgers.ts';

function withClient() {
  const ledger = memoryLedger();
  return { ledger, client: ledger.clients.add(aClient()) };
}

describe('invoices', () => {
  test('come back as they were added', () => {
    const { ledger, client } = withClient();
    const added = ledger.invoices.add(
      anInvoice(client.id, { settledBefore: euros(10), reference: 'R', iban: 'FR76' }),
    );
    expect(ledger.invoices.byNumber(client.id, 'F-1')).toEqual(added);
    expect(ledger.standings.one(client.id).invoices).toEqual([added]);
  });

  test('a number is unique for its client only', () => {
    const { ledger, client } = withClient();
    const other = ledger.clients.add(aClient({ handle: 'other' }));
    ledger.invoices.add(anInvoice(client.id));
    ledger.invoices.add(anInvoice(other.id));
    const again = () => ledger.invoices.add(anInvoice(client.id));
    expect(again).toThrowError(expect.objectContaining({ key: 'store.invoice_exists', exitCode: 1 }));
    expect(ledger.standings.one(client.id).invoices).toHaveLength(1);
  });

  test('the copy to attach can be named later', () => {
    const { ledger, client } = withClient();
    const { id } = ledger.invoices.add(anInvoice(client.id));
    ledger.invoices.setFile(id, '/factures/F-1.pdf');
    expect(ledger.invoices.byNumber(client.id, 'F-1')?.file).toBe('/factures/F-1.pdf');
    expect(() => ledger.invoices.setFile(99, 'x')).toThrowError(expect.objectContaining({ exitCode: 66 }));
  });

  test('one invoice has one currency', () => {
    const { ledger, client } = withClient();
    const mixed = anInvoice(client.id, { settledBefore: { minor: 0, currency: 'GBP' as never } });
    expect(() => ledger.invoices.add(mixed)).toThrowError(RangeError);
  });

  test('credit notes and write-offs come back by day', () => {
    const { ledger, client } = withClient();
    const late = ledger.invoices.addCreditNote(aCreditNote(client.id));
    const early = ledger.invoices.addCreditNote(
      aCreditNote(client.id, { number: '', reason: 'write_off', issuedOn: day('2026-05-01') }),
    );
    expect(ledger.standings.one(client.id).creditNotes).toEqual([early, late]);
  });
});

describe('payments', () => {
  test('are listed by value day, of one client or of all', () => {
    const { ledger, client } = withClient();
    const other = ledger.clients.add(aClient({ handle: 'other' }));
    const second = ledger.payments.add(aPayment(client.id));
    const first = ledger.payments.add(
      aPayment(client.id, { on: day('2026-05-01'), method: null, reference: null }),
    );
    const foreign = ledger.payments.add(aPayment(other.id, { on: day('2026-05-10'), source: 'import' }));
    expect(ledger.payments.list(client.id)).toEqual([first, second]);
    expect(ledger.payments.list()).toEqual([first, foreign, second]);
  });

  test('a reversed payment stays, with the day of its reversal; a second reversal changes nothing', () => {
    const { ledger, client } = withClient();
    const { id } = ledger.payments.add(aPayment(client.id));
    const reversed = ledger.payments.reverse(id, day('2026-05-25'), 'rejeté');
    expect(reversed.reversedOn).toBe('2026-05-25');
    expect(ledger.payments.reverse(id, day('2026-05-30'), null)).toEqual(reversed);
    expect(ledger.payments.list(client.id)).toEqual([reversed]);
    const unknown = () => ledger.payments.reverse(99, day('2026-05-30'), null);
    expect(unknown).toThrowError(expect.objectContaining({ key: 'store.no_payment', exitCode: 66 }));
  });

  test('a payment of an unknown client is a bug, and nothing is written', () => {
    const { ledger } = withClient();
    expect(() => ledger.payments.add(aPayment(99))).toThrowError(/FOREIGN KEY/);
    expect(ledger.payments.list()).toEqual([]);
  });
});

describe('transaction', () => {
  test('is whole or not at all', () => {
    const { ledger, client } = withClient();
    const work = () =>
      ledger.transaction(() => {
        ledger.invoices.add(anInvoice(client.id));
        throw new Error('stop');
      });
    expect(work).toThrowError('stop');
    expect(ledger.standings.one(client.id).invoices).toEqual([]);
    expect(ledger.standings.open()).toEqual([]);
  });

  test('nests: a part that fails and is caught leaves the rest', () => {
    const { ledger, client } = withClient();
    ledger.transaction(() => {
      ledger.invoices.add(anInvoice(client.id));
      expect(() => ledger.invoices.add(anInvoice(client.id))).toThrowError(
        expect.objectContaining({ exitCode: 1 }),
      );
      ledger.invoices.add(anInvoice(client.id, { number: 'F-2' }));
      expect(ledger.standings.open()).toHaveLength(1);
    });
    expect(ledger.standings.one(client.id).invoices.map(({ number }) => number)).toEqual(['F-1', 'F-2']);
  });
});
