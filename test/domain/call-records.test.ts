import { describe, expect, it } from 'vitest';
import { recordsOf } from '../../src/domain/call/records.ts';
import { resultOf } from '../../src/domain/call/result.ts';
import { reviewFields, reviewScores } from '../../src/domain/call/review.ts';
import type { CallInvoice } from '../../src/domain/call/state.ts';
import { step } from '../../src/domain/call/step.ts';
import { EUR, money } from '../../src/domain/money.ts';
import { aSetup } from '../support/a-call.ts';
import { event, play } from '../support/call-events.ts';
import { ways } from '../support/call-states.ts';

const [first] = aSetup().invoices;
if (!first) throw new RangeError('a call without an invoice');
const second: CallInvoice = { ...first, id: 12, number: 'F-2026-050', balance: money(30_000, EUR) };
const two = aSetup({ invoices: [first, second] });
const records = (texts: readonly string[], setup = aSetup()) => recordsOf(play(texts, setup));

const promise = ['p', 'amount=84000', 'day=2026-06-05'];
const claim = [
  'details',
  'claim_day=2026-05-29',
  'claim_amount=84000',
  'claim_account=0189',
  'claim_reference=VIR 12',
];

describe('a claim that it is paid', () => {
  it('is kept with what they named, its proof due the same day', () => {
    expect(records([...ways.paid, ...claim]).claims).toEqual([
      {
        on: '2026-06-02',
        invoiceIds: [11],
        isSuperseded: false,
        paidOn: '2026-05-29',
        amount: { minor: 84_000, currency: 'EUR' },
        method: null,
        accountLast4: '0189',
        isOtherAccount: false,
        reference: 'VIR 12',
        proofBy: '2026-06-02',
      },
    ]);
  });

  it('to another account is kept even when nothing else is known', () => {
    expect(records([...ways.paid, 'other_account', 'leave']).claims).toMatchObject([
      { isOtherAccount: true, paidOn: null, accountLast4: null },
    ]);
  });

  it('stays, marked, when something else was said of the same invoice', () => {
    expect(records([...ways.paid, ...claim, ...promise]).claims).toMatchObject([{ isSuperseded: true }]);
    const oneOfTwo = records(
      [...ways.paid, ...claim, 'f:12', ...promise.slice(0, 1), 'amount=30000', 'day=2026-06-05'],
      two,
    );
    expect(oneOfTwo.claims).toMatchObject([{ invoiceIds: [11, 12], isSuperseded: false }]);
  });

  it('without a detail is none', () => {
    expect(records([...ways.paid, 'no_details']).claims).toEqual([]);
  });
});

describe('the way through their house', () => {
  const known = [
    'approver_known', 'approver=Ana Ruiz', 'approver_contact=ana@b.example', 'stage=checked', 'waits_for=un tampon',
    'approver_day=2026-06-03',
  ]; // biome-ignore format: one form

  it('is kept with who holds it, and when I call them', () => {
    expect(records([...ways.approval, 'po_number', 'po_number=BC-7', ...known]).circuits).toEqual([
      {
        on: '2026-06-02',
        invoiceIds: [11],
        isSuperseded: false,
        stage: 'checked',
        approver: 'Ana Ruiz',
        approverContact: 'ana@b.example',
        waitsFor: 'un tampon',
        poNumber: 'BC-7',
        runOn: null,
        callOn: '2026-06-03',
      },
    ]);
  });

  it('has the promised day as the day of its payment run, and stands beside the promise', () => {
    const texts = [
      ...ways.approval,
      'po_number',
      'po_number=BC-7',
      'run_date',
      'amount=84000',
      'day=2026-06-10',
    ];
    expect(records(texts).circuits).toMatchObject([
      { poNumber: 'BC-7', runOn: '2026-06-10', isSuperseded: false },
    ]);
  });

  it('of which nothing is known is not kept', () => {
    expect(records([...ways.approval, 'nobody_knows']).circuits).toEqual([]);
  });
});

describe('a copy', () => {
  it.each<[string, readonly string[], object[]]>([
    ['on its way', [...ways.duplicate, 'will_look'], [{ address: 'a@b.example', isReceived: false, obstacle: null }]],
    ['before their eyes', [...ways.duplicate, 'received'], [{ isReceived: true }]],
    ['with another obstacle', [...ways.duplicate, 'other_obstacle', 'obstacle=le chef'], [{ obstacle: 'le chef' }]],
    ['queued with one key', [...ways.ask, 'e:c@d.example'], [{ address: 'c@d.example', isReceived: false }]],
    ['queued to where it goes anyway', [...ways.duplicate, 'e:a@b.example'], [{ address: 'a@b.example' }]],
    ['queued to a second address', [...ways.duplicate, 'e:c@d.example'], [{ address: 'a@b.example' }, { address: 'c@d.example' }]],
    ['sent, whatever was said later', [...ways.duplicate, 'received', ...promise], [{ address: 'a@b.example', isSuperseded: false }]],
    ['not asked for', ways.ask, []],
  ])('%s', (_, texts, expected) => {
    const { documents } = records(texts);
    expect(documents).toMatchObject(expected);
    expect(documents).toHaveLength(expected.length);
  }); // biome-ignore format: one case a line
});

