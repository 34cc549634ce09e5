import type { AttemptOutcome, Outcome } from '../attempt.ts';
import type { Day } from '../day.ts';
import type { Ground } from '../dispute.ts';
import { followUp, type OutcomeDetails } from '../outcome.ts';
import type { PromisePart } from '../promise.ts';
import { daysOf, isIntent, partsOf, promiseGroups } from './agreements.ts';
import type { Answer, AnswerKind, DisputeAnswer } from './answer.ts';
import { answerOf, calendarOf } from './record.ts';
import { resolveDay } from './proposals.ts';
import type { Earlier } from './result.ts';
import type { Call, CallInvoice } from './state.ts';
import { disputedMinor, verdictOn } from './verdict.ts';

/** One outcome before its next action is worked out. */
interface Left {
  readonly invoiceId: number | null;
  readonly outcome: Outcome;
  readonly details?: Details;
}

type Details = Partial<
  Pick<OutcomeDetails, 'promisedRecontactOn' | 'agreedOn' | 'agreedAt' | 'resolveOn' | 'ground' | 'announced'>
>;

const outcomeOfKind: Readonly<Record<Exclude<AnswerKind, 'promise' | 'plan'>, Outcome>> = {
  paid: 'paid_claimed',
  duplicate: 'duplicate_sent',
  dispute: 'dispute',
  approval: 'approval',
  callback: 'callback',
  refusal: 'refusal',
  insolvency: 'insolvency',
  distress: 'distress',
  no_date: 'no_date',
};

/** What the call brought for each invoice, with the next action of each (practice D3). A split invoice has two. */
export function outcomesOf(call: Call, earlier: Earlier): AttemptOutcome[] {
  const { heard, setup } = call;
  const isUnreached = !heard.hasSpoken && partsOf(call).length === 0;
  const left: Left[] = isUnreached
    ? [{ invoiceId: null, outcome: unreachedOutcome(call), details: callbackDetails(call) }]
    : setup.invoices.flatMap((invoice) => outcomesOn(call, invoice));
  return left.map((one) => planned(call, one, earlier));
}

/** Nobody who may hear about money was on the line. */
function unreachedOutcome({ heard }: Call): Outcome {
  if (answerOf(heard, 'callback')?.on != null) return 'callback';
  if (isCut({ heard })) return 'angry';
  if (heard.gatekeeperSaid === 'message') return 'message_left';
  if (heard.voicemail === 'left') return 'voicemail';
  if (heard.reach === 'busy' || heard.reach === 'bad_number') return heard.reach;
  return 'no_answer';
}

function isCut({ heard }: Pick<Call, 'heard'>): boolean {
  return heard.anger !== null && (heard.hangup === 'cut' || heard.hangup === 'ended');
}

function outcomesOn(call: Call, invoice: CallInvoice): Left[] {
  const { dispute, other } = verdictOn(call.heard, invoice);
  if (other !== null && !isOvertaken(call, other)) return [otherOutcome(call, invoice, other)];
  const money = moneyOutcome(call, invoice);
  // A dispute about several invoices is laid on the oldest ones: the others are free of it.
  const isContested = (disputedMinor(call.setup, call.heard).get(invoice.id) ?? 0) > 0;
  const contested = dispute === null || !isContested ? [] : [disputeOutcome(call, invoice, dispute)];
  const all = [...money, ...contested];
  if (all.length > 0) return all;
  const isAngry = call.heard.hangup === 'cut' || isCut(call);
  return [withAnnouncement(call, { invoiceId: invoice.id, outcome: isAngry ? 'angry' : 'no_date' })];
}

/** A quarrel that ended the call takes the place of what was only under way: nobody rings them about it today (practice D3). */
function isOvertaken(call: Call, { kind }: Answer): boolean {
  return isCut(call) && (kind === 'approval' || kind === 'no_date');
}

