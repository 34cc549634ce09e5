import type { Client } from '../client.ts';
import { type Day, daysBetween } from '../day.ts';
import { type Currency, type Money, money } from '../money.ts';
import {
  type Fate,
  isConfirmed,
  isKept,
  isMissed,
  judgePromises,
  type PartJudgement,
  type PaymentPromise,
} from '../promise.ts';
import type { Standing } from '../standing.ts';
import { type Rate, rateOf } from './rate.ts';

/** Words that were to be kept by one day: a whole promise, or one instalment day of a plan (practice D3, D4). */
export interface DatedPromise {
  readonly client: Client;
  readonly promise: PaymentPromise;
  readonly promisedOn: Day;
  readonly fate: Fate;
  readonly rows: readonly PartJudgement[];
  readonly isConfirmed: boolean;
  /** Rung of the evasive ladder at which the day was named, 0 = at once; `null` without a guided call. */
  readonly rung: number | null;
}

/** What was promised by ended promises and what came of it, in one currency. */
export interface KeptAmount {
  readonly currency: Currency;
  readonly received: Money;
  readonly promised: Money;
  readonly share: number | null;
}

/** Kept rate by count (kept + kept late of all ended) and by amount (received of promised), practice D11. */
export interface Kept {
  readonly count: Rate;
  /** By currency code. */
  readonly amounts: readonly KeptAmount[];
}

export const daysAhead = ['up_to_7', '8_14', 'over_14'] as const;
export type DaysAhead = (typeof daysAhead)[number];

/** Kept rates by how the day was won; groups in the order in which they are shown, without those that are empty. */
export interface KeptBy {
  readonly origin: readonly { readonly key: 'client' | 'mine'; readonly kept: Kept }[];
  readonly confirmed: readonly { readonly key: 'yes' | 'no'; readonly kept: Kept }[];
  readonly daysAhead: readonly { readonly key: DaysAhead; readonly kept: Kept }[];
  readonly rung: readonly { readonly key: number | null; readonly kept: Kept }[];
  readonly method: readonly { readonly key: 'yes' | 'no'; readonly kept: Kept }[];
  readonly client: readonly { readonly key: Client; readonly kept: Kept }[];
}

/** What the broken promises have in common most often (practice D11). */
export type WeakPoint = 'no_method' | 'far' | 'unconfirmed';

export interface KeptFigures {
  readonly all: Kept;
  readonly by: KeptBy;
  /** Fates of everything promised by the day, the open ones too. */
  readonly fates: ReadonlyMap<Fate, number>;
  readonly reference: Reference;
}

/** Practice D11: 60–80 % is what the trade sees. `null` = nothing has ended yet. */
export interface Reference {
  readonly verdict: 'below' | 'within' | 'above' | null;
  /** Named when below; `null` when the broken ones share nothing. */
  readonly weakPoint: { readonly kind: WeakPoint; readonly rate: Rate } | null;
}

const reference = { low: 0.6, high: 0.8 };
const near = 7;
const far = 14;

/** Everything promised until `today`, judged on it. `rungs`: see `DatedPromise.rung`, by number of the call. */
export function datedPromises(
  standings: readonly Standing[],
  today: Day,
  rungs: ReadonlyMap<number, number>,
): DatedPromise[] {
  return standings.flatMap((standing) => {
    const judged = [...judgePromises(standing, today).values()];
    return judged
      .filter(({ promise }) => promise.madeOn <= today)
      .flatMap(({ promise, fate, rows }) => {
        const shared = {
          client: standing.client,
          promise,
          isConfirmed: isConfirmed(promise, today),
          rung: promise.callId === null ? null : (rungs.get(promise.callId) ?? null),
        };
        return wordsGiven(promise, fate, rows).map((own) => ({ ...shared, ...own }));
      });
  });
}

/** The kept rate and all its groups. Moved, withdrawn and open promises and intents have not ended (practice D4). */
export function keptFigures(promises: readonly DatedPromise[]): KeptFigures {
  const ended = promises.filter(isEnded);
  const by = <K>(keys: readonly K[], keyOf: (one: DatedPromise) => K) =>
    keys
      .map((key) => ({ key, own: ended.filter((one) => keyOf(one) === key) }))
      .filter(({ own }) => own.length > 0)
      .map(({ key, own }) => ({ key, kept: keptOf(own) }));
  const all = keptOf(ended);
  return {
    all,
    by: {
      origin: by(['client', 'mine'] as const, ({ promise }) => promise.origin),
      confirmed: by(['yes', 'no'] as const, ({ isConfirmed }) => (isConfirmed ? 'yes' : 'no')),
      daysAhead: by(daysAhead, aheadOf),
      rung: by([...new Set(ended.map(({ rung }) => rung))].toSorted(nullLast), ({ rung }) => rung),
      method: by(['yes', 'no'] as const, ({ promise }) => (promise.method === null ? 'no' : 'yes')),
      client: byClient(ended),
    },
    fates: countFates(promises),
    reference: referenceFor(all.count, ended),
  };
}

