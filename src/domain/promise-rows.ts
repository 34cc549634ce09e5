import { compareDays, type Receipt } from './allocation.ts';
import { type Day, earlier, later } from './day.ts';
import { receipts } from './invoice.ts';
import { money } from './money.ts';
import type { Fate, PartJudgement, PaymentPromise, PromisePart } from './promise.ts';
import type { Standing } from './standing.ts';

/** A part while it is judged: what reached it, and from which day something else took its place. */
interface Row {
  readonly promise: PaymentPromise;
  readonly part: PromisePart;
  readonly endedOn: Day | null;
  received: number;
  completedOn: Day | null;
  /** The invoice was settled by a credit note before any money came for this part. */
  isCancelled: boolean;
}

/** Judged parts by the id of their promise; a promise that is not in force has none. */
export type JudgedRows = ReadonlyMap<number, ReadonlyMap<PromisePart, PartJudgement>>;

/** Promises that count on a day: made by then, without condition, not withdrawn; oldest first. */
export function promisesInForce({ promises }: Standing, today: Day): PaymentPromise[] {
  return promises
    .filter(
      (promise) => promise.condition === null && promise.madeOn <= today && !isWithdrawn(promise, today),
    )
    .toSorted((a, b) => compareDays(a.madeOn, b.madeOn) || a.id - b.id);
}

export function isWithdrawn({ changes }: PaymentPromise, today: Day): boolean {
  return changes.some(({ kind, on }) => kind === 'withdrawn' && on <= today);
}

/**
 * Judges every part of the promises in force, invoice by invoice (product 4): money received from the day of the
 * promise on fills the oldest part first; a newer promise on the same invoice ends the older one.
 */
export function judgeRows(standing: Standing, today: Day): JudgedRows {
  const judged = new Map<number, Map<PromisePart, PartJudgement>>();
  const inForce = promisesInForce(standing, today);
  const invoiceIds = new Set(inForce.flatMap(({ parts }) => parts.map(({ invoiceId }) => invoiceId)));
  for (const invoiceId of invoiceIds) {
    const chain = inForce.filter(({ parts }) => parts.some((part) => part.invoiceId === invoiceId));
    const rows = chain.flatMap((promise, index) =>
      rowsOf(promise, invoiceId, endOf(promise, chain[index + 1], today)),
    );
    fill(rows, standing, { invoiceId, today });
    for (const [row, fate] of judgeChain(chain, rows, today)) {
      const own = judged.get(row.promise.id) ?? new Map<PromisePart, PartJudgement>();
      judged.set(row.promise.id, own.set(row.part, judgementOf(row, fate)));
    }
  }
  return judged;
}

function rowsOf(promise: PaymentPromise, invoiceId: number, endedOn: Day | null): Row[] {
  return promise.parts
    .filter((part) => part.invoiceId === invoiceId)
    .map((part) => ({ promise, part, endedOn, received: 0, completedOn: null, isCancelled: false }));
}

function endOf(promise: PaymentPromise, next: PaymentPromise | undefined, today: Day): Day | null {
  const moved = promise.changes.find(({ kind, on }) => kind === 'moved' && on <= today)?.on;
  if (moved === undefined || next === undefined) return moved ?? next?.madeOn ?? null;
  return earlier(moved, next.madeOn);
}

/** Spreads the money of one invoice over the parts promised on it and notes the day on which each was complete. */
function fill(
  rows: readonly Row[],
  standing: Standing,
  { invoiceId, today }: { invoiceId: number; today: Day },
): void {
  const ordered = rows.toSorted((a, b) => compareDays(a.part.promisedOn, b.part.promisedOn));
  const own = receipts(standing, today).filter((receipt) => receipt.invoiceId === invoiceId);
  for (const receipt of own) if (receipt.kind === 'payment') pour(receipt, ordered);
  const settledOn = daySettled(standing, invoiceId, own);
  if (settledOn === null) return;
  const hasCredit = own.some(({ kind }) => kind === 'credit');
  for (const row of rows) settle(row, settledOn, hasCredit);
}

function pour(receipt: Receipt, rows: readonly Row[]): void {
  let left = receipt.amount.minor;
  for (const row of rows) {
    if (left === 0 || !isOpenTo(row, receipt.on) || receipt.on < row.promise.madeOn) continue;
    const taken = Math.min(left, row.part.amount.minor - row.received);
    row.received += taken;
    left -= taken;
    if (taken > 0 && row.received === row.part.amount.minor) row.completedOn = receipt.on;
  }
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

function daySettled({ invoices }: Standing, invoiceId: number, own: readonly Receipt[]): Day | null {
  const invoice = invoices.find(({ id }) => id === invoiceId);
  if (invoice === undefined) return null;
  let open = invoice.amount.minor - invoice.settledBefore.minor;
  if (open <= 0) return invoice.issuedOn;
  for (const { amount, on } of own) {
    open -= amount.minor;
    if (open <= 0) return on;
  }
  return null;
}

/** A promise may be moved once: the second move in a row counts as broken (product 4). */
function judgeChain(chain: readonly PaymentPromise[], rows: readonly Row[], today: Day): Map<Row, Fate> {
  const fates = new Map<Row, Fate>();
  let moves = 0;
  for (const promise of chain) {
    const own = rows.filter((row) => row.promise === promise);
    moves = own.some(isMoved) ? moves + 1 : 0;
    for (const row of own) fates.set(row, fateOfRow(row, { moves, today }));
  }
  return fates;
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
