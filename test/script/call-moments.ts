import fc from 'fast-check';
import type { Call, CallEvent, CallInvoice, CallSetup } from '../../src/domain/call/state.ts';
import { fits, start, step } from '../../src/domain/call/step.ts';
import { day } from '../../src/domain/day.ts';
import { EUR, money } from '../../src/domain/money.ts';
import type { Language } from '../../src/domain/profile.ts';
import { aSetup } from '../support/a-call.ts';
import { at, event } from '../support/call-events.ts';
import { ways } from '../support/call-states.ts';
import { walks } from '../support/call-walks.ts';

const [first] = aSetup().invoices;
if (first === undefined) throw new RangeError('a call without an invoice');
const invoice: CallInvoice = first;
const { contact, caller } = aSetup();

/** A service whose own words tell what the call is about: nobody but the right person may hear them. */
export const tellingService =
  'la relance de la facture F-2026-044 impayée, 840,00 € en retard, unpaid invoice';

const longContact = { ...contact, firstName: 'Marie-Christine', lastName: 'de La Rochefoucauld-Lefèvre' };
const longCaller = {
  ...caller,
  firstName: 'Maria-Guadalupe',
  lastName: 'Fernandez-Benali',
  business: 'Atelier Benali, Weber et associés',
};
const longInvoice: CallInvoice = {
  ...invoice,
  number: 'FAC-2026-000044-B',
  reference: 'RF18 FAC2 0260 0004 4B',
  service: "la refonte du catalogue d'hiver et des quatre affiches du salon de Lyon",
  balance: money(1_284_650, EUR),
};

/** What a call may know or not know: each is a call that somebody will have to hold one day. */
export const variants: Readonly<Record<string, Partial<CallSetup>>> = {
  'everything known': { steps: ['la mise en demeure'] },
  'no service': { invoices: [{ ...invoice, service: null, deliveredOn: null }] },
  'no delivery date': { invoices: [{ ...invoice, deliveredOn: null }] },
  'no phone of mine': { caller: { ...caller, phone: null } },
  'no account of mine': { caller: { ...caller, ibanLast4: null } },
  'no business of mine': { caller: { ...caller, business: '' } },
  'a name alone': { caller: { ...caller, firstName: '', lastName: 'Benali' } },
  'nobody known': { contact: { id: null, firstName: null, lastName: null, role: 'other', phone: null, email: null } },
  'late in the day': { minutes: 18 * 60 },
  'late and nobody known': {
    minutes: 18 * 60,
    contact: { ...contact, firstName: null, lastName: null, email: null },
  },
  'nobody known, a service': { contact: { ...contact, firstName: null, lastName: null } },
  'two invoices': { invoices: [invoice, { ...invoice, id: 12, number: 'F-2026-051', balance: money(30_000, EUR) }] },
  'not due yet': { invoices: [{ ...invoice, dueOn: day('2026-06-12') }] },
  'two not due yet': { invoices: [{ ...invoice, dueOn: day('2026-06-12') }, { ...invoice, id: 12, number: 'F-2026-051', dueOn: day('2026-06-02') }] },
  'one of two not due yet': { invoices: [invoice, { ...invoice, id: 12, number: 'F-2026-051', dueOn: day('2026-06-12') }] },
  'two long invoices': { invoices: [longInvoice, { ...longInvoice, id: 12, number: 'FAC-2026-000051-B' }], contact: longContact, caller: longCaller, steps: ['la remise du dossier à un commissaire de justice'] },
  'a large one': { invoices: [{ ...invoice, balance: money(1_250_000, EUR) }], steps: ['mise en demeure', 'injonction de payer'] },
  'opened on it already': { opening: 'direct' },
  'a broken promise': {
    opening: 'direct',
    brokenPromise: { amount: money(84_000, EUR), on: day('2026-05-29'), madeOn: day('2026-05-25') },
  },
  'a telling service': { invoices: [{ ...invoice, service: tellingService }] },
  'a telling contact': { contact: { ...contact, firstName: 'Service', lastName: 'Facturation' } },
}; // biome-ignore format: a row a call

