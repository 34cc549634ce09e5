import { DunError } from '../domain/errors.ts';
import { type ProgramEnd, runProgram } from './program.ts';

/** The keyring of the system, where a password lies under `dun` and the name of the user. */
export interface Keyring {
  /** Is the program that opens it there? */
  isThere(): Promise<boolean>;
  /** The password, `null` when there is none or no keyring. `DunError` 78 when the keyring does not answer. */
  read(user: string): Promise<string | null>;
  /** Keeps or replaces it. `DunError` 78 when there is no keyring or it refuses. */
  keep(user: string, password: string): Promise<void>;
}

/** Opening a keyring may ask for its passphrase in a window. */
const patience = 60_000;

/**
 * The keyring of this platform, by the system's own program: `secret-tool` (Secret Service) or `security` (macOS).
 * The password goes to its input, never to its arguments, which any process can read. `null` on other systems.
 */
export function systemKeyring(platform: NodeJS.Platform): Keyring | null {
  if (platform === 'darwin') return keychain();
  return platform === 'win32' ? null : secretService();
}

function secretService(): Keyring {
  const program = 'secret-tool';
  const place = (user: string): string[] => ['service', 'dun', 'account', user];
  return {
    isThere: () => answers(program, ['--help']),
    async read(user) {
      const end = await runProgram({ program, args: ['lookup', ...place(user)], patience });
      if (end.failure === null) return firstLine(end.stdout);
      // It ends with 1 and says nothing when there is no such entry.
      if (isAbsent(end) || (end.failure === '1' && end.stderr.trim() === '')) return null;
      throw refused(program, end);
    },
    async keep(user, password) {
      const args = ['store', `--label=dun: ${user}`, ...place(user)];
      const end = await runProgram({ program, args, input: password, patience });
      if (end.failure !== null) throw refused(program, end);
    },
  };
}

/** Said by `security` when there is no such item (errSecItemNotFound). */
const notFound = '44';
/** `security` prints a password beyond ASCII as bare hexadecimal, so it is kept as this and Base64. */
const encoded = 'base64:';

function keychain(): Keyring {
  const program = 'security';
  return {
    isThere: () => answers(program, ['help']),
    async read(user) {
      const args = ['find-generic-password', '-s', 'dun', '-a', user, '-w'];
      const end = await runProgram({ program, args, patience });
      if (isAbsent(end) || end.failure === notFound) return null;
      if (end.failure !== null) throw refused(program, end);
      const text = firstLine(end.stdout);
      return text.startsWith(encoded)
        ? Buffer.from(text.slice(encoded.length), 'base64').toString('utf8')
        : text;
    },
    async keep(user, password) {
      const secret = encoded + Buffer.from(password).toString('base64');
      const account = user.replace(/["\\]/g, '\\$&');
      const input = `add-generic-password -U -s dun -a "${account}" -w "${secret}"\n`;
      // Interactive, so that the command with the password is read from the input.
      const end = await runProgram({ program, args: ['-i'], input, patience });
      if (end.failure !== null || end.stderr.trim() !== '') throw refused(program, end);
    },
  };
}

async function answers(program: string, args: readonly string[]): Promise<boolean> {
  return !isAbsent(await runProgram({ program, args, patience: 5000 }));
}

function isAbsent({ failure }: ProgramEnd): boolean {
  return failure === 'ENOENT';
}

function firstLine(text: string): string {
  return text.split(/\r?\n/, 1)[0] ?? '';
}

/** Both programs complain on stderr and keep the password out of it. */
function refused(program: string, end: ProgramEnd): DunError {
  if (isAbsent(end)) return new DunError('mail.no_keyring', 78, { program });
  const reason = firstLine(end.stderr.trim()).slice(0, 200) || (end.failure ?? '?');
  return new DunError('mail.keyring_failed', 78, { program, reason });
}
