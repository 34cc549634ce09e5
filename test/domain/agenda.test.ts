import { describe, expect, test } from 'vitest';
import { agendaOf } from '../../src/domain/agenda.ts';
import { day, momentOf } from '../../src/domain/day.ts';
import { defaultRules } from '../../src/domain/rule-table.ts';
import type { Standing } from '../../src/domain/standing.ts';
import {
  aDispute,
  aMemo,
  anAttempt,
  anInvoice,
  anOutcome,
  aPart,
  aPayment,
  aPromise,
  aStanding,
} from '../support/a-standing.ts';

const today = day('2026-06-09');

function agenda(facts: Partial<Standing>, on = today) {
  return agendaOf({ standing: aStanding(facts), today: on, rules: defaultRules });
}

/** Kind, day and whether it is over: what a row of the tables below looks at. */
function short(facts: Partial<Standing>, on = today): string[] {
  return agenda(facts, on).map(
    (entry) =>
      `${entry.kind} ${entry.on}${entry.at === null ? '' : ` ${entry.at}`}${entry.isOver ? ' over' : ''}`,
  );
}

const said = (on: string, patch: Parameters<typeof anOutcome>[0]) =>
  anAttempt(on, { outcomes: [anOutcome(patch)] });
const promise = aPromise('2026-06-08', '2026-06-12');
const commitment = {
  id: 4,
  clientId: 1,
  callId: null,
  text: 'envoyer le bon',
  dueOn: day('2026-06-11'),
  dueAt: 600,
  doneOn: null,
  recordedAt: 7,
};
const late = anInvoice({ dueOn: day('2026-06-05') });
const written = aMemo({ kind: 'payment_reminder', sentAt: momentOf(day('2026-06-08'), 600) });
const changed = (kind: 'moved' | 'withdrawn', replacedBy: number | null) => ({
  kind,
  on: today,
  reason: null,
  replacedBy,
  recordedAt: 1,
});

