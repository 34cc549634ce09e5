import { compareDays, type Day, earlier } from './day.ts';
import { type Money, money, share, threshold } from './money.ts';
import { isWithdrawn, type JudgedPart, partsOn } from './promise-rows.ts';
import { defaultRules } from './rule-table.ts';
import type { Rules } from './rules.ts';
import type { Standing } from './standing.ts';

/** Does the money leave their account on the promised day, or arrive on ours? (practice D2) */
export type PromiseMeans = 'leaves' | 'arrives';

/** One amount by one day on one invoice. A plan is a promise with several; several invoices give one part each. */
export interface PromisePart {
  readonly invoiceId: number;
  readonly amount: Money;
  readonly promisedOn: Day;
  /** Last day on which the money counts as on time; fixed when the promise is made. */
  readonly arrivalDeadline: Day;
  /** First working day after the deadline: the client is back on the list. */
  readonly recontactOn: Day;
}

/** What happened to a promise besides payments. A move names the promise that took its place. */
export interface PromiseChange {
  readonly kind: 'moved' | 'withdrawn' | 'confirmed';
  readonly on: Day;
  readonly reason: string | null;
  readonly replacedBy: number | null;
  readonly recordedAt: number;
}

/** What ended a promise otherwise than by money. */
export interface PromiseEnd extends PromiseChange {
  readonly kind: 'moved' | 'withdrawn';
}

/** How a promise ended otherwise than by money; `undefined` while it stands. */
export function endOf({ changes }: Pick<PaymentPromise, 'changes'>): PromiseEnd | undefined {
  return changes.findLast((change): change is PromiseEnd => change.kind !== 'confirmed');
}

/** A named amount by a named day, given by a named person. */
export interface PaymentPromise {
  readonly id: number;
  readonly clientId: number;
  readonly callId: number | null;
  readonly contactId: number | null;
  /** Who gave it, as spoken of in the memo. */
  readonly promiser: string;
  readonly kind: 'promise' | 'plan';
  readonly madeOn: Day;
  readonly means: PromiseMeans;
  readonly method: string | null;
  /** Who named amount and day first: solutions the client formulates are kept most (practice 002-32). */
  readonly origin: 'client' | 'mine';
  /** A condition ("when our client pays") makes this an intent, which holds nothing and is never broken. */
  readonly condition: string | null;
  readonly isAccountReadOut: boolean;
  /** Of a plan: missing one instalment makes the whole balance due at once, as agreed (practice C6, D4). */
  readonly isAccelerated: boolean;
  readonly parts: readonly PromisePart[];
  readonly changes: readonly PromiseChange[];
  readonly recordedAt: number;
}

/** What may be missing of a promise without anybody being rung about it. */
export type Tolerance = Pick<Rules, 'paidTolerancePercent' | 'paidToleranceMinor'>;

export type Fate =
  | 'open'
  | 'kept'
  | 'kept_late'
  | 'partly_kept'
  | 'broken'
  | 'moved'
  | 'withdrawn'
  | 'intent';

/** One part, judged on its own: each instalment of a plan is a promise (practice D3). */
export interface PartJudgement {
  readonly part: PromisePart;
  readonly fate: Fate;
  readonly received: Money;
  /** The day on which nothing of it was missing any more. */
  readonly completedOn: Day | null;
  /** The day from which something else stands in its place: a newer promise on the invoice, or a move. */
  readonly endedOn: Day | null;
}

/** What became of a promise by a day (product 4). */
export interface PromiseJudgement {
  readonly promise: PaymentPromise;
  readonly fate: Fate;
  readonly amount: Money;
  readonly received: Money;
  /** In the order of the parts. */
  readonly rows: readonly PartJudgement[];
}

/** The fate of one promise on a day, with its dates and the money that reached it (product 4, practice D2 and D4). */
export function judgePromise(promise: PaymentPromise, standing: Standing, today: Day): PromiseJudgement {
  if (standing.promises.includes(promise)) return judged(promise, standing, today);
  const others = standing.promises.filter(({ id }) => id !== promise.id);
  return judged(promise, { ...standing, promises: [...others, promise] }, today);
}

