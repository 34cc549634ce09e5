import { lay } from './agreements.ts';
import type { Answer } from './answer.ts';
import { answerOf } from './record.ts';
import type { Call, CallInvoice } from './state.ts';
import { countedAnswers, verdictOn } from './verdict.ts';

/** What a normal end still lacks on one invoice. */
export interface Missing {
  readonly what: 'date' | 'rest' | 'callback_day' | 'resolve_day' | 'approver';
  readonly invoice: CallInvoice;
}

/**
 * The first invoice without a precise outcome, or `null` when each has one (practice C7, 003-23): a dated promise, a
 * plan, a dispute with its day, an approval with a name, a copy sent, a call back, a payment claim, a refusal, a pause.
 * A promise for a part leaves the rest without one.
 */
export function missingOutcome(call: Call): Missing | null {
  if (!call.heard.isIdentityConfirmed) return null;
  for (const invoice of call.setup.invoices) {
    const what = missingOn(call, invoice);
    if (what !== null) return { what, invoice };
  }
  return null;
}

function missingOn(call: Call, invoice: CallInvoice): Missing['what'] | null {
  const { promises, plan, dispute, other } = verdictOn(call.heard, invoice);
  if (other !== null) return missingIn(other);
  if (dispute !== null && dispute.resolveOn === null) return 'resolve_day';
  const isAgreed = promises.length > 0 || plan !== null || dispute !== null;
  if (!isAgreed) return unfinished(call, invoice);
  return (lay(call).left.get(invoice.id) ?? 0) > 0 ? 'rest' : null;
}

/** Nothing counts yet: what was begun is asked for to the end, else the day of the payment. */
function unfinished({ heard }: Call, { id }: CallInvoice): Missing['what'] {
  if (answerOf(heard, 'callback')) return 'callback_day';
  return heard.answers.findLast(({ invoiceIds }) => invoiceIds.includes(id))?.kind === 'approval'
    ? 'approver'
    : 'date';
}

function missingIn(answer: Answer): Missing['what'] | null {
  if (answer.kind === 'approval') return answer.approver === null ? 'approver' : null;
  return answer.kind === 'no_date' ? 'date' : null;
}

/** Details that may wait for the wrap-up but belong to a whole record (practice C4 "missing fields listed"). */
export type Detail =
  | 'cause' | 'promise_account' | 'resolve_day' | 'approver_contact' | 'claim_account'
  | 'claim_reference' | 'callback_phone' | 'summary' | 'contacts'; // biome-ignore format: one row of names

/** What is still missing of each answer that counts, and of the conversation itself. */
export function missingDetails(call: Call): Detail[] {
  const { heard, setup } = call;
  const details = countedAnswers(call).flatMap((answer) => missingOf(answer, setup.contact.phone));
  const talk: (Detail | null)[] = heard.hasSpoken
    ? [
        heard.cause === null ? 'cause' : null,
        heard.isSummaryAgreed === null ? 'summary' : null,
        heard.isContactVerified ? null : 'contacts',
      ]
    : [];
  return [...new Set([...details, ...talk.filter((one) => one !== null)])];
}

function missingOf(answer: Answer, phone: string | null): Detail[] {
  switch (answer.kind) {
    case 'promise':
      return when(!answer.isAccountReadOut, 'promise_account');
    case 'dispute':
      return when(answer.resolveOn === null, 'resolve_day');
    case 'approval':
      return when(answer.approverContact === null, 'approver_contact');
    case 'paid':
      return [
        ...when(answer.accountLast4 === null, 'claim_account'),
        ...when(answer.reference === null, 'claim_reference'),
      ];
    case 'callback':
      return when((answer.phone ?? phone) === null, 'callback_phone');
    default:
      return [];
  }
}

function when(isMissing: boolean, detail: Detail): Detail[] {
  return isMissing ? [detail] : [];
}
