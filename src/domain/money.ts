declare const currencyBrand: unique symbol;

/** An ISO 4217 code that `parseCurrency` knows. */
export type Currency = string & { readonly [currencyBrand]: true };

/** An amount in whole minor units (cents) of one currency. */
export interface Money {
  readonly minor: number;
  readonly currency: Currency;
}

/** Digits after the point, by ISO 4217. `Intl` differs for HUF, so the table is our own. */
const exponents: Readonly<Record<string, number>> = {
  AUD: 2,
  BGN: 2,
  CAD: 2,
  CHF: 2,
  CZK: 2,
  DKK: 2,
  EUR: 2,
  GBP: 2,
  HUF: 2,
  JPY: 0,
  KWD: 3,
  MAD: 2,
  NOK: 2,
  NZD: 2,
  PLN: 2,
  RON: 2,
  SEK: 2,
  TND: 3,
  USD: 2,
  XAF: 0,
  XOF: 0,
  XPF: 0,
}; // prettier-ignore

export const EUR = 'EUR' as Currency;

/** Reads an ISO 4217 code or a usual sign (€, £, $), any case; `undefined` when unknown. */
export function parseCurrency(text: string): Currency | undefined {
  const signs: Readonly<Record<string, string>> = { '€': 'EUR', '£': 'GBP', $: 'USD' };
  const trimmed = text.trim();
  const code = signs[trimmed] ?? trimmed.toUpperCase();
  return Object.hasOwn(exponents, code) ? (code as Currency) : undefined;
}

export function exponentOf(currency: Currency): number {
  return exponents[currency] ?? 2;
}

export function money(minor: number, currency: Currency): Money {
  if (!Number.isSafeInteger(minor)) throw new RangeError(`not a whole number of minor units: ${minor}`);
  // Adding 0 turns -0 into 0: the two are equal, but are written and compared differently in places.
  return { minor: minor + 0, currency };
}

export function zero(currency: Currency): Money {
  return { minor: 0, currency };
}

/** The sum; throws when the currencies differ, because no rule may mix them. */
export function add(a: Money, b: Money): Money {
  if (a.currency !== b.currency) throw new RangeError(`cannot add ${a.currency} and ${b.currency}`);
  return money(a.minor + b.minor, a.currency);
}

export function subtract(a: Money, b: Money): Money {
  return add(a, { minor: -b.minor, currency: b.currency });
}

export function sum(parts: readonly Money[], currency: Currency): Money {
  return parts.reduce(add, zero(currency));
}

/** A threshold of the rules, given in cents, in the minor units of a currency that may have none or three digits. */
export function threshold(cents: number, currency: Currency): number {
  return cents * 10 ** (exponentOf(currency) - 2);
}

/** One sum for each currency, in the order in which they first come: amounts of two currencies are never added. */
export function sumsByCurrency(amounts: readonly Money[]): Money[] {
  const sums = new Map<Currency, Money>();
  for (const amount of amounts) {
    const { currency } = amount;
    sums.set(currency, add(sums.get(currency) ?? zero(currency), amount));
  }
  return [...sums.values()];
}

/** Compares by the code of the currency. */
export function byCurrency(a: Money, b: Money): number {
  return a.currency < b.currency ? -1 : 1;
}

/**
 * A share of an amount, rounded once, half away from zero: 50 % of 0.05 is 0.03. The percentage counts to six decimals;
 * the product is exact, because 1.005 % of 100.00 is a half cent that floating point misses.
 */
export function share(of: Money, percent: number): Money {
  const millionths = BigInt(Math.round(percent * 1e6));
  const product = BigInt(of.minor) * millionths * 2n;
  const half = product < 0n ? -100_000_000n : 100_000_000n;
  return money(Number((product + half) / 200_000_000n), of.currency);
}

