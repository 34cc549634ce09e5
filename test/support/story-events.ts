import fc from 'fast-check';
import type { Attempt, AttemptOutcome, MemoKind, Outcome, Reach } from '../../src/domain/attempt.ts';
import { addDays, type Day, momentOf } from '../../src/domain/day.ts';
import type { Ground } from '../../src/domain/dispute.ts';
import { openBalances } from '../../src/domain/history.ts';
import type { InvoiceBalance } from '../../src/domain/invoice.ts';
import { EUR, money } from '../../src/domain/money.ts';
import { followUp } from '../../src/domain/outcome.ts';
import { placeCalendar } from '../../src/domain/place-calendar.ts';
import { livePromises, type PaymentPromise, type PromiseChange } from '../../src/domain/promise.ts';
import { promiseParts } from '../../src/domain/promise-parts.ts';
import type { ReplyKind } from '../../src/domain/reply.ts';
import { defaultRules as rules } from '../../src/domain/rule-table.ts';
import type { Standing } from '../../src/domain/standing.ts';
import { aDispute, aMemo, anAttempt, anOutcome, aPromise, aReply } from './a-standing.ts';

/** A story while it is told. */
export interface Told {
  standing: Standing;
  /** The day of the present event. */
  on: Day;
  /** Number of the present event: what it records is called by it. */
  id: number;
  /** The events in words, for whoever reads a counterexample. */
  readonly tale: string[];
}

/** Records what happened on the present day on top of everything before it; nothing when it does not fit. */
export type Event = (told: Told) => void;

export const invoiceIds = [101, 102, 103] as const;
const about = fc.constantFrom<number | null>(null, ...invoiceIds);
const ground = fc.constantFrom<Ground>('no', 'no', 'yes', 'to_check');
const minutes = fc.constantFrom(570, 600, 870, 900);

function record(told: Told, patch: Partial<Standing>, words: string): void {
  told.standing = { ...told.standing, ...patch };
  told.tale.push(`${told.on} ${words}`);
}

function openAbout({ standing, on }: Told, invoiceId: number | null): InvoiceBalance | undefined {
  return openBalances(standing, on).find(({ invoice }) => invoiceId === null || invoice.id === invoiceId);
}

interface Left extends Partial<AttemptOutcome> {
  readonly minutes: number;
  readonly agreedOn?: Day | undefined;
  readonly agreedAt?: number | undefined;
  readonly isAnnounced?: boolean;
  readonly recontactOn?: Day | undefined;
}

/** An outcome with the next action that the rules give it. */
function left({ standing, on }: Told, outcome: Outcome, said: Left): AttemptOutcome {
  const { minutes: at, agreedOn, agreedAt, isAnnounced = false, recontactOn, ...patch } = said;
  const { memo: _, ...next } = followUp(outcome, {
    today: on,
    minutes: at,
    rules,
    calendar: placeCalendar(standing.client, on),
    earlier: standing.attempts,
    invoiceId: patch.invoiceId ?? null,
    agreedOn,
    agreedAt,
    promisedRecontactOn: recontactOn,
    ground: patch.ground,
    announced: isAnnounced ? { deadline: addDays(on, rules.finalNoticeDays) } : undefined,
  });
  return anOutcome({ outcome, ...next, ...patch });
}

function attempted(
  { standing, on, id }: Told,
  at: number,
  patch: Partial<Attempt>,
): Pick<Standing, 'attempts'> {
  const startedAt = momentOf(on, at);
  const when = { startedAt, endedAt: startedAt + 300_000, recordedAt: startedAt + 300_000 };
  return { attempts: [...standing.attempts, anAttempt(on, { id, ...when, ...patch })] };
}

function mailed({ standing, on, id }: Told, kind: MemoKind, callId: number | null): Pick<Standing, 'memos'> {
  const at = momentOf(on, 960);
  return { memos: [...standing.memos, aMemo({ id: 400 + id, kind, callId, createdAt: at, sentAt: at })] };
}

