import { openPromise, planTotal } from './agreements.ts';
import type { PlanAnswer } from './answer.ts';
import { ladderOf, type LadderRung, offeredRung } from './ladder.ts';
import { planFromToday } from './plan.ts';
import { addAnswer, answerOf, changeAnswer, narrowingDays, openAnswer, spokenOf } from './record.ts';
import { type Choice, impliedCause, type Row } from './row.ts';
import type { Call, CallInvoice, CallSetup, FieldName, Gathered, StateName } from './state.ts';
import { hasAgreement } from './verdict.ts';
import { addDays } from '../day.ts';

type Negotiated = 'evasive' | 'solution' | 'negotiate' | 'promise' | 'plan' | 'consequences';

/** What is corrected after hanging up needs no second summary. */
const summary: StateName = 'summary';

/** One of the two days of rung 2. The day the caller named counts as the caller's: offers of the client are kept more often (practice 002-32). */
const offeredDay = (index: 0 | 1) => (call: Call) =>
  openPromise(call, { promisedOn: narrowingDays(call.setup)[index], origin: 'mine' });

const missingPromiseFields = ({ heard }: Call): FieldName[] => {
  const promise = answerOf(heard, 'promise');
  const missing: FieldName[] = [];
  if (promise?.amount == null) missing.push('amount');
  if (promise?.promisedOn == null) missing.push('day');
  return missing;
};

/** A plan that does not hold is asked for again: the counter-line stands above the field (practice C6 "Plan"). */
const missingPlanFields = (call: Call): FieldName[] => {
  const plan = answerOf(call.heard, 'plan');
  if (plan === undefined || plan.terms === null) return ['plan_terms', 'plan_day'];
  const problem = planFromToday(call.setup, plan, planTotal(call, plan))?.problem ?? null;
  const missing: FieldName[] = problem === null ? [] : ['plan_terms'];
  return plan.firstOn === null ? [...missing, 'plan_day'] : missing;
};

const changePlan =
  (change: (plan: PlanAnswer) => Partial<PlanAnswer>) =>
  (call: Call): Gathered => {
    const plan = answerOf(call.heard, 'plan');
    return plan === undefined ? call.heard : changeAnswer(call.heard, 'plan', change(plan));
  };

const changePromise =
  (change: (call: Call) => Parameters<typeof changeAnswer<'promise'>>[2]) =>
  (call: Call): Gathered =>
    changeAnswer(call.heard, 'promise', change(call));

/** The method after this one in the caller's list, round and round. */
function nextMethod({ caller }: CallSetup, method: string): string {
  const methods = caller.methods.length > 0 ? caller.methods : ['transfer'];
  return methods[(methods.indexOf(method) + 1) % methods.length] ?? 'transfer';
}

const lastRungSpent = (call: Call): boolean => call.rung >= call.setup.rules.evasiveRungs;

/** Nothing on the ladder was taken: dig for a day, and once that is spent say what follows. */
const afterLadder = (call: Call): StateName => (lastRungSpent(call) ? 'consequences' : 'evasive');

const rungTo: Readonly<Record<LadderRung['rank'], StateName>> = {
  1: 'promise',
  2: 'promise',
  3: 'promise',
  4: 'plan',
  5: 'dispute',
};

/** One rung of the ladder as a choice: offered once its turn has come, under the fallback with a reason only. */
const rungChoice = (rank: LadderRung['rank']): Choice => ({
  key: String(rank),
  name: `rung_${rank}`,
  to: rungTo[rank],
  isOffered: (call) =>
    ladderOf(call).findIndex((rung) => rung.rank === rank) <= call.offer && hasRung(call, rank),
  asks: (call) => (ladderOf(call).find((rung) => rung.rank === rank)?.isBelow ? ['below_reason'] : []),
  record: (call) => accepted(call, rank),
});

function hasRung(call: Call, rank: number): boolean {
  return ladderOf(call).some((rung) => rung.rank === rank);
}

