import { type NewMessage, unsent } from '../domain/outbox.ts';
import { showLine } from '../terminal/show-line.ts';
import { messageDocument } from './memo-document.ts';
import type { MemoServices } from './memo-draft.ts';

/** `--eml FILE`: the message as a draft that mail programs open ready to send; nothing is queued. */
export async function writeEml(context: MemoServices, message: NewMessage, path: string): Promise<void> {
  const { files, output, words, isJson, today } = context;
  const target = files.resolve(path);
  await files.write(target, unsent(message.raw));
  if (isJson) output.json(messageDocument(today, message, target));
  else output.line(showLine(words, 'memo.done.eml', { path: target }));
}
