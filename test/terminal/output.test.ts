import { describe, expect, it } from 'vitest';
import { fitted } from '../../src/terminal/output.ts';

const window = { isTTY: true, columns: 40 };

describe('a line longer than the window', () => {
  it.each([
    [
      'is broken between words',
      'Sur le compte au plus tard le lundi 8 juin 2026',
      'Sur le compte au plus tard le lundi 8\njuin 2026',
    ],
    [
      'stands under its own beginning',
      '    jours de retard à partir desquels une dette',
      '    jours de retard à partir desquels\n    une dette',
    ],
    ['stays whole when it fits', 'court', 'court'],
    ['keeps what must not break', `${'a'.repeat(36)} fin ?`, `${'a'.repeat(36)}\nfin ?`],
    ['counts no colours', `\u001b[2m${'a'.repeat(40)}\u001b[22m`, `\u001b[2m${'a'.repeat(40)}\u001b[22m`],
  ])('%s', (...[, text, expected]) => {
    expect(fitted(text, window)).toBe(expected);
  });

  it('stays one line in a pipe', () => {
    const long = 'mot '.repeat(40);
    expect(fitted(long, { isTTY: false, columns: 80 })).toBe(long);
  });
});
