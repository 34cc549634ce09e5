import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Attempt, Cause, MemoKind, Outcome, Reach } from '../../src/domain/attempt.ts';
import { questions } from '../../src/domain/brief.ts';
import type { PayerType } from '../../src/domain/client.ts';
import { day } from '../../src/domain/day.ts';
import type { Goal, GoalKind, GoalReason } from '../../src/domain/objective.ts';
import { strategyFor } from '../../src/domain/strategy.ts';
import type { ReplyKind } from '../../src/domain/reply.ts';
import type { TimelineEntry } from '../../src/domain/timeline.ts';
import type { WarningCode } from '../../src/domain/warnings.ts';
import {
  answerText,
  entryText,
  goalText,
  plainDay,
  reasonText,
  rungText,
  slotText,
  strategyText,
  totalText,
  warningText,
} from '../../src/script/brief-words.ts';
import { loadScript } from '../../src/script/load.ts';
import { loadWords } from '../../src/script/words.ts';
import { aClient, euros } from '../support/a-standing.ts';
import { wordFolders } from '../support/prep-services.ts';

const today = day('2026-06-09');
const both = [loadWords('fr', wordFolders), loadWords('en', wordFolders)];
const [french, english] = [loadWords('fr', wordFolders), loadWords('en', wordFolders)];

const types: Record<PayerType, true> = {
  insolvent: true, sincere_disputer: true, inventor_of_disputes: true, cash_strapped: true, serial_promiser: true,
  silent: true, good_payer: true, strategic: true, careless: true, process_bound: true, unknown: true,
}; // biome-ignore format: rows of names
const goals: Record<GoalKind, true> = {
  court_facts: true, approved_in_run: true, approver_and_run: true, pay: true, part_and_rest: true, plan: true,
  signed_plan: true, action_plan: true, written_plan: true, exact_point: true, undisputed_and_day: true,
  undisputed_and_point: true, own: true,
}; // biome-ignore format: rows of names
const reasons: Record<GoalReason, true> = {
  insolvency: true, not_due: true, small: true, disputed_large: true, disputed_small: true, partly_disputed: true,
  hardship: true, pressure: true, old: true, broken_once: true, large: true, plain: true, own: true,
}; // biome-ignore format: rows of names
const codes: Record<WarningCode, true> = {
  lawyer_only: true,
  limitation: true,
  ground_open: true, trigger_unready: true,
  nothing_open: true, insolvent: true, paused: true, promise_running: true, talked_today: true, never_hours: true,
  not_due: true, consumer_reminder: true, own_overdue: true, dispute_late: true, dispute_open: true,
  hidden_dispute: true, last_chance: true, trigger: true, second_duplicate: true, side_promise: true,
  avoided_hours: true, credit: true, attempts_week: true, ending: true, no_contact: true, no_number: true,
  no_email: true, bad_address: true, release_unknown: true, no_file: true, no_iban: true, no_names: true, unverified: true,
  memo_unsent: true, no_answer: true, prep_missing: true, prep_old: true, no_opening: true, no_minimum: true, new_order: true, decider_first: true, no_voicemail_plan: true,
}; // biome-ignore format: rows of names
const outcomes: Record<Outcome, true> = {
  promise: true, plan: true, intent: true, paid_claimed: true, duplicate_sent: true, dispute: true, approval: true,
  callback: true, voicemail: true, no_answer: true, busy: true, bad_number: true, message_left: true, no_date: true,
  refusal: true, angry: true, distress: true, insolvency: true,
}; // biome-ignore format: rows of names
const replyKinds: Record<ReplyKind, true> = {
  agreed: true,
  answer: true,
  automatic: true,
  bounce: true,
  delayed: true,
};
const memos: Record<MemoKind, true> = {
  promise_confirmation: true, instalment_plan: true, dispute_acknowledged: true, duplicate_sent: true,
  callback_agreed: true, voicemail_followup: true, no_agreement: true, broken_promise: true, final_notice: true,
  payment_proof_request: true, approval_request: true, payment_thanks: true, payment_reminder: true,
}; // biome-ignore format: rows of names
const causes: Record<Exclude<Cause, 'distress'>, true> = {
  forgot: true, not_received: true, paid: true, dispute: true, cash: true, approval: true, vague: true, refusal: true,
  insolvency: true,
}; // biome-ignore format: rows of names

function namesOf<T extends string>(all: Record<T, true>): T[] {
  return Object.keys(all) as T[];
}

const rest = { amount: euros(420), by: day('2026-06-16'), payments: 1 };
const aGoal = (kind: GoalKind, patch: Partial<Goal> = {}): Goal => ({
  kind,
  amount: euros(420),
  by: day('2026-06-12'),
  percent: 50,
  rest,
  ask: null,
  text: 'un accord écrit',
  ...patch,
});

