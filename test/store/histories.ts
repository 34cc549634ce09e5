import fc from 'fast-check';
import { addDays } from '../../src/domain/day.ts';
import type { Ledger } from '../../src/store/ledger.ts';
import {
  aCall,
  aClient,
  aCommitment,
  aContact,
  aCreditNote,
  aDispute,
  aMessage,
  anAttempt,
  anInvoice,
  anOutcome,
  aPayment,
  aPromise,
  aResult,
  euros,
  someRecords,
  today,
} from './builders.ts';

/** One piece of work on the ledger; `pick` chooses among what is there, `days` moves the value day. */
export interface Work {
  readonly kind: (typeof kinds)[number];
  readonly pick: number;
  readonly days: number;
  readonly cents: number;
}

const kinds = [
  'client', 'rename', 'contact', 'contact_edit', 'invoice', 'file', 'credit', 'payment', 'reverse', 'promise', 'move',
  'withdraw', 'dispute', 'close', 'commitment', 'done', 'log', 'call', 'half_call', 'finish', 'setting', 'unset', 'profile',
  'objection', 'objection_edit', 'objection_remove', 'import', 'memo', 'send', 'prep',
] as const; // biome-ignore format: rows of names

export const aWork: fc.Arbitrary<Work> = fc.record({
  kind: fc.constantFrom(...kinds),
  pick: fc.nat({ max: 50 }),
  days: fc.integer({ min: -40, max: 20 }),
  cents: fc.integer({ min: 1, max: 90_000 }),
});

const one = <T>(of: readonly T[], pick: number): T | undefined => of[pick % Math.max(1, of.length)];

/** Does one piece of work as one change; nothing when there is nothing to do it on. */
export function doWork(ledger: Ledger, work: Work): void {
  ledger.changes.begin(work.kind);
  const standing = one(ledger.standings.all(), work.pick);
  if (standing === undefined || work.kind === 'client') return newClient(ledger, work);
  for (const group of [onClient, onMoney, onAgreements, onTerms, onCalls, besides, outside])
    group(ledger, work, standing);
}

type Standing = ReturnType<Ledger['standings']['one']>;

function newClient(ledger: Ledger, { pick }: Work): void {
  const handle = `c${pick}`;
  if (ledger.clients.all().some((client) => client.handle === handle)) return;
  ledger.transaction(() => {
    const { id } = ledger.clients.add(aClient({ handle, name: `Client ${pick}` }));
    ledger.invoices.add(anInvoice(id, { number: `F-${pick}` }));
  });
}

function onClient(ledger: Ledger, { kind, pick, cents }: Work, { client, contacts }: Standing): void {
  const contact = one(contacts, pick);
  if (kind === 'rename') ledger.clients.edit(client.id, { name: `Name ${cents}` });
  if (kind === 'contact') ledger.clients.addContact(aContact(client.id));
  if (kind === 'contact_edit' && contact) ledger.clients.editContact(contact.id, { phone: `+33${cents}` });
}

function onMoney(ledger: Ledger, work: Work, { client, invoices, payments }: Standing): void {
  const { kind, pick, days, cents } = work;
  const clientId = client.id;
  const on = addDays(today, Math.min(0, days));
  const invoice = one(invoices, pick);
  const payment = one(payments, pick);
  if (kind === 'invoice' && invoices.every(({ number }) => number !== `G-${cents}`)) {
    const dueOn = addDays(today, days);
    ledger.invoices.add(anInvoice(clientId, { number: `G-${cents}`, amount: euros(cents), dueOn }));
  }
  if (kind === 'file' && invoice) ledger.invoices.setFile(invoice.id, `/f/${cents}.pdf`);
  if (kind === 'credit')
    ledger.invoices.addCreditNote(
      aCreditNote(clientId, { invoiceId: invoice?.id ?? null, issuedOn: on, amount: euros(cents) }),
    );
  if (kind === 'payment') ledger.payments.add(aPayment(clientId, { on, amount: euros(cents) }));
  if (kind === 'reverse' && payment && payment.on <= on) ledger.payments.reverse(payment.id, on, null);
}

function onAgreements(ledger: Ledger, { kind, pick, days }: Work, standing: Standing): void {
  const { client, invoices, promises, commitments } = standing;
  const invoice = one(invoices, pick);
  const promise = one(promises, pick);
  const commitment = one(commitments, pick);
  const dueOn = addDays(today, days);
  if (kind === 'promise' && invoice) ledger.promises.add(promised(client.id, invoice.id, days));
  if (kind === 'move' && promise && invoice)
    ledger.transaction(() => {
      const { id } = ledger.promises.add(promised(client.id, invoice.id, days));
      ledger.promises.change(promise.id, { kind: 'moved', on: today, reason: null, replacedBy: id });
    });
  if (kind === 'commitment') ledger.commitments.add(aCommitment(client.id, { dueOn }));
  if (kind === 'done' && commitment) ledger.commitments.done(commitment.id, today);
}

function onTerms(ledger: Ledger, { kind, pick, cents }: Work, standing: Standing): void {
  const { client, invoices, promises, disputes } = standing;
  const invoice = one(invoices, pick);
  const promise = one(promises, pick);
  const dispute = one(disputes, pick);
  const withdrawn = { kind: 'withdrawn', on: today, reason: 'x', replacedBy: null } as const;
  if (kind === 'withdraw' && promise) ledger.promises.change(promise.id, withdrawn);
  if (kind === 'dispute' && invoice)
    ledger.disputes.open({ ...aDispute(client.id, invoice.id), disputed: euros(cents) });
  if (kind === 'close' && dispute) ledger.disputes.close(dispute.id, today, 'livré');
}

