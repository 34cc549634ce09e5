import type { Brief, BriefInvoice } from '../brief.ts';
import type { Calendar } from '../calendar.ts';
import { type Currency, type Money, money, sum } from '../money.ts';
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
}

/**
 * Freezes what the call will speak of. Invoices: the overdue ones that no running promise holds; when there are none,
 * whatever is open, so that a preventive call or one against a warning is possible too. `undefined`: nothing is open.
 */
export function callSetup({ brief, profile, occasion, goal, ownOpening }: SetupFacts): CallSetup | undefined {
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
    invoices: asked.map(callInvoice),
    objective: { ...goal, maxAmount: goalAmount(brief, asked, currency) },
    opening: brief.opening,
    ownOpening,
    brokenPromise: brokenPromise(brief),
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

function callInvoice({ invoice, balance }: BriefInvoice): CallInvoice {
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
    methods: profile.paymentMethods.length > 0 ? profile.paymentMethods : ['transfer'],
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
