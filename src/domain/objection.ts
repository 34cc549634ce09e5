import type { Cause } from './attempt.ts';
import type { ObjectionUse, OwnObjection } from './call-record.ts';
import type { Day } from './day.ts';
import { fold } from './fold.ts';

/** The twenty of practice B2, by their rank. */
export type ObjectionKey =
  | 'not_received' | 'already_paid' | 'in_progress' | 'cash_tight' | 'waiting_for_own_client' | 'signatory_absent'
  | 'work_not_right' | 'invoice_wrong' | 'awaiting_approval' | 'po_missing' | 'pays_at_60' | 'transfer_left' | 'forgot'
  | 'not_me' | 'never_ordered' | 'system_down' | 'call_later' | 'unfinished' | 'so_much_a_month'
  | 'insolvency'; // biome-ignore format: rows of names

/** The state of the call that an objection leads to (practice B2 "Go to"). */
export type ObjectionBranch =
  | 'duplicate' | 'paid' | 'evasive' | 'cannot_pay' | 'approval' | 'dispute' | 'promise' | 'gatekeeper' | 'callback'
  | 'plan' | 'insolvency'; // biome-ignore format: rows of names

export interface Objection {
  readonly to: ObjectionBranch;
  /** The reason of LISTEN that it stands for; `null` when it tells nothing about why nobody has paid. */
  readonly cause: Cause | null;
}

/** In the order of practice B2: how often and how early each is heard. */
export const objections: Readonly<Record<ObjectionKey, Objection>> = {
  not_received: { to: 'duplicate', cause: 'not_received' },
  already_paid: { to: 'paid', cause: 'paid' },
  in_progress: { to: 'evasive', cause: 'vague' },
  cash_tight: { to: 'cannot_pay', cause: 'cash' },
  waiting_for_own_client: { to: 'cannot_pay', cause: 'cash' },
  signatory_absent: { to: 'approval', cause: 'approval' },
  work_not_right: { to: 'dispute', cause: 'dispute' },
  invoice_wrong: { to: 'dispute', cause: 'dispute' },
  awaiting_approval: { to: 'approval', cause: 'approval' },
  po_missing: { to: 'approval', cause: 'approval' },
  // A payment run is part of the circuit of their house (practice C4, LISTEN 6).
  pays_at_60: { to: 'promise', cause: 'approval' },
  transfer_left: { to: 'paid', cause: 'paid' },
  forgot: { to: 'promise', cause: 'forgot' },
  not_me: { to: 'gatekeeper', cause: null },
  never_ordered: { to: 'dispute', cause: 'dispute' },
  system_down: { to: 'evasive', cause: 'vague' },
  call_later: { to: 'callback', cause: null },
  unfinished: { to: 'dispute', cause: 'dispute' },
  so_much_a_month: { to: 'plan', cause: 'cash' },
  insolvency: { to: 'insolvency', cause: 'insolvency' },
};

export function isObjectionKey(text: string): text is ObjectionKey {
  return Object.hasOwn(objections, text);
}

/** All twenty, in the order of practice B2. */
export function objectionKeys(): ObjectionKey[] {
  return Object.keys(objections).filter(isObjectionKey);
}

/** The key under which uses of one of the user's own objections are recorded. */
export function ownObjectionKey({ id }: Pick<OwnObjection, 'id'>): string {
  return `own:${id}`;
}

/** The number in such a key; `undefined` for one of the library. */
export function ownObjectionId(key: string): number | undefined {
  const digits = /^own:(\d+)$/.exec(key)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** One objection of the library or of the user's own, with what became of it in all calls and with one client. */
export interface RankedObjection {
  /** Of the library, or `own:<number>`. */
  readonly key: string;
  /** The user's own; `null` for one of the library. */
  readonly own: OwnObjection | null;
  readonly to: ObjectionBranch | null;
  readonly cause: Cause | null;
  /** How often it was heard, from all clients. */
  readonly count: number;
  /** How often this client used it, and when last. */
  readonly clientCount: number;
  readonly clientLastOn: Day | null;
  /** Answers that worked, of those that were judged at all (practice D11). */
  readonly worked: number;
  readonly judged: number;
}

/**
 * The whole library, what will most likely be heard first: what this client has said before (most often, then latest), then
 * the most used of one's trade, then the order of practice B2, own ones last (practice 000-04, 000-35). Uses of an
 * objection that is no longer there are left out. `clientId` is `null` when no client is meant.
 */
export function rankObjections(
  uses: readonly ObjectionUse[],
  own: readonly OwnObjection[],
  clientId: number | null,
): RankedObjection[] {
  const used = Map.groupBy(uses, ({ objection }) => objection);
  const counted = (key: string) => countUses(used.get(key) ?? [], clientId);
  const library = objectionKeys().map((key) => ({ key, own: null, ...objections[key], ...counted(key) }));
  const added = own.map((one) => {
    const key = ownObjectionKey(one);
    return { key, own: one, to: null, cause: null, ...counted(key) };
  });
  // Sorting keeps the order of equals: that of practice B2.
  return [...library, ...added].toSorted(
    (a, b) =>
      b.clientCount - a.clientCount || laterFirst(a.clientLastOn, b.clientLastOn) || b.count - a.count,
  );
}

type Counts = Pick<RankedObjection, 'count' | 'clientCount' | 'clientLastOn' | 'worked' | 'judged'>;

function countUses(uses: readonly ObjectionUse[], clientId: number | null): Counts {
  const days = uses.filter((use) => use.clientId === clientId).map(({ on }) => on);
  const judged = uses.filter(({ hasWorked }) => hasWorked !== null);
  return {
    count: uses.length,
    clientCount: days.length,
    clientLastOn: days.toSorted().at(-1) ?? null,
    worked: judged.filter(({ hasWorked }) => hasWorked === true).length,
    judged: judged.length,
  };
}

function laterFirst(a: Day | null, b: Day | null): number {
  if (a === b) return 0;
  return (a ?? '') > (b ?? '') ? -1 : 1;
}

/**
 * Those whose words hold every word typed, accents and case ignored, in the order given; where a word begins as typed comes
 * before where it only contains it. `wordsOf` gives the wording and whatever else it may be looked for by.
 */
export function filterObjections<T>(
  all: readonly T[],
  typed: string,
  wordsOf: (one: T) => readonly string[],
): T[] {
  const wanted = bare(typed).split(' ').filter(Boolean);
  const found = all
    .map((one) => ({ one, text: ` ${wordsOf(one).map(bare).join(' ')}` }))
    .filter(({ text }) => wanted.every((word) => text.includes(word)));
  const begins = ({ text }: { text: string }) => wanted.every((word) => text.includes(` ${word}`));
  return [...found.filter(begins), ...found.filter((each) => !begins(each))].map(({ one }) => one);
}

function bare(text: string): string {
  return fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
