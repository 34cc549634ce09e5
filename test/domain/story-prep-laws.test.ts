import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isTask } from '../../src/domain/action.ts';
import { brief } from '../../src/domain/brief.ts';
import { addDays, type Day } from '../../src/domain/day.ts';
import { type DueItem, dueList } from '../../src/domain/due-list.ts';
import { placeCalendar } from '../../src/domain/place-calendar.ts';
import { defaultRules as rules } from '../../src/domain/rule-table.ts';
import type { Standing } from '../../src/domain/standing.ts';
import { aProfile } from '../support/a-standing.ts';
import { stories } from '../support/any-story.ts';

const numRuns = 200;

function prepared(standing: Standing, today: Day) {
  const occasion = { today, minutes: 600, rules, calendar: placeCalendar(standing.client, today) };
  return brief({ standing, profile: aProfile(), lastPrep: undefined, occasion });
}

/** Each call about an invoice that heads the list within a week of a story, with the prep of that day. */
function eachCall(law: (item: DueItem, page: ReturnType<typeof prepared>) => void): void {
  fc.assert(
    fc.property(stories, fc.integer({ min: 0, max: 7 }), ({ standing, today: told }, ahead) => {
      const today = addDays(told, ahead);
      const [item] = dueList([standing], today, rules).items;
      if (item === undefined || isTask(item.first) || item.first.invoiceId === null) return;
      law(item, prepared(standing, today));
    }),
    { numRuns },
  );
}

test('the prep forbids no call that the list asks for, but for the hour, a talk of that day and the law of a country', () => {
  eachCall(({ first }, { warnings }) => {
    const stops = warnings.flatMap(({ level, code }) => (level === 'stop' ? [code] : []));
    const may = new Set(['never_hours', 'talked_today', 'consumer_reminder', 'lawyer_only']);
    // Practice D10 stops whoever rings about a running promise or before the due day; the list asks for both now and then.
    if (first.action === 'confirm_promise') may.add('promise_running').add('not_due').add('paused');
    if (first.tier === 1) may.add('not_due');
    expect(stops.filter((code) => !may.has(code))).toEqual([]);
  });
});

test('the list and the prep name the same person', () => {
  eachCall(({ contact }, page) => {
    expect(page.contact?.id).toBe(contact?.id);
  });
});

test('what the list wants announced, the prep has ready to say', () => {
  eachCall(({ first }, { consequence, rung }) => {
    if (first.action !== 'announce') return;
    expect(consequence).toMatchObject({ kind: 'announce' });
    expect(rung).toBeGreaterThanOrEqual(5);
  });
});

test('the list asks for no more than is owed, and for what the prep asks in that currency', () => {
  eachCall(({ asked, owed }, { claim }) => {
    expect(asked ?? claim?.asked).toEqual(claim?.asked);
    expect((asked ?? owed).minor).toBeLessThanOrEqual(owed.minor);
  });
});
