import {
  type Answer,
  type DisputeAnswer,
  isComplete,
  type PlanAnswer,
  type PromiseAnswer,
} from './answer.ts';
import type { CallInvoice, CallSetup, Gathered } from './state.ts';

/** What counts on one invoice at the end: money promised, a dispute beside it, or one other answer. */
export interface Verdict {
  readonly promises: readonly PromiseAnswer[];
  readonly plan: PlanAnswer | null;
  readonly dispute: DisputeAnswer | null;
  /** Neither money nor a dispute: paid, copy sent, approval, refusal, pause … */
  readonly other: Answer | null;
}

const nothing: Verdict = { promises: [], plan: null, dispute: null, other: null };

/**
 * Only the last answer on an invoice counts; what was said before it is superseded (practice C7). Two things stand
 * beside one another: part promises add up, and a dispute about a part leaves the rest to be promised (product 4). A
 * call back agreed besides anything else takes nothing away, and an open court procedure beats everything.
 */
export function verdictOn({ answers }: Pick<Gathered, 'answers'>, invoice: CallInvoice): Verdict {
  const about = answers.filter((answer) => answer.invoiceIds.includes(invoice.id) && isComplete(answer));
  const insolvency = about.findLast(({ kind }) => kind === 'insolvency');
  if (insolvency) return { ...nothing, other: insolvency };
  const settling = about.filter(({ kind }) => kind !== 'callback');
  const last = settling.at(-1);
  if (last === undefined) return { ...nothing, other: about.at(-1) ?? null };
  if (!isAgreement(last)) return { ...nothing, other: last };
  return agreed(trailingAgreements(settling), invoice);
}

/** Is something promised on the invoice, or contested with a way out? */
export function hasAgreement(heard: Pick<Gathered, 'answers'>, invoice: CallInvoice): boolean {
  const { promises, plan, dispute } = verdictOn(heard, invoice);
  return promises.length > 0 || plan !== null || dispute !== null;
}

type Agreement = PromiseAnswer | PlanAnswer | DisputeAnswer;

function isAgreement(answer: Answer): answer is Agreement {
  return answer.kind === 'promise' || answer.kind === 'plan' || answer.kind === 'dispute';
}

/** The agreements since anything else was said. */
function trailingAgreements(settling: readonly Answer[]): Agreement[] {
  const before = settling.findLastIndex((answer) => !isAgreement(answer));
  return settling.slice(before + 1).filter(isAgreement);
}

function agreed(agreements: readonly Agreement[], invoice: CallInvoice): Verdict {
  const last = agreements.at(-1);
  const dispute = agreements.findLast((one): one is DisputeAnswer => one.kind === 'dispute') ?? null;
  const standing = dispute !== null && (dispute === last || !isAll(dispute, invoice)) ? dispute : null;
  if (standing !== null && isAll(standing, invoice)) return { ...nothing, dispute: standing };
  const planAt = agreements.findLastIndex(({ kind }) => kind === 'plan');
  const money = agreements.slice(planAt === -1 ? 0 : planAt).filter(({ kind }) => kind !== 'dispute');
  const plan = money.at(-1)?.kind === 'plan' ? money.at(-1) : undefined;
  if (plan?.kind === 'plan') return { ...nothing, plan, dispute: standing };
  const promises = money.flatMap((one) => (one.kind === 'promise' ? [one] : []));
  return { ...nothing, promises, dispute: standing };
}

/** Is the whole invoice contested? */
function isAll({ disputed, invoiceIds }: DisputeAnswer, { balance }: CallInvoice): boolean {
  return disputed === null || (invoiceIds.length === 1 && disputed.minor >= balance.minor);
}

/** Minor units contested on each invoice: the oldest one first, when a dispute is about several. */
export function disputedMinor(
  setup: CallSetup,
  heard: Pick<Gathered, 'answers'>,
): ReadonlyMap<number, number> {
  const contested = new Map<number, number>();
  const left = new Map<DisputeAnswer, number>();
  for (const invoice of setup.invoices) {
    const { dispute } = verdictOn(heard, invoice);
    if (dispute === null) continue;
    const rest = left.get(dispute) ?? dispute.disputed?.minor ?? Number.MAX_SAFE_INTEGER;
    const taken = Math.min(rest, invoice.balance.minor);
    left.set(dispute, rest - taken);
    contested.set(invoice.id, taken);
  }
  return contested;
}

/** The answers that count in the end, each once, in the order in which they were last spoken of. */
export function countedAnswers({ setup, heard }: { setup: CallSetup; heard: Gathered }): Answer[] {
  const counted = new Set(
    setup.invoices.flatMap((invoice): Answer[] => {
      const { promises, plan, dispute, other } = verdictOn(heard, invoice);
      return [...promises, ...[plan, dispute, other].filter((one) => one !== null)];
    }),
  );
  return heard.answers.filter((answer) => counted.has(answer));
}
