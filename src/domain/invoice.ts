import type { Day } from './day.ts';
import type { Money } from './money.ts';

/** A document that asks for money. Its balance is derived: see `balances`. */
export interface Invoice {
  readonly id: number;
  readonly clientId: number;
  readonly number: string;
  /** What was supplied, as one says it aloud: `la refonte du catalogue`. */
  readonly service: string | null;
  readonly deliveredOn: Day | null;
  readonly acceptedOn: Day | null;
  readonly issuedOn: Day;
  readonly dueOn: Day;
  /** Total with tax. */
  readonly amount: Money;
  /** Paid before dun knew the invoice (an import says so, without a day): lowers the balance, judges no promise. */
  readonly settledBefore: Money;
  readonly poNumber: string | null;
  /** Remittance reference the payer should quote; `null` = the invoice number. */
  readonly reference: string | null;
  /** Account printed on the invoice, for comparison with the profile's. */
  readonly iban: string | null;
  /** Path of the copy to attach. */
  readonly file: string | null;
  readonly recordedAt: number;
}

/** Lowers what is owed: a credit note, or a write-off by the user's own decision. Never a debt. */
export interface CreditNote {
  readonly id: number;
  readonly clientId: number;
  /** `null`: counts against the oldest due invoice of the client. */
  readonly invoiceId: number | null;
  readonly number: string;
  readonly reason: 'credit' | 'write_off';
  readonly issuedOn: Day;
  readonly amount: Money;
  readonly recordedAt: number;
}

/** Money in. A reversed payment stays recorded and counts until the day of its reversal. */
export interface Payment {
  readonly id: number;
  readonly clientId: number;
  /** `null`: goes to the oldest due invoice of the client (product 4). */
  readonly invoiceId: number | null;
  readonly amount: Money;
  readonly on: Day;
  readonly method: string | null;
  readonly reference: string | null;
  readonly source: 'hand' | 'import';
  readonly reversedOn: Day | null;
  readonly recordedAt: number;
}