const talk = fc
  .record({
    outcome: fc.constantFrom<Outcome>('no_date', 'no_date', 'refusal', 'angry', 'callback', 'approval', 'duplicate_sent', 'paid_claimed', 'intent', 'distress', 'insolvency'),
    invoiceId: about,
    wait: fc.option(fc.integer({ min: 0, max: 12 }), { nil: undefined }),
    agreedAt: fc.option(fc.constantFrom(540, 615, 870), { nil: undefined }),
    ground,
    contactId: fc.constantFrom(11, 12, null),
    isStepNamed: fc.boolean(),
    isHardship: fc.integer({ min: 0, max: 30 }).map((one) => one === 0),
    cause: fc.constantFrom('cash' as const, 'forgot' as const, 'vague' as const, 'approval' as const, null),
    channel: fc.constantFrom('call' as const, 'call' as const, 'call' as const, 'incoming' as const, 'mail' as const),
    minutes,
  }) // biome-ignore format: one field a line
  .map(({ outcome, wait, isStepNamed, isHardship, cause: heard, channel, ...said }): Event => (told) => {
    if (openAbout(told, said.invoiceId) === undefined) return;
    const isAnnounced = isStepNamed && (outcome === 'refusal' || outcome === 'no_date');
    const agreedOn = wait === undefined ? undefined : addDays(told.on, wait);
    const one = left(told, outcome, { ...said, agreedOn, isAnnounced });
    const cause = outcome === 'insolvency' ? ('insolvency' as const) : heard;
    const reach = channel === 'mail' ? null : ('person' as const);
    const patch = { outcomes: [one], contactId: said.contactId, isHardship, cause, channel, reach };
    const held = attempted(told, said.minutes, patch);
    const words = `${channel} ${outcome} about ${said.invoiceId}, ground ${said.ground}, contact ${said.contactId}`;
    const memos = isAnnounced ? mailed(told, 'final_notice', told.id) : {};
    record(told, { ...held, ...memos }, `${words}: ${one.action} ${one.followUpOn}${isAnnounced ? ', notice' : ''}`);
  }); // biome-ignore format: a story

const reaches = { voicemail: 'voicemail', no_answer: 'no_answer', busy: 'busy', message_left: 'desk', bad_number: 'bad_number' } as const satisfies Partial<Record<Outcome, Reach>>; // biome-ignore format: a table

const tryInVain = fc
  .record({ outcome: fc.constantFrom(...(['voicemail', 'no_answer', 'busy', 'message_left', 'bad_number'] as const)), invoiceId: fc.constantFrom(null, null, 101, 102), minutes })
  .map(({ outcome, ...said }): Event => (told) => {
    if (openAbout(told, said.invoiceId) === undefined) return;
    const one = left(told, outcome, said);
    const held = attempted(told, said.minutes, { outcomes: [one], reach: reaches[outcome] });
    const memos = outcome === 'voicemail' ? mailed(told, 'voicemail_followup', told.id) : {};
    record(told, { ...held, ...memos }, `try ${outcome} about ${said.invoiceId}: ${one.action} ${one.followUpOn}`);
  }); // biome-ignore format: a story

const promised = fc
  .record({
    wait: fc.integer({ min: 0, max: 20 }),
    gap: fc.integer({ min: 3, max: 30 }),
    rows: fc.constantFrom(1, 1, 1, 2, 3),
    share: fc.constantFrom(1, 1, 0.5, 0.3),
    means: fc.constantFrom('leaves' as const, 'arrives' as const),
    about: fc.subarray([...invoiceIds], { minLength: 1 }),
    isAccelerated: fc.boolean(),
    isCalled: fc.boolean(),
    isWritten: fc.boolean(),
    isIntent: fc.integer({ min: 0, max: 12 }).map((one) => one === 0),
  })
  .map(({ wait, gap, rows, share, means, ...facts }): Event => (told) => {
    const { standing, on, id } = told;
    const open = openBalances(standing, on)
      .filter(({ invoice, balance }) => balance.currency === EUR && facts.about.some((one) => one === invoice.id))
      .map(({ invoice, balance }) => ({ invoiceId: invoice.id, open: balance }));
    const total = open.reduce((minor, one) => minor + one.open.minor, 0);
    if (total < rows) return;
    const amount = money(Math.max(1, Math.floor((total * share) / rows)), EUR);
    const days = Array.from({ length: rows }, (_, row) => ({ amount, promisedOn: addDays(on, wait + row * gap) }));
    const parts = promiseParts(days, open, { means, rules, calendar: placeCalendar(standing.client, on) });
    const condition = facts.isIntent ? 'quand notre client paie' : null;
    const kind = rows > 1 ? 'plan' : 'promise';
    const callId = facts.isCalled ? id : null;
    const isAccelerated = kind === 'plan' && facts.isAccelerated;
    const promise = aPromise(on, addDays(on, wait), { id: 200 + id, callId, kind, parts, condition, means, isAccelerated });
    const words = parts.map((part) => `${part.amount.minor} of ${part.invoiceId} by ${part.promisedOn}, back ${part.recontactOn}`);
    const called = facts.isCalled ? promisedInCall(told, promise, facts.isWritten) : {};
    const name = `${condition === null ? kind : 'intent'} ${promise.id}${isAccelerated ? ' all due at once' : ''}`;
    const promises = [...movedBy(told, promise), promise];
    record(told, { ...called, promises }, `${name}${facts.isCalled ? ' in a call' : ''}: ${words.join('; ')}`);
  }); // biome-ignore format: a story

