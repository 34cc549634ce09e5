import type { Cause, Reach } from '../attempt.ts';
import type { Day } from '../day.ts';
import type { Currency, Money } from '../money.ts';
import type { PromiseMeans } from '../promise.ts';
import type { Rules } from '../rules.ts';

/** The six steps of practice 002-03, shown as the bar at the top of the call screen. */
export type Phase = 'prepare' | 'introduce' | 'listen' | 'negotiate' | 'conclude' | 'document';

/** Where the call stands. A new state is a name here, its row in `table.ts`, its words, and a row in the tests. */
export type StateName =
  | 'preflight'
  | 'ring'
  | 'gatekeeper'
  | 'voicemail'
  | 'no_answer'
  | 'identity'
  | 'wrong_person'
  | 'opening'
  | 'ask'
  | 'listen'
  | 'duplicate'
  | 'evasive'
  | 'solution'
  | 'promise'
  | 'callback'
  | 'summary'
  | 'contacts'
  | 'close'
  | 'wrapup'
  | 'ended';

/** What may be typed in during a call; each is parsed by `fields.ts` and kept as canonical text. */
export type FieldName =
  | 'amount'
  | 'day'
  | 'condition'
  | 'callback_day'
  | 'callback_time'
  | 'callback_who'
  | 'callback_phone'
  | 'address'
  | 'name'
  | 'extension'
  | 'hours'
  | 'phone'
  | 'email'
  | 'colleague'
  | 'cause_note'
  | 'note';

/** One thing that happened, as it stands in the journal. `at` is a moment in milliseconds UTC. */
export type CallEvent = { readonly at: number } & (
  | { readonly type: 'choose'; readonly choice: string }
  | { readonly type: 'proceed' }
  | { readonly type: 'fill'; readonly field: FieldName; readonly value: string }
  | { readonly type: 'note'; readonly text: string }
  | { readonly type: 'vague'; readonly words: string }
  | { readonly type: 'jump'; readonly to: 'promise' | 'callback' }
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
  readonly rules: Rules;
  readonly place: string;
  readonly holidays: readonly Day[];
  readonly bankHolidays: readonly Day[];
}

/** A promise as far as it is known. Amount and day make it complete; the rest may wait for the wrap-up (practice C4). */
export interface PromiseDraft {
  readonly amount: Money | null;
  readonly promisedOn: Day | null;
  readonly means: PromiseMeans;
  readonly method: string;
  readonly isAccountReadOut: boolean;
  readonly condition: string | null;
  readonly origin: 'client' | 'mine';
}

export interface CallbackDraft {
  readonly on: Day | null;
  readonly minutes: number | null;
  readonly who: string | null;
  readonly phone: string | null;
}

/** A copy of the invoice sent during the call. */
export interface DuplicateDraft {
  readonly address: string | null;
  readonly isReceived: boolean;
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

/** All that was heard so far. Later facts replace earlier ones; only the last outcome per invoice counts. */
export interface Gathered {
  readonly reach: Reach | null;
  /** The person on the line now may hear about money; asked again after a lost line. */
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
  readonly promises: readonly PromiseDraft[];
  readonly callback: CallbackDraft | null;
  readonly duplicate: DuplicateDraft | null;
  readonly evasive: readonly EvasiveWords[];
  readonly isSummaryAgreed: boolean | null;
  readonly speaker: NewPerson | null;
  readonly colleague: string | null;
  readonly extension: string | null;
  readonly hours: string | null;
  readonly newPhone: string | null;
  readonly newEmail: string | null;
  readonly isContactVerified: boolean;
  readonly hangup: HangUp | null;
  readonly notes: readonly TimedNote[];
}

/** The call at one moment: where it stands and what was heard. */
export interface Call {
  readonly setup: CallSetup;
  readonly state: StateName;
  readonly heard: Gathered;
  /** Fields still to be typed here, first one first; the choice is taken when they are filled. */
  readonly asking: readonly FieldName[];
  readonly pendingChoice: string | null;
  /** Rung of the evasive ladder, 1 to `rules.evasiveRungs`. */
  readonly rung: number;
  /** The hang-up guard has spoken once; the next hang-up passes (practice C7). */
  readonly isGuardSpent: boolean;
  /** Moment of the last event; the start of the call before any. */
  readonly at: number;
}
