import { describe, expect, it } from 'vitest';
import { answerOf, answersOf, spokenOf } from '../../src/domain/call/record.ts';
import type { Call, CallEvent, CallInvoice } from '../../src/domain/call/state.ts';
import {
  effective,
  fits,
  isRedialOver,
  replay,
  start,
  step,
  UnfitEvent,
} from '../../src/domain/call/step.ts';
import { stateNames } from '../../src/domain/call/table.ts';
import { day } from '../../src/domain/day.ts';
import { EUR, money } from '../../src/domain/money.ts';
import { aSetup } from '../support/a-call.ts';
import { at, event, play } from '../support/call-events.ts';
import { ways } from '../support/call-states.ts';

const toPromise = [...ways.ask, 'date_at_once'];
const [first] = aSetup().invoices;
if (!first) throw new RangeError('a call without an invoice');
const second: CallInvoice = { ...first, id: 12, number: 'F-2026-050', balance: money(30_000, EUR) };
const two = aSetup({ invoices: [first, second] });

describe('how long a call took', () => {
  const minutes = (call: Call) => call.lasted / 60_000;
  const mood = (after: number) => ({ type: 'mood', mood: 'calm', at: at + after * 60_000 }) as const;
  const lapse = (after: number) => ({ type: 'lapse', at: at + after * 60_000 }) as const;
  const back = (after: number) => ({ type: 'back', at: at + after * 60_000 }) as const;

  it.each<[string, readonly CallEvent[], number]>([
    ['from dialling to the last key', [mood(2), mood(7)], 7],
    ['a silence is part of it', [mood(2), mood(32)], 32],
    ['broken off and finished the next morning', [mood(5), mood(1380), mood(1382)], 7],
    ['the wrap-up is no talk', [mood(5), lapse(6), mood(14)], 6],
    ['gone back into the call', [mood(5), lapse(6), back(7), mood(8)], 8],
  ])('%s', (_, events, expected) => {
    expect(minutes(replay(aSetup(), at, events))).toBe(expected);
  });
});

describe('what a call keeps', () => {
  it('keeps the promise while a vague date is dug into', () => {
    const call = play([...toPromise, 'amount=42000', '~fin du mois', 'date']);
    expect(answersOf(call.heard, 'promise')).toMatchObject([{ amount: { minor: 42_000 } }]);
    expect(call.heard.evasive).toEqual([{ rung: 1, words: 'fin du mois' }]);
    expect(call.asking).toEqual(['day']);
  });

  it('starts another promise for the rest, and none once all is covered', () => {
    const half = [...toPromise, 'amount=42000', 'day=2026-06-03'];
    const both = [...half, 'p', 'amount=42000', 'day=2026-06-10'];
    const days = (texts: readonly string[]) =>
      answersOf(play(texts).heard, 'promise').map(({ promisedOn }) => promisedOn);
    expect(days(both)).toEqual(['2026-06-03', '2026-06-10']);
    expect(days([...both, 'p', 'day', 'day=2026-06-11'])).toEqual(['2026-06-03', '2026-06-11']);
  });

  it('takes the first note in LISTEN for the reason in their words, and keeps them all', () => {
    const { heard } = play([...ways.listen, 'n:la compta a changé', 'n:en août']);
    expect(heard.causeNote).toBe('la compta a changé');
    expect(heard.notes.map(({ text }) => text)).toEqual(['la compta a changé', 'en août']);
    expect(play([...ways.ask, 'n:bonjour']).heard.causeNote).toBeNull();
  });

  it('names the reason that a branch implies, but never over a reason that was chosen', () => {
    expect(play([...ways.ask, 'j:dispute']).heard.cause).toBe('dispute');
    expect(play([...ways.listen, 'forgot', 'j:dispute']).heard.cause).toBe('forgot');
    expect(play([...ways.listen, 'forgot', 'j:listen', 'cannot_pay']).heard.cause).toBe('cash');
  });

  it('keeps the moment of the first question, mood, language and the copy that was queued', () => {
    const { heard, setup } = play([
      ...ways.listen,
      'm:tense',
      'm:calm',
      'l:en',
      'e:a@b.example',
      'j:ask',
      ' ',
    ]);
    expect(heard).toMatchObject({ askedAt: at, moods: ['tense', 'calm'], copyTo: 'a@b.example' });
    expect(setup.language).toBe('en');
  });

  it('speaks of what was picked, and of all again when nothing or everything is', () => {
    const about = (texts: readonly string[]) => spokenOf(play(texts, two)).map(({ id }) => id);
    expect(about([...ways.ask, 'f:12'])).toEqual([12]);
    expect(about([...ways.ask, 'f:12', 'f:'])).toEqual([11, 12]);
    expect(about([...ways.ask, 'f:11,12'])).toEqual([11, 12]);
    expect(about([...ways.ask, 'f:99'])).toEqual([11, 12]);
  });
});

