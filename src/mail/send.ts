import { DunError } from '../domain/errors.ts';
import { isDue, type Message, type OutboxStep, outboxStep, outboxTrouble } from '../domain/outbox.ts';
import type { Handed, Transport } from './transports/transport.ts';

/** The part of the outbox that a sender needs; the store is behind it. */
export interface OutboxDoor {
  byId(id: number): Message | undefined;
  list(state?: Message['state']): Message[];
  /** queued → sending/connect in one immediate transaction; `undefined` when somebody else has it. */
  take(id: number, pid: number): Message | undefined;
  advance(id: number, step: OutboxStep): Message;
}

/** What sending needs besides the message. */
export interface Sender {
  readonly outbox: OutboxDoor;
  readonly transportOf: (message: Message) => Transport;
  readonly now: () => number;
  readonly pid: number;
  readonly signal?: AbortSignal;
}

/** The message as it stands now, and why it has not left when it has not (exit codes 69, 75, 76, 78). */
export interface Delivery {
  readonly message: Message;
  readonly trouble: DunError | null;
}

/**
 * Hands one queued message to its transport and writes down each step (promises 9). A message that another
 * process has, or that is no longer queued, is left alone and shown as it is.
 */
export async function deliver(sender: Sender, id: number): Promise<Delivery> {
  const taken = sender.outbox.take(id, sender.pid);
  if (taken === undefined) return asItIs(sender, id);
  const handed = await handOver(sender, taken);
  const { kind } = handed;
  const current = sender.outbox.byId(id) ?? taken;
  const event = kind === 'set_up' ? { kind, error: handed.error } : handed;
  const message = sender.outbox.advance(id, outboxStep(current, event, sender.now()));
  return { message, trouble: troubleOf(message, handed) };
}

/** What is sent: what is due, or whatever waits (`isAll`), but for some. */
export interface Selection {
  readonly isAll?: boolean;
  readonly except?: ReadonlySet<number>;
}

/** Sends what is due (`isAll`: whatever waits), oldest first, and stops at the first wrong setting: the next message would fail alike. */
export async function deliverDue(
  sender: Sender,
  { isAll = false, except = new Set() }: Selection = {},
): Promise<Delivery[]> {
  const due = sender.outbox
    .list('queued')
    .filter((message) => !except.has(message.id) && (isAll || isDue(message, sender.now())));
  const deliveries: Delivery[] = [];
  for (const { id } of due.toSorted((a, b) => a.id - b.id)) {
    const delivery = await deliver(sender, id);
    deliveries.push(delivery);
    if (delivery.trouble?.exitCode === 78) break;
  }
  return deliveries;
}

async function handOver(sender: Sender, message: Message): Promise<Handed> {
  try {
    const transport = sender.transportOf(message);
    return await transport.hand(message, {
      bodyStarts: () =>
        void sender.outbox.advance(message.id, outboxStep(message, { kind: 'body_starts' }, sender.now())),
      signal: sender.signal,
    });
  } catch (error) {
    if (!(error instanceof DunError) || error.exitCode !== 78) throw error;
    return { kind: 'set_up', error: error.message, key: error.key, values: error.values };
  }
}

function asItIs(sender: Sender, id: number): Delivery {
  const message = sender.outbox.byId(id);
  if (message === undefined) throw new RangeError(`outbox: no message ${id}`);
  return { message, trouble: troubleOf(message, undefined) };
}

function troubleOf(message: Message, handed: Handed | undefined): DunError | null {
  if (message.state !== 'queued' || handed?.kind !== 'set_up') return outboxTrouble(message);
  return new DunError(handed.key, exitOf(handed.key), handed.values);
}

/** A draft that could not be written is a failed write, not a wrong setting. */
function exitOf(key: string): 74 | 78 {
  return key === 'mail.draft_failed' ? 74 : 78;
}
