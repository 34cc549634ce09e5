import type { Context } from '../cli/context.ts';
import type { Client } from '../domain/client.ts';
import { type Day, earlier } from '../domain/day.ts';
import { formatDay } from '../domain/day-words.ts';
import { DunError } from '../domain/errors.ts';
import { fold } from '../domain/fold.ts';
import { balances, type Invoice } from '../domain/invoice.ts';
import { type Currency, EUR, formatMoney, type Money, parseCurrency, zero } from '../domain/money.ts';
import type { Standing } from '../domain/standing.ts';
import { showLine } from '../terminal/show-line.ts';
import { showEffects } from '../terminal/show-payment.ts';
import { findClient, findClientOrNone } from './find-client.ts';
import type { FoundInvoice } from './invoice.ts';
import { type AskedClient, askClient } from './ask-client.ts';
import { askValue } from './ask-value.ts';
import {
  longestName,
  longestText,
  need,
  notTooLong,
  readAmount,
  readCurrency,
  readDueDay,
  readPastDay,
  textOrNull,
} from './read-values.ts';

/** What may be said of an invoice on the command line, as typed. */
export interface InvoiceFlags {
  readonly number?: string;
  readonly amount?: string;
  readonly issued?: string;
  readonly due?: string;
  readonly service?: string;
  readonly file?: string;
  readonly currency?: string;
  readonly po?: string;
  readonly delivered?: string;
  readonly reference?: string;
}

export interface CreditFlags {
  readonly number?: string;
  readonly amount?: string;
  readonly invoice?: string;
  readonly on?: string;
}

type Services = Pick<
  Context,
  'ledger' | 'words' | 'output' | 'prompter' | 'checks' | 'files' | 'language' | 'today' | 'calendarOf'
>;

/** Records an invoice by hand; an unknown client is offered to be created on a terminal. */
export async function addInvoice(context: Services, text: string, flags: InvoiceFlags): Promise<void> {
  const { ledger, output, words, language } = context;
  const known = await clientFor(context, text);
  const usual = currencyFor(known);
  const facts = await readInvoice(context, await askMissing(context, flags, known), usual);
  const invoice = ledger.transaction(() => {
    const client = 'facts' in known ? addAsked(ledger, known) : known;
    freeNumber(context, client, facts.number);
    return { client, ...ledger.invoices.add({ clientId: client.id, ...facts }) };
  });
  const values = {
    number: invoice.number,
    client: invoice.client.name,
    amount: formatMoney(invoice.amount, language),
    due: formatDay(invoice.dueOn, language, 'long'),
  };
  output.line(showLine(words, 'invoice.added', values));
  if (invoice.file === null) output.note(showLine(words, 'invoice.no_file', values));
}

/** `f-44` and `F-44` are the same invoice to whoever reads them aloud. DunError 2. */
function freeNumber({ ledger }: Services, known: Client | AskedClient, number: string): void {
  if ('facts' in known) return;
  const { invoices } = ledger.standings.one(known.id);
  if (invoices.some((invoice) => fold(invoice.number) === fold(number)))
    throw new DunError('invoice.exists', 2, { number, client: known.name });
}

async function clientFor(context: Services, text: string): Promise<Client | AskedClient> {
  const { prompter, words } = context;
  const known = await findClientOrNone(context, text);
  if (known !== undefined) return known;
  if (!prompter.isInteractive) return findClient(context, text);
  const isWanted = await prompter.confirm({
    message: showLine(words, 'invoice.create_client', { text }),
    initial: true,
  });
  return isWanted ? askClient(context, text, {}) : findClient(context, text);
}

function addAsked({ clients }: Context['ledger'], { facts, contact }: AskedClient): Client {
  const client = clients.add(facts);
  if (contact !== undefined) clients.addContact({ ...contact, clientId: client.id });
  return client;
}

