import { describe, expect, test } from 'vitest';
import type { CreditNote, Payment } from '../../src/domain/invoice.ts';
import { balances, clientCredit, receipts } from '../../src/domain/invoice.ts';
import { day } from '../../src/domain/day.ts';
import { formatDecimal, money, parseCurrency } from '../../src/domain/money.ts';
import { anInvoice, aPayment, aStanding, euros } from '../support/a-standing.ts';

const may = anInvoice({ id: 101, dueOn: day('2026-05-20'), amount: euros(840) });
const june = anInvoice({
  id: 102,
  issuedOn: day('2026-05-10'),
  dueOn: day('2026-06-10'),
  amount: euros(500),
});

function aNote(invoiceId: number | null, on: string, amount: number): CreditNote {
  return {
    id: 1,
    clientId: 1,
    invoiceId,
    number: 'A-1',
    reason: 'credit',
    issuedOn: day(on),
    amount: euros(amount),
    recordedAt: 0,
  };
}

function shown(facts: { payments?: Payment[]; creditNotes?: CreditNote[] }, on = '2026-06-09') {
  const standing = aStanding({ invoices: [june, may], ...facts });
  const open = [...balances(standing, day(on)).values()].map(
    ({ balance, status }) => `${formatDecimal(balance)} ${status}`,
  );
  return { open, credit: clientCredit(standing, day(on)).map(formatDecimal) };
}

describe('money finds its invoice', () => {
  test.each([
    ['nothing received', {}, ['840.00 open', '500.00 not_due'], []],
    [
      'a named part',
      { payments: [aPayment(102, '2026-06-01', 100)] },
      ['840.00 open', '400.00 part_paid'],
      [],
    ],
    [
      'no name: oldest due first',
      { payments: [aPayment(null, '2026-06-01', 100)] },
      ['740.00 part_paid', '500.00 not_due'],
      [],
    ],
    [
      'no name, over two invoices',
      { payments: [aPayment(null, '2026-06-01', 900)] },
      ['0.00 paid', '440.00 part_paid'],
      [],
    ],
    [
      'no name, more than all',
      { payments: [aPayment(null, '2026-06-01', 1400)] },
      ['0.00 paid', '0.00 paid'],
      ['60.00'],
    ],
    [
      'named and too much: not moved',
      { payments: [aPayment(101, '2026-06-01', 900)] },
      ['0.00 paid', '500.00 not_due'],
      ['60.00'],
    ],
    [
      'named goes before un-named',
      { payments: [aPayment(null, '2026-06-01', 840), aPayment(101, '2026-06-05', 840)] },
      ['0.00 paid', '0.00 paid'],
      ['340.00'],
    ],
    [
      'one cent short',
      { payments: [aPayment(101, '2026-06-01', 839.99)] },
      ['0.01 part_paid', '500.00 not_due'],
      [],
    ],
    ['credit note', { creditNotes: [aNote(101, '2026-06-01', 200)] }, ['640.00 open', '500.00 not_due'], []],
    [
      'credit note without name',
      { creditNotes: [aNote(null, '2026-06-01', 900)] },
      ['0.00 paid', '440.00 not_due'],
      [],
    ],
    [
      'credit note after payment: money back',
      { payments: [aPayment(101, '2026-06-01', 840)], creditNotes: [aNote(101, '2026-06-05', 40)] },
      ['0.00 paid', '500.00 not_due'],
      ['40.00'],
    ],
    [
      'write-off leaves no credit',
      { creditNotes: [{ ...aNote(101, '2026-06-01', 900), reason: 'write_off' as const }] },
      ['0.00 paid', '500.00 not_due'],
      [],
    ],
    [
      'paid to an unknown invoice',
      { payments: [aPayment(999, '2026-06-01', 50)] },
      ['840.00 open', '500.00 not_due'],
      ['50.00'],
    ],
  ])('%s', (_, facts, ...[open, credit]) => {
    expect(shown(facts)).toEqual({ open, credit });
  });

  test('counts from its value day on, and a reversed payment until the day before its reversal', () => {
    const payments = [{ ...aPayment(101, '2026-06-05', 840), reversedOn: day('2026-06-09') }];
    expect(
      ['2026-06-04', '2026-06-05', '2026-06-08', '2026-06-09'].map((on) => shown({ payments }, on).open[0]),
    ).toEqual(['840.00 open', '0.00 paid', '0.00 paid', '840.00 open']);
  });

  test('un-named money does not reach an invoice that is not issued yet', () => {
    const later = anInvoice({ id: 103, issuedOn: day('2026-07-01'), dueOn: day('2026-07-31') });
    const standing = aStanding({ invoices: [later], payments: [aPayment(null, '2026-06-01', 100)] });
    expect(clientCredit(standing, day('2026-06-30'))).toEqual([euros(100)]);
    expect(clientCredit(standing, day('2026-07-01'))).toEqual([]);
  });

  test('each currency keeps to itself', () => {
    const usd = parseCurrency('USD') ?? may.amount.currency;
    const payment = { ...aPayment(null, '2026-06-01', 0), amount: money(5000, usd) };
    const standing = aStanding({ invoices: [may], payments: [payment] });
    expect(clientCredit(standing, day('2026-06-09'))).toEqual([money(5000, usd)]);
    expect(balances(standing, day('2026-06-09')).get(101)?.balance).toEqual(euros(840));
  });

  test('what was settled before dun counts, without a day', () => {
    const standing = aStanding({
      invoices: [{ ...may, settledBefore: euros(340) }],
      payments: [aPayment(101, '2026-06-01', 500)],
    });
    expect(balances(standing, day('2026-06-09')).get(101)).toMatchObject({
      status: 'paid',
      received: euros(840),
    });
    expect(receipts(standing, day('2026-06-09'))).toEqual([
      {
        sourceId: expect.any(Number),
        invoiceId: 101,
        on: '2026-06-01',
        amount: euros(500),
        kind: 'payment',
        recordedAt: 0,
      },
    ]);
  });

  test.each([
    ['2026-05-19', 0],
    ['2026-05-20', 0],
    ['2026-05-21', 1],
    ['2026-06-09', 20],
  ])('on %s the invoice of 20 May is %i days past due', (on, days) => {
    expect(balances(aStanding({ invoices: [may] }), day(on)).get(101)?.daysPastDue).toBe(days);
  });
});
