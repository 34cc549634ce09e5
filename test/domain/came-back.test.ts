import { describe, expect, it } from 'vitest';
import { badAddresses, cameBack, unreadAnswer } from '../../src/domain/came-back.ts';
import { day, momentOf } from '../../src/domain/day.ts';
import { dueList } from '../../src/domain/due-list.ts';
import { nextActions } from '../../src/domain/next-action.ts';
import type { ReplyRecord } from '../../src/domain/reply.ts';
import { defaultRules } from '../../src/domain/rule-table.ts';
import type { Standing } from '../../src/domain/standing.ts';
import { anAttempt, aMemo, aPromise, aReply, aStanding } from '../support/a-standing.ts';

const today = day('2026-06-04');
const at = (on: string, minutes = 600): number => momentOf(day(on), minutes);

const memo = aMemo({ callId: 7, createdAt: at('2026-06-02'), sentAt: at('2026-06-02') });
const bounce = aReply({
  kind: 'bounce',
  from: 'mailer-daemon@roussel.example',
  failedAddress: 'jules@roussel.example',
  words: '550 5.1.1 User unknown',
  on: day('2026-06-02'),
  at: at('2026-06-02', 605),
});

function shown(patch: Partial<Standing>, on = today): string[] {
  const standing = aStanding({ memos: [memo], ...patch });
  return cameBack(standing, on).map(
    ({ action, reason, tier, on: since }) => `${action} ${reason.code} ${since} t${tier}`,
  );
}

const answered = 'follow_up answered 2026-06-03 t2';
const refused = 'follow_up address_refused 2026-06-02 t2';
const spoken = anAttempt('2026-06-03', { startedAt: at('2026-06-03', 660) });

describe('what came back by mail', () => {
  it.each<[string, Partial<Standing>, string[]]>([
    ['nothing', {}, []],
    ['an answer to be read', { replies: [aReply()] }, [answered]],
    ['an agreement asks for nothing', { replies: [aReply({ kind: 'agreed' })] }, []],
    ['a machine asks for nothing', { replies: [aReply({ kind: 'automatic' })] }, []],
    ['a delay asks for nothing', { replies: [{ ...bounce, kind: 'delayed' }] }, []],
    ['a refused address', { replies: [bounce] }, [refused]],
    [
      'both',
      { replies: [bounce, aReply({ messageId: 9, at: at('2026-06-01'), on: day('2026-06-01') })] },
      ['follow_up answered 2026-06-01 t2', refused],
    ],
    ['an answer that was read', { replies: [aReply({ reading: { meaning: 'other', on: today } })] }, []],
    [
      'an answer that will be read tomorrow',
      { replies: [aReply({ reading: { meaning: 'other', on: day('2026-06-05') } })] },
      [answered],
    ],
    ['an answer of tomorrow', { replies: [aReply({ on: day('2026-06-05') })] }, []],
    ['an answer, then a talk', { replies: [aReply()], attempts: [spoken] }, []],
    [
      'an answer after the talk',
      { replies: [aReply({ at: at('2026-06-03', 700) })], attempts: [spoken] },
      [answered],
    ],
    [
      'an answer, then a call that reached nobody',
      { replies: [aReply()], attempts: [{ ...spoken, reach: 'no_answer' }] },
      [answered],
    ],
    [
      'a refusal, then another memo',
      { replies: [bounce], memos: [memo, aMemo({ id: 402, createdAt: at('2026-06-03') })] },
      [],
    ],
    [
      'a refusal, then a memo that was refused as well',
      { replies: [bounce], memos: [memo, aMemo({ id: 402, state: 'failed', createdAt: at('2026-06-03') })] },
      [refused],
    ],
    ['a refusal, then a talk', { replies: [bounce], attempts: [spoken] }, []],
    ['a refusal, then an answer from there', { replies: [bounce, aReply({ kind: 'agreed' })] }, []],
    ['of a client who owes nothing', { replies: [aReply(), bounce], invoices: [] }, []],
  ])('%s', (_, patch, actions) => {
    expect(shown(patch)).toEqual(actions);
  });

  it('tells the words, or the subject where there are none', () => {
    const [action] = cameBack(aStanding({ replies: [aReply({ words: '' })] }), today);
    expect(action?.reason).toMatchObject({ text: 'Re: F-2026-101', day: '2026-06-03' });
  });

  it('stands in the list of the day although the promise holds', () => {
    const promise = aPromise('2026-06-02', '2026-06-12', { callId: 7 });
    const list = (replies: readonly ReplyRecord[]) =>
      dueList(
        [aStanding({ memos: [memo], promises: [promise], replies })],
        day('2026-06-03'),
        defaultRules,
      ).items.map(({ first }) => first.reason.code);
    expect(list([])).toEqual([]);
    expect(list([aReply()])).toEqual(['answered']);
    expect(list([bounce])).toEqual(['address_refused']);
  });
});

