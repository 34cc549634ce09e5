import type { Day } from '../domain/day.ts';
import { formatDay } from '../domain/day-words.ts';
import { levelOf } from '../domain/level.ts';
import { formatMoney } from '../domain/money.ts';
import { isConfirmed, judgePromise, type PaymentPromise } from '../domain/promise.ts';
import type { Standing } from '../domain/standing.ts';
import type { Words } from '../script/words.ts';
import { showLine } from './show-line.ts';
import type { Style } from './style.ts';
import { type Column, tableLines } from './table.ts';

interface View {
  readonly words: Words;
  readonly today: Day;
  readonly output: { readonly style: Style; readonly width: number };
}

/** A promise just taken: amount and day as they were understood, until when to wait, when to ring again. */
export function showPromise(
  standing: Standing,
  promise: PaymentPromise,
  { words }: Pick<View, 'words'>,
): string[] {
  const { language } = words;
  const number = (invoiceId: number) => standing.invoices.find(({ id }) => id === invoiceId)?.number ?? '';
  const { name } = standing.client;
  const key = `promise.taken.${promise.condition === null ? promise.kind : 'intent'}`;
  // Where nobody is known by name, the client is not named twice.
  const head = showLine(words, promise.promiser === name ? `${key}.client` : key, {
    id: promise.id,
    who: promise.promiser,
    client: name,
    condition: promise.condition ?? '',
  });
  const rows = promise.parts.map((part) =>
    showLine(words, `promise.row.${promise.means}`, {
      amount: formatMoney(part.amount, language),
      day: formatDay(part.promisedOn, language, 'long'),
      number: number(part.invoiceId),
    }),
  );
  if (promise.condition !== null) return [head, ...rows.map((row) => `  ${row}`)];
  const days = new Map(promise.parts.map((part) => [part.promisedOn, part]));
  const waits = [...days.values()].map((part) =>
    showLine(words, 'promise.deadline', {
      deadline: formatDay(part.arrivalDeadline, language, 'long'),
      recontact: formatDay(part.recontactOn, language, 'long'),
    }),
  );
  return [head, ...rows.map((row) => `  ${row}`), ...waits.slice(0, 1)];
}

/** Promises as a table: number, amount, day, client, and what became of them. */
export function showPromises(
  rows: readonly { readonly standing: Standing; readonly promise: PaymentPromise }[],
  { words, today, output }: View,
): string[] {
  const { language } = words;
  const judged = rows.map(({ standing, promise }) => {
    const { fate, amount } = judgePromise(promise, standing, today);
    const level = levelOf(promise, standing, today);
    return { standing, promise, fate, amount, level, isInWriting: isConfirmed(promise, today) };
  });
  const hasManyClients = new Set(rows.map(({ standing }) => standing.client.id)).size > 1;
  const cells = judged.map(({ standing, promise, amount, fate, level, isInWriting }) => {
    const last = promise.parts.at(-1);
    const day = last === undefined ? '' : formatDay(last.promisedOn, language, 'short');
    const who = hasManyClients ? standing.client.name : promise.promiser;
    const what = fateText({ fate, level, isInWriting }, last?.arrivalDeadline, words);
    return [`#${promise.id}`, formatMoney(amount, language), day, what, who];
  });
  const columns: readonly Column[] = [{}, { align: 'right' }, {}, {}, { canShrink: true }];
  const ended = new Set(['kept', 'kept_late', 'moved', 'withdrawn', 'intent']);
  return tableLines(cells, columns, output.width).map((line, index) =>
    ended.has(judged[index]?.fate ?? '') ? output.style.dim(line) : line,
  );
}

function fateText(
  { fate, level, isInWriting }: { fate: string; level: number; isInWriting: boolean },
  deadline: Day | undefined,
  words: Words,
): string {
  const day = deadline === undefined ? '' : formatDay(deadline, words.language, 'short');
  const text = showLine(words, `promise.fate.${fate}`, { deadline: day });
  const told = isInWriting ? [text, words.label('promise.in_writing')] : [text];
  return [...told, ...(level > 1 ? [showLine(words, 'promise.level', { level })] : [])].join(', ');
}
