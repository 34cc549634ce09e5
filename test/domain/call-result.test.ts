import { describe, expect, it } from 'vitest';
import type { Attempt, Outcome } from '../../src/domain/attempt.ts';
import { dayAdvice, proposalFor } from '../../src/domain/call/proposals.ts';
import { missingOutcome } from '../../src/domain/call/guard.ts';
import { outcomesByWeight, resultOf, withSpeaker } from '../../src/domain/call/result.ts';
import type { CallInvoice, CallSetup } from '../../src/domain/call/state.ts';
import { day } from '../../src/domain/day.ts';
import { memoKindFor } from '../../src/domain/memo-kind.ts';
import { EUR, money } from '../../src/domain/money.ts';
import { aSetup } from '../support/a-call.ts';
import { play } from '../support/call-events.ts';
import { aPromise } from '../support/a-standing.ts';

const nothingBefore = { attempts: [], livePromises: [] };
const toAsk = [' ', 'person', 'yes', 'fine'];
const toPromise = [...toAsk, 'date_at_once'];
const toWrong = [' ', 'person', 'someone_else'];
const close = [' ', 'agreed', ' ', ' '];

const result = (texts: readonly string[], setup?: CallSetup) => resultOf(play(texts, setup), nothingBefore);
const outcomes = (texts: readonly string[], setup?: CallSetup): Outcome[] =>
  result(texts, setup).outcomes.map(({ outcome }) => outcome);

const first = aSetup().invoices[0];
if (!first) throw new RangeError('a call without an invoice');
const second: CallInvoice = { ...first, id: 12, number: 'F-2026-050', balance: money(30_000, EUR) };
const two = aSetup({ invoices: [first, second] });

describe('what a call leaves behind', () => {
  it.each<[string, string[], Outcome[], string | null]>([
    ['nobody answers', [' ', 'no_answer', ' '], ['no_answer'], null],
    ['busy', [' ', 'busy', ' '], ['busy'], null],
    ['a wrong number', [' ', 'bad_number', ' '], ['bad_number'], null],
    ['a message left', [' ', 'voicemail', 'left'], ['voicemail'], 'voicemail_followup'],
    ['no message left', [' ', 'voicemail', 'not_left'], ['no_answer'], null],
    ['the mailbox is full', [' ', 'voicemail', 'full'], ['no_answer'], null],
    ['the desk takes a message', [' ', 'desk', 'takes_message'], ['message_left'], null],
    ['the desk refuses', [' ', 'desk', 'refuses', ' '], ['no_answer'], null],
    ['their voicemail', [' ', 'desk', 'voicemail', 'left'], ['voicemail'], 'voicemail_followup'],
    [
      'an hour agreed',
      [...toAsk, 'c', 'callback_day=2026-06-04', 'callback_time=840'],
      ['callback'],
      'callback_agreed',
    ],
    [
      'a copy sent',
      [...toAsk, ' ', 'not_received', 'address=a@b.example', 'will_look'],
      ['duplicate_sent'],
      'duplicate_sent',
    ],
    [
      'a promise',
      [...toPromise, 'amount=84000', 'day=2026-06-05', ...close],
      ['promise'],
      'promise_confirmation',
    ],
    [
      'a promise for a part',
      [...toPromise, 'amount=40000', 'day=2026-06-05', ...close],
      ['promise'],
      'promise_confirmation',
    ],
    [
      'a condition',
      [...toPromise, 'amount=84000', 'day=2026-06-05', 'condition', 'condition=sous réserve', ...close],
      ['intent'],
      'no_agreement',
    ],
    [
      'no day after three rungs',
      [...toAsk, ' ', 'vague', ' ', ' ', ' ', 'no', 'agreed', ' ', ' '],
      ['no_date'],
      'no_agreement',
    ],
    ['they cut', [...toAsk, 'h:cut'], ['angry'], null],
    [
      'the line lost after the invoice was named, nobody on redial',
      [...toAsk, 'h:lost', 'no_answer', ' '],
      ['no_date'],
      'no_agreement',
    ],
    [
      'the line lost before anybody was reached',
      [' ', 'desk', 'h:lost', 'no_answer', ' '],
      ['no_answer'],
      null,
    ],
  ])('%s', (...row) => {
    const [, texts, expected, memo] = row;
    const { outcomes: left } = result(texts);
    expect(left.map(({ outcome }) => outcome)).toEqual(expected);
    expect(memoKindFor(left)).toBe(memo);
  });

  it('without a day asks again within three working days', () => {
    const [left] = result([...toAsk, ' ', 'vague', ' ', ' ', ' ', 'no', 'agreed', ' ', ' ']).outcomes;
    expect(left).toMatchObject({ action: 'call', followUpOn: day('2026-06-05'), isFruitless: true });
  });

  it('keeps the day and the hour of a call back', () => {
    const [left] = result([...toAsk, 'c', 'callback_day=2026-06-04', 'callback_time=870']).outcomes;
    expect(left).toMatchObject({ action: 'call', followUpOn: day('2026-06-04'), followUpAt: 870 });
  });

  it.each<[string[], string | null]>([
    [[' ', 'person', 'yes'], 'person'],
    [[' ', 'person', 'bad_moment', 'callback_day=2026-06-04', 'callback_time=840'], 'desk'],
    [[' ', 'desk', 'away'], 'desk'],
    [[' ', 'voicemail', 'left'], 'voicemail'],
    [[...toAsk, 'h:lost', 'voicemail', 'left'], 'person'],
  ])('after %j the call reached %s', (texts, reach) => {
    expect(result(texts).reach).toBe(reach);
  });

  it('takes the place of a running promise with a firm one, not with an intent', () => {
    const livePromises = [
      aPromise('2026-05-26', '2026-06-04', {
        id: 5,
        parts: [
          {
            invoiceId: 11,
            amount: money(84_000, EUR),
            promisedOn: day('2026-06-04'),
            arrivalDeadline: day('2026-06-08'),
            recontactOn: day('2026-06-09'),
          },
        ],
      }),
    ];
    const earlier: { attempts: Attempt[]; livePromises: typeof livePromises } = {
      attempts: [],
      livePromises,
    };
    const firm = [...toPromise, 'amount=84000', 'day=2026-06-10'];
    expect(resultOf(play(firm), earlier).moves).toMatchObject([{ promiseId: 5, replacedBy: 0 }]);
    expect(resultOf(play([...firm, 'condition', 'condition=si']), earlier).moves).toEqual([]);
  });
});

