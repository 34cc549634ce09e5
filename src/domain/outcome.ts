import type { ActionKind, Attempt, MemoKind, Outcome } from './attempt.ts';
import { hadBefore, hasFruitlessOn, isEmptyCallback, unreachedInARow } from './attempt-history.ts';
import {
  addWorkingDays,
  type Calendar,
  goodHour,
  isWorkingDay,
  lastDayWithin,
  otherHalfDay,
  rollBack,
  workingDayOnOrAfter,
} from './calendar.ts';
import { addDays, type Day, earlier as earlierDay, later as laterDay } from './day.ts';
import type { DisputeType, Ground } from './dispute.ts';
import type { Rules } from './rules.ts';

/** What the next action depends on. Days and hours that nobody named are left out: the rule then proposes one. */
export interface OutcomeDetails {
  readonly today: Day;
  /** Minutes since local midnight at which the contact was held. */
  readonly minutes: number;
  readonly rules: Rules;
  /** Closed days of the client's place. */
  readonly calendar: Calendar;
  /** Earlier attempts with this client, oldest first, without the present one. */
  readonly earlier: readonly Attempt[];
  /** The invoice the outcome is about; `null` = all. */
  readonly invoiceId: number | null;
  /** Recontact day of the promise, or of the first row of the plan. */
  readonly promisedRecontactOn?: Day | undefined;
  /** Day named by the client: of the callback, of the approver, of the payment already made, of the court. */
  readonly agreedOn?: Day | undefined;
  /** Minutes since midnight, when an hour was named too; kept as it is (practice D2). */
  readonly agreedAt?: number | undefined;
  readonly resolveOn?: Day | undefined;
  /** The user's judgement of a dispute; `to_check` when left out. */
  readonly ground?: Ground | undefined;
  /** A ready step was named to the client in this contact, with the last day before it (practice C6). */
  readonly announced?: { readonly deadline: Day } | undefined;
  /** The same contact also brought something else, a date or a point raised (rows "callback" and "angry"). */
  readonly hasContent?: boolean | undefined;
}

/** The one open next action that an outcome leaves behind, and the memo it proposes. */
export interface FollowUp {
  readonly action: ActionKind;
  readonly followUpOn: Day;
  readonly followUpAt: number | null;
  readonly isFruitless: boolean;
  readonly memo: MemoKind | null;
}

interface Row {
  readonly action: ActionKind | ((details: OutcomeDetails) => ActionKind);
  readonly memo: MemoKind | null;
  readonly on: (details: OutcomeDetails) => Day;
  readonly at?: (details: OutcomeDetails, on: Day) => number | null;
  readonly isFruitless?: (details: OutcomeDetails) => boolean;
}

/** Last minute at which "today" still leaves time to ring one more person. */
const lastCallOfDay = 16 * 60;
/** Working days after which a conversation that brought nothing asks for the next person up (practice D3). */
export const vagueDays = 3;
/** Working days until a voicemail is followed by a new try (practice D3). */
const voicemailDays = 2;

const yes = (): boolean => true;

const silence: Row = {
  action: ({ earlier, rules }) => actionAfterSilence(earlier, rules),
  memo: null,
  on: (details) => workingDayAfter(details, 1),
  at: newTry,
};

/** Practice D3 as data. A row left without `isFruitless` never counts towards litigation. */
const rows: Readonly<Record<Outcome, Row>> = {
  promise: { action: 'check_account', memo: 'promise_confirmation', on: recontactDay },
  plan: { action: 'check_account', memo: 'instalment_plan', on: recontactDay },
  // Practice D4: a condition makes no promise, so it counts as a conversation without one (D6).
  intent: {
    action: 'call',
    memo: 'no_agreement',
    on: (details) => within(details, maxGap(details)),
    isFruitless: yes,
  },
  paid_claimed: { action: 'check_account', memo: 'payment_proof_request', on: proofDay },
  duplicate_sent: {
    action: 'follow_up',
    memo: 'duplicate_sent',
    on: (details) => within(details, details.rules.duplicateFollowupDays),
    isFruitless: (details) => hadBefore(details.earlier, { ...details, outcome: 'duplicate_sent' }),
  },
  dispute: {
    action: 'follow_up',
    memo: 'dispute_acknowledged',
    on: (details) =>
      workingDayOnOrAfter(
        details.resolveOn ?? lastDayWithin(maxGap(details), details.today, details.calendar),
        details.calendar,
      ),
    isFruitless: (details) => details.ground === 'no',
  },
  approval: {
    action: 'approve',
    memo: 'approval_request',
    on: approverDay,
    at: namedHour,
    isFruitless: (details) => hadBefore(details.earlier, { ...details, outcome: 'approval' }),
  },
  callback: {
    action: 'call',
    memo: 'callback_agreed',
    on: (details) => details.agreedOn ?? workingDayAfter(details, 1),
    at: namedHour,
    isFruitless: (details) => details.hasContent !== true && isEmptyCallback(details.earlier.at(-1)),
  },
  voicemail: {
    action: 'call',
    memo: 'voicemail_followup',
    on: (details) => workingDayAfter(details, voicemailDays),
    at: newTry,
    isFruitless: ({ earlier, today }) => !hasFruitlessOn(earlier, today),
  },
  no_answer: silence,
  busy: silence,
  bad_number: { action: 'email', memo: null, on: ({ today }) => today },
  message_left: { action: 'call', memo: null, on: (details) => workingDayAfter(details, 1), at: namedHour },
  no_date: {
    action: 'call',
    memo: 'no_agreement',
    on: (details) => earlierDay(workingDayAfter(details, vagueDays), within(details, maxGap(details))),
    isFruitless: yes,
  },
  // Without a ready step nothing can be announced yet: what was said is confirmed, the step is to be made ready (D6).
  refusal: { action: 'announce', memo: 'no_agreement', on: ({ today }) => today, isFruitless: yes },
  angry: {
    action: 'call',
    memo: null,
    on: (details) => workingDayAfter(details, details.rules.angerPauseDays),
    at: newTry,
    isFruitless: (details) => details.hasContent !== true,
  },
  distress: { action: 'call', memo: 'callback_agreed', on: pauseEnd, at: namedHour },
  // Whether and until when is for the law of the place to say: without a legal date, look it up today.
  insolvency: {
    action: 'declare_claim',
    memo: null,
    on: ({ agreedOn, today, calendar }) =>
      agreedOn === undefined ? today : rollBack(agreedOn, calendar, today),
  },
};

