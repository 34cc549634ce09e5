import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** A Node on this machine that is too old for dun, or `undefined`. */
export function findOldNode(): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin', '/usr/local/bin'];
  const nodes = [...new Set(folders)]
    .map((folder) => join(folder, 'node'))
    .filter((path) => existsSync(path));
  return nodes.find((path) => {
    const [major = 0, minor = 0] = versionOf(path).slice(1).split('.').map(Number);
    return major > 0 && (major < 24 || (major === 24 && minor < 15));
  });
}

function versionOf(path: string): string {
  return spawnSync(path, ['--version'], { encoding: 'utf8' }).stdout ?? '';
}
