import type { Attempt, AttemptOutcome, MemoKind } from './attempt.ts';
import type { CallRecords } from './call-record.ts';
import type { Day } from './day.ts';
import { balances, type InvoiceBalance } from './invoice.ts';
import { isFitting, kindOf, weightOf } from './memo-kind.ts';
import { type MissedPromise, missedPromise, recallsMissed } from './memo-missed.ts';
import { type Money, subtract, sum } from './money.ts';
import { openDisputes } from './dispute.ts';
import type { Rules } from './rules.ts';
import type { Standing } from './standing.ts';

/** One thing a call brought, and the invoices it is about: the lead of the memo, or a section of it (practice C9). */
export interface MemoTopic {
  readonly kind: MemoKind;
  /** Oldest due first. */
  readonly invoices: readonly TopicInvoice[];
}

/** An invoice with what this topic may ask for on it. */
export interface TopicInvoice extends Pick<InvoiceBalance, 'invoice' | 'balance'> {
  /** The client contests the part of it that is not in this balance. */
  readonly isPart: boolean;
}

export interface TopicRequest {
  readonly standing: Standing;
  readonly attempt: Attempt;
  /** All records of the client. */
  readonly records: CallRecords;
  readonly today: Day;
  readonly rules: Rules;
}

/** A kind of memo that something asks for; `null` = about whatever nothing else names. */
interface Found {
  readonly kind: MemoKind;
  readonly invoiceId: number | null;
}

/**
 * What the memo of an attempt speaks of, the weightiest first: each kind once, with its own invoices, so that nothing
 * agreed on one is told as agreed on another. Empty when nothing is written that day.
 */
export function memoTopics(request: TopicRequest): MemoTopic[] {
  const { standing, attempt, today, rules } = request;
  const all = [...fromOutcomes(attempt.outcomes), ...fromPromises(request), ...fromRecords(request)];
  const missed = missedPromise(standing, today, rules);
  const isRecalled = missed !== undefined && recallsMissed(missed, attempt, standing);
  const found = (isRecalled ? withRecall(all, missed) : all).filter(({ kind }) =>
    isFitting(kind, attempt.outcomes),
  );
  const kinds = [...new Set(found.map(({ kind }) => kind))].toSorted((a, b) => weightOf(a) - weightOf(b));
  const topics = kinds.map((kind) => ({ kind, invoices: invoicesOf(kind, found, request) }));
  const filled = topics.filter(({ invoices }) => invoices.length > 0);
  return filled.length > 0 ? filled : topics.slice(0, 1);
}

/** The records of one call that still stood at its end (practice C7: the last answer counts). */
export function recordsOfCall(records: CallRecords, callId: number): CallRecords {
  const own = <T extends { readonly callId: number; readonly isSuperseded?: boolean }>(
    all: readonly T[],
  ): T[] => all.filter((one) => one.callId === callId && one.isSuperseded !== true);
  return {
    claims: own(records.claims),
    circuits: own(records.circuits),
    documents: own(records.documents),
    announcements: own(records.announcements),
    insolvencies: own(records.insolvencies),
    objections: own(records.objections),
    reviews: own(records.reviews),
  };
}

function fromOutcomes(outcomes: readonly AttemptOutcome[]): Found[] {
  return outcomes.flatMap((left) => {
    const kind = kindOf(left);
    return kind === null ? [] : [{ kind, invoiceId: left.invoiceId }];
  });
}

/** Promises and disputes count by themselves: an invoice split by a dispute may have only one outcome. */
function fromPromises({ standing, attempt }: TopicRequest): Found[] {
  const promised = standing.promises
    .filter(({ callId, condition }) => callId === attempt.id && condition === null)
    .flatMap(({ kind, parts }) => parts.map(({ invoiceId }) => ({ kind: kindOfPromise[kind], invoiceId })));
  const disputed = standing.disputes
    .filter(({ callId }) => callId === attempt.id)
    .map(({ invoiceId }) => ({ kind: 'dispute_acknowledged', invoiceId }) as const);
  return [...promised, ...disputed];
}

const kindOfPromise = { promise: 'promise_confirmation', plan: 'instalment_plan' } as const;

