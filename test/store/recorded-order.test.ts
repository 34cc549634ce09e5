import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, type Day, momentOf } from '../../src/domain/day.ts';
import { dueList } from '../../src/domain/due-list.ts';
import { balances } from '../../src/domain/invoice.ts';
import { levelOf } from '../../src/domain/level.ts';
import type { Money } from '../../src/domain/money.ts';
import { judgePromises } from '../../src/domain/promise.ts';
import { defaultRules } from '../../src/domain/rule-table.ts';
import type { Ledger } from '../../src/store/ledger.ts';
import {
  aClient,
  aCommitment,
  aCreditNote,
  aDispute,
  anAttempt,
  anInvoice,
  anOutcome,
  aPayment,
  aPromise,
  euros,
  today,
} from './builders.ts';
import { memoryLedger } from './ledgers.ts';

/** One fact with its value day; `client` and `invoice` count from zero. */
interface Fact {
  readonly kind:
    | 'payment'
    | 'credit'
    | 'promise'
    | 'withdrawn'
    | 'dispute'
    | 'closed'
    | 'commitment'
    | 'done'
    | 'log';
  readonly client: number;
  readonly invoice: number;
  readonly ago: number;
  readonly cents: number;
}

const aFact: fc.Arbitrary<Fact> = fc.record({
  kind: fc.constantFrom(
    'payment',
    'credit',
    'promise',
    'withdrawn',
    'dispute',
    'closed',
    'commitment',
    'done',
    'log',
  ),
  client: fc.nat({ max: 1 }),
  invoice: fc.nat({ max: 2 }),
  ago: fc.integer({ min: 0, max: 40 }),
  cents: fc.integer({ min: 100, max: 90_000 }),
});

/** Facts of one client on different days: of two on the same day, which came first is what the order of recording tells. */
const facts = fc.uniqueArray(aFact, {
  selector: ({ client, ago }) => `${client}/${ago}`,
  minLength: 2,
  maxLength: 9,
});

const shuffled = facts.chain((all) =>
  fc.record({
    all: fc.constant(all),
    again: fc.shuffledSubarray([...all], { minLength: all.length, maxLength: all.length }),
  }),
);

function recorded(all: readonly Fact[]): Ledger {
  const ledger = memoryLedger();
  for (const at of [0, 1]) {
    const { id } = ledger.clients.add(aClient({ handle: `c${at}`, name: `Client ${at}` }));
    for (const number of [0, 1, 2]) {
      const dueOn = addDays(today, -50 + 15 * number);
      ledger.invoices.add(anInvoice(id, { number: `F-${number}`, dueOn, issuedOn: addDays(dueOn, -30) }));
    }
  }
  for (const fact of all) record(ledger, fact);
  return ledger;
}

function record(ledger: Ledger, fact: Fact): void {
  const clientId = fact.client + 1;
  const about = {
    clientId,
    invoiceId: fact.client * 3 + fact.invoice + 1,
    on: addDays(today, -fact.ago),
    amount: euros(fact.cents),
  };
  recordMoney(ledger, fact, about);
  recordAgreement(ledger, fact, about);
}

interface About {
  readonly clientId: number;
  readonly invoiceId: number;
  readonly on: Day;
  readonly amount: Money;
}

function recordMoney(
  ledger: Ledger,
  { kind, cents }: Fact,
  { clientId, invoiceId, on, amount }: About,
): void {
  const named = cents % 2 === 0 ? null : invoiceId;
  if (kind === 'payment') ledger.payments.add(aPayment(clientId, { on, amount, invoiceId: named }));
  if (kind === 'credit')
    ledger.invoices.addCreditNote(aCreditNote(clientId, { issuedOn: on, amount, invoiceId }));
  const outcome = cents % 2 === 0 ? 'refusal' : 'no_answer';
  const outcomes = [anOutcome({ invoiceId, outcome, followUpOn: addDays(on, 3) })];
  const startedAt = momentOf(on, 600);
  if (kind === 'log') ledger.calls.log(anAttempt(clientId, { on, startedAt, note: null, outcomes }));
}

function recordAgreement(ledger: Ledger, { kind, ago }: Fact, about: About): void {
  const { clientId, invoiceId, on, amount } = about;
  switch (kind) {
    case 'promise':
    case 'withdrawn': {
      const promisedOn = addDays(on, 5);
      const days = {
        promisedOn,
        arrivalDeadline: addDays(promisedOn, 3),
        recontactOn: addDays(promisedOn, 4),
      };
      const parts = [{ invoiceId, amount, ...days }];
      const { id } = ledger.promises.add(aPromise(clientId, invoiceId, { madeOn: on, parts }));
      const change = { kind: 'withdrawn', on, reason: 'x', replacedBy: null } as const;
      if (kind === 'withdrawn') ledger.promises.change(id, change);
      return;
    }
    case 'dispute':
    case 'closed': {
      const resolveOn = addDays(on, 7);
      const { id } = ledger.disputes.open({
        ...aDispute(clientId, invoiceId),
        disputed: amount,
        raisedOn: on,
        resolveOn,
      });
      if (kind === 'closed') ledger.disputes.close(id, addDays(on, 1) > today ? on : addDays(on, 1), 'x');
      return;
    }
    case 'commitment':
    case 'done': {
      const { id } = ledger.commitments.add(
        aCommitment(clientId, { dueOn: addDays(on, 9), text: `t${ago}` }),
      );
      if (kind === 'done') ledger.commitments.done(id, on);
      return;
    }
    default:
      return;
  }
}

/** What follows from the facts, without the numbers they were given. */
function meaning(ledger: Ledger) {
  const standings = ledger.standings.all();
  const withoutIds = (value: unknown): unknown =>
    JSON.parse(
      JSON.stringify(value, (key, each: unknown) =>
        /^(id|.*Id|recordedAt|standing)$/.test(key)
          ? undefined
          : each instanceof Map
            ? [...each.values()]
            : each,
      ),
    );
  const sorted = (all: readonly unknown[]) => all.map((one) => JSON.stringify(withoutIds(one))).toSorted();
  return {
    open: ledger.standings.open().map(({ client }) => client.handle),
    due: withoutIds(dueList(ledger.standings.open(), today, defaultRules)),
    balances: standings.map((standing) =>
      withoutIds([...balances(standing, today).values()].map(({ balance }) => balance)),
    ),
    promises: standings.map((standing) =>
      sorted(
        standing.promises.map((promise) => ({
          madeOn: promise.madeOn,
          fate: judgePromises(standing, today).get(promise.id)?.fate,
          received: judgePromises(standing, today).get(promise.id)?.received,
          level: levelOf(promise, standing, today),
        })),
      ),
    ),
  };
}

test('the same facts recorded in any order give the same ledger', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(shuffled, ({ all, again }) => {
      expect(meaning(recorded(again))).toEqual(meaning(recorded(all)));
    }),
    { numRuns: 150 },
  );
});
