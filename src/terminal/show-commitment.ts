import type { OwnCommitment } from '../domain/attempt.ts';
import type { Day } from '../domain/day.ts';
import { formatDay, formatTime } from '../domain/day-words.ts';
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

interface Row {
  readonly standing: Standing;
  readonly commitment: OwnCommitment;
}

/** What the user promised as a table: number, day, client, text; what is late is said, what is done is dim. */
export function showCommitments(rows: readonly Row[], { words, today, output }: View): string[] {
  const cells = rows.map(({ standing, commitment }) => [
    `#${commitment.id}`,
    dayText(commitment, words),
    stateText(commitment, today, words),
    standing.client.name,
    commitment.text,
  ]);
  const columns: readonly Column[] = [{}, {}, {}, { canShrink: true }, { canShrink: true }];
  return tableLines(cells, columns, output.width).map((line, at) =>
    isDone(rows[at]?.commitment, today) ? output.style.dim(line) : line,
  );
}

function isDone(commitment: OwnCommitment | undefined, today: Day): boolean {
  return commitment?.doneOn != null && commitment.doneOn <= today;
}

function dayText({ dueOn, dueAt }: OwnCommitment, { language }: Words): string {
  const day = formatDay(dueOn, language, 'short');
  return dueAt === null ? day : `${day} ${formatTime(dueAt, language)}`;
}

function stateText(commitment: OwnCommitment, today: Day, words: Words): string {
  const { doneOn, dueOn } = commitment;
  if (doneOn !== null && doneOn <= today)
    return showLine(words, 'done.state.done', { day: formatDay(doneOn, words.language, 'short') });
  if (dueOn < today) return words.label('done.state.late');
  return words.label(dueOn === today ? 'done.state.today' : 'done.state.open');
}
