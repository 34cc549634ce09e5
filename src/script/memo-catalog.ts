import type { MemoKind } from '../domain/attempt.ts';
import { type FactName, type Facts, isKnown, isOpenFact, type Lists, type ListName } from './facts.ts';

/**
 * Every memo: the file `templates/<language>/memo/<name with dashes>.md` holds its words, `….familiar.md` the tu form.
 * A `_neutral` form takes the place of its kind when no fact about the debt is given (practice C9).
 */
export type MemoName = MemoKind | 'callback_agreed_neutral' | 'voicemail_followup_neutral';

export interface CatalogMemo {
  /** Without these the memo may be read, not sent (practice C10). */
  readonly needs: readonly FactName[];
  readonly needsLists: readonly ListName[];
  /** The form to take when facts are missing. */
  readonly otherwise: MemoName | null;
  /** Goes to an unconfirmed person: nothing about the debt. */
  readonly isNeutral: boolean;
  /** A formal act, or a letter to somebody else than the contact: always vous. */
  readonly isFormalOnly: boolean;
}

const call: readonly FactName[] = ['call_date', 'call_time'];

function memo(needs: readonly FactName[], more: Partial<CatalogMemo> = {}): CatalogMemo {
  return { needs, needsLists: [], otherwise: null, isNeutral: false, isFormalOnly: false, ...more };
}

/** The memos of practice C9 and what each cannot do without. */
export const memoCatalog: Readonly<Record<MemoName, CatalogMemo>> = {
  promise_confirmation: memo([...call, 'invoice_no', 'promised_amount', 'promised_date', 'date_means']),
  instalment_plan: memo([...call, 'invoice_no', 'balance', 'first_date', 'last_date'], {
    needsLists: ['plan_table'],
  }),
  dispute_acknowledged: memo([
    ...call,
    'invoice_no',
    'dispute_point',
    'disputed_amount',
    'owner',
    'resolution_date',
  ]),
  duplicate_sent: memo([
    ...call,
    'invoice_no',
    'document_name',
    'sent_to',
    'due_date',
    'balance',
    'follow_up_date',
  ]),
  callback_agreed: memo([...call, 'callback_at', 'invoice_no'], { otherwise: 'callback_agreed_neutral' }),
  callback_agreed_neutral: memo([...call, 'callback_at'], { isNeutral: true }),
  voicemail_followup: memo([...call, 'invoice_no', 'balance', 'due_date'], {
    otherwise: 'voicemail_followup_neutral',
  }),
  voicemail_followup_neutral: memo(call, { isNeutral: true }),
  no_agreement: memo([...call, 'invoice_no', 'balance', 'due_date']),
  broken_promise: memo([
    'last_promise_call_date',
    'invoice_no',
    'last_promise_amount',
    'last_promise_date',
    'checked_on',
    'balance',
  ]),
  final_notice: memo(['invoice_no', 'total_overdue', 'deadline', 'step'], {
    needsLists: ['invoice_list'],
    isFormalOnly: true,
  }),
  payment_proof_request: memo([...call, 'invoice_no', 'paid_date', 'paid_amount']),
  approval_request: memo([...call, 'invoice_no', 'balance', 'follow_up_date'], { isFormalOnly: true }),
  payment_thanks: memo(['invoice_no', 'received_amount', 'received_on']),
};

export function isMemoName(text: string): text is MemoName {
  return Object.hasOwn(memoCatalog, text);
}

export function memoNames(): MemoName[] {
  return Object.keys(memoCatalog).filter(isMemoName);
}

export function memoMayMention(name: MemoName, fact: FactName): boolean {
  return !memoCatalog[name].isNeutral || isOpenFact(fact);
}

/** The kind itself, or its neutral form when a required fact about the debt is held back or not known. */
export function memoFor(kind: MemoKind, facts: Facts): MemoName {
  const { needs, otherwise } = memoCatalog[kind];
  const tellsDebt = needs.every((fact) => isOpenFact(fact) || isKnown(facts, fact));
  return otherwise !== null && !tellsDebt ? otherwise : kind;
}

/** Required facts and lists that are not there: the memo is not to be sent (practice C10). */
export function missingFrom(name: MemoName, facts: Facts, lists: Lists): (FactName | ListName)[] {
  const { needs, needsLists } = memoCatalog[name];
  return [
    ...needs.filter((fact) => !isKnown(facts, fact)),
    ...needsLists.filter((list) => (lists[list] ?? []).length === 0),
  ];
}
