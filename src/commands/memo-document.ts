import { attachedFiles } from '../domain/attached-files.ts';
import type { Day } from '../domain/day.ts';
import type { Message, NewMessage } from '../domain/outbox.ts';
import { jsonMoment } from './json-values.ts';
import type { PreparedMemo } from './memo-draft.ts';

/** `dun.memo/1` of a memo nothing was made of yet: it has no message, so no state. */
export function preparedDocument(today: Day, prepared: PreparedMemo): object {
  const { callId, kind, standing, to, cc, subject, text, missing, invoices } = prepared;
  return {
    schema: 'dun.memo/1',
    today,
    callId,
    kind,
    language: standing.client.language,
    to: to.address,
    cc: cc.map(({ address }) => address),
    subject,
    text,
    missing,
    attached: invoices.map(({ name }) => name),
    ...noMessage,
  };
}

const noMessage = { state: null, messageId: null, path: null, error: null, sentAt: null };

/** `dun.memo/1` of a message of the outbox, or of one that was only written to `path`. */
export function messageDocument(
  today: Day,
  message: NewMessage | Message,
  path: string | null = null,
): object {
  return {
    schema: 'dun.memo/1',
    today,
    callId: message.callId,
    kind: message.kind,
    language: message.language,
    to: message.to[0] ?? null,
    cc: message.to.slice(1),
    subject: message.subject === '' ? null : message.subject,
    text: message.text,
    missing: [],
    attached: attachedFiles(message),
    ...noMessage,
    messageId: message.messageId,
    ...('state' in message ? sending(message) : {}),
    ...(path === null ? {} : { path }),
  };
}

function sending({ state, receipt, error, sentAt }: Message): object {
  return {
    state,
    path: state === 'draft' && receipt !== '' ? receipt : null,
    error,
    sentAt: jsonMoment(sentAt),
  };
}