/** On a terminal the facts without which there is no invoice are asked for, one question each. */
async function askMissing(
  context: Services,
  flags: InvoiceFlags,
  known: Client | AskedClient,
): Promise<InvoiceFlags> {
  if (!context.prompter.isInteractive) return flags;
  const usual = currencyFor(known);
  const currency =
    flags.currency === undefined ? usual : readCurrency({ flag: '--currency', text: flags.currency });
  let answers = flags;
  const questions = {
    number: (text: string) => freeNumber(context, known, readNumber(text)),
    amount: (text: string) => readAmount({ flag: '--amount', text: need('--amount', text) }, { currency }),
    issued: (text: string) => (text === '' ? undefined : readPastDay({ flag: '--issued', text }, context)),
    due: (text: string) => checkedDue(context, { ...answers, due: text }),
  };
  const names = (['number', 'amount', 'due'] as const).some((name) => flags[name] === undefined)
    ? (['number', 'amount', 'issued', 'due'] as const)
    : [];
  for (const name of names) {
    if (flags[name] !== undefined) continue;
    const text = await askValue(context, { label: `invoice.ask.${name}`, read: questions[name] });
    if (text !== '') answers = { ...answers, [name]: text };
  }
  return answers;
}

/** Day of issue and last day to pay; an issue that nobody named cannot come after the due day. DunError 2. */
function checkedDue(context: Services, flags: InvoiceFlags): { issuedOn: Day; dueOn: Day } {
  const issued =
    flags.issued === undefined ? undefined : readPastDay({ flag: '--issued', text: flags.issued }, context);
  const dueOn = readDueDay({ flag: '--due', text: need('--due', flags.due) }, context, issued);
  const days = { issuedOn: issued ?? earlier(context.today, dueOn), dueOn };
  checkDays(context, days);
  return days;
}

function readNumber(text: string | undefined): string {
  return notTooLong({ flag: '--number', text: need('--number', text).trim() }, longestName);
}

type NewFacts = Omit<Invoice, 'id' | 'clientId' | 'recordedAt'>;

async function readInvoice(context: Services, flags: InvoiceFlags, usual: Currency): Promise<NewFacts> {
  const currency =
    flags.currency === undefined ? usual : readCurrency({ flag: '--currency', text: flags.currency });
  return {
    number: readNumber(flags.number),
    amount: readAmount({ flag: '--amount', text: need('--amount', flags.amount) }, { currency }),
    settledBefore: zero(currency),
    ...checkedDue(context, flags),
    deliveredOn:
      flags.delivered === undefined
        ? null
        : readPastDay({ flag: '--delivered', text: flags.delivered }, context),
    acceptedOn: null,
    service: textOrNull(notTooLong({ flag: '--service', text: flags.service ?? '' }, longestText)),
    poNumber: textOrNull(notTooLong({ flag: '--po', text: flags.po ?? '' }, longestText)),
    reference: textOrNull(notTooLong({ flag: '--reference', text: flags.reference ?? '' }, longestText)),
    iban: null,
    file: flags.file === undefined ? null : await readFile(context, flags.file),
  };
}

/** The absolute path of a copy that is there. DunError 66 otherwise. */
async function readFile({ files }: Services, typed: string): Promise<string> {
  const path = files.resolve(typed);
  if ((await files.read(path)) === undefined) throw new DunError('invoice.no_such_file', 66, { path });
  return path;
}

function checkDays(
  { language }: Pick<Context, 'language'>,
  { issuedOn, dueOn }: { issuedOn: Day; dueOn: Day },
): void {
  if (dueOn >= issuedOn) return;
  const words = { due: formatDay(dueOn, language, 'long'), issued: formatDay(issuedOn, language, 'long') };
  throw new DunError('invoice.due_before_issued', 2, { ...words, example: issuedOn });
}

const currencies: Readonly<Record<string, string>> = {
  AU: 'AUD', CA: 'CAD', CH: 'CHF', CZ: 'CZK', DK: 'DKK', GB: 'GBP', HU: 'HUF', JP: 'JPY', KW: 'KWD', MA: 'MAD',
  NO: 'NOK', NZ: 'NZD', PL: 'PLN', RO: 'RON', SE: 'SEK', TN: 'TND', US: 'USD',
}; // biome-ignore format: rows of codes

