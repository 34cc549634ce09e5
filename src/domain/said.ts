import {
  type Debt,
  type Gate,
  type NextAction,
  nextAction,
  type Reason,
  type ReasonCode,
  reason,
  type Tier,
} from './action.ts';
import type { Attempt, AttemptOutcome, Outcome } from './attempt.ts';
import { addWorkingDays, rollBack } from './calendar.ts';
import { actionAfterSilence, vagueDays } from './outcome.ts';
import { contactAfter } from './contact-for.ts';
import { addDays, type Day, daysBetween, earlier, later } from './day.ts';
import { type Chase, chases, heldBy, isInVain } from './history.ts';
import { balances, type Invoice } from './invoice.ts';
import { isSpared } from './litigation.ts';
import type { Standing } from './standing.ts';

/** The last thing heard about one invoice. */
export interface Said {
  readonly attempt: Attempt;
  readonly outcome: AttemptOutcome;
}

interface Row {
  readonly tier: Tier;
  readonly gate: Gate;
  readonly reason: ReasonCode;
  /** Our own new try, which the longest gap limits; what was agreed with the client keeps its day (003-19). */
  readonly isOwnTry: boolean;
}

const ownTry = (code: ReasonCode, gate: Gate = 'cadence'): Row => ({
  tier: 3,
  gate,
  reason: code,
  isOwnTry: true,
});
const agreed = (code: ReasonCode, gate: Gate = 'appointment'): Row => ({
  tier: 2,
  gate,
  reason: code,
  isOwnTry: false,
});

/** What an outcome leaves behind in the list (practice D3, D7). A promise speaks for itself in the ledger. */
const rows: Readonly<Record<Outcome, Row | null>> = {
  promise: null,
  plan: null,
  insolvency: null,
  intent: agreed('intent'),
  paid_claimed: agreed('proof'),
  duplicate_sent: agreed('duplicate'),
  dispute: agreed('dispute', 'dispute'),
  approval: agreed('approval'),
  callback: agreed('callback'),
  distress: agreed('distress', 'pause'),
  voicemail: ownTry('retry'),
  no_answer: ownTry('retry'),
  busy: ownTry('retry'),
  message_left: ownTry('retry'),
  bad_number: ownTry('bad_number'),
  no_date: ownTry('no_date'),
  angry: ownTry('angry', 'pause'),
  refusal: { tier: 1, gate: 'cadence', reason: 'trigger_refusal', isOwnTry: true },
};

/**
 * The newest outcome about this invoice. One for all counts for what was overdue then (practice C7) or, when nothing
 * was, as an agreement about what was open: a call before the due day was about that. A try in vain before the day that
 * was agreed leaves that agreement as it is (practice 003-19).
 */
export function lastSaid(debt: Debt): Said | undefined {
  let newest: Said | undefined;
  for (const attempt of heldBy(debt.standing, debt.today).toReversed()) {
    const said = saidAbout(debt, attempt);
    if (said === undefined) continue;
    const last = (newest ??= said);
    if (!isInVain(attempt)) return isAgreed(said) && said.outcome.followUpOn > last.attempt.on ? said : last;
  }
  return newest;
}

function saidAbout({ standing, invoice }: Debt, attempt: Attempt): Said | undefined {
  const own = attempt.outcomes.findLast(({ invoiceId }) => invoiceId === invoice.id);
  const forAll = attempt.outcomes.findLast(({ invoiceId }) => invoiceId === null);
  const outcome =
    own ?? (forAll && isMeant(standing, invoice, { attempt, outcome: forAll }) ? forAll : undefined);
  return outcome && { attempt, outcome };
}

function isMeant(standing: Standing, invoice: Invoice, said: Said): boolean {
  const { on } = said.attempt;
  if (on > invoice.dueOn) return true;
  if (!isAgreed(said)) return false;
  return [...balances(standing, on).values()].every(
    ({ balance, daysPastDue }) => balance.minor === 0 || daysPastDue === 0,
  );
}

/** Does this outcome say by itself what comes next? */
export function hasFollowUp({ outcome }: Said): boolean {
  return rows[outcome.outcome] !== null;
}

/** Agreed with the client, and not our own new try. */
export function isAgreed({ outcome }: Said): boolean {
  return rows[outcome.outcome]?.isOwnTry === false;
}

