import { localDay, localMinutes } from '../domain/day.ts';
import { formatDay, formatTime } from '../domain/day-words.ts';
import { DunError } from '../domain/errors.ts';
import { isGivenUp, type Message, outboxTrouble } from '../domain/outbox.ts';
import { showLine } from '../terminal/show-line.ts';
import { showMemo } from '../terminal/show-memo.ts';
import { settleDoubt } from './doubt.ts';
import { refuseHeld } from './held-messages.ts';
import { tellDone } from './memo-told.ts';
import { messageDocument } from './memo-document.ts';
import { typedForMemo } from './memo-typed.ts';
import type { MemoServices } from './memo-draft.ts';

interface Wish {
  readonly send?: boolean;
  readonly dryRun?: boolean;
  readonly to?: string;
}

/** Does this message still count? A refused one makes room for a new one. */
export function isKept(stored: Message | undefined): stored is Message {
  return stored !== undefined && stored.state !== 'failed';
}

/** Takes up the message a call already has: shown as it stands, asked about before anything leaves a second time. */
export async function takeUp(context: MemoServices, stored: Message, wish: Wish): Promise<void> {
  if (wish.dryRun === true || context.isEarlier) return presentStored(context, stored);
  if (stored.state === 'sent' || stored.state === 'draft') return takeUpFinished(context, stored, wish);
  refuseOtherReader(context, stored, wish.to);
  if (!context.isJson) showStored(context, stored);
  const message = await takeUpPending(context, stored, wish);
  if (context.isJson) presentStored(context, message);
  const trouble = wish.send === true || message.state === 'uncertain' ? outboxTrouble(message) : null;
  if (trouble !== null) throw trouble;
}

/** What is written stays as it is, its address too: whoever types another one would see it leave to the old one. */
export function refuseOtherReader(
  { ledger }: Pick<MemoServices, 'ledger'>,
  { id, kind, clientId, state, to: [written = ''], receipt }: Message,
  to: string | undefined,
): void {
  if (to === undefined || to === written) return;
  const handle = typedForMemo(kind, ledger.clients.byId(clientId)?.handle ?? '');
  const values = { id, to: written, address: to, handle, path: receipt ?? '' };
  if (state === 'sent') throw new DunError('memo.already_sent', 1, values);
  if (state === 'draft') throw new DunError('memo.already_draft', 1, values);
  if (state === 'uncertain') throw new DunError('memo.other_reader.uncertain', 76, values);
  throw new DunError('memo.other_reader.queued', 1, values);
}

/** A refused message is not lost sight of: its reason stands above the new one. */
export function tellRefusal({ output, words, isJson }: MemoServices, stored: Message): void {
  if (isJson || stored.state !== 'failed' || isGivenUp(stored)) return;
  output.note(showLine(words, 'memo.state.failed', { reason: stored.error ?? '' }));
}

/** The end of a sending: the document when JSON is asked for, and the exit code of what went wrong. */
export function settle(context: MemoServices, message: Message): void {
  if (context.isJson) context.output.json(messageDocument(context.today, message));
  const trouble = outboxTrouble(message);
  if (trouble !== null) throw trouble;
}

function takeUpFinished(context: MemoServices, stored: Message, wish: Wish): void {
  presentStored(context, stored);
  const handle = context.ledger.clients.byId(stored.clientId)?.handle ?? '';
  if (wish.send !== true) {
    // Nothing is asked for twice in writing: what comes next is the call (practice 000-01).
    const isSaid = stored.kind === 'payment_reminder' && !context.isJson;
    if (isSaid) context.output.note(showLine(context.words, 'memo.reminded', { handle }));
    return;
  }
  const key = stored.state === 'draft' ? 'memo.already_draft' : 'memo.already_sent';
  throw new DunError(key, 1, { handle, path: stored.receipt ?? '' });
}

/** Queued: sent on request. Uncertain: sent again or closed only when the user says so (promises 9). */
async function takeUpPending(context: MemoServices, stored: Message, wish: Wish): Promise<Message> {
  if (stored.state === 'uncertain') return settleDoubt(context, stored);
  if (stored.state !== 'queued') return stored;
  refuseHeld(context, stored.id);
  const question = { message: context.words.label('memo.ask.queued') };
  const canAsk = context.prompter.isInteractive && !context.isJson;
  const isSent = wish.send === true || (canAsk && (await context.prompter.confirm(question)));
  return isSent ? tellDone(context, await context.mail.deliver(stored.id)) : stored;
}

export function presentStored(context: MemoServices, stored: Message): void {
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
