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

/** Minutes since midnight as `14:30`, or `null`. */
export function jsonHour(minutes: number | null): string | null {
  if (minutes === null) return null;
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return `${String(hours).padStart(2, '0')}:${String(rest).padStart(2, '0')}`;
}
