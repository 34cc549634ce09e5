import { describe, expect, it } from 'vitest';
import { type Detail, missingDetails, missingOutcome } from '../../src/domain/call/guard.ts';
import type { CallInvoice, CallSetup } from '../../src/domain/call/state.ts';
import { EUR, money } from '../../src/domain/money.ts';
import { aSetup } from '../support/a-call.ts';
import { play } from '../support/call-events.ts';
import { ways } from '../support/call-states.ts';

const [first] = aSetup().invoices;
if (!first) throw new RangeError('a call without an invoice');
const second: CallInvoice = { ...first, id: 12, number: 'F-2026-050', balance: money(30_000, EUR) };
const two = aSetup({ invoices: [first, second] });

const promise = (amount: number) => ['p', `amount=${amount}`, 'day=2026-06-05'];
const facts = [
  'dispute_type=commercial',
  'remedy=',
  'dispute_owner=me',
  'resolve_day=2026-06-09',
  'settle_day=',
];
const approver = [
  'approver=Ana Ruiz',
  'approver_contact=',
  'stage=received',
  'waits_for=',
  'approver_day=2026-06-03',
];

/** `date` or, with several invoices, `rest of 12`. */
function missing(texts: readonly string[], setup: CallSetup = aSetup()): string | null {
  const found = missingOutcome(play(texts, setup));
  if (found === null) return null;
  return setup.invoices.length === 1 ? found.what : `${found.what} of ${found.invoice.id}`;
}

describe('before a normal end', () => {
  it.each<[string, readonly string[], string | null]>([
    ['nobody confirmed', [' ', 'person'], null],
    ['only spoken to', ways.ask, 'date'],
    ['a whole promise', [...ways.ask, ...promise(84_000)], null],
    ['a part promised', [...ways.ask, ...promise(40_000)], 'rest'],
    ['a promise without a day', [...ways.ask, 'p', 'amount=84000'], 'date'],
    ['a plan', ways.plan, null],
    ['a plan that runs too long', [...ways.cannot_pay, 'instalments', 'plan_terms=each:1000'], 'date'],
    ['all disputed, with its day', [...ways.dispute, 'all_disputed', ...facts], null],
    ['disputed without a day', ways.dispute, 'resolve_day'],
    ['a part disputed', [...ways.dispute, 'part_agreed', 'disputed_amount=30000', ...facts], 'rest'],
    ['a part disputed, the rest promised', [...ways.dispute, 'part_agreed', 'disputed_amount=30000', ...facts, ...promise(54_000)], null],
    ['a dispute taken back', [...ways.dispute, 'no_dispute'], 'date'],
    ['an approver', [...ways.approval, 'approver_known', ...approver], null],
    ['an approval without a name', ways.approval, 'approver'],
    ['an approval nobody knows of, and then no more', [...ways.approval, 'nobody_knows', 'j:solution'], 'approver'],
    ['a promise begun after it', [...ways.approval, 'run_date', 'amount=84000'], 'date'],
    ['a copy sent', ways.duplicate, null],
    ['a call back', ways.callback, null],
    ['a call back without a day', [...ways.ask, 'c'], 'callback_day'],
    ['paid, they say', [...ways.paid, 'details', 'claim_day=2026-05-29'], null],
    ['paid, they say, and no day', ways.paid, 'date'],
    ['paid to another account', [...ways.paid, 'other_account'], null],
    ['a refusal', [...ways.consequences, 'no'], null],
    ['a pause', [...ways.distress, 'pause', 'pause_day=2026-06-16'], null],
    ['a court procedure', [...ways.insolvency, ' '], null],
    ['no day at all', [...ways.evasive, 'j:consequences', 'no'], 'date'],
  ])('%s: misses %s', (_, texts, expected) => {
    expect(missing(texts)).toBe(expected);
  }); // biome-ignore format: one case a line

  it.each<[string, readonly string[], string | null]>([
    ['nothing', ways.ask, 'date of 11'],
    ['one promised', [...ways.ask, 'f:11', ...promise(84_000)], 'date of 12'],
    ['the other promised', [...ways.ask, 'f:12', ...promise(30_000)], 'date of 11'],
    ['less than all', [...ways.ask, ...promise(90_000)], 'rest of 12'],
    ['all', [...ways.ask, ...promise(114_000)], null],
    ['one promised, one disputed without a day', [...ways.ask, 'f:11', ...promise(84_000), 'f:12', 'd', 'dispute_words=x'], 'resolve_day of 12'],
    ['one promised, a copy of the other', [...ways.ask, 'f:11', ...promise(84_000), 'f:12', 'j:duplicate', 'address=a@b.example'], null],
    ['a call back for both', ways.callback, null],
  ])('of two invoices, %s: misses %s', (_, texts, expected) => {
    expect(missing(texts, two)).toBe(expected);
  }); // biome-ignore format: one case a line
});

describe('what may wait for the wrap-up', () => {
  const whole: readonly Detail[] = ['cause', 'summary', 'contacts'];
  it.each<[string, readonly string[], readonly Detail[]]>([
    ['an attempt', ways.no_answer, []],
    ['a conversation', [...ways.ask, 'h:cut'], whole],
    ['a promise not read out', [...ways.ask, ...promise(84_000), 'h:cut'], ['promise_account', ...whole]],
    ['a promise read out, agreed, contacts checked', [...ways.listen, 'forgot', 'dated', 'amount=84000', 'day=2026-06-05', 'account_read', ' ', 'agreed', 'still_right'], []],
    ['a dispute without a day', [...ways.dispute, 'h:cut'], ['resolve_day', 'summary', 'contacts']],
    ['an approver without a number', [...ways.approval, 'approver_known', ...approver], ['approver_contact', 'summary', 'contacts']],
    ['a claim without an account', [...ways.paid, 'details', 'claim_day=2026-05-29', 'leave'], ['claim_account', 'claim_reference', 'summary', 'contacts']],
  ])('after %s: %j', (_, texts, expected) => {
    expect(missingDetails(play(texts))).toEqual(expected);
  }); // biome-ignore format: one case a line

  it('asks for a number to ring back only where none is known', () => {
    const noPhone = aSetup({ contact: { ...aSetup().contact, phone: null } });
    expect(missingDetails(play(ways.callback, noPhone))).toContain('callback_phone');
    expect(missingDetails(play(ways.callback))).not.toContain('callback_phone');
  });
});
