import { addWorkingDays, lastDayWithin, rollBack } from './calendar.ts';
import { type Claim, claimOf } from './claim.ts';
import { addMonths, type Day } from './day.ts';
import { brokenCount, triggers } from './litigation.ts';
import { type Money, share, subtract, threshold } from './money.ts';
import { hasHardship } from './payer-type.ts';
import { isInsolvent } from './insolvency.ts';
import type { Occasion } from './slot.ts';
import type { Standing } from './standing.ts';

/** What to leave the call with. Kinds without an amount ask for facts. The words are labels `prep.goal.<kind>`. */
export type GoalKind =
  | 'court_facts' | 'approved_in_run' | 'approver_and_run' | 'pay' | 'part_and_rest' | 'plan' | 'signed_plan'
  | 'action_plan' | 'written_plan' | 'exact_point' | 'undisputed_and_day' | 'undisputed_and_point'
  | 'own'; // biome-ignore format: a table of names

/** A goal as data: the screen turns it into words, the call negotiates with it. */
export interface Goal {
  readonly kind: GoalKind;
  /** What leaves first; `null` when no amount is asked. */
  readonly amount: Money | null;
  /** Latest day on which `amount` leaves; `null` = a day they name. */
  readonly by: Day | null;
  /** `amount` as a share of what is asked. */
  readonly percent: number | null;
  /** What remains after `amount`, in how many payments at most, the last one by which day. */
  readonly rest: { readonly amount: Money; readonly by: Day; readonly payments: number } | null;
  /** What makes it firm: the order of transfer, or the hour of the day. */
  readonly ask: 'proof' | 'hour' | null;
  /** The user's own wording (`kind` is `own`). */
  readonly text: string | null;
}

/** The row of practice D8 that fitted. The words are labels `prep.why.<reason>`. */
export type GoalReason =
  | 'insolvency' | 'not_due' | 'small' | 'disputed_large' | 'disputed_small' | 'partly_disputed' | 'hardship'
  | 'pressure' | 'old' | 'broken_once' | 'large' | 'plain' | 'own'; // biome-ignore format: a table of names

/** What a code of this module or of `warnings.ts` may mention. */
export interface Detail {
  readonly day?: Day;
  readonly money?: Money;
  readonly count?: number;
  readonly text?: string;
}

export interface Objective {
  readonly max: Goal;
  /** `null`: nothing to fall back on, as with insolvency. */
  readonly min: Goal | null;
  readonly why: { readonly code: GoalReason } & Detail;
}

/** Days within which the rest of a part payment is due, unless its row says another number (practice D8). */
export const restDays = 30;

/** Numbers of D8 that are no settings: they belong to the row. */
const fixed = {
  hardshipDays: 30,
  oldDays: 7,
  soonDays: 7,
  largeDays: 3,
  largePercent: 30,
  largeRest: 2,
};
const workingDaysForSmall = 2;
const workingDaysForSignedPlan = 2;

interface Case {
  readonly standing: Standing;
  readonly claim: Claim;
  readonly occasion: Omit<Occasion, 'minutes'>;
  /** The amount the call asks for. */
  readonly whole: Money;
  readonly isLarge: boolean;
  readonly broken: number;
}

type Row = readonly [
  GoalReason,
  (of: Case) => boolean,
  (of: Case) => Omit<Objective, 'why'>,
  (of: Case) => Detail,
];

const noDetail = (): Detail => ({});

/** Practice D8 in its own order: the first row that fits. */
const rows: readonly Row[] = [
  ['insolvency', ({ standing, occasion }) => isInsolvent(standing, occasion.today), courtFacts, noDetail],
  ['not_due', ({ claim }) => claim.overdue.minor <= 0, approval, ({ claim }) => dayOf(claim.oldestDueOn)],
  ['small', isSmall, small, ({ whole }) => ({ money: whole })],
  ['disputed_large', (of) => isFullyDisputed(of) && of.isLarge, actionPlan, ({ claim }) => ({ money: claim.disputed })],
  ['disputed_small', isFullyDisputed, exactPoint, ({ claim }) => ({ money: claim.disputed })],
  ['partly_disputed', ({ claim }) => claim.disputed.minor > 0, undisputedPart, ({ claim }) => ({ money: claim.disputed })],
  ['hardship', ({ standing, occasion }) => hasHardship(standing, occasion.today), hardship, noDetail],
  ['pressure', isUnderPressure, pressure, ({ broken }) => ({ count: broken })],
  ['old', ({ claim, occasion }) => claim.daysLate > occasion.rules.oldDebtDays, old, ({ claim }) => ({ count: claim.daysLate })],
  ['broken_once', ({ broken }) => broken === 1, brokenOnce, noDetail],
  ['large', ({ isLarge }) => isLarge, large, ({ whole }) => ({ money: whole })],
  ['plain', () => true, plain, noDetail],
]; // biome-ignore format: one row of D8 a line

/** What to aim at in a call of that day and what to fall back on (practice D8); `undefined` when nothing is open. */
export function recommendedObjective(
  standing: Standing,
  occasion: Omit<Occasion, 'minutes'>,
): Objective | undefined {
  const claim = claimOf(standing, occasion.today, occasion.rules);
  if (claim === undefined) return undefined;
  const { rules, today } = occasion;
  // Everything promised or disputed: the call, if held against the warning, is about the whole.
  const whole = claim.asked.minor > 0 ? claim.asked : claim.overdue;
  const isLarge = claim.overdue.minor > threshold(rules.largeAmountMinor, claim.currency);
  const one: Case = {
    standing,
    claim,
    occasion,
    whole,
    isLarge,
    broken: brokenCount(standing, today, rules),
  };
  for (const [code, fits, goals, detail] of rows)
    if (fits(one)) return { ...goals(one), why: { code, ...detail(one) } };
  throw new RangeError('the last row of D8 fits every case');
}

