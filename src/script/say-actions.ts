import { daysOf, lay, type Laid, planTotal } from '../domain/call/agreements.ts';
import type { Answer } from '../domain/call/answer.ts';
import { planOf } from '../domain/call/plan.ts';
import { copyAddress } from '../domain/call/people.ts';
import { answerOf } from '../domain/call/record.ts';
import type { Call, CallSetup } from '../domain/call/state.ts';
import { countedAnswers } from '../domain/call/verdict.ts';
import { commitmentsOf } from '../domain/call/own.ts';
import { type Day, partsOf as partsOfDay } from '../domain/day.ts';
import { formatDay, formatTime } from '../domain/day-words.ts';
import { formatMoney } from '../domain/money.ts';
import { paymentMethod } from '../domain/payment-method.ts';
import type { Words } from './words.ts';

/** Who does what by when, their side: spoken in SUMMARY, so it is one short clause an agreement (practice 000-41). */
export function clientActions(call: Call, words: Words): string {
  const paid = lay(call).laid.flatMap((laid) => payment(call, laid, words));
  const others = countedAnswers(call).flatMap((answer) => theirAction(call, answer, words));
  const actions = [...paid, ...others];
  if (actions.length > 0 || isSettled(call)) return actions.join(words.label('call.action.and'));
  return answerOf(call.heard, 'callback')?.on ? '' : words.label('call.action.nothing');
}

/** Nothing is asked of them: an open procedure, a point that is mine to settle. No missing day is then spoken of. */
function isSettled(call: Call): boolean {
  return countedAnswers(call).some(({ kind }) => kind === 'insolvency' || kind === 'dispute');
}

/** … and mine. */
export function myActions(call: Call, words: Words): string {
  const { setup, heard } = call;
  const address = copyAddress(heard);
  const label = labelFor(setup, words);
  const actions = [
    ...(address === null ? [] : [words.label('call.action.me_duplicate', { address })]),
    ...callbackAction(call, words),
    ...countedAnswers(call).flatMap((answer) => myAction(call, answer, words)),
    ...stepAction(call, words),
    ...commitmentsOf(call).map(({ text, dueOn, dueAt }) => {
      const day = onDay(dueOn, setup, words);
      const time = dueAt === null ? '' : formatTime(dueAt, setup.language);
      const when = dueAt === null ? day : words.label('call.action.at', { day, time });
      return label(heard.topics.includes(text) ? 'me_topic' : 'me_own', { text, when });
    }),
  ];
  const isWritten = lay(call).laid.some(({ parts }) => parts.length > 0);
  // A procedure asks for nothing on either side; else something is always said of mine, for the line needs both.
  const isLast = isWritten || (actions.length === 0 && clientActions(call, words) !== '');
  return [...actions, ...(isLast ? [label('me_memo')] : [])].join(', ');
}

type Label = (name: string, values?: Readonly<Record<string, string>>) => string;

/** Words of this client: vous or tu. */
function labelFor({ register }: CallSetup, words: Words): Label {
  return (name, values = {}) => words.label(`call.action.${register}.${name}`, values);
}

function payment(call: Call, { answer, parts }: Laid, words: Words): string[] {
  const { setup } = call;
  if (parts.length === 0) return [];
  if (answer.kind === 'plan') return planned(call, { answer, parts }, words);
  if (answer.amount === null || answer.promisedOn === null) return [];
  const values = {
    amount: formatMoney(answer.amount, setup.language),
    day: onDay(answer.promisedOn, setup, words),
    method: methodSaid(answer.method, words),
  };
  if (answer.means === 'arrives' && answer.condition === null) {
    return [words.label('call.action.pay_arrives', values)];
  }
  const label = labelFor(setup, words);
  if (answer.condition === null) return [label('pay', values)];
  return [label('pay_if', { ...values, condition: answer.condition })];
}

function planned(call: Call, { answer, parts }: Laid, words: Words): string[] {
  const { setup } = call;
  if (answer.kind !== 'plan') return [];
  const total = planTotal(call, answer);
  const rows = planOf(setup, answer, total)?.rows ?? [];
  const [first] = rows;
  const last = rows.at(-1);
  if (first === undefined || last === undefined) return [];
  const values = {
    count: String(daysOf(parts)),
    total: formatMoney(total, setup.language),
    first: onDay(first.promisedOn, setup, words),
    last: onDay(last.promisedOn, setup, words),
  };
  return [labelFor(setup, words)('plan', values)];
}

/** What they do about an answer that promises no money. */
function theirAction({ setup }: Call, answer: Answer, words: Words): string[] {
  const label = labelFor(setup, words);
  if (answer.kind === 'duplicate') return [label('look')];
  const today = onDay(setup.today, setup, words);
  if (answer.kind === 'paid') return [label(answer.isOtherAccount ? 'bank' : 'proof', { day: today })];
  if (answer.kind === 'dispute' && answer.resolveOn !== null && answer.owner !== 'me') {
    return [label(`dispute_${answer.owner}`, { day: onDay(answer.resolveOn, setup, words) })];
  }
  if (answer.kind === 'approval' && answer.approver !== null)
    return [label('approver', { name: answer.approver })];
  return answer.kind === 'distress' ? [label('pause')] : [];
}

function myAction({ setup }: Call, answer: Answer, words: Words): string[] {
  const label = labelFor(setup, words);
  if (answer.kind === 'dispute' && answer.resolveOn !== null && answer.owner === 'me') {
    return [label('me_dispute', { day: onDay(answer.resolveOn, setup, words) })];
  }
  if (answer.kind === 'approval' && answer.approver !== null) {
    return [
      label('me_approver', { name: answer.approver, day: onDay(answer.callOn ?? setup.today, setup, words) }),
    ];
  }
  return [];
}

/** The step that was named and brought no agreement: said again, with its day (practice C6 "Consequences"). */
function stepAction({ setup, heard }: Call, words: Words): string[] {
  const { announcement } = heard;
  if (announcement?.reaction !== 'refused') return [];
  const day = onDay(announcement.deadline, setup, words);
  return [labelFor(setup, words)('me_step', { step: announcement.step, day })];
}

function callbackAction({ setup, heard }: Call, words: Words): string[] {
  const callback = answerOf(heard, 'callback');
  if (!callback?.on || callback.minutes === null) return [];
  const day = onDay(callback.on, setup, words);
  return [labelFor(setup, words)('me_callback', { day, time: formatTime(callback.minutes, setup.language) })];
}

/** Day and hour of the call back, or `null` while one of them is missing. */
export function callbackWords({ setup, heard }: Call, words: Words): string | null {
  const callback = answerOf(heard, 'callback');
  if (!callback?.on || callback.minutes === null) return null;
  const time = formatTime(callback.minutes, setup.language);
  return words.label('call.action.at', { day: onDay(callback.on, setup, words), time });
}

/** The year is said only where it is another one. */
function onDay(on: Day, { today, language }: CallSetup, words: Words): string {
  const isThisYear = partsOfDay(on).year === partsOfDay(today).year;
  return words.label('call.action.day', { day: formatDay(on, language, isThisYear ? 'spoken' : 'long') });
}

/** A means of payment as it is said: the usual ones in the language of the words, any other in the user's own. */
export function methodSaid(kept: string, words: Words): string {
  const method = paymentMethod(kept);
  return method === undefined ? kept : words.label(`call.method.${method}`);
}
