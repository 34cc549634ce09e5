import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeStoryLedger, openStoryLedger } from '../support/roussel.ts';
import { type Ran, runDun } from '../support/run-dun.ts';
import { Home } from '../support/terminal.ts';
import { badInput } from './bad-input-rows.ts';

let home: Home;

beforeAll(() => {
  home = new Home();
  mkdirSync(dirname(home.db), { recursive: true, mode: 0o700 });
  makeStoryLedger(home.db);
  dun(['client', 'add', 'Deux Rives', '--contact', 'Anne Rive']);
  dun(['client', 'add', 'Deux Ponts']);
  dun(['contact', 'add', 'deux-rives', 'Anne Weber']);
  for (const [number, amount] of [
    ['D-1', '100'],
    ['D-2', '50'],
  ] as const)
    dun(['invoice', 'add', 'deux-rives', '--number', number, '--amount', amount, '--due', '2026-05-20']);
  dun(['promise', 'add', 'deux-rives', '--invoice', 'D-1', '--on', '2026-06-05']);
  dun(['pay', 'deux-rives', '50', '--invoice', 'D-2']);
  writeFileSync(
    join(home.folder, 'bad.csv'),
    'Number,Date,Due,Client,Total\n1,2026-05-01,2026-06-01,A,ten\n',
  );
});

afterAll(() => home.remove());

function dun(argv: readonly string[]): Ran {
  return runDun(argv, home.env({ DUN_TODAY: '2026-06-02T10:15' }));
}

/** Everything the ledger knows. */
function contents(): unknown {
  const ledger = openStoryLedger(home.db);
  const all = [ledger.standings.all(), ledger.profile.load(), [...ledger.settings.all()]];
  ledger.close();
  return all;
}

describe('a wrong value', () => {
  it.each(badInput)('ends %s with %i, names it and says what to type', (...[line, exitCode, named, hint]) => {
    const argv = line
      .split(' ')
      .map((word) => word.replaceAll('_', ' ').replaceAll('~', '_').replace('LONG', 'x'.repeat(100_000)));
    const before = contents();
    const ran = dun(argv.map((word) => word.replace('HOME', home.folder).replaceAll('\\n', '\r\n')));
    expect(ran.stdout).toBe('');
    expect(ran.exitCode).toBe(exitCode);
    const [message = '', next = ''] = ran.stderr.trimEnd().split('\n');
    expect(message).toContain(named);
    expect(next).toContain(hint);
    expect(next).toMatch(/^→ \S/);
    expect(ran.stderr).not.toMatch(/[{}]|undefined|null|NaN|\bat .*:\d/);
    expect(ran.stderr.length).toBeLessThan(900);
    expect(contents()).toEqual(before);
  });
});