/** A goal in the user's own words, with the amount it names if any (practice 000-08: chosen, not only accepted). */
export function ownGoal(text: string, amount: Money | null): Goal {
  return { ...goal('own'), text, amount };
}

function goal(kind: GoalKind, fields: Partial<Goal> = {}): Goal {
  return { kind, amount: null, by: null, percent: null, rest: null, ask: null, text: null, ...fields };
}

/** The last working day within so many days; never before today (practice D2: limits roll back). */
function within(of: Case, days: number): Day {
  return lastDayWithin(days, of.occasion.today, of.occasion.calendar);
}

function rolled(limit: Day, { occasion }: Case): Day {
  return rollBack(limit, occasion.calendar, occasion.today);
}

function dayOf(day: Day | null): Detail {
  return day === null ? {} : { day };
}

function isFullyDisputed({ claim }: Case): boolean {
  return claim.disputed.minor >= claim.overdue.minor;
}

function isSmall({ claim, occasion }: Case): boolean {
  return (
    claim.disputed.minor === 0 &&
    claim.overdue.minor <= threshold(occasion.rules.smallAmountMinor, claim.currency)
  );
}

function isUnderPressure({ standing, occasion, broken }: Case): boolean {
  const { rules, today } = occasion;
  return broken >= rules.litigationBrokenWarn || triggers(standing, today, rules).length > 0;
}

function courtFacts(): Omit<Objective, 'why'> {
  return { max: goal('court_facts'), min: null };
}

function approval({ claim }: Case): Omit<Objective, 'why'> {
  return { max: goal('approved_in_run', { by: claim.oldestDueOn }), min: goal('approver_and_run') };
}

function small({ whole, occasion }: Case): Omit<Objective, 'why'> {
  const soon = addWorkingDays(occasion.today, workingDaysForSmall, occasion.calendar);
  return { max: payBy(whole, occasion.today), min: payBy(whole, soon) };
}

function actionPlan({ whole }: Case): Omit<Objective, 'why'> {
  return { max: goal('action_plan', { amount: whole }), min: goal('written_plan') };
}

/** What the user may give up to close a dispute (000-13) is taken off here, and shown to nobody else. */
function exactPoint({ whole, occasion }: Case): Omit<Objective, 'why'> {
  const amount = subtract(whole, share(whole, occasion.rules.concessionMaxPercent));
  return { max: goal('pay', { amount }), min: goal('exact_point') };
}

function undisputedPart(of: Case): Omit<Objective, 'why'> {
  const { claim, occasion } = of;
  const free = claim.asked.minor > 0 ? claim.asked : subtract(claim.overdue, claim.disputed);
  const by = within(of, occasion.rules.promiseMaxDays);
  return {
    max: goal('undisputed_and_day', { amount: free, by: occasion.today }),
    min: goal('undisputed_and_point', { amount: free, by }),
  };
}

function hardship(of: Case): Omit<Objective, 'why'> {
  return { max: payBy(of.whole, within(of, fixed.hardshipDays)), min: planOf(of, 'plan') };
}

function planOf(of: Case, kind: 'plan' | 'signed_plan'): Goal {
  const { rules, today, calendar } = of.occasion;
  const first =
    kind === 'plan'
      ? within(of, rules.planFirstDays)
      : addWorkingDays(today, workingDaysForSignedPlan, calendar);
  const last = rolled(addMonths(today, rules.planMaxMonths), of);
  return goal(kind, { by: first, rest: { amount: of.whole, by: last, payments: rules.planMaxMonths } });
}

function pressure(of: Case): Omit<Objective, 'why'> {
  const limit = within(of, of.occasion.rules.finalNoticeDays);
  return { max: { ...payBy(of.whole, limit), ask: 'proof' }, min: planOf(of, 'signed_plan') };
}

function old(of: Case): Omit<Objective, 'why'> {
  const half = of.occasion.rules.minPartNowPercent;
  return { max: payBy(of.whole, within(of, fixed.oldDays)), min: partNow(of, half, restDays) };
}

function brokenOnce(of: Case): Omit<Objective, 'why'> {
  const half = of.occasion.rules.minPartNowPercent;
  const max: Goal = { ...payBy(of.whole, of.occasion.today), ask: 'proof' };
  return { max, min: partNow(of, half, fixed.soonDays) };
}

function large(of: Case): Omit<Objective, 'why'> {
  const min = partNow(of, fixed.largePercent, restDays);
  const rest = min.rest === null ? null : { ...min.rest, payments: fixed.largeRest };
  return { max: payBy(of.whole, within(of, fixed.largeDays)), min: { ...min, rest } };
}

function plain(of: Case): Omit<Objective, 'why'> {
  const { rules, today } = of.occasion;
  return {
    max: { ...payBy(of.whole, today), ask: 'hour' },
    min: payBy(of.whole, within(of, rules.promiseMaxDays)),
  };
}

function payBy(amount: Money, by: Day): Goal {
  return goal('pay', { amount, by });
}

function partNow(of: Case, percent: number, days: number): Goal {
  const amount = share(of.whole, percent);
  const rest = { amount: subtract(of.whole, amount), by: within(of, days), payments: 1 };
  return goal('part_and_rest', { amount, by: of.occasion.today, percent, rest });
}
