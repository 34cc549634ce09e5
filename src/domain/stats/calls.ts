import type { Attempt } from '../attempt.ts';
import { type Day, daysBetween, earlier, later, localMinutes, type Weekday, weekday } from '../day.ts';
import { heldBy } from '../history.ts';
import { receipts } from '../invoice.ts';
import { type Currency, type Money, money } from '../money.ts';
import type { Standing } from '../standing.ts';
import { meanOf, medianOf, type Rate, rate, rateOf } from './rate.ts';

/** How the calls go (practice D11). */
export interface CallFigures {
  /** Own calls that reached a person, of all dialled; by hour of day and by weekday, those without a call left out. */
  readonly contact: Rate;
  readonly byHour: readonly { readonly hour: number; readonly rate: Rate }[];
  readonly byWeekday: readonly { readonly weekday: Weekday; readonly rate: Rate }[];
  /** Conversations that ended with a day and an amount, of all conversations. */
  readonly dated: Rate;
  /** Of conversations whose length was recorded; `null` without one. */
  readonly meanMinutes: number | null;
  readonly timedCalls: number;
  /** Of the preparations of one client on one day, taken together; `null` without one. */
  readonly meanPrepMinutes: number | null;
  readonly timedPreps: number;
  /** By currency code. */
  readonly collected: readonly Collected[];
  /** From the last conversation before the money to the money, one figure a payment; `null` without one. */
  readonly daysToMoney: { readonly median: number; readonly mean: number; readonly payments: number } | null;
}

/** A preparation and how long it took. */
export interface TimedPrep {
  readonly clientId: number;
  readonly on: Day;
  readonly seconds: number;
}

/**
 * Money that came after a timed conversation, and the time that calls and their preparation took with the clients who owe
 * in this currency.
 */
export interface Collected {
  readonly currency: Currency;
  readonly amount: Money;
  readonly hours: number;
  /** `null` when no time was recorded. */
  readonly perHour: Money | null;
}

const weekdays: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];
const hours = Array.from({ length: 24 }, (_, hour) => hour);
const hourLength = 3_600_000;
/** A page that stood open longer was forgotten: nobody prepares a call for hours. */
const longestPrep = 3600;

/** Everything held until `today`. */
export function callFigures(
  standings: readonly Standing[],
  today: Day,
  preps: readonly TimedPrep[] = [],
): CallFigures {
  const held = standings.flatMap((standing) => heldBy(standing, today));
  const dialled = held.filter(({ channel, reach }) => channel === 'call' && reach !== null);
  const isReached = ({ reach }: Attempt) => reach === 'person';
  const timed = dialled.filter((call) => isReached(call) && lengthOf(call) > 0);
  const dayOfMoney = standings.flatMap((standing) => daysFromCall(standing, today));
  const [median, mean] = [medianOf(dayOfMoney), meanOf(dayOfMoney)];
  const minutes = meanOf(timed.map(lengthOf));
  const prepared = prepLengths(standings, today, preps);
  const prepMinutes = meanOf(prepared.map(({ length }) => length));
  return {
    contact: rateOf(dialled, isReached),
    byHour: hours
      .map((hour) => ({ hour, own: dialled.filter((call) => hourOf(call) === hour) }))
      .filter(({ own }) => own.length > 0)
      .map(({ hour, own }) => ({ hour, rate: rateOf(own, isReached) })),
    byWeekday: weekdays
      .map((day) => ({ day, own: dialled.filter(({ on }) => weekday(on) === day) }))
      .filter(({ own }) => own.length > 0)
      .map(({ day, own }) => ({ weekday: day, rate: rateOf(own, isReached) })),
    dated: datedRate(standings, today),
    meanMinutes: minutes === null ? null : minutes / 60_000,
    timedCalls: timed.length,
    meanPrepMinutes: prepMinutes === null ? null : prepMinutes / 60_000,
    timedPreps: prepared.length,
    collected: collectedIn(standings, today, prepared),
    daysToMoney: median === null || mean === null ? null : { median, mean, payments: dayOfMoney.length },
  };
}

interface PrepLength {
  readonly clientId: number;
  /** Milliseconds. */
  readonly length: number;
}

/** One length a client and day: who comes back to the page after a rehearsal goes on with the same preparation. */
function prepLengths(standings: readonly Standing[], today: Day, preps: readonly TimedPrep[]): PrepLength[] {
  const known = new Set(standings.map(({ client }) => client.id));
  const counted = preps.filter(
    ({ clientId, on, seconds }) => known.has(clientId) && on <= today && seconds <= longestPrep,
  );
  return [...Map.groupBy(counted, ({ clientId, on }) => `${clientId} ${on}`).values()].flatMap((same) => {
    const [first] = same;
    const length = same.reduce((total, { seconds }) => total + seconds * 1000, 0);
    return first === undefined ? [] : [{ clientId: first.clientId, length }];
  });
}

