import { describe, expect, it } from 'vitest';
import { inBreaths, wordCount } from '../../src/script/breath.ts';
import { withoutDebt } from '../../src/script/facts.ts';
import { numbersOf, tellsOfDebt } from '../../src/script/telling.ts';
import { aSetup } from '../support/a-call.ts';

const numbers = numbersOf(aSetup());

describe('what tells of a debt', () => {
  it.each([
    'Relance FACTURE de mai', 'les impayés', 'un retard', 'la dette', 'une creance', 'invoice 12', 'overdue work', 'the debt',
    'mise en demeure', 'reste 840 euros', 'reste 1 250,50 €', 'about €12', 'F-2026-044', 'f-2026-044 bis', 'il manque 840',
  ])('%s', (text) => {
    expect(tellsOfDebt(text, numbers)).toBe(true);
  }); // biome-ignore format: a row of texts

  it.each([
    'la refonte du catalogue', 'la manufacture de Sèvres', 'le site, 12 pages', 'retardateur de flamme', 'F-2026-0441', '18400',
    'debut mai', 'paysage', 'the payload format', '',
  ])('not %s', (text) => {
    expect(tellsOfDebt(text, numbers)).toBe(false);
  }); // biome-ignore format: a row of texts

  it('is left out of what may be said to anybody, with the numbers of the invoices it goes with', () => {
    const facts = { invoice_no: '12, 13 et 14', reference: '12', me_full: 'Nadia Benali' };
    expect(withoutDebt({ ...facts, service: 'lot 13' })).toEqual({ me_full: 'Nadia Benali' });
    expect(withoutDebt({ ...facts, service: 'plans et lot 15' })).toHaveProperty('service');
  });
});

describe('a breath', () => {
  const words = (count: number) => Array.from({ length: count }, (_, at) => `mot${at}`).join(' ');
  it.each([
    ['thirty words stay one line', words(30), [30]],
    ['two sentences are parted where one ends', `${words(20)}. ${words(15)}.`, [20, 15]],
    ['short sentences stay together', `${words(10)}. ${words(10)}. ${words(12)}.`, [20, 12]],
    ['a long sentence is parted at its clauses', `${words(14)}, ${words(14)}, ${words(14)}.`, [28, 14]],
    ['what has no place to stop is parted evenly', words(31), [16, 15]],
    ['nothing is nothing', '', [0]],
  ])('%s', (_, line, counts) => {
    const lines = inBreaths(line);
    expect(lines.map(wordCount)).toEqual(counts);
    expect(lines.join(' ')).toBe(line);
  });

  it('keeps an amount with its currency', () => {
    const lines = inBreaths(`${words(29)} 840,00\u00a0€ ${words(20)}`);
    expect(lines.some((line) => line.includes('840,00\u00a0€'))).toBe(true);
  });
});
