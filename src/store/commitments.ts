import type { OwnCommitment } from '../domain/attempt.ts';
import { missing } from './errors.ts';
import type { CommitmentStore } from './ledger.ts';
import type { NewCommitment } from './records.ts';
import { dayOf, dayOrNull, numberOf, numberOrNull, textOf } from './rows.ts';
import type { Row } from './rows.ts';
import { insert } from './session.ts';
import type { Session } from './session.ts';

/** Own commitments with the day on which they were done. */
export const selectCommitments = `SELECT o.*, c.done_on FROM commitments o
  LEFT JOIN commitment_closings c ON c.commitment_id = o.id`;

export function commitmentStore(session: Session): CommitmentStore {
  const byId = (id: number) => {
    const row = session.sql(`${selectCommitments} WHERE o.id = @id`).get({ id });
    if (!row) throw missing('commitment', { id });
    return toCommitment(row);
  };
  return {
    add: (commitment) => session.write(() => addCommitment(session, commitment)),
    done: (id, on) =>
      session.write(() => {
        const commitment = byId(id);
        if (commitment.doneOn !== null) return commitment;
        session.touch(commitment.clientId);
        insert(session, 'commitment_closings', {
          commitment_id: id,
          done_on: on,
          recorded_at: session.now(),
        });
        return { ...commitment, doneOn: on };
      }),
  };
}

export function addCommitment(session: Session, commitment: NewCommitment): OwnCommitment {
  const recordedAt = session.now();
  session.touch(commitment.clientId);
  const id = insert(session, 'commitments', {
    client_id: commitment.clientId,
    call_id: commitment.callId,
    text: commitment.text,
    due_on: commitment.dueOn,
    due_at: commitment.dueAt,
    recorded_at: recordedAt,
  });
  return { ...commitment, id, doneOn: null, recordedAt };
}

export function toCommitment(row: Row): OwnCommitment {
  return {
    id: numberOf(row['id'], 'id'),
    clientId: numberOf(row['client_id'], 'client_id'),
    callId: numberOrNull(row['call_id'], 'call_id'),
    text: textOf(row['text'], 'text'),
    dueOn: dayOf(row['due_on'], 'due_on'),
    dueAt: numberOrNull(row['due_at'], 'due_at'),
    doneOn: dayOrNull(row['done_on'], 'done_on'),
    recordedAt: numberOf(row['recorded_at'], 'recorded_at'),
  };
}
