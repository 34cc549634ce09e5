import type { NextAction } from './action.ts';
import type { Contact } from './client.ts';
import { contactAfter, contactFor } from './contact-for.ts';
import type { Day } from './day.ts';
import { heldBy } from './history.ts';
import type { Standing } from './standing.ts';

/**
 * Whom to ask for about what is to be done next: the person it names, else the one that the last attempt left to be
 * called, else by the order of `contactFor`. The due list and the prep ask here, so that both name the same person.
 */
export function personFor(
  standing: Standing,
  today: Day,
  next: Pick<NextAction, 'contactId'> | undefined,
): Contact | undefined {
  const last = heldBy(standing, today).at(-1);
  const named = last?.outcomes.find(({ contactId }) => contactId !== null) ?? last?.outcomes[0];
  const spokenTo = named === undefined ? null : contactAfter(standing, named);
  return contactFor(standing, { contactId: next?.contactId ?? spokenTo });
}