function promisedInCall(told: Told, { kind, parts, condition }: PaymentPromise, isWritten: boolean) {
  const recontactOn = parts.map((part) => part.recontactOn).toSorted()[0];
  const agreedOn = parts[0]?.promisedOn;
  const outcomes = [...new Set(parts.map(({ invoiceId }) => invoiceId))].map((invoiceId) =>
    left(told, condition === null ? kind : 'intent', { invoiceId, minutes: 600, agreedOn, recontactOn }),
  );
  const memo = kind === 'plan' ? 'instalment_plan' : 'promise_confirmation';
  return { ...attempted(told, 600, { outcomes }), ...(isWritten ? mailed(told, memo, told.id) : {}) };
}

/** A running promise on the same invoice, all of whose days are to come, is moved by the new one. */
function movedBy({ standing, on }: Told, { id, parts, condition }: PaymentPromise): PaymentPromise[] {
  const live = [...livePromises(standing, on, rules)].flatMap(([invoiceId, { promise }]) =>
    parts.some((part) => part.invoiceId === invoiceId) ? [promise] : [],
  );
  return standing.promises.map((old) => {
    const isMoved =
      condition === null && live.includes(old) && old.parts.every((part) => part.promisedOn > on);
    return isMoved ? { ...old, changes: [...old.changes, change('moved', on, id)] } : old;
  });
}

function change(kind: PromiseChange['kind'], on: Day, replacedBy: number | null): PromiseChange {
  return { kind, on, reason: null, replacedBy, recordedAt: momentOf(on, 605) };
}

const changed = fc.constantFrom('withdrawn' as const, 'confirmed' as const).map((kind): Event => (told) => {
  const { standing, on } = told;
  const live = [...livePromises(standing, on, rules).values()][0]?.promise;
  if (live === undefined) return;
  const own = { ...live, changes: [...live.changes, change(kind, on, null)] };
  const promises = standing.promises.map((one) => (one === live ? own : one));
  record(told, { promises }, `${kind} ${live.id}`);
}); // biome-ignore format: a story

const paid = fc
  .record({ invoiceId: about, share: fc.constantFrom(0.1, 0.3, 0.5, 0.995, 1, 1, 1.2), reversedAfter: fc.option(fc.integer({ min: 1, max: 20 }), { freq: 6 }) })
  .map(({ invoiceId, share, reversedAfter }): Event => (told) => {
    const { standing, on, id } = told;
    const open = openAbout(told, invoiceId);
    if (open === undefined) return;
    const amount = money(Math.max(1, Math.floor(open.balance.minor * share)), open.balance.currency);
    const reversedOn = reversedAfter === null ? null : addDays(on, reversedAfter);
    const payment = { id, clientId: 1, invoiceId, amount, on, method: null, reference: null, source: 'hand' as const, reversedOn, recordedAt: momentOf(on, 1000) };
    record(told, { payments: [...standing.payments, payment] }, `paid ${amount.minor} on ${invoiceId}, back ${reversedOn}`);
  }); // biome-ignore format: a story

const credited = fc
  .record({ invoiceId: about, share: fc.constantFrom(0.1, 0.5, 1), reason: fc.constantFrom('credit' as const, 'write_off' as const) })
  .map(({ invoiceId, share, reason }): Event => (told) => {
    const { standing, on, id } = told;
    const open = openAbout(told, invoiceId);
    if (open === undefined) return;
    const amount = money(Math.max(1, Math.floor(open.balance.minor * share)), open.balance.currency);
    const note = { id, clientId: 1, invoiceId, number: `A-${id}`, reason, issuedOn: on, amount, recordedAt: momentOf(on, 1000) };
    record(told, { creditNotes: [...standing.creditNotes, note] }, `${reason} ${amount.minor} on ${invoiceId}`);
  }); // biome-ignore format: a story

