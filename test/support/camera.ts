import jsqr from 'jsqr';
import type { Cell } from './vt-screen.ts';

type Colour = readonly [number, number, number];

/** A terminal's own colours and what it makes of the two that the program names. */
export interface Theme {
  readonly name: string;
  readonly ground: 'dark' | 'light';
  readonly ink: Colour;
  readonly paper: Colour;
  /** SGR 30 and 107. */
  readonly black: Colour;
  readonly white: Colour;
}

export const themes: readonly [Theme, ...Theme[]] = [
  { name: 'dark', ground: 'dark', ink: [204, 204, 204], paper: [12, 12, 12], black: [0, 0, 0], white: [255, 255, 255] },
  { name: 'light', ground: 'light', ink: [20, 20, 20], paper: [250, 250, 250], black: [0, 0, 0], white: [255, 255, 255] },
  { name: 'solarized dark', ground: 'dark', ink: [131, 148, 150], paper: [0, 43, 54], black: [7, 54, 66], white: [253, 246, 227] },
  { name: 'solarized light', ground: 'light', ink: [101, 123, 131], paper: [253, 246, 227], black: [7, 54, 66], white: [253, 246, 227] },
]; // biome-ignore format: a row a theme

/** Points a module: a character is so many wide and twice as many high. */
const scale = 3;

/**
 * What a camera reads on a window, or `null`. The picture is made as a terminal draws it: half blocks in the ink of the
 * cell on its paper; other characters are drawn as a small bar, so that text beside the code disturbs as text does. Dark
 * must be dark for it, unless it turns the picture into its negative first, as many cameras try when they find nothing.
 */
export function scan(rows: readonly (readonly Cell[])[], theme: Theme, isTurned = false): string | null {
  const width = (rows[0]?.length ?? 0) * scale;
  const height = rows.length * 2 * scale;
  const points = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const cell = rows[Math.floor(y / (2 * scale))]?.[Math.floor(x / scale)];
      if (cell === undefined) throw new Error('the rows of a window are of one width');
      const [red, green, blue] = colourAt(cell, theme, { x: x % scale, y: y % (2 * scale) });
      const seen = isTurned ? [255 - red, 255 - green, 255 - blue, 255] : [red, green, blue, 255];
      points.set(seen, (y * width + x) * 4);
    }
  }
  return jsqr.default(points, width, height, { inversionAttempts: 'dontInvert' })?.data ?? null;
}

function colourAt(cell: Cell, theme: Theme, at: { x: number; y: number }): Colour {
  const named = (code: number | null, own: Colour): Colour =>
    code === 30 ? theme.black : code === 107 ? theme.white : own;
  return isInk(cell.text, at) ? named(cell.ink, theme.ink) : named(cell.paper, theme.paper);
}

function isInk(text: string, { x, y }: { x: number; y: number }): boolean {
  if (text === '█') return true;
  if (text === '▀') return y < scale;
  if (text === '▄') return y >= scale;
  return text.trim() !== '' && y > 1 && y < 2 * scale - 1 && x > 0 && x < 3;
}

/** Lines as cells of one width, with a margin of the terminal's own around. */
export function window(lines: readonly string[], margin: number, width: number): string {
  const blank = ' '.repeat(width + 2 * margin);
  const side = ' '.repeat(margin);
  return [
    ...Array(margin).fill(blank),
    ...lines.map((line) => side + line + side),
    ...Array(margin).fill(blank),
  ].join('\r\n');
}
