import { DunError } from './errors.ts';
import { type Money } from './money.ts';
import { structureOf, type StructuredReference } from './reference.ts';

/** A bank transfer that somebody is asked to make, as a payment code tells it to a banking application. */
export interface Transfer {
  /** Holder of the account. */
  readonly payee: string;
  /** As it is printed; only the Swiss code needs it. */
  readonly address: string | null;
  /** Country of the payee, ISO 3166-1 alpha-2. */
  readonly country: string;
  /** Without spaces, upper case. */
  readonly iban: string;
  readonly bic: string | null;
  readonly amount: Money;
  /** What to quote, as it is printed: one reference an invoice, oldest due first. */
  readonly references: readonly string[];
}

/** One cent, and the most that both codes can hold (facts 3.1). */
const leastMinor = 1;
const mostMinor = 99_999_999_999;
const longestName = 70;
const longestText = 140;

/** The name as a code holds it: one line without hidden characters. `DunError` 65 when it is empty or over 70 characters. */
export function payeeName({ payee }: Transfer): string {
  const name = oneLine(payee);
  const { length } = Array.from(name);
  if (length === 0 || length > longestName) {
    throw new DunError('payment.name', 65, { name, most: longestName });
  }
  return name;
}

/** `DunError` 65 for nothing, for less than nothing, and for a thousand million and more. */
export function checkAmount({ amount }: Transfer): void {
  const { minor, currency } = amount;
  if (minor < leastMinor || minor > mostMinor) throw new DunError('payment.amount', 65, { currency });
}

/** The one reference that banks carry by itself; `undefined` for free text and for several invoices. */
export function structuredReference({ references }: Transfer): StructuredReference | undefined {
  const [first = '', ...others] = references;
  return others.length === 0 ? structureOf(first) : undefined;
}

/**
 * References as free text: as many whole ones as there is room for (140 characters and `room` bytes), because half a
 * number would name another invoice. `DunError` 65 when not even the first one fits.
 */
export function referenceText({ references }: Transfer, room: number): string {
  let text = '';
  for (const reference of references.map(oneLine)) {
    const longer = text === '' ? reference : `${text}, ${reference}`;
    if (Array.from(longer).length > longestText || byteLength(longer) > room) break;
    text = longer;
  }
  if (text === '' && references.some((reference) => oneLine(reference) !== '')) {
    throw new DunError('payment.reference', 65, { most: longestText });
  }
  return text;
}

/** In UTF-8. */
export function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** A line break in a name would shift all lines of a code after it: an account could be smuggled in. */
export function oneLine(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cf}\ufffd]/gu, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
}
