import { type Bucket, buckets } from '../domain/aging.ts';
import type { Client } from '../domain/client.ts';
import type { CreditFigures } from '../domain/stats/credit.ts';
import type { DisputeFigures } from '../domain/stats/disputes.ts';
import type { Kept, KeptBy, KeptFigures } from '../domain/stats/kept.ts';
import type { Rate } from '../domain/stats/rate.ts';
import type { Stats } from '../domain/stats/stats.ts';
import type { Money } from '../domain/money.ts';
import type { Words } from '../script/words.ts';
import { objectionWords } from '../script/objections.ts';
import { jsonHour, jsonMoney } from './json-values.ts';

/** `dun stats --json`: every figure of practice D11; `null` = no data. Shares lie between 0 and 1. */
export function statsDocument(stats: Stats, words: Words): object {
  const { today, client, window, clients, credit, kept, ownHours, disputes, objections, reviews } = stats;
  return {
    schema: 'dun.stats/1',
    today,
    client: client?.name ?? null,
    handle: client?.handle ?? null,
    window,
    clients,
    credit: credit.map(creditDocument),
    promises: keptDocument(kept),
    calls: callDocument(stats.calls),
    ownHours: ownHours === null ? null : { from: jsonHour(ownHours.from), to: jsonHour(ownHours.to) },
    disputes: disputes.map(disputeDocument),
    objections: objections.map(({ key, own, count, success }) => ({
      key,
      words: objectionWords({ key, own }, words).they,
      count,
      success: rateDocument(success),
    })),
    reviews: reviews.map(({ question, scores, mean, trend }) => ({
      question,
      scores,
      mean: rounded(mean),
      trend,
    })),
  };
}

function creditDocument({ currency, aged, dso, slippage, provision }: CreditFigures): object {
  return {
    currency,
    aged:
      aged === null
        ? null
        : {
            buckets: Object.fromEntries(
              buckets.map((bucket: Bucket) => [bucket, jsonMoney(aged.buckets[bucket])]),
            ),
            total: jsonMoney(aged.total),
            overdue: jsonMoney(aged.overdue),
          },
    dso: { days: dso.days, period: dso.period },
    slippage: moneyOrNull(slippage),
    provision:
      provision === null
        ? null
        : {
            total: jsonMoney(provision.total),
            rows: provision.rows.map((row) => ({
              overDays: row.overDays,
              percent: row.percent,
              open: jsonMoney(row.open),
              provision: jsonMoney(row.provision),
            })),
          },
  };
}

function keptDocument({ all, by, fates, reference }: KeptFigures): object {
  const { verdict, weakPoint } = reference;
  return {
    ...keptRates(all),
    fates: Object.fromEntries(fates),
    by: {
      origin: grouped(by.origin),
      confirmed: grouped(by.confirmed),
      daysAhead: grouped(by.daysAhead),
      rung: grouped(by.rung),
      method: grouped(by.method),
      client: by.client.map(({ key, kept }) => ({ ...clientDocument(key), ...keptRates(kept) })),
    },
    reference: {
      verdict,
      weakPoint: weakPoint === null ? null : { kind: weakPoint.kind, ...rateDocument(weakPoint.rate) },
    },
  };
}

type Groups = KeptBy[Exclude<keyof KeptBy, 'client'>];

function grouped(groups: Groups): object[] {
  return groups.map(({ key, kept }) => ({ key, ...keptRates(kept) }));
}

function keptRates({ count, amounts }: Kept): object {
  return {
    kept: rateDocument(count),
    amounts: amounts.map(({ received, promised, share }) => ({
      received: jsonMoney(received),
      promised: jsonMoney(promised),
      share: rounded(share),
    })),
  };
}

function clientDocument({ name, handle }: Client): object {
  return { client: name, handle };
}

function callDocument(calls: Stats['calls']): object {
  const { contact, byHour, byWeekday, dated, collected, daysToMoney } = calls;
  return {
    contact: rateDocument(contact),
    byHour: byHour.map(({ hour, rate }) => ({ hour, ...rateDocument(rate) })),
    byWeekday: byWeekday.map(({ weekday, rate }) => ({ weekday, ...rateDocument(rate) })),
    dated: rateDocument(dated),
    meanMinutes: rounded(calls.meanMinutes),
    timedCalls: calls.timedCalls,
    meanPrepMinutes: rounded(calls.meanPrepMinutes),
    timedPreps: calls.timedPreps,
    collected: collected.map(({ amount, hours, perHour }) => ({
      amount: jsonMoney(amount),
      hours: rounded(hours),
      perHour: moneyOrNull(perHour),
    })),
    daysToMoney: daysToMoney === null ? null : { ...daysToMoney, mean: rounded(daysToMoney.mean) },
  };
}

function disputeDocument({ type, open, ages, amounts, overdue, closed, meanDays }: DisputeFigures): object {
  return { type, open, ages, amounts: amounts.map(jsonMoney), overdue, closed, meanDays: rounded(meanDays) };
}

function rateDocument({ count, of, share }: Rate): { count: number; of: number; share: number | null } {
  return { count, of, share: rounded(share) };
}

function moneyOrNull(amount: Money | null): object | null {
  return amount === null ? null : jsonMoney(amount);
}

/** Four decimals: more would only look exact. */
function rounded(number: number | null): number | null {
  return number === null ? null : Math.round(number * 10_000) / 10_000;
}
