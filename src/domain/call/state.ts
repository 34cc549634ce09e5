import type { Cause, Reach } from '../attempt.ts';
import type { Mood, ReviewQuestion, ReviewScore } from '../call-record.ts';
import type { Day } from '../day.ts';
import type { Ground } from '../dispute.ts';
import type { Currency, Money } from '../money.ts';
import type { Rules } from '../rules.ts';
import type { Answer } from './answer.ts';

/** The six steps of practice 002-03, shown as the bar at the top of the call screen. */
export type Phase = 'prepare' | 'introduce' | 'listen' | 'negotiate' | 'conclude' | 'document';

/** Where the call stands. A new state is a name here, its row in a `rows-*.ts`, its words, and a row in the tests. */
export type StateName =
  | 'preflight' | 'ring' | 'gatekeeper' | 'voicemail' | 'no_answer' | 'identity' | 'wrong_person' | 'opening' | 'ask'
  | 'listen' | 'paid' | 'duplicate' | 'dispute' | 'cannot_pay' | 'approval' | 'evasive' | 'refusal' | 'anger'
  | 'distress' | 'insolvency' | 'solution' | 'negotiate' | 'promise' | 'plan' | 'callback' | 'consequences'
  | 'summary' | 'contacts' | 'close' | 'wrapup' | 'review' | 'ended'; // biome-ignore format: in the order of practice C3

/** What may be typed in during a call; each is read and kept as `field-table.ts` says, as canonical text. */
export type FieldName =
  | 'amount' | 'day' | 'condition'
  | 'callback_day' | 'callback_time' | 'callback_who' | 'callback_phone'
  | 'address' | 'obstacle' | 'followup_day'
  | 'name' | 'extension' | 'hours' | 'phone' | 'email' | 'colleague'
  | 'cause_note' | 'note' | 'evasive_words' | 'refusal_words' | 'anger_trigger'
  | 'claim_day' | 'claim_amount' | 'claim_account' | 'claim_reference'
  | 'dispute_words' | 'dispute_type' | 'disputed_amount' | 'remedy' | 'dispute_owner' | 'resolve_day' | 'settle_day'
  | 'shortfall' | 'change_note' | 'change_day'
  | 'stage' | 'approver' | 'approver_contact' | 'waits_for' | 'po_number' | 'approver_day'
  | 'pause_day' | 'insolvency_kind' | 'court' | 'opened_day' | 'administrator'
  | 'plan_terms' | 'plan_day' | 'plan_first_amount' | 'plan_row'
  | 'below_reason' | 'deadline_day'
  | 'own_text' | 'own_day' | 'own_time' | 'topic'
  | 'ground' | 'next_day'
  | `review_${ReviewQuestion}` | 'next_time'; // biome-ignore format: one form a row

/** A form that lies over a state: something I promise, or a topic put aside (practice C2 `w`, `r`). */
export type FormName = 'own' | 'topic';

/** One thing that happened, as it stands in the journal. `at` is a moment in milliseconds UTC. */
export type CallEvent = { readonly at: number } & (
  | { readonly type: 'choose'; readonly choice: string }
  | { readonly type: 'proceed' }
  | { readonly type: 'fill'; readonly field: FieldName; readonly value: string }
  | { readonly type: 'leave' }
  | { readonly type: 'note'; readonly text: string }
  | { readonly type: 'vague'; readonly words: string }
  | { readonly type: 'jump'; readonly to: StateName }
  | { readonly type: 'return' }
  | { readonly type: 'open'; readonly form: FormName }
  | { readonly type: 'object'; readonly objection: string | null; readonly words: string }
  | { readonly type: 'answered'; readonly hasWorked: boolean }
  | { readonly type: 'branch' }
  | { readonly type: 'dismiss' }
  | { readonly type: 'mood'; readonly mood: Mood }
  | { readonly type: 'language'; readonly to: 'fr' | 'en' }
  | { readonly type: 'copy'; readonly address: string }
  | { readonly type: 'focus'; readonly invoiceIds: readonly number[] }
  | { readonly type: 'hangup'; readonly how: HangUp }
  | { readonly type: 'lapse' }
  | { readonly type: 'back' }
);

/** How the conversation ended: normally, they cut, the caller ended it, or the line was lost. */
export type HangUp = 'normal' | 'cut' | 'ended' | 'lost';

