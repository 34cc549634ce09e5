import { describe, expect, test } from 'vitest';
import type { MemoRecord } from '../../src/domain/attempt.ts';
import { callAfter } from '../../src/domain/courtesy.ts';
import { type Day, day, momentOf } from '../../src/domain/day.ts';
import { dueList } from '../../src/domain/due-list.ts';
import { planWeek } from '../../src/domain/due-week.ts';
import { rungOf } from '../../src/domain/dunning.ts';
import { chases } from '../../src/domain/history.ts';
import { fruitlessCount, needsGroundDecision, triggers } from '../../src/domain/litigation.ts';
import { nextActions } from '../../src/domain/next-action.ts';
import { priorityFacts } from '../../src/domain/priority.ts';
import { reminderReader, reminderTopic } from '../../src/domain/reminder.ts';
import { defaultRules } from '../../src/domain/rule-table.ts';
import type { Standing } from '../../src/domain/standing.ts';
import {
  aCalendar,
  aClient,
  aContact,
  aDispute,
  aMemo,
  anAttempt,
  anInvoice,
  anOutcome,
  aPart,
  aPayment,
  aPromise,
  aReply,
  aStanding,
  euros,
} from '../support/a-standing.ts';

/** An older invoice, paid: the other one is not the first of the client, nor large, so nothing is preventive. */
const settled = anInvoice({
  id: 99,
  issuedOn: day('2026-01-01'),
  dueOn: day('2026-01-31'),
  settledBefore: euros(840),
});
/** Due Tuesday 2 June 2026; five days later is a Sunday, so the first call falls on Monday 8 June. */
const due = (dueOn: string, id = 101) => anInvoice({ id, issuedOn: day('2026-05-01'), dueOn: day(dueOn) });
const plain = [settled, due('2026-06-02')];

function aStandingOf(facts: Partial<Standing>): Standing {
  return aStanding({ invoices: plain, ...facts });
}

/** What is to be done about the invoices, in short. */
function next(facts: Partial<Standing>, on: string, rules = defaultRules): string {
  return nextActions(aStandingOf(facts), day(on), rules)
    .filter(({ invoiceId }) => invoiceId !== null)
    .map(({ action, reason, showsOn, tier }) => `${action} ${reason.code} ${showsOn} t${tier}`)
    .join(', ');
}

const mail = 'email courtesy 2026-06-03 t4';
const call = 'call first_call 2026-06-08 t3';

function written(on: string, patch: Partial<MemoRecord> = {}): MemoRecord {
  const at = momentOf(day(on), 11 * 60);
  return aMemo({ kind: 'payment_reminder', createdAt: at, sentAt: at, ...patch });
}

const said = (on: string, patch: Parameters<typeof anOutcome>[0]) =>
  anAttempt(on, { outcomes: [anOutcome({ followUpOn: day('2026-06-12'), ...patch })] });

describe('its days', () => {
  test.each<[string, string, string]>([
    ['on the due day, to come', '2026-06-02', mail],
    ['the day after', '2026-06-03', mail],
    ['four days after', '2026-06-06', mail],
    ['on the Sunday that is no day of a call', '2026-06-07', mail],
    ['on the day of the first call', '2026-06-08', call],
    ['a month away', '2026-07-08', call],
  ])('%s', (_, on, expected) => {
    expect(next({}, on)).toBe(expected);
  });

  test.each<[string, string, string, string]>([
    ['due on a Friday: Monday', '2026-06-05', '2026-06-06', 'email courtesy 2026-06-08 t4'],
    ['due before Whit Monday: Tuesday', '2026-05-22', '2026-05-23', 'email courtesy 2026-05-26 t4'],
    ['due before Whit Monday, on the Wednesday', '2026-05-22', '2026-05-27', 'call first_call 2026-05-27 t3'],
    ['due on a Sunday: Monday', '2026-06-07', '2026-06-08', 'email courtesy 2026-06-08 t4'],
  ])('%s', (_, dueOn, ...[on, expected]) => {
    expect(next({ invoices: [settled, due(dueOn)] }, on)).toBe(expected);
  });

  test('is not listed on a week-end, and on the Monday it is', () => {
    const standing = aStandingOf({ invoices: [settled, due('2026-06-05')] });
    const listed = ['2026-06-06', '2026-06-07', '2026-06-08'].map(
      (on) => dueList([standing], day(on), defaultRules).items.length,
    );
    expect(listed).toEqual([0, 0, 1]);
  });

  test.each([
    ['nine days after', '2026-06-11', mail],
    ['ten days after', '2026-06-12', 'call first_call 2026-06-12 t3'],
  ])('a good payer, %s', (_, on, expected) => {
    expect(next({ client: aClient({ payerType: 'good_payer' }) }, on)).toBe(expected);
  });

  test('a first call set to the day after leaves no room for it', () => {
    expect(next({}, '2026-06-03', { ...defaultRules, firstCallAfterDue: 1 })).toBe(
      'call first_call 2026-06-03 t3',
    );
  });
});

