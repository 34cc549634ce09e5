import { maskAccounts } from './account-mask.ts';
import { contactName } from './client.ts';
import { type Day, daysBetween, localMinutes } from './day.ts';
import { type DayStyle, formatDay, formatTime } from './day-words.ts';
import {
  joinWords,
  type MemoCall,
  type MemoContent,
  type MemoFacts,
  type MemoInvoice,
  type MemoOccasion,
  methodName,
  totalText,
} from './memo-occasion.ts';
import { outcomeFacts, outcomeRows } from './memo-outcome.ts';
import { recordFacts } from './memo-record.ts';
import { formatMoney } from './money.ts';
import { readablePhone } from './phone-number.ts';
import { inFours } from './reference.ts';

/**
 * Everything a memo or a section of it may mention (practice C10). Unknown facts are left out, never blank; whatever
 * account they hold, only ours is written out (practice B14).
 */
export function memoFacts(occasion: MemoOccasion): MemoContent {
  const { call } = occasion;
  const facts = {
    ...profileFacts(occasion),
    ...clientFacts(occasion),
    ...debtFacts(occasion),
    ...historyFacts(occasion),
    ...(call === null
      ? {}
      : {
          ...callFacts(call, occasion),
          ...outcomeFacts(call, occasion),
          ...recordFacts(call, occasion),
        }),
    ...occasion.extra,
  };
  return masked(occasion.profile.iban, {
    facts: known(facts),
    lists: {
      invoice_list: occasion.invoices.map((item) => invoiceFacts(item, occasion, 'column')),
      plan_table: call === null ? [] : outcomeRows(call, occasion.language),
      previous_contacts: occasion.history.events.map(({ on, text }) => ({
        event_date: formatDay(on, occasion.language, 'column'),
        event_text: text,
      })),
    },
  });
}

/** Ours, written by ourselves: an invoice number may look like an account by chance, and must stay whole. */
const unmasked: ReadonlySet<string> = new Set([
  'me_iban', 'invoice_no', 'the_invoices', 'reference', 'structured_reference', 'document_name', 'payment_link',
]); // biome-ignore format: a row of names

function masked(own: string | null, { facts, lists }: MemoContent): MemoContent {
  const mask = (given: MemoFacts): MemoFacts =>
    Object.fromEntries(
      Object.entries(given).map(([name, value]) => [
        name,
        unmasked.has(name) ? value : maskAccounts(value, own),
      ]),
    );
  return {
    facts: mask(facts),
    lists: {
      invoice_list: lists.invoice_list.map(mask),
      plan_table: lists.plan_table,
      previous_contacts: lists.previous_contacts.map(mask),
    },
  };
}

type Draft = Readonly<Record<string, string | null | undefined>>;

function known(facts: Draft): MemoFacts {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(facts)) {
    if (value !== null && value !== undefined && value !== '') kept[name] = value;
  }
  return kept;
}

/** A number as it is dialled where the reader is. */
function readable(phone: string | null, { country }: { readonly country: string }): string | null {
  return phone === null ? null : readablePhone(phone, country);
}

function profileFacts({ profile, client, words }: MemoOccasion): Draft {
  const name = `${profile.firstName} ${profile.lastName}`.trim();
  return {
    me_first: profile.firstName,
    me_last: profile.lastName,
    me_full: name,
    me_business: profile.business,
    me_phone: readable(profile.phone, client),
    me_email: profile.email,
    me_address: profile.address,
    me_iban: profile.iban === null ? null : inFours(profile.iban),
    iban_last4: profile.iban?.slice(-4),
    me_bic: profile.bic,
    payment_methods: profile.paymentMethods.map((method) => methodName(method, words)).join(', '),
    payment_link: profile.paymentLink,
    signature: profile.signature,
    legal_id: profile.legalId,
  };
}

