import { narrowingDays, totalOpen, uncovered } from '../domain/call/record.ts';
import { partsOf } from '../domain/call/result.ts';
import type { Call, CallSetup, PromiseDraft } from '../domain/call/state.ts';
import { addDays } from '../domain/day.ts';
import { formatDay, formatTime } from '../domain/day-words.ts';
import { formatMoney } from '../domain/money.ts';
import { type LineName, lineFor } from './catalog.ts';
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

function lineOf(call: Call): LineName | null {
  const { state, setup, heard, rung } = call;
  switch (state) {
    case 'preflight':
    case 'ring':
    case 'no_answer':
    case 'wrapup':
    case 'ended':
      return null;
    case 'ask':
      return askLine(setup);
    case 'evasive':
      if (rung >= 3) return 'evasive_3';
      return rung === 2 ? 'evasive_2' : 'evasive_1';
    case 'callback':
      return heard.isIdentityConfirmed || heard.reach === 'person' ? 'callback' : 'callback_other';
    case 'summary':
      return heard.isIdentityConfirmed ? 'summary' : 'summary_callback';
    case 'close':
      return heard.isIdentityConfirmed ? 'close' : 'close_memo';
    default:
      return state;
  }
}

function askLine(setup: CallSetup): LineName {
  if (setup.opening === 'direct') return setup.brokenPromise ? 'opening_direct' : 'opening_again';
  return setup.invoices.length > 1 ? 'ask_several' : 'ask';
}

function callerFacts({ caller }: CallSetup): Facts {
  return {
    me_first: caller.firstName,
    me_last: caller.lastName,
    me_full: `${caller.firstName} ${caller.lastName}`.trim(),
    me_business: caller.business,
    me_phone: caller.phone ?? '',
    iban_last4: caller.ibanLast4 ?? '',
  };
}

function contactFacts({ setup, heard }: Call): Facts {
  const name = [setup.contact.firstName, setup.contact.lastName].filter(Boolean).join(' ');
  return {
    client_name: setup.clientName,
    contact_name: heard.speaker?.name ?? name,
    contact_first: setup.contact.firstName ?? '',
    contact_last: setup.contact.lastName ?? '',
    contact_email: heard.duplicate?.address ?? heard.newEmail ?? setup.contact.email ?? '',
    contact_phone: heard.newPhone ?? setup.contact.phone ?? '',
    hour: formatTime(17 * 60, setup.language),
  };
}

function debtFacts({ setup, heard }: Call, words: Words): Facts {
  const { language } = setup;
  const oldest = setup.invoices[0];
  const total = formatMoney(totalOpen({ ...setup }), language);
  const broken = setup.brokenPromise;
  return {
    service: oldest?.service ?? '',
    delivered_on: oldest?.deliveredOn ? formatDay(oldest.deliveredOn, language, 'long') : '',
    invoice_no: oldest?.number ?? '',
    invoice_count: String(setup.invoices.length),
    balance: oldest ? formatMoney(oldest.balance, language) : total,
    total_overdue: total,
    due_date: oldest ? formatDay(oldest.dueOn, language, 'long') : '',
    reference: oldest?.reference ?? '',
    cause_note: heard.causeNote ?? '',
    last_promise_amount: broken ? formatMoney(broken.amount, language) : '',
    last_promise_date: broken ? formatDay(broken.on, language, 'long') : '',
    last_promise_call_date: broken ? formatDay(broken.madeOn, language, 'long') : '',
    method: words.label(`call.method.${knownMethod(setup.caller.methods[0])}`),
  };
}

function outcomeFacts(call: Call, words: Words): Facts {
  const { setup, heard } = call;
  const { language } = setup;
  const [d1, d2] = narrowingDays(setup);
  const promise = heard.promises.at(-1);
  const followUp = formatDay(addDays(setup.today, setup.rules.maxGapDays), language, 'long');
  return {
    d1: formatDay(d1, language, 'long'),
    d2: formatDay(d2, language, 'long'),
    follow_up_date: followUp,
    promised_amount: promise?.amount ? formatMoney(promise.amount, language) : '',
    promised_date: promise?.promisedOn ? formatDay(promise.promisedOn, language, 'long') : '',
    remainder: uncovered(call).minor > 0 ? formatMoney(uncovered(call), language) : '',
    callback_at: callbackWords(call, words) ?? '',
    client_actions: clientActions(call, words),
    my_actions: myActions(call, words),
  };
}

/** Who does what by when, their side: spoken in SUMMARY, so it is one short clause an agreement (practice 000-41). */
export function clientActions(call: Call, words: Words): string {
  const pays = call.heard.promises.flatMap((draft) => payment(call.setup, draft, words));
  if (pays.length > 0) return pays.join(', ');
  if (call.heard.duplicate?.address) return words.label('call.action.look');
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
      words.label('call.action.me_callback', { day, time: formatTime(callback.minutes, setup.language) }),
    );
  }
  if (partsOf(call).length > 0 || actions.length === 0) actions.push(words.label('call.action.me_memo'));
  return actions.join(', ');
}

function payment(setup: CallSetup, draft: PromiseDraft, words: Words): string[] {
  if (draft.amount === null || draft.promisedOn === null) return [];
  const values = {
    amount: formatMoney(draft.amount, setup.language),
    day: onDay(draft.promisedOn, setup, words),
    method: words.label(`call.method.${knownMethod(draft.method)}`),
  };
  if (draft.condition !== null)
    return [words.label('call.action.pay_if', { ...values, condition: draft.condition })];
  return [words.label(draft.means === 'arrives' ? 'call.action.pay_arrives' : 'call.action.pay', values)];
}

function callbackWords({ setup, heard }: Call, words: Words): string | null {
  const callback = heard.callback;
  if (!callback?.on || callback.minutes === null) return null;
  return `${onDay(callback.on, setup, words)}, ${formatTime(callback.minutes, setup.language)}`;
}

function onDay(on: Parameters<typeof formatDay>[0], setup: CallSetup, words: Words): string {
  return words.label('call.action.day', { day: formatDay(on, setup.language, 'long') });
}

const methods = new Set(['transfer', 'card', 'cheque', 'direct_debit', 'cash', 'link']);

/** Methods are the user's own words; the usual ones have a translation, the rest counts as a transfer. */
export function knownMethod(method: string | undefined): string {
  return method !== undefined && methods.has(method) ? method : 'transfer';
}
