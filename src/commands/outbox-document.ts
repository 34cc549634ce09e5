import type { Context, Delivery } from '../cli/context.ts';
import { isGivenAsText, isGivenUp, type Message } from '../domain/outbox.ts';
import type { HeldBecause } from '../domain/held-message.ts';
import { heldJudge } from './held-messages.ts';
import { jsonMoment } from './json-values.ts';

type Desk = Pick<Context, 'ledger' | 'today' | 'now' | 'rules'>;

/** The outbox by what is to be done about it. */
export interface OutboxParts {
  readonly uncertain: readonly Message[];
  readonly failed: readonly Message[];
  readonly queued: readonly Message[];
  readonly sending: readonly Message[];
  /** Of the last two weeks: a draft leaves by the user's own mail program, so nobody tells when it is done. */
  readonly drafts: readonly Message[];
}

const recent = 14 * 24 * 60 * 60_000;

/** What is on its way, in doubt, refused and not yet replaced or given up, and the drafts of late. */
export function outboxOf({ ledger, now }: Pick<Desk, 'ledger' | 'now'>): OutboxParts {
  const { outbox } = ledger;
  const open = outbox.pending().filter((message) => !isGivenUp(message));
  const whole = (state: Message['state']): Message[] =>
    open.filter((message) => message.state === state).flatMap(({ id }) => outbox.byId(id) ?? []);
  const since = now() - recent;
  return {
    uncertain: whole('uncertain'),
    failed: whole('failed'),
    queued: whole('queued'),
    sending: outbox.list('sending'),
    drafts: outbox.list('draft').filter((message) => message.createdAt >= since && !isGivenAsText(message)),
  };
}

/** `dun.outbox/1`: the messages that are not at their end, and what a sending has just done. */
export function outboxDocument(context: Desk, deliveries: readonly Delivery[]): object {
  const { uncertain, failed, queued, sending, drafts } = outboxOf(context);
  const items = [...uncertain, ...failed, ...queued, ...sending, ...drafts];
  const whyHeld = heldJudge(context);
  return {
    schema: 'dun.outbox/1',
    today: context.today,
    items: items.map((message) => itemOf(context, message, whyHeld)),
    delivered: deliveries.map(({ message }) => itemOf(context, message, whyHeld)),
  };
}

function itemOf(
  { ledger }: Pick<Desk, 'ledger'>,
  message: Message,
  whyHeld: (message: Message) => HeldBecause | null,
): object {
  const client = ledger.clients.byId(message.clientId);
  const { id, kind, to, subject, state, createdAt, nextAt, attempts, error, messageId, receipt } = message;
  return {
    number: id,
    client: client?.name ?? null,
    handle: client?.handle ?? null,
    kind,
    to,
    subject,
    state,
    writtenAt: jsonMoment(createdAt),
    nextAt: state === 'queued' ? jsonMoment(nextAt) : null,
    keptBack: whyHeld(message),
    attempts,
    error,
    messageId,
    path: state === 'draft' ? receipt : null,
  };
}
