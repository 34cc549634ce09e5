import type { Command } from 'commander';
import type { CommandHost, Context } from '../cli/context.ts';
import type { Client } from '../domain/client.ts';
import { formatDay } from '../domain/day-words.ts';
import { DunError } from '../domain/errors.ts';
import { balances, type Payment } from '../domain/invoice.ts';
import { type Currency, EUR, formatMoney, type Money, sum } from '../domain/money.ts';
import type { Standing } from '../domain/standing.ts';
import { lastSettlement } from '../domain/settlement.ts';
import { showEffects, showPayments } from '../terminal/show-payment.ts';
import { showLine } from '../terminal/show-line.ts';
import { describe } from './describe.ts';
import { findClient } from './find-client.ts';
import { tellHeldOf } from './held-messages.ts';
import { jsonMoney } from './json-values.ts';
import { need, readAmount, readPastDay, readRecordId, textOrNull } from './read-values.ts';

interface PayFlags {
  readonly invoice?: string;
  readonly on?: string;
  readonly method?: string;
  readonly reference?: string;
  readonly overpaid?: boolean;
}

export type PayOptions =
  | ({ readonly action: 'add'; readonly client?: string; readonly amount?: string } & PayFlags)
  | { readonly action: 'list'; readonly client?: string }
  | { readonly action: 'undo'; readonly id: string; readonly reason?: string };

type Services = Pick<
  Context,
  'ledger' | 'words' | 'output' | 'prompter' | 'language' | 'today' | 'isJson' | 'rules'
>;
type Run = (context: Services, options: PayOptions) => Promise<void>;

/** `dun pay CLIENT AMOUNT`, `dun pay list|undo`. */
export function registerPay(program: Command, host: CommandHost, run: Run = runPay): void {
  const pay = describe(program.command('pay [client] [amount]'), host, {
    key: 'pay',
    flags: ['--invoice <number>', '--on <day>', '--method <text>', '--reference <text>', '--overpaid'],
  });
  const start = async (options: PayOptions) => run(await host.context(), options);
  const given = (client: string | undefined) => (client === undefined ? {} : { client });
  pay.action(async (client: string | undefined, amount: string | undefined, typed: PayFlags) =>
    start({ action: 'add', ...given(client), ...(amount === undefined ? {} : { amount }), ...typed }),
  );
  describe(pay.command('list [client]'), host, { key: 'pay.list' }).action(
    async (client: string | undefined) => start({ action: 'list', ...given(client) }),
  );
  describe(pay.command('undo <id>'), host, { key: 'pay.undo', flags: ['--reason <text>'] }).action(
    async (id: string, typed: { reason?: string }) => start({ action: 'undo', id, ...typed }),
  );
}

export async function runPay(context: Services, options: PayOptions): Promise<void> {
  switch (options.action) {
    case 'add':
      return addPayment(context, options);
    case 'list':
      return listPayments(context, options.client);
    case 'undo':
      return undoPayment(context, options);
  }
}

async function addPayment(context: Services, options: PayOptions & { action: 'add' }): Promise<void> {
  const { ledger, words, output, language, today } = context;
  const client = await findClient(context, need('CLIENT', options.client));
  const before = ledger.standings.one(client.id);
  const target = targetOf(context, before, options);
  const amount = readAmount(
    { flag: 'AMOUNT', text: need('AMOUNT', options.amount) },
    { currency: target.open.currency, whole: target.open },
  );
  if (amount.minor > target.open.minor && options.overpaid !== true) throw tooMuch(amount, target, context);
  const payment = ledger.payments.add({
    clientId: client.id,
    invoiceId: target.invoiceId,
    amount,
    on: options.on === undefined ? today : readPastDay({ flag: '--on', text: options.on }, context),
    method: textOrNull(options.method),
    reference: textOrNull(options.reference),
    source: 'hand',
  });
  const values = { id: payment.id, client: client.name, amount: formatMoney(amount, language) };
  output.line(showLine(words, 'pay.added', { ...values, day: formatDay(payment.on, language, 'long') }));
  showChange(context, before, client);
  tellHeldOf(context, client.id);
}

