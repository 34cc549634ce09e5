import type { NextAction } from './action.ts';
import type { Attempt, AttemptOutcome, Outcome } from './attempt.ts';
import type { Client, Contact } from './client.ts';
import { contactFor } from './contact-for.ts';
import { courtesyOn, isCourtesy } from './courtesy.ts';
import { addDays, type Day, later, localDay } from './day.ts';
import { insolvencyHold } from './insolvency.ts';
import { noticeDays, openBalances, pausedUntil } from './history.ts';
import { add, type Money } from './money.ts';
import { nextActions } from './next-action.ts';
import { openDisputes } from './dispute.ts';
import { numberToDial } from './phone-number.ts';
import { placeCalendar } from './place-calendar.ts';
import { isWaiting, judgePromise, type PartJudgement, type PaymentPromise } from './promise.ts';
import { remindersSent, tellsOf } from './reminder-sent.ts';
import type { Rules } from './rules.ts';
import type { Standing } from './standing.ts';

/** What a day of the agenda is for. The words are labels `due.ics.<kind>`. */
export type AgendaKind =
  | 'check' | 'recontact' | 'callback' | 'duplicate' | 'approval' | 'proof' | 'intent' | 'distress' | 'commitment'
  | 'dispute' | 'notice' | 'claim' | 'courtesy'; // biome-ignore format: a table of names

/** One day that matters, for the user's own calendar. */
export interface AgendaEntry {
  /** The same for the same thing whenever it is asked for, in this ledger and no other. */
  readonly uid: string;
  readonly kind: AgendaKind;
  readonly on: Day;
  /** Minutes since midnight, when an hour was agreed. */
  readonly at: number | null;
  /** Kept, settled, withdrawn or overtaken: it is to leave the calendar. */
  readonly isOver: boolean;
  readonly client: Client;
  readonly contact: Contact | null;
  readonly phone: string | null;
  readonly amount: Money | null;
  /** Numbers of the invoices. */
  readonly invoices: readonly string[];
  /** In the words of whoever said it. */
  readonly text: string | null;
}

interface Seen {
  readonly standing: Standing;
  readonly today: Day;
  readonly rules: Rules;
}

interface At extends Seen {
  readonly next: readonly NextAction[];
}

/** What is over stays in the file for so long, so that a calendar that was not fed for a month still learns of it. */
export const rememberDays = 30;

/** What was agreed for a day, and the reason that the next action gives for it while it stands. */
const agreed: Readonly<Partial<Record<Outcome, AgendaKind>>> = {
  callback: 'callback',
  duplicate_sent: 'duplicate',
  approval: 'approval',
  paid_claimed: 'proof',
  intent: 'intent',
  distress: 'distress',
};

/**
 * The dated things of one client (product 3, `due --ics`): promised days and their recontact, callbacks and follow-ups
 * that were agreed, own commitments, and deadlines of disputes, notices and claims. Oldest first, then by `uid`.
 */
export function agendaOf(seen: Seen): AgendaEntry[] {
  const at: At = { ...seen, next: nextActions(seen.standing, seen.today, seen.rules) };
  const entries = [
    ...at.standing.promises.flatMap((promise) => promiseEntries(promise, at)),
    ...at.standing.attempts.flatMap((attempt) => agreedEntries(attempt, at)),
    ...commitmentEntries(at),
    ...disputeEntries(at),
    ...noticeEntries(at),
    ...claimEntries(at),
    ...courtesyEntries(at),
  ];
  const oldest = addDays(at.today, -rememberDays);
  return entries.filter(({ isOver, on }) => !isOver || on >= oldest).toSorted(byDay);
}

function byDay(a: AgendaEntry, b: AgendaEntry): number {
  if (a.on !== b.on) return a.on < b.on ? -1 : 1;
  return a.uid < b.uid ? -1 : 1;
}

/** Two entries a promised day: look at the account, and ring when nothing came (practice D3). */
function promiseEntries(promise: PaymentPromise, at: At): AgendaEntry[] {
  if (promise.condition !== null || promise.madeOn > at.today) return [];
  const successor = at.standing.promises.find(({ id }) =>
    promise.changes.some(
      ({ kind, on, replacedBy }) => kind === 'moved' && on <= at.today && replacedBy === id,
    ),
  );
  // A moved promise goes on in the entries of its successor; only days that have none there are taken out.
  const taken = successor === undefined ? 0 : daysOf(successor, at).length;
  const origin = originOf(promise, at.standing.promises);
  return daysOf(promise, at).flatMap((rows, index) =>
    index < taken ? [] : promisedDay(rows, { promise, at, uid: [origin.id, index + 1, origin.recordedAt] }),
  );
}

