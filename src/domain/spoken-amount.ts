import { type Currency, type Money, money, parseCurrency, parseMinor, share, split } from './money.ts';

/** What an amount is said about. */
export interface AmountContext {
  readonly currency: Currency;
  /** What `all`, `half` and percentages are taken of. */
  readonly whole: Money;
}

/** Into how many parts a word divides the whole. */
// biome-ignore format: one row of words
const divisors: readonly (readonly [number, readonly string[]])[] = [
  [1, ['tout', 'le tout', 'total', 'la totalité', 'totalité', 'en totalité', 'all', 'all of it', 'everything', 'full', 'in full', 'the lot']],
  [2, ['moitié', 'la moitié', 'moitie', 'half', 'half of it']],
  [3, ['tiers', 'un tiers', 'le tiers', 'third', 'a third']],
  [4, ['quart', 'un quart', 'le quart', 'quarter', 'a quarter']],
];

const currencyWords: Readonly<Record<string, string>> = {
  euro: 'EUR',
  euros: 'EUR',
  pound: 'GBP',
  pounds: 'GBP',
  dollar: 'USD',
  dollars: 'USD',
};

/**
 * Reads an amount as one types it during a call: `250`, `1 250,50 €`, `£1,250.50`, `50%`, `all`, `tout`, `moitié`
 * (practice C1). `undefined` for anything else, another currency's sign, a negative amount, or more than 100 %. Zero and
 * more than the whole come back as they are: whether they make sense is for the caller to say.
 */
export function parseSpokenAmount(text: string, { currency, whole }: AmountContext): Money | undefined {
  const said = text.trim().toLowerCase().normalize('NFC').replace(/\s+/g, ' ');
  const percent = /^(\d{1,3}(?:[.,]\d{1,4})?) ?(?:%|percent|per cent|pour ?cent)$/.exec(said);
  if (percent?.[1]) return percentage(whole, Number(percent[1].replace(',', '.')));
  const divisor = divisors.find(([, words]) => words.includes(said))?.[0];
  // The last part takes what rounding leaves: half of 0.05 is 0.03, never less than the word says.
  if (divisor !== undefined) return split(whole, divisor).at(-1);
  const number = withoutCurrency(said, currency);
  const minor = number === undefined ? undefined : parseMinor(number, currency);
  return minor === undefined || minor < 0 ? undefined : money(minor, currency);
}

function percentage(whole: Money, percent: number): Money | undefined {
  return percent <= 100 ? share(whole, percent) : undefined;
}

/** The number alone; `undefined` when a sign or code of another currency stands beside it. */
function withoutCurrency(said: string, currency: Currency): string | undefined {
  const match = /^([^\d+-]*?)\s*([+-]?\d[\d\s.,'’]*?)\s*([^\d\s.,'’]*)$/.exec(said);
  const signs = [match?.[1] ?? '', match?.[3] ?? ''].filter((sign) => sign !== '');
  const isOurs = signs.every((sign) => parseCurrency(currencyWords[sign] ?? sign) === currency);
  return signs.length <= 1 && isOurs ? match?.[2] : undefined;
}
