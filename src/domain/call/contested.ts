import { money } from '../money.ts';
import { resolveDay } from './proposals.ts';
import type { CallEffects } from './result.ts';
import type { Call } from './state.ts';
import { disputedMinor, verdictOn } from './verdict.ts';

/** The disputes that count at the end, one an invoice (practice C6 "Dispute"). What nobody said is proposed by its type. */
export function disputesOf(call: Call): CallEffects['disputes'] {
  const { setup, heard } = call;
  const contested = disputedMinor(setup, heard);
  return setup.invoices.flatMap((invoice) => {
    const { dispute } = verdictOn(heard, invoice);
    const minor = contested.get(invoice.id) ?? 0;
    if (dispute === null || minor === 0) return [];
    return [
      {
        clientId: setup.clientId,
        invoiceId: invoice.id,
        type: dispute.type,
        disputed: money(minor, setup.currency),
        words: dispute.words ?? heard.causeNote ?? '…',
        remedy: dispute.remedy,
        owner: dispute.owner,
        raisedOn: setup.today,
        resolveOn: dispute.resolveOn ?? resolveDay(call, dispute.type),
        payOn: dispute.payOn,
        ground: dispute.ground,
      },
    ];
  });
}
