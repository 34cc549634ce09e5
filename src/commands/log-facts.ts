import type { Context } from '../cli/context.ts';
import type { Outcome } from '../domain/attempt.ts';
import { addWorkingDays, rollBack } from '../domain/calendar.ts';
import type { Contact } from '../domain/client.ts';
import { addDays, addMonths, type Day } from '../domain/day.ts';
import type { Dispute, DisputeType } from '../domain/dispute.ts';
import { DunError } from '../domain/errors.ts';
import { fold } from '../domain/fold.ts';
import { instalments } from '../domain/instalments.ts';
import { balances, type InvoiceBalance } from '../domain/invoice.ts';
import { formatMoney } from '../domain/money.ts';
import type { OutcomeDetails } from '../domain/outcome.ts';
import type { PaymentPromise } from '../domain/promise.ts';
import type { PromisedRow } from '../domain/promise-parts.ts';
import type { Standing } from '../domain/standing.ts';
import { showLine } from '../terminal/show-line.ts';
import {
  need,
  readAmount,
  readChoice,
  readComingDay,
  readCount,
  readMoment,
  readPastDay,
} from './read-values.ts';
import {
  newPromise,
  type NewPromise,
  type Promisable,
  promisable,
  promiseAdvice,
  type PromiseFlags,
  speakerOf,
} from './take-promise.ts';

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

/** Outcomes by the name one types. */
export const outcomeNames: Readonly<Record<string, Outcome>> = {
  promise: 'promise', plan: 'plan', duplicate: 'duplicate_sent', dispute: 'dispute', approval: 'approval',
  callback: 'callback', voicemail: 'voicemail', 'no-answer': 'no_answer', paid: 'paid_claimed', 'no-date': 'no_date',
  refusal: 'refusal', insolvency: 'insolvency', busy: 'busy', 'bad-number': 'bad_number', message: 'message_left',
  angry: 'angry', distress: 'distress',
}; // biome-ignore format: rows of names

type NewDispute = Omit<Dispute, 'id' | 'recordedAt' | 'closedOn' | 'resolution'>;

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

type Here = Pick<
  Context,
  'words' | 'prompter' | 'language' | 'rules' | 'calendarOf' | 'ledger' | 'output' | 'today'
> & {
  readonly minutes: number;
};

interface Asked {
  readonly standing: Standing;
  readonly outcome: Outcome;
  readonly flags: LogFlags;
}

/** Reads the facts an outcome needs from flags, and from questions on a terminal where a flag is missing. DunError 2, 66. */
export async function readHeard(here: Here, asked: Asked): Promise<Heard> {
  if (asked.outcome === 'promise' || asked.outcome === 'plan') return hearPromise(here, asked);
  return asked.outcome === 'dispute' ? hearDispute(here, asked) : hearPlain(here, asked);
}

function nothingMore({ standing, outcome, flags }: Asked): Heard {
  const contact = speakerOf(standing, flags.contact);
  const about = { outcome, invoiceIds: [null], contact, promise: undefined, dispute: undefined };
  return { ...about, replaced: [], details: {}, advice: [] };
}

async function hearPromise(here: Here, asked: Asked): Promise<Heard> {
  const { standing, flags } = asked;
  const on = promisable(standing, here.today, { number: flags.invoice, isReplacing: true });
  const rows =
    asked.outcome === 'plan' ? await planRows(here, flags, on) : [await promisedRow(here, flags, on)];
  const said = { ...flags, ...(flags.contact === undefined ? {} : { who: flags.contact }) };
  const promise = await newPromise(here, standing, { rows, on, flags: said });
  const advice = [
    ...(await promiseAdvice(here, standing, promise)),
    ...(asked.outcome === 'plan' ? planAdvice(here, rows) : []),
  ];
  const invoiceIds = [...new Set(promise.parts.map(({ invoiceId }) => invoiceId))];
  const outcome = promise.condition === null ? asked.outcome : 'intent';
  const { replaced } = on;
  return { ...nothingMore(asked), outcome, invoiceIds, promise, replaced, advice };
}

async function promisedRow(here: Here, flags: LogFlags, on: Promisable): Promise<PromisedRow> {
  const day = await answer(here, { flag: '--on', text: flags.on, label: 'log.ask.on' });
  const amount =
    flags.amount ?? (here.prompter.isInteractive ? await ask(here, 'log.ask.amount', 'all') : 'all');
  return {
    amount: readAmount({ flag: '--amount', text: amount }, { currency: on.currency, whole: on.total }),
    promisedOn: readComingDay({ flag: '--on', text: day }, here),
  };
}

async function planRows(here: Here, flags: LogFlags, on: Promisable): Promise<PromisedRow[]> {
  const isCounted = flags.count !== undefined || flags.amount !== undefined;
  const count = isCounted
    ? flags.count
    : await answer(here, { flag: '--count', text: undefined, label: 'log.ask.count' });
  const first = await answer(here, {
    flag: '--first',
    text: flags.first ?? flags.on,
    label: 'log.ask.first',
  });
  const rows = instalments(on.total, {
    first: readComingDay({ flag: '--first', text: first }, here),
    every:
      flags.every === undefined
        ? 'month'
        : readChoice({ flag: '--every', text: flags.every }, ['week', 'month']),
    count: count === undefined ? undefined : readCount({ flag: '--count', text: count }, { from: 2, to: 60 }),
    each:
      flags.amount === undefined
        ? undefined
        : readAmount({ flag: '--amount', text: flags.amount }, { currency: on.currency, whole: on.total }),
  });
  if (rows === undefined || rows.length > 60) {
    throw new DunError('log.no_plan', 2, {
      total: formatMoney(on.total, here.language),
      rows: rows?.length ?? 1,
    });
  }
  return rows;
}