describe('agendaOf', () => {
  test.each<[string, Partial<Standing>, string[]]>([
    ['a promise: look at the account, then ring', { promises: [promise] }, ['check 2026-06-12', 'recontact 2026-06-16']],
    ['a promise, in a pause that outlasts it: look all the same, ring when it is over', { promises: [promise], attempts: [said('2026-06-09', { outcome: 'distress', followUpOn: day('2026-06-23') })] }, ['check 2026-06-12', 'distress 2026-06-23 over', 'recontact 2026-06-23']],
    ['a promise, in a pause that ends before it', { promises: [promise], attempts: [said('2026-06-09', { outcome: 'angry', followUpOn: day('2026-06-11') })] }, ['check 2026-06-12', 'recontact 2026-06-16']],
    ['a promise kept leaves', { promises: [promise], payments: [aPayment(101, '2026-06-09', 840)] }, ['check 2026-06-12 over', 'recontact 2026-06-16 over']],
    ['a promise short of bank charges leaves: nobody is rung about them', { promises: [aPromise('2026-06-02', '2026-06-05')], payments: [aPayment(101, '2026-06-05', 839.5)] }, ['check 2026-06-05 over', 'recontact 2026-06-09 over']],
    ['a promise withdrawn leaves', { promises: [{ ...promise, changes: [changed('withdrawn', null)] }] }, ['check 2026-06-12 over', 'recontact 2026-06-16 over']],
    ['an intent has no day at the bank', { promises: [{ ...promise, condition: 'quand mon client paie' }] }, []],
    ['a callback with its hour', { attempts: [said('2026-06-08', { outcome: 'callback', followUpOn: day('2026-06-11'), followUpAt: 870 })] }, ['callback 2026-06-11 870']],
    ['a callback that a later call overtook leaves', {
      attempts: [
        said('2026-06-05', { outcome: 'callback', followUpOn: day('2026-06-11'), followUpAt: 870 }),
        said('2026-06-08', { outcome: 'callback', followUpOn: day('2026-06-15') }),
      ] }, ['callback 2026-06-11 870 over', 'callback 2026-06-15']],
    ['a proof that was announced', { attempts: [said('2026-06-08', { outcome: 'paid_claimed', followUpOn: day('2026-06-11') })] }, ['proof 2026-06-11']],
    ['a copy that was sent', { attempts: [said('2026-06-08', { outcome: 'duplicate_sent', followUpOn: day('2026-06-15') })] }, ['duplicate 2026-06-15']],
    ['a try of our own is no appointment', { attempts: [said('2026-06-08', { outcome: 'no_answer', followUpOn: day('2026-06-09') })] }, []],
    ['an own commitment', { commitments: [commitment] }, ['commitment 2026-06-11 600']],
    ['an own commitment that is done', { commitments: [{ ...commitment, doneOn: today }] }, ['commitment 2026-06-11 600 over']],
    ['a dispute', { disputes: [aDispute()] }, ['dispute 2026-06-15']],
    ['a dispute that is settled', { disputes: [aDispute({ closedOn: today })] }, ['dispute 2026-06-15 over']],
    ['the day a formal notice runs out', { memos: [aMemo({ kind: 'final_notice', sentAt: momentOf(day('2026-06-08'), 600) })] }, ['notice 2026-06-16']],
    ['the day by which to declare a claim', { attempts: [said('2026-06-08', { outcome: 'insolvency', followUpOn: day('2026-08-08') })] }, ['claim 2026-08-08']],
    ['a courteous mail to write', { invoices: [late] }, ['courtesy 2026-06-08']],
    ['a courteous mail that was written leaves', { invoices: [late], memos: [written] }, ['courtesy 2026-06-08 over']],
    ['a courteous mail whose place the call took is no appointment', { invoices: [anInvoice({ dueOn: day('2026-06-01') })] }, []],
    ['what was over a month ago is forgotten', { commitments: [{ ...commitment, dueOn: day('2026-05-01'), doneOn: today }] }, []],
  ])('%s', (_, facts, expected) => {
    expect(short(facts)).toEqual(expected);
  }); // biome-ignore format: a table

  test('two promised days have two pairs of entries', () => {
    const plan = {
      ...promise,
      kind: 'plan' as const,
      parts: [aPart(101, '2026-06-12', 400), aPart(101, '2026-07-10', 440)],
    };
    expect(
      agenda({ promises: [plan] }).map(({ kind, on, uid }) => [
        kind,
        on,
        uid.split('-').slice(0, 3).join('-'),
      ]),
    ).toEqual([
      ['check', '2026-06-12', 'check-201-1'],
      ['recontact', '2026-06-16', 'recontact-201-1'],
      ['check', '2026-07-10', 'check-201-2'],
      ['recontact', '2026-07-14', 'recontact-201-2'],
    ]);
  });

  test('a moved promise keeps its entries on the new day; days it has no more of leave', () => {
    const before = { ...promise, parts: [aPart(101, '2026-06-12', 400), aPart(101, '2026-06-19', 440)] };
    const uids = agenda({ promises: [before] }).map(({ uid }) => uid);
    const moved = { ...before, changes: [changed('moved', 202)] };
    const after = aPromise('2026-06-09', '2026-06-17', { id: 202, recordedAt: 99 });
    const entries = agenda({ promises: [moved, after] });
    expect(entries.map(({ uid }) => uid).toSorted()).toEqual(uids.toSorted());
    expect(entries.filter(({ isOver }) => !isOver).map(({ kind, on }) => `${kind} ${on}`)).toEqual([
      'check 2026-06-17',
      'recontact 2026-06-21',
    ]);
  });

  test('the same facts another day have the same names; another ledger has others', () => {
    const facts = { promises: [promise], commitments: [commitment], disputes: [aDispute()] };
    const names = agenda(facts).map(({ uid }) => uid);
    expect(agenda(facts, day('2026-06-10')).map(({ uid }) => uid)).toEqual(names);
    expect(new Set(names).size).toBe(names.length);
    const other = agenda({ commitments: [{ ...commitment, recordedAt: 8 }] });
    expect(names).not.toContain(other[0]?.uid);
  });

  test('two invoices of one callback are one entry', () => {
    const callback = { outcome: 'callback', followUpOn: day('2026-06-11') } as const;
    const attempt = anAttempt('2026-06-08', {
      outcomes: [1, 2].map((invoiceId) => anOutcome({ ...callback, invoiceId })),
    });
    const [entry, ...more] = agenda({
      invoices: [anInvoice({ id: 1, number: 'A' }), anInvoice({ id: 2, number: 'B' })],
      attempts: [attempt],
    });
    expect([entry?.invoices, more]).toEqual([['A', 'B'], []]);
  });
});
