import type { MemoKind } from './attempt.ts';
import { DunError } from './errors.ts';
import type { Language } from './profile.ts';

/** How a message leaves: a draft for the user's own mail program, an SMTP server, or the local `sendmail`. */
export type TransportName = 'draft' | 'smtp' | 'sendmail';

/** A message as it is put into the outbox: its bytes and its Message-ID never change afterwards. */
export interface NewMessage {
  readonly callId: number | null;
  readonly clientId: number;
  readonly kind: MemoKind;
  readonly language: Language;
  /** With its angle brackets. */
  readonly messageId: string;
  readonly from: string;
  readonly to: string[];
  readonly subject: string;
  readonly text: string;
  readonly raw: Uint8Array;
  readonly transport: TransportName;
  /** The message that this one says again, in other bytes and under an id of its own. */
  readonly repeats?: number | null;
}

export type MessageState = 'queued' | 'sending' | 'sent' | 'draft' | 'uncertain' | 'failed';

/** A message of the outbox. `phase` is set while it is being sent; `pid` is the process that sends it. */
export interface Message extends NewMessage {
  readonly id: number;
  readonly repeats: number | null;
  readonly state: MessageState;
  /** `connect` = nothing of the message has left yet, `body` = it may have. */
  readonly phase: 'connect' | 'body' | null;
  readonly pid: number | null;
  readonly attempts: number;
  readonly nextAt: number | null;
  readonly error: string | null;
  readonly receipt: string | null;
  readonly createdAt: number;
  readonly sentAt: number | null;
}

/** What is asked of a message that has not come to an end: without its bytes. */
export type PendingMessage = Pick<Message, 'id' | 'clientId' | 'state' | 'nextAt' | 'receipt'>;

/** What the store writes. `isAnswer` = the user said so of a doubt: it counts only while there is one. */
export type OutboxStep =
  | { readonly to: 'body' }
  | { readonly to: 'sent'; readonly receipt: string; readonly at: number; readonly isAnswer?: true }
  | { readonly to: 'draft'; readonly path: string; readonly at: number }
  | { readonly to: 'queued'; readonly error: string; readonly nextAt: number; readonly isAnswer?: true }
  | { readonly to: 'failed'; readonly error: string; readonly isGivenUp?: boolean }
  | { readonly to: 'uncertain'; readonly error: string };

/** What happened to a message, seen from the transport or told by the user. */
export type OutboxEvent =
  /** The server asked for the body (354): from here on a lost connection leaves a doubt. */
  | { readonly kind: 'body_starts' }
  | { readonly kind: 'accepted'; readonly receipt: string }
  | { readonly kind: 'written'; readonly path: string }
  /** Not now: 4xx, no connection. */
  | { readonly kind: 'deferred'; readonly error: string }
  /** A setting is wrong: trying again without a change is of no use, giving the message up neither. */
  | { readonly kind: 'set_up'; readonly error: string }
  /** 5xx on the envelope or the message. */
  | { readonly kind: 'refused'; readonly error: string }
  /** Connection lost, time-out, or the program died. */
  | { readonly kind: 'lost'; readonly error: string }
  /** The user's answers about an uncertain message. */
  | { readonly kind: 'arrived' }
  | { readonly kind: 'send_again' }
  /** The user wants it no more: what waits is not sent, what was refused is not asked about again. */
  | { readonly kind: 'given_up' };

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** RFC 5321 4.5.4.1: wait half an hour or more, give up after four to five days. */
const retryAfter = [30 * minute, 2 * hour, day] as const;
const giveUpAfter = 5 * day;

/**
 * The step that an event leads to (promises 9, "Outbox"). `now` is a moment in milliseconds UTC.
 * Throws a `RangeError` for an event that cannot happen in the message's state: that is a bug, never ignored.
 */
export function outboxStep(message: Message, event: OutboxEvent, now: number): OutboxStep {
  const place = placeOf(message);
  if (place === 'uncertain') return resolveDoubt(event, now);
  if (place === 'connect' || place === 'body') return duringSending(message, event, now);
  if (event.kind === 'given_up' && (place === 'queued' || place === 'failed'))
    return { to: 'failed', error: message.error ?? '', isGivenUp: true };
  throw new RangeError(`outbox: ${event.kind} cannot happen to a message that is ${message.state}`);
}

/** Where a process that died left the message: with the body on its way nobody can know (promises 9). */
export function stepAfterDeath(message: Message, now: number): OutboxStep {
  return outboxStep(message, { kind: 'lost', error: 'the program ended while sending' }, now);
}

/** What stands in the place of the server's receipt on a message that the user gave up. */
export const givenUpMark = 'given up';

