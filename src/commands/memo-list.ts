import { attachedFiles, headerOf } from '../domain/attached-files.ts';
import { localDay } from '../domain/day.ts';
import { DunError } from '../domain/errors.ts';
import { isGivenAsText, isGivenUp, type Message } from '../domain/outbox.ts';
import { showMemo } from '../terminal/show-memo.ts';
import { showMessageFacts, showMessages } from '../terminal/show-messages.ts';
import { findClient } from './find-client.ts';
import { jsonMoment } from './json-values.ts';
import { messageDocument } from './memo-document.ts';
import type { MemoServices } from './memo-draft.ts';
import { messageOrClient } from './memo-find.ts';

/** `dun memo list`: every memo that was sent, queued, written as a draft or given as text; the newest last. */
export async function listMemos(context: MemoServices, text: string | undefined): Promise<void> {
  const { ledger, output, words, today, isJson } = context;
  const client = text === undefined ? undefined : await findClient(context, text);
  const messages = client === undefined ? ledger.outbox.list() : ledger.outbox.forClient(client.id);
  if (isJson) {
    const items = messages.map((message) => memoItem(context, message));
    return output.json({ schema: 'dun.memo.list/1', today, items });
  }
  if (messages.length === 0) output.note(words.label('memo.list_empty'));
  for (const line of showMessages(messages, viewOf(context))) output.line(line);
}

/** `dun memo show`: one message whole, with its headers, what became of it and what was attached. */
export async function showOne(context: MemoServices, which: string | undefined): Promise<void> {
  const { output, words, today, isJson } = context;
  const message = await messageMeant(context, which);
  if (isJson) {
    const { answered, ...item } = memoItem(context, message);
    const inReplyTo = isGivenAsText(message) ? null : headerOf(message, 'in-reply-to');
    const shown = { ...messageDocument(today, message), ...item, schema: 'dun.memo.show/1' };
    return output.json({ ...shown, answered, inReplyTo, attempts: message.attempts });
  }
  const { width, style } = output;
  const [address = null, ...others] = message.to;
  const to = { name: '', address: address ?? words.label('memo.word.text') };
  const cc = others.map((one) => ({ name: '', address: one }));
  const { subject, text } = message;
  for (const line of showMemo({ to, cc, subject, text, attached: [] }, { words, width, style }))
    output.line(line);
  const isText = isGivenAsText(message);
  const attached = isText ? [] : attachedFiles(message);
  const inReplyTo = isText ? null : headerOf(message, 'in-reply-to');
  for (const line of showMessageFacts(message, { ...viewOf(context), attached, inReplyTo }))
    output.line(line);
}

async function messageMeant(context: MemoServices, which: string | undefined): Promise<Message> {
  const { outbox } = context.ledger;
  if (which === undefined) {
    const last = outbox.list().at(-1);
    if (last === undefined) throw new DunError('memo.none_written', 1);
    return last;
  }
  const found = await messageOrClient(context, which);
  if ('message' in found) return found.message;
  const last = outbox.forClient(found.client.id).at(-1);
  if (last === undefined)
    throw new DunError('memo.none_written_for', 1, {
      client: found.client.name,
      handle: found.client.handle,
    });
  return last;
}

function viewOf({ ledger, output, words, today, now }: MemoServices) {
  const { width, style } = output;
  const names = new Map(ledger.clients.all().map(({ id, name }) => [id, name]));
  const nameOf = (id: number): string => names.get(id) ?? '';
  return { words, width, style, today, now: now(), nameOf, answered: ledger.outbox.answered() };
}

/** One memo in JSON documents. A text has no addressee. */
function memoItem({ ledger }: MemoServices, message: Message) {
  const client = ledger.clients.byId(message.clientId);
  const { id, callId, kind, to, subject, state, sentAt, createdAt, repeats, receipt, error } = message;
  return {
    number: id,
    day: localDay(sentAt ?? createdAt),
    client: client?.name ?? null,
    handle: client?.handle ?? null,
    callId,
    kind,
    to,
    subject: subject === '' ? null : subject,
    state: isGivenAsText(message) ? 'text' : isGivenUp(message) ? 'given_up' : state,
    answered: ledger.outbox.answered().has(id),
    repeats,
    writtenAt: jsonMoment(createdAt),
    sentAt: jsonMoment(sentAt),
    nextAt: jsonMoment(message.nextAt),
    receipt: isGivenUp(message) || receipt === '' ? null : receipt,
    error,
  };
}
