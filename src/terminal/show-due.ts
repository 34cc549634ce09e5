import { isCourtesy } from '../domain/courtesy.ts';
import type { Day } from '../domain/day.ts';
import { formatDay, formatTime } from '../domain/day-words.ts';
import type { Coming, DueItem, DueList, HiddenClient } from '../domain/due-list.ts';
import { formatMoney, type Money } from '../domain/money.ts';
import { readablePhone } from '../domain/phone-number.ts';
import { halfOf } from '../domain/week-hours.ts';
import type { Words } from '../script/words.ts';
import { actionText, countText, gateText, reasonText } from './due-words.ts';
import { padEnd, padStart, show, type Style, widthOf, wrap } from './style.ts';

/** What the list needs besides the clients. */
export interface DueView {
  readonly words: Words;
  readonly style: Style;
  readonly width: number;
  readonly today: Day;
  /** Everybody who is left alone, with a line of their own. */
  readonly isAll: boolean;
  /** Stands in the place of the score when the list is sorted by something else. */
  readonly figure: ((row: DueItem | HiddenClient) => string) | null;
}

interface Columns {
  readonly number: number;
  readonly name: number;
  readonly amount: number;
  readonly figure: number;
}

const gap = '  ';
const narrowestReason = 20;
const narrowestName = 12;
/** Names of those who wait, in one paragraph; the others are counted. */
const waitingShown = 6;

/** The due list as text (screens, `dun due`): whom to call first, why, and the command that goes on from there. */
export function showDue(list: DueList, view: DueView): string[] {
  const waiting = view.isAll ? waitingTable(list.hidden, view) : waitingText(list.hidden, view);
  const first = list.items[0];
  if (first === undefined) return [...emptyText(list, view), ...waiting];
  const columns = columnsOf(list.items, view);
  const blocks = list.items.flatMap((item, index) => itemLines(item, { number: index + 1, columns }, view));
  return [...headLines(list, view), '', ...blocks, ...waiting, '', ...footLines(first, view)];
}

/** Amounts of several currencies side by side, because they do not add up. */
export function moneyText(amounts: readonly Money[], { words }: Pick<DueView, 'words'>): string {
  return amounts.map((amount) => formatMoney(amount, words.language)).join(' + ');
}

/**
 * The number to ring, then the hour: agreed or set for this day or later, else the contact's own, else the half of the
 * day in which our next try was set, else the better half of a bad day. An hour that was missed is none.
 */
export function reachText(item: DueItem, view: Pick<DueView, 'words' | 'today'>): string[] {
  const { first, phone, client } = item;
  if (first.action === 'own_commitment' || first.action === 'declare_claim' || isCourtesy(first)) return [];
  const number =
    phone === null ? view.words.label('due.no_phone') : show(readablePhone(phone, client.country), 24);
  const hour = hourText(item, view);
  return hour === null ? [number] : [number, hour];
}

function hourText(
  { first, contact, half }: DueItem,
  { words, today }: Pick<DueView, 'words' | 'today'>,
): string | null {
  if (first.at !== null && first.on >= today) return formatTime(first.at, words.language);
  if (contact?.reachableHours) return show(contact.reachableHours, 24);
  const tried = first.at !== null && first.gate !== 'appointment' ? halfOf(first.at) : null;
  const better = half ?? tried;
  return better === null ? null : words.label(`due.hours.${better}`);
}

function headLines({ items, totals }: DueList, { words, width, style, today }: DueView): string[] {
  const long = formatDay(today, words.language, 'long');
  const left = long.charAt(0).toUpperCase() + long.slice(1);
  const count = countText('due.count', items.length, words);
  const late =
    totals.length === 0 ? '' : ` · ${words.label('due.late', { amount: moneyText(totals, { words }) })}`;
  return spread(style.bold(left), style.dim(count + late), width);
}

function columnsOf(items: readonly DueItem[], view: DueView): Columns {
  const number = String(items.length).length;
  const figure = Math.max(...items.map((item) => widthOf(figureOf(item, view))));
  const amount = Math.max(...items.map((item) => widthOf(owedText(item, view))));
  const names = Math.max(...items.map(({ client }) => widthOf(show(client.name))));
  const free = view.width - number - amount - figure - 3 * gap.length;
  const room = free - gap.length - narrowestReason;
  // Where a reason has no room beside the name, it goes below, and the name has the line to itself.
  const most = room < narrowestName ? free : Math.min(room, Math.floor(view.width / 4) + 2);
  return { number, figure, amount, name: Math.max(8, Math.min(names, most)) };
}

