import { type MemoSource, type PreparedMemo, writeMemo } from '../../src/commands/memo-draft.ts';
import { lettersOf } from '../../src/commands/memo-recipient.ts';
import type { Attempt, AttemptOutcome, MemoKind, OwnCommitment } from '../../src/domain/attempt.ts';
import { type CallRecords, noRecords } from '../../src/domain/call-record.ts';
import type { Client } from '../../src/domain/client.ts';
import { day, momentOf } from '../../src/domain/day.ts';
import type { Dispute } from '../../src/domain/dispute.ts';
import type { MemoRequest } from '../../src/domain/memo-source.ts';
import { memoTopics, recordsOfCall } from '../../src/domain/memo-topic.ts';
import type { Language, Profile } from '../../src/domain/profile.ts';
import type { PaymentPromise } from '../../src/domain/promise.ts';
import { defaultRules } from '../../src/domain/rule-table.ts';
import type { Standing } from '../../src/domain/standing.ts';
import { loadScript } from '../../src/script/load.ts';
import { loadWords } from '../../src/script/words.ts';
import {
  aClient,
  aContact,
  aDispute,
  anAttempt,
  anInvoice,
  anOutcome,
  aPart,
  aProfile,
  aPromise,
  aStanding,
  euros,
} from './a-standing.ts';
import { wordFolders } from './prep-services.ts';

/** What one outcome leaves behind on one invoice, and how it is recognised in a text. */
export interface Episode {
  readonly outcomes: readonly AttemptOutcome[];
  readonly promises?: readonly PaymentPromise[];
  readonly disputes?: readonly Dispute[];
  readonly records?: Partial<CallRecords>;
  /** Amounts, days and names that belong to this outcome alone, in French. */
  readonly marks: readonly string[];
}

export const callId = 7;
export const first = anInvoice({ poNumber: 'PO-5512' });
export const second = anInvoice({
  id: 102,
  service: 'le logo',
  dueOn: day('2026-05-28'),
  amount: euros(615.5),
  file: '/invoices/second.pdf',
});
export const numbers: Readonly<Record<number, string>> = { 101: 'F-2026-101', 102: 'F-2026-102' };

const on = day('2026-06-09');

function recorded(invoiceId: number) {
  return { id: 1, clientId: 1, callId, on, invoiceIds: [invoiceId], isSuperseded: false, recordedAt: 0 };
}

/** One episode for each kind that a call may bring, each with amounts and days of its own. */
export const episodes: Readonly<Partial<Record<MemoKind, (invoiceId: number) => Episode>>> = {
  final_notice: (invoiceId) => ({
    outcomes: [anOutcome({ invoiceId, outcome: 'refusal', action: 'execute_step', followUpOn: on })],
    records: {
      announcements: [
        {
          ...recorded(invoiceId),
          step: 'une injonction de payer',
          deadline: day('2026-06-24'),
          reaction: 'refused',
        },
      ],
    },
    marks: ['une injonction de payer', '24 juin 2026'],
  }),
  no_agreement: (invoiceId) => ({
    outcomes: [anOutcome({ invoiceId, outcome: 'no_date', followUpOn: day('2026-06-17') })],
    marks: ['17 juin 2026'],
  }),
  dispute_acknowledged: (invoiceId) => ({
    outcomes: [
      anOutcome({ invoiceId, outcome: 'dispute', action: 'follow_up', followUpOn: day('2026-06-22') }),
    ],
    disputes: [
      aDispute({
        callId,
        invoiceId,
        disputed: euros(150),
        remedy: 'les deux pages ajoutées',
        raisedOn: on,
        resolveOn: day('2026-06-22'),
        payOn: day('2026-06-29'),
      }),
    ],
    marks: ['150,00', '22 juin 2026', '29 juin 2026', 'deux pages manquent', 'les deux pages ajoutées'],
  }),
  instalment_plan: (invoiceId) => ({
    outcomes: [
      anOutcome({ invoiceId, outcome: 'plan', action: 'check_account', followUpOn: day('2026-06-19') }),
    ],
    promises: [
      aPromise('2026-06-09', '2026-06-15', {
        id: 301,
        callId,
        kind: 'plan',
        isAccelerated: true,
        parts: [aPart(invoiceId, '2026-06-15', 205), aPart(invoiceId, '2026-07-15', 203.5)],
      }),
    ],
    marks: ['205,00', '203,50', '408,50', '15 juin 2026', '15 juillet 2026', 'exigible'],
  }),
  promise_confirmation: (invoiceId) => ({
    outcomes: [
      anOutcome({ invoiceId, outcome: 'promise', action: 'check_account', followUpOn: day('2026-06-16') }),
    ],
    promises: [
      aPromise('2026-06-09', '2026-06-12', {
        id: 302,
        callId,
        parts: [aPart(invoiceId, '2026-06-12', 310)],
      }),
    ],
    marks: ['310,00', '12 juin 2026', 'jour où le virement part'],
  }),
  duplicate_sent: (invoiceId) => ({
    outcomes: [
      anOutcome({ invoiceId, outcome: 'duplicate_sent', action: 'follow_up', followUpOn: day('2026-06-16') }),
    ],
    records: {
      documents: [
        {
          ...recorded(invoiceId),
          id: 1,
          callId: 3,
          on: day('2026-05-26'),
          address: 'ancien@roussel.example',
          isReceived: false,
          obstacle: null,
        },
        { ...recorded(invoiceId), id: 2, address: 'jules@roussel.example', isReceived: true, obstacle: null },
      ],
    },
    marks: ['26 mai 2026', 'ancien@roussel.example', '16 juin 2026'],
  }),
  payment_proof_request: (invoiceId) => ({
    outcomes: [
      anOutcome({
        invoiceId,
        outcome: 'paid_claimed',
        action: 'check_account',
        followUpOn: day('2026-06-10'),
      }),
    ],
    records: {
      claims: [
        {
          ...recorded(invoiceId),
          paidOn: day('2026-06-05'),
          amount: euros(98.7),
          method: 'transfer',
          accountLast4: '4321',
          isOtherAccount: true,
          reference: 'VIR-77',
          proofBy: on,
        },
      ],
    },
    marks: ['vendredi 5 juin 2026', '98,70', '4321', 'VIR-77'],
  }),
  approval_request: (invoiceId) => ({
    outcomes: [
      anOutcome({
        invoiceId,
        outcome: 'approval',
        action: 'approve',
        followUpOn: day('2026-06-11'),
        contactId: 11,
      }),
    ],
    records: {
      circuits: [
        {
          ...recorded(invoiceId),
          stage: 'checked',
          approver: 'Rose Keller',
          approverContact: 'rose@roussel.example',
          waitsFor: 'le bon de livraison',
          poNumber: 'PO-778',
          runOn: day('2026-06-25'),
          callOn: day('2026-06-11'),
        },
      ],
    },
    marks: ['Rose Keller', 'le bon de livraison', 'PO-778', '25 juin 2026', '11 juin 2026'],
  }),
  callback_agreed: (invoiceId) => ({
    outcomes: [
      anOutcome({
        invoiceId,
        outcome: 'callback',
        followUpOn: day('2026-06-18'),
        followUpAt: 14 * 60 + 30,
        phone: '03 88 00 11 33',
      }),
    ],
    marks: ['18 juin 2026', '14\u00a0h\u00a030', '03 88 00 11 33'],
  }),
};

