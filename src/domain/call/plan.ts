import { addDays, addMonths, compareDays, type Day, daysBetween } from '../day.ts';
import { type Money, money, subtract, threshold } from '../money.ts';
import { instalments } from '../instalments.ts';
import type { PromisedRow } from '../promise-parts.ts';
import type { PlanAnswer, PlanTerms, RowChange } from './answer.ts';
import type { CallSetup } from './state.ts';

/** Why a plan is not taken: it runs too long, or each part is too small (practice C6, D1). */
export type PlanProblem = 'too_long' | 'too_small' | 'no_plan';

export interface Plan {
  readonly rows: readonly PromisedRow[];
  readonly problem: PlanProblem | null;
  /** Day of the last row, also of a plan that is not taken: the counter-line names its month. */
  readonly endsOn: Day;
  /** Last day on which a plan may end. */
  readonly limit: Day;
  readonly months: number;
}

/**
 * The rows of a plan over `total`: they add up to the cent, the last one takes the rounding (practice C6). `null` until
 * terms and first day are known. An offer of X each time takes `ceil(total / X)` payments.
 */
export function planOf(setup: CallSetup, answer: PlanAnswer, total: Money): Plan | null {
  const { terms, firstOn } = answer;
  if (terms === null || firstOn === null) return null;
  const rows = changedRows(plainRows({ ...answer, terms, firstOn }, total), answer.changes, total);
  const endsOn = rows.at(-1)?.promisedOn ?? firstOn;
  const limit = addMonths(setup.today, setup.rules.planMaxMonths);
  const months = answer.every === 'month' ? rows.length : Math.ceil(daysBetween(firstOn, endsOn) / 30);
  return { rows, endsOn, limit, months, problem: problemOf(setup, rows, { endsOn, limit }) };
}

/** How a plan would run if its first payment left at once: what the counter-line says to an offer of X a month. */
export function planFromToday(setup: CallSetup, answer: PlanAnswer, total: Money): Plan | null {
  return planOf(setup, { ...answer, firstOn: answer.firstOn ?? firstPlanDay(setup) }, total);
}

/** The first payment is due at once; a day is left to give the order (practice B11). */
export function firstPlanDay({ today }: CallSetup): Day {
  return addDays(today, 1);
}

type Timed = PlanAnswer & { readonly terms: PlanTerms; readonly firstOn: Day };

function plainRows({ terms, firstOn, firstAmount, every }: Timed, total: Money): PromisedRow[] {
  if (firstAmount === null || firstAmount.minor >= total.minor)
    return evenly(total, { terms, firstOn, every });
  const rest = subtract(total, firstAmount);
  const second = every === 'month' ? addMonths(firstOn, 1) : addDays(firstOn, 7);
  const later = terms.by === 'count' ? { by: 'count' as const, count: Math.max(1, terms.count - 1) } : terms;
  return [
    { amount: firstAmount, promisedOn: firstOn },
    ...evenly(rest, { terms: later, firstOn: second, every }),
  ];
}

function evenly(
  total: Money,
  { terms, firstOn, every }: Pick<Timed, 'terms' | 'firstOn' | 'every'>,
): PromisedRow[] {
  const counted = terms.by === 'count' ? { count: terms.count } : { each: terms.each };
  return (
    instalments(total, { first: firstOn, every, ...counted }) ?? [{ amount: total, promisedOn: firstOn }]
  );
}

/** Rows changed by hand; what an amount takes away or leaves is put on the last row. */
function changedRows(
  rows: readonly PromisedRow[],
  changes: readonly RowChange[],
  total: Money,
): PromisedRow[] {
  const changed = rows.map((row, index) =>
    changes
      .filter((change) => change.row === index)
      .reduce<PromisedRow>(
        (now, { amount, on }) => ({ amount: amount ?? now.amount, promisedOn: on ?? now.promisedOn }),
        row,
      ),
  );
  const others = changed.slice(0, -1).reduce((minor, { amount }) => minor + amount.minor, 0);
  const last = changed.at(-1);
  const balanced =
    last === undefined
      ? []
      : [...changed.slice(0, -1), { ...last, amount: money(total.minor - others, total.currency) }];
  return balanced.toSorted((a, b) => compareDays(a.promisedOn, b.promisedOn));
}

function problemOf(
  { rules, currency }: CallSetup,
  rows: readonly PromisedRow[],
  { endsOn, limit }: { readonly endsOn: Day; readonly limit: Day },
): PlanProblem | null {
  if (rows.length < 2) return 'no_plan';
  if (endsOn > limit || rows.length > rules.planMaxRows) return 'too_long';
  const least = threshold(rules.planMinInstalmentMinor, currency);
  const isTooSmall = rows.slice(0, -1).some(({ amount }) => amount.minor < least);
  return isTooSmall || (rows.at(-1)?.amount.minor ?? 0) <= 0 ? 'too_small' : null;
}
