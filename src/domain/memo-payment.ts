import { foreignAccounts } from './account-mask.ts';
import type { MemoKind } from './attempt.ts';
import type { Day } from './day.ts';
import { formatDay } from './day-words.ts';
import { epcPayload, type OgmLine } from './epc-payload.ts';
import { DunError } from './errors.ts';
import { balances, type Invoice } from './invoice.ts';
import { byDay } from './memo-outcome.ts';
import type { MemoRequest } from './memo-source.ts';
import type { MemoTopic } from './memo-topic.ts';
import { formatDecimal, formatMoney, type Money, sum } from './money.ts';
import { isTransfer } from './payment-method.ts';
import { inFours, referenceFor } from './reference.ts';
import { swissPayload } from './swiss-payload.ts';
import type { Transfer } from './transfer.ts';

/** A code that a banking application reads from a memo, and the same in words for whoever cannot scan it. */
export interface MemoPayment {
  readonly kind: 'epc' | 'swiss';
  /** What the code holds. */
  readonly payload: string;
  /** The amount as the memo writes it. */
  readonly amount: string;
  /** What to do with it, and what it says: lines below the picture. */
  readonly caption: readonly string[];
  /** Instead of the picture. */
  readonly alt: string;
  /** Name of the attached picture, without its ending. */
  readonly file: string;
}

/** Kinds that tell of money which is due: nothing is asked for in the others. */
const payable: ReadonlySet<MemoKind> = new Set([
  'promise_confirmation', 'instalment_plan', 'no_agreement', 'final_notice', 'broken_promise', 'duplicate_sent',
  'payment_reminder',
]); // biome-ignore format: rows of names

/**
 * The code of a memo: for the first of its topics that asks for money, the amount it asks for first, to the profile's
 * account and no other (practice B14). `null` where no code can say it (another currency, an amount out of bounds, no
 * account …) or none should: another means was agreed, or less is open than the memo says.
 */
export function memoPayment(request: PaymentRequest, topics: readonly MemoTopic[]): MemoPayment | null {
  const { profile } = request;
  const topic = topics.find(({ kind }) => payable.has(kind));
  const due = topic && dueOf(request, topic);
  if (due === undefined || profile.iban === null || !isOpen(due, request)) return null;
  const transfer = transferOf(due, profile.iban, request);
  const words = [transfer.payee, ...transfer.references].join('\n\n\n\n');
  if (foreignAccounts(words, profile.iban).length > 0) return null;
  const code = codeOf(transfer, request.ogmLine);
  return code && { ...code, ...captionOf(transfer, due.on, request) };
}

/** What of a request the code depends on; a memo that follows no call has no attempt. */
export type PaymentRequest = Omit<MemoRequest, 'attempt' | 'records' | 'rules'> & {
  readonly attempt: Pick<MemoRequest['attempt'], 'id'> | null;
};

/** What is to be paid at once. */
interface Due {
  readonly amount: Money;
  /** The day agreed; `null` = now. */
  readonly on: Day | null;
  readonly invoices: readonly Invoice[];
}

function dueOf(request: PaymentRequest, topic: MemoTopic): Due | undefined {
  const isPromise = topic.kind === 'promise_confirmation' || topic.kind === 'instalment_plan';
  return isPromise ? promisedOf(request, topic) : openOf(topic);
}

/** The first day of what was promised, and only the invoices that are paid on it. */
function promisedOf({ standing, attempt }: PaymentRequest, { kind, invoices }: MemoTopic): Due | undefined {
  const own = standing.promises.filter(
    (one) =>
      one.callId === attempt?.id &&
      one.condition === null &&
      (one.kind === 'plan') === (kind === 'instalment_plan'),
  );
  if (own.some(({ method }) => !isTransfer(method))) return undefined;
  const all = invoices.map(({ invoice }) => invoice);
  const parts = own
    .flatMap((promise) => promise.parts)
    .filter(({ invoiceId }) => all.some(({ id }) => id === invoiceId));
  const [first] = byDay(parts);
  if (first === undefined) return undefined;
  const paid = parts.filter(
    ({ promisedOn, amount }) => promisedOn === first.on && amount.currency === first.amount.currency,
  );
  return { ...first, invoices: all.filter(({ id }) => paid.some(({ invoiceId }) => invoiceId === id)) };
}

/** All that the topic asks for; two currencies are two transfers, and a code holds one. */
function openOf({ invoices }: MemoTopic): Due | undefined {
  const [first, ...others] = invoices.map(({ balance }) => balance);
  if (first === undefined || others.some(({ currency }) => currency !== first.currency)) return undefined;
  const amount = sum([first, ...others], first.currency);
  return { amount, on: null, invoices: invoices.map(({ invoice }) => invoice) };
}

/** Money may have come since the call: a code must not ask for it twice. */
function isOpen({ amount, invoices }: Due, { standing, today }: PaymentRequest): boolean {
  const open = balances(standing, today);
  const rest = invoices.flatMap(({ id }) => open.get(id)?.balance ?? []);
  const own = rest.filter(({ currency }) => currency === amount.currency);
  return sum(own, amount.currency).minor >= amount.minor;
}

function transferOf(
  { amount, invoices }: Due,
  iban: string,
  { profile, prefersRf }: PaymentRequest,
): Transfer {
  const name = `${profile.firstName} ${profile.lastName}`.trim();
  return {
    payee: profile.business.trim() === '' ? name : profile.business.trim(),
    address: profile.address,
    country: profile.country,
    iban,
    bic: profile.bic,
    amount,
    references: invoices.map((invoice) => referenceFor(invoice, { country: profile.country, prefersRf })),
  };
}

function codeOf(transfer: Transfer, ogm: OgmLine): Pick<MemoPayment, 'kind' | 'payload'> | null {
  try {
    if (transfer.amount.currency === 'CHF') return { kind: 'swiss', payload: swissPayload(transfer) };
    return { kind: 'epc', payload: epcPayload(transfer, ogm) };
  } catch (error) {
    if (error instanceof DunError) return null;
    throw error;
  }
}

function captionOf(
  { payee, iban, amount, references }: Transfer,
  on: Day | null,
  { words, language }: PaymentRequest,
): Pick<MemoPayment, 'amount' | 'caption' | 'alt' | 'file'> {
  const shown = formatMoney(amount, language);
  const account = inFours(iban);
  const reference = references.join(', ');
  const scan =
    on === null
      ? words.label('payment.scan', { amount: shown })
      : words.label('payment.scan_on', { amount: shown, day: formatDay(on, language, 'long') });
  return {
    amount: shown,
    caption: [scan, `${payee} · ${account} · ${reference}`],
    alt: words.label('payment.alt', { amount: shown, payee, iban: account, reference }),
    file: words.label('payment.file', { amount: `${formatDecimal(amount)} ${amount.currency}` }),
  };
}
