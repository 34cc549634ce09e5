import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, type Day, day, momentOf, weekday } from '../../src/domain/day.ts';
import { planWeek, type PlannedDay, type WeekFacts } from '../../src/domain/due-week.ts';
import { defaultRules } from '../../src/domain/rule-table.ts';
import type { Standing } from '../../src/domain/standing.ts';
import {
  aReply,
  aCalendar,
  aClient,
  aContact,
  anAttempt,
  anInvoice,
  anOutcome,
  aPart,
  aPromise,
  aStanding,
  euros,
} from '../support/a-standing.ts';

/** Tuesday. */
const today = day('2026-06-09');

function owes(
  id: number,
  amount: number,
  { hours = null, ...extra }: Partial<Standing> & { readonly hours?: string | null } = {},
): Standing {
  const invoice = anInvoice({
    id,
    clientId: id,
    number: `F-${id}`,
    amount: euros(amount),
    dueOn: day('2026-05-11'),
  });
  return aStanding({
    client: aClient({ id, handle: `c${id}`, name: `Client ${String(id).padStart(3, '0')}` }),
    contacts: [aContact({ id, clientId: id, reachableHours: hours })],
    invoices: [invoice],
    ...extra,
  });
}

type Change = Partial<WeekFacts> & { readonly callsPerDay?: number };

function plan(standings: readonly Standing[], change: Change = {}): PlannedDay[] {
  return [...planWeek(facts(standings, change)).days];
}

function facts(standings: readonly Standing[], { callsPerDay = 5, ...change }: Change = {}): WeekFacts {
  const calendar = aCalendar();
  return {
    standings,
    today,
    minutes: 9 * 60,
    rules: { ...defaultRules, callsPerDay },
    calendarOf: () => calendar,
    ...change,
  };
}

const names = (days: readonly PlannedDay[]) =>
  Object.fromEntries(
    days
      .filter(({ calls }) => calls.length > 0)
      .map(({ on, calls }) => [on, calls.map(({ item }) => item.client.handle)]),
  );
const said = (id: number, on: string, patch: Parameters<typeof anOutcome>[0]) =>
  anAttempt(on, { id, clientId: id, contactId: id, outcomes: [anOutcome({ invoiceId: id, ...patch })] });

