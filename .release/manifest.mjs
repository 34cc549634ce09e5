// `npm pack` takes package.json from the disk. `slim` puts the users' one in its place, without development packages,
// pinned Node and scripts; `restore` puts the whole one back. The whole one is kept beside this file in between, and a
// guard puts it back when npm ends without having done so, so that a broken-off pack leaves nothing behind.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const manifest = join(here, '..', 'package.json');
const kept = join(here, 'package.json.whole');
const forUsers = ['name', 'version', 'description', 'license', 'type', 'bin', 'files', 'engines', 'keywords', 'dependencies'];

const [step, pid] = process.argv.slice(2);
if (step === 'slim') slim();
else if (step === 'restore') restore();
else if (step === 'guard') guard(Number(pid));
else throw new Error('node .release/manifest.mjs slim | restore');

function slim() {
  restore();
  const whole = readFileSync(manifest, 'utf8');
  const all = JSON.parse(whole);
  replace(kept, whole);
  const npm = npmOf(process.ppid);
  if (npm !== undefined) {
    const argv = [fileURLToPath(import.meta.url), 'guard', String(npm)];
    spawn(process.execPath, argv, { detached: true, stdio: 'ignore' }).unref();
  }
  const ours = Object.fromEntries(forUsers.filter((name) => name in all).map((name) => [name, all[name]]));
  replace(manifest, `${JSON.stringify(ours, null, 2)}\n`);
}

function restore() {
  if (!existsSync(kept)) return;
  replace(manifest, readFileSync(kept, 'utf8'));
  rmSync(kept);
}

/** Waits for npm to end, then looks whether there is something to put back. */
function guard(npm) {
  if (!existsSync(kept)) return;
  if (isAlive(npm)) setTimeout(() => guard(npm), 100);
  else restore();
}

/** Whole or not at all. */
function replace(path, text) {
  writeFileSync(`${path}.new`, text);
  renameSync(`${path}.new`, path);
}

/** The npm above the shell that runs this script; none where processes cannot be listed. */
function npmOf(parent) {
  try {
    const [above, name] = execFileSync('ps', ['-o', 'ppid=,comm=', '-p', String(parent)], { encoding: 'utf8' })
      .trim()
      .split(/\s+/);
    return /(^|\/)-?(ba|da|z|k)?sh$/.test(name) ? Number(above) : parent;
  } catch {
    return undefined;
  }
}

function isAlive(npm) {
  try {
    process.kill(npm, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