describe('every code of the brief has words in both languages', () => {
  test.each(both)('$language', (words) => {
    const detail = { day: today, money: euros(840), count: 2, text: 'F-1' };
    const told = [
      ...namesOf(types).map((type) => strategyText(strategyFor(type, 'business'), words)),
      ...namesOf(goals).map((kind) => goalText(aGoal(kind), words, today)),
      ...namesOf(reasons).map((code) =>
        reasonText({ max: aGoal('pay'), min: null, why: { code, ...detail } }, words),
      ),
      ...namesOf(codes).map((code) => warningText({ level: 'think', code, ...detail }, words)),
      ...namesOf(outcomes).map((outcome) => words.label(`prep.outcome.${outcome}`)),
      ...namesOf(replyKinds).map((reply) =>
        entryText(
          { on: today, kind: 'reply', reply, words: "D'accord", address: 'j@roussel.example' },
          words,
        ),
      ),
      ...namesOf(memos).map((memo) =>
        entryText({ on: today, kind: 'memo', memo, isSent: true, isText: false }, words),
      ),
      ...namesOf(causes).map((cause) => words.label(`prep.excuse.${cause}`)),
      ...questions.map((key) => words.label(`prep.question.${key}`)),
      ...[0, 1, 2, 3, 4, 5, 6, 7].map((rung) => words.label(`prep.rung.${rung}`)),
    ];
    expect(told.filter((text) => text.trim() === '' || /[{}]/.test(text))).toEqual([]);
  });

  test('in insolvency no further step of the ladder is proposed', () => {
    const ladder = {
      rung: 2,
      next: null,
      holds: [{ reason: 'insolvency', invoiceId: null, until: null }],
    } as const;
    const said = both.map((words) =>
      rungText({ ladder, isToBeWritten: false, standing: { client: aClient() } }, words),
    );
    expect(said).toEqual([
      '2 sur 6 · pas de suite\u00a0: insolvabilité',
      '2 of 6 · no further one: insolvency',
    ]);
  });

  test('a credit note, what was given up and a settled dispute, in words', () => {
    const own = { on: today, amount: euros(100) };
    const entries: TimelineEntry[] = [
      { ...own, kind: 'credit', number: 'AV-7' },
      { ...own, kind: 'write_off', number: 'F-12' },
      { ...own, kind: 'settled', words: 'redone' },
    ];
    expect(entries.map((entry) => entryText(entry, english))).toEqual([
      'credit note AV-7, €100.00',
      '€100.00 of F-12 given up',
      'dispute about €100.00 settled: “redone”',
    ]);
  });

  test.each(both)('answers in $language, both forms of address', (words) => {
    const said = (register: 'formal' | 'familiar') =>
      namesOf(causes).map((cause) => {
        const of = { client: aClient({ register }), owed: euros(840), oldest: undefined };
        const script = loadScript(words.language, wordFolders);
        return answerText({ cause, objection: null }, { answers: words, script }, of) ?? '';
      });
    expect([...said('formal'), ...said('familiar')].filter((text) => !text.includes('?'))).toEqual([]);
    expect(said('familiar').filter((text) => /\b(vous|votre|vos)\b/i.test(text))).toEqual([]);
  });
});

describe('goals in words', () => {
  const rows: readonly (readonly [Goal, string, string])[] = [
    [aGoal('pay', { by: today, ask: 'hour' }), "420,00\u00a0€ aujourd'hui, à une heure dite", '€420.00 today, at a named hour'],
    [aGoal('pay', { rest: null }), "420,00\u00a0€ d'ici le vendredi 12 juin", '€420.00 by Friday 12 June'],
    [aGoal('pay', { by: null, rest: null }), '420,00\u00a0€, à une date dite', '€420.00, on a day they name'],
    [aGoal('part_and_rest'), "50\u00a0% aujourd'hui (420,00\u00a0€), le reste d'ici le mardi 16 juin", '50% today (€420.00), the rest by Tuesday 16 June'],
    [aGoal('part_and_rest', { rest: { ...rest, payments: 2 } }), "50\u00a0% aujourd'hui (420,00\u00a0€), le reste en 2 fois d'ici le mardi 16 juin", '50% today (€420.00), the rest in 2 payments by Tuesday 16 June'],
    [aGoal('plan', { rest: { ...rest, amount: euros(840) } }), "un plan sur 840,00\u00a0€\u00a0: premier versement d'ici le vendredi 12 juin, dernier le mardi 16 juin", 'a plan for €840.00: first payment by Friday 12 June, last by Tuesday 16 June'],
    [aGoal('own'), 'un accord écrit', 'un accord écrit'],
  ]; // biome-ignore format: one goal a line
  test.each(rows)('%o', (...row) => {
    const [goal, inFrench, inEnglish] = row;
    expect([goalText(goal, french, today), goalText(goal, english, today)]).toEqual([inFrench, inEnglish]);
  });

  test('no goal', () => {
    expect(goalText(null, french, today)).toBe('aucun');
  });
});

