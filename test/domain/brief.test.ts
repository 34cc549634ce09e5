import { describe, expect, test } from 'vitest';
import { brief, contactToCall } from '../../src/domain/brief.ts';
import { type Day, day, momentOf } from '../../src/domain/day.ts';
import type { CreditNote } from '../../src/domain/invoice.ts';
import { type Money, money, parseCurrency } from '../../src/domain/money.ts';
import { defaultRules } from '../../src/domain/rule-table.ts';
import type { Standing } from '../../src/domain/standing.ts';
import { timeline } from '../../src/domain/timeline.ts';
import {
  aCalendar,
  aContact,
  aDispute,
  aMemo,
  aPart,
  aPayment,
  aProfile,
  aPromise,
  aStanding,
  anAttempt,
  anInvoice,
  anOutcome,
  euros,
} from '../support/a-standing.ts';

const today = day('2026-06-09');
const occasion = { today, minutes: 615, rules: defaultRules, calendar: aCalendar() };
const of = (standing: Partial<Standing>, on = today) =>
  brief({
    standing: aStanding(standing),
    profile: aProfile(),
    lastPrep: undefined,
    occasion: { ...occasion, today: on },
  });

function aCreditNote(reason: CreditNote['reason']): CreditNote {
  const own = { invoiceId: 101, number: 'AV-7', issuedOn: day('2026-06-02'), amount: euros(100) };
  return { id: 1, clientId: 1, reason, recordedAt: 0, ...own };
}

describe('timeline', () => {
  const kinds = (standing: Partial<Standing>) =>
    timeline(aStanding(standing), today).map(({ on, kind }) => `${on} ${kind}`);
  const invoice = '2026-04-20 invoice';
  const rows: readonly (readonly [string, Partial<Standing>, readonly string[]])[] = [
    ['only the invoice', {}, [invoice]],
    ['a payment and its reversal', { payments: [{ ...aPayment(101, '2026-06-01', 100), reversedOn: day('2026-06-03') }] }, [invoice, '2026-06-01 payment', '2026-06-03 reversed']],
    ['a credit note', { creditNotes: [aCreditNote('credit')] }, [invoice, '2026-06-02 credit']],
    ['what was given up', { creditNotes: [aCreditNote('write_off')] }, [invoice, '2026-06-02 write_off']],
    ['a dispute and what settled it', { disputes: [aDispute({ raisedOn: day('2026-06-01'), closedOn: day('2026-06-03') })] }, [invoice, '2026-06-01 dispute', '2026-06-03 settled']],
    ['a dispute that is settled tomorrow', { disputes: [aDispute({ raisedOn: day('2026-06-01'), closedOn: day('2026-06-10') })] }, [invoice, '2026-06-01 dispute']],
    ['nothing of tomorrow', { attempts: [anAttempt('2026-06-10')] }, [invoice]],
    ['a promise by hand, broken', { promises: [aPromise('2026-05-28', '2026-06-01')] }, [invoice, '2026-05-28 promise', '2026-06-05 broken']],
    ['a promise still running', { promises: [aPromise('2026-06-08', '2026-06-12')] }, [invoice, '2026-06-08 promise']],
    ['kept on the day the money came', { promises: [aPromise('2026-05-28', '2026-06-01')], payments: [aPayment(101, '2026-06-02', 840)] }, [invoice, '2026-05-28 promise', '2026-06-02 payment', '2026-06-02 kept']],
    ['kept late', { promises: [aPromise('2026-05-28', '2026-06-01')], payments: [aPayment(101, '2026-06-08', 840)] }, [invoice, '2026-05-28 promise', '2026-06-08 payment', '2026-06-08 kept_late']],
    ['kept in part', { promises: [aPromise('2026-05-28', '2026-06-01')], payments: [aPayment(101, '2026-06-02', 40)] }, [invoice, '2026-05-28 promise', '2026-06-02 payment', '2026-06-05 partly_kept']],
    ['withdrawn', { promises: [aPromise('2026-06-05', '2026-06-12', { changes: [{ kind: 'withdrawn', on: day('2026-06-08'), reason: 'x', replacedBy: null, recordedAt: 0 }] })] }, [invoice, '2026-06-05 promise', '2026-06-08 withdrawn']],
    ['a promise of a call stands in its line', { attempts: [anAttempt('2026-06-08', { id: 7 })], promises: [aPromise('2026-06-08', '2026-06-12', { callId: 7 })] }, [invoice, '2026-06-08 contact']],
    ['broken that morning, then the call about it', { promises: [aPromise('2026-05-28', '2026-06-01')], attempts: [anAttempt('2026-06-05')] }, [invoice, '2026-05-28 promise', '2026-06-05 broken', '2026-06-05 contact']],
    ['call, dispute and mail of one day', { attempts: [anAttempt('2026-06-02')], disputes: [aDispute({ raisedOn: day('2026-06-02') })], memos: [aMemo()] }, [invoice, '2026-06-02 contact', '2026-06-02 dispute', '2026-06-02 memo']],
  ]; // biome-ignore format: one case a line
  test.each(rows)('%s', (_, standing, expected) => {
    expect(kinds(standing)).toEqual(expected);
  });

  test('the line of a call tells all that was promised in it', () => {
    const parts = [aPart(101, '2026-06-10', 400), aPart(101, '2026-06-12', 440)];
    const standing = aStanding({
      attempts: [anAttempt('2026-06-08', { id: 7 })],
      promises: [aPromise('2026-06-08', '2026-06-12', { callId: 7, parts })],
    });
    expect(timeline(standing, today).at(-1)).toMatchObject({
      promised: { amount: euros(840), by: '2026-06-12' },
    });
  });
});