describe('a step that was named', () => {
  const withSteps = aSetup({ steps: ['mise en demeure', 'injonction'] });
  it.each<[string, readonly string[], object[]]>([
    [
      'refused',
      ['no'],
      [{ step: 'mise en demeure', deadline: '2026-06-10', reaction: 'refused', isSuperseded: false }],
    ],
    ['answered', ['turns', ...promise], [{ reaction: 'turned', isSuperseded: true }]],
    ['not answered', ['h:cut'], [{ reaction: null, isSuperseded: true }]],
    [
      'another one, with another day',
      ['step', 'deadline', 'deadline_day=2026-06-15', 'no'],
      [{ step: 'injonction', deadline: '2026-06-15' }],
    ],
    ['the first again, round and round', ['step', 'step', 'no'], [{ step: 'mise en demeure' }]],
  ])('%s', (_, texts, expected) => {
    expect(records([...ways.consequences, ...texts], withSteps).announcements).toMatchObject(expected);
  });

  it('cannot be without one that is ready', () => {
    expect(records([...ways.consequences, 'no']).announcements).toEqual([]);
  });
});

describe('a court procedure', () => {
  it('is kept as facts, however few', () => {
    const fields = [
      'facts',
      'insolvency_kind=receivership',
      'court=Strasbourg',
      'opened_day=2026-05-20',
      'administrator=Me Klein',
    ];
    expect(records([...ways.insolvency, ...fields, ' ']).insolvencies).toMatchObject([
      {
        kind: 'receivership',
        court: 'Strasbourg',
        openedOn: '2026-05-20',
        administrator: 'Me Klein',
        isSuperseded: false,
      },
    ]);
    expect(records([...ways.insolvency, ' ']).insolvencies).toMatchObject([{ kind: 'unknown', court: null }]);
    expect(records([...ways.insolvency, 'j:listen']).insolvencies).toEqual([]);
  });
});

describe('objections', () => {
  it('are kept as they were heard; new words become the user’s own', () => {
    const texts = [
      'o:cash_tight',
      'not_yet',
      'o:=trop cher',
      'worked',
      'o:own:3',
      'dismiss',
      'o:=trop tard',
      'dismiss',
    ];
    const { objections, newObjections } = records([...ways.ask, ...texts]);
    expect(objections.map(({ objection, hasWorked }) => `${objection} ${hasWorked}`)).toEqual([
      'cash_tight false',
      'new:0 true',
      'own:3 null',
      'new:1 null',
    ]);
    expect(newObjections).toEqual([{ words: 'trop cher' }, { words: 'trop tard' }]);
  });
});

describe('the manner of a call', () => {
  it('keeps the first mood and the last, the end, and whether the work is right', () => {
    const { manner } = resultOf(play([...ways.ask, 'm:tense', 'm:closed', 'm:calm', 'h:cut']), {
      attempts: [],
      livePromises: [],
    });
    expect(manner).toEqual({ moodBefore: 'tense', moodAfter: 'calm', hangup: 'cut', isSatisfied: true });
  });
});

describe('the look back', () => {
  const scores = (texts: readonly string[], minutes = 0) => {
    const call = play(texts);
    return reviewScores({ ...call, lasted: minutes * 60_000 });
  };

  it('asks what the record cannot know, then for one line', () => {
    const asked = ['review_tone', 'review_focus', 'review_positives', 'review_argumentation', 'next_time'];
    expect(reviewFields(play(ways.review))).toEqual(asked);
    const answered = play([...ways.wrapup, ' ', 'review_tone=2', 'review_focus=1']);
    expect(answered.asking).toEqual(asked.slice(2));
    expect(step(answered, event(' ')).state).toBe('ended');
  });

  it.each<[string, readonly string[], number]>([
    ['a dated promise', ways.promise, 2],
    ['a condition', [...ways.promise, 'condition', 'condition=si'], 1],
    ['no day', [...ways.evasive, 'j:consequences', 'no'], 0],
  ])('fills in from the record whether an empty promise was taken: %s', (_, texts, expected) => {
    expect(scores(texts).empty_promise).toBe(expected);
  });

  it.each<[string, readonly string[], number]>([
    ['nothing said', ways.ask, 0],
    ['a promise read out', [...ways.promise, 'account_read'], 2],
    ['a promise for which the account was not read out', ways.promise, 2],
    ['a promise with a condition, not read out', [...ways.promise, 'condition', 'condition=si'], 1],
    ['no day', [...ways.evasive, 'j:consequences', 'no'], 1],
  ])('… how precise the answers were: %s', (_, texts, expected) => {
    expect(scores(texts).precision).toBe(expected);
  });

  it.each([
    [10, 2],
    [10.1, 1],
    [15, 1],
    [15.1, 0],
  ])('… and how long it took: %d minutes', (minutes, expected) => {
    expect(scores(ways.ask, minutes).duration).toBe(expected);
  });

  it('keeps what the caller says over what the record says', () => {
    const texts = [...ways.review, 'precision', 'review_precision=0', 'leave'];
    expect(scores(texts)).toMatchObject({ precision: 0, empty_promise: 2 });
  });

  it('belongs to a conversation: an attempt has none, one passed over has the three scores alone', () => {
    expect(records([...ways.no_answer, ' ', ' ']).review).toBeNull();
    expect(records(ways.ended).review).toEqual({
      on: '2026-06-02',
      scores: { empty_promise: 2, precision: 2, duration: 2 },
      nextTime: null,
    });
    const line = [
      'review_tone=2',
      'review_focus=2',
      'review_positives=2',
      'review_argumentation=2',
      'next_time=se taire',
    ];
    expect(records([...ways.wrapup, ' ', ...line]).review).toMatchObject({ nextTime: 'se taire' });
  });
});
