import { isShown, isTask, type NextAction } from './action.ts';
import type { Attempt, Outcome } from './attempt.ts';
import { badAddresses, lastWrittenOn } from './came-back.ts';
import { claimOf, heldInvoices } from './claim.ts';
import { addDays, compareDays, type Day, daysBetween, localDay, momentOf } from './day.ts';
import { brokenCount } from './litigation.ts';
import { nothingHeard, unanswered } from './excuses.ts';
import { heldBy, openBalances, openCommitments, pausedUntil, talksOn } from './history.ts';
import { clientCredit } from './invoice.ts';
import type { Detail } from './objective.ts';
import { sum } from './money.ts';
import { openDisputes } from './dispute.ts';
import { isInsolvent } from './insolvency.ts';
import { nextActions } from './next-action.ts';
import { numberToDial } from './phone-number.ts';
import { isPreventive } from './preventive.ts';
import { isWaiting, livePromises, rowsOn } from './promise.ts';
import type { Rules } from './rules.ts';
import { hourKind, type Occasion } from './slot.ts';
import type { Standing } from './standing.ts';
import {
  deciderFirst,
  lawyerOnly,
  nearLimitation,
  newOrder,
  openGround,
  secondDuplicate,
  sidePromise,
  stepDue,
  type Told,
} from './think-warnings.ts';
import { voicemailPlan } from './voicemail-plan.ts';
import type { Warning, WarningCode, WarningFacts, WarningLevel } from './warning-facts.ts';

export type { LastPrep, Warning, WarningCode, WarningFacts, WarningLevel } from './warning-facts.ts';

/** A contact unchecked for so long may have left (practice D10). */
const verifiedDays = 90;
const hour = 3_600_000;
/** What is agreed by word is sent in writing within minutes (practice D3, 001-17). */
const writtenOutcomes: ReadonlySet<Outcome> = new Set([
  'promise', 'plan', 'duplicate_sent', 'dispute', 'approval', 'callback', 'no_date', 'refusal',
]); // biome-ignore format: a row of names

type Rule = readonly [WarningLevel, WarningCode, (facts: WarningFacts) => Told | undefined];

/** Practice D10, row by row; a rule answers with what its words mention, or with nothing. */
const rules: readonly Rule[] = [
  ['stop', 'insolvent', ({ standing, occasion }) => when(isInsolvent(standing, occasion.today))],
  [
    'stop',
    'nothing_open',
    ({ standing, occasion }) => when(claimOf(standing, occasion.today, occasion.rules) === undefined),
  ],
  ['stop', 'paused', pause],
  ['stop', 'promise_running', runningPromise],
  ['stop', 'talked_today', talkedToday],
  ['stop', 'never_hours', ({ occasion }) => when(hourOf(occasion) === 'never')],
  ['stop', 'lawyer_only', lawyerOnly],
  ['stop', 'not_due', notDue],
  ['stop', 'consumer_reminder', consumerReminder],
  ['think', 'own_overdue', overdueCommitment],
  ['think', 'dispute_late', lateDispute],
  ['think', 'dispute_open', openDispute],
  ['think', 'hidden_dispute', hiddenDispute],
  ['think', 'last_chance', lastChance],
  ['think', 'ground_open', openGround],
  ['think', 'trigger', (facts) => stepDue(facts, 'ready')],
  ['think', 'trigger_unready', (facts) => stepDue(facts, 'missing')],
  ['think', 'decider_first', deciderFirst],
  ['think', 'second_duplicate', secondDuplicate],
  ['think', 'side_promise', sidePromise],
  ['think', 'avoided_hours', ({ occasion }) => when(hourOf(occasion) === 'avoided')],
  ['think', 'credit', unusedCredit],
  ['think', 'attempts_week', attemptsThisWeek],
  ['think', 'limitation', nearLimitation],
  ['think', 'new_order', newOrder],
  ['think', 'ending', ({ standing }) => when(standing.client.relationship === 'ending')],
  ['complete', 'no_contact', ({ contact }) => when(contact === undefined || contact.lastName === null)],
  ['complete', 'no_number', ({ contact, standing }) => when(numberToDial(standing, { contact }) === null)],
  [
    'complete',
    'no_email',
    ({ contact, standing }) => when((contact?.email ?? standing.client.email) === null),
  ],
  ['complete', 'bad_address', refusedAddress],
  [
    'complete',
    'release_unknown',
    ({ contact }) => when(contact !== undefined && contact.canRelease === null),
  ],
  ['complete', 'unverified', unverifiedContact],
  ['complete', 'no_file', missingFiles],
  ['complete', 'no_iban', ({ profile }) => when(profile !== undefined && profile.iban === null)],
  ['complete', 'no_names', ({ profile }) => when(profile?.firstName === '' || profile?.lastName === '')],
  ['complete', 'no_voicemail_plan', spentVoicemail],
  ['complete', 'memo_unsent', unsentMemo],
  ['complete', 'no_answer', missingAnswer],
  ['complete', 'prep_missing', ({ lastPrep }) => when(lastPrep === undefined)],
  ['complete', 'prep_old', stalePrep],
  ['complete', 'no_opening', ({ lastPrep }) => when(lastPrep?.opening === null)],
  ['complete', 'no_minimum', ({ lastPrep }) => when(lastPrep?.objectiveMin === '')],
];

