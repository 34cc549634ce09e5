import { type Calendar, workingDayAfter } from '../calendar.ts';
import { addDays, type Day, parseDay } from '../day.ts';
import { type Money, money, share, subtract, sum } from '../money.ts';
import type {
  Call,
  CallbackDraft,
  CallSetup,
  DuplicateDraft,
  FieldName,
  Gathered,
  PromiseDraft,
} from './state.ts';

/** Nothing heard yet. */
export const nothingHeard: Gathered = {
  reach: null,
  isIdentityConfirmed: false,
  hasSpoken: false,
  isHungUp: false,
  gatekeeperSaid: null,
  voicemail: null,
  isSatisfied: null,
  askedAt: null,
  cause: null,
  causeNote: null,
  promises: [],
  callback: null,
  duplicate: null,
  evasive: [],
  isSummaryAgreed: null,
  speaker: null,
  colleague: null,
  extension: null,
  hours: null,
  newPhone: null,
  newEmail: null,
  isContactVerified: false,
  hangup: null,
  notes: [],
};

/** All that is open on the invoices of this call. */
export function totalOpen(setup: CallSetup): Money {
  return sum(
    setup.invoices.map((invoice) => invoice.balance),
    setup.currency,
  );
}

/** What no complete promise of this call covers yet. */
export function uncovered(call: Pick<Call, 'setup' | 'heard'>): Money {
  const promised = call.heard.promises.filter((draft) => draft.promisedOn !== null);
  const covered = sum(
    promised.flatMap((draft) => draft.amount ?? []),
    call.setup.currency,
  );
  return subtract(totalOpen(call.setup), covered);
}

/** The promise being taken: the last one, or a new one for the rest when the last is complete and money is left. */
export function currentPromise(heard: Gathered): PromiseDraft | undefined {
  return heard.promises.at(-1);
}

export function isComplete(draft: PromiseDraft | undefined): boolean {
  return draft !== undefined && draft.amount !== null && draft.promisedOn !== null;
}

/** Opens a promise: corrects an unfinished one or, with money left over, starts another for the rest (practice C6). */
export function openPromise(call: Call, known: Partial<PromiseDraft> = {}): Gathered {
  const { heard, setup } = call;
  const last = currentPromise(heard);
  const startsAnother = last === undefined || (isComplete(last) && uncovered(call).minor > 0);
  if (!startsAnother) return replacePromise(heard, known);
  const draft: PromiseDraft = {
    amount: null,
    promisedOn: null,
    means: 'leaves',
    method: setup.caller.methods[0] ?? 'transfer',
    isAccountReadOut: false,
    condition: null,
    origin: 'client',
    ...known,
  };
  return { ...heard, promises: [...heard.promises, draft] };
}

/** Changes the promise being taken. */
export function replacePromise(heard: Gathered, change: Partial<PromiseDraft>): Gathered {
  const last = currentPromise(heard);
  if (last === undefined) return heard;
  return { ...heard, promises: [...heard.promises.slice(0, -1), { ...last, ...change }] };
}

/** The method after this one in the caller's list, round and round. */
export function nextMethod(setup: CallSetup, method: string): string {
  const methods = setup.caller.methods.length > 0 ? setup.caller.methods : ['transfer'];
  return methods[(methods.indexOf(method) + 1) % methods.length] ?? 'transfer';
}

const emptyCallback: CallbackDraft = { on: null, minutes: null, who: null, phone: null };
const emptyDuplicate: DuplicateDraft = { address: null, isReceived: false };

type Fill = (heard: Gathered, value: string, setup: CallSetup) => Gathered;

const callbackWith = (heard: Gathered, change: Partial<CallbackDraft>): Gathered => ({
  ...heard,
  callback: { ...(heard.callback ?? emptyCallback), ...change },
});

/** How each typed value enters the record. Values are canonical: minor units, `YYYY-MM-DD`, minutes since midnight. */
const fills: Readonly<Record<FieldName, Fill>> = {
  amount: (heard, value, setup) => replacePromise(heard, { amount: money(Number(value), setup.currency) }),
  day: (heard, value) => replacePromise(heard, { promisedOn: dayOrNull(value) }),
  condition: (heard, value) => replacePromise(heard, { condition: value === '' ? null : value }),
  callback_day: (heard, value) => callbackWith(heard, { on: dayOrNull(value) }),
  callback_time: (heard, value) => callbackWith(heard, { minutes: Number(value) }),
  callback_who: (heard, value) => callbackWith(heard, { who: value }),
  callback_phone: (heard, value) => callbackWith(heard, { phone: value }),
  address: (heard, value) => ({
    ...heard,
    duplicate: { ...(heard.duplicate ?? emptyDuplicate), address: value },
  }),
  name: (heard, value) => ({
    ...heard,
    speaker: { phone: null, role: 'other', ...heard.speaker, name: value },
  }),
  extension: (heard, value) => ({ ...heard, extension: value }),
  hours: (heard, value) => ({ ...heard, hours: value }),
  phone: (heard, value) => ({ ...heard, newPhone: value, isContactVerified: true }),
  email: (heard, value) => ({ ...heard, newEmail: value, isContactVerified: true }),
  colleague: (heard, value) => ({ ...heard, colleague: value }),
  cause_note: (heard, value) => ({ ...heard, causeNote: value === '' ? heard.causeNote : value }),
  note: (heard) => heard,
};

export function fill(call: Call, field: FieldName, value: string): Gathered {
  return fills[field](call.heard, value, call.setup);
}

/** Half of what is open, the usual part asked for at once (`min_part_now`, practice D1). */
export function partNow(call: Call): Money {
  return share(uncovered(call), call.setup.rules.minPartNowPercent);
}

/** The two days that rung 2 of the evasive ladder offers: close, and within the week (practice C6). */
export function narrowingDays(setup: CallSetup): readonly [Day, Day] {
  const calendar = calendarOf(setup);
  const first = workingDayAfter(setup.today, calendar);
  return [first, workingDayAfter(addDays(first, 1), calendar)];
}

/** The closed days that were known when dialling started, as the rules want them. */
export function calendarOf(setup: CallSetup): Calendar {
  return {
    place: setup.place,
    holidays: new Set(setup.holidays),
    bankHolidays: new Set(setup.bankHolidays),
  };
}

function dayOrNull(value: string): Day | null {
  return parseDay(value) ?? null;
}
