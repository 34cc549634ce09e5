import type { Client } from '../domain/client.ts';
import type { Day } from '../domain/day.ts';
import type { Words } from '../script/words.ts';
import { gateText } from '../terminal/due-words.ts';
import type { Why } from '../terminal/show-why.ts';
import { itemDocument } from './due-document.ts';
import { jsonMoney } from './json-values.ts';

/** `dun due --why CLIENT --json` of a client who owes nothing: the same keys, absent is `null` (product 3). */
export function nothingOwedDocument({ name, handle }: Client, today: Day): object {
  const line = { item: null, total: null, rung: null, chases: null };
  return { schema: 'dun.due.why/1', today, client: name, handle, ...line, holds: [], nextActions: [] };
}

/** `dun due --why CLIENT --json`: the line of the client, and all its next actions whether due or not. */
export function whyDocument(
  { item, actions, rung }: Why,
  { today, words }: { today: Day; words: Words },
): object {
  const number = (id: number | null) =>
    item.standing.invoices.find((invoice) => invoice.id === id)?.number ?? null;
  return {
    schema: 'dun.due.why/1',
    today,
    client: item.client.name,
    handle: item.client.handle,
    item: itemDocument(item, words),
    total: item.total,
    rung: rung.rung,
    chases: rung.chases,
    holds: rung.holds.map(({ reason, invoiceId, until }) => ({ reason, invoice: number(invoiceId), until })),
    nextActions: actions.map((action) => ({
      invoice: number(action.invoiceId),
      amount: action.amount === null ? null : jsonMoney(action.amount),
      action: action.action,
      tier: action.tier,
      on: action.on,
      showsOn: action.showsOn,
      gate: action.gate,
      says: gateText(action, words),
    })),
  };
}
