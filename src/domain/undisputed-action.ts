import { type Debt, type NextAction, nextAction, reason } from './action.ts';
import { workingDayOnOrAfter } from './calendar.ts';
import { courtesy } from './courtesy.ts';
import { addDays, compareDays, type Day, later } from './day.ts';
import { noticeOf } from './history.ts';
import { receipts } from './invoice.ts';
import { add } from './money.ts';
import { payerType } from './payer-type.ts';
import { isWorthAsking, preventiveFrom } from './preventive.ts';
import { toleranceOf } from './promise.ts';
import { brokenAction, completedOn, heldAction, promiseOn, restAction } from './promise-action.ts';
import { isWithdrawn } from './promise-rows.ts';
import { gapAction, hasFollowUp, isAgreed, lastSaid, type Said, saidAction } from './said.ts';
import { firstCallDelay } from './strategy.ts';

/** A fact that may have the last word: the newest one does, of the same day the weightiest. */
interface Fact {
  readonly on: Day;
  readonly make: () => NextAction | undefined;
}

interface Settled {
  readonly closedOn: Day;
  readonly payOn: Day | null;
}

/**
 * What to do about the part of an invoice that nobody disputes: a promise that holds, else the newest fact, else the
 * rhythm of chases (practice D3; product 4: only the last word counts).
 */
export function undisputedAction(debt: Debt, isDisputed: boolean): NextAction {
  const promise = promiseOn(debt);
  const held = promise && heldAction(debt, promise);
  if (held !== undefined) return held;
  const others = [settledFact(debt), withdrawnFact(debt), promiseFact(debt), paidFact(debt)];
  // Weightiest first: of facts of the same day the first one speaks.
  const facts = [noticeFact(debt, others), saidFact(debt, isDisputed), ...others];
  const newest = facts
    .filter((fact) => fact !== undefined)
    .reduce(newer, { on: debt.invoice.issuedOn, make: () => undefined });
  const rhythm = newest.make() ?? gapAction(debt) ?? preventive(debt);
  return smallRest(debt) ?? rhythm ?? firstContact(debt);
}

/** Bank charges, a slip of the pen: a line at the bottom of the list, never a call (practice D1, paid_tolerance). */
function smallRest(debt: Debt): NextAction | undefined {
  const { standing, today, invoice, amount, daysPastDue } = debt;
  const last = receipts(standing, today).findLast(({ invoiceId }) => invoiceId === invoice.id);
  if (last === undefined || daysPastDue === 0 || amount.minor > toleranceOf(invoice.amount, debt.rules))
    return undefined;
  const own = {
    on: last.on,
    gate: 'cadence' as const,
    reason: reason('small_rest', { amount, day: last.on }),
  };
  return nextAction(debt, { action: 'email', tier: 4, ...own });
}

function newer(best: Fact, other: Fact): Fact {
  return other.on > best.on ? other : best;
}

/**
 * The step that follows a notice. It waits for its day whatever is said in vain until then: what takes the notice's
 * place is something agreed, or another fact of the ledger (practice D5, D6).
 */
function noticeFact(debt: Debt, others: readonly (Fact | undefined)[]): Fact | undefined {
  const notice = noticeOf(debt.standing, debt.today, debt.rules);
  // What was not past due yet cannot have been asked for in it.
  if (notice === undefined || notice.on <= debt.invoice.dueOn) return undefined;
  const said = lastSaid(debt);
  const isInForce = others.every((fact) => fact === undefined || fact.on <= notice.on);
  const isSaidInVain = said !== undefined && !isAgreed(said) && said.outcome.action !== 'execute_step';
  const since = isInForce && isSaidInVain ? later(notice.on, said.attempt.on) : notice.on;
  const on = workingDayOnOrAfter(addDays(notice.deadline, 1), debt.calendar);
  const own = { on, gate: 'notice' as const, reason: reason('notice_over', { day: notice.deadline }) };
  return { on: since, make: () => nextAction(debt, { action: 'execute_step', tier: 0, ...own }) };
}

function saidFact(debt: Debt, isDisputed: boolean): Fact | undefined {
  const said = lastSaid(debt);
  if (said === undefined || !hasFollowUp(said)) return undefined;
  // The dispute itself has its own line, and once settled another one; what is not disputed keeps the usual rhythm.
  const isOver = isDisputed || settledDisputes(debt).some(({ closedOn }) => closedOn >= said.attempt.on);
  if (isOver && said.outcome.outcome === 'dispute') return undefined;
  return { on: said.attempt.on, make: () => saidAction(debt, said, missedBefore(debt, said)) };
}

function missedBefore(debt: Debt, said: Said): NextAction['reason'] | undefined {
  const promise = promiseOn(debt);
  const broken = promise && brokenAction(debt, promise);
  return broken !== undefined && broken.on <= said.attempt.on ? broken.reason : undefined;
}

