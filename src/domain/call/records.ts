import type { NewCallRecords, NewRecord, Recorded } from '../call-record.ts';
import { type Answer, type ApprovalAnswer, isComplete } from './answer.ts';
import { partsOf } from './agreements.ts';
import { answersOf } from './record.ts';
import { reviewScores } from './review.ts';
import type { Call, CallSetup, Gathered } from './state.ts';
import { verdictOn } from './verdict.ts';

/** Claims, circuits, copies, announcements and the rest: what C8 keeps besides promises and disputes. */
export function recordsOf(call: Call): NewCallRecords {
  const { setup, heard } = call;
  const unknown = heard.objections.filter(({ objection }) => objection === null);
  return {
    claims: claimsOf(call),
    circuits: circuitsOf(call),
    documents: documentsOf(call),
    announcements: announcementsOf(call),
    insolvencies: insolvenciesOf(call),
    objections: heard.objections.map((one) => ({
      on: setup.today,
      objection: one.objection ?? `new:${unknown.indexOf(one)}`,
      hasWorked: one.hasWorked,
    })),
    newObjections: unknown.map(({ words }) => ({ words })),
    review: heard.hasSpoken
      ? { on: setup.today, scores: reviewScores(call), nextTime: heard.nextTime }
      : null,
  };
}

type Common = Pick<NewRecord<Recorded>, 'on' | 'invoiceIds' | 'isSuperseded'>;

function common({ setup, heard }: Call, answer: Answer): Common {
  return { on: setup.today, invoiceIds: answer.invoiceIds, isSuperseded: !counts(setup, heard, answer) };
}

/** Does the answer still stand for one of its invoices? */
function counts(setup: CallSetup, heard: Gathered, answer: Answer): boolean {
  return setup.invoices.some((invoice) => verdictOn(heard, invoice).other === answer);
}

function claimsOf(call: Call): NewCallRecords['claims'] {
  const { setup, heard } = call;
  return answersOf(heard, 'paid')
    .filter(isComplete)
    .map((claim) => ({
      ...common(call, claim),
      paidOn: claim.paidOn,
      amount: claim.amount ?? null,
      method: null,
      accountLast4: claim.accountLast4,
      isOtherAccount: claim.isOtherAccount,
      reference: claim.reference,
      // Proof is asked for the same day (practice C6).
      proofBy: setup.today,
    }));
}

function circuitsOf(call: Call): NewCallRecords['circuits'] {
  const { heard } = call;
  return answersOf(heard, 'approval')
    .filter((circuit) => isComplete(circuit) || circuit.poNumber !== null || circuit.stage !== 'unknown')
    .map((circuit) => ({
      ...common(call, circuit),
      isSuperseded: isAnswered(call, circuit),
      stage: circuit.stage,
      approver: circuit.approver,
      approverContact: circuit.approverContact,
      waitsFor: circuit.waitsFor,
      poNumber: circuit.poNumber,
      runOn: circuit.runOn ?? runDay(call, circuit.invoiceIds),
      callOn: circuit.callOn,
    }));
}

/**
 * A run date that became a promise leaves the circuit as it was told: both stand. Who was put through and answered for
 * it is not asked again to approve.
 */
function isAnswered({ setup, heard }: Call, circuit: ApprovalAnswer): boolean {
  const isOnTheLine = circuit.approver !== null && circuit.approver === heard.speaker?.name;
  return isOnTheLine && !counts(setup, heard, circuit);
}

/** The day promised on an invoice in approval is the day of its payment run. */
function runDay(call: Call, invoiceIds: readonly number[]) {
  return partsOf(call).find(({ invoiceId }) => invoiceIds.includes(invoiceId))?.promisedOn ?? null;
}

/** A copy that was sent stays sent, whatever was said later. */
function documentsOf(call: Call): NewCallRecords['documents'] {
  const { setup, heard } = call;
  const copies = answersOf(heard, 'duplicate').flatMap(({ address, isReceived, obstacle, invoiceIds }) =>
    address === null ? [] : [{ address, isReceived, obstacle, invoiceIds }],
  );
  const isNew = heard.copyTo !== null && !copies.some(({ address }) => address === heard.copyTo);
  const queued =
    heard.copyTo !== null && isNew
      ? [
          {
            address: heard.copyTo,
            isReceived: false,
            obstacle: null,
            invoiceIds: setup.invoices.map(({ id }) => id),
          },
        ]
      : [];
  return [...copies, ...queued].map((copy) => ({ ...copy, on: setup.today, isSuperseded: false }));
}

/** Once they agreed to something, the step is not taken: the announcement stays on record as answered. */
function announcementsOf({ setup, heard }: Call): NewCallRecords['announcements'] {
  const { announcement } = heard;
  if (announcement === null) return [];
  return [{ ...announcement, on: setup.today, isSuperseded: announcement.reaction !== 'refused' }];
}

function insolvenciesOf(call: Call): NewCallRecords['insolvencies'] {
  return answersOf(call.heard, 'insolvency')
    .filter(isComplete)
    .map((notice) => ({
      ...common(call, notice),
      kind: notice.procedure,
      court: notice.court,
      openedOn: notice.openedOn,
      administrator: notice.administrator,
    }));
}
