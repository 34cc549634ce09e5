import type {
  Announcement,
  Circuit,
  DocumentSent,
  InsolvencyNotice,
  NewRecord,
  PaymentClaim,
  Recorded,
  Review,
} from '../domain/call-record.ts';
import {
  dayOf,
  dayOrNull,
  flagOf,
  idsOf,
  jsonOf,
  moneyOrNull,
  nameOf,
  nameOrNull,
  numberOf,
  textOf,
  textOrNull,
} from './rows.ts';
import type { Row } from './rows.ts';
import type { SqlRow } from './session.ts';

export function claimRow(claim: NewRecord<PaymentClaim>): SqlRow {
  return {
    paid_on: claim.paidOn,
    amount_minor: claim.amount?.minor ?? null,
    currency: claim.amount?.currency ?? null,
    method: claim.method,
    account_last4: claim.accountLast4,
    is_other_account: Number(claim.isOtherAccount),
    reference: claim.reference,
    proof_by: claim.proofBy,
  };
}

export function toClaim(row: Row): PaymentClaim {
  return {
    ...toRecorded(row),
    paidOn: dayOrNull(row['paid_on'], 'paid_on'),
    amount: moneyOrNull(row['amount_minor'], row['currency']),
    method: textOrNull(row['method'], 'method'),
    accountLast4: textOrNull(row['account_last4'], 'account_last4'),
    isOtherAccount: flagOf(row['is_other_account'], 'is_other_account'),
    reference: textOrNull(row['reference'], 'reference'),
    proofBy: dayOrNull(row['proof_by'], 'proof_by'),
  };
}

export function circuitRow(circuit: NewRecord<Circuit>): SqlRow {
  return {
    stage: circuit.stage,
    approver: circuit.approver,
    approver_contact: circuit.approverContact,
    waits_for: circuit.waitsFor,
    po_number: circuit.poNumber,
    run_on: circuit.runOn,
    call_on: circuit.callOn,
  };
}

export function toCircuit(row: Row): Circuit {
  return {
    ...toRecorded(row),
    stage: nameOf(row['stage'], 'stage'),
    approver: textOrNull(row['approver'], 'approver'),
    approverContact: textOrNull(row['approver_contact'], 'approver_contact'),
    waitsFor: textOrNull(row['waits_for'], 'waits_for'),
    poNumber: textOrNull(row['po_number'], 'po_number'),
    runOn: dayOrNull(row['run_on'], 'run_on'),
    callOn: dayOrNull(row['call_on'], 'call_on'),
  };
}

export function documentRow({ address, isReceived, obstacle }: NewRecord<DocumentSent>): SqlRow {
  return { address, is_received: Number(isReceived), obstacle };
}

export function toDocument(row: Row): DocumentSent {
  return {
    ...toRecorded(row),
    address: textOf(row['address'], 'address'),
    isReceived: flagOf(row['is_received'], 'is_received'),
    obstacle: textOrNull(row['obstacle'], 'obstacle'),
  };
}

export function announcementRow({ step, deadline, reaction }: NewRecord<Announcement>): SqlRow {
  return { step, deadline, reaction };
}

export function toAnnouncement(row: Row): Announcement {
  return {
    ...toRecorded(row),
    step: textOf(row['step'], 'step'),
    deadline: dayOf(row['deadline'], 'deadline'),
    reaction: nameOrNull(row['reaction'], 'reaction'),
  };
}

export function insolvencyRow({ kind, court, openedOn, administrator }: NewRecord<InsolvencyNotice>): SqlRow {
  return { kind, court, opened_on: openedOn, administrator };
}

export function toInsolvency(row: Row): InsolvencyNotice {
  return {
    ...toRecorded(row),
    kind: nameOf(row['kind'], 'kind'),
    court: textOrNull(row['court'], 'court'),
    openedOn: dayOrNull(row['opened_on'], 'opened_on'),
    administrator: textOrNull(row['administrator'], 'administrator'),
  };
}

export function toReview(row: Row): Review {
  return {
    callId: numberOf(row['call_id'], 'call_id'),
    clientId: numberOf(row['client_id'], 'client_id'),
    on: dayOf(row['noted_on'], 'noted_on'),
    scores: jsonOf<Review['scores']>(row['scores_json'], 'scores_json'),
    nextTime: textOrNull(row['next_time'], 'next_time'),
    recordedAt: numberOf(row['recorded_at'], 'recorded_at'),
  };
}

function toRecorded(row: Row): Recorded {
  return {
    id: numberOf(row['id'], 'id'),
    clientId: numberOf(row['client_id'], 'client_id'),
    callId: numberOf(row['call_id'], 'call_id'),
    on: dayOf(row['noted_on'], 'noted_on'),
    invoiceIds: idsOf(row['invoice_ids_json'], 'invoice_ids_json'),
    isSuperseded: flagOf(row['is_superseded'], 'is_superseded'),
    recordedAt: numberOf(row['recorded_at'], 'recorded_at'),
  };
}
