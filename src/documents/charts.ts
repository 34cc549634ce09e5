import { escapeMarkup } from './markup.ts';

/** One column of a chart: its name below, its figure above; `share` between 0 and 1, `null` = no data. */
export interface ChartColumn {
  readonly label: string;
  readonly value: string;
  readonly share: number | null;
}

const barHeight = 12;

/**
 * A bar as long as its share of the line it stands in; its figures stand in words beside it, so it is hidden from readers
 * who listen. Widths in percent: it fits a phone and a sheet of paper.
 */
export function barChart(share: number): string {
  const width = percent(share);
  return (
    `<svg class="bar" width="100%" height="${barHeight}" aria-hidden="true" focusable="false">` +
    `<rect class="track" width="100%" height="${barHeight}" rx="3"/>` +
    `<rect class="fill" width="${width}%" height="${barHeight}" rx="3"/></svg>`
  );
}

const column = { step: 32, width: 18, height: 80, top: 18, bottom: 34 };
/** More columns than this are too small to read on a phone. */
export const mostColumns = 10;

/** Columns side by side, for hours and days of the week. `name` says what it shows to readers who listen. */
export function columnChart(columns: readonly ChartColumn[], name: string): string {
  const width = Math.max(1, columns.length) * column.step;
  const height = column.top + column.height + column.bottom;
  const base = column.top + column.height;
  const drawn = columns.map(({ label, value, share }, at) => {
    const middle = at * column.step + column.step / 2;
    const tall = rounded(clamped(share ?? 0) * column.height);
    const [percentage = '', count = ''] = value.split('\n');
    return (
      `<rect class="fill" x="${middle - column.width / 2}" y="${rounded(base - tall)}" width="${column.width}" height="${tall}"/>` +
      text(middle, rounded(base - tall - 4), percentage) +
      text(middle, base + 14, label) +
      text(middle, base + 28, count)
    );
  });
  return (
    `<svg class="columns" viewBox="0 0 ${width} ${height}" style="max-width:${Math.round(width * 1.4)}px" role="img" aria-label="${escapeMarkup(name)}">` +
    `<line class="axis" x1="0" x2="${width}" y1="${base}" y2="${base}"/>${drawn.join('')}</svg>`
  );
}

const line = { width: 120, height: 28, margin: 3 };

/** Scores over time, oldest on the left; a single one is a dot. */
export function trendChart(points: readonly number[]): string {
  const step = points.length < 2 ? 0 : (line.width - 2 * line.margin) / (points.length - 1);
  const at = points.map((point, index) => ({
    x: rounded(points.length < 2 ? line.width / 2 : line.margin + index * step),
    y: rounded(line.height - line.margin - clamped(point) * (line.height - 2 * line.margin)),
  }));
  const path = at.map(({ x, y }) => `${x},${y}`).join(' ');
  const dots = at.map(({ x, y }) => `<circle class="fill" cx="${x}" cy="${y}" r="2"/>`).join('');
  return (
    `<svg class="trend" viewBox="0 0 ${line.width} ${line.height}" width="${line.width}" height="${line.height}" aria-hidden="true" focusable="false">` +
    `<polyline class="line" points="${path}"/>${dots}</svg>`
  );
}

function text(x: number, y: number, words: string): string {
  return `<text x="${x}" y="${y}">${escapeMarkup(words)}</text>`;
}

function percent(share: number): number {
  return rounded(clamped(share) * 100);
}

function clamped(share: number): number {
  return Math.min(1, Math.max(0, share));
}

function rounded(number: number): number {
  return Math.round(number * 10) / 10;
}
