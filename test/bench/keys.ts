import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeStoryLedger, storyMoment } from '../support/roussel.ts';
import { Home, plain, Terminal } from '../support/terminal.ts';

/** A round of keys that come back to where they began: an answer, back, and a note; what shows each was taken. */
const round: readonly (readonly [string, string])[] = [
  ['1', 'sur le travail'],
  ['b', 'avant tout chiffre'],
  ['n', 'Note ›'],
  ['a', 'Note › a'],
  ['\r', 'avant tout chiffre'],
];

/** Milliseconds from a key press to its effect on the screen, for so many keys of one call in a pseudo-terminal. */
export async function measureKeys(count: number): Promise<number[]> {
  const home = new Home();
  try {
    mkdirSync(dirname(home.db), { recursive: true, mode: 0o700 });
    makeStoryLedger(home.db);
    const terminal = new Terminal(['call', 'roussel'], home.env({ DUN_TODAY: storyMoment }));
    await terminal.see('Espace appeler');
    terminal.press(' ');
    await terminal.see('Qui répond');
    terminal.press('1');
    await terminal.see('avant tout chiffre');
    const times: number[] = [];
    for (let at = 0; at < count; at += 1) {
      const [key, shown] = round[at % round.length] ?? ['', ''];
      times.push(await timeOf(terminal, key, shown));
    }
    terminal.press('\u0003');
    await terminal.ended;
    return times;
  } finally {
    home.remove();
  }
}

function timeOf(terminal: Terminal, key: string, shown: string): Promise<number> {
  return new Promise((resolve) => {
    let seen = '';
    const before = process.hrtime.bigint();
    const listening = terminal.pty.onData((data) => {
      seen += data;
      if (!plain(seen).includes(shown)) return;
      listening.dispose();
      resolve(Number(process.hrtime.bigint() - before) / 1e6);
    });
    terminal.press(key);
  });
}
