import type { Dispute } from '../domain/dispute.ts';
import { missing } from './errors.ts';
import type { DisputeStore } from './ledger.ts';
import type { NewDispute } from './records.ts';
import { dayOf, dayOrNull, moneyOf, nameOf, numberOf, numberOrNull, textOf, textOrNull } from './rows.ts';
import type { Row } from './rows.ts';
import { insert } from './session.ts';
import type { Session } from './session.ts';

/** Disputes with their closing. */
export const selectDisputes = `SELECT d.*, c.closed_on, c.resolution FROM disputes d
  LEFT JOIN dispute_closings c ON c.dispute_id = d.id`;

export function disputeStore(session: Session): DisputeStore {
  const byId = (id: number) => {
    const row = session.sql(`${selectDisputes} WHERE d.id = @id`).get({ id });
    if (!row) throw missing('dispute', { id });
    return toDispute(row);
  };
  return {
    open: (dispute) => session.write(() => openDispute(session, dispute)),
    close: (id, on, resolution) =>
      session.write(() => {
        const dispute = byId(id);
        if (dispute.closedOn !== null) return dispute;
        insert(session, 'dispute_closings', {
          dispute_id: id,
          closed_on: on,
          resolution,
          recorded_at: session.now(),
        });
        return { ...dispute, closedOn: on, resolution };
      }),
  };
}

export function openDispute(session: Session, dispute: NewDispute): Dispute {
  const recordedAt = session.now();
  const id = insert(session, 'disputes', {
    client_id: dispute.clientId,
    invoice_id: dispute.invoiceId,
    call_id: dispute.callId,
    type: dispute.type,
    disputed_minor: dispute.disputed.minor,
    currency: dispute.disputed.currency,
    words: dispute.words,
    remedy: dispute.remedy,
    owner: dispute.owner,
    raised_on: dispute.raisedOn,
    resolve_on: dispute.resolveOn,
    pay_on: dispute.payOn,
    ground: dispute.ground,
    recorded_at: recordedAt,
  });
  return { ...dispute, id, closedOn: null, resolution: null, recordedAt };
}

export function toDispute(row: Row): Dispute {
  return {
    id: numberOf(row['id'], 'id'),
    clientId: numberOf(row['client_id'], 'client_id'),
    invoiceId: numberOf(row['invoice_id'], 'invoice_id'),
    callId: numberOrNull(row['call_id'], 'call_id'),
    type: nameOf(row['type'], 'type'),
    disputed: moneyOf(row['disputed_minor'], row['currency']),
    words: textOf(row['words'], 'words'),
    remedy: textOrNull(row['remedy'], 'remedy'),
    owner: nameOf(row['owner'], 'owner'),
    raisedOn: dayOf(row['raised_on'], 'raised_on'),
    resolveOn: dayOf(row['resolve_on'], 'resolve_on'),
    payOn: dayOrNull(row['pay_on'], 'pay_on'),
    ground: nameOf(row['ground'], 'ground'),
    closedOn: dayOrNull(row['closed_on'], 'closed_on'),
    resolution: textOrNull(row['resolution'], 'resolution'),
    recordedAt: numberOf(row['recorded_at'], 'recorded_at'),
  };
}
