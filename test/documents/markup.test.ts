import { describe, expect, it } from 'vitest';
import { keepNumbers, typeset } from '../../src/documents/markup.ts';

const whole = (number: string): string => `<span style="white-space:nowrap">${number}</span>`;

describe('typeset', () => {
  it.each([
    ["l'appel d'Agencement", 'l’appel d’Agencement'],
    ["call.steps 'a b' 5' '26", 'call.steps &#39;a b&#39; 5&#39; &#39;26'],
    ["o'brien.d'arc@roussel.example", 'o&#39;brien.d&#39;arc@roussel.example'],
    ["https://roussel.example/l'avis", 'https://roussel.example/l&#39;avis'],
    ['reply "agreed", or ("not yet").', 'reply “agreed”, or (“not yet”).'],
    ['a 27" screen and a 24" one', 'a 27&quot; screen and a 24&quot; one'],
    ["l'<b>", 'l&#39;&lt;b&gt;'],
  ])('%s', (text, expected) => {
    expect(typeset(text)).toBe(expected);
  });
});

describe('keepNumbers', () => {
  it.each([
    ['F-2026-044, échue', `${whole('F-2026-044')}, échue`],
    ['F-2026-052-AVENANT-3', whole('F-2026-052-AVENANT-3')],
    ['Saint-Jean-Pied-de-Port', 'Saint-Jean-Pied-de-Port'],
    [
      'https://payer.example/a-b/F-2026-044?n=F-2026-044',
      'https://payer.example/a-b/F-2026-044?n=F-2026-044',
    ],
    [`F-${'9'.repeat(30)}`, `F-${'9'.repeat(30)}`],
  ])('%s', (text, expected) => {
    expect(keepNumbers(text)).toBe(expected);
  });
});
