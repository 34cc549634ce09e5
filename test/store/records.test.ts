import SqliteDatabase from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CallManner, NewCallRecords } from '../../src/domain/call-record.ts';
import { noManner, noRecords, nothingRecorded } from '../../src/domain/call-record.ts';
import { addDays } from '../../src/domain/day.ts';
import type { Ledger } from '../../src/store/ledger.ts';
import { aCall, aClient, anInvoice, aResult, euros, someRecords, ticking, today } from './builders.ts';
import { fileLedger, memoryLedger, temporaryPath } from './ledgers.ts';

/** Two clients with two invoices each: 1 and 2, 3 and 4. */
function withInvoices(ledger: Ledger = memoryLedger()) {
  for (const handle of ['acme', 'other']) {
    const { id } = ledger.clients.add(aClient({ handle }));
    for (const number of ['F-1', 'F-2']) ledger.invoices.add(anInvoice(id, { number }));
  }
  const hold = (records: NewCallRecords, clientId = 1) => {
    const { id } = ledger.calls.start(aCall(clientId));
    ledger.finishCall(id, aResult({ records }));
    return id;
  };
  return { ledger, hold };
}

const lists = ['claims', 'circuits', 'documents', 'announcements', 'insolvencies'] as const;

const on = fc.integer({ min: -400, max: 400 }).map((days) => addDays(today, days));
const words = fc.string({ unit: 'grapheme', maxLength: 12 });
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const recorded = {
  on,
  invoiceIds: fc.constantFrom([], [1], [2], [1, 2]),
  isSuperseded: fc.boolean(),
};
const some = <T>(fields: { [Key in keyof T]: fc.Arbitrary<T[Key]> }) =>
  fc.array(fc.record(fields), { maxLength: 3 });
const score = fc.constantFrom(0 as const, 1 as const, 2 as const);
const records: fc.Arbitrary<NewCallRecords> = fc.record({
  claims: some({
    ...recorded,
    paidOn: maybe(on),
    amount: maybe(fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }).map(euros)),
    method: maybe(words),
    accountLast4: maybe(words),
    isOtherAccount: fc.boolean(),
    reference: maybe(words),
    proofBy: maybe(on),
  }),
  circuits: some({
    ...recorded,
    stage: fc.constantFrom('received', 'checked', 'approved', 'scheduled', 'unknown'),
    approver: maybe(words),
    approverContact: maybe(words),
    waitsFor: maybe(words),
    poNumber: maybe(words),
    runOn: maybe(on),
    callOn: maybe(on),
  }),
  documents: some({ ...recorded, address: words, isReceived: fc.boolean(), obstacle: maybe(words) }),
  announcements: some({
    ...recorded,
    step: words,
    deadline: on,
    reaction: maybe(fc.constantFrom('refused' as const, 'turned' as const)),
  }),
  insolvencies: some({
    ...recorded,
    kind: fc.constantFrom('safeguard', 'receivership', 'liquidation', 'unknown'),
    court: maybe(words),
    openedOn: maybe(on),
    administrator: maybe(words),
  }),
  objections: some({ on, objection: fc.constantFrom('cash_flow', 'new:0'), hasWorked: maybe(fc.boolean()) }),
  newObjections: fc.constant([{ words: 'le comptable est en cure' }]),
  review: maybe(
    fc.record({
      on,
      scores: fc.record({ tone: score, focus: score, argumentation: score }, { requiredKeys: [] }),
      nextTime: maybe(words),
    }),
  ),
});

