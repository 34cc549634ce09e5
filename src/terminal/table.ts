import { padEnd, padStart, show, widthOf } from './style.ts';

/** How one column of a listing is laid out. */
export interface Column {
  /** Amounts and counts stand on the right. */
  readonly align?: 'left' | 'right';
  /** Gives way when the rows are wider than the screen; the first such column gives way first. */
  readonly canShrink?: boolean;
  /** It gives way down to this, 8 unless told. */
  readonly narrowest?: number;
  /** Colour, put on after the cell has its width. */
  readonly paint?: (cell: string) => string;
}

const gap = '  ';
/** A column cut below this tells nothing. */
const narrowest = 8;

/**
 * Rows with their columns aligned, at most `width` wide where a column may shrink. Cells are foreign text and pass
 * through `show`; nothing is drawn around them and no line ends in blanks.
 */
export function tableLines(
  rows: readonly (readonly string[])[],
  columns: readonly Column[],
  width: number,
): string[] {
  const cells = rows.map((row) => columns.map((_, at) => show(row[at] ?? '')));
  const natural = columns.map((_, at) => Math.max(0, ...cells.map((row) => widthOf(row[at] ?? ''))));
  const widths = fit(natural, columns, width);
  return cells.map((row) => rowLine(row, columns, widths));
}

function rowLine(row: readonly string[], columns: readonly Column[], widths: readonly number[]): string {
  // An empty last cell leaves no trace of its column, so blanks (and paint around blanks) are dropped with it.
  const last = row.findLastIndex((cell) => cell !== '');
  const cells = row.slice(0, last + 1).map((text, at) => {
    const column = columns[at];
    const cell = show(text, widths[at] ?? 0);
    const isRight = column?.align === 'right';
    const padded = isRight
      ? padStart(cell, widths[at] ?? 0)
      : padEnd(cell, at === last ? 0 : (widths[at] ?? 0));
    return column?.paint === undefined ? padded : column.paint(padded);
  });
  return cells.join(gap);
}

function fit(natural: readonly number[], columns: readonly Column[], width: number): number[] {
  const widths = [...natural];
  let excess = widths.reduce((sum, each) => sum + each, gap.length * Math.max(0, widths.length - 1)) - width;
  for (const [at, column] of columns.entries()) {
    const wanted = natural[at] ?? 0;
    if (excess <= 0 || column.canShrink !== true) continue;
    const shrunk = Math.max(Math.min(wanted, column.narrowest ?? narrowest), wanted - excess);
    widths[at] = shrunk;
    excess -= wanted - shrunk;
  }
  return widths;
}
