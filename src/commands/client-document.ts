import type { Context } from '../cli/context.ts';
import type { NextAction } from '../domain/action.ts';
import type { Attempt, MemoRecord } from '../domain/attempt.ts';
import type { Contact } from '../domain/client.ts';
import type { Day } from '../domain/day.ts';
import type { Dispute } from '../domain/dispute.ts';
import { balances, clientCredit } from '../domain/invoice.ts';
import { type Money, money } from '../domain/money.ts';
import { nextActions } from '../domain/next-action.ts';
import type { ReplyRecord } from '../domain/reply.ts';
import type { Standing } from '../domain/standing.ts';
import { invoiceItem } from './invoice.ts';
import { jsonHour, jsonMoment, jsonMoney } from './json-values.ts';
import { paymentItem } from './pay.ts';
import { promiseItem } from './promise-item.ts';

/** `dun client list --json`. */
export function clientsDocument(standings: readonly Standing[], today: Day): object {
  const items = standings.map((standing) => {
    const open = [...balances(standing, today).values()].filter(({ balance }) => balance.minor > 0);
    return {
      ...clientFacts(standing),
      openInvoices: open.length,
      owed: perCurrency(open.map(({ balance }) => balance)).map(jsonMoney),
    };
  });
  return { schema: 'dun.client.list/1', today, items };
}

/** `dun client show --json`: the whole file of a client, derived values beside recorded ones (product 3). */
export function clientDocument(
  { standing, events }: { readonly standing: Standing; readonly events: (callId: number) => number },
  context: Pick<Context, 'today' | 'rules'>,
): object {
  const { today, rules } = context;
  const rows = [...balances(standing, today).values()];
  const number = (id: number | null) =>
    standing.invoices.find((invoice) => invoice.id === id)?.number ?? null;
  return {
    schema: 'dun.client.show/1',
    today,
    ...clientFacts(standing),
    contacts: standing.contacts.map(contactItem),
    owed: perCurrency(rows.map(({ balance }) => balance)).map(jsonMoney),
    credit: clientCredit(standing, today).map(jsonMoney),
    invoices: rows.map(invoiceItem),
    creditNotes: standing.creditNotes.map(({ number: name, invoiceId, reason, issuedOn, amount }) => ({
      number: name,
      invoice: number(invoiceId),
      reason,
      issuedOn,
      amount: jsonMoney(amount),
    })),
    payments: standing.payments.map((payment) => paymentItem({ standing, payment })),
    promises: standing.promises.map((promise) => promiseItem(standing, promise, context)),
    disputes: standing.disputes.map((dispute) => disputeItem(dispute, number)),
    calls: standing.attempts.map((attempt) => callItem(attempt, { number, events })),
    memos: standing.memos.map(memoItem),
    replies: standing.replies.map(replyItem),
    commitments: standing.commitments.map(({ text, dueOn, doneOn }) => ({ text, dueOn, doneOn })),
    nextActions: nextActions(standing, today, rules).map((next) => nextItem(next, number)),
  };
}

function clientFacts({ client }: Standing) {
  const { name, handle, kind, country, region, language, register, relationship, email, phone, staffSize } =
    client;
  const facts = { client: name, handle, kind, country, region, language, register, relationship };
  return { ...facts, email, phone, staffSize, payerType: client.payerType };
}

type NumberOf = (invoiceId: number | null) => string | null;

function contactItem(contact: Contact) {
  const { id, firstName, lastName, role, phone, extension, email, reachableHours, canRelease, isDecider } =
    contact;
  const { verifiedOn, friendlyTopics, isPhoneInvalid } = contact;
  const person = { id, firstName, lastName, role, phone, extension, email, reachableHours };
  return { ...person, canRelease, isDecider, verifiedOn, friendlyTopics, isPhoneInvalid };
}

function disputeItem(dispute: Dispute, number: NumberOf) {
  const { id, type, words, remedy, owner, raisedOn, resolveOn, payOn, ground, closedOn, resolution } =
    dispute;
  const about = {
    id,
    invoice: number(dispute.invoiceId),
    type,
    disputed: jsonMoney(dispute.disputed),
    words,
    remedy,
  };
  return { ...about, owner, raisedOn, resolveOn, payOn, ground, closedOn, resolution };
}

function memoItem({ id, callId, kind, to, subject, state, createdAt, sentAt }: MemoRecord) {
  const at = { createdAt: jsonMoment(createdAt), sentAt: jsonMoment(sentAt) };
  // A text for a chat has neither address nor subject.
  return { id, call: callId, kind, to: to || null, subject: subject || null, state, ...at };
}

/** What came back on a memo; `raw` mails stay in the file of the ledger. */
export function replyItem(reply: ReplyRecord) {
  const { id, messageId, kind, from, failedAddress, on, at, subject, words, reading } = reply;
  const what = { id, memo: messageId, kind, from, failedAddress, on, at: jsonMoment(at), subject, words };
  return { ...what, meaning: reading?.meaning ?? null, readOn: reading?.on ?? null };
}

function nextItem(next: NextAction, number: NumberOf) {
  return {
    invoice: number(next.invoiceId),
    amount: next.amount === null ? null : jsonMoney(next.amount),
    action: next.action,
    on: next.on,
    at: jsonHour(next.at),
    showsOn: next.showsOn,
    tier: next.tier,
    reason: next.reason.code,
    promise: next.promiseId,
  };
}

interface Lookup {
  readonly number: NumberOf;
  readonly events: (callId: number) => number;
}

function callItem(attempt: Attempt, { number, events }: Lookup) {
  const { id, channel, on, startedAt, endedAt, reach, cause, note, outcomes, contactId, isHardship } =
    attempt;
  return {
    id,
    channel,
    on,
    startedAt: jsonMoment(startedAt),
    endedAt: jsonMoment(endedAt),
    contact: contactId,
    reach,
    cause,
    note,
    isHardship,
    outcome: outcomes[0]?.outcome ?? null,
    outcomes: outcomes.map((left) => ({
      invoice: number(left.invoiceId),
      outcome: left.outcome,
      action: left.action,
      followUpOn: left.followUpOn,
      followUpAt: left.followUpAt,
      ground: left.ground,
      isFruitless: left.isFruitless,
    })),
    events: events(id),
  };
}

function perCurrency(amounts: readonly Money[]): Money[] {
  const currencies = [...new Set(amounts.map(({ currency }) => currency))];
  return currencies.map((currency) => {
    const same = amounts.filter((amount) => amount.currency === currency);
    return money(
      same.reduce((minor, amount) => minor + amount.minor, 0),
      currency,
    );
  });
}
