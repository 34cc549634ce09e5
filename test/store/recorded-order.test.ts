import fc from 'fast-check';
import { expect, test } from 'vitest';
import { agedBalances } from '../../src/domain/aging.ts';
import { claimOf } from '../../src/domain/claim.ts';
import { addDays, type Day, momentOf } from '../../src/domain/day.ts';
import { dueList } from '../../src/domain/due-list.ts';
import { rungOf } from '../../src/domain/dunning.ts';
import { fruitlessCount, triggers } from '../../src/domain/litigation.ts';
import { balances } from '../../src/domain/invoice.ts';
import { levelOf } from '../../src/domain/level.ts';
import type { Money } from '../../src/domain/money.ts';
import type { Outcome } from '../../src/domain/attempt.ts';
import { followUp } from '../../src/domain/outcome.ts';
import { recommendedObjective } from '../../src/domain/objective.ts';
import { payerType } from '../../src/domain/payer-type.ts';
import { placeCalendar } from '../../src/domain/place-calendar.ts';
import { judgePromises, type PromisePart } from '../../src/domain/promise.ts';
import { defaultRules } from '../../src/domain/rule-table.ts';
import type { Standing } from '../../src/domain/standing.ts';
import { type WarningFacts, warnings } from '../../src/domain/warnings.ts';
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

const kinds = [
  'payment', 'reversed', 'credit', 'promise', 'withdrawn', 'moved', 'plan', 'dispute', 'closed', 'commitment', 'done',
  'log',
] as const; // biome-ignore format: rows of names

/** One fact with its value day; `client` and `invoice` count from zero. */
interface Fact {
  readonly kind: (typeof kinds)[number];
  readonly client: number;
  readonly invoice: number;
  readonly ago: number;
  readonly cents: number;
}

const aFact: fc.Arbitrary<Fact> = fc.record({
  kind: fc.oneof(fc.constantFrom(...kinds), fc.constant('log' as const)),
  client: fc.nat({ max: 1 }),
  invoice: fc.nat({ max: 2 }),
  // Every third day: what changes a fact on the day after is on a day of its own, too.
  ago: fc.integer({ min: 0, max: 13 }).map((third) => third * 3 + 1),
  cents: fc.integer({ min: 100, max: 90_000 }),
});

const isMoney = (kind: Fact['kind']) => kind === 'payment' || kind === 'credit' || kind === 'reversed';

/**
 * Facts of one client on different days: of two on the same day, which came first is what the order of recording tells.
 * Money says by itself what it is, and may come as often on a day as it likes.
 */
const facts = fc.uniqueArray(aFact, {
  selector: ({ kind, client, ago, cents }) => `${client}/${ago}/${isMoney(kind) ? cents : ''}`,
  minLength: 2,
  maxLength: 10,
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
  recordPromise(ledger, fact, about);
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
  if (kind === 'payment' || kind === 'reversed') {
    const { id } = ledger.payments.add(aPayment(clientId, { on, amount, invoiceId: named }));
    if (kind === 'reversed') ledger.payments.reverse(id, addDays(on, 1), null);
  }
  if (kind === 'credit')
    ledger.invoices.addCreditNote(aCreditNote(clientId, { issuedOn: on, amount, invoiceId }));
  if (kind === 'log') recordContact(ledger, saidBy(cents), { clientId, invoiceId, on, amount });
}

const outcomes = [
  'refusal', 'no_answer', 'busy', 'voicemail', 'duplicate_sent', 'approval', 'callback', 'no_date', 'angry',
] as const; // biome-ignore format: rows of names
const saidBy = (cents: number): Outcome => outcomes[cents % outcomes.length] ?? 'no_date';

/** As `dun log` does it: the rule fixes the next action, after the contacts before this one that are known by now. */
function recordContact(ledger: Ledger, outcome: Outcome, { clientId, invoiceId, on }: About): void {
  const startedAt = momentOf(on, 600);
  const earlier = ledger.standings.one(clientId).attempts.filter((one) => one.startedAt <= startedAt);
  const at = { ...occasion, today: on, minutes: 600 };
  const next = followUp(outcome, { ...at, earlier, invoiceId, ground: 'no' });
  const { action, followUpOn, followUpAt, isFruitless } = next;
  const own = { invoiceId, outcome, action, followUpOn, followUpAt, isFruitless, ground: 'no' } as const;
  ledger.calls.log(anAttempt(clientId, { on, startedAt, note: null, outcomes: [anOutcome(own)] }));
}

function part({ invoiceId, amount }: About, promisedOn: Day): PromisePart {
  const arrivalDeadline = addDays(promisedOn, 3);
  return { invoiceId, amount, promisedOn, arrivalDeadline, recontactOn: addDays(promisedOn, 4) };
}

function recordPromise(ledger: Ledger, { kind, ago }: Fact, about: About): void {
  const { clientId, invoiceId, on } = about;
  switch (kind) {
    case 'promise':
    case 'withdrawn': {
      const parts = [part(about, addDays(on, 5))];
      const { id } = ledger.promises.add(aPromise(clientId, invoiceId, { madeOn: on, parts }));
      const change = { kind: 'withdrawn', on, reason: 'x', replacedBy: null } as const;
      if (kind === 'withdrawn') ledger.promises.change(id, change);
      return;
    }
    case 'moved': {
      const later = addDays(on, 1);
      const old = ledger.promises.add(
        aPromise(clientId, invoiceId, { madeOn: on, parts: [part(about, addDays(on, 4))] }),
      );
      const { id } = ledger.promises.add(
        aPromise(clientId, invoiceId, { madeOn: later, parts: [part(about, addDays(on, 9))] }),
      );
      ledger.promises.change(old.id, { kind: 'moved', on: later, reason: null, replacedBy: id });
      return;
    }
    case 'plan': {
      const parts = [part(about, addDays(on, 3)), part(about, addDays(on, 13))];
      const isAccelerated = ago % 2 === 0;
      ledger.promises.add(aPromise(clientId, invoiceId, { kind: 'plan', isAccelerated, madeOn: on, parts }));
      return;
    }
    default:
      return;
  }
}

function recordAgreement(ledger: Ledger, { kind, ago }: Fact, about: About): void {
  const { clientId, invoiceId, on, amount } = about;
  switch (kind) {
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

const occasion = {
  today,
  rules: defaultRules,
  calendar: placeCalendar({ country: 'FR', region: null }, today),
};

/** A call of that morning. */
function asked(standing: Standing): WarningFacts {
  const contact = standing.contacts[0];
  return {
    standing,
    profile: undefined,
    contact,
    lastPrep: undefined,
    occasion: { ...occasion, minutes: 600 },
  };
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
    claims: standings.map((standing) => claimOf(standing, today, defaultRules)),
    types: standings.map((standing) => payerType(standing, today, defaultRules)),
    fruitless: standings.map((standing) => fruitlessCount(standing, today, defaultRules)),
    triggers: standings.map((standing) => triggers(standing, today, defaultRules)),
    rungs: standings.map((standing) => withoutIds(rungOf(standing, today, defaultRules))),
    goals: standings.map((standing) => recommendedObjective(standing, occasion)),
    warnings: standings.map((standing) => withoutIds(warnings(asked(standing)))),
    aged: agedBalances(standings, today),
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
