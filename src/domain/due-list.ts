import { type Gate, isShown, type NextAction } from './action.ts';
import { halfLeft } from './calendar.ts';
import { claimOf } from './claim.ts';
import type { Client, Contact } from './client.ts';
import { compareDays, type Day } from './day.ts';
import { openBalances } from './history.ts';
import type { InvoiceBalance } from './invoice.ts';
import { levelOf } from './level.ts';
import { byCurrency, EUR, type Money, money, sumsByCurrency } from './money.ts';
import { nextActions } from './next-action.ts';
import { personFor } from './person-for.ts';
import { priorityFacts, type Score, scoreOf } from './priority.ts';
import { currentParts, judgePromise, type PromiseJudgement } from './promise.ts';
import { numberToDial } from './phone-number.ts';
import type { Rules } from './rules.ts';
import type { Standing } from './standing.ts';
import type { Half } from './week-hours.ts';

/** One client to chase today, with its most urgent reason. */
export interface DueItem extends Score {
  readonly standing: Standing;
  readonly client: Client;
  /** What to do first; its tier leads the order. */
  readonly first: NextAction;
  /** Level of the last promise on that amount; `null` when none was made. */
  readonly level: number | null;
  /** Past due in the currency of `first`; the whole open amount when nothing is past due. */
  readonly owed: Money;
  /** The same in other currencies. */
  readonly alsoOwed: readonly Money[];
  /** What a call may ask for, where a running promise or a dispute holds a part of `owed`; `null` = all of it. */
  readonly asked: Money | null;
  readonly promise: PromiseJudgement | null;
  readonly contact: Contact | null;
  readonly phone: string | null;
  /** The half of today in which to ring, where the other one is to be left out; `null` = either. */
  readonly half: Half | null;
  readonly daysLate: number;
  readonly oldestDueOn: Day | null;
}

/** A client with something open who is left alone today, and until when. */
export interface HiddenClient {
  readonly standing: Standing;
  readonly client: Client;
  readonly gate: Gate;
  /** `null` = never by itself, as with insolvency without a legal date. */
  readonly until: Day | null;
  readonly first: NextAction;
  readonly owed: Money;
  readonly alsoOwed: readonly Money[];
  readonly daysLate: number;
}

/** The nearest thing to come, for a day with nothing to do. */
export interface Coming {
  readonly client: Client;
  readonly on: Day;
  readonly amount: Money | null;
  readonly gate: Gate;
}

export interface DueList {
  readonly items: readonly DueItem[];
  readonly hidden: readonly HiddenClient[];
  /** What the items owe, one amount for each currency. */
  readonly totals: readonly Money[];
  readonly next: Coming | null;
}

/**
 * Whom to chase on a day, most urgent first, one line a client (product 3, practice D7): tier, score, oldest due day,
 * name. Everybody else with an open amount is in `hidden`, nearest day first. The order of the facts plays no part.
 */
export function dueList(standings: readonly Standing[], today: Day, rules: Rules): DueList {
  const items: DueItem[] = [];
  const hidden: HiddenClient[] = [];
  for (const standing of standings) {
    const actions = nextActions(standing, today, rules);
    const first = leadingAction(actions, today);
    if (first === undefined) continue;
    if (isShown(first, today)) items.push(itemOf({ standing, today, rules }, first));
    else hidden.push(hiddenOf(standing, today, first));
  }
  const ordered = hidden.toSorted((a, b) => nearest(a.first, b.first) || byName(a, b));
  return {
    items: items.toSorted(byUrgency),
    hidden: ordered,
    totals: totalsOf(items),
    next: comingOf(ordered, today),
  };
}

/** What to do first with a client: the most urgent action that is due, else the nearest one that waits. */
export function leadingAction(actions: readonly NextAction[], today: Day): NextAction | undefined {
  const [first] = actions.filter((action) => isShown(action, today)).toSorted(mostUrgent);
  return first ?? actions.toSorted(nearest)[0];
}

interface StandingOn {
  readonly standing: Standing;
  readonly today: Day;
  readonly rules: Rules;
}

/** The line of one client, whether its action is due or not: `due --why` shows it too. */
export function itemOf(at: StandingOn, first: NextAction): DueItem {
  const { standing, today, rules } = at;
  const open = openBalances(standing, today);
  const promise = promiseOf(standing, today, first);
  const contact = personFor(standing, today, first) ?? null;
  const { owed, alsoOwed } = owedOf(open, first);
  return {
    standing,
    client: standing.client,
    first,
    ...scored(standing, today, rules),
    owed,
    alsoOwed,
    asked: askedOf(at, owed),
    level: promise === null ? null : levelOf(promise.promise, standing, today),
    promise,
    contact,
    phone: numberToDial(standing, { contact, agreed: first.phone }),
    half: halfLeft(today, rules),
    daysLate: Math.max(0, ...open.map(({ daysPastDue }) => daysPastDue)),
    oldestDueOn: open[0]?.invoice.dueOn ?? null,
  };
}