/** A dispute that was settled: on the day of payment agreed for it, else now. */
function settledFact(debt: Debt): Fact | undefined {
  const last = settledDisputes(debt).at(-1);
  if (last === undefined || debt.daysPastDue === 0) return undefined;
  const { closedOn, payOn } = last;
  const on = workingDayOnOrAfter(later(closedOn, payOn ?? closedOn), debt.calendar);
  const own = { on, gate: 'appointment' as const, reason: reason('dispute_settled', { day: closedOn }) };
  return { on: closedOn, make: () => nextAction(debt, { action: 'call', tier: 2, ...own }) };
}

/** Disputes about the invoice that were closed by that day, oldest first. */
function settledDisputes({ standing, today, invoice }: Debt): Settled[] {
  return standing.disputes
    .flatMap(({ invoiceId, closedOn, payOn }) =>
      invoiceId === invoice.id && closedOn !== null && closedOn <= today ? [{ closedOn, payOn }] : [],
    )
    .toSorted((a, b) => compareDays(a.closedOn, b.closedOn));
}

function withdrawnFact(debt: Debt): Fact | undefined {
  const { standing, today, invoice } = debt;
  const withdrawn = standing.promises
    .filter(
      (promise) =>
        promise.parts.some(({ invoiceId }) => invoiceId === invoice.id) && isWithdrawn(promise, today),
    )
    .flatMap(({ changes }) => changes.flatMap(({ kind, on }) => (kind === 'withdrawn' ? [on] : [])));
  if (withdrawn.length === 0 || debt.daysPastDue === 0) return undefined;
  const on = withdrawn.reduce(later);
  const shown = workingDayOnOrAfter(on, debt.calendar);
  const own = {
    on: shown,
    gate: 'cadence' as const,
    reason: reason('withdrawn', { day: on, days: debt.daysPastDue }),
  };
  return { on, make: () => nextAction(debt, { action: 'call', tier: 2, ...own }) };
}

function promiseFact(debt: Debt): Fact | undefined {
  const promise = promiseOn(debt);
  if (promise === undefined) return undefined;
  const broken = brokenAction(debt, promise);
  if (broken !== undefined) return { on: broken.on, make: () => broken };
  const rest = restAction(debt, promise);
  return rest && { on: completedOn(promise.rows) ?? rest.on, make: () => rest };
}

/** Part of it came without a promise: ask for the rest on the working day on which it is seen (practice D3). */
function paidFact(debt: Debt): Fact | undefined {
  const { standing, today, invoice } = debt;
  if (promiseOn(debt)?.rows.some(({ fate }) => fate !== 'kept' && fate !== 'kept_late')) return undefined;
  const late = receipts(standing, today).filter(
    ({ invoiceId, kind, on }) => invoiceId === invoice.id && kind === 'payment' && on > invoice.dueOn,
  );
  const last = late.at(-1);
  if (last === undefined) return undefined;
  const came = late.filter(({ on }) => on === last.on).map(({ amount }) => amount);
  const on = workingDayOnOrAfter(last.on, debt.calendar);
  const why = reason('part_paid', { day: last.on, amount: came.reduce(add) });
  return {
    on: last.on,
    make: () => nextAction(debt, { action: 'call', tier: 2, on, gate: 'cadence', reason: why }),
  };
}

/**
 * Before the due day of a first, large or process-bound invoice: received, approved, scheduled? (practice D5) It is what
 * comes next until then, from the day of the bill on.
 */
function preventive(debt: Debt): NextAction | undefined {
  const { standing, today, rules, invoice } = debt;
  const on = preventiveFrom(invoice);
  if (today > invoice.dueOn || !isWorthAsking(invoice, standing, { today, rules })) return undefined;
  if (standing.attempts.some((attempt) => attempt.on >= on && attempt.on <= today)) return undefined;
  const why = reason('preventive', { day: invoice.dueOn });
  return nextAction(debt, { action: 'call', tier: 4, on, gate: 'not_due', reason: why });
}

/** A courteous mail where one fits, else the first call. */
function firstContact(debt: Debt): NextAction {
  const call = firstCall(debt);
  return courtesy(debt, call) ?? call;
}

function firstCall(debt: Debt): NextAction {
  const { standing, today, rules, invoice, daysPastDue } = debt;
  const delay = firstCallDelay(payerType(standing, today, rules), rules);
  const on = workingDayOnOrAfter(addDays(invoice.dueOn, delay), debt.calendar);
  const gate = daysPastDue === 0 ? 'not_due' : 'cadence';
  return nextAction(debt, {
    action: 'call',
    tier: 3,
    on,
    gate,
    reason: reason('first_call', { days: daysPastDue }),
  });
}
