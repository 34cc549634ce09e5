import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Language } from '../../src/domain/profile.ts';
import { freshLines } from '../../src/terminal/call-screen.ts';
import { widthOf } from '../../src/terminal/style.ts';
import { aSetup } from '../support/a-call.ts';
import { aPlayedCall } from '../support/call-stage.ts';

const languages: readonly Language[] = ['fr', 'en'];
/** A word as the keys that type it. */
const typed = (word: string): string[] => Array.from(word);

const keyboard = [
  ...typed('0123456789 nhpcfb?qxz'),
  ...['demain', 'cette semaine', 'tomorrow', '+3', '250', '99999', '14h', 'a@b.example', 'Ana Ruiz'].flatMap(
    (word) => word.split(''),
  ),
  'enter',
  'enter',
  'esc',
  'backspace',
  'ctrl-g',
];

describe.each(languages)('the call screen in %s', (language) => {
  it.each([
    [80, 24, 100],
    [60, 20, 40],
    [120, 40, 40],
  ])('fits %d columns and %d rows, answers every key and never breaks', async (width, height, numRuns) => {
    const setups = [
      aSetup({ language }),
      aSetup({ language, clientName: '株式会社 サンプル印刷 ストラスブール支店', opening: 'direct' }),
      aSetup({
        language,
        contact: { id: null, firstName: null, lastName: null, role: 'other', phone: null, email: null },
      }),
    ];
    for (const setup of setups) {
      await fc.assert(
        fc.asyncProperty(fc.array(fc.constantFrom(...keyboard), { maxLength: 60 }), async (keys) => {
          const call = await aPlayedCall(setup, language, { width, height });
          for (const key of keys) {
            const before = { screen: call.loop.screen(), events: call.events.length };
            if (before.screen.call.state === 'ended') return;
            if (call.press(key) === 'left') return;
            const after = call.loop.screen();
            const answered = after !== before.screen || call.events.length > before.events;
            expect(answered, `key ${key} in ${before.screen.call.state}`).toBe(true);
            const picture = call.picture();
            const rows = `rows in ${after.call.state}:\n${picture.join('\n')}`;
            expect(picture.length <= height ? '' : rows).toBe('');
            // What is being typed is broken by the terminal itself.
            const lines = picture.filter((line) => !line.includes('›'));
            expect(lines.filter((line) => widthOf(line) > width)).toEqual([]);
          }
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

  it('takes at most 20 keys from "a person answers" to the end of a full promise', async () => {
    const call = await aPlayedCall(aSetup({ language }));
    call.press(' ');
    const keys = ['1', '1', '1', '1', 't', '+', '3', 'enter', '3', ' ', '1', ' ', ' ', ' '];
    const english = keys.map((key) => (key === 't' ? 'a' : key));
    call.press(...(language === 'en' ? english : keys));
    expect(call.loop.screen().call.state).toBe('ended');
    // One more key sends the memo.
    expect(keys.length + 1).toBeLessThanOrEqual(20);
    expect(call.loop.screen().call.heard.promises).toMatchObject([
      { amount: { minor: 84_000 }, promisedOn: '2026-06-05', isAccountReadOut: true },
    ]);
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

describe('typing', () => {
  it('offers the ladder for a vague day and keeps the words', async () => {
    const call = await aPlayedCall(aSetup());
    call.press(' ', '1', '1', '1', '1', 'enter', ...typed('cette semaine'), 'enter');
    expect(call.picture().join('\n')).toContain("n'est pas un jour");
    call.press(' ');
    expect(call.loop.screen().call.state).toBe('evasive');
    expect(call.loop.screen().call.heard.evasive).toEqual([{ rung: 1, words: 'cette semaine' }]);
  });

  it.each([
    ['demain', 'mercredi 3 juin 2026'],
    ['vendredi', 'vendredi 5 juin 2026'],
    ['15/6', 'lundi 15 juin 2026'],
    ['+3', 'vendredi 5 juin 2026'],
    ['next friday', 'vendredi 5 juin 2026'],
  ])('takes %s and echoes it in full', async (text, echo) => {
    const call = await aPlayedCall(aSetup());
    call.press(' ', '1', '1', '1', '1', 'enter', ...typed(text), 'enter');
    expect(call.picture().join('\n').replaceAll('\u00a0', ' ')).toContain(echo);
  });

  it.each([
    ['hier', /passé/],
    ['31/11', /n'existe pas/],
    ['quand il veut', /un jour s'attend/],
  ])('refuses %s as a day and says why', async (text, why) => {
    const call = await aPlayedCall(aSetup());
    call.press(' ', '1', '1', '1', '1', 'enter', ...typed(text), 'enter');
    expect(call.picture().join('\n').replaceAll('\u00a0', ' ')).toMatch(why);
    expect(call.loop.screen().call.heard.promises.at(-1)?.promisedOn).toBeNull();
  });

  it.each([
    ['0', /dépasser zéro/],
    ['900', /dépasse ce qui reste dû/],
    ['beaucoup', /un montant s'attend/],
  ])('refuses %s as an amount and says why', async (text, why) => {
    const call = await aPlayedCall(aSetup());
    call.press(' ', '1', '1', '1', '1', ...typed(text), 'enter');
    expect(call.picture().join('\n').replaceAll('\u00a0', ' ')).toMatch(why);
  });

  it('keeps a pasted text of several lines as one note', async () => {
    const call = await aPlayedCall(aSetup());
    call.press(' ', 'n');
    const pasted = (text: string, line: string) => ({
      name: text,
      sequence: text,
      isControl: false,
      isPasted: true,
      line,
    });
    call.loop.turn(pasted('un', 'un'));
    call.loop.turn({ ...pasted('\r', ''), name: 'return' });
    call.loop.turn(pasted('deux', 'un deux'));
    call.press('enter');
    expect(call.loop.screen().call.heard.notes.map((note) => note.text)).toEqual(['un deux']);
  });

  it('keeps a half-typed note and a half-typed day for when their field opens again', async () => {
    const call = await aPlayedCall(aSetup());
    call.press(' ', '1', 'n', ...typed('rdv lundi'), 'esc');
    expect(call.picture().join('\n')).toContain('Brouillon gardé');
    call.press('n');
    expect(call.loop.line()).toBe('rdv lundi');
    call.press('enter', '1', '1', '1', 't', ...typed('cette se'), 'esc');
    expect(call.loop.screen().call.asking).toEqual(['amount', 'day']);
    call.press('t');
    expect(call.loop.line()).toBe('cette se');
    call.press('n');
    expect(call.loop.line()).toBe('cette sen');
  });

  it('gives the keys for a vague day a line of their own, and leaves the word on the line', async () => {
    const call = await aPlayedCall(aSetup());
    call.press(' ', '1', '1', '1', '1', 'enter', ...typed('cette semaine'), 'enter');
    const lines = call.picture().map((line) => line.replaceAll('\u00a0', ' '));
    expect(lines.slice(-3)).toEqual([
      'Quel jour › cette semaine',
      "« cette semaine » n'est pas un jour. Demandez : « Le ven. 5 juin ? »",
      'Espace creuser · Échap retaper le jour',
    ]);
  });

  it('saves what is typed letter by letter', async () => {
    const call = await aPlayedCall(aSetup());
    call.press(' ', 'n', ...typed('rdv'));
    expect(call.drafts).toEqual(['r', 'rd', 'rdv']);
  });
});

describe('the line', () => {
  it('is needed for a note', async () => {
    const call = await aPlayedCall(aSetup());
    call.press('n');
    expect(call.picture().join('\n')).toContain('Pas de ligne ouverte');
    expect(call.events).toEqual([]);
  });

  it('says that somebody is being fetched', async () => {
    const call = await aPlayedCall(aSetup());
    call.press(' ', '1', '2');
    expect(call.picture().join('\n')).toContain('Patience');
  });

  it('lost for more than ten minutes is concluded at the next key', async () => {
    const call = await aPlayedCall(aSetup());
    call.press(' ', '1', '1', '1', 'h', '4');
    call.wait(9);
    call.press('5');
    expect(call.loop.screen().call.state).toBe('no_answer');
    call.press('b');
    call.wait(11);
    call.press('1');
    expect(call.loop.screen().call.state).toBe('wrapup');
    expect(call.picture().join('\n')).toContain('Plus de dix minutes');
  });

  it('held for an hour without a key stays open', async () => {
    const call = await aPlayedCall(aSetup());
    call.press(' ', '1', '1', '1');
    call.wait(60);
    call.press(' ');
    expect(call.loop.screen().call.state).toBe('listen');
  });
});

/** Money, an invoice, or a word for either. */
const telling = /840|F-2026|0189|factur|impay|retard|relance|dette|invoice|unpaid|overdue|\bdebts?\b/i;

describe.each(languages)('before the right person is confirmed, in %s', (language) => {
  const ways: readonly (readonly string[])[] = [
    ['1'], ['1', '2'], ['1', '3'], ['1', '4'], ['1', '5'], ['2'], ['2', '2'], ['2', '3'], ['2', '4'], ['2', '6'], ['3'], ['4'],
    ['2', '5', ...typed('Ana Ruiz'), 'enter'],
    ['2', '2', '+', '1', 'enter', ...typed('14h'), 'enter', ' '],
    ['2', '2', '+', '1', 'enter', ...typed('14h'), 'enter', ' ', '3'],
    ['2', '2', '+', '1', 'enter', ...typed('14h'), 'enter', ' ', '1'],
    ['1', '5', '+', '1', 'enter', ...typed('14h'), 'enter', ' ', ' '],
    ['1', '1', '1', '1', 't', '+', '3', 'enter', 'h', '4', '2'],
    ['1', '1', '1', '1', 't', '+', '3', 'enter', 'h', '4', '3'],
    ['1', '1', '1', '1', 't', '+', '3', 'enter', 'h', '4', '1', '5', '+', '1', 'enter', ...typed('14h'), 'enter', ' ', '2'],
  ]; // biome-ignore format: rows of keys

  it.each(['formal', 'familiar'] as const)(
    'no %s line, head or panel tells what it is about',
    async (register) => {
      for (const tone of ['friendly', 'firm', 'final'] as const) {
        for (const service of ['la refonte du catalogue', 'facture F-2026-044 impayée', null]) {
          const [invoice] = aSetup().invoices;
          const invoices = invoice ? [{ ...invoice, service }] : [];
          const setup = aSetup({ language, register, tone, invoices });
          for (const keys of ways) {
            for (const variant of [0, 1, 2]) {
              const call = await aPlayedCall(setup, language, { variant });
              call.press(' ', ...keys);
              const seen = { keys, isConfirmed: call.loop.screen().call.heard.isIdentityConfirmed };
              expect({ ...seen, told: telling.exec(call.picture().join('\n'))?.[0] }).toEqual({
                keys,
                isConfirmed: false,
                told: undefined,
              });
            }
          }
        }
      }
    },
  );
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
