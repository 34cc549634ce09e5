import { type Day, daysBetween, earlier } from '../domain/day.ts';
import { isSettled } from '../domain/dispute.ts';
import type { FoundDispute } from './find-dispute.ts';
import { jsonMoney } from './json-values.ts';

/** One dispute in JSON documents: its age against the target, in days. */
export function disputeItem({ standing, dispute }: FoundDispute, today: Day) {
  const { name, handle } = standing.client;
  const { id, type, owner, ground, words, remedy, raisedOn, resolveOn, payOn, closedOn, resolution } =
    dispute;
  const isOpen = !isSettled(dispute, today);
  const until = closedOn === null ? today : earlier(closedOn, today);
  return {
    id,
    client: name,
    handle,
    invoice: standing.invoices.find((invoice) => invoice.id === dispute.invoiceId)?.number ?? null,
    amount: jsonMoney(dispute.disputed),
    type,
    owner,
    ground,
    words,
    remedy,
    raisedOn,
    resolveOn,
    payOn,
    isOpen,
    ageDays: daysBetween(raisedOn, until),
    targetDays: daysBetween(raisedOn, resolveOn),
    lateDays: Math.max(0, daysBetween(resolveOn, until)),
    closedOn,
    resolution,
  };
}
