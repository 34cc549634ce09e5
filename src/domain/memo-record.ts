import { addWorkingDays, weekdaysOnly } from './calendar.ts';
import type { Announcement, Circuit, PaymentClaim } from './call-record.ts';
import { type Day, later } from './day.ts';
import { formatDay } from './day-words.ts';
import { joinWords, type MemoCall, type MemoOccasion } from './memo-occasion.ts';
import { formatMoney } from './money.ts';

type Draft = Readonly<Record<string, string | null | undefined>>;

/** The facts of what a call left behind besides promises and disputes (practice C6, C8). */
export function recordFacts(call: MemoCall, occasion: MemoOccasion): Draft {
  const { claims, circuits, announcements } = call.records;
  return {
    ...claimFacts(claims, occasion),
    ...circuitFacts(circuits.at(-1), call, occasion),
    ...documentFacts(call, occasion),
    ...announcementFacts(announcements.at(-1), occasion),
  };
}

/** What they say has left. Several claims are told side by side, in the order in which they were made. */
function claimFacts(claims: readonly PaymentClaim[], occasion: MemoOccasion): Draft {
  const { language, words, today } = occasion;
  const all = (texts: readonly (string | null)[]): string =>
    joinWords([...new Set(texts.filter((text) => text !== null && text !== ''))].map(String), words);
  const proofBy = claims.flatMap((claim) => claim.proofBy ?? []).toSorted()[0];
  return {
    paid_date: all(claims.map(({ paidOn }) => paidOn && formatDay(paidOn, language, 'long'))),
    paid_amount: all(claims.map(({ amount }) => amount && formatMoney(amount, language))),
    paid_account_last4: all(claims.map(lastFour)),
    paid_reference: all(claims.map(({ reference }) => reference)),
    other_account_last4: all(claims.map((claim) => otherAccount(claim, occasion))),
    proof_by:
      proofBy === undefined || proofBy <= today
        ? words.label('memo.proof.today')
        : words.label('memo.proof.by', { day: formatDay(proofBy, language, 'long') }),
  };
}

/** Whatever was typed, no more than the end of an account is ever written (practice B14). */
function lastFour({ accountLast4 }: PaymentClaim): string | null {
  return accountLast4 === null ? null : accountLast4.replace(/[^\p{L}\p{N}]/gu, '').slice(-4);
}

/** An account that is not ours: the memo warns of it (practice B14). */
function otherAccount(claim: PaymentClaim, { profile }: MemoOccasion): string | null {
  const ours = profile.iban?.slice(-4).toUpperCase();
  const theirs = lastFour(claim);
  const isOther = claim.isOtherAccount || (ours !== undefined && ours !== theirs?.toUpperCase());
  return isOther ? theirs : null;
}

function circuitFacts(circuit: Circuit | undefined, call: MemoCall, { language }: MemoOccasion): Draft {
  const long = (on: Day | null): string | null => on && formatDay(on, language, 'long');
  const reactBy = { react_by: long(wantedBy(circuit, call)) };
  if (circuit === undefined) return reactBy;
  const { approver, approverContact, waitsFor, poNumber, runOn, callOn } = circuit;
  return {
    ...reactBy,
    approver,
    approver_contact: approverContact,
    waits_for: waitsFor,
    run_date: long(runOn),
    ...(poNumber === null ? {} : { po_number: poNumber }),
    ...(callOn === null ? {} : { follow_up_date: long(callOn) }),
  };
}

/** Whoever is asked today has until my call, and a working day at least; a payment run is the day that matters. */
function wantedBy(circuit: Circuit | undefined, call: MemoCall): Day {
  const followUps = call.outcomes.map(({ followUpOn }) => followUpOn);
  const callOn = circuit?.callOn ?? followUps.toSorted()[0] ?? call.on;
  return circuit?.runOn ?? later(callOn, addWorkingDays(call.on, 1, weekdaysOnly));
}

/** The address they gave, and the first sending before this call: the proof that it had been sent (practice C6). */
function documentFacts(call: MemoCall, { language, words, history, invoices }: MemoOccasion): Draft {
  const ids = new Set(invoices.map(({ invoice }) => invoice.id));
  const first = history.sent.find(({ invoiceIds }) => invoiceIds.some((id) => ids.has(id)));
  const addresses = [...new Set(call.records.documents.map(({ address }) => address))];
  return {
    ...(addresses.length === 0 ? {} : { sent_to: joinWords(addresses, words) }),
    first_sent_on: first && formatDay(first.on, language, 'long'),
    first_sent_to: first?.address,
  };
}

/**
 * The step that was named, with its last day. Once that day is over the memo lacks it: a notice that leaves no time is
 * none. Without one in this call, the one of an earlier call that still runs.
 */
function announcementFacts(
  announcement: Announcement | undefined,
  { language, today, history }: MemoOccasion,
): Draft {
  const named = announcement ?? history.announced;
  if (named == null) return {};
  return {
    step: named.step,
    deadline: named.deadline < today ? null : formatDay(named.deadline, language, 'long'),
  };
}
