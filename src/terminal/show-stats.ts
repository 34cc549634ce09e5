import type { Block, Report, Section } from '../domain/stats/report.ts';
import { barLines, sparkLines } from './plot.ts';
import { padEnd, show, type Style, widthOf, wrap } from './style.ts';

export interface StatsView {
  readonly style: Style;
  readonly width: number;
  /** No bars, only words and figures (setting `call.plain`). */
  readonly isPlain: boolean;
}

const indent = '  ';
const gap = '  ';
/** Widest page: bars do not gain by a wider window. */
const widest = 80;

/** The statistics as text: a title, then its plot and figures, a blank line between sections. */
export function showStats(report: Report, view: StatsView): string[] {
  const width = Math.min(widest, view.width);
  const title = wrap(show(`${report.title}, ${report.subtitle}`), width).map(view.style.bold);
  return [
    ...title,
    ...report.sections.flatMap((section) => ['', ...sectionLines(section, { ...view, width })]),
  ];
}

function sectionLines({ title, blocks }: Section, view: StatsView): string[] {
  return [
    view.style.accent(show(title)),
    ...blocks.flatMap((block) => blockLines(block, { ...view, width: view.width - indent.length })),
  ];
}

function blockLines(block: Block, view: StatsView): string[] {
  if (block.kind === 'note') return wrap(show(block.text), view.width).map((line) => indent + line);
  const lines = block.kind === 'figures' ? figureLines(block.rows, view) : plotLines(block, view);
  return lines.map((line) => (line === '' ? '' : indent + line));
}

type Plot = Exclude<Block, { readonly kind: 'note' | 'figures' }>;

function plotLines(plot: Plot, view: StatsView): string[] {
  const caption = plot.caption === null ? [] : wrap(show(plot.caption), view.width).map(view.style.dim);
  const lines = plot.kind === 'trends' ? sparkLines(plot.rows, view) : barLines(plot.rows, view);
  return [...caption, ...lines];
}

/** Labels in one column, values beside them; a long value goes on under itself. */
function figureLines(
  rows: readonly { readonly label: string; readonly value: string }[],
  { width }: StatsView,
): string[] {
  const most = Math.floor(width / 2);
  const column = Math.min(most, Math.max(0, ...rows.map(({ label }) => widthOf(show(label)))));
  return rows.flatMap(({ label, value }) => {
    const labels = wrap(show(label), column);
    const values = wrap(show(value), width - column - gap.length);
    return Array.from({ length: Math.max(labels.length, values.length) }, (_, at) =>
      `${padEnd(labels[at] ?? '', column)}${gap}${values[at] ?? ''}`.trimEnd(),
    );
  });
}
