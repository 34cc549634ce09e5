import { addRecords } from './call-records.ts';
import { callById, addOutcomes } from './calls.ts';
import { addContact, clientStore } from './clients.ts';
import { addCommitment } from './commitments.ts';
import { openDispute } from './disputes.ts';
import { queueMessage } from './outbox.ts';
import { addChange, addPromise } from './promises.ts';
import type { CallResult, FinishedCall } from './records.ts';
import { jsonOf, numberOf } from './rows.ts';
import type { Session } from './session.ts';

/**
 * Writes what a call left behind in one transaction, and remembers the numbers it gave, so that the same call
 * finished again (a repeated key, a process that died before it could say so) changes nothing.
 */
export function finishCall(session: Session, callId: number, result: CallResult): FinishedCall {
  return session.write(() => {
    const call = callById(session, callId);
    if (call['result_json'] !== null) return jsonOf<FinishedCall>(call['result_json'], 'result_json');
    const clientId = numberOf(call['client_id'], 'client_id');
    session.touch(clientId);
    session.register({ table: 'calls', id: callId });
    recordPeople(session, result);
    addOutcomes(session, callId, result.outcomes);
    const promiseIds = recordAgreements(session, callId, result);
    addRecords(session, { callId, clientId }, result.records);
    const messageId = result.message && queueMessage(session, { ...result.message, callId }).id;
    const finished: FinishedCall = { attemptId: callId, promiseIds, messageId };
    closeCall(session, finished, result);
    return finished;
  });
}

function recordPeople(session: Session, result: CallResult): void {
  const clients = clientStore(session);
  for (const { id, patch } of result.contactPatches) clients.editContact(id, patch);
  for (const contact of result.newContacts) addContact(session, contact);
}

function recordAgreements(session: Session, callId: number, result: CallResult): number[] {
  const promiseIds = result.promises.map((promise) => addPromise(session, { ...promise, callId }).id);
  for (const dispute of result.disputes) openDispute(session, { ...dispute, callId });
  for (const commitment of result.commitments) addCommitment(session, { ...commitment, callId });
  for (const move of result.moves ?? []) {
    const replacedBy = promiseIds[move.replacedBy];
    if (replacedBy === undefined) throw new RangeError(`no promise ${move.replacedBy} in this call`);
    addChange(session, move.promiseId, { kind: 'moved', on: move.on, reason: move.reason, replacedBy });
  }
  return promiseIds;
}

function closeCall(session: Session, finished: FinishedCall, result: CallResult): void {
  const text = `UPDATE calls SET ended_at = @endedAt, contact_id = @contactId, reach = @reach, cause = @cause,
    note = @note, is_hardship = @isHardship, mood_before = @moodBefore, mood_after = @moodAfter, hangup = @hangup,
    is_satisfied = @isSatisfied, finished_at = @finishedAt, result_json = @json WHERE id = @id`;
  const { manner } = result;
  session.sql(text).run({
    id: finished.attemptId,
    endedAt: result.endedAt,
    contactId: result.contactId,
    reach: result.reach,
    cause: result.cause,
    note: result.note,
    isHardship: Number(result.isHardship),
    moodBefore: manner.moodBefore,
    moodAfter: manner.moodAfter,
    hangup: manner.hangup,
    isSatisfied: manner.isSatisfied === null ? null : Number(manner.isSatisfied),
    finishedAt: session.now(),
    json: JSON.stringify(finished),
  });
  // What was half typed has become a note or was given up.
  session.sql('DELETE FROM call_drafts WHERE call_id = ?').run(finished.attemptId);
}
