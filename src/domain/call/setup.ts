import type { Brief, BriefInvoice } from '../brief.ts';
import type { CallRecords } from '../call-record.ts';
import type { Calendar } from '../calendar.ts';
import type { Day } from '../day.ts';
import { chases, heldBy, noticeDays } from '../history.ts';
import { type Currency, type Money, money, sum } from '../money.ts';
import type { Goal } from '../objective.ts';
import { keptMethod } from '../payment-method.ts';
import type { Profile } from '../profile.ts';
import type { Occasion } from '../slot.ts';
import type { CallInvoice, CallSetup } from './state.ts';

/** What the brief does not hold: who calls, the day, and the goal as it was put into words in prep. */
export interface SetupFacts {
  readonly brief: Brief;
  readonly profile: Profile;
  readonly occasion: Occasion;
  readonly goal: Pick<CallSetup['objective'], 'max' | 'min' | 'head'>;
  readonly ownOpening: string | null;
  /** What earlier calls left behind. */
  readonly records: CallRecords;
  /** Next steps the caller has ready, in their own words (setting `call.steps`). */
  readonly steps: readonly string[];
}

/**
 * Freezes what the call will speak of. Invoices: the overdue ones that no running promise holds; when there are none,
 * whatever is open, so that a preventive call or one against a warning is possible too. `undefined`: nothing is open.
 */
export function callSetup(facts: SetupFacts): CallSetup | undefined {
  const { brief, profile, occasion, goal, ownOpening, steps } = facts;
  const invoices = spokenInvoices(brief);
  const currency = invoices[0]?.balance.currency;
  if (currency === undefined) return undefined;
  const { client } = brief.standing;
  const asked = invoices.filter((one) => one.balance.currency === currency);
  return {
    today: occasion.today,
    minutes: occasion.minutes,
    currency,
    clientId: client.id,
    clientName: client.name,
    language: client.language,
    register: client.register,
    tone: toneOf(brief),
    contact: contactOf(brief),
    caller: callerOf(profile),
    invoices: asked.map((one) => callInvoice(one, facts.records)),
    objective: { ...goal, ...ranksOf(brief, occasion.today), maxAmount: goalAmount(brief, asked, currency) },
    opening: brief.opening,
    ownOpening,
    brokenPromise: brokenPromise(brief),
    steps,
    noticeDays: noticeDays(client, occasion.rules),
    ...historyOf(brief, occasion.today),
    settledDisputes: settledDisputes(brief, occasion.today),
    rules: occasion.rules,
    ...closedDays(occasion.calendar),
  };
}

function spokenInvoices({ invoices }: Brief): BriefInvoice[] {
  const free = invoices.filter(({ isHeld }) => !isHeld);
  const overdue = free.filter(({ daysPastDue }) => daysPastDue > 0);
  if (overdue.length > 0) return overdue;
  return free.length > 0 ? free : [...invoices];
}

function callInvoice({ invoice, balance }: BriefInvoice, { documents }: CallRecords): CallInvoice {
  const sent = documents.findLast(({ invoiceIds }) => invoiceIds.includes(invoice.id));
  return {
    id: invoice.id,
    number: invoice.number,
    service: invoice.service,
    deliveredOn: invoice.deliveredOn,
    issuedOn: invoice.issuedOn,
    dueOn: invoice.dueOn,
    balance,
    reference: invoice.reference ?? invoice.number,
    hasCopy: invoice.file !== null,
    sentBefore: sent === undefined ? null : { on: sent.on, to: sent.address },
  };
}

/** Pressure rises with the rung, so does the voice: friendly at first, firm from the second call, final at the trigger. */
function toneOf({ rung, standing }: Brief): CallSetup['tone'] {
  if (rung >= 4) return standing.client.relationship === 'keep' ? 'firm' : 'final';
  return rung === 3 ? 'firm' : 'friendly';
}

