import SqliteDatabase from 'better-sqlite3';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, day } from '../../src/domain/day.ts';
import { migrate } from '../../src/store/migrate.ts';
import { clientStore } from '../../src/store/clients.ts';
import { callStore } from '../../src/store/calls.ts';
import { commitmentStore } from '../../src/store/commitments.ts';
import { invoiceStore } from '../../src/store/invoices.ts';
import { paymentStore } from '../../src/store/payments.ts';
import { keepChange } from '../../src/store/changes.ts';
import { loadProjection, project, rebuild } from '../../src/store/projection.ts';
import { newSession } from '../../src/store/session.ts';
import type { Session } from '../../src/store/session.ts';
import {
  aClient,
  aCommitment,
  aCreditNote,
  anAttempt,
  anInvoice,
  anOutcome,
  aPayment,
  euros,
  ticking,
  today,
} from './builders.ts';

function session(): Session {
  const db = new SqliteDatabase(':memory:');
  migrate(db);
  const ignore = () => undefined;
  return newSession({
    db,
    path: ':memory:',
    today,
    now: ticking(),
    beforeFirstWrite: ignore,
    project,
    keepChange,
  });
}

type Step =
  | { kind: 'invoice' | 'payment' | 'credit'; client: number; cents: number; days: number; isNamed: boolean }
  | { kind: 'reverse'; pick: number }
  | { kind: 'done'; pick: number }
  | { kind: 'commitment' | 'attempt'; client: number; days: number; isNamed: boolean };

const client = fc.integer({ min: 1, max: 3 });
const days = fc.integer({ min: -60, max: 60 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('invoice' as const, 'invoice' as const, 'payment' as const, 'credit' as const),
    client,
    days,
    cents: fc.integer({ min: 1, max: 400 }),
    isNamed: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('reverse' as const), pick: fc.nat({ max: 20 }) }),
  fc.record({ kind: fc.constant('done' as const), pick: fc.nat({ max: 20 }) }),
  fc.record({
    kind: fc.constantFrom('commitment' as const, 'attempt' as const),
    client,
    days,
    isNamed: fc.boolean(),
  }),
);

interface Made {
  readonly invoices: { id: number; clientId: number }[];
  readonly payments: number[];
  readonly commitments: number[];
  count: number;
}

/** Takes back one of the payments, or fulfils one of the commitments; nothing when there is none. */
function settleOne(on: Session, made: Made, each: { kind: 'reverse' | 'done'; pick: number }): void {
  const known = each.kind === 'reverse' ? made.payments : made.commitments;
  const id = known[each.pick % Math.max(known.length, 1)];
  if (id === undefined) return;
  if (each.kind === 'reverse') paymentStore(on).reverse(id, today, null);
  else commitmentStore(on).done(id, today);
}

function record(on: Session, made: Made, each: Step): void {
  made.count += 1;
  const number = `F-${made.count}`;
  if (each.kind === 'reverse' || each.kind === 'done') {
    settleOne(on, made, each);
    return;
  }
  const clientId = each.client;
  const mine = made.invoices.filter((invoice) => invoice.clientId === clientId);
  const invoiceId = each.isNamed ? (mine[0]?.id ?? null) : null;
  const when = addDays(today, each.days);
  switch (each.kind) {
    case 'invoice': {
      const amount = euros(each.cents);
      const invoice = anInvoice(clientId, { number, amount, dueOn: when, issuedOn: day('2026-01-01') });
      made.invoices.push(invoiceStore(on).add(invoice));
      return;
    }
    case 'payment':
      made.payments.push(
        paymentStore(on).add(aPayment(clientId, { invoiceId, amount: euros(each.cents), on: when })).id,
      );
      return;
    case 'credit':
      invoiceStore(on).addCreditNote(
        aCreditNote(clientId, { invoiceId, number, amount: euros(each.cents), issuedOn: when }),
      );
      return;
    case 'commitment':
      made.commitments.push(commitmentStore(on).add(aCommitment(clientId, { dueOn: when })).id);
      return;
    case 'attempt':
      callStore(on).log(
        anAttempt(clientId, { on: when, outcomes: [anOutcome({ invoiceId, followUpOn: when })] }),
      );
  }
}

test('whatever is recorded in whatever order, the projection is the one computed from the facts', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), fc.boolean(), (steps, isOneTransaction) => {
      const on = session();
      for (const handle of ['a', 'b', 'c']) clientStore(on).add(aClient({ handle }));
      const made: Made = { invoices: [], payments: [], commitments: [], count: 0 };
      const run = () => steps.forEach((each) => record(on, made, each));
      if (isOneTransaction) on.write(run);
      else run();
      const kept = loadProjection(on);
      rebuild(on);
      expect(kept).toEqual(loadProjection(on));
      on.db.close();
    }),
    { numRuns: 150 },
  );
});

test('a transaction that fails leaves the projection as it was', () => {
  const on = session();
  const { id } = clientStore(on).add(aClient());
  invoiceStore(on).add(anInvoice(id));
  const before = loadProjection(on);
  const work = () =>
    on.write(() => {
      paymentStore(on).add(aPayment(id, { amount: euros(120_000) }));
      on.settle();
      expect(loadProjection(on)).not.toEqual(before);
      throw new Error('stop');
    });
  expect(work).toThrowError('stop');
  expect(loadProjection(on)).toEqual(before);
  expect(before).toEqual({
    amounts: [{ invoiceId: 1, clientId: id, balance: euros(120_000), dueOn: '2026-04-30' }],
    tasks: [],
  });
});