/**
 * The follow-up that an outcome left (its day was fixed when it was recorded), never later than the longest gap if it
 * is our own try. `missed` is the broken promise that the try was about: it keeps its place and its reason.
 */
export function saidAction(debt: Debt, heard: Said, missed: Reason | undefined): NextAction | undefined {
  const said = withoutNotice(debt, heard);
  const { outcome, attempt } = said;
  const row = rows[outcome.outcome];
  if (row === null) return undefined;
  const { followUpOn, followUpAt } = outcome;
  const contactId = contactAfter(debt.standing, outcome);
  // The number that was left belongs to whoever was spoken to.
  const phone = contactId === outcome.contactId ? outcome.phone : null;
  const action = isSilence(outcome) ? actionAfterSilence(before(debt, attempt), debt.rules) : outcome.action;
  const on = row.isOwnTry ? withinGap(debt, attempt.on, followUpOn) : followUpOn;
  const own = { action, on, at: on === followUpOn ? followUpAt : null, contactId, phone };
  if (action === 'execute_step') {
    const announced = reason('step_announced', { day: attempt.on });
    return nextAction(debt, { ...own, tier: 0, gate: 'notice', reason: announced });
  }
  const isBroken = missed !== undefined && row.isOwnTry && row.tier === 3;
  const why = isBroken ? missed : reasonOf(debt, said, row);
  return nextAction(debt, { ...own, tier: isBroken ? 1 : row.tier, gate: row.gate, reason: why });
}

/** Where no notice may follow a refusal, it is a conversation that brought no day (practice D6, exceptions). */
function withoutNotice({ standing, today, calendar }: Debt, said: Said): Said {
  const { attempt, outcome } = said;
  if (outcome.outcome !== 'refusal' || outcome.action === 'execute_step') return said;
  if (outcome.ground !== 'yes' && !isSpared(standing, today)) return said;
  const followUpOn = addWorkingDays(attempt.on, vagueDays, calendar);
  return { attempt, outcome: { ...outcome, outcome: 'no_date', action: 'call', followUpOn } };
}

function isSilence({ outcome }: AttemptOutcome): boolean {
  return outcome === 'no_answer' || outcome === 'busy';
}

/** The contacts before one, in whatever order they were written down. */
function before({ standing, today }: Debt, attempt: Attempt): readonly Attempt[] {
  const held = heldBy(standing, today);
  return held.slice(0, held.indexOf(attempt));
}

/**
 * Without anything agreed: the next chase at the longest gap after the last one (practice D1, 003-17). After nothing but
 * a courteous mail there is none: the first call keeps its own day (D5).
 */
export function gapAction(debt: Debt): NextAction | undefined {
  const about = chasesAbout(debt);
  const last = about.at(-1)?.on;
  if (last === undefined || about.every(({ isReminder }) => isReminder)) return undefined;
  const on = withinGap(debt, last, addDays(last, debt.rules.maxGapDays));
  return nextAction(debt, { action: 'call', tier: 3, on, gate: 'cadence', reason: gapReason(debt, last) });
}

/** Chases of this invoice since it fell due, oldest first. */
export function chasesAbout({ standing, today, invoice }: Debt): Chase[] {
  const isAbout = ({ outcomes }: Chase) =>
    outcomes.length === 0 || outcomes.some(({ invoiceId }) => invoiceId === null || invoiceId === invoice.id);
  return chases(standing, today).filter((attempt) => attempt.on > invoice.dueOn && isAbout(attempt));
}

function reasonOf(debt: Debt, { outcome, attempt }: Said, row: Row): Reason {
  const last = chasesAbout(debt).at(-1)?.on ?? attempt.on;
  const isLong = daysBetween(last, debt.today) >= debt.rules.maxGapDays;
  if (row.isOwnTry && row.tier === 3 && isLong) return gapReason(debt, last);
  return reason(row.reason, { day: attempt.on, days: debt.daysPastDue, text: outcome.outcome });
}

function gapReason({ today, daysPastDue }: Debt, last: Day): Reason {
  return reason('gap', { count: daysBetween(last, today), days: daysPastDue, day: last });
}

function withinGap({ invoice, rules, calendar }: Debt, chasedOn: Day, on: Day): Day {
  const limit = rollBack(addDays(chasedOn, rules.maxGapDays), calendar, addDays(chasedOn, 1));
  return later(earlier(on, limit), later(addDays(invoice.dueOn, 1), chasedOn));
}
