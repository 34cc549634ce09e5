import { describe, expect, it } from 'vitest';
import { createClock } from '../../src/cli/clock.ts';
import { day, momentOf } from '../../src/domain/day.ts';

const started = momentOf(day('2026-11-23'), 10 * 60 + 30) + 42_345;

describe('a given day', () => {
  it('keeps the present moment to the millisecond: what comes second is recorded second', () => {
    const [first, second] = [started, started + 700].map((at) => createClock('2026-06-02', () => at).now());
    expect([first, second]).toEqual([0, 700].map((ms) => momentOf(day('2026-06-02'), 630) + 42_345 + ms));
  });

  it.each([
    ['2026-06-02', '2026-06-02', momentOf(day('2026-06-02'), 630) + 42_345],
    ['2026-06-02T08:15', '2026-06-02', momentOf(day('2026-06-02'), 495)],
    [undefined, '2026-11-23', started],
  ])('%s', (given, today, now) => {
    const clock = createClock(given, () => started);
    expect([clock.today, clock.now(), clock.knownUntil]).toEqual([today, now, undefined]);
  });

  it.each(['soon', '2026-06-31', '2026-06-02T24:00', '2026-06-02T10:60'])('%s is none', (given) => {
    expect(() => createClock(given, () => started)).toThrow(expect.objectContaining({ exitCode: 2 }));
  });
});
