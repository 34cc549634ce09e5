import fc from 'fast-check';
import { fieldTable } from '../../src/domain/call/field-table.ts';
import type { FieldKind } from '../../src/domain/call/field-table.ts';
import type { Call, CallEvent, CallInvoice, CallSetup, FieldName } from '../../src/domain/call/state.ts';
import { fits, start, step } from '../../src/domain/call/step.ts';
import { choicesOf, stateNames } from '../../src/domain/call/table.ts';
import { EUR, money } from '../../src/domain/money.ts';
import { aSetup } from './a-call.ts';
import { at, event } from './call-events.ts';
import { ways } from './call-states.ts';

/** One, two and three invoices; large ones with ready steps; a broken promise and messages left before. */
export const setups: readonly CallSetup[] = [
  aSetup(),
  aSetup({ invoices: invoicesOf(84_000, 30_000) }),
  aSetup({ invoices: invoicesOf(1, 333_33, 1_000_00), opening: 'direct', voicemailsLeft: 2 }),
  aSetup({ invoices: invoicesOf(2_500_00), steps: ['mise en demeure', 'injonction de payer'] }),
];

function invoicesOf(...balances: number[]): CallInvoice[] {
  return balances.flatMap((minor, index) =>
    aSetup().invoices.map((invoice) => ({
      ...invoice,
      id: 11 + index,
      number: `F-2026-0${44 + index}`,
      balance: money(minor, EUR),
    })),
  );
}

/** Canonical texts a field of each kind may hold: what the screen would have let through. */
const values: Readonly<Record<Exclude<FieldKind, 'option'>, readonly string[]>> = {
  text: ['la compta'],
  'text?': ['la compta', ''],
  firm_text: ['envoyer le relevé'],
  amount: ['1', '5000', '30000', '84000'],
  'amount?': ['', '30000'],
  day: ['2026-06-02', '2026-06-04', '2026-07-14'],
  'day?': ['', '2026-06-30'],
  promised_day: ['2026-06-02', '2026-06-05', '2026-06-30'],
  past_day: ['2026-05-29', '2026-06-02'],
  'past_day?': ['', '2026-05-20'],
  time: ['0', '840'],
  'time?': ['', '1020'],
  email: ['compta@roussel.example'],
  phone: ['03 88 00 11 23'],
  account: ['0189', '4444', ''],
  plan_terms: ['count:2', 'count:3', 'count:60', 'each:1000', 'each:20000'],
  plan_row: ['0:amount:30000', '0:day:2026-07-20', '1:amount:7', '2:amount:999999'],
  name: ['Ana Ruiz', 'Paul Weber'],
};

function fillings(field: FieldName): string[] {
  const { kind, options } = fieldTable[field];
  const texts = kind === 'option' ? (options ?? []) : values[kind];
  return texts.map((value) => `${field}=${value}`);
}

/** What may happen next, by kind, so that one kind with many members does not crowd out the others. */
const kinds: readonly ((call: Call) => readonly string[])[] = [
  ({ asking: [field] }) => (field === undefined ? [] : fillings(field)),
  (call) => choicesOf(call).map(({ name }) => name),
  () => [' ', 'leave', 'b'],
  () => stateNames().map((state) => `j:${state}`),
  () => ['w', 'r', 'm:tense', 'l:en', 'e:a@b.example', 'n:une note', '~bientôt'],
  () => [
    'o:cash_tight',
    'o:not_me',
    'o:so_much_a_month',
    'o:=trop cher',
    'worked',
    'not_yet',
    'branch',
    'dismiss',
  ],
  () => ['f:11', 'f:12', 'f:12,13', 'f:'],
  () => ['h:normal', 'h:lost', 'h:cut', 'h:ended'],
];

/** Weights: what is asked is mostly answered; hanging up is rare, or no walk gets far. */
const order = [0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 3, 3, 4, 5, 6, 7] as const;

/** Of the kind wanted, or of one that has something to offer here, what fits. */
function candidates(call: Call, wanted: number): CallEvent[] {
  for (const of of [kinds[wanted], ...kinds]) {
    const fitting = (of?.(call) ?? []).map(event).filter((one) => fits(call, one));
    if (fitting.length > 0) return fitting;
  }
  return [];
}

/** Where a walk begins: mostly in the middle of a conversation. */
const beginnings: readonly (readonly string[])[] = [
  ...Object.values(ways),
  ...Object.values(ways).filter((way) => way.length > 4),
  ways.listen,
];

export interface Walk {
  readonly setup: CallSetup;
  readonly events: readonly CallEvent[];
  readonly call: Call;
}

const steps = fc.array(fc.tuple(fc.nat(order.length - 1), fc.nat(1_000)), { maxLength: 50, size: 'max' });

/** Any walk through a call: at each step one of the events that fit there. */
export const walks: fc.Arbitrary<Walk> = fc
  .record({ setup: fc.constantFrom(...setups), begin: fc.constantFrom(...beginnings), steps })
  .map(({ setup, begin, steps: taken }) => {
    const events: CallEvent[] = [];
    let call = start(setup, at);
    const take = (next: CallEvent): void => {
      events.push(next);
      call = step(call, next);
    };
    for (const one of begin.map(event)) if (fits(call, one)) take(one);
    for (const [kind, member] of taken) {
      const possible = candidates(call, order[kind] ?? 0);
      const next = possible[member % Math.max(1, possible.length)];
      if (!next) break;
      take(next);
    }
    return { setup, events, call };
  });
