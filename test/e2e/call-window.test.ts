import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { playStory, promiseStory } from '../support/call-story.ts';
import { makeStoryLedger, storyMoment } from '../support/roussel.ts';
import { runDun } from '../support/run-dun.ts';
import { Home, Terminal } from '../support/terminal.ts';

let home: Home;
let env: Record<string, string>;

beforeEach(() => {
  home = new Home();
  mkdirSync(dirname(home.db), { recursive: true, mode: 0o700 });
  makeStoryLedger(home.db);
  env = home.env({ DUN_TODAY: storyMoment });
});

afterEach(() => home.remove());

const json = (argv: readonly string[], today = storyMoment) =>
  JSON.parse(runDun([...argv, '--json'], home.env({ DUN_TODAY: today })).stdout);

/** Presses each key when the text before it is on the screen. */
async function play(
  terminal: Terminal,
  steps: readonly (readonly [string | RegExp, string])[],
): Promise<void> {
  for (const [prompt, keys] of steps) {
    await terminal.see(prompt);
    terminal.press(keys);
  }
}

describe('the window of a call', () => {
  it('takes keys again after Ctrl-Z and fg, and draws itself anew', async () => {
    const terminal = new Terminal(['call', 'roussel'], env, { withJobs: true });
    await playStory(terminal, { from: 0, to: 4 });
    await terminal.see('puis se taire');
    terminal.press('\u001a');
    await terminal.see('$ ');
    terminal.press('fg\r');
    await terminal.see('puis se taire');
    terminal.press('1');
    await terminal.see('Montant ›');
    terminal.press('t');
    await terminal.see('Quel jour ›');
    terminal.press('\u0003');
    await terminal.see('$ ');
    terminal.press('exit 3\r');
    expect(await terminal.ended).toMatchObject({ exitCode: 3 });
  });

  it('draws itself anew at once in a window of another size', async () => {
    const terminal = new Terminal(['call', 'roussel'], env);
    await playStory(terminal, { from: 0, to: 2 });
    await terminal.see('préparer · INTRODUIRE');
    terminal.pty.resize(60, 20);
    await terminal.see('2/6 INTRODUIRE');
    terminal.pty.resize(120, 40);
    await terminal.see('préparer · INTRODUIRE');
    terminal.press('\u0003');
    expect(await terminal.ended).toMatchObject({ exitCode: 130 });
  });

  it('holds a whole call on a plain screen, adding lines and never drawing over them', async () => {
    const terminal = new Terminal(['call', 'roussel', '--plain'], env);
    await playStory(terminal, { from: 0, to: promiseStory.length });
    await terminal.see(/Ce message ›/);
    terminal.press('p');
    expect(await terminal.ended).toMatchObject({ exitCode: 0 });
    const text = terminal.text();
    expect(text.split('puis se taire').length).toBe(2);
    expect(text).not.toMatch(/\d\d:\d\d/);
  });
});

describe('the head of a call', () => {
  it.each([
    [['--yes'], '840,00 € auj. → le 16/06'],
    [['--yes', '--max', '600', '--min', '300'], '600,00 € → 300,00 €'],
  ])('after prep %j says %s', async (flags, head) => {
    runDun(['prep', 'roussel', ...flags], env);
    const terminal = new Terminal(['call', 'roussel'], env);
    await terminal.see(head);
    terminal.press('q');
    expect(await terminal.ended).toMatchObject({ exitCode: 0 });
  });
});

