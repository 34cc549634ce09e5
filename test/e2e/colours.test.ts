import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeStoryLedger, storyMoment } from '../support/roussel.ts';
import { Home, plain, Terminal } from '../support/terminal.ts';

let home: Home;

beforeAll(() => {
  home = new Home();
  mkdirSync(dirname(home.db), { recursive: true, mode: 0o700 });
  makeStoryLedger(home.db);
});

afterAll(() => home.remove());

/** All that a command writes in a window of 80 × 24, and how it ends. */
async function shown(
  argv: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<{ output: string; exitCode: number }> {
  const terminal = new Terminal(argv, env);
  let output = '';
  terminal.pty.onData((data) => (output += data));
  const { exitCode } = await terminal.ended;
  return { output, exitCode };
}

const sgr = /\u001b\[[0-9;]*m/; // oxlint-disable-line no-control-regex -- escape sequences

/** What reads and asks nothing, with the exit code it has on this ledger. */
const reading: readonly string[] = [
  '', 'due', 'due --all', 'due --lang en', 'due --why roussel', 'due --week', 'due --by age', 'prep roussel --print',
  'stats', 'client', 'client show roussel', 'invoice list', 'invoice show F-2026-044', 'pay list', 'promise list',
  'dispute list', 'memo list', 'outbox', 'done', 'objection', 'template list', 'config list',
  '--help', 'due --help',
]; // biome-ignore format: a list

describe('colours change nothing but colours', () => {
  it.each(reading)('dun %s', async (line) => {
    const argv = line.split(' ').filter((word) => word !== '');
    const inColour = await shown(argv, home.env({ DUN_TODAY: storyMoment, NO_COLOR: '' }));
    const without = await shown(argv, home.env({ DUN_TODAY: storyMoment }));
    expect(inColour.exitCode).toBe(0);
    expect(plain(inColour.output)).toBe(plain(without.output));
    expect(without.output).not.toMatch(sgr);
  });

  it.each(['due', 'due --why roussel', 'due --week', 'stats'])('dun %s has some', async (line) => {
    const { output } = await shown(line.split(' '), home.env({ DUN_TODAY: storyMoment, NO_COLOR: '' }));
    expect(output).toMatch(sgr);
  });

  it('the first start, and one bad value', async () => {
    const empty = new Home();
    try {
      const env = empty.env({ DUN_TODAY: storyMoment, NO_COLOR: '' });
      const first = await shown([], env);
      expect([first.exitCode, plain(first.output)]).toEqual([0, expect.stringContaining('dun demo')]);
      const bad = await shown(['due', '--lang', 'xx'], env);
      expect(bad.exitCode).toBe(2);
    } finally {
      empty.remove();
    }
  });
});
