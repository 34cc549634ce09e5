import { planTotal } from '../domain/call/agreements.ts';
import type { PlanAnswer } from '../domain/call/answer.ts';
import { type Plan, planFromToday, type PlanProblem } from '../domain/call/plan.ts';
import { answerOf } from '../domain/call/record.ts';
import type { Call } from '../domain/call/state.ts';
import { addDays } from '../domain/day.ts';
import { formatMonth } from '../domain/day-words.ts';
import { type Money, money, threshold } from '../domain/money.ts';
import type { PromisedRow } from '../domain/promise-parts.ts';
import {
  aboutRow,
  aside,
  cash,
  joined,
  labelWidth,
  longDay,
  type PanelView,
  row,
  shortDay,
  warning,
} from './call-panels-row.ts';
import { padEnd, padStart, widthOf } from './style.ts';

/** Lines the payments may take; the rest of the panel needs the others. */
const linesOfRows = 6;
/** Up to so many payments stand one below the other. */
const oneColumn = 3;

/** Part payments: the table as it stands, or why an offer does not hold and what would (practice C6 "Plan"). */
export function planPanel(call: Call, view: PanelView): string[] {
  const answer = answerOf(call.heard, 'plan');
  if (!answer) return [];
  const total = planTotal(call, answer);
  const about = aboutRow(call, answer.invoiceIds, view);
  const plan = planFromToday(call.setup, answer, total);
  const least = leastPlan(call, answer, total);
  if (plan === null) return [...about, totalRow(total, [], view), ...boundsLines(call, least, view)];
  if (plan.problem !== null) {
    const refused = warning(refusedText(call, { plan, problem: plan.problem }, view), view);
    return [
      ...about,
      totalRow(total, [offerText(answer, view)], view),
      ...refused,
      ...worksLines(least, view),
    ];
  }
  return [...about, ...paymentLines(plan.rows, view), ...termsLines(call, { answer, plan, total }, view)];
}

function totalRow(total: Money, parts: readonly string[], view: PanelView): string {
  return row('total', joined(cash(total, view), ...parts), view);
}

/** What they offered: so many times, or so much each time. */
function offerText({ terms, every }: PlanAnswer, view: PanelView): string {
  const { words } = view;
  const offer =
    terms === null
      ? null
      : terms.by === 'count'
        ? words.label('call.panel.plan_offer.count', { count: terms.count })
        : words.label('call.panel.plan_offer.each', { each: cash(terms.each, view) });
  return [offer, words.label(`call.panel.every.${every}`)].filter((part) => part !== null).join(', ');
}

/** The arithmetic that shows why it does not work: said calmly, it asks for better by itself (practice 002-33). */
function refusedText(
  { setup }: Call,
  { plan, problem }: { readonly plan: Plan; readonly problem: PlanProblem },
  view: PanelView,
): string {
  const { words, language } = view;
  const { rules, currency } = setup;
  if (problem === 'no_plan') return words.label('call.warn.plan_none');
  if (problem === 'too_small') {
    return words.label('call.warn.plan_too_small', {
      least: cash(money(threshold(rules.planMinInstalmentMinor, currency), currency), view),
    });
  }
  return words.label('call.warn.plan_too_long', {
    months: plan.months,
    month: formatMonth(plan.endsOn, language),
    limit: formatMonth(plan.limit, language),
  });
}

interface Least {
  readonly each: Money;
  readonly count: number;
  readonly plan: Plan;
}

/** The longest plan that holds: the least to ask for each time. */
function leastPlan({ setup }: Call, answer: PlanAnswer, total: Money): Least | null {
  for (let count = setup.rules.planMaxRows; count >= 2; count -= 1) {
    const terms = { by: 'count', count } as const;
    const plan = planFromToday(setup, { ...answer, terms, firstAmount: null, changes: [] }, total);
    const first = plan?.rows[0];
    if (plan !== null && plan.problem === null && first) return { each: first.amount, count, plan };
  }
  return null;
}