function promised(clientId: number, invoiceId: number, days: number) {
  const promisedOn = addDays(today, days);
  const deadline = addDays(promisedOn, 3);
  const part = { invoiceId, amount: euros(5000), promisedOn, arrivalDeadline: deadline };
  return aPromise(clientId, invoiceId, { parts: [{ ...part, recontactOn: addDays(deadline, 1) }] });
}

function onCalls(ledger: Ledger, { kind, pick, days }: Work, standing: Standing): void {
  const { client, invoices, contacts } = standing;
  const followUpOn = addDays(today, days);
  if (kind === 'log') ledger.calls.log(anAttempt(client.id, { outcomes: [anOutcome({ followUpOn })] }));
  if (kind === 'half_call') ledger.calls.append(ledger.calls.start(aCall(client.id)).id, 0, { type: 'dial' });
  if (kind === 'finish') {
    const begun = Array.from({ length: 40 }, (_, at) => ledger.calls.byId(at + 1)).find(
      (call) => call?.isFinished === false,
    );
    if (begun) ledger.finishCall(begun.id, aResult({ outcomes: [anOutcome({ followUpOn })], note: 'ok' }));
  }
  const invoice = one(invoices, pick);
  if (kind !== 'call' || invoice === undefined) return;
  const { id } = ledger.calls.start(aCall(client.id));
  ledger.calls.append(id, 0, { type: 'dial' });
  ledger.calls.append(id, 1, { type: 'yes' });
  const contact = one(contacts, pick);
  const records = someRecords([invoice.id]);
  ledger.finishCall(
    id,
    aResult({
      outcomes: [anOutcome({ invoiceId: invoice.id, followUpOn })],
      promises: [promised(client.id, invoice.id, days)],
      disputes: [aDispute(client.id, invoice.id)],
      commitments: [aCommitment(client.id)],
      newContacts: [aContact(client.id, { firstName: 'Paul' })],
      contactPatches: contact ? [{ id: contact.id, patch: { extension: String(pick) } }] : [],
      records: { ...records, review: { on: today, scores: { tone: 1 }, nextTime: null } },
      message: pick % 2 === 0 ? aMessage(client.id) : null,
    }),
  );
}

function besides(ledger: Ledger, { kind, pick, cents }: Work): void {
  const own = one(ledger.objections.own(), pick);
  if (kind === 'setting') ledger.settings.set(`k${pick % 3}`, String(cents));
  if (kind === 'unset') ledger.settings.unset(`k${pick % 3}`);
  if (kind === 'profile') ledger.profile.save({ ...profile, business: `Studio ${cents}` });
  if (kind === 'objection') ledger.objections.add({ words: `dit ${cents}`, answer: { fr: null, en: null } });
  if (kind === 'objection_edit' && own) ledger.objections.edit(own.id, { words: `autre ${cents}` });
  if (kind === 'objection_remove' && own) ledger.objections.remove(own.id);
}

function outside(ledger: Ledger, { kind, pick, cents }: Work, { client, attempts }: Standing): void {
  const sha256 = String(pick).padStart(64, '0');
  const file = { sha256, fileName: `${pick}.csv`, format: 'csv', kind: 'invoices', count: 1 } as const;
  if (kind === 'import' && !ledger.imports.seen(sha256)) ledger.imports.record(file);
  if (kind === 'memo') ledger.outbox.queue(aMessage(client.id, { callId: attempts.at(-1)?.id ?? null }));
  if (kind === 'send') send(ledger, cents);
  if (kind === 'prep')
    ledger.preps.add({
      clientId: client.id, on: today, objectiveMax: 'full', objectiveMin: 'date', goal: null, fallback: null,
      opening: null, voicemailPlan: 'leave', answers: {},
      seconds: pick,
    }); // biome-ignore format: one row
}

function send(ledger: Ledger, cents: number): void {
  const [queued] = ledger.outbox.list('queued');
  if (queued === undefined || ledger.outbox.take(queued.id, process.pid) === undefined) return;
  if (cents % 3 === 0) ledger.outbox.advance(queued.id, { to: 'failed', error: '550' });
  else ledger.outbox.advance(queued.id, { to: 'sent', receipt: '250 ok', at: cents });
}

/** The profile to begin with; `profile` work renames its business. */
export const profile = {
  firstName: 'Léa', lastName: 'Martin', business: 'Studio', phone: null, email: null, address: null, country: 'FR',
  region: null, language: 'fr', iban: null, bic: null, legalId: null, paymentMethods: [], paymentLink: null,
  signature: null,
} as const; // biome-ignore format: rows

/** All that the readers of a ledger say. */
export function allOf(ledger: Ledger) {
  const clients = ledger.clients.all();
  const calls = Array.from({ length: 40 }, (_, at) => at + 1);
  return {
    profile: ledger.profile.load(),
    settings: [...ledger.settings.all()],
    clients,
    contacts: clients.map(({ id }) => ledger.clients.contacts(id)),
    found: clients.map(({ name }) => ledger.clients.find(name)),
    standings: ledger.standings.all(),
    open: ledger.standings.open(),
    payments: ledger.payments.list(),
    messages: ledger.outbox.list().map((message) => ({ ...message, raw: [...message.raw] })),
    calls: calls.map((id) => ledger.calls.byId(id)),
    events: calls.map((id) => ledger.calls.events(id)),
    manners: calls.map((id) => ledger.records.manner(id)),
    records: clients.map(({ id }) => ledger.records.of(id)),
    objections: [ledger.objections.own(), ledger.objections.uses()],
    imports: calls.map((at) => ledger.imports.seen(String(at).padStart(64, '0'))),
  };
}
