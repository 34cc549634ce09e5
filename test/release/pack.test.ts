import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

const repository = new URL('../..', import.meta.url).pathname;
const needed = [
  '.npmrc',
  '.release',
  '.rolldown.config.mjs',
  '.rolldown.licences.mjs',
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'bin',
  'src',
];
const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

function folderFor(what: string): string {
  const folder = mkdtempSync(join(tmpdir(), `dun-${what}-`));
  folders.push(folder);
  return folder;
}

/** A copy of what a pack reads: the repository's own package.json is never touched. */
function copyOfRepository(): string {
  const folder = folderFor('pack');
  for (const name of [...needed, 'templates', 'tsconfig.json', 'package.json'])
    cpSync(join(repository, name), join(folder, name), { recursive: true });
  rmSync(join(folder, '.release', 'package.json.whole'), { force: true });
  symlinkSync(join(repository, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

function npm(argv: readonly string[], cwd: string): string {
  return execFileSync('npm', [...argv], { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

function readJson(path: string) {
  return JSON.parse(readFileSync(path, 'utf8'));
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}

describe('what npm pack makes', () => {
  const source = readJson(join(repository, 'package.json'));
  let copy = '';
  let unpacked = '';
  beforeAll(() => {
    copy = copyOfRepository();
    npm(['pack', '--silent'], copy);
    unpacked = join(folderFor('unpacked'), 'package');
    const tarball = join(copy, `dun-cli-${source.version}.tgz`);
    execFileSync('tar', ['xzf', tarball, '-C', join(unpacked, '..')]);
  }, 60_000);

  it('has a package.json for users: what runs, nothing that develops or installs by script', () => {
    const ours = readJson(join(unpacked, 'package.json'));
    expect(Object.keys(ours).toSorted()).toEqual([
      'bin', 'dependencies', 'description', 'engines', 'files', 'keywords', 'license', 'name', 'type', 'version',
    ]); // biome-ignore format: one row
    for (const key of Object.keys(ours)) expect(ours[key]).toEqual(source[key]);
  });

  it('holds the program, its words and its papers, and nothing else', () => {
    const files = filesUnder(unpacked);
    const tops = [...new Set(files.map((name) => name.split('/')[0] ?? ''))].toSorted();
    expect(tops).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'bin',
      'dist',
      'package.json',
      'templates',
    ]);
    expect(files.filter((name) => name.startsWith('bin/')).toSorted()).toEqual([
      'bin/dun.js',
      'bin/package.json',
    ]);
    expect(files.filter((name) => /\.(ts|map|tgz)$|test/.test(name))).toEqual([]);
    expect(filesUnder(join(unpacked, 'templates'))).toHaveLength(
      filesUnder(join(repository, 'templates')).length,
    );
  });

  it('holds a build made for it', () => {
    expect(existsSync(join(unpacked, 'dist', 'cli.cjs'))).toBe(true);
    expect(filesUnder(join(unpacked, 'dist')).toSorted()).toEqual(filesUnder(join(copy, 'dist')).toSorted());
  });

  it('carries the licences of what is bundled', () => {
    const texts = readFileSync(join(unpacked, 'dist', 'THIRD-PARTY.txt'), 'utf8');
    const named = ['commander', 'date-fns', 'inquirer', 'nodemailer', 'date-holidays', 'libphonenumber-js'];
    expect(named.filter((name) => !texts.includes(`\n${name} `))).toEqual([]);
    expect(texts).toContain('Permission is hereby granted');
  });

  it('names no path of the machine it was built on', () => {
    const dist = join(unpacked, 'dist');
    const telling = filesUnder(dist).filter((name) => readFileSync(join(dist, name), 'utf8').includes(copy));
    expect(telling).toEqual([]);
  });

  it('leaves the repository as it was', () => {
    expect(readFileSync(join(copy, 'package.json'))).toEqual(readFileSync(join(repository, 'package.json')));
    expect(readdirSync(join(copy, '.release'))).toEqual(['manifest.mjs']);
  });

  it('installs without scripts and without network, and runs', () => {
    const project = folderFor('user');
    // The one runtime package comes from this machine: what npm would fetch, without going out for it.
    const tarballs = ['better-sqlite3', 'node-addon-api'].map((name) => {
      const folder = join(repository, 'node_modules', name);
      return join(project, npm(['pack', '--silent', '--ignore-scripts', folder], project).trim());
    });
    writeFileSync(join(project, 'package.json'), '{ "name": "a-user", "private": true }');
    const ours = join(copy, `dun-cli-${source.version}.tgz`);
    npm(
      [
        'install',
        '--offline',
        '--ignore-scripts',
        '--no-audit',
        '--no-fund',
        '--loglevel=error',
        ours,
        ...tarballs,
      ],
      project,
    );
    const bin = join(project, 'node_modules', '.bin', 'dun');
    const env = { PATH: process.env['PATH'] ?? '', HOME: project, LANG: 'en_GB.UTF-8' };
    const run = (argv: readonly string[]) =>
      spawnSync(process.execPath, [bin, ...argv], { env, cwd: project, encoding: 'utf8', input: '' });
    expect(run(['--version']).stdout).toBe(`${source.version}\n`);
    const demo = run(['demo']);
    expect(demo.status).toBe(0);
    expect(demo.stdout).toContain('dun due');
  }, 60_000);
});

describe('a pack that is broken off', () => {
  /** A copy whose pack stops in the middle: package.json is the users' one, npm is still at work. */
  function slowCopy(): string {
    const copy = copyOfRepository();
    const path = join(copy, 'package.json');
    const all = readJson(path);
    const work = `require('node:fs').writeFileSync('at-work', ''); setTimeout(Object, 60_000)`;
    all.scripts.prepack = `node .release/manifest.mjs slim && node -e "${work}"`;
    writeFileSync(path, JSON.stringify(all));
    return copy;
  }

  it.each(['SIGKILL', 'SIGTERM', 'SIGINT'] as const)(
    'by %s leaves the whole package.json',
    async (signal) => {
      const copy = slowCopy();
      const path = join(copy, 'package.json');
      const whole = readFileSync(path, 'utf8');
      const child = spawn('npm', ['pack', '--silent'], { cwd: copy, stdio: 'ignore', detached: true });
      const ended = once(child, 'exit');
      // Not before: between its fork and its exec a child of dash swallows an interrupt, and npm waits for its end.
      await vi.waitFor(() => expect(existsSync(join(copy, 'at-work'))).toBe(true), {
        timeout: 15_000,
        interval: 20,
      });
      expect(readJson(path)['scripts']).toBeUndefined();
      process.kill(-(child.pid ?? 0), signal);
      await ended;
      await vi.waitFor(() => expect(readFileSync(path, 'utf8')).toBe(whole), {
        timeout: 15_000,
        interval: 20,
      });
      await vi.waitFor(() => expect(readdirSync(join(copy, '.release'))).toEqual(['manifest.mjs']));
    },
    40_000,
  );

  it('by a power cut is repaired by the next one', () => {
    const copy = copyOfRepository();
    const whole = readFileSync(join(copy, 'package.json'), 'utf8');
    writeFileSync(join(copy, '.release', 'package.json.whole'), whole);
    writeFileSync(join(copy, 'package.json'), '{ "name": "dun-cli", "version": "0.0.0" }');
    const manifest = (step: string) =>
      spawnSync(process.execPath, ['.release/manifest.mjs', step], { cwd: copy });
    manifest('slim');
    expect(readJson(join(copy, 'package.json')).version).toBe(JSON.parse(whole).version);
    manifest('restore');
    expect(readFileSync(join(copy, 'package.json'), 'utf8')).toBe(whole);
  });
});

describe('strangers inside (promise 28)', () => {
  interface Locked {
    readonly dependencies?: Readonly<Record<string, string>>;
    readonly hasInstallScript?: boolean;
  }
  const locked: Readonly<Record<string, Locked>> = readJson(join(repository, 'package-lock.json')).packages;
  const reached = new Set<string>();
  const reach = (name: string): void => {
    if (reached.has(name)) return;
    reached.add(name);
    Object.keys(locked[`node_modules/${name}`]?.dependencies ?? {}).forEach(reach);
  };
  Object.keys(locked['']?.dependencies ?? {}).forEach(reach);

  it('are few at run time', () => {
    expect([...reached].toSorted()).toEqual(['better-sqlite3', 'node-addon-api']);
    expect(reached.size).toBeLessThanOrEqual(30);
  });

  it('run nothing when they are installed', () => {
    const steps = [...reached].flatMap((name) => {
      const { scripts = {} } = readJson(join(repository, 'node_modules', name, 'package.json'));
      return ['preinstall', 'install', 'postinstall'].filter((step) => step in scripts);
    });
    expect(steps).toEqual([]);
    // npm would run node-gyp for a binding.gyp without this refusal.
    expect(readJson(join(repository, 'package.json')).allowScripts['better-sqlite3']).toBe(false);
  });
});