describe('what a call leaves, seen from other commands', () => {
  it('makes who handles the invoices the one who promised and is written to', async () => {
    const terminal = new Terminal(['call', 'roussel'], env);
    await play(terminal, [
      [/Espace appeler · f/, ' '],
      ['Qui répond', '1'],
      ['avant tout chiffre', '3'],
      ["Trouver qui s'en occupe", '1'],
      ['Son nom ›', 'Ana Ruiz\r'],
      ['Menuiserie Roussel · Ana Ruiz', '1'],
      ['puis se taire', '1'],
      ['Montant ›', 't'],
      ['Quel jour ›', 'vendredi\r'],
      ['à lire', ' '],
      ['Qui fait quoi', '1'],
      ['Rester joignable', '3'],
      ['Courriel ›', 'ana@roussel.example\r'],
      ['ana@roussel.example', ' '],
      ['annoncer le message', ' '],
      [/pour ana@roussel\.example/, ' '],
      ['Un regard en arrière', ' '],
      [/À : Ana Ruiz <ana@roussel\.example>[\s\S]*Bonjour Ana Ruiz[\s\S]*Ce message ›/, 's'],
    ]);
    expect(await terminal.ended).toMatchObject({ exitCode: 0 });
    expect(json(['memo', 'roussel'])).toMatchObject({ to: 'ana@roussel.example' });
    expect(json(['client', 'show', 'roussel']).promises).toMatchObject([{ promiser: 'Ana Ruiz' }]);
  });

  it('writes to the address a copy went to', async () => {
    const terminal = new Terminal(['call', 'roussel'], env);
    await playStory(terminal, { from: 0, to: 4 });
    await play(terminal, [
      ['puis se taire', ' '],
      ['La vraie raison', '2'],
      ['Envoyer à ›', 'compta@roussel.example\r'],
      [/Copie à +compta@roussel\.example/, '2'],
      ['Qui fait quoi', '1'],
      ['Rester joignable', ' '],
      ['annoncer le message', ' '],
      [/pour compta@roussel\.example/, ' '],
      ['Un regard en arrière', ' '],
      [/À : Jules Roussel <compta@roussel\.example>[\s\S]*Ce message ›/, 'p'],
    ]);
    expect(await terminal.ended).toMatchObject({ exitCode: 0 });
  });

  it('brings an agreed hour back on its day, and tells the desk nothing', async () => {
    const terminal = new Terminal(['call', 'roussel'], env);
    await play(terminal, [
      [/Espace appeler · f/, ' '],
      ['Qui répond', '2'],
      ['Rien de plus', '2'],
      ['Rappel, quel jour ›', '+2\r'],
      ['À quelle heure ›', '14h30\r'],
      ['jeudi 4 juin 2026 · 14 h 30', ' '],
      ['Qui fait quoi', '1'],
      ['annoncer le message', ' '],
      ["tant que c'est frais", ' '],
      [/enregistré ✓[\s\S]*Ce message ›/, 'p'],
    ]);
    expect(await terminal.ended).toMatchObject({ exitCode: 0 });
    const memo = terminal.text().slice(terminal.text().indexOf('À : '));
    expect(memo).not.toMatch(/840|F-2026-044|facture/i);
    const [item] = json(['due'], '2026-06-04').items;
    expect(item).toMatchObject({ handle: 'roussel', on: '2026-06-04', at: '14:30' });
    expect(json(['due'], '2026-06-03').items.map((one: { handle: string }) => one.handle)).not.toContain(
      'roussel',
    );
  });

  it('makes one plan of two promises, and one memo that tells both', async () => {
    const terminal = new Terminal(['call', 'roussel'], env);
    await playStory(terminal, { from: 0, to: 5 });
    await play(terminal, [
      ['Montant ›', 'm'],
      ['Quel jour ›', 'vendredi\r'],
      ['reste 420,00 € sans date', 'p'],
      ['Montant ›', 't'],
      ['Quel jour ›', '+10\r'],
      ['vendredi 12 juin 2026', ' '],
      ['Qui fait quoi', '1'],
      ['Rester joignable', ' '],
      ['annoncer le message', ' '],
      ['840,00 € promis en 2 fois', ' '],
      ['Un regard en arrière', ' '],
      [/5 juin 2026[\s\S]*420,00 €[\s\S]*12 juin 2026[\s\S]*420,00 €[\s\S]*Ce message ›/, 'p'],
    ]);
    expect(await terminal.ended).toMatchObject({ exitCode: 0 });
    expect(json(['memo', 'roussel', '--dry-run'])).toMatchObject({ kind: 'instalment_plan' });
    expect(json(['client', 'show', 'roussel']).promises).toHaveLength(1);
  });
});
