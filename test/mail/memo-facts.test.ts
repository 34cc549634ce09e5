import { describe, expect, it } from 'vitest';
import type { AttemptOutcome, MemoKind, Outcome } from '../../src/domain/attempt.ts';
import { noRecords } from '../../src/domain/call-record.ts';
import { day, momentOf } from '../../src/domain/day.ts';
import { memoCalendar } from '../../src/domain/memo-calendar.ts';
import { memoFacts } from '../../src/domain/memo-facts.ts';
import { memoKindFor } from '../../src/domain/memo-kind.ts';
import { type MemoRequest, memoOccasion } from '../../src/domain/memo-source.ts';
import { memoTopics } from '../../src/domain/memo-topic.ts';
import type { Language } from '../../src/domain/profile.ts';
import { defaultRules } from '../../src/domain/rule-table.ts';
import type { Standing } from '../../src/domain/standing.ts';
import { isFactName } from '../../src/script/facts.ts';
import { loadWords } from '../../src/script/words.ts';
import {
  aContact,
  aDispute,
  anAttempt,
  anInvoice,
  anOutcome,
  aPart,
  aPayment,
  aProfile,
  aPromise,
  aStanding,
  euros,
} from '../support/a-standing.ts';
import { wordFolders } from '../support/prep-services.ts';

const startedAt = momentOf(day('2026-06-09'), 10 * 60 + 22);
const attempt = anAttempt('2026-06-09', {
  id: 7,
  startedAt,
  endedAt: startedAt + 400_000,
  note: 'mince, j’ai oublié',
  outcomes: [anOutcome({ invoiceId: 101, outcome: 'promise' })],
});
const promise = aPromise('2026-06-09', '2026-06-12', { id: 300, callId: 7 });

function content(standing: Partial<Standing>, change: Partial<MemoRequest> = {}) {
  const whole = aStanding({ attempts: [attempt], ...standing });
  const language: Language = change.language ?? 'fr';
  const request: MemoRequest = {
    profile: aProfile({ bic: 'AGRIFRPP' }),
    standing: whole,
    attempt: whole.attempts.at(-1) ?? attempt,
    words: loadWords(language, wordFolders),
    records: noRecords,
    today: day('2026-06-09'),
    rules: defaultRules,
    prefersRf: false,
    ogmLine: 'text',
    ...change,
    language,
  };
  const [lead] = memoTopics(request);
  if (lead === undefined) throw new Error('no memo');
  return { ...memoFacts(memoOccasion(request, lead, aContact())), calendar: memoCalendar(request) };
}

