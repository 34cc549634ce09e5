import type { Attempt, AttemptOutcome, Outcome } from '../attempt.ts';
import { arrivalDeadline, recontactOn } from '../calendar.ts';
import type { Contact, ContactRole } from '../client.ts';
import type { Day } from '../day.ts';
import { type Money, money } from '../money.ts';
import { type FollowUp, followUp, type OutcomeDetails } from '../outcome.ts';
import type { PaymentPromise, PromisePart } from '../promise.ts';
import { calendarOf } from './record.ts';
import type { Call, CallInvoice, CallSetup, PromiseDraft } from './state.ts';

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
    reach: heard.reach,
    cause: heard.cause,
    note: noteOf(call),
    isHardship: false,
    outcomes: outcomesOf(call, earlier),
    promises: promiseOf(call),
    contactPatches: contactPatchesOf(call),
    newContacts: newContactsOf(call),
    moves: movesOf(call, earlier),
  };
}

/** The parts of the promise: each amount laid on the oldest invoices first (product 4, payments). */
export function partsOf(call: Call): PromisePart[] {
  const { setup } = call;
  const left = new Map(setup.invoices.map((invoice) => [invoice.id, invoice.balance.minor]));
  return completeDrafts(call).flatMap((draft) => layOn(setup, draft, left));
}

/** Last day for the money and first day to call again, for a promised day (practice D2). */
export function promiseDays(setup: CallSetup, draft: Pick<PromiseDraft, 'means'>, promisedOn: Day) {
  const calendar = calendarOf(setup);
  const deadline = arrivalDeadline({ promisedOn, means: draft.means }, setup.rules, calendar);
  return { arrivalDeadline: deadline, recontactOn: recontactOn(deadline, setup.rules, calendar) };
}

/** The six points of a good promise: who, amount, day, method, account and reference, no condition (practice C6). */
export function promiseQuality(call: Call, draft: PromiseDraft): number {
  const { setup, heard } = call;
  const points = [
    (heard.speaker?.name ?? setup.contact.lastName ?? setup.contact.firstName) !== null,
    draft.amount !== null,
    draft.promisedOn !== null,
    draft.method !== '',
    draft.isAccountReadOut,
    draft.condition === null,
  ];
  return points.filter(Boolean).length;
}

/** What the call brought, weightiest first; the first one names the call (practice C9). */
export function leadingOutcome(outcomes: readonly AttemptOutcome[]): Outcome {
  const weight: readonly Outcome[] = ['no_date', 'intent', 'plan', 'promise', 'duplicate_sent', 'callback'];
  const found = weight.find((outcome) => outcomes.some((one) => one.outcome === outcome));
  return found ?? outcomes[0]?.outcome ?? 'no_answer';
}

interface Draft extends PromiseDraft {
  readonly amount: Money;
  readonly promisedOn: Day;
}

function completeDrafts(call: Call): Draft[] {
  return call.heard.promises.flatMap((draft) =>
    draft.amount !== null && draft.promisedOn !== null
      ? [{ ...draft, amount: draft.amount, promisedOn: draft.promisedOn }]
      : [],
  );
}

function layOn(setup: CallSetup, draft: Draft, left: Map<number, number>): PromisePart[] {
  const days = promiseDays(setup, draft, draft.promisedOn);
  const parts: PromisePart[] = [];
  let rest = draft.amount.minor;
  for (const invoice of setup.invoices) {
    const taken = Math.min(rest, left.get(invoice.id) ?? 0);
    if (taken <= 0) continue;
    left.set(invoice.id, (left.get(invoice.id) ?? 0) - taken);
    rest -= taken;
    parts.push({
      invoiceId: invoice.id,
      amount: money(taken, setup.currency),
      promisedOn: draft.promisedOn,
      ...days,
    });
  }
  return parts;
}

