import type { Context, NewPromise } from '../cli/context.ts';
import type { Day } from '../domain/day.ts';
import { subtract } from '../domain/money.ts';
import { judgePromise } from '../domain/promise.ts';
import { promiseDays } from '../domain/promise-parts.ts';
import type { FoundPromise } from './find-promise.ts';

/**
 * The promise that takes the place of another: what is still missing of it, the earliest day of it moved. Later rows
 * of a plan keep their days.
 */
export async function movedPromise(
  { rules, today, calendarOf }: Pick<Context, 'rules' | 'today' | 'calendarOf'>,
  { standing, promise, promisedOn }: FoundPromise & { readonly promisedOn: Day },
): Promise<NewPromise> {
  const { rows, amount } = judgePromise(promise, standing, today);
  const missing = rows.filter(({ part, received }) => received.minor < part.amount.minor);
  const earliest = missing.map(({ part }) => part.promisedOn).toSorted()[0];
  const calendar = await calendarOf(standing.client, amount.currency);
  const terms = { means: promise.means, rules, calendar };
  const { clientId, contactId, promiser, kind, means, method, origin, condition } = promise;
  const { isAccountReadOut, isAccelerated } = promise;
  const parts = missing.map(({ part, received }) => ({
    ...part,
    amount: subtract(part.amount, received),
    ...(part.promisedOn === earliest ? promiseDays(promisedOn, terms) : {}),
  }));
  const facts = { clientId, contactId, promiser, kind, means, method, origin, condition };
  return { ...facts, isAccountReadOut, isAccelerated, callId: null, madeOn: today, parts };
}