describe('what a call leaves behind', () => {
  test('comes back as it was said, with its call, by day and then as written', () => {
    const { ledger, hold } = withInvoices();
    fc.assert(
      fc.property(records, (said) => {
        const before = ledger.records.of(1);
        const callId = hold(said);
        const after = ledger.records.of(1);
        const byDay = (one: { on: string }, other: { on: string }) =>
          one.on < other.on ? -1 : Number(one.on > other.on);
        const own = <T extends { callId: number }>(all: readonly T[]) =>
          all.filter((one) => one.callId === callId);
        for (const list of lists) {
          const wanted = said[list].map((one) => ({ ...one, clientId: 1, callId })).toSorted(byDay);
          expect(own<{ callId: number }>(after[list])).toMatchObject(wanted);
          expect(after[list]).toHaveLength(before[list].length + said[list].length);
        }
        const uses = said.objections.map(({ objection, ...use }) => ({
          ...use,
          objection: objection === 'new:0' ? 'own:1' : objection,
        }));
        expect(own(after.objections)).toMatchObject(uses.toSorted(byDay));
        expect(own(after.reviews)).toMatchObject(said.review === null ? [] : [said.review]);
        expect(ledger.records.of(2)).toEqual(noRecords);
      }),
      { numRuns: 60 },
    );
    // However often it was said in other calls: one objection.
    expect(ledger.objections.own()).toHaveLength(1);
  });

  test('nothing when nothing was said, and of a client that nobody knows', () => {
    const { ledger, hold } = withInvoices();
    hold(nothingRecorded);
    expect([ledger.records.of(1), ledger.records.of(99)]).toEqual([noRecords, noRecords]);
  });

  test('an answer that was taken back stays, marked', () => {
    const { ledger, hold } = withInvoices();
    const [claim] = someRecords([1]).claims;
    if (claim === undefined) throw new RangeError('no claim');
    const claims = [{ ...claim, isSuperseded: true }, claim];
    hold({ ...nothingRecorded, claims });
    expect(ledger.records.of(1).claims).toMatchObject([{ isSuperseded: true }, { isSuperseded: false }]);
  });

  test('the second time changes nothing', () => {
    const { ledger, hold } = withInvoices();
    const callId = hold(someRecords([1, 2]));
    const all = () => [ledger.records.of(1), ledger.objections.own(), ledger.objections.uses()];
    const before = all();
    ledger.finishCall(callId, aResult({ records: someRecords([1]) }));
    ledger.finishCall(callId, aResult({ records: nothingRecorded }));
    expect(all()).toEqual(before);
  });

  test.each<[string, Partial<NewCallRecords>, unknown]>([
    [
      'an invoice of another client',
      { documents: someRecords([1, 3]).documents },
      expect.objectContaining({ key: 'store.no_invoice', exitCode: 66, values: { id: 3 } }),
    ],
    [
      'an invoice that is none',
      { insolvencies: someRecords([99]).insolvencies },
      expect.objectContaining({ key: 'store.no_invoice', values: { id: 99 } }),
    ],
    [
      'a new objection that was not handed in',
      { objections: [{ on: today, objection: 'new:1', hasWorked: null }] },
      expect.any(RangeError),
    ],
    [
      'an objection of my own that is none',
      { objections: [{ on: today, objection: 'own:9', hasWorked: null }] },
      expect.objectContaining({ code: 'SQLITE_CONSTRAINT_FOREIGNKEY' }),
    ],
  ])('%s leaves nothing of the rest', (_, wrong, error) => {
    const { ledger } = withInvoices();
    const { id } = ledger.calls.start(aCall(1));
    const finish = () => ledger.finishCall(id, aResult({ records: someRecords([1], wrong) }));
    expect(finish).toThrowError(error as Error);
    expect([ledger.records.of(1), ledger.objections.own()]).toEqual([noRecords, []]);
    expect(ledger.calls.byId(id)?.isFinished).toBe(false);
  });

  test('an earlier moment does not know what came later', () => {
    const path = temporaryPath();
    const now = ticking();
    const { ledger, hold } = withInvoices(fileLedger(path, { now }));
    hold(someRecords([1]));
    const asOf = now();
    const then = ledger.records.of(1);
    const manner = { ...noManner, hangup: 'cut' as const };
    const later = ledger.calls.start(aCall(1));
    ledger.finishCall(later.id, aResult({ records: someRecords([2]), manner }));
    const earlier = fileLedger(path, { asOf });
    expect(earlier.records.of(1)).toEqual(then);
    expect(earlier.objections.uses()).toEqual(then.objections);
    expect(earlier.records.manner(later.id)).toEqual(noManner);
    expect(ledger.records.of(1).claims).toHaveLength(2);
  });
});

describe('how a call went', () => {
  test.each<CallManner>([
    noManner,
    { moodBefore: 'calm', moodAfter: 'closed', hangup: 'normal', isSatisfied: true },
    { moodBefore: 'tense', moodAfter: null, hangup: 'lost', isSatisfied: false },
    { moodBefore: null, moodAfter: 'calm', hangup: 'ended', isSatisfied: null },
  ])('%j', (manner) => {
    const { ledger } = withInvoices();
    const { id } = ledger.calls.start(aCall(1));
    expect(ledger.records.manner(id)).toEqual(noManner);
    ledger.finishCall(id, aResult({ manner }));
    expect(ledger.records.manner(id)).toEqual(manner);
    expect(ledger.records.manner(99)).toEqual(noManner);
  });
});