/** Milliseconds on the line; 0 when the end was not recorded. */
function lengthOf({ startedAt, endedAt }: Attempt): number {
  return endedAt === null ? 0 : Math.max(0, endedAt - startedAt);
}

function hourOf({ startedAt }: Attempt): number {
  return Math.floor(localMinutes(startedAt) / 60);
}

/** Talks with a person on the phone, whoever rang. */
function conversations(standing: Standing, today: Day): Attempt[] {
  return heldBy(standing, today).filter(({ channel, reach }) => channel !== 'mail' && reach === 'person');
}

function datedRate(standings: readonly Standing[], today: Day): Rate {
  let count = 0;
  let of = 0;
  for (const standing of standings) {
    const promised = new Set(
      standing.promises
        .filter(({ condition, madeOn }) => condition === null && madeOn <= today)
        .map(({ callId }) => callId),
    );
    const held = conversations(standing, today);
    of += held.length;
    count += held.filter(({ id, outcomes }) => promised.has(id) || outcomes.some(isDated)).length;
  }
  return rate(count, of);
}

function isDated({ outcome }: Attempt['outcomes'][number]): boolean {
  return outcome === 'promise' || outcome === 'plan';
}

function daysFromCall(standing: Standing, today: Day): number[] {
  const held = conversations(standing, today).map(({ on }) => on);
  // A payment of several invoices is one: it counts from the invoice that was issued first.
  const payments = Map.groupBy(moneyIn(standing, today), ({ paymentId }) => paymentId);
  return [...payments.values()].flatMap((parts) => {
    const on = parts.map((part) => part.on).reduce(later);
    const issuedOn = parts.map((part) => part.issuedOn).reduce(earlier);
    const last = held.findLast((day) => day <= on && day >= issuedOn);
    return last === undefined ? [] : [daysBetween(last, on)];
  });
}

/** What a payment brought to one invoice. */
interface MoneyIn {
  readonly paymentId: number;
  readonly on: Day;
  readonly amount: Money;
  readonly issuedOn: Day;
}

function moneyIn(standing: Standing, today: Day): MoneyIn[] {
  const issuedOn = new Map(standing.invoices.map((invoice) => [invoice.id, invoice.issuedOn]));
  return receipts(standing, today)
    .filter(({ kind }) => kind === 'payment')
    .map(({ sourceId, invoiceId, on, amount }) => ({
      paymentId: sourceId,
      on,
      amount,
      issuedOn: issuedOn.get(invoiceId) ?? on,
    }));
}

// A client who owes in two currencies was called about both: the time counts for each.
function collectedIn(
  standings: readonly Standing[],
  today: Day,
  prepared: readonly PrepLength[],
): Collected[] {
  const sums = new Map<Currency, { minor: number; length: number }>();
  for (const standing of standings) {
    const calls = heldBy(standing, today).filter((call) => call.channel === 'call' && lengthOf(call) > 0);
    if (calls.length === 0) continue;
    const talks = calls.filter(({ reach }) => reach === 'person').map(({ on }) => on);
    const preparing = prepared.filter(({ clientId }) => clientId === standing.client.id);
    const length = [...calls.map(lengthOf), ...preparing.map((prep) => prep.length)].reduce((a, b) => a + b);
    for (const currency of currenciesOf(standing, today)) {
      const own = sums.get(currency) ?? { minor: 0, length: 0 };
      own.length += length;
      for (const { on, amount, issuedOn } of moneyIn(standing, today))
        if (amount.currency === currency && talks.some((day) => day <= on && day >= issuedOn))
          own.minor += amount.minor;
      sums.set(currency, own);
    }
  }
  return [...sums].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(collectedOf);
}

function collectedOf([currency, { minor, length }]: readonly [
  Currency,
  { minor: number; length: number },
]): Collected {
  const spent = length / hourLength;
  const perHour = spent === 0 ? null : money(Math.round(minor / spent), currency);
  return { currency, amount: money(minor, currency), hours: spent, perHour };
}

function currenciesOf({ invoices }: Standing, today: Day): Set<Currency> {
  return new Set(invoices.filter(({ issuedOn }) => issuedOn <= today).map(({ amount }) => amount.currency));
}
