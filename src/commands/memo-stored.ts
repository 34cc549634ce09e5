import { localDay, localMinutes } from '../domain/day.ts';
import { formatDay, formatTime } from '../domain/day-words.ts';
import { DunError } from '../domain/errors.ts';
import { type Message, outboxStep, outboxTrouble } from '../domain/outbox.ts';
import { showLine } from '../terminal/show-line.ts';
import { showMemo } from '../terminal/show-memo.ts';
import { sendMemo, tellDone } from './hand-over.ts';
import { messageDocument } from './memo-document.ts';
import { type MemoServices, type PreparedMemo, withText } from './memo-draft.ts';

/** The message of a call as it stands in the outbox, and the memo as it would be written today. */
export interface Found {
  readonly stored: Message;
  readonly prepared: PreparedMemo | null;
}

interface Wish {
  readonly send?: boolean;
  readonly dryRun?: boolean;
  readonly resend?: boolean;
}

/** Does this message still count? A refused one makes room for a new one. */
export function isKept(stored: Message | undefined): stored is Message {
  return stored !== undefined && stored.state !== 'failed';
}

/** Takes up the message a call already has: shown as it stands, asked about before anything leaves a second time. */
export async function takeUp(context: MemoServices, found: Found, wish: Wish): Promise<void> {
  const { stored } = found;
  if (wish.dryRun === true) return presentStored(context, stored);
  if (stored.state === 'sent' || stored.state === 'draft') return takeUpFinished(context, found, wish);
  if (!context.isJson) showStored(context, stored);
  const message = await takeUpPending(context, stored, wish);
  if (context.isJson) presentStored(context, message);
  const trouble = wish.send === true || message.state === 'uncertain' ? outboxTrouble(message) : null;
  if (trouble !== null) throw trouble;
}

/** A refused message is not lost sight of: its reason stands above the new one. */
export function tellRefusal({ output, words, isJson }: MemoServices, stored: Message): void {
  if (isJson || stored.state !== 'failed') return;
  output.note(showLine(words, 'memo.state.failed', { reason: stored.error ?? '' }));
}

/** The end of a sending: the document when JSON is asked for, and the exit code of what went wrong. */
export function settle(context: MemoServices, message: Message): void {
  if (context.isJson) context.output.json(messageDocument(context.today, message));
  const trouble = outboxTrouble(message);
  if (trouble !== null) throw trouble;
}

async function takeUpFinished(context: MemoServices, { stored, prepared }: Found, wish: Wish): Promise<void> {
  if (wish.resend === true && prepared !== null) {
    return settle(context, await sendMemo(context, resent(context, prepared, stored)));
  }
  presentStored(context, stored);
  if (wish.send === true) {
    const handle = context.ledger.clients.byId(stored.clientId)?.handle ?? '';
    const key = stored.state === 'draft' ? 'memo.already_draft' : 'memo.already_sent';
    throw new DunError(key, 1, { handle, path: stored.receipt ?? '' });
  }
}

/** Queued: sent on request. Uncertain: sent again or closed only when the user says so (promises 9). */
async function takeUpPending(context: MemoServices, stored: Message, wish: Wish): Promise<Message> {
  if (stored.state === 'queued') return takeUpQueued(context, stored, wish);
  return stored.state === 'uncertain' ? takeUpUncertain(context, stored, wish) : stored;
}

async function takeUpQueued(context: MemoServices, stored: Message, wish: Wish): Promise<Message> {
  const isAsked = wish.send === true || wish.resend === true;
  const question = { message: context.words.label('memo.ask.queued') };
  const isSent = isAsked || (canAsk(context) && (await context.prompter.confirm(question)));
  return isSent ? tellDone(context, await context.mail.deliver(stored.id)) : stored;
}

async function takeUpUncertain(context: MemoServices, stored: Message, wish: Wish): Promise<Message> {
  const told =
    wish.resend === true ? 'send_again' : canAsk(context) ? await askFate(context, stored) : 'later';
  if (told === 'later') return stored;
  const { ledger, output, words } = context;
  const message = ledger.outbox.advance(stored.id, outboxStep(stored, { kind: told }, context.now()));
  if (told === 'send_again') return tellDone(context, await context.mail.deliver(message.id));
  output.note(words.label('memo.done.arrived'));
  return message;
}

function askFate(
  { prompter, words }: MemoServices,
  stored: Message,
): Promise<'arrived' | 'send_again' | 'later'> {
  return prompter.key<'arrived' | 'send_again' | 'later'>({
    message: showLine(words, 'memo.ask.uncertain', { to: stored.to.join(', ') }),
    choices: [
      { key: 'p', also: ['l'], label: words.label('memo.choice.later'), value: 'later' },
      { key: 'a', label: words.label('memo.choice.arrived'), value: 'arrived' },
      { key: 's', label: words.label('memo.choice.again'), value: 'send_again' },
    ],
  });
}

function canAsk({ prompter, isJson }: MemoServices): boolean {
  return prompter.isInteractive && !isJson;
}

/** A new message that says it is the second one, in the thread of the first. */
function resent(context: MemoServices, prepared: PreparedMemo, stored: Message): PreparedMemo {
  const { language } = stored;
  const day = formatDay(localDay(stored.sentAt ?? stored.createdAt), language, 'long');
  const opening = context.wordsIn(language).label('memo.resent', { day });
  const again = withText(prepared, stored.subject, `${opening}\n\n${stored.text}`);
  return { ...again, missing: [], inReplyTo: stored.messageId };
}

function presentStored(context: MemoServices, stored: Message): void {
  if (context.isJson) context.output.json(messageDocument(context.today, stored));
  else showStored(context, stored);
}

function showStored({ output, words, language }: MemoServices, stored: Message): void {
  const { width, style } = output;
  const [address = null, ...others] = stored.to;
  const cc = others.map((one) => ({ name: '', address: one }));
  const memo = { to: { name: '', address }, cc, subject: stored.subject, text: stored.text, attached: [] };
  for (const line of showMemo(memo, { words, width, style })) output.line(line);
  const at = stored.sentAt ?? stored.createdAt;
  const values = {
    day: formatDay(localDay(at), language, 'long'),
    time: formatTime(localMinutes(at), language),
    path: stored.receipt ?? '',
    reason: stored.error ?? '',
  };
  const key = stored.state === 'queued' && stored.error ? 'queued_reason' : stored.state;
  output.line(showLine(words, `memo.state.${key}`, values));
}
