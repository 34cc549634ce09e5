import { formatMoment } from '../domain/day.ts';
import { formatDecimal, type Money } from '../domain/money.ts';

/** Money in JSON documents: a decimal string, so that no reader rounds it (product 3). */
export interface JsonMoney {
  readonly amount: string;
  readonly currency: string;
}

export function jsonMoney(of: Money): JsonMoney {
  return { amount: formatDecimal(of), currency: of.currency };
}

/** ISO 8601 in UTC, or `null`. */
export function jsonMoment(at: number | null): string | null {
  return at === null ? null : formatMoment(at);
}