function promisedDay(
  rows: readonly PartJudgement[],
  { promise, at, uid }: { promise: PaymentPromise; at: At; uid: readonly [number, number, number] },
): AgendaEntry[] {
  const [first] = rows;
  if (first === undefined) return [];
  const waiting = rows.filter((row) => isWaiting(row, at.rules));
  const recontact = rows.map(({ part }) => part.recontactOn).reduce(later);
  const pause = pausedUntil(at.standing, at.today);
  const [id, index, recordedAt] = uid;
  const base = {
    at: null,
    ...personOf(at, { contactId: promise.contactId }),
    amount: rows.map(({ part }) => part.amount).reduce(add),
    invoices: numbersOf(
      at,
      rows.map(({ part }) => part.invoiceId),
    ),
    text: null,
  };
  return [
    {
      ...base,
      uid: uidOf(`check-${id}-${index}`, recordedAt),
      kind: 'check',
      on: first.part.promisedOn,
      isOver: waiting.length === 0,
    },
    {
      ...base,
      uid: uidOf(`recontact-${id}-${index}`, recordedAt),
      kind: 'recontact',
      // Nobody is rung before a pause is over.
      on: waiting.length === 0 ? recontact : later(recontact, pause ?? recontact),
      isOver: waiting.length === 0,
    },
  ];
}

/** The parts of a promise, one list a promised day and currency, in the order of the promise. */
function daysOf(promise: PaymentPromise, { standing, today }: At): PartJudgement[][] {
  const { rows } = judgePromise(promise, standing, today);
  return [...Map.groupBy(rows, ({ part }) => `${part.promisedOn} ${part.amount.currency}`).values()];
}

/** The promise that this one goes back to by moves: it gives its name to the entries (facts 7). */
function originOf(promise: PaymentPromise, all: readonly PaymentPromise[]): PaymentPromise {
  const before = all.find(
    ({ id, changes }) => id < promise.id && changes.some(({ replacedBy }) => replacedBy === promise.id),
  );
  return before === undefined ? promise : originOf(before, all);
}

/** What was agreed in one contact, one entry a kind and day; it stands as long as it is what comes next. */
function agreedEntries(attempt: Attempt, at: At): AgendaEntry[] {
  if (attempt.on > at.today) return [];
  const dated = attempt.outcomes.filter(({ outcome }) => agreed[outcome] !== undefined);
  const groups = Map.groupBy(
    dated,
    ({ outcome, followUpOn, followUpAt }) => `${outcome} ${followUpOn} ${followUpAt}`,
  );
  return [...groups.values()].flatMap((outcomes, index): AgendaEntry[] => {
    const [first] = outcomes;
    const kind = first && agreed[first.outcome];
    if (first === undefined || kind === undefined) return [];
    const ids = outcomes.flatMap(({ invoiceId }) => invoiceId ?? []);
    return [
      {
        uid: uidOf(`${kind}-${attempt.id}-${index + 1}`, attempt.recordedAt),
        kind,
        on: first.followUpOn,
        at: first.followUpAt,
        isOver: !outcomes.some((outcome) => isNext(outcome, at)),
        ...personOf(at, { contactId: first.contactId ?? attempt.contactId, phone: first.phone }),
        amount: null,
        invoices: numbersOf(at, ids),
        text: null,
      },
    ];
  });
}

function isNext({ outcome, invoiceId, followUpOn }: AttemptOutcome, { next }: At): boolean {
  const kind = agreed[outcome];
  return next.some(
    (action) =>
      (action.reason.code === kind || (kind === 'distress' && action.gate === 'pause')) &&
      action.on === followUpOn &&
      (invoiceId === null || action.invoiceId === invoiceId),
  );
}

function commitmentEntries(at: At): AgendaEntry[] {
  return at.standing.commitments.map(({ id, recordedAt, dueOn, dueAt, doneOn, text }) => ({
    uid: uidOf(`commitment-${id}`, recordedAt),
    kind: 'commitment',
    on: dueOn,
    at: dueAt,
    isOver: doneOn !== null && doneOn <= at.today,
    ...personOf(at, {}),
    amount: null,
    invoices: [],
    text,
  }));
}

