import type { Attempt } from './attempt.ts';
import type { Contact } from './client.ts';
import { addDays, type Day } from './day.ts';
import { formatDay } from './day-words.ts';
import { balances, type Invoice } from './invoice.ts';
import type { MemoCall, MemoFacts, MemoInvoice, MemoOccasion, MemoWords } from './memo-occasion.ts';
import { memoHistory } from './memo-history.ts';
import type { Language, Profile } from './profile.ts';
import { referenceFor } from './reference.ts';
import type { Rules } from './rules.ts';
import type { Standing } from './standing.ts';

/** What is asked for besides the records: who writes, when, in which words. */
export interface MemoRequest {
  readonly profile: Profile;
  readonly standing: Standing;
  readonly attempt: Attempt;
  readonly language: Language;
  readonly words: MemoWords;
  readonly today: Day;
  readonly rules: Rules;
  readonly prefersRf: boolean;
}

/** Gathers from the records what the memo of one attempt may speak of. `extra` facts win over what is found. */
export function memoOccasion(
  request: MemoRequest,
  contact: Contact | null,
  extra: MemoFacts = {},
): MemoOccasion {
  const { profile, standing, attempt, language, words, today, rules } = request;
  const deadline = formatDay(addDays(today, rules.finalNoticeDays), language, 'long');
  return {
    profile,
    client: standing.client,
    contact,
    invoices: memoInvoices(request),
    call: memoCall(standing, attempt),
    history: memoHistory(request),
    language,
    words,
    today,
    extra: { deadline, final_notice_days: String(rules.finalNoticeDays), ...extra },
  };
}

/** What this attempt left behind in the records. */
export function memoCall(standing: Standing, attempt: Attempt): MemoCall {
  const isOfCall = ({ callId }: { readonly callId: number | null }): boolean => callId === attempt.id;
  return {
    ...attempt,
    promises: standing.promises.filter(isOfCall),
    disputes: standing.disputes.filter(isOfCall),
    commitments: standing.commitments.filter(isOfCall),
  };
}

/** The invoices the outcome names; when it names none, all that are open and past due, else all that are open. */
export function memoInvoices(request: MemoRequest): MemoInvoice[] {
  const { standing, attempt, today, profile, prefersRf } = request;
  const call = memoCall(standing, attempt);
  const named = new Set([
    ...attempt.outcomes.flatMap(({ invoiceId }) => invoiceId ?? []),
    ...standing.promises
      .filter(({ callId }) => callId === attempt.id)
      .flatMap(({ parts }) => parts.map((part) => part.invoiceId)),
    ...standing.disputes.filter(({ callId }) => callId === attempt.id).map((dispute) => dispute.invoiceId),
  ]);
  const all = [...balances(standing, today).values()];
  const open = all.filter(({ balance }) => balance.minor > 0);
  const late = open.filter(({ daysPastDue }) => daysPastDue > 0);
  const isAbout = ({ invoice }: { readonly invoice: Invoice }): boolean => named.has(invoice.id);
  const chosen = named.size > 0 ? all.filter(isAbout) : late.length > 0 ? late : open;
  // A promise is in one currency; so is the memo.
  const currency = call.promises[0]?.parts[0]?.amount.currency ?? chosen[0]?.balance.currency;
  return chosen
    .filter(({ balance }) => balance.currency === currency)
    .map(({ invoice, balance }) => ({
      invoice,
      balance,
      reference: referenceFor(invoice, { country: profile.country, prefersRf }),
    }));
}
