import { DunError } from '../domain/errors.ts';
import { type Message, outboxStep } from '../domain/outbox.ts';
import { showLine } from '../terminal/show-line.ts';
import { troubleLines } from './deliver.ts';
import { refuseHeld } from './held-messages.ts';
import { lookUpDoubt } from './mail-doubts.ts';
import { tellDone } from './memo-told.ts';
import type { MemoServices } from './memo-draft.ts';

type Desk = Pick<
  MemoServices,
  'ledger' | 'mail' | 'output' | 'prompter' | 'words' | 'now' | 'today' | 'rules' | 'isJson'
>;

type Told = 'arrived' | 'send_again' | 'later';

/**
 * An uncertain message: looked for among the sent ones when there is a mailbox to look in; then, where there is somebody
 * to ask, the question whether it arrived; else it stays as it is (promises 9).
 */
export async function settleDoubt(context: Desk, message: Message): Promise<Message> {
  const found = await lookFirst(context, message);
  if (found.state !== 'uncertain' || !context.prompter.isInteractive || context.isJson) return found;
  const told = await askFate(context, found);
  if (told === 'later') return found;
  return told === 'arrived' ? noteArrived(context, found) : sendAgain(context, found);
}

/** A mailbox that cannot be opened is told in passing: the user may know the answer without it. */
async function lookFirst(context: Desk, message: Message): Promise<Message> {
  const { output, words, isJson } = context;
  try {
    const found = await lookUpDoubt(context, message);
    if (found.state === 'sent' && !isJson) output.note(words.label('memo.done.found_sent'));
    return found;
  } catch (error) {
    if (!(error instanceof DunError)) throw error;
    if (!isJson) for (const line of troubleLines(context, error)) output.note(line);
    return message;
  }
}

/** The user knows that it arrived: sent, without a word of the server. */
export function noteArrived(context: Desk, message: Message): Message {
  const { ledger, output, words, now, isJson } = context;
  const settled = ledger.outbox.advance(message.id, outboxStep(message, { kind: 'arrived' }, now()));
  if (!isJson) output.note(words.label('memo.done.arrived'));
  return settled;
}

/**
 * The same bytes under the same Message-ID, so that mailboxes may merge the two (promises 9). `DunError` 1 when it is no
 * longer true: then it waits, kept back, until the user gives it up.
 */
export async function sendAgain(context: Desk, message: Message): Promise<Message> {
  const { ledger, mail, now } = context;
  ledger.outbox.advance(message.id, outboxStep(message, { kind: 'send_again' }, now()));
  refuseHeld(context, message.id);
  return tellDone(context, await mail.deliver(message.id));
}

function askFate({ prompter, words }: Desk, { to, subject }: Message): Promise<Told> {
  return prompter.key<Told>({
    message: showLine(words, 'memo.ask.uncertain', { to: to.join(', '), subject }),
    choices: [
      { key: 'p', also: ['l'], label: words.label('memo.choice.later'), value: 'later' },
      { key: 'a', label: words.label('memo.choice.arrived'), value: 'arrived' },
      { key: 's', label: words.label('memo.choice.again'), value: 'send_again' },
    ],
  });
}