describe('whom to ask for', () => {
  const [boss, clerk] = [aContact(), aContact({ id: 12, lastName: 'Weber', isDecider: false })];
  const rows: readonly (readonly [string, Partial<Standing>, number | undefined])[] = [
    ['nobody', { contacts: [] }, undefined],
    ['the first', { contacts: [boss, clerk] }, 11],
    ['the first with a number', { contacts: [aContact({ phone: null }), clerk] }, 12],
    ['the first with a number that is right', { contacts: [aContact({ isPhoneInvalid: true }), clerk] }, 12],
    ['the first, when nobody has a number', { contacts: [aContact({ phone: null })] }, 11],
    ['whom the last contact named', { contacts: [boss, clerk], attempts: [anAttempt('2026-06-08', { outcomes: [anOutcome({ contactId: 12 })] })] }, 12],
  ]; // biome-ignore format: one case a line
  test.each(rows)('%s', (_, standing, expected) => {
    expect(contactToCall(aStanding(standing), today, defaultRules)?.id).toBe(expected);
  });
});

describe('opening (practice, tension 1)', () => {
  const rows: readonly (readonly [string, Partial<Standing>, 'service_first' | 'direct'])[] = [
    ['the first conversation', {}, 'service_first'],
    ['nobody was reached', { attempts: [anAttempt('2026-06-01', { reach: 'voicemail' })] }, 'service_first'],
    ['the second conversation since it fell due', { attempts: [anAttempt('2026-06-01')] }, 'direct'],
    ['a conversation before it fell due', { attempts: [anAttempt('2026-05-10')] }, 'service_first'],
    ['one about this invoice before', { attempts: [anAttempt('2026-05-10', { outcomes: [anOutcome({ invoiceId: 101 })] })] }, 'direct'],
    ['a broken promise', { promises: [aPromise('2026-05-28', '2026-06-01')] }, 'direct'],
    ['a promise short of bank charges', { promises: [aPromise('2026-05-28', '2026-06-01')], payments: [aPayment(101, '2026-06-02', 839.5)] }, 'service_first'],
    ['a promise that runs', { promises: [aPromise('2026-06-08', '2026-06-12')] }, 'service_first'],
  ]; // biome-ignore format: one case a line
  test.each(rows)('%s: %s', (_, standing, expected) => {
    expect(of(standing).opening).toBe(expected);
  });
});

