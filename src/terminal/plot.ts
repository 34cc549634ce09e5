import { padEnd, padStart, show, widthOf, wrap } from './style.ts';

/** One bar with what it stands for; `share` between 0 and 1, `null` = no data. */
export interface Bar {
  readonly label: string;
  readonly values: readonly string[];
  readonly share: number | null;
}

/** Scores over time as one row; each point between 0 and 1. */
export interface Spark {
  readonly label: string;
  readonly values: readonly string[];
  readonly points: readonly number[];
}

export interface PlotView {
  readonly width: number;
  /** Words and figures only, for a reader who listens. */
  readonly isPlain: boolean;
}

const gap = '  ';
const longestBar = 24;
const shortestBar = 6;
const longestLabel = 36;
/** Fewer columns of a label do not tell it from the next one. */
const narrowestLabel = 14;
const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];
const heights = '▁▂▃▄▅▆▇█';

/**
 * Bars under each other, label and figures first: whoever cannot see the bar has missed nothing. What is more than
 * nothing leaves a trace. No line is wider than `width`, as far as the figures allow.
 */
export function barLines(bars: readonly Bar[], view: PlotView): string[] {
  return plotLines(bars, view, { marks: ({ share }, room) => barOf(share ?? 0, room), longest: longestBar });
}

/** Sparklines under each other, oldest score on the left. */
export function sparkLines(sparks: readonly Spark[], view: PlotView): string[] {
  const longest = Math.max(0, ...sparks.map(({ points }) => points.length));
  return plotLines(sparks, view, { marks: ({ points }) => sparkOf(points), longest });
}

/** A bar of `share` of the room, in eighths of a column. */
export function barOf(share: number, room: number): string {
  const length = Math.round(Math.min(1, Math.max(0, share)) * room * 8);
  const parts = share > 0 ? Math.max(1, length) : 0;
  return '█'.repeat(Math.floor(parts / 8)) + (eighths[parts % 8] ?? '');
}

/** Each point as a column of eight heights. */
export function sparkOf(points: readonly number[]): string {
  return points.map((point) => heights.charAt(Math.round(Math.min(1, Math.max(0, point)) * 7))).join('');
}

/** Too narrow for columns: the label on a line of its own, its figures below it. */
function stacked(rows: readonly Pick<Bar, 'label' | 'values'>[], width: number): string[] {
  return rows.flatMap(({ label, values }) => {
    const figures = values.map((value) => show(value)).filter((value) => value !== '');
    return [show(label, width), ...wrap(figures.join(' · '), width, gap)].map((line) => line.trimEnd());
  });
}

interface Drawing<T> {
  readonly marks: (row: T, room: number) => string;
  /** Columns the marks want. */
  readonly longest: number;
}

function plotLines<T extends Pick<Bar, 'label' | 'values'>>(
  rows: readonly T[],
  { width, isPlain }: PlotView,
  { marks, longest }: Drawing<T>,
): string[] {
  const columns = Math.max(0, ...rows.map(({ values }) => values.length));
  const widths = Array.from({ length: columns }, (_, at) =>
    Math.max(0, ...rows.map(({ values }) => widthOf(show(values[at] ?? '')))),
  );
  const figures = widths.reduce((total, own) => total + own + gap.length, 0);
  const wanted = Math.min(longestLabel, Math.max(0, ...rows.map(({ label }) => widthOf(show(label)))));
  if (width - figures < Math.min(wanted, narrowestLabel)) return stacked(rows, width);
  const label = Math.min(wanted, width - figures);
  const left = width - label - figures - gap.length;
  // A bar of two columns tells nothing: the figures stand there anyway.
  const room = isPlain || left < Math.min(shortestBar, longest) ? 0 : Math.min(longest, left);
  return rows.map((row) => {
    const cells = row.values.map((value, at) => padStart(show(value), widths[at] ?? 0));
    const text = [padEnd(show(row.label, label), label), ...cells].join(gap);
    return (room === 0 ? text : `${text}${gap}${marks(row, room)}`).trimEnd();
  });
}
