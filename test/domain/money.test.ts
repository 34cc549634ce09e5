import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  add,
  byCurrency,
  type Currency,
  EUR,
  exponentOf,
  formatDecimal,
  formatMoney,
  money,
  parseCurrency,
  parseMinor,
  share,
  split,
  subtract,
  sum,
  sumsByCurrency,
  zero,
} from '../../src/domain/money.ts';

const known = (code: string): Currency => {
  const currency = parseCurrency(code);
  if (currency === undefined) throw new Error(`unknown currency ${code}`);
  return currency;
};

/** With 2, 2, 2, 2, 0 and 3 decimals. */
const six = ['EUR', 'GBP', 'USD', 'CHF', 'JPY', 'KWD'].map(known);
const minors = fc.maxSafeInteger();
const amounts = fc.tuple(minors, fc.constantFrom(...six)).map(([minor, currency]) => money(minor, currency));
const languages = fc.constantFrom('fr' as const, 'en' as const);
const many = { numRuns: 10_000 };

describe('currencies', () => {
  it.each([
    ['EUR', 'EUR'],
    [' eur ', 'EUR'],
    ['€', 'EUR'],
    ['£', 'GBP'],
    ['$', 'USD'],
  ])('%s is %s', (text, code) => expect(parseCurrency(text)).toBe(code));

  it.each(['', 'XXX', 'euro', 'EU', 'constructor', '__proto__', 'toString'])('%j is none', (text) => {
    expect(parseCurrency(text)).toBeUndefined();
  });

  it.each([
    ['EUR', 2],
    ['JPY', 0],
    ['XOF', 0],
    ['KWD', 3],
    ['HUF', 2],
  ])('%s has %i decimals', (code, decimals) => expect(exponentOf(known(code))).toBe(decimals));
});

describe('parseMinor', () => {
  it.each([
    ['250', 25_000],
    ['250.5', 25_050],
    ['250,5', 25_050],
    ['1 250,50', 125_050],
    ['1\u00a0250,50', 125_050],
    ['1\u202f250,50', 125_050],
    ['1,250.50', 125_050],
    ['1.250,50', 125_050],
    ["1'200.00", 120_000],
    ['1’200.00', 120_000],
    ['1,250', 125_000],
    ['1.250', 125_000],
    ['1.250.000', 125_000_000],
    ['1,250,000.5', 125_000_050],
    ['0,500', 50],
    ['0.050', 5],
    ['12.340', 1_234_000],
    ['12.3400', 1_234],
    ['-56,15', -5_615],
    ['−56,15', -5_615],
    ['+56,15', 5_615],
    ['0', 0],
    ['-0', 0],
    ['00012', 1_200],
    ['90071992547409.91', Number.MAX_SAFE_INTEGER],
  ])('%s is %i cents', (text, minor) => expect(parseMinor(text, EUR)).toBe(minor));

  it.each(
    '|abc|1,2,3|1.2.3|1,25,000|1.250,50,00|1..2|12.345.67|.5|,5|5 €|1e3|0x10|Infinity|--5|5-|1.001,001|90071992547409.92|12.3456'.split(
      '|',
    ),
  )('"%s" is no amount', (text) => expect(parseMinor(text, EUR)).toBeUndefined());

  it.each([
    ['JPY', '1250', 1250],
    ['JPY', '1,250', 1250],
    ['JPY', '1250.00', 1250],
    ['JPY', '12.5', undefined],
    ['KWD', '1.250', 1250],
    ['KWD', '1,250', 1250],
    ['KWD', '1,250.500', 1_250_500],
    ['KWD', '1.2505', undefined],
  ])('%s %s is %s', (code, text, minor) => expect(parseMinor(text, known(code))).toBe(minor));

  it('reads exactly each of the 1,000,001 amounts up to 10,000.00, 65,624 of which floating point gets wrong', () => {
    let [wrong, wrongByFloat] = [0, 0];
    for (let minor = 0; minor <= 1_000_000; minor += 1) {
      const text = `${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, '0')}`;
      if (parseMinor(text, EUR) !== minor) wrong += 1;
      if (Math.trunc(Number.parseFloat(text) * 100) !== minor) wrongByFloat += 1;
    }
    expect([wrong, wrongByFloat]).toEqual([0, 65_624]);
  });

  it('undoes formatDecimal and formatMoney, in six currencies', () => {
    fc.assert(
      fc.property(amounts, languages, (amount, language) => {
        expect(parseMinor(formatDecimal(amount), amount.currency)).toBe(amount.minor);
        const shown = formatMoney(amount, language).replace(/[€£$]|[A-Z]{3}/g, '');
        expect(parseMinor(shown, amount.currency)).toBe(amount.minor);
      }),
      many,
    );
  });
});

