import { describe, expect, test } from 'vitest';
import type { AttemptOutcome, Outcome } from '../../src/domain/attempt.ts';
import { contactToCall } from '../../src/domain/brief.ts';
import type { Contact } from '../../src/domain/client.ts';
import { day } from '../../src/domain/day.ts';
import { dueList } from '../../src/domain/due-list.ts';
import { defaultRules } from '../../src/domain/rule-table.ts';
import type { Standing } from '../../src/domain/standing.ts';
import {
  aContact,
  aDispute,
  anAttempt,
  anInvoice,
  anOutcome,
  aPromise,
  aStanding,
} from '../support/a-standing.ts';

const today = day('2026-06-09');
const accounts = aContact({ id: 11, role: 'accounts', isDecider: false });
const boss = aContact({ id: 12, role: 'other', isDecider: true, phone: '+33140000002' });
const owner = aContact({ id: 13, role: 'owner', isDecider: false, phone: '+33140000003' });

/** Practice D3, "vague to the end": the next person up, who decides or owns the firm. */
describe('whom to ring after a talk', () => {
  test.each<[string, Contact[], Parameters<typeof anOutcome>[0], number]>([
    ['no day: whoever decides', [accounts, owner, boss], {}, 12],
    ['no day, nobody decides: the owner', [accounts, owner], {}, 13],
    ['no day, and nobody above', [accounts], {}, 11],
    ['no day, whoever decides has no number', [accounts, { ...boss, phone: null }], {}, 11],
    ['no day, whoever decides has a dead number', [accounts, { ...boss, isPhoneInvalid: true }], {}, 11],
    ['no day from the owner', [owner, boss], { contactId: 13 }, 13],
    ['no day, from nobody in particular', [accounts, boss], { contactId: null }, 12],
    ['a call back agreed: the same person', [accounts, boss], { outcome: 'callback' }, 11],
  ])('%s', (_, contacts, ...[patch, expected]) => {
    const left = { contactId: 11, followUpOn: today, phone: '+33140000009', ...patch };
    const attempts = [anAttempt('2026-06-04', { outcomes: [anOutcome(left)] })];
    const standing = aStanding({ contacts, attempts });
    const [item] = dueList([standing], today, defaultRules).items;
    expect([item?.contact?.id, contactToCall(standing, today, defaultRules)?.id]).toEqual([
      expected,
      expected,
    ]);
    const named = contacts.find(({ id }) => id === expected);
    expect(item?.phone).toBe(expected === left.contactId ? left.phone : named?.phone);
  });
});

/** The list and the prep name one person, whatever was spoken of last. */
describe('whom to ring about what is due', () => {
  const invoices = [anInvoice(), anInvoice({ id: 102 })];
  const about = (invoiceId: number, outcome: Outcome, contactId: number | null) =>
    anOutcome({ invoiceId, outcome, contactId, followUpOn: today });
  const talk = (on: string, outcome: AttemptOutcome) =>
    anAttempt(on, { contactId: outcome.contactId, outcomes: [outcome] });
  test.each<[string, Partial<Standing>, number]>([
    [
      'who asked to be rung back, after another one spoke of another invoice',
      {
        attempts: [
          talk('2026-06-04', about(101, 'callback', 12)),
          talk('2026-06-08', about(102, 'no_answer', 11)),
        ],
      },
      12,
    ],
    [
      'who raised the dispute, once its day has come',
      {
        attempts: [talk('2026-06-04', about(101, 'dispute', 12))],
        disputes: [aDispute({ resolveOn: today })],
        invoices: [anInvoice()],
      },
      12,
    ],
    [
      'who gave the promise that was not kept, after another one spoke of another invoice',
      {
        promises: [aPromise('2026-06-01', '2026-06-02', { contactId: 12 })],
        attempts: [talk('2026-06-05', about(102, 'voicemail', 11))],
      },
      12,
    ],
    ['accounts, where nobody was spoken to', {}, 11],
  ])('%s', (_, facts, expected) => {
    const standing = aStanding({ contacts: [accounts, boss], invoices, ...facts });
    const [item] = dueList([standing], today, defaultRules).items;
    expect([item?.contact?.id, contactToCall(standing, today, defaultRules)?.id]).toEqual([
      expected,
      expected,
    ]);
  });
});
