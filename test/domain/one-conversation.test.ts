import { describe, expect, test } from 'vitest';
import type { Outcome } from '../../src/domain/attempt.ts';
import { day } from '../../src/domain/day.ts';
import { nextActions } from '../../src/domain/next-action.ts';
import { defaultRules } from '../../src/domain/rule-table.ts';
import type { Standing } from '../../src/domain/standing.ts';
import { anAttempt, anInvoice, anOutcome, aPart, aPromise, aStanding, euros } from '../support/a-standing.ts';

describe('one conversation a day', () => {
  // 102 is late as well, and was not spoken of.
  const invoices = [anInvoice(), anInvoice({ id: 102 })];
  const about = (on: string, outcome: Outcome, patch: Parameters<typeof anAttempt>[1] = {}) =>
    anAttempt(on, {
      outcomes: [anOutcome({ outcome, invoiceId: 101, followUpOn: day('2026-06-16') })],
      ...patch,
    });
  test.each<[string, Partial<Standing>, string, string]>([
    ['spoken to today: the next working day', { attempts: [about('2026-06-09', 'callback')] }, '2026-06-09', '2026-06-10'],
    ['on a Friday: Monday', { attempts: [about('2026-06-12', 'callback')] }, '2026-06-12', '2026-06-15'],
    ['on a Friday, seen on the Saturday: Monday', { attempts: [about('2026-06-12', 'callback')] }, '2026-06-13', '2026-06-15'],
    ['on a Friday, seen on the Sunday: Monday', { attempts: [about('2026-06-12', 'callback')] }, '2026-06-14', '2026-06-15'],
    ['on a Friday, our own try of the Sunday: Monday', { invoices: [anInvoice(), anInvoice({ id: 102, issuedOn: day('2026-06-01'), dueOn: day('2026-06-19') }), anInvoice({ id: 103, issuedOn: day('2026-01-01'), settledBefore: euros(840) })].map((one) => ({ ...one, amount: euros(1200) })), attempts: [about('2026-06-12', 'callback')] }, '2026-06-12', '2026-06-15'],
    ['on a Friday, seen on the Monday', { attempts: [about('2026-06-12', 'callback')] }, '2026-06-15', '2026-05-26'],
    ['on a Thursday, seen on the Saturday', { attempts: [about('2026-06-11', 'callback')] }, '2026-06-13', '2026-05-26'],
    ['they rang us', { attempts: [about('2026-06-09', 'callback', { channel: 'incoming' })] }, '2026-06-09', '2026-06-10'],
    ['spoken to yesterday', { attempts: [about('2026-06-08', 'callback')] }, '2026-06-09', '2026-05-26'],
    ['a mail came', { attempts: [about('2026-06-09', 'callback', { channel: 'mail', reach: null })] }, '2026-06-09', '2026-05-26'],
    ['nobody answered', { attempts: [about('2026-06-09', 'no_answer', { reach: 'no_answer' })] }, '2026-06-09', '2026-05-26'],
    ['the call back of today stays', { attempts: [about('2026-06-09', 'duplicate_sent'), anAttempt('2026-06-08', { outcomes: [anOutcome({ outcome: 'callback', invoiceId: 102, followUpOn: day('2026-06-09'), followUpAt: 960 })] })] }, '2026-06-09', '2026-06-09'],
    ['a broken promise stays', { attempts: [about('2026-06-09', 'callback')], promises: [aPromise('2026-06-02', '2026-06-03', { parts: [aPart(102, '2026-06-03', 840)] })] }, '2026-06-09', '2026-06-07'],
  ])('%s', (_, facts, ...[on, expected]) => {
    const found = nextActions(aStanding({ invoices, ...facts }), day(on), defaultRules);
    expect(found.find(({ invoiceId }) => invoiceId === 102)?.showsOn).toBe(expected);
  }); // biome-ignore format: one row a line

  test('two a day, where the setting says so', () => {
    const rules = { ...defaultRules, conversationsPerDay: 2 };
    const once = [about('2026-06-09', 'callback')];
    const twice = [...once, about('2026-06-09', 'callback', { id: 77 })];
    const shown = [once, twice].map((attempts) => {
      const found = nextActions(aStanding({ invoices, attempts }), day('2026-06-09'), rules);
      return found.find(({ invoiceId }) => invoiceId === 102)?.showsOn;
    });
    expect(shown).toEqual(['2026-05-26', '2026-06-10']);
  });
});
