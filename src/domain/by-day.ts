import type { Allocation } from './allocation.ts';
import type { Attempt } from './attempt.ts';
import type { Day } from './day.ts';
import type { SaidOnOpen } from './litigation.ts';
import type { InvoiceBalance } from './invoice.ts';
import type { Chains } from './promise-rows.ts';
import type { SentReminder } from './reminder-sent.ts';

/** What was already worked out about the facts of one client on one day. */
export interface Answers {
  allocation?: Allocation;
  balances?: ReadonlyMap<number, InvoiceBalance>;
  open?: readonly InvoiceBalance[];
  chains?: Chains;
  held?: readonly Attempt[];
  said?: readonly SaidOnOpen[];
  reminders?: readonly SentReminder[];
}

const known = new WeakMap<object, Map<Day, Answers>>();

/**
 * The answers for these facts on this day, to be filled with `??=`. Many rules of one list ask for the same balances,
 * and the list must stand before the user has looked up. Facts are read-only, so an answer never grows old; it is
 * forgotten together with them.
 */
export function answersOn(facts: object, on: Day): Answers {
  const days = known.get(facts);
  const found = days?.get(on);
  if (found !== undefined) return found;
  const fresh: Answers = {};
  if (days === undefined) known.set(facts, new Map([[on, fresh]]));
  else days.set(on, fresh);
  return fresh;
}
