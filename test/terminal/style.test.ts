import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createStyle, padEnd, padStart, plainStyle, show, widthOf, wrap } from '../../src/terminal/style.ts';

const hostile: unknown = JSON.parse(
  readFileSync(new URL('../fixtures/hostile-strings.json', import.meta.url), 'utf8'),
);
const samples = Object.values(hostile ?? {}).filter((sample): sample is string => typeof sample === 'string');

/** First and last code point of everything that must never reach a terminal. */
const forbidden: readonly (readonly [number, number])[] = [
  [0x00, 0x1f], // C0
  [0x7f, 0x9f], // DEL and C1
  [0xad, 0xad],
  [0x61c, 0x61c],
  [0x180e, 0x180e],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0xd800, 0xdfff], // lone surrogates
  [0xfeff, 0xfeff],
  [0xfff9, 0xfffb],
  [0xe0000, 0xe007f], // tags
];

/** Asked code point by code point, not with the expression under test. */
function leaks(text: string): string[] {
  return Array.from(text).filter((character) => {
    const point = character.codePointAt(0) ?? 0;
    return forbidden.some(([first, last]) => point >= first && point <= last);
  });
}

describe('show', () => {
  it.each([
    ['Menuiserie Roussel', 'Menuiserie Roussel'],
    ['', ''],
    ['1\u00a0200,00\u00a0€', '1\u00a0200,00\u00a0€'],
    ['A\u001b[31mred', 'A\ufffd[31mred'],
    ['A\u001b]0;pwn\u0007B', 'A\ufffd]0;pwn\ufffdB'],
    ['1000.00\r9.00', '1000.00 9.00'],
    ['Anna\r\n\t\nPAID: yes', 'Anna PAID: yes'],
    ['100\b\b\b999', '100\ufffd\ufffd\ufffd999'],
    ['a\u007fb\u009bc', 'a\ufffdb\ufffdc'],
    ['A\u202e123', 'A\ufffd123'],
    ['An\u200bna', 'An\ufffdna'],
    ['a\u2028b\u2029c', 'a\ufffdb\ufffdc'],
    ['a\ud800b', 'a\ufffdb'],
    ['a\u{e0041}b', 'a\ufffdb'],
    ['e\u0301', 'é'],
    [`Z${'\u0301'.repeat(50)}`, 'Ź\u0301\u0301\u0301'],
    ['漢字', '漢字'],
    ['\u{1f468}\u200d\u{1f469}', '\u{1f468}\ufffd\u{1f469}'],
  ])('%j shows as %j', (text, shown) => expect(show(text)).toBe(shown));

  it.each([
    ['Menuiserie Roussel', 10, 'Menuiseri…'],
    ['Menuiserie Roussel', 12, 'Menuiserie…'],
    ['Menuiserie', 10, 'Menuiserie'],
    ['Menuiserie', 1, '…'],
    ['Menuiserie', 0, ''],
    ['Menuiserie', -3, ''],
    ['漢字漢字', 5, '漢字…'],
    ['漢字漢字', 4, '漢…'],
    ['n\u0303\u0332o\u0332p', 2, 'ñ\u0332…'],
    ['\u{1f1eb}\u{1f1f7}\u{1f1e7}\u{1f1ea}', 3, '\u{1f1eb}\u{1f1f7}…'],
  ])('%j at %i columns is %j', (text, width, shown) => {
    expect(show(text, width)).toBe(shown);
    expect(widthOf(show(text, width))).toBeLessThanOrEqual(Math.max(0, width));
  });

  it('has the whole corpus to try', () => expect(samples).toHaveLength(58));

  it.each(samples)('lets nothing of %j through', (sample) => {
    expect(leaks(show(sample))).toEqual([]);
    expect(widthOf(show(sample, 20))).toBeLessThanOrEqual(20);
  });

  it('lets no control, direction mark or invisible character through, in 100,000 texts', {
    timeout: 120_000,
  }, () => {
    const nasty = fc.constantFrom(
      ...samples,
      '\u001b[',
      '\u009b',
      '\u202e',
      '\u200b',
      '\ufeff',
      '\ufe0f',
      '\u{e0020}',
    );
    const piece = fc.oneof(fc.string({ unit: 'binary', maxLength: 8 }), fc.string({ maxLength: 8 }), nasty);
    const texts = fc.tuple(piece, piece).map((parts) => parts.join(''));
    let leaked = 0;
    const check = fc.property(texts, fc.integer({ min: 0, max: 24 }), (text, width) => {
      const [whole, short] = [show(text), show(text, width)];
      leaked += leaks(whole).length + leaks(short).length;
      return widthOf(short) <= width && show(whole) === whole && !/\p{M}{4}/u.test(whole);
    });
    fc.assert(check, { numRuns: 100_000 });
    expect(leaked).toBe(0);
  });
});

