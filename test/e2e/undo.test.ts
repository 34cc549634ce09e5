import { afterEach, beforeEach, expect, it } from 'vitest';
import { runDun } from '../support/run-dun.ts';
import { Home } from '../support/terminal.ts';

let home: Home;
beforeEach(() => {
  home = new Home();
});
afterEach(() => home.remove());

const dun = (on: string, ...argv: string[]) => runDun(argv, home.env({ DUN_TODAY: on }));

/** A client with an invoice on the first of June, a promise on the second, money on the fourth. */
function fillHome(): void {
  dun('2026-06-01', 'client', 'add', 'Menuiserie Roussel', '--contact', 'Jules Roussel');
  dun(
    '2026-06-01',
    'invoice',
    'add',
    'roussel',
    '--number',
    'F-44',
    '--amount',
    '840',
    '--due',
    '2026-05-20',
  );
  dun('2026-06-02', 'promise', 'add', 'roussel', '--on', '2026-06-05');
}

it('shows a past day as it was shown then, whatever came later', () => {
  fillHome();
  const asked = [
    ['due', '--json'],
    ['client', 'show', 'roussel', '--json'],
    ['promise', 'list'],
    ['stats', '--json'],
  ];
  const then = asked.map((argv) => dun('2026-06-02', ...argv).stdout);
  dun('2026-06-04', 'pay', 'roussel', '840', '--on', '2026-05-30');
  dun('2026-06-04', 'client', 'edit', 'roussel', '--name', 'Roussel SARL');
  dun('2026-06-05', 'undo');
  dun('2026-06-05', 'config', 'set', 'promise_max_days', '3');
  expect(asked.map((argv) => dun('2026-06-09', ...argv, '--as-of', '2026-06-02').stdout)).toEqual(then);
  expect(dun('2026-06-09', 'pay', 'roussel', '1', '--as-of', '2026-06-02')).toMatchObject({
    exitCode: 2,
    stdout: '',
  });
  expect(dun('2026-06-09', '--as-of', '2026-06-10', 'due').exitCode).toBe(2);
});

it('notes each command as one change, and takes them back one by one to nothing', () => {
  fillHome();
  const taken = [1, 2, 3].map(() => dun('2026-06-03', 'undo').stdout.split(',')[0]);
  expect(taken).toEqual(
    ['promise add', 'invoice add', 'client add'].map((what) => expect.stringContaining(`dun ${what}`)),
  );
  const nothing = dun('2026-06-03', 'undo');
  expect([nothing.exitCode, nothing.stdout]).toEqual([1, '']);
  expect(JSON.parse(dun('2026-06-03', 'client', 'list', '--json').stdout)).toMatchObject({ items: [] });
  for (const _ of [1, 2, 3]) expect(dun('2026-06-03', 'undo', '--redo').exitCode).toBe(0);
  expect(dun('2026-06-03', 'promise', 'list').stdout).toContain('840');
});
