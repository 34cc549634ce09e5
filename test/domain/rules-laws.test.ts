import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Attempt, Outcome } from '../../src/domain/attempt.ts';
import { claimOf } from '../../src/domain/claim.ts';
import { agendaOf } from '../../src/domain/agenda.ts';
import { addDays, type Day, day, momentOf } from '../../src/domain/day.ts';
import { dueList } from '../../src/domain/due-list.ts';
import { planWeek } from '../../src/domain/due-week.ts';
import { balances } from '../../src/domain/invoice.ts';
import { EUR, money, sum } from '../../src/domain/money.ts';
import { nextActions } from '../../src/domain/next-action.ts';
import { placeCalendar } from '../../src/domain/place-calendar.ts';
import type { PaymentPromise } from '../../src/domain/promise.ts';
import { promiseDays, promiseParts } from '../../src/domain/promise-parts.ts';
import { defaultRules } from '../../src/domain/rule-table.ts';
import type { Standing } from '../../src/domain/standing.ts';
import { type WarningCode, type WarningLevel, warnings } from '../../src/domain/warnings.ts';
import {
  aClient,
  aDispute,
  aMemo,
  anAttempt,
  anInvoice,
  anOutcome,
  aPart,
  aPromise,
  aPayment,
  aProfile,
  aStanding,
} from '../support/a-standing.ts';

const rules = defaultRules;
/** The morning from which one looks; every fact is of that day or before. */
const now = day('2026-07-10');
const calendar = placeCalendar(aClient(), now);

const past = fc.integer({ min: 0, max: 100 }).map((days) => addDays(now, -days));
const cents = fc.integer({ min: 1, max: 200_000 }).map((minor) => money(minor, EUR));
const outcome = fc.constantFrom<Outcome>(
  'voicemail', 'no_answer', 'busy', 'bad_number', 'message_left', 'no_date', 'refusal', 'angry', 'callback', 'approval',
  'duplicate_sent', 'paid_claimed', 'intent',
); // biome-ignore format: a row of names
const means = fc.constantFrom('leaves' as const, 'arrives' as const);

function attempts(on: fc.Arbitrary<Day>, id: number): fc.Arbitrary<Attempt> {
  return fc
    .record({
      on,
      outcome,
      wait: fc.integer({ min: 0, max: 12 }),
      isFruitless: fc.boolean(),
      invoiceId: fc.constantFrom(null, 101, 102),
      ground: fc.constantFrom('no' as const, 'yes' as const, 'to_check' as const),
    })
    .map(({ on: held, wait, ...said }) => {
      const own = anOutcome({ ...said, followUpOn: addDays(held, wait) });
      return anAttempt(held, { id, outcomes: [own] });
    });
}

const someAttempts = fc.tuple(...[1, 2, 3, 4].map((id) => fc.option(attempts(past, id), { nil: undefined })));
const present = <T>(all: readonly (T | undefined)[]): T[] => all.filter((one) => one !== undefined);

function promises(madeOn: fc.Arbitrary<Day>, id: number): fc.Arbitrary<PaymentPromise> {
  return fc
    .record({
      madeOn,
      wait: fc.integer({ min: 0, max: 30 }),
      gap: fc.integer({ min: 1, max: 30 }),
      amount: cents,
      means,
      isPlan: fc.boolean(),
      isAccelerated: fc.boolean(),
      invoiceId: fc.constantFrom(101, 102),
    })
    .map(({ madeOn: on, wait, gap, amount, isPlan, invoiceId, ...rest }) => {
      const part = (after: number) => {
        const promisedOn = addDays(on, after);
        return {
          ...aPart(invoiceId, promisedOn, 0),
          amount,
          ...promiseDays(promisedOn, { means: rest.means, rules, calendar }),
        };
      };
      const parts = isPlan ? [part(wait), part(wait + gap)] : [part(wait)];
      return aPromise(on, addDays(on, wait), { ...rest, id, kind: isPlan ? 'plan' : 'promise', parts });
    });
}

