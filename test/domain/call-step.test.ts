import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { missingOutcome } from '../../src/domain/call/guard.ts';
import type { Call, CallEvent, FieldName, StateName } from '../../src/domain/call/state.ts';
import {
  effective,
  fits,
  isRedialOver,
  replay,
  start,
  step,
  UnfitEvent,
} from '../../src/domain/call/step.ts';
import { table } from '../../src/domain/call/table.ts';
import { day } from '../../src/domain/day.ts';
import { EUR, money } from '../../src/domain/money.ts';
import { aSetup } from '../support/a-call.ts';
import { at, event, play } from '../support/call-events.ts';

const toAsk = [' ', 'person', 'yes', 'fine'];
const toPromise = [...toAsk, 'date_at_once'];

describe('the transitions of practice C4', () => {
  it.each<[string[], StateName]>([
    [[], 'preflight'],
    [[' '], 'ring'],
    [[' ', 'person'], 'identity'],
    [[' ', 'desk'], 'gatekeeper'],
    [[' ', 'voicemail'], 'voicemail'],
    [[' ', 'no_answer'], 'no_answer'],
    [[' ', 'busy'], 'no_answer'],
    [[' ', 'bad_number'], 'no_answer'],
    [[' ', 'desk', 'put_through'], 'identity'],
    [[' ', 'desk', ' '], 'identity'],
    [[' ', 'desk', 'away'], 'callback'],
    [[' ', 'desk', 'refuses'], 'contacts'],
    [[' ', 'desk', 'refuses', ' '], 'wrapup'],
    [[' ', 'desk', 'voicemail'], 'voicemail'],
    [[' ', 'desk', 'left_firm', 'name=Ana Ruiz'], 'gatekeeper'],
    [[' ', 'desk', 'extension', 'extension=42'], 'gatekeeper'],
    [[' ', 'desk', 'hours', 'hours=9–12'], 'gatekeeper'],
    [[' ', 'desk', 'takes_message'], 'wrapup'],
    [[' ', 'voicemail', 'left'], 'wrapup'],
    [[' ', 'voicemail', 'not_left'], 'wrapup'],
    [[' ', 'voicemail', 'full'], 'wrapup'],
    [[' ', 'no_answer', ' '], 'wrapup'],
    [[' ', 'person', 'yes'], 'opening'],
    [[' ', 'person', 'fetching'], 'identity'],
    [[' ', 'person', 'someone_else'], 'wrong_person'],
    [[' ', 'person', 'will_not_say'], 'gatekeeper'],
    [[' ', 'person', 'bad_moment'], 'callback'],
    [[' ', 'person', 'someone_else', 'handles_invoices', 'name=Ana Ruiz'], 'opening'],
    [[' ', 'person', 'someone_else', 'gives_name', 'name=Ana Ruiz'], 'gatekeeper'],
    [[' ', 'person', 'someone_else', 'wrong_firm'], 'no_answer'],
    [[' ', 'person', 'someone_else', 'takes_message'], 'wrapup'],
    [toAsk, 'ask'],
    [[' ', 'person', 'yes', 'not_satisfied'], 'listen'],
    [[' ', 'person', 'yes', 'not_received'], 'duplicate'],
    [[' ', 'person', 'yes', 'bad_moment'], 'callback'],
    [[' ', 'person', 'yes', 'on_the_invoice'], 'ask'],
    [[' ', 'person', 'yes', ' '], 'ask'],
    [toPromise, 'promise'],
    [[...toAsk, ' '], 'listen'],
    [[...toAsk, 'bad_moment'], 'callback'],
    [[...toAsk, ' ', 'forgot'], 'solution'],
    [[...toAsk, ' ', 'not_received'], 'duplicate'],
    [[...toAsk, ' ', 'vague'], 'evasive'],
    [[...toAsk, ' ', 'in_their_words', 'cause_note=la compta'], 'listen'],
    [[...toAsk, ' ', ' '], 'solution'],
    [[...toAsk, ' ', 'not_received', 'address=a@b.example', 'received'], 'solution'],
    [[...toAsk, ' ', 'not_received', 'address=a@b.example', 'will_look'], 'summary'],
    [[...toAsk, ' ', 'not_received', 'address=a@b.example', 'other_obstacle'], 'listen'],
    [[...toAsk, ' ', 'not_received', 'address=a@b.example', 'address', 'address=c@d.example'], 'duplicate'],
    [[...toAsk, ' ', 'vague', 'date'], 'promise'],
    [[...toAsk, ' ', 'vague', 'true_reason'], 'listen'],
    [[...toAsk, ' ', 'vague', 'first_day'], 'promise'],
    [[...toAsk, ' ', 'vague', 'second_day'], 'promise'],
    [[...toAsk, ' ', 'vague', ' '], 'evasive'],
    [[...toAsk, ' ', 'vague', ' ', ' '], 'evasive'],
    [[...toAsk, ' ', 'vague', ' ', ' ', ' '], 'summary'],
    [[...toAsk, ' ', 'forgot', 'today'], 'promise'],
    [[...toAsk, ' ', 'forgot', 'dated'], 'promise'],
    [[...toAsk, ' ', 'forgot', 'nothing'], 'evasive'],
    [[...toAsk, ' ', 'forgot', 'too_little'], 'evasive'],
    [[...toAsk, ' ', 'forgot', ' '], 'promise'],
    [[...toPromise, 'amount=84000', 'day=2026-06-05', ' '], 'summary'],
    [[...toPromise, 'amount=84000', 'day=2026-06-05', 'means'], 'promise'],
    [[...toPromise, 'amount=84000', '~cette semaine'], 'evasive'],
    [[...toPromise, 'amount=84000', '~cette semaine', 'date', 'day=2026-06-05', ' '], 'summary'],
    [[...toAsk, 'c', 'callback_day=2026-06-04', 'callback_time=840', ' '], 'summary'],
    [[...toPromise, 'amount=84000', 'day=2026-06-05', ' ', 'agreed'], 'contacts'],
    [[...toPromise, 'amount=84000', 'day=2026-06-05', ' ', 'correct'], 'promise'],
    [[...toPromise, 'amount=84000', 'day=2026-06-05', ' ', 'not_agreed'], 'solution'],
    [[...toPromise, 'amount=84000', 'day=2026-06-05', ' ', ' '], 'contacts'],
    [[...toPromise, 'amount=84000', 'day=2026-06-05', ' ', 'agreed', 'still_right'], 'contacts'],
    [
      [...toPromise, 'amount=84000', 'day=2026-06-05', ' ', 'agreed', 'phone', 'phone=0388001123'],
      'contacts',
    ],
    [[...toPromise, 'amount=84000', 'day=2026-06-05', ' ', 'agreed', ' '], 'close'],
    [[...toPromise, 'amount=84000', 'day=2026-06-05', ' ', 'agreed', ' ', ' '], 'wrapup'],
    [[...toPromise, 'amount=84000', 'day=2026-06-05', ' ', 'agreed', ' ', 'h:normal'], 'wrapup'],
    [[...toPromise, 'amount=84000', 'day=2026-06-05', ' ', 'agreed', ' ', ' ', ' '], 'ended'],
    [[...toAsk, 'h:cut'], 'wrapup'],
    [[...toAsk, 'h:ended'], 'wrapup'],
    [[...toAsk, 'h:lost'], 'ring'],
    [[...toAsk, 'h:normal'], 'ask'],
    [[...toAsk, 'h:normal', 'h:normal'], 'wrapup'],
    [[...toAsk, 'lapse'], 'wrapup'],
    [[...toAsk, 'back'], 'opening'],
    // A third party disagrees with an hour, not with a payment.
    [[' ', 'desk', 'away', 'callback_day=2026-06-04', 'callback_time=840', ' ', 'not_agreed'], 'callback'],
    [[' ', 'desk', 'away', 'callback_day=2026-06-04', 'callback_time=840', ' ', 'agreed'], 'close'],
    // After hanging up a correction leads back to the wrap-up.
    [[...toPromise, 'amount=84000', 'day=2026-06-05', 'h:ended', 'promise', ' '], 'wrapup'],
    [[...toAsk, 'h:cut', 'callback', 'callback_day=2026-06-04', 'callback_time=840', ' '], 'wrapup'],
  ])('%j leads to %s', (texts, state) => {
    expect(play(texts).state).toBe(state);
  });

  it('opens on the broken promise instead of the service', () => {
    expect(play([' ', 'person', 'yes'], aSetup({ opening: 'direct' })).state).toBe('ask');
  });

  it('has a row, and words for a phase, for every state it names', () => {
    for (const row of Object.values(table)) {
      const keys = row.choices.map((choice) => choice.key);
      expect(new Set(keys).size).toBe(keys.length);
      expect(keys.every((key) => /^\d$/.test(key))).toBe(true);
    }
  });
});

