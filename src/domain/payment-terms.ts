import { addDays, type Day, dayOf, endOfMonth, parseDay } from './day.ts';

/** Days after the invoice when neither due day nor terms are known: the default between businesses in the EU (2011/7/EU). */
export const defaultTermDays = 30;

const dayUnits = /(\d{1,3})\s*(?:jours?|jrs?|j|days?|d|tagen?|tg|dagen?|dgn)\b/g;
const netDays = /\bnet(?:to)?\s*(\d{1,3})\b/g;
const endOfMonthWords = /fin (?:de|du) mois|\bfdm\b|end of (?:the )?month|\beom\b|monatsende|einde maand/;
const atOnceWords =
  /a reception|comptant|on receipt|upon receipt|immediate|sofort|bei erhalt|contant|bij ontvangst|des reception/;

/**
 * The last day to pay that terms in words give (`30 jours fin de mois`, `Net 30`, `zahlbar bis 04.04.2026`), or
 * `undefined`. Of several (a discount for early payment, then the term itself) the latest counts.
 */
export function dueFromTerms(issuedOn: Day, terms: string): Day | undefined {
  const text = terms.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const named = namedDays(text).filter((named) => named >= issuedOn);
  if (named.length > 0) return named.toSorted().at(-1);
  const counts = [...text.matchAll(dayUnits), ...text.matchAll(netDays)].map((match) => Number(match[1]));
  if (/^\s*\d{1,3}\s*$/.test(text)) counts.push(Number(text));
  const isMonthEnd = endOfMonthWords.test(text);
  if (counts.length > 0) {
    const reached = addDays(issuedOn, Math.max(...counts));
    return isMonthEnd ? endOfMonth(reached) : reached;
  }
  if (isMonthEnd) return endOfMonth(issuedOn);
  return atOnceWords.test(text) ? issuedOn : undefined;
}

function namedDays(text: string): Day[] {
  const iso = [...text.matchAll(/\b\d{4}-\d{2}-\d{2}\b/g)].map((match) => parseDay(match[0]));
  const european = [...text.matchAll(/\b(\d{1,2})[./](\d{1,2})[./](\d{4})\b/g)].map((match) =>
    dayOf(Number(match[3]), Number(match[2]), Number(match[1])),
  );
  return [...iso, ...european].filter((found) => found !== undefined);
}
