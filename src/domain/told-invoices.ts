import { balances } from './invoice.ts';
import type { Day } from './day.ts';
import type { Standing } from './standing.ts';

type Told = Pick<Standing, 'attempts' | 'promises' | 'disputes'>;

/** The invoices that a call was about, by what it brought; `null` among them = whatever was owed. */
export function toldInvoices({ attempts, promises, disputes }: Told, callId: number): (number | null)[] {
  const isOf = (one: { readonly callId: number | null }): boolean => one.callId === callId;
  const outcomes = attempts.filter(({ id }) => id === callId).flatMap((attempt) => attempt.outcomes);
  return [
    ...outcomes.map(({ invoiceId }) => invoiceId),
    ...promises.filter(isOf).flatMap(({ parts }) => parts.map(({ invoiceId }) => invoiceId)),
    ...disputes.filter(isOf).map(({ invoiceId }) => invoiceId),
  ];
}

/** Is nothing open any more on the invoices that a call was about? */
export function areAllSettled(standing: Standing, callId: number, today: Day): boolean {
  const told = toldInvoices(standing, callId);
  const about = [...balances(standing, today).values()].filter(
    ({ invoice }) => told.includes(null) || told.includes(invoice.id),
  );
  return about.length > 0 && about.every(({ balance }) => balance.minor <= 0);
}
