import { type Debt, type NextAction, nextAction, reason } from './action.ts';
import { type Calendar, isWorkingDay, workingDayAfter } from './calendar.ts';
import { callAfter, isCourtesy } from './courtesy.ts';
import { addDays, type Day, later } from './day.ts';
import { cameBack } from './came-back.ts';
import { type Dispute, disputedOn, openDisputes } from './dispute.ts';
import { insolvencyHold } from './insolvency.ts';
import { type Trigger, triggers } from './litigation.ts';
import { noticeOf, openBalances, openCommitments, pausedUntil, talksOn } from './history.ts';
import { subtract } from './money.ts';
import { placeCalendar } from './place-calendar.ts';
import type { Rules } from './rules.ts';
import { isAgreed, lastSaid } from './said.ts';
import type { Standing } from './standing.ts';
import { undisputedAction } from './undisputed-action.ts';

/**
 * Exactly one open next action for each open amount of a client, each with its day, and one for each own commitment
 * (product 4, practice D3), and one for what came back by mail. An invoice split by a dispute has two. Dispute beats promise beats everything else.
 */
export function nextActions(standing: Standing, today: Day, rules: Rules): NextAction[] {
  const own = ownCommitments(standing, today);
  const insolvency = insolvencyHold(standing, today);
  const pause = pausedUntil(standing, today);
  const fired = triggers(standing, today, rules);
  const calendar = placeCalendar(standing.client, today);
  const debts = openBalances(standing, today).flatMap(({ invoice, balance, daysPastDue }): NextAction[] => {
    const whole: Debt = { standing, today, rules, calendar, invoice, amount: balance, daysPastDue };
    if (insolvency !== undefined) return [declareClaim(whole, insolvency.until)];
    const disputes = openDisputes(standing, today).filter(({ invoiceId }) => invoiceId === invoice.id);
    const disputed = disputedOn(standing, { invoice, balance }, today);
    const isDisputed = disputed.minor > 0;
    const split = isDisputed
      ? [afterPause(disputeAction({ ...whole, amount: disputed }, disputes), pause)]
      : [];
    const rest = subtract(balance, disputed);
    if (rest.minor === 0) return split;
    const debt = { ...whole, amount: rest };
    const next = afterTalk(announced(undisputedAction(debt, isDisputed), debt, fired), debt);
    return [...split, afterPause(next, pause)];
  });
  return [...own, ...cameBack(standing, today), ...debts];
}

function ownCommitments(standing: Standing, today: Day): NextAction[] {
  return openCommitments(standing, today).map(({ text, dueOn, dueAt }) => ({
    invoiceId: null,
    amount: null,
    action: 'own_commitment',
    tier: 0,
    on: dueOn,
    showsOn: dueOn,
    at: dueAt,
    gate: 'own_commitment',
    reason: reason('own_commitment', { day: dueOn, text }),
    contactId: null,
    phone: null,
    promiseId: null,
  }));
}

/** Chasing an insolvent client is over: what remains is the claim, by the legal date that was noted. */
function declareClaim(debt: Debt, until: Day | null): NextAction {
  const why = reason('declare_claim', { day: until });
  const own = { on: until ?? debt.today, showsOn: until, reason: why };
  return nextAction(debt, { action: 'declare_claim', tier: 0, gate: 'insolvency', ...own });
}

/** The disputed part waits for the day on which an answer is due, or for the new try made since then. */
function disputeAction(debt: Debt, disputes: readonly Dispute[]): NextAction {
  const [first, ...others] = disputes.map(({ resolveOn }) => resolveOn);
  const due = others.reduce((day, other) => (other < day ? other : day), first ?? debt.today);
  const said = lastSaid(debt);
  const retry = said !== undefined && said.attempt.on >= due ? said.outcome : undefined;
  const on = later(due, retry?.followUpOn ?? due);
  const own = {
    on,
    at: retry?.followUpAt ?? null,
    reason: reason('dispute', { day: due, days: debt.daysPastDue }),
  };
  return nextAction(debt, { action: 'follow_up', tier: 2, gate: 'dispute', ...own });
}

/** A trigger of practice D6 turns the next chase into the announcement, unless something newer was agreed. */
function announced(action: NextAction, debt: Debt, fired: readonly Trigger[]): NextAction {
  const trigger = fired.filter(({ on }) => on <= debt.today).reduce<Trigger | undefined>(latest, undefined);
  if (trigger === undefined || debt.daysPastDue === 0 || action.tier === 0) return action;
  const notice = noticeOf(debt.standing, debt.today, debt.rules);
  const said = lastSaid(debt);
  const isAnswered = said !== undefined && isAgreed(said) && said.attempt.on >= trigger.on;
  if (isAnswered || isHeld(action) || (notice !== undefined && notice.on >= trigger.on)) return action;
  const why = reason(`trigger_${trigger.kind}`, { count: trigger.count, day: trigger.on });
  return {
    ...callAfter(action),
    action: 'announce',
    tier: 1,
    on: trigger.on,
    showsOn: trigger.on,
    at: null,
    reason: why,
  };
}

/**
 * One conversation a day (practice D1 "Attempts"): once they were spoken to today, be it about another invoice, our own
 * next try, or courteous mail, waits for the next working day. What was agreed with them, and a broken promise, do not.
 */
function afterTalk(action: NextAction, { standing, today, rules, calendar }: Debt): NextAction {
  const isCall = action.action === 'call' && action.tier >= 3;
  if (!isCall && !isCourtesy(action)) return action;
  const isEnough = sinceWorkingDay(today, calendar).some((day) => {
    const talks = talksOn(standing, day).length;
    return talks > 0 && talks >= rules.conversationsPerDay;
  });
  if (!isEnough) return action;
  const on = workingDayAfter(today, calendar);
  const isBefore = action.showsOn !== null && action.showsOn < on;
  return isBefore ? { ...action, on, showsOn: on, at: null, gate: 'cadence' } : action;
}

/** The day itself and, while it is a closed one, those before it back to the last working day: a Sunday, Saturday, Friday. */
function sinceWorkingDay(today: Day, calendar: Calendar): Day[] {
  if (isWorkingDay(today, calendar)) return [today];
  return [today, ...sinceWorkingDay(addDays(today, -1), calendar)];
}

/** A running promise: its own action looks like no chase and waits for no one else. */
function isHeld({ action, promiseId }: NextAction): boolean {
  return promiseId !== null && (action === 'check_account' || action === 'confirm_promise');
}

function latest(best: Trigger | undefined, other: Trigger): Trigger {
  return best === undefined || other.on > best.on ? other : best;
}

/**
 * Distress and anger pause the whole client (practice D1). The account is looked at on the promised day all the same and
 * a promise is confirmed in writing, but nobody is rung about it, or about a dispute, before the pause is over.
 */
function afterPause(action: NextAction, pause: Day | undefined): NextAction {
  const isWord = action.action === 'confirm_promise';
  if (pause === undefined || isWord || (action.showsOn !== null && action.showsOn >= pause)) return action;
  const on = isHeld(action) ? action.on : later(action.on, pause);
  return { ...action, on, showsOn: pause, gate: 'pause' };
}
