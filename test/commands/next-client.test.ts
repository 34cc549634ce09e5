import { describe, expect, onTestFinished, test } from 'vitest';
import { nextClient } from '../../src/commands/next-client.ts';
import { day, momentOf } from '../../src/domain/day.ts';
import { dueList } from '../../src/domain/due-list.ts';
import { defaultRules } from '../../src/domain/rule-table.ts';
import { type Ledger, openLedger } from '../../src/store/ledger.ts';
import { aPart, aPromise, anAttempt, anOutcome, euros } from '../support/a-standing.ts';
import { aMorning, owing } from '../support/due-services.ts';

/** Tuesday 9 June: Roussel has missed a promise and leads the list, Canal is due, Noor waits for a promise. */
const today = day('2026-06-09');

function idOf(ledger: Ledger, name: string): number {
  return ledger.clients.find(name)[0]?.id ?? 0;
}

function prepare(ledger: Ledger, name: string, on = today): void {
  ledger.preps.add({
    clientId: idOf(ledger, name), on, objectiveMax: 'x', objectiveMin: 'x', goal: null, fallback: null, opening: null,
    voicemailPlan: 'leave', answers: {}, seconds: null,
  }); // biome-ignore format: one prep
}

/** Recorded after the prep. */
function tried(ledger: Ledger, name: string): void {
  const outcomes = [anOutcome({ outcome: 'no_answer', followUpOn: day('2026-06-10') })];
  ledger.calls.log(
    anAttempt(today, { clientId: idOf(ledger, name), contactId: null, reach: 'no_answer', outcomes }),
  );
}

function promise(ledger: Ledger, name: string): void {
  const clientId = idOf(ledger, name);
  const [invoice] = ledger.standings.one(clientId).invoices;
  const part = { ...aPart(invoice?.id ?? 0, '2026-06-12', 1), amount: invoice?.amount ?? euros(0) };
  ledger.promises.add(aPromise(today, '2026-06-12', { clientId, contactId: null, parts: [part] }));
}

function owe(ledger: Ledger, name: string): void {
  const clientId = idOf(ledger, name);
  ledger.commitments.add({ clientId, callId: null, text: 'x', dueOn: day('2026-06-08'), dueAt: null });
}

/** Due the day before: what is to be done is to write. */
function late(ledger: Ledger): void {
  owing(ledger, {
    handle: 'aube',
    name: 'Aube',
    who: ['Rose', 'Keller', '03 88 00 11 44'],
    amount: 9000,
    dueOn: '2026-06-08',
  });
}

describe('whom to call when nobody is named', () => {
  test('nobody, where all that is to be done is a courteous mail', () => {
    const ledger = openLedger({ path: ':memory:', today, now: () => momentOf(today, 600) });
    onTestFinished(() => ledger.close());
    late(ledger);
    const { items } = dueList(ledger.standings.open(), today, defaultRules);
    expect(items.map(({ first }) => first.reason.code)).toEqual(['courtesy']);
    expect(nextClient({ ledger, today, rules: defaultRules })).toBeUndefined();
  });

  test.each<[string, (ledger: Ledger) => void, string]>([
    ['the top of the list', () => undefined, 'roussel'],
    ['who was prepared today', (ledger) => prepare(ledger, 'canal'), 'canal'],
    ['who was prepared today, not on the list', (ledger) => prepare(ledger, 'helios'), 'helios'],
    ['prepared yesterday', (ledger) => prepare(ledger, 'canal', day('2026-06-08')), 'roussel'],
    ['prepared, and promised since', (ledger) => [prepare(ledger, 'canal'), promise(ledger, 'canal')], 'roussel'],
    ['prepared, and tried since', (ledger) => [prepare(ledger, 'canal'), tried(ledger, 'canal')], 'roussel'],
    ['prepared in spite of a promise', (ledger) => prepare(ledger, 'noor'), 'roussel'],
    ['the top of the list has promised', (ledger) => promise(ledger, 'roussel'), 'canal'],
    ['a courteous mail is no call', (ledger) => late(ledger), 'roussel'],
    ['something of mine leads the list: no call', (ledger) => owe(ledger, 'helios'), 'roussel'],
  ])('%s', (_, record, expected) => {
    let moment = momentOf(today, 600);
    const ledger = aMorning(() => (moment += 1000));
    record(ledger);
    expect(nextClient({ ledger, today, rules: defaultRules })?.handle).toBe(expected);
  }); // biome-ignore format: one row a line
});
