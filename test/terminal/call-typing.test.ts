import { describe, expect, it } from 'vitest';
import { answerOf } from '../../src/domain/call/record.ts';
import { aSetup } from '../support/a-call.ts';
import { typed } from '../support/call-presses.ts';
import { aPlayedCall } from '../support/call-stage.ts';

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
    expect(answerOf(call.loop.screen().call.heard, 'promise')?.promisedOn).toBeNull();
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
    expect(call.loop.screen().call).toMatchObject({ state: 'promise', asking: [] });
    call.press('6');
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
