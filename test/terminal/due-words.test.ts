import { describe, expect, test } from 'vitest';
import type { Gate, NextAction, ReasonCode } from '../../src/domain/action.ts';
import { nextAction, reason } from '../../src/domain/action.ts';
import type { ActionKind } from '../../src/domain/attempt.ts';
import { day } from '../../src/domain/day.ts';
import type { Language } from '../../src/domain/profile.ts';
import { loadWords } from '../../src/script/words.ts';
import { actionText, gateText, reasonText } from '../../src/terminal/due-words.ts';
import { aContact, anInvoice, euros } from '../support/a-standing.ts';
import { wordFolders } from '../support/prep-services.ts';

// A record, so that a code without words is a type error here and not a bug on the screen.
const codes: Record<ReasonCode, true> = {
  own_commitment: true, step_announced: true, notice_over: true, declare_claim: true, promise_broken: true,
  promise_partly_kept: true, plan_row_missed: true, plan_due: true, trigger_fruitless: true, trigger_broken: true, trigger_refusal: true,
  callback: true, duplicate: true, dispute: true, dispute_settled: true, approval: true, proof: true, unconfirmed: true,
  intent: true, rest: true, part_paid: true, withdrawn: true, distress: true, angry: true, no_date: true, retry: true,
  bad_number: true, gap: true, courtesy: true, first_call: true, preventive: true, small_rest: true, promise_open: true, answered: true, address_refused: true,
}; // biome-ignore format: a table of names
const gates: Record<Gate, true> = {
  promise: true, dispute: true, pause: true, insolvency: true, notice: true, appointment: true, cadence: true,
  not_due: true, own_commitment: true,
}; // biome-ignore format: a table of names
const kinds: Record<ActionKind, true> = {
  call: true, check_account: true, confirm_promise: true, follow_up: true, approve: true, own_commitment: true,
  announce: true, execute_step: true, email: true, declare_claim: true,
}; // biome-ignore format: a table of names

function waiting(patch: Partial<NextAction>): NextAction {
  const debt = { invoice: anInvoice(), amount: euros(840) };
  const own = {
    action: 'call',
    tier: 3,
    on: day('2026-06-12'),
    gate: 'cadence',
    reason: reason('gap'),
  } as const;
  return nextAction(debt, { ...own, ...patch });
}

describe.each<Language>(['fr', 'en'])('every code has words in %s', (language) => {
  const words = loadWords(language, wordFolders);
  test.each(Object.keys(codes) as ReasonCode[])('reason %s', (code) => {
    const facts = { day: day('2026-06-05'), days: 20, count: 3, amount: euros(840), text: 'envoyer le PV' };
    expect(reasonText(reason(code, facts), words).length).toBeGreaterThan(5);
  });
  test.each(Object.keys(gates) as Gate[])('gate %s', (gate) => {
    expect(gateText(waiting({ gate }), words).length).toBeGreaterThan(5);
  });
  test.each(Object.keys(kinds) as ActionKind[])('action %s', (action) => {
    expect(actionText({ action, reason: reason('gap') }, null, words).length).toBeGreaterThan(2);
    expect(actionText({ action, reason: reason('gap') }, aContact(), words).length).toBeGreaterThan(5);
  });
});

test.each<[Language, number, string, string]>([
  ['fr', 1, 'écrire à Jules Roussel · un mot courtois, copie jointe', 'écrire · un mot courtois, copie jointe'],
  ['fr', 0, 'écrire à Jules Roussel · un mot courtois', 'écrire · un mot courtois'],
  ['en', 1, 'write to Jules Roussel · a courteous line, copy attached', 'write · a courteous line, copy attached'],
  ['en', 0, 'write to Jules Roussel · a courteous line', 'write · a courteous line'],
])('the courteous mail in %s with %i copies', (language, count, ...told) => {
  const words = loadWords(language, wordFolders);
  const action = { action: 'email', reason: reason('courtesy', { count }) } as const;
  expect([aContact(), null].map((contact) => actionText(action, contact, words))).toEqual(told);
}); // biome-ignore format: one row a line

test.each<[Language, string, string]>([
  ['fr', 'pas encore échue, un mot courtois le 12 juin', 'pas encore échue, premier appel le 12 juin'],
  ['en', 'not due yet, a courteous line on 12 June', 'not due yet, first call on 12 June'],
])('before the due day the gate names in %s what comes first', (language, mail, call) => {
  const words = loadWords(language, wordFolders);
  const first = [waiting({ action: 'email', gate: 'not_due', reason: reason('courtesy') }), waiting({ gate: 'not_due' })];
  expect(first.map((action) => gateText(action, words).replaceAll('\u00a0', ' '))).toEqual([mail, call]);
}); // biome-ignore format: one row a line

test.each<[Language, ReasonCode, string]>([
  ['fr', 'answered', 'lire la réponse : dun mail check'],
  ['fr', 'address_refused', 'appeler pour une autre adresse, puis renvoyer le mémo'],
  ['en', 'answered', 'read the answer: dun mail check'],
  ['en', 'address_refused', 'call for another address, then send the memo again'],
])('what came back by mail says in %s what to do about it: %s', (language, code, text) => {
  const words = loadWords(language, wordFolders);
  const shown = actionText({ action: 'follow_up', reason: reason(code) }, aContact(), words);
  expect(shown.replaceAll('\u00a0', ' ')).toBe(text);
});

test('an hour, a missing date, a hostile text', () => {
  const words = loadWords('fr', wordFolders);
  const callback = waiting({ gate: 'appointment', at: 870, reason: reason('callback') });
  expect(gateText(callback, words).replaceAll('\u00a0', ' ')).toBe('rappel convenu le 12 juin, 14 h 30');
  expect(gateText(waiting({ gate: 'insolvency', showsOn: null }), words)).toBe('procédure collective');
  expect(reasonText(reason('own_commitment', { text: 'a\u001b[31mb' }), words)).not.toContain('\u001b');
});
