import type { Day } from './day.ts';

/**
 * Closed days of one place, as a value: the rules never load a library. `src/calendars` builds it.
 * Week-ends are not listed; the functions of this module know them.
 */
export interface Calendar {
  /** ISO country, and region where it matters: `FR`, `FR-57`, `GB-SCT`. */
  readonly place: string;
  /** Public holidays: no calls, no working day. */
  readonly holidays: ReadonlySet<Day>;
  /** Days on which banks do not book, besides week-ends (TARGET for the euro). */
  readonly bankHolidays: ReadonlySet<Day>;
}