/** The promises of a client that were not kept, bank charges aside; without sums and dates: a history may be long. */
export function notKept(standing: Standing, today: Day, rules: Tolerance): PaymentPromise[] {
  const isBroken = (promise: PaymentPromise) =>
    stateOf(promise, today) === null &&
    dueRows(promise, rowsOf(promise, standing, today), { today, rules }).some((row) => isNotKept(row, rules));
  return standing.promises.filter(isBroken);
}

/** All promises of a client, judged on a day, by id. */
export function judgePromises(standing: Standing, today: Day): ReadonlyMap<number, PromiseJudgement> {
  return new Map(standing.promises.map((promise) => [promise.id, judged(promise, standing, today)]));
}

/** The last promise of an invoice that is neither moved, withdrawn nor an intent, whatever came of it: its parts there. */
export function currentParts(standing: Standing, today: Day, invoiceId: number): readonly JudgedPart[] {
  return partsOn(standing, today, invoiceId).filter(({ row }) => row.endedOn === null);
}

/** The last promise of each open or closed invoice, whatever came of it; by invoice. */
export function currentPromises(standing: Standing, today: Day): ReadonlyMap<number, PromiseJudgement> {
  const current = new Map<number, PromiseJudgement>();
  for (const { id } of standing.invoices) {
    const promise = currentParts(standing, today, id)[0]?.promise;
    if (promise !== undefined) current.set(id, judged(promise, standing, today));
  }
  return current;
}

/** The one live promise of each invoice: it holds every other chase there until `heldUntil` (product 4); by invoice. */
export function livePromises(
  standing: Standing,
  today: Day,
  rules: Tolerance,
): ReadonlyMap<number, PromiseJudgement> {
  const current = [...currentPromises(standing, today)];
  return new Map(
    current.filter(
      ([invoiceId, judgement]) =>
        heldUntil(rowsOn(judgement.rows, invoiceId), today, rules) !== null &&
        overdueSince(judgement, today, rules) === null,
    ),
  );
}

/**
 * The missed instalment that made the whole balance of a plan due at once, from its recontact day on; `null` when none
 * did, or when that was not agreed (practice C6, D4). To pay it later does not bring the plan back: a new one does.
 */
export function overdueSince(
  { promise, rows }: Pick<PromiseJudgement, 'promise' | 'rows'>,
  today: Day,
  rules: Tolerance,
): PartJudgement | null {
  if (promise.kind !== 'plan' || !promise.isAccelerated) return null;
  const late = rows.filter((row) => {
    const { part, completedOn, endedOn } = row;
    const isPaidLate = completedOn !== null && completedOn >= part.recontactOn;
    return endedOn === null && part.recontactOn <= today && (isPaidLate || isNotKept(row, rules));
  });
  return late.toSorted((a, b) => compareDays(a.part.promisedOn, b.part.promisedOn))[0] ?? null;
}

/** The parts of a promise on one invoice. */
export function rowsOn(rows: readonly PartJudgement[], invoiceId: number): PartJudgement[] {
  return rows.filter(({ part }) => part.invoiceId === invoiceId);
}

/**
 * The recontact day that these parts still wait for; `null` when one was missed and its recontact day has come. Bank
 * charges that are missing of an instalment end no plan (practice D1, paid_tolerance).
 */
export function heldUntil(rows: readonly PartJudgement[], today: Day, rules: Tolerance): Day | null {
  const waiting = rows.filter((row) => isWaiting(row, rules));
  if (waiting.length === 0 || waiting.some((row) => isNotKept(row, rules) && row.part.recontactOn <= today))
    return null;
  return waiting.map(({ part }) => part.recontactOn).reduce(earlier);
}

/** Money is still to come for this part, in time or not, and nothing took its place. */
export function isWaiting(row: PartJudgement, rules: Tolerance): boolean {
  return row.endedOn === null && (row.fate === 'open' || isNotKept(row, rules));
}

/** The client agreed to it in writing by this day (practice D3, row "promise unconfirmed"). */
export function isConfirmed({ changes }: PaymentPromise, today: Day): boolean {
  return changes.some(({ kind, on }) => kind === 'confirmed' && on <= today);
}

