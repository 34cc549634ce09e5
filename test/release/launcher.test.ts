import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn as spawnPty } from '@lydell/node-pty';
import { afterAll, describe, expect, it } from 'vitest';
import { findOldNode } from './old-node.ts';

const oldNode = findOldNode();
const why = oldNode === undefined ? ' (skipped: no Node older than 24.15 on this machine)' : '';
const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

// Stands for the program: says who runs it, then waits for an end.
const program = `
exports.main = (argv) => {
  const [what] = argv;
  if (what === 'say') return console.log(process.version, String(process.stdin.isTTY === true), argv.slice(1).join('|'));
  if (what === 'echo') return process.stdin.pipe(process.stdout);
  if (what === 'code') return void (process.exitCode = 65);
  if (what === 'tidy') for (const [name, code] of [['SIGINT', 130], ['SIGTERM', 143], ['SIGHUP', 129]])
    process.on(name, () => { console.log('tidied up'); process.exit(code); });
  setInterval(() => undefined, 1000);
  console.log('ready');
};
`;

/** A folder as npm leaves it: the launcher, and what else is asked for. */
function installation(parts: { dist?: string; pinned?: boolean }): string {
  const folder = mkdtempSync(join(tmpdir(), 'dun-launcher-'));
  folders.push(folder);
  cpSync(new URL('../../bin', import.meta.url).pathname, join(folder, 'bin'), { recursive: true });
  if (parts.dist !== undefined) {
    mkdirSync(join(folder, 'dist'));
    writeFileSync(join(folder, 'dist', 'cli.cjs'), parts.dist);
  }
  if (parts.pinned === true) {
    mkdirSync(join(folder, 'node_modules', '.bin'), { recursive: true });
    symlinkSync(process.execPath, join(folder, 'node_modules', '.bin', 'node'));
  }
  return join(folder, 'bin', 'dun.js');
}

function run(node: string, argv: readonly string[], options: { lang?: string; input?: string } = {}) {
  const env = { PATH: process.env['PATH'] ?? '', LANG: options.lang ?? 'en_GB.UTF-8' };
  return spawnSync(node, [...argv], { env, input: options.input ?? '', encoding: 'utf8' });
}

describe('the launcher on the Node it needs', () => {
  it('runs the program at once', () => {
    const { stdout, status } = run(process.execPath, [installation({ dist: program }), 'say', 'a b', '--c']);
    expect([stdout, status]).toEqual([`${process.version} false a b|--c\n`, 0]);
  });

  it.each([
    ['en_GB.UTF-8', 'dun is not built yet. Type: npm run build\n'],
    ['fr_FR.UTF-8', "dun n'est pas encore construit. Tapez : npm run build\n"],
  ])('says in %s what to type when dun is not built', (lang, text) => {
    const { stderr, status } = run(process.execPath, [installation({})], { lang });
    expect([stderr, status]).toEqual([text, 1]);
  });

  it('does not take a fault inside the program for a missing build', () => {
    const { stderr } = run(process.execPath, [installation({ dist: "require('not-there')" })]);
    expect(stderr).toContain("Cannot find module 'not-there'");
  });
});

describe.skipIf(oldNode === undefined)(`the launcher on an old Node${why}`, () => {
  const old = oldNode ?? '';

  it.each([
    ['en_GB.UTF-8', /^dun needs Node 24\.15 or newer; this is v[\d.]+\. [^\n]+\n$/],
    ['fr_FR.UTF-8', /^dun a besoin de Node 24\.15 ou plus récent ; ici, c'est v[\d.]+\. [^\n]+\n$/],
  ])('names in %s the Node it needs when none came with it', (lang, sentence) => {
    const { stdout, stderr, status } = run(old, [installation({ dist: program }), 'due'], { lang });
    expect([stdout, status]).toEqual(['', 69]);
    expect(stderr).toMatch(sentence);
  });

  it('hands over to the Node that came with the packages', () => {
    const { stdout, status } = run(old, [installation({ dist: program, pinned: true }), 'say', 'é', '--c=d']);
    expect([stdout, status]).toEqual([`${process.version} false é|--c=d\n`, 0]);
  });

  it('passes on the input and the exit code', () => {
    const bin = installation({ dist: program, pinned: true });
    expect(run(old, [bin, 'echo'], { input: 'phoned\n' }).stdout).toBe('phoned\n');
    expect(run(old, [bin, 'code']).status).toBe(65);
  });

  it('leaves the terminal to the program, and Ctrl-C ends it once', async () => {
    const bin = installation({ dist: program, pinned: true });
    const argv = ['-c', '"$0" "$1" say; "$0" "$1" tidy; echo "code $?"', old, bin];
    const pty = spawnPty('sh', argv, { cols: 80, rows: 24, env: { PATH: process.env['PATH'] ?? '' } });
    let shown = '';
    pty.onData((text) => {
      shown += text;
      if (shown.endsWith('ready\r\n')) pty.write('\u0003');
    });
    await new Promise((resolve) => pty.onExit(resolve));
    expect(shown).toContain(`${process.version} true`);
    expect(shown.match(/tidied up/g)).toHaveLength(1);
  });

  it.each([
    ['tidy', 'SIGTERM', 143],
    ['tidy', 'SIGHUP', 129],
    ['tidy', 'SIGINT', 130],
    ['wait', 'SIGTERM', 143],
    ['wait', 'SIGHUP', 129],
    ['wait', 'SIGINT', 130],
  ] as const)('%s: %s sent to it alone ends the program too, with code %i', async (what, signal, code) => {
    const bin = installation({ dist: program, pinned: true });
    const child = spawn(old, [bin, what], { stdio: ['ignore', 'pipe', 'inherit'] });
    const shown = await untilReady(child);
    const worker = childOf(child.pid);
    child.kill(signal);
    const [status] = await new Promise<[number | null]>((resolve) =>
      child.on('exit', (ended) => resolve([ended])),
    );
    expect([status, shown().includes('tidied up')]).toEqual([code, what === 'tidy']);
    expect(worker === undefined || isAlive(worker)).toBe(false);
  });
});

async function untilReady(child: ChildProcess): Promise<() => string> {
  let shown = '';
  await new Promise<void>((resolve) => {
    child.stdout?.on('data', (text: Buffer) => {
      shown += text.toString();
      if (shown.includes('ready')) resolve();
    });
  });
  return () => shown;
}

function childOf(pid = 0): number | undefined {
  const { stdout } = spawnSync('ps', ['-o', 'pid=', '--ppid', String(pid)], { encoding: 'utf8' });
  return Number(stdout.trim().split(/\s+/)[0]) || undefined;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
