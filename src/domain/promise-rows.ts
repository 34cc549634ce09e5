import { inOrder, type Receipt } from './allocation.ts';
import { answersOn } from './by-day.ts';
import { compareDays, type Day, earlier, later } from './day.ts';
import { insolventSince } from './history.ts';
import { type Invoice, receipts } from './invoice.ts';
import { money } from './money.ts';
import type { Fate, PartJudgement, PaymentPromise, PromisePart } from './promise.ts';
import type { Standing } from './standing.ts';

/** A part while it is judged: what reached it, and from which day something else took its place. */
export interface Row {
  readonly promise: PaymentPromise;
  readonly part: PromisePart;
  /** Place among the parts of the promise. */
  readonly index: number;
  endedOn: Day | null;
  received: number;
  completedOn: Day | null;
  /** The invoice was settled by a credit note before any money came for this part, or the client may not pay any more. */
  isCancelled: boolean;
}

/** One part of a promise, judged. */
export interface JudgedPart {
  readonly promise: PaymentPromise;
  /** Place among the parts of the promise. */
  readonly index: number;
  readonly row: PartJudgement;
}

/** What was promised on each invoice and what reached it: found in one pass, judged invoice by invoice when asked for. */
export interface Chains {
  readonly rows: ReadonlyMap<number, readonly Row[]>;
  readonly money: ReadonlyMap<number, readonly Receipt[]>;
  readonly judged: Map<number, readonly JudgedPart[]>;
}

/** Promises that count on a day: made by then, without condition, not withdrawn; oldest first. */
function promisesInForce({ promises }: Standing, today: Day): readonly PaymentPromise[] {
  const inForce = promises.filter(
    (promise) => promise.condition === null && promise.madeOn <= today && !isWithdrawn(promise, today),
  );
  return inOrder(inForce, (a, b) => compareDays(a.madeOn, b.madeOn) || a.id - b.id);
}

export function isWithdrawn({ changes }: PaymentPromise, today: Day): boolean {
  return changes.some(({ kind, on }) => kind === 'withdrawn' && on <= today);
}

/**
 * The parts promised on one invoice, oldest promise first, each judged (product 4): money received from the day of the
 * promise on fills the oldest part first; a newer promise on the same invoice ends the older one.
 */
export function partsOn(standing: Standing, today: Day, invoiceId: number): readonly JudgedPart[] {
  const chains = chainsOf(standing, today);
  const known = chains.judged.get(invoiceId);
  if (known !== undefined) return known;
  const rows = chains.rows.get(invoiceId) ?? [];
  if (rows.length > 0) {
    const invoice = standing.invoices.find(({ id }) => id === invoiceId);
    endOlder(rows, today);
    fill(rows, invoice, chains.money.get(invoiceId) ?? []);
    forbid(rows, insolventSince(standing, today));
  }
  const judged = judgeChain(rows, today);
  chains.judged.set(invoiceId, judged);
  return judged;
}

function chainsOf(standing: Standing, today: Day): Chains {
  return (answersOn(standing, today).chains ??= {
    rows: rowsByInvoice(standing, today),
    money: moneyByInvoice(receipts(standing, today)),
    judged: new Map(),
  });
}

function rowsByInvoice(standing: Standing, today: Day): Map<number, Row[]> {
  const chains = new Map<number, Row[]>();
  for (const promise of promisesInForce(standing, today))
    for (const [index, part] of promise.parts.entries()) {
      const row: Row = {
        promise,
        part,
        index,
        endedOn: null,
        received: 0,
        completedOn: null,
        isCancelled: false,
      };
      const chain = chains.get(part.invoiceId);
      if (chain === undefined) chains.set(part.invoiceId, [row]);
      else chain.push(row);
    }
  return chains;
}

function moneyByInvoice(all: readonly Receipt[]): Map<number, Receipt[]> {
  const found = new Map<number, Receipt[]>();
  for (const receipt of all) {
    const own = found.get(receipt.invoiceId);
    if (own === undefined) found.set(receipt.invoiceId, [receipt]);
    else own.push(receipt);
  }
  return found;
}

function endOlder(rows: readonly Row[], today: Day): void {
  let next: PaymentPromise | undefined;
  let after: Day | null = null;
  for (const row of rows.toReversed()) {
    if (next !== undefined && row.promise !== next) after = next.madeOn;
    next = row.promise;
    const moved = row.promise.changes.find(({ kind, on }) => kind === 'moved' && on <= today)?.on;
    row.endedOn = moved === undefined || after === null ? (moved ?? after) : earlier(moved, after);
  }
}

/** Spreads the money of one invoice over the parts promised on it and notes the day on which each was complete. */
function fill(rows: readonly Row[], invoice: Invoice | undefined, own: readonly Receipt[]): void {
  const ordered =
    rows.length === 1 ? rows : rows.toSorted((a, b) => compareDays(a.part.promisedOn, b.part.promisedOn));
  const isPromisedBeside = paidBefore(invoice, own);
  for (const receipt of own) if (receipt.kind === 'payment') pour(receipt, ordered, isPromisedBeside);
  const settledOn = invoice === undefined ? null : daySettled(invoice, own);
  if (settledOn === null) return;
  const hasCredit = own.some(({ kind }) => kind === 'credit');
  for (const row of rows) settle(row, settledOn, hasCredit);
}

