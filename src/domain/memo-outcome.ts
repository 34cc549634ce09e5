import { type Day, earlier, later } from './day.ts';
import { formatDay } from './day-words.ts';
import type { Dispute } from './dispute.ts';
import {
  dayAndHour,
  joinWords,
  type MemoCall,
  type MemoOccasion,
  methodName,
  totalText,
} from './memo-occasion.ts';
import { add, formatMoney, type Money, money, subtract, sum } from './money.ts';
import { readablePhone } from './phone-number.ts';
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

/** The rows of a plan; an invoice or two paid on one day are one row. */
export function outcomeRows(call: MemoCall, language: Language): Record<string, string>[] {
  const plans = call.promises.filter((promise) => promise.kind === 'plan');
  return byDay(plans.flatMap(({ parts }) => parts)).map(({ on, amount }, index) => ({
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

/** Amounts by day and currency: several invoices paid on one day are one transfer for the client. */
export function byDay(parts: readonly PromisePart[]): DayAmount[] {
  const days = new Map<string, DayAmount>();
  for (const { promisedOn: on, amount } of parts) {
    const key = `${on} ${amount.currency}`;
    const before = days.get(key);
    days.set(key, { on, amount: before === undefined ? amount : add(before.amount, amount) });
  }
  return [...days.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

function promiseFacts(call: MemoCall, occasion: MemoOccasion): Draft {
  const { language, words, invoices } = occasion;
  const firm = call.promises.filter(({ condition }) => condition === null);
  const parts = firm.flatMap((one) => one.parts);
  const [promise] = firm;
  const [first, ...others] = byDay(parts);
  if (promise === undefined || first === undefined) return {};
  const long = (on: Day): string => formatDay(on, language, 'long');
  const pay = ({ on, amount }: DayAmount): string =>
    words.label('memo.action.pay', { amount: formatMoney(amount, language), day: long(on) });
  return {
    promised_amount: formatMoney(first.amount, language),
    promised_date: long(first.on),
    first_date: long(first.on),
    last_date: long(others.at(-1)?.on ?? first.on),
    date_means: words.label(`memo.means.${promise.means}`),
    method: promise.method === null ? null : methodName(promise.method, words),
    arrival_deadline: long(parts.map((part) => part.arrivalDeadline).reduce(later)),
    recontact_on: long(parts.map((part) => part.recontactOn).reduce(earlier)),
    remainder: remainderOf(invoices, first.amount, language),
    remainder_outcome: joinWords(others.map(pay), words),
    client_actions: joinWords([first, ...others].map(pay), words),
    undisputed_amount: totalText(
      invoices.filter(({ isPart }) => isPart).map(({ balance }) => balance),
      occasion,
    ),
    plan_total: totalText(
      parts.map(({ amount }) => amount),
      occasion,
    ),
    acceleration_clause: firm.some(({ isAccelerated }) => isAccelerated)
      ? words.label('memo.acceleration')
      : null,
  };
}

/** What is left of the invoices once the first amount is there, in its currency. */
function remainderOf(invoices: MemoOccasion['invoices'], paid: Money, language: Language): string | null {
  const open = invoices.map(({ balance }) => balance).filter(({ currency }) => currency === paid.currency);
  const rest = subtract(sum(open, paid.currency), paid);
  return rest.minor > 0 ? formatMoney(rest, language) : null;
}

function disputeFacts(call: MemoCall, occasion: MemoOccasion): Draft {
  const { language, invoices, words } = occasion;
  const [dispute] = call.disputes;
  if (dispute === undefined) return {};
  const disputed = call.disputes.map((item) => item.disputed);
  const open = invoices.flatMap(({ invoice, balance }) => {
    const own = call.disputes.filter(({ invoiceId }) => invoiceId === invoice.id);
    const rest = own.reduce((left, one) => left - one.disputed.minor, balance.minor);
    return rest > 0 ? [money(rest, balance.currency)] : [];
  });
  const days = [...new Set(call.disputes.map(({ resolveOn }) => resolveOn))].toSorted();
  const payDays = [...new Set(call.disputes.flatMap(({ payOn }) => payOn ?? []))].toSorted();
  const all = (texts: readonly (string | null)[]): string =>
    joinWords([...new Set(texts.flatMap((text) => text ?? []))], words);
  return {
    disputed_amount: totalText(disputed, occasion),
    undisputed_amount: totalText(open, occasion),
    dispute_point: [...new Set(call.disputes.map((item) => item.words))].join(' · '),
    remedy: all(call.disputes.map((item) => item.remedy)),
    owner: all(call.disputes.map((item) => ownerName(item.owner, occasion))),
    resolution_date: all(days.map((on) => formatDay(on, language, 'long'))),
    settled_pay_date: all(payDays.map((on) => formatDay(on, language, 'long'))),
  };
}

function ownerName(owner: Dispute['owner'], { profile, client, words }: MemoOccasion): string {
  if (owner === 'me') return `${profile.firstName} ${profile.lastName}`.trim();
  return owner === 'client' ? client.name : words.label('memo.owner.other');
}

/** The day of the next contact; when a step is to be made ready first, there is none to name. */
function nextFacts(call: MemoCall, { client, language, words }: MemoOccasion): Draft {
  const days = call.outcomes
    .filter(({ action }) => action !== 'announce' && action !== 'execute_step')
    .map((left) => left.followUpOn);
  const next = days.length === 0 ? null : formatDay(days.reduce(earlier), language, 'long');
  const callback = call.outcomes.find(({ outcome }) => outcome === 'callback' || outcome === 'distress');
  return {
    follow_up_date: next,
    callback_at:
      callback && dayAndHour({ on: callback.followUpOn, at: callback.followUpAt }, { language, words }),
    ...(callback?.phone == null ? {} : { contact_phone: readablePhone(callback.phone, client.country) }),
  };
}

function ownAction(own: MemoCall['commitments'][number], occasion: MemoOccasion): string {
  const when = dayAndHour({ on: own.dueOn, at: own.dueAt }, occasion);
  return occasion.words.label('memo.action.mine', { text: own.text, when });
}
