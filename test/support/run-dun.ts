import { spawnSync } from 'node:child_process';
import { dunBin, plain } from './terminal.ts';

export interface Ran {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built program without a terminal, as a script would. */
export function runDun(argv: readonly string[], env: Readonly<Record<string, string>>, input = ''): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, [dunBin, ...argv], {
    env: { ...env },
    input,
    encoding: 'utf8',
  });
  return { exitCode: status, stdout: plain(stdout), stderr: plain(stderr) };
}
