import type { Attempt, AttemptOutcome, MemoRecord } from '../../src/domain/attempt.ts';
import type { Calendar } from '../../src/domain/calendar.ts';
import type { Client, Contact } from '../../src/domain/client.ts';
import { addDays, type Day, day, momentOf } from '../../src/domain/day.ts';
import type { Dispute } from '../../src/domain/dispute.ts';
import type { Invoice, Payment } from '../../src/domain/invoice.ts';
import { EUR, type Money, money } from '../../src/domain/money.ts';
import type { Profile } from '../../src/domain/profile.ts';
import type { ReplyRecord } from '../../src/domain/reply.ts';
import type { PaymentPromise, PromisePart } from '../../src/domain/promise.ts';
import type { Standing } from '../../src/domain/standing.ts';

/** Facts of one client for tests of the rules: each builder gives a plain fact and takes what the test is about. */
export function euros(amount: number): Money {
  return money(Math.round(amount * 100), EUR);
}

export function aClient(patch: Partial<Client> = {}): Client {
  return {
    id: 1,
    handle: 'roussel',
    name: 'Menuiserie Roussel',
    kind: 'business',
    country: 'FR',
    region: null,
    language: 'fr',
    register: 'formal',
    relationship: 'keep',
    email: null,
    phone: null,
    staffSize: null,
    payerType: null,
    recordedAt: 0,
    ...patch,
  };
}

export function aContact(patch: Partial<Contact> = {}): Contact {
  return {
    id: 11,
    clientId: 1,
    firstName: 'Jules',
    lastName: 'Roussel',
    role: 'owner',
    phone: '+33388001122',
    extension: null,
    email: 'jules@roussel.example',
    reachableHours: null,
    canRelease: true,
    isDecider: true,
    verifiedOn: day('2026-06-02'),
    friendlyTopics: null,
    isPhoneInvalid: false,
    recordedAt: 0,
    ...patch,
  };
}

export function anInvoice(patch: Partial<Invoice> = {}): Invoice {
  const id = patch.id ?? 101;
  return {
    id,
    clientId: 1,
    number: `F-2026-${String(id).padStart(3, '0')}`,
    service: 'la refonte du catalogue',
    deliveredOn: day('2026-04-15'),
    acceptedOn: null,
    issuedOn: day('2026-04-20'),
    dueOn: day('2026-05-20'),
    amount: euros(840),
    settledBefore: euros(0),
    poNumber: null,
    reference: null,
    iban: null,
    file: '/invoices/copy.pdf',
    recordedAt: 0,
    ...patch,
  };
}

let payments = 0;

export function aPayment(invoiceId: number | null, on: string, amount: number): Payment {
  payments += 1;
  return {
    id: payments,
    clientId: 1,
    invoiceId,
    amount: euros(amount),
    on: day(on),
    method: null,
    reference: null,
    source: 'hand',
    reversedOn: null,
    recordedAt: 0,
  };
}

/** A call that reached the contact, unless told otherwise. */
export function anAttempt(on: string, patch: Partial<Attempt> = {}): Attempt {
  const startedAt = momentOf(day(on), 10 * 60);
  return {
    id: startedAt,
    clientId: 1,
    contactId: 11,
    channel: 'call',
    on: day(on),
    startedAt,
    endedAt: startedAt + 300_000,
    reach: 'person',
    cause: null,
    note: null,
    isHardship: false,
    outcomes: [],
    recordedAt: startedAt,
    ...patch,
  };
}

export function anOutcome(patch: Partial<AttemptOutcome> = {}): AttemptOutcome {
  return {
    invoiceId: null,
    outcome: 'no_date',
    action: 'call',
    followUpOn: day('2026-06-12'),
    followUpAt: null,
    contactId: null,
    phone: null,
    ground: 'to_check',
    isFruitless: false,
    ...patch,
  };
}

/** A promise that the money leaves on that day: on time for three days, recontact the day after. */
export function aPromise(
  madeOn: string,
  promisedOn: string,
  patch: Partial<PaymentPromise> = {},
): PaymentPromise {
  return {
    id: 201,
    clientId: 1,
    callId: null,
    contactId: 11,
    promiser: 'Jules Roussel',
    kind: 'promise',
    madeOn: day(madeOn),
    means: 'leaves',
    method: 'transfer',
    origin: 'client',
    condition: null,
    isAccountReadOut: true,
    isAccelerated: false,
    parts: [aPart(101, promisedOn, 840)],
    changes: [],
    recordedAt: momentOf(day(madeOn), 10 * 60),
    ...patch,
  };
}

export function aPart(invoiceId: number, promisedOn: string, amount: number): PromisePart {
  const on = day(promisedOn);
  return {
    invoiceId,
    amount: euros(amount),
    promisedOn: on,
    arrivalDeadline: addDays(on, 3),
    recontactOn: addDays(on, 4),
  };
}

export function aDispute(patch: Partial<Dispute> = {}): Dispute {
  return {
    id: 301,
    clientId: 1,
    invoiceId: 101,
    callId: null,
    type: 'technical',
    disputed: euros(840),
    words: 'deux pages manquent',
    remedy: null,
    owner: 'me',
    raisedOn: day('2026-06-01'),
    resolveOn: day('2026-06-15'),
    payOn: null,
    ground: 'to_check',
    closedOn: null,
    resolution: null,
    recordedAt: 0,
    ...patch,
  };
}

export function aMemo(patch: Partial<MemoRecord> = {}): MemoRecord {
  const at = momentOf(day('2026-06-02'), 11 * 60);
  return {
    id: 401,
    callId: null,
    kind: 'promise_confirmation',
    to: 'jules@roussel.example',
    subject: 'F-2026-101',
    state: 'sent',
    createdAt: at,
    sentAt: at,
    ...patch,
  };
}

export function aReply(patch: Partial<ReplyRecord> = {}): ReplyRecord {
  const at = momentOf(day('2026-06-03'), 9 * 60);
  return {
    id: 501,
    messageId: 401,
    kind: 'answer',
    from: 'jules@roussel.example',
    failedAddress: null,
    on: day('2026-06-03'),
    at,
    subject: 'Re: F-2026-101',
    words: 'Je transmets à la comptabilité.',
    reading: null,
    recordedAt: at,
    ...patch,
  };
}

export function aStanding(patch: Partial<Standing> = {}): Standing {
  return {
    client: aClient(),
    contacts: [aContact()],
    invoices: [anInvoice()],
    creditNotes: [],
    payments: [],
    promises: [],
    disputes: [],
    attempts: [],
    commitments: [],
    memos: [],
    replies: [],
    ...patch,
  };
}

export function aProfile(patch: Partial<Profile> = {}): Profile {
  return {
    firstName: 'Nadia',
    lastName: 'Benali',
    business: 'Atelier Benali',
    phone: '+33612345678',
    email: 'nadia@benali.example',
    address: null,
    country: 'FR',
    region: null,
    language: 'fr',
    iban: 'FR7630006000011234567890189',
    bic: null,
    legalId: null,
    paymentMethods: ['transfer'],
    paymentLink: null,
    signature: null,
    ...patch,
  };
}

/** France without the holidays of a region; the days the tests need. */
export function aCalendar(holidays: readonly string[] = ['2026-05-25', '2026-07-14']): Calendar {
  const days: readonly Day[] = holidays.map(day);
  return { place: 'FR', holidays: new Set(days), bankHolidays: new Set() };
}
