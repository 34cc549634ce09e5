import type { Attempt, Cause } from './attempt.ts';
import type { CallRecords, ObjectionUse, OwnObjection, Review } from './call-record.ts';
import { compareDays, type Day } from './day.ts';
import { heldBy } from './history.ts';
import { isObjectionKey, objections, ownObjectionKey } from './objection.ts';
import type { Standing } from './standing.ts';

/** What calls with the client left behind for the next prep. */
export interface HeardBefore {
  readonly uses: readonly ObjectionUse[];
  /** The user's own objections, removed ones too: what was heard keeps its words. */
  readonly own: readonly OwnObjection[];
  /** Those of the user's own that are in the list today. */
  readonly offered: readonly OwnObjection[];
  readonly reviews: readonly Review[];
  /** Everything else that earlier calls recorded; left out: nothing. */
  readonly records?: CallRecords;
  /** Next steps the user has ready, in their own words (setting `call.steps`); left out: none. */
  readonly steps?: readonly string[];
}

export const nothingHeard: HeardBefore = { uses: [], own: [], offered: [], reviews: [] };

/** A reason or an objection heard before, with how often and when last (practice 000-04). */
export interface Excuse {
  /** `null` for an objection that tells no reason. */
  readonly cause: Cause | null;
  /** Picked from the library or the user's own; `null` where only the reason was noted: its answer is `prep.answer.<cause>`. */
  readonly objection: { readonly key: string; readonly own: OwnObjection | null } | null;
  readonly count: number;
  readonly lastOn: Day;
  /** In their words, when they were noted. */
  readonly note: string | null;
  /** Answers that worked, of those that were judged. */
  readonly worked: number;
  readonly judged: number;
}

/**
 * What this client gave as reasons, the most frequent first, then the latest (practice 000-04). Distress is not an excuse. A
 * call that recorded an objection does not tell the same reason a second time.
 */
export function excuses(standing: Standing, today: Day, heard: HeardBefore = nothingHeard): Excuse[] {
  const held = heldBy(standing, today);
  const uses = heard.uses.filter(({ on }) => on <= today);
  const found = [...objectionsOf(uses, heard.own, held), ...causesOf(held, uses)];
  return found.toSorted((a, b) => b.count - a.count || compareDays(b.lastOn, a.lastOn));
}

function objectionsOf(
  uses: readonly ObjectionUse[],
  own: readonly OwnObjection[],
  held: readonly Attempt[],
): Excuse[] {
  return [...Map.groupBy(uses, ({ objection }) => objection)].flatMap(([key, heard]) => {
    const mine = own.find((one) => ownObjectionKey(one) === key) ?? null;
    const days = heard.map(({ on }) => on).toSorted(compareDays);
    const lastOn = days.at(-1);
    if (lastOn === undefined || (mine === null && !isObjectionKey(key))) return [];
    const cause = causeOf(key);
    const notes = heard
      .map(({ callId }) => held.find(({ id }) => id === callId && cause !== null))
      .map((attempt) => (attempt?.cause === cause ? (attempt?.note ?? null) : null));
    const judged = heard.filter(({ hasWorked }) => hasWorked !== null);
    return [
      {
        cause,
        objection: { key, own: mine },
        count: heard.length,
        lastOn,
        note: notes.findLast((note) => note !== null) ?? null,
        worked: judged.filter(({ hasWorked }) => hasWorked === true).length,
        judged: judged.length,
      },
    ];
  });
}

function causesOf(held: readonly Attempt[], uses: readonly ObjectionUse[]): Excuse[] {
  const found = new Map<Cause, Excuse>();
  for (const { id, cause, note, on } of held) {
    const isTold = uses.some(({ callId, objection }) => callId === id && causeOf(objection) === cause);
    if (cause === null || cause === 'distress' || isTold) continue;
    const before = found.get(cause);
    found.set(cause, {
      cause,
      objection: null,
      count: (before?.count ?? 0) + 1,
      lastOn: on,
      note: note ?? before?.note ?? null,
      worked: 0,
      judged: 0,
    });
  }
  return [...found.values()];
}

function causeOf(key: string): Cause | null {
  return isObjectionKey(key) ? objections[key].cause : null;
}

/** The user's own objections that this client used and that have no answer yet in the client's language (practice D10). */
export function unanswered(standing: Standing, today: Day, heard: HeardBefore): OwnObjection[] {
  const { language } = standing.client;
  const used = new Set(heard.uses.filter(({ on }) => on <= today).map(({ objection }) => objection));
  return heard.offered.filter(
    (own) => used.has(ownObjectionKey(own)) && (own.answer[language] ?? '').trim() === '',
  );
}

/** What the caller wanted to do otherwise next time, from the last review (practice 000-47). */
export function resolution({ reviews }: HeardBefore, today: Day): string | null {
  return reviews.findLast(({ on }) => on <= today)?.nextTime ?? null;
}
