import { describe, expect, test } from 'vitest';
import type { ObjectionUse, OwnObjection, Review } from '../../src/domain/call-record.ts';
import { day } from '../../src/domain/day.ts';
import { excuses, nothingHeard, resolution, unanswered } from '../../src/domain/excuses.ts';
import { aClient, anAttempt, aStanding } from '../support/a-standing.ts';

const today = day('2026-06-09');

let lastId = 0;

function aUse(on: string, objection: string, use: Partial<Omit<ObjectionUse, 'on'>> = {}): ObjectionUse {
  lastId += 1;
  return {
    id: lastId,
    clientId: 1,
    callId: 900,
    objection,
    hasWorked: null,
    recordedAt: 0,
    ...use,
    on: day(on),
  };
}

function anOwn(id: number, answer: Partial<OwnObjection['answer']> = {}): OwnObjection {
  return { id, words: `own words ${id}`, answer: { fr: null, en: null, ...answer }, recordedAt: 0 };
}

function aReview(on: string, nextTime: string | null): Review {
  return { callId: 1, clientId: 1, on: day(on), scores: {}, nextTime, recordedAt: 0 };
}

const plain = { objection: null, note: null, worked: 0, judged: 0 };

describe('excuses (practice 000-04)', () => {
  test('most frequent first, then latest; the last words are kept; distress is none', () => {
    const attempts = [
      anAttempt('2026-05-22', { cause: 'forgot', note: 'oublié' }),
      anAttempt('2026-05-26', { cause: 'cash' }),
      anAttempt('2026-05-28', { cause: 'vague' }),
      anAttempt('2026-06-01', { cause: 'forgot' }),
      anAttempt('2026-06-02', { cause: 'distress' }),
      anAttempt('2026-06-10', { cause: 'vague' }),
    ];
    expect(excuses(aStanding({ attempts }), today)).toEqual([
      { ...plain, cause: 'forgot', count: 2, lastOn: '2026-06-01', note: 'oublié' },
      { ...plain, cause: 'vague', count: 1, lastOn: '2026-05-28' },
      { ...plain, cause: 'cash', count: 1, lastOn: '2026-05-26' },
    ]);
  });

  test('objections stand among them, with the effect of their answers', () => {
    const uses = [
      aUse('2026-05-22', 'po_missing', { hasWorked: false }),
      aUse('2026-06-01', 'po_missing', { hasWorked: true }),
      aUse('2026-06-02', 'own:4'),
      aUse('2026-06-09', 'own:4'),
      aUse('2026-06-09', 'call_later'),
      aUse('2026-06-10', 'forgot'),
    ];
    const found = excuses(aStanding(), today, { ...nothingHeard, uses, own: [anOwn(4)] });
    expect(found).toEqual([
      { ...plain, cause: null, objection: { key: 'own:4', own: anOwn(4) }, count: 2, lastOn: '2026-06-09' },
      {
        ...plain,
        cause: 'approval',
        objection: { key: 'po_missing', own: null },
        count: 2,
        lastOn: '2026-06-01',
        worked: 1,
        judged: 2,
      },
      { ...plain, cause: null, objection: { key: 'call_later', own: null }, count: 1, lastOn: '2026-06-09' },
    ]);
  });

  test('a call tells one reason once, in the words noted there', () => {
    const attempts = [
      anAttempt('2026-05-26', { id: 51, cause: 'cash', note: 'ça ira mieux en juillet' }),
      anAttempt('2026-06-01', { id: 52, cause: 'forgot', note: 'mince' }),
    ];
    const uses = [
      aUse('2026-05-26', 'cash_tight', { callId: 51 }),
      aUse('2026-06-01', 'call_later', { callId: 52 }),
    ];
    const found = excuses(aStanding({ attempts }), today, { ...nothingHeard, uses });
    expect(found.map(({ cause, objection, note }) => [cause, objection?.key ?? null, note])).toEqual([
      [null, 'call_later', null],
      ['forgot', null, 'mince'],
      ['cash', 'cash_tight', 'ça ira mieux en juillet'],
    ]);
  });

  test('a key that nothing is known of is left out', () => {
    const uses = [aUse('2026-06-01', 'own:9'), aUse('2026-06-01', 'of_a_newer_dun')];
    expect(excuses(aStanding(), today, { ...nothingHeard, uses })).toEqual([]);
  });
});

describe('objections without an answer (practice D10)', () => {
  const uses = [
    aUse('2026-06-01', 'own:1'),
    aUse('2026-06-01', 'own:2'),
    aUse('2026-06-10', 'own:3'),
    aUse('2026-06-01', 'forgot'),
  ];
  const own = [
    anOwn(1, { en: 'Which day?' }),
    anOwn(2, { fr: 'Quel jour\u00a0?', en: ' ' }),
    anOwn(3),
    anOwn(4),
  ];

  test.each([
    ['fr', [1]],
    ['en', [2]],
  ] as const)('are those of this client in %s', (language, expected) => {
    const standing = aStanding({ client: aClient({ language }) });
    expect(unanswered(standing, today, { ...nothingHeard, uses, offered: own }).map(({ id }) => id)).toEqual(
      expected,
    );
  });
});

test.each([
  ['no review', [], null],
  ['the last one', [aReview('2026-05-01', 'parler moins'), aReview('2026-06-09', 'se taire')], 'se taire'],
  [
    'nothing to change the last time',
    [aReview('2026-05-01', 'parler moins'), aReview('2026-06-01', null)],
    null,
  ],
  [
    'one of a later day',
    [aReview('2026-06-01', 'parler moins'), aReview('2026-06-10', 'se taire')],
    'parler moins',
  ],
])('what to do otherwise: %s', (_, reviews, expected) => {
  expect(resolution({ ...nothingHeard, reviews }, today)).toBe(expected);
});