describe('planWeek', () => {
  test('the largest score first, the overflow on the next days, nobody twice', () => {
    const standings = [1, 2, 3, 4, 5].map((id) => owes(id, id * 500));
    expect(names(plan(standings, { callsPerDay: 2 }))).toEqual({
      '2026-06-09': ['c5', 'c4'],
      '2026-06-10': ['c3', 'c2'],
      '2026-06-11': ['c1'],
    });
  });

  test('an agreed hour keeps its day and its hour, though it is a Monday morning', () => {
    const callback = { outcome: 'callback', followUpOn: day('2026-06-15'), followUpAt: 10 * 60 } as const;
    const week = plan(
      [owes(1, 900, { attempts: [said(1, '2026-06-05', callback)] }), ...[2, 3].map((id) => owes(id, 5000))],
      {
        callsPerDay: 1,
      },
    );
    const monday = week.find(({ on }) => on === '2026-06-15');
    expect(monday?.calls.map(({ item, at, half }) => [item.client.handle, at, half])).toEqual([
      ['c1', 600, 'morning'],
    ]);
  });

  test('what was dated with the client comes before the rhythm of calls, whatever the score', () => {
    const sent = { outcome: 'duplicate_sent', action: 'follow_up', followUpOn: day('2026-06-10') } as const;
    const week = plan(
      [owes(1, 60, { attempts: [said(1, '2026-06-03', sent)] }), owes(2, 5000), owes(3, 5000)],
      { callsPerDay: 1 },
    );
    expect(names(week)).toEqual({ '2026-06-09': ['c2'], '2026-06-10': ['c1'], '2026-06-11': ['c3'] });
  });

  test.each([
    ['Monday is for the afternoon', '2026-06-15', null, ['afternoon']],
    ['Friday is for the morning', '2026-06-12', null, ['morning']],
    ['a contact of the mornings is not rung on a Monday', '2026-06-15', '9–12', []],
    ['a contact of the afternoons is not rung on a Friday', '2026-06-12', '14 h–17 h', []],
    ['a contact of the afternoons is rung on a Monday', '2026-06-15', "l'après-midi", ['afternoon']],
  ])('%s', (...[, on, hours, expected]) => {
    const [first] = plan([owes(1, 900, { hours })], { today: day(on), minutes: 8 * 60 });
    expect(first?.calls.map(({ half }) => half)).toEqual(expected);
  });

  test('the half-day that the last try left over comes first, weeks later too, as the due list says', () => {
    const voicemail = { outcome: 'voicemail', followUpOn: day('2026-06-02'), followUpAt: 14 * 60 } as const;
    const standing = owes(1, 900, { attempts: [said(1, '2026-05-29', voicemail)] });
    expect(plan([standing])[0]?.calls.map(({ at, half }) => [at, half])).toEqual([[null, 'afternoon']]);
    const friday = plan([standing], { today: day('2026-06-12'), minutes: 8 * 60 });
    expect(friday[0]?.calls.map(({ half }) => half)).toEqual(['morning']);
  });

  test.each([
    ['in the evening, today is over', 18 * 60, '2026-06-10', 'morning'],
    ['at noon, the afternoon is left', 12 * 60, '2026-06-09', 'afternoon'],
  ])('%s', (...[, minutes, on, half]) => {
    const found = plan([owes(1, 900)], { minutes }).find(({ calls }) => calls.length > 0);
    expect([found?.on, found?.calls[0]?.half]).toEqual([on, half]);
  });

  test('a holiday of the client, and a week-end, are left out', () => {
    const calendar = { ...aCalendar(), holidays: new Set([day('2026-07-14')]) };
    const week = plan(
      [1, 2, 3, 4].map((id) => owes(id, id * 1000)),
      {
        today: day('2026-07-10'),
        callsPerDay: 1,
        calendarOf: () => calendar,
      },
    );
    expect(Object.keys(names(week))).toEqual(['2026-07-10', '2026-07-13', '2026-07-15', '2026-07-16']);
    expect(week.at(3)?.calls[0]?.wantedOn).toBe('2026-07-10');
  });

  test('their own hours, once they picked up three times, name the half-day', () => {
    const reached = [1, 2, 3].map((index) => {
      const on = `2026-05-1${index + 1}`;
      return anAttempt(on, {
        id: index,
        clientId: 1,
        reach: 'person',
        startedAt: momentOf(day(on), 15 * 60),
      });
    });
    const [first] = plan([owes(1, 900, { attempts: reached })]);
    expect(first?.calls[0]).toMatchObject({ half: 'afternoon', hours: { from: 15 * 60, to: 16 * 60 } });
  });

  test('own commitments stand on their day and take no room', () => {
    const commitments = [
      {
        id: 1,
        clientId: 1,
        callId: null,
        text: 'envoyer le bon',
        dueOn: day('2026-06-13'),
        dueAt: null,
        doneOn: null,
        recordedAt: 0,
      },
    ];
    const week = plan([owes(1, 900, { commitments })], { callsPerDay: 1 });
    expect(week.flatMap(({ on, tasks }) => tasks.map(({ item }) => [on, item.first.action]))).toEqual([
      ['2026-06-13', 'own_commitment'],
    ]);
  });

  test('an answer to be read is something to do, and takes no place of a call', () => {
    const client = { ...owes(1, 900), replies: [aReply({ on: day('2026-06-08') })] };
    const [first] = plan([client, owes(2, 800)], { callsPerDay: 1 });
    expect(first?.tasks.map(({ item }) => item.first.reason.code)).toEqual(['answered']);
    expect(first?.calls).toHaveLength(1);
  });

  test('what finds no room is counted', () => {
    const crowd = Array.from({ length: 9 }, (_, index) => owes(index + 1, 500));
    expect(planWeek(facts(crowd, { callsPerDay: 1 })).later.map(({ client }) => client.handle)).toEqual([
      'c6',
      'c7',
      'c8',
      'c9',
    ]);
  });

  test('never more than the cap, never a closed day, never before its day, nobody twice a day, nobody lost', () => {
    const standing = (id: number) =>
      fc
        .record({
          amount: fc.integer({ min: 1, max: 9000 }),
          made: fc.integer({ min: 0, max: 20 }),
          kind: fc.integer({ min: 0, max: 4 }),
        })
        .map(({ amount, made, kind }) => {
          const on = addDays(today, kind - made);
          const promised = addDays(today, made - 10);
          if (kind === 0) return owes(id, amount);
          if (kind === 1)
            return owes(id, amount, {
              promises: [
                aPromise(addDays(promised, -3), promised, {
                  id,
                  clientId: id,
                  parts: [aPart(id, promised, amount)],
                }),
              ],
            });
          const patch = {
            outcome: 'callback' as const,
            followUpOn: addDays(on, 5),
            followUpAt: kind === 2 ? 10 * 60 : null,
          };
          return owes(id, amount, { attempts: [said(id, on > today ? today : on, patch)] });
        });
    fc.assert(
      fc.property(
        fc
          .integer({ min: 0, max: 30 })
          .chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => standing(index + 1)))),
        fc.record({
          callsPerDay: fc.integer({ min: 0, max: 4 }),
          holiday: fc.integer({ min: 0, max: 6 }),
          minutes: fc.integer({ min: 0, max: 1439 }),
        }),
        (standings, { callsPerDay, holiday, minutes }) => {
          const closed: Day = addDays(today, holiday);
          const calendar = { ...aCalendar(), holidays: new Set([closed]) };
          const { days } = planWeek(facts(standings, { callsPerDay, minutes, calendarOf: () => calendar }));
          for (const { on, calls } of days) {
            // No cap is none.
            expect(calls.length).toBeLessThanOrEqual(callsPerDay > 0 ? callsPerDay : calls.length);
            expect(new Set(calls.map(({ item }) => item.client.id)).size).toBe(calls.length);
            for (const { item, at, half } of calls) {
              expect((item.first.showsOn ?? '9999') <= on).toBe(true);
              // An hour they chose is kept as it is; ours are no week-end and no avoided half-day.
              const isAvoided =
                at === null && ['1 morning', '5 afternoon'].includes(`${weekday(on)} ${half}`);
              expect({ isAvoided, isWeekend: at === null && weekday(on) > 5 }).toEqual({
                isAvoided: false,
                isWeekend: false,
              });
              expect(on).not.toBe(closed);
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