const curedByPrep: ReadonlySet<WarningCode> = new Set([
  'prep_missing',
  'prep_old',
  'no_voicemail_plan',
  'no_opening',
  'no_minimum',
]);

/** Everything amiss before a call of that moment: Stop first, then Think, then Complete (practice D10). */
export function warnings(facts: WarningFacts): Warning[] {
  return rules.flatMap(([level, code, test]) => {
    const detail = test(facts);
    return detail === undefined ? [] : [{ level: softened(level, code, facts), code, ...detail }];
  });
}

/** A warning that a finished prep removes by itself: shown before a call, not in the prep. */
export function isCuredByPrep({ code }: Warning): boolean {
  return curedByPrep.has(code);
}

// A promise on one invoice does not forbid a call about another one, be it one that the list asks for.
function softened(
  level: WarningLevel,
  code: WarningCode,
  { standing, occasion }: WarningFacts,
): WarningLevel {
  if (code !== 'promise_running') return level;
  const { today, rules: own } = occasion;
  const isAsked = (claimOf(standing, today, own)?.asked.minor ?? 0) > 0;
  const isListed = () => callsListed(standing, today, own).some(({ action }) => action !== 'confirm_promise');
  return isAsked || isListed() ? 'think' : level;
}

function when(holds: boolean): Detail | undefined {
  return holds ? {} : undefined;
}

function hourOf({ today, minutes, ...occasion }: Occasion): ReturnType<typeof hourKind> {
  return hourKind(today, minutes, occasion);
}

function pause({ standing, occasion }: WarningFacts): Detail | undefined {
  const day = pausedUntil(standing, occasion.today);
  return day === undefined ? undefined : { day };
}

// Between deadline and recontact day it is missed already, and still nobody is to be rung (product 4).
function runningPromise({ standing, occasion: { today, rules } }: WarningFacts): Detail | undefined {
  const live = [...livePromises(standing, today, rules)];
  const rows = live.flatMap(([invoiceId, judgement]) =>
    rowsOn(judgement.rows, invoiceId)
      .filter((row) => isWaiting(row, rules))
      .map(({ part }) => ({ part, promise: judgement.promise })),
  );
  const [next] = rows.toSorted((a, b) => compareDays(a.part.promisedOn, b.part.promisedOn));
  if (next === undefined) return undefined;
  const { promisedOn: day, amount } = next.part;
  const sameDay = rows.filter(({ part, promise }) => promise === next.promise && part.promisedOn === day);
  const amounts = sameDay
    .map(({ part }) => part.amount)
    .filter(({ currency }) => currency === amount.currency);
  return { money: sum(amounts, amount.currency), day };
}

