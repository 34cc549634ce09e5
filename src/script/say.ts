import { calendarOf, narrowingDays, totalOpen, uncovered } from '../domain/call/record.ts';
import { partsOf } from '../domain/call/agreements.ts';
import { addressOf, personOf } from '../domain/call/people.ts';
import type { Call, CallInvoice, CallSetup, PromiseDraft, StateName } from '../domain/call/state.ts';
import { type Day, partsOf as partsOfDay } from '../domain/day.ts';
import { formatDay, formatTime } from '../domain/day-words.ts';
import { formatMoney } from '../domain/money.ts';
import { followUp } from '../domain/outcome.ts';
import type { Language } from '../domain/profile.ts';
import { isLineName, type LineName, lineFor } from './catalog.ts';
import type { Facts } from './facts.ts';
import type { Words } from './words.ts';

/** What to say in a state: the line of the catalog and the facts it is filled with. */
export interface Saying {
  readonly line: LineName;
  readonly facts: Facts;
}

/** The words of this state, or `null` where nobody is spoken to. `words` are those of the client's language. */
export function sayFor(call: Call, words: Words): Saying | null {
  const wanted = lineOf(call);
  if (wanted === null) return null;
  const facts = factsOf(call, words);
  return { line: lineFor(wanted, facts), facts };
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
  ask: ({ setup }) => askLine(setup),
  evasive: ({ rung }) => evasiveLines[Math.min(rung, evasiveLines.length) - 1] ?? 'evasive_1',
  callback: ({ heard }) =>
    heard.isIdentityConfirmed || heard.reach === 'person' ? 'callback' : 'callback_other',
  summary: ({ heard }) => (heard.isIdentityConfirmed ? 'summary' : 'summary_callback'),
  // Nothing is announced to a third party, not even a message.
  close: ({ heard }) => (heard.isIdentityConfirmed ? 'close' : 'close_bare'),
  // Still on the line: what the desk is to write down.
  wrapup: ({ heard }) => (heard.gatekeeperSaid === 'message' && !heard.hasSpoken ? 'message_left' : null),
};

const evasiveLines = ['evasive_1', 'evasive_2', 'evasive_3'] as const;

function lineOf(call: Call): LineName | null {
  const choose = chosen[call.state];
  if (choose) return choose(call);
  return isLineName(call.state) ? call.state : null;
}

function askLine(setup: CallSetup): LineName {
  if (setup.opening === 'direct') return setup.brokenPromise ? 'opening_direct' : 'opening_again';
  return setup.invoices.length > 1 ? 'ask_several' : 'ask';
}

function callerFacts({ caller }: CallSetup): Facts {
  // A line without a name cannot be said: whichever is known stands for the other.
  const name = `${caller.firstName} ${caller.lastName}`.trim() || caller.business.trim();
  return {
    me_first: caller.firstName,
    me_last: caller.lastName,
    me_full: name || '…',
    me_business: caller.business.trim() || name || '…',
    // Read aloud digit by digit: a line break in it would trip the voice.
    me_phone: (caller.phone ?? '').replaceAll(' ', '\u00a0'),
    iban_last4: caller.ibanLast4 ?? '',
  };
}

function contactFacts({ setup, heard }: Call): Facts {
  return {
    client_name: setup.clientName,
    contact_name: personOf({ setup, heard }),
    contact_first: setup.contact.firstName ?? '',
    contact_last: setup.contact.lastName ?? '',
    contact_email: addressOf({ setup, heard }) ?? '',
    contact_phone: heard.newPhone ?? setup.contact.phone ?? '',
    hour: callbackHour(setup),
  };
}

/** Until when to ring back today: five, or half past six when it is late already; after that no hour is named. */
function callbackHour({ minutes, language }: CallSetup): string {
  if (minutes < 15 * 60 + 30) return formatTime(17 * 60, language);
  return minutes < 17 * 60 + 30 ? formatTime(18 * 60 + 30, language) : '';
}