describe('the right person', () => {
  it.each<[string, readonly string[]]>([
    ['a lost line', [...ways.ask, 'h:lost']],
    ['somebody else on the line', [...ways.approval, 'put_through', 'name=Ana Ruiz']],
    ['the desk', [...ways.ask, 'j:gatekeeper']],
    ['another person', [...ways.ask, 'j:wrong_person']],
    ['asking once more', [...ways.ask, 'j:identity']],
  ])('is asked again after %s', (_, texts) => {
    expect(play(texts).heard).toMatchObject({ isIdentityConfirmed: false, hasSpoken: true });
  });

  it('stays confirmed while one looks back', () => {
    const call = play([...ways.ask, 'b']);
    expect(call).toMatchObject({ state: 'opening', heard: { isIdentityConfirmed: true } });
  });

  it('is a stranger again when one looks back as far as the question who it is', () => {
    const call = play([...ways.opening, 'b']);
    expect(call).toMatchObject({ state: 'identity', heard: { isIdentityConfirmed: false } });
  });
});

describe('a lost line', () => {
  it.each<[readonly string[], number, boolean]>([
    [[...ways.ask, 'h:lost'], 10, false],
    [[...ways.ask, 'h:lost'], 10.1, true],
    [[' '], 60, false],
    [ways.ask, 60, false],
    [[...ways.ask, 'h:lost', 'person'], 60, false],
  ])('after %j and %d minutes the redial is over: %s', (texts, minutes, isOver) => {
    expect(isRedialOver(play(texts), at + minutes * 60_000)).toBe(isOver);
  });

  it('keeps the call open, and its record', () => {
    const call = play([...ways.promise, 'h:lost', 'person', 'yes', 'j:summary']);
    expect(call.heard.isHungUp).toBe(false);
    expect(answerOf(call.heard, 'promise')).toMatchObject({ promisedOn: '2026-06-05' });
  });

  it('given up leads to the wrap-up', () => {
    expect(play([...ways.ask, 'h:lost', 'lapse'])).toMatchObject({
      state: 'wrapup',
      heard: { isHungUp: true },
    });
  });
});

describe('hanging up', () => {
  it.each(['cut', 'ended'] as const)('%s leads to the wrap-up at once', (how) => {
    expect(play([...ways.ask, `h:${how}`])).toMatchObject({ state: 'wrapup', heard: { hangup: how } });
  });

  it('normally is warned of once while something is missing, and then passes', () => {
    expect(play([...ways.ask, 'h:normal'])).toMatchObject({ state: 'ask', isGuardSpent: true });
    expect(play([...ways.ask, 'h:normal', 'h:normal']).state).toBe('wrapup');
    expect(play([...ways.promise, 'h:normal']).state).toBe('wrapup');
  });

  it('is warned of again after something else was said', () => {
    expect(play([...ways.ask, 'h:normal', ' ', 'h:normal']).state).toBe('listen');
    expect(play([...ways.ask, 'h:normal', 'f:12', 'h:normal'], two).state).toBe('ask');
  });

  it('before anybody was confirmed is never warned of: no money may be asked for', () => {
    expect(play([' ', 'desk', 'h:normal']).state).toBe('wrapup');
  });

  it('leaves only forms, which lead back to the wrap-up', () => {
    const call = play([...ways.ask, 'h:cut']);
    expect(stateNames().filter((to) => fits(call, event(`j:${to}`)))).toEqual([
      'paid', 'duplicate', 'dispute', 'cannot_pay', 'approval', 'refusal', 'distress', 'insolvency', 'promise', 'plan',
      'callback',
    ]); // biome-ignore format: one row of names
    for (const form of stateNames().filter((to) => fits(call, event(`j:${to}`)))) {
      const opened = play([...ways.ask, 'h:cut', `j:${form}`]);
      const left = opened.asking.length > 0 ? step(opened, event('leave')) : opened;
      expect(step(left, event(' ')).state).toBe('wrapup');
    }
    expect(play([...ways.ask, 'h:cut', 'j:dispute', 'dispute_words=x', 'no_dispute']).state).toBe('wrapup');
    expect(play([...ways.ask, 'h:cut', 'j:promise', 'amount=84000', 'day=2026-06-05', ' ']).state).toBe(
      'wrapup',
    );
  });
});