/** A plan is written down as agreed; what makes plans fail is said (practice B11, C6). */
function planAdvice({ rules, words, today, language }: Here, rows: readonly PromisedRow[]): string[] {
  const [first] = rows;
  const last = rows.at(-1);
  if (first === undefined || last === undefined) return [];
  const smallest = rows
    .slice(0, -1)
    .reduce((least, { amount }) => Math.min(least, amount.minor), first.amount.minor);
  const tooLong = last.promisedOn > addMonths(today, rules.planMaxMonths) ? ['log.plan.long'] : [];
  const tooSmall = smallest < rules.planMinInstalmentMinor ? ['log.plan.small'] : [];
  const tooLate = first.promisedOn > addDays(today, rules.planFirstDays) ? ['log.plan.late'] : [];
  const least = formatMoney(
    { minor: rules.planMinInstalmentMinor, currency: first.amount.currency },
    language,
  );
  const values = { months: rules.planMaxMonths, days: rules.planFirstDays, least };
  return [...tooLong, ...tooSmall, ...tooLate].map((key) => showLine(words, key, values));
}

const disputeTypes: readonly DisputeType[] = ['administrative', 'commercial', 'technical'];

async function hearDispute(here: Here, asked: Asked): Promise<Heard> {
  const { standing, flags } = asked;
  const row = await oneInvoice(here, standing, flags.invoice);
  const words = await answer(here, { flag: '--note', text: flags.note, label: 'log.ask.words' });
  const type =
    flags.type === undefined ? 'commercial' : readChoice({ flag: '--type', text: flags.type }, disputeTypes);
  const scale = { currency: row.balance.currency, whole: row.balance };
  const disputed =
    flags.amount === undefined ? row.balance : readAmount({ flag: '--amount', text: flags.amount }, scale);
  if (disputed.minor > row.balance.minor) {
    const amounts = {
      amount: formatMoney(disputed, here.language),
      open: formatMoney(row.balance, here.language),
    };
    throw new DunError('log.dispute_too_much', 2, { ...amounts, number: row.invoice.number });
  }
  const ground =
    flags.ground === undefined
      ? 'to_check'
      : readChoice({ flag: '--ground', text: flags.ground }, ['yes', 'no', 'to_check']);
  const resolveOn =
    flags.on === undefined
      ? await targetDay(here, standing, type)
      : readComingDay({ flag: '--on', text: flags.on }, here);
  const owner =
    flags.owner === undefined
      ? 'me'
      : readChoice({ flag: '--owner', text: flags.owner }, ['me', 'client', 'other']);
  const about = {
    clientId: standing.client.id,
    invoiceId: row.invoice.id,
    callId: null,
    raisedOn: here.today,
  };
  const dispute: NewDispute = {
    ...about,
    type,
    disputed,
    words: words.trim(),
    remedy: null,
    owner,
    resolveOn,
    payOn: null,
    ground,
  };
  return { ...nothingMore(asked), invoiceIds: [row.invoice.id], dispute, details: { resolveOn, ground } };
}

/** When a dispute should be settled: 2 working days, 7 or 14 days, by its type (practice D1). */
async function targetDay({ today, calendarOf }: Here, standing: Standing, type: DisputeType): Promise<Day> {
  const calendar = await calendarOf(standing.client);
  if (type === 'administrative') return addWorkingDays(today, 2, calendar);
  return rollBack(addDays(today, type === 'commercial' ? 7 : 14), calendar, today);
}

async function oneInvoice(
  here: Here,
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

async function hearPlain(here: Here, asked: Asked): Promise<Heard> {
  const { standing, outcome, flags } = asked;
  const invoiceIds =
    flags.invoice === undefined ? [null] : [(await oneInvoice(here, standing, flags.invoice)).invoice.id];
  return { ...nothingMore(asked), invoiceIds, details: await dayDetails(here, outcome, flags) };
}

/** The day, and for appointments the hour, that goes with an outcome. */
async function dayDetails(here: Here, outcome: Outcome, flags: LogFlags): Promise<Heard['details']> {
  const ground =
    flags.ground === undefined
      ? {}
      : { ground: readChoice({ flag: '--ground', text: flags.ground }, ['yes', 'no', 'to_check']) };
  const on =
    outcome === 'callback'
      ? await answer(here, { flag: '--on', text: flags.on, label: 'log.ask.callback' })
      : flags.on;
  if (on === undefined) return ground;
  if (outcome === 'paid_claimed')
    return { ...ground, agreedOn: readPastDay({ flag: '--on', text: on }, here) };
  const moment = readMoment({ flag: '--on', text: on }, here);
  return { ...ground, agreedOn: moment.on, ...(moment.at === null ? {} : { agreedAt: moment.at }) };
}

/** A flag's text, else the answer to a question, else DunError 2 that names the flag. */
async function answer(
  here: Here,
  { flag, text, label }: { readonly flag: string; readonly text: string | undefined; readonly label: string },
): Promise<string> {
  if (text !== undefined || !here.prompter.isInteractive) return need(flag, text);
  return need(flag, await ask(here, label));
}

function ask({ prompter, words }: Here, label: string, standard?: string): Promise<string> {
  return prompter.text({
    message: words.label(label),
    ...(standard === undefined ? {} : { initial: standard }),
  });
}
