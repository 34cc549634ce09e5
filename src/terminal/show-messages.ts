import { localDay } from '../domain/day.ts';
import { formatDay } from '../domain/day-words.ts';
import { isGivenAsText, type Message } from '../domain/outbox.ts';
import type { Words } from '../script/words.ts';
import { stateWord, type StateView, whenText } from './message-state.ts';
import { show, type Style, wrap } from './style.ts';
import { type Column, tableLines } from './table.ts';

export interface MessagesView extends StateView {
  readonly width: number;
  readonly style: Style;
  readonly nameOf: (clientId: number) => string;
  readonly answered: ReadonlySet<number>;
}

const columns: readonly Column[] = [
  { align: 'right' }, {}, { canShrink: true }, { canShrink: true }, { canShrink: true }, {},
]; // biome-ignore format: one row of columns

/** All memos, a line each: number, day, client, what it is, to whom, where it stands. */
export function showMessages(messages: readonly Message[], view: MessagesView): string[] {
  const rows = messages.map((message) => [
    `#${message.id}`,
    formatDay(localDay(message.sentAt ?? message.createdAt), view.words.language, 'numeric'),
    view.nameOf(message.clientId),
    view.words.label(`prep.memo.${message.kind}`),
    message.to.join(', '),
    standing(message, view),
  ]);
  return tableLines(rows, columns, view.width);
}

function standing(message: Message, view: MessagesView): string {
  const word = stateWord(message, view);
  if (message.state !== 'sent') return word;
  const answer = view.answered.has(message.id) ? 'answered' : 'unanswered';
  return view.words.label(`memo.word.${answer}`, { state: word });
}

export interface MessageView extends Omit<MessagesView, 'nameOf'> {
  readonly attached: readonly string[];
  readonly inReplyTo: string | null;
}

/** What the outbox knows of one message besides its text: a fact a line. */
export function showMessageFacts(message: Message, view: MessageView): string[] {
  const { words, answered, attached } = view;
  const isText = isGivenAsText(message);
  const facts: (readonly [string, string | null])[] = [
    ['number', `#${message.id} · ${words.label(`prep.memo.${message.kind}`)}`],
    ['state', standing(message, { ...view, nameOf: () => '', answered })],
    ['written', whenText(message.createdAt, view)],
    // Nobody knows when a draft leaves the user's own mail program.
    ['sent', message.sentAt === null || message.state === 'draft' ? null : whenText(message.sentAt, view)],
    ['from', isText ? null : message.from],
    ['repeats', message.repeats === null ? null : `#${message.repeats}`],
    ['attached', attached.length === 0 ? null : attached.join(', ')],
    ['message_id', isText ? null : message.messageId],
    ['in_reply_to', view.inReplyTo],
    ['attempts', message.attempts === 0 || isText ? null : String(message.attempts)],
    [message.state === 'draft' ? 'file' : 'receipt', message.state === 'failed' ? null : message.receipt],
    ['error', message.error],
  ];
  const known = facts.flatMap(([name, value]) => (value === null || value === '' ? [] : [{ name, value }]));
  return known.flatMap(({ name, value }) => factLines(words, { name, value }, view.width));
}

function factLines(words: Words, fact: { name: string; value: string }, width: number): string[] {
  const colon = words.language === 'fr' ? '\u00a0: ' : ': ';
  return wrap(
    `${words.label(`memo.show.${fact.name}`)}${colon}${show(fact.value, 500)}`,
    Math.min(width, 80),
  );
}
