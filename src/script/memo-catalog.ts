import type { MemoKind } from '../domain/attempt.ts';
import { type FactName, type Facts, isKnown, isOpenFact, type Lists, type ListName } from './facts.ts';

/** What else a call brought, told inside the memo of the weightiest outcome (practice C9). */
export type SectionName =
  | 'section_broken_promise' | 'section_no_agreement' | 'section_dispute' | 'section_plan' | 'section_promise'
  | 'section_duplicate' | 'section_payment_proof' | 'section_approval' | 'section_callback'
  | 'section_own'; // biome-ignore format: rows of names

/** The short text of a kind, for an SMS or a chat. What a call or a voicemail leaves is read on a screen that anybody may see. */
export type TextName =
  | 'text_promise' | 'text_plan' | 'text_dispute' | 'text_duplicate' | 'text_callback' | 'text_voicemail'
  | 'text_no_agreement' | 'text_broken_promise' | 'text_payment_proof' | 'text_approval'
  | 'text_reminder' | 'text_thanks'; // biome-ignore format: rows of names

/**
 * Every memo: the file `templates/<language>/memo/<name with dashes>.md` holds its words, `….familiar.md` the tu form.
 * A `_neutral` form takes the place of its kind when no fact about the debt is given (practice C9); `_relayed` goes to
 * the person of the call when nobody knows how to reach the approver.
 */
export type MemoName =
  | MemoKind
  | 'callback_agreed_neutral'
  | 'voicemail_followup_neutral'
  | 'approval_request_relayed'
  | SectionName
  | TextName;

export interface CatalogMemo {
  /** Without these the memo may be read, not sent (practice C10). */
  readonly needs: readonly FactName[];
  readonly needsLists: readonly ListName[];
  /** The form to take when one of these facts is held back or not known. */
  readonly otherwise: { readonly name: MemoName; readonly without: readonly FactName[] } | null;
  /** Goes to an unconfirmed person: nothing about the debt. */
  readonly isNeutral: boolean;
  /** A formal act, or a letter to somebody else than the contact: always vous. */
  readonly isFormalOnly: boolean;
  /** Has neither subject nor signature. */
  readonly isSection: boolean;
  /** One paragraph without a subject, signed in its last words. */
  readonly isText: boolean;
}

const call: readonly FactName[] = ['call_date', 'call_time'];

function memo(needs: readonly FactName[], more: Partial<CatalogMemo> = {}): CatalogMemo {
  return {
    needs,
    needsLists: [],
    otherwise: null,
    isNeutral: false,
    isFormalOnly: false,
    isSection: false,
    isText: false,
    ...more,
  };
}

function section(needs: readonly FactName[], needsLists: readonly ListName[] = []): CatalogMemo {
  return memo(needs, { needsLists, isSection: true });
}

function text(needs: readonly FactName[], more: Partial<CatalogMemo> = {}): CatalogMemo {
  return memo(['me_full', ...needs], { isText: true, ...more });
}

