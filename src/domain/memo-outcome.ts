import { type Day, earlier, later } from './day.ts';
import { formatDay } from './day-words.ts';
import type { Dispute } from './dispute.ts';
import { dayAndHour, joinWords, type MemoCall, type MemoOccasion, methodName } from './memo-occasion.ts';
import { formatMoney, type Money, subtract, sum } from './money.ts';
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

/** Amounts by day: several invoices paid on one day are one transfer for the client. */
export function byDay(parts: readonly PromisePart[]): { on: Day; amount: Money }[] {
  const days = [...new Set(parts.map((part) => part.promisedOn))].toSorted();
  return days.map((on) => ({
    on,
    amount: total(parts.filter((part) => part.promisedOn === on)) ?? zeroOf(parts),
  }));
}

function promiseFacts(call: MemoCall, { language, words, invoices }: MemoOccasion): Draft {
  const firm = call.promises.filter((promise) => promise.condition === null);
  const parts = firm.flatMap((promise) => promise.parts);
  const [promise] = firm;
  const promised = total(parts);
  if (promise === undefined || promised === undefined) return {};
  const days = byDay(parts).map((row) => row.on);
  const first = days[0];
  const last = days.at(-1);
  const open = invoices.map((item) => item.balance);
  const rest = open.length === 0 ? undefined : subtract(sum(open, promised.currency), promised);
  return {
    promised_amount: formatMoney(promised, language),
    promised_date: first && formatDay(first, language, 'long'),
    first_date: first && formatDay(first, language, 'long'),
    last_date: last && formatDay(last, language, 'long'),
    date_means: words.label(`memo.means.${promise.means}`),
    method: promise.method === null ? null : methodName(promise.method, words),
    arrival_deadline: formatDay(parts.map((part) => part.arrivalDeadline).reduce(later), language, 'long'),
    recontact_on: formatDay(parts.map((part) => part.recontactOn).reduce(earlier), language, 'long'),
    remainder: rest !== undefined && rest.minor > 0 ? formatMoney(rest, language) : null,
    client_actions: joinWords(
      byDay(parts).map(({ on, amount }) =>
        words.label('memo.action.pay', {
          amount: formatMoney(amount, language),
          day: formatDay(on, language, 'long'),
        }),
      ),
      words,
    ),
  };
}

function disputeFacts(call: MemoCall, occasion: MemoOccasion): Draft {
  const { language, words, invoices } = occasion;
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
    react_by: words.label(`memo.owner_does.${dispute.owner}`),
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

function total(parts: readonly PromisePart[]): Money | undefined {
  const [first] = parts;
  if (first === undefined) return undefined;
  return sum(
    parts.map((part) => part.amount),
    first.amount.currency,
  );
}

function zeroOf(parts: readonly PromisePart[]): Money {
  const [first] = parts;
  if (first === undefined) throw new RangeError('a day without parts');
  return { minor: 0, currency: first.amount.currency };
}
