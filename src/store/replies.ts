import type { Answerable } from '../domain/read-reply.ts';
import type { ReplyRecord } from '../domain/reply.ts';
import { missing } from './errors.ts';
import type { ReplyStore } from './ledger.ts';
import { addChange } from './promises.ts';
import type { NewReply, ReplyReading } from './records.ts';
import {
  dayOf,
  dayOrNull,
  jsonOf,
  nameOf,
  nameOrNull,
  numberOf,
  numberOrNull,
  textOf,
  textOrNull,
} from './rows.ts';
import type { Row } from './rows.ts';
import { insert } from './session.ts';
import type { Session } from './session.ts';

/** Of a reply as the rules see it: its bytes stay where they are, of its words as much as a screen shows. */
export const selectReplies = `SELECT r.id, r.client_id, r.message_id, r.kind, r.sender, r.failed_address,
    r.received_on, r.received_at, r.subject, substr(r.words, 1, 600) AS words, r.recorded_at, n.meaning, n.read_on
  FROM replies r LEFT JOIN reply_readings n ON n.reply_id = r.id`;

export function replyStore(session: Session): ReplyStore {
  const byId = (id: number): ReplyRecord => {
    const row = session.sql(`${selectReplies} WHERE r.id = ?`).get(id);
    if (!row) throw missing('reply', { id });
    return toReply(row);
  };
  return {
    known: () => {
      const rows = session.sql('SELECT internet_id FROM replies').all();
      return new Set(rows.map((row) => textOf(row['internet_id'], 'internet_id')));
    },
    answerable: () => {
      const text = `SELECT id, client_id, call_id, message_id, sender, recipients_json, subject, recorded_at, sent_at FROM messages
        WHERE state IN ('sent', 'draft', 'uncertain', 'sending') AND recipients_json <> '[]' ORDER BY id`;
      return session.sql(text).all().map(toAnswerable);
    },
    add: (reply) =>
      session.write(() => {
        const text = 'SELECT 1 FROM replies WHERE internet_id = ?';
        if (session.sql(text).get(reply.internetId)) return undefined;
        const id = insertReply(session, reply);
        confirm(session, reply.confirms, reply);
        return byId(id);
      }),
    read: (id, reading) =>
      session.write(() => {
        const known = byId(id);
        if (known.reading !== null) return known;
        insert(session, 'reply_readings', {
          reply_id: id,
          meaning: reading.meaning,
          read_on: reading.on,
          recorded_at: session.now(),
        });
        confirm(session, reading.confirms, known);
        return byId(id);
      }),
    raw: (id) => {
      const raw = session.sql('SELECT raw FROM replies WHERE id = ?').get(id)?.['raw'];
      if (!(raw instanceof Uint8Array)) throw missing('reply', { id });
      return raw;
    },
  };
}

function insertReply(session: Session, reply: NewReply): number {
  return insert(session, 'replies', {
    message_id: reply.messageId,
    client_id: reply.clientId,
    internet_id: reply.internetId,
    kind: reply.kind,
    sender: reply.from,
    failed_address: reply.failedAddress,
    received_on: reply.on,
    received_at: reply.at,
    subject: reply.subject,
    words: reply.words,
    raw: reply.raw,
    recorded_at: session.now(),
  });
}

/**
 * The promises are confirmed on the day of the answer and in its words, by each answer that does: so nothing depends on
 * which one is read first, and each written word about the debt keeps its day.
 */
function confirm(
  session: Session,
  ids: ReplyReading['confirms'],
  { on, words }: Pick<NewReply, 'on' | 'words'>,
): void {
  const same = `SELECT 1 FROM promise_changes
    WHERE promise_id = ? AND kind = 'confirmed' AND changed_on = ? AND reason IS ?`;
  for (const id of ids) {
    if (session.sql(same).get(id, on, words)) continue;
    addChange(session, id, { kind: 'confirmed', on, reason: words, replacedBy: null });
  }
}

export function toReply(row: Row): ReplyRecord {
  const readOn = dayOrNull(row['read_on'], 'read_on');
  const meaning = nameOrNull<'confirms' | 'other'>(row['meaning'], 'meaning');
  return {
    id: numberOf(row['id'], 'id'),
    messageId: numberOf(row['message_id'], 'message_id'),
    kind: nameOf(row['kind'], 'kind'),
    from: textOf(row['sender'], 'sender'),
    failedAddress: textOrNull(row['failed_address'], 'failed_address'),
    on: dayOf(row['received_on'], 'received_on'),
    at: numberOf(row['received_at'], 'received_at'),
    subject: textOf(row['subject'], 'subject'),
    words: textOf(row['words'], 'words'),
    reading: readOn === null || meaning === null ? null : { meaning, on: readOn },
    recordedAt: numberOf(row['recorded_at'], 'recorded_at'),
  };
}

function toAnswerable(row: Row): Answerable {
  return {
    id: numberOf(row['id'], 'id'),
    clientId: numberOf(row['client_id'], 'client_id'),
    callId: numberOrNull(row['call_id'], 'call_id'),
    messageId: textOf(row['message_id'], 'message_id'),
    from: textOf(row['sender'], 'sender'),
    to: jsonOf<string[]>(row['recipients_json'], 'recipients_json'),
    subject: textOf(row['subject'], 'subject'),
    sentAt: numberOrNull(row['sent_at'], 'sent_at') ?? numberOf(row['recorded_at'], 'recorded_at'),
  };
}
