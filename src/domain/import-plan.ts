import { type Client, type Contact, splitName, unknownContact } from './client.ts';
import { foldName, handleFor } from './client-name.ts';
import { addDays, type Day } from './day.ts';
import type { ForeignInvoice, ImportNote } from './foreign-invoice.ts';
import { emptyStanding, matchClient } from './import-match.ts';
import { balances, type CreditNote, type Invoice } from './invoice.ts';
import { formatDecimal, type Money, money, zero } from './money.ts';
import { defaultTermDays, dueFromTerms } from './payment-terms.ts';
import type { Language } from './profile.ts';
import type { Standing } from './standing.ts';

/** What an import would write for one document; `null` when there is nothing to write. */
export type ImportChange =
  | { readonly kind: 'invoice'; readonly invoice: Omit<Invoice, 'id' | 'clientId' | 'recordedAt' | 'file'> }
  | {
      readonly kind: 'credit_note';
      readonly note: Omit<CreditNote, 'id' | 'clientId' | 'invoiceId' | 'recordedAt'>;
      /** The invoice it lowers, by number; `null`: the oldest due one. */
      readonly invoiceNumber: string | null;
    }
  | { readonly kind: 'payment'; readonly invoiceId: number; readonly amount: Money };

export type ImportStatus = 'new' | 'unchanged' | 'updated' | 'credit_note';

export interface PlannedItem {
  readonly foreign: ForeignInvoice;
  readonly client: string;
  readonly handle: string;
  readonly status: ImportStatus;
  readonly dueOn: Day;
  /** Open once the plan is carried out; nothing on a credit note. */
  readonly owed: Money;
  readonly change: ImportChange | null;
}

export interface PlannedClient {
  readonly client: Omit<Client, 'id' | 'recordedAt'>;
  readonly contact: Omit<Contact, 'id' | 'clientId' | 'recordedAt'> | null;
}

export interface ImportPlan {
  readonly newClients: readonly PlannedClient[];
  /** Ways to reach a client that the ledger did not know. */
  readonly patches: readonly {
    readonly handle: string;
    readonly patch: { email?: string; phone?: string };
  }[];
  readonly items: readonly PlannedItem[];
  readonly notes: readonly ImportNote[];
}

export interface ImportContext {
  readonly today: Day;
  /** Of the profile: what a client is taken to be when the file does not say. */
  readonly country: string;
  readonly language: Language;
}

/**
 * Decides what foreign documents mean for the ledger, writing nothing. The key is client and number: what is there
 * already is left alone, but for a lower amount due, which is a payment that came in meanwhile. A credit note is never
 * a debt. `standings` are those of all clients.
 */
export function planImport(
  documents: readonly ForeignInvoice[],
  standings: readonly Standing[],
  context: ImportContext,
): ImportPlan {
  const planner = new Planner(standings, context);
  for (const document of documents) planner.add(document);
  return planner.plan();
}

/** Countries where one speaks one of our two languages with a client, whatever the profile says. */
const spoken: Readonly<Record<string, Language>> = {
  FR: 'fr',
  MC: 'fr',
  GB: 'en',
  IE: 'en',
  US: 'en',
  AU: 'en',
  NZ: 'en',
};

class Planner {
  readonly #standings: Standing[];
  readonly #context: ImportContext;
  readonly #newClients: PlannedClient[] = [];
  readonly #patches = new Map<string, { email?: string; phone?: string }>();
  readonly #items: PlannedItem[] = [];
  readonly #notes = new Map<string, string[]>();
  readonly #ownNotes: ImportNote[] = [];
  readonly #seen = new Set<string>();
  readonly #clients = new Map<string, Client>();
  readonly #named = new Map<Standing, Standing>();

  constructor(standings: readonly Standing[], context: ImportContext) {
    this.#standings = [...standings];
    this.#context = context;
  }

