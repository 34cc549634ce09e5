import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AttemptOutcome } from '../../src/domain/attempt.ts';
import type { Contact } from '../../src/domain/client.ts';
import { addDays, day } from '../../src/domain/day.ts';
import { dueList } from '../../src/domain/due-list.ts';
import { money, parseCurrency } from '../../src/domain/money.ts';
import { defaultRules } from '../../src/domain/rule-table.ts';
import type { Standing } from '../../src/domain/standing.ts';
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
  aStanding,
  euros,
} from '../support/a-standing.ts';

const rules = defaultRules;
const friday = aPromise('2026-06-02', '2026-06-05');
const list = (standings: readonly Standing[], on: string) => dueList(standings, day(on), rules);
const usd = parseCurrency('USD') ?? euros(0).currency;

/** A client of its own, three weeks past due unless told otherwise. */
function other(handle: string, patch: Partial<Standing> = {}): Standing {
  return aStanding({ client: aClient({ id: 2, handle, name: handle }), contacts: [], ...patch });
}

describe('what a call may ask for', () => {
  const invoices = [anInvoice(), anInvoice({ id: 102, amount: euros(600) })];
  test.each<[string, Partial<Standing>, number | null]>([
    ['all of it', {}, null],
    ['not what is promised', { promises: [aPromise('2026-06-08', '2026-06-15')] }, 600],
    ['not what is contested', { disputes: [aDispute({ invoiceId: 102, disputed: euros(200) })] }, 1240],
    ['a dispute about all of it: the line is about the dispute', { disputes: [101, 102].map((invoiceId) => aDispute({ id: invoiceId, invoiceId, disputed: euros(invoiceId === 101 ? 840 : 600), resolveOn: day('2026-06-09') })) }, null],
  ])('%s', (_, facts, asked) => {
    const { items } = list([aStanding({ invoices, ...facts })], '2026-06-09');
    expect(items[0]).toMatchObject({ owed: euros(1440), asked: asked === null ? null : euros(asked) });
  }); // biome-ignore format: one row a line
});

describe('a promise that leaves on Friday 5 June 2026', () => {
  const roussel = aStanding({ promises: [friday] });
  const larger = other('larger', {
    invoices: [anInvoice({ amount: euros(9000), dueOn: day('2026-03-01') })],
  });

  test.each(['2026-06-02', '2026-06-05', '2026-06-08'])('on %s nothing proposes the client', (on) => {
    const { items, hidden } = list([roussel], on);
    expect(items).toEqual([]);
    expect(hidden).toMatchObject([{ gate: 'promise', until: '2026-06-09', owed: euros(840) }]);
  });

  test('on Tuesday 9 June it is broken and first in the list', () => {
    const { items } = list([larger, roussel], '2026-06-09');
    expect(items.map(({ client, first }) => [client.handle, first.tier])).toEqual([
      ['roussel', 1],
      ['larger', 3],
    ]);
    expect(items[0]).toMatchObject({
      first: { action: 'call', reason: { code: 'promise_broken', day: '2026-06-05' } },
      level: 1,
    });
    expect(items[0]?.promise?.fate).toBe('broken');
  });

  test('with the money in on 8 June it is kept and nothing is left', () => {
    const paid = aStanding({ promises: [friday], payments: [aPayment(101, '2026-06-08', 840)] });
    expect(list([paid], '2026-06-09')).toEqual({ items: [], hidden: [], totals: [], next: null });
  });

  test('a week away loses nothing', () => {
    expect(list([roussel], '2026-06-16').items[0]?.first.reason.code).toBe('promise_broken');
  });

  test('another invoice of the same client may still be chased', () => {
    const second = aStanding({
      invoices: [anInvoice(), anInvoice({ id: 102, amount: euros(60) })],
      promises: [friday],
    });
    expect(list([second], '2026-06-05').items[0]).toMatchObject({
      first: { invoiceId: 102 },
      owed: euros(900),
    });
  });
});

