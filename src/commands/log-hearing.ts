import type { Context, NewDispute, NewPromise } from '../cli/context.ts';
import type { Outcome } from '../domain/attempt.ts';
import type { Contact } from '../domain/client.ts';
import { DunError } from '../domain/errors.ts';
import { fold } from '../domain/fold.ts';
import { balances, type InvoiceBalance } from '../domain/invoice.ts';
import { formatMoney } from '../domain/money.ts';
import type { OutcomeDetails } from '../domain/outcome.ts';
import type { PaymentPromise } from '../domain/promise.ts';
import type { Standing } from '../domain/standing.ts';
import { need } from './read-values.ts';
import { type PromiseFlags, speakerOf } from './take-promise.ts';

/** What may be said of a contact on the command line, as typed. */
export interface LogFlags extends Omit<PromiseFlags, 'who'> {
  readonly outcome?: string;
  readonly contact?: string;
  readonly note?: string;
  readonly at?: string;
  readonly channel?: string;
  readonly count?: string;
  readonly every?: string;
  readonly first?: string;
  readonly type?: string;
  readonly ground?: string;
  readonly owner?: string;
  readonly hardship?: boolean;
}

/** What a contact brought, read and checked, before anything is written. */
export interface Heard {
  readonly outcome: Outcome;
  /** Invoices it was about; `null` = all. */
  readonly invoiceIds: readonly (number | null)[];
  readonly contact: Contact | undefined;
  readonly promise: NewPromise | undefined;
  readonly replaced: readonly PaymentPromise[];
  readonly dispute: NewDispute | undefined;
  readonly details: Partial<Pick<OutcomeDetails, 'agreedOn' | 'agreedAt' | 'resolveOn' | 'ground'>>;
  /** Lines for the user, none of which stops anything. */
  readonly advice: readonly string[];
}

/** The services that reading needs, at the moment of the contact. */
export type Here = Pick<
  Context,
  'words' | 'prompter' | 'language' | 'rules' | 'calendarOf' | 'ledger' | 'output' | 'today'
> & {
  readonly minutes: number;
  readonly isEarlierContact?: boolean;
};

/** The services that a question needs. */
type Asking = Pick<Here, 'prompter' | 'words' | 'language' | 'today'>;

/** The outcome to read, with its client and what was typed. */
export interface Asked {
  readonly standing: Standing;
  readonly outcome: Outcome;
  readonly flags: LogFlags;
}

/** The facts that every outcome has. */
export function nothingMore({ standing, outcome, flags }: Asked): Heard {
  const contact = speakerOf(standing, flags.contact);
  const about = { outcome, invoiceIds: [null], contact, promise: undefined, dispute: undefined };
  return { ...about, replaced: [], details: {}, advice: [] };
}

/** The open invoice it is about: named, the only one, or chosen. DunError 2, 66, or 1 when nothing is open. */
export async function oneInvoice(
  here: Asking,
  standing: Standing,
  number: string | undefined,
): Promise<InvoiceBalance> {
  const open = [...balances(standing, here.today).values()].filter(({ balance }) => balance.minor > 0);
  const { name, handle } = standing.client;
  const named =
    number === undefined ? open : open.filter(({ invoice }) => fold(invoice.number) === fold(number));
  const [only, ...others] = named;
  if (only === undefined && number !== undefined)
    throw new DunError('promise.no_such_invoice', 66, { number, client: name, handle });
  if (only === undefined) throw new DunError('promise.nothing_open', 1, { client: name, handle });
  if (others.length === 0) return only;
  if (!here.prompter.isInteractive) {
    throw new DunError('log.which_invoice', 2, {
      client: name,
      numbers: open.map(({ invoice }) => invoice.number).join(', '),
    });
  }
  const choices = open.map((row) => ({
    label: `${row.invoice.number} · ${formatMoney(row.balance, here.language)}`,
    value: row,
  }));
  return here.prompter.choose({ message: here.words.label('log.ask.invoice'), choices });
}

/** A flag's text, else the answer to a question, else DunError 2 that names the flag. */
export async function answer(
  here: Asking,
  { flag, text, label }: { readonly flag: string; readonly text: string | undefined; readonly label: string },
): Promise<string> {
  if (text !== undefined || !here.prompter.isInteractive) return need(flag, text);
  return need(flag, await ask(here, label));
}

/** One question. */
export function ask(
  { prompter, words }: Pick<Asking, 'prompter' | 'words'>,
  label: string,
  standard?: string,
): Promise<string> {
  return prompter.text({
    message: words.label(label),
    ...(standard === undefined ? {} : { initial: standard }),
  });
}
