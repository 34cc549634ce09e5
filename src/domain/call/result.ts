import type { Attempt, AttemptOutcome, Outcome, OwnCommitment } from '../attempt.ts';
import type { CallManner, NewCallRecords } from '../call-record.ts';
import type { Contact } from '../client.ts';
import type { Day } from '../day.ts';
import type { Dispute } from '../dispute.ts';
import type { PaymentPromise } from '../promise.ts';
import { movesOf, promisesOf } from './agreements.ts';
import { disputesOf } from './contested.ts';
import { outcomesOf } from './outcomes.ts';
import { commitmentsOf } from './own.ts';
import { contactPatchesOf, newContactsOf } from './people.ts';
import { recordsOf } from './records.ts';
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
  readonly disputes: readonly Omit<Dispute, 'id' | 'recordedAt' | 'closedOn' | 'resolution' | 'callId'>[];
  readonly commitments: readonly Omit<OwnCommitment, 'id' | 'recordedAt' | 'doneOn' | 'callId'>[];
  readonly records: NewCallRecords;
  readonly manner: CallManner;
  readonly contactPatches: readonly {
    readonly id: number;
    readonly patch: Partial<Omit<Contact, 'id' | 'recordedAt'>>;
  }[];
  readonly newContacts: readonly Omit<Contact, 'id' | 'recordedAt'>[];
  /** The first new contact is the person this call was about in the end: asked for, spoken to, written to. */
  readonly isSpeakerNew: boolean;
  /** Running promises that a promise of this call replaces. */
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
    isHardship: heard.hardship.isConfirmed === true,
    outcomes: outcomesOf(call, earlier),
    promises: promisesOf(call),
    disputes: disputesOf(call),
    commitments: commitmentsOf(call),
    records: recordsOf(call),
    manner: {
      moodBefore: heard.moods[0] ?? null,
      moodAfter: heard.moods.at(-1) ?? null,
      hangup: heard.hangup,
      isSatisfied: heard.isSatisfied,
    },
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

/** The heaviest first (practice C9); whoever was not reached comes last. */
const byWeight: readonly Outcome[] = [
  'insolvency', 'distress', 'refusal', 'no_date', 'intent', 'dispute', 'plan', 'promise', 'duplicate_sent',
  'paid_claimed', 'approval', 'callback', 'angry',
]; // biome-ignore format: rows of names

/** What the call brought, each outcome once, the weightiest first. */
export function outcomesByWeight(outcomes: readonly Pick<AttemptOutcome, 'outcome'>[]): Outcome[] {
  const kinds = [...new Set(outcomes.map(({ outcome }) => outcome))];
  const weight = (outcome: Outcome) =>
    byWeight.includes(outcome) ? byWeight.indexOf(outcome) : byWeight.length;
  return kinds.toSorted((a, b) => weight(a) - weight(b));
}

function noteOf({ heard }: Call): string | null {
  const { hardship, anger, causeNote, evasive, notes, belowReason } = heard;
  const said = [
    causeNote,
    ...evasive.map((one) => one.words),
    hardship.change,
    anger?.trigger ?? null,
    belowReason,
    ...notes.map((note) => note.text),
  ];
  const text = [...new Set(said.filter((part) => part !== null && part !== ''))].join(' · ');
  return text === '' ? null : text;
}
