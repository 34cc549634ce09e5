import { type Day, localDay, localMinutes } from '../domain/day.ts';
import { formatDay, formatTime } from '../domain/day-words.ts';
import { formatMoney, type Money } from '../domain/money.ts';
import type { Words } from '../script/words.ts';
import { showCount, showLine } from './show-line.ts';
import { padEnd, type Style, widthOf, wrap } from './style.ts';
import { tableLines } from './table.ts';

/** One fact of a change, as the store tells it. */
interface Fact {
  readonly kind: string;
  readonly client: string | null;
  readonly text: string | null;
  readonly amount: Money | null;
  readonly on: Day | null;
}

interface Change {
  readonly what: string;
  readonly madeAt: number;
  readonly isUndone: boolean;
  readonly facts: readonly Fact[];
  readonly kept: readonly Fact[];
}

/** Facts of one kind that are named one by one; more are counted. */
const named = 3;
const gap = '  ';
const narrowestFact = 20;

/** What one change did: a head line (`key`), each fact, and the messages that nothing takes back. */
export function showUndone(change: Change, { words, key }: { words: Words; key: string }): string[] {
  const head = showLine(words, key, { command: `dun ${change.what}`, when: whenText(change.madeAt, words) });
  const facts = factLines(change.facts, words).map((line) => `  ${line}`);
  const kept = change.kept.map((fact) => keptLine(fact, words));
  return [head, ...facts, ...kept];
}

function keptLine({ text, client }: Fact, words: Words): string {
  if (text === null) return showLine(words, 'undo.kept_text', { client: client ?? '' });
  return showLine(words, 'undo.kept', { text });
}

/** Changes as a table: when, which command, what it did, and whether it was taken back. */
export function showChanges(
  changes: readonly Change[],
  { words, output }: { words: Words; output: { readonly style: Style; readonly width: number } },
): string[] {
  const rows = changes.map((change) => {
    const state = change.isUndone ? 'undone' : change.facts.length === 0 ? 'sent' : null;
    const what = summary([...change.facts, ...change.kept], words);
    const mark = state === null ? '' : words.label(`undo.state.${state}`);
    return { cells: [whenText(change.madeAt, words), `dun ${change.what}`, mark], what, change };
  });
  const hasMark = rows.some(({ cells }) => cells[2] !== '');
  const columns = hasMark ? [{}, {}, {}] : [{}, {}];
  const leads = tableLines(
    rows.map(({ cells }) => cells),
    columns,
    output.width,
  );
  const room = Math.max(narrowestFact, output.width - Math.max(0, ...leads.map(widthOf)) - gap.length);
  const lead = output.width - room;
  return rows.flatMap(({ what, change }, at) => {
    // What was done is never cut: it is what one looks for.
    const lines = wrap(what, room).map(
      (line, row) => padEnd(row === 0 ? (leads[at] ?? '') : '', lead) + line,
    );
    return change.isUndone ? lines.map(output.style.dim) : lines;
  });
}

function summary(facts: readonly Fact[], words: Words): string {
  const [first = '', ...others] = factLines(facts, words);
  return others.length === 0 ? first : `${first} ${showLine(words, 'undo.more', { count: others.length })}`;
}

function whenText(moment: number, { language }: Words): string {
  return `${formatDay(localDay(moment), language, 'short')} ${formatTime(localMinutes(moment), language)}`;
}

/** A line a fact; of a kind with more than a few, one line that counts them. What reads alike is said once. */
function factLines(facts: readonly Fact[], words: Words): string[] {
  const kinds = [...new Set(facts.map(({ kind }) => kind))];
  return kinds.flatMap((kind) => {
    const same = facts.filter((fact) => fact.kind === kind);
    const isCounted =
      words.has(`undo.count.${kind}.other`) && (same.length > named || !words.has(`undo.fact.${kind}`));
    if (isCounted) return [showCount(words, `undo.count.${kind}`, { count: same.length })];
    return [...new Set(same.map((fact) => factLine(fact, words)))];
  });
}

function factLine({ kind, client, text, amount, on }: Fact, words: Words): string {
  const { language } = words;
  // A message without a subject was no mail, but a text given for a chat or an SMS.
  const key = kind === 'message' && text === null ? 'message_text' : kind;
  return showLine(words, `undo.fact.${key}`, {
    client: client ?? '',
    text: text ?? '',
    amount: amount === null ? '' : formatMoney(amount, language),
    day: on === null ? '' : formatDay(on, language, 'short'),
  });
}