export function setupOf(variant: string, change: Partial<CallSetup>): CallSetup {
  return aSetup({ ...variants[variant], ...change });
}

/** What is said of money while it is no secret; it must not stand on the screen when another voice takes the phone. */
const tellingWords = 'la facture F-2026-044 de 840,00 € est en retard';
const ownWords: ReadonlySet<string> = new Set([
  'own_text', 'topic', 'anger_trigger', 'evasive_words', 'cause_note', 'refusal_words', 'dispute_words',
]); // biome-ignore format: one row of names

/** The event with telling words in place of plain ones, wherever the record keeps words. */
export function told(one: CallEvent): CallEvent {
  if (one.type === 'note') return { ...one, text: tellingWords };
  if (one.type === 'vague' || one.type === 'object') return { ...one, words: tellingWords };
  return one.type === 'fill' && ownWords.has(one.field) && one.value !== ''
    ? { ...one, value: tellingWords }
    : one;
}

/** Every moment of a call that goes these events; what does not fit this client is left out. */
export function momentsOf(setup: CallSetup, events: readonly CallEvent[]): Call[] {
  const moments = [start(setup, at)];
  for (const one of events) {
    const call = moments.at(-1);
    if (call !== undefined && fits(call, one)) moments.push(step(call, one));
  }
  return moments;
}

/** Ways to what a straight way passes by: a second or third turn of the same state, a note, an address, a warning. */
const turns: readonly (readonly string[])[] = [
  [...ways.listen, 'n:la compta a changé de logiciel et la clé du coffre est chez le comptable en congé'],
  [...ways.evasive, ' ', ' '],
  [...ways.negotiate, ' ', ' ', ' '],
  [...ways.anger, 'insults'],
  [...ways.paid, 'other_account'],
  [...ways.plan, 'terms', 'plan_terms=each:1000'],
  [...ways.ask, 'h:lost', 'person', 'yes', ' '],
  [...ways.ask, 'h:normal'],
  [...ways.approval, 'put_through', 'name=Ana Ruiz', 'yes'],
  [...ways.gatekeeper, 'takes_message'],
  [...ways.gatekeeper, 'refuses'],
  [...ways.callback, ' ', 'agreed', ' '],
  // What was noted with the right person, and then another voice.
  [...ways.listen, 'n:noté', 'a', 'trigger', 'anger_trigger=le ton', 'h:lost', 'a'],
  [...ways.evasive, 'words', 'evasive_words=bientôt', 'j:gatekeeper', 'put_through', 'someone_else', 'takes_message'],
  [...ways.gatekeeper, 'away', 'callback_day=2026-06-04', 'callback_time=840', ' ', 'agreed'],
  [...ways.promise, 'p', 'amount=30000', 'day=2026-06-19', 'w', 'own_text=envoyer le relevé complet des trois dernières années', 'own_day=2026-06-04', 'own_time=840', 'r', 'topic=le devis du prochain site et la maquette', ' '],
]; // biome-ignore format: a row a call

/** Walks through a call, always the same ones, and the straight way to each state. */
export function journeys(count: number, seed = 7): readonly (readonly CallEvent[])[] {
  const straight = [...Object.values(ways), ...turns].map((way) => way.map(event));
  return [...straight, ...fc.sample(walks, { numRuns: count, seed }).map(({ events }) => events)];
}

/** Moments of calls with every kind of client, in one language and register. */
export function moments(
  { language, register, count }: { language: Language; register: CallSetup['register']; count: number },
  change: (one: CallEvent) => CallEvent = (one) => one,
): { readonly variant: string; readonly call: Call }[] {
  const events = journeys(count);
  // The language stays the client's: what follows is looked at in the words of that language.
  const kept = events.map((one) => one.filter(({ type }) => type !== 'language').map(change));
  return Object.keys(variants).flatMap((variant) =>
    kept.flatMap((one) =>
      momentsOf(setupOf(variant, { language, register }), one).map((call) => ({ variant, call })),
    ),
  );
}