describe('the order', () => {
  const at = (name: string, dueOn: string, amount = 840) =>
    other(name, { invoices: [anInvoice({ dueOn: day(dueOn), amount: euros(amount) })] });

  test('score inside a tier, then the oldest due day, then the name', () => {
    // 0.01 more or one day more does not change a score, so the ties are real.
    const standings = [
      at('c', '2026-05-20'),
      at('b', '2026-05-20'),
      at('a', '2026-05-20'),
      at('old', '2026-05-19', 830),
      at('big', '2026-05-20', 4000),
    ];
    expect(list(standings, '2026-06-09').items.map(({ client }) => client.handle)).toEqual([
      'big',
      'old',
      'a',
      'b',
      'c',
    ]);
  });

  test('an own commitment comes before any chase', () => {
    const commitment = {
      id: 1,
      clientId: 2,
      callId: null,
      text: 'resend',
      dueOn: day('2026-06-09'),
      dueAt: null,
      doneOn: null,
      recordedAt: 0,
    };
    const mine = other('mine', { invoices: [], commitments: [commitment] });
    const { items } = list([aStanding({ promises: [friday] }), mine], '2026-06-09');
    expect(items.map(({ first }) => first.action)).toEqual(['own_commitment', 'call']);
    expect(items[0]).toMatchObject({ score: 0, owed: euros(0), oldestDueOn: null });
  });

  test('one line a client, with its most urgent reason', () => {
    const both = aStanding({
      invoices: [anInvoice(), anInvoice({ id: 102, amount: euros(5000) })],
      promises: [friday],
    });
    const { items } = list([both], '2026-06-09');
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({ first: { tier: 1, invoiceId: 101 }, owed: euros(5840) });
  });
});

describe('what a line says', () => {
  test('several currencies: the one of the reason first, none added to another', () => {
    const dollars = anInvoice({ id: 102, amount: money(20_000, usd), settledBefore: money(0, usd) });
    const { items, totals } = list(
      [aStanding({ invoices: [dollars, anInvoice()], promises: [friday] })],
      '2026-06-09',
    );
    expect(items[0]).toMatchObject({ owed: euros(840), alsoOwed: [money(20_000, usd)] });
    expect(totals).toEqual([euros(840), money(20_000, usd)]);
  });

  test.each<[string, Contact[], Partial<AttemptOutcome>, number]>([
    ['who is named by the action', [aContact(), aContact({ id: 12, role: 'buyer' })], { contactId: 12 }, 12],
    ['accounts', [aContact(), aContact({ id: 12, role: 'accounts' })], {}, 12],
    [
      'the owner of a small firm',
      [aContact({ id: 12, role: 'assistant', isDecider: false }), aContact()],
      {},
      11,
    ],
    ['a live number', [aContact({ isPhoneInvalid: true }), aContact({ id: 12, role: 'other' })], {}, 12],
  ])('whom to ask for: %s', (_, contacts, ...[patch, id]) => {
    const attempts = [
      anAttempt('2026-06-02', { outcomes: [anOutcome({ followUpOn: day('2026-06-04'), ...patch })] }),
    ];
    expect(list([aStanding({ contacts, attempts })], '2026-06-09').items[0]?.contact?.id).toBe(id);
  });

  test('the hour of a callback', () => {
    const outcome = anOutcome({
      outcome: 'callback',
      followUpOn: day('2026-06-09'),
      followUpAt: 870,
      phone: '+33600000000',
    });
    const { items } = list(
      [aStanding({ attempts: [anAttempt('2026-06-02', { outcomes: [outcome] })] })],
      '2026-06-09',
    );
    expect(items[0]).toMatchObject({ first: { at: 870, tier: 2 }, phone: '+33600000000' });
  });
});

describe('what comes next', () => {
  test('the promised day while it is still ahead, then the recontact day', () => {
    const standing = aStanding({ promises: [friday] });
    expect(list([standing], '2026-06-04').next).toMatchObject({
      on: '2026-06-05',
      gate: 'promise',
      amount: euros(840),
    });
    expect(list([standing], '2026-06-08').next).toMatchObject({ on: '2026-06-09' });
  });

  test('the nearest of all', () => {
    const later = other('later', { disputes: [aDispute()] });
    expect(list([later, aStanding({ promises: [friday] })], '2026-06-08')).toMatchObject({
      next: { client: { handle: 'roussel' } },
      hidden: [{ client: { handle: 'roussel' } }, { gate: 'dispute', until: '2026-06-15' }],
    });
  });

  test('insolvency has no day and comes last', () => {
    const gone = other('gone', { client: aClient({ id: 3, handle: 'gone', payerType: 'insolvent' }) });
    const { hidden, next } = list([gone, aStanding({ promises: [friday] })], '2026-06-08');
    expect(hidden.map(({ gate, until }) => [gate, until])).toEqual([
      ['promise', '2026-06-09'],
      ['insolvency', null],
    ]);
    expect(next?.on).toBe('2026-06-09');
  });
});

