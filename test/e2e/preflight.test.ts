import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { scan, themes } from '../support/camera.ts';
import { makeStoryLedger, storyMoment } from '../support/roussel.ts';
import { Home, Terminal } from '../support/terminal.ts';
import { VtScreen } from '../support/vt-screen.ts';

const tel = 'tel:+33388001122';

let home: Home;

beforeEach(() => {
  home = new Home();
  mkdirSync(dirname(home.db), { recursive: true, mode: 0o700 });
  makeStoryLedger(home.db);
});

afterEach(() => home.remove());

/** The window as it stands before dialling; the call is left again. */
async function windowOf(env: Readonly<Record<string, string>>, columns = 80, rows = 24): Promise<VtScreen> {
  const terminal = new Terminal(['call', 'roussel'], home.env({ DUN_TODAY: storyMoment, ...env }), {
    cols: columns,
    rows,
  });
  let output = '';
  terminal.pty.onData((data) => (output += data));
  await terminal.see(/Espace appeler[^]*q quitter/);
  // The last sequence may still be on its way.
  const whole = output.replace(/\u001b[^A-Za-z\u0007]*$/, ''); // oxlint-disable-line no-control-regex -- escape sequences
  terminal.press('q');
  expect(await terminal.ended).toMatchObject({ exitCode: 0 });
  return new VtScreen(columns, rows).write(whole);
}

describe('the window before dialling', () => {
  it('is read by a camera in colours, on a dark and on a light terminal, and offers the link to click', async () => {
    const screen = await windowOf({ NO_COLOR: '' });
    for (const theme of themes) expect([theme.name, scan(screen.cells(), theme)]).toEqual([theme.name, tel]);
    expect(screen.text()[0]).toContain('Menuiserie Roussel');
    expect(screen.text().join('\n')).toContain('03 88 00 11 22');
    expect(new Set(screen.links)).toEqual(new Set([tel, '']));
  });

  it('is read in black and white on the dark background that it names', async () => {
    const screen = await windowOf({});
    const text = screen.text().join('\n');
    for (const theme of themes.filter(({ ground }) => ground === 'dark'))
      expect(scan(screen.cells(), theme)).toBe(tel);
    expect(text).toMatch(/fond sombre|Fond clair/);
    expect(screen.links).toEqual([]);
  });

  it('shows number and link alone where a code has no room', async () => {
    const screen = await windowOf({}, 50, 18);
    const text = screen.text().join('\n');
    expect(text).toContain(tel);
    expect(text).toContain('Menuiserie Roussel');
    expect(themes.map((theme) => scan(screen.cells(), theme))).toEqual(themes.map(() => null));
  });
});
