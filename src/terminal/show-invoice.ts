import type { Client } from '../domain/client.ts';
import { isSettled } from '../domain/dispute.ts';
import type { Day } from '../domain/day.ts';
import { formatDay } from '../domain/day-words.ts';
import type { InvoiceBalance } from '../domain/invoice.ts';
import { formatMoney } from '../domain/money.ts';
import { judgePromises } from '../domain/promise.ts';
import type { Standing } from '../domain/standing.ts';
import type { Words } from '../script/words.ts';
import { showCount, showLine } from './show-line.ts';
import { padEnd, show, type Style } from './style.ts';
import { type Column, tableLines } from './table.ts';

interface View {
  readonly words: Words;
  readonly today: Day;
  readonly output: { readonly style: Style; readonly width: number };
}

/** Invoices as a table: number, what is open, when it is or was due, client. */
export function showInvoices(
  rows: readonly { readonly client: Client; readonly row: InvoiceBalance }[],
  view: View,
): string[] {
  const { words, output } = view;
  const hasManyClients = new Set(rows.map(({ client }) => client.id)).size > 1;
  const cells = rows.map(({ client, row }) => [
    row.invoice.number,
    formatMoney(row.balance, words.language),
    statusText(row, view),
    (hasManyClients ? client.name : row.invoice.service) ?? '',
  ]);
  const columns: readonly Column[] = [{}, { align: 'right' }, {}, { canShrink: true }];
  const lines = tableLines(cells, columns, output.width);
  return lines.map((line, index) => (rows[index]?.row.status === 'paid' ? output.style.dim(line) : line));
}

/** `échue le 20 mai 2026, 14 jours de retard`, `réglée`, `à régler le …`. */
function statusText(
  { invoice, status, daysPastDue }: InvoiceBalance,
  { words }: Pick<View, 'words'>,
): string {
  const due = formatDay(invoice.dueOn, words.language, 'numeric');
  if (status === 'paid') return showLine(words, 'invoice.status.paid');
  if (daysPastDue === 0) return showLine(words, 'invoice.status.not_due', { due });
  return showCount(words, 'invoice.status.late', { due, count: daysPastDue });
}

/** One invoice: what it asks for, what came, what is promised and contested. */
export function showInvoice(standing: Standing, row: InvoiceBalance, view: View): string[] {
  const { words, today } = view;
  const { invoice } = row;
  const { language } = words;
  const day = (value: Day | null) => (value === null ? null : formatDay(value, language, 'long'));
  const credited = row.credited.minor === 0 ? null : formatMoney(row.credited, language);
  const facts: readonly (readonly [string, string | null])[] = [
    ['client', standing.client.name],
    ['service', invoice.service],
    ['amount', formatMoney(invoice.amount, language)],
    ['received', row.received.minor === 0 ? null : formatMoney(row.received, language)],
    ['credited', credited],
    ['balance', `${formatMoney(row.balance, language)} · ${statusText(row, view)}`],
    ['issued', day(invoice.issuedOn)],
    ['due', day(invoice.dueOn)],
    ['delivered', day(invoice.deliveredOn)],
    ['po', invoice.poNumber],
    ['reference', invoice.reference],
    ['file', invoice.file],
  ];
  const lines = facts
    .filter((fact): fact is readonly [string, string] => fact[1] !== null)
    .map(
      ([name, value]) =>
        view.output.style.dim(padEnd(words.label(`invoice.field.${name}`), 18)) + show(value, 200),
    );
  const promises = [...judgePromises(standing, today).values()].flatMap(({ promise, rows }) =>
    rows
      .filter(({ part }) => part.invoiceId === invoice.id)
      .map(({ part, fate }) =>
        showLine(words, 'invoice.promised', {
          id: promise.id,
          amount: formatMoney(part.amount, language),
          day: formatDay(part.promisedOn, language, 'long'),
          fate: words.label(`promise.fate.${fate}`, {
            deadline: formatDay(part.arrivalDeadline, language, 'short'),
          }),
        }),
      ),
  );
  const disputes = standing.disputes
    .filter(({ invoiceId }) => invoiceId === invoice.id)
    .map((dispute) =>
      showLine(words, isSettled(dispute, today) ? 'invoice.was_disputed' : 'invoice.disputed', {
        amount: formatMoney(dispute.disputed, language),
        words: dispute.words,
      }),
    );
  return [show(invoice.number, 60), ...lines, ...promises, ...disputes];
}