describe('what a call keeps', () => {
  it('keeps the promise while a vague date is dug into', () => {
    const call = play([...toPromise, 'amount=42000', '~fin du mois', 'date']);
    expect(call.heard.promises).toHaveLength(1);
    expect(call.heard.promises[0]?.amount).toEqual(money(42_000, EUR));
    expect(call.heard.evasive).toEqual([{ rung: 1, words: 'fin du mois' }]);
    expect(call.asking).toEqual(['day']);
  });

  it('starts another promise for the rest', () => {
    const half = [...toPromise, 'amount=42000', 'day=2026-06-03'];
    const call = play([...half, 'p', 'amount=42000', 'day=2026-06-10']);
    expect(call.heard.promises.map((draft) => draft.promisedOn)).toEqual([
      day('2026-06-03'),
      day('2026-06-10'),
    ]);
  });

  it('masks again after a lost line', () => {
    expect(play([...toAsk, 'h:lost']).heard.isIdentityConfirmed).toBe(false);
  });

  it.each<[string[], number, boolean]>([
    [[...toAsk, 'h:lost'], 10, false],
    [[...toAsk, 'h:lost'], 10.1, true],
    [[' '], 60, false],
    [toAsk, 60, false],
    [[...toAsk, 'h:lost', 'person'], 60, false],
  ])('after %j and %d minutes the redial is over: %s', (texts, minutes, isOver) => {
    expect(isRedialOver(play(texts), at + minutes * 60_000)).toBe(isOver);
  });

  it.each<[string[], ReturnType<typeof missingOutcome>]>([
    [[' ', 'person'], null],
    [toAsk, 'date'],
    [[...toPromise, 'amount=84000', 'day=2026-06-05'], null],
    [[...toPromise, 'amount=40000', 'day=2026-06-05'], 'rest'],
    [[...toAsk, 'c', 'callback_day=2026-06-04'], null],
    [[...toAsk, ' ', 'not_received', 'address=a@b.example'], null],
  ])('the guard after %j misses %s', (texts, missing) => {
    expect(missingOutcome(play(texts))).toBe(missing);
  });

  it('refuses an event that does not fit, and says which', () => {
    expect(() => step(start(aSetup(), at), event('person'))).toThrow(UnfitEvent);
    expect(() => play([...toPromise, 'day=2026-06-05'])).toThrow(/fill does not fit state promise/);
  });
});