describe('to whom', () => {
  const nobody = aContact({ email: null });
  const bounce = aReply({ kind: 'bounce', failedAddress: 'jules@roussel.example' });
  const older = aMemo({
    createdAt: momentOf(day('2026-06-01'), 600),
    sentAt: momentOf(day('2026-06-01'), 600),
  });
  const refused = { memos: [older], replies: [bounce] };
  test.each<[string, Partial<Standing>, string, string | undefined]>([
    ['the person', {}, mail, 'jules@roussel.example'],
    ['nobody has an address', { contacts: [nobody] }, call, undefined],
    ['no contact at all', { contacts: [] }, call, undefined],
    ['only the firm has one', { contacts: [nobody], client: aClient({ email: 'bureau@roussel.example' }) }, mail, 'bureau@roussel.example'],
    ['only accounts have one', { contacts: [nobody, aContact({ id: 12, role: 'other', email: 'a@roussel.example', phone: null }), aContact({ id: 13, role: 'accounts', email: 'b@roussel.example', phone: null })] }, mail, 'b@roussel.example'],
    ['the address refuses mail', refused, call, undefined],
    ['the address refuses mail, the firm has another', { ...refused, client: aClient({ email: 'bureau@roussel.example' }) }, mail, 'bureau@roussel.example'],
    ['the refusal is of tomorrow', { ...refused, replies: [{ ...bounce, on: day('2026-06-05') }] }, mail, 'jules@roussel.example'],
  ])('%s', (_, facts, ...[expected, address]) => {
    expect(next(facts, '2026-06-04')).toBe(expected);
    expect(reminderReader(aStandingOf(facts), day('2026-06-04'))?.address).toBe(address);
  }); // biome-ignore format: one row a line

  test('the list names whoever is written to', () => {
    const accounts = aContact({
      id: 13,
      firstName: 'Rose',
      lastName: 'Keller',
      role: 'other',
      email: 'rose@roussel.example',
      phone: null,
    });
    const standing = aStandingOf({ contacts: [nobody, accounts] });
    const [item] = dueList([standing], day('2026-06-04'), defaultRules).items;
    expect(item?.contact?.lastName).toBe('Keller');
  });
});

describe('once it was written', () => {
  test.each<[string, Partial<MemoRecord>, string]>([
    ['sent', { state: 'sent' }, call],
    ['a draft for the own mail program', { state: 'draft' }, call],
    ['given as a short text', { state: 'draft', to: '' }, call],
    ['queued', { state: 'queued', sentAt: null }, mail],
    ['on its way', { state: 'sending', sentAt: null }, mail],
    ['perhaps sent', { state: 'uncertain', sentAt: null }, mail],
    ['refused', { state: 'failed', sentAt: null }, mail],
    ['sent tomorrow', { sentAt: momentOf(day('2026-06-05'), 600) }, mail],
    ['sent before the due day: about others', { sentAt: momentOf(day('2026-06-02'), 600) }, mail],
    ['another memo', { kind: 'payment_thanks' }, mail],
  ])('%s', (_, patch, expected) => {
    expect(next({ memos: [written('2026-06-03', patch)] }, '2026-06-04')).toBe(expected);
  });

  test.each([
    ['2026-06-05', call],
    ['2026-06-08', call],
    ['2026-06-30', call],
  ])('the first call keeps its day: seen on %s', (on, expected) => {
    expect(next({ memos: [written('2026-06-05')] }, on)).toBe(expected);
  });

  test('ten days are a good payer’s, whatever was written', () => {
    const client = aClient({ payerType: 'good_payer' });
    expect(next({ client, memos: [written('2026-06-11')] }, '2026-06-11')).toBe(
      'call first_call 2026-06-12 t3',
    );
  });

  test('one that came back is no chase, and not written again', () => {
    const replies = [
      aReply({ kind: 'bounce', failedAddress: 'jules@roussel.example', on: day('2026-06-03') }),
    ];
    const client = aClient({ email: 'bureau@roussel.example' });
    const standing = aStandingOf({ client, memos: [written('2026-06-03')], replies });
    expect(chases(standing, day('2026-06-04'))).toEqual([]);
    expect(next({ client, memos: [written('2026-06-03')], replies }, '2026-06-04')).toBe(call);
  });

  test('a contact after it plans anew', () => {
    const memos = [written('2026-06-03')];
    const attempts = [said('2026-06-08', { outcome: 'no_date', followUpOn: day('2026-06-11') })];
    expect(next({ memos, attempts }, '2026-06-08')).toBe('call no_date 2026-06-11 t3');
  });
});

