import { type Day, daysBetween } from '../domain/day.ts';
import { formatDay } from '../domain/day-words.ts';
import { type Dispute, isSettled } from '../domain/dispute.ts';
import type { InvoiceBalance } from '../domain/invoice.ts';
import { formatMoney, subtract } from '../domain/money.ts';
import type { Standing } from '../domain/standing.ts';
import type { Words } from '../script/words.ts';
import { showCount, showLine } from './show-line.ts';
import type { Style } from './style.ts';
import { type Column, tableLines } from './table.ts';

interface View {
  readonly words: Words;
  readonly today: Day;
  readonly output: { readonly style: Style; readonly width: number };
}

interface Row {
  readonly standing: Standing;
  readonly dispute: Dispute;
}

/** What is contested and until when to answer; what is not contested goes its way. */
export function showOpened(
  { standing, dispute }: Row,
  { invoice, balance }: InvoiceBalance,
  { words }: Pick<View, 'words'>,
): string[] {
  const { language } = words;
  const head = showLine(words, 'dispute.opened', {
    id: dispute.id,
    client: standing.client.name,
    number: invoice.number,
    amount: formatMoney(dispute.disputed, language),
    words: dispute.words,
  });
  const day = formatDay(dispute.resolveOn, language, 'long');
  const rest = subtract(balance, dispute.disputed);
  const free =
    rest.minor > 0 ? [showLine(words, 'dispute.rest', { amount: formatMoney(rest, language) })] : [];
  return [head, showLine(words, `dispute.by.${dispute.owner}`, { day }), ...free];
}

/** What was settled, and from when on the money is asked for again. */
export function showResolved({ standing, dispute }: Row, { words }: Pick<View, 'words'>): string[] {
  const { language } = words;
  const { id, closedOn, raisedOn, payOn } = dispute;
  const on = closedOn ?? raisedOn;
  const head = showCount(words, 'dispute.resolved', {
    id,
    client: standing.client.name,
    how: dispute.resolution ?? '',
    count: daysBetween(raisedOn, on),
  });
  const isLater = payOn !== null && payOn > on;
  const next = isLater
    ? showLine(words, 'dispute.pays', { day: formatDay(payOn, language, 'long') })
    : words.label('dispute.free');
  return [head, next];
}

/** Disputes as a table: number, client, amount, age against the target, whose turn it is, their words. */
export function showDisputes(rows: readonly Row[], { words, today, output }: View): string[] {
  const { language } = words;
  const cells = rows.map(({ standing, dispute }) => [
    `#${dispute.id}`,
    standing.client.name,
    formatMoney(dispute.disputed, language),
    stateOf(dispute, today, words),
    words.label(`dispute.turn.${dispute.owner}`),
    dispute.words,
  ]);
  const columns: readonly Column[] = [
    {},
    { canShrink: true },
    { align: 'right' },
    {},
    {},
    { canShrink: true },
  ];
  return tableLines(cells, columns, output.width).map((line, at) =>
    isSettled(rows[at]?.dispute ?? { closedOn: null }, today) ? output.style.dim(line) : line,
  );
}

function stateOf(dispute: Dispute, today: Day, words: Words): string {
  const { raisedOn, resolveOn, closedOn } = dispute;
  if (closedOn !== null && closedOn <= today)
    return showLine(words, 'dispute.closed', { day: formatDay(closedOn, words.language, 'numeric') });
  const target = daysBetween(raisedOn, resolveOn);
  const age = daysBetween(raisedOn, today);
  return showLine(words, today > resolveOn ? 'dispute.late' : 'dispute.age', { age, target });
}
