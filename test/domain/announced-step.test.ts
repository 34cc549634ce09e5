import { describe, expect, it } from 'vitest';
import type { MemoRecord, Outcome } from '../../src/domain/attempt.ts';
import { addDays, day, momentOf } from '../../src/domain/day.ts';
import { nextActions } from '../../src/domain/next-action.ts';
import { followUp } from '../../src/domain/outcome.ts';
import { defaultRules } from '../../src/domain/rule-table.ts';
import {
  aCalendar,
  aMemo,
  anAttempt,
  anInvoice,
  anOutcome,
  aStanding,
  euros,
} from '../support/a-standing.ts';

const rules = defaultRules;
const on = day('2026-06-09');
const deadline = addDays(on, rules.finalNoticeDays);

/** What the call of 9 June left on the invoice. */
function said(outcome: Outcome, isAnnounced: boolean) {
  const { action, followUpOn, followUpAt, isFruitless } = followUp(outcome, {
    today: on,
    minutes: 10 * 60,
    rules,
    calendar: aCalendar(),
    earlier: [],
    invoiceId: 101,
    announced: isAnnounced ? { deadline } : undefined,
  });
  return anOutcome({ invoiceId: 101, outcome, action, followUpOn, followUpAt, isFruitless });
}

function next(left: ReturnType<typeof said>, today: string, memos: readonly MemoRecord[] = []) {
  const attempt = anAttempt('2026-06-09', { id: 7, outcomes: [left] });
  const standing = aStanding({ attempts: [attempt], invoices: [anInvoice()], memos });
  return nextActions(standing, day(today), rules)[0];
}

const noticed = (state: MemoRecord['state']): MemoRecord =>
  aMemo({
    kind: 'final_notice',
    callId: 7,
    state,
    createdAt: momentOf(on, 640),
    sentAt: state === 'sent' ? momentOf(on, 641) : null,
  });

describe('a step that was announced (practice D6)', () => {
  it.each<[Outcome, string, MemoRecord[]]>([
    ['refusal', '2026-06-09', []],
    ['refusal', '2026-06-10', []],
    ['no_date', '2026-06-10', []],
    ['refusal', '2026-06-29', []],
    ['refusal', '2026-06-10', [noticed('failed')]],
  ])('%s, not sent by %s: the first line of the list', (outcome, today, memos) => {
    const action = next(said(outcome, true), today, memos);
    expect(action).toMatchObject({ action: 'execute_step', tier: 0, on });
    expect(action?.reason).toMatchObject({ code: 'step_announced', day: on });
  });

  it.each<[Outcome, MemoRecord['state']]>([
    ['refusal', 'sent'],
    ['no_date', 'sent'],
    ['refusal', 'draft'],
    ['refusal', 'queued'],
  ])('%s, notice %s: waits for the deadline, then the step', (outcome, state) => {
    const action = next(said(outcome, true), '2026-06-10', [noticed(state)]);
    expect(action).toMatchObject({ action: 'execute_step', gate: 'notice', on: '2026-06-18' });
    expect(action?.reason).toMatchObject({ code: 'notice_over', day: deadline });
  });

  it('without a ready step a refusal asks to announce one', () => {
    expect(next(said('refusal', false), '2026-06-10')).toMatchObject({ action: 'announce', tier: 1, on });
  });

  // The notice lists what is past due on its day, and nothing else.
  it.each<[string, string, string]>([
    ['the eve', '2026-06-08', 'notice_over'],
    ['the day of the notice', '2026-06-09', 'courtesy'],
    ['a month later', '2026-07-09', 'preventive'],
  ])('another invoice, due on %s: not part of the notice that was sent', (_, dueOn, expected) => {
    const other = anInvoice({ id: 102, dueOn: day(dueOn), amount: euros(2000) });
    const attempts = [anAttempt('2026-06-09', { id: 7, outcomes: [said('refusal', true)] })];
    const standing = aStanding({ attempts, invoices: [anInvoice(), other], memos: [noticed('sent')] });
    const codes = nextActions(standing, day('2026-06-10'), rules).map(({ reason }) => reason.code);
    expect(codes).toEqual(['notice_over', expected]);
  });
});
