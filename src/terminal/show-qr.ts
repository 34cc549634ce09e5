import type { Style } from './style.ts';

/** The modules of a QR code, row by row, without a border; `true` = dark. */
export type Modules = readonly (readonly boolean[])[];

export interface QrView {
  readonly style: Pick<Style, 'ink'>;
  /** Light modules around the code: 4 by the standard; 2 is still read where there is no room for more. */
  readonly quiet: number;
  /**
   * Background of a terminal without colours. There the dark modules cannot be told from the window, so one of the two
   * has to be assumed. On the other one the whole code with its border is seen as its own negative, which the standard
   * allows (ISO/IEC 18004, reflectance reversal) and most cameras read, but not all.
   */
  readonly ground: 'dark' | 'light';
}

/** Columns and rows of a code with its border. */
export function qrSize(code: Modules, quiet: number): { readonly columns: number; readonly rows: number } {
  const side = code.length + 2 * quiet;
  return { columns: side, rows: Math.ceil(side / 2) };
}

/**
 * The code in half blocks, two modules a character: a character is twice as high as wide, so the modules are square.
 * With colours black on white is set for every cell, whatever the terminal's own colours. Without, light modules are
 * drawn for a dark background and dark ones for a light background.
 */
export function showQr(code: Modules, { style, quiet, ground }: QrView): string[] {
  const { columns, rows } = qrSize(code, quiet);
  const isDrawnDark = style.ink !== null || ground === 'light';
  const isDrawn = (row: number, column: number): boolean =>
    (code[row - quiet]?.[column - quiet] ?? false) === isDrawnDark;
  const paint = style.ink ?? ((text: string): string => text);
  return Array.from({ length: rows }, (_, row) => {
    const cells = Array.from({ length: columns }, (_unused, column) =>
      halfBlock(isDrawn(2 * row, column), isDrawn(2 * row + 1, column)),
    );
    return paint(cells.join(''));
  });
}

function halfBlock(isTop: boolean, isBottom: boolean): string {
  if (isTop) return isBottom ? '█' : '▀';
  return isBottom ? '▄' : ' ';
}
