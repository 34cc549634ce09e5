import type { AttemptOutcome, Attempt } from './attempt.ts';
import { weighed } from './attempt-history.ts';
import { answersOn } from './by-day.ts';
import { compareDays, type Day, daysBetween, later } from './day.ts';
import { type Ground, openDisputes } from './dispute.ts';
import { heldBy, isInVain, lastHeard, openBalances, unreached } from './history.ts';
import type { InvoiceBalance } from './invoice.ts';
import { hasHardship } from './payer-type.ts';
import { isInsolvent } from './insolvency.ts';
import { isNotKept } from './promise.ts';
import { partsOn } from './promise-rows.ts';
import { remindersSent, type SentReminder, tellsOf } from './reminder-sent.ts';
import type { Rules } from './rules.ts';
import type { Standing } from './standing.ts';

/** A reason to announce the next step, found without being asked (practice D6, 003-30). */
export interface Trigger {
  readonly kind: 'fruitless' | 'broken' | 'refusal';
  readonly count: number;
  /** The day from which it is time: of the last fruitless chase, the last recontact, the refusal. */
  readonly on: Day;
}

/** Broken promises on open invoices: deadline passed, less than full; each instalment counts (practice D4, D6). */
export function brokenCount(standing: Standing, today: Day, rules: Rules): number {
  return missedDays(standing, today, rules).length;
}

/**
 * Chases of the last 30 days without result, at most one a day. Counted are those that reached the client and say so
 * themselves, and the courteous mails that nobody answered (practice D6); once an invoice is paid, what was said or
 * written about it no longer counts.
 */
export function fruitlessCount(standing: Standing, today: Day, rules: Rules): number {
  const said = fruitless(saidOnOpen(standing, today), today, rules);
  return fruitlessDays(said, writtenInVain(standing, today, { until: today, rules })).size;
}

/**
 * What calls for a formal notice on this day (practice D6). Hardship asks for a plan instead, insolvency and distress
 * forbid it, and a founded dispute on everything that is open leaves nothing to ask for.
 */
export function triggers(standing: Standing, today: Day, rules: Rules): Trigger[] {
  const found = [
    byFruitless(standing, today, rules),
    byBroken(standing, today, rules),
    byRefusal(standing, today),
  ];
  const fired = found.filter((trigger) => trigger !== undefined);
  return fired.length === 0 || isSpared(standing, today) ? [] : fired;
}

/** Enough fruitless chases, and nobody has decided yet whether the client's ground is valid: ask first (D6). */
export function needsGroundDecision(standing: Standing, today: Day, rules: Rules): boolean {
  const { said, days } = lastFruitless(standing, today, rules);
  const isOpen = days.size > 0 && days.size >= rules.litigationChases && groundOf(said) === 'to_check';
  return isOpen && !isSpared(standing, today);
}

/** An outcome about something that is still open. */
export interface SaidOnOpen {
  readonly attempt: Attempt;
  readonly outcome: AttemptOutcome;
}

function fruitless(said: readonly SaidOnOpen[], until: Day, rules: Rules): readonly SaidOnOpen[] {
  return said.filter(
    ({ attempt, outcome }) =>
      outcome.isFruitless &&
      !unreached.has(outcome.outcome) &&
      daysBetween(attempt.on, until) <= rules.litigationWindowDays,
  );
}

/**
 * The fruitless chases as they stood on the day of the last chase: what was due then is due after a month away, too
 * (product 4, compare with ≥); a newer call moves the window on, a courteous mail about something else does not.
 */
function lastFruitless(standing: Standing, today: Day, rules: Rules): Fruitless {
  const all = saidOnOpen(standing, today);
  const last = all.findLast(({ outcome }) => !unreached.has(outcome.outcome))?.attempt.on;
  const written = remindersOnOpen(standing, today).at(-1)?.on;
  const none: Fruitless = { said: [], days: new Set() };
  return [last, written]
    .filter((until) => until !== undefined)
    .map((until): Fruitless => {
      const said = fruitless(all, until, rules).filter(({ attempt }) => attempt.on <= until);
      return { said, days: fruitlessDays(said, writtenInVain(standing, today, { until, rules })) };
    })
    .reduce((most, other) => (other.days.size > most.days.size ? other : most), none);
}

interface Fruitless {
  readonly said: readonly SaidOnOpen[];
  /** Of what was said and what was written, each day once. */
  readonly days: ReadonlySet<Day>;
}

function fruitlessDays(said: readonly SaidOnOpen[], written: readonly Day[]): ReadonlySet<Day> {
  return new Set([...said.map(({ attempt }) => attempt.on), ...written]);
}

