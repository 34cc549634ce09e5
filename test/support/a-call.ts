import type { CallSetup } from '../../src/domain/call/state.ts';
import { day } from '../../src/domain/day.ts';
import { EUR, money } from '../../src/domain/money.ts';
import { defaultRules } from '../../src/domain/rule-table.ts';

/** A set-up to vary: Tuesday 2 June 2026 in France, one invoice of 840 EUR, a known contact. */
export function aSetup(change: Partial<CallSetup> = {}): CallSetup {
  return {
    today: day('2026-06-02'),
    minutes: 615,
    currency: EUR,
    clientId: 1,
    clientName: 'Menuiserie Roussel',
    language: 'fr',
    register: 'formal',
    tone: 'friendly',
    contact: {
      id: 7,
      firstName: 'Jules',
      lastName: 'Roussel',
      role: 'owner',
      phone: '03 88 00 11 22',
      email: 'jules@roussel.example',
    },
    caller: {
      firstName: 'Nadia',
      lastName: 'Benali',
      business: 'Atelier Benali',
      phone: '06 12 34 56 78',
      ibanLast4: '0189',
      methods: ['transfer', 'card'],
    },
    invoices: [
      {
        id: 11,
        number: 'F-2026-044',
        service: 'la refonte du catalogue',
        deliveredOn: day('2026-04-28'),
        issuedOn: day('2026-04-20'),
        dueOn: day('2026-05-20'),
        balance: money(84_000, EUR),
        reference: 'F-2026-044',
        hasCopy: true,
        sentBefore: null,
      },
    ],
    objective: {
      max: '840,00 € aujourd’hui',
      min: '50 % + 7 j',
      head: '840,00 € → 50 %',
      maxAmount: money(84_000, EUR),
      maxRank: 1,
      minRank: 3,
      restBy: null,
    },
    opening: 'service_first',
    ownOpening: null,
    brokenPromise: null,
    steps: [],
    noticeDays: 8,
    hasChased: false,
    isSecondCallback: false,
    voicemailsLeft: 0,
    settledDisputes: [],
    rules: defaultRules,
    place: 'FR',
    holidays: [day('2026-07-14')],
    bankHolidays: [],
    ...change,
  };
}
