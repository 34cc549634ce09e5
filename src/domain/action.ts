import type { ActionKind } from './attempt.ts';
import type { Calendar } from './calendar.ts';
import type { Day } from './day.ts';
import type { Invoice } from './invoice.ts';
import type { Money } from './money.ts';
import type { Rules } from './rules.ts';
import type { Standing } from './standing.ts';

/** Practice D7: 0 what I owe them, 1 promises not kept, 2 dated follow-ups, 3 the rhythm of calls, 4 preventive. */
export type Tier = 0 | 1 | 2 | 3 | 4;

/** Why an action is there. The words are labels `due.reason.<code>`. */
export type ReasonCode =
  | 'own_commitment' | 'step_announced' | 'notice_over' | 'declare_claim'
  | 'promise_broken' | 'promise_partly_kept' | 'plan_row_missed' | 'plan_due'
  | 'trigger_fruitless' | 'trigger_broken' | 'trigger_refusal'
  | 'callback' | 'duplicate' | 'dispute' | 'dispute_settled' | 'approval' | 'proof' | 'unconfirmed' | 'intent'
  | 'rest' | 'part_paid' | 'withdrawn' | 'distress' | 'angry' | 'no_date' | 'retry' | 'bad_number'
  | 'gap' | 'courtesy' | 'first_call' | 'preventive' | 'small_rest' | 'promise_open' | 'answered' | 'address_refused'; // biome-ignore format: a table of names

/** What keeps an action back until its day. The words are labels `due.gate.<gate>`. */
export type Gate =
  | 'promise' | 'dispute' | 'pause' | 'insolvency' | 'notice' | 'appointment' | 'cadence' | 'not_due'
  | 'own_commitment'; // biome-ignore format: a table of names

/** What the words of a reason mention; each code uses some of it. */
export interface Reason {
  readonly code: ReasonCode;
  readonly day: Day | null;
  readonly days: number | null;
  readonly count: number | null;
  readonly amount: Money | null;
  readonly text: string | null;
}

/** The one open next action of an open amount (product 4). */
export interface NextAction {
  /** `null`: for the client as a whole. */
  readonly invoiceId: number | null;
  /** The open amount it is about: the balance, or its disputed or undisputed part. */
  readonly amount: Money | null;
  readonly action: ActionKind;
  readonly tier: Tier;
  /** Its day. For an open promise this is the promised day: look at the account. */
  readonly on: Day;
  /** `due` lists it on this day and after; `null` = never, as with insolvency without a legal date. */
  readonly showsOn: Day | null;
  /** Minutes since midnight, when an hour was agreed. */
  readonly at: number | null;
  /** What it waits for until `showsOn`. */
  readonly gate: Gate;
  readonly reason: Reason;
  readonly contactId: number | null;
  readonly phone: string | null;
  readonly promiseId: number | null;
}

/** One open amount of a client, on a day: what the rules of the next action look at. */
export interface Debt {
  readonly standing: Standing;
  readonly today: Day;
  readonly rules: Rules;
  /** Working days where the client is. */
  readonly calendar: Calendar;
  readonly invoice: Invoice;
  /** The part that no dispute freezes. */
  readonly amount: Money;
  readonly daysPastDue: number;
}

const tasks: ReadonlySet<ActionKind> = new Set(['own_commitment', 'declare_claim', 'email', 'execute_step']);

/** Is it time for it? Compared with ≥, so that a week away from the machine loses nothing (product 4). */
export function isShown({ showsOn }: NextAction, today: Day): boolean {
  return showsOn !== null && showsOn <= today;
}

/** Something to do or to write, and no call. */
export function isTask({ action, reason }: NextAction): boolean {
  return tasks.has(action) || reason.code === 'answered';
}

/** An action with everything that most of them leave out. */
export function nextAction(
  debt: Pick<Debt, 'invoice' | 'amount'>,
  own: Pick<NextAction, 'action' | 'tier' | 'on' | 'gate' | 'reason'> & Partial<NextAction>,
): NextAction {
  const absent = { at: null, contactId: null, phone: null, promiseId: null };
  return { invoiceId: debt.invoice.id, amount: debt.amount, showsOn: own.on, ...absent, ...own };
}

export function reason(code: ReasonCode, facts: Partial<Omit<Reason, 'code'>> = {}): Reason {
  return { code, day: null, days: null, count: null, amount: null, text: null, ...facts };
}
