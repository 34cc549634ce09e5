import { type Day, weekday } from '../domain/day.ts';
import { formatDay, formatTime } from '../domain/day-words.ts';
import type { DueItem } from '../domain/due-list.ts';
import type { Planned, PlannedDay, WeekPlan } from '../domain/due-week.ts';
import type { Words } from '../script/words.ts';
import { actionText, countText, plainDay, reasonText } from './due-words.ts';
import { type DueView, moneyText } from './show-due.ts';
import { padEnd, padStart, show, widthOf, wrap } from './style.ts';

export type WeekView = Pick<DueView, 'words' | 'style' | 'width' | 'today'> & {
  /** Most calls of one day; 0 = no limit. */
  readonly callsPerDay: number;
};

const gap = '  ';
const longestName = 24;
const narrowestReason = 20;
/** Names of those without room, in one paragraph. */
const laterShown = 6;

/** The plan of the week as text: a heading for each day, a line for each call and task (product 3, `due --week`). */
export function showWeek({ days, later }: WeekPlan, view: WeekView): string[] {
  const { words, style, width } = view;
  const rows = days.flatMap(rowsOf);
  if (rows.length === 0 && later.length === 0) return [words.label('due.week.empty')];
  const columns = {
    when: Math.max(0, ...rows.map((row) => widthOf(whenText(row, words)))),
    name: Math.max(0, ...rows.map(({ item }) => widthOf(nameOf(item)))),
    amount: Math.max(0, ...rows.map(({ item }) => widthOf(amountOf(item, view)))),
  };
  const { callsPerDay } = view;
  const cap = callsPerDay === 0 ? [] : [style.dim(countText('due.week.cap', callsPerDay, words))];
  const wide = {
    ...columns,
    name: Math.min(columns.name, Math.max(8, width - columns.when - columns.amount - 6)),
  };
  return [
    ...days.filter(isShown).flatMap((day) => dayLines(day, wide, view)),
    ...laterLines(later, view),
    ...cap.flatMap((line) => wrap(line, width)),
  ];
}

/** A week-end without anything is not worth a line. */
function isShown(day: PlannedDay): boolean {
  return weekday(day.on) <= 5 || rowsOf(day).length > 0;
}

interface Columns {
  readonly when: number;
  readonly name: number;
  readonly amount: number;
}

/** One line of a day; `planned` is `null` for money that is only expected. */
interface Row {
  readonly item: DueItem;
  readonly planned: Planned | null;
}

function rowsOf({ calls, tasks, expected }: PlannedDay): Row[] {
  const planned = [...calls, ...tasks].map((one): Row => ({ item: one.item, planned: one }));
  return [...planned, ...expected.map((item): Row => ({ item, planned: null }))];
}

function dayLines(day: PlannedDay, columns: Columns, view: WeekView): string[] {
  const { words, style } = view;
  const { on, calls } = day;
  const long = formatDay(on, words.language, 'long');
  const count =
    calls.length === 0 ? words.label('due.week.none') : countText('due.week.calls', calls.length, words);
  const head = `${style.bold(long.charAt(0).toUpperCase() + long.slice(1))}${style.dim(` · ${count}`)}`;
  return [head, ...rowsOf(day).flatMap((row) => rowLines(row, { on, columns, view })), ''];
}

function rowLines(row: Row, { on, columns, view }: { on: Day; columns: Columns; view: WeekView }): string[] {
  const { words, style, width } = view;
  const { item } = row;
  const when = style.dim(padEnd(whenText(row, words), columns.when));
  const name = style.accent(padEnd(show(nameOf(item), columns.name), columns.name));
  const lead = [`${gap}${when}`, name, padStart(amountOf(item, view), columns.amount)].join(gap);
  const text = rowText(row, on, words);
  const room = width - widthOf(lead) - gap.length;
  if (room < narrowestReason) return [lead.trimEnd(), ...wrap(text, width, gap + gap)];
  const [first = '', ...more] = wrap(text, room);
  return [`${lead}${gap}${first}`, ...more.map((line) => ' '.repeat(widthOf(lead) + gap.length) + line)];
}

/** The reason; what is to do where that is no call; the day it slid from. */
function rowText({ item, planned }: Row, on: Day, words: Words): string {
  const { first } = item;
  const isSaid = planned === null || planned.half !== null || first.action === 'own_commitment';
  const what = isSaid ? '' : `${actionText(first, null, words)} · `;
  const wantedOn = planned?.wantedOn ?? on;
  const moved =
    wantedOn === on ? '' : ` (${words.label('due.week.moved', { day: plainDay(wantedOn, words) })})`;
  return what + reasonText(first.reason, words) + moved;
}

/** `14 h 30`, `9 h–12 h`, `matin`, `attendu`. */
function whenText({ planned }: Row, words: Words): string {
  if (planned === null) return words.label('due.week.expected');
  const { at, half, hours } = planned;
  if (at !== null) return formatTime(at, words.language);
  if (hours !== null)
    return `${formatTime(hours.from, words.language)}–${formatTime(hours.to, words.language)}`;
  return words.label(`due.week.${half ?? 'task'}`);
}

function nameOf({ client }: DueItem): string {
  return show(client.name, longestName);
}

function amountOf({ owed, alsoOwed }: DueItem, view: WeekView): string {
  return owed.minor === 0 ? '' : moneyText([owed, ...alsoOwed], view);
}

function laterLines(later: readonly DueItem[], { words, style, width }: WeekView): string[] {
  if (later.length === 0) return [];
  const names = later.slice(0, laterShown).map(({ client }) => show(client.name, 40));
  const more = later.length - names.length;
  const all = more === 0 ? names : [...names, countText('due.week.more', more, words)];
  return [...wrap(words.label('due.week.later', { names: all.join(' · ') }), width).map(style.dim), ''];
}
