import type { AttemptOutcome } from '../../src/domain/attempt.ts';
import { noManner, nothingRecorded } from '../../src/domain/call-record.ts';
import type { NewCallRecords } from '../../src/domain/call-record.ts';
import { day } from '../../src/domain/day.ts';
import { EUR, money } from '../../src/domain/money.ts';
import type { Money } from '../../src/domain/money.ts';
import type {
  CallResult,
  NewAttempt,
  NewCall,
  NewClient,
  NewCommitment,
  NewContact,
  NewCreditNote,
  NewDispute,
  NewInvoice,
  NewMessage,
  NewPayment,
  NewPromise,
} from '../../src/store/ledger.ts';

export const today = day('2026-06-02');
export const euros = (minor: number): Money => money(minor, EUR);

/** A clock that moves one millisecond a look, so that moments tell what came first. */
export function ticking(start = 1_780_000_000_000): () => number {
  let moment = start;
  return () => (moment += 1);
}

export const aClient = (patch: Partial<NewClient> = {}): NewClient => ({
  handle: 'acme',
  name: 'Acmé Distribution',
  kind: 'business',
  country: 'FR',
  region: null,
  language: 'fr',
  register: 'formal',
  relationship: 'keep',
  email: 'compta@acme.example',
  phone: '+33123456789',
  staffSize: null,
  payerType: null,
  ...patch,
});

export const aContact = (clientId: number, patch: Partial<NewContact> = {}): NewContact => ({
  clientId,
  firstName: 'Anne',
  lastName: 'Morel',
  role: 'accounts',
  phone: '+33123456780',
  extension: '12',
  email: 'anne@acme.example',
  reachableHours: '9–12',
  canRelease: true,
  isDecider: false,
  verifiedOn: day('2026-05-04'),
  friendlyTopics: null,
  isPhoneInvalid: false,
  ...patch,
});

export const anInvoice = (clientId: number, patch: Partial<NewInvoice> = {}): NewInvoice => ({
  clientId,
  number: 'F-1',
  service: 'la refonte du catalogue',
  deliveredOn: day('2026-03-02'),
  acceptedOn: null,
  issuedOn: day('2026-03-31'),
  dueOn: day('2026-04-30'),
  amount: euros(120_000),
  settledBefore: euros(0),
  poNumber: 'PO 7',
  reference: null,
  iban: null,
  file: null,
  ...patch,
});

export const aPayment = (clientId: number, patch: Partial<NewPayment> = {}): NewPayment => ({
  clientId,
  invoiceId: null,
  amount: euros(50_000),
  on: day('2026-05-20'),
  method: 'transfer',
  reference: 'F-1',
  source: 'hand',
  ...patch,
});

export const aCreditNote = (clientId: number, patch: Partial<NewCreditNote> = {}): NewCreditNote => ({
  clientId,
  invoiceId: null,
  number: 'A-1',
  reason: 'credit',
  issuedOn: day('2026-05-10'),
  amount: euros(10_000),
  ...patch,
});

export const aPromise = (
  clientId: number,
  invoiceId: number,
  patch: Partial<NewPromise> = {},
): NewPromise => ({
  clientId,
  callId: null,
  contactId: null,
  promiser: 'Anne Morel',
  kind: 'promise',
  madeOn: today,
  means: 'leaves',
  method: 'transfer',
  origin: 'client',
  condition: null,
  isAccountReadOut: true,
  isAccelerated: false,
  parts: [
    {
      invoiceId,
      amount: euros(120_000),
      promisedOn: day('2026-06-05'),
      arrivalDeadline: day('2026-06-08'),
      recontactOn: day('2026-06-09'),
    },
  ],
  ...patch,
});

export const aDispute = (clientId: number, invoiceId: number): NewDispute => ({
  clientId,
  invoiceId,
  callId: null,
  type: 'commercial',
  disputed: euros(20_000),
  words: 'il manque deux pages',
  remedy: 'les livrer',
  owner: 'me',
  raisedOn: today,
  resolveOn: day('2026-06-09'),
  payOn: null,
  ground: 'to_check',
});

