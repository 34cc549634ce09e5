import type { Day } from './day.ts';

/** Answers already worked out for a value and a day. The value must never change: facts are read-only. */
export type AnswersByDay<T> = WeakMap<object, Map<Day, T>>;

/**
 * The answer for these facts on this day, worked out once: many rules of one list ask for the same balances, and a
 * list must be there before the user has looked up. Forgotten together with the facts.
 */
export function onceByDay<T>(ask: { answers: AnswersByDay<T>; facts: object; on: Day }, work: () => T): T {
  const byDay = ask.answers.get(ask.facts) ?? new Map<Day, T>();
  ask.answers.set(ask.facts, byDay);
  const known = byDay.get(ask.on);
  if (known !== undefined) return known;
  const found = work();
  byDay.set(ask.on, found);
  return found;
}
