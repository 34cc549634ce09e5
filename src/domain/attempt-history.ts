import type { Attempt, AttemptOutcome, Outcome } from './attempt.ts';
import type { Day } from './day.ts';

// What a contact is worth depends on those before it. Contacts may be written down in any order, so these questions are
// asked again whenever the ledger is read (product 4: derived, never stored).

const unreached: ReadonlySet<Outcome> = new Set(['no_answer', 'busy', 'voicemail', 'bad_number']);

/** Second duplicate, second approval: the first one bought time, the second is a delay (practice D3). */
export function hadBefore(
  earlier: readonly Attempt[],
  { outcome, invoiceId }: Pick<AttemptOutcome, 'outcome' | 'invoiceId'>,
): boolean {
  return earlier.some((attempt) =>
    attempt.outcomes.some(
      (left) =>
        left.outcome === outcome &&
        (left.invoiceId === invoiceId || left.invoiceId === null || invoiceId === null),
    ),
  );
}

/** A call back was all that came of it: the next one only buys time (practice D3). */
export function isEmptyCallback(attempt: Attempt | undefined): boolean {
  return (
    attempt !== undefined &&
    attempt.outcomes.length > 0 &&
    attempt.outcomes.every(({ outcome }) => outcome === 'callback')
  );
}

/** Was there a chase without result on that day already? One a day counts (practice D6). */
export function hasFruitlessOn(earlier: readonly Attempt[], on: Day): boolean {
  return earlier.some(
    (attempt) => attempt.on === on && attempt.outcomes.some(({ isFruitless }) => isFruitless),
  );
}

/** Tries since anybody was reached. A voicemail is a try as well: nobody spoke. */
export function unreachedInARow(earlier: readonly Attempt[]): number {
  const reached = earlier.findLastIndex(
    ({ outcomes }) => outcomes.length > 0 && !outcomes.every(({ outcome }) => unreached.has(outcome)),
  );
  return earlier.slice(reached + 1).filter(({ outcomes }) => outcomes.length > 0).length;
}

/** An outcome as it counts towards litigation, after the contacts before it (practice D3, D6). */
export function weighed(
  outcome: AttemptOutcome,
  attempt: Attempt,
  earlier: () => readonly Attempt[],
): AttemptOutcome {
  const isFruitless = isDelay(outcome, attempt, earlier);
  return isFruitless === outcome.isFruitless ? outcome : { ...outcome, isFruitless };
}

function isDelay(said: AttemptOutcome, attempt: Attempt, earlier: () => readonly Attempt[]): boolean {
  if (said.action === 'execute_step') return said.isFruitless;
  if (said.outcome === 'duplicate_sent' || said.outcome === 'approval') return hadBefore(earlier(), said);
  if (said.outcome !== 'callback') return said.isFruitless;
  return attempt.cause === null && isEmptyCallback(attempt) && isEmptyCallback(earlier().at(-1));
}
