import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isShown } from '../../src/domain/action.ts';
import { agendaOf } from '../../src/domain/agenda.ts';
import { addDays, type Day } from '../../src/domain/day.ts';
import { dueList } from '../../src/domain/due-list.ts';
import { planWeek } from '../../src/domain/due-week.ts';
import { openBalances, pausedUntil } from '../../src/domain/history.ts';
import { levelOf } from '../../src/domain/level.ts';
import { brokenCount, triggers } from '../../src/domain/litigation.ts';
import { nextActions } from '../../src/domain/next-action.ts';
import { placeCalendar } from '../../src/domain/place-calendar.ts';
import { defaultRules as rules } from '../../src/domain/rule-table.ts';
import type { Standing } from '../../src/domain/standing.ts';
import { aStanding } from '../support/a-standing.ts';
import { stories } from '../support/any-story.ts';

const numRuns = 150;
/** To the cent: whether bank charges are missing shows only when the deadline is over. */
const exact = { ...rules, paidTolerancePercent: 0, paidToleranceMinor: 0 };

/** Nothing is reversed after the story: what is looked at is time alone. */
function quiet(standing: Standing): Standing {
  return { ...standing, payments: standing.payments.map((one) => ({ ...one, reversedOn: null })) };
}

/** No memo asks to be confirmed in between, and no missed row of one invoice makes another one due. */
function plain(standing: Standing): Standing {
  const asks = new Set(['promise_confirmation', 'instalment_plan']);
  return {
    ...quiet(standing),
    memos: standing.memos.filter(({ kind }) => !asks.has(kind)),
    promises: standing.promises.map((one) => ({ ...one, isAccelerated: false })),
  };
}

/** The first day after this one on which the list has a line, looked for a little beyond the one that was named. */
function backOn(standing: Standing, today: Day, named: Day | null): Day | null {
  const end = addDays(named ?? today, 10);
  for (let on = addDays(today, 1); on <= end; on = addDays(on, 1))
    if (dueList([standing], on, exact).items.length > 0) return on;
  return null;
}

test('a hidden client whose invoices are past due is back on the day that its gate names, not before and not after', () => {
  fc.assert(
    fc.property(stories, ({ standing: told, today }) => {
      const standing = plain(told);
      const [hidden] = dueList([standing], today, exact).hidden;
      const open = openBalances(standing, today);
      if (hidden === undefined || open.some(({ daysPastDue }) => daysPastDue === 0)) return;
      const back = backOn(standing, today, hidden.until);
      // A third day missed, or a fourth, calls for the notice at once, whatever was to be tried first (practice D6).
      const isFired = back !== null && triggers(standing, back, exact).some(({ on }) => on === back);
      expect(isFired ? hidden.until : back).toBe(hidden.until);
    }),
    { numRuns },
  );
});

test('a client of whom nothing was heard yet, due or not, is back on that day as well', () => {
  fc.assert(
    fc.property(stories, fc.integer({ min: 0, max: 60 }), ({ standing, today: told }, before) => {
      const { client, contacts, invoices } = standing;
      const untouched = aStanding({ client, contacts, invoices });
      const today = addDays(told, -before);
      const [hidden] = dueList([untouched], today, exact).hidden;
      if (hidden === undefined) return;
      expect(backOn(untouched, today, hidden.until)).toBe(hidden.until);
    }),
    { numRuns },
  );
});

test('time alone makes nothing less urgent: what is past due and shown stays so, and no count goes down', () => {
  const ahead = fc.integer({ min: 0, max: 40 });
  fc.assert(
    fc.property(stories, ahead, fc.integer({ min: 1, max: 120 }), (story, wait, away) => {
      const standing = quiet(story.standing);
      const then = addDays(story.today, wait);
      const later = addDays(then, away);
      const late = new Set(
        openBalances(standing, then).flatMap(({ invoice, daysPastDue }) => (daysPastDue > 0 ? [invoice.id] : [])),
      );
      const after = nextActions(standing, later, rules);
      for (const action of nextActions(standing, then, rules)) {
        const { invoiceId, gate } = action;
        // A memo is asked about until the promised day, and then the promise holds.
        const isLate = invoiceId !== null && late.has(invoiceId) && action.action !== 'confirm_promise';
        if (!isLate || !isShown(action, then)) continue;
        const same = after.filter(
          (one) => one.invoiceId === invoiceId && (one.gate === 'dispute') === (gate === 'dispute'),
        );
        expect(same.filter((one) => isShown(one, later) && one.tier <= action.tier)).toHaveLength(1);
      }
      expect(brokenCount(standing, later, rules)).toBeGreaterThanOrEqual(brokenCount(standing, then, rules));
      const kinds = (on: Day) => triggers(standing, on, rules).map(({ kind }) => kind);
      expect(kinds(later)).toEqual(expect.arrayContaining(kinds(then)));
      for (const promise of standing.promises)
        expect(levelOf(promise, standing, later)).toBeGreaterThanOrEqual(levelOf(promise, standing, then));
    }),
    { numRuns },
  );
}); // biome-ignore format: a law

test('a pause is kept by the list, the week and the calendar', () => {
  fc.assert(
    fc.property(stories, fc.constantFrom('distress' as const, 'angry' as const), fc.integer({ min: 1, max: 20 }), (story, outcome, days) => {
      const { standing: told, today } = story;
      const until = addDays(today, days);
      const [last] = told.attempts.slice(-1);
      // The last thing heard becomes the one that asks for peace.
      if (last === undefined || last.channel === 'mail') return;
      const outcomes = last.outcomes.slice(0, 1).map((one) => ({ ...one, outcome, action: 'call' as const, followUpOn: until }));
      const standing = { ...plain(told), attempts: [...told.attempts.slice(0, -1), { ...last, on: today, outcomes }] };
      const pause = pausedUntil(standing, today);
      if (pause === undefined) return;
      const isOurs = ({ invoiceId }: { readonly invoiceId: number | null }) => invoiceId !== null;
      for (let on = today; on < pause; on = addDays(on, 1)) {
        const shown = nextActions(standing, on, rules).filter((one) => isOurs(one) && isShown(one, on));
        expect(shown.filter(({ action }) => action !== 'declare_claim')).toEqual([]);
      }
      const calendar = placeCalendar(standing.client, today);
      const week = planWeek({ standings: [standing], today, minutes: 480, rules, calendarOf: () => calendar });
      const early = week.days.filter(({ on }) => on < pause).flatMap(({ calls }) => calls);
      expect(early.filter(({ item }) => isOurs(item.first))).toEqual([]);
      const dated = agendaOf({ standing, today, rules }).filter(({ on, isOver }) => !isOver && on < pause);
      expect(dated.filter(({ kind }) => kind === 'recontact' || kind === 'callback')).toEqual([]);
    }),
    { numRuns },
  );
}); // biome-ignore format: a law
