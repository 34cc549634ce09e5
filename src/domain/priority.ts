import type { PayerType } from './client.ts';
import { type Day, daysBetween, later } from './day.ts';
import { brokenCount } from './litigation.ts';
import { chases, openBalances } from './history.ts';
import type { InvoiceBalance } from './invoice.ts';
import { type Money, subtract, sumsByCurrency, threshold, zero } from './money.ts';
import { payerType } from './payer-type.ts';
import { disputedOn } from './dispute.ts';
import type { Rules } from './rules.ts';
import type { Standing } from './standing.ts';

/** Practice D7: the share of each term in a score of 100. */
const weights = { amount: 35, age: 30, broken: 15, risk: 10, gap: 10 };
/** Days late and broken promises from which their term is full. */
const full = { daysLate: 90, broken: 2 };
/** From so many tenths of the longest gap on, the gap counts half: 7 of 10 days. */
const halfGap = 0.7;

/** How likely it is that waiting costs money (practice D7). A sincere disputer and an insolvent client do not hurry. */
const risks: Readonly<Record<PayerType, number>> = {
  good_payer: 0, insolvent: 0, process_bound: 0.2, careless: 0.3, sincere_disputer: 0.4, unknown: 0.5,
  inventor_of_disputes: 0.7, cash_strapped: 0.7, strategic: 0.8, serial_promiser: 0.9, silent: 1,
}; // biome-ignore format: a table

/** What the score weighs. */
export interface PriorityFacts {
  /** Undisputed overdue total in one currency, the one in which it weighs most. */
  readonly overdue: Money;
  /** Of the oldest open invoice. */
  readonly daysLate: number;
  readonly broken: number;
  readonly payerType: PayerType;
  /** Days since the last chase, or since the oldest due day when there was none. */
  readonly daysSinceChase: number;
}

/** Each with one decimal, so that what is shown adds up to `total`. */
export interface Terms {
  readonly amount: number;
  readonly age: number;
  readonly broken: number;
  readonly risk: number;
  readonly gap: number;
}

export interface Score {
  readonly terms: Terms;
  /** Sum of the terms as shown, one decimal. */
  readonly total: number;
  /** What the list shows and sorts by: the exact sum as a whole number, and the total rounded. */
  readonly score: number;
}

/** The place inside a tier (practice D7): amount, age, broken promises, kind of payer, days without contact. */
export function scoreOf(facts: PriorityFacts, rules: Rules): Score {
  const reference = threshold(rules.amountRefMinor, facts.overdue.currency);
  const exact: Terms = {
    amount: weights.amount * Math.min(1, facts.overdue.minor / reference),
    age: weights.age * Math.min(1, facts.daysLate / full.daysLate),
    broken: weights.broken * Math.min(1, facts.broken / full.broken),
    risk: weights.risk * risks[facts.payerType],
    gap: weights.gap * gapShare(facts.daysSinceChase, rules),
  };
  // Twice a half can come out a hair below it.
  const score = Math.round(Number(sumOf(exact).toFixed(6)));
  const tenths = tenthsFor(exact, score);
  return { terms: mapTerms(tenths, (tenth) => tenth / 10), total: sumOf(tenths) / 10, score };
}

/**
 * The terms in tenths, each rounded by itself. Where five roundings together would show another whole number than the
 * score, the term that was rounded furthest the other way gives or takes a tenth.
 */
function tenthsFor(exact: Terms, score: number): Terms {
  const tenths = { ...mapTerms(exact, (points) => Math.round(points * 10)) };
  for (;;) {
    const step = Math.sign(score - Math.round(sumOf(tenths) / 10));
    if (step === 0) return tenths;
    const lacking = (name: keyof Terms) => step * (exact[name] * 10 - tenths[name]);
    const name = names.reduce((most, other) => (lacking(other) > lacking(most) ? other : most));
    tenths[name] += step;
  }
}

const names = ['amount', 'age', 'broken', 'risk', 'gap'] as const;

function mapTerms({ amount, age, broken, risk, gap }: Terms, change: (term: number) => number): Terms {
  return {
    amount: change(amount),
    age: change(age),
    broken: change(broken),
    risk: change(risk),
    gap: change(gap),
  };
}

function sumOf({ amount, age, broken, risk, gap }: Terms): number {
  return amount + age + broken + risk + gap;
}

/** What the score weighs, of one client on a day. */
export function priorityFacts(standing: Standing, today: Day, rules: Rules): PriorityFacts | undefined {
  const open = openBalances(standing, today);
  const late = open.filter(({ daysPastDue }) => daysPastDue > 0);
  const oldest = late[0] ?? open[0];
  if (oldest === undefined) return undefined;
  const undisputed = late.map((row) => subtract(row.balance, disputedOn(standing, row, today)));
  return {
    overdue: weightiest([zero(oldest.balance.currency), ...undisputed], rules),
    daysLate: oldest.daysPastDue,
    broken: brokenCount(standing, today, rules),
    payerType: payerType(standing, today, rules),
    daysSinceChase: daysSinceContact(standing, today, oldest),
  };
}

/** Two currencies are never added: the total that weighs most by the reference of its own, not that of the oldest invoice. */
function weightiest(amounts: readonly Money[], { amountRefMinor }: Rules): Money {
  const weightOf = ({ minor, currency }: Money) => minor / threshold(amountRefMinor, currency);
  return sumsByCurrency(amounts).reduce((most, other) => (weightOf(other) > weightOf(most) ? other : most));
}

/** A promise or a dispute entered by hand was spoken of too; before the due day there is nothing to be silent about. */
function daysSinceContact(standing: Standing, today: Day, { invoice, daysPastDue }: InvoiceBalance): number {
  const days = [
    ...chases(standing, today).map(({ on }) => on),
    ...standing.promises.map(({ madeOn }) => madeOn),
    ...standing.disputes.map(({ raisedOn }) => raisedOn),
  ].filter((on) => on > invoice.dueOn && on <= today);
  return days.length === 0 ? daysPastDue : daysBetween(days.reduce(later), today);
}

function gapShare(days: number, rules: Rules): number {
  if (days >= rules.maxGapDays) return 1;
  return days >= rules.maxGapDays * halfGap ? 0.5 : 0;
}
