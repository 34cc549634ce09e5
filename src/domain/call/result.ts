import type { Attempt, AttemptOutcome, Outcome } from '../attempt.ts';
import type { Contact } from '../client.ts';
import type { Day } from '../day.ts';
import { type FollowUp, followUp, type OutcomeDetails } from '../outcome.ts';
import type { PaymentPromise, PromisePart } from '../promise.ts';
import { daysOf, firmDrafts, laidDrafts, movesOf, partsOf, promisesOf } from './agreements.ts';
import { contactPatchesOf, newContactsOf } from './people.ts';
import { calendarOf } from './record.ts';
import type { Call } from './state.ts';

/** Everything a finished call leaves in the ledger; the store writes it in one transaction. */
export interface CallEffects {
  readonly contactId: number | null;
  readonly reach: Attempt['reach'];
  readonly cause: Attempt['cause'];
  readonly note: string | null;
  readonly isHardship: boolean;
  readonly outcomes: readonly AttemptOutcome[];
  readonly promises: readonly Omit<PaymentPromise, 'id' | 'recordedAt' | 'changes' | 'callId'>[];
  readonly contactPatches: readonly {
    readonly id: number;
    readonly patch: Partial<Omit<Contact, 'id' | 'recordedAt'>>;
  }[];
  readonly newContacts: readonly Omit<Contact, 'id' | 'recordedAt'>[];
  /** The first new contact is the person this call was about in the end: asked for, spoken to, written to. */
  readonly isSpeakerNew: boolean;
  /** Running promises that the first promise of this call replaces. */
  readonly moves: readonly {
    readonly promiseId: number;
    readonly replacedBy: number;
    readonly on: Day;
    readonly reason: null;
  }[];
}

/** What the rules must know from before the call. */
export interface Earlier {
  readonly attempts: readonly Attempt[];
  /** Promises still running when the call started: a new one on the same invoice takes their place (product 4). */
  readonly livePromises: readonly PaymentPromise[];
}

/** The result of a call as it stands: asked by the wrap-up screen while it grows, and by the store at the end. */
export function resultOf(call: Call, earlier: Earlier): CallEffects {
  const { heard, setup } = call;
  return {
    contactId: setup.contact.id,
    reach: reachOf(call),
    cause: heard.cause,
    note: noteOf(call),
    isHardship: false,
    outcomes: outcomesOf(call, earlier),
    promises: promisesOf(call),
    contactPatches: contactPatchesOf(call),
    newContacts: newContactsOf(call),
    isSpeakerNew: heard.speaker !== null,
    moves: movesOf(call, earlier),
  };
}

/** The effects once the person met in the call has a number: everything that was theirs is theirs by it. */
export function withSpeaker(effects: CallEffects, contactId: number): CallEffects {
  return {
    ...effects,
    contactId,
    outcomes: effects.outcomes.map((outcome) => ({ ...outcome, contactId })),
    promises: effects.promises.map((promise) => ({ ...promise, contactId })),
    newContacts: effects.newContacts.slice(1),
    isSpeakerNew: false,
  };
}

/** `person` is the right one only; whoever else picked up is the desk (practice B5: nothing was said to them). */
function reachOf({ heard }: Call): CallEffects['reach'] {
  if (heard.hasSpoken) return 'person';
  return heard.reach === 'person' ? 'desk' : heard.reach;
}

/** What the call brought, weightiest first; the first one names the call (practice C9). */
export function leadingOutcome(outcomes: readonly AttemptOutcome[]): Outcome {
  const weight: readonly Outcome[] = ['no_date', 'intent', 'plan', 'promise', 'duplicate_sent', 'callback'];
  const found = weight.find((outcome) => outcomes.some((one) => one.outcome === outcome));
  return found ?? outcomes[0]?.outcome ?? 'no_answer';
}

function outcomesOf(call: Call, earlier: Earlier): AttemptOutcome[] {
  const { heard } = call;
  if (!heard.hasSpoken && partsOf(call).length === 0) {
    return [planned(call, { invoiceId: null, outcome: unreachedOutcome(call) }, earlier)];
  }
  const laid = laidDrafts(call);
  return call.setup.invoices.map(({ id }) => {
    const own = laid.flatMap(({ parts }) => parts.filter((part) => part.invoiceId === id));
    return planned(call, { invoiceId: id, outcome: outcomeFor(call, id), parts: own }, earlier);
  });
}

/** Nobody who may hear about money was on the line. */
function unreachedOutcome({ heard }: Call): Outcome {
  if (heard.callback?.on != null) return 'callback';
  if (heard.gatekeeperSaid === 'message') return 'message_left';
  if (heard.voicemail === 'left') return 'voicemail';
  if (heard.reach === 'busy' || heard.reach === 'bad_number') return heard.reach;
  return 'no_answer';
}

/** A plan is one promise of several days: all its invoices are in the plan, so that one memo tells every row. */
function outcomeFor(call: Call, invoiceId: number): Outcome {
  const { heard } = call;
  const firm = firmDrafts(call).flatMap(({ parts }) => parts);
  const isOn = (parts: readonly PromisePart[]) => parts.some((part) => part.invoiceId === invoiceId);
  if (isOn(firm)) return daysOf(firm) > 1 ? 'plan' : 'promise';
  if (isOn(partsOf(call))) return 'intent';
  if (heard.duplicate?.address) return 'duplicate_sent';
  if (heard.callback?.on != null) return 'callback';
  return heard.hangup === 'cut' ? 'angry' : 'no_date';
}

interface Left {
  readonly invoiceId: number | null;
  readonly outcome: Outcome;
  readonly parts?: readonly PromisePart[];
}

function planned(call: Call, left: Left, earlier: Earlier): AttemptOutcome {
  const { setup, heard } = call;
  const details: OutcomeDetails = {
    today: setup.today,
    minutes: setup.minutes,
    rules: setup.rules,
    calendar: calendarOf(setup),
    earlier: earlier.attempts,
    invoiceId: left.invoiceId,
    promisedRecontactOn: left.parts?.map((part) => part.recontactOn).sort()[0],
    agreedOn: left.outcome === 'callback' ? (heard.callback?.on ?? undefined) : undefined,
    agreedAt: left.outcome === 'callback' ? (heard.callback?.minutes ?? undefined) : undefined,
    hasContent: heard.cause !== null,
  };
  const next: FollowUp = followUp(left.outcome, details);
  return {
    invoiceId: left.invoiceId,
    outcome: left.outcome,
    action: next.action,
    followUpOn: next.followUpOn,
    followUpAt: next.followUpAt,
    contactId: setup.contact.id,
    phone: heard.callback?.phone ?? heard.newPhone ?? setup.contact.phone,
    ground: 'to_check',
    isFruitless: next.isFruitless,
  };
}

function noteOf({ heard }: Call): string | null {
  const said = [
    heard.causeNote,
    ...heard.evasive.map((one) => one.words),
    ...heard.notes.map((note) => note.text),
  ];
  const text = said.filter((part) => part !== null && part !== '').join(' · ');
  return text === '' ? null : text;
}