describe('laws', () => {
  const on = fc.integer({ min: 0, max: 120 }).map((days) => addDays(day('2026-04-01'), days));
  const cents = fc.integer({ min: 1, max: 200_000 }).map((minor) => euros(minor / 100));
  const anyInvoice = fc
    .record({ id: fc.integer({ min: 101, max: 104 }), dueOn: on, amount: cents })
    .map((patch) => anInvoice({ ...patch, issuedOn: day('2026-03-01') }));
  const anyPayment = fc
    .record({ invoiceId: fc.constantFrom(null, 101, 102, 103), on, amount: cents, reversedOn: fc.option(on) })
    .map((patch) => ({ ...aPayment(null, '2026-05-01', 1), ...patch }));
  const anyPromise = fc
    .record({
      id: fc.integer({ min: 201, max: 206 }),
      madeOn: on,
      wait: fc.integer({ min: 0, max: 20 }),
      invoiceId: fc.integer({ min: 101, max: 103 }),
      amount: cents,
    })
    .map(({ id, madeOn, wait, invoiceId, amount }) => {
      const promisedOn = addDays(madeOn, wait);
      const part = { ...aPart(invoiceId, promisedOn, 1), amount };
      return aPromise(madeOn, promisedOn, { id, parts: [part] });
    });
  const anyAttempt = fc
    .record({
      on,
      outcome: fc.constantFrom('voicemail', 'no_date', 'callback', 'no_answer', 'refusal'),
      wait: fc.integer({ min: 0, max: 20 }),
      id: fc.integer({ min: 1, max: 99 }),
    })
    .map(({ on: held, outcome, wait, id }) =>
      anAttempt(held, {
        id,
        outcomes: [anOutcome({ outcome, followUpOn: addDays(held, wait), isFruitless: true, ground: 'no' })],
      }),
    );
  const anyStanding = fc
    .record({
      invoices: fc.uniqueArray(anyInvoice, { selector: ({ id }) => id, minLength: 1 }),
      payments: fc
        .array(anyPayment, { maxLength: 4 })
        .map((all) => all.map((payment, id) => ({ ...payment, id }))),
      promises: fc.uniqueArray(anyPromise, { selector: ({ id }) => id, maxLength: 4 }),
      attempts: fc.uniqueArray(anyAttempt, { selector: ({ id }) => id, maxLength: 4 }),
    })
    .map((facts) => aStanding(facts));
  const anyClients = fc
    .array(anyStanding, { maxLength: 4 })
    .map((all) => all.map((standing, id) => ({ ...standing, client: aClient({ id, handle: `c${id}` }) })));

  /** What a list shows, without the facts themselves. */
  const shown = (standings: readonly Standing[], today: string) => {
    const { items, hidden, totals, next } = list(standings, today);
    return {
      items: items.map(({ client, first, terms, score, owed, level, promise }) => ({
        client,
        first,
        terms,
        score,
        owed,
        level,
        promise: promise?.promise.id,
      })),
      hidden: hidden.map(({ client, gate, until, first }) => ({ client, gate, until, first })),
      totals,
      next,
    };
  };

  test('any order of the same facts gives the same list', () => {
    const turned = ({ invoices, payments, promises, attempts, ...rest }: Standing): Standing => ({
      ...rest,
      invoices: invoices.toReversed(),
      payments: payments.toReversed(),
      promises: promises.toReversed(),
      attempts: attempts.toReversed(),
    });
    fc.assert(
      fc.property(anyClients, on, (standings, today) => {
        expect(shown(standings.map(turned).toReversed(), today)).toEqual(shown(standings, today));
      }),
    );
  });

  test('everybody with an open amount is in the list or hidden, once, and what is shown has come', () => {
    fc.assert(
      fc.property(anyClients, on, (standings, today) => {
        const { items, hidden } = list(standings, today);
        const open = standings.filter(
          ({ invoices, payments }) =>
            list([aStanding({ invoices, payments })], today).items.length +
              list([aStanding({ invoices, payments })], today).hidden.length >
            0,
        );
        expect([...items, ...hidden].map(({ client }) => client.id).toSorted((a, b) => a - b)).toEqual(
          open.map(({ client }) => client.id).toSorted((a, b) => a - b),
        );
        for (const { first } of items) expect(first.showsOn !== null && first.showsOn <= today).toBe(true);
        for (const { until } of hidden) expect(until === null || until > today).toBe(true);
      }),
    );
  });

  test('the one invoice of a client with an open promise is proposed by nothing before the recontact day, and on it', () => {
    fc.assert(
      fc.property(
        fc.array(anyAttempt, { maxLength: 3 }),
        fc.integer({ min: 0, max: 7 }),
        (attempts, days) => {
          const standing = aStanding({ promises: [friday], attempts });
          const today = addDays(day('2026-06-02'), days);
          const { items } = list([standing], today);
          const isLater = attempts.some((attempt) => attempt.on >= '2026-06-09');
          expect(items.length).toBe(today < '2026-06-09' ? 0 : isLater ? items.length : 1);
        },
      ),
    );
  });
});
