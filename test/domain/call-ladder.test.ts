import { describe, expect, it } from 'vitest';
import { ladderOf, offeredRung } from '../../src/domain/call/ladder.ts';
import { answersOf } from '../../src/domain/call/record.ts';
import type { CallObjective, CallSetup } from '../../src/domain/call/state.ts';
import { choicesOf } from '../../src/domain/call/table.ts';
import { day } from '../../src/domain/day.ts';
import { EUR, money } from '../../src/domain/money.ts';
import { aSetup } from '../support/a-call.ts';
import { play } from '../support/call-events.ts';
import { ways } from '../support/call-states.ts';

const aiming = (objective: Partial<CallObjective>, change: Partial<CallSetup> = {}) =>
  aSetup({ ...change, objective: { ...aSetup().objective, ...objective } });
const [first] = aSetup().invoices;
if (!first) throw new RangeError('a call without an invoice');
const large = { invoices: [{ ...first, balance: money(300_000, EUR) }] };

/** `2` a rung, `4!` one under the fallback. */
const ranks = (texts: readonly string[], setup = aSetup()): string =>
  ladderOf(play(texts, setup))
    .map(({ rank, isBelow }) => `${rank}${isBelow ? '!' : ''}`)
    .join(' ');

describe('the ladder', () => {
  it.each<[number, number, string]>([
    [1, 1, '1 2! 3! 4!'],
    [1, 2, '1 2 3! 4!'],
    [1, 3, '1 2 3 4!'],
    [1, 4, '1 2 3 4'],
    [2, 3, '2 3 4!'],
    [2, 5, '2 3 4'],
    [3, 4, '3 4'],
    [3, 3, '3 4!'],
    [4, 4, '4'],
    [5, 5, '4'],
    // A fallback above the goal falls back on the goal.
    [3, 1, '3 4!'],
  ])('from goal %d to fallback %d: %s', (maxRank, minRank, expected) => {
    expect(ranks(ways.negotiate, aiming({ maxRank, minRank }))).toBe(expected);
  });

  it('ends in a written action plan for what is large and contested', () => {
    const setup = aiming({ minRank: 5 }, large);
    expect(ranks([...ways.dispute, 'j:negotiate'], setup)).toBe('1 2 3 4 5');
    expect(ranks([...ways.dispute, 'j:negotiate'], aiming({ minRank: 5 }))).toBe('1 2 3 4');
    expect(ranks(ways.negotiate, setup)).toBe('1 2 3 4');
  });

  it('offers all today, all within 14 days, half now and the rest dated, instalments', () => {
    expect(ladderOf(play(ways.negotiate))).toMatchObject([
      { rank: 1, amount: { minor: 84_000 }, on: '2026-06-02', rest: null },
      { rank: 2, amount: { minor: 84_000 }, on: '2026-06-16', rest: null },
      {
        rank: 3,
        amount: { minor: 42_000 },
        on: '2026-06-02',
        rest: { amount: { minor: 42_000 }, on: '2026-07-02' },
      },
      { rank: 4, amount: { minor: 84_000 }, on: '2026-06-09', rest: null },
    ]);
  });

  it('puts the rest on the day of the fallback, and limits on working days', () => {
    const ladder = ladderOf(play(ways.negotiate, aiming({ restBy: day('2026-06-12') })));
    expect(ladder[2]?.rest?.on).toBe('2026-06-12');
    const saturday = ladderOf(play(ways.negotiate, aSetup({ today: day('2026-05-30') })));
    expect(saturday[1]?.on).toBe('2026-06-12');
  });

  it('is about what is still open: not the part that is promised or contested', () => {
    const half = [...ways.ask, 'p', 'amount=42000', 'day=2026-06-05', 'j:negotiate'];
    expect(offeredRung(play(half))).toMatchObject({ amount: { minor: 42_000 } });
  });

  it('is about all of it again once what was promised is not agreed', () => {
    expect(offeredRung(play([...ways.summary, 'not_agreed']))).toMatchObject({ amount: { minor: 84_000 } });
  });
});

describe('going down', () => {
  const keys = (texts: readonly string[]) => choicesOf(play(texts)).map(({ key }) => key);

  it('offers one rung at a time, and those that were offered before', () => {
    expect(keys(ways.negotiate)).toEqual(['1', '8']);
    expect(keys([...ways.negotiate, ' '])).toEqual(['1', '2', '8']);
    expect(keys([...ways.negotiate, ' ', ' ', ' '])).toEqual(['1', '2', '3', '4', '8']);
  });

  it('keeps each answer', () => {
    const { heard } = play([...ways.negotiate, ' ', 'rung_2']);
    expect(heard.offers).toEqual([
      { rank: 1, isAccepted: false },
      { rank: 2, isAccepted: true },
    ]);
    expect(play([...ways.negotiate, 'none']).heard.offers).toEqual([{ rank: 1, isAccepted: false }]);
  });

  it('asks for a reason under the fallback, and only there', () => {
    const down = [...ways.negotiate, ' ', ' ', ' '];
    expect(play([...down, 'rung_4'])).toMatchObject({ state: 'negotiate', asking: ['below_reason'] });
    const reasoned = play([...down, 'rung_4', 'below_reason=un fils malade']);
    expect(reasoned).toMatchObject({ state: 'plan', heard: { belowReason: 'un fils malade' } });
    expect(play([...down, 'rung_3']).asking).toEqual([]);
  });
});

describe('a rung that is taken', () => {
  const promises = (texts: readonly string[]) =>
    answersOf(play(texts).heard, 'promise').map(
      ({ amount, promisedOn, origin }) => `${amount?.minor}@${promisedOn} ${origin}`,
    );

  it.each<[string, readonly string[], string[]]>([
    ['all today', [...ways.negotiate, 'rung_1'], ['84000@2026-06-02 mine']],
    ['all by a day', [...ways.negotiate, ' ', 'rung_2'], ['84000@2026-06-16 mine']],
    ['part now', [...ways.negotiate, ' ', ' ', 'rung_3'], ['42000@2026-06-02 mine', '42000@2026-07-02 mine']],
    [
      'in the place of what was not agreed',
      [...ways.summary, 'not_agreed', ' ', 'rung_2'],
      ['84000@2026-06-16 mine'],
    ],
  ])('%s', (_, texts, expected) => {
    expect(promises(texts)).toEqual(expected);
    expect(play(texts)).toMatchObject({ state: 'promise', asking: [] });
  });
});
