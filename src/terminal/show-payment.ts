import type { Day } from '../domain/day.ts';
import { formatDay } from '../domain/day-words.ts';
import { balances, clientCredit, type Payment } from '../domain/invoice.ts';
import { formatMoney, type Money } from '../domain/money.ts';
import { judgePromises } from '../domain/promise.ts';
import type { Standing } from '../domain/standing.ts';
import type { Words } from '../script/words.ts';
import { showLine } from './show-line.ts';
import type { Style } from './style.ts';
import { type Column, tableLines } from './table.ts';

interface View {
  readonly words: Words;
  readonly today: Day;
}

/** What a payment or its reversal changed: invoices, what is still owed, credit, promises whose fate turned. */
export function showEffects(
  { before, after }: { before: Standing; after: Standing },
  { words, today }: View,
): string[] {
  const { language } = words;
  const old = balances(before, today);
  const changed = [...balances(after, today).values()].filter(
    ({ invoice, balance }) => old.get(invoice.id)?.balance.minor !== balance.minor,
  );
  const invoices = changed.map(({ invoice, balance }) =>
    balance.minor === 0
      ? showLine(words, 'pay.settled', { number: invoice.number })
      : showLine(words, 'pay.left', { number: invoice.number, balance: formatMoney(balance, language) }),
  );
  const credit = clientCredit(after, today).map((amount) =>
    showLine(words, 'pay.credit', { amount: formatMoney(amount, language) }),
  );
  return [
    ...invoices,
    ...promiseLines(before, after, { words, today }),
    ...owedLine(after, { words, today }),
    ...credit,
  ];
}

function promiseLines(before: Standing, after: Standing, { words, today }: View): string[] {
  const old = judgePromises(before, today);
  return [...judgePromises(after, today).values()]
    .filter(({ promise, fate, received }) => {
      const was = old.get(promise.id);
      const isOver = was?.fate === fate && (fate === 'moved' || fate === 'withdrawn' || fate === 'intent');
      return !isOver && (was?.fate !== fate || was.received.minor !== received.minor);
    })
    .map(({ promise, fate, amount, received }) =>
      showLine(words, fate === 'open' ? 'pay.promise.part' : `pay.promise.${fate}`, {
        amount: formatMoney(amount, words.language),
        received: formatMoney(received, words.language),
        day: dayOf(promise.parts.at(-1)?.promisedOn, words),
      }),
    );
}

function dayOf(day: Day | undefined, { language }: Words): string {
  return day === undefined ? '' : formatDay(day, language, 'short');
}

function owedLine(standing: Standing, { words, today }: View): string[] {
  const open = [...balances(standing, today).values()]
    .map(({ balance }) => balance)
    .filter(({ minor }) => minor > 0);
  if (open.length === 0) return [showLine(words, 'pay.all_settled', { client: standing.client.name })];
  return [showLine(words, 'pay.owed', { client: standing.client.name, amount: totals(open, words) })];
}

/** Sums per currency, `1 200,00 € + £300.00`. */
export function totals(amounts: readonly Money[], { language }: Words): string {
  const sums = new Map<string, Money>();
  for (const amount of amounts) {
    const minor = (sums.get(amount.currency)?.minor ?? 0) + amount.minor;
    sums.set(amount.currency, { ...amount, minor });
  }
  return [...sums.values()].map((amount) => formatMoney(amount, language)).join(' + ');
}

/** Payments as a table: number, day, amount, client, invoice. */
export function showPayments(
  rows: readonly { standing: Standing; payment: Payment }[],
  { words, output }: { words: Words; output: { style: Style; width: number } },
): string[] {
  const { language } = words;
  const cells = rows.map(({ standing, payment }) => {
    const { id, on, amount, reversedOn } = payment;
    const invoice = standing.invoices.find((one) => one.id === payment.invoiceId)?.number;
    const undone =
      reversedOn === null
        ? ''
        : showLine(words, 'pay.reversed', { day: formatDay(reversedOn, language, 'numeric') });
    const facts = [`#${id}`, formatDay(on, language, 'numeric'), formatMoney(amount, language)];
    return [...facts, standing.client.name, [invoice, undone].filter(Boolean).join(', ')];
  });
  const columns: readonly Column[] = [{}, {}, { align: 'right' }, { canShrink: true }, {}];
  return tableLines(cells, columns, output.width).map((line, index) =>
    rows[index]?.payment.reversedOn === null ? line : output.style.dim(line),
  );
}