export const aCommitment = (clientId: number, patch: Partial<NewCommitment> = {}): NewCommitment => ({
  clientId,
  callId: null,
  text: 'renvoyer le bon de commande',
  dueOn: day('2026-06-03'),
  dueAt: 600,
  ...patch,
});

export const anOutcome = (patch: Partial<AttemptOutcome> = {}): AttemptOutcome => ({
  invoiceId: null,
  outcome: 'callback',
  action: 'call',
  followUpOn: day('2026-06-04'),
  followUpAt: 615,
  contactId: null,
  phone: null,
  ground: 'to_check',
  isFruitless: false,
  ...patch,
});

export const anAttempt = (clientId: number, patch: Partial<NewAttempt> = {}): NewAttempt => ({
  clientId,
  contactId: null,
  channel: 'incoming',
  on: today,
  startedAt: 1_780_000_000_000,
  endedAt: null,
  reach: 'person',
  cause: 'cash',
  note: 'rappelle jeudi',
  isHardship: false,
  outcomes: [anOutcome()],
  ...patch,
});

export const aCall = (clientId: number, patch: Partial<NewCall> = {}): NewCall => ({
  clientId,
  contactId: null,
  prepId: null,
  on: today,
  startedAt: 1_780_000_000_000,
  phone: '+33123456780',
  language: 'fr',
  setup: { rung: 1, who: 'Anne' },
  owner: { pid: process.pid, startedAt: Date.now() },
  ...patch,
});

export const aMessage = (clientId: number, patch: Partial<NewMessage> = {}): NewMessage => ({
  callId: null,
  clientId,
  kind: 'promise_confirmation',
  language: 'fr',
  messageId: '<1@dun.example>',
  from: 'lea@studio.example',
  to: ['anne@acme.example'],
  subject: 'Facture F-1',
  text: 'Bonjour',
  raw: new Uint8Array([0, 13, 10, 255]),
  transport: 'draft',
  ...patch,
});

export const aResult = (patch: Partial<CallResult> = {}): CallResult => ({
  endedAt: 1_780_000_400_000,
  contactId: null,
  reach: 'person',
  cause: 'forgot',
  note: null,
  isHardship: false,
  outcomes: [],
  promises: [],
  disputes: [],
  commitments: [],
  contactPatches: [],
  newContacts: [],
  message: null,
  records: nothingRecorded,
  manner: noManner,
  ...patch,
});

/** One record of each kind about these invoices, with every field said. */
export const someRecords = (
  invoiceIds: readonly number[],
  patch: Partial<NewCallRecords> = {},
): NewCallRecords => {
  const heard = { on: today, invoiceIds, isSuperseded: false };
  return {
    claims: [
      {
        ...heard,
        paidOn: day('2026-05-29'),
        amount: euros(120_000),
        method: 'transfer',
        accountLast4: '0189',
        isOtherAccount: true,
        reference: 'F-1',
        proofBy: day('2026-06-03'),
      },
    ],
    circuits: [
      {
        ...heard,
        stage: 'checked',
        approver: 'Mme Petit',
        approverContact: 'petit@acme.example',
        waitsFor: 'le bon de réception',
        poNumber: 'PO 7',
        runOn: day('2026-06-10'),
        callOn: day('2026-06-04'),
      },
    ],
    documents: [{ ...heard, address: 'anne@acme.example', isReceived: true, obstacle: null }],
    announcements: [{ ...heard, step: 'formal_notice', deadline: day('2026-06-10'), reaction: 'turned' }],
    insolvencies: [
      {
        ...heard,
        kind: 'receivership',
        court: 'Strasbourg',
        openedOn: day('2026-05-11'),
        administrator: 'Me Roth',
      },
    ],
    objections: [
      { on: today, objection: 'cash_flow', hasWorked: true },
      { on: today, objection: 'new:0', hasWorked: null },
    ],
    newObjections: [{ words: 'le comptable est en cure' }],
    review: { on: today, scores: { tone: 2, precision: 0 }, nextTime: 'se taire après la question' },
    ...patch,
  };
};
