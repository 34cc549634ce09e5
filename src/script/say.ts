import { planTotal, uncovered } from '../domain/call/agreements.ts';
import { missingOutcome } from '../domain/call/guard.ts';
import { offeredRung } from '../domain/call/ladder.ts';
import { addressOf, personOf } from '../domain/call/people.ts';
import { type Plan, planFromToday } from '../domain/call/plan.ts';
import { pauseDay } from '../domain/call/proposals.ts';
import { answerOf, calendarOf, narrowingDays, spokenOf, totalOpen } from '../domain/call/record.ts';
import type { Call, CallInvoice, CallSetup, StateName } from '../domain/call/state.ts';
import type { Day } from '../domain/day.ts';
import { formatDay, formatMonth, formatTime } from '../domain/day-words.ts';
import { formatMoney } from '../domain/money.ts';
import { followUp } from '../domain/outcome.ts';
import { phoneBetween } from '../domain/phone-number.ts';
import type { Language } from '../domain/profile.ts';
import { isLineName, type LineName, lineFor } from './catalog.ts';
import type { Facts } from './facts.ts';
import { callbackWords, clientActions, methodSaid, myActions } from './say-actions.ts';
import { numbersOf, tellsOfDebt } from './telling.ts';
import type { Words } from './words.ts';

/** What to say in a state: the line of the catalog and the facts it is filled with. */
export interface Saying {
  readonly line: LineName;
  readonly facts: Facts;
}

/** The words of this state, or `null` where nobody is spoken to. `words` are those of the client's language. */
export function sayFor(call: Call, words: Words): Saying | null {
  const missing = call.isGuardSpent ? missingOutcome(call) : null;
  if (missing !== null) return lineIn(spokenOfOne(call, missing.invoice), 'guard', words);
  const wanted = lineOf(call);
  return wanted === null ? null : lineIn(call, wanted, words);
}

/** Back from a stray topic: it is noted, and the question goes on (practice 001-15). */
export function bridgeFor(call: Call, words: Words): Saying {
  return lineIn(call, call.heard.isIdentityConfirmed ? 'recentre' : 'recentre_bare', words);
}

/** The line in the form that the facts of the call allow. */
function lineIn(call: Call, wanted: LineName, words: Words): Saying {
  const facts = factsOf(call, words);
  return { line: lineFor(wanted, facts), facts };
}

function spokenOfOne(call: Call, { id }: CallInvoice): Call {
  return { ...call, heard: { ...call.heard, focus: [id] } };
}

/** Every fact of the call that a spoken line may mention, formatted in the client's language. */
export function factsOf(call: Call, words: Words): Facts {
  return {
    ...callerFacts(call.setup),
    ...contactFacts(call),
    ...debtFacts(call, words),
    ...outcomeFacts(call, words),
  };
}

/** Lines that depend on more than the state. The other spoken states say the line of their own name. */
const chosen: Partial<Record<StateName, (call: Call) => LineName | null>> = {
  ask: askLine,
  // An account that is not ours: the warning comes before anything else (practice B14).
  paid: ({ heard }) => (answerOf(heard, 'paid')?.isOtherAccount ? 'fraud_alert' : 'paid'),
  anger: ({ heard }) => (heard.anger?.isWarned ? 'boundary' : 'anger'),
  plan: (call) => (planNow(call)?.problem ? 'plan_too_long' : 'plan'),
  negotiate: (call) => ((offeredRung(call)?.rank ?? 0) > 3 ? 'negotiate_bare' : 'negotiate'),
  evasive: ({ rung }) => evasiveLines[Math.min(rung, evasiveLines.length) - 1] ?? 'evasive_1',
  callback: ({ heard }) =>
    heard.isIdentityConfirmed || heard.reach === 'person' ? 'callback' : 'callback_other',
  summary: ({ heard }) => (heard.isIdentityConfirmed ? 'summary' : 'summary_callback'),
  // Nothing is announced to a third party, not even a message.
  close: ({ heard }) => (heard.isIdentityConfirmed ? 'close' : 'close_bare'),
  // Still on the line: what the desk is to write down.
  wrapup: ({ heard }) =>
    heard.gatekeeperSaid === 'message' && !heard.isIdentityConfirmed ? 'message_left' : null,
};