function debtFacts({ setup, heard }: Call, words: Words): Facts {
  const { language, invoices, caller } = setup;
  const [oldest] = invoices;
  return {
    ...(oldest ? invoiceFacts(oldest, language) : {}),
    ...(heard.isIdentityConfirmed ? {} : { service: neutralService(oldest) }),
    ...brokenFacts(setup),
    invoice_count: String(invoices.length),
    total_overdue: formatMoney(totalOpen(setup), language),
    cause_note: heard.causeNote ?? '',
    method: words.label(`call.method.${knownMethod(caller.methods[0])}`),
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

/** Words by which a service would tell a third party what the call is about (practice B5). */
const tellingWords = /factur|impay|retard|relance|dette|créance|invoice|unpaid|overdue|\bdebt/i;

/** The service, as long as it is only that: neither the number of an invoice nor a word about money owed. */
function neutralService(invoice: CallInvoice | undefined): string {
  const service = invoice?.service ?? '';
  const isTelling = tellingWords.test(service) || (invoice !== undefined && service.includes(invoice.number));
  return isTelling ? '' : service;
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
  const promise = heard.promises.at(-1);
  return {
    d1: formatDay(d1, language, 'spoken'),
    d2: formatDay(d2, language, 'spoken'),
    follow_up_date: formatDay(withoutDate(setup), language, 'spoken'),
    next_step: words.label('call.step.call'),
    promised_amount: promise?.amount ? formatMoney(promise.amount, language) : '',
    promised_date: promise?.promisedOn ? formatDay(promise.promisedOn, language, 'spoken') : '',
    remainder: uncovered(call).minor > 0 ? formatMoney(uncovered(call), language) : '',
    callback_at: callbackWords(call, words) ?? '',
    client_actions: clientActions(call, words),
    my_actions: myActions(call, words),
  };
}

/** Who does what by when, their side: spoken in SUMMARY, so it is one short clause an agreement (practice 000-41). */
export function clientActions(call: Call, words: Words): string {
  const pays = call.heard.promises.flatMap((draft) => payment(call.setup, draft, words));
  if (pays.length > 0) return pays.join(words.label('call.action.and'));
  if (call.heard.duplicate?.address) return words.label(`call.action.${call.setup.register}.look`);
  return call.heard.callback?.on ? '' : words.label('call.action.nothing');
}

/** … and mine. */
export function myActions(call: Call, words: Words): string {
  const { setup, heard } = call;
  const actions: string[] = [];
  if (heard.duplicate?.address) {
    actions.push(words.label('call.action.me_duplicate', { address: heard.duplicate.address }));
  }
  const callback = heard.callback;
  if (callback?.on && callback.minutes !== null) {
    const day = onDay(callback.on, setup, words);
    actions.push(
      words.label(`call.action.${setup.register}.me_callback`, {
        day,
        time: formatTime(callback.minutes, setup.language),
      }),
    );
  }
  if (partsOf(call).length > 0 || actions.length === 0)
    actions.push(words.label(`call.action.${setup.register}.me_memo`));
  return actions.join(', ');
}

function payment(setup: CallSetup, draft: PromiseDraft, words: Words): string[] {
  if (draft.amount === null || draft.promisedOn === null) return [];
  const values = {
    amount: formatMoney(draft.amount, setup.language),
    day: onDay(draft.promisedOn, setup, words),
    method: words.label(`call.method.${knownMethod(draft.method)}`),
  };
  if (draft.means === 'arrives' && draft.condition === null) {
    return [words.label('call.action.pay_arrives', values)];
  }
  const action = `call.action.${setup.register}`;
  if (draft.condition === null) return [words.label(`${action}.pay`, values)];
  return [words.label(`${action}.pay_if`, { ...values, condition: draft.condition })];
}

/** What follows a call without a date is the next call, and the rule says when (practice D3). */
function withoutDate(setup: CallSetup): Day {
  const { today, minutes, rules } = setup;
  const details = { today, minutes, rules, calendar: calendarOf(setup), earlier: [], invoiceId: null };
  return followUp('no_date', details).followUpOn;
}

function callbackWords({ setup, heard }: Call, words: Words): string | null {
  const callback = heard.callback;
  if (!callback?.on || callback.minutes === null) return null;
  const time = formatTime(callback.minutes, setup.language);
  return words.label('call.action.at', { day: onDay(callback.on, setup, words), time });
}

/** The year is said only where it is another one. */
function onDay(on: Day, { today, language }: CallSetup, words: Words): string {
  const isThisYear = partsOfDay(on).year === partsOfDay(today).year;
  return words.label('call.action.day', { day: formatDay(on, language, isThisYear ? 'spoken' : 'long') });
}

const methods = new Set(['transfer', 'card', 'cheque', 'direct_debit', 'cash', 'link']);

/** Methods are the user's own words; the usual ones have a translation, the rest counts as a transfer. */
export function knownMethod(method: string | undefined): string {
  return method !== undefined && methods.has(method) ? method : 'transfer';
}
