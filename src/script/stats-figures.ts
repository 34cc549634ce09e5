import { formatMoney, type Money } from '../domain/money.ts';
import type { PlotRow } from '../domain/stats/report.ts';
import type { Rate } from '../domain/stats/rate.ts';
import { countKey, type Words } from './words.ts';

/** `67 % (4 sur 6)`; the words for no data when there was nothing to count. */
export function rateText({ count, of, share }: Rate, words: Words): string {
  if (share === null) return noData(words);
  return words.label('stats.rate', { percent: percentOf(share), count, of });
}

/** `67 %`, or the words for no data. */
export function percentText(share: number | null, words: Words): string {
  return share === null ? noData(words) : words.label('stats.percent', { percent: percentOf(share) });
}

export function noData(words: Words): string {
  return words.label('stats.no_data');
}

/** One decimal at most, with the language's point: `7,5`. */
export function numberText(number: number, { language }: Words): string {
  const text = String(Math.round(number * 10) / 10);
  return language === 'fr' ? text.replace('.', ',') : text;
}

/** A count or a mean with its unit: `stats.days` and the like, by `.one` and `.other`. */
export function countText(key: `stats.${string}`, count: number, words: Words): string {
  const rounded = Math.round(count * 10) / 10;
  return words.label(`${key}.${countKey(rounded, words)}`, { count: numberText(count, words) });
}

export function moneyText(amount: Money, { language }: Words): string {
  return formatMoney(amount, language);
}

/** Amounts of several currencies side by side, because they do not add up. */
export function amountsText(amounts: readonly Money[], words: Words): string {
  return amounts.length === 0 ? noData(words) : amounts.map((amount) => moneyText(amount, words)).join(' + ');
}

/** A row whose bar is as long as its rate. */
export function rateRow(label: string, rate: Rate, words: Words): PlotRow {
  return { label, values: [rateText(rate, words)], share: rate.share };
}

// All and nothing are said of all and nothing only.
function percentOf(share: number): number {
  const percent = Math.round(share * 100);
  if (share > 0 && percent === 0) return 1;
  return share < 1 && percent === 100 ? 99 : percent;
}
