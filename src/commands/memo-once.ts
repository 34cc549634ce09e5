import { DunError } from '../domain/errors.ts';
import { isGivenAsText, type Message, outboxTrouble, standingOf } from '../domain/outbox.ts';
import type { MemoServices, PreparedMemo } from './memo-draft.ts';
import { writtenReminder } from './memo-reminder.ts';
import { writtenThanks } from './memo-thanks.ts';

/**
 * Two windows may show the same memo: whoever says "send" second is told what became of it, and no second message is
 * written (promises 13). To be asked in the transaction that writes it. A refused message makes room for a new one, one
 * sent again is meant to be a second, and words taken along as text are no mail.
 */
export function refuseWritten(context: MemoServices, prepared: PreparedMemo): void {
  if (prepared.repeats !== null) return;
  const written = writtenBefore(context, prepared);
  if (written === undefined || written.state === 'failed') return;
  throw elsewhere(written, prepared.standing.client.handle);
}

function writtenBefore(context: MemoServices, prepared: PreparedMemo): Message | undefined {
  const { callId, kind, standing } = prepared;
  if (kind === 'payment_reminder') return writtenReminder(context, prepared);
  if (callId === null) return writtenThanks(context, standing);
  const own = context.ledger.outbox
    .forClient(standing.client.id)
    .filter((message) => message.callId === callId && message.kind === kind && !isGivenAsText(message));
  return standingOf(own);
}

function elsewhere(written: Message, handle: string): DunError {
  // Whoever wrote it a moment ago is about to take it.
  const isOnItsWay = written.state === 'queued' && written.error === null;
  if (isOnItsWay) return new DunError('mail.busy', 75, { to: written.to.join(', ') });
  const isOver = written.state === 'sent' || written.state === 'draft';
  const key = written.state === 'draft' ? 'memo.already_draft' : 'memo.already_sent';
  const over = new DunError(key, 1, { handle, path: written.receipt ?? '' });
  return isOver ? over : (outboxTrouble(written) ?? over);
}
