import type { NextAction } from '../domain/action.ts';
import { isShown } from '../domain/action.ts';
import type { DueItem } from '../domain/due-list.ts';
import type { Rung } from '../domain/dunning.ts';
import { EUR, formatDecimal, formatMoney, money, threshold } from '../domain/money.ts';
import type { PriorityFacts } from '../domain/priority.ts';
import { type RuleRow, ruleTable } from '../domain/rule-table.ts';
import type { Rules } from '../domain/rules.ts';
import { countKey } from '../script/words.ts';
import { actionText, daysText, gateText, plainDay, reasonText } from './due-words.ts';
import { type DueView, moneyText, reachText } from './show-due.ts';
import { padEnd, padStart, show, widthOf, wrap } from './style.ts';

/** Everything that put one client where it stands. */
export interface Why {
  readonly item: DueItem;
  readonly actions: readonly NextAction[];
  /** `undefined` when nothing is open. */
  readonly facts: PriorityFacts | undefined;
  readonly rung: Rung;
  readonly rules: Rules;
}

type View = Pick<DueView, 'words' | 'style' | 'width' | 'today'>;

/** Numbers of practice D1 that stand behind a reason; what was agreed with the client has none. */
const rulesBehind: Readonly<Partial<Record<NextAction['reason']['code'], readonly (keyof Rules)[]>>> = {
  promise_open: ['arrivalDays', 'recontactDays'],
  promise_broken: ['arrivalDays', 'recontactDays'],
  promise_partly_kept: ['arrivalDays', 'recontactDays'],
  plan_row_missed: ['arrivalDays', 'recontactDays'],
  unconfirmed: ['unconfirmedDays'],
  duplicate: ['duplicateFollowupDays'],
  gap: ['maxGapDays'],
  no_date: ['maxGapDays'],
  retry: ['maxGapDays'],
  // The day after the due day is the ladder's own (practice D5); until when, the rule of the first call says.
  courtesy: ['firstCallAfterDue', 'firstCallAfterDueGoodPayer'],
  first_call: ['firstCallAfterDue', 'firstCallAfterDueGoodPayer'],
  preventive: ['smallAmountMinor', 'largeAmountMinor'],
  trigger_fruitless: ['litigationChases', 'litigationWindowDays'],
  trigger_broken: ['litigationBrokenPromises'],
  notice_over: ['finalNoticeDays'],
  distress: ['distressPauseDays'],
  angry: ['angerPauseDays'],
  small_rest: ['paidTolerancePercent', 'paidToleranceMinor'],
};

/** `dun due --why`: the score term by term, so that it adds up, what comes next, and the rules behind it. */
export function showWhy(why: Why, view: View): string[] {
  const { words, style } = view;
  const { item } = why;
  const owed =
    item.owed.minor === 0
      ? ''
      : ` · ${words.label(item.daysLate > 0 ? 'due.late' : 'due.open', { amount: moneyText([item.owed, ...item.alsoOwed], view) })}`;
  return [
    style.bold(show(item.client.name, 60)) + owed,
    ...stateLines(why, view),
    '',
    ...scoreLines(why, view),
    '',
    ...actionLines(why, view),
    '',
    ...ruleLines(why, view),
  ];
}

function stateLines({ item, rung }: Why, view: View): string[] {
  const { words, width, today } = view;
  const { first } = item;
  const held = words.label('due.why.held', { gate: gateText(first, words) });
  const now = isShown(first, today) ? words.label(`due.tier.${first.tier}`) : held;
  const reach = [actionText(first, item.contact, words), ...reachText(item, view)].join(' · ');
  const level = item.level === null ? '' : `${words.label('due.why.level', { level: item.level })} · `;
  const step = words.label('due.why.rung', { rung: rung.rung, act: words.label(`due.rung.${rung.act}`) });
  // Before the due day there is no lateness to give as a reason; the gate has said it.
  const reason = first.gate === 'not_due' ? [] : [reasonText(first.reason, words)];
  return [now, ...reason, reach, level + step].flatMap((line) => wrap(line, width));
}

function scoreLines({ item, facts, rules }: Why, { words, style, width }: View): string[] {
  if (facts === undefined) return [words.label('due.why.no_score')];
  const { terms, total, score } = item;
  const { overdue } = facts;
  const rows = [
    [
      terms.amount,
      'amount',
      {
        amount: formatMoney(overdue, words.language),
        reference: formatMoney(
          money(threshold(rules.amountRefMinor, overdue.currency), overdue.currency),
          words.language,
        ),
      },
    ],
    [terms.age, 'age', { late: daysText(facts.daysLate, words) }],
    [terms.broken, `broken.${countKey(facts.broken, words)}`, { count: facts.broken }],
    [terms.risk, 'risk', { type: words.label(`due.payer.${facts.payerType}`) }],
    [terms.gap, 'gap', { late: daysText(facts.daysSinceChase, words), count: rules.maxGapDays }],
  ] as const;
  const names = rows.map(([, name]) => words.label(`due.term.${name.split('.', 1)[0]}`));
  const column = Math.max(...names.map(widthOf)) + 2;
  const lines = rows.map(
    ([points, name, values], index) =>
      `${padStart(decimal(points, words), 6)}  ${padEnd(names[index] ?? '', column)}${words.label(`due.why.${name}`, values)}`,
  );
  const sum = `${padStart(decimal(total, words), 6)}  ${words.label('due.why.total', { score })}`;
  return [...lines.map((line) => show(line, width)), style.bold(sum)];
}

/** Every open amount has its line: nothing is forgotten because something else is more urgent. */
function actionLines({ item, actions }: Why, { words, today, width }: View): string[] {
  const number = (id: number | null) =>
    item.standing.invoices.find((invoice) => invoice.id === id)?.number ?? '';
  const lines = actions.map((action) => {
    const what = [
      number(action.invoiceId),
      action.amount === null ? '' : formatMoney(action.amount, words.language),
    ];
    const head = what.filter((text) => text !== '').map((text) => show(text, 30));
    const when = isShown(action, today) ? 'since' : 'on';
    const day =
      action.showsOn === null ? '' : words.label(`due.why.${when}`, { day: plainDay(action.showsOn, words) });
    const state = isShown(action, today) ? reasonText(action.reason, words) : gateText(action, words);
    return [...head, actionText(action, null, words), day, state].filter((text) => text !== '').join(' · ');
  });
  return [words.label('due.why.next'), ...lines.flatMap((line) => wrap(line, width, '  '))];
}

function ruleLines({ item, rules }: Why, { words, width }: View): string[] {
  const behind = rulesBehind[item.first.reason.code] ?? [];
  const rows = ruleTable.filter(({ field }) => behind.includes(field));
  if (rows.length === 0) return wrap(words.label('due.why.agreed'), width);
  const lines = rows.map((row) =>
    words.label('due.why.rule', {
      meaning: row.meaning[words.language],
      value: valueText(row, rules, words),
      key: row.key,
    }),
  );
  return [words.label('due.why.rules'), ...lines.flatMap((line) => wrap(line, width, '  '))];
}

function valueText({ field, unit }: RuleRow, rules: Rules, words: View['words']): string {
  const value = rules[field];
  return unit === 'money' ? inLanguage(formatDecimal(money(value, EUR)), words) : String(value);
}

function decimal(points: number, words: View['words']): string {
  return inLanguage(points.toFixed(1), words);
}

function inLanguage(number: string, { language }: View['words']): string {
  return language === 'fr' ? number.replace('.', ',') : number;
}
