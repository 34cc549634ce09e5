import { maskAccounts } from './account-mask.ts';
import type { Day } from './day.ts';
import type { Invoice } from './invoice.ts';
import { byDay, type DayAmount } from './memo-outcome.ts';
import type { MemoRequest } from './memo-source.ts';
import { formatMoney } from './money.ts';
import type { PaymentPromise } from './promise.ts';
import { referenceFor } from './reference.ts';

/** One promised day for the client's calendar, seen from their side: to pay. */
export interface PayEvent {
  readonly uid: string;
  readonly on: Day;
  readonly summary: string;
  readonly description: string | null;
  readonly sequence: number;
  readonly isCancelled: boolean;
  readonly alarm: string | null;
}

/** The promised days of an attempt, and what the file is called; `null` when nothing was promised. */
export function memoCalendar(request: MemoRequest): { name: string; events: PayEvent[] } | null {
  const { standing, attempt, words } = request;
  const firm = standing.promises.filter(
    ({ callId, condition }) => callId === attempt.id && condition === null,
  );
  const events = firm.flatMap((promise) => eventsOf(promise, request));
  const first = events.map(({ on }) => on).toSorted()[0];
  if (first === undefined) return null;
  return { name: `${words.label('memo.calendar.file', { day: first })}.ics`, events };
}

interface Origin {
  readonly id: number;
  readonly moves: number;
}

/** A moved promise keeps the entry of the first one and counts its moves, so that calendars replace it (facts 7). */
function originOf(promise: PaymentPromise, all: readonly PaymentPromise[]): Origin {
  let [id, moves] = [promise.id, 0];
  for (const earlier of all.toReversed()) {
    if (earlier.id >= id || !earlier.changes.some((change) => change.replacedBy === id)) continue;
    id = earlier.id;
    moves += 1;
  }
  return { id, moves };
}

/** One entry a promised day; it names the invoices of the promise, and no other of the call. */
function eventsOf(promise: PaymentPromise, request: MemoRequest): PayEvent[] {
  const { standing } = request;
  const ids = new Set(promise.parts.map(({ invoiceId }) => invoiceId));
  const invoices = standing.invoices.filter(({ id }) => ids.has(id));
  const origin = originOf(promise, standing.promises);
  return byDay(promise.parts).map((row, index) => eventOf(row, { invoices, origin, index }, request));
}

interface EventFacts {
  readonly invoices: readonly Invoice[];
  readonly origin: Origin;
  readonly index: number;
}

function eventOf({ on, amount }: DayAmount, facts: EventFacts, request: MemoRequest): PayEvent {
  const { words, language, profile, prefersRf } = request;
  const { invoices, origin, index } = facts;
  const numbers = invoices.map(({ number }) => number);
  const shown = formatMoney(amount, language);
  const reference = invoices
    .map((invoice) => referenceFor(invoice, { country: profile.country, prefersRf }))
    .join(', ');
  const slug = (numbers[0] ?? '').replace(/[^A-Za-z0-9]+/g, '-');
  return {
    uid: `promise-${slug}-${origin.id}-${index + 1}@dun.invalid`,
    on,
    summary: words.label('memo.calendar.summary', { amount: shown, invoice: numbers.join(', ') }),
    description: words.label('memo.calendar.detail', {
      reference,
      business: maskAccounts(profile.business, profile.iban),
    }),
    sequence: origin.moves,
    isCancelled: false,
    alarm: words.label('memo.calendar.alarm', { amount: shown }),
  };
}
