import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Ran, runDun } from '../support/run-dun.ts';
import { dunBin, Home, Terminal } from '../support/terminal.ts';

const root = join(import.meta.dirname, '..', '..');
const ended = { '129': 'SIGHUP', '130': 'SIGINT', '143': 'SIGTERM' } as const;

let home: Home;
beforeEach(() => {
  home = new Home();
});
afterEach(() => home.remove());

function dun(...argv: string[]): Ran {
  return runDun(argv, home.env({ DUN_LANG: 'en' }));
}

function introduce(): void {
  const who = ['--first', 'Nadia', '--last', 'Benali', '--business', 'Benali Studio', '--country', 'GB'];
  expect(dun('init', ...who, '--email', 'nadia@benali.example').stderr).not.toContain('→ dun init');
}

/** A ledger with one client and one late invoice. */
function aLedger(): void {
  introduce();
  dun('client', 'add', 'Bright Studio', '--email', 'accounts@bright.example', '--contact', 'Ann Bright');
  dun('invoice', 'add', 'bright', '--number', 'A1', '--amount', '100', '--issued', '2026-03-01', '--due', '2026-04-01');
} // biome-ignore format: one command a row

/** Sends the memo of a promise through a mail program that ends with this code. */
function sendThrough(code: number): Ran {
  aLedger();
  const program = join(home.folder, 'sendmail');
  writeFileSync(program, `#!/bin/sh\ncat >/dev/null\nexit ${code}\n`);
  chmodSync(program, 0o755);
  dun('config', 'set', 'mail.transport', 'sendmail');
  dun('config', 'set', 'mail.sendmail_path', program);
  dun('log', 'bright', '--outcome', 'promise', '--amount', '100', '--on', 'friday');
  return dun('memo', 'bright', '--send');
}

/** dun with a label taken out of its words, which is a fault of dun. */
function faultyDun(): Ran {
  const folder = join(home.folder, 'dun');
  for (const name of ['bin', 'dist', 'templates'])
    cpSync(join(root, name), join(folder, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const labels = join(folder, 'templates', 'en', 'screen', 'due.json');
  writeFileSync(labels, '{}');
  const env = home.env({ DUN_LANG: 'en' });
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, 'bin', 'dun.js'), 'due'], {
    env,
    encoding: 'utf8',
  });
  return { exitCode: status, stdout, stderr };
}

function file(name: string, text: string): string {
  const path = join(home.folder, name);
  writeFileSync(path, text);
  return path;
}

function shell(script: string): number | null {
  const env = home.env({ DUN_LANG: 'en', NODE: process.execPath, DUN: dunBin });
  return spawnSync('bash', ['-c', script], { env, stdio: 'ignore' }).status;
}

// One way to each code: promises 9. 77 needs a folder that even root may not write.
const ways: Readonly<Record<string, () => number | null>> = {
  '0': () => dun('due').exitCode,
  '1': () => (aLedger(), dun('memo', 'bright', '--send').exitCode),
  '2': () => dun('due', '--bogus').exitCode,
  '65': () => dun('import', file('list.csv', 'junk')).exitCode,
  '66': () => dun('prep', 'nobody').exitCode,
  '69': () => sendThrough(67).exitCode,
  '70': () => faultyDun().exitCode,
  '73': () => dun('due', '--db', file('other.db', 'no ledger')).exitCode,
  '74': () => shell('"$NODE" "$DUN" help >/dev/full'),
  '75': () => sendThrough(75).exitCode,
  '76': () => sendThrough(99).exitCode,
  '77': () => dun('init', '--db', '/sys/dun.db', '--first', 'Nadia').exitCode,
  '78': () => dun('config', 'set', 'mail.port', 'abc').exitCode,
};

describe('the exit codes', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const rows = Array.from(readme.matchAll(/^\| ([\d, ]+) \| \S/gm), (match) => match[1] ?? '');
  const documented = rows.flatMap((row) => row.split(', '));

  it('are those of the README, all of them', () => {
    expect(documented.toSorted()).toEqual([...Object.keys(ways), ...Object.keys(ended)].toSorted());
  });

  it.each(Object.keys(ways))('%s is reached by a command line', (code) => {
    expect(ways[code]?.()).toBe(Number(code));
  });

  it.each(Object.entries(ended))('%s is reached by %s while a question waits', async (code, signal) => {
    const terminal = new Terminal(['init'], home.env({ DUN_LANG: 'en' }));
    await terminal.see('?');
    process.kill(terminal.programPid(), signal);
    expect((await terminal.ended).exitCode).toBe(Number(code));
  });

  it('that the source gives are documented', () => {
    const source = execFileSync('grep', ['-rhoE', 'DunError\\([^,()]+, [0-9]+', join(root, 'src')], {
      encoding: 'utf8',
    });
    const given = new Set(source.match(/\d+$/gm));
    expect([...given].filter((code) => !documented.includes(code))).toEqual([]);
  });
});

describe('output', () => {
  /** Rows enough for some 300 KB of JSON. */
  function aLongList(): void {
    introduce();
    const rows = Array.from(
      { length: 1200 },
      (_, at) => `INV-${at},Client ${at},2026-03-01,2026-04-01,100.00`,
    );
    dun('import', '--yes', file('list.csv', ['number,client,issued,due,amount', ...rows].join('\n')));
  }

  it('is whole through a pipe, also when it is long, and a reader may leave early', () => {
    aLongList();
    const out = join(home.folder, 'out.json');
    expect(shell(`set -o pipefail; "$NODE" "$DUN" due --json --all | cat >${out}`)).toBe(0);
    const text = readFileSync(out, 'utf8');
    expect(text.length).toBeGreaterThan(300_000);
    expect(JSON.parse(text).items).toHaveLength(1200);
    const commands = ['due', 'due --json --all', 'help', 'client list', 'invoice list', 'config list'];
    const errors = join(home.folder, 'errors');
    const ends = commands.map((command) => {
      const code = shell(`set -o pipefail; "$NODE" "$DUN" ${command} 2>${errors} | head -1`);
      return `${command}: ${code} ${readFileSync(errors, 'utf8')}`;
    });
    expect(ends).toEqual(commands.map((command) => `${command}: 0 `));
  }, 60_000);

  it.skipIf(!existsSync('/dev/full'))('that finds the disk full is no success', () => {
    aLedger();
    const commands = 'due,due --json,help,prep bright,client list,config list,--version'.split(',');
    const codes = commands.map((command) => shell(`"$NODE" "$DUN" ${command} >/dev/full`));
    expect(codes).toEqual(commands.map(() => 74));
  });

  it('asks nothing without a terminal', () => {
    expect(dun('init').exitCode).toBe(2);
    aLedger();
    const commands = 'call bright,prep bright,memo bright,log bright,pay,demo'.split(',');
    const codes = commands.map((command) => dun(...command.split(' ')).exitCode);
    expect(codes).toEqual([2, 0, 1, 2, 2, 0]);
  });
});