describe('several invoices', () => {
  it('lays the promise on the oldest, and guards the rest', () => {
    const texts = [...toPromise, 'amount=90000', 'day=2026-06-05'];
    expect(result(texts, two).promises).toMatchObject([
      {
        kind: 'promise',
        parts: [
          { invoiceId: 11, amount: { minor: 84_000 } },
          { invoiceId: 12, amount: { minor: 6_000 } },
        ],
      },
    ]);
    expect(missingOutcome(play(texts, two))).toMatchObject({ what: 'rest', invoice: { id: 12 } });
  });

  it('leaves the second without a date when the promise ends with the first', () => {
    const texts = [...toPromise, 'amount=84000', 'day=2026-06-05', 'h:normal'];
    expect(play(texts, two).state).toBe('promise');
    expect(outcomes([...texts, 'h:normal'], two)).toEqual(['promise', 'no_date']);
    expect(outcomesByWeight(result(texts, two).outcomes)[0]).toBe('no_date');
  });

  it.each<[string, CallSetup, string[]]>([
    ['one invoice', aSetup(), ['amount=42000', 'day=2026-06-05', 'p', 'amount=42000', 'day=2026-06-12']],
    ['two invoices', two, ['amount=84000', 'day=2026-06-05', 'p', 'amount=30000', 'day=2026-06-12']],
  ])(
    'a second promise for the rest of %s makes one plan, and one memo that tells both',
    (_, setup, texts) => {
      const { promises, outcomes: left } = result([...toPromise, ...texts, ...close], setup);
      expect(promises).toHaveLength(1);
      expect(promises[0]).toMatchObject({
        kind: 'plan',
        parts: [{ promisedOn: '2026-06-05' }, { promisedOn: '2026-06-12' }],
      });
      expect(new Set(left.map(({ outcome }) => outcome))).toEqual(new Set(['plan']));
      expect(memoKindFor(left)).toBe('instalment_plan');
    },
  );

  it('keeps a condition on the rest from the firm part, whichever comes first', () => {
    const firm = ['amount=40000', 'day=2026-06-05'];
    const intent = ['amount=44000', 'day=2026-06-12', 'condition', 'condition=si le client paie'];
    for (const texts of [
      [...firm, 'p', ...intent],
      [...intent, 'p', ...firm.map((one) => one.replace('40000', '40000'))],
    ]) {
      const { promises, outcomes: left } = result([...toPromise, ...texts]);
      expect(promises.map(({ condition, parts }) => [condition, parts[0]?.promisedOn])).toEqual([
        [null, '2026-06-05'],
        ['si le client paie', '2026-06-12'],
      ]);
      expect(left.map(({ outcome }) => outcome)).toEqual(['promise']);
    }
  });
});

