import { expect, test } from 'vitest';
import { ladderOf } from '../../src/domain/call/ladder.ts';
import { planFromToday } from '../../src/domain/call/plan.ts';
import { dayAdvice } from '../../src/domain/call/proposals.ts';
import { answerOf } from '../../src/domain/call/record.ts';
import type { CallSetup } from '../../src/domain/call/state.ts';
import { claimOf } from '../../src/domain/claim.ts';
import { addDays, day, momentOf } from '../../src/domain/day.ts';
import { triggers } from '../../src/domain/litigation.ts';
import { planWeek } from '../../src/domain/due-week.ts';
import { noticeOf } from '../../src/domain/history.ts';
import { EUR, money } from '../../src/domain/money.ts';
import { nextActions } from '../../src/domain/next-action.ts';
import { recommendedObjective } from '../../src/domain/objective.ts';
import { disputeTarget, followUp } from '../../src/domain/outcome.ts';
import { payerType } from '../../src/domain/payer-type.ts';
import { scoreOf } from '../../src/domain/priority.ts';
import { notKept } from '../../src/domain/promise.ts';
import { promiseDays } from '../../src/domain/promise-parts.ts';
import { hoursTable, ruleTable, rulesFrom } from '../../src/domain/rule-table.ts';
import type { Rules } from '../../src/domain/rules.ts';
import { bestSlot } from '../../src/domain/slot.ts';
import type { Standing } from '../../src/domain/standing.ts';
import { creditFigures } from '../../src/domain/stats/credit.ts';
import { voicemailPlan } from '../../src/domain/voicemail-plan.ts';
import { warnings } from '../../src/domain/warnings.ts';
import { aSetup } from '../support/a-call.ts';
import { play } from '../support/call-events.ts';
import { ways } from '../support/call-states.ts';
import {
  aCalendar,
  aClient,
  aContact,
  aDispute,
  aMemo,
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

/** Tuesday 9 June 2026, ten in the morning; the plain invoice is twenty days late. */
const today = day('2026-06-09');
const minutes = 600;
const calendar = aCalendar();

type Outcome = Parameters<typeof followUp>[0];

/** What one more contact would leave behind. */
const after = (outcome: Outcome, rules: Rules, earlier: Standing['attempts'] = []) => {
  const at = { today, minutes, rules, calendar, earlier, invoiceId: 101 };
  const { action, followUpOn } = followUp(outcome, at);
  return `${action} ${followUpOn}`;
};
const next = (facts: Partial<Standing>, rules: Rules) =>
  nextActions(aStanding(facts), today, rules)
    .map(({ action, reason, showsOn }) => `${action} ${reason.code} ${showsOn}`)
    .join(', ');
const warned = (facts: Partial<Standing>, rules: Rules, at = { today, minutes }) => {
  const standing = aStanding(facts);
  const lastPrep = {
    on: today,
    objectiveMin: 'x',
    opening: 'x',
    voicemailPlan: 'leave',
    answers: {},
  } as const;
  const prep = { ...lastPrep, recordedAt: momentOf(addDays(today, -1), 660) };
  const own = { standing, profile: aProfile(), contact: standing.contacts[0], lastPrep: prep };
  return warnings({ ...own, occasion: { ...at, rules, calendar } })
    .map(({ code }) => code)
    .join(' ');
};
const aims = (facts: Partial<Standing>, rules: Rules) => {
  const found = recommendedObjective(aStanding(facts), { today, rules, calendar });
  const told = [found?.max, found?.min].map((goal) =>
    [goal?.kind, goal?.amount?.minor, goal?.by, goal?.rest?.by].filter((part) => part != null).join(' '),
  );
  return [found?.why.code, ...told].join(' | ');
};
const setupWith = (rules: Rules): CallSetup => aSetup({ rules });
const broken = ['2026-05-22', '2026-05-29', '2026-06-03'].map((on, index) =>
  aPromise(addDays(day(on), -2), on, { id: index + 1, parts: [aPart(101, on, 840)] }),
);
const fruitless = (...days: readonly string[]) =>
  days.map((on) => anAttempt(on, { outcomes: [anOutcome({ isFruitless: true, ground: 'no' })] }));
const tried = (...days: readonly string[]) =>
  days.map((on) => anAttempt(on, { reach: 'no_answer', outcomes: [anOutcome({ outcome: 'no_answer' })] }));
const messages = (...days: readonly string[]) =>
  days.map((on) => anAttempt(on, { reach: 'voicemail', outcomes: [anOutcome({ outcome: 'voicemail' })] }));
const owing = (amount: number, dueOn = '2026-05-20') => [
  anInvoice({ amount: euros(amount), dueOn: day(dueOn) }),
];
const noticed = (country: string, kind: 'business' | 'consumer', rules: Rules) => {
  const memos = [
    aMemo({ kind: 'final_notice', createdAt: momentOf(today, 600), sentAt: momentOf(today, 600) }),
  ];
  return noticeOf(aStanding({ client: aClient({ country, kind }), memos }), today, rules)?.deadline;
};
const good = ['2026-01-05', '2026-02-02', '2026-03-02'].map((dueOn, index) => ({
  invoice: anInvoice({ id: index + 1, issuedOn: day('2025-12-20'), dueOn: day(dueOn), amount: euros(10) }),
  payment: aPayment(index + 1, dueOn, 10),
}));
const goodPayer = {
  invoices: [...owing(840, '2026-06-01'), ...good.map(({ invoice }) => invoice)],
  payments: good.map(({ payment }) => payment),
};
const short = (missing: number) => ({
  promises: [aPromise('2026-06-01', '2026-06-02')],
  payments: [aPayment(101, '2026-06-05', 840 - missing)],
});
/** Three euros are missing of a first instalment of three hundred. */
const shortPlan = {
  promises: [
    aPromise('2026-06-01', '2026-06-02', {
      kind: 'plan' as const,
      parts: [aPart(101, '2026-06-02', 300), aPart(101, '2026-07-02', 540)],
    }),
  ],
  payments: [aPayment(101, '2026-06-05', 297)],
};
/** Missing one instalment makes the whole balance due. */
const withClause = ({ promises, payments }: typeof shortPlan) => ({
  promises: promises.map((promise) => ({ ...promise, isAccelerated: true })),
  payments,
});
const week = (rules: Rules, count = 4) => {
  const standings = Array.from({ length: count }, (_, id) =>
    aStanding({ client: aClient({ id, handle: `c${id}`, name: `C${id}` }) }),
  );
  const { days } = planWeek({ standings, today, minutes: 540, rules, calendarOf: () => calendar });
  return days.map(({ calls }) => calls.map(({ half }) => half?.[0]).join('')).join(' ');
};
const provisions = (days: number, rules: Rules) => {
  const standing = aStanding({
    invoices: [anInvoice({ issuedOn: day('2024-06-01'), dueOn: addDays(today, -days) })],
  });
  return creditFigures([standing], today, { window: 90, rules })[0]?.provision?.total.minor;
};
const unconfirmed = (rules: Rules) => {
  const promise = aPromise('2026-06-02', '2026-06-19', { callId: 7 });
  return next(
    { promises: [promise], memos: [aMemo({ callId: 7, sentAt: momentOf(day('2026-06-05'), 600) })] },
    rules,
  );
};

const priority = {
  overdue: euros(420),
  daysLate: 20,
  broken: 0,
  payerType: 'unknown',
  daysSinceChase: 0,
} as const;
const hardship = { attempts: [anAttempt('2026-06-01', { isHardship: true })] };
const triggered = (rules: Rules, facts: Partial<Standing>) =>
  triggers(aStanding(facts), today, rules)
    .map(({ kind }) => kind)
    .join(' ');
const planned = (rules: Rules, count: number) => {
  const offer = ['cannot_pay', 'instalments', `plan_terms=count:${count}`];
  const call = play([...ways.listen, ...offer], setupWith(rules));
  const answer = answerOf(call.heard, 'plan');
  return answer && planFromToday(call.setup, answer, money(84_000, EUR))?.problem;
};
const slot = (rules: Rules) => {
  const { on, from, to } = bestSlot({ attempts: [] }, { today, minutes: 8 * 60, rules, calendar });
  return `${on} ${from}-${to}`;
};

type Row = readonly [
  key: string,
  value: string,
  decide: (rules: Rules) => unknown,
  before: unknown,
  after: unknown,
];

/** One decision for each setting: as it is by default, and as it is with the value set. */
const rows: readonly Row[] = [
  ['arrival_days', '5', (rules) => promiseDays(day('2026-06-08'), { means: 'leaves', rules, calendar: aCalendar(['2026-06-10']) }).arrivalDeadline, '2026-06-11', '2026-06-15'],
  ['recontact_days', '3', (rules) => promiseDays(day('2026-06-08'), { means: 'leaves', rules, calendar: aCalendar(['2026-06-10']) }).recontactOn, '2026-06-12', '2026-06-16'],
  ['paid_tolerance_percent', '0', (rules) => next(short(0.5), rules), 'email small_rest 2026-06-05', 'call promise_partly_kept 2026-06-06'],
  ['paid_tolerance', '5', (rules) => `${next(shortPlan, rules)}, asked ${claimOf(aStanding(shortPlan), today, rules)?.asked.minor}`, 'call promise_partly_kept 2026-06-06, asked 54300', 'check_account promise_open 2026-07-06, asked 0'],
  ['paid_tolerance', '5', (rules) => notKept(aStanding(withClause(shortPlan)), today, rules).length, 1, 0],
  ['max_gap_days', '20', (rules) => next({ attempts: [anAttempt('2026-06-02')] }, rules), 'call gap 2026-06-12', 'call gap 2026-06-22'],
  ['duplicate_followup_days', '2', (rules) => after('duplicate_sent', rules), 'follow_up 2026-06-16', 'follow_up 2026-06-11'],
  ['first_call_after_due', '15', (rules) => next({}, rules), 'call first_call 2026-05-26', 'call first_call 2026-06-04'],
  ['first_call_after_due_good_payer', '4', (rules) => next(goodPayer, rules).split(',')[0], 'email courtesy 2026-06-02', 'call first_call 2026-06-05'],
  ['litigation_chases', '2', (rules) => triggered(rules, { attempts: fruitless('2026-05-25', '2026-06-08') }), '', 'fruitless'],
  ['litigation_window_days', '10', (rules) => triggered(rules, { attempts: fruitless('2026-05-22', '2026-05-25', '2026-06-08') }), 'fruitless', ''],
  ['litigation_broken_promises', '2', (rules) => triggered(rules, { promises: broken.slice(1) }), '', 'broken'],
  ['litigation_broken_warn', '1', (rules) => `${aims({ promises: broken.slice(2) }, rules)} / ${payerType(aStanding({ promises: broken.slice(2) }), today, rules)} / ${warned({ promises: broken.slice(2) }, rules)}`, 'broken_once | pay 84000 2026-06-09 | part_and_rest 42000 2026-06-09 2026-06-16 / unknown / ', 'pressure | pay 84000 2026-06-17 | signed_plan 2026-06-11 2026-12-09 / serial_promiser / last_chance'],
  ['final_notice_days', '21', (rules) => `${noticed('FR', 'business', rules)} ${noticed('GB', 'business', rules)}`, '2026-06-17 2026-06-23', '2026-06-30 2026-06-30'],
  ['final_notice_uk_business_days', '21', (rules) => noticed('GB', 'business', rules), '2026-06-23', '2026-06-30'],
  ['final_notice_uk_person_days', '40', (rules) => noticed('GB', 'consumer', rules), '2026-07-09', '2026-07-19'],
  ['old_debt_days', '10', (rules) => `${aims({}, rules)} / ${warned({}, rules)}`, 'plain | pay 84000 2026-06-09 | pay 84000 2026-06-23 / ', 'old | pay 84000 2026-06-16 | part_and_rest 42000 2026-06-09 2026-07-09 / hidden_dispute'],
  ['small_amount', '900', (rules) => aims({}, rules), 'plain | pay 84000 2026-06-09 | pay 84000 2026-06-23', 'small | pay 84000 2026-06-09 | pay 84000 2026-06-11'],
  ['large_amount', '500', (rules) => aims({}, rules), 'plain | pay 84000 2026-06-09 | pay 84000 2026-06-23', 'large | pay 84000 2026-06-12 | part_and_rest 25200 2026-06-09 2026-07-09'],
  ['amount_ref', '840', (rules) => scoreOf(priority, rules).terms.amount, 2.9, 17.5],
  ['promise_max_days', '5', (rules) => `${dayAdvice(play(ways.promise, setupWith(rules)), day('2026-06-09'))?.key} ${aims({}, rules)}`, 'undefined plain | pay 84000 2026-06-09 | pay 84000 2026-06-23', 'call.advice.far_day plain | pay 84000 2026-06-09 | pay 84000 2026-06-12'],
  ['plan_max_months', '2', (rules) => aims(hardship, rules), 'hardship | pay 84000 2026-07-09 | plan 2026-06-16 2026-12-09', 'hardship | pay 84000 2026-07-09 | plan 2026-06-16 2026-08-07'],
  ['plan_max_rows', '2', (rules) => planned(rules, 3), null, 'too_long'],
  ['plan_first_days', '2', (rules) => aims(hardship, rules), 'hardship | pay 84000 2026-07-09 | plan 2026-06-16 2026-12-09', 'hardship | pay 84000 2026-07-09 | plan 2026-06-11 2026-12-09'],
  ['plan_min_instalment', '300', (rules) => planned(rules, 3), null, 'too_small'],
  ['min_part_now', '20', (rules) => ladderOf(play(ways.negotiate, setupWith(rules)))[2]?.amount.minor, 42000, 16800],
  ['call_target_min', '60', (rules) => week(rules, 20), 'mmmmmmaaaaaaa mmmmmma     ', 'mmaa mmaa mmaa mm   aa'],
  ['evasive_rungs', '1', (rules) => play([...ways.evasive, ' '], setupWith(rules)).state, 'evasive', 'consequences'],
  ['calls_per_day', '2', (rules) => week(rules), 'mmmm      ', 'mm mm     '],
  ['conversations_per_day', '2', (rules) => warned({ attempts: [anAttempt('2026-06-09')] }, rules), 'talked_today', ''],
  ['attempts_per_week', '2', (rules) => `${warned({ attempts: tried('2026-06-05', '2026-06-08') }, rules)} ${after('no_answer', rules, tried('2026-06-08'))}`, ' call 2026-06-10', 'attempts_week email 2026-06-10'],
  ['attempts_window_days', '3', (rules) => warned({ attempts: tried('2026-06-04', '2026-06-05', '2026-06-08') }, rules), 'attempts_week', ''],
  ['voicemails_per_contact', '1', (rules) => `${voicemailPlan(aStanding({ attempts: messages('2026-06-08') }), aContact(), { today, rules })} ${warned({ attempts: messages('2026-06-08') }, rules)}`, 'leave ', 'skip no_voicemail_plan'],
  ['prep_fresh_hours', '2', (rules) => warned({}, rules), '', 'prep_old'],
  ['memo_target_min', '60', (rules) => week(rules, 20), 'mmmmmmaaaaaaa mmmmmma     ', 'mmaa mmaa mmaa mm   aa'],
  ['memo_warn_min', '5000', (rules) => warned({ attempts: [anAttempt('2026-06-08', { outcomes: [anOutcome({ outcome: 'callback' })] })] }, rules), 'memo_unsent', ''],
  ['unconfirmed_days', '1', (rules) => unconfirmed(rules), 'confirm_promise unconfirmed 2026-06-09', 'confirm_promise unconfirmed 2026-06-08'],
  ['dispute_administrative_days', '4', (rules) => disputeTarget('administrative', { today, rules, calendar }), '2026-06-11', '2026-06-15'],
  ['dispute_commercial_days', '9', (rules) => disputeTarget('commercial', { today, rules, calendar }), '2026-06-16', '2026-06-18'],
  ['dispute_technical_days', '20', (rules) => disputeTarget('technical', { today, rules, calendar }), '2026-06-23', '2026-06-29'],
  ['concession_max', '10', (rules) => aims({ disputes: [aDispute()] }, rules), 'disputed_small | pay 84000 | exact_point', 'disputed_small | pay 75600 | exact_point'],
  ['anger_pause_days', '5', (rules) => after('angry', rules), 'call 2026-06-11', 'call 2026-06-16'],
  ['distress_pause_days', '30', (rules) => after('distress', rules), 'call 2026-06-23', 'call 2026-07-09'],
  ['provision_90', '10', (rules) => provisions(100, rules), 21000, 8400],
  ['provision_180', '10', (rules) => provisions(200, rules), 42000, 8400],
  ['provision_365', '10', (rules) => provisions(400, rules), 84000, 8400],
  ['avoid', 'tue 00:00-12:00', (rules) => slot(rules), '2026-06-09 540-720', '2026-06-09 840-1050'],
  ['prime', 'tue 11:00-12:00', (rules) => slot(rules), '2026-06-09 540-720', '2026-06-09 660-720'],
  ['never', 'tue', (rules) => `${slot(rules)} ${warned({}, rules)}`, '2026-06-09 540-720 ', '2026-06-10 540-720 never_hours'],
]; // biome-ignore format: one setting a line

test.each(rows)('%s = %s', (...[key, value, decide, before, changed]) => {
  expect(decide(rulesFrom(new Map()))).toEqual(before);
  expect(decide(rulesFrom(new Map([[key, value]])))).toEqual(changed);
  expect(changed).not.toEqual(before);
});

/** What only the screen reads: `settings-shown.test.ts`. */
const shown = ['callback_max_days', 'silence_s', 'vent_s', 'objections_kept', 'rehearsals'];

test('every setting is here, or where the screen is looked at', () => {
  const keys = [...ruleTable, ...hoursTable].map(({ key }) => key);
  expect([...new Set(rows.map(([key]) => key)), ...shown].toSorted()).toEqual(keys.toSorted());
});