  add(foreign: ForeignInvoice): void {
    const client = this.#clientOf(foreign);
    const standing = this.#standings.find((one) => one.client === client);
    this.#patch(client, foreign);
    const dates = this.#datesOf(foreign);
    const about = { foreign, client: client.name, handle: client.handle, dueOn: dates.dueOn };
    const key = `${client.handle}\n${foreign.kind}\n${foreign.number}`;
    const known = standing?.invoices.find(({ number }) => number === foreign.number);
    if (this.#seen.has(key))
      this.#items.push({ ...about, status: 'unchanged', owed: foreign.amountDue, change: null });
    else if (foreign.kind === 'credit_note')
      this.#items.push({ ...about, ...this.#creditNote(foreign, standing) });
    else if (known !== undefined && standing !== undefined) {
      this.#items.push({ ...about, dueOn: known.dueOn, ...this.#knownInvoice(foreign, known, standing) });
    } else {
      this.#items.push({ ...about, ...newInvoice(foreign, dates) });
      if (dates.isGuessed) this.#note('import.note_due_guessed', foreign);
      if (foreign.issuedOn === null) this.#note('import.note_issue_guessed', foreign);
    }
    this.#seen.add(key);
  }

  plan(): ImportPlan {
    const grouped = [...this.#notes].map(([key, numbers]) => ({
      key,
      values: {
        numbers: numbers.slice(0, 8).join(', ') + (numbers.length > 8 ? ' …' : ''),
        count: numbers.length,
      },
    }));
    return {
      newClients: this.#newClients,
      patches: [...this.#patches].map(([handle, patch]) => ({ handle, patch })),
      items: this.#items,
      notes: [...grouped, ...this.#ownNotes],
    };
  }

  #clientOf(foreign: ForeignInvoice): Client {
    const name = foldName(foreign.clientName);
    const client =
      this.#clients.get(name) ?? matchClient(foreign, this.#standings) ?? this.#newClient(foreign);
    this.#clients.set(name, client);
    return client;
  }

  /** Takes its place among the known ones, so that the next document finds it; its number is no real one. */
  #newClient(foreign: ForeignInvoice): Client {
    const taken = new Set(this.#standings.map(({ client }) => client.handle));
    const country = foreign.clientCountry ?? this.#context.country;
    const isHome = country === this.#context.country;
    const facts: Omit<Client, 'id' | 'recordedAt'> = {
      handle: handleFor(foreign.clientName, taken),
      name: foreign.clientName,
      kind: 'business',
      country,
      region: null,
      language: isHome ? this.#context.language : (spoken[country] ?? this.#context.language),
      register: 'formal',
      relationship: 'keep',
      email: foreign.clientEmail,
      phone: foreign.clientPhone,
      staffSize: null,
      payerType: null,
    };
    this.#newClients.push({ client: facts, contact: contactOf(foreign) });
    const client = { ...facts, id: -this.#newClients.length, recordedAt: 0 };
    this.#standings.push(emptyStanding(client));
    return client;
  }

  #patch(client: Client, { clientEmail, clientPhone }: ForeignInvoice): void {
    const patch = { ...this.#patches.get(client.handle) };
    if (client.email === null && clientEmail !== null) patch.email ??= clientEmail;
    if (client.phone === null && clientPhone !== null) patch.phone ??= clientPhone;
    if (Object.keys(patch).length > 0) this.#patches.set(client.handle, patch);
  }

  #datesOf(foreign: ForeignInvoice): InvoiceDates {
    const issuedOn = foreign.issuedOn ?? foreign.dueOn ?? this.#context.today;
    const named = foreign.dueOn ?? dueFromTerms(issuedOn, foreign.terms ?? '');
    return { issuedOn, dueOn: named ?? addDays(issuedOn, defaultTermDays), isGuessed: named === undefined };
  }