describe('the rest of the brief', () => {
  const voicemail = (on: string) =>
    anAttempt(on, { reach: 'voicemail', outcomes: [anOutcome({ outcome: 'voicemail' })] });

  test.each([
    ['none left', [], 'leave'],
    ['one left', [voicemail('2026-06-01')], 'leave'],
    ['two left: another route', [voicemail('2026-06-01'), voicemail('2026-06-03')], 'skip'],
    [
      'two left before a conversation',
      [voicemail('2026-06-01'), voicemail('2026-06-03'), anAttempt('2026-06-04')],
      'leave',
    ],
  ] as const)('voicemail plan: %s', (_, attempts, expected) => {
    expect(of({ attempts }).voicemailPlan).toBe(expected);
  });

  test('kept rate counts what has ended', () => {
    const promises = [
      aPromise('2026-05-20', '2026-05-22', { id: 1, parts: [aPart(101, '2026-05-22', 100)] }),
      aPromise('2026-05-28', '2026-06-01', { id: 2, parts: [aPart(101, '2026-06-01', 740)] }),
      aPromise('2026-06-08', '2026-06-12', { id: 3, parts: [aPart(102, '2026-06-12', 840)] }),
    ];
    const found = of({
      invoices: [anInvoice(), anInvoice({ id: 102 })],
      promises,
      payments: [aPayment(101, '2026-05-22', 100)],
    });
    expect(found.promises).toMatchObject({
      kept: 1,
      ended: 2,
      lastBroken: { amount: euros(740), promisedOn: '2026-06-01' },
    });
    expect(found.promises.open).toEqual([
      { amount: euros(840), promisedOn: '2026-06-12', madeOn: '2026-06-08' },
    ]);
  });

  /** Tuesday 9 June 2026: what the brief, and with it the first sentence of the call, says was promised. */
  const plan = aPromise('2026-05-26', '2026-06-01', {
    kind: 'plan',
    parts: ['2026-06-01', '2026-06-12', '2026-06-26'].map((on) => aPart(101, on, 280)),
  });
  const two = [anInvoice(), anInvoice({ id: 102, amount: euros(500) })];
  const both = (madeOn: string, on: string, id: number) =>
    aPromise(madeOn, on, { id, parts: [aPart(101, on, 840), aPart(102, on, 500)] });
  test.each<[string, Partial<Standing>, string[], string]>([
    ['a plan: the instalment that was missed', { promises: [plan] }, [], '280 2026-06-01'],
    [
      'a plan: what is still to come of it',
      { promises: [plan], payments: [aPayment(101, '2026-06-04', 300)] },
      ['260 2026-06-12', '280 2026-06-26'],
      'none',
    ],
    ['one day on two invoices, missed', { invoices: two, promises: [both('2026-05-26', '2026-06-01', 1)] }, [], '1340 2026-06-01'],
    ['one day on two invoices, to come', { invoices: two, promises: [both('2026-05-26', '2026-06-12', 1)] }, ['1340 2026-06-12'], 'none'],
    [
      'one of the two invoices paid on the day',
      { invoices: two, promises: [both('2026-05-26', '2026-06-01', 1)], payments: [aPayment(101, '2026-06-01', 840)] },
      [],
      '500 2026-06-01',
    ],
    [
      'broken once, then kept in part as agreed',
      {
        promises: [
          aPromise('2026-05-21', '2026-05-25', { id: 1 }),
          aPromise('2026-06-01', '2026-06-04', { id: 2, parts: [aPart(101, '2026-06-04', 400)] }),
        ],
        payments: [aPayment(101, '2026-06-04', 400)],
      },
      [],
      'none',
    ],
    [
      'broken on an invoice that is settled since',
      {
        invoices: two,
        promises: [aPromise('2026-05-21', '2026-05-25', { id: 1 }), aPromise('2026-06-01', '2026-06-04', { id: 2 })],
        payments: [aPayment(101, '2026-06-04', 840)],
      },
      [],
      'none',
    ],
    [
      'the newest of two broken, whichever was entered first',
      { promises: [aPromise('2026-06-01', '2026-06-04', { id: 1 }), aPromise('2026-05-21', '2026-05-25', { id: 2 })] },
      [],
      '840 2026-06-04',
    ],
  ])('promised: %s', (_, facts, ...[open, broken]) => {
    const { promises } = of(facts);
    const line = ({ amount, promisedOn }: { amount: Money; promisedOn: Day }) => `${amount.minor / 100} ${promisedOn}`;
    expect(promises.open.map(line)).toEqual(open);
    expect(promises.lastBroken === undefined ? 'none' : line(promises.lastBroken)).toBe(broken);
  }); // biome-ignore format: one case a row

  const usd = parseCurrency('USD') ?? euros(0).currency;
  const dollars = anInvoice({
    id: 102,
    dueOn: day('2026-06-01'),
    amount: money(80_000, usd),
    settledBefore: money(0, usd),
  });
  test.each<[string, Partial<Standing>, string]>([
    ['the oldest first', {}, '840.00 EUR'],
    ['a promise holds the oldest', { promises: [aPromise('2026-06-08', '2026-06-12')] }, '800.00 USD'],
    ['a dispute freezes the oldest', { disputes: [aDispute()] }, '800.00 USD'],
    ['a dispute about a part of it', { disputes: [aDispute({ disputed: euros(300) })] }, '540.00 EUR'],
    ['nothing to ask in either', { promises: [aPromise('2026-06-08', '2026-06-12', { parts: [aPart(101, '2026-06-12', 840), { ...aPart(102, '2026-06-12', 800), amount: dollars.amount }] })] }, '0.00 EUR'],
  ])('asked in two currencies: %s', (_, facts, expected) => {
    const { claim } = of({ invoices: [anInvoice(), dollars], ...facts });
    expect(`${((claim?.asked.minor ?? 0) / 100).toFixed(2)} ${claim?.currency}`).toBe(expected);
  }); // biome-ignore format: one case a row

  test('a held invoice is marked, and left out of what is asked', () => {
    const found = of({
      invoices: [anInvoice(), anInvoice({ id: 102 })],
      promises: [aPromise('2026-06-08', '2026-06-12')],
    });
    expect(found.invoices.map(({ isHeld }) => isHeld)).toEqual([true, false]);
    expect(found.claim).toMatchObject({
      open: euros(1680),
      overdue: euros(1680),
      asked: euros(840),
      daysLate: 20,
    });
  });

  test.each([
    ['nothing to announce', {}, 'none', null],
    ['two broken promises: only a word', { promises: ['2026-05-22', '2026-05-29'].map((on, id) => aPromise(on, on, { id, parts: [aPart(101, on, 840)] })) }, 'preview', null],
    ['a refusal: the notice, with its day', { attempts: [anAttempt('2026-06-08', { outcomes: [anOutcome({ outcome: 'refusal' })] })] }, 'announce', '2026-06-17'],
  ] as const)('consequence: %s', (...row) => {
    const [, standing, kind, deadline] = row;
    expect(of(standing).consequence).toEqual({ kind, deadline, step: null });
  }); // biome-ignore format: one case a line

  test('answers to oneself come back from the last prep', () => {
    const lastPrep = {
      on: today,
      objectiveMin: 'x',
      opening: 'x',
      voicemailPlan: 'leave' as const,
      answers: { news: 'un salon' },
      recordedAt: momentOf(today, 600),
    };
    const { questions } = brief({ standing: aStanding(), profile: aProfile(), lastPrep, occasion });
    expect(questions.find(({ key }) => key === 'news')?.answer).toBe('un salon');
    expect(questions.filter(({ answer }) => answer === null)).toHaveLength(5);
  });
});
