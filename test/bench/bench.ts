import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measureKeys, type Timed } from './keys.ts';
import { makeLedger } from './make-ledger.ts';

/**
 * `npm run bench`: start-up of `dun due` as a ratio to a bare `node -e 0` of the same Node, medians of interleaved runs.
 * Then 500 keys of calls, from the key press to its effect on the screen: 95 of 100 within a frame, none over three,
 * over all and for each state; `--keys-only` measures just these.
 * `npm run bench -- --make FILE --promises N` writes a ledger of N promises, 2 % of them open, to measure on.
 */
const root = join(import.meta.dirname, '..', '..');
const today = '2026-11-23';
/** Within a frame for 95 of 100 keys, three frames for any (issue "The whole call"). */
const promised = { most: 16, worst: 50 };

const { values } = parseArgs({
  options: {
    make: { type: 'string' },
    promises: { type: 'string', default: '1000' },
    rounds: { type: 'string', default: '31' },
    db: { type: 'string' },
    'keys-only': { type: 'boolean', default: false },
  },
});

if (values.make === undefined) {
  if (!values['keys-only']) measure();
  reportKeys(await measureKeys(500));
} else make(values.make, count(values.promises));

function make(path: string, promises: number): void {
  if (existsSync(path)) throw new Error(`${path} exists; name a new file`);
  const made = makeLedger(path, { promises, today });
  process.stdout.write(`${path}: ${made.promises} promises, ${made.open} open, ${made.clients} clients\n`);
}

function measure(): void {
  const folder = mkdtempSync(join(tmpdir(), 'dun-bench-'));
  const db = values.db ?? join(folder, 'bench.db');
  try {
    if (values.db === undefined) make(db, count(values.promises));
    const env = { ...process.env, DUN_DB: db, DUN_TODAY: today, NO_COLOR: '1', DUN_REEXEC: '' };
    const cases: readonly (readonly [string, readonly string[]])[] = [
      ['node -e 0', ['-e', '0']],
      ['dun due', [join(root, 'bin', 'dun.js'), 'due']],
      ['dun due --json', [join(root, 'bin', 'dun.js'), 'due', '--json']],
      ['dun --version', [join(root, 'bin', 'dun.js'), '--version']],
    ];
    report(
      cases.map(([label]) => label),
      interleaved(
        cases.map(([, argv]) => argv),
        env,
      ),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Each round runs every case once, in turns, so that a slow moment of the machine hits all alike. */
function interleaved(cases: readonly (readonly string[])[], env: NodeJS.ProcessEnv): number[][] {
  const times = cases.map((): number[] => []);
  const rounds = count(values.rounds);
  for (let round = -2; round < rounds; round += 1) {
    for (const [at, argv] of cases.entries()) {
      const before = process.hrtime.bigint();
      const { status, stderr } = spawnSync(process.execPath, [...argv], {
        env,
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      const took = Number(process.hrtime.bigint() - before) / 1e6;
      if (status !== 0) throw new Error(`${argv.join(' ')} ended with ${status}: ${String(stderr)}`);
      if (round >= 0) times[at]?.push(took);
    }
  }
  return times;
}

function report(labels: readonly string[], times: readonly (readonly number[])[]): void {
  const base = median(times[0] ?? []);
  const version = execFileSync(process.execPath, ['--version'], { encoding: 'utf8' }).trim();
  process.stdout.write(`Node ${version}, medians of ${times[0]?.length ?? 0} interleaved runs\n`);
  for (const [at, label] of labels.entries()) {
    const middle = median(times[at] ?? []);
    process.stdout.write(
      `${label.padEnd(16)} ${middle.toFixed(1).padStart(7)} ms   ${(middle / base).toFixed(2)} × node -e 0\n`,
    );
  }
}

function reportKeys(times: readonly Timed[]): void {
  const all = spread(times);
  const verdict = all.most <= promised.most && all.worst <= promised.worst ? 'as promised' : 'TOO SLOW';
  process.stdout.write(`${times.length} keys of calls: ${shown(all)} (${verdict})\n`);
  for (const [name, keys] of Map.groupBy(times, (one) => one.name)) {
    process.stdout.write(
      `  ${name.padEnd(20)} ${String(keys.length).padStart(4)} keys: ${shown(spread(keys))}\n`,
    );
  }
}

interface Spread {
  readonly half: number;
  readonly most: number;
  readonly worst: number;
}

function spread(times: readonly Timed[]): Spread {
  const sorted = times.map(({ milliseconds }) => milliseconds).toSorted((a, b) => a - b);
  const share = (part: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
  return { half: share(0.5), most: share(0.95), worst: share(1) };
}

function shown({ half, most, worst }: Spread): string {
  return `median ${half.toFixed(1)} ms, 95 % within ${most.toFixed(1)} ms, slowest ${worst.toFixed(1)} ms`;
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function count(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new Error(`not a count: ${text}`);
  return number;
}
