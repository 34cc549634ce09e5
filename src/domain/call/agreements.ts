import { arrivalDeadline, recontactOn } from '../calendar.ts';
import type { Day } from '../day.ts';
import { type Money, money } from '../money.ts';
import type { PromisePart } from '../promise.ts';
import { personOf } from './people.ts';
import { calendarOf } from './record.ts';
import type { CallEffects, Earlier } from './result.ts';
import type { Call, CallSetup, PromiseDraft } from './state.ts';

/** The parts of the promise: each amount laid on the oldest invoices first (product 4, payments). */
export function partsOf(call: Call): PromisePart[] {
  return laidDrafts(call).flatMap(({ parts }) => parts);
}

interface Laid {
  readonly draft: Draft;
  readonly parts: readonly PromisePart[];
}

/** The complete drafts, each with its parts. */
export function laidDrafts(call: Call): Laid[] {
  const { setup } = call;
  const left = new Map(setup.invoices.map((invoice) => [invoice.id, invoice.balance.minor]));
  return completeDrafts(call).map((draft) => ({ draft, parts: layOn(setup, draft, left) }));
}

/** The drafts without a condition: only they are promises (practice D4). */
export function firmDrafts(call: Call): Laid[] {
  return laidDrafts(call).filter(({ draft, parts }) => draft.condition === null && parts.length > 0);
}

/** Last day for the money and first day to call again, for a promised day (practice D2). */
export function promiseDays(setup: CallSetup, draft: Pick<PromiseDraft, 'means'>, promisedOn: Day) {
  const calendar = calendarOf(setup);
  const deadline = arrivalDeadline({ promisedOn, means: draft.means }, setup.rules, calendar);
  return { arrivalDeadline: deadline, recontactOn: recontactOn(deadline, setup.rules, calendar) };
}

/** The six points of a good promise: who, amount, day, method, account and reference, no condition (practice C6). */
export function promiseQuality(call: Call, draft: PromiseDraft): number {
  const points = [
    personOf(call) !== '',
    draft.amount !== null,
    draft.promisedOn !== null,
    draft.method !== '',
    draft.isAccountReadOut,
    draft.condition === null,
  ];
  return points.filter(Boolean).length;
}

interface Draft extends PromiseDraft {
  readonly amount: Money;
  readonly promisedOn: Day;
}

function completeDrafts(call: Call): Draft[] {
  return call.heard.promises.flatMap((draft) =>
    draft.amount !== null && draft.promisedOn !== null
      ? [{ ...draft, amount: draft.amount, promisedOn: draft.promisedOn }]
      : [],
  );
}

function layOn(setup: CallSetup, draft: Draft, left: Map<number, number>): PromisePart[] {
  const days = promiseDays(setup, draft, draft.promisedOn);
  const parts: PromisePart[] = [];
  let rest = draft.amount.minor;
  for (const invoice of setup.invoices) {
    const taken = Math.min(rest, left.get(invoice.id) ?? 0);
    if (taken <= 0) continue;
    left.set(invoice.id, (left.get(invoice.id) ?? 0) - taken);
    rest -= taken;
    parts.push({
      invoiceId: invoice.id,
      amount: money(taken, setup.currency),
      promisedOn: draft.promisedOn,
      ...days,
    });
  }
  return parts;
}

/**
 * One live promise per invoice, possibly in parts (product 4): the firm drafts of a call become one promise. What hangs
 * on a condition stays an intent of its own, so that it makes no promise of the rest, nor the rest one of it.
 */
export function promisesOf(call: Call): CallEffects['promises'] {
  const intents = laidDrafts(call).filter(({ draft, parts }) => draft.condition !== null && parts.length > 0);
  return [firmDrafts(call), ...intents.map((intent) => [intent])].flatMap((laid) => promiseOf(call, laid));
}

function promiseOf({ setup, heard }: Call, laid: readonly Laid[]): CallEffects['promises'] {
  const [first] = laid;
  if (first === undefined) return [];
  const { means, method, origin, condition, isAccountReadOut } = first.draft;
  const parts = laid.flatMap((one) => one.parts);
  const promiser = personOf({ setup, heard });
  return [
    {
      clientId: setup.clientId,
      contactId: setup.contact.id,
      promiser: promiser === '' ? setup.clientName : promiser,
      kind: daysOf(parts) > 1 ? 'plan' : 'promise',
      madeOn: setup.today,
      means,
      method,
      origin,
      condition,
      isAccountReadOut,
      isAccelerated: false,
      parts,
    },
  ];
}

/** On how many days money was promised. */
export function daysOf(parts: readonly PromisePart[]): number {
  return new Set(parts.map((part) => part.promisedOn)).size;
}

/** Running promises whose invoices are promised anew: the firm promise, the first of the list, replaces them. */
export function movesOf(call: Call, { livePromises }: Earlier): CallEffects['moves'] {
  const promised = new Set(firmDrafts(call).flatMap(({ parts }) => parts.map((part) => part.invoiceId)));
  return livePromises
    .filter((promise) => promise.parts.some((part) => promised.has(part.invoiceId)))
    .map((promise) => ({ promiseId: promise.id, replacedBy: 0, on: call.setup.today, reason: null }));
}
