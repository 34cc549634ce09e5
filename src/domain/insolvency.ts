import type { Day } from './day.ts';
import type { Hold } from './dunning.ts';
import { heldBy, insolventSince } from './history.ts';
import type { Standing } from './standing.ts';

/** The user said so, or insolvency was heard in a call or recorded as an outcome: chasing must stop (practice D3, D9). */
export function isInsolvent(standing: Standing, today: Day): boolean {
  if (standing.client.payerType === 'insolvent') return true;
  return insolventSince(standing, today) !== undefined;
}

/** Set when chasing is over; until the legal date that was noted, if one was. */
export function insolvencyHold(standing: Standing, today: Day): Hold | undefined {
  if (!isInsolvent(standing, today)) return undefined;
  const said = heldBy(standing, today).flatMap(({ outcomes }) => outcomes);
  const until = said.findLast(({ outcome }) => outcome === 'insolvency')?.followUpOn ?? null;
  return { reason: 'insolvency', invoiceId: null, until };
}