describe('widths', () => {
  it.each([
    ['', 0],
    ['abc', 3],
    ['été', 3],
    ['e\u0301te\u0301', 3],
    ['\u001b[36mabc\u001b[39m', 3],
    ['漢字', 4],
    ['한국', 4],
    ['ｄｕｎ', 6],
    ['😀', 2],
    ['👍🏽', 2],
    ['🇫🇷', 2],
    ['❤\ufe0f', 2],
    ['→ ✓ …', 5],
  ])('%j takes %i columns', (text, width) => expect(widthOf(text)).toBe(width));

  it('pads by columns, not by characters', () => {
    expect([padEnd('漢', 4), padStart('漢', 4), padEnd('abc', 2), padStart('abc', 2)]).toEqual([
      '漢  ',
      '  漢',
      'abc',
      'abc',
    ]);
    expect(padEnd('\u001b[1ma\u001b[22m', 3)).toBe('\u001b[1ma\u001b[22m  ');
  });
});

describe('wrap', () => {
  it.each([
    ['un deux trois', 80, ['un deux trois']],
    ['un deux trois', 8, ['un deux', 'trois']],
    ['un deux trois', 7, ['un deux', 'trois']],
    ['un deux trois', 6, ['un', 'deux', 'trois']],
    ['anticonstitutionnel', 8, ['anticons', 'titution', 'nel']],
    ['Où en est-elle\u00a0?', 14, ['Où en', 'est-elle\u00a0?']],
    ['漢字漢字', 5, ['漢字', '漢字']],
    ['a\nb', 80, ['a', 'b']],
    ['', 80, ['']],
  ])('%j at %i', (text, width, lines) => expect(wrap(text, width)).toEqual(lines));

  it('counts the indent in', () => {
    expect(wrap('un deux trois', 9, '  ')).toEqual(['  un deux', '  trois']);
  });

  it('keeps every letter and never exceeds the width', () => {
    const texts = fc
      .array(fc.string({ unit: 'grapheme', maxLength: 30 }))
      .map((words) => show(words.join(' ')));
    fc.assert(
      fc.property(texts, fc.integer({ min: 4, max: 40 }), (text, width) => {
        const lines = wrap(text, width);
        expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(width);
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('createStyle', () => {
  it('paints only where there is colour', async () => {
    const [colour, plain] = [await createStyle(true), await createStyle(false)];
    expect(plain).toBe(plainStyle);
    expect(
      [plain.accent('x'), plain.dim('x'), plain.bold('x'), plain.warn('x'), plain.good('x')].join(''),
    ).toBe('xxxxx');
    for (const paint of [colour.accent, colour.dim, colour.bold, colour.warn, colour.good]) {
      expect(paint('x')).toMatch(/^\u001b\[\d+mx\u001b\[\d+m$/); // oxlint-disable-line no-control-regex -- a colour code
      expect(widthOf(paint('x'))).toBe(1);
    }
  });

  it('paints one text each as the function of a map', async () => {
    const { dim } = await createStyle(true);
    expect(['a', 'b'].map(dim)).toEqual([dim('a'), dim('b')]);
  });

  it('makes a link that takes no columns, and only its text without colour', async () => {
    const [colour, plain] = [await createStyle(true), await createStyle(false)];
    const link = colour.link('03 88', 'tel:+33388001122');
    expect(link).toBe('\u001b]8;;tel:+33388001122\u000703 88\u001b]8;;\u0007');
    expect(widthOf(link)).toBe(5);
    expect(plain.link('03 88', 'tel:+33388001122')).toBe('03 88');
  });
});
