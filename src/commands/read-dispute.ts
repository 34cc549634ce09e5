import type { NewDispute } from '../cli/context.ts';
import type { Day } from '../domain/day.ts';
import { disputeOwners, type DisputeType, disputeTypes, grounds } from '../domain/dispute.ts';
import { DunError } from '../domain/errors.ts';
import type { InvoiceBalance } from '../domain/invoice.ts';
import { formatMoney, type Money } from '../domain/money.ts';
import { disputeTarget } from '../domain/outcome.ts';
import type { Standing } from '../domain/standing.ts';
import { answer, type Here, oneInvoice } from './log-hearing.ts';
import { readAmount, readChoice, readComingDay } from './read-values.ts';

/** What may be said of a dispute on the command line, as typed. */
export interface DisputeFlags {
  readonly invoice?: string | undefined;
  readonly amount?: string | undefined;
  readonly words?: string | undefined;
  readonly type?: string | undefined;
  readonly owner?: string | undefined;
  readonly ground?: string | undefined;
  readonly resolveOn?: string | undefined;
  readonly payOn?: string | undefined;
}

/** The flags by the names that a command gives them, for its errors. */
export interface DisputeFlagNames {
  readonly words: string;
  readonly resolveOn: string;
}

type HereOnly = Omit<Here, 'minutes'>;

export interface ReadDispute {
  readonly dispute: NewDispute;
  readonly row: InvoiceBalance;
}

/**
 * What is contested, in their words, with the day by which it should be settled (practice C6). What is not said has its
 * usual value: all of the invoice, commercial, mine to settle, ground to be checked. DunError 2, 66, 1.
 */
export async function readDispute(
  here: HereOnly,
  standing: Standing,
  { flags, names }: { readonly flags: DisputeFlags; readonly names: DisputeFlagNames },
): Promise<ReadDispute> {
  const row = await oneInvoice(here, standing, flags.invoice);
  const words = await answer(here, { flag: names.words, text: flags.words, label: 'log.ask.words' });
  const type = choice('--type', flags.type, disputeTypes) ?? 'commercial';
  const { resolveOn: text } = flags;
  const dispute: NewDispute = {
    clientId: standing.client.id,
    invoiceId: row.invoice.id,
    callId: null,
    type,
    disputed: readDisputed(here, row, flags.amount),
    words: words.trim(),
    remedy: null,
    owner: choice('--owner', flags.owner, disputeOwners) ?? 'me',
    raisedOn: here.today,
    resolveOn:
      text === undefined
        ? await targetDay(here, standing, type)
        : readComingDay({ flag: names.resolveOn, text }, here),
    payOn: flags.payOn === undefined ? null : readComingDay({ flag: '--pay-on', text: flags.payOn }, here),
    ground: choice('--ground', flags.ground, grounds) ?? 'to_check',
  };
  return { dispute, row };
}

function choice<T extends string>(
  flag: string,
  text: string | undefined,
  choices: readonly T[],
): T | undefined {
  return text === undefined ? undefined : readChoice({ flag, text }, choices);
}

/** All that is open on the invoice, or a part of it. DunError 2 for more. */
export function readDisputed(
  { language }: Pick<Here, 'language'>,
  { invoice, balance }: InvoiceBalance,
  text: string | undefined,
): Money {
  if (text === undefined) return balance;
  const disputed = readAmount({ flag: '--amount', text }, { currency: balance.currency, whole: balance });
  if (disputed.minor <= balance.minor) return disputed;
  const amounts = { amount: formatMoney(disputed, language), open: formatMoney(balance, language) };
  throw new DunError('log.dispute_too_much', 2, { ...amounts, number: invoice.number });
}

/** When a dispute should be settled: 2 working days, 7 or 14 days, by its type (practice D1). */
async function targetDay(here: HereOnly, { client }: Standing, type: DisputeType): Promise<Day> {
  const { today, rules } = here;
  return disputeTarget(type, { today, rules, calendar: await here.calendarOf(client) });
}
