import type { Context, NewPromise } from '../cli/context.ts';
import { proposedPayday } from '../domain/calendar.ts';
import { type Contact, contactName } from '../domain/client.ts';
import { type Day, daysBetween } from '../domain/day.ts';
import { formatDay } from '../domain/day-words.ts';
import { DunError } from '../domain/errors.ts';
import { fold } from '../domain/fold.ts';
import { balances, type InvoiceBalance } from '../domain/invoice.ts';
import { type Currency, EUR, formatMoney, type Money, sum } from '../domain/money.ts';
import { keptMethod } from '../domain/payment-method.ts';
import { livePromises, type PaymentPromise, type PromiseMeans } from '../domain/promise.ts';
import { type OpenAmount, type PromisedRow, promiseParts } from '../domain/promise-parts.ts';
import type { Standing } from '../domain/standing.ts';
import { showLine } from '../terminal/show-line.ts';
import { readChoice, textOrNull } from './read-values.ts';

/** What may be said of a promise on the command line, as typed. */
export interface PromiseFlags {
  readonly amount?: string;
  readonly on?: string;
  readonly means?: string;
  readonly invoice?: string;
  readonly who?: string;
  readonly method?: string;
  readonly condition?: string;
}

/** What may be promised: open invoices of one currency, oldest due first, none of them under a live promise. */
export interface Promisable {
  readonly invoices: readonly OpenAmount[];
  readonly total: Money;
  readonly currency: Currency;
  /** Live promises that the new one takes the place of. */
  readonly replaced: readonly PaymentPromise[];
}

export interface PromiseScope {
  /** Number of one invoice; else all that are open. */
  readonly number?: string | undefined;
  /** When everything is promised already, a new day replaces the old one instead of being refused. */
  readonly isReplacing?: boolean;
}

type Services = Pick<Context, 'today' | 'language' | 'rules' | 'calendarOf'>;

/**
 * The open amounts that a new promise may cover. DunError 66 for an unknown invoice, 1 when nothing is open or
 * everything is promised already: one live promise per invoice (product 4).
 */
export function promisable(
  standing: Standing,
  { today, rules }: Pick<Context, 'today' | 'rules'>,
  scope: PromiseScope,
): Promisable {
  const open = openInvoices(standing, today, scope.number);
  const live = livePromises(standing, today, rules);
  const free = open.filter(({ invoice }) => !live.has(invoice.id));
  const { client } = standing;
  if (free.length > 0) return { ...sameCurrency(free), replaced: [] };
  const held = new Map(
    open.flatMap(({ invoice }) => live.get(invoice.id) ?? []).map(({ promise }) => [promise.id, promise]),
  );
  const replaced = [...held.values()];
  if (scope.isReplacing === true) return { ...sameCurrency(open), replaced };
  throw new DunError('promise.already', 1, { client: client.name, id: replaced[0]?.id ?? 0 });
}

/** Invoices with something open, oldest due first, never none. */
function openInvoices(standing: Standing, today: Day, number: string | undefined): InvoiceBalance[] {
  const { name, handle } = standing.client;
  const all = [...balances(standing, today).values()];
  const named =
    number === undefined ? all : all.filter(({ invoice }) => fold(invoice.number) === fold(number));
  if (number !== undefined && named.length === 0) {
    throw new DunError('promise.no_such_invoice', 66, { number, client: name, handle });
  }
  const open = named.filter(({ balance }) => balance.minor > 0);
  if (open.length === 0) throw new DunError('promise.nothing_open', 1, { client: name, handle });
  return open;
}

function sameCurrency(rows: readonly InvoiceBalance[]): Omit<Promisable, 'replaced'> {
  const currency = rows[0]?.balance.currency ?? EUR;
  const same = rows.filter(({ balance }) => balance.currency === currency);
  return {
    invoices: same.map(openAmount),
    total: sum(
      same.map(({ balance }) => balance),
      currency,
    ),
    currency,
  };
}

function openAmount({ invoice, balance }: InvoiceBalance): OpenAmount {
  return { invoiceId: invoice.id, open: balance };
}

/** A promise ready to be recorded. `rows` holds one amount by one day, or the rows of a plan. */
export async function newPromise(
  context: Services,
  standing: Standing,
  said: { readonly rows: readonly PromisedRow[]; readonly on: Promisable; readonly flags: PromiseFlags },
): Promise<NewPromise> {
  const { client } = standing;
  const { rows, on, flags } = said;
  const means = readMeans(flags.means);
  checkAmount(context, said, client.name);
  const calendar = await context.calendarOf(client, on.currency);
  const speaker = speakerOf(standing, flags.who);
  return {
    clientId: client.id,
    callId: null,
    contactId: speaker?.id ?? null,
    promiser: promiserOf(standing, flags.who),
    kind: rows.length > 1 ? 'plan' : 'promise',
    madeOn: context.today,
    means,
    method: flags.method === undefined ? null : keptMethod(flags.method) || null,
    origin: 'client',
    condition: textOrNull(flags.condition),
    isAccountReadOut: false,
    isAccelerated: false,
    parts: promiseParts(rows, on.invoices, { means, rules: context.rules, calendar }),
  };
}

function checkAmount(
  { language }: Services,
  { rows, on }: { readonly rows: readonly PromisedRow[]; readonly on: Promisable },
  client: string,
): void {
  const promised = rows.reduce((minor, { amount }) => minor + amount.minor, 0);
  if (promised <= on.total.minor) return;
  const amount = formatMoney({ ...on.total, minor: promised }, language);
  throw new DunError('promise.too_much', 2, { amount, open: formatMoney(on.total, language), client });
}

function readMeans(text: string | undefined): PromiseMeans {
  return text === undefined ? 'leaves' : readChoice({ flag: '--means', text }, ['leaves', 'arrives']);
}

function promiserOf(standing: Standing, who: string | undefined): string {
  const speaker = speakerOf(standing, who);
  return textOrNull(who) ?? ((speaker && contactName(speaker)) || standing.client.name);
}

/** The contact who spoke: the one named, else the only one known. */
export function speakerOf({ contacts }: Standing, who: string | undefined): Contact | undefined {
  if (who === undefined) return contacts.length === 1 ? contacts[0] : undefined;
  const found = contacts.filter((contact) => fold(contactName(contact)).includes(fold(who)));
  return found.length === 1 ? found[0] : undefined;
}

/** What to say about the promised days without stopping: too far away, or on a day without transfers (practice C6). */
export async function promiseAdvice(
  context: Services & Pick<Context, 'words'>,
  standing: Standing,
  promise: Pick<PaymentPromise, 'parts' | 'kind'>,
): Promise<string[]> {
  const { today, rules, words, language } = context;
  const [first] = promise.parts;
  if (first === undefined) return [];
  const calendar = await context.calendarOf(standing.client, first.amount.currency);
  const days = [...new Set(promise.parts.map(({ promisedOn }) => promisedOn))];
  const closed = days
    .map((day) => ({ day, before: proposedPayday(day, calendar) }))
    .filter(({ day, before }) => before !== day && before >= today)
    .map(({ day, before }) =>
      showLine(words, 'promise.closed_day', {
        day: formatDay(day, language, 'long'),
        before: formatDay(before, language, 'long'),
      }),
    );
  const isFar = promise.kind === 'promise' && daysBetween(today, first.promisedOn) > rules.promiseMaxDays;
  const far = isFar ? [showLine(words, 'promise.far_day', { days: rules.promiseMaxDays })] : [];
  // The first says it; a line for each row of a plan would bury it.
  return [...closed.slice(0, 1), ...far];
}
