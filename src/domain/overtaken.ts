import type { Day } from './day.ts';
import { wasHeardSince } from './history.ts';
import { isInsolvent } from './insolvency.ts';
import { isPressing } from './memo-kind.ts';
import type { Message } from './outbox.ts';
import { reminderTopic } from './reminder.ts';
import type { Rules } from './rules.ts';
import type { Standing } from './standing.ts';
import { toldInvoices } from './told-invoices.ts';

type Waiting = Pick<Message, 'kind' | 'callId' | 'createdAt'>;

/**
 * Has the client answered a mail that asks for money before it left? A courteous one is overtaken once money came, somebody
 * spoke, or nothing may be asked for any more; one that presses, once money came for its invoices, a day or a dispute was
 * noted for one of them, or the client is insolvent (product 4: dispute beats promise beats ladder).
 */
export function isOvertaken(
  message: Waiting,
  standing: Standing,
  { today, rules }: { readonly today: Day; readonly rules: Rules },
): boolean {
  const { kind, callId, createdAt } = message;
  if (kind === 'payment_reminder') {
    const hasPaid = standing.payments.some(({ recordedAt }) => recordedAt > createdAt);
    return (
      hasPaid || wasHeardSince(standing, createdAt, today) || 'why' in reminderTopic(standing, today, rules)
    );
  }
  if (!isPressing(kind) || callId === null) return false;
  return isInsolvent(standing, today) || hasNews(standing, callId, createdAt);
}

/** What was noted since about the invoices of a call, by something other than the call itself. */
function hasNews(standing: Standing, callId: number, since: number): boolean {
  const { payments, promises, disputes } = standing;
  const told = toldInvoices(standing, callId);
  const isTold = (id: number | null): boolean => id === null || told.includes(null) || told.includes(id);
  const isNew = (one: { readonly recordedAt: number }): boolean => one.recordedAt > since;
  return (
    payments.some((one) => isNew(one) && one.reversedOn === null && isTold(one.invoiceId)) ||
    promises.some((one) => isNew(one) && one.parts.some(({ invoiceId }) => isTold(invoiceId))) ||
    disputes.some((one) => isNew(one) && isTold(one.invoiceId))
  );
}
