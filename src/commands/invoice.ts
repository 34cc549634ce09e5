import type { Command } from 'commander';
import type { CommandHost, Context } from '../cli/context.ts';
import { DunError } from '../domain/errors.ts';
import { balances, type Invoice, type InvoiceBalance } from '../domain/invoice.ts';
import type { Standing } from '../domain/standing.ts';
import { fold } from '../domain/fold.ts';
import { showInvoice, showInvoices } from '../terminal/show-invoice.ts';
import { describe } from './describe.ts';
import { findClient } from './find-client.ts';
import { addCredit, addInvoice, type CreditFlags, type InvoiceFlags, writeOff } from './invoice-add.ts';
import { jsonMoney } from './json-values.ts';

export type InvoiceOptions =
  | ({ readonly action: 'add'; readonly client: string } & InvoiceFlags)
  | { readonly action: 'list'; readonly client?: string; readonly open?: boolean }
  | { readonly action: 'show'; readonly number: string }
  | ({ readonly action: 'credit'; readonly client: string } & CreditFlags)
  | ({ readonly action: 'write-off'; readonly number: string } & Pick<CreditFlags, 'amount' | 'on'>);

type Services = Pick<
  Context,
  | 'ledger'
  | 'words'
  | 'output'
  | 'prompter'
  | 'checks'
  | 'files'
  | 'language'
  | 'today'
  | 'isJson'
  | 'calendarOf'
>;
type Run = (context: Services, options: InvoiceOptions) => Promise<void>;

/** `dun invoice add|list|show|credit|write-off`. */
export function registerInvoice(program: Command, host: CommandHost, run: Run = runInvoice): void {
  const invoice = describe(program.command('invoice'), host, { key: 'invoice' });
  const start = async (options: InvoiceOptions) => run(await host.context(), options);
  describe(invoice.command('add <client>'), host, {
    key: 'invoice.add',
    flags: [
      '--number <number>', '--amount <amount>', '--issued <day>', '--due <day>', '--service <text>', '--file <pdf>',
      '--currency <code>', '--po <number>', '--delivered <day>', '--reference <text>',
    ], // biome-ignore format: rows of flags
  }).action(async (client: string, typed: InvoiceFlags) => start({ action: 'add', client, ...typed }));
  describe(invoice.command('list [client]', { isDefault: true }), host, {
    key: 'invoice.list',
    flags: ['--open'],
  }).action(async (client: string | undefined, typed: { open?: boolean }) =>
    start({ action: 'list', ...(client === undefined ? {} : { client }), ...typed }),
  );
  describe(invoice.command('show <number>'), host, { key: 'invoice.show' }).action(async (number: string) =>
    start({ action: 'show', number }),
  );
  describe(invoice.command('credit <client>'), host, {
    key: 'invoice.credit',
    flags: ['--number <number>', '--amount <amount>', '--invoice <number>', '--on <day>'],
  }).action(async (client: string, typed: CreditFlags) => start({ action: 'credit', client, ...typed }));
  describe(invoice.command('write-off <number>'), host, {
    key: 'invoice.write_off',
    flags: ['--amount <amount>', '--on <day>'],
  }).action(async (number: string, typed: CreditFlags) => start({ action: 'write-off', number, ...typed }));
}

async function runInvoice(context: Services, options: InvoiceOptions): Promise<void> {
  switch (options.action) {
    case 'add':
      return addInvoice(context, options.client, options);
    case 'list':
      return listInvoices(context, options);
    case 'show':
      return showOne(context, await findInvoice(context, options.number));
    case 'credit':
      return addCredit(context, await findClient(context, options.client), options);
    case 'write-off':
      return writeOff(context, await findInvoice(context, options.number), options);
  }
}

/** An invoice with the facts of its client. */
export interface FoundInvoice {
  readonly standing: Standing;
  readonly invoice: Invoice;
}

/** The invoice of a number or a clear part of one; a picker or 66 when several clients use it, 66 when there is none. */
export async function findInvoice(
  { ledger, prompter, words }: Pick<Context, 'ledger' | 'prompter' | 'words'>,
  text: string,
): Promise<FoundInvoice> {
  const all = ledger.standings
    .all()
    .flatMap((standing) => standing.invoices.map((invoice) => ({ standing, invoice })));
  const exact = all.filter(({ invoice }) => fold(invoice.number) === fold(text));
  const found =
    exact.length > 0 ? exact : all.filter(({ invoice }) => fold(invoice.number).includes(fold(text)));
  const [only, ...others] = found;
  if (only === undefined) throw new DunError('invoice.unknown', 66, { number: text });
  if (others.length === 0) return only;
  const named = found.map((one) => ({
    label: `${one.invoice.number} (${one.standing.client.name})`,
    value: one,
  }));
  if (!prompter.isInteractive) {
    throw new DunError('invoice.ambiguous', 66, {
      number: text,
      candidates: named.map(({ label }) => label).join(', '),
    });
  }
  return prompter.choose({ message: words.label('invoice.which', { number: text }), choices: named });
}

async function listInvoices(context: Services, options: { client?: string; open?: boolean }): Promise<void> {
  const { ledger, output, words, today, isJson } = context;
  const one = options.client === undefined ? undefined : await findClient(context, options.client);
  const standings = one === undefined ? ledger.standings.all() : [ledger.standings.one(one.id)];
  const rows = standings.flatMap((standing) =>
    [...balances(standing, today).values()]
      .filter(({ balance }) => options.open !== true || balance.minor > 0)
      .map((row) => ({ client: standing.client, row })),
  );
  if (isJson) {
    const items = rows.map(({ client, row }) => ({
      client: client.name,
      handle: client.handle,
      ...invoiceItem(row),
    }));
    return output.json({ schema: 'dun.invoice.list/1', today, items });
  }
  if (rows.length === 0)
    output.note(words.label(options.open === true ? 'invoice.none_open' : 'invoice.none'));
  for (const line of showInvoices(rows, context)) output.line(line);
}

/** One invoice in JSON documents (product 3). */
export function invoiceItem({ invoice, balance, received, credited, status, daysPastDue }: InvoiceBalance) {
  const { number, service, issuedOn, dueOn, deliveredOn, poNumber, reference, file } = invoice;
  return {
    number,
    service,
    issuedOn,
    dueOn,
    deliveredOn,
    amount: jsonMoney(invoice.amount),
    received: jsonMoney(received),
    credited: jsonMoney(credited),
    balance: jsonMoney(balance),
    status,
    daysPastDue,
    poNumber,
    reference,
    file,
  };
}

function showOne(context: Services, { standing, invoice }: FoundInvoice): void {
  const { output, today, isJson } = context;
  const row = balances(standing, today).get(invoice.id);
  if (row === undefined) throw new RangeError(`invoice ${invoice.id} is not in the standing of its client`);
  const { name, handle } = standing.client;
  if (isJson)
    return output.json({ schema: 'dun.invoice.show/1', today, client: name, handle, ...invoiceItem(row) });
  for (const line of showInvoice(standing, row, context)) output.line(line);
}
