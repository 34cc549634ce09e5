import type { Call, CallInvoice } from '../domain/call/state.ts';
import type { Day } from '../domain/day.ts';
import { formatDay } from '../domain/day-words.ts';
import { formatMoney, type Money, sum } from '../domain/money.ts';
import { quoted } from '../script/words.ts';
import type { CallView } from './show-call.ts';
import { padEnd, show, wrap } from './style.ts';

/** What a panel is drawn with. */
export type PanelView = Pick<CallView, 'words' | 'language' | 'width' | 'style'>;

/** Columns before the values: one label and a blank. */
export const labelWidth = 12;

/** One fact: its name, dim, and its value on one line. Foreign text is made safe here. */
export function row(name: string, value: string, view: PanelView): string {
  return labelled(view.words.label(`call.panel.${name}`), value, view);
}

/** A row whose name is no label of a panel. */
export function labelled(label: string, value: string, { style, width }: PanelView): string {
  return `${style.dim(padEnd(show(label, labelWidth - 1), labelWidth))}${show(value, width - labelWidth - 1)}`;
}

/** A row, or nothing while the value is not known. */
export function known(name: string, value: string | null, view: PanelView): string[] {
  return value === null ? [] : [row(name, value, view)];
}

/** Something to heed: as many lines as it takes. */
export function warning(text: string, { style, width }: PanelView): string[] {
  return wrap(text, width).map((line) => style.warn(line));
}

/** Something to know, for those who look twice. */
export function aside(text: string, { style, width }: PanelView): string[] {
  return wrap(text, width).map((line) => style.dim(line));
}

/** Their words, in the quotation marks of the screen. */
export function quotedWords(text: string, { language }: PanelView): string {
  return quoted(show(text), { language });
}

export function longDay(on: Day, { language }: PanelView): string {
  return formatDay(on, language, 'long');
}

export function shortDay(on: Day, { language }: PanelView): string {
  return formatDay(on, language, 'short');
}

export function cash(amount: Money, { language }: PanelView): string {
  return formatMoney(amount, language);
}

/** Parts of one value, with a dot between. */
export function joined(...parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null && part !== '').join(' · ');
}

/** The invoices of an answer, oldest first. */
export function invoicesOf({ setup }: Call, ids: readonly number[]): readonly CallInvoice[] {
  return setup.invoices.filter(({ id }) => ids.includes(id));
}

/** All that is open on them. */
export function openOn(call: Call, ids: readonly number[]): Money {
  return sum(
    invoicesOf(call, ids).map(({ balance }) => balance),
    call.setup.currency,
  );
}

/** Which invoices are spoken of, where not all of them are (practice C7 "Several invoices"). */
export function aboutRow(call: Call, ids: readonly number[], view: PanelView): string[] {
  const spoken = invoicesOf(call, ids);
  if (spoken.length === 0 || spoken.length === call.setup.invoices.length) return [];
  return [row('about', spoken.map(({ number }) => number).join(', '), view)];
}
