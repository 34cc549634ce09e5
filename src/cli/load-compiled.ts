import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire, getCompileCacheDir } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { Script } from 'node:vm';

export interface Loaded {
  readonly exports: object;
  /** Keeps what was compiled for the next start; to be called when the work is done. */
  keep(): void;
}

/**
 * Loads a module that the build wrote as one function (`.rolldown.config.mjs`), with code that knows every function of an earlier run. Node's own
 * compile cache is taken right after reading, before anything has run, and so holds no function that runs later: each
 * start compiled four hundred of them anew, a third of the time of `dun due`. Here the cache is taken after the work.
 * It lies in Node's cache folder, which is of this user, this Node and this machine; V8 refuses a cache that does not
 * fit the file. `undefined` when there is no such file.
 */
export function loadCompiled(path: string): Loaded | undefined {
  const source = read(path)?.toString('latin1');
  if (source === undefined) return undefined;
  const folder = getCompileCacheDir();
  const cache =
    folder === undefined ? undefined : join(folder, `${basename(path)}-${source.length}-${markOf(source)}`);
  const cachedData = cache === undefined ? undefined : read(cache);
  const script = new Script(source, { filename: path, cachedData });
  const module = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(path), module, path, dirname(path));
  const isKept = cache === undefined || (cachedData !== undefined && script.cachedDataRejected !== true);
  return { exports: module.exports, keep: () => (isKept ? undefined : keep(cache, script)) };
}

/** The first line names the content: V8 compares no more than the length. */
function markOf(source: string): string {
  return source.slice(3, 35);
}

// Only spares time: without it everything works, so no failure is worth a word. Flushed before it gets its name, because
// V8 trusts what it reads.
function keep(path: string, script: Script): void {
  const draft = `${path}.${process.pid}`;
  try {
    writeFileSync(draft, script.createCachedData(), { mode: 0o600, flush: true });
    renameSync(draft, path);
  } catch {
    rmSync(draft, { force: true });
  }
}

function read(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}
