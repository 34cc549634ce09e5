import type { MemoRecord } from '../domain/attempt.ts';
import { DunError } from '../domain/errors.ts';
import { stepAfterDeath } from '../domain/outbox.ts';
import type { Message, NewMessage, OutboxStep } from '../domain/outbox.ts';
import { missing } from './errors.ts';
import type { Outbox } from './ledger.ts';
import { isAlive, startOf } from './owner.ts';
import { jsonOf, nameOf, nameOrNull, numberOf, numberOrNull, textOf, textOrNull } from './rows.ts';
import type { Row } from './rows.ts';
import { insert, replace } from './session.ts';
import type { Session, SqlRow } from './session.ts';

export function outboxStore(session: Session): Outbox {
  const byId = (id: number) => {
    const row = session.sql('SELECT * FROM messages WHERE id = ?').get(id);
    return row && toMessage(row);
  };
  const known = (id: number) => {
    const message = byId(id);
    if (!message) throw missing('message', { id });
    return message;
  };
  const advance = (id: number, step: OutboxStep) =>
    session.write(() => {
      advanceMessage(session, known(id), step);
      return known(id);
    });
  return {
    queue: (message) => session.write(() => queueMessage(session, message)),
    byId,
    forCall: (callId) => {
      const row = session
        .sql('SELECT * FROM messages WHERE call_id = ? ORDER BY id DESC LIMIT 1')
        .get(callId);
      return row && toMessage(row);
    },
    list: (state) => {
      const condition = state === undefined ? '' : 'WHERE state = @state';
      const statement = session.sql(`SELECT * FROM messages ${condition} ORDER BY id`);
      return statement.all(state === undefined ? {} : { state }).map(toMessage);
    },
    take: (id, pid) => session.write(() => (take(session, id, pid) ? known(id) : undefined)),
    advance,
    recover: () => {
      const senders = session.sql(`SELECT * FROM messages WHERE state = 'sending' ORDER BY id`).all();
      for (const row of senders.filter(hasDied)) {
        const message = toMessage(row);
        advance(message.id, stepAfterDeath(message, session.now()));
      }
    },
  };
}

export function queueMessage(session: Session, message: NewMessage): Message {
  const createdAt = session.now();
  const id = insert(session, 'messages', {
    call_id: message.callId,
    client_id: message.clientId,
    kind: message.kind,
    language: message.language,
    message_id: message.messageId,
    sender: message.from,
    recipients_json: JSON.stringify(message.to),
    subject: message.subject,
    text: message.text,
    raw: message.raw,
    transport: message.transport,
    state: 'queued',
    attempts: 0,
    recorded_at: createdAt,
  });
  const fresh = {
    phase: null,
    pid: null,
    attempts: 0,
    nextAt: null,
    error: null,
    receipt: null,
    sentAt: null,
  };
  return { ...message, ...fresh, id, state: 'queued', createdAt };
}

/** Only one of two senders finds the message queued (promises 9). */
function take(session: Session, id: number, pid: number): boolean {
  const queued = session.sql(`SELECT attempts FROM messages WHERE id = ? AND state = 'queued'`).get(id);
  if (queued === undefined) return false;
  replace(
    session,
    { table: 'messages', id },
    {
      state: 'sending',
      phase: 'connect',
      pid,
      owner_started_at: startOf(pid) ?? session.now(),
      attempts: numberOf(queued['attempts'], 'attempts') + 1,
      error: null,
    },
  );
  return true;
}

/**
 * A message that is sent, a draft or refused has reached its end: whoever comes late must not stir it again. Nor does a
 * late answer to a doubt touch a message that another window is sending by now.
 */
function advanceMessage(session: Session, message: Message, step: OutboxStep): void {
  const isAnswer = 'isAnswer' in step;
  const isMoving =
    (message.state === 'sending' && !isAnswer) || (message.state === 'uncertain' && step.to !== 'body');
  if (!isMoving) throw new DunError('store.message_elsewhere', 75, { id: message.id });
  const columns = { error: null, next_at: null, ...columnsOf(step) };
  replace(session, { table: 'messages', id: message.id }, columns);
}

function columnsOf(step: OutboxStep): SqlRow {
  const state = { state: step.to, phase: null, pid: null, owner_started_at: null };
  switch (step.to) {
    case 'body':
      return { phase: 'body' };
    case 'sent':
      return { ...state, receipt: step.receipt, sent_at: step.at };
    case 'draft':
      return { ...state, receipt: step.path, sent_at: step.at };
    case 'queued':
      return { ...state, error: step.error === '' ? null : step.error, next_at: step.nextAt };
    case 'failed':
    case 'uncertain':
      return { ...state, error: step.error };
  }
}

function hasDied(row: Row): boolean {
  const pid = numberOrNull(row['pid'], 'pid');
  const startedAt = numberOrNull(row['owner_started_at'], 'owner_started_at');
  return pid === null || startedAt === null || !isAlive({ pid, startedAt });
}

function toMessage(row: Row): Message {
  const raw = row['raw'];
  return {
    id: numberOf(row['id'], 'id'),
    callId: numberOrNull(row['call_id'], 'call_id'),
    clientId: numberOf(row['client_id'], 'client_id'),
    kind: nameOf(row['kind'], 'kind'),
    language: nameOf(row['language'], 'language'),
    messageId: textOf(row['message_id'], 'message_id'),
    from: textOf(row['sender'], 'sender'),
    to: jsonOf<string[]>(row['recipients_json'], 'recipients_json'),
    subject: textOf(row['subject'], 'subject'),
    text: textOf(row['text'], 'text'),
    raw: raw instanceof Uint8Array ? raw : new Uint8Array(),
    transport: nameOf(row['transport'], 'transport'),
    state: nameOf(row['state'], 'state'),
    phase: nameOrNull(row['phase'], 'phase'),
    pid: numberOrNull(row['pid'], 'pid'),
    attempts: numberOf(row['attempts'], 'attempts'),
    nextAt: numberOrNull(row['next_at'], 'next_at'),
    error: textOrNull(row['error'], 'error'),
    receipt: textOrNull(row['receipt'], 'receipt'),
    createdAt: numberOf(row['recorded_at'], 'recorded_at'),
    sentAt: numberOrNull(row['sent_at'], 'sent_at'),
  };
}

/** What the rules need of a message. */
export function toMemo(row: Row): MemoRecord {
  return {
    id: numberOf(row['id'], 'id'),
    callId: numberOrNull(row['call_id'], 'call_id'),
    kind: nameOf(row['kind'], 'kind'),
    to: jsonOf<string[]>(row['recipients_json'], 'recipients_json').join(', '),
    subject: textOf(row['subject'], 'subject'),
    state: nameOf(row['state'], 'state'),
    createdAt: numberOf(row['recorded_at'], 'recorded_at'),
    sentAt: numberOrNull(row['sent_at'], 'sent_at'),
  };
}