describe('an address that refuses mail', () => {
  it.each<[string, Partial<Standing>, string, string[]]>([
    ['since the refusal', { replies: [bounce] }, '2026-06-02', ['jules@roussel.example']],
    ['the day before', { replies: [bounce] }, '2026-06-01', []],
    ['a month later', { replies: [bounce] }, '2026-07-02', ['jules@roussel.example']],
    ['a delay is no refusal', { replies: [{ ...bounce, kind: 'delayed' }] }, '2026-06-04', []],
    ['they wrote from there since', { replies: [bounce, aReply()] }, '2026-06-04', []],
    [
      'a machine there answered since',
      { replies: [bounce, aReply({ kind: 'automatic' })] },
      '2026-06-04',
      [],
    ],
    [
      'somebody else wrote since',
      { replies: [bounce, aReply({ from: 'compta@roussel.example' })] },
      '2026-06-04',
      ['jules@roussel.example'],
    ],
    [
      'refused again after they wrote',
      { replies: [aReply({ on: day('2026-06-01'), at: at('2026-06-01') }), bounce] },
      '2026-06-04',
      ['jules@roussel.example'],
    ],
    [
      'a memo went there the next day',
      { replies: [bounce], memos: [aMemo({ sentAt: at('2026-06-03') })] },
      '2026-06-04',
      ['jules@roussel.example'],
    ],
    [
      '… and did not come back in two days',
      { replies: [bounce], memos: [aMemo({ sentAt: at('2026-06-03') })] },
      '2026-06-05',
      [],
    ],
    [
      'a draft went nowhere yet',
      { replies: [bounce], memos: [aMemo({ sentAt: at('2026-06-03'), state: 'draft' })] },
      '2026-06-09',
      ['jules@roussel.example'],
    ],
  ])('%s', (...[, patch, on, addresses]) => {
    expect([...badAddresses(aStanding(patch), day(on)).keys()]).toEqual(addresses);
  });
});

/** Practice D3: two working days after the memo a short message, a call the working day before the promised one. */
describe('a promise that nobody confirmed in writing', () => {
  const promise = aPromise('2026-06-02', '2026-06-12', { callId: 7 });
  const confirmed = {
    kind: 'confirmed',
    on: day('2026-06-03'),
    reason: "D'accord",
    replacedBy: null,
    recordedAt: 1,
  } as const;
  const next = (replies: readonly ReplyRecord[], on: string, changes: readonly (typeof confirmed)[] = []) =>
    nextActions(
      aStanding({ memos: [memo], promises: [{ ...promise, changes }], replies }),
      day(on),
      defaultRules,
    )
      .filter(({ promiseId }) => promiseId !== null)
      .map(({ action, on: day }) => `${action} ${day}`);

  it.each<[string, readonly ReplyRecord[], string, string]>([
    ['one working day after the memo', [], '2026-06-03', 'check_account 2026-06-12'],
    ['two working days after it', [], '2026-06-04', 'confirm_promise 2026-06-04'],
    ['the working day before the promised one', [], '2026-06-11', 'confirm_promise 2026-06-04'],
    ['the promised day', [], '2026-06-12', 'confirm_promise 2026-06-04'],
    ['a machine answered', [aReply({ kind: 'automatic' })], '2026-06-04', 'confirm_promise 2026-06-04'],
    ['it is still on its way', [{ ...bounce, kind: 'delayed' }], '2026-06-04', 'confirm_promise 2026-06-04'],
    ['they wrote something', [aReply()], '2026-06-04', 'check_account 2026-06-12'],
    ['they wrote something: on the eve', [aReply()], '2026-06-11', 'confirm_promise 2026-06-11'],
    ['it came back', [bounce], '2026-06-04', 'check_account 2026-06-12'],
  ])('%s', (...[, replies, on, action]) => {
    expect(next(replies, on)).toEqual([action]);
  });

  it('asks nothing once it is confirmed', () => {
    for (const on of ['2026-06-04', '2026-06-11'])
      expect(next([aReply({ kind: 'agreed' })], on, [confirmed])).toEqual(['check_account 2026-06-12']);
  });
});

describe('an answer by the day it is looked at', () => {
  it('is unread until the day it was read', () => {
    const standing = aStanding({
      replies: [aReply({ reading: { meaning: 'other', on: day('2026-06-05') } })],
    });
    expect(unreadAnswer(standing, day('2026-06-04'))?.id).toBe(501);
    expect(unreadAnswer(standing, day('2026-06-05'))).toBeUndefined();
  });
});
