import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';

/** A browser that starts here, and what it needs around it. */
export interface BrowserBinary {
  readonly path: string;
  readonly env: Readonly<Record<string, string>>;
}

const modules = join(import.meta.dirname, '..', '..', 'node_modules');
const packed = join(modules, '@sparticuz', 'chromium', 'bin');
/** Removed by `npm ci` together with the package that it comes from. */
const unpacked = join(modules, '.cache', 'chromium');

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * A browser of this machine, else the one that came with the packages: Chromium for Linux on x64 with glibc, and its
 * libraries and font. `undefined` where neither starts. The first call after an install unpacks 215 MB.
 */
export function findBrowser(): BrowserBinary | undefined {
  const ours = installed.map((path) => ({ path, env: {} })).find(starts);
  if (ours !== undefined) return ours;
  if (process.platform !== 'linux' || process.arch !== 'x64' || !existsSync(packed)) return undefined;
  if (!existsSync(unpacked)) unpack();
  const [path, fonts] = [join(unpacked, 'chromium'), join(unpacked, 'fonts')];
  const binary = { path, env: { LD_LIBRARY_PATH: join(unpacked, 'lib'), FONTCONFIG_PATH: fonts } };
  return starts(binary) ? binary : undefined;
}

function starts({ path, env }: BrowserBinary): boolean {
  if (!existsSync(path)) return false;
  const ran = spawnSync(path, ['--version'], { env: { ...process.env, ...env }, timeout: 30_000 });
  return ran.status === 0;
}

// Beside its place and then put there, so that a broken-off start leaves no half of a browser.
function unpack(): void {
  const half = `${unpacked}.${process.pid}`;
  mkdirSync(half, { recursive: true });
  writeFileSync(join(half, 'chromium'), readPacked('chromium.br'), { mode: 0o755 });
  for (const name of ['al2023', 'fonts']) {
    for (const { path, bytes } of filesOfTar(readPacked(`${name}.tar.br`))) {
      const target = join(half, path);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, bytes);
    }
  }
  // The package looks for its font where a server of another kind would have it. With this one only, every machine
  // lays a page out alike.
  const fonts = join(unpacked, 'fonts');
  const settings = `<fontconfig><dir>${fonts}</dir><cachedir>${join(fonts, 'cache')}</cachedir></fontconfig>`;
  writeFileSync(join(half, 'fonts', 'fonts.conf'), `<?xml version="1.0"?>${settings}`);
  try {
    renameSync(half, unpacked);
  } catch (error) {
    rmSync(half, { recursive: true });
    if (!existsSync(unpacked)) throw error;
  }
}

function readPacked(name: string): Buffer {
  return brotliDecompressSync(readFileSync(join(packed, name)));
}

/** The plain files of a tar archive: blocks of 512 bytes, a head with name and length before each file. */
function filesOfTar(tar: Buffer): { path: string; bytes: Buffer }[] {
  const files: { path: string; bytes: Buffer }[] = [];
  let at = 0;
  while (at + 512 <= tar.length && tar[at] !== 0) {
    const path = tar.toString('utf8', at, at + 100).replace(/\0.*$/s, '');
    const length = Number.parseInt(tar.toString('latin1', at + 124, at + 136), 8);
    if (tar[at + 156] === 0x30) files.push({ path, bytes: tar.subarray(at + 512, at + 512 + length) });
    at += 512 + Math.ceil(length / 512) * 512;
  }
  return files;
}
