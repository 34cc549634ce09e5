import type { Day } from '../domain/day.ts';
import type { AnswerBook } from '../script/objections.ts';
import type { Words } from '../script/words.ts';
import { padEnd, show, type Style, wrap } from './style.ts';

/** What the page needs besides the brief. */
export interface BriefView {
  /** Of the screen. */
  readonly words: Words;
  /** Of the client's language: the answers to give. */
  readonly answers: Words;
  readonly script: AnswerBook;
  readonly style: Style;
  readonly width: number;
  readonly today: Day;
  /** The number as one reads it out; `null` = none known. */
  readonly phone: string | null;
  /** Opening lines in the client's language, or the user's own. */
  readonly opening: readonly string[];
  /** Lines of the screen; left out: more than the page has. */
  readonly height?: number;
  /** A sheet holds more lines than a screen. */
  readonly isPaper?: boolean;
}

/** How much of the long lists is shown; the richest that fits the page is taken. */
export interface Room {
  readonly invoices: number;
  readonly timeline: number;
  readonly excuses: number;
  readonly disputes: number;
  readonly thoughts: number;
  /** Lines that one text may take. */
  readonly lines: number;
}

export type Paint = (text: string) => string;

const labelWidth = 12;

/** A text and how it stands beside its label. */
export interface Field {
  readonly label: string;
  readonly text: string;
  /** At most so many lines. */
  readonly lines: number;
  /** Colour of the text. */
  readonly paint?: Paint;
}

/** Lines for a text that a screen shows in one: a sheet has no screen to go on, so there it is told whole, as far as it goes. */
export function linesFor({ isPaper }: Pick<BriefView, 'isPaper'>, { lines }: Room): number {
  return isPaper === true ? lines : 1;
}

/** Columns left beside the labels. */
export function roomBeside({ width }: Pick<BriefView, 'width'>): number {
  return width - labelWidth;
}

/** A label in its column, dim: the eye goes to the text. */
export function labelCell(label: string, { style }: Pick<BriefView, 'style'>): string {
  return style.dim(padEnd(show(label, labelWidth - 1), labelWidth));
}

/** A label with its text beside it; foreign text in it is made harmless. */
export function fieldLines({ label, text, lines, paint }: Field, view: BriefView): string[] {
  const shown = clipped(show(text), roomBeside(view), lines);
  return shown.map(
    (line, index) => labelCell(index === 0 ? label : '', view) + (paint === undefined ? line : paint(line)),
  );
}

/** Several texts under one label. */
export function listLines(texts: readonly string[], field: Omit<Field, 'text'>, view: BriefView): string[] {
  return texts.flatMap((text, index) =>
    fieldLines({ ...field, text, label: index === 0 ? field.label : '' }, view),
  );
}

/** Whole lines of a text; what does not fit the last one ends in an ellipsis. */
export function clipped(text: string, room: number, lines: number): string[] {
  const all = wrap(text, room);
  const last = all[lines - 1];
  if (all.length <= lines || last === undefined) return all;
  return [...all.slice(0, lines - 1), show(`${last} ${all.slice(lines).join(' ')}`, room)];
}
