import type { Day } from './day.ts';
import type { Money } from './money.ts';

/**
 * What a call may leave behind besides promises, disputes and commitments (practice C8). Each keeps the call it was
 * heard in. A later answer of the same call on the same invoices leaves the earlier one standing, marked (practice C7).
 */
export interface Recorded {
  readonly id: number;
  readonly clientId: number;
  readonly callId: number;
  readonly on: Day;
  /** Invoices it is about. */
  readonly invoiceIds: readonly number[];
  /** Something said later in the same call took its place. */
  readonly isSuperseded: boolean;
  readonly recordedAt: number;
}

/** Money they say has left (practice C6 "Already paid"); a payment only once it is on the account. */
export interface PaymentClaim extends Recorded {
  readonly paidOn: Day | null;
  readonly amount: Money | null;
  readonly method: string | null;
  /** Last four characters of the account they name. */
  readonly accountLast4: string | null;
  /** It is not ours: somebody may have sent them a false account (practice B14). */
  readonly isOtherAccount: boolean;
  readonly reference: string | null;
  readonly proofBy: Day | null;
}

/** Where the invoice stands inside the client's house (practice B3 "step"). */
export type CircuitStage = 'received' | 'checked' | 'approved' | 'scheduled' | 'unknown';

/** The way of an invoice through the client's house: who holds it, and when it is paid (practice C6 "Approval"). */
export interface Circuit extends Recorded {
  readonly stage: CircuitStage;
  readonly approver: string | null;
  /** Phone number or mail address of the approver. */
  readonly approverContact: string | null;
  readonly waitsFor: string | null;
  readonly poNumber: string | null;
  /** The next payment run. */
  readonly runOn: Day | null;
  /** The day on which I call the approver. */
  readonly callOn: Day | null;
}

/** A copy of the invoice sent during or after a call (practice C6 "Duplicate"). */
export interface DocumentSent extends Recorded {
  readonly address: string;
  /** They had it before their eyes while we talked. */
  readonly isReceived: boolean;
  readonly obstacle: string | null;
}

/** A lawful, ready step named to the client with its deadline (practice C6 "Consequences"). */
export interface Announcement extends Recorded {
  readonly step: string;
  readonly deadline: Day;
  readonly reaction: 'refused' | 'turned' | null;
}

export type InsolvencyKind = 'safeguard' | 'receivership' | 'liquidation' | 'unknown';

/** Facts of a court procedure; nothing is asked for any more (practice C4). */
export interface InsolvencyNotice extends Recorded {
  readonly kind: InsolvencyKind;
  readonly court: string | null;
  readonly openedOn: Day | null;
  readonly administrator: string | null;
}

/** An objection heard in a call, and whether its answer worked (practice 000-25). */
export interface ObjectionUse {
  readonly id: number;
  readonly clientId: number;
  readonly callId: number;
  readonly on: Day;
  /** Key of the library, or `own:<number>` for one of the user's. */
  readonly objection: string;
  /** `null`: nobody said. */
  readonly hasWorked: boolean | null;
  readonly recordedAt: number;
}

/** An objection the user added, with their own answer once it is written (practice 000-25). */
export interface OwnObjection {
  readonly id: number;
  readonly words: string;
  readonly answer: { readonly fr: string | null; readonly en: string | null };
  readonly recordedAt: number;
}

/** The seven questions of practice 000-47, in its order. */
export const reviewQuestions = [
  'tone', 'focus', 'empty_promise', 'precision', 'positives', 'duration', 'argumentation',
] as const; // biome-ignore format: one row of names
export type ReviewQuestion = (typeof reviewQuestions)[number];

export type ReviewScore = 0 | 1 | 2;

/** The caller's look back on one conversation; 2 is best (practice 000-46). */
export interface Review {
  readonly callId: number;
  readonly clientId: number;
  readonly on: Day;
  /** A question left out was skipped. */
  readonly scores: Readonly<Partial<Record<ReviewQuestion, ReviewScore>>>;
  /** One line for the next call, shown in its prep. */
  readonly nextTime: string | null;
  readonly recordedAt: number;
}

export type Mood = 'calm' | 'tense' | 'closed';

/** All records of one client, oldest first. */
export interface CallRecords {
  readonly claims: readonly PaymentClaim[];
  readonly circuits: readonly Circuit[];
  readonly documents: readonly DocumentSent[];
  readonly announcements: readonly Announcement[];
  readonly insolvencies: readonly InsolvencyNotice[];
  readonly objections: readonly ObjectionUse[];
  readonly reviews: readonly Review[];
}

export const noRecords: CallRecords = {
  claims: [],
  circuits: [],
  documents: [],
  announcements: [],
  insolvencies: [],
  objections: [],
  reviews: [],
};

/** A record as the call hands it over: the store adds its number, the client, the call and the moment. */
export type NewRecord<T> = Omit<T, 'id' | 'clientId' | 'callId' | 'recordedAt'>;

/** Everything a call adds to the records of its client. */
export interface NewCallRecords {
  readonly claims: readonly NewRecord<PaymentClaim>[];
  readonly circuits: readonly NewRecord<Circuit>[];
  readonly documents: readonly NewRecord<DocumentSent>[];
  readonly announcements: readonly NewRecord<Announcement>[];
  readonly insolvencies: readonly NewRecord<InsolvencyNotice>[];
  /** `objection`: key of the library, `own:<number>`, or `new:<index>` for one of `newObjections`. */
  readonly objections: readonly NewRecord<ObjectionUse>[];
  readonly newObjections: readonly { readonly words: string }[];
  readonly review: NewRecord<Review> | null;
}

export const nothingRecorded: NewCallRecords = {
  claims: [],
  circuits: [],
  documents: [],
  announcements: [],
  insolvencies: [],
  objections: [],
  newObjections: [],
  review: null,
};

/** How a call went, besides what was said in it (practice C8). `null`: nobody said. */
export interface CallManner {
  readonly moodBefore: Mood | null;
  readonly moodAfter: Mood | null;
  /** `ended`: by me, after insults (practice C4); `lost`: the line went dead. */
  readonly hangup: 'normal' | 'cut' | 'ended' | 'lost' | null;
  readonly isSatisfied: boolean | null;
}

export const noManner: CallManner = { moodBefore: null, moodAfter: null, hangup: null, isSatisfied: null };
