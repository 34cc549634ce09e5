import { addDays, addMonths } from '../domain/day.ts';
import { DunError } from '../domain/errors.ts';
import { instalments } from '../domain/instalments.ts';
import { formatMoney, money, threshold } from '../domain/money.ts';
import type { PromisedRow } from '../domain/promise-parts.ts';
import { showLine } from '../terminal/show-line.ts';
import { answer, ask, type Asked, type Heard, type Here, type LogFlags, nothingMore } from './log-hearing.ts';
import { readAmount, readChoice, readComingDay, readCount } from './read-values.ts';
import { newPromise, type Promisable, promisable, promiseAdvice } from './take-promise.ts';

/** A promise or a plan; a new day takes the place of a live promise, a condition makes an intent of it. */
export async function hearPromise(here: Here, asked: Asked): Promise<Heard> {
  const { standing, flags } = asked;
  const on = promisable(standing, here, { number: flags.invoice, isReplacing: true });
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
  const { currency } = first.amount;
  const leastMinor = threshold(rules.planMinInstalmentMinor, currency);
  const tooLong = last.promisedOn > addMonths(today, rules.planMaxMonths) ? ['log.plan.long'] : [];
  const tooMany = rows.length > rules.planMaxRows ? ['log.plan.many'] : [];
  const tooSmall = smallest < leastMinor ? ['log.plan.small'] : [];
  const tooLate = first.promisedOn > addDays(today, rules.planFirstDays) ? ['log.plan.late'] : [];
  const least = formatMoney(money(leastMinor, currency), language);
  const values = {
    months: rules.planMaxMonths,
    days: rules.planFirstDays,
    least,
    rows: rules.planMaxRows,
  };
  return [...tooLong, ...tooMany, ...tooSmall, ...tooLate].map((key) => showLine(words, key, values));
}