describe('what goes before it', () => {
  const promise = aPromise('2026-06-01', '2026-06-12');
  test.each<[string, Partial<Standing>, string]>([
    ['a promise that runs', { promises: [promise] }, 'check_account promise_open 2026-06-16 t1'],
    ['a dispute on all of it', { disputes: [aDispute({ disputed: euros(840), raisedOn: day('2026-06-01'), resolveOn: day('2026-06-09') })] }, 'follow_up dispute 2026-06-09 t2'],
    ['a dispute on a part of it', { disputes: [aDispute({ disputed: euros(40), raisedOn: day('2026-06-01'), resolveOn: day('2026-06-09') })] }, `follow_up dispute 2026-06-09 t2, ${mail}`],
    ['an angry call about another invoice', { attempts: [said('2026-06-03', { outcome: 'angry', invoiceId: 99, followUpOn: day('2026-06-05') })] }, 'email courtesy 2026-06-05 t4'],
    ['an angry call about another invoice, the pause as long as the first call waits', { attempts: [said('2026-06-03', { outcome: 'angry', invoiceId: 99, followUpOn: day('2026-06-08') })] }, call],
    ['distress', { attempts: [said('2026-06-03', { outcome: 'distress', followUpOn: day('2026-06-17') })] }, 'call distress 2026-06-17 t2'],
    ['insolvency', { client: aClient({ payerType: 'insolvent' }) }, 'declare_claim declare_claim null t0'],
    ['a preventive call that left nothing', { attempts: [said('2026-05-29', { outcome: 'voicemail', invoiceId: null })] }, mail],
    ['a preventive call that left a day', { attempts: [said('2026-05-29', { outcome: 'callback', invoiceId: null, followUpOn: day('2026-06-05') })] }, 'call callback 2026-06-05 t2'],
    ['a contact on the due day', { attempts: [anAttempt('2026-06-02', { outcomes: [] })] }, call],
    ['a contact since', { attempts: [anAttempt('2026-06-03', { outcomes: [] })] }, 'call gap 2026-06-12 t3'],
    ['their own call since', { attempts: [anAttempt('2026-06-03', { channel: 'incoming', outcomes: [] })] }, 'call gap 2026-06-12 t3'],
    ['a mail written by hand since', { attempts: [anAttempt('2026-06-03', { channel: 'mail', reach: null, outcomes: [] })] }, 'call gap 2026-06-12 t3'],
    ['a contact about another invoice', { attempts: [said('2026-06-03', { outcome: 'no_date', invoiceId: 99 })] }, mail],
    ['a part that came', { payments: [aPayment(101, '2026-06-03', 400)] }, 'call part_paid 2026-06-03 t2'],
    ['bank charges', { payments: [aPayment(101, '2026-06-03', 839)] }, 'email small_rest 2026-06-03 t4'],
    ['a formal notice', { memos: [aMemo({ kind: 'final_notice', sentAt: momentOf(day('2026-06-03'), 600) })] }, 'execute_step notice_over 2026-06-12 t0'],
    ['a formal notice about what was past due before this one', { memos: [aMemo({ kind: 'final_notice', sentAt: momentOf(day('2026-06-01'), 600) })] }, mail],
  ])('%s', (_, facts, expected) => {
    expect(next(facts, '2026-06-04')).toBe(expected);
  }); // biome-ignore format: one row a line
});

test('waits a day when they were spoken to about another invoice', () => {
  const attempts = [said('2026-06-03', { outcome: 'no_date', invoiceId: 99 })];
  const seen = ['2026-06-03', '2026-06-04'].map((on) => next({ attempts }, on));
  expect(seen).toEqual(['email courtesy 2026-06-04 t4', mail]);
});

