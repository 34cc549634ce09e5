import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn } from '@lydell/node-pty';

/** The built program, as a user starts it. */
export const dunBin = join(import.meta.dirname, '..', '..', 'bin', 'dun.js');

/** A fresh home for one story: ledger, outbox and settings lie in it. */
export class Home {
  readonly folder = mkdtempSync(join(tmpdir(), 'dun-home-'));

  env(more: Readonly<Record<string, string>> = {}): Record<string, string> {
    return {
      PATH: process.env['PATH'] ?? '',
      HOME: this.folder,
      XDG_DATA_HOME: join(this.folder, 'data'),
      XDG_CONFIG_HOME: join(this.folder, 'config'),
      TZ: 'Europe/Paris',
      LANG: 'fr_FR.UTF-8',
      TERM: 'xterm-256color',
      NO_COLOR: '1',
      ...more,
    };
  }

  get db(): string {
    return join(this.folder, 'data', 'dun', 'dun.db');
  }

  get outbox(): string {
    return join(this.folder, 'data', 'dun', 'outbox');
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export interface Ended {
  readonly exitCode: number;
  readonly signal: number | undefined;
}

/** The program in a real pseudo-terminal of 80 × 24: keys in, text out, waited for by content and never by time. */
export class Terminal {
  private output = '';
  private mark = 0;
  private waiting: (() => void)[] = [];
  private hasEnded = false;
  readonly pty: ReturnType<typeof spawn>;
  readonly ended: Promise<Ended>;

  /**
   * `inShell`: started from a shell that afterwards prints the exit code and the state of the terminal. `withJobs`: typed
   * into a shell with job control, for Ctrl-Z.
   */
  constructor(
    argv: readonly string[],
    env: Readonly<Record<string, string>>,
    options: { inShell?: boolean; withJobs?: boolean; cols?: number; rows?: number } = {},
  ) {
    const { cols = 80, rows = 24 } = options;
    const [file, before] = options.inShell
      ? ['sh', ['-c', shellScript, process.execPath]]
      : [process.execPath, []];
    const command = options.withJobs ? jobShell : [file, ...before, dunBin, ...argv];
    const [program = file, ...rest] = command;
    this.pty = spawn(program, rest, { cols, rows, env: { ...env, PS1: '$ ' } });
    if (options.withJobs) this.pty.write(`'${process.execPath}' '${dunBin}' ${argv.join(' ')}\r`);
    this.pty.onData((data) => {
      this.output += data;
      this.wake();
    });
    this.ended = new Promise((resolve) => {
      this.pty.onExit(({ exitCode, signal }) => {
        this.hasEnded = true;
        this.wake();
        resolve({ exitCode, signal });
      });
    });
  }

  /** Everything shown so far, without escape sequences. */
  text(): string {
    return plain(this.output);
  }

  /** Waits until the text shown since the last `see` holds this; fails with what is there when the program ends first. */
  async see(wanted: string | RegExp, seconds = 10): Promise<void> {
    const deadline = Date.now() + seconds * 1000;
    for (;;) {
      const fresh = plain(this.output.slice(this.mark));
      const found = typeof wanted === 'string' ? fresh.includes(wanted) : wanted.test(fresh);
      if (found) {
        this.mark = this.output.length;
        return;
      }
      if (this.hasEnded || Date.now() > deadline) {
        throw new Error(`waited for ${String(wanted)}, the terminal shows:\n${fresh.slice(-2500)}`);
      }
      await this.change(deadline - Date.now());
    }
  }

  press(keys: string): void {
    this.pty.write(keys);
  }

  /** Process id of the program, also when a shell started it. */
  programPid(): number {
    const children = readFileSync(`/proc/${this.pty.pid}/task/${this.pty.pid}/children`, 'utf8').trim();
    return children === '' ? this.pty.pid : Number(children.split(' ')[0]);
  }

  /** Closes the window under the program. */
  close(): void {
    if ('destroy' in this.pty && typeof this.pty.destroy === 'function') this.pty.destroy();
  }

  private change(patience: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, Math.max(1, patience));
      this.waiting.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  private wake(): void {
    for (const go of this.waiting.splice(0)) go();
  }
}

const jobShell = ['bash', '--norc', '--noprofile', '-i'];
const shellScript = 'trap : INT HUP TERM; "$0" "$@"; echo "EXIT:$?"; stty -a; echo DONE';

/** The text of a terminal's output: escape sequences out, carriage returns and non-breaking spaces made plain. */
export function plain(output: string): string {
  return (
    output
      // oxlint-disable-next-line no-control-regex -- escape sequences are what is taken out
      .replace(/\u001b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[@-Z\\-_])/g, '')
      .replace(/\r/g, '')
      .replace(/[\u00a0\u202f]/g, ' ')
  );
}
