import type { MemoRecord } from './attempt.ts';
import { answersOn } from './by-day.ts';
import { type Day, localDay } from './day.ts';
import type { Invoice } from './invoice.ts';
import { isWritten } from './reply.ts';
import type { Standing } from './standing.ts';

/** A courteous mail that has left: by a server, as a draft for the user's own mail program, or as a short text. */
export interface SentReminder {
  readonly on: Day;
  /** Milliseconds UTC. */
  readonly at: number;
  /** Taken along for an SMS or a chat: no mail, and no mail is kept back by it. */
  readonly isText: boolean;
  /** Came back refused: nobody has read it. */
  readonly isReturned: boolean;
  /** A person wrote back on it. */
  readonly isAnswered: boolean;
}

/**
 * The courteous mails of practice D5, rung 1, that have left by the end of a day, oldest first. What waits in the outbox,
 * was refused there or may have left is none; a draft is one, as it is wherever else written words are counted.
 */
export function remindersSent(standing: Standing, today: Day): readonly SentReminder[] {
  return (answersOn(standing, today).reminders ??= standing.memos
    .filter(({ kind }) => kind === 'payment_reminder')
    .flatMap((memo) => sentOf(memo, standing, today) ?? [])
    .toSorted((a, b) => a.at - b.at));
}

function sentOf(
  { id, to, sentAt: at }: MemoRecord,
  { replies }: Standing,
  today: Day,
): SentReminder | undefined {
  if (at === null || localDay(at) > today) return undefined;
  const own = replies.filter(({ messageId, on }) => messageId === id && on <= today);
  return {
    on: localDay(at),
    at,
    isText: to === '',
    isReturned: own.some(({ kind }) => kind === 'bounce'),
    isAnswered: own.some(isWritten),
  };
}

/** Was this mail about that invoice? It tells of all that is past due on its day. */
export function tellsOf({ on }: Pick<SentReminder, 'on'>, { dueOn }: Pick<Invoice, 'dueOn'>): boolean {
  return on > dueOn;
}
