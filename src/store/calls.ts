import type { Attempt, AttemptOutcome } from '../domain/attempt.ts';
import { DunError } from '../domain/errors.ts';
import { missing } from './errors.ts';
import type { CallStore } from './ledger.ts';
import { isAlive } from './owner.ts';
import type { CallOwner, CallRow, NewAttempt, NewCall } from './records.ts';
import {
  dayOf,
  flagOf,
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

export function callStore(session: Session): CallStore {
  const byId = (id: number) => {
    const row = session.sql('SELECT * FROM calls WHERE id = ? AND setup_json IS NOT NULL').get(id);
    return row && toCallRow(row);
  };
  return {
    start: (call) => session.write(() => startCall(session, call)),
    append: (callId, seq, event) => append(session, { callId, seq }, JSON.stringify(event)),
    events: (callId) => {
      const text = 'SELECT event_json FROM call_events WHERE call_id = ? ORDER BY seq';
      return session
        .sql(text)
        .all(callId)
        .map((row) => jsonOf<unknown>(row['event_json'], 'event_json'));
    },
    saveDraft: (callId, field, text) => saveDraft(session, callId, { field, text }),
    draft: (callId) => {
      const row = session.sql('SELECT field, text FROM call_drafts WHERE call_id = ?').get(callId);
      return row && { field: textOf(row['field'], 'field'), text: textOf(row['text'], 'text') };
    },
    interrupted: () => {
      const text = 'SELECT * FROM calls WHERE finished_at IS NULL ORDER BY id DESC';
      const rows = session.sql(text).all().map(toCallRow);
      return rows.filter((call) => !isAlive(call.owner));
    },
    byId,
    claim: (callId, owner) =>
      session.write(() => {
        const call = byId(callId);
        if (!call || call.isFinished) return false;
        const isMine = call.owner.pid === owner.pid && call.owner.startedAt === owner.startedAt;
        if (!isMine && isAlive(call.owner)) return false;
        const text = 'UPDATE calls SET owner_pid = ?, owner_started_at = ? WHERE id = ?';
        session.sql(text).run(owner.pid, owner.startedAt, callId);
        return true;
      }),
    log: (attempt) => session.write(() => logAttempt(session, attempt)),
  };
}

function startCall(session: Session, call: NewCall): CallRow {
  const id = insert(session, 'calls', {
    client_id: call.clientId,
    contact_id: call.contactId,
    prep_id: call.prepId,
    channel: 'call',
    held_on: call.on,
    started_at: call.startedAt,
    phone: call.phone,
    language: call.language,
    setup_json: JSON.stringify(call.setup ?? null),
    owner_pid: call.owner.pid,
    owner_started_at: call.owner.startedAt,
    is_hardship: 0,
    recorded_at: session.now(),
  });
  return { ...call, id, endedAt: null, isFinished: false };
}

// One statement that commits by itself: the shortest way to the disk between a key and its effect.
function append(session: Session, place: { callId: number; seq: number }, event: string): void {
  session.beforeWrite();
  const text = `INSERT INTO call_events (call_id, seq, event_json, recorded_at)
    SELECT id, @seq, @event, @at FROM calls WHERE id = @callId AND finished_at IS NULL
    ON CONFLICT (call_id, seq) DO UPDATE SET seq = seq WHERE event_json = excluded.event_json`;
  const { changes } = session.sql(text).run({ ...place, event, at: session.now() });
  if (changes === 0) throw new DunError('store.call_elsewhere', 75, { id: place.callId });
}

function saveDraft(session: Session, callId: number, draft: { field: string; text: string }): void {
  session.beforeWrite();
  if (draft.text === '') {
    session.sql('DELETE FROM call_drafts WHERE call_id = ?').run(callId);
    return;
  }
  const text = `INSERT INTO call_drafts (call_id, field, text, recorded_at) VALUES (@callId, @field, @text, @at)
    ON CONFLICT (call_id) DO UPDATE SET field = excluded.field, text = excluded.text, recorded_at = excluded.recorded_at`;
  session.sql(text).run({ callId, ...draft, at: session.now() });
}

function logAttempt(session: Session, attempt: NewAttempt): Attempt {
  const recordedAt = session.now();
  session.touch(attempt.clientId);
  const id = insert(session, 'calls', {
    client_id: attempt.clientId,
    contact_id: attempt.contactId,
    channel: attempt.channel,
    held_on: attempt.on,
    started_at: attempt.startedAt,
    ended_at: attempt.endedAt,
    reach: attempt.reach,
    cause: attempt.cause,
    note: attempt.note,
    is_hardship: Number(attempt.isHardship),
    finished_at: recordedAt,
    recorded_at: recordedAt,
  });
  session.register({ table: 'calls', id });
  addOutcomes(session, id, attempt.outcomes);
  return { ...attempt, id, recordedAt };
}

export function addOutcomes(session: Session, callId: number, outcomes: readonly AttemptOutcome[]): void {
  outcomes.forEach((outcome, position) => {
    insert(session, 'call_outcomes', {
      call_id: callId,
      position,
      invoice_id: outcome.invoiceId,
      outcome: outcome.outcome,
      action: outcome.action,
      follow_up_on: outcome.followUpOn,
      follow_up_at: outcome.followUpAt,
      contact_id: outcome.contactId,
      phone: outcome.phone,
      ground: outcome.ground,
      is_fruitless: Number(outcome.isFruitless),
    });
  });
}

/** The guided call with this number, finished or not. DunError 66. */
export function callById(session: Session, id: number): Row {
  const row = session.sql('SELECT * FROM calls WHERE id = ?').get(id);
  if (!row) throw missing('call', { id });
  return row;
}

function toCallRow(row: Row): CallRow {
  const owner: CallOwner = {
    pid: numberOf(row['owner_pid'], 'owner_pid'),
    startedAt: numberOf(row['owner_started_at'], 'owner_started_at'),
  };
  return {
    id: numberOf(row['id'], 'id'),
    clientId: numberOf(row['client_id'], 'client_id'),
    contactId: numberOrNull(row['contact_id'], 'contact_id'),
    prepId: numberOrNull(row['prep_id'], 'prep_id'),
    on: dayOf(row['held_on'], 'held_on'),
    startedAt: numberOf(row['started_at'], 'started_at'),
    phone: textOrNull(row['phone'], 'phone'),
    language: nameOf(row['language'], 'language'),
    setup: jsonOf<unknown>(row['setup_json'], 'setup_json'),
    owner,
    endedAt: numberOrNull(row['ended_at'], 'ended_at'),
    isFinished: row['finished_at'] !== null,
  };
}

/** `outcomes` by position. An attempt counts as recorded when the call was finished. */
export function toAttempt(row: Row, outcomes: readonly Row[]): Attempt {
  return {
    id: numberOf(row['id'], 'id'),
    clientId: numberOf(row['client_id'], 'client_id'),
    contactId: numberOrNull(row['contact_id'], 'contact_id'),
    channel: nameOf(row['channel'], 'channel'),
    on: dayOf(row['held_on'], 'held_on'),
    startedAt: numberOf(row['started_at'], 'started_at'),
    endedAt: numberOrNull(row['ended_at'], 'ended_at'),
    reach: nameOrNull(row['reach'], 'reach'),
    cause: nameOrNull(row['cause'], 'cause'),
    note: textOrNull(row['note'], 'note'),
    isHardship: flagOf(row['is_hardship'], 'is_hardship'),
    outcomes: outcomes.map(toOutcome),
    recordedAt: numberOf(row['finished_at'], 'finished_at'),
  };
}

function toOutcome(row: Row): AttemptOutcome {
  return {
    invoiceId: numberOrNull(row['invoice_id'], 'invoice_id'),
    outcome: nameOf(row['outcome'], 'outcome'),
    action: nameOf(row['action'], 'action'),
    followUpOn: dayOf(row['follow_up_on'], 'follow_up_on'),
    followUpAt: numberOrNull(row['follow_up_at'], 'follow_up_at'),
    contactId: numberOrNull(row['contact_id'], 'contact_id'),
    phone: textOrNull(row['phone'], 'phone'),
    ground: nameOf(row['ground'], 'ground'),
    isFruitless: flagOf(row['is_fruitless'], 'is_fruitless'),
  };
}
