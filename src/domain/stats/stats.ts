import type { ObjectionUse, OwnObjection, Review } from '../call-record.ts';
import type { Client } from '../client.ts';
import type { Day } from '../day.ts';
import { type RankedObjection, rankObjections } from '../objection.ts';
import type { Rules } from '../rules.ts';
import { ownHours } from '../slot.ts';
import type { Hours } from '../week-hours.ts';
import type { Standing } from '../standing.ts';
import { type CallFigures, callFigures, type TimedPrep } from './calls.ts';
import { type CreditFigures, creditFigures } from './credit.ts';
import { type DisputeFigures, disputeFigures } from './disputes.ts';
import { datedPromises, type KeptFigures, keptFigures } from './kept.ts';
import { type Rate, rate } from './rate.ts';
import { type ReviewTrend, reviewTrends } from './reviews.ts';

/** What is counted: of all clients, or of one. */
export interface StatsFacts {
  readonly standings: readonly Standing[];
  readonly uses: readonly ObjectionUse[];
  /** Own objections that were heard, removed ones too. */
  readonly own: readonly OwnObjection[];
  readonly reviews: readonly Review[];
  /** Rung of the evasive ladder at which a guided call won its day, 0 = at once; by number of the call. */
  readonly rungs: ReadonlyMap<number, number>;
  readonly preps: readonly TimedPrep[];
}

export interface StatsQuestion {
  readonly today: Day;
  /** Days of the DSO. */
  readonly window: number;
  readonly rules: Rules;
  /** `null` = all clients. */
  readonly client: Client | null;
}

/** An objection that was heard, and how often its answer worked. */
export interface ObjectionFigures extends Pick<RankedObjection, 'key' | 'own' | 'count'> {
  readonly success: Rate;
}

/** Every figure of practice D11, true on `today`. */
export interface Stats extends StatsQuestion {
  readonly clients: number;
  readonly credit: readonly CreditFigures[];
  readonly kept: KeptFigures;
  readonly calls: CallFigures;
  /** When this client answers, after three contacts; `null` before that, and of several clients (practice D11). */
  readonly ownHours: Hours | null;
  readonly disputes: readonly DisputeFigures[];
  /** The most frequent first. */
  readonly objections: readonly ObjectionFigures[];
  readonly reviews: readonly ReviewTrend[];
}

/** Works out all figures from recorded facts; nothing is stored (product 4). */
export function stats(facts: StatsFacts, question: StatsQuestion): Stats {
  const { standings } = facts;
  const { today, client, rules } = question;
  const [only] = standings;
  const own = client === null || only === undefined ? undefined : ownHours(only, today, rules.never);
  return {
    ...question,
    clients: standings.length,
    credit: creditFigures(standings, today, question),
    kept: keptFigures(datedPromises(standings, today, facts.rungs)),
    calls: callFigures(standings, today, facts.preps),
    ownHours: own ?? null,
    disputes: disputeFigures(standings, today),
    objections: objectionFigures(facts, question),
    reviews: reviewTrends(facts.reviews, today),
  };
}

function objectionFigures({ uses, own }: StatsFacts, { today, client }: StatsQuestion): ObjectionFigures[] {
  const heard = uses.filter(({ on, clientId }) => on <= today && (client === null || clientId === client.id));
  // Sorting keeps the order of equals: that of practice B2.
  return rankObjections(heard, own, null)
    .filter(({ count }) => count > 0)
    .map(({ key, own: mine, count, worked, judged }) => ({
      key,
      own: mine,
      count,
      success: rate(worked, judged),
    }));
}