function currencyFor(known: Client | AskedClient): Currency {
  return currencyOf('facts' in known ? known.facts.country : known.country);
}

/** What clients of a country are usually invoiced in. */
function currencyOf(country: string): Currency {
  return parseCurrency(currencies[country] ?? 'EUR') ?? EUR;
}

/** Records a credit note; more than the invoice still asks for is refused, because it would lower nothing. */
export async function addCredit(context: Services, client: Client, flags: CreditFlags): Promise<void> {
  const { ledger, output, words, language, today } = context;
  const standing = ledger.standings.one(client.id);
  const rows = [...balances(standing, today).values()].filter(({ balance }) => balance.minor > 0);
  const typed = flags.invoice;
  const isNamed = ({ number }: Invoice) => typed !== undefined && fold(number) === fold(typed);
  const named = standing.invoices.find(isNamed);
  if (typed !== undefined && named === undefined) {
    throw new DunError('invoice.unknown', 66, { number: typed });
  }
  const target = rows.find(({ invoice }) => named === undefined || invoice.id === named.id);
  if (target === undefined) throw new DunError('invoice.nothing_open', 1, { client: client.name });
  const open = target.balance;
  const amount = readAmount(
    { flag: '--amount', text: need('--amount', flags.amount) },
    { currency: open.currency, whole: open },
  );
  if (named !== undefined && amount.minor > open.minor) throw tooMuch(amount, open, language);
  const note = ledger.invoices.addCreditNote({
    clientId: client.id,
    invoiceId: named?.id ?? null,
    number: readNumber(flags.number),
    reason: 'credit',
    issuedOn: flags.on === undefined ? today : readPastDay({ flag: '--on', text: flags.on }, context),
    amount,
  });
  output.line(
    showLine(words, 'invoice.credited', {
      number: note.number,
      client: client.name,
      amount: formatMoney(amount, language),
    }),
  );
  sayWhatIsLeft(context, standing);
}

/** The invoices that a credit note changed, and what is still open on them. */
function sayWhatIsLeft(context: Services, before: Standing): void {
  const after = context.ledger.standings.one(before.client.id);
  for (const line of showEffects({ before, after }, context)) context.output.line(line);
}

/** Gives up what is open on an invoice, or a part of it: the user's own decision, recorded as such. */
export async function writeOff(context: Services, found: FoundInvoice, flags: CreditFlags): Promise<void> {
  const { ledger, output, words, language, today, prompter } = context;
  const { invoice, standing } = found;
  const open = balances(standing, today).get(invoice.id)?.balance ?? zero(invoice.amount.currency);
  if (open.minor === 0) throw new DunError('invoice.nothing_open', 1, { client: standing.client.name });
  const scale = { currency: open.currency, whole: open };
  const amount =
    flags.amount === undefined ? open : readAmount({ flag: '--amount', text: flags.amount }, scale);
  if (amount.minor > open.minor) throw tooMuch(amount, open, language);
  const values = {
    number: invoice.number,
    client: standing.client.name,
    amount: formatMoney(amount, language),
  };
  const isSure =
    !prompter.isInteractive ||
    (await prompter.confirm({ message: showLine(words, 'invoice.write_off.sure', values), initial: false }));
  if (!isSure) return;
  const issuedOn = flags.on === undefined ? today : readPastDay({ flag: '--on', text: flags.on }, context);
  const fact = {
    clientId: invoice.clientId,
    invoiceId: invoice.id,
    number: invoice.number,
    issuedOn,
    amount,
  };
  ledger.invoices.addCreditNote({ ...fact, reason: 'write_off' });
  output.line(showLine(words, 'invoice.written_off', values));
  sayWhatIsLeft(context, standing);
}

function tooMuch(amount: Money, open: Money, language: Context['language']): DunError {
  return new DunError('invoice.credit_too_much', 2, {
    amount: formatMoney(amount, language),
    open: formatMoney(open, language),
  });
}
