import type { Attempt, AttemptOutcome, OwnCommitment } from './attempt.ts';
import type { CallRecords, DocumentSent } from './call-record.ts';
import type { Client, Contact } from './client.ts';
import type { Day } from './day.ts';
import { formatDay, formatTime } from './day-words.ts';
import type { Dispute } from './dispute.ts';
import type { Invoice } from './invoice.ts';
import { add, formatMoney, type Money } from './money.ts';
import { paymentMethod } from './payment-method.ts';
import type { Language, Profile } from './profile.ts';
import type { PaymentPromise } from './promise.ts';

/** Facts by the names of practice C10, formatted for reading. Absent = not known. */
export type MemoFacts = Readonly<Record<string, string>>;

/** What a memo is filled with: single facts, and lists whose rows bring facts of their own. */
export interface MemoContent {
  readonly facts: MemoFacts;
  readonly lists: {
    readonly invoice_list: readonly MemoFacts[];
    readonly plan_table: readonly MemoFacts[];
    readonly previous_contacts: readonly MemoFacts[];
  };
}

/** The few words a fact is made of (`memo.*`), in the client's language. */
export interface MemoWords {
  label(key: string, values?: Readonly<Record<string, string | number>>): string;
}

/** What a call left behind, as far as it is about the invoices at hand. */
export interface MemoCall {
  readonly on: Day;
  readonly reach: Attempt['reach'];
  /** Moments in milliseconds UTC. */
  readonly startedAt: number;
  readonly endedAt: number | null;
  /** In their words. */
  readonly note: string | null;
  readonly outcomes: readonly Pick<
    AttemptOutcome,
    'outcome' | 'action' | 'followUpOn' | 'followUpAt' | 'phone'
  >[];
  readonly promises: readonly Pick<
    PaymentPromise,
    'kind' | 'means' | 'method' | 'condition' | 'isAccelerated' | 'parts'
  >[];
  readonly disputes: readonly Pick<
    Dispute,
    'invoiceId' | 'disputed' | 'words' | 'remedy' | 'owner' | 'resolveOn' | 'payOn'
  >[];
  readonly commitments: readonly Pick<OwnCommitment, 'text' | 'dueOn' | 'dueAt'>[];
  /** Of this call, and still standing at its end. */
  readonly records: CallRecords;
}

/** An invoice the memo is about, and the reference to quote. */
export interface MemoInvoice {
  readonly invoice: Invoice;
  /** What is open on it, less what the memo may not ask for: see `memoTopics`. */
  readonly balance: Money;
  /** The client contests the part of it that is not in this balance. */
  readonly isPart: boolean;
  readonly reference: string;
}

/** An earlier promise, money received, and what was done before: whatever of it is known. */
export interface MemoHistory {
  readonly lastPromise: { readonly amount: Money; readonly on: Day; readonly madeOn: Day } | null;
  readonly received: { readonly amount: Money; readonly on: Day | null } | null;
  /** Copies sent in earlier calls, oldest first. */
  readonly sent: readonly DocumentSent[];
  /** A step named in an earlier call whose last day has not passed yet. */
  readonly announced: { readonly step: string; readonly deadline: Day } | null;
  readonly brokenCount: number;
  readonly fruitlessCount: number;
  /** Oldest first. */
  readonly events: readonly { readonly on: Day; readonly text: string }[];
}

export interface MemoOccasion {
  readonly profile: Profile;
  readonly client: Client;
  /** To whom it goes. */
  readonly contact: Contact | null;
  /** Oldest due first. */
  readonly invoices: readonly MemoInvoice[];
  readonly call: MemoCall | null;
  readonly history: MemoHistory;
  readonly language: Language;
  readonly words: MemoWords;
  readonly today: Day;
  /** Facts only the caller knows, ready to read: step announced, document sent, approver … They win. */
  readonly extra?: MemoFacts;
}

/** A means of payment in words; the user's own wording stays as it is. */
export function methodName(kept: string, words: MemoWords): string {
  const method = paymentMethod(kept);
  return method === undefined ? kept : words.label(`memo.method.${method}`);
}

/** Amounts added up; one for each currency, joined by the language's word. */
export function totalText(
  amounts: readonly Money[],
  { language, words }: Pick<MemoOccasion, 'language' | 'words'>,
): string {
  const totals = new Map<string, Money>();
  for (const amount of amounts) {
    const before = totals.get(amount.currency);
    totals.set(amount.currency, before === undefined ? amount : add(before, amount));
  }
  return joinWords(
    [...totals.values()].map((total) => formatMoney(total, language)),
    words,
  );
}

/** `a, b et c`: the last two joined by the language's word. */
export function joinWords(parts: readonly string[], words: MemoWords): string {
  const last = parts.at(-1) ?? '';
  if (parts.length < 2) return last;
  return `${parts.slice(0, -1).join(', ')} ${words.label('memo.and')} ${last}`;
}

/** A day, and the hour when one was agreed. */
export function dayAndHour(
  when: { readonly on: Day; readonly at: number | null },
  { language, words }: Pick<MemoOccasion, 'language' | 'words'>,
): string {
  const day = formatDay(when.on, language, 'long');
  return when.at === null ? day : words.label('memo.at', { day, time: formatTime(when.at, language) });
}
