import { tellsOfDebt } from './telling.ts';

/**
 * What a template may mention, by the names of practice C10 (and the few of C3, C6 and C7 that C10 does not repeat).
 * `debt` facts tell of money, invoices or what was said about them: they stay out of everything that a third party may
 * hear or read (practice B5). `open` facts may be said to anybody who answers.
 */
const subjects = {
  // Me
  me_first: 'open',
  me_last: 'open',
  me_full: 'open',
  me_business: 'open',
  me_phone: 'open',
  me_email: 'open',
  me_address: 'open',
  signature: 'open',
  legal_id: 'open',
  me_iban: 'debt',
  iban_last4: 'debt',
  me_bic: 'debt',
  payment_methods: 'debt',
  payment_link: 'debt',
  // Client
  client_name: 'open',
  client_country: 'open',
  client_kind: 'open',
  language: 'open',
  contact_first: 'open',
  contact_last: 'open',
  contact_name: 'open',
  contact_role: 'open',
  contact_email: 'open',
  contact_phone: 'open',
  extension: 'open',
  // The work, then the debt
  service: 'open',
  delivered_on: 'open',
  accepted_on: 'open',
  invoice_no: 'debt',
  the_invoices: 'debt',
  invoice_count: 'debt',
  issued_on: 'debt',
  due_date: 'debt',
  days_late: 'debt',
  amount: 'debt',
  balance: 'debt',
  total_overdue: 'debt',
  currency: 'debt',
  reference: 'debt',
  structured_reference: 'debt',
  po_number: 'debt',
  late_fees: 'debt',
  fixed_fee: 'debt',
  // The call
  call_date: 'open',
  call_time: 'open',
  call_duration: 'open',
  caller: 'open',
  hour: 'open',
  words_used: 'debt',
  cause: 'debt',
  cause_note: 'debt',
  parked_topics: 'debt',
  d1: 'debt',
  d2: 'debt',
  next_step: 'debt',
  rung_amount: 'debt',
  rung_date: 'debt',
  rest_date: 'debt',
  end_month: 'debt',
  limit: 'debt',
  // Outcome
  promised_amount: 'debt',
  promised_date: 'debt',
  date_means: 'debt',
  method: 'debt',
  arrival_deadline: 'debt',
  recontact_on: 'debt',
  remainder: 'debt',
  remainder_outcome: 'debt',
  first_date: 'debt',
  last_date: 'debt',
  plan_total: 'debt',
  acceleration_clause: 'debt',
  disputed_amount: 'debt',
  undisputed_amount: 'debt',
  dispute_point: 'debt',
  remedy: 'debt',
  owner: 'debt',
  resolution_date: 'debt',
  settled_pay_date: 'debt',
  approver: 'debt',
  approver_contact: 'debt',
  accounts_contact: 'debt',
  waits_for: 'debt',
  run_date: 'debt',
  document_name: 'debt',
  sent_to: 'debt',
  first_sent_on: 'debt',
  first_sent_to: 'debt',
  paid_date: 'debt',
  paid_amount: 'debt',
  paid_account_last4: 'debt',
  paid_reference: 'debt',
  other_account_last4: 'debt',
  proof_by: 'debt',
  received_amount: 'debt',
  received_on: 'debt',
  follow_up_date: 'open',
  callback_at: 'open',
  step: 'debt',
  deadline: 'debt',
  final_notice_days: 'debt',
  checked_on: 'debt',
  client_actions: 'debt',
  my_actions: 'debt',
  react_by: 'debt',
  // History
  last_promise_call_date: 'debt',
  last_promise_date: 'debt',
  last_promise_amount: 'debt',
  broken_count: 'debt',
  fruitless_count: 'debt',
  // Rows of a list
  row_no: 'debt',
  row_date: 'debt',
  row_amount: 'debt',
  event_date: 'debt',
  event_text: 'debt',
  // The place in a memo where what else the call brought stands
  sections: 'debt',
} satisfies Record<string, 'open' | 'debt'>;

export type FactName = keyof typeof subjects;

/** Facts of one client and call, already formatted for reading aloud. Absent and empty mean the same: not known. */
export type Facts = Readonly<Partial<Record<FactName, string>>>;

/** Lists a memo may go through; each row brings facts of its own. */
export type ListName = 'invoice_list' | 'plan_table' | 'previous_contacts';

export type Lists = Readonly<Partial<Record<ListName, readonly Facts[]>>>;

/** Facts that the profile and the ledger know of every client who owes: no line needs a second form for them. */
export const alwaysKnown: readonly FactName[] = [
  'me_full',
  'me_business',
  'invoice_no',
  'balance',
  'due_date',
];

/** Facts that a call always knows besides: what the rules propose. */
export const knownInCalls: readonly FactName[] = [...alwaysKnown, 'd1', 'd2', 'next_step', 'follow_up_date'];

export function isFactName(text: string): text is FactName {
  return Object.hasOwn(subjects, text);
}

export function isListName(text: string): text is ListName {
  return text === 'invoice_list' || text === 'plan_table' || text === 'previous_contacts';
}

/** May this fact be heard or read by anybody, before the right person is confirmed? (practice B5) */
export function isOpenFact(name: FactName): boolean {
  return subjects[name] === 'open';
}

/** All names, in the order of practice C10. */
export function factNames(): FactName[] {
  return Object.keys(subjects).filter(isFactName);
}

export function isKnown(facts: Facts, name: FactName): boolean {
  return (facts[name] ?? '').trim() !== '';
}

/**
 * The facts that may be used while the identity of the person is not confirmed: nothing about the debt (practice B5),
 * and no open one that tells of it, such as a service called "reminder of invoice 12".
 */
export function withoutDebt(facts: Facts): Facts {
  const kept: Partial<Record<FactName, string>> = {};
  const numbers = [facts.invoice_no, facts.reference].flatMap((text) => text?.split(/[\s,]+/) ?? []);
  const named = numbers.filter((number) => /\d/.test(number));
  for (const name of factNames()) {
    const value = facts[name];
    if (value === undefined || !isOpenFact(name)) continue;
    if (!mayTell.includes(name) || !tellsOfDebt(value, named)) kept[name] = value;
  }
  return kept;
}

/** Open facts that are somebody's own words. */
const mayTell: readonly FactName[] = [
  'service',
  'contact_role',
  'contact_name',
  'contact_first',
  'contact_last',
];

/**
 * A fact as one line of text: line breaks and control characters become spaces, marks that reorder text are dropped,
 * so that no value can add a line, a header or a row. Takes time in proportion to its length.
 */
export function oneLine(text: string): string {
  const plain = text.replace(/[\u202a-\u202e\u2066-\u2069]/g, '').replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
  return plain.trim();
}
