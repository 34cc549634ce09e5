import { describe, expect, it } from 'vitest';
import { qrCodes } from '../../src/documents/qr.ts';

const sides = (text: string) => qrCodes(text).map((code) => code.length);

describe('the codes of a text', () => {
  it.each([
    ['a French number: M takes 25 modules, L only 21', 'tel:+33388001122', [25, 21]],
    ['17 bytes, the last that L holds in 21', 'tel:+442079460018', [25, 21]],
    ['18 bytes: both take 25, one code', 'tel:+4915123456789', [25]],
    ['the longest number there is', 'tel:+123456789012345', [25]],
  ])('are of the smallest version: %s', (_, text, expected) => {
    expect(sides(text)).toEqual(expected);
  });

  it('are square, without a border, with the three finder patterns', () => {
    for (const code of qrCodes('tel:+33388001122')) {
      const last = code.length - 1;
      expect(code.every((row) => row.length === code.length)).toBe(true);
      expect([code[0]?.[0], code[0]?.[last], code[last]?.[0]]).toEqual([true, true, true]);
      expect(code[7]?.slice(0, 8)).toEqual(Array(8).fill(false));
    }
  });

  it('do not exist for a text that no code can hold', () => {
    expect(() => qrCodes('9'.repeat(8000))).toThrow(RangeError);
  });
});
