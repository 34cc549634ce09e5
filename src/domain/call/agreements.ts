import { type Money, money, sum } from '../money.ts';
import { promiseDays as daysOfPart, type PromisedRow } from '../promise-parts.ts';
import type { Day } from '../day.ts';
import type { PromisePart } from '../promise.ts';
import { blankAnswer, type PlanAnswer, type PromiseAnswer } from './answer.ts';
import { personOf } from './people.ts';
import { planOf } from './plan.ts';
import { addAnswer, answerOf, calendarOf, openAnswer, spokenOf } from './record.ts';
import type { CallEffects, Earlier } from './result.ts';
import type { Call, CallInvoice, CallSetup, Gathered } from './state.ts';
import { disputedMinor, verdictOn } from './verdict.ts';

/** One answer that promises money, with the parts it laid on the invoices. */
export interface Laid {
  readonly answer: PromiseAnswer | PlanAnswer;
  readonly parts: readonly PromisePart[];
}

type Counted = Pick<Call, 'setup' | 'heard'>;

/** What is left on each invoice, in minor units, once all that counts is laid on it; and the parts (product 4). */
export function lay(call: Counted): { readonly laid: readonly Laid[]; readonly left: Map<number, number> } {
  const { setup, heard } = call;
  const contested = disputedMinor(setup, heard);
  const left = new Map(
    setup.invoices.map(({ id, balance }) => [id, balance.minor - (contested.get(id) ?? 0)]),
  );
  const counting = countingOn(call);
  const laid = heard.answers.flatMap((answer) => {
    if (answer.kind !== 'promise' && answer.kind !== 'plan') return [];
    const invoiceIds = answer.invoiceIds.filter((id) => counting.get(id)?.has(answer));
    return [{ answer, parts: layOn(setup, { answer, invoiceIds, rows: rowsOf(call, answer) }, left) }];
  });
  return { laid, left };
}

/** The promises and plans that count on each invoice. */
function countingOn({ setup, heard }: Counted): ReadonlyMap<number, ReadonlySet<unknown>> {
  return new Map(
    setup.invoices.map((invoice) => {
      const { promises, plan } = verdictOn(heard, invoice);
      return [invoice.id, new Set<unknown>(plan === null ? promises : [plan])];
    }),
  );
}

/** The parts of all that was promised. */
export function partsOf(call: Counted): PromisePart[] {
  return lay(call).laid.flatMap(({ parts }) => parts);
}

/** What was promised without a condition: only that makes a promise (practice D4). */
function firmLaid(call: Counted): Laid[] {
  return lay(call).laid.filter(({ answer, parts }) => !isIntent(answer) && parts.length > 0);
}

export function isIntent(answer: Laid['answer']): boolean {
  return answer.kind === 'promise' && answer.condition !== null;
}

/** What nothing promised or contested covers yet, on the invoices spoken of now. */
export function uncovered(call: Counted): Money {
  const { left } = lay(call);
  const minor = spokenOf(call).reduce((total, { id }) => total + (left.get(id) ?? 0), 0);
  return money(minor, call.setup.currency);
}

/** What the answer being taken may reach: what is uncovered without it. */
export function reachable(call: Counted, kind: 'promise' | 'plan'): Money {
  const current = answerOf(call.heard, kind);
  const answers = call.heard.answers.filter((answer) => answer !== current);
  const without = uncovered({ ...call, heard: { ...call.heard, answers } });
  if (without.minor > 0) return without;
  return sum(
    spokenOf(call).map(({ balance }) => balance),
    call.setup.currency,
  );
}

/** Opens a promise: takes an unfinished one up or, with money left over, begins another for the rest (practice C6). */
export function openPromise(call: Counted, known: Partial<PromiseAnswer> = {}): Gathered {
  const { heard, setup } = call;
  const last = answerOf(heard, 'promise');
  const isOpen = last !== undefined && (last.amount === null || last.promisedOn === null);
  const hasSame =
    last?.invoiceIds.join() ===
    spokenOf(call)
      .map(({ id }) => id)
      .join();
  if (last !== undefined && hasSame && (isOpen || uncovered(call).minor === 0)) {
    return openAnswer(call, 'promise', known);
  }
  const ids = spokenOf(call).map(({ id }) => id);
  const method = setup.caller.methods[0] ?? 'transfer';
  return addAnswer(heard, { ...blankAnswer('promise', ids), method, ...known });
}

/** Last day for the money and first day to call again, for a promised day (practice D2). */
export function promiseDays(setup: CallSetup, { means }: Pick<PromiseAnswer, 'means'>, promisedOn: Day) {
  const { arrivalDeadline, recontactOn } = daysOfPart(promisedOn, {
    means,
    rules: setup.rules,
    calendar: calendarOf(setup),
  });
  return { arrivalDeadline, recontactOn };
}

/** The six points of a good promise: who, amount, day, method, account and reference, no condition (practice C6). */
export function promiseQuality(call: Call, answer: PromiseAnswer): number {
  const points = [
    personOf(call) !== '',
    answer.amount !== null,
    answer.promisedOn !== null,
    answer.method !== '',
    answer.isAccountReadOut,
    answer.condition === null,
  ];
  return points.filter(Boolean).length;
}

/**
 * The money a plan is about: what is open and not contested on its invoices, but for those of which something else was
 * said since. Where all of it was contested, a plan agreed after all is about the whole.
 */
