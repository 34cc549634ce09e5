import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams, SpawnOptionsWithoutStdio } from 'node:child_process';
import { once } from 'node:events';

/** The long run of promises 8; every other run takes a short cut. */
export const isTorture = process.env['DUN_TORTURE'] === '1';

/** Starts `test/fault/children/<name>.ts` as a process of its own, with the Node that runs the tests. */
export function startChild(
  name: string,
  values: readonly (string | number)[],
  options: SpawnOptionsWithoutStdio = {},
): ChildProcessWithoutNullStreams {
  const script = new URL(`children/${name}.ts`, import.meta.url).pathname;
  return spawn(process.execPath, [script, ...values.map(String)], options);
}

export interface ChildEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly output: string;
  readonly errors: string;
}

/** All that the child says until it ends. */
export async function runChild(
  name: string,
  values: readonly (string | number)[],
  options: SpawnOptionsWithoutStdio = {},
): Promise<ChildEnd> {
  const child = startChild(name, values, options);
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  return { code, signal, output, errors };
}
