import type { Context } from '../cli/context.ts';
import { type Message, outboxStep } from '../domain/outbox.ts';

type Services = Pick<Context, 'ledger' | 'mail' | 'now'>;

/**
 * A message of which nobody knows whether it arrived: found among the sent ones it was sent, else it stays as it is and
 * is asked about (promises 9). Without settings of an incoming server nothing is looked up. `DunError` 78 or 75 when
 * the mailbox cannot be opened.
 */
export async function lookUpDoubt({ ledger, mail, now }: Services, message: Message): Promise<Message> {
  if (message.state !== 'uncertain' || (await mail.findSent(message.messageId)) !== true) return message;
  return hasArrived({ ledger, now }, message);
}

/** Notes that a message in doubt has arrived, unless somebody was quicker. */
export function hasArrived({ ledger, now }: Pick<Services, 'ledger' | 'now'>, message: Message): Message {
  const current = ledger.outbox.byId(message.id) ?? message;
  if (current.state !== 'uncertain') return current;
  return ledger.outbox.advance(message.id, outboxStep(current, { kind: 'arrived' }, now()));
}