function itemLines(item: DueItem, at: { number: number; columns: Columns }, view: DueView): string[] {
  const { words, style, width } = view;
  const { columns } = at;
  const indent = ' '.repeat(columns.number + gap.length);
  const number = style.dim(padStart(String(at.number), columns.number));
  const name = style.accent(padEnd(show(item.client.name, columns.name), columns.name));
  const lead = [number, name, padStart(owedText(item, view), columns.amount)].join(gap);
  const figure = style.bold(padStart(figureOf(item, view), columns.figure));
  const text = reasonText(item.first.reason, words);
  const room = width - widthOf(lead) - columns.figure - 2 * gap.length;
  const action = [
    actionText(item.first, item.contact, words),
    ...reachText(item, view),
    ...askedText(item, view),
  ].join(' · ');
  if (room < narrowestReason) {
    return [...spread(lead, figure, width), ...wrap(text, width, indent), ...wrap(action, width, indent)];
  }
  const [reason = '', ...more] = wrap(text, room);
  const rest = more.map((line) => ' '.repeat(widthOf(lead) + gap.length) + line);
  return [[lead, padEnd(reason, room), figure].join(gap), ...rest, ...wrap(action, width, indent)];
}

/** Where a part is promised or contested: what the call may ask for. */
function askedText({ asked }: DueItem, { words }: DueView): string[] {
  return asked === null ? [] : [words.label('due.asked', { amount: formatMoney(asked, words.language) })];
}

function figureOf(row: DueItem, { figure }: DueView): string {
  return figure === null ? String(row.score) : figure(row);
}

function owedText({ owed, alsoOwed }: DueItem, view: DueView): string {
  return owed.minor === 0 ? '' : moneyText([owed, ...alsoOwed], view);
}

function footLines({ client, first }: DueItem, { words, width, style }: DueView): string[] {
  const why = words.label('due.hint.why', { handle: client.handle });
  const next = isCourtesy(first) ? 'due.hint.reminder' : 'due.hint.prep';
  return spread(style.accent(words.label(next, { handle: client.handle })), style.dim(why), width);
}

function emptyText({ next, hidden }: DueList, { words, width }: DueView): string[] {
  if (hidden.length === 0) return [words.label('due.nothing_open'), words.label('due.hint.import')];
  const coming = next === null ? '' : ` ${comingText(next, words)}`;
  return wrap(words.label('due.empty') + coming, width);
}

function comingText({ client, on, amount }: Coming, words: Words): string {
  const values = { day: formatDay(on, words.language, 'long'), client: show(client.name, 40) };
  if (amount === null) return words.label('due.next', values);
  return words.label('due.next_amount', { ...values, amount: formatMoney(amount, words.language) });
}

/** Those whom something holds back, in one paragraph. Who is simply not due yet is no news. */
function waitingText(hidden: readonly HiddenClient[], { words, width, style }: DueView): string[] {
  const held = hidden.filter(({ gate }) => gate !== 'not_due' && gate !== 'cadence');
  if (held.length === 0) return [];
  const names = held
    .slice(0, waitingShown)
    .map(({ client, first }) => `${show(client.name, 40)} (${gateText(first, words)})`);
  const others = held.length - names.length;
  const more = others === 0 ? [] : [countText('due.more', others, words)];
  return [
    '',
    ...wrap(words.label('due.waiting', { names: [...names, ...more].join(' · ') }), width).map(style.dim),
  ];
}

/** `--all`: everybody else with something open, a line each. */
function waitingTable(hidden: readonly HiddenClient[], view: DueView): string[] {
  if (hidden.length === 0) return [];
  const { words, figure, width } = view;
  const rows = hidden.map((row) => {
    const owed = row.owed.minor === 0 ? '' : moneyText([row.owed, ...row.alsoOwed], view);
    const end = figure === null ? '' : figure(row);
    return { name: show(row.client.name, 24), owed, why: gateText(row.first, words), end };
  });
  const name = Math.max(...rows.map((row) => widthOf(row.name)));
  const amount = Math.max(...rows.map(({ owed }) => widthOf(owed)));
  const last = Math.max(...rows.map(({ end }) => widthOf(end)));
  const room = width - name - amount - 3 * gap.length - 1 - (last === 0 ? 0 : last + gap.length);
  const lines = rows.flatMap(({ owed, why, end, ...row }) => {
    const lead = `${gap} ${padEnd(row.name, name)}${gap}${padStart(owed, amount)}`;
    if (room >= narrowestReason) return spread(`${lead}${gap}${show(why, room)}`, end, width);
    return [...spread(lead, end, width), ...wrap(why, width, gap + gap)];
  });
  return ['', words.label('due.waiting_all'), ...lines];
}

/** One text at each end of the line; on a narrow screen, one under the other. */
function spread(left: string, right: string, width: number): string[] {
  const room = width - widthOf(left) - widthOf(right);
  if (right === '') return [left];
  return room >= gap.length ? [left + ' '.repeat(room) + right] : [left, right];
}