describe('a warning', () => {
  it('stands once before a summary is passed over, and again the next time', () => {
    const once = [...ways.summary, ' '];
    expect(play(once)).toMatchObject({ state: 'summary', warned: ['summary'] });
    expect(play([...once, ' ']).state).toBe('contacts');
    expect(play([...once, 'correct', ' ', ' '])).toMatchObject({ state: 'summary' });
  });

  it('stands once before a third message is left, not before the second', () => {
    const left = (voicemailsLeft: number, ...more: string[]) =>
      play([...ways.voicemail, 'left', ...more], aSetup({ voicemailsLeft })).state;
    expect(left(1)).toBe('wrapup');
    expect(left(2)).toBe('voicemail');
    expect(left(2, 'left')).toBe('wrapup');
    expect(play([...ways.voicemail, 'not_left'], aSetup({ voicemailsLeft: 5 })).state).toBe('wrapup');
  });
});

describe('an account that is not ours', () => {
  const filled = ['claim_day=2026-05-29', 'claim_amount=84000', 'claim_account=4444', 'claim_reference='];
  it.each<[string, readonly string[], boolean]>([
    ['said so', ['other_account'], true],
    ['said so, the details left for later', ['other_account', 'leave'], true],
    [
      'said so, nothing known of it',
      ['other_account', ...filled.slice(0, 2), 'claim_account=', 'claim_reference='],
      true,
    ],
    ['read in the details', ['details', ...filled], true],
    ['ours after all', ['details', ...filled.slice(0, 2), 'claim_account=0189', 'claim_reference='], false],
    [
      'said so, and then no account named',
      ['other_account', 'leave', 'details', ...filled.slice(0, 2), 'claim_account=', 'claim_reference='],
      true,
    ],
    ['nothing named', ['details', ...filled.slice(0, 2), 'claim_account=', 'claim_reference='], false],
  ])('%s: the alert stands, and keeps the call there', (_, texts, isAlert) => {
    const { state, heard } = play([...ways.paid, ...texts]);
    expect(answerOf(heard, 'paid')?.isOtherAccount).toBe(isAlert);
    expect(state).toBe(isAlert ? 'paid' : 'summary');
  });
});

describe('a field', () => {
  it('is left with the state as it is; what was filled stays', () => {
    const call = play([...toPromise, 'amount=42000', 'leave']);
    expect(call).toMatchObject({ state: 'promise', asking: [] });
    expect(answerOf(call.heard, 'promise')).toMatchObject({ amount: { minor: 42_000 }, promisedOn: null });
  });

  it('left before its choice was taken leaves the choice to be taken again', () => {
    const call = play([...ways.dispute, 'all_disputed', 'dispute_type=technical', 'leave']);
    expect(call).toMatchObject({ state: 'dispute', asking: [], pendingChoice: null });
    expect(answerOf(call.heard, 'dispute')).toMatchObject({ type: 'technical' });
    expect(play([...ways.dispute, 'all_disputed', 'leave', 'all_disputed']).asking[0]).toBe('dispute_type');
  });

  it('comes back after a form that was opened over it', () => {
    const asking = [...ways.dispute, 'all_disputed'];
    const before = play(asking);
    const after = play([...asking, 'w', 'own_text=envoyer le relevé', 'own_day=2026-06-03', 'own_time=1020']);
    expect(after).toMatchObject({ asking: before.asking, pendingChoice: 'all_disputed', suspended: null });
    expect(after.heard.own).toEqual([{ text: 'envoyer le relevé', on: day('2026-06-03'), minutes: 1020 }]);
    expect(play([...asking, 'r', 'leave'])).toMatchObject({ asking: before.asking, heard: { topics: [] } });
  });

  it('has one form over it at a time', () => {
    expect(() => play([...ways.ask, 'w', 'r'])).toThrow(UnfitEvent);
    expect(play([...ways.ask, 'w', 'p']).suspended).toBeNull();
  });
});

