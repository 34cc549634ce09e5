import type { Context } from '../cli/context.ts';
import { findSetting } from './setting-table.ts';

/** The settings of mail by their name after `mail.`, and what a help page calls the value. */
const fields = {
  provider: 'provider',
  transport: 'transport',
  from: 'address',
  user: 'user',
  password_command: 'command',
  token_command: 'command',
  host: 'host',
  port: 'port',
  security: 'security',
  imap_host: 'host',
  imap_port: 'port',
  imap_security: 'security',
  imap_user: 'user',
  imap_folder: 'folder',
  sent_folder: 'folder',
  ca_file: 'file',
  sendmail_path: 'file',
} as const;

/** `mail.host` → its text; an empty text takes the setting away. */
export type MailTexts = ReadonlyMap<string, string>;

/** `--imap-host <host>` for `dun mail setup`, `--mail-imap-host <host>` for `dun init`. */
export function mailFlags(prefix: '' | 'mail-'): string[] {
  return Object.entries(fields).map(([name, value]) => `--${prefix}${name.replaceAll('_', '-')} <${value}>`);
}

/** What was typed of the settings of mail. DunError 78 for a value that a setting does not take. */
export function readMailFlags(options: object, prefix: '' | 'mail-'): MailTexts {
  const typed = new Map(Object.entries(options));
  const texts = new Map<string, string>();
  for (const name of Object.keys(fields)) {
    const flag = `${prefix}${name.replaceAll('_', '-')}`;
    const value: unknown = typed.get(camelCase(flag));
    if (typeof value !== 'string') continue;
    const text = value.trim();
    if (text !== '') findSetting(`mail.${name}`).check(text);
    texts.set(`mail.${name}`, text);
  }
  return texts;
}

/** Writes them down, those that are empty away. */
export function saveMail({ ledger }: Pick<Context, 'ledger'>, texts: MailTexts): void {
  for (const [key, value] of texts) {
    if (value === '') ledger.settings.unset(key);
    else ledger.settings.set(key, value);
  }
}

/** The settings that name servers and a login: another provider makes all of them void. */
export const serverSettings: readonly string[] = [
  'provider', 'transport', 'user', 'password_command', 'token_command', 'host', 'port', 'security', 'imap_host', 'imap_port',
  'imap_security', 'imap_user', 'sent_folder', 'ca_file',
].map((name) => `mail.${name}`); // biome-ignore format: rows of names

function camelCase(flag: string): string {
  return flag.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