export function planTotal({ setup, heard }: Counted, plan: PlanAnswer): Money {
  const contested = disputedMinor(setup, heard);
  const invoices = setup.invoices.filter(
    (invoice) => plan.invoiceIds.includes(invoice.id) && !isOvertaken(heard, plan, invoice),
  );
  const whole = sum(
    invoices.map(({ balance }) => balance),
    setup.currency,
  );
  const free = whole.minor - invoices.reduce((total, { id }) => total + (contested.get(id) ?? 0), 0);
  return free > 0 ? money(free, setup.currency) : whole;
}

/** What was said before a plan is taken makes room for it; what is said after it takes its place (practice C7). */
function isOvertaken(heard: Gathered, plan: PlanAnswer, invoice: CallInvoice): boolean {
  const { other } = verdictOn(heard, invoice);
  const at = heard.answers.indexOf(plan);
  if (other === null) return false;
  return other.kind === 'insolvency' || (at !== -1 && heard.answers.indexOf(other) > at);
}

function rowsOf(call: Counted, answer: Laid['answer']): readonly PromisedRow[] {
  if (answer.kind === 'plan') {
    const plan = planOf(call.setup, answer, planTotal(call, answer));
    return plan === null || plan.problem !== null ? [] : plan.rows;
  }
  const { amount, promisedOn } = answer;
  return amount === null || promisedOn === null ? [] : [{ amount, promisedOn }];
}

interface Laying {
  readonly answer: Laid['answer'];
  readonly invoiceIds: readonly number[];
  readonly rows: readonly PromisedRow[];
}

/** Each amount goes to the oldest invoice first (product 4, payments). */
function layOn(
  setup: CallSetup,
  { answer, invoiceIds, rows }: Laying,
  left: Map<number, number>,
): PromisePart[] {
  const means = answer.kind === 'plan' ? 'leaves' : answer.means;
  return rows.flatMap(({ amount, promisedOn }) => {
    const days = promiseDays(setup, { means }, promisedOn);
    const parts: PromisePart[] = [];
    let rest = amount.minor;
    for (const id of invoiceIds) {
      const taken = Math.min(rest, left.get(id) ?? 0);
      if (taken <= 0) continue;
      left.set(id, (left.get(id) ?? 0) - taken);
      rest -= taken;
      parts.push({ invoiceId: id, amount: money(taken, setup.currency), promisedOn, ...days });
    }
    return parts;
  });
}

/**
 * One live promise per invoice, possibly in parts (product 4): what was promised on the same invoices becomes one
 * promise. What hangs on a condition stays an intent of its own, so that it makes no promise of the rest, nor the rest
 * one of it.
 */
export function promisesOf(call: Call): CallEffects['promises'] {
  return promiseGroups(call).map((group) => promiseOf(call, group));
}

/** The laid answers that make one promise each, firm ones first. */
export function promiseGroups(call: Counted): Laid[][] {
  const { laid } = lay(call);
  const intents = laid.filter(({ answer, parts }) => isIntent(answer) && parts.length > 0);
  const groups: Laid[][] = [];
  for (const one of firmLaid(call)) {
    const same = groups.find((group) => group.some((other) => touches(one, other)));
    if (same) same.push(one);
    else groups.push([one]);
  }
  return [...groups, ...intents.map((intent) => [intent])];
}

function touches(a: Laid, b: Laid): boolean {
  return a.answer.invoiceIds.some((id) => b.answer.invoiceIds.includes(id));
}

function promiseOf({ setup, heard }: Call, laid: readonly Laid[]): CallEffects['promises'][number] {
  const parts = laid.flatMap((one) => one.parts);
  const first = laid[0]?.answer;
  if (first === undefined) throw new RangeError('a promise without an answer');
  const promiser = personOf({ setup, heard });
  const plan = first.kind === 'plan';
  return {
    clientId: setup.clientId,
    contactId: setup.contact.id,
    promiser: promiser === '' ? setup.clientName : promiser,
    kind: plan || daysOf(parts) > 1 ? 'plan' : 'promise',
    madeOn: setup.today,
    means: plan ? 'leaves' : first.means,
    method: plan ? (setup.caller.methods[0] ?? 'transfer') : first.method,
    origin: first.origin,
    condition: plan ? null : first.condition,
    isAccountReadOut: plan ? false : first.isAccountReadOut,
    isAccelerated: plan && first.isAccelerated,
    parts,
  };
}

/** On how many days money was promised. */
export function daysOf(parts: readonly PromisePart[]): number {
  return new Set(parts.map((part) => part.promisedOn)).size;
}

/** Running promises whose invoices are promised anew: the firm promise there replaces them. */
export function movesOf(call: Call, { livePromises }: Earlier): CallEffects['moves'] {
  const firm = promiseGroups(call).filter(([first]) => first !== undefined && !isIntent(first.answer));
  return livePromises.flatMap((promise) => {
    const replacedBy = firm.findIndex((group) =>
      group.some(({ parts }) =>
        parts.some(({ invoiceId }) => promise.parts.some((part) => part.invoiceId === invoiceId)),
      ),
    );
    return replacedBy === -1
      ? []
      : [{ promiseId: promise.id, replacedBy, on: call.setup.today, reason: null }];
  });
}