describe('laws', () => {
  /** Any walk through the call: at each step one of the events that fit there. */
  const walks = fc.array(fc.nat(1_000), { maxLength: 40 }).map((numbers) => {
    const events: CallEvent[] = [];
    let call = start(aSetup(), at);
    for (const number of numbers) {
      const possible = candidates(call).filter((one) => fits(call, one));
      const chosen = possible[number % Math.max(1, possible.length)];
      if (!chosen) break;
      events.push(chosen);
      call = step(call, chosen);
    }
    return events;
  });

  it('folding the journal is stepping through it', () => {
    fc.assert(
      fc.property(walks, (events) => {
        let call = start(aSetup(), at);
        for (const one of events) call = step(call, one);
        expect(replay(aSetup(), at, events)).toEqual(call);
      }),
      { numRuns: 500 },
    );
  });

  it('back undoes the last event, whatever it was', () => {
    fc.assert(
      fc.property(walks, (events) => {
        const before = replay(aSetup(), at, events.slice(0, -1));
        const after = replay(aSetup(), at, [...events, event('back')]);
        expect(after).toEqual(events.length > 0 ? before : start(aSetup(), at));
        expect(effective([...events, event('back')])).toEqual(events.slice(0, -1));
      }),
      { numRuns: 500 },
    );
  });

  it('from anywhere on the line the call can be ended', () => {
    fc.assert(
      fc.property(walks, (events) => {
        const call = replay(aSetup(), at, events);
        if (call.state === 'preflight' || call.state === 'ended') return;
        const hungUp = call.state === 'wrapup' ? call : step(call, event('h:cut'));
        expect(step({ ...hungUp, asking: [] }, event(' ')).state).toBe('ended');
      }),
      { numRuns: 500 },
    );
  });

  it('never promises more than is owed', () => {
    fc.assert(
      fc.property(walks, (events) => {
        const { heard } = replay(aSetup(), at, events);
        const promised = heard.promises.reduce(
          (total, draft) => total + (draft.promisedOn ? (draft.amount?.minor ?? 0) : 0),
          0,
        );
        expect(promised).toBeLessThanOrEqual(84_000);
      }),
      { numRuns: 300 },
    );
  });

  function candidates(call: Call): CallEvent[] {
    const [field] = call.asking;
    const values: Partial<Record<FieldName, string>> = {
      amount: call.heard.promises.length > 1 ? '1' : '42000',
      day: '2026-06-05',
      callback_day: '2026-06-04',
      callback_time: '840',
    };
    return [
      ...(field ? [event(`${field}=${values[field] ?? 'x'}`)] : []),
      ...table[call.state].choices.map((choice) => event(choice.name)),
      event(' '),
      event('p'),
      event('c'),
      event('h:normal'),
      event('h:lost'),
      event('h:cut'),
      event('h:ended'),
      event('~bientôt'),
    ];
  }
});
