import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { qrCodes } from '../../src/documents/qr.ts';
import { qrSize, showQr } from '../../src/terminal/show-qr.ts';
import { createStyle, plainStyle, type Style, widthOf } from '../../src/terminal/style.ts';
import { scan, themes, window } from '../support/camera.ts';
import { VtScreen } from '../support/vt-screen.ts';

const coloured = await createStyle(true);
const margin = 3;

/** Numbers as they are written after the plus: country code and number, as long as numbers are there. */
const countries = [
  ['33', 9, 9], ['32', 8, 9], ['352', 5, 9], ['41', 9, 9], ['49', 7, 11], ['44', 9, 10], ['353', 7, 9], ['1', 10, 10],
  ['34', 9, 9], ['39', 8, 11], ['31', 9, 9], ['262', 9, 9], ['377', 8, 9],
] as const; // biome-ignore format: a row of countries

const number = fc
  .constantFrom(...countries)
  .chain(([code, least, most]) =>
    fc
      .array(fc.integer({ min: 0, max: 9 }), { minLength: least, maxLength: most })
      .map((digits) => `tel:+${code}${digits.join('')}`),
  );

interface Shown {
  readonly style: Pick<Style, 'ink'>;
  readonly ground: 'dark' | 'light';
  readonly quiet: number;
}

/** The code of a text in a window of its own, with a margin of the terminal's colours. */
function shown(text: string, { style, ground, quiet }: Shown, which = 0) {
  const code = qrCodes(text)[which] ?? [];
  const lines = showQr(code, { style, ground, quiet });
  const { columns, rows } = qrSize(code, quiet);
  expect(lines).toHaveLength(rows);
  expect(lines.map(widthOf)).toEqual(lines.map(() => columns));
  const screen = new VtScreen(columns + 2 * margin, rows + 2 * margin);
  return screen.write(window(lines, margin, columns)).cells();
}

describe('a code on the screen', () => {
  it('is read in colours on any background, dark on light as it should be', () => {
    fc.assert(
      fc.property(number, fc.constantFrom(...themes), fc.constantFrom(4, 2), (text, theme, quiet) => {
        const cells = shown(text, { style: coloured, ground: 'dark', quiet });
        expect(scan(cells, theme)).toBe(text);
      }),
      { numRuns: 200 },
    );
  });

  it('is read without colours on the background it is drawn for', () => {
    fc.assert(
      fc.property(number, fc.constantFrom(...themes), fc.constantFrom(4, 2), (text, theme, quiet) => {
        const cells = shown(text, { style: plainStyle, ground: theme.ground, quiet });
        expect(scan(cells, theme)).toBe(text);
      }),
      { numRuns: 200 },
    );
  });

  it('is read without colours on the other background as a whole negative', () => {
    fc.assert(
      fc.property(number, fc.constantFrom(...themes), (text, theme) => {
        const ground = theme.ground === 'dark' ? 'light' : 'dark';
        const cells = shown(text, { style: plainStyle, ground, quiet: 4 });
        expect(scan(cells, theme)).toBeNull();
        expect(scan(cells, theme, true)).toBe(text);
      }),
      { numRuns: 50 },
    );
  });

  it('is read in its smaller form as well', () => {
    for (const theme of themes) {
      const cells = shown('tel:+33388001122', { style: coloured, ground: 'dark', quiet: 2 }, 1);
      expect(scan(cells, theme)).toBe('tel:+33388001122');
    }
  });

  it('names both colours in every line and leaves none open', () => {
    const [code = []] = qrCodes('tel:+33388001122');
    for (const line of showQr(code, { style: coloured, ground: 'dark', quiet: 4 })) {
      expect(line).toMatch(/^\u001b\[30m\u001b\[107m[ ▀▄█]+\u001b\[49m\u001b\[39m$/); // oxlint-disable-line no-control-regex -- colour codes
    }
  });
});