const evasiveLines = ['evasive_1', 'evasive_2', 'evasive_3'] as const;

function lineOf(call: Call): LineName | null {
  const choose = chosen[call.state];
  if (choose) return choose(call);
  return isLineName(call.state) ? call.state : null;
}

function askLine(call: Call): LineName {
  const { setup, heard } = call;
  const spoken = spokenOf(call);
  const isOne = spoken.length === 1;
  // It was named in this call already: after a lost line, or back at the question.
  if (heard.askedAt !== null) return isOne ? 'ask_direct' : 'ask_several';
  if (setup.opening === 'direct') return setup.brokenPromise ? 'opening_direct' : 'opening_again';
  const isAhead = spoken.length > 0 && spoken.every(({ dueOn }) => dueOn >= setup.today);
  if (isAhead) return isOne ? 'ask_ahead' : 'ask_ahead_several';
  return isOne ? 'ask' : 'ask_several';
}

/** A number as it is read aloud between caller and client; a line break in it would trip the voice. */
function phoneSaid(number: string | null, other: string | null): string {
  return number === null ? '' : phoneBetween(number, other).replaceAll(' ', '\u00a0');
}

function callerFacts({ caller, contact }: CallSetup): Facts {
  // A line without a name cannot be said: whichever is known stands for the other.
  const name = `${caller.firstName} ${caller.lastName}`.trim() || caller.business.trim();
  return {
    me_first: caller.firstName,
    me_last: caller.lastName,
    me_full: name || '…',
    me_business: caller.business.trim() || name || '…',
    me_phone: phoneSaid(caller.phone, contact.phone),
    iban_last4: caller.ibanLast4 ?? '',
  };
}

function contactFacts({ setup, heard }: Call): Facts {
  // « Service facturation » would say what it is about; what has no letter is no name.
  const isName = (name: string): boolean => /\p{L}/u.test(name) && neutralText(name, setup) !== '';
  const said = (name: string): string => (heard.isIdentityConfirmed || isName(name) ? name : '');
  return {
    client_name: setup.clientName,
    contact_name: said(personOf({ setup, heard })),
    contact_first: said(setup.contact.firstName ?? ''),
    contact_last: said(setup.contact.lastName ?? ''),
    contact_email: addressOf({ setup, heard }) ?? '',
    contact_phone: phoneSaid(heard.newPhone ?? setup.contact.phone, setup.caller.phone),
    hour: callbackHour(setup),
  };
}

/** Until when to ring back today: five, or half past six when it is late already; after that no hour is named. */
function callbackHour({ minutes, language }: CallSetup): string {
  if (minutes < 15 * 60 + 30) return formatTime(17 * 60, language);
  return minutes < 17 * 60 + 30 ? formatTime(18 * 60 + 30, language) : '';
}

function debtFacts(call: Call, words: Words): Facts {
  const { setup, heard } = call;
  const { language, caller } = setup;
  // What was picked is what is spoken of; the oldest of it stands for the rest.
  const [oldest] = spokenOf(call);
  return {
    ...(oldest ? invoiceFacts(oldest, language) : {}),
    ...(heard.isIdentityConfirmed ? {} : { service: neutralText(oldest?.service ?? '', setup) }),
    ...brokenFacts(setup),
    invoice_count: String(spokenOf(call).length),
    total_overdue: formatMoney(totalOpen({ ...setup, invoices: spokenOf(call) }), language),
    cause_note: heard.causeNote ?? '',
    method: methodSaid(caller.methods[0] ?? 'transfer', words),
  };
}