function accepted(call: Call, rank: LadderRung['rank']): Gathered {
  const rung = ladderOf(call).find((one) => one.rank === rank);
  if (rung === undefined) return call.heard;
  const heard = { ...call.heard, offers: [...call.heard.offers, { rank, isAccepted: true }] };
  if (rank === 4) return openAnswer({ ...call, heard }, 'plan', { origin: 'mine' });
  if (rank === 5) return heard;
  const first = openPromise({ ...call, heard }, { amount: rung.amount, promisedOn: rung.on, origin: 'mine' });
  if (rung.rest === null) return first;
  const { rest } = rung;
  return openPromise({ ...call, heard: first }, { amount: rest.amount, promisedOn: rest.on, origin: 'mine' });
}

/**
 * Asked to the end without a day: that is what is written, unless they refused outright. What was promised or contested
 * before stands, as long as it was not read out and turned down: no day for the rest takes no promise away.
 */
function withoutDate(call: Call): Gathered {
  const { heard } = call;
  const isOpen = (invoice: CallInvoice) => heard.isSummaryAgreed === false || !hasAgreement(heard, invoice);
  const invoiceIds = spokenOf(call)
    .filter(isOpen)
    .map(({ id }) => id);
  const last = heard.answers.at(-1);
  const isSaid = last?.kind === 'refusal' || last?.kind === 'no_date' || invoiceIds.length === 0;
  const answered = isSaid ? heard : addAnswer(heard, { kind: 'no_date', invoiceIds });
  const announcement = heard.announcement && { ...heard.announcement, reaction: 'refused' as const };
  return { ...answered, announcement };
}

/** Only a step that is ready may be named, with the day on which it follows (practice C6, B13). */
function announce(call: Call): Gathered {
  const { setup, heard } = call;
  const step = heard.announcement?.step ?? setup.steps[0];
  if (step === undefined) return heard;
  const invoiceIds = spokenOf(call).map(({ id }) => id);
  const deadline = heard.announcement?.deadline ?? addDays(setup.today, setup.noticeDays);
  return { ...heard, announcement: { step, deadline, reaction: null, invoiceIds } };
}

function nextStep({ setup, heard }: Call): Gathered {
  const { announcement } = heard;
  if (announcement === null) return heard;
  const step = setup.steps[(setup.steps.indexOf(announcement.step) + 1) % setup.steps.length];
  return { ...heard, announcement: { ...announcement, step: step ?? announcement.step } };
}

