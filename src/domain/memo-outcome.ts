import { type Day, earlier, later } from './day.ts';
import { formatDay } from './day-words.ts';
import type { Dispute } from './dispute.ts';
import { dayAndHour, joinWords, type MemoCall, type MemoOccasion, methodName } from './memo-occasion.ts';
import { add, formatMoney, type Money, subtract, sum } from './money.ts';
import type { Language } from './profile.ts';
import type { PromisePart } from './promise.ts';

type Draft = Readonly<Record<string, string | null | undefined>>;

/** The facts of the outcome (practice C10, line "Outcome"). */
export function outcomeFacts(call: MemoCall, occasion: MemoOccasion): Draft {
  return {
    ...promiseFacts(call, occasion),
    ...disputeFacts(call, occasion),
    ...nextFacts(call, occasion),
    my_actions: joinWords(
      call.commitments.map((own) => ownAction(own, occasion)),
      occasion.words,
    ),
  };
}

/** The rows of a plan, or of one promise in several parts. */
export function outcomeRows(call: MemoCall, language: Language): Record<string, string>[] {
  const plan = call.promises.find((promise) => promise.kind === 'plan');
  const rows = plan === undefined ? [] : byDay(plan.parts);
  return rows.map(({ on, amount }, index) => ({
    row_no: String(index + 1),
    row_date: formatDay(on, language, 'long'),
    row_amount: formatMoney(amount, language),
  }));
}

/** What falls on one day. */
export interface DayAmount {
  readonly on: Day;
  readonly amount: Money;
}

/** Amounts by day: several invoices paid on one day are one transfer for the client. One currency. */
export function byDay(parts: readonly PromisePart[]): DayAmount[] {
  const days = new Map<Day, Money>();
  for (const { promisedOn, amount } of parts) {
    const before = days.get(promisedOn);
    days.set(promisedOn, before === undefined ? amount : add(before, amount));
  }
  return [...days].map(([on, amount]) => ({ on, amount })).toSorted((a, b) => (a.on < b.on ? -1 : 1));
}

function promiseFacts(call: MemoCall, { language, words, invoices }: MemoOccasion): Draft {
  const promise = call.promises.find(({ condition }) => condition === null);
  const [first, ...others] = promise === undefined ? [] : byDay(promise.parts);
  if (promise === undefined || first === undefined) return {};
  const { parts } = promise;
  const long = (on: Day): string => formatDay(on, language, 'long');
  const pay = ({ on, amount }: DayAmount): string =>
    words.label('memo.action.pay', { amount: formatMoney(amount, language), day: long(on) });
  const open = invoices.map((item) => item.balance);
  const rest = open.length === 0 ? first.amount : subtract(sum(open, first.amount.currency), first.amount);
  return {
    promised_amount: formatMoney(first.amount, language),
    promised_date: long(first.on),
    first_date: long(first.on),
    last_date: long(others.at(-1)?.on ?? first.on),
    date_means: words.label(`memo.means.${promise.means}`),
    method: promise.method === null ? null : methodName(promise.method, words),
    arrival_deadline: long(parts.map((part) => part.arrivalDeadline).reduce(later)),
    recontact_on: long(parts.map((part) => part.recontactOn).reduce(earlier)),
    remainder: open.length > 0 && rest.minor > 0 ? formatMoney(rest, language) : null,
    remainder_outcome: joinWords(others.map(pay), words),
    client_actions: joinWords([first, ...others].map(pay), words),
  };
}

function disputeFacts(call: MemoCall, occasion: MemoOccasion): Draft {
  const { language, invoices } = occasion;
  const [dispute] = call.disputes;
  if (dispute === undefined) return {};
  const disputed = sum(
    call.disputes.map((item) => item.disputed),
    dispute.disputed.currency,
  );
  const open = invoices.map((item) => item.balance);
  const rest = open.length === 0 ? undefined : subtract(sum(open, disputed.currency), disputed);
  return {
    disputed_amount: formatMoney(disputed, language),
    undisputed_amount: rest !== undefined && rest.minor > 0 ? formatMoney(rest, language) : null,
    dispute_point: call.disputes.map((item) => item.words).join(' · '),
    remedy: dispute.remedy,
    owner: ownerName(dispute.owner, occasion),
    resolution_date: formatDay(dispute.resolveOn, language, 'long'),
    settled_pay_date: dispute.payOn && formatDay(dispute.payOn, language, 'long'),
  };
}

function ownerName(owner: Dispute['owner'], { profile, client, words }: MemoOccasion): string {
  if (owner === 'me') return `${profile.firstName} ${profile.lastName}`.trim();
  return owner === 'client' ? client.name : words.label('memo.owner.other');
}

function nextFacts(call: MemoCall, { language, words }: MemoOccasion): Draft {
  const days = call.outcomes.map((left) => left.followUpOn);
  const callback = call.outcomes.find(({ outcome }) => outcome === 'callback' || outcome === 'distress');
  return {
    follow_up_date: days.length === 0 ? null : formatDay(days.reduce(earlier), language, 'long'),
    callback_at:
      callback && dayAndHour({ on: callback.followUpOn, at: callback.followUpAt }, { language, words }),
  };
}

function ownAction(own: MemoCall['commitments'][number], occasion: MemoOccasion): string {
  const when = dayAndHour({ on: own.dueOn, at: own.dueAt }, occasion);
  return occasion.words.label('memo.action.mine', { text: own.text, when });
}