const standings = fc
  .record({
    amounts: fc.tuple(cents, cents),
    dueOn: fc.tuple(past, past),
    attempts: someAttempts,
    promises: fc.array(promises(past, 0), { maxLength: 3 }),
    payments: fc.array(fc.record({ on: past, amount: cents, invoiceId: fc.constantFrom(null, 101, 102) }), {
      maxLength: 4,
    }),
    reminders: fc.array(
      fc.record({
        on: past,
        state: fc.constantFrom('sent' as const, 'draft' as const, 'queued' as const, 'failed' as const),
      }),
      { maxLength: 2 },
    ),
    disputed: fc.option(
      fc.record({ raisedOn: past, disputed: cents, wait: fc.integer({ min: 0, max: 20 }) }),
    ),
  })
  .map((facts) =>
    aStanding({
      invoices: facts.amounts.map((amount, index) =>
        anInvoice({
          id: 101 + index,
          amount,
          dueOn: facts.dueOn[index] ?? now,
          issuedOn: addDays(now, -130),
        }),
      ),
      attempts: present(facts.attempts),
      promises: facts.promises.map((promise, index) => ({ ...promise, id: 201 + index })),
      memos: facts.reminders.map(({ on, state }, index) => {
        const createdAt = momentOf(on, 600 + index);
        const sentAt = state === 'sent' || state === 'draft' ? createdAt : null;
        return aMemo({ id: 401 + index, kind: 'payment_reminder', state, createdAt, sentAt });
      }),
      payments: facts.payments.map((payment, id) => ({ ...aPayment(null, now, 0), ...payment, id })),
      disputes:
        facts.disputed === null
          ? []
          : [
              aDispute({
                raisedOn: facts.disputed.raisedOn,
                disputed: facts.disputed.disputed,
                resolveOn: addDays(facts.disputed.raisedOn, facts.disputed.wait),
              }),
            ],
    }),
  );

const listed = (standing: Standing, on: Day) => dueList([standing], on, rules);

/** What the week and the calendar file would have one do before a day, besides looking at the account. */
function proposedElsewhere(standing: Standing, today: Day, before: Day): string[] {
  const week = planWeek({ standings: [standing], today, minutes: 480, rules, calendarOf: () => calendar });
  const planned = week.days
    .filter(({ on }) => on < before)
    .flatMap(({ on, calls, tasks }) => [...calls, ...tasks].map(({ item }) => `${on} ${item.first.action}`));
  const dated = agendaOf({ standing, today, rules })
    .filter(({ on, isOver, kind }) => !isOver && on < before && kind !== 'check')
    .map(({ on, kind }) => `${on} ${kind}`);
  return [...planned, ...dated];
}

/** What prep says before a call on that day, at ten. */
function warned(standing: Standing, today: Day): [WarningLevel, WarningCode][] {
  const occasion = { today, minutes: 600, rules, calendar };
  const facts = {
    standing,
    profile: aProfile(),
    contact: standing.contacts[0],
    lastPrep: undefined,
    occasion,
  };
  return warnings(facts).map(({ level, code }) => [level, code]);
}

describe('an open promise', () => {
  // A pause after a quarrel may outlast the promise, and then it holds.
  const calm = (all: readonly (Attempt | undefined)[]) =>
    present(all).filter(({ outcomes }) => outcomes.every(({ outcome: said }) => said !== 'angry'));
  const held = fc.record({
    wait: fc.integer({ min: 0, max: 25 }),
    means,
    before: someAttempts,
    during: fc.array(fc.record({ outcome, after: fc.integer({ min: 0, max: 40 }) }), { maxLength: 3 }),
    broken: fc.boolean(),
    dueBefore: fc.integer({ min: -20, max: 90 }),
  });

  test('is proposed by nothing before its recontact day and by the list on it, without anybody doing anything', () => {
    fc.assert(
      fc.property(held, ({ wait, means: how, before, during, broken, dueBefore }) => {
        const promisedOn = addDays(now, wait);
        const days = promiseDays(promisedOn, { means: how, rules, calendar });
        const promise = aPromise(now, promisedOn, { id: 209, means: how, parts: [{ ...aPart(101, promisedOn, 840), ...days }] });
        const older = aPromise(addDays(now, -20), addDays(now, -12), { id: 205 });
        const then = during
          .map(({ outcome: said, after }, index) => ({ on: addDays(now, after), said, id: 20 + index }))
          .filter(({ on }) => on < days.recontactOn)
          .map(({ on, said, id }) =>
            anAttempt(on, { id, outcomes: [anOutcome({ outcome: said, followUpOn: addDays(on, 1), isFruitless: true })] }),
          );
        const standing = aStanding({
          invoices: [anInvoice({ dueOn: addDays(now, -dueBefore), issuedOn: addDays(now, -130) })],
          promises: broken ? [older, promise] : [promise],
          attempts: [...calm(before), ...then],
        });
        for (let on = now; on < days.recontactOn; on = addDays(on, 1)) {
          expect(listed(standing, on).items).toEqual([]);
          expect(claimOf(standing, on, rules)?.asked.minor).toBe(0);
          expect(nextActions(standing, on, rules).map(({ showsOn }) => showsOn)).toEqual([days.recontactOn]);
          expect(proposedElsewhere(standing, on, days.recontactOn)).toEqual([]);
          expect(warned(standing, on)).toContainEqual(['stop', 'promise_running']);
        }
        const quiet = { ...standing, attempts: calm(before) };
        for (const later of [0, 1, 7, 60]) {
          expect(listed(quiet, addDays(days.recontactOn, later)).items[0]?.first.tier).toBe(1);
        }
      }),
    ); // biome-ignore format: a story
  });
});

