import { dueList, itemOf } from '../domain/due-list.ts';
import { rungOf } from '../domain/dunning.ts';
import { nextActions } from '../domain/next-action.ts';
import { priorityFacts } from '../domain/priority.ts';
import { showWhy } from '../terminal/show-why.ts';
import type { DueServices } from './due.ts';
import { findClient } from './find-client.ts';
import { nothingOwedDocument, whyDocument } from './due-why-document.ts';

/** `dun due --why`: the line of one client, with everything that put it there. Loaded only when it is asked for. */
export async function explainDue(context: DueServices, text: string): Promise<void> {
  const { ledger, output, words, rules, today, isJson } = context;
  const client = await findClient(context, text);
  const standing = ledger.standings.one(client.id);
  const actions = nextActions(standing, today, rules);
  const list = dueList([standing], today, rules);
  const first = list.items[0]?.first ?? list.hidden[0]?.first;
  if (first === undefined) {
    return isJson
      ? output.json(nothingOwedDocument(client, today))
      : output.line(words.label('due.nothing_owed', { client: client.name }));
  }
  const why = {
    item: itemOf({ standing, today, rules }, first),
    actions,
    facts: priorityFacts(standing, today, rules),
    rung: rungOf(standing, today, rules),
    rules,
  };
  if (isJson) return output.json(whyDocument(why, { today, words }));
  for (const line of showWhy(why, { words, style: output.style, width: output.width, today }))
    output.line(line);
}
