import type { MemoRecord } from '../domain/attempt.ts';
import { DunError } from '../domain/errors.ts';
import { givenUpMark, stepAfterDeath } from '../domain/outbox.ts';
import type { Message, NewMessage, OutboxStep, PendingMessage } from '../domain/outbox.ts';
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
    forClient: (clientId) =>
      session.sql('SELECT * FROM messages WHERE client_id = ? ORDER BY id').all(clientId).map(toMessage),
    answered: () =>
      new Set(
        session
          .sql(answeredMessages)
          .all()
          .map((row) => numberOf(row['id'], 'id')),
      ),
    pending: () => session.sql(pendingMessages).all().map(toPending),
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

/** A person wrote back: an automatic answer and a bounce are no answers (practice B8). */
const answeredMessages = `SELECT DISTINCT message_id AS id FROM replies WHERE kind IN ('agreed', 'answer')`;

/**
 * What is on its way, in doubt or refused, by the index of what is pending and without a body: asked at the end of each
 * command. A refused message that another one of its call and reader, or of its kind where it follows no call, took the
 * place of is settled.
 */
const pendingMessages = `SELECT m.id, m.client_id, m.state, m.next_at, m.receipt FROM messages m
  WHERE m.state <> 'sent' AND m.state IN ('queued', 'uncertain', 'failed')
    AND NOT (m.state = 'failed' AND EXISTS (SELECT 1 FROM messages n
      WHERE n.client_id = m.client_id AND n.call_id IS m.call_id AND n.id > m.id
        AND n.state <> 'failed' AND n.recipients_json <> '[]'
        AND CASE WHEN m.call_id IS NULL THEN n.kind = m.kind
          ELSE (n.kind = 'approval_request') = (m.kind = 'approval_request') END))
  ORDER BY m.id`;

function toPending(row: Row): PendingMessage {
  return {
    id: numberOf(row['id'], 'id'),
    clientId: numberOf(row['client_id'], 'client_id'),
    state: nameOf(row['state'], 'state'),
    nextAt: numberOrNull(row['next_at'], 'next_at'),
    receipt: textOrNull(row['receipt'], 'receipt'),
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
    repeats: message.repeats ?? null,
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
  const repeats = message.repeats ?? null;
  return { ...message, ...fresh, id, repeats, state: 'queued', createdAt };
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
  if (!isMoving && !mayGiveUp(message, step))
    throw new DunError('store.message_elsewhere', 75, { id: message.id });
  const columns = { error: null, next_at: null, ...columnsOf(step) };
  replace(session, { table: 'messages', id: message.id }, columns);
}

function mayGiveUp({ state }: Message, step: OutboxStep): boolean {
  return step.to === 'failed' && step.isGivenUp === true && (state === 'queued' || state === 'failed');
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
      return { ...state, error: step.error, ...(step.isGivenUp === true ? { receipt: givenUpMark } : {}) };
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
    repeats: numberOrNull(row['repeats'], 'repeats'),
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