const disputed = fc
  .record({ invoiceId: fc.constantFrom(...invoiceIds), share: fc.constantFrom(0.3, 1, 1), wait: fc.integer({ min: 0, max: 14 }), ground, isCalled: fc.boolean() })
  .map(({ invoiceId, share, wait, isCalled, ...judged }): Event => (told) => {
    const { standing, on, id } = told;
    const open = openAbout(told, invoiceId);
    if (open === undefined) return;
    const amount = money(Math.max(1, Math.floor(open.balance.minor * share)), open.balance.currency);
    const resolveOn = addDays(on, wait);
    const called = isCalled ? attempted(told, 600, { outcomes: [left(told, 'dispute', { invoiceId, minutes: 600, ...judged })] }) : {};
    const dispute = aDispute({ id: 300 + id, invoiceId, callId: isCalled ? id : null, disputed: amount, raisedOn: on, resolveOn, ...judged, recordedAt: momentOf(on, 605) });
    record(told, { ...called, disputes: [...standing.disputes, dispute] }, `dispute of ${amount.minor} of ${invoiceId} until ${resolveOn}, ground ${judged.ground}${isCalled ? ', in a call' : ''}`);
  }); // biome-ignore format: a story

const settled = fc.option(fc.integer({ min: 0, max: 14 })).map(
  (wait): Event =>
    (told) => {
      const { standing, on } = told;
      const open = standing.disputes.find(({ closedOn }) => closedOn === null);
      if (open === undefined) return;
      const own = {
        ...open,
        closedOn: on,
        payOn: wait === null ? null : addDays(on, wait),
        resolution: 'réglé',
      };
      const disputes = standing.disputes.map((one) => (one === open ? own : one));
      record(told, { disputes }, `settled ${open.id}, to be paid ${own.payOn}`);
    },
);

const written = fc
  .constantFrom<MemoKind>('payment_reminder', 'payment_reminder', 'final_notice', 'broken_promise')
  .map(
    (kind): Event =>
      (told) => {
        const late = openBalances(told.standing, told.on).some(({ daysPastDue }) => daysPastDue > 0);
        if (late) record(told, mailed(told, kind, null), `wrote ${kind}`);
      },
  );

const answered = fc
  .record({ kind: fc.constantFrom<ReplyKind>('agreed', 'answer', 'answer', 'automatic', 'bounce', 'delayed'), isRead: fc.boolean() })
  .map(({ kind, isRead }): Event => (told) => {
    const { standing, on, id } = told;
    const last = standing.memos.at(-1);
    if (last === undefined) return;
    const at = momentOf(on, 1100);
    const failedAddress = kind === 'bounce' || kind === 'delayed' ? 'jules@roussel.example' : null;
    const reading = kind === 'answer' && isRead ? ({ meaning: 'other', on } as const) : null;
    const reply = aReply({ id: 500 + id, messageId: last.id, kind, on, at, recordedAt: at, failedAddress, reading });
    record(told, { replies: [...standing.replies, reply] }, `reply ${kind} to ${last.id}`);
  }); // biome-ignore format: a story

const owed = fc.record({ wait: fc.integer({ min: 0, max: 9 }), isDone: fc.boolean() }).map(({ wait, isDone }): Event => (told) => {
  const { standing, on, id } = told;
  const before = standing.commitments.map((one, index) => (isDone && index === 0 ? { ...one, doneOn: on } : one));
  const own = { id, clientId: 1, callId: null, text: 'envoyer le PV', dueOn: addDays(on, wait), dueAt: null, doneOn: null, recordedAt: momentOf(on, 605) };
  record(told, { commitments: [...before, own] }, `own commitment by ${own.dueOn}${isDone ? ', the first is done' : ''}`);
}); // biome-ignore format: a story

const deadNumber = fc.constant<Event>((told) => {
  const contacts = told.standing.contacts.map((one, index) => (index === 0 ? { ...one, isPhoneInvalid: true } : one));
  record(told, { contacts }, 'number of the first contact is dead');
}); // biome-ignore format: a story

/** Whatever may happen with a client, the usual more often. */
export const events = fc.oneof(
  { weight: 6, arbitrary: talk },
  { weight: 4, arbitrary: tryInVain },
  { weight: 6, arbitrary: promised },
  { weight: 2, arbitrary: changed },
  { weight: 3, arbitrary: paid },
  { weight: 1, arbitrary: credited },
  { weight: 2, arbitrary: disputed },
  { weight: 2, arbitrary: settled },
  { weight: 2, arbitrary: written },
  { weight: 2, arbitrary: answered },
  { weight: 1, arbitrary: owed },
  { weight: 1, arbitrary: deadNumber },
);
