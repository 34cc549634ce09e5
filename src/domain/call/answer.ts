import type { CircuitStage, InsolvencyKind } from '../call-record.ts';
import type { Day } from '../day.ts';
import type { DisputeType, Ground } from '../dispute.ts';
import type { Money } from '../money.ts';
import type { PromiseMeans } from '../promise.ts';

/** Invoices an answer is about. */
interface About {
  readonly invoiceIds: readonly number[];
}

/** A promise as far as it is known. Amount and day make it complete; the rest may wait for the wrap-up (practice C4). */
export interface PromiseAnswer extends About {
  readonly kind: 'promise';
  readonly amount: Money | null;
  readonly promisedOn: Day | null;
  readonly means: PromiseMeans;
  readonly method: string;
  readonly isAccountReadOut: boolean;
  readonly condition: string | null;
  readonly origin: 'client' | 'mine';
}

/** How often they pay: so many times, or so much each time. */
export type PlanTerms =
  | { readonly by: 'count'; readonly count: number }
  | { readonly by: 'amount'; readonly each: Money };

/** One row changed by hand; `row` counts from 0. */
export interface RowChange {
  readonly row: number;
  readonly amount: Money | null;
  readonly on: Day | null;
}

/** Part payments (practice C6 "Plan"). The rows are worked out by `plan.ts`. */
export interface PlanAnswer extends About {
  readonly kind: 'plan';
  readonly terms: PlanTerms | null;
  readonly firstOn: Day | null;
  readonly firstAmount: Money | null;
  readonly every: 'week' | 'month';
  readonly changes: readonly RowChange[];
  readonly isAccelerated: boolean;
  readonly areFeesWaived: boolean;
  readonly origin: 'client' | 'mine';
}

/** "It is paid" (practice C6 "Already paid"). */
export interface PaidAnswer extends About {
  readonly kind: 'paid';
  readonly paidOn: Day | null;
  readonly amount: Money | null;
  readonly accountLast4: string | null;
  /** They paid to an account that is not ours. */
  readonly isOtherAccount: boolean;
  readonly reference: string | null;
}

/** A copy of the invoice, on its way or in their hands. */
export interface DuplicateAnswer extends About {
  readonly kind: 'duplicate';
  readonly address: string | null;
  readonly isReceived: boolean;
  readonly obstacle: string | null;
  readonly followUpOn: Day | null;
}

/** Practice C6 "Dispute". `disputed` null = all of it. */
export interface DisputeAnswer extends About {
  readonly kind: 'dispute';
  readonly type: DisputeType;
  readonly words: string | null;
  readonly disputed: Money | null;
  readonly remedy: string | null;
  readonly owner: 'me' | 'client' | 'other';
  readonly resolveOn: Day | null;
  readonly payOn: Day | null;
  readonly isEvidenceAsked: boolean;
  readonly ground: Ground;
  /** "In fact there is none": nothing is recorded. */
  readonly isWithdrawn: boolean;
}

/** Practice C6 "Approval". */
export interface ApprovalAnswer extends About {
  readonly kind: 'approval';
  readonly stage: CircuitStage;
  readonly approver: string | null;
  readonly approverContact: string | null;
  readonly waitsFor: string | null;
  readonly poNumber: string | null;
  readonly runOn: Day | null;
  readonly callOn: Day | null;
}

export interface CallbackAnswer extends About {
  readonly kind: 'callback';
  readonly on: Day | null;
  readonly minutes: number | null;
  readonly who: string | null;
  readonly phone: string | null;
}

/** They will not pay, and give no ground. */
export interface RefusalAnswer extends About {
  readonly kind: 'refusal';
  readonly words: string | null;
  readonly isFirm: boolean;
}

/** A court procedure is open: facts, no request for money. */
export interface InsolvencyAnswer extends About {
  readonly kind: 'insolvency';
  readonly procedure: InsolvencyKind;
  readonly court: string | null;
  readonly openedOn: Day | null;
  readonly administrator: string | null;
  /** Heard, whatever is known of it. */
  readonly isNoted: boolean;
}

/** Only the end of the pause is kept (practice B7, B14). */
export interface DistressAnswer extends About {
  readonly kind: 'distress';
  readonly pauseUntil: Day | null;
}