describe('formats', () => {
  it.each([
    [money(120_000, EUR), '1200.00', '1\u00a0200,00\u00a0€', '€1,200.00'],
    [money(-5, EUR), '-0.05', '-0,05\u00a0€', '-€0.05'],
    [money(123_456_789, known('GBP')), '1234567.89', '1\u00a0234\u00a0567,89\u00a0£', '£1,234,567.89'],
    [money(1250, known('JPY')), '1250', '1\u00a0250\u00a0JPY', '1,250\u00a0JPY'],
    [money(1250, known('KWD')), '1.250', '1,250\u00a0KWD', '1.250\u00a0KWD'],
    [zero(EUR), '0.00', '0,00\u00a0€', '€0.00'],
  ])('%j', (amount, ...texts) => {
    expect([formatDecimal(amount), formatMoney(amount, 'fr'), formatMoney(amount, 'en')]).toEqual(texts);
  });
});

describe('sums and shares', () => {
  it('adds each currency by itself, in the order in which they come', () => {
    const [gbp, chf] = [known('GBP'), known('CHF')];
    const sums = sumsByCurrency([money(100, gbp), money(5, chf), money(20, gbp)]);
    expect(sums).toEqual([money(120, gbp), money(5, chf)]);
    expect(sums.toSorted(byCurrency)).toEqual([money(5, chf), money(120, gbp)]);
    expect(sumsByCurrency([])).toEqual([]);
  });

  it('refuses what is no whole number of minor units, and other currencies', () => {
    expect(() => money(0.5, EUR)).toThrow(RangeError);
    expect(() => money(Number.MAX_SAFE_INTEGER + 1, EUR)).toThrow(RangeError);
    expect(() => add(money(1, EUR), money(1, known('GBP')))).toThrow(RangeError);
    expect(() => add(money(Number.MAX_SAFE_INTEGER, EUR), money(1, EUR))).toThrow(RangeError);
    expect(() => split(money(1, EUR), 0)).toThrow(RangeError);
    expect(() => split(money(1, EUR), 1.5)).toThrow(RangeError);
  });

  it('never gives a negative zero', () => {
    const nothing = [subtract(zero(EUR), zero(EUR)), share(money(-1, EUR), 10), ...split(money(-1, EUR), 2)];
    expect(nothing.map(({ minor }) => Object.is(minor, -0))).toEqual([false, false, false, false]);
  });

  it.each([
    [5, 50, 3],
    [-5, 50, -3],
    [3, 50, 2],
    [1, 49.9, 0],
    [10_000, 1.005, 101],
    [-10_000, 1.005, -101],
    [120_005, 30, 36_002],
    [120_005, 100, 120_005],
    [120_005, 0, 0],
    [1000, 33.33, 333],
    [Number.MAX_SAFE_INTEGER, 100, Number.MAX_SAFE_INTEGER],
  ])('of %i minor units, %f %% are %i', (minor, percent, expected) => {
    expect(share(money(minor, EUR), percent).minor).toBe(expected);
  });

  it('rounds a share half away from zero, the same on both sides of zero', () => {
    fc.assert(
      fc.property(amounts, fc.integer({ min: 0, max: 10_000 }), (amount, hundredths) => {
        const part = share(amount, hundredths / 100).minor;
        const doubled = BigInt(amount.minor) * BigInt(hundredths) * 2n;
        const distance = BigInt(part) * 20_000n - doubled;
        expect(distance <= 10_000n && distance >= -10_000n).toBe(true);
        expect(share({ ...amount, minor: -amount.minor }, hundredths / 100).minor).toBe(
          part === 0 ? 0 : -part,
        );
      }),
      many,
    );
  });

  it('splits into parts that add up to the whole, the last one taking the rest', () => {
    fc.assert(
      fc.property(amounts, fc.integer({ min: 1, max: 60 }), (whole, count) => {
        const parts = split(whole, count);
        expect(parts).toHaveLength(count);
        expect(sum(parts, whole.currency)).toEqual(whole);
        const [first, last] = [parts[0]?.minor ?? 0, parts.at(-1)?.minor ?? 0];
        expect(Math.abs(last - first)).toBeLessThan(count);
      }),
      many,
    );
  });

  it('adds and takes away without loss', () => {
    const small = fc.integer({ min: -1e12, max: 1e12 });
    fc.assert(
      fc.property(small, small, (a, b) => {
        expect(subtract(add(money(a, EUR), money(b, EUR)), money(b, EUR))).toEqual(money(a, EUR));
      }),
      many,
    );
  });
});
