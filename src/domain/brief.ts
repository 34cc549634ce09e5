import { isShown, isTask, type NextAction } from './action.ts';
import type { OwnCommitment } from './attempt.ts';
import { type Claim, claimOf, heldInvoices } from './claim.ts';
import type { Contact } from './client.ts';
import { addDays, type Day } from './day.ts';
import { type Dispute, openDisputes } from './dispute.ts';
import { callAfter, isCourtesy } from './courtesy.ts';
import { leadingAction } from './due-list.ts';
import { type Rung, rungOf } from './dunning.ts';
import { brokenCount, triggers } from './litigation.ts';
import { type ExcuseFact, excuseFact } from './excuse-facts.ts';
import { type Excuse, excuses, type HeardBefore, nothingHeard, resolution } from './excuses.ts';
import { personFor } from './person-for.ts';
import { heldBy, noticeDays, openBalances, openCommitments } from './history.ts';
import type { Invoice } from './invoice.ts';
import type { Money } from './money.ts';
import { type Objective, recommendedObjective } from './objective.ts';
import { payerType } from './payer-type.ts';
import { isInsolvent } from './insolvency.ts';
import { numberToDial } from './phone-number.ts';
import type { Profile } from './profile.ts';
import { nextActions } from './next-action.ts';
import { type PromisesSoFar, promisesSoFar } from './promise-record.ts';
import type { Rules } from './rules.ts';
import { bestSlot, type Occasion, type Slot, type Wanted } from './slot.ts';
import type { Standing } from './standing.ts';
import { type Strategy, strategyFor } from './strategy.ts';
import { type TimelineEntry, timeline } from './timeline.ts';
import { type VoicemailPlan, voicemailPlan } from './voicemail-plan.ts';
import { type LastPrep, type Warning, warnings } from './warnings.ts';

/** Questions to oneself before ringing (practice D10); asked once, remembered with the prep. */
export const questions = ['own_fault', 'side_promises', 'happy', 'news', 'methods', 'ask_why'] as const;
export type Question = (typeof questions)[number];

export interface BriefInvoice {
  readonly invoice: Invoice;
  readonly balance: Money;
  readonly daysPastDue: number;
  /** A promise runs on it: not to be chased before its recontact day. */
  readonly isHeld: boolean;
}

/** Everything to have at hand before dialling, in the order of practice D10. */
export interface Brief {
  readonly standing: Standing;
  readonly contact: Contact | undefined;
  readonly phone: string | null;
  readonly email: string | null;
  readonly slot: Slot;
  readonly claim: Claim | undefined;
  /** Oldest due first. */
  readonly invoices: readonly BriefInvoice[];
  /** `undefined` when nothing is open. */
  readonly objective: Objective | undefined;
  readonly strategy: Strategy;
  /** Step of the ladder taken last, 0 to 7; `ladder` says what comes next and what holds it (practice D5). */
  readonly rung: Rung['rung'];
  readonly ladder: Rung;
  /** What is to be done today is the courteous mail before the first call, and no call. */
  readonly isToBeWritten: boolean;
  /** The last five, oldest first. */
  readonly timeline: readonly TimelineEntry[];
  readonly promises: PromisesSoFar;
  readonly disputes: readonly Dispute[];
  /** Each with the recorded fact that answers it, if there is one. */
  readonly excuses: readonly (Excuse & { readonly fact: ExcuseFact | null })[];
  /** What I promised them and have not done, nearest day first. */
  readonly commitments: readonly OwnCommitment[];
  /** What the caller wanted to do otherwise this time (practice 000-47). */
  readonly resolution: string | null;
  readonly questions: readonly { readonly key: Question; readonly answer: string | null }[];
  /** `direct` after a broken promise or from the second conversation on (practice, tension 1). */
  readonly opening: 'service_first' | 'direct';
  readonly voicemailPlan: VoicemailPlan;
  /** What to say when no date comes; `deadline` of the final notice when it is time for one. */
  readonly consequence: {
    readonly kind: 'none' | 'preview' | 'announce';
    readonly deadline: Day | null;
    /** The first step that is ready, in the user's words (setting `call.steps`); `null`: none is. */
    readonly step: string | null;
  };
  readonly warnings: readonly Warning[];
}

export interface BriefFacts {
  readonly standing: Standing;
  readonly profile: Profile | undefined;
  readonly lastPrep: LastPrep | undefined;
  readonly occasion: Occasion;
  /** Left out: nothing was heard. */
  readonly heard?: HeardBefore;
}

