import type { Delivery } from '../cli/context.ts';
import type { DunError } from '../domain/errors.ts';
import { isDue } from '../domain/outbox.ts';
import { showCount, showLine } from '../terminal/show-line.ts';
import { show } from '../terminal/style.ts';
import { heldMessages } from './held-messages.ts';
import type { MemoServices } from './memo-draft.ts';

type Desk = Pick<MemoServices, 'ledger' | 'mail' | 'output' | 'words' | 'now' | 'isJson' | 'today' | 'rules'>;

/**
 * Sends what waited and is due, in passing: nothing runs in the background, so a command that has mail to do does this
 * as well (promises 9). What goes wrong stays in the outbox and is told in a line, not as the end of the command.
 */
export async function deliverWaiting(context: Desk): Promise<readonly Delivery[]> {
  const { ledger, mail, output, words, now, isJson } = context;
  if (!ledger.outbox.pending().some((message) => isDue(message, now()))) return [];
  const deliveries = await mail.deliverDue({ except: new Set(heldMessages(context).keys()) });
  if (isJson) return deliveries;
  const left = deliveries.filter(({ trouble }) => trouble === null);
  for (const { message } of left)
    output.note(showLine(words, 'outbox.done.waited', { to: message.to.join(', ') }));
  const stuck = deliveries.length - left.length;
  if (stuck > 0) output.note(showCount(words, 'outbox.still_waiting', { count: stuck }));
  return deliveries;
}

/** What is to be said about a trouble, as the end of a command would say it. */
export function troubleLines({ words }: Pick<Desk, 'words'>, trouble: DunError): string[] {
  const values = Object.fromEntries(
    Object.entries(trouble.values).map(([name, value]) => [
      name,
      typeof value === 'number' ? value : show(value, 300),
    ]),
  );
  const hint = `${trouble.key}.hint`;
  const more = words.has(hint) ? [`→ ${words.label(hint, values)}`] : [];
  return [words.label(trouble.key, values), ...more];
}