type Beside = (receipt: Receipt, promise: PaymentPromise) => boolean;

function pour(receipt: Receipt, rows: readonly Row[], isPromisedBeside: Beside): void {
  let left = receipt.amount.minor;
  for (const row of rows) {
    if (left === 0 || !isOpenTo(row, receipt.on) || isPromisedBeside(receipt, row.promise)) continue;
    const taken = Math.min(left, row.part.amount.minor - row.received);
    row.received += taken;
    left -= taken;
    if (taken > 0 && row.received === row.part.amount.minor) row.completedOn = receipt.on;
  }
}

/**
 * Money that came before the promise, which is about what it left open. Of the day of the promise itself nobody knows
 * the hour, and the order in which the two were recorded says nothing: it counts for the promise, unless what was
 * promised is exactly what that money left open, and not the very amount that came.
 */
function paidBefore(invoice: Invoice | undefined, own: readonly Receipt[]): Beside {
  const left = new Map<PaymentPromise, boolean>();
  const isRest = (promise: PaymentPromise): boolean => {
    const known = left.get(promise);
    if (known !== undefined) return known;
    const found = invoice !== undefined && isRestOf(promise, invoice, own);
    left.set(promise, found);
    return found;
  };
  return ({ on }, promise) => on < promise.madeOn || (on === promise.madeOn && isRest(promise));
}

function isRestOf({ parts, madeOn }: PaymentPromise, invoice: Invoice, own: readonly Receipt[]): boolean {
  const sumOf = (receipts: readonly Receipt[]) => receipts.reduce((sum, { amount }) => sum + amount.minor, 0);
  const ofDay = own.filter(({ on, kind }) => on === madeOn && kind === 'payment');
  const before = own.filter(({ on, kind }) => on < madeOn || (on === madeOn && kind === 'credit'));
  const came = sumOf(ofDay);
  const open = invoice.amount.minor - invoice.settledBefore.minor - sumOf(before) - came;
  const promised = parts
    .filter(({ invoiceId }) => invoiceId === invoice.id)
    .reduce((sum, { amount }) => sum + amount.minor, 0);
  return promised === open && promised !== came;
}

/** Money of the day on which a newer promise was made still counts for the older one, unless that was late already. */
function isOpenTo({ endedOn, part }: Row, on: Day): boolean {
  return endedOn === null || on < endedOn || (on === endedOn && on <= part.arrivalDeadline);
}

/** Nothing is owed any more, so nothing of a promise can be missing: by money it is kept, by credit it is moot. */
function settle(row: Row, settledOn: Day, hasCredit: boolean): void {
  if (row.completedOn !== null || !isOpenTo(row, settledOn)) return;
  if (row.received > 0 || !hasCredit) row.completedOn = later(settledOn, row.promise.madeOn);
  else row.isCancelled = settledOn <= row.part.arrivalDeadline;
}

/** Whoever is insolvent may not pay any more: what was still running then is moot, and no broken word (practice D4). */
function forbid(rows: readonly Row[], since: Day | undefined): void {
  if (since === undefined) return;
  for (const row of rows) {
    const isRunning = row.promise.madeOn <= since && since <= row.part.arrivalDeadline;
    if (row.completedOn === null && isRunning && isOpenTo(row, since)) row.isCancelled = true;
  }
}

function daySettled(invoice: Invoice, own: readonly Receipt[]): Day | null {
  let open = invoice.amount.minor - invoice.settledBefore.minor;
  if (open <= 0) return invoice.issuedOn;
  for (const { amount, on } of own) {
    open -= amount.minor;
    if (open <= 0) return on;
  }
  return null;
}

/** A promise may be moved once: the second move in a row counts as broken (product 4). */
function judgeChain(rows: readonly Row[], today: Day): JudgedPart[] {
  const moved = new Set(rows.filter(isMoved).map(({ promise }) => promise));
  const judged: JudgedPart[] = [];
  let current: PaymentPromise | undefined;
  let moves = 0;
  for (const row of rows) {
    const { promise, index } = row;
    if (promise !== current) moves = moved.has(promise) ? moves + 1 : 0;
    current = promise;
    judged.push({ promise, index, row: judgementOf(row, fateOfRow(row, { moves, today })) });
  }
  return judged;
}

function isMoved({ completedOn, isCancelled, endedOn, part }: Row): boolean {
  return completedOn === null && !isCancelled && endedOn !== null && endedOn < part.promisedOn;
}

function judgementOf({ part, received, completedOn, endedOn }: Row, fate: Fate): PartJudgement {
  return { part, fate, received: money(received, part.amount.currency), completedOn, endedOn };
}

function fateOfRow(row: Row, { moves, today }: { moves: number; today: Day }): Fate {
  const { part, completedOn, endedOn } = row;
  if (completedOn !== null) return completedOn <= part.arrivalDeadline ? 'kept' : 'kept_late';
  if (row.isCancelled) return 'withdrawn';
  if (isMoved(row) && moves === 1) return 'moved';
  if (endedOn === null && today <= part.arrivalDeadline) return 'open';
  return row.received > 0 ? 'partly_kept' : 'broken';
}
