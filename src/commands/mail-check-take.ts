import type { CaughtMail, Context } from '../cli/context.ts';
import type { Client } from '../domain/client.ts';
import { addDays, type Day, earlier, localDay } from '../domain/day.ts';
import { confirmable, type Confirmable } from '../domain/deal.ts';
import { type Answerable, readReply, type ReadReply } from '../domain/read-reply.ts';
import { isWritten, type ReplyRecord } from '../domain/reply.ts';
import type { Standing } from '../domain/standing.ts';

/** An answer that was not known before, and what it confirms. */
export interface TakenReply {
  readonly client: Client;
  readonly standing: Standing;
  readonly reply: ReplyRecord;
  readonly confirmed: readonly number[];
  /** Of an absence notice: when they are back, in their words. */
  readonly returns: string | null;
  /** It names the memo by its id: the memo has left. */
  readonly isNamed: boolean;
}

type Services = Pick<Context, 'ledger' | 'now' | 'today'>;

/** Memos older than this are not waited for any more. */
const longestWait = 90;
/** Whoever answered may write again. */
const secondWord = 30;

/**
 * From which day on there may be an answer: since the oldest memo of the last 90 days that nobody answered, and a month
 * back in any case. `null` when no memo left in that time.
 */
export function lookSince({ ledger, today }: Services, messages: readonly Answerable[]): Day | null {
  const written = ledger.standings.all().flatMap(({ replies }) => replies.filter(isWritten));
  const answered = new Set(written.map(({ messageId }) => messageId));
  const days = messages
    .map(({ id, sentAt }) => ({ id, on: sentOn(sentAt, today) }))
    .filter(({ id, on }) => on >= addDays(today, -(answered.has(id) ? secondWord : longestWait)))
    .map(({ on }) => on);
  return days.length === 0 ? null : days.reduce(earlier);
}

/** A clock that was ahead dated it: it left on some day of the wait. */
function sentOn(sentAt: number, today: Day): Day {
  const on = localDay(sentAt);
  return on > today ? addDays(today, -longestWait) : on;
}

/** Reads mails and writes down those that answer a memo, each once, with the promises that it confirms. */
export function takeReplies(
  services: Services,
  mails: readonly CaughtMail[],
  messages: readonly Answerable[],
): TakenReply[] {
  const { ledger, now } = services;
  const profile = ledger.profile.load();
  const dealt = (message: Answerable, on: Day): Confirmable | null => {
    const standing = ledger.standings.one(message.clientId);
    return confirmable(standing, { memo: standing.memos.find(({ id }) => id === message.id), on }, profile);
  };
  const dealOf = (message: Answerable, on: Day) => dealt(message, on)?.deal ?? null;
  return mails.flatMap(({ mail, raw }) =>
    readReply(mail, { messages, now: now(), dealOf }).flatMap((read, place): TakenReply[] => {
      const confirms = read.kind === 'agreed' ? (dealt(read.message, read.on)?.promiseIds ?? []) : [];
      const internetId = place === 0 ? mail.id : `${mail.id} ${read.failedAddress ?? place}`;
      const reply = ledger.replies.add({ ...facts(read), internetId, raw, confirms });
      if (reply === undefined) return [];
      const standing = ledger.standings.one(read.message.clientId);
      const { returns, isNamed } = read;
      return [{ client: standing.client, standing, reply, confirmed: confirms, returns, isNamed }];
    }),
  );
}

function facts({ message, kind, from, failedAddress, on, at, subject, words }: ReadReply) {
  return {
    messageId: message.id,
    clientId: message.clientId,
    kind,
    from,
    failedAddress,
    on,
    at,
    subject,
    words,
  };
}
