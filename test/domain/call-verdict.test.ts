import { describe, expect, it } from 'vitest';
import type { CallInvoice } from '../../src/domain/call/state.ts';
import { countedAnswers, disputedMinor, verdictOn } from '../../src/domain/call/verdict.ts';
import { EUR, money } from '../../src/domain/money.ts';
import { aSetup } from '../support/a-call.ts';
import { play } from '../support/call-events.ts';
import { ways } from '../support/call-states.ts';

const [first] = aSetup().invoices;
if (!first) throw new RangeError('a call without an invoice');
const second: CallInvoice = { ...first, id: 12, number: 'F-2026-050', balance: money(30_000, EUR) };
const two = aSetup({ invoices: [first, second] });

const promise = (amount: number, on = '2026-06-05') => ['p', `amount=${amount}`, `day=${on}`];
const again = (amount: number, on: string) => ['p', 'amount', `amount=${amount}`, 'day', `day=${on}`];
const plan = ['j:plan', 'plan_terms=count:3', 'plan_day=2026-06-05'];
const dispute = ['j:dispute', 'dispute_words=un angle'];
const facts = [
  'dispute_type=commercial',
  'remedy=',
  'dispute_owner=me',
  'resolve_day=2026-06-09',
  'settle_day=',
];
const part = (amount: number) => [...dispute, 'part_agreed', `disputed_amount=${amount}`, ...facts];
const whole = [...dispute, 'all_disputed', ...facts];
const copy = ['j:duplicate', 'address=a@b.example'];
const callback = ['c', 'callback_day=2026-06-04', 'callback_time=840'];
const paid = [
  'j:paid',
  'details',
  'claim_day=2026-05-29',
  'claim_amount=84000',
  'claim_account=0189',
  'claim_reference=',
];
const refusal = ['j:refusal', 'refusal_words=non', 'no_ground'];
const noDate = ['j:consequences', 'no'];

/** What counts on an invoice, in a line: `promise 42000@2026-06-05`, `plan`, `dispute 30000`, or another kind. */
const told = (texts: readonly string[], { setup = aSetup(), invoice = first } = {}): string => {
  const { heard } = play([...ways.listen, ...texts], setup);
  const { promises, plan: agreed, dispute: contested, other } = verdictOn(heard, invoice);
  const parts = [
    ...promises.map(({ amount, promisedOn }) => `promise ${amount?.minor}@${promisedOn}`),
    ...(agreed === null ? [] : ['plan']),
    ...(contested === null ? [] : [`dispute ${disputedMinor(setup, heard).get(invoice.id)}`]),
    ...(other === null ? [] : [other.kind]),
  ];
  return parts.join(' + ');
};