  #creditNote(foreign: ForeignInvoice, standing: Standing | undefined): Outcome {
    const owed = zero(foreign.currency);
    const isKnown = standing?.creditNotes.some(({ number }) => number === foreign.number) === true;
    if (isKnown) return { status: 'unchanged', owed, change: null };
    if (foreign.amountDue.minor === 0) {
      this.#note('import.note_credit_used', foreign);
      return { status: 'credit_note', owed, change: null };
    }
    const issuedOn = foreign.issuedOn ?? this.#context.today;
    const note = { number: foreign.number, reason: 'credit' as const, issuedOn, amount: foreign.amountDue };
    return {
      status: 'credit_note',
      owed,
      change: { kind: 'credit_note', note, invoiceNumber: foreign.creditedNumber },
    };
  }

  #knownInvoice(foreign: ForeignInvoice, known: Invoice, standing: Standing): Outcome {
    const net = openOn(known, standing, this.#context.today);
    const unchanged: Outcome = { status: 'unchanged', owed: net, change: null };
    if (known.amount.currency !== foreign.currency) {
      this.#note('import.note_currency_changed', foreign);
      return unchanged;
    }
    if (foreign.total.minor !== known.amount.minor && foreign.amountDue.minor !== known.amount.minor) {
      this.#note('import.note_total_changed', foreign);
    }
    if (foreign.dueOn !== null && foreign.dueOn !== known.dueOn)
      this.#note('import.note_due_changed', foreign);
    if (!foreign.isDueStated) return unchanged;
    return this.#compare(foreign, known, standing) ?? unchanged;
  }

  /** What the difference between the file's open amount and the ledger's means; `undefined`: nothing. */
  #compare(foreign: ForeignInvoice, known: Invoice, standing: Standing): Outcome | undefined {
    const { today } = this.#context;
    const net = openOn(known, standing, today).minor;
    // Credit of the client that no invoice names lowers the oldest invoice here, but perhaps none in the tool.
    const gross = openOn(known, this.#withNamedCredit(standing), today).minor;
    const due = foreign.amountDue.minor;
    if (due === net || due === gross) return undefined;
    if (due < net) {
      const amount = money(net - due, foreign.currency);
      return {
        status: 'updated',
        owed: foreign.amountDue,
        change: { kind: 'payment', invoiceId: known.id, amount },
      };
    }
    if (due > gross) {
      const values = {
        number: known.number,
        here: formatDecimal(money(net, foreign.currency)),
        there: formatDecimal(foreign.amountDue),
        currency: foreign.currency,
      };
      this.#ownNotes.push({ key: 'import.note_higher', values });
    }
    return undefined;
  }

  /** Made once for each client: what is computed from a standing is remembered with it. */
  #withNamedCredit(standing: Standing): Standing {
    const made = this.#named.get(standing);
    if (made !== undefined) return made;
    const named = {
      ...standing,
      creditNotes: standing.creditNotes.filter(({ invoiceId }) => invoiceId !== null),
    };
    this.#named.set(standing, named);
    return named;
  }

  #note(key: string, { number }: ForeignInvoice): void {
    this.#notes.set(key, [...(this.#notes.get(key) ?? []), number]);
  }
}

type Outcome = Pick<PlannedItem, 'status' | 'owed' | 'change'>;

interface InvoiceDates {
  readonly issuedOn: Day;
  readonly dueOn: Day;
  readonly isGuessed: boolean;
}

function newInvoice(foreign: ForeignInvoice, { issuedOn, dueOn }: InvoiceDates): Outcome {
  const { total, amountDue, currency } = foreign;
  // More due than the total: late charges or a rounding the tool added. The larger one is the debt.
  const amount = money(Math.max(total.minor, amountDue.minor), currency);
  const invoice = {
    number: foreign.number,
    service: foreign.service,
    deliveredOn: foreign.deliveredOn,
    acceptedOn: null,
    issuedOn,
    dueOn,
    amount,
    settledBefore: money(amount.minor - amountDue.minor, currency),
    poNumber: foreign.poNumber,
    reference: foreign.reference === foreign.number ? null : foreign.reference,
    iban: foreign.iban,
  };
  return { status: 'new', owed: amountDue, change: { kind: 'invoice', invoice } };
}

function openOn(invoice: Invoice, standing: Standing, today: Day): Money {
  return balances(standing, today).get(invoice.id)?.balance ?? zero(invoice.amount.currency);
}

function contactOf({ contactName, clientEmail, clientPhone }: ForeignInvoice): PlannedClient['contact'] {
  if (contactName === null) return null;
  const bare = contactName.replace(/^(?:m|mr|mme|mlle|mrs|ms|monsieur|madame|herr|frau|dhr|mevr)\.? /i, '');
  return { ...unknownContact, ...splitName(bare), phone: clientPhone, email: clientEmail };
}