test('becomes the announcement where it is time for one, to whom one would ring', () => {
  const accounts = aContact({ id: 13, role: 'other', email: 'rose@roussel.example', phone: null });
  const refusal = said('2026-05-29', {
    outcome: 'refusal',
    invoiceId: 102,
    ground: 'no',
    action: 'announce',
    followUpOn: day('2026-05-29'),
  });
  const invoices = [...plain, due('2026-05-20', 102)];
  const contacts = [aContact({ email: null }), accounts];
  const found = nextActions(
    aStandingOf({ invoices, contacts, attempts: [refusal] }),
    day('2026-06-04'),
    defaultRules,
  );
  expect(found.map(({ action, contactId }) => [action, contactId])).toEqual([
    ['announce', null],
    ['announce', null],
  ]);
});

describe('two invoices with days of their own', () => {
  const invoices = [settled, due('2026-06-02'), due('2026-06-04', 102)];
  test.each<[string, readonly MemoRecord[], string, string]>([
    ['nothing written', [], '2026-06-05', `${mail}, email courtesy 2026-06-05 t4`],
    [
      'written about the first',
      [written('2026-06-03')],
      '2026-06-05',
      `${call}, email courtesy 2026-06-05 t4`,
    ],
    ['written about both', [written('2026-06-05')], '2026-06-05', `${call}, call first_call 2026-06-09 t3`],
    ['the call of the first is due', [], '2026-06-08', `${call}, email courtesy 2026-06-05 t4`],
  ])('%s', (_, memos, ...[on, expected]) => {
    expect(next({ invoices, memos }, on)).toBe(expected);
  });

  test('the mail is about those of which nothing was done, else those that no mail told of', () => {
    const told = (facts: Partial<Standing>, on: string) => {
      const topic = reminderTopic(aStandingOf({ invoices, ...facts }), day(on), defaultRules);
      return 'why' in topic ? topic.why : topic.fresh.map(({ invoice }) => invoice.id);
    };
    expect(told({}, '2026-06-03')).toEqual([101]);
    expect(told({}, '2026-06-05')).toEqual([101, 102]);
    expect(told({ memos: [written('2026-06-03')] }, '2026-06-05')).toEqual([102]);
    expect(told({ memos: [written('2026-06-05')] }, '2026-06-06')).toEqual([101, 102]);
    expect(
      told({ attempts: [said('2026-06-08', { outcome: 'no_date', invoiceId: 101 })] }, '2026-06-09'),
    ).toEqual([102]);
    const both = [anAttempt('2026-06-08', { outcomes: [] })];
    expect(told({ attempts: both, memos: [written('2026-06-03')] }, '2026-06-09')).toEqual([102]);
    expect(
      told(
        {
          promises: [
            aPromise('2026-06-05', '2026-06-12', {
              parts: [aPart(101, '2026-06-12', 840), aPart(102, '2026-06-12', 840)],
            }),
          ],
        },
        '2026-06-06',
      ),
    ).toBe('promise');
  });
});

describe('the week', () => {
  const week = (facts: Partial<Standing>, on: string) => {
    const rules = defaultRules;
    const standings = [aStandingOf(facts)];
    const plan = planWeek({ standings, today: day(on), minutes: 480, rules, calendarOf: () => aCalendar() });
    return plan.days.flatMap(({ on: at, calls, tasks }) => [
      ...calls.map(({ item }) => `${at} call ${item.first.reason.code}`),
      ...tasks.map(({ item }) => `${at} task ${item.first.reason.code}`),
    ]);
  };
  test('holds the mail as a task and the first call on its day', () => {
    expect(week({}, '2026-06-03')).toEqual(['2026-06-03 task courtesy', '2026-06-08 call first_call']);
    expect(week({ memos: [written('2026-06-03')] }, '2026-06-04')).toEqual(['2026-06-08 call first_call']);
  });

  test('one mail about two invoices is one task', () => {
    const invoices = [settled, due('2026-06-02'), { ...due('2026-06-03', 102), file: null }];
    expect(week({ invoices }, '2026-06-04')).toEqual([
      '2026-06-04 task courtesy',
      '2026-06-08 call first_call',
    ]);
  });

  test('the call after it is the one that comes by itself', () => {
    const [first] = nextActions(aStandingOf({}), day('2026-06-04'), defaultRules);
    const [after] = nextActions(
      aStandingOf({ memos: [written('2026-06-04')] }),
      day('2026-06-04'),
      defaultRules,
    );
    expect(first && callAfter(first)).toEqual(after);
    expect(after && callAfter(after)).toBe(after);
  });
});