describe('what counts on one invoice', () => {
  it.each<[string, readonly string[], string]>([
    ['nothing was said', [], ''],
    ['a promise', promise(84_000), 'promise 84000@2026-06-05'],
    ['half a promise', ['p', 'amount=84000'], ''],
    ['two parts', [...promise(42_000), ...promise(42_000, '2026-06-12')], 'promise 42000@2026-06-05 + promise 42000@2026-06-12'],
    ['another day for the whole', [...promise(84_000), ...again(84_000, '2026-06-12')], 'promise 84000@2026-06-12'],
    ['a plan', plan, 'plan'],
    ['a plan after a promise', [...promise(84_000), ...plan], 'plan'],
    ['a promise after a plan', [...plan, ...promise(84_000)], 'promise 84000@2026-06-05'],
    ['a plan of which nothing is known', ['j:plan'], ''],

    ['all disputed', whole, 'dispute 84000'],
    ['a part disputed', part(30_000), 'dispute 30000'],
    ['a part disputed, the rest promised', [...part(30_000), ...promise(54_000)], 'promise 54000@2026-06-05 + dispute 30000'],
    ['a promise, then a part disputed', [...promise(84_000), ...part(30_000)], 'promise 84000@2026-06-05 + dispute 30000'],
    ['a part disputed, a plan for the rest', [...part(30_000), ...plan], 'plan + dispute 30000'],
    ['a promise, then all disputed', [...promise(84_000), ...whole], 'dispute 84000'],
    ['all disputed, then all promised after all', [...whole, ...promise(84_000)], 'promise 84000@2026-06-05'],
    ['a part as large as the whole', part(84_000), 'dispute 84000'],
    ['no dispute after all', [...promise(84_000), ...dispute, 'no_dispute'], 'promise 84000@2026-06-05'],
    ['a dispute of which nothing is known', ['j:dispute', 'leave'], ''],

    ['they go back: never got it', [...promise(84_000), ...copy], 'duplicate'],
    ['got it, and a promise', [...copy, ...promise(84_000)], 'promise 84000@2026-06-05'],
    ['a promise, in fact already paid', [...promise(84_000), ...paid], 'paid'],
    ['paid, in fact not', [...paid, ...promise(84_000)], 'promise 84000@2026-06-05'],
    ['details that never came', ['j:paid', 'no_details'], ''],
    ['an account that is not ours', ['j:paid', 'other_account'], 'paid'],
    ['two promises around a copy: only what came after counts', [...promise(42_000), ...copy, ...promise(40_000, '2026-06-12')], 'promise 40000@2026-06-12'],

    ['a refusal', refusal, 'refusal'],
    ['words of refusal alone', ['j:refusal', 'refusal_words=non'], ''],
    ['a refusal that has a ground', ['j:refusal', 'refusal_words=non', 'ground'], 'dispute 84000'],
    ['a refusal, turned', [...refusal, 'turns', ...promise(84_000)], 'promise 84000@2026-06-05'],
    ['a promise, taken back', [...promise(84_000), ...refusal], 'refusal'],

    ['a call back alone', callback, 'callback'],
    ['a call back beside a promise', [...promise(84_000), ...callback], 'promise 84000@2026-06-05'],
    ['a promise beside a call back', [...callback, ...promise(84_000)], 'promise 84000@2026-06-05'],
    ['a call back beside a claim', [...paid, ...callback], 'paid'],
    ['a call back without a day', ['c'], ''],

    ['an approver', ['j:approval', 'approver_known', 'approver=Ana Ruiz', 'approver_contact=', 'stage=received', 'waits_for=', 'approver_day=2026-06-03'], 'approval'],
    ['a run date, promised', ['j:approval', 'run_date', 'amount=84000', 'day=2026-06-10'], 'promise 84000@2026-06-10'],
    ['a pause', ['j:distress', 'pause', 'pause_day=2026-06-16'], 'distress'],
    ['a pause, and a day for the call', ['j:distress', 'pause', 'pause_day=2026-06-16', 'callback_time=600'], 'distress'],

    ['a court procedure', ['j:insolvency', ' '], 'insolvency'],
    ['a court procedure beats what is promised later', ['j:insolvency', ' ', ...promise(84_000)], 'insolvency'],
    ['a court procedure beats a dispute', [...whole, 'j:insolvency', 'leave', ' '], 'insolvency'],

    ['no day at all', noDate, 'no_date'],
    ['no day, then one', [...noDate, ...promise(84_000)], 'promise 84000@2026-06-05'],
    ['no day for the rest', [...promise(42_000), ...noDate], 'promise 42000@2026-06-05'],
    ['a promise read out and turned down, then no day', [...promise(84_000), ' ', 'not_agreed', ...noDate], 'no_date'],
    ['a refusal, then no day: still a refusal', [...refusal, 'no'], 'refusal'],
  ])('%s', (_, texts, expected) => {
    expect(told(texts)).toBe(expected);
  }); // biome-ignore format: one case a line
});

describe('what counts on several invoices', () => {
  it.each<[string, readonly string[], string, string]>([
    ['one promise for all', promise(114_000), 'promise 114000@2026-06-05', 'promise 114000@2026-06-05'],
    ['one promise, one dispute', ['f:11', ...promise(84_000), 'f:12', ...whole], 'promise 84000@2026-06-05', 'dispute 30000'],
    ['a dispute about all of it', whole, 'dispute 84000', 'dispute 30000'],
    ['a part of all: the oldest first', part(90_000), 'dispute 84000', 'dispute 6000'],
    ['all paid, one in fact not', [...paid, 'f:12', ...copy], 'paid', 'duplicate'],
    ['one paid, then a promise for all', ['f:12', ...paid, 'f:', ...promise(114_000)], 'promise 114000@2026-06-05', 'promise 114000@2026-06-05'],
    ['one in a procedure', ['f:11', 'j:insolvency', ' ', 'f:12', ...promise(30_000)], 'insolvency', 'promise 30000@2026-06-05'],
    ['one promised, no day for the other', ['f:11', ...promise(84_000), 'f:', ...noDate], 'promise 84000@2026-06-05', 'no_date'],
    ['an answer for each, the second picked', ['f:12', ...refusal], '', 'refusal'],
  ])('%s', (...row) => {
    const [, texts, one, other] = row;
    expect([told(texts, { setup: two }), told(texts, { setup: two, invoice: second })]).toEqual([one, other]);
  }); // biome-ignore format: one case a line

  it('lists each answer that counts once, in the order in which it was last spoken of', () => {
    const { setup, heard } = play([...ways.listen, ...promise(114_000), ...callback, 'f:12', ...copy], two);
    expect(countedAnswers({ setup, heard }).map(({ kind }) => kind)).toEqual(['promise', 'duplicate']);
  });
});
