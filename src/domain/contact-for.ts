import type { NextAction } from './action.ts';
import type { AttemptOutcome } from './attempt.ts';
import type { Contact } from './client.ts';
import type { Standing } from './standing.ts';

/** People up to which the owner pays the bills (practice 003-29). */
const smallFirm = 10;

/**
 * Whom the next try asks for after what was said: the person spoken to, but after a talk that brought no day the next
 * one up, who decides or owns the firm and has a number (practice D3, "vague to the end").
 */
export function contactAfter(
  standing: Standing,
  { outcome, contactId }: Pick<AttemptOutcome, 'outcome' | 'contactId'>,
): number | null {
  if (outcome !== 'no_date') return contactId;
  // Where nobody was named, it was whoever one asks for anyway.
  const spoken = contactFor(standing, { contactId });
  if (spoken === undefined || isAbove(spoken)) return contactId;
  const above = standing.contacts.filter(
    (contact) => isAbove(contact) && contact.phone !== null && !contact.isPhoneInvalid,
  );
  return (above.find(({ isDecider }) => isDecider) ?? above[0])?.id ?? contactId;
}

function isAbove({ role, isDecider }: Contact): boolean {
  return isDecider || role === 'owner';
}

/**
 * Whom to ask for: the person the action names, else accounts; in a small firm without accounts the owner who pays
 * (practice 003-25, 003-29); else the first one entered. People without a number come after those with one, a dead
 * number comes last.
 */
export function contactFor(
  { client, contacts }: Standing,
  { contactId }: Pick<NextAction, 'contactId'>,
): Contact | undefined {
  const named = contacts.find(({ id }) => id === contactId);
  const alive = contacts.filter(({ isPhoneInvalid }) => !isPhoneInvalid);
  const numbered = alive.filter(({ phone }) => phone !== null);
  const reachable = numbered.length > 0 ? numbered : alive;
  if (named !== undefined && (!named.isPhoneInvalid || alive.length === 0)) return named;
  const isSmall = client.staffSize === null || client.staffSize <= smallFirm;
  const accounts = reachable.find(({ role }) => role === 'accounts');
  const owner = isSmall ? reachable.find(({ role, isDecider }) => role === 'owner' || isDecider) : undefined;
  return accounts ?? owner ?? reachable[0] ?? contacts[0];
}
