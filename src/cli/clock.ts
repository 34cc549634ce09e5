import { addDays, type Day, localDay, localMinutes, momentOf, parseDay } from '../domain/day.ts';
import { DunError } from '../domain/errors.ts';

/** The only clock of the program: what day it is, and the moment now. `--today` replaces it (product 3). */
export interface Clock {
  readonly today: Day;
  /** Milliseconds UTC; moves on with real time, also from a given day. */
  readonly now: () => number;
  /** With `--as-of`: what was recorded after this moment is not known. */
  readonly knownUntil: number | undefined;
}

/**
 * Reads `--today`: a day, or a day and hour `2026-06-02T10:15` in local time. Without it, the machine's clock.
 * A given day keeps the present hour. Throws usage (2) on any other text.
 */
export function createClock(given: string | undefined, systemNow: () => number): Clock {
  const started = systemNow();
  if (given === undefined) return { today: localDay(started), now: systemNow, knownUntil: undefined };
  const { on, minutes } = readWhen(given);
  let base: number | undefined;
  // Worked out late: the zone of the machine is slow to find out, and a list needs the day alone.
  // To the millisecond, so that what one command records never lies before what the one before it recorded.
  const startedAs = () =>
    (base ??=
      minutes === undefined
        ? momentOf(on, localMinutes(started)) + (started % 60_000)
        : momentOf(on, minutes));
  return { today: on, now: () => startedAs() + (systemNow() - started), knownUntil: undefined };
}

/**
 * The clock of `--as-of`: the day itself at the present hour, and what was known until its last moment. Throws usage (2)
 * on a text that is no day, and on a day that is still to come.
 */
export function earlierClock(given: string, clock: Clock): Clock {
  const on = parseDay(given.trim());
  if (on === undefined) throw new DunError('cli.bad_as_of', 2, { value: given });
  if (on > clock.today) throw new DunError('cli.as_of_to_come', 2, { value: given, today: clock.today });
  // The first moment of the next day: some zones have days without a midnight.
  const knownUntil = momentOf(addDays(on, 1), 0) - 1;
  // The hour of the clock that is looked from, which `--today` may have set.
  return { ...createClock(on, clock.now), knownUntil };
}

function readWhen(given: string): { on: Day; minutes: number | undefined } {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}):(\d{2}))?$/.exec(given.trim());
  const on = match?.[1] === undefined ? undefined : parseDay(match[1]);
  const hours = Number(match?.[2] ?? 0);
  const minutes = Number(match?.[3] ?? 0);
  if (on === undefined || hours > 23 || minutes > 59)
    throw new DunError('cli.bad_today', 2, { value: given });
  return { on, minutes: match?.[2] === undefined ? undefined : hours * 60 + minutes };
}
