import type { Attempt } from './attempt.ts';
import type { Day } from './day.ts';
import type { MemoOccasion } from './memo-occasion.ts';
import { byDay, type DayAmount } from './memo-outcome.ts';
import { formatMoney } from './money.ts';
import type { PaymentPromise } from './promise.ts';
import type { Standing } from './standing.ts';

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
export function memoCalendar(
  occasion: MemoOccasion,
  attempt: Attempt,
  standing: Standing,
): { name: string; events: PayEvent[] } | null {
  const promise = standing.promises.find(
    ({ callId, condition }) => callId === attempt.id && condition === null,
  );
  const rows = promise === undefined ? [] : byDay(promise.parts);
  const [first] = rows;
  if (promise === undefined || first === undefined) return null;
  const origin = originOf(promise, standing.promises);
  const events = rows.map((row, index) => eventOf(row, { index, origin, occasion }));
  return { name: `${occasion.words.label('memo.calendar.file', { day: first.on })}.ics`, events };
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

function eventOf(
  { on, amount }: DayAmount,
  { index, origin, occasion }: { index: number; origin: Origin; occasion: MemoOccasion },
): PayEvent {
  const { words, language, invoices, profile } = occasion;
  const numbers = invoices.map((item) => item.invoice.number);
  const shown = formatMoney(amount, language);
  const reference = invoices.map((item) => item.reference).join(', ');
  const slug = (numbers[0] ?? '').replace(/[^A-Za-z0-9]+/g, '-');
  return {
    uid: `promise-${slug}-${origin.id}-${index + 1}@dun.invalid`,
    on,
    summary: words.label('memo.calendar.summary', { amount: shown, invoice: numbers.join(', ') }),
    description: words.label('memo.calendar.detail', { reference, business: profile.business }),
    sequence: origin.moves,
    isCancelled: false,
    alarm: words.label('memo.calendar.alarm', { amount: shown }),
  };
}