/** The memos of practice C9 and what each cannot do without. */
export const memoCatalog: Readonly<Record<MemoName, CatalogMemo>> = {
  promise_confirmation: memo([...call, 'invoice_no', 'promised_amount', 'promised_date', 'date_means']),
  instalment_plan: memo(
    [...call, 'invoice_no', 'the_invoices', 'balance', 'plan_total', 'first_date', 'last_date'],
    {
      needsLists: ['plan_table'],
    },
  ),
  dispute_acknowledged: memo([
    ...call,
    'invoice_no',
    'the_invoices',
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
  callback_agreed: memo([...call, 'callback_at', 'invoice_no'], {
    otherwise: { name: 'callback_agreed_neutral', without: ['invoice_no'] },
  }),
  callback_agreed_neutral: memo([...call, 'callback_at'], { isNeutral: true }),
  voicemail_followup: memo([...call, 'invoice_no', 'balance', 'due_date'], {
    otherwise: { name: 'voicemail_followup_neutral', without: ['invoice_no', 'balance', 'due_date'] },
  }),
  voicemail_followup_neutral: memo(call, { isNeutral: true }),
  no_agreement: memo([...call, 'invoice_no', 'the_invoices', 'balance', 'due_date']),
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
  payment_proof_request: memo([
    ...call,
    'invoice_no',
    'the_invoices',
    'paid_date',
    'paid_amount',
    'proof_by',
  ]),
  approval_request: memo([...call, 'accounts_contact', 'invoice_no', 'the_invoices', 'balance', 'react_by'], {
    otherwise: { name: 'approval_request_relayed', without: ['accounts_contact'] },
    isFormalOnly: true,
  }),
  approval_request_relayed: memo([...call, 'invoice_no', 'the_invoices', 'balance']),
  // Written before the first call: no call to recall.
  payment_reminder: memo(['invoice_no', 'the_invoices', 'balance'], { needsLists: ['invoice_list'] }),
  payment_thanks: memo(['invoice_no', 'received_amount', 'received_on']),
  section_broken_promise: section([
    'last_promise_call_date',
    'last_promise_amount',
    'last_promise_date',
    'balance',
  ]),
  section_no_agreement: section(['the_invoices', 'balance']),
  section_dispute: section(['the_invoices', 'dispute_point', 'disputed_amount', 'owner', 'resolution_date']),
  section_plan: section(['the_invoices', 'plan_total'], ['plan_table']),
  section_promise: section(['the_invoices', 'promised_amount', 'promised_date', 'date_means']),
  section_duplicate: section(['the_invoices', 'document_name', 'sent_to']),
  section_payment_proof: section(['the_invoices', 'paid_date', 'paid_amount', 'proof_by']),
  section_approval: section(['the_invoices']),
  section_callback: section(['callback_at']),
  section_own: section(['my_actions']),
  text_promise: text(['call_date', 'invoice_no', 'promised_amount', 'promised_date']),
  text_plan: text(['call_date', 'invoice_no', 'plan_total', 'first_date', 'last_date']),
  text_dispute: text(['invoice_no', 'dispute_point', 'owner', 'resolution_date']),
  text_duplicate: text(['call_date', 'invoice_no', 'balance', 'follow_up_date']),
  text_callback: text(['callback_at'], { isNeutral: true }),
  text_voicemail: text(call, { isNeutral: true }),
  text_no_agreement: text(['call_date', 'invoice_no', 'balance']),
  text_broken_promise: text([
    'last_promise_call_date',
    'last_promise_amount',
    'last_promise_date',
    'checked_on',
    'balance',
    'invoice_no',
  ]),
  text_payment_proof: text(['paid_amount', 'paid_date', 'invoice_no', 'proof_by']),
  text_approval: text(['call_date', 'invoice_no', 'balance']),
  text_reminder: text(['invoice_no', 'balance']),
  text_thanks: text(['received_amount', 'received_on', 'invoice_no']),
};

/** The section that tells a kind inside the memo of another; what is not here always stands alone. */
export const sectionOf: Readonly<Partial<Record<MemoKind, SectionName>>> = {
  broken_promise: 'section_broken_promise',
  no_agreement: 'section_no_agreement',
  dispute_acknowledged: 'section_dispute',
  instalment_plan: 'section_plan',
  promise_confirmation: 'section_promise',
  duplicate_sent: 'section_duplicate',
  payment_proof_request: 'section_payment_proof',
  approval_request: 'section_approval',
  callback_agreed: 'section_callback',
};

/** The short text of a kind. None for a formal notice: it is a letter, or it is nothing. */
export const textOf: Readonly<Partial<Record<MemoKind, TextName>>> = {
  promise_confirmation: 'text_promise',
  instalment_plan: 'text_plan',
  dispute_acknowledged: 'text_dispute',
  duplicate_sent: 'text_duplicate',
  callback_agreed: 'text_callback',
  voicemail_followup: 'text_voicemail',
  no_agreement: 'text_no_agreement',
  broken_promise: 'text_broken_promise',
  payment_proof_request: 'text_payment_proof',
  approval_request: 'text_approval',
  payment_reminder: 'text_reminder',
  payment_thanks: 'text_thanks',
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

/** The kind itself, or its other form when a fact that tells the two apart is held back or not known. */
export function memoFor(kind: MemoKind, facts: Facts): MemoName {
  const { otherwise } = memoCatalog[kind];
  const isWhole = otherwise === null || otherwise.without.every((fact) => isKnown(facts, fact));
  return isWhole ? kind : otherwise.name;
}

/** Required facts and lists that are not there: the memo is not to be sent (practice C10). */
export function missingFrom(name: MemoName, facts: Facts, lists: Lists): (FactName | ListName)[] {
  const { needs, needsLists } = memoCatalog[name];
  return [
    ...needs.filter((fact) => !isKnown(facts, fact)),
    ...needsLists.filter((list) => (lists[list] ?? []).length === 0),
  ];
}