describe('an objection', () => {
  it('shows its answer, and worked leads to the branch it names with its reason', () => {
    const call = play([...ways.ask, 'o:cash_tight', 'worked']);
    expect(call).toMatchObject({ state: 'cannot_pay', objecting: null, heard: { cause: 'cash' } });
    expect(call.heard.objections).toEqual([
      { objection: 'cash_tight', words: 'cash_tight', hasWorked: true },
    ]);
  });

  it.each([
    ['not_yet', false],
    ['dismiss', null],
  ])('%s stays where it was', (judged, hasWorked) => {
    const call = play([...ways.ask, 'o:cash_tight', judged]);
    expect(call).toMatchObject({ state: 'ask', objecting: null, heard: { cause: null } });
    expect(call.heard.objections[0]?.hasWorked).toBe(hasWorked);
  });

  it('of the user has no branch: judged, the state stays', () => {
    expect(play([...ways.ask, 'o:=trop cher', 'worked'])).toMatchObject({ state: 'ask', objecting: null });
    expect(() => play([...ways.ask, 'o:=trop cher', 'branch'])).toThrow(UnfitEvent);
    expect(() => play([...ways.ask, 'worked'])).toThrow(UnfitEvent);
  });

  it('that makes one speak to somebody else masks again', () => {
    expect(play([...ways.ask, 'o:not_me', 'branch'])).toMatchObject({
      state: 'gatekeeper',
      heard: { isIdentityConfirmed: false },
    });
  });
});

describe('going back', () => {
  it('b leads to the state before and keeps what was heard', () => {
    const call = play([...ways.summary, 'b']);
    expect(call.state).toBe('promise');
    expect(call.heard.answers).toEqual(play(ways.summary).heard.answers);
  });

  it('b keeps the order of what was said: looking at a form again is no answer', () => {
    const said = [...ways.dispute, 'j:promise', 'amount=84000', 'day=2026-06-05'];
    expect(play([...said, 'b']).heard.answers).toEqual(play(said).heard.answers);
  });

  it.each<[string, readonly string[]]>([
    ['before dialling', []],
    ['while it rings', [' ']],
    ['once the line is down', [...ways.ask, 'h:cut']],
    ['to money before a new person is confirmed', [...ways.approval, 'put_through', 'name=Ana Ruiz']],
  ])('b leads nowhere %s', (_, texts) => {
    expect(fits(play(texts), event('b'))).toBe(false);
  });

  it('u takes the last event away, and u again the one before', () => {
    expect(play([...ways.ask, 'u']).state).toBe('opening');
    expect(play([...ways.ask, 'u', 'u']).state).toBe('identity');
    expect(effective([' ', 'person', 'u', 'u', 'u'].map(event))).toEqual([]);
  });
});

describe('an event that does not fit', () => {
  it.each<[readonly string[], string]>([
    [[], 'person'],
    [[...toPromise], 'day=2026-06-05'],
    [[...toPromise], 'means'],
    [ways.ask, 'leave'],
    [ways.ask, '~bientôt'],
    [ways.identity, 'p'],
    [ways.identity, 'e:a@b.example'],
    [ways.identity, 'o:forgot'],
    [ways.wrapup, 'h:normal'],
    [ways.ended, ' '],
  ])('after %j: %s is refused and told', (texts, text) => {
    expect(() => step(play(texts), event(text))).toThrow(UnfitEvent);
  });

  it('says where and what', () => {
    expect(() => step(start(aSetup(), at), event('person'))).toThrow(/choose does not fit state preflight/);
  });
});
