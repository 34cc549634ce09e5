import { getDocumentProxy } from 'unpdf';

/** A printed page as another program reads it. */
export interface Paper {
  /** Sheets, each with its size in points. */
  readonly sheets: readonly (readonly [number, number])[];
  readonly text: string;
  /** Texts that stand in the margin or beyond it: a printer cuts them. */
  readonly cut: readonly string[];
  /** Smallest size of a text, points. */
  readonly smallest: number;
}

/** Most printers leave about this much of a sheet white, points. */
const margin = 14;

interface Piece {
  readonly str: string;
  readonly transform: readonly number[];
  readonly width: number;
  readonly height: number;
}

/** Reads the PDF that a browser printed. */
export async function paperOf(pdf: Buffer): Promise<Paper> {
  const document = await getDocumentProxy(new Uint8Array(pdf));
  const sheets: [number, number][] = [];
  const [texts, cut]: [string[], string[]] = [[], []];
  let smallest = Infinity;
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const [, , width = 0, height = 0] = page.view;
    sheets.push([width, height]);
    const { items } = await page.getTextContent();
    for (const piece of items.filter((item): item is Piece & typeof item => 'str' in item)) {
      if (piece.str.trim() === '') continue;
      const [, , , , left = 0, foot = 0] = piece.transform;
      const [right, head] = [left + piece.width, foot + piece.height];
      if (left < margin || right > width - margin || foot < margin || head > height - margin)
        cut.push(piece.str);
      smallest = Math.min(smallest, piece.height);
      texts.push(piece.str);
    }
  }
  return { sheets, text: texts.join(' '), cut, smallest };
}

/** The letters of a text, however it is laid out. */
export function lettersOf(text: string): string {
  const letters = text.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '');
  return Array.from(letters).sort().join('');
}