function talkedToday({ standing, contact, occasion }: WarningFacts): Detail | undefined {
  const isSame = (attempt: Attempt) =>
    attempt.contactId === null || attempt.contactId === (contact?.id ?? null);
  const held = talksOn(standing, occasion.today).filter(isSame);
  return when(held.length > 0 && held.length >= occasion.rules.conversationsPerDay);
}

/** The calls about invoices that the due list asks for on this day. */
function callsListed(standing: Standing, today: Day, own: Rules): NextAction[] {
  return nextActions(standing, today, own).filter(
    (action) => action.invoiceId !== null && isShown(action, today) && !isTask(action),
  );
}

function notDue({ standing, occasion }: WarningFacts): Detail | undefined {
  const claim = claimOf(standing, occasion.today, occasion.rules);
  if (claim === undefined || claim.oldestDueOn === null || claim.overdue.minor > 0) return undefined;
  const isFine = openBalances(standing, occasion.today).some(({ invoice }) =>
    isPreventive(invoice, standing, occasion),
  );
  // What was agreed with them before the due day is called about on its own day.
  const isAgreed = () => callsListed(standing, occasion.today, occasion.rules).some(({ tier }) => tier === 2);
  return isFine || isAgreed() ? undefined : { day: claim.oldestDueOn };
}

// Belgium: the first reminder to a consumer is written and free of charge (practice B13).
function consumerReminder({ standing, occasion }: WarningFacts): Detail | undefined {
  if (standing.client.kind !== 'consumer' || standing.client.country !== 'BE') return undefined;
  const hasWritten =
    standing.attempts.some(({ channel, on }) => channel === 'mail' && on <= occasion.today) ||
    standing.memos.some(({ sentAt }) => sentAt !== null && localDay(sentAt) <= occasion.today);
  return when(!hasWritten);
}

function overdueCommitment({ standing, occasion }: WarningFacts): Detail | undefined {
  const late = openCommitments(standing, occasion.today).find(({ dueOn }) => dueOn < occasion.today);
  return late === undefined ? undefined : { text: late.text, day: late.dueOn };
}

function lateDispute({ standing, occasion }: WarningFacts): Detail | undefined {
  const late = openDisputes(standing, occasion.today).find(({ resolveOn }) => resolveOn < occasion.today);
  return late === undefined ? undefined : { day: late.resolveOn, text: late.words };
}

function openDispute({ standing, occasion }: WarningFacts): Detail | undefined {
  const open = openDisputes(standing, occasion.today).find(({ resolveOn }) => resolveOn >= occasion.today);
  return open === undefined ? undefined : { day: open.resolveOn, text: open.words, money: open.disputed };
}

// Over ninety days old is often a dispute nobody has spoken out (practice 003-14).
function hiddenDispute({ standing, occasion }: WarningFacts): Detail | undefined {
  const raised = standing.disputes.filter(({ raisedOn }) => raisedOn <= occasion.today);
  const known = new Set(raised.map(({ invoiceId }) => invoiceId));
  const silent = openBalances(standing, occasion.today).find(
    ({ invoice, daysPastDue }) => daysPastDue > occasion.rules.oldDebtDays && !known.has(invoice.id),
  );
  return silent === undefined ? undefined : { text: silent.invoice.number, count: silent.daysPastDue };
}

function lastChance({ standing, occasion }: WarningFacts): Detail | undefined {
  const broken = brokenCount(standing, occasion.today, occasion.rules);
  const { litigationBrokenWarn, litigationBrokenPromises } = occasion.rules;
  return broken >= litigationBrokenWarn && broken < litigationBrokenPromises ? { count: broken } : undefined;
}