describe('history in words', () => {
  const call = (patch: Partial<Extract<TimelineEntry, { kind: 'contact' }>>): TimelineEntry => ({
    on: today,
    kind: 'contact',
    channel: 'call',
    reach: 'person' satisfies Reach,
    outcome: null,
    cause: null,
    note: null,
    promised: null,
    ...patch,
  });
  const rows: readonly (readonly [TimelineEntry, string])[] = [
    [call({}), 'appel'],
    [call({ channel: 'incoming' satisfies Attempt['channel'], outcome: 'callback' }), 'a appelé\u00a0: rappel convenu'],
    [call({ note: 'demain' }), 'appel\u00a0: «\u00a0demain\u00a0»'],
    [call({ note: 'oui', outcome: 'promise', promised: { amount: euros(840), by: day('2026-06-12') } }), 'appel\u00a0: 840,00\u00a0€ promis pour le 12 juin · «\u00a0oui\u00a0»'],
    [{ on: today, kind: 'broken', amount: euros(840), by: day('2026-06-01') }, 'promesse du 1er juin non tenue, rien sur le compte'],
    [{ on: today, kind: 'payment', amount: euros(840) }, 'reçu 840,00\u00a0€'],
    [{ on: today, kind: 'dispute', amount: euros(10), words: 'rayé' }, 'conteste 10,00\u00a0€\u00a0: «\u00a0rayé\u00a0»'],
  ]; // biome-ignore format: one event a line
  test.each(rows)('%o', (entry, expected) => {
    expect(entryText(entry, french)).toBe(expected);
  });
});

test('another year is named, this one is not', () => {
  expect(plainDay(day('2026-05-20'), french, today)).toBe('20 mai');
  expect(plainDay(day('2025-12-01'), french, today)).toBe('1er décembre 2025');
});

test('hours of one’s own are told apart', () => {
  const slot = { on: day('2026-06-10'), from: 480, to: 600, isNow: false, isOwnHours: true, isAgreed: false };
  expect(slotText(slot, english, today)).toBe(
    'Good moment: Wednesday 10 June, 08:00–10:00 (when they pick up)',
  );
});

test('an hour that was agreed is no good moment but an appointment', () => {
  const slot = { on: today, from: 870, to: 880, isNow: false, isOwnHours: false, isAgreed: true };
  expect(slotText(slot, english, today)).toBe('Agreed with them: today at 14:30');
  expect(slotText({ ...slot, on: day('2026-06-11') }, english, today)).toBe(
    'Agreed with them: Thursday 11 June at 14:30',
  );
});

describe('the labels themselves', () => {
  const labels = (language: string): Record<string, string> =>
    JSON.parse(readFileSync(join(wordFolders.builtIn, language, 'screen', 'prep.json'), 'utf8')) as Record<
      string,
      string
    >;
  const namesIn = (text: string) => [...new Set(text.match(/\{\w+\}/g))].toSorted();

  test('same keys and same values in both languages', () => {
    const [fr, en] = [labels('fr'), labels('en')];
    expect(Object.keys(fr)).toEqual(Object.keys(en));
    expect(
      Object.keys(fr).filter((key) => namesIn(fr[key] ?? '').join() !== namesIn(en[key] ?? '').join()),
    ).toEqual([]);
  });

  test('French signs keep their distance', () => {
    const bad = Object.entries(labels('fr')).filter(([, text]) =>
      /[^\u00a0\s][!?;»](?!\S)|[a-zé] [:;!?»]|« |[a-zé]:(?=\s)/.test(text),
    );
    expect(bad).toEqual([]);
  });
});

test.each([
  [840, 'en tout, échus', 'in all, all of it overdue'],
  [300, 'en tout, dont 300,00\u00a0€ échus', 'in all, €300.00 of it overdue'],
  [0, 'en tout, pas encore échus', 'in all, not due yet'],
])('of 840 euros, what is overdue: %i', (overdue, inFrench, inEnglish) => {
  const claim = { open: euros(840), overdue: euros(overdue) };
  expect(totalText(claim, french)).toBe(inFrench);
  expect(totalText(claim, english)).toBe(inEnglish);
});
