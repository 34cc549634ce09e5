import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mended, readJournal, readSetup } from '../../src/domain/call/journal.ts';
import type { CallEvent } from '../../src/domain/call/state.ts';
import { effective, replay, start, step } from '../../src/domain/call/step.ts';
import { DunError } from '../../src/domain/errors.ts';
import { defaultRules } from '../../src/domain/rule-table.ts';
import { aSetup } from '../support/a-call.ts';
import { at, event, play } from '../support/call-events.ts';
import { ways } from '../support/call-states.ts';
import { walks } from '../support/call-walks.ts';

/** The error and its number, or that there is none. */
function faultOf(read: () => unknown): unknown {
  try {
    read();
    return null;
  } catch (error) {
    return error instanceof DunError ? [error.key, error.exitCode, error.values['number']] : error;
  }
}

describe('a stored journal', () => {
  it.each<[string, unknown]>([
    ['no event', 'proceed'],
    ['nothing', null],
    ['no moment', { type: 'proceed' }],
    ['a moment that is none', { type: 'proceed', at: '2026' }],
    ['an unknown type', { type: 'wait', at }],
    ['a name of every object', { type: 'constructor', at }],
    ['a choice without a name', { type: 'choose', at }],
    ['an unknown field', { type: 'fill', at, field: 'iban', value: '1' }],
    ['a field without a value', { type: 'fill', at, field: 'amount' }],
    ['a jump to no state', { type: 'jump', at, to: 'nowhere' }],
    ['an unknown form', { type: 'open', at, form: 'memo' }],
    ['an objection without words', { type: 'object', at, objection: 'forgot' }],
    ['an objection that is a number', { type: 'object', at, objection: 3, words: 'x' }],
    ['a judgement that is none', { type: 'answered', at, hasWorked: null }],
    ['an unknown mood', { type: 'mood', at, mood: 'glad' }],
    ['an unknown language', { type: 'language', at, to: 'de' }],
    ['a copy to nowhere', { type: 'copy', at }],
    ['invoices by name', { type: 'focus', at, invoiceIds: ['F-2026-044'] }],
    ['an unknown end', { type: 'hangup', at, how: 'gently' }],
    ['a note without a text', { type: 'note', at }],
    ['vague, without words', { type: 'vague', at }],
  ])('with %s is told with its place, never guessed at', (_, damaged) => {
    expect(faultOf(() => readJournal([event(' '), damaged]))).toEqual(['call.damaged', 73, 2]);
  });

  it.each<[string, unknown]>([
    ['nothing', null],
    ['a text', 'x'],
    ['a part', { today: '2026-06-02' }],
    ['no invoices', { ...aSetup(), invoices: null }],
    ['no client', { ...aSetup(), clientId: '1' }],
  ])('of a call whose set-up is %s is told', (_, setup) => {
    expect(faultOf(() => readSetup(setup))).toEqual(['call.damaged', 73, 0]);
  });

  it('is read as it was written', () => {
    expect(readSetup(JSON.parse(JSON.stringify(aSetup())))).toEqual(aSetup());
  });
});

/** The set-up as the first version stored it: what came later is not there. */
function oldSetup(): unknown {
  const { steps, noticeDays, hasChased, isSecondCallback, voicemailsLeft, settledDisputes, ...rest } =
    aSetup();
  expect([steps, noticeDays, hasChased, isSecondCallback, voicemailsLeft, settledDisputes]).toHaveLength(6);
  const { maxRank, minRank, restBy, ...objective } = rest.objective;
  expect([maxRank, minRank, restBy]).toHaveLength(3);
  const invoices = rest.invoices.map((invoice) => ({ ...invoice, sentBefore: undefined }));
  const { planMaxRows, ...rules } = rest.rules;
  expect(planMaxRows).toBe(defaultRules.planMaxRows);
  return JSON.parse(JSON.stringify({ ...rest, objective, invoices, rules }));
}

describe('a call that an earlier version broke off', () => {
  it('has the facts of a first call where its set-up knows none', () => {
    expect(readSetup(oldSetup())).toEqual({ ...aSetup(), objective: { ...aSetup().objective, minRank: 5 } });
  });

  const old = (...texts: string[]): CallEvent[] => readJournal(texts.map(event));
  const setup = readSetup(oldSetup());
  /** The journal with what was added to it, and the way to the wrap-up. */
  const repaired = (events: readonly CallEvent[]): CallEvent[] => [
    ...events,
    ...mended(start(setup, at), events, at),
  ];

  // The names of choices and the places to go as they were in that version.
  it.each<[string, readonly string[], string]>([
    ['not satisfied led to LISTEN', [' ', 'person', 'yes', 'not_satisfied', 'vague', ' '], 'dispute'],
    [
      'not received led to a copy',
      [' ', 'person', 'yes', 'not_received', 'address=a@b.example', 'will_look'],
      'dispute',
    ],
    ['their own words', [...ways.listen, 'in_their_words', 'cause_note=la compta'], 'listen'],
    ['the third rung led to the summary', [...ways.evasive, ' ', ' ', ' ', 'agreed', ' '], 'consequences'],
    ['nothing led to EVASIVE', [...ways.solution, 'nothing', 'date'], 'negotiate'],
    ['Space passed a summary', [...ways.summary, ' ', 'still_right'], 'summary'],
    ['it was over after the wrap-up', [...ways.wrapup, ' '], 'review'],
  ])('where %s: goes as far as it can, and can be finished', (_, texts, state) => {
    const events = repaired(old(...texts));
    const call = replay(setup, at, events);
    expect(call.state).toBe(state);
    const lapsed = step(call, event('lapse'));
    expect(lapsed.state).toBe('wrapup');
    expect(step(lapsed, event(' ')).state).toBe('review');
    // Repaired once, it stays so.
    expect(mended(start(setup, at), events, at)).toEqual([]);
  });

  it('keeps its promise and its notes', () => {
    const texts = [...ways.promise, 'n:un mot', ' ', ' ', 'still_right', 'n:un autre'];
    const call = replay(setup, at, repaired(old(...texts)));
    expect(call.heard.answers).toMatchObject([{ kind: 'promise', promisedOn: '2026-06-05' }]);
    expect(call.heard.notes.map(({ text }) => text)).toEqual(['un mot', 'un autre']);
  });

  it('had taken something back: that stays taken back', () => {
    const events = old(' ', 'person', 'yes', 'fine', 'in_their_words', 'u', ' ');
    expect(repaired(events)).toEqual(events);
    expect(replay(setup, at, repaired(events)).state).toBe('listen');
  });
});

describe('a journal of this version', () => {
  it('needs no mending, wherever it breaks off', () => {
    fc.assert(
      fc.property(walks, (walk) => {
        expect(mended(start(walk.setup, at), walk.events, at)).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('cut anywhere and continued with anything can be followed to its end once mended', () => {
    fc.assert(
      fc.property(walks, walks, fc.nat(40), (one, other, cut) => {
        const events = [...one.events.slice(0, cut), ...other.events];
        const whole = [...events, ...mended(start(one.setup, at), events, at)];
        expect(step(replay(one.setup, at, whole), event('lapse')).state).toBe('wrapup');
        expect(effective(whole).filter(({ type }) => type === 'note')).toHaveLength(
          effective(events).filter(({ type }) => type === 'note').length,
        );
      }),
      { numRuns: 150 },
    );
  });

  it('is the same call when it is resumed', () => {
    expect(play(ways.promise)).toEqual(replay(aSetup(), at, readJournal(ways.promise.map(event))));
  });
});
