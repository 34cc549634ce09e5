import { describe, expect, test } from 'vitest';
import type { Cause } from '../../src/domain/attempt.ts';
import { type CallRecords, noRecords } from '../../src/domain/call-record.ts';
import { day } from '../../src/domain/day.ts';
import { excuseFact } from '../../src/domain/excuse-facts.ts';
import { defaultRules } from '../../src/domain/rule-table.ts';
import type { Standing } from '../../src/domain/standing.ts';
import {
  anAttempt,
  anOutcome,
  aDispute,
  aPayment,
  aPromise,
  aStanding,
  euros,
} from '../support/a-standing.ts';

const today = day('2026-06-09');
const recorded = {
  id: 1,
  clientId: 1,
  callId: 9,
  on: day('2026-06-02'),
  invoiceIds: [101],
  isSuperseded: false,
  recordedAt: 0,
};
const claim = {
  ...recorded,
  paidOn: day('2026-06-01'),
  amount: euros(840),
  method: null,
  accountLast4: null,
  isOtherAccount: false,
  reference: null,
  proofBy: null,
};
const copy = { ...recorded, address: 'compta@roussel.example', isReceived: false, obstacle: null };
const circuit = {
  ...recorded,
  stage: 'checked' as const,
  approver: 'Ana Costa',
  approverContact: '03 88 00 11 33',
  waitsFor: null,
  poNumber: null,
  runOn: null,
  callOn: null,
};

const logged = (outcome: 'duplicate_sent' | 'paid_claimed') =>
  anAttempt('2026-06-03', { outcomes: [anOutcome({ outcome })] });

function fact(cause: Cause | null, records: Partial<CallRecords>, facts: Partial<Standing> = {}) {
  const found = excuseFact(
    { cause, objection: null },
    { standing: aStanding(facts), today, rules: defaultRules, records: { ...noRecords, ...records } },
  );
  return found && [found.kind, found.day, found.amount?.minor ?? null, found.text];
}

describe('excuseFact', () => {
  test.each([
    ['paid, nothing came', 'paid', { claims: [claim] }, {}, ['claim_unpaid', '2026-06-01', 84000, null]],
    ['paid, and it came', 'paid', { claims: [claim] }, { payments: [aPayment(101, '2026-06-03', 840)] }, ['claim_came', '2026-06-03', 84000, null]],
    ['paid, and the payment was reversed', 'paid', { claims: [claim] }, { payments: [{ ...aPayment(101, '2026-06-03', 840), reversedOn: day('2026-06-05') }] }, ['claim_unpaid', '2026-06-01', 84000, null]],
    ['paid, taken back in the same call', 'paid', { claims: [{ ...claim, isSuperseded: true }] }, {}, null],
    ['nothing received: the copy', 'not_received', { documents: [copy] }, {}, ['copy_sent', '2026-06-02', null, 'compta@roussel.example']],
    ['nothing received: they had it before their eyes', 'not_received', { documents: [{ ...copy, isReceived: true }] }, {}, ['copy_seen', '2026-06-02', null, 'compta@roussel.example']],
    ['nothing received: a copy logged by hand', 'not_received', {}, { attempts: [logged('duplicate_sent')] }, ['copy_sent', '2026-06-03', null, null]],
    ['paid: said and logged by hand', 'paid', {}, { attempts: [logged('paid_claimed')] }, ['claim_unpaid', '2026-06-03', null, null]],
    ['approval: who', 'approval', { circuits: [circuit] }, {}, ['approver', '2026-06-02', null, 'Ana Costa, 03 88 00 11 33']],
    ['approval: it has it', 'approval', { circuits: [{ ...circuit, stage: 'scheduled' as const, runOn: day('2026-06-15') }] }, {}, ['approved', '2026-06-15', null, null]],
    ['approval: the run alone', 'approval', { circuits: [{ ...circuit, approver: null, approverContact: null, runOn: day('2026-06-15') }] }, {}, ['run', '2026-06-15', null, null]],
    ['a dispute that is closed', 'dispute', {}, { disputes: [aDispute({ closedOn: day('2026-06-05'), resolution: 'deux pages envoyées' })] }, ['settled', '2026-06-05', null, 'deux pages envoyées']],
    ['vague, after a day that was not kept', 'vague', {}, { promises: [aPromise('2026-05-22', '2026-05-26')] }, ['promised', '2026-05-26', 84000, null]],
    ['vague, after a day that was kept but for bank charges', 'vague', {}, { promises: [aPromise('2026-05-22', '2026-05-26')], payments: [aPayment(101, '2026-05-27', 839.5)] }, null],
    ['cash, nothing known', 'cash', {}, {}, null],
    ['a refusal has no fact', 'refusal', { claims: [claim] }, {}, null],
    ['a record of tomorrow is not known yet', 'paid', { claims: [{ ...claim, on: day('2026-06-10') }] }, {}, null],
  ] as const)('%s', (...row) => {
    const [, cause, records, facts, expected] = row;
    expect(fact(cause, records, facts)).toEqual(expected);
  }); // biome-ignore format: a table

  test("an objection of the user's own has no fact that the program could know", () => {
    const own = { id: 1, words: 'x', answer: { fr: null, en: null }, recordedAt: 0 };
    const standing = aStanding({ promises: [aPromise('2026-05-22', '2026-05-26')] });
    expect(
      excuseFact({ cause: null, objection: { key: 'own:1', own } }, { standing, today, rules: defaultRules }),
    ).toBeNull();
  });
});
