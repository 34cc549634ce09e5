import type { AttemptOutcome, MemoKind } from '../domain/attempt.ts';
import type { Day } from '../domain/day.ts';
import { formatDay, formatTime } from '../domain/day-words.ts';
import { nextAfter } from '../domain/next-after.ts';
import type { PaymentPromise } from '../domain/promise.ts';
import type { Rules } from '../domain/rules.ts';
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
  view: { words: Words; memo: MemoKind | null; today: Day; rules: Rules },
): string[] {
  const { words, memo, today, rules } = view;
  const { name, handle } = standing.client;
  const head = showLine(words, 'log.saved', {
    client: name,
    outcome: words.label(`log.said.${outcomes[0]?.outcome ?? 'no_date'}`),
  });
  const taken = promise === undefined ? [] : showPromise(standing, promise, { words });
  // From the promised day on one looks at the account; the day to ring again is said with the promise.
  const payday =
    promise?.condition === null ? promise.parts.map((part) => part.promisedOn).toSorted()[0] : undefined;
  const steps = outcomes.map((outcome) =>
    payday === undefined
      ? nextAfter(outcome, { standing, today, rules })
      : { action: outcome.action, on: payday, at: null },
  );
  const next = [...new Set(steps.map((step) => nextLine(step, words)))];
  const write = memo === null ? [] : [showLine(words, 'log.memo', { handle })];
  return [head, ...taken, ...next, ...write];
}

function nextLine({ action, on, at }: ReturnType<typeof nextAfter>, words: Words): string {
  const day = formatDay(on, words.language, 'long');
  const when =
    at === null ? day : words.label('client.day_at', { day, time: formatTime(at, words.language) });
  return showLine(words, 'log.next', { what: words.label(`client.action.${action}`), when });
}
