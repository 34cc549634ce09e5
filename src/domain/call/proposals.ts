import { lastDayWithin, proposedPayday, workingDayOnOrAfter } from '../calendar.ts';
import { addDays, type Day, daysBetween, parseDay } from '../day.ts';
import type { DisputeType } from '../dispute.ts';
import { formatDay, formatTime } from '../day-words.ts';
import { formatMoney, type Money, money, sum } from '../money.ts';
import type { Language } from '../profile.ts';
import { disputeTarget } from '../outcome.ts';
import { planTotal, reachable } from './agreements.ts';
import { fieldTable } from './field-table.ts';
import { addressOf, personOf } from './people.ts';
import { firstPlanDay } from './plan.ts';
import { answerOf, calendarOf, openAnswer, spokenOf } from './record.ts';
import type { Call, FieldName } from './state.ts';

type Propose = (call: Call) => string | null;

/** What `Enter` alone accepts: the likely answer, never a fact that only the other side knows. */
const proposals: Partial<Record<FieldName, Propose>> = {
  amount: (call) => String(limitOf('amount', call).minor),
  address: addressOf,
  email: addressOf,
  callback_phone: phoneOf,
  phone: phoneOf,
  callback_who: (call) => personOf(call) || null,
  callback_day: ({ heard }) => answerOf(heard, 'distress')?.pauseUntil ?? null,
  followup_day: (call) => within(call, call.setup.rules.duplicateFollowupDays),
  claim_amount: (call) => String(limitOf('claim_amount', call).minor),
  resolve_day: (call) => resolveDay(call, answerOf(call.heard, 'dispute')?.type ?? 'commercial'),
  approver_day: ({ setup }) => workingDayOnOrAfter(setup.today, calendarOf(setup)),
  pause_day: pauseDay,
  plan_day: ({ setup }) =>
    proposedPayday(workingDayOnOrAfter(firstPlanDay(setup), calendarOf(setup)), calendarOf(setup)),
  deadline_day: ({ heard, setup }) => heard.announcement?.deadline ?? addDays(setup.today, setup.noticeDays),
};

export function proposalFor(field: FieldName, call: Call): string | null {
  return proposals[field]?.(call) ?? null;
}

function phoneOf({ setup, heard }: Call): string | null {
  return heard.newPhone ?? setup.contact.phone;
}

function within({ setup }: Call, days: number): Day {
  return lastDayWithin(days, setup.today, calendarOf(setup));
}

/** When a dispute should be settled, by its type (practice B9, D1). */
export function resolveDay(call: Call, type: DisputeType): Day {
  const { setup } = call;
  return disputeTarget(type, { today: setup.today, rules: setup.rules, calendar: calendarOf(setup) });
}

/** The end of a pause: two weeks, then the next working day (practice D1). */
export function pauseDay({ setup }: Pick<Call, 'setup'>): Day {
  return workingDayOnOrAfter(addDays(setup.today, setup.rules.distressPauseDays), calendarOf(setup));
}

/** The most an amount field takes. */
export function limitOf(field: FieldName, call: Call): Money {
  const spoken = sum(
    spokenOf(call).map(({ balance }) => balance),
    call.setup.currency,
  );
  if (field === 'amount') return reachable(call, 'promise');
  if (!field.startsWith('plan_')) return spoken;
  const plan = answerOf(call.heard, 'plan') ?? answerOf(openAnswer(call, 'plan'), 'plan');
  return plan === undefined ? spoken : planTotal(call, plan);
}

/** One letter instead of typing, as long as nothing is typed: `t` = all, `m` or `h` = half (practice C1). */
export function shortcutFor(field: FieldName, key: string, call: Call): string | null {
  if (!fieldTable[field].kind.startsWith('amount')) return null;
  const whole = limitOf(field, call).minor;
  if (key === 't' || key === 'a') return String(whole);
  return key === 'm' || key === 'h' ? String(Math.round(whole / 2)) : null;
}

/** A field's value for the eye: canonical text turned back into words. */
export function showField(
  field: FieldName,
  value: string,
  { call, language }: { readonly call: Call; readonly language: Language },
): string {
  const kind = fieldTable[field].kind.replace('?', '');
  if (kind === 'amount') return formatMoney(money(Number(value), call.setup.currency), language);
  if (kind.endsWith('day')) return formatDay(parseDay(value) ?? call.setup.today, language, 'long');
  return kind === 'time' ? formatTime(Number(value), language) : value;
}

/** What to tell the caller about a promised day without stopping them: late, or on a closed day (practice C6, D2). */
export function dayAdvice(call: Call, on: Day): { key: string; day: Day } | null {
  const payday = proposedPayday(on, calendarOf(call.setup));
  if (payday !== on && payday >= call.setup.today) return { key: 'call.advice.closed_day', day: payday };
  const limit = addDays(call.setup.today, call.setup.rules.promiseMaxDays);
  return daysBetween(call.setup.today, on) > call.setup.rules.promiseMaxDays
    ? { key: 'call.advice.far_day', day: limit }
    : null;
}
