import type { Attempt } from './attempt.ts';
import type { CallRecords } from './call-record.ts';
import type { Contact } from './client.ts';
import type { Day } from './day.ts';
import type { OgmLine } from './epc-payload.ts';
import { noticeDays } from './history.ts';
import { memoHistory } from './memo-history.ts';
import { kindOf } from './memo-kind.ts';
import type { MemoCall, MemoOccasion, MemoWords } from './memo-occasion.ts';
import { type MemoTopic, recordsOfCall } from './memo-topic.ts';
import type { Language, Profile } from './profile.ts';
import { referenceFor } from './reference.ts';
import type { Rules } from './rules.ts';
import type { Standing } from './standing.ts';

/** What is asked for besides the records of the ledger: who writes, when, in which words. */
export interface MemoRequest {
  readonly profile: Profile;
  readonly standing: Standing;
  readonly attempt: Attempt;
  /** All records of the client. */
  readonly records: CallRecords;
  readonly language: Language;
  readonly words: MemoWords;
  readonly today: Day;
  readonly rules: Rules;
  readonly prefersRf: boolean;
  /** Where the payment code holds a Belgian reference. */
  readonly ogmLine: OgmLine;
}

/** Gathers what the memo, or a section of it, may speak of: one topic of the attempt, and nothing of the others. */
export function memoOccasion(request: MemoRequest, topic: MemoTopic, contact: Contact | null): MemoOccasion {
  const { profile, standing, language, words, today, rules, prefersRf } = request;
  return {
    profile,
    client: standing.client,
    contact,
    invoices: topic.invoices.map((item) => ({
      ...item,
      reference: referenceFor(item.invoice, { country: profile.country, prefersRf }),
    })),
    call: callAbout(request, topic),
    history: memoHistory(request, topic),
    language,
    words,
    today,
    extra: { final_notice_days: String(noticeDays(standing.client, rules)) },
  };
}

/** What the attempt left behind about the invoices of one topic. */
function callAbout({ standing, attempt, records }: MemoRequest, { kind, invoices }: MemoTopic): MemoCall {
  const ids = new Set(invoices.map(({ invoice }) => invoice.id));
  const isOfCall = ({ callId }: { readonly callId: number | null }): boolean => callId === attempt.id;
  const isOn = ({ invoiceIds }: { readonly invoiceIds: readonly number[] }): boolean =>
    invoiceIds.some((id) => ids.has(id));
  const own = recordsOfCall(records, attempt.id);
  return {
    ...attempt,
    outcomes: attempt.outcomes.filter(
      (left) =>
        (left.invoiceId === null || ids.has(left.invoiceId)) &&
        (kindOf(left) === kind || kind === 'broken_promise'),
    ),
    promises: standing.promises
      .filter((promise) => isOfCall(promise) && isTold(promise, kind))
      .map((promise) => ({ ...promise, parts: promise.parts.filter(({ invoiceId }) => ids.has(invoiceId)) }))
      .filter(({ parts }) => parts.length > 0),
    disputes: standing.disputes.filter(
      (dispute) => kind === 'dispute_acknowledged' && isOfCall(dispute) && ids.has(dispute.invoiceId),
    ),
    commitments: standing.commitments.filter(isOfCall),
    records: {
      ...own,
      claims: own.claims.filter(isOn),
      circuits: own.circuits.filter(isOn),
      documents: own.documents.filter(isOn),
      announcements: own.announcements.filter(isOn),
    },
  };
}

/** A topic tells the promises that are its own; a copy that was sent tells the day agreed for its invoice. */
function isTold({ kind, condition }: Standing['promises'][number], topic: MemoTopic['kind']): boolean {
  if (topic === 'no_agreement') return condition !== null;
  if (topic === 'duplicate_sent') return condition === null;
  return condition === null && topic === (kind === 'plan' ? 'instalment_plan' : 'promise_confirmation');
}