describe('memoFacts', () => {
  it('names nothing that the words do not know', () => {
    const { facts, lists } = content({ promises: [promise], disputes: [aDispute({ callId: 7 })] });
    const rows = [...lists.invoice_list, ...lists.plan_table, ...lists.previous_contacts];
    const names = [facts, ...rows].flatMap((one) => Object.keys(one));
    expect(names.filter((name) => !isFactName(name))).toEqual([]);
    expect(Object.values(facts).filter((value) => value.trim() === '')).toEqual([]);
  });

  it('tells call, promise and account as they are read', () => {
    expect(content({ promises: [promise] }).facts).toMatchObject({
      call_date: 'mardi 9 juin 2026',
      call_time: '10\u00a0h\u00a022',
      call_duration: '7\u00a0min',
      contact_name: 'Jules Roussel',
      invoice_no: 'F-2026-101',
      balance: '840,00\u00a0€',
      due_date: 'mercredi 20 mai 2026',
      days_late: '20\u00a0jours',
      promised_amount: '840,00\u00a0€',
      promised_date: 'vendredi 12 juin 2026',
      arrival_deadline: 'lundi 15 juin 2026',
      recontact_on: 'mardi 16 juin 2026',
      method: 'virement',
      me_iban: 'FR76 3000 6000 0112 3456 7890 189',
      iban_last4: '0189',
      reference: 'F-2026-101',
      words_used: 'mince, j’ai oublié',
    });
    expect(content({ promises: [promise] }).facts).not.toHaveProperty('remainder');
  });

  it('says the same in English', () => {
    expect(content({ promises: [promise] }, { language: 'en' }).facts).toMatchObject({
      call_date: 'Tuesday 9 June 2026',
      call_time: '10:22',
      balance: '€840.00',
      method: 'bank transfer',
      date_means: 'the day the transfer leaves',
    });
  });

  it('adds up what falls on one day and tells the rest apart', () => {
    const invoices = [anInvoice(), anInvoice({ id: 102, amount: euros(300) })];
    const parts = [
      aPart(101, '2026-06-12', 400),
      aPart(102, '2026-06-12', 20),
      aPart(101, '2026-06-19', 440),
    ];
    const { facts, lists } = content({ invoices, promises: [{ ...promise, parts }] });
    expect(facts).toMatchObject({
      promised_amount: '420,00\u00a0€',
      promised_date: 'vendredi 12 juin 2026',
      remainder: '720,00\u00a0€',
      remainder_outcome: '440,00\u00a0€ le vendredi 19 juin 2026',
      invoice_no: 'F-2026-101 et F-2026-102',
      last_date: 'vendredi 19 juin 2026',
    });
    expect(lists.plan_table).toEqual([]);
    expect(lists.invoice_list.map((row) => row['balance'])).toEqual(['840,00\u00a0€', '300,00\u00a0€']);
  });

  it('lays a plan out as rows', () => {
    const parts = [aPart(101, '2026-06-12', 420), aPart(101, '2026-07-13', 420)];
    const { lists } = content({ promises: [{ ...promise, kind: 'plan', parts }] });
    expect(lists.plan_table).toEqual([
      { row_no: '1', row_date: 'vendredi 12 juin 2026', row_amount: '420,00\u00a0€' },
      { row_no: '2', row_date: 'lundi 13 juillet 2026', row_amount: '420,00\u00a0€' },
    ]);
  });

  it('takes an intent for no promise', () => {
    const { facts, calendar } = content({ promises: [{ ...promise, condition: 'quand notre client paie' }] });
    expect(facts).not.toHaveProperty('promised_amount');
    expect(calendar).toBeNull();
  });

  it('tells a dispute in their words, with both amounts', () => {
    const dispute = aDispute({
      callId: 7,
      disputed: euros(300),
      payOn: day('2026-06-19'),
      remedy: 'les ajouter',
    });
    expect(content({ disputes: [dispute] }).facts).toMatchObject({
      dispute_point: 'deux pages manquent',
      disputed_amount: '300,00\u00a0€',
      undisputed_amount: '540,00\u00a0€',
      owner: 'Nadia Benali',
      resolution_date: 'lundi 15 juin 2026',
      settled_pay_date: 'vendredi 19 juin 2026',
    });
  });

  it('recalls the broken promise before this call, not the one just made', () => {
    const before = anAttempt('2026-06-02', { id: 6 });
    const old = aPromise('2026-06-02', '2026-06-03', { id: 200, callId: 6 });
    const { facts, lists } = content({ attempts: [before, attempt], promises: [old, promise] });
    expect(facts).toMatchObject({
      last_promise_call_date: 'mardi 2 juin 2026',
      last_promise_date: 'mercredi 3 juin 2026',
      last_promise_amount: '840,00\u00a0€',
    });
    expect(lists.previous_contacts.map((row) => row['event_text'])).toContain(
      'échange téléphonique\u00a0: 840,00\u00a0€ annoncés pour le 03/06/2026',
    );
  });

  it('counts no promise as broken that only bank charges are missing of', () => {
    const before = anAttempt('2026-06-02', { id: 6 });
    const old = aPromise('2026-06-02', '2026-06-03', { id: 200, callId: 6 });
    const broken = (paid: number) => {
      const payments = [aPayment(101, '2026-06-04', paid)];
      return content({ attempts: [before, attempt], promises: [old, promise], payments }).facts[
        'broken_count'
      ];
    };
    expect([broken(830), broken(839.5)]).toEqual(['1', '0']);
  });

  it('is about what is late when the outcome names no invoice', () => {
    const invoices = [anInvoice(), anInvoice({ id: 102, dueOn: day('2026-07-01') }), anInvoice({ id: 103 })];
    const outcomes = [anOutcome({ outcome: 'voicemail' })];
    const payments = [aPayment(103, '2026-06-01', 840)];
    const { facts } = content({ invoices, payments, attempts: [{ ...attempt, outcomes }] });
    expect(facts['invoice_no']).toBe('F-2026-101');
  });

  it('gives the hour of a callback and the day of the next step', () => {
    const callback = anOutcome({ outcome: 'callback', followUpOn: day('2026-06-11'), followUpAt: 870 });
    const { facts } = content({ attempts: [{ ...attempt, outcomes: [callback] }] });
    expect(facts).toMatchObject({
      callback_at: 'jeudi 11 juin 2026 à 14\u00a0h\u00a030',
      follow_up_date: 'jeudi 11 juin 2026',
    });
  });
});