/** A copy sent, money that is said to have left, somebody who approves: told even beside a weightier outcome. */
function fromRecords({ records, attempt }: TopicRequest): Found[] {
  const { documents, claims, circuits } = recordsOfCall(records, attempt.id);
  const held = circuits.filter(({ approver, callOn }) => approver !== null || callOn !== null);
  const about = (kind: MemoKind, all: readonly { readonly invoiceIds: readonly number[] }[]): Found[] =>
    all.flatMap(({ invoiceIds }) => invoiceIds.map((invoiceId) => ({ kind, invoiceId })));
  return [
    ...about('duplicate_sent', documents),
    ...about('payment_proof_request', claims),
    ...about('approval_request', held),
  ];
}

/** The recall takes the place of whatever says "no date" or "not reached" about the promised invoices. */
function withRecall(found: readonly Found[], { invoiceIds }: MissedPromise): Found[] {
  const isReplaced = ({ kind, invoiceId }: Found): boolean =>
    kind === 'voicemail_followup' ||
    (kind === 'no_agreement' && invoiceId !== null && invoiceIds.includes(invoiceId));
  const recalled = invoiceIds.map((invoiceId) => ({ kind: 'broken_promise', invoiceId }) as const);
  return [...recalled, ...found.filter((one) => !isReplaced(one))];
}

function invoicesOf(kind: MemoKind, found: readonly Found[], request: TopicRequest): TopicInvoice[] {
  const ids = new Set(found.filter((one) => one.kind === kind).map(({ invoiceId }) => invoiceId));
  const named = new Set(found.map(({ invoiceId }) => invoiceId));
  const all = [...balances(request.standing, request.today).values()];
  const rest = all.filter(({ invoice, balance }) => balance.minor > 0 && !named.has(invoice.id));
  const late = rest.filter(({ daysPastDue }) => daysPastDue > 0);
  const forAll = ids.has(null) ? (late.length > 0 ? late : rest) : [];
  const chosen = all.filter((one) => ids.has(one.invoice.id) || forAll.includes(one));
  return chosen.flatMap((one) => claimable(kind, one, request) ?? []);
}

/** Kinds that ask for money nothing was agreed about. */
const asking: ReadonlySet<MemoKind> = new Set(['final_notice', 'no_agreement']);
/** Kinds that tell of money which is not contested. */
const settling: ReadonlySet<MemoKind> = new Set([
  'broken_promise',
  'instalment_plan',
  'promise_confirmation',
]);

/**
 * What a topic may ask for on an invoice: a dispute freezes its part (product 4), and what was promised a moment ago is
 * not asked for again. `undefined` when nothing is left to ask for.
 */
function claimable(
  kind: MemoKind,
  { invoice, balance, daysPastDue }: InvoiceBalance,
  { standing, attempt, today }: TopicRequest,
): TopicInvoice | undefined {
  const whole = { invoice, balance, isPart: false };
  if (!asking.has(kind) && !settling.has(kind)) return whole;
  if (kind === 'final_notice' && daysPastDue === 0) return undefined;
  const on = ({ invoiceId }: { readonly invoiceId: number }): boolean => invoiceId === invoice.id;
  const isNow = ({ callId }: { readonly callId: number | null }): boolean => callId === attempt.id;
  const disputes = openDisputes(standing, today).filter(on);
  const before = less(
    balance,
    disputes.filter((one) => !isNow(one)).map(({ disputed }) => disputed),
  );
  const start = before.minor > 0 ? before : balance;
  const promised = standing.promises.filter((one) => isNow(one) && one.condition === null);
  const rest = less(start, [
    ...disputes.filter(isNow).map(({ disputed }) => disputed),
    ...(asking.has(kind)
      ? promised.flatMap(({ parts }) => parts.filter(on).map(({ amount }) => amount))
      : []),
  ]);
  if (rest.minor > 0) return { invoice, balance: rest, isPart: disputes.length > 0 };
  return asking.has(kind) ? undefined : whole;
}

function less(from: Money, parts: readonly Money[]): Money {
  return subtract(
    from,
    sum(
      parts.filter(({ currency }) => currency === from.currency),
      from.currency,
    ),
  );
}
