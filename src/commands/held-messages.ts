import type { Context } from '../cli/context.ts';
import type { Client } from '../domain/client.ts';
import { DunError } from '../domain/errors.ts';
import { type HeldBecause, heldBecause } from '../domain/held-message.ts';
import type { Message, PendingMessage } from '../domain/outbox.ts';
import { type OutboxCare, outboxCare } from '../domain/outbox-care.ts';
import { showLine } from '../terminal/show-line.ts';

type Desk = Pick<Context, 'ledger' | 'output' | 'words' | 'today' | 'rules'>;
type Judge = Pick<Desk, 'ledger' | 'today' | 'rules'>;

/** Says of each message why it must not leave any more, if so: the profile is read once for all. */
export function heldJudge({ ledger, today, rules }: Judge): (message: Message) => HeldBecause | null {
  const at = { today, rules, profile: ledger.profile.load() };
  return (message) => heldBecause(message, ledger.standings.one(message.clientId), at);
}

/** Messages that wait and must not leave any more, by their number. */
export function heldMessages(
  context: Judge,
  pending: readonly PendingMessage[] = context.ledger.outbox.pending(),
): ReadonlyMap<number, HeldBecause> {
  const held = new Map<number, HeldBecause>();
  const waiting = pending.filter(({ state }) => state === 'queued');
  if (waiting.length === 0) return held;
  const whyHeld = heldJudge(context);
  for (const { id } of waiting) {
    const message = context.ledger.outbox.byId(id);
    const why = message && whyHeld(message);
    if (why) held.set(id, why);
  }
  return held;
}

/** What of the outbox wants a look: asked at the end of each command. */
export function outboxCareOf(context: Judge & { readonly now: () => number }): OutboxCare {
  const pending = context.ledger.outbox.pending();
  return outboxCare(pending, { now: context.now(), held: heldMessages(context, pending) });
}

/** `DunError` 1 when this message waits and must not leave any more. */
export function refuseHeld(context: Judge, id: number): void {
  const message = context.ledger.outbox.byId(id);
  const why = message && heldJudge(context)(message);
  if (why) throw new DunError(`memo.held.${why}`, 1, { id });
}

/** Says of each message that it stays, why, and how to be rid of it. */
export function tellHeld(
  { output, words }: Pick<Desk, 'output' | 'words'>,
  held: ReadonlyMap<number, HeldBecause>,
): void {
  for (const [id, why] of held) {
    output.note(words.label(`outbox.held.${why}`, { id }));
    output.note(`→ ${showLine(words, 'outbox.next.held', { id })}`);
  }
}

/** After a promise went or moved: what waits about it is told at once, and stays. */
export function tellHeldOf(context: Desk, clientId: number): void {
  const own = context.ledger.outbox.pending().filter((one) => one.clientId === clientId);
  tellHeld(context, heldMessages(context, own));
}

/** After an address was corrected: what waits for the old one would leave to it, as it was shown. */
export function tellOldAddress(
  { ledger, output, words }: Desk,
  { id: clientId, handle }: Pick<Client, 'id' | 'handle'>,
  { before, after }: { readonly before: string | null; readonly after: string | null },
): void {
  if (before === null || before === after) return;
  const waiting = ledger.outbox
    .pending()
    .filter((one) => one.clientId === clientId && one.state === 'queued');
  for (const { id } of waiting) {
    if (ledger.outbox.byId(id)?.to.includes(before) !== true) continue;
    output.note(showLine(words, 'outbox.old_address', { id, to: before }));
    output.note(`→ ${showLine(words, 'outbox.next.old_address', { id, handle })}`);
  }
}