/** The oldest invoice stands for the call: it is named first and asked for first. */
function invoiceFacts(invoice: CallInvoice, language: Language): Facts {
  return {
    service: invoice.service ?? '',
    delivered_on: invoice.deliveredOn ? formatDay(invoice.deliveredOn, language, 'spoken') : '',
    invoice_no: invoice.number,
    balance: formatMoney(invoice.balance, language),
    due_date: formatDay(invoice.dueOn, language, 'spoken'),
    reference: invoice.reference,
  };
}

/** A text to be said to anybody, as long as it tells nothing of money owed (practice B5); else nothing. */
function neutralText(text: string, setup: CallSetup): string {
  return tellsOfDebt(text, numbersOf(setup)) ? '' : text;
}

function brokenFacts({ brokenPromise, language }: CallSetup): Facts {
  if (brokenPromise === null) return {};
  return {
    last_promise_amount: formatMoney(brokenPromise.amount, language),
    last_promise_date: formatDay(brokenPromise.on, language, 'spoken'),
    last_promise_call_date: formatDay(brokenPromise.madeOn, language, 'spoken'),
  };
}

function outcomeFacts(call: Call, words: Words): Facts {
  const { setup, heard } = call;
  const { language } = setup;
  const [d1, d2] = narrowingDays(setup);
  const promise = answerOf(heard, 'promise');
  const rest = uncovered(call);
  return {
    d1: formatDay(d1, language, 'spoken'),
    d2: formatDay(d2, language, 'spoken'),
    follow_up_date: formatDay(followUpDay(call), language, 'spoken'),
    next_step: words.label('call.step.call'),
    promised_amount: promise?.amount ? formatMoney(promise.amount, language) : '',
    promised_date: promise?.promisedOn ? formatDay(promise.promisedOn, language, 'spoken') : '',
    remainder: rest.minor > 0 ? formatMoney(rest, language) : '',
    callback_at: callbackWords(call, words) ?? '',
    client_actions: clientActions(call, words),
    my_actions: myActions(call, words),
    parked_topics: heard.topics.at(-1) ?? '',
    ...rungFacts(call),
    ...planFacts(call),
    ...stepFacts(call),
  };
}

/** The offer of NEGOTIATE whose turn it is. */
function rungFacts(call: Call): Facts {
  const { language } = call.setup;
  const rung = offeredRung(call);
  if (rung === undefined || rung.rank > 3) return {};
  return {
    rung_amount: formatMoney(rung.amount, language),
    rung_date: formatDay(rung.on, language, 'spoken'),
    rest_date: rung.rest === null ? '' : formatDay(rung.rest.on, language, 'spoken'),
  };
}

function planNow(call: Call): Plan | null {
  const plan = answerOf(call.heard, 'plan');
  return plan === undefined ? null : planFromToday(call.setup, plan, planTotal(call, plan));
}

function planFacts(call: Call): Facts {
  const { language } = call.setup;
  const plan = planNow(call);
  const [first] = plan?.rows ?? [];
  if (plan === null || first === undefined) return {};
  return {
    first_date: formatDay(first.promisedOn, language, 'spoken'),
    last_date: formatDay(plan.endsOn, language, 'spoken'),
    end_month: formatMonth(plan.endsOn, language),
    limit: formatMonth(plan.limit, language),
  };
}

/** Only a step that is ready is ever named (practice C6). */
function stepFacts({ setup, heard }: Call): Facts {
  const { announcement } = heard;
  if (announcement === null) return {};
  return { step: announcement.step, deadline: formatDay(announcement.deadline, setup.language, 'spoken') };
}

/** In distress the end of the pause, else the day of the next call without a date. */
function followUpDay(call: Call): Day {
  if (call.state === 'distress') return answerOf(call.heard, 'distress')?.pauseUntil ?? pauseDay(call);
  return withoutDate(call.setup);
}

/** What follows a call without a date is the next call, and the rule says when (practice D3). */
function withoutDate(setup: CallSetup): Day {
  const { today, minutes, rules } = setup;
  const details = { today, minutes, rules, calendar: calendarOf(setup), earlier: [], invoiceId: null };
  return followUp('no_date', details).followUpOn;
}
