import { isGivenAsText, type Message, refusedRecipients } from '../domain/outbox.ts';
import { showLine } from '../terminal/show-line.ts';
import type { MemoServices } from './memo-draft.ts';

/** Says that a message has left, or where its draft lies; anything else is told as trouble by the caller. */
export function tellDone(
  { output, words, isJson }: Pick<MemoServices, 'output' | 'words' | 'isJson'>,
  message: Message,
): Message {
  if (isJson) return message;
  if (message.state === 'sent') {
    const refused = refusedRecipients(message);
    const reached = message.to.filter((address) => !refused.has(address));
    output.line(showLine(words, 'memo.done.sent', { to: reached.join(', ') }));
  }
  if (message.state === 'draft' && !isGivenAsText(message)) {
    output.line(showLine(words, 'memo.done.draft', { path: message.receipt ?? '' }));
    output.note(words.label('memo.state.draft.next'));
  }
  return message;
}
