import type { Context } from '../cli/context.ts';
import { formatDay } from '../domain/day-words.ts';
import { DunError } from '../domain/errors.ts';
import { formatMoney } from '../domain/money.ts';
import { judgePromise } from '../domain/promise.ts';
import { isUnread } from '../domain/reply.ts';
import { showLine } from '../terminal/show-line.ts';
import { findPromise } from './find-promise.ts';
import { promiseItem } from './promise-item.ts';
import { readPastDay, textOrNull } from './read-values.ts';

export interface ConfirmOptions {
  readonly promise: string;
  readonly on?: string;
  readonly words?: string;
}

type Services = Pick<
  Context,
  'ledger' | 'words' | 'output' | 'prompter' | 'language' | 'today' | 'rules' | 'calendarOf' | 'isJson'
>;

/**
 * `dun promise confirm`: they agreed in writing, as the user has read in their own mail program. Answers to the memo of
 * that promise are read with it. DunError 1 for one that is confirmed already, 2 for a day before the promise.
 */
export async function confirmPromise(context: Services, options: ConfirmOptions): Promise<void> {
  const { ledger, output, words, today, language, isJson } = context;
  const { standing, promise } = await findPromise(context, options.promise);
  const on = options.on === undefined ? today : readPastDay({ flag: '--on', text: options.on }, context);
  const { id } = promise;
  const known = promise.changes.find(({ kind }) => kind === 'confirmed');
  if (known !== undefined)
    throw new DunError('promise.confirmed_already', 1, { id, day: formatDay(known.on, language, 'long') });
  if (on < promise.madeOn)
    throw new DunError('promise.confirmed_before', 2, {
      id,
      day: formatDay(promise.madeOn, language, 'long'),
    });
  const memos = new Set(
    standing.memos
      .filter(({ callId }) => callId !== null && callId === promise.callId)
      .map((memo) => memo.id),
  );
  const changed = ledger.transaction(() => {
    for (const reply of standing.replies.filter((one) => isUnread(one) && memos.has(one.messageId)))
      ledger.replies.read(reply.id, { meaning: 'confirms', on: today, confirms: [] });
    return ledger.promises.change(id, {
      kind: 'confirmed',
      on,
      reason: textOrNull(options.words),
      replacedBy: null,
    });
  });
  if (isJson) {
    const { name, handle } = standing.client;
    const item = promiseItem(ledger.standings.one(promise.clientId), changed, context);
    return output.json({ schema: 'dun.promise.confirm/1', today, client: name, handle, ...item });
  }
  const values = {
    id,
    client: standing.client.name,
    amount: formatMoney(judgePromise(promise, standing, today).amount, language),
    day: formatDay(on, language, 'long'),
  };
  output.line(showLine(words, 'promise.confirmed', values));
}
