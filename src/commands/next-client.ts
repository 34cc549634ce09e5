import type { Context, Prep } from '../cli/context.ts';
import { heldInvoices } from '../domain/claim.ts';
import type { Client } from '../domain/client.ts';
import { isCourtesy } from '../domain/courtesy.ts';
import { dueList } from '../domain/due-list.ts';
import { isTask } from '../domain/action.ts';
import { openBalances } from '../domain/history.ts';

type Services = Pick<Context, 'ledger' | 'today' | 'rules'>;

/**
 * Whom to call when nobody is named (product 3): the client prepared last, if that was today and the call is still to be
 * held, else the first of the due list who is to be rung. A promise that runs is left to run (product 4), and who is to be
 * written to is not rung.
 */
export function nextClient({ ledger, today, rules }: Services): Client | undefined {
  const prepared = ledger.preps.lastAny();
  if (prepared?.on === today && isStillToCall({ ledger, today, rules }, prepared))
    return ledger.clients.byId(prepared.clientId);
  const { items } = dueList(ledger.standings.open(), today, rules);
  const calls = items.filter(({ first }) => !isTask(first));
  return (calls[0] ?? items.find(({ first }) => !isCourtesy(first)))?.client;
}

function isStillToCall(
  { ledger, today, rules }: Services,
  { clientId, recordedAt }: Pick<Prep, 'clientId' | 'recordedAt'>,
): boolean {
  const standing = ledger.standings.one(clientId);
  const held = heldInvoices(standing, today, rules);
  const isOpen = openBalances(standing, today).some(({ invoice }) => !held.has(invoice.id));
  return isOpen && !standing.attempts.some((attempt) => attempt.recordedAt > recordedAt);
}