describe("the user's own objections", () => {
  const words = 'on paie à réception';
  const answer = { fr: null, en: null };

  test('are added, edited and taken off the list; nothing that was said is lost', () => {
    const path = temporaryPath();
    const now = ticking();
    const { ledger, hold } = withInvoices(fileLedger(path, { now }));
    const added = ledger.objections.add({ words, answer });
    const moments = [now()];
    const edited = ledger.objections.edit(added.id, { answer: { fr: 'Réception, c’est le 4.', en: null } });
    moments.push(now());
    expect(edited).toEqual({ ...added, answer: { fr: 'Réception, c’est le 4.', en: null } });
    expect(ledger.objections.own()).toEqual([edited]);
    hold({ ...nothingRecorded, objections: [{ on: today, objection: `own:${added.id}`, hasWorked: false }] });
    ledger.objections.remove(added.id);
    ledger.objections.remove(added.id);
    expect(ledger.objections.own()).toEqual([]);
    expect(ledger.objections.byId(added.id)).toEqual(edited);
    expect(ledger.records.of(1).objections).toMatchObject([{ objection: 'own:1', hasWorked: false }]);
    expect(moments.map((asOf) => fileLedger(path, { asOf }).objections.own())).toEqual([[added], [edited]]);
  });

  test('edited in their words only, the answer stays', () => {
    const { objections } = memoryLedger();
    const { id } = objections.add({ words, answer: { fr: 'Oui.', en: 'Yes.' } });
    objections.edit(id, { words: 'on paie à 60 jours' });
    expect(objections.byId(id)).toMatchObject({
      words: 'on paie à 60 jours',
      answer: { fr: 'Oui.', en: 'Yes.' },
    });
  });

  test('that nobody knows are said', () => {
    const { objections } = memoryLedger();
    const unknown = expect.objectContaining({ key: 'store.no_objection', exitCode: 66 });
    const { id } = objections.add({ words, answer });
    objections.remove(id);
    expect(() => objections.edit(id, { words: 'x' })).toThrowError(unknown);
    expect(() => objections.edit(99, { words: 'x' })).toThrowError(unknown);
    expect(() => objections.remove(99)).toThrowError(unknown);
    expect(objections.byId(99)).toBeUndefined();
  });

  test('heard again in other letters are the same, unless they were taken off the list', () => {
    const { ledger, hold } = withInvoices();
    const hear = (text: string) =>
      hold({
        ...nothingRecorded,
        objections: [{ on: today, objection: 'new:0', hasWorked: null }],
        newObjections: [{ words: text }],
      });
    hear(words);
    hear('On paie  à RÉCEPTION');
    ledger.objections.remove(1);
    hear(words);
    expect(ledger.objections.uses().map(({ objection }) => objection)).toEqual(['own:1', 'own:1', 'own:2']);
    expect(ledger.objections.own()).toMatchObject([{ id: 2, words, answer }]);
  });

  test('uses of all clients come oldest first', () => {
    const { ledger, hold } = withInvoices();
    const use = (objection: string, days: number) => ({
      ...nothingRecorded,
      objections: [{ on: addDays(today, days), objection, hasWorked: null }],
    });
    hold(use('third', 1), 2);
    hold(use('first', -3), 2);
    hold(use('second', 0), 1);
    expect(ledger.objections.uses().map(({ objection, clientId }) => [objection, clientId])).toEqual([
      ['first', 2],
      ['second', 1],
      ['third', 2],
    ]);
  });
});

describe('rehearsals', () => {
  test('are counted, by client and in all, up to the moment that is asked for', () => {
    const path = temporaryPath();
    const now = ticking();
    const { ledger } = withInvoices(fileLedger(path, { now }));
    ledger.rehearsals.add({ clientId: 1, on: today, persona: 'evasive' });
    const asOf = now();
    ledger.rehearsals.add({ clientId: 1, on: today, persona: 'angry' });
    ledger.rehearsals.add({ clientId: 2, on: today, persona: 'angry' });
    const { rehearsals } = ledger;
    expect([rehearsals.count(1), rehearsals.count(2), rehearsals.count(99), rehearsals.count()]).toEqual([
      2, 1, 0, 3,
    ]);
    expect(fileLedger(path, { asOf }).rehearsals.count()).toBe(1);
  });

  test('write one row and nothing else', () => {
    const path = temporaryPath();
    const { ledger, hold } = withInvoices(fileLedger(path));
    hold(someRecords([1]));
    const before = rowsIn(path);
    ledger.rehearsals.add({ clientId: 1, on: today, persona: 'evasive' });
    const { rehearsals, ...rest } = rowsIn(path);
    expect(rehearsals).toMatchObject([{ client_id: 1, held_on: today, persona: 'evasive' }]);
    expect(rest).toEqual(
      Object.fromEntries(Object.entries(before).filter(([name]) => name !== 'rehearsals')),
    );
  });
});

test('standings read none of it: the list of the day stays as fast as it was', () => {
  const path = temporaryPath();
  const { hold } = withInvoices(fileLedger(path));
  hold(someRecords([1]));
  const db = new SqliteDatabase(path);
  for (const table of ['reviews', 'objection_uses', 'payment_claims', 'circuits', 'documents_sent'])
    db.exec(`DROP TABLE ${table}`);
  db.close();
  expect(fileLedger(path).standings.open()).toHaveLength(2);
});

function rowsIn(path: string): Record<string, unknown[]> {
  const db = new SqliteDatabase(path, { readonly: true });
  const names = db.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table'`).pluck().all() as string[];
  const rows = Object.fromEntries(names.map((name) => [name, db.prepare(`SELECT * FROM ${name}`).all()]));
  db.close();
  return rows;
}
