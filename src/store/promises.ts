import type { PaymentPromise, PromiseChange, PromisePart } from '../domain/promise.ts';
import { missing } from './errors.ts';
import type { PromiseStore } from './ledger.ts';
import type { NewPromise } from './records.ts';
import { dayOf, flagOf, moneyOf, nameOf, numberOf, numberOrNull, textOf, textOrNull } from './rows.ts';
import type { Row } from './rows.ts';
import { insert } from './session.ts';
import type { Session } from './session.ts';

export function promiseStore(session: Session): PromiseStore {
  const byId = (id: number) => {
    const row = session.sql('SELECT * FROM promises WHERE id = ?').get(id);
    if (!row) return undefined;
    const parts = session.sql('SELECT * FROM promise_parts WHERE promise_id = ? ORDER BY position').all(id);
    const changes = session.sql('SELECT * FROM promise_changes WHERE promise_id = ? ORDER BY id').all(id);
    return toPromise(row, parts, changes);
  };
  return {
    add: (promise) => session.write(() => addPromise(session, promise)),
    change: (id, change) =>
      session.write(() => {
        const promise = byId(id);
        if (!promise) throw missing('promise', { id });
        const added = addChange(session, id, change);
        return { ...promise, changes: [...promise.changes, added] };
      }),
    byId,
  };
}

export function addPromise(session: Session, promise: NewPromise): PaymentPromise {
  const recordedAt = session.now();
  const id = insert(session, 'promises', {
    client_id: promise.clientId,
    call_id: promise.callId,
    contact_id: promise.contactId,
    promiser: promise.promiser,
    kind: promise.kind,
    made_on: promise.madeOn,
    means: promise.means,
    method: promise.method,
    origin: promise.origin,
    condition: promise.condition,
    is_account_read_out: Number(promise.isAccountReadOut),
    is_accelerated: Number(promise.isAccelerated),
    recorded_at: recordedAt,
  });
  promise.parts.forEach((part, position) => addPart(session, { promiseId: id, position }, part));
  return { ...promise, id, changes: [], recordedAt };
}

export function addChange(
  session: Session,
  promiseId: number,
  change: Omit<PromiseChange, 'recordedAt'>,
): PromiseChange {
  const recordedAt = session.now();
  insert(session, 'promise_changes', {
    promise_id: promiseId,
    kind: change.kind,
    changed_on: change.on,
    reason: change.reason,
    replaced_by: change.replacedBy,
    recorded_at: recordedAt,
  });
  return { ...change, recordedAt };
}

function addPart(session: Session, place: { promiseId: number; position: number }, part: PromisePart): void {
  insert(session, 'promise_parts', {
    promise_id: place.promiseId,
    position: place.position,
    invoice_id: part.invoiceId,
    amount_minor: part.amount.minor,
    currency: part.amount.currency,
    promised_on: part.promisedOn,
    arrival_deadline: part.arrivalDeadline,
    recontact_on: part.recontactOn,
  });
}

/** `parts` by position, `changes` in the order in which they were recorded. */
export function toPromise(row: Row, parts: readonly Row[], changes: readonly Row[]): PaymentPromise {
  return {
    id: numberOf(row['id'], 'id'),
    clientId: numberOf(row['client_id'], 'client_id'),
    callId: numberOrNull(row['call_id'], 'call_id'),
    contactId: numberOrNull(row['contact_id'], 'contact_id'),
    promiser: textOf(row['promiser'], 'promiser'),
    kind: nameOf(row['kind'], 'kind'),
    madeOn: dayOf(row['made_on'], 'made_on'),
    means: nameOf(row['means'], 'means'),
    method: textOrNull(row['method'], 'method'),
    origin: nameOf(row['origin'], 'origin'),
    condition: textOrNull(row['condition'], 'condition'),
    isAccountReadOut: flagOf(row['is_account_read_out'], 'is_account_read_out'),
    isAccelerated: flagOf(row['is_accelerated'], 'is_accelerated'),
    parts: parts.map(toPart),
    changes: changes.map(toChange),
    recordedAt: numberOf(row['recorded_at'], 'recorded_at'),
  };
}

function toPart(row: Row): PromisePart {
  return {
    invoiceId: numberOf(row['invoice_id'], 'invoice_id'),
    amount: moneyOf(row['amount_minor'], row['currency']),
    promisedOn: dayOf(row['promised_on'], 'promised_on'),
    arrivalDeadline: dayOf(row['arrival_deadline'], 'arrival_deadline'),
    recontactOn: dayOf(row['recontact_on'], 'recontact_on'),
  };
}

function toChange(row: Row): PromiseChange {
  return {
    kind: nameOf(row['kind'], 'kind'),
    on: dayOf(row['changed_on'], 'changed_on'),
    reason: textOrNull(row['reason'], 'reason'),
    replacedBy: numberOrNull(row['replaced_by'], 'replaced_by'),
    recordedAt: numberOf(row['recorded_at'], 'recorded_at'),
  };
}
