import fc from 'fast-check';
import { addDays, type Day, day } from '../../src/domain/day.ts';
import { EUR, money, parseCurrency } from '../../src/domain/money.ts';
import type { Standing } from '../../src/domain/standing.ts';
import { aClient, aContact, anInvoice, aStanding } from './a-standing.ts';
import { events, type Told } from './story-events.ts';

/**
 * A client's whole history as the program writes it: each event is recorded on top of those before it, with the days
 * that the rules give it. For laws that hold of every ledger.
 */
export interface Story {
  readonly standing: Standing;
  /** The day of the last event. */
  readonly today: Day;
  /** The events in words: what a counterexample shows. */
  readonly toString: () => string;
}

const firstDay = day('2026-03-02');
const chf = parseCurrency('CHF') ?? EUR;

const invoices = fc
  .array(
    fc.record({
      minor: fc.oneof(fc.integer({ min: 1, max: 9000 }), fc.integer({ min: 9001, max: 600_000 })),
      term: fc.constantFrom(0, 14, 30, 30, 45),
      issued: fc.integer({ min: -90, max: 0 }),
      isForeign: fc.integer({ min: 0, max: 7 }).map((one) => one === 0),
      file: fc.constantFrom('/invoices/copy.pdf', null),
    }),
    { minLength: 1, maxLength: 3 },
  )
  .map((all) =>
    all.map(({ minor, term, issued, isForeign, file }, index) => {
      const issuedOn = addDays(firstDay, issued);
      const amount = money(minor, isForeign ? chf : EUR);
      const settledBefore = money(0, amount.currency);
      return anInvoice({ id: 101 + index, amount, settledBefore, issuedOn, dueOn: addDays(issuedOn, term), file });
    }),
  ); // biome-ignore format: a story

const clients = fc
  .record({
    kind: fc.constantFrom('business' as const, 'business' as const, 'consumer' as const, 'public' as const),
    country: fc.constantFrom('FR', 'FR', 'GB', 'BE'),
    relationship: fc.constantFrom('keep' as const, 'neutral' as const, 'ending' as const),
  })
  .map((patch) => aClient(patch));

const people = fc
  .record({
    hasSecond: fc.boolean(),
    email: fc.constantFrom('jules@roussel.example', null),
    isDecider: fc.boolean(),
    reachableHours: fc.constantFrom(null, null, '9-12', 'mardi matin'),
  })
  .map(({ hasSecond, email, isDecider, reachableHours }) => {
    const own = aContact({ role: 'accounts', isDecider: false, canRelease: false, email, reachableHours });
    const boss = { firstName: 'Anne', email: 'anne@roussel.example', phone: '+33388001133' };
    return hasSecond ? [own, aContact({ id: 12, role: 'owner', isDecider, ...boss })] : [own];
  });

const waits = fc.oneof(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 16 }));

/** Stories of a few weeks: up to three invoices, and whatever happens about them. */
export const stories: fc.Arbitrary<Story> = fc
  .record({
    client: clients,
    contacts: people,
    invoices,
    happened: fc.array(fc.tuple(waits, events), { maxLength: 9 }),
  })
  .map(({ happened, ...facts }) => {
    const { client, contacts, invoices: bills } = facts;
    const told: Told = { standing: aStanding(facts), on: firstDay, id: 0, tale: [] };
    told.tale.push(`${client.kind} ${client.country}, ${contacts.map(({ id, email }) => `${id} ${email}`).join(', ')}`);
    for (const { id, amount, issuedOn, dueOn } of bills)
      told.tale.push(`${id}: ${amount.minor} ${amount.currency}, issued ${issuedOn}, due ${dueOn}`);
    for (const [wait, event] of happened) {
      told.on = addDays(told.on, wait);
      told.id += 1;
      event(told);
    }
    const { standing, on: today, tale } = told;
    return { standing, today, toString: () => ['', ...tale, `today ${today}`, ''].join('\n') };
  }); // biome-ignore format: a story
