import { describe, expect, it } from 'vitest';
import { day } from '../../src/domain/day.ts';
import { lastSettlement } from '../../src/domain/settlement.ts';
import type { Standing } from '../../src/domain/standing.ts';
import { aPayment, aStanding, anInvoice, euros } from '../support/a-standing.ts';

const today = day('2026-06-10');
const invoice = anInvoice({ id: 101, amount: euros(840) });
const second = anInvoice({ id: 102, number: 'F-2', amount: euros(60) });

const paid = (amount: number, on: string, invoiceId: number | null = 101) => aPayment(invoiceId, on, amount);

describe('what to thank for', () => {
  const rows: readonly (readonly [string, Partial<Standing>, number | undefined])[] = [
    ['nothing came', { invoices: [invoice] }, undefined],
    ['nothing was ever owed', { invoices: [] }, undefined],
    ['a cent is missing', { invoices: [invoice], payments: [paid(839.99, '2026-06-08')] }, undefined],
    ['the last cent came', { invoices: [invoice], payments: [paid(840, '2026-06-08')] }, 840],
    ['the money comes tomorrow', { invoices: [invoice], payments: [paid(840, '2026-06-11')] }, undefined],
    ['another invoice is open', { invoices: [invoice, second], payments: [paid(840, '2026-06-08')] }, undefined],
    ['one transfer for two', { invoices: [invoice, second], payments: [paid(900, '2026-06-08', null)] }, 900],
    ['two of one day', { invoices: [invoice], payments: [{ ...paid(400, '2026-06-08'), id: 1 }, { ...paid(440, '2026-06-08'), id: 2 }] }, 840],
    ['the rest, days later', { invoices: [invoice], payments: [{ ...paid(400, '2026-06-01'), id: 1 }, { ...paid(440, '2026-06-08'), id: 2 }] }, 440],
    ['it was sent back', { invoices: [invoice], payments: [{ ...paid(840, '2026-06-08'), reversedOn: day('2026-06-09') }] }, undefined],
  ]; // biome-ignore format: one case a line

  it.each(rows)('%s', (_, standing, expected) => {
    expect(lastSettlement(aStanding(standing), today)?.received.minor).toBe(
      expected === undefined ? undefined : expected * 100,
    );
  });
});