describe('a written chase', () => {
  const no = (on: string) => said(on, { outcome: 'no_date', isFruitless: true, ground: 'no' });
  const calls = [no('2026-06-08'), no('2026-06-18')];
  const count = (facts: Partial<Standing>, on = '2026-06-20') =>
    fruitlessCount(aStandingOf({ attempts: calls, ...facts }), day(on), defaultRules);
  const answer = aReply({ kind: 'answer', on: day('2026-06-04') });
  const machine = aReply({ kind: 'automatic', on: day('2026-06-04') });
  test.each<[string, Partial<Standing>, number]>([
    ['beside two calls', { memos: [written('2026-06-03')] }, 3],
    ['a draft', { memos: [written('2026-06-03', { state: 'draft' })] }, 3],
    ['still queued', { memos: [written('2026-06-03', { state: 'queued', sentAt: null })] }, 2],
    ['two mails of a day', { memos: [written('2026-06-03'), written('2026-06-03', { id: 402 })] }, 3],
    ['on the day of a call', { memos: [written('2026-06-08')] }, 2],
    ['answered', { memos: [written('2026-06-03')], replies: [answer] }, 2],
    ['answered by a machine', { memos: [written('2026-06-03')], replies: [machine] }, 3],
    ['come back', { memos: [written('2026-06-03')], replies: [aReply({ kind: 'bounce', on: day('2026-06-04') })] }, 2],
    ['before anything was past due', { memos: [written('2026-06-02')] }, 2],
    ['more than thirty days ago', { memos: [written('2026-06-03')], attempts: [] }, 1],
    ['of an invoice that is paid', { memos: [written('2026-06-03')], payments: [aPayment(101, '2026-06-19', 840)] }, 0],
  ])('counts towards litigation: %s', (_, facts, expected) => {
    expect(count(facts)).toBe(expected);
    expect(count(facts, '2026-07-25')).toBe(0);
  }); // biome-ignore format: one row a line

  const fired = (facts: Partial<Standing>, on: string) =>
    triggers(aStandingOf({ attempts: calls, ...facts }), day(on), defaultRules).map(
      ({ kind, on: since, count: chased }) => `${kind} ${since} ${chased}`,
    );
  test('three without result call for the announcement, from the last one on, a month away too', () => {
    const memos = [written('2026-06-03')];
    expect(fired({ memos }, '2026-06-17')).toEqual([]);
    expect(fired({ memos }, '2026-06-18')).toEqual(['fruitless 2026-06-18 3']);
    expect(fired({ memos }, '2026-08-18')).toEqual(['fruitless 2026-06-18 3']);
    expect(fired({}, '2026-06-18')).toEqual([]);
    // A mail about something else, a month later, takes nothing away.
    const three = [...calls, no('2026-06-28')];
    expect(fired({ attempts: three, memos: [written('2026-07-20')] }, '2026-07-21')).toEqual([
      'fruitless 2026-06-28 3',
    ]);
  });

  test('three mails alone say nothing of a ground: that is asked first', () => {
    const memos = ['2026-06-03', '2026-06-10', '2026-06-17'].map((on, index) =>
      written(on, { id: 401 + index }),
    );
    const standing = aStandingOf({ memos });
    expect(triggers(standing, day('2026-06-18'), defaultRules)).toEqual([]);
    expect(needsGroundDecision(standing, day('2026-06-18'), defaultRules)).toBe(true);
  });

  test('takes no refusal away', () => {
    const attempts = [said('2026-06-08', { outcome: 'refusal', ground: 'no' })];
    expect(fired({ attempts, memos: [written('2026-06-09')] }, '2026-06-10')).toEqual([
      'refusal 2026-06-08 1',
    ]);
  });

  test('stands on the first rung, and breaks the silence', () => {
    const at = (on: Day, facts: Partial<Standing>) => {
      const { rung, chases: chased } = rungOf(aStandingOf(facts), on, defaultRules);
      return [rung, chased, priorityFacts(aStandingOf(facts), on, defaultRules)?.daysSinceChase];
    };
    expect(at(day('2026-06-07'), {})).toEqual([1, 0, 5]);
    expect(at(day('2026-06-07'), { memos: [written('2026-06-03')] })).toEqual([1, 1, 4]);
    expect(at(day('2026-06-08'), { memos: [written('2026-06-03')], attempts: calls.slice(0, 1) })).toEqual([
      2, 2, 0,
    ]);
  });
});
