import { addDays, type Day, day, momentOf } from '../../src/domain/day.ts';
import { money, parseCurrency } from '../../src/domain/money.ts';
import type { PaymentPromise } from '../../src/domain/promise.ts';
import { nothingRecorded } from '../../src/domain/call-record.ts';
import { type Ledger, openLedger } from '../../src/store/ledger.ts';
import {
  aClient,
  aContact,
  aDispute,
  anAttempt,
  anInvoice,
  anOutcome,
  aPart,
  aPayment,
  aPromise,
  euros,
} from './a-standing.ts';

export const statsDay = day('2026-06-09');
const owner = { pid: 1, startedAt: 0 };

/** A spring of calls with three clients, one of them in dollars, seen on Tuesday 9 June 2026. */
export function aSpring(name = 'Brasserie du Canal'): Ledger {
  const ledger = openLedger({ path: ':memory:', today: statsDay, now: () => momentOf(statsDay, 600) });
  const roussel = add(ledger, 'roussel', 'Menuiserie Roussel');
  const canal = add(ledger, 'canal', name);
  const noor = add(ledger, 'noor', 'Noor Press');
  rousselPays(ledger, roussel);
  canalDoesNot(ledger, canal);
  const usd = parseCurrency('USD') ?? euros(0).currency;
  ledger.invoices.add(
    anInvoice({
      clientId: noor.clientId,
      number: 'N-1',
      amount: money(120_000, usd),
      settledBefore: money(0, usd),
      issuedOn: day('2025-01-10'),
      dueOn: day('2025-02-10'),
    }),
  );
  return ledger;
}

interface Who {
  readonly clientId: number;
  readonly contactId: number;
}

function add(ledger: Ledger, handle: string, name: string): Who {
  const client = ledger.clients.add(aClient({ handle, name }));
  const contact = ledger.clients.addContact(aContact({ clientId: client.id }));
  return { clientId: client.id, contactId: contact.id };
}

function invoice(
  ledger: Ledger,
  { clientId }: Who,
  [number, issuedOn, dueOn, amount]: [string, string, string, number],
): number {
  const facts = { clientId, number, issuedOn: day(issuedOn), dueOn: day(dueOn), amount: euros(amount) };
  return ledger.invoices.add(anInvoice(facts)).id;
}

function call(ledger: Ledger, who: Who, [on, hour, minutes]: [string, number, number]): number {
  const startedAt = momentOf(day(on), hour * 60);
  const endedAt = minutes === 0 ? null : startedAt + minutes * 60_000;
  const reach = minutes === 0 ? ('no_answer' as const) : ('person' as const);
  return ledger.calls.log(anAttempt(on, { ...who, startedAt, endedAt, reach })).id;
}

function promised(
  ledger: Ledger,
  who: Who,
  {
    invoiceId,
    callId,
    on,
    by,
    amount,
    ...patch
  }: {
    invoiceId: number;
    callId: number | null;
    on: string;
    by: string;
    amount: number;
  } & Partial<PaymentPromise>,
): void {
  const parts = [aPart(invoiceId, by, amount)];
  ledger.promises.add(aPromise(on, by, { ...who, callId, parts, ...patch }));
}

function prepared(ledger: Ledger, { clientId }: Who, { on, seconds }: { on: string; seconds: number }): void {
  const settled = { objectiveMax: 'tout', objectiveMin: '', goal: null, fallback: null, opening: null };
  ledger.preps.add({ ...settled, clientId, on: day(on), voicemailPlan: 'leave', answers: {}, seconds });
}

/** Two promises kept, one of them late, after calls at ten. */
function rousselPays(ledger: Ledger, who: Who): void {
  const first = invoice(ledger, who, ['R-1', '2026-03-20', '2026-04-20', 840]);
  const second = invoice(ledger, who, ['R-2', '2026-04-20', '2026-05-20', 600]);
  invoice(ledger, who, ['R-3', '2026-06-01', '2026-07-01', 1500]);
  const april = call(ledger, who, ['2026-04-28', 10, 6]);
  promised(ledger, who, { invoiceId: first, callId: april, on: '2026-04-28', by: '2026-05-04', amount: 840 });
  ledger.payments.add({ ...aPayment(first, '2026-05-05', 840), clientId: who.clientId });
  call(ledger, who, ['2026-05-22', 15, 0]);
  prepared(ledger, who, { on: '2026-05-26', seconds: 300 });
  const may = call(ledger, who, ['2026-05-26', 10, 4]);
  promised(ledger, who, {
    invoiceId: second,
    callId: may,
    on: '2026-05-26',
    by: '2026-05-29',
    amount: 600,
    method: null,
  });
  ledger.payments.add({ ...aPayment(second, '2026-06-04', 600), clientId: who.clientId });
}

/** Three promises, none kept; a plan; a dispute; objections and looks back. */
function canalDoesNot(ledger: Ledger, who: Who): void {
  const old = invoice(ledger, who, ['C-1', '2025-11-01', '2025-12-01', 2000]);
  const mid = invoice(ledger, who, ['C-2', '2026-03-05', '2026-04-05', 890]);
  for (const [at, on] of ['2026-03-10', '2026-04-14', '2026-05-12'].entries()) {
    const callId = talk(ledger, who, { on, score: at === 0 ? 0 : 2, hasWorked: at === 2 });
    const by = addDays(day(on), 10 + at * 10);
    const origin = at === 0 ? ('client' as const) : ('mine' as const);
    promised(ledger, who, {
      invoiceId: at === 2 ? mid : old,
      callId,
      on,
      by,
      amount: 500,
      method: null,
      origin,
    });
  }
  call(ledger, who, ['2026-05-29', 16, 0]);
  ledger.payments.add({ ...aPayment(mid, '2026-05-30', 200), clientId: who.clientId });
  ledger.disputes.open(
    aDispute({
      clientId: who.clientId,
      invoiceId: old,
      disputed: euros(300),
      raisedOn: day('2026-05-20'),
      resolveOn: day('2026-06-03'),
    }),
  );
}

function talk(
  ledger: Ledger,
  who: Who,
  { on, score, hasWorked }: { on: string; score: 0 | 2; hasWorked: boolean },
): number {
  const held: Day = day(on);
  const startedAt = momentOf(held, 9 * 60 + 30);
  const { id } = ledger.calls.start({
    ...who,
    prepId: null,
    on: held,
    startedAt,
    phone: null,
    language: 'fr',
    setup: null,
    owner,
  });
  ledger.finishCall(id, {
    endedAt: startedAt + 10 * 60_000,
    contactId: who.contactId,
    reach: 'person',
    cause: 'cash',
    note: null,
    isHardship: false,
    outcomes: [anOutcome({ outcome: 'promise' })],
    promises: [],
    disputes: [],
    commitments: [],
    contactPatches: [],
    newContacts: [],
    message: null,
    records: {
      ...nothingRecorded,
      objections: [{ on: held, objection: 'cash_tight', hasWorked }],
      review: { on: held, scores: { tone: score, precision: 1 }, nextTime: null },
    },
    manner: { moodBefore: null, moodAfter: null, hangup: 'normal', isSatisfied: null },
  });
  return id;
}
