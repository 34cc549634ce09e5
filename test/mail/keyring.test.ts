import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Keyring, systemKeyring } from '../../src/mail/keyring.ts';
import { putProgram, ringPrograms } from './support/ring.ts';

const password = ' pässwörd "with" \\ and $spaces ';
const user = 'nadia@atelier.example';
const path = process.env['PATH'] ?? '';
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dun-ring-'));
  process.env['PATH'] = `${folder}:${path}`;
});

afterEach(() => {
  process.env['PATH'] = path;
});

function keyringOf(platform: NodeJS.Platform): Keyring {
  const keyring = systemKeyring(platform);
  if (keyring === null) throw new Error(`no keyring on ${platform}`);
  return keyring;
}

// A program of the same name and manners that keeps a file: real processes, real input, real exit codes.
describe.each([
  ['linux', 'secret-tool'],
  ['darwin', 'security'],
] as const)('the keyring of %s', (platform, program) => {
  beforeEach(() => ringPrograms(folder));

  it('gives back what it was given, to the letter, for each user', async () => {
    const keyring = keyringOf(platform);
    expect(await keyring.isThere()).toBe(true);
    expect(await keyring.read(user)).toBeNull();
    await keyring.keep(user, 'old');
    await keyring.keep('o"ther\\', 'of another');
    await keyring.keep(user, password);
    expect(await keyring.read(user)).toBe(password);
    expect(await keyring.read('o"ther\\')).toBe('of another');
  });

  it('never has the password among its arguments', async () => {
    const keyring = keyringOf(platform);
    await keyring.keep(user, 'canary-7731');
    await keyring.read(user);
    const argv = readFileSync(join(folder, 'argv'), 'utf8');
    expect(argv).toContain(user.slice(0, 5));
    expect(argv).not.toContain('canary');
    expect(argv).not.toContain(Buffer.from('canary-7731').toString('base64'));
  });

  it('that does not open says why, without the password', async () => {
    const keyring = keyringOf(platform);
    putProgram(folder, program, 'cat >/dev/null; echo "Cannot autolaunch D-Bus without X11" >&2; exit 1');
    const values = { program, reason: 'Cannot autolaunch D-Bus without X11' };
    const refusal = { key: 'mail.keyring_failed', exitCode: 78, values };
    await expect(keyring.read(user)).rejects.toMatchObject(refusal);
    await expect(keyring.keep(user, password)).rejects.toMatchObject(refusal);
  });
});

describe('a system without a keyring', () => {
  it('has none to read, and says which program is missing when one is to be kept', async () => {
    process.env['PATH'] = folder;
    const keyring = keyringOf('linux');
    expect(await keyring.isThere()).toBe(false);
    expect(await keyring.read(user)).toBeNull();
    const refusal = { key: 'mail.no_keyring', exitCode: 78, values: { program: 'secret-tool' } };
    await expect(keyring.keep(user, password)).rejects.toMatchObject(refusal);
    expect(systemKeyring('win32')).toBeNull();
  });
});

const service = ['dbus-run-session', 'gnome-keyring-daemon', 'secret-tool'];
const isHere = service.every((name) => path.split(delimiter).some((place) => existsSync(join(place, name))));

describe('the real secret-tool', () => {
  it.skipIf(!isHere)(`keeps it too (skipped where one is missing: ${service.join(', ')})`, () => {
    const module = fileURLToPath(new URL('../../src/mail/keyring.ts', import.meta.url));
    const program = join(folder, 'real.ts');
    const secret = JSON.stringify(password);
    writeFileSync(
      program,
      `import { systemKeyring } from ${JSON.stringify(module)};
const keyring = systemKeyring('linux');
const before = await keyring?.read('nadia');
await keyring?.keep('nadia', 'old');
await keyring?.keep('nadia', ${secret});
console.log(JSON.stringify([before, await keyring?.read('nadia')]));`,
    );
    const unlocked = `printf 'pw\\n' | gnome-keyring-daemon --unlock --components=secrets >/dev/null`;
    const script = `${unlocked}; "$0" "${program}"`;
    const env = { PATH: path, HOME: folder, XDG_RUNTIME_DIR: folder, XDG_DATA_HOME: folder };
    const said = execFileSync('dbus-run-session', ['--', 'sh', '-c', script, process.execPath], {
      env,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    expect(JSON.parse(said)).toEqual([null, password]);
  });
});
