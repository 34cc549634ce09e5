import { type Debt, type NextAction, nextAction, type Reason, reason } from './action.ts';
import { addWorkingDays } from './calendar.ts';
import { isReturned, lastWrittenOn } from './came-back.ts';
import { compareDays, type Day, earlier, later, localDay } from './day.ts';
import { heldBy } from './history.ts';
import { add, type Money, subtract } from './money.ts';
import {
  currentParts,
  heldUntil,
  isConfirmed,
  isKept,
  isNotKept,
  isWaiting,
  judgePromise,
  overdueSince,
  type PartJudgement,
  type PaymentPromise,
} from './promise.ts';

/** The last promise of an invoice, and its parts on this one. */
export interface PromiseOnDebt {
  readonly promise: PaymentPromise;
  readonly rows: readonly PartJudgement[];
  /** The missed instalment, on whichever invoice, that made the whole balance due. */
  readonly overdue: PartJudgement | null;
}

export function promiseOn({ standing, today, rules, invoice }: Debt): PromiseOnDebt | undefined {
  const parts = currentParts(standing, today, invoice.id);
  const [last] = parts;
  if (last === undefined) return undefined;
  const { promise } = last;
  const overdue = promise.isAccelerated
    ? overdueSince(judgePromise(promise, standing, today), today, rules)
    : null;
  return { promise, rows: parts.map(({ row }) => row), overdue };
}

/**
 * While the promise holds, the only thing to do is to look at the account from the promised day on; the list shows
 * nothing before the recontact day (product 4). An agreement nobody confirmed in writing asks for a short message.
 */
export function heldAction(debt: Debt, { promise, rows, overdue }: PromiseOnDebt): NextAction | undefined {
  const until = heldUntil(rows, debt.today, debt.rules);
  if (until === null || overdue !== null) return undefined;
  const waiting = rows.filter((row) => isWaiting(row, debt.rules));
  const on = waiting.map(({ part }) => part.promisedOn).reduce(earlier);
  const { id, contactId } = promise;
  const unconfirmedOn = unconfirmedSince(debt, promise, on);
  if (unconfirmedOn !== undefined) {
    const why = reason('unconfirmed', { day: unconfirmedOn });
    const own = { on: unconfirmedOn, gate: 'promise' as const, reason: why, promiseId: id, contactId };
    return nextAction(debt, { action: 'confirm_promise', tier: 2, ...own });
  }
  const why = reason('promise_open', { day: on, amount: sumOf(rows.map(({ part }) => part.amount)) });
  const own = { on, showsOn: until, gate: 'promise' as const, reason: why, promiseId: id, contactId };
  return nextAction(debt, { action: 'check_account', tier: 1, ...own });
}

/** The call that a missed part asks for, from its recontact day on; the oldest one first (practice 003-03). */
export function brokenAction(debt: Debt, { promise, rows, overdue }: PromiseOnDebt): NextAction | undefined {
  const row = overdue ?? oldestMissed(debt, rows);
  if (row === undefined) return undefined;
  const { id, contactId } = promise;
  const why =
    overdue === null
      ? missedReason(promise, row)
      : reason('plan_due', { day: overdue.part.promisedOn, amount: debt.amount });
  const own = { on: row.part.recontactOn, gate: 'promise' as const, reason: why };
  return nextAction(debt, { action: 'call', tier: 1, ...own, promiseId: id, contactId });
}

/** What was promised is there, and it was not all: ask for the day of the rest (practice D3, part paid). */
export function restAction(debt: Debt, { promise, rows }: PromiseOnDebt): NextAction | undefined {
  const isDone = rows.every(isKept);
  const lastDone = completedOn(rows);
  if (!isDone || lastDone === undefined || debt.daysPastDue === 0) return undefined;
  const on = later(lastDone, rows.map(({ part }) => part.recontactOn).reduce(later));
  const why = reason('rest', { amount: sumOf(rows.map(({ received }) => received)), day: lastDone });
  const { id, contactId } = promise;
  return nextAction(debt, {
    action: 'call',
    tier: 2,
    on,
    gate: 'promise',
    reason: why,
    promiseId: id,
    contactId,
  });
}

/** The day on which the last of these parts was complete. */
export function completedOn(rows: readonly PartJudgement[]): Day | undefined {
  const days = rows.flatMap((row) => row.completedOn ?? []);
  return days.length === 0 ? undefined : days.reduce(later);
}

function sumOf(amounts: readonly Money[]): Money | null {
  return amounts.length === 0 ? null : amounts.reduce(add);
}

function oldestMissed({ rules }: Debt, rows: readonly PartJudgement[]): PartJudgement | undefined {
  const missed = rows.filter((row) => isNotKept(row, rules));
  return missed.toSorted((a, b) => compareDays(a.part.promisedOn, b.part.promisedOn))[0];
}

function missedReason(promise: PaymentPromise, { part, fate, received }: PartJudgement): Reason {
  const missing = subtract(part.amount, received);
  if (fate === 'partly_kept') return reason('promise_partly_kept', { day: part.promisedOn, amount: missing });
  const code = promise.kind === 'plan' && promise.parts.length > 1 ? 'plan_row_missed' : 'promise_broken';
  return reason(code, { day: part.promisedOn, amount: missing });
}

/** The last time that they were spoken to or wrote back after a day. */
function lastHeard(standing: Debt['standing'], today: Day, since: Day): Day | undefined {
  const held = heldBy(standing, today).findLast((attempt) => attempt.on > since)?.on;
  const written = lastWrittenOn(standing, today);
  if (written === undefined || written < since) return held;
  return held === undefined ? written : later(held, written);
}

/**
 * The day from which a sent memo without a written "agreed" asks for a word (practice D3): a short message two working
 * days after it, and two minutes on the phone the working day before the promised one. Any contact from that day on
 * answers it, and so does the promised day.
 */
function unconfirmedSince(debt: Debt, promise: PaymentPromise, promisedOn: Day): Day | undefined {
  const { standing, today, rules, calendar } = debt;
  const memo = standing.memos.findLast(
    ({ callId, kind, state }) =>
      callId !== null &&
      callId === promise.callId &&
      (kind === 'promise_confirmation' || kind === 'instalment_plan') &&
      state === 'sent',
  );
  if (memo === undefined || isConfirmed(promise, today) || today > promisedOn) return undefined;
  const sentOn = localDay(memo.sentAt ?? memo.createdAt);
  // A memo that came back was read by nobody: there the address is what is missing.
  if (isReturned(standing, today, memo.id)) return undefined;
  const lastOn = lastHeard(standing, today, sentOn);
  const message = addWorkingDays(sentOn, rules.unconfirmedDays, calendar);
  const call = addWorkingDays(promisedOn, -1, calendar);
  const isOpen = (on: Day) => on > sentOn && on <= today && (lastOn === undefined || on > lastOn);
  // Whoever was spoken to since is asked again only on the eve.
  return (lastOn === undefined ? [message, call] : [call]).filter(isOpen).toSorted()[0];
}