/** How far ahead of the conversation the promised day lies. */
export function aheadOf({ promise, promisedOn }: DatedPromise): DaysAhead {
  const days = daysBetween(promise.madeOn, promisedOn);
  if (days <= near) return 'up_to_7';
  return days <= far ? '8_14' : 'over_14';
}

export function isEnded({ fate }: Pick<DatedPromise, 'fate'>): boolean {
  return isKept({ fate }) || isMissed({ fate });
}

type Word = Pick<DatedPromise, 'promisedOn' | 'fate' | 'rows'>;

function wordsGiven(promise: PaymentPromise, fate: Fate, rows: readonly PartJudgement[]): Word[] {
  const days = Map.groupBy(rows, ({ part }) => part.promisedOn);
  const last = [...days.keys()].toSorted().at(-1);
  if (last === undefined) return [];
  if (promise.kind === 'promise') return [{ promisedOn: last, fate, rows }];
  const isWhole = fate === 'withdrawn' || fate === 'intent';
  return [...days].map(([promisedOn, own]) => ({
    promisedOn,
    fate: isWhole ? fate : instalmentFate(own),
    rows: own,
  }));
}

/** One instalment day may lie on several invoices: what is missing on one is missing of the whole. */
function instalmentFate(rows: readonly PartJudgement[]): Fate {
  const fates = rows.map(({ fate }) => fate);
  if (fates.some((fate) => isMissed({ fate })))
    return rows.some(({ received }) => received.minor > 0) ? 'partly_kept' : 'broken';
  const order = ['moved', 'open', 'kept_late', 'kept'] as const;
  return order.find((fate) => fates.includes(fate)) ?? 'withdrawn';
}

function keptOf(ended: readonly DatedPromise[]): Kept {
  const sums = new Map<Currency, { received: number; promised: number }>();
  for (const { fate, part, received } of ended.flatMap(({ rows }) => rows)) {
    if (!isEnded({ fate })) continue;
    const own = sums.get(part.amount.currency) ?? { received: 0, promised: 0 };
    own.promised += part.amount.minor;
    own.received += isKept({ fate }) ? part.amount.minor : Math.min(received.minor, part.amount.minor);
    sums.set(part.amount.currency, own);
  }
  const amounts = [...sums]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, { received, promised }]) => ({
      currency,
      received: money(received, currency),
      promised: money(promised, currency),
      share: promised === 0 ? null : received / promised,
    }));
  return { count: rateOf(ended, isKept), amounts };
}

/** The least reliable first; of equals the one with most promises, then by name. */
function byClient(ended: readonly DatedPromise[]): { key: Client; kept: Kept }[] {
  return [...Map.groupBy(ended, ({ client }) => client)]
    .map(([key, own]) => ({ key, kept: keptOf(own) }))
    .toSorted(
      (a, b) =>
        (a.kept.count.share ?? 0) - (b.kept.count.share ?? 0) ||
        b.kept.count.of - a.kept.count.of ||
        (a.key.handle < b.key.handle ? -1 : 1),
    );
}

const fateOrder: readonly Fate[] = [
  'kept', 'kept_late', 'partly_kept', 'broken', 'open', 'moved', 'withdrawn', 'intent',
]; // biome-ignore format: one row of names

function countFates(promises: readonly DatedPromise[]): ReadonlyMap<Fate, number> {
  const counted = fateOrder.map(
    (fate) => [fate, promises.filter((one) => one.fate === fate).length] as const,
  );
  return new Map(counted.filter(([, count]) => count > 0));
}

function referenceFor({ share }: Rate, ended: readonly DatedPromise[]): Reference {
  if (share === null) return { verdict: null, weakPoint: null };
  if (share > reference.high) return { verdict: 'above', weakPoint: null };
  if (share >= reference.low) return { verdict: 'within', weakPoint: null };
  const broken = ended.filter(({ fate }) => isMissed({ fate }));
  const found = weakPoints.map(([kind, holds]) => ({ kind, rate: rateOf(broken, holds) }));
  // Of equals the first: a method costs one question, a closer day two, a written answer a wait.
  const most = Math.max(...found.map(({ rate: own }) => own.count));
  return {
    verdict: 'below',
    weakPoint: most === 0 ? null : (found.find(({ rate: own }) => own.count === most) ?? null),
  };
}

const weakPoints: readonly (readonly [WeakPoint, (one: DatedPromise) => boolean])[] = [
  ['no_method', ({ promise }) => promise.method === null],
  ['far', (one) => aheadOf(one) === 'over_14'],
  ['unconfirmed', ({ isConfirmed }) => !isConfirmed],
];

function nullLast(a: number | null, b: number | null): number {
  return (a ?? Number.MAX_SAFE_INTEGER) - (b ?? Number.MAX_SAFE_INTEGER);
}