/** Gathers the brief of one client for one moment (practice D10). */
export function brief({ standing, profile, lastPrep, occasion, heard = nothingHeard }: BriefFacts): Brief {
  const { today, rules } = occasion;
  const actions = nextActions(standing, today, rules);
  const contact = personFor(standing, today, nextCall(actions, today));
  const held = heldInvoices(standing, today, rules);
  const answers = lastPrep?.answers ?? {};
  const ladder = rungOf(standing, today, rules);
  const next = leadingAction(actions, today);
  return {
    standing,
    contact,
    phone: numberToDial(standing, { contact }),
    email: contact?.email ?? standing.client.email,
    slot: bestSlot(standing, occasion, wantedSlot(actions, contact, occasion)),
    claim: claimOf(standing, today, rules),
    invoices: openBalances(standing, today).map(({ invoice, balance, daysPastDue }) => ({
      invoice,
      balance,
      daysPastDue,
      isHeld: held.has(invoice.id),
    })),
    objective: recommendedObjective(standing, occasion),
    strategy: strategyFor(payerType(standing, today, rules), standing.client.kind),
    rung: ladder.rung,
    ladder,
    isToBeWritten: next !== undefined && isCourtesy(next) && isShown(next, today),
    timeline: timeline(standing, today).slice(-5),
    promises: promisesSoFar(standing, today, rules),
    disputes: openDisputes(standing, today),
    excuses: excuses(standing, today, heard).map((excuse) => ({
      ...excuse,
      fact: excuseFact(excuse, {
        standing,
        today,
        rules,
        ...(heard.records === undefined ? {} : { records: heard.records }),
      }),
    })),
    commitments: openCommitments(standing, today),
    resolution: resolution(heard, today),
    questions: questions.map((key) => ({ key, answer: answers[key] ?? null })),
    opening: openingOf(standing, today, rules),
    voicemailPlan: voicemailPlan(standing, contact, occasion),
    consequence: { ...consequenceOf(standing, occasion), step: heard.steps?.[0] ?? null },
    warnings: warnings({ standing, profile, contact, lastPrep, occasion, heard }),
  };
}

/** When the ledger wants the next call, and when this contact answers. */
function wantedSlot(
  actions: readonly NextAction[],
  contact: Contact | undefined,
  { today }: Pick<Occasion, 'today'>,
): Wanted {
  const next = nextCall(actions, today);
  const { on, at, showsOn, gate } = next ?? { on: today, at: null, showsOn: null, gate: null };
  return {
    reachable: contact?.reachableHours ?? null,
    notBefore: showsOn,
    hour: at === null ? null : { on, at, isAgreed: gate === 'appointment' },
  };
}

/** Whom to ask for in the call that the ledger wants next: the person that the due list names with it. */
export function contactToCall(standing: Standing, today: Day, rules: Rules): Contact | undefined {
  return personFor(standing, today, nextCall(nextActions(standing, today, rules), today));
}

/** The call that the ledger wants next, due or not. */
function nextCall(actions: readonly NextAction[], today: Day): NextAction | undefined {
  return leadingAction(
    actions.map(callAfter).filter((action) => !isTask(action)),
    today,
  );
}

// The second conversation about the same debt, or one after a broken word about it, goes straight to the invoice.
function openingOf(standing: Standing, today: Day, rules: Rules): Brief['opening'] {
  const oldest = openBalances(standing, today)[0]?.invoice;
  const hasBroken = brokenCount(standing, today, rules) > 0;
  const talked = heldBy(standing, today).some(
    ({ reach, on, outcomes }) =>
      reach === 'person' &&
      oldest !== undefined &&
      (outcomes.some(({ invoiceId }) => invoiceId === oldest.id) || on >= oldest.dueOn),
  );
  return oldest !== undefined && (hasBroken || talked) ? 'direct' : 'service_first';
}

/** A step is announced only when it is time for it, and never as a threat before (practice D6, product 6). */
function consequenceOf(standing: Standing, { today, rules }: Occasion): Omit<Brief['consequence'], 'step'> {
  if (triggers(standing, today, rules).length > 0) {
    return { kind: 'announce', deadline: addDays(today, noticeDays(standing.client, rules)) };
  }
  const isLast = brokenCount(standing, today, rules) >= rules.litigationBrokenWarn;
  const isPreviewed = isLast || rungOf(standing, today, rules).rung === 4;
  return { kind: isPreviewed && !isInsolvent(standing, today) ? 'preview' : 'none', deadline: null };
}
