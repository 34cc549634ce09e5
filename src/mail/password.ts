import { type ExecFileException, execFile } from 'node:child_process';
import { DunError } from '../domain/errors.ts';

const patience = 10_000;

/** Where a password may come from. It is read when a mail leaves and never kept. */
export interface PasswordSource {
  /** `mail.password_command`: a program and its arguments, run without a shell. */
  readonly command: string | null;
  /** The value of DUN_SMTP_PASSWORD. */
  readonly variable: string | undefined;
}

/** The password: the first line the command prints, else the environment variable. `DunError` 78 when there is none. */
export async function readPassword(source: PasswordSource): Promise<string> {
  if (source.command !== null) return fromCommand(source.command);
  if (source.variable) return source.variable;
  throw new DunError('mail.no_password', 78);
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

async function fromCommand(command: string): Promise<string> {
  const [program, ...args] = splitCommand(command) ?? [];
  if (program === undefined) throw new DunError('mail.password_command', 78, { reason: '""' });
  const printed = await run(program, args);
  const password = printed.split(/\r?\n/, 1)[0] ?? '';
  if (password === '') throw new DunError('mail.password_command', 78, { reason: '0 B' });
  return password;
}

// The reason names code or signal only: what a password program prints may hold the password.
function run(program: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { timeout: patience, maxBuffer: 64 * 1024, shell: false, windowsHide: true };
    const child = execFile(program, args, options, (error, stdout) => {
      if (error) reject(new DunError('mail.password_command', 78, { reason: reasonOf(error) }));
      else resolve(stdout);
    });
    child.stdin?.on('error', () => undefined);
    child.stdin?.end();
  });
}

function reasonOf(error: ExecFileException): string {
  if (error.killed === true) return `${patience / 1000} s`;
  return String(error.code ?? error.signal ?? '?');
}
