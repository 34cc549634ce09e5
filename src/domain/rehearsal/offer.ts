import { workingDayOnOrAfter } from '../calendar.ts';
import { addDays, type Day } from '../day.ts';
import { money, type Money, share, subtract } from '../money.ts';
import { planTotal, reachable } from '../call/agreements.ts';
import type { PlanAnswer } from '../call/answer.ts';
import { planFromToday } from '../call/plan.ts';
import { limitOf, proposalFor } from '../call/proposals.ts';
import { answerOf, calendarOf, openAnswer } from '../call/record.ts';
import type { Call, FieldName } from '../call/state.ts';
import { parseDay } from '../day.ts';
import { type Persona, pick } from './persona.ts';

/** Amounts and days that the simulated client names when asked. */
export interface Offer {
  readonly amount: Money;
  readonly on: Day;
  readonly callbackOn: Day;
  /** Minutes since midnight. */
  readonly callbackAt: number;
  readonly disputed: Money;
  readonly undisputed: Money;
  readonly resolveOn: Day;
  readonly settleOn: Day;
  readonly shortfall: Money;
  /** What they would like to pay a month: too little for any plan to end. */
  readonly little: Money;
  /** What they can pay a month when asked again; `null` when no plan fits the amount. */
  readonly each: Money | null;
  readonly firstOn: Day;
  readonly address: string;
}

interface Offering {
  readonly persona: Persona;
  readonly seed: number;
  readonly call: Call;
}

const hours = [9 * 60 + 30, 10 * 60, 11 * 60, 14 * 60, 15 * 60 + 30, 16 * 60] as const;
/** Where a copy goes when the client file knows no address. */
const anyAddress = 'compta@client.example';

/** What this client has to offer at this moment of the call. The same seed offers the same days. */
export function offerOf({ persona, seed, call }: Offering): Offer {
  const { setup } = call;
  const whole = limitOf('disputed_amount', call);
  const disputed = rounded(share(whole, 25), 100);
  const resolveOn = working(call, 5 + pick(seed + 1, 3));
  return {
    amount: reachable(call, 'promise'),
    on: persona === 'forgetful' ? setup.today : working(call, 2 + pick(seed + 2, 6)),
    callbackOn: working(call, 1 + pick(seed + 3, 4)),
    callbackAt: hours[pick(seed + 4, hours.length)] ?? hours[0],
    disputed,
    undisputed: subtract(whole, disputed),
    resolveOn,
    settleOn: working(call, 13 + pick(seed + 5, 3)),
    shortfall: rounded(share(whole, 60), 1000),
    little: money(1000, setup.currency),
    each: instalmentOf(call),
    firstOn: parseDay(proposalFor('plan_day', call) ?? '') ?? setup.today,
    address: setup.contact.email ?? anyAddress,
  };
}

function working({ setup }: Call, days: number): Day {
  return workingDayOnOrAfter(addDays(setup.today, days), calendarOf(setup));
}

/** In steps as people name them, never nothing. */
function rounded({ minor, currency }: Money, step: number): Money {
  return money(Math.max(1, minor - (minor >= step ? minor % step : 0)), currency);
}

/** The first round amount a month that makes a plan which holds (practice C6). */
function instalmentOf(call: Call): Money | null {
  const plan = planSpokenOf(call);
  if (plan === undefined) return null;
  const total = planTotal(call, plan);
  for (const count of [3, 2, 4, 5, 6]) {
    const each = money(Math.ceil(total.minor / count / 1000) * 1000, total.currency);
    const terms = { by: 'amount' as const, each };
    const tried = planFromToday(
      call.setup,
      { ...plan, terms, firstOn: null, firstAmount: null, changes: [] },
      total,
    );
    if (each.minor < total.minor && tried?.problem === null) return each;
  }
  return null;
}

function planSpokenOf(call: Call): PlanAnswer | undefined {
  return answerOf(call.heard, 'plan') ?? answerOf(openAnswer(call, 'plan'), 'plan');
}

/** The canonical values that a field should hold after what was said; other fields are not judged. */
export type Expected = Readonly<Partial<Record<FieldName, readonly string[]>>>;

/** What the user should type when the client has said these amounts and days. */
export function expectedOf(offer: Offer, { isLittle }: { readonly isLittle: boolean }): Expected {
  const { each, little } = offer;
  const terms = isLittle ? little : each;
  return {
    amount: [String(offer.amount.minor)],
    day: [offer.on],
    callback_day: [offer.callbackOn],
    callback_time: [String(offer.callbackAt)],
    address: [offer.address],
    email: [offer.address],
    disputed_amount: [String(offer.disputed.minor)],
    resolve_day: [offer.resolveOn],
    settle_day: [offer.settleOn],
    shortfall: [String(offer.shortfall.minor)],
    ...(terms === null ? {} : { plan_terms: [`each:${terms.minor}`] }),
    plan_day: [offer.firstOn],
  };
}
