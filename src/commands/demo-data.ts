import type { Context, NewClient, NewInvoice } from '../cli/context.ts';
import { type Day, day } from '../domain/day.ts';
import { EUR, money } from '../domain/money.ts';
import type { Language } from '../domain/profile.ts';

/** The demo plays on fixed days, so that every run shows the same story: a Tuesday, ten in the morning. */
export const callMoment = '2026-06-02T10:15';
/** The client is called a second time when the promise of the first call was not kept. */
export const today = day('2026-06-02');

interface Debtor {
  readonly client: Pick<NewClient, 'handle' | 'name' | 'phone' | 'email'>;
  readonly person: {
    readonly first: string;
    readonly last: string;
    readonly phone: string;
    readonly email: string;
  };
  readonly invoice: {
    readonly number: string;
    readonly service: Readonly<Record<Language, string>>;
    readonly minor: number;
    readonly issuedOn: Day;
    readonly dueOn: Day;
  };
}

const debtors: readonly Debtor[] = [
  {
    client: {
      handle: 'roussel',
      name: 'Menuiserie Roussel',
      phone: '03 88 00 11 22',
      email: 'jules@roussel.example',
    },
    person: { first: 'Jules', last: 'Roussel', phone: '03 88 00 11 22', email: 'jules@roussel.example' },
    invoice: {
      number: 'F-2026-044',
      service: { fr: 'la refonte du catalogue', en: 'the catalogue redesign' },
      minor: 84_000,
      issuedOn: day('2026-04-20'),
      dueOn: day('2026-05-20'),
    },
  },
  {
    client: {
      handle: 'canal',
      name: 'Brasserie du Canal',
      phone: '03 88 32 45 67',
      email: 'compta@canal.example',
    },
    person: { first: 'Karim', last: 'Haddad', phone: '03 88 32 45 67', email: 'karim@canal.example' },
    invoice: {
      number: 'F-2026-047',
      service: { fr: 'les menus de printemps', en: 'the spring menus' },
      minor: 89_000,
      issuedOn: day('2026-04-27'),
      dueOn: day('2026-05-27'),
    },
  },
  {
    client: {
      handle: 'helios',
      name: 'Groupe Hélios',
      phone: '01 44 00 55 66',
      email: 'fournisseurs@helios.example',
    },
    person: { first: 'Sophie', last: 'Marchand', phone: '01 44 00 55 66', email: 'sophie@helios.example' },
    invoice: {
      number: 'F-2026-051',
      service: { fr: 'le rapport annuel', en: 'the annual report' },
      minor: 320_000,
      issuedOn: day('2026-05-18'),
      dueOn: day('2026-06-17'),
    },
  },
];

/** Fills an empty ledger with an invented freelancer and three invented clients. */
export function seedDemo({ ledger }: Pick<Context, 'ledger'>, language: Language): void {
  ledger.transaction(() => {
    ledger.profile.save({
      firstName: 'Nadia',
      lastName: 'Benali',
      business: 'Atelier Benali',
      phone: '06 12 34 56 78',
      email: 'nadia@atelier-benali.example',
      address: '4 quai des Bateliers, 67000 Strasbourg',
      country: 'FR',
      region: null,
      language,
      iban: 'FR7630006000011234567890189',
      bic: null,
      legalId: 'SIRET 000 000 000 00000',
      paymentMethods: ['transfer'],
      paymentLink: null,
      signature: null,
    });
    for (const debtor of debtors) addDebtor({ ledger }, debtor, language);
  });
}

function addDebtor(
  { ledger }: Pick<Context, 'ledger'>,
  { client, person, invoice }: Debtor,
  language: Language,
): void {
  const { id } = ledger.clients.add({
    ...client,
    kind: 'business',
    country: 'FR',
    region: null,
    language,
    register: 'formal',
    relationship: 'keep',
    staffSize: null,
    payerType: null,
  });
  ledger.clients.addContact({
    clientId: id,
    firstName: person.first,
    lastName: person.last,
    role: 'owner',
    phone: person.phone,
    extension: null,
    email: person.email,
    reachableHours: null,
    canRelease: true,
    isDecider: true,
    verifiedOn: today,
    friendlyTopics: null,
    isPhoneInvalid: false,
  });
  ledger.invoices.add(invoiceOf(id, invoice, language));
}

function invoiceOf(clientId: number, invoice: Debtor['invoice'], language: Language): NewInvoice {
  return {
    clientId,
    number: invoice.number,
    service: invoice.service[language],
    deliveredOn: invoice.issuedOn,
    acceptedOn: null,
    issuedOn: invoice.issuedOn,
    dueOn: invoice.dueOn,
    amount: money(invoice.minor, EUR),
    settledBefore: money(0, EUR),
    poNumber: null,
    reference: null,
    iban: null,
    file: null,
  };
}