function hiddenOf(standing: Standing, today: Day, first: NextAction): HiddenClient {
  const open = openBalances(standing, today);
  const daysLate = Math.max(0, ...open.map(({ daysPastDue }) => daysPastDue));
  const { owed, alsoOwed } = owedOf(open, first);
  return {
    standing,
    client: standing.client,
    gate: first.gate,
    until: first.showsOn,
    first,
    owed,
    alsoOwed,
    daysLate,
  };
}

function scored(standing: Standing, today: Day, rules: Rules): Score {
  const facts = priorityFacts(standing, today, rules);
  return facts === undefined ? nothingOpen : scoreOf(facts, rules);
}

const nothingOpen: Score = { terms: { amount: 0, age: 0, broken: 0, risk: 0, gap: 0 }, total: 0, score: 0 };

function owedOf(
  open: readonly InvoiceBalance[],
  first: NextAction,
): { owed: Money; alsoOwed: readonly Money[] } {
  const late = open.filter(({ daysPastDue }) => daysPastDue > 0);
  const all = sumsByCurrency((late.length > 0 ? late : open).map(({ balance }) => balance));
  const own = first.amount?.currency ?? all[0]?.currency;
  const owed = all.find(({ currency }) => currency === own) ?? all[0] ?? first.amount ?? noMoney;
  return { owed, alsoOwed: all.filter((amount) => amount !== owed) };
}

function askedOf({ standing, today, rules }: StandingOn, owed: Money): Money | null {
  const asked = claimOf(standing, today, rules)?.asked;
  const isPart = asked?.currency === owed.currency && asked.minor > 0 && asked.minor < owed.minor;
  return isPart ? asked : null;
}

/** A client who owes nothing, to whom only a commitment is open. */
const noMoney = money(0, EUR);

function promiseOf(standing: Standing, today: Day, { invoiceId }: NextAction): PromiseJudgement | null {
  const last = invoiceId === null ? undefined : currentParts(standing, today, invoiceId)[0];
  return last === undefined ? null : judgePromise(last.promise, standing, today);
}

function totalsOf(items: readonly DueItem[]): Money[] {
  const owed = items.flatMap((item) => [item.owed, ...item.alsoOwed]).filter(({ minor }) => minor > 0);
  return sumsByCurrency(owed).toSorted(byCurrency);
}

function comingOf(hidden: readonly HiddenClient[], today: Day): Coming | null {
  const days = hidden.flatMap(({ client, first, gate }): Coming[] => {
    if (first.showsOn === null) return [];
    return [{ client, on: first.on >= today ? first.on : first.showsOn, amount: first.amount, gate }];
  });
  return days.toSorted((a, b) => compareDays(a.on, b.on))[0] ?? null;
}

/** Tier first, then the larger amount, then the older day; invoice and words settle the rest. */
export function mostUrgent(a: NextAction, b: NextAction): number {
  return (
    a.tier - b.tier || minorOf(b) - minorOf(a) || compareDays(a.on, b.on) || (rankOf(a) < rankOf(b) ? -1 : 1)
  );
}

function minorOf({ amount }: NextAction): number {
  return amount?.minor ?? 0;
}

function rankOf({ invoiceId, reason }: NextAction): string {
  return `${invoiceId ?? 0} ${reason.code} ${reason.text ?? ''}`;
}

function nearest(a: NextAction, b: NextAction): number {
  if (a.showsOn === null || b.showsOn === null)
    return Number(a.showsOn === null) - Number(b.showsOn === null);
  return compareDays(a.showsOn, b.showsOn) || mostUrgent(a, b);
}

function byUrgency(a: DueItem, b: DueItem): number {
  return (
    a.first.tier - b.first.tier ||
    b.score - a.score ||
    compareDays(a.oldestDueOn ?? a.first.on, b.oldestDueOn ?? b.first.on) ||
    byName(a, b)
  );
}

function byName(a: { readonly client: Client }, b: { readonly client: Client }): number {
  if (a.client.name !== b.client.name) return a.client.name < b.client.name ? -1 : 1;
  return a.client.handle < b.client.handle ? -1 : 1;
}