interface Target {
  readonly invoiceId: number | null;
  readonly number: string | null;
  /** What is still owed there. */
  readonly open: Money;
  readonly client: Client;
}

/** What the money is for: the named invoice, or all that is open in the currency of the oldest due one. */
function targetOf({ today }: Services, standing: Standing, { invoice: number }: PayFlags): Target {
  const { client } = standing;
  const rows = [...balances(standing, today).values()];
  if (number !== undefined) {
    const row = rows.find(({ invoice }) => invoice.number.toLowerCase() === number.trim().toLowerCase());
    if (row === undefined)
      throw new DunError('pay.no_such_invoice', 66, { number, client: client.name, handle: client.handle });
    return { invoiceId: row.invoice.id, number: row.invoice.number, open: row.balance, client };
  }
  const open = rows.map(({ balance }) => balance).filter(({ minor }) => minor > 0);
  const currency: Currency = open[0]?.currency ?? rows.at(-1)?.balance.currency ?? EUR;
  const same = open.filter((balance) => balance.currency === currency);
  return { invoiceId: null, number: null, open: sum(same, currency), client };
}

function tooMuch(amount: Money, { open, number, client }: Target, { language }: Services): DunError {
  const values = {
    amount: formatMoney(amount, language),
    open: formatMoney(open, language),
    client: client.name,
  };
  if (open.minor === 0) return new DunError('pay.nothing_owed', 2, values);
  return number === null
    ? new DunError('pay.too_much', 2, values)
    : new DunError('pay.too_much_on', 2, { ...values, number });
}

/** What the payment did: what is still owed, and promises whose fate it changed. */
function showChange(context: Services, before: Standing, client: Client): void {
  const after = context.ledger.standings.one(client.id);
  for (const line of showEffects({ before, after }, context)) context.output.line(line);
  if (lastSettlement(after, context.today) === undefined) return;
  context.output.note(context.words.label('pay.thank', { handle: client.handle }));
}

async function listPayments(context: Services, text: string | undefined): Promise<void> {
  const { ledger, output, words, today, isJson } = context;
  const client = text === undefined ? undefined : await findClient(context, text);
  const standings = client === undefined ? ledger.standings.all() : [ledger.standings.one(client.id)];
  const rows = standings.flatMap((standing) => standing.payments.map((payment) => ({ standing, payment })));
  if (isJson) return output.json({ schema: 'dun.pay.list/1', today, items: rows.map(paymentItem) });
  if (rows.length === 0) output.note(words.label('pay.none'));
  for (const line of showPayments(rows, context)) output.line(line);
}

/** One payment in JSON documents (product 3). */
export function paymentItem({ standing, payment }: { standing: Standing; payment: Payment }) {
  const { id, on, amount, method, reference, source, reversedOn } = payment;
  const invoice = standing.invoices.find((one) => one.id === payment.invoiceId)?.number ?? null;
  const { name, handle } = standing.client;
  return {
    id,
    client: name,
    handle,
    on,
    amount: jsonMoney(amount),
    invoice,
    method,
    reference,
    source,
    reversedOn,
  };
}

async function undoPayment(context: Services, options: PayOptions & { action: 'undo' }): Promise<void> {
  const { ledger, output, words, language, today } = context;
  const id = readRecordId({ flag: 'ID', text: options.id });
  const payment = ledger.payments.list().find((one) => one.id === id);
  if (payment === undefined) throw new DunError('pay.unknown', 66, { id });
  const before = ledger.standings.one(payment.clientId);
  const values = { id, client: before.client.name, amount: formatMoney(payment.amount, language) };
  if (payment.reversedOn !== null)
    throw new DunError('pay.undone_already', 1, {
      ...values,
      day: formatDay(payment.reversedOn, language, 'long'),
    });
  ledger.payments.reverse(id, today, textOrNull(options.reason));
  output.line(showLine(words, 'pay.undone', values));
  showChange(context, before, before.client);
}
