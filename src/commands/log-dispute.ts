import type { Day } from '../domain/day.ts';
import type { DisputeType } from '../domain/dispute.ts';
import { DunError } from '../domain/errors.ts';
import { formatMoney } from '../domain/money.ts';
import { disputeTarget } from '../domain/outcome.ts';
import type { Standing } from '../domain/standing.ts';
import {
  answer,
  type Asked,
  type Heard,
  type Here,
  type NewDispute,
  nothingMore,
  oneInvoice,
} from './log-hearing.ts';
import { readAmount, readChoice, readComingDay } from './read-values.ts';

const disputeTypes: readonly DisputeType[] = ['administrative', 'commercial', 'technical'];

/** What is contested, in their words, with the day by which it should be settled (practice C6). */
export async function hearDispute(here: Here, asked: Asked): Promise<Heard> {
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
async function targetDay(here: Here, { client }: Standing, type: DisputeType): Promise<Day> {
  const { today, rules } = here;
  return disputeTarget(type, { today, rules, calendar: await here.calendarOf(client) });
}
