import type { Context } from '../cli/context.ts';
import type { Day } from '../domain/day.ts';
import type { Message } from '../domain/outbox.ts';
import { replyItem } from './client-document.ts';
import type { Unread } from './mail-check-ask.ts';
import type { TakenReply } from './mail-check-take.ts';

/** What one look into the mailbox brought. */
export interface Checked {
  /** `null` for a mail that was read from a file. */
  readonly folder: string | null;
  readonly since: Day | null;
  /** Mails that were looked at. */
  readonly count: number;
  readonly isCut: boolean;
  /** Mails that concern us and cannot be read. */
  readonly unreadable: number;
  readonly taken: readonly TakenReply[];
  /** Messages that nobody knew to have arrived: found among the sent ones, or still in doubt. */
  readonly found: readonly Message[];
  readonly doubtful: readonly Message[];
}

/** `dun mail check --json`: what is new, what waits to be read, and what became of doubts about sending. */
export function checkDocument(
  checked: Checked,
  unread: readonly Unread[],
  { today }: Pick<Context, 'today'>,
): object {
  const { folder, since, count, isCut, unreadable, taken, found, doubtful } = checked;
  return {
    schema: 'dun.mail.check/1',
    today,
    folder,
    since,
    count,
    isCut,
    unreadable,
    items: taken.map(({ client, reply, confirmed, returns }) => ({
      client: client.name,
      handle: client.handle,
      ...replyItem(reply),
      confirmed,
      returns,
    })),
    unread: unread.map(({ standing: { client }, reply }) => ({
      client: client.name,
      handle: client.handle,
      ...replyItem(reply),
    })),
    foundSent: found.map(({ id }) => id),
    uncertain: doubtful.map(({ id }) => id),
  };
}