export function isGivenUp({ state, receipt }: Pick<Message, 'state' | 'receipt'>): boolean {
  return state === 'failed' && receipt === givenUpMark;
}

/**
 * The message that a memo has become, of all that were made of it, oldest first: the newest that has left or may still
 * leave. One that was refused when it was sent again takes nothing back of the one before.
 */
export function standingOf(messages: readonly Message[]): Message | undefined {
  return messages.findLast(({ state }) => state !== 'failed') ?? messages.at(-1);
}

/** Words that the user took along as text, for a chat or an SMS: no mail, so nobody is addressed. */
export function isGivenAsText({ to }: Pick<NewMessage, 'to'>): boolean {
  return to.length === 0;
}

/** May this queued message be tried at `now`? No wait is longer than a day: a later hour was set by a clock that was ahead. */
export function isDue({ state, nextAt }: Pick<Message, 'state' | 'nextAt'>, now: number): boolean {
  return state === 'queued' && (nextAt === null || nextAt <= now || nextAt > now + day);
}

function placeOf(message: Message): 'connect' | 'body' | MessageState {
  return message.state === 'sending' ? (message.phase ?? 'connect') : message.state;
}

function duringSending(message: Message, event: OutboxEvent, now: number): OutboxStep {
  switch (event.kind) {
    case 'body_starts':
      return { to: 'body' };
    case 'accepted':
      return { to: 'sent', receipt: event.receipt, at: now };
    case 'written':
      return { to: 'draft', path: event.path, at: now };
    case 'refused':
      return { to: 'failed', error: event.error };
    case 'set_up':
      return { to: 'queued', error: event.error, nextAt: now };
    case 'deferred':
      return retry(message, event.error, now);
    case 'lost':
      if (message.phase === 'body') return { to: 'uncertain', error: event.error };
      return retry(message, event.error, now);
    case 'arrived':
    case 'send_again':
    case 'given_up':
      throw new RangeError(`outbox: ${event.kind} cannot be said of a message that is being sent`);
  }
}

/** "Send again" keeps Message-ID and bytes, so that mailboxes may merge the two copies. */
function resolveDoubt(event: OutboxEvent, now: number): OutboxStep {
  if (event.kind === 'arrived') return { to: 'sent', receipt: '', at: now, isAnswer: true };
  if (event.kind === 'send_again') return { to: 'queued', error: '', nextAt: now, isAnswer: true };
  throw new RangeError(`outbox: ${event.kind} cannot happen to a message that is uncertain`);
}

function retry(message: Message, error: string, now: number): OutboxStep {
  if (now - message.createdAt >= giveUpAfter) return { to: 'failed', error };
  const tries = Math.max(message.attempts, 1);
  const wait = retryAfter[Math.min(tries, retryAfter.length) - 1] ?? day;
  return { to: 'queued', error, nextAt: now + wait };
}

/** Why a message has not left, or not to all, as an error with its exit code (promises 9); `null` when all is well. */
export function outboxTrouble(message: Message): DunError | null {
  const values = { to: message.to.join(', '), reason: message.error ?? '' };
  switch (message.state) {
    case 'sent':
      return partlyRefused(message);
    case 'draft':
      return null;
    case 'failed':
      return new DunError('mail.refused', 69, values);
    case 'uncertain':
      return new DunError('mail.uncertain', 76, values);
    case 'sending':
      return new DunError('mail.busy', 75, values);
    case 'queued':
      return new DunError('mail.later', 75, values);
  }
}

/** Each address that the server refused while it took the message for the others, and its words. */
export function refusedRecipients({ to, receipt }: Pick<Message, 'to' | 'receipt'>): Map<string, string> {
  const [, ...others] = (receipt ?? '').split(' | ');
  const told = to.flatMap((address) => {
    const reason = others.find((text) => text === address || text.startsWith(`${address}: `));
    return reason === undefined ? [] : [[address, reason.slice(address.length + 2)] as const];
  });
  return new Map(told);
}

function partlyRefused(message: Message): DunError | null {
  const refused = refusedRecipients(message);
  if (refused.size === 0) return null;
  const reason = [...refused.values()].filter((words) => words !== '').join(' · ');
  return new DunError('mail.partly_refused', 69, { to: [...refused.keys()].join(', '), reason });
}

/** The stored bytes as a draft: with `X-Unsent: 1` on top, classic Outlook opens them ready to send (facts 7). */
export function unsent(raw: Uint8Array): Uint8Array {
  const mark = new TextEncoder().encode('X-Unsent: 1\r\n');
  const bytes = new Uint8Array(mark.length + raw.length);
  bytes.set(mark);
  bytes.set(raw, mark.length);
  return bytes;
}