test('a week, a month, a season away loses nothing: who is to be called is still to be called', () => {
  fc.assert(
    fc.property(standings, fc.integer({ min: 1, max: 120 }), (standing, away) => {
      const [then] = listed(standing, now).items;
      const [back] = listed(standing, addDays(now, away)).items;
      // A preventive call is over with the due day; a promise that runs is not away.
      if (then === undefined || then.first.tier === 4) return;
      expect(back?.first.tier).toBeLessThanOrEqual(then.first.tier);
    }),
    { numRuns: 400 },
  );
});

test('exactly one next action with a day for each open amount, and they add up to it', () => {
  fc.assert(
    fc.property(standings, fc.integer({ min: 0, max: 60 }), (standing, ahead) => {
      const on = addDays(now, ahead);
      const actions = nextActions(standing, on, rules);
      for (const { invoice, balance } of balances(standing, on).values()) {
        const own = actions.filter(({ invoiceId }) => invoiceId === invoice.id);
        const contested = standing.disputes
          .filter(({ invoiceId }) => invoiceId === invoice.id)
          .reduce((minor, { disputed }) => minor + disputed.minor, 0);
        const isSplit = contested > 0 && contested < balance.minor;
        expect(own).toHaveLength(balance.minor === 0 ? 0 : isSplit ? 2 : 1);
        expect(sum(own.flatMap(({ amount }) => amount ?? []), EUR)).toEqual(balance);
        for (const action of own) expect(action.on).toMatch(/^\d{4}-\d\d-\d\d$/);
      }
    }),
  ); // biome-ignore format: a law
});

test('the parts of a promise add up to the cent to what was promised, and to no more than is open', () => {
  const amounts = fc.array(cents, { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(amounts, amounts, (rows, open) => {
      const promised = rows.map((amount, index) => ({ amount, promisedOn: addDays(now, 7 * index) }));
      const owed = open.map((amount, index) => ({ invoiceId: 101 + index, open: amount }));
      const parts = promiseParts(promised, owed, { means: 'leaves', rules, calendar });
      const total = (all: readonly { readonly minor: number }[]) =>
        all.reduce((minor, one) => minor + one.minor, 0);
      expect(total(parts.map(({ amount }) => amount))).toBe(Math.min(total(rows), total(open)));
      for (const { invoiceId, open: most } of owed) {
        const own = parts.filter((part) => part.invoiceId === invoiceId).map(({ amount }) => amount);
        expect(total(own)).toBeLessThanOrEqual(most.minor);
      }
    }),
  );
});

test('the order of recording says nothing about payments, calls and promises of different days', () => {
  fc.assert(
    fc.property(standings, fc.array(fc.nat(), { minLength: 12, maxLength: 12 }), (standing, moments) => {
      const at = (index: number) => moments[index % moments.length] ?? 0;
      const other: Standing = {
        ...standing,
        payments: standing.payments.map((one, index) => ({ ...one, id: 900 - index, recordedAt: at(index) })),
        attempts: standing.attempts.map((one, index) => ({ ...one, recordedAt: at(index + 4) })),
        promises: standing.promises.map((one, index) => ({ ...one, recordedAt: at(index + 8) })),
        disputes: standing.disputes.map((one) => ({ ...one, recordedAt: at(0) })),
        memos: standing.memos.toReversed(),
      };
      const shown = (facts: Standing) => ({
        actions: nextActions(facts, now, rules),
        scores: listed(facts, now).items.map(({ score, level, owed }) => ({ score, level, owed })),
      });
      expect(shown(other)).toEqual(shown(standing));
    }),
  );
});