/** All of it came, in time or late. */
export function isKept({ fate }: Pick<PartJudgement, 'fate'>): boolean {
  return fate === 'kept' || fate === 'kept_late';
}

/** The deadline is over and something is missing. */
export function isMissed({ fate }: Pick<PartJudgement, 'fate'>): boolean {
  return fate === 'broken' || fate === 'partly_kept';
}

/** Missed by more than bank charges: what is held against the client, and worth a call (practice D1, paid_tolerance). */
export function isNotKept(row: PartJudgement, rules: Tolerance): boolean {
  const { part, received } = row;
  return isMissed(row) && part.amount.minor - received.minor > toleranceOf(part.amount, rules);
}

/** What may be missing of an amount, bank charges for instance: the smaller of 1 % and 1.00 (practice D1). */
export function toleranceOf(amount: Money, rules: Tolerance): number {
  const { paidTolerancePercent, paidToleranceMinor } = rules;
  return Math.min(share(amount, paidTolerancePercent).minor, threshold(paidToleranceMinor, amount.currency));
}

function judged(promise: PaymentPromise, standing: Standing, today: Day): PromiseJudgement {
  const rows = rowsOf(promise, standing, today);
  // A fate is told by the facts alone (product 4), so the clause is judged by the usual tolerance and not by a setting.
  const due = dueRows(promise, rows, { today, rules: defaultRules });
  return {
    promise,
    fate: stateOf(promise, today) ?? fateOf(promise, due),
    amount: total(rows, ({ part }) => part.amount),
    received: total(rows, ({ received }) => received),
    rows,
  };
}

/** Once the whole balance is due, the instalments still to come are as missed as the one that made it so. */
function dueRows(
  promise: PaymentPromise,
  rows: readonly PartJudgement[],
  { today, rules }: { readonly today: Day; readonly rules: Tolerance },
): readonly PartJudgement[] {
  if (overdueSince({ promise, rows }, today, rules) === null) return rows;
  return rows.map((row) =>
    row.fate === 'open' ? { ...row, fate: row.received.minor > 0 ? 'partly_kept' : 'broken' } : row,
  );
}

function rowsOf(promise: PaymentPromise, standing: Standing, today: Day): PartJudgement[] {
  return promise.parts.map((part, index) => {
    const isThis = (own: JudgedPart) => own.promise === promise && own.index === index;
    const found = partsOn(standing, today, part.invoiceId).find(isThis)?.row;
    return found ?? unjudged(part, stateOf(promise, today) ?? 'open');
  });
}

function unjudged(part: PromisePart, fate: Fate): PartJudgement {
  return { part, fate, received: money(0, part.amount.currency), completedOn: null, endedOn: null };
}

function stateOf(promise: PaymentPromise, today: Day): 'intent' | 'withdrawn' | null {
  if (isWithdrawn(promise, today)) return 'withdrawn';
  return promise.condition === null ? null : 'intent';
}

/** A missed instalment breaks the plan (practice D4); a promise of several parts is partly kept when one arrived. */
function fateOf({ kind }: PaymentPromise, rows: readonly PartJudgement[]): Fate {
  const missed = rows.filter(isMissed);
  if (missed.length > 0) {
    const counted = kind === 'plan' ? missed : rows;
    const isNothing = counted.every(
      ({ received, completedOn }) => received.minor === 0 && completedOn === null,
    );
    return isNothing ? 'broken' : 'partly_kept';
  }
  const fates = new Set(rows.map(({ fate }) => fate));
  for (const fate of ['moved', 'open', 'kept_late', 'kept'] as const) if (fates.has(fate)) return fate;
  return 'withdrawn';
}

/** In the currency of the first part; a promise over two currencies shows the rest in its rows. */
function total(rows: readonly PartJudgement[], of: (row: PartJudgement) => Money): Money {
  const currency = rows[0]?.part.amount.currency;
  if (currency === undefined) throw new RangeError('a promise without a part');
  let minor = 0;
  for (const row of rows) if (row.part.amount.currency === currency) minor += of(row).minor;
  return money(minor, currency);
}
