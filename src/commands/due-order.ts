import { slippage } from '../domain/aging.ts';
import type { Day } from '../domain/day.ts';
import type { DueItem, DueList, HiddenClient } from '../domain/due-list.ts';
import { formatMoney, type Money, zero } from '../domain/money.ts';
import { disputedOn } from '../domain/dispute.ts';
import { openBalances } from '../domain/history.ts';
import type { Words } from '../script/words.ts';
import { daysText } from '../terminal/due-words.ts';

/** Other priorities of practice 003-04. */
export const dueOrders = ['age', 'amount', 'slippage', 'dispute'] as const;
export type DueOrder = (typeof dueOrders)[number];

type Row = DueItem | HiddenClient;

interface At {
  readonly by: DueOrder;
  readonly today: Day;
  readonly words: Words;
}

/** The same clients, largest figure first; those with the same one keep the usual order. */
export function ordered(list: DueList, { by, today }: Omit<At, 'words'>): DueList {
  const largest = (a: Row, b: Row) => weight(b, by, today) - weight(a, by, today);
  return { ...list, items: list.items.toSorted(largest), hidden: list.hidden.toSorted(largest) };
}

/** What the list is sorted by, for the eye; the usual score says nothing then. */
export function figureText(row: Row, { by, today, words }: At): string {
  if (by === 'age') return daysText(row.daysLate, words);
  const amount = amountOf(row, by, today);
  return amount.minor === 0 ? '–' : formatMoney(amount, words.language);
}

function weight(row: Row, by: DueOrder, today: Day): number {
  return by === 'age' ? row.daysLate : amountOf(row, by, today).minor;
}

/** In the currency the client owes first; amounts of two currencies do not add up. */
function amountOf({ standing, owed }: Row, by: Exclude<DueOrder, 'age'>, today: Day): Money {
  if (by === 'amount') return owed;
  const amounts =
    by === 'slippage'
      ? slippage([standing], today)
      : openBalances(standing, today).map((row) => disputedOn(standing, row, today));
  const same = amounts.filter(({ currency }) => currency === owed.currency);
  return { ...zero(owed.currency), minor: same.reduce((minor, amount) => minor + amount.minor, 0) };
}