/** Courteous mails about what is still open. One that came back has reached nobody. */
function remindersOnOpen(standing: Standing, today: Day): readonly SentReminder[] {
  const open = openBalances(standing, today);
  return remindersSent(standing, today).filter(
    (sent) => !sent.isReturned && open.some(({ invoice }) => tellsOf(sent, invoice)),
  );
}

function writtenInVain(
  standing: Standing,
  today: Day,
  { until, rules }: { readonly until: Day; readonly rules: Rules },
): Day[] {
  return remindersOnOpen(standing, today)
    .filter(({ isAnswered }) => !isAnswered)
    .filter(({ on }) => on <= until && daysBetween(on, until) <= rules.litigationWindowDays)
    .map(({ on }) => on);
}

function saidOnOpen(standing: Standing, today: Day): readonly SaidOnOpen[] {
  return (answersOn(standing, today).said ??= findSaid(standing, today));
}

/** Outcomes about what is still open, oldest first; one for all invoices counts from the oldest open one's issue on. */
function findSaid(standing: Standing, today: Day): SaidOnOpen[] {
  const open = openBalances(standing, today);
  const found: SaidOnOpen[] = [];
  const held = heldBy(standing, today);
  for (const [at, attempt] of held.entries())
    for (const left of attempt.outcomes) {
      const outcome = weighed(left, attempt, () => held.slice(0, at));
      const said = { attempt, outcome };
      if (open.some((one) => isAbout(said, one))) found.push(said);
    }
  return found;
}

function isAbout({ attempt, outcome: { invoiceId } }: SaidOnOpen, { invoice }: InvoiceBalance): boolean {
  return invoiceId === null ? invoice.issuedOn <= attempt.on : invoice.id === invoiceId;
}

/** Recontact days of what was missed on open invoices; of one promise, each promised day counts once. */
function missedDays(standing: Standing, today: Day, rules: Rules): Day[] {
  const found = new Map<string, Day>();
  for (const { invoice } of openBalances(standing, today))
    for (const { promise, row } of partsOn(standing, today, invoice.id)) {
      const { promisedOn, recontactOn } = row.part;
      if (isNotKept(row, rules)) found.set(`${promise.id} ${promisedOn}`, recontactOn);
    }
  return [...found.values()];
}

/** Nobody is sent a notice in insolvency, hardship or distress, nor about what is rightly disputed (practice D6, exceptions). */
export function isSpared(standing: Standing, today: Day): boolean {
  if (isInsolvent(standing, today) || hasHardship(standing, today)) return true;
  if (lastHeard(standing, today).some(({ outcome }) => outcome === 'distress')) return true;
  const founded = openDisputes(standing, today).filter(({ ground }) => ground === 'yes');
  return openBalances(standing, today).every(({ invoice, balance }) => {
    const own = founded.filter(({ invoiceId }) => invoiceId === invoice.id);
    return own.reduce((minor, { disputed }) => minor + disputed.minor, 0) >= balance.minor;
  });
}

function byFruitless(standing: Standing, today: Day, rules: Rules): Trigger | undefined {
  const { said, days } = lastFruitless(standing, today, rules);
  const count = days.size;
  if (count === 0 || count < rules.litigationChases || groundOf(said) !== 'no') return undefined;
  return { kind: 'fruitless', count, on: [...days].reduce(later) };
}

/** The last word on the client's ground among the fruitless chases; `to_check` as long as nobody decided. */
function groundOf(said: readonly SaidOnOpen[]): Ground {
  const judged = said.map(({ outcome }) => outcome.ground);
  return judged.findLast((ground) => ground !== 'to_check') ?? 'to_check';
}

function byBroken(standing: Standing, today: Day, rules: Rules): Trigger | undefined {
  const days = missedDays(standing, today, rules);
  // One more missed row whose recontact day is to come does not put off what was time before.
  const reached = days.toSorted(compareDays)[Math.max(rules.litigationBrokenPromises, 1) - 1];
  if (reached === undefined) return undefined;
  return {
    kind: 'broken',
    count: days.length,
    on: days.filter((day) => day <= today).reduce(later, reached),
  };
}

/**
 * A refusal counts while it is the last thing heard about an open invoice: what they said of another one since is no
 * answer to it, and the list asks for the announcement all the same.
 */
function byRefusal(standing: Standing, today: Day): Trigger | undefined {
  const heard = saidOnOpen(standing, today).filter(
    ({ attempt, outcome }) => !isInVain(attempt) && !unreached.has(outcome.outcome),
  );
  const refused = openBalances(standing, today).flatMap((one) => {
    const last = heard.findLast((said) => isAbout(said, one));
    return last?.outcome.outcome === 'refusal' && last.outcome.ground !== 'yes' ? [last.attempt.on] : [];
  });
  return refused.length === 0 ? undefined : { kind: 'refusal', count: 1, on: refused.reduce(later) };
}
