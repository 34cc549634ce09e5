import type { Context } from '../cli/context.ts';
import { levelOf } from '../domain/level.ts';
import { judgePromise, type PaymentPromise } from '../domain/promise.ts';
import type { Standing } from '../domain/standing.ts';
import { jsonMoney } from './json-values.ts';

/** One promise in JSON documents (product 3); the days of a plan are those of its last row, all are in `parts`. */
export function promiseItem(standing: Standing, promise: PaymentPromise, { today }: Pick<Context, 'today'>) {
  const judged = judgePromise(promise, standing, today);
  const last = promise.parts.at(-1);
  const { id, kind, madeOn, means, method, promiser, condition } = promise;
  const number = (invoiceId: number) =>
    standing.invoices.find((invoice) => invoice.id === invoiceId)?.number ?? null;
  return {
    id,
    kind,
    amount: jsonMoney(judged.amount),
    received: jsonMoney(judged.received),
    fate: judged.fate,
    level: levelOf(promise, standing, today),
    madeOn,
    promisedOn: last?.promisedOn ?? null,
    arrivalDeadline: last?.arrivalDeadline ?? null,
    recontactOn: last?.recontactOn ?? null,
    means,
    method,
    promiser,
    condition,
    parts: judged.rows.map(({ part, fate, received }) => ({
      invoice: number(part.invoiceId),
      amount: jsonMoney(part.amount),
      received: jsonMoney(received),
      promisedOn: part.promisedOn,
      arrivalDeadline: part.arrivalDeadline,
      recontactOn: part.recontactOn,
      fate,
    })),
    changes: promise.changes.map(({ kind: change, on, reason, replacedBy }) => ({
      kind: change,
      on,
      reason,
      replacedBy,
    })),
  };
}