/** A promise of several days is a plan, and all its invoices are in it, so that one memo tells every row. */
function moneyOutcome(call: Call, { id }: CallInvoice): Left[] {
  const group = promiseGroups(call).find((laid) => laid.some(({ parts }) => isOn(parts, id)));
  if (group === undefined) return [];
  const parts = group.flatMap((laid) => laid.parts);
  const own = parts.filter(({ invoiceId }) => invoiceId === id);
  const details = { promisedRecontactOn: earliest(own.map(({ recontactOn }) => recontactOn)) };
  const [first] = group;
  if (first !== undefined && isIntent(first.answer)) return [{ invoiceId: id, outcome: 'intent', details }];
  const isPlan = first?.answer.kind === 'plan' || daysOf(parts) > 1;
  return [{ invoiceId: id, outcome: isPlan ? 'plan' : 'promise', details }];
}

function disputeOutcome(call: Call, { id }: CallInvoice, dispute: DisputeAnswer): Left {
  const resolveOn = dispute.resolveOn ?? resolveDay(call, dispute.type);
  return { invoiceId: id, outcome: 'dispute', details: { resolveOn, ground: dispute.ground } };
}

function otherOutcome(call: Call, { id }: CallInvoice, answer: Answer): Left {
  if (answer.kind === 'promise' || answer.kind === 'plan') throw new RangeError('money is no other answer');
  const left: Left = { invoiceId: id, outcome: outcomeOfKind[answer.kind], details: detailsOf(call, answer) };
  return answer.kind === 'refusal' || answer.kind === 'no_date' ? withAnnouncement(call, left) : left;
}

/** The day that goes with an answer: of the payment, of the approver, of the call back, of the end of the pause. */
function detailsOf(call: Call, answer: Answer): Details {
  switch (answer.kind) {
    case 'paid':
      return days(answer.paidOn);
    case 'duplicate':
      return days(answer.followUpOn);
    case 'approval':
      return days(answer.callOn);
    case 'callback':
      return callbackDetails(call);
    case 'distress':
      return { ...days(answer.pauseUntil), ...callbackDetails(call) };
    default:
      return {};
  }
}

function days(on: Day | null): Details {
  return on === null ? {} : { agreedOn: on };
}

function callbackDetails({ heard }: Call): Details {
  const callback = answerOf(heard, 'callback');
  const { on = null, minutes = null } = callback ?? {};
  return { ...days(on), ...(minutes === null || on === null ? {} : { agreedAt: minutes }) };
}

/** A ready step that was named and brought no agreement is launched the same day (practice D6). */
function withAnnouncement({ heard }: Call, left: Left): Left {
  const { announcement } = heard;
  if (announcement === null || announcement.reaction !== 'refused') return left;
  return { ...left, details: { ...left.details, announced: { deadline: announcement.deadline } } };
}

function planned(call: Call, { invoiceId, outcome, details }: Left, earlier: Earlier): AttemptOutcome {
  const { setup, heard } = call;
  const next = followUp(outcome, {
    today: setup.today,
    minutes: setup.minutes,
    rules: setup.rules,
    calendar: calendarOf(setup),
    earlier: earlier.attempts,
    invoiceId,
    hasContent: heard.cause !== null,
    ...details,
  });
  const isFree = outcome !== 'promise' && outcome !== 'plan';
  const ground: Ground = outcome === 'refusal' ? 'no' : (details?.ground ?? heard.ground ?? 'to_check');
  return {
    invoiceId,
    outcome,
    action: next.action,
    followUpOn: isFree ? (heard.nextOn ?? next.followUpOn) : next.followUpOn,
    followUpAt: next.followUpAt,
    contactId: setup.contact.id,
    phone: answerOf(heard, 'callback')?.phone ?? heard.newPhone ?? setup.contact.phone,
    ground,
    isFruitless: next.isFruitless,
  };
}

function isOn(parts: readonly PromisePart[], id: number): boolean {
  return parts.some(({ invoiceId }) => invoiceId === id);
}

function earliest(all: readonly Day[]): Day | undefined {
  return all.toSorted()[0];
}