// Money that came and reached no invoice: chasing before it is placed asks for what was paid.
function unusedCredit({ standing, occasion }: WarningFacts): Detail | undefined {
  const [credit] = clientCredit(standing, occasion.today);
  const isOpen = openBalances(standing, occasion.today).length > 0;
  return credit === undefined || !isOpen ? undefined : { money: credit };
}

function attemptsThisWeek({ standing, occasion }: WarningFacts): Detail | undefined {
  const since = addDays(occasion.today, 1 - occasion.rules.attemptsWindowDays);
  const recent = standing.attempts.filter(({ on }) => on >= since && on <= occasion.today);
  const calls = recent.filter(({ channel }) => channel === 'call');
  const written = lastWrittenOn(standing, occasion.today);
  const isReached =
    (written !== undefined && written >= since) ||
    recent.some(({ channel, reach }) => channel === 'incoming' || reach === 'person');
  return !isReached && calls.length >= occasion.rules.attemptsPerWeek ? { count: calls.length } : undefined;
}

function unverifiedContact({ contact, occasion }: WarningFacts): Detail | undefined {
  if (contact === undefined) return undefined;
  const day = contact.verifiedOn ?? localDay(contact.recordedAt);
  return daysBetween(day, occasion.today) > verifiedDays ? { day } : undefined;
}

/** The address a memo would go to refuses mail. */
function refusedAddress({ standing, contact, occasion }: WarningFacts): Detail | undefined {
  const address = contact?.email ?? standing.client.email;
  const bounce = badAddresses(standing, occasion.today).get(address?.toLowerCase() ?? '');
  return address === null || bounce === undefined ? undefined : { text: address, day: bounce.on };
}

function missingFiles({ standing, occasion }: WarningFacts): Detail | undefined {
  const held = heldInvoices(standing, occasion.today, occasion.rules);
  const missing = openBalances(standing, occasion.today).filter(
    ({ invoice, daysPastDue }) => invoice.file === null && daysPastDue > 0 && !held.has(invoice.id),
  );
  const [first] = missing;
  return first === undefined ? undefined : { count: missing.length, text: first.invoice.number };
}

function unsentMemo({ standing, occasion }: WarningFacts): Detail | undefined {
  const last = heldBy(standing, occasion.today).findLast(({ channel }) => channel === 'call');
  if (last === undefined || !last.outcomes.some(({ outcome }) => writtenOutcomes.has(outcome)))
    return undefined;
  const memo = standing.memos.findLast(({ callId }) => callId === last.id);
  const isOut = memo?.state === 'sent' || memo?.state === 'draft' || memo?.state === 'sending';
  const { today, minutes, rules: own } = occasion;
  // Right after the call the memo is still being read and signed.
  const age = momentOf(today, minutes) - (last.endedAt ?? last.startedAt);
  return isOut || age < (own.memoWarnMinutes * hour) / 60 ? undefined : { day: last.on };
}

function missingAnswer({ standing, occasion, heard = nothingHeard }: WarningFacts): Detail | undefined {
  const open = unanswered(standing, occasion.today, heard);
  const [first] = open;
  return first === undefined ? undefined : { count: open.length, text: first.words };
}

function stalePrep({ lastPrep, occasion }: WarningFacts): Detail | undefined {
  if (lastPrep === undefined) return undefined;
  const age = (momentOf(occasion.today, occasion.minutes) - lastPrep.recordedAt) / hour;
  return age > occasion.rules.prepFreshHours ? { count: Math.floor(age) } : undefined;
}

// The prep says to leave a message, and so many have been left since that another route is the plan (practice D1).
function spentVoicemail({ lastPrep, standing, contact, occasion }: WarningFacts): Detail | undefined {
  if (lastPrep?.voicemailPlan !== 'leave') return undefined;
  return when(voicemailPlan(standing, contact, occasion) === 'skip');
}
