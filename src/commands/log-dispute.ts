import { type Asked, type Heard, type Here, nothingMore } from './log-hearing.ts';
import { readDispute } from './read-dispute.ts';

/** A dispute that came up in a contact. */
export async function hearDispute(here: Here, asked: Asked): Promise<Heard> {
  const { standing, flags } = asked;
  const { invoice, amount, note: words, type, owner, ground, on: resolveOn } = flags;
  const { dispute, row } = await readDispute(here, standing, {
    flags: { invoice, amount, words, type, owner, ground, resolveOn },
    names: { words: '--note', resolveOn: '--on' },
  });
  const details = { resolveOn: dispute.resolveOn, ground: dispute.ground };
  return { ...nothingMore(asked), invoiceIds: [row.invoice.id], dispute, details };
}