function clientFacts({ client, contact, words }: MemoOccasion): Draft {
  return {
    client_name: client.name,
    client_country: client.country,
    client_kind: client.kind,
    language: client.language,
    contact_first: contact?.firstName,
    contact_last: contact?.lastName,
    contact_name: contact === null ? null : contactName(contact),
    contact_role: contact === null ? null : words.label(`memo.role.${contact.role}`),
    contact_email: contact?.email ?? client.email,
    contact_phone: readable(contact?.phone ?? client.phone, client),
    extension: contact?.extension,
  };
}

function debtFacts(occasion: MemoOccasion): Draft {
  const { invoices, language, words, today } = occasion;
  const [first] = invoices;
  if (first === undefined) return {};
  const { invoice, balance, reference } = first;
  const numbers = joinWords(
    invoices.map((item) => item.invoice.number),
    words,
  );
  const overdue = invoices.filter((item) => item.invoice.dueOn < today).map((item) => item.balance);
  const all = (texts: readonly (string | null)[]): string =>
    joinWords([...new Set(texts.flatMap((text) => text ?? []))], words);
  return {
    ...invoiceFacts(first, occasion, 'long'),
    service: all(invoices.map((item) => item.invoice.service)),
    due_date: all(invoices.map((item) => formatDay(item.invoice.dueOn, language, 'long'))),
    invoice_no: numbers,
    the_invoices: words.label(invoices.length === 1 ? 'memo.invoices.one' : 'memo.invoices.other', {
      numbers,
    }),
    invoice_count: String(invoices.length),
    reference: joinWords(
      invoices.map((item) => item.reference),
      words,
    ),
    structured_reference: /^(?:\+\+\+|RF\d\d)/.test(reference) ? reference : null,
    balance: totalText(
      invoices.map((item) => item.balance),
      occasion,
    ),
    total_overdue: totalText(overdue, occasion),
    currency: balance.currency,
    po_number: invoice.poNumber,
  };
}

/** Days are written out in a sentence, in digits in a column. */
function invoiceFacts(
  { invoice, balance, reference }: MemoInvoice,
  { language, words, today }: MemoOccasion,
  style: DayStyle,
): MemoFacts {
  const late = Math.max(0, daysBetween(invoice.dueOn, today));
  const shown = (on: Day | null): string | null => (on === null ? null : formatDay(on, language, style));
  return known({
    invoice_no: invoice.number,
    service: invoice.service,
    delivered_on: shown(invoice.deliveredOn),
    accepted_on: shown(invoice.acceptedOn),
    issued_on: shown(invoice.issuedOn),
    due_date: shown(invoice.dueOn),
    days_late: words.label(late === 1 ? 'memo.days.one' : 'memo.days.other', { count: late }),
    amount: formatMoney(invoice.amount, language),
    balance: formatMoney(balance, language),
    reference,
  });
}

function callFacts(call: MemoCall, { language, words, profile }: MemoOccasion): Draft {
  const minutes = call.endedAt === null ? 0 : Math.round((call.endedAt - call.startedAt) / 60_000);
  return {
    call_date: formatDay(call.on, language, 'long'),
    call_time: formatTime(localMinutes(call.startedAt), language),
    call_duration: minutes > 0 ? words.label('memo.minutes', { count: minutes }) : null,
    caller: profile.firstName,
    // A note about a voicemail or a desk is the caller's own, not what the client said.
    words_used: call.reach === 'person' || call.reach === null ? call.note : null,
  };
}

function historyFacts({ history, language, today }: MemoOccasion): Draft {
  const { lastPromise, received } = history;
  return {
    last_promise_call_date: lastPromise && formatDay(lastPromise.madeOn, language, 'long'),
    last_promise_date: lastPromise && formatDay(lastPromise.on, language, 'long'),
    last_promise_amount: lastPromise && formatMoney(lastPromise.amount, language),
    received_amount: received && formatMoney(received.amount, language),
    received_on: received?.on && formatDay(received.on, language, 'long'),
    checked_on: formatDay(today, language, 'long'),
    broken_count: String(history.brokenCount),
    fruitless_count: String(history.fruitlessCount),
  };
}