/** From a vague answer to a dated promise, or to the step that follows without one (practice C4, C6). */
export const negotiate: Readonly<Record<Negotiated, Row>> = {
  evasive: {
    phase: 'negotiate',
    onEnter: ({ heard }) => impliedCause(heard, 'vague'),
    choices: [
      { key: '1', name: 'date', to: 'promise', record: (call) => openPromise(call, { origin: 'client' }) },
      { key: '2', name: 'true_reason', to: 'listen' },
      { key: '3', name: 'first_day', to: 'promise', record: offeredDay(0) },
      { key: '4', name: 'second_day', to: 'promise', record: offeredDay(1) },
      { key: '5', name: 'words', to: 'evasive', asks: ['evasive_words'] },
    ],
    proceed: (call) => (lastRungSpent(call) ? 'consequences' : 'evasive'),
    isAboutMoney: true,
    isReachable: true,
  },
  solution: {
    phase: 'negotiate',
    choices: [
      {
        key: '1',
        name: 'today',
        to: 'promise',
        record: (call) => openPromise(call, { promisedOn: call.setup.today, origin: 'client' }),
      },
      { key: '2', name: 'dated', to: 'promise', record: (call) => openPromise(call, { origin: 'client' }) },
      { key: '3', name: 'instalments', to: 'plan' },
      { key: '4', name: 'nothing', to: 'negotiate' },
      { key: '5', name: 'too_little', to: 'negotiate' },
    ],
    proceed: 'promise',
    onProceed: (call) => openPromise(call),
    isAboutMoney: true,
    isReachable: true,
  },
  negotiate: {
    phase: 'negotiate',
    choices: [
      ...([1, 2, 3, 4, 5] as const).map(rungChoice),
      { key: '8', name: 'none', to: afterLadder, record: refusedRung },
    ],
    proceed: (call) => (call.offer + 1 < ladderOf(call).length ? 'negotiate' : afterLadder(call)),
    onProceed: refusedRung,
    isAboutMoney: true,
    isReachable: true,
  },
  promise: {
    phase: 'negotiate',
    onEnter: (call) => (call.heard.answers.at(-1)?.kind === 'promise' ? call.heard : openPromise(call)),
    fields: missingPromiseFields,
    choices: [
      {
        key: '1',
        name: 'means',
        to: 'promise',
        record: changePromise(({ heard }) => ({
          means: answerOf(heard, 'promise')?.means === 'leaves' ? 'arrives' : 'leaves',
        })),
      },
      {
        key: '2',
        name: 'method',
        to: 'promise',
        record: changePromise(({ setup, heard }) => ({
          method: nextMethod(setup, answerOf(heard, 'promise')?.method ?? 'transfer'),
        })),
      },
      {
        key: '3',
        name: 'account_read',
        to: 'promise',
        record: changePromise(({ heard }) => ({
          isAccountReadOut: !answerOf(heard, 'promise')?.isAccountReadOut,
        })),
      },
      { key: '4', name: 'condition', to: 'promise', asks: ['condition'] },
      { key: '5', name: 'amount', to: 'promise', asks: ['amount'] },
      { key: '6', name: 'day', to: 'promise', asks: ['day'] },
    ],
    proceed: summary,
    isAboutMoney: true,
    isForm: true,
    isReachable: true,
  },
  plan: {
    phase: 'negotiate',
    onEnter: (call) => openAnswer(call, 'plan'),
    fields: missingPlanFields,
    recheck: missingPlanFields,
    choices: [
      { key: '1', name: 'terms', to: 'plan', asks: ['plan_terms'] },
      { key: '2', name: 'day', to: 'plan', asks: ['plan_day'] },
      { key: '3', name: 'first_amount', to: 'plan', asks: ['plan_first_amount'] },
      {
        key: '4',
        name: 'every',
        to: 'plan',
        record: changePlan(({ every }) => ({ every: every === 'month' ? 'week' : 'month', changes: [] })),
      },
      {
        key: '5',
        name: 'clause',
        to: 'plan',
        record: changePlan(({ isAccelerated }) => ({ isAccelerated: !isAccelerated })),
      },
      {
        key: '6',
        name: 'fees',
        to: 'plan',
        record: changePlan(({ areFeesWaived }) => ({ areFeesWaived: !areFeesWaived })),
      },
      { key: '7', name: 'row', to: 'plan', asks: ['plan_row'] },
    ],
    proceed: summary,
    isAboutMoney: true,
    isForm: true,
    isReachable: true,
  },
  consequences: {
    phase: 'negotiate',
    onEnter: announce,
    choices: [
      {
        key: '1',
        name: 'turns',
        to: 'solution',
        record: ({ heard }) => ({
          ...heard,
          announcement: heard.announcement && { ...heard.announcement, reaction: 'turned' },
        }),
      },
      { key: '2', name: 'no', to: summary, record: withoutDate },
      {
        key: '3',
        name: 'step',
        to: 'consequences',
        record: nextStep,
        isOffered: ({ setup }) => setup.steps.length > 1,
      },
      {
        key: '4',
        name: 'deadline',
        to: 'consequences',
        asks: ['deadline_day'],
        isOffered: ({ setup }) => setup.steps.length > 0,
      },
    ],
    proceed: null,
    isAboutMoney: true,
    isReachable: true,
  },
};

function refusedRung(call: Call): Gathered {
  const rank = offeredRung(call)?.rank;
  if (rank === undefined) return call.heard;
  return { ...call.heard, offers: [...call.heard.offers, { rank, isAccepted: false }] };
}
