import type { Attempt, Cause, MemoKind, Outcome, Reach } from './attempt.ts';
import { gistOf } from './gist.ts';
import { addDays, type Day, later, localDay } from './day.ts';
import type { CreditNote } from './invoice.ts';
import type { Money } from './money.ts';
import { isMissed, judgePromise, type PaymentPromise } from './promise.ts';
import type { ReplyKind } from './reply.ts';
import type { Standing } from './standing.ts';

/** One thing that happened with a client, as it stands in the history of the brief. */
export type TimelineEntry = { readonly on: Day } & (
  | { readonly kind: 'invoice'; readonly number: string; readonly amount: Money }
  | { readonly kind: 'payment' | 'reversed'; readonly amount: Money }
  /** A credit note, or what was given up of the client's invoices without telling them. */
  | { readonly kind: 'credit' | 'write_off'; readonly number: string; readonly amount: Money }
  | { readonly kind: 'memo'; readonly memo: MemoKind; readonly isSent: boolean; readonly isText: boolean }
  /** What came back on one: the words of a person, or the address that a server speaks of. */
  | { readonly kind: 'reply'; readonly reply: ReplyKind; readonly words: string; readonly address: string }
  | {
      readonly kind: 'contact';
      readonly channel: Attempt['channel'];
      readonly reach: Reach | null;
      readonly outcome: Outcome | null;
      readonly cause: Cause | null;
      readonly note: string | null;
      /** What was promised in it. */
      readonly promised: { readonly amount: Money; readonly by: Day } | null;
    }
  | { readonly kind: 'promise'; readonly amount: Money; readonly by: Day }
  | {
      readonly kind: 'kept' | 'kept_late' | 'partly_kept' | 'broken';
      readonly amount: Money;
      readonly by: Day;
    }
  | { readonly kind: 'moved' | 'withdrawn'; readonly amount: Money; readonly by: Day }
  /** `words` are theirs, once settled what settled it. */
  | { readonly kind: 'dispute' | 'settled'; readonly amount: Money; readonly words: string }
);

/**
 * What comes first when a day holds several: the invoice, what its morning brought (money, a promise whose last day is
 * over), then what was said about it, then what became of that.
 */
const order = [
  'invoice', 'payment', 'reversed', 'broken', 'partly_kept', 'contact', 'promise', 'dispute', 'settled', 'credit',
  'write_off', 'memo', 'reply',
]; // biome-ignore format: a row of names

/** Everything that happened until `today`, oldest first, each with its value day (practice 000-18, 002-09). */
export function timeline(standing: Standing, today: Day): TimelineEntry[] {
  const all: TimelineEntry[] = [
    ...standing.invoices.map(({ issuedOn, number, amount }) => entry({ on: issuedOn, kind: 'invoice', number, amount })),
    ...standing.payments.flatMap(({ on, amount, reversedOn }) => [
      entry({ on, kind: 'payment', amount }),
      ...(reversedOn === null ? [] : [entry({ on: reversedOn, kind: 'reversed', amount })]),
    ]),
    ...standing.creditNotes.map((note) => creditEntry(note, standing)),
    ...standing.attempts.map((attempt) => contactEntry(attempt, standing.promises)),
    ...standing.promises.flatMap((promise) => promiseEntries(promise, standing, today)),
    ...standing.disputes.flatMap(({ raisedOn, disputed: amount, words, closedOn, resolution }) => [
      entry({ on: raisedOn, kind: 'dispute', amount, words }),
      ...(closedOn === null ? [] : [entry({ on: closedOn, kind: 'settled', amount, words: resolution ?? words })]),
    ]),
    ...standing.memos.map(({ kind, to, sentAt, createdAt, state }) =>
      entry({ on: localDay(sentAt ?? createdAt), kind: 'memo', memo: kind, isSent: state === 'sent', isText: to === '' }),
    ),
    ...standing.replies.map(({ on, kind, words, subject, from, failedAddress }) =>
      entry({ on, kind: 'reply', reply: kind, words: gistOf(words) || subject, address: failedAddress ?? from }),
    ),
  ]; // biome-ignore format: one source a line
  return all.filter(({ on }) => on <= today).toSorted((a, b) => rank(a, b));
}

// What is given up is named after its invoice: it has no number of its own that anybody knows.
function creditEntry(
  { issuedOn, reason, number, invoiceId, amount }: CreditNote,
  { invoices }: Standing,
): TimelineEntry {
  if (reason === 'credit') return { on: issuedOn, kind: 'credit', number, amount };
  const given = invoices.find(({ id }) => id === invoiceId)?.number ?? number;
  return { on: issuedOn, kind: 'write_off', number: given, amount };
}

function entry(one: TimelineEntry): TimelineEntry {
  return one;
}

function rank(a: TimelineEntry, b: TimelineEntry): number {
  if (a.on !== b.on) return a.on < b.on ? -1 : 1;
  return place(a) - place(b);
}

function place({ kind }: TimelineEntry): number {
  const index = order.indexOf(kind);
  return index < 0 ? order.length : index;
}

function contactEntry(attempt: Attempt, promises: readonly PaymentPromise[]): TimelineEntry {
  const { on, channel, reach, outcomes, cause, note } = attempt;
  const part = promises.find(({ callId }) => callId === attempt.id)?.parts.at(-1);
  const promised = part === undefined ? null : { amount: total(promises, attempt.id), by: part.promisedOn };
  const outcome = outcomes[0]?.outcome ?? null;
  return { on, kind: 'contact', channel, reach, outcome, cause, note, promised };
}

function total(promises: readonly PaymentPromise[], callId: number): Money {
  const parts = promises.filter((promise) => promise.callId === callId).flatMap((promise) => promise.parts);
  return wholeOf(parts.map(({ amount }) => amount));
}

function wholeOf([first, ...others]: readonly Money[]): Money {
  if (first === undefined) throw new RangeError('a promise has at least one part');
  return others.reduce((sum, { minor }) => ({ ...sum, minor: sum.minor + minor }), first);
}

// A promise given in a recorded call stands in the line of that call; what became of it has a line of its own.
function promiseEntries(promise: PaymentPromise, standing: Standing, today: Day): TimelineEntry[] {
  const last = promise.parts.at(-1);
  if (last === undefined) return [];
  const { fate, amount, rows } = judgePromise(promise, standing, today);
  const whole = { amount, by: last.promisedOn };
  const isInCall = standing.attempts.some(({ id }) => id === promise.callId);
  const made: TimelineEntry[] = isInCall ? [] : [{ ...whole, on: promise.madeOn, kind: 'promise' }];
  if (fate === 'kept' || fate === 'kept_late') {
    const on = rows.map(({ completedOn }) => completedOn ?? whole.by).reduce(later);
    return [...made, { ...whole, on, kind: fate }];
  }
  if (fate === 'partly_kept' || fate === 'broken') {
    const part = rows.find(isMissed)?.part ?? last;
    const on = addDays(part.arrivalDeadline, 1);
    return [...made, { on, kind: fate, amount: part.amount, by: part.promisedOn }];
  }
  const change = promise.changes.find(({ kind }) => kind === fate);
  if (change === undefined || (fate !== 'moved' && fate !== 'withdrawn')) return made;
  return [...made, { ...whole, on: change.on, kind: fate }];
}
