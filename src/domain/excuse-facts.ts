import type { Cause, Outcome } from './attempt.ts';
import { type CallRecords, noRecords, type Recorded } from './call-record.ts';
import type { Day } from './day.ts';
import { isSettled } from './dispute.ts';
import type { Excuse } from './excuses.ts';
import { heldBy } from './history.ts';
import type { Money } from './money.ts';
import { notKept, type Tolerance } from './promise.ts';
import type { Standing } from './standing.ts';

/**
 * A recorded fact that answers an excuse before it is heard again (practice 000-04). The words are labels
 * `prep.fact.<kind>`.
 */
export interface ExcuseFact {
  readonly kind:
    | 'claim_unpaid' | 'claim_came' | 'copy_seen' | 'copy_sent' | 'approved' | 'approver' | 'run' | 'settled'
    | 'promised'; // biome-ignore format: a row of names
  readonly day: Day | null;
  readonly amount: Money | null;
  readonly text: string | null;
}

interface Known {
  readonly standing: Standing;
  readonly today: Day;
  readonly rules: Tolerance;
  readonly records: CallRecords;
}

/** What is known against this excuse, or for it; `null` when the ledger holds nothing. */
export function excuseFact(
  { cause, objection }: Pick<Excuse, 'cause' | 'objection'>,
  { records = noRecords, ...at }: Omit<Known, 'records'> & { readonly records?: CallRecords },
): ExcuseFact | null {
  const known: Known = { ...at, records };
  if (cause === null) return objection?.own === null ? brokenFact(known) : null;
  return answering[cause]?.(known) ?? null;
}

const answering: Readonly<Partial<Record<Cause, (known: Known) => ExcuseFact | null>>> = {
  paid: claimFact,
  not_received: copyFact,
  approval: circuitFact,
  dispute: settledFact,
  forgot: brokenFact,
  vague: brokenFact,
  cash: brokenFact,
};

function fact(kind: ExcuseFact['kind'], of: Partial<Omit<ExcuseFact, 'kind'>>): ExcuseFact {
  return { kind, day: null, amount: null, text: null, ...of };
}

/** The last word of each kind counts; what the same call took back does not. */
function last<T extends Recorded>(all: readonly T[], today: Day): T | undefined {
  return all.findLast(({ on, isSuperseded }) => on <= today && !isSuperseded);
}

/** "It is paid": what they said, and whether anything came since. */
function claimFact(known: Known): ExcuseFact | null {
  const { standing, today, records } = known;
  const claim = last(records.claims, today);
  const said = saidOn('paid_claimed', known);
  if (claim === undefined && said === null) return null;
  const since = claim?.paidOn ?? claim?.on ?? said ?? today;
  const came = standing.payments.find(
    ({ on, reversedOn }) => on >= since && on <= today && (reversedOn === null || reversedOn > today),
  );
  if (came !== undefined) return fact('claim_came', { day: came.on, amount: came.amount });
  return fact('claim_unpaid', { day: since, amount: claim?.amount ?? null });
}

function copyFact(known: Known): ExcuseFact | null {
  const copy = last(known.records.documents, known.today);
  const said = saidOn('duplicate_sent', known);
  if (copy === undefined) return said === null ? null : fact('copy_sent', { day: said });
  return fact(copy.isReceived ? 'copy_seen' : 'copy_sent', { day: copy.on, text: copy.address });
}

/** A contact that was logged by hand has its outcome, and no record besides. */
function saidOn(wanted: Outcome, { standing, today }: Known): Day | null {
  const held = heldBy(standing, today);
  return held.findLast(({ outcomes }) => outcomes.some(({ outcome }) => outcome === wanted))?.on ?? null;
}

/** "It waits for an approval": whose, or that it has it, or when it is paid. */
function circuitFact({ today, records }: Known): ExcuseFact | null {
  const circuit = last(records.circuits, today);
  if (circuit === undefined) return null;
  if (circuit.stage === 'approved' || circuit.stage === 'scheduled')
    return fact('approved', { day: circuit.runOn ?? circuit.on });
  const who = [circuit.approver, circuit.approverContact].filter((part) => part !== null && part !== '');
  if (who.length > 0) return fact('approver', { day: circuit.on, text: who.join(', ') });
  return circuit.runOn === null ? null : fact('run', { day: circuit.runOn });
}

function settledFact({ standing, today }: Known): ExcuseFact | null {
  const closed = standing.disputes.findLast((dispute) => isSettled(dispute, today));
  return closed === undefined ? null : fact('settled', { day: closed.closedOn, text: closed.resolution });
}

/** A day they named themselves and did not keep. */
function brokenFact({ standing, today, rules }: Known): ExcuseFact | null {
  const part = notKept(standing, today, rules).at(-1)?.parts.at(-1);
  return part === undefined ? null : fact('promised', { day: part.promisedOn, amount: part.amount });
}
