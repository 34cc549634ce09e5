import { type Day, localDay, localMinutes } from '../domain/day.ts';
import { formatDay, formatTime } from '../domain/day-words.ts';
import { isDue, isGivenAsText, isGivenUp, type Message } from '../domain/outbox.ts';
import type { Words } from '../script/words.ts';

export interface StateView {
  readonly words: Words;
  readonly today: Day;
  readonly now: number;
}

/** Where a message stands, in a word or two: `sent`, `waits until 14:30`, `refused`. */
export function stateWord(message: Message, view: StateView): string {
  const { words, now } = view;
  if (isGivenAsText(message)) return words.label('memo.word.text');
  if (isGivenUp(message)) return words.label('memo.word.given_up');
  if (message.state !== 'queued') return words.label(`memo.word.${message.state}`);
  if (message.nextAt === null || isDue(message, now)) return words.label('memo.word.queued');
  return words.label('memo.word.queued_until', { when: whenText(message.nextAt, view) });
}

/** The hour today, the day and the hour on any other day. */
export function whenText(at: number, { words, today }: Pick<StateView, 'words' | 'today'>): string {
  const time = formatTime(localMinutes(at), words.language);
  const on = localDay(at);
  if (on === today) return time;
  return words.label('memo.at', { day: formatDay(on, words.language, 'numeric'), time });
}
