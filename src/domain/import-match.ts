import type { Client } from './client.ts';
import { bareName, foldName } from './client-name.ts';
import type { ForeignInvoice } from './foreign-invoice.ts';
import type { Standing } from './standing.ts';

/**
 * The client a foreign document belongs to. By name, accents, case and punctuation aside; then with legal forms
 * aside, when only one name fits and one of the two has no form at all (`Roussel` is `Roussel SARL`, but `Roussel
 * SAS` is not); then by an invoice that is already here under another name of the client, same number, day and total.
 */
export function matchClient(foreign: ForeignInvoice, standings: readonly Standing[]): Client | undefined {
  const clients = standings.map(({ client }) => client);
  const folded = foldName(foreign.clientName);
  const exact = clients.find(({ name }) => foldName(name) === folded);
  if (exact !== undefined) return exact;
  const bare = bareName(foreign.clientName);
  const near = clients.filter(
    ({ name }) => bareName(name) === bare && (folded === bare || foldName(name) === bare),
  );
  const [only, ...others] = near;
  if (only !== undefined && others.length === 0) return only;
  const holders = standings.filter(({ invoices }) =>
    invoices.some((invoice) => isSameInvoice(invoice, foreign)),
  );
  return holders.length === 1 ? holders[0]?.client : undefined;
}

function isSameInvoice(
  invoice: Standing['invoices'][number],
  { number, issuedOn, total }: ForeignInvoice,
): boolean {
  return (
    invoice.number === number &&
    invoice.issuedOn === issuedOn &&
    invoice.amount.minor === total.minor &&
    invoice.amount.currency === total.currency
  );
}

/** A client of whom nothing else is known. */
export function emptyStanding(client: Client): Standing {
  const none: never[] = [];
  return {
    client,
    contacts: none,
    invoices: none,
    creditNotes: none,
    payments: none,
    promises: none,
    disputes: none,
    attempts: none,
    commitments: none,
    memos: none,
    replies: none,
  };
}