/** Announcing a step is a task of the same day, and the final notice is how it is done (practice D5 rung 5, D6). */
const announcedRow: Row = {
  action: 'execute_step',
  memo: 'final_notice',
  on: ({ today }) => today,
  isFruitless: yes,
};
/** Outcomes that leave nothing but the announcement; any other one is an answer to it. */
const unanswered: ReadonlySet<Outcome> = new Set(['refusal', 'no_date']);

/**
 * The next action of an outcome, fixed when the contact is recorded (practice D3, D2): limits ("at most") roll back to
 * a working day, waits ("not before") roll forward, an hour the client named is kept.
 */
export function followUp(outcome: Outcome, details: OutcomeDetails): FollowUp {
  const row = rowOf(outcome, details.announced !== undefined);
  const followUpOn = row.on(details);
  return {
    action: typeof row.action === 'function' ? row.action(details) : row.action,
    followUpOn,
    followUpAt: row.at?.(details, followUpOn) ?? null,
    isFruitless: row.isFruitless?.(details) ?? false,
    memo: row.memo,
  };
}

/** When a dispute should be settled, by its type: administrative ones are counted in working days (practice B9, D1). */
export function disputeTarget(
  type: DisputeType,
  { today, rules, calendar }: Pick<OutcomeDetails, 'today' | 'rules' | 'calendar'>,
): Day {
  if (type === 'administrative') return addWorkingDays(today, rules.disputeAdministrativeDays, calendar);
  const days = type === 'commercial' ? rules.disputeCommercialDays : rules.disputeTechnicalDays;
  return lastDayWithin(days, today, calendar);
}

/** Enough tries for a week without reaching anybody: a mail asks for a slot (practice D1, D3). */
export function actionAfterSilence(
  earlier: readonly Attempt[],
  { attemptsPerWeek }: Pick<Rules, 'attemptsPerWeek'>,
): ActionKind {
  return unreachedInARow(earlier) + 1 >= attemptsPerWeek ? 'email' : 'call';
}

/** The memo that fits an outcome, or `null` when nothing is written that day. */
export function memoFor(outcome: Outcome, isAnnounced = false): MemoKind | null {
  return rowOf(outcome, isAnnounced).memo;
}

function rowOf(outcome: Outcome, isAnnounced: boolean): Row {
  return isAnnounced && unanswered.has(outcome) ? announcedRow : rows[outcome];
}

/** The day to look at the account: until then the promise holds everything else (product 4). */
function recontactDay({ promisedRecontactOn, agreedOn, today, calendar, rules }: OutcomeDetails): Day {
  return (
    promisedRecontactOn ?? workingDayOnOrAfter(addDays(agreedOn ?? today, rules.arrivalDays + 1), calendar)
  );
}

/** Money they say is on its way needs the usual days; if those are over, ask again on the next working day. */
function proofDay(details: OutcomeDetails): Day {
  const paidOn = details.agreedOn ?? details.today;
  const expected = workingDayOnOrAfter(addDays(paidOn, details.rules.arrivalDays), details.calendar);
  return expected >= details.today ? expected : workingDayAfter(details, 1);
}

/** The approver is rung today if the day still allows it; a day they named is kept, within the usual gap. */
function approverDay(details: OutcomeDetails): Day {
  if (details.agreedOn !== undefined) return within(details, maxGap(details));
  const isStillToday = details.minutes < lastCallOfDay && isWorkingDay(details.today, details.calendar);
  return isStillToday ? details.today : workingDayAfter(details, 1);
}

function pauseEnd(details: OutcomeDetails): Day {
  const end = addDays(details.today, details.rules.distressPauseDays);
  return workingDayOnOrAfter(laterDay(end, details.agreedOn ?? end), details.calendar);
}

/** The day named, on or before the limit; without one, the limit itself. */
function within(details: OutcomeDetails, days: number): Day {
  const { today, calendar, agreedOn } = details;
  const last = lastDayWithin(days, today, calendar);
  if (agreedOn === undefined) return last;
  return earlierDay(workingDayOnOrAfter(laterDay(agreedOn, today), calendar), last);
}

function workingDayAfter({ today, calendar }: OutcomeDetails, count: number): Day {
  return addWorkingDays(today, count, calendar);
}

function namedHour({ agreedAt }: OutcomeDetails): number | null {
  return agreedAt ?? null;
}

/** A new try belongs in the other half-day, but neither on a Monday morning nor on a Friday afternoon (practice D2). */
function newTry({ minutes, agreedAt, rules }: OutcomeDetails, on: Day): number {
  return agreedAt ?? goodHour(on, otherHalfDay(minutes), rules);
}

function maxGap(details: OutcomeDetails): number {
  return details.rules.maxGapDays;
}