function contactOf({ contact, phone, email }: Brief): CallSetup['contact'] {
  return {
    id: contact?.id ?? null,
    firstName: contact?.firstName ?? null,
    lastName: contact?.lastName ?? null,
    role: contact?.role ?? 'other',
    phone,
    email,
  };
}

function callerOf(profile: Profile): CallSetup['caller'] {
  return {
    firstName: profile.firstName,
    lastName: profile.lastName,
    business: profile.business,
    phone: profile.phone,
    ibanLast4: profile.iban === null ? null : profile.iban.slice(-4),
    methods: profile.paymentMethods.length > 0 ? profile.paymentMethods.map(keptMethod) : ['transfer'],
  };
}

function goalAmount({ objective }: Brief, asked: readonly BriefInvoice[], currency: Currency): Money {
  const goal = objective?.max.amount;
  if (goal?.currency === currency) return goal;
  return sum(
    asked.map(({ balance }) => balance),
    currency,
  );
}

/** Where goal and fallback stand on the ladder of NEGOTIATE; nothing to fall back on leaves the whole ladder open. */
function ranksOf(
  { objective }: Brief,
  today: Day,
): Pick<CallSetup['objective'], 'maxRank' | 'minRank' | 'restBy'> {
  const { max, min } = objective ?? { max: null, min: null };
  return {
    maxRank: max === null ? 1 : rankOf(max, today),
    minRank: min === null ? lastRank : rankOf(min, today),
    restBy: min?.rest?.payments === 1 ? min.rest.by : null,
  };
}

const lastRank = 5;

function rankOf({ kind, by }: Goal, today: Day): number {
  if (kind === 'part_and_rest') return 3;
  if (kind === 'plan' || kind === 'signed_plan') return 4;
  if (kind === 'pay' || kind === 'undisputed_and_day' || kind === 'undisputed_and_point' || kind === 'own') {
    return by === null || by <= today ? 1 : 2;
  }
  return lastRank;
}

/** What earlier calls mean for this one: chased before, put off before, messages left on the machine. */
function historyOf(
  { standing, contact }: Brief,
  today: Day,
): Pick<CallSetup, 'hasChased' | 'isSecondCallback' | 'voicemailsLeft'> {
  const attempts = heldBy(standing, today).filter(({ outcomes }) => outcomes.length > 0);
  const reached = attempts.findLastIndex(({ reach }) => reach === 'person');
  const since = attempts.slice(reached + 1).filter(({ contactId }) => contactId === (contact?.id ?? null));
  return {
    hasChased: chases(standing, today).length > 0,
    isSecondCallback: attempts.at(-1)?.outcomes.every(({ outcome }) => outcome === 'callback') ?? false,
    voicemailsLeft: since.filter(({ outcomes }) => outcomes.some(({ outcome }) => outcome === 'voicemail'))
      .length,
  };
}

function settledDisputes({ standing }: Brief, today: Day): CallSetup['settledDisputes'] {
  const numbers = new Map(standing.invoices.map(({ id, number }) => [id, number]));
  return standing.disputes.flatMap(({ invoiceId, words, closedOn, resolution }) =>
    closedOn === null || closedOn > today
      ? []
      : [{ number: numbers.get(invoiceId) ?? '', words, on: closedOn, resolution: resolution ?? '' }],
  );
}

function brokenPromise({ promises, opening }: Brief): CallSetup['brokenPromise'] {
  const broken = promises.lastBroken;
  if (opening !== 'direct' || !broken) return null;
  return {
    amount: money(broken.amount.minor, broken.amount.currency),
    on: broken.promisedOn,
    madeOn: broken.madeOn,
  };
}

function closedDays(calendar: Calendar): Pick<CallSetup, 'place' | 'holidays' | 'bankHolidays'> {
  return {
    place: calendar.place,
    holidays: [...calendar.holidays],
    bankHolidays: [...calendar.bankHolidays],
  };
}