/** One live promise per invoice, possibly in parts (product 4): the drafts of a call become one promise. */
function promiseOf(call: Call): CallEffects['promises'] {
  const first = completeDrafts(call)[0];
  const parts = partsOf(call);
  if (!first || parts.length === 0) return [];
  const { setup, heard } = call;
  const promiser =
    heard.speaker?.name ?? [setup.contact.firstName, setup.contact.lastName].filter(Boolean).join(' ');
  const rows = new Set(parts.map((part) => part.promisedOn)).size;
  return [
    {
      clientId: setup.clientId,
      contactId: setup.contact.id,
      promiser: promiser === '' ? setup.clientName : promiser,
      kind: rows > 1 ? 'plan' : 'promise',
      madeOn: setup.today,
      means: first.means,
      method: first.method,
      origin: first.origin,
      condition: first.condition,
      isAccountReadOut: first.isAccountReadOut,
      parts,
    },
  ];
}

function movesOf(call: Call, { livePromises }: Earlier): CallEffects['moves'] {
  const promised = new Set(partsOf(call).map((part) => part.invoiceId));
  return livePromises
    .filter((promise) => promise.parts.some((part) => promised.has(part.invoiceId)))
    .map((promise) => ({ promiseId: promise.id, replacedBy: 0, on: call.setup.today, reason: null }));
}

function outcomesOf(call: Call, earlier: Earlier): AttemptOutcome[] {
  const { heard } = call;
  if (!heard.isIdentityConfirmed && heard.promises.length === 0) {
    return [planned(call, { invoiceId: null, outcome: unreachedOutcome(call) }, earlier)];
  }
  const parts = partsOf(call);
  return call.setup.invoices.map((invoice) => {
    const own = parts.filter((part) => part.invoiceId === invoice.id);
    return planned(
      call,
      { invoiceId: invoice.id, outcome: outcomeFor(call, invoice, own), parts: own },
      earlier,
    );
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

function outcomeFor(call: Call, _invoice: CallInvoice, parts: readonly PromisePart[]): Outcome {
  const { heard } = call;
  if (parts.length > 0) {
    if (completeDrafts(call).some((draft) => draft.condition !== null)) return 'intent';
    return new Set(parts.map((part) => part.promisedOn)).size > 1 ? 'plan' : 'promise';
  }
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

function contactPatchesOf({ setup, heard }: Call): CallEffects['contactPatches'] {
  const { id } = setup.contact;
  if (id === null) return [];
  const patch = {
    ...(heard.newPhone === null ? {} : { phone: heard.newPhone, isPhoneInvalid: false }),
    ...(heard.newEmail === null ? {} : { email: heard.newEmail }),
    ...(heard.extension === null ? {} : { extension: heard.extension }),
    ...(heard.hours === null ? {} : { reachableHours: heard.hours }),
    ...(heard.isContactVerified ? { verifiedOn: setup.today } : {}),
    ...(heard.reach === 'bad_number' ? { isPhoneInvalid: true } : {}),
  };
  return Object.keys(patch).length > 0 ? [{ id, patch }] : [];
}

function newContactsOf({ setup, heard }: Call): CallEffects['newContacts'] {
  const people: { name: string; role: ContactRole }[] = [];
  if (heard.speaker) people.push({ name: heard.speaker.name, role: heard.speaker.role });
  if (heard.colleague) people.push({ name: heard.colleague, role: 'other' });
  return people.map(({ name, role }) => {
    const words = name.trim().split(/\s+/);
    return {
      clientId: setup.clientId,
      firstName: words.length > 1 ? (words[0] ?? null) : null,
      lastName: words.length > 1 ? words.slice(1).join(' ') : (words[0] ?? null),
      role,
      phone: null,
      extension: null,
      email: null,
      reachableHours: null,
      canRelease: null,
      isDecider: false,
      verifiedOn: setup.today,
      friendlyTopics: null,
      isPhoneInvalid: false,
    };
  });
}