export interface Telling {
  readonly client?: Partial<Client>;
  readonly profile?: Partial<Profile>;
  readonly standing?: Partial<Standing>;
  readonly attempt?: Partial<Attempt>;
  readonly commitments?: readonly OwnCommitment[];
  readonly today?: string;
  readonly to?: string;
}

export interface Story {
  readonly source: MemoSource;
  readonly request: MemoRequest;
}

/** Everything that `prepareMemos` would read from a ledger after a call with these episodes. */
export function aStory(told: readonly Episode[], telling: Telling = {}): Story {
  const client = aClient(telling.client);
  const startedAt = momentOf(on, 10 * 60 + 22);
  const attempt = anAttempt('2026-06-09', {
    id: callId,
    startedAt,
    endedAt: startedAt + 400_000,
    outcomes: told.flatMap(({ outcomes }) => outcomes),
    ...telling.attempt,
  });
  const of = <K extends keyof CallRecords>(name: K): CallRecords[K][number][] =>
    told.flatMap(({ records }) => [...(records?.[name] ?? [])]);
  const standing = aStanding({
    client,
    contacts: [aContact()],
    invoices: [first, second],
    attempts: [attempt],
    promises: told.flatMap(({ promises }) => promises ?? []),
    disputes: told.flatMap(({ disputes }) => disputes ?? []),
    commitments: telling.commitments ?? [],
    ...telling.standing,
  });
  const request = {
    profile: aProfile({ bic: 'AGRIFRPP', ...telling.profile }),
    standing,
    attempt,
    records: {
      ...noRecords,
      claims: of('claims'),
      circuits: of('circuits'),
      documents: of('documents'),
      announcements: of('announcements'),
    },
    language: client.language,
    words: loadWords(client.language, wordFolders),
    today: day(telling.today ?? '2026-06-09'),
    rules: defaultRules,
    prefersRf: false,
    ogmLine: 'text' as const,
  };
  return { source: { standing, attempt, to: telling.to }, request };
}

const scripts = { fr: loadScript('fr', wordFolders), en: loadScript('en', wordFolders) };

/** The memos as they would be shown, with a copy of each invoice at hand. */
export async function tell({ source, request }: Story): Promise<PreparedMemo[]> {
  const desk = {
    script: (language: Language) => scripts[language],
    files: {
      outboxFolder: '/nowhere',
      read: async () => new Uint8Array([37, 80, 68, 70]),
      write: async () => undefined,
      resolve: (path: string) => path,
    },
  };
  const letters = lettersOf(source, memoTopics(request), recordsOfCall(request.records, callId));
  const memos = await Promise.all(letters.map((letter) => writeMemo(desk, { source, request, letter })));
  return memos.filter((memo) => memo !== null);
}
