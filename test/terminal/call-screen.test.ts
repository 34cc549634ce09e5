import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerOf } from '../../src/domain/call/record.ts';
import type { CallSetup } from '../../src/domain/call/state.ts';
import type { Language } from '../../src/domain/profile.ts';
import { freshLines } from '../../src/terminal/call-screen.ts';
import { widthOf } from '../../src/terminal/style.ts';
import { aSetup } from '../support/a-call.ts';
import { presses } from '../support/call-presses.ts';
import { aPlayedCall, type Look } from '../support/call-stage.ts';
import { setups } from '../support/call-walks.ts';

const languages: readonly Language[] = ['fr', 'en'];

/** What makes a window hard to fill: long and wide names, nobody known, several invoices, steps and own words. */
const crowded: readonly CallSetup[] = [
  ...setups,
  aSetup({ clientName: '株式会社 サンプル印刷 ストラスブール支店', opening: 'direct' }),
  aSetup({
    contact: { id: null, firstName: null, lastName: null, role: 'other', phone: null, email: null },
    caller: { ...aSetup().caller, ibanLast4: null, phone: null },
  }),
];

/** The first picture that does not fit, with its state; nothing when all do. */
async function misfits(
  setup: CallSetup,
  look: Required<Pick<Look, 'width' | 'height'>>,
  keys: readonly string[],
): Promise<string[]> {
  const call = await aPlayedCall(setup, setup.language, look);
  for (const key of keys) {
    if (call.press(key) !== 'goes_on') return [];
    const picture = call.picture();
    // What is being typed is broken by the terminal itself.
    const wide = picture.filter((line) => !line.includes('›') && widthOf(line) > look.width);
    if (picture.length > look.height || wide.length > 0) return [call.loop.screen().call.state, ...picture];
  }
  return [];
}

describe.each(languages)('the call screen in %s', (language) => {
  it.each([
    [80, 24, 25],
    [60, 20, 15],
    [120, 40, 10],
  ])('fits %d columns and %d rows and never breaks', async (width, height, numRuns) => {
    for (const setup of crowded) {
      await fc.assert(
        fc.asyncProperty(presses, async (keys) => {
          expect(await misfits({ ...setup, language }, { width, height }, keys)).toEqual([]);
        }),
        { numRuns },
      );
    }
  });

  it('shows no amount and no invoice number before the person is confirmed', async () => {
    const call = await aPlayedCall(aSetup({ language }));
    for (const key of [' ', 'f', 'p', '2', 'f', '1', '3', 'p', 'f']) {
      call.press(key);
      expect(call.picture().join('\n')).not.toMatch(/840|F-2026-044/);
    }
  });

  const all = language === 'fr' ? 't' : 'a';
  const fullPromise = ['1', '1', '1', '1', all, '+', '3', 'enter', '3', ' ', '1', ' ', ' ', ' ', ' '];

  it('takes at most 20 keys from "a person answers" to the end of a full promise', async () => {
    const call = await aPlayedCall(aSetup({ language }));
    call.press(' ', ...fullPromise);
    const { state, heard } = call.loop.screen().call;
    expect(state).toBe('ended');
    // One more key sends the memo.
    expect(fullPromise.length + 1).toBeLessThanOrEqual(20);
    expect(answerOf(heard, 'promise')).toMatchObject({
      amount: { minor: 84_000 },
      promisedOn: '2026-06-05',
      isAccountReadOut: true,
    });
  });

  // Issue "The whole call": text of notes not counted; one more key sends the memo, where there is one.
  it.each<[string, number, readonly string[]]>([
    ['a voicemail', 4, ['3', '1', ' ', 'memo']],
    ['no answer', 3, ['4', ' ', ' ']],
    ['a duplicate', 12, ['1', '1', '1', ' ', '2', 'enter', '2', 'h', 'h', ' ', ' ', 'memo']],
    [
      'a dispute with a part promised',
      35,
      [
        '1',
        '1',
        '2',
        '…',
        'enter',
        '1',
        '3',
        '0',
        '0',
        'enter',
        '2',
        '…',
        'enter',
        '1',
        'enter',
        'enter',
      ].concat(['2', 'enter', '+', '3', 'enter', '3', ' ', '1', ' ', ' ', ' ', ' ', 'memo']),
    ],
    [
      'a plan of three rows',
      30,
      ['1', '1', '1', ' ', '5', '2', '3', 'enter', 'enter', ' ', '1', ' ', ' ', ' ', ' ', 'memo'],
    ],
  ])('takes for %s at most %d keys', async (_, most, keys) => {
    const call = await aPlayedCall(aSetup({ language }));
    call.press(' ', ...keys.filter((key) => key !== 'memo'));
    expect(call.loop.screen().call.state).toBe('ended');
    expect(keys.filter((key) => key !== '…').length).toBeLessThanOrEqual(most);
  });
});

describe('a caller without a business, or without a name', () => {
  it.each([
    [{ business: '' }, 'Nadia Benali'],
    [{ firstName: '', lastName: '' }, 'Atelier Benali'],
  ])('%j still has something to say', async (part, said) => {
    for (const key of ['1', '2', '3']) {
      const call = await aPlayedCall(aSetup({ caller: { ...aSetup().caller, ...part } }));
      call.press(' ', key);
      expect(call.picture().join('\n')).toContain(said);
    }
  });
});

describe('the plain screen', () => {
  it('says one thing a line, the step first, and no clock', async () => {
    const call = await aPlayedCall(aSetup(), 'fr', { isPlain: true });
    call.press(' ', '1');
    const lines = call.picture().map((line) => line.replaceAll('\u00a0', ' '));
    expect(lines.slice(0, 3)).toEqual([
      'introduire · La bonne personne, avant tout chiffre.',
      '« Bonjour, Nadia Benali, Atelier Benali. »',
      '« Suis-je bien avec Jules Roussel ? »',
    ]);
    expect(lines).toContain("1 c'est la personne");
    expect(lines.join('\n')).not.toMatch(/\d\d:\d\d|^\s|\n\n.*1 /);
  });

  const before = { lines: ['a · step', 'one', 'two'], told: ['help'] };
  it.each([
    ['nothing new', before, []],
    ['a line of the step changed', { lines: ['a · step', 'one', 'three'], told: ['help'] }, ['three']],
    ['another step', { lines: ['b · step', 'one'], told: ['help'] }, ['b · step', 'one']],
    ['something told', { lines: before.lines, told: ['no such day', 'help'] }, ['no such day']],
    ['nothing told any more', { lines: before.lines, told: [''] }, []],
  ])('adds what is new: %s', (_, now, fresh) => {
    expect(freshLines(before, now)).toEqual(fresh);
  });
});

describe('the guard', () => {
  it('asks once for the date before a normal end, then lets go', async () => {
    const call = await aPlayedCall(aSetup());
    call.press(' ', '1', '1', '1', 'h', '1');
    expect(call.loop.screen().call.state).toBe('ask');
    expect(call.picture().join('\n')).toContain('Quel jour part le règlement');
    call.press('h');
    expect(call.loop.screen().call.state).toBe('wrapup');
  });
});

describe('a form opened after hanging up', () => {
  it.each(['d', 'c', 'p'])('%s tells the way back to the wrap-up, and takes it', async (key) => {
    const call = await aPlayedCall(aSetup());
    call.press(' ', '1', '1', '1', 'h', '2', key, 'esc');
    expect(call.picture().join('\n').replaceAll('\u00a0', ' ')).toMatch(/Espace revenir à la conclusion/);
    call.press(' ');
    expect(call.loop.screen().call.state).toBe('wrapup');
  });
});