/** Equal whole parts that add up to the whole; the last one takes what rounding leaves. */
export function split(whole: Money, count: number): Money[] {
  if (!Number.isInteger(count) || count < 1) throw new RangeError(`cannot split into ${count} parts`);
  const each = Math.trunc(whole.minor / count);
  const parts = Array.from({ length: count }, () => money(each, whole.currency));
  parts[count - 1] = money(whole.minor - each * (count - 1), whole.currency);
  return parts;
}

/**
 * Reads an amount as people type it: `250`, `1 250,50`, `1,250.50`, `1.250,50`, `-56,15`, `1'200.00`.
 * A single separator followed by exactly three digits groups thousands (`1,250`), unless the currency has three decimals;
 * else it is the decimal point.
 * Returns minor units, or `undefined` when the text is no amount or has more decimals than the currency.
 */
export function parseMinor(text: string, currency: Currency): number | undefined {
  const bare = text
    .trim()
    .replace(/[\s\u00a0\u202f'’]/g, '')
    .replace(/^\+/, '')
    .replace(/−/g, '-');
  const match = /^(-?)(\d[\d.,]*)$/.exec(bare);
  if (!match?.[2]) return undefined;
  const exponent = exponentOf(currency);
  const parts = splitDecimals(match[2], exponent);
  if (!parts) return undefined;
  const decimals = parts.decimals.replace(/0+$/, '');
  if (decimals.length > exponent) return undefined;
  const minor = Number(parts.whole + decimals.padEnd(exponent, '0')) * (match[1] ? -1 : 1);
  return Number.isSafeInteger(minor) ? minor + 0 : undefined;
}

/** A decimal string with the currency's digits, `1200.00`: the form of JSON documents. */
export function formatDecimal(amount: Money): string {
  const exponent = exponentOf(amount.currency);
  const digits = String(Math.abs(amount.minor)).padStart(exponent + 1, '0');
  const sign = amount.minor < 0 ? '-' : '';
  if (exponent === 0) return sign + digits;
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

/** Money for the eye: `1 200,00 €` in French, `€1,200.00` in English. Without Intl, which is slow to load. */
export function formatMoney(amount: Money, language: 'fr' | 'en'): string {
  const [whole = '0', decimals] = formatDecimal({ ...amount, minor: Math.abs(amount.minor) }).split('.');
  const grouped = inThousands(whole, language === 'fr' ? '\u00a0' : ',');
  const number = decimals === undefined ? grouped : grouped + (language === 'fr' ? ',' : '.') + decimals;
  const sign = amount.minor < 0 ? '-' : '';
  const symbol = { EUR: '€', GBP: '£', USD: '$' }[amount.currency as string];
  if (language === 'fr' || symbol === undefined) return `${sign}${number}\u00a0${symbol ?? amount.currency}`;
  return `${sign}${symbol}${number}`;
}

function inThousands(digits: string, separator: string): string {
  if (digits.length <= 3) return digits;
  return `${inThousands(digits.slice(0, -3), separator)}${separator}${digits.slice(-3)}`;
}

function splitDecimals(digits: string, exponent: number): { whole: string; decimals: string } | undefined {
  const last = Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(','));
  if (last < 0) return { whole: digits, decimals: '' };
  const separator = digits.charAt(last);
  const groups = digits.slice(0, last);
  const tail = digits.slice(last + 1);
  const repeated = groups.includes(separator);
  const other = separator === '.' ? ',' : '.';
  const isGroup = tail.length === 3 && exponent !== 3 && !groups.includes(other) && groups !== '0';
  const groupsOnly = repeated || isGroup;
  if (groupsOnly) return joinGroups([...groups.split(separator), tail], '');
  return groups.includes(other) ? joinGroups(groups.split(other), tail) : { whole: groups, decimals: tail };
}

function joinGroups(
  groups: readonly string[],
  decimals: string,
): { whole: string; decimals: string } | undefined {
  const [first = '', ...rest] = groups;
  const regular = first.length >= 1 && first.length <= 3 && rest.every((group) => /^\d{3}$/.test(group));
  return regular ? { whole: groups.join(''), decimals } : undefined;
}
