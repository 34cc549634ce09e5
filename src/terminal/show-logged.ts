import type { AttemptOutcome, MemoKind } from '../domain/attempt.ts';
import { formatDay, formatTime } from '../domain/day-words.ts';
import type { PaymentPromise } from '../domain/promise.ts';
import type { Standing } from '../domain/standing.ts';
import type { Words } from '../script/words.ts';
import { showLine } from './show-line.ts';
import { showPromise } from './show-promise.ts';

export interface Logged {
  readonly standing: Standing;
  readonly outcomes: readonly AttemptOutcome[];
  readonly promise: PaymentPromise | undefined;
}

/** What was noted, what comes next and when, and that a memo can be written. */
export function showLogged(
  { standing, outcomes, promise }: Logged,
  view: { words: Words; memo: MemoKind | null },
): string[] {
  const { words, memo } = view;
  const { name, handle } = standing.client;
  const head = showLine(words, 'log.saved', {
    client: name,
    outcome: words.label(`log.said.${outcomes[0]?.outcome ?? 'no_date'}`),
  });
  const taken = promise === undefined ? [] : showPromise(standing, promise, { words });
  // From the promised day on one looks at the account; the day to ring again is said with the promise.
  const payday =
    promise?.condition === null ? promise.parts.map((part) => part.promisedOn).toSorted()[0] : undefined;
  const next = [
    ...new Set(
      outcomes.map((outcome) =>
        nextLine(
          payday === undefined ? outcome : { ...outcome, followUpOn: payday, followUpAt: null },
          words,
        ),
      ),
    ),
  ];
  const write = memo === null ? [] : [showLine(words, 'log.memo', { handle })];
  return [head, ...taken, ...next, ...write];
}

function nextLine({ action, followUpOn, followUpAt }: AttemptOutcome, words: Words): string {
  const day = formatDay(followUpOn, words.language, 'long');
  const when =
    followUpAt === null
      ? day
      : words.label('client.day_at', { day, time: formatTime(followUpAt, words.language) });
  return showLine(words, 'log.next', { what: words.label(`client.action.${action}`), when });
}