function disputeEntries(at: At): AgendaEntry[] {
  const { standing, today } = at;
  const open = new Set(openBalances(standing, today).map(({ invoice }) => invoice.id));
  const live = new Set(openDisputes(standing, today).map(({ id }) => id));
  return standing.disputes
    .filter(({ raisedOn }) => raisedOn <= today)
    .map(({ id, recordedAt, resolveOn, invoiceId, disputed, words }) => ({
      uid: uidOf(`dispute-${id}`, recordedAt),
      kind: 'dispute',
      on: resolveOn,
      at: null,
      isOver: !live.has(id) || !open.has(invoiceId),
      ...personOf(at, {}),
      amount: disputed,
      invoices: numbersOf(at, [invoiceId]),
      text: words,
    }));
}

/** The last day left by each formal notice; a newer notice takes the place of an older one. */
function noticeEntries(at: At): AgendaEntry[] {
  const { standing, today, rules } = at;
  const open = openBalances(standing, today);
  const written = standing.memos
    .filter(({ kind, state }) => kind === 'final_notice' && state !== 'failed')
    .map((memo) => ({ memo, sentOn: localDay(memo.sentAt ?? memo.createdAt) }))
    .filter(({ sentOn }) => sentOn <= today);
  return written.map(({ memo, sentOn }, index) => ({
    uid: uidOf(`notice-${memo.id}`, memo.createdAt),
    kind: 'notice',
    on: addDays(sentOn, noticeDays(standing.client, rules)),
    at: null,
    isOver: open.length === 0 || index < written.length - 1,
    ...personOf(at, {}),
    amount: null,
    invoices: open.map(({ invoice }) => invoice.number),
    text: null,
  }));
}

function claimEntries(at: At): AgendaEntry[] {
  const { standing, today } = at;
  const until = insolvencyHold(standing, today)?.until ?? null;
  if (until === null) return [];
  const open = openBalances(standing, today);
  return [
    {
      uid: uidOf(`claim-${standing.client.id}`, standing.client.recordedAt),
      kind: 'claim',
      on: until,
      at: null,
      isOver: open.length === 0,
      client: standing.client,
      contact: null,
      phone: null,
      amount: null,
      invoices: open.map(({ invoice }) => invoice.number),
      text: null,
    },
  ];
}

/** The courteous mail, one entry a day whatever it is about; once written it leaves the calendar (practice D5, rung 1). */
function courtesyEntries(at: At): AgendaEntry[] {
  const { standing, today, next } = at;
  const { client } = standing;
  const calendar = placeCalendar(client, today);
  const due = standing.invoices.filter(({ dueOn }) => dueOn < today);
  return [...Map.groupBy(due, ({ dueOn }) => courtesyOn(dueOn, calendar))].flatMap(([on, invoices]) => {
    const mails = next.filter((action) => isCourtesy(action) && action.on === on);
    const told = remindersSent(standing, today).filter((sent) => sent.on >= on);
    const isWritten = told.some((sent) => invoices.some((invoice) => tellsOf(sent, invoice)));
    if (mails.length === 0 && !isWritten) return [];
    const asked = mails.flatMap(({ invoiceId }) => invoiceId ?? []);
    return [
      {
        uid: uidOf(`courtesy-${client.id}-${on}`, client.recordedAt),
        kind: 'courtesy',
        on,
        at: null,
        isOver: mails.length === 0,
        ...personOf(at, { contactId: mails[0]?.contactId ?? null }),
        amount: null,
        invoices: numbersOf(at, mails.length === 0 ? invoices.map(({ id }) => id) : asked),
        text: null,
      },
    ];
  });
}

function personOf(
  { standing }: At,
  { contactId = null, phone = null }: { readonly contactId?: number | null; readonly phone?: string | null },
): Pick<AgendaEntry, 'client' | 'contact' | 'phone'> {
  const contact = contactFor(standing, { contactId }) ?? null;
  return { client: standing.client, contact, phone: numberToDial(standing, { contact, agreed: phone }) };
}

function numbersOf({ standing }: At, ids: readonly number[]): string[] {
  const wanted = new Set(ids);
  return standing.invoices.filter(({ id }) => wanted.has(id)).map(({ number }) => number);
}

/** The moment of recording tells two ledgers apart that count from one. */
function uidOf(name: string, recordedAt: number): string {
  return `${name}-${Math.max(0, recordedAt).toString(36)}@dun.invalid`;
}
