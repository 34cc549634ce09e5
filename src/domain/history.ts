import type { Attempt, AttemptOutcome, Outcome, OwnCommitment } from './attempt.ts';
import { answersOn } from './by-day.ts';
import type { Client } from './client.ts';
import { addDays, compareDays, type Day, localDay } from './day.ts';
import { balances, type InvoiceBalance } from './invoice.ts';
import { remindersSent } from './reminder-sent.ts';
import type { Rules } from './rules.ts';
import type { Standing } from './standing.ts';

/** Nobody heard anything: such an attempt is no chase and never counts towards litigation (practice D6). */
export const unreached: ReadonlySet<Outcome> = new Set(['no_answer', 'busy', 'bad_number', 'message_left']);

/** Nobody spoke to us: what was agreed before stands. That a number is wrong is news of its own. */
const inVain: ReadonlySet<Outcome> = new Set(['no_answer', 'busy', 'voicemail', 'message_left']);

/** A formal notice that was written, and the last day it leaves. */
export interface Notice {
  readonly on: Day;
  readonly deadline: Day;
}

/** Invoices with something open, oldest due first. */
export function openBalances(standing: Standing, today: Day): readonly InvoiceBalance[] {
  return (answersOn(standing, today).open ??= [...balances(standing, today).values()].filter(
    ({ balance }) => balance.minor > 0,
  ));
}

/** A contact or a courteous mail that reached the client. */
export interface Chase extends Pick<Attempt, 'on' | 'startedAt' | 'channel' | 'outcomes'> {
  /** Written before the first call, whose day it does not move (practice D5). */
  readonly isReminder: boolean;
}

/** What reached the client in some way, up to a day, oldest first: a call counts as a chase (product 4), so does a mail. */
export function chases(standing: Standing, today: Day): Chase[] {
  const held = heldBy(standing, today)
    .filter(isChase)
    .map(({ on, startedAt, channel, outcomes }) => ({ on, startedAt, channel, outcomes, isReminder: false }));
  const written = remindersSent(standing, today).flatMap(({ on, at, isReturned }): Chase[] =>
    isReturned ? [] : [{ on, startedAt: at, channel: 'mail', outcomes: [], isReminder: true }],
  );
  if (written.length === 0) return held;
  return [...held, ...written].toSorted((a, b) => compareDays(a.on, b.on) || a.startedAt - b.startedAt);
}

/** Attempts up to a day, oldest first, in whatever order they were handed in. */
export function heldBy(standing: Standing, today: Day): readonly Attempt[] {
  return (answersOn(standing, today).held ??= standing.attempts
    .filter(({ on }) => on <= today)
    .toSorted(byTime));
}

function byTime(a: Attempt, b: Attempt): number {
  return compareDays(a.on, b.on) || a.startedAt - b.startedAt || a.id - b.id;
}

function isChase({ reach, outcomes }: Attempt): boolean {
  if (outcomes.length > 0) return outcomes.some(({ outcome }) => !unreached.has(outcome));
  return reach === null || reach === 'person' || reach === 'voicemail';
}

/** Conversations of a day, whoever rang; a mail is none (practice D1 "Attempts"). */
export function talksOn(standing: Standing, on: Day): Attempt[] {
  return heldBy(standing, on).filter(
    (attempt) => attempt.on === on && attempt.channel !== 'mail' && attempt.reach === 'person',
  );
}

/** Since a moment (milliseconds UTC) they were spoken to, rang, or wrote: what was sent before has had its answer. */
export function wasHeardSince(standing: Standing, since: number, today: Day): boolean {
  return heldBy(standing, today).some(
    ({ startedAt, reach, channel }) => startedAt > since && (reach === 'person' || channel !== 'call'),
  );
}

/** A try of ours that brought no word of theirs, and so changes nothing of what was agreed with them (practice 003-19). */
export function isInVain({ channel, reach, outcomes }: Attempt): boolean {
  if (outcomes.length > 0) return outcomes.every(({ outcome }) => inVain.has(outcome));
  return channel === 'call' && reach !== 'person';
}

/** What the last contact left in which they were heard; a wrong number lets nobody be heard. */
export function lastHeard(standing: Standing, today: Day): readonly AttemptOutcome[] {
  const isHeard = (attempt: Attempt) =>
    !isInVain(attempt) && !attempt.outcomes.some(({ outcome }) => outcome === 'bad_number');
  return heldBy(standing, today).findLast(isHeard)?.outcomes ?? [];
}

/** The end of a pause after distress or anger, as long as it lasts and they were not heard since (practice D1, D3). */
export function pausedUntil(standing: Standing, today: Day): Day | undefined {
  const pauses = lastHeard(standing, today).filter(
    ({ outcome }) => outcome === 'distress' || outcome === 'angry',
  );
  return pauses.find(({ followUpOn }) => followUpOn > today)?.followUpOn;
}

/** The day on which insolvency was first heard in a contact or recorded as its outcome. */
export function insolventSince(standing: Standing, today: Day): Day | undefined {
  return heldBy(standing, today).find(
    ({ cause, outcomes }) =>
      cause === 'insolvency' || outcomes.some(({ outcome }) => outcome === 'insolvency'),
  )?.on;
}

/** What I promised them and have not done by that day, nearest day first. */
export function openCommitments({ commitments }: Pick<Standing, 'commitments'>, today: Day): OwnCommitment[] {
  return commitments
    .filter(({ doneOn }) => doneOn === null || doneOn > today)
    .toSorted((a, b) => compareDays(a.dueOn, b.dueOn) || a.id - b.id);
}

/** Days left by a formal notice: more in the United Kingdom, most for a person there (practice D1, B13). */
export function noticeDays({ country, kind }: Pick<Client, 'country' | 'kind'>, rules: Rules): number {
  if (country !== 'GB') return rules.finalNoticeDays;
  const { finalNoticeDays, finalNoticeUkPersonDays, finalNoticeUkBusinessDays } = rules;
  return Math.max(finalNoticeDays, kind === 'consumer' ? finalNoticeUkPersonDays : finalNoticeUkBusinessDays);
}

/** The last formal notice about what is still open; a failed mail is none. */
export function noticeOf(standing: Standing, today: Day, rules: Rules): Notice | undefined {
  const since = openBalances(standing, today)[0]?.invoice.issuedOn;
  if (since === undefined) return undefined;
  const days = standing.memos
    .filter(({ kind, state }) => kind === 'final_notice' && state !== 'failed')
    .map(({ sentAt, createdAt }) => localDay(sentAt ?? createdAt))
    .filter((on) => on >= since && on <= today);
  const on = days.toSorted(compareDays).at(-1);
  return on === undefined ? undefined : { on, deadline: addDays(on, noticeDays(standing.client, rules)) };
}
