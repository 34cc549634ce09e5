import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Language } from '../../src/domain/profile.ts';
import { contentOf } from '../support/rehearse-context.ts';
import { makeStoryLedger, storyMoment } from '../support/roussel.ts';
import { runDun } from '../support/run-dun.ts';
import { Home, Terminal } from '../support/terminal.ts';

let home: Home;

beforeEach(() => {
  home = new Home();
  mkdirSync(dirname(home.db), { recursive: true, mode: 0o700 });
});

afterEach(() => home.remove());

type Step = readonly [string | RegExp, string];

/** Rehearses in a real terminal: each key is pressed when the text before it is on the screen. */
async function rehearse(language: Language, argv: readonly string[], steps: readonly Step[]) {
  makeStoryLedger(home.db, language);
  const locale = language === 'fr' ? 'fr_FR.UTF-8' : 'en_GB.UTF-8';
  const env = home.env({ DUN_TODAY: storyMoment, LANG: locale });
  // The first command of a day notes that the file was checked, whatever the command.
  runDun(['client', 'list'], env);
  const before = contentOf(home.db);
  const terminal = new Terminal(['rehearse', 'roussel', '--seed', '1', ...argv], env);
  for (const [prompt, keys] of steps) {
    await terminal.see(prompt);
    terminal.press(keys);
  }
  const ended = await terminal.ended;
  return { ...ended, text: terminal.text(), before, after: contentOf(home.db) };
}

/** All that was there before, without the rows of rehearsals and the counter that numbers them. */
function rest(content: Record<string, readonly unknown[]>): Record<string, readonly unknown[]> {
  const { rehearsals: _, sqlite_sequence: counters = [], ...others } = content;
  return { ...others, counters: counters.filter((row) => !JSON.stringify(row).includes('"rehearsals"')) };
}

const evasive: readonly Step[] = [
  [/Ça sonne[^]*— Au bout du fil : /, '1'],
  [/avant tout chiffre[^]*— Au bout du fil : Oui, c'est moi/, '1'],
  [/— Jules Roussel : Oui, tout est bien arrivé/, '1'],
  [/puis se taire[^]*— Jules Roussel : Oui, oui, la facture…/, ' '],
  [/La vraie raison[^]*— Jules Roussel : C'est en cours/, '7'],
  [/Échelon 1 sur 3[^]*— Jules Roussel : Ça devrait être bon/, ' '],
  [/Échelon 2 sur 3[^]*— Jules Roussel : En principe cette semaine/, ' '],
  [/Échelon 3 sur 3[^]*— Jules Roussel : Bon… le lundi 8 juin/, '1'],
  [/— Jules Roussel : 840,00 €, le lundi 8 juin[^]*Montant ›/, 't'],
  [/Quel jour ›/, '8/6\r'],
  [/— Jules Roussel : C'est noté/, '3'],
  [/lu ✓/, ' '],
  [/Qui fait quoi[^]*— Jules Roussel : Oui, c'est bien ça/, '1'],
  [/Rester joignable/, ' '],
  [/annoncer le message[^]*— Jules Roussel : Merci, bonne journée/, ' '],
  [/tant que c'est frais/, ' '],
  [/Ton juste/, '\u001b'],
  [/Espace/, ' '],
];

const cashStrapped: readonly Step[] = [
  [/ringing[^]*— On the line: Hello\?/, '1'],
  [/— On the line: Yes, speaking/, '1'],
  [/— Jules Roussel: Yes, it all arrived/, '1'],
  [/— Jules Roussel: Yes… I was expecting this call/, ' '],
  [/— Jules Roussel: Cash is tight/, '5'],
  [/— Jules Roussel: I'm €500\.00 short/, '5'],
  [/›/, '500\r'],
  [/— Jules Roussel: In several payments/, '2'],
  [/— Jules Roussel: I can do €10\.00 a month/, '10\r'],
  [/— Jules Roussel: All right, €280\.00 a month/, '280\r'],
  [/— Jules Roussel: The first payment, on Wednesday 3 June/, 'tomorrow\r'],
  [/— Jules Roussel: Noted/, ' '],
  [/— Jules Roussel: Yes, that's what I can keep to/, '1'],
  [/— Jules Roussel: This number is right/, ' '],
  [/— Jules Roussel: Thank you, have a good day/, ' '],
  [/Space/, ' '],
  [/›/, '\u001b'],
  [/Space/, ' '],
];

describe('a rehearsal in a terminal', () => {
  it('with an evasive client, in French: a day in the end, and nothing on the disk but the count', async () => {
    const { exitCode, text, before, after } = await rehearse('fr', ['--as', 'evasive'], evasive);
    expect(exitCode).toBe(0);
    expect(text).toContain('Touches justes : 14 sur 14.');
    expect(text).toContain('Promesse : 6 sur 6');
    expect(rest(after)).toEqual(rest(before));
    expect(after['rehearsals']).toMatchObject([{ persona: 'evasive', held_on: '2026-06-02' }]);
  });

  it('with a client short of cash, in English: ten a month first, then a plan', async () => {
    const { exitCode, text, before, after } = await rehearse('en', ['--as', 'cash-strapped'], cashStrapped);
    expect(exitCode).toBe(0);
    expect(text).toContain('Rehearsal over, with a client short of cash');
    expect(text).toMatch(/Keys that fitted: (\d+) of \1\./);
    expect(rest(after)).toEqual(rest(before));
    expect(after['rehearsals']).toMatchObject([{ persona: 'cash_strapped' }]);
  });

  it('on a plain screen: what the desk says is a line like the others', async () => {
    const { exitCode, text } = await rehearse(
      'fr',
      ['--as', 'gatekeeper', '--plain'],
      [
        [/— Au bout du fil : Menuiserie Roussel, accueil, bonjour\./, '2'],
        [/— Standard : Il faut appeler le matin, avant 11 h\./, '8'],
        [/›/, 'le matin\r'],
        [/— Standard : Ne quittez pas/, '1'],
        [/— Standard : Oui, c'est moi/, '1'],
        [/— Jules Roussel : Oui, tout est bien arrivé/, 'h'],
        [/3 /, '3'],
        [/Espace/, ' '],
        [/›/, '\u001b'],
        [/Espace/, ' '],
      ],
    );
    expect(exitCode).toBe(0);
    expect(text).toContain('Répétition terminée, face à un standard qui filtre');
  });

  it('broken off leaves the ledger as it was', async () => {
    const { exitCode, text, before, after } = await rehearse(
      'fr',
      ['--as', 'angry'],
      [
        [/Ça sonne/, '1'],
        [/avant tout chiffre/, '\u0003'],
      ],
    );
    expect([exitCode, after]).toEqual([130, before]);
    expect(text).toContain("Répétition interrompue : rien n'est noté.");
  });
});

describe('dun rehearse without a terminal', () => {
  it.each([
    ['fr_FR.UTF-8', "dun rehearse a besoin d'un terminal"],
    ['en_GB.UTF-8', 'dun rehearse needs a terminal'],
  ])('in %s: one error, what to type next, exit 2', (LANG, text) => {
    const ran = runDun(['rehearse', 'roussel'], home.env({ DUN_TODAY: storyMoment, LANG }));
    expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
    expect(ran.stderr).toContain(text);
    expect(ran.stderr).toContain('dun prep roussel --print');
  });
});
