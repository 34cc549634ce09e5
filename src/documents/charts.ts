const barHeight = 10;

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

const line = { width: 120, height: 28, margin: 3 };

/** Scores over time, oldest on the left, between lines for the least and the most; a single one is a dot. */
export function trendChart(points: readonly number[]): string {
  const step = points.length < 2 ? 0 : (line.width - 2 * line.margin) / (points.length - 1);
  const at = points.map((point, index) => ({
    x: rounded(points.length < 2 ? line.width / 2 : line.margin + index * step),
    y: rounded(line.height - line.margin - clamped(point) * (line.height - 2 * line.margin)),
  }));
  const path = at.map(({ x, y }) => `${x},${y}`).join(' ');
  const dots = at.map(({ x, y }) => `<circle class="fill" cx="${x}" cy="${y}" r="2"/>`).join('');
  const ends = [line.margin, line.height - line.margin].map(
    (y) => `<line class="axis" x1="0" x2="${line.width}" y1="${y}" y2="${y}"/>`,
  );
  return (
    `<svg class="trend" viewBox="0 0 ${line.width} ${line.height}" width="${line.width}" height="${line.height}" aria-hidden="true" focusable="false">` +
    `${ends.join('')}<polyline class="line" points="${path}"/>${dots}</svg>`
  );
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
