import { type ExecFileException, execFile } from 'node:child_process';

/** A program to run: no shell between, and a secret that it needs comes on its input, never among its arguments. */
export interface ProgramRun {
  readonly program: string;
  readonly args: readonly string[];
  readonly input?: string;
  /** Milliseconds. */
  readonly patience: number;
}

/** What a program printed, or why there is nothing: an exit code, a signal, the time that was up, `ENOENT`. */
export interface ProgramEnd {
  readonly failure: string | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end. Never rejects. What it printed may hold a secret and must not be shown. */
export function runProgram({ program, args, input = '', patience }: ProgramRun): Promise<ProgramEnd> {
  return new Promise((resolve) => {
    const options = { timeout: patience, maxBuffer: 64 * 1024, shell: false, windowsHide: true };
    const child = execFile(program, args, options, (error, stdout, stderr) => {
      resolve({ failure: error === null ? null : reasonOf(error, patience), stdout, stderr });
    });
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}

function reasonOf(error: ExecFileException, patience: number): string {
  if (error.killed === true) return `${patience / 1000} s`;
  return String(error.code ?? error.signal ?? '?');
}

/**
 * Splits a command line into program and arguments; `'…'` and `"…"` keep spaces together, nothing else is special.
 * `undefined` when a quote is left open or nothing is there.
 */
export function splitCommand(text: string): string[] | undefined {
  const words = text.match(/(?:[^\s'"]|'[^']*'|"[^"]*")+/g) ?? [];
  const isWhole = words.join('') === text.replace(/('[^']*'|"[^"]*")|\s+/g, '$1');
  if (words.length === 0 || !isWhole) return undefined;
  return words.map((word) => word.replace(/'([^']*)'|"([^"]*)"/g, '$1$2'));
}
