import { readFileSync } from 'node:fs';
import { type Day, day } from '../../src/domain/day.ts';
import type { ForeignInvoice, ReadFile, ReadOptions } from '../../src/domain/foreign-invoice.ts';
import { EUR, money } from '../../src/domain/money.ts';
import { readInvoices } from '../../src/formats/read-invoices.ts';

export const readOptions: ReadOptions = {
  encoding: null,
  columns: null,
  savedColumns: () => undefined,
  clientName: null,
  currency: null,
  country: 'FR',
};

/** The bytes of a fixture, or of a text. */
export function fixture(path: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(`../fixtures/${path}`, import.meta.url)));
}

export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Reads bytes that must be whole and mapped. */
export async function readWhole(
  bytes: Uint8Array,
  options: Partial<ReadOptions> = {},
  name = 'file',
): Promise<ReadFile> {
  const file = await readInvoices(bytes, name, { ...readOptions, ...options });
  if (file.state !== 'read') throw new Error(`not mapped: ${file.missing.join(', ')}`);
  return file;
}

/** An invoice in one line: kind, number, client, days, total, open, currency. */
export function inShort(invoice: ForeignInvoice): string {
  const { number, clientName, issuedOn, dueOn, total, amountDue, currency } = invoice;
  const sign = invoice.kind === 'credit_note' ? 'credit ' : '';
  return `${sign}${number} ${clientName} ${issuedOn ?? '-'} ${dueOn ?? '-'} ${total.minor} ${amountDue.minor} ${currency}`;
}

/** An invoice of 120.00 EUR, wholly open, with the facts that matter to a test. */
export function aForeignInvoice(facts: Partial<ForeignInvoice> = {}): ForeignInvoice {
  const total = facts.total ?? money(12_000, EUR);
  return {
    kind: 'invoice',
    number: 'F-1',
    issuedOn: day('2026-09-01'),
    dueOn: day('2026-10-01'),
    currency: total.currency,
    total,
    prepaid: money(0, total.currency),
    amountDue: total,
    isDueStated: true,
    clientName: 'Atelier Noor',
    clientEmail: null,
    clientPhone: null,
    contactName: null,
    clientCountry: null,
    iban: null,
    reference: null,
    service: null,
    terms: null,
    poNumber: null,
    deliveredOn: null,
    creditedNumber: null,
    line: null,
    ...facts,
  };
}

export const testDay: Day = day('2026-11-23');