function worksLines(least: Least | null, view: PanelView): string[] {
  if (least === null) return [];
  const values = { each: cash(least.each, view), count: least.count };
  return aside(view.words.label('call.panel.plan_works', values), view);
}

function boundsLines({ setup }: Call, least: Least | null, view: PanelView): string[] {
  if (least === null) return [];
  const values = {
    most: least.count,
    least: cash(money(threshold(setup.rules.planMinInstalmentMinor, setup.currency), setup.currency), view),
    limit: longDay(least.plan.limit, view),
  };
  return aside(view.words.label('call.panel.plan_bounds', values), view);
}

/** The payments in one column, or in two where they fit: number, amount to the right, day. */
function paymentLines(rows: readonly PromisedRow[], view: PanelView): string[] {
  const wide = Math.max(...rows.map(({ amount }) => widthOf(cash(amount, view))));
  const figures = widthOf(String(rows.length));
  const cells = rows.map(
    ({ amount, promisedOn }, at) =>
      `${padStart(String(at + 1), figures)}  ${padStart(cash(amount, view), wide)}  ${shortDay(promisedOn, view)}`,
  );
  const lines = inColumns(cells, view);
  const label = view.words.label('call.panel.payments');
  // In a narrow window the table moves below its name, so that no day is cut.
  if (labelWidth + Math.max(...lines.map(widthOf)) > view.width) return [view.style.dim(label), ...lines];
  const first = view.style.dim(padEnd(label, labelWidth));
  return lines.map((line, at) => `${at === 0 ? first : ' '.repeat(labelWidth)}${line}`);
}

/** Side by side in reading order, so that a voice that reads the lines out counts them up. */
function inColumns(cells: readonly string[], { width, words }: PanelView): string[] {
  const cellWidth = Math.max(...cells.map(widthOf));
  const gap = 4;
  const most = Math.max(1, Math.floor((width - labelWidth + gap) / (cellWidth + gap)));
  const columns = cells.length <= oneColumn ? 1 : Math.min(most, 2);
  const room = cells.length > columns * linesOfRows ? linesOfRows - 1 : linesOfRows;
  const shown = cells.slice(0, columns * room);
  const lines = Array.from({ length: Math.ceil(shown.length / columns) }, (_, line) =>
    shown
      .slice(line * columns, (line + 1) * columns)
      .map((cell) => padEnd(cell, cellWidth))
      .join(' '.repeat(gap))
      .trimEnd(),
  );
  const left = cells.length - shown.length;
  return left > 0 ? [...lines, words.label('call.panel.plan_more', { count: left })] : lines;
}

function termsLines(
  call: Call,
  { answer, plan, total }: { readonly answer: PlanAnswer; readonly plan: Plan; readonly total: Money },
  view: PanelView,
): string[] {
  const { words } = view;
  const last = words.label('call.panel.last_day', { day: longDay(plan.endsOn, view) });
  const clause = words.label(`call.panel.clause.${answer.isAccelerated ? 'yes' : 'no'}`);
  const fees = answer.areFeesWaived ? words.label('call.panel.fees_waived') : null;
  return [
    totalRow(total, [words.label(`call.panel.every.${answer.every}`), last], view),
    row('clause', joined(clause, fees), view),
    ...adviceLines(call, answer, view),
  ];
}

/** One thing to see to, the first that is missing: early money, the reason for spreading it (practice B11, C6). */
function adviceLines({ setup, heard }: Call, answer: PlanAnswer, view: PanelView): string[] {
  const { words } = view;
  const limit = addDays(setup.today, setup.rules.planFirstDays);
  if (answer.firstOn !== null && answer.firstOn > limit) {
    return warning(words.label('call.warn.plan_first_late', { day: longDay(limit, view) }), view);
  }
  return heard.hardship.isConfirmed === true ? [] : aside(words.label('call.warn.hardship'), view);
}