/** Asked to the end, and no day came of it. */
export interface NoDateAnswer extends About {
  readonly kind: 'no_date';
}

/** What the client said about some of the invoices. */
export type Answer =
  | PromiseAnswer
  | PlanAnswer
  | PaidAnswer
  | DuplicateAnswer
  | DisputeAnswer
  | ApprovalAnswer
  | CallbackAnswer
  | RefusalAnswer
  | InsolvencyAnswer
  | DistressAnswer
  | NoDateAnswer;

export type AnswerKind = Answer['kind'];
export type AnswerOf<K extends AnswerKind> = Extract<Answer, { kind: K }>;

/** What an answer of this kind holds before anything about it is known. */
const blanks: { readonly [K in AnswerKind]: Omit<AnswerOf<K>, 'invoiceIds'> } = {
  promise: {
    kind: 'promise',
    amount: null,
    promisedOn: null,
    means: 'leaves',
    method: 'transfer',
    isAccountReadOut: false,
    condition: null,
    origin: 'client',
  },
  plan: {
    kind: 'plan',
    terms: null,
    firstOn: null,
    firstAmount: null,
    every: 'month',
    changes: [],
    isAccelerated: false,
    areFeesWaived: false,
    origin: 'client',
  },
  paid: {
    kind: 'paid',
    paidOn: null,
    amount: null,
    accountLast4: null,
    isOtherAccount: false,
    reference: null,
  },
  duplicate: { kind: 'duplicate', address: null, isReceived: false, obstacle: null, followUpOn: null },
  dispute: {
    kind: 'dispute',
    type: 'commercial',
    words: null,
    disputed: null,
    remedy: null,
    owner: 'me',
    resolveOn: null,
    payOn: null,
    isEvidenceAsked: false,
    ground: 'to_check',
    isWithdrawn: false,
  },
  approval: {
    kind: 'approval',
    stage: 'unknown',
    approver: null,
    approverContact: null,
    waitsFor: null,
    poNumber: null,
    runOn: null,
    callOn: null,
  },
  callback: { kind: 'callback', on: null, minutes: null, who: null, phone: null },
  refusal: { kind: 'refusal', words: null, isFirm: false },
  insolvency: {
    kind: 'insolvency',
    procedure: 'unknown',
    court: null,
    openedOn: null,
    administrator: null,
    isNoted: false,
  },
  distress: { kind: 'distress', pauseUntil: null },
  no_date: { kind: 'no_date' },
};

/** An answer of which nothing is known yet but the invoices it is about. */
export function blankAnswer<K extends AnswerKind>(kind: K, invoiceIds: readonly number[]): AnswerOf<K>;
export function blankAnswer(kind: AnswerKind, invoiceIds: readonly number[]): Answer {
  return { ...blanks[kind], invoiceIds };
}

/** Is it this kind of answer? */
export function isKind<K extends AnswerKind>(answer: Answer, kind: K): answer is AnswerOf<K> {
  return answer.kind === kind;
}

type Completeness = { readonly [K in AnswerKind]: (answer: AnswerOf<K>) => boolean };

/** The fields with a star of practice C6. */
const completeness: Completeness = {
  promise: ({ amount, promisedOn }) => amount !== null && promisedOn !== null,
  plan: ({ terms, firstOn }) => terms !== null && firstOn !== null,
  paid: ({ paidOn, isOtherAccount }) => paidOn !== null || isOtherAccount,
  duplicate: ({ address }) => address !== null,
  dispute: ({ isWithdrawn, words, resolveOn }) => !isWithdrawn && (words !== null || resolveOn !== null),
  approval: ({ approver, runOn }) => approver !== null || runOn !== null,
  callback: ({ on }) => on !== null,
  refusal: ({ isFirm }) => isFirm,
  insolvency: ({ isNoted, court, openedOn }) => isNoted || court !== null || openedOn !== null,
  distress: ({ pauseUntil }) => pauseUntil !== null,
  no_date: () => true,
};

/** Is enough known for the answer to count? */
export function isComplete(answer: Answer): boolean {
  return isCompleteKind(answer.kind, answer);
}

function isCompleteKind<K extends AnswerKind>(kind: K, answer: Answer): boolean {
  return isKind(answer, kind) && completeness[kind](answer);
}