/** One invoice as the call speaks of it; `balance` is what is still open on the day of the call. */
export interface CallInvoice {
  readonly id: number;
  readonly number: string;
  readonly service: string | null;
  readonly deliveredOn: Day | null;
  readonly issuedOn: Day;
  readonly dueOn: Day;
  readonly balance: Money;
  readonly reference: string;
  readonly hasCopy: boolean;
  /** The last copy sent before this call: proof that it was sent, and the sign of a stall (practice C6 "Duplicate"). */
  readonly sentBefore: { readonly on: Day; readonly to: string } | null;
}

/** Whom the call asks for. */
export interface CallContact {
  readonly id: number | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly role: string;
  readonly phone: string | null;
  readonly email: string | null;
}

/** The caller, as introduced and as printed. */
export interface CallCaller {
  readonly firstName: string;
  readonly lastName: string;
  readonly business: string;
  readonly phone: string | null;
  readonly ibanLast4: string | null;
  readonly methods: readonly string[];
}

/** Goal and fallback chosen in prep, as amounts and days (practice 000-08, 000-09) and in words for the top line. */
export interface CallObjective {
  readonly max: string;
  readonly min: string;
  /** Goal and fallback in a dozen characters each, for the top line. */
  readonly head: string;
  readonly maxAmount: Money;
  /** Rungs of the ladder of NEGOTIATE at which goal and fallback stand, 1 to 5 (practice C6). */
  readonly maxRank: number;
  readonly minRank: number;
  /** Last day for what remains after a part now. */
  readonly restBy: Day | null;
}

/** A dispute that was settled before; brought up again, its day and its answer are the proof (practice C6). */
export interface SettledDispute {
  readonly number: string;
  readonly words: string;
  readonly on: Day;
  readonly resolution: string;
}

/** Everything fixed when dialling starts. It is stored with the call, so a resumed call sees the same facts. */
export interface CallSetup {
  readonly today: Day;
  /** Local minutes since midnight at the start. */
  readonly minutes: number;
  readonly currency: Currency;
  readonly clientId: number;
  readonly clientName: string;
  readonly language: 'fr' | 'en';
  readonly register: 'formal' | 'familiar';
  readonly tone: 'friendly' | 'firm' | 'final';
  readonly contact: CallContact;
  readonly caller: CallCaller;
  /** Oldest due first. */
  readonly invoices: readonly CallInvoice[];
  readonly objective: CallObjective;
  /** After a broken promise the call opens on it (practice, tension 1). */
  readonly opening: 'service_first' | 'direct';
  /** The caller's own words for the opening, written in prep; they take the place of ours. */
  readonly ownOpening: string | null;
  readonly brokenPromise: { readonly amount: Money; readonly on: Day; readonly madeOn: Day } | null;
  /** Next steps the caller has ready: papers there, cost known (practice C6 "Consequences"). Only these are announced. */
  readonly steps: readonly string[];
  /** Days a formal notice leaves. */
  readonly noticeDays: number;
  /** They were chased for this before: a dispute raised only now is told as such. */
  readonly hasChased: boolean;
  /** The last conversation brought a call back and nothing else. */
  readonly isSecondCallback: boolean;
  /** Messages on this contact's voicemail since anybody was reached. */
  readonly voicemailsLeft: number;
  readonly settledDisputes: readonly SettledDispute[];
  readonly rules: Rules;
  readonly place: string;
  readonly holidays: readonly Day[];
  readonly bankHolidays: readonly Day[];
}

/** A vague answer, with the rung of the ladder at which it came (practice C6). */
export interface EvasiveWords {
  readonly rung: number;
  readonly words: string;
}

export interface TimedNote {
  readonly at: number;
  readonly text: string;
}

/** A person met or named during the call: from then on the one who is asked for, spoken to and written to. */
export interface NewPerson {
  readonly name: string;
  readonly phone: string | null;
  readonly role: 'accounts' | 'other';
}

/** Something I promise during the call, as far as it is known (practice C2 `w`). */
export interface OwnDraft {
  readonly text: string;
  readonly on: Day | null;
  readonly minutes: number | null;
}

/** One objection as it was heard; `objection` is a key of the library, or `null` for new words. */
export interface HeardObjection {
  readonly objection: string | null;
  readonly words: string;
  readonly hasWorked: boolean | null;
}

/** A rung of NEGOTIATE that was offered, and the answer. */
export interface Offer {
  readonly rank: number;
  readonly isAccepted: boolean;
}