describe('people', () => {
  it('makes who handles the invoices the one spoken to: name, number, address', () => {
    const texts = [
      ...toWrong,
      'handles_invoices',
      'name=Ana Ruiz',
      'fine',
      'date_at_once',
      'amount=84000',
      'day=2026-06-05',
      ' ',
      'agreed',
      'email',
      'email=ana@roussel.example',
      ' ',
      ' ',
    ];
    const effects = result(texts);
    expect(effects).toMatchObject({ reach: 'person', isSpeakerNew: true, contactPatches: [] });
    expect(effects.promises).toMatchObject([{ promiser: 'Ana Ruiz' }]);
    expect(effects.newContacts).toMatchObject([
      {
        firstName: 'Ana',
        lastName: 'Ruiz',
        role: 'accounts',
        email: 'ana@roussel.example',
        phone: '03 88 00 11 22',
        verifiedOn: '2026-06-02',
      },
    ]);
    const known = withSpeaker(effects, 99);
    expect(known).toMatchObject({
      contactId: 99,
      newContacts: [],
      promises: [{ contactId: 99 }],
      outcomes: [{ contactId: 99 }],
    });
  });

  it('proposes the address of the known contact to nobody else', () => {
    const call = play([...toWrong, 'handles_invoices', 'name=Ana Ruiz', 'not_received']);
    expect(proposalFor('address', call)).toBeNull();
    expect(proposalFor('callback_who', call)).toBe('Ana Ruiz');
    expect(proposalFor('address', play([...toAsk, ' ', 'not_received']))).toBe('jules@roussel.example');
  });

  it('asks for the new name when the contact has left, without a number of their own yet', () => {
    const texts = [
      ' ',
      'desk',
      'left_firm',
      'name=Ana Ruiz',
      'away',
      'callback_day=2026-06-04',
      'callback_time=840',
    ];
    expect(play(texts).heard.speaker).toMatchObject({ name: 'Ana Ruiz' });
    expect(result(texts)).toMatchObject({
      isSpeakerNew: true,
      newContacts: [{ firstName: 'Ana', lastName: 'Ruiz', phone: null, verifiedOn: null }],
      outcomes: [{ outcome: 'callback', phone: '03 88 00 11 22' }],
    });
  });

  it('keeps the address a copy went to', () => {
    const sent = (address: string) =>
      result([...toAsk, ' ', 'not_received', `address=${address}`, 'will_look']);
    expect(sent('compta@roussel.example').contactPatches).toEqual([
      { id: 7, patch: { email: 'compta@roussel.example' } },
    ]);
    expect(sent('Jules@roussel.example').contactPatches).toEqual([]);
  });

  it('flags a number that is none, and keeps hours and extension', () => {
    expect(result([' ', 'bad_number', ' ']).contactPatches).toEqual([
      { id: 7, patch: { isPhoneInvalid: true } },
    ]);
    const heard = [' ', 'desk', 'extension', 'extension=42', 'hours', 'hours=9–12', 'takes_message'];
    expect(result(heard).contactPatches).toEqual([
      { id: 7, patch: { extension: '42', reachableHours: '9–12' } },
    ]);
  });
});

describe('advice on the promised day', () => {
  it.each<[string, string | null, string | null]>([
    ['2026-06-05', null, null],
    ['2026-06-06', 'call.advice.closed_day', '2026-06-05'],
    ['2026-06-07', 'call.advice.closed_day', '2026-06-05'],
    ['2026-07-14', 'call.advice.closed_day', '2026-07-13'],
    ['2026-06-16', null, null],
    ['2026-06-17', 'call.advice.far_day', '2026-06-16'],
  ])('%s: %s %s', (on, key, proposed) => {
    const advice = dayAdvice(play(toPromise), day(on));
    expect(advice).toEqual(key === null ? null : { key, day: proposed });
  });
});
