import { DunError } from '../domain/errors.ts';
import type { Keyring } from './keyring.ts';
import { runProgram, splitCommand } from './program.ts';
import type { SecretSettings } from './settings.ts';

/** A password manager may ask for a finger or a passphrase, but nobody waits longer for a mail to leave. */
const patience = 10_000;

/** What a mail server is logged in to with: a password, or an access token (XOAUTH2). Read when needed, never kept. */
export type Credentials =
  | { readonly user: string; readonly pass: string }
  | { readonly user: string; readonly accessToken: string };

/** What of them must never be written down. */
export function secretsIn(credentials: Credentials | null): string[] {
  if (credentials === null) return [];
  if ('accessToken' in credentials) return [credentials.accessToken];
  const { user, pass } = credentials;
  // As AUTH PLAIN says it: a server that repeats that line in Base64 would tell the password with it.
  return [`\u0000${user}\u0000${pass}`, pass];
}

/** Where a secret may come from, in this order: token command, password command, variable, keyring. */
export interface SecretSource extends SecretSettings {
  /** The value of DUN_SMTP_PASSWORD. */
  readonly variable: string | undefined;
  /** The name it lies under in the keyring. */
  readonly account: string | null;
  readonly keyring: Keyring | null;
}

/** The credentials of a user, for outgoing and incoming mail alike. `DunError` 78 when there is no secret to be had. */
export async function credentialsFor(user: string, source: SecretSource): Promise<Credentials> {
  if (source.tokenCommand !== null)
    return { user, accessToken: await printedBy(source.tokenCommand, 'mail.token_command') };
  return { user, pass: await passwordOf(user, source) };
}

async function passwordOf(user: string, source: SecretSource): Promise<string> {
  if (source.passwordCommand !== null) return printedBy(source.passwordCommand, 'mail.password_command');
  if (source.variable) return source.variable;
  const kept = await source.keyring?.read(source.account ?? user);
  if (kept) return kept;
  throw new DunError('mail.no_password', 78, { user });
}

/** The first line that a command prints. The error names code or signal only: the rest may hold the secret. */
async function printedBy(command: string, key: string): Promise<string> {
  const [program, ...args] = splitCommand(command) ?? [];
  if (program === undefined) throw new DunError(key, 78, { reason: '""' });
  const { failure, stdout } = await runProgram({ program, args, patience });
  if (failure !== null) throw new DunError(key, 78, { reason: failure });
  const secret = stdout.split(/\r?\n/, 1)[0] ?? '';
  if (secret === '') throw new DunError(key, 78, { reason: '0 B' });
  return secret;
}