/** A step named to the client. It stands for nothing once they agreed to something (`reaction` turned). */
export interface HeardAnnouncement {
  readonly step: string;
  readonly deadline: Day;
  readonly reaction: 'refused' | 'turned' | null;
  readonly invoiceIds: readonly number[];
}

/** All that was heard so far. Later facts replace earlier ones; only the last answer per invoice counts (practice C7). */
export interface Gathered {
  readonly reach: Reach | null;
  /** The person on the line now may hear about money; asked again after a lost line or when somebody else takes it. */
  readonly isIdentityConfirmed: boolean;
  /** At some moment of this call the right person was on the line. */
  readonly hasSpoken: boolean;
  /** The line is down for good: what is corrected now goes back to the wrap-up. */
  readonly isHungUp: boolean;
  readonly gatekeeperSaid: 'put_through' | 'away' | 'refuses' | 'message' | null;
  readonly voicemail: 'left' | 'not_left' | 'full' | null;
  readonly isSatisfied: boolean | null;
  readonly askedAt: number | null;
  readonly cause: Cause | null;
  readonly causeNote: string | null;
  /** Invoices that what is said now is about; `null` = all of them (practice C7 "Several invoices"). */
  readonly focus: readonly number[] | null;
  /** In the order in which they were last spoken of. */
  readonly answers: readonly Answer[];
  readonly hardship: Hardship;
  readonly evasive: readonly EvasiveWords[];
  readonly offers: readonly Offer[];
  readonly belowReason: string | null;
  readonly announcement: HeardAnnouncement | null;
  readonly anger: { readonly trigger: string | null; readonly isWarned: boolean } | null;
  readonly objections: readonly HeardObjection[];
  readonly own: readonly OwnDraft[];
  readonly topics: readonly string[];
  readonly copyTo: string | null;
  readonly moods: readonly Mood[];
  readonly isSummaryAgreed: boolean | null;
  readonly speaker: NewPerson | null;
  readonly colleague: string | null;
  readonly canRelease: boolean | null;
  readonly extension: string | null;
  readonly hours: string | null;
  readonly newPhone: string | null;
  readonly newEmail: string | null;
  readonly isContactVerified: boolean;
  readonly hangup: HangUp | null;
  readonly notes: readonly TimedNote[];
  /** Is there a valid ground for not naming a day (practice D6)? `null` until it was judged. */
  readonly ground: Ground | null;
  /** Day of the next action, when the caller wants another one than the rule's. */
  readonly nextOn: Day | null;
  readonly review: Readonly<Partial<Record<ReviewQuestion, ReviewScore>>>;
  readonly nextTime: string | null;
}

/** Why they cannot pay now (practice C4 CANNOT_PAY). */
export interface Hardship {
  readonly isConfirmed: boolean | null;
  readonly shortfall: Money | null;
  readonly change: string | null;
  readonly changesOn: Day | null;
}

/** What the caller was told once already; the second press passes (practice C1 "a guard warns once"). */
export type Warning = 'summary' | 'voicemail';

/** The call at one moment: where it stands and what was heard. */
export interface Call {
  readonly setup: CallSetup;
  readonly state: StateName;
  readonly heard: Gathered;
  /** Fields still to be typed here, first one first; the choice is taken when they are filled. */
  readonly asking: readonly FieldName[];
  readonly pendingChoice: string | null;
  /** What waits below a form that was opened over it. */
  readonly suspended: { readonly asking: readonly FieldName[]; readonly pendingChoice: string | null } | null;
  /** Index of the objection whose answer is on the screen. */
  readonly objecting: number | null;
  /** States passed through, the last one left at the end: where `b` leads. */
  readonly trail: readonly StateName[];
  /** Rung of the evasive ladder, 1 to `rules.evasiveRungs`. */
  readonly rung: number;
  /** Place on the ladder of NEGOTIATE, 0 = the first offer. */
  readonly offer: number;
  readonly warned: readonly Warning[];
  /** The hang-up guard has spoken once; the next hang-up passes (practice C7). */
  readonly isGuardSpent: boolean;
  /** Moment of dialling, milliseconds UTC. */
  readonly startedAt: number;
  /** Moment of the last event; the start of the call before any. */
  readonly at: number;
  /** Milliseconds on the line: without the wrap-up, and without the hours in which it was broken off. */
  readonly lasted: number;
}
