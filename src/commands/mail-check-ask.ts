import type { Context } from '../cli/context.ts';
import { confirmable } from '../domain/deal.ts';
import { isUnread, type ReplyRecord } from '../domain/reply.ts';
import type { Standing } from '../domain/standing.ts';
import { showLine } from '../terminal/show-line.ts';
import { showAnswer } from '../terminal/show-reply.ts';

type Services = Pick<Context, 'ledger' | 'words' | 'output' | 'prompter' | 'today'>;

/** An answer that waits to be read. */
export interface Unread {
  readonly standing: Standing;
  readonly reply: ReplyRecord;
}

/** The answers that nobody has read, oldest first. */
export function unreadOf({ ledger, today }: Pick<Services, 'ledger' | 'today'>): Unread[] {
  return ledger.standings
    .all()
    .flatMap((standing) => standing.replies.map((reply) => ({ standing, reply })))
    .filter(({ reply }) => isUnread(reply) && reply.on <= today)
    .toSorted((a, b) => a.reply.at - b.reply.at);
}

/** Shows each answer whole, and asks what it says: one key each, later by Enter alone. */
export async function askAboutAnswers(context: Services, unread: readonly Unread[]): Promise<void> {
  const { ledger, words, output, today } = context;
  for (const [place, { standing, reply }] of unread.entries()) {
    if (place > 0) output.line('');
    for (const line of showAnswer({ client: standing.client, reply }, { words, output })) output.line(line);
    const ids = confirmedBy(context, { standing, reply });
    const meaning = await askMeaning(context, ids.length > 0);
    if (meaning === 'later') continue;
    const confirms = meaning === 'confirms' ? ids : [];
    ledger.replies.read(reply.id, { meaning, on: today, confirms });
    const values = { client: standing.client.name };
    output.note(showLine(words, `reply.done.${meaning}`, values));
  }
}

/** The promises that this answer would confirm, if it does. */
function confirmedBy({ ledger }: Pick<Services, 'ledger'>, { standing, reply }: Unread): readonly number[] {
  const memo = standing.memos.find(({ id }) => id === reply.messageId);
  return confirmable(standing, { memo, on: reply.on }, ledger.profile.load())?.promiseIds ?? [];
}

function askMeaning(
  { prompter, words }: Services,
  isConfirmable: boolean,
): Promise<'later' | 'confirms' | 'other'> {
  const confirms = { key: 'c', label: words.label('reply.choice.confirms'), value: 'confirms' } as const;
  return prompter.key<'later' | 'confirms' | 'other'>({
    message: words.label('reply.ask'),
    choices: [
      { key: 'p', also: ['l'], label: words.label('reply.choice.later'), value: 'later' },
      ...(isConfirmable ? [confirms] : []),
      { key: 'v', also: ['s'], label: words.label('reply.choice.other'), value: 'other' },
    ],
  });
}