describe('memoCalendar', () => {
  it('has one entry a promised day, from the payer’s side', () => {
    const parts = [aPart(101, '2026-06-12', 400), aPart(101, '2026-06-19', 440)];
    const { calendar } = content({ promises: [{ ...promise, parts }] });
    expect(calendar?.name).toBe('paiement-2026-06-12.ics');
    expect(calendar?.events.map(({ uid, on, sequence }) => [uid, on, sequence])).toEqual([
      ['promise-F-2026-101-300-1@dun.invalid', '2026-06-12', 0],
      ['promise-F-2026-101-300-2@dun.invalid', '2026-06-19', 0],
    ]);
    expect(calendar?.events[0]?.summary).toBe('À payer\u00a0: 400,00\u00a0€ – F-2026-101');
  });

  it('keeps the entry of a promise that moved, one step on', () => {
    const moved = {
      kind: 'moved',
      on: day('2026-06-09'),
      reason: null,
      replacedBy: 300,
      recordedAt: 0,
    } as const;
    const old = aPromise('2026-06-02', '2026-06-10', { id: 200, callId: 6, changes: [moved] });
    const { calendar } = content({ promises: [old, promise] });
    expect(calendar?.events[0]).toMatchObject({ uid: 'promise-F-2026-101-200-1@dun.invalid', sequence: 1 });
  });
});

describe('memoKindFor', () => {
  it.each<[Outcome[], MemoKind | null]>([
    [['promise'], 'promise_confirmation'],
    [['promise', 'dispute'], 'dispute_acknowledged'],
    [['promise', 'plan'], 'instalment_plan'],
    [['duplicate_sent', 'promise'], 'promise_confirmation'],
    [['callback', 'duplicate_sent'], 'duplicate_sent'],
    [['no_date', 'dispute'], 'no_agreement'],
    [['refusal', 'no_date'], 'no_agreement'],
    [['distress', 'no_date'], 'callback_agreed'],
    [['insolvency', 'duplicate_sent'], null],
    [['intent'], 'no_agreement'],
    [['paid_claimed', 'callback'], 'payment_proof_request'],
    [['voicemail'], 'voicemail_followup'],
    [['distress'], 'callback_agreed'],
    [['no_answer'], null],
    [['busy', 'bad_number', 'message_left', 'angry', 'insolvency'], null],
    [[], null],
  ])('%j: %s', (outcomes, kind) => {
    const left: Pick<AttemptOutcome, 'outcome'>[] = outcomes.map((outcome) => ({ outcome }));
    expect(memoKindFor(left)).toBe(kind);
  });
});
