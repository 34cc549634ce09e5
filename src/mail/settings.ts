import { isEmailAddress } from '../domain/email-address.ts';
import { DunError } from '../domain/errors.ts';
import {
  loginName,
  type MailProvider,
  mailProvider,
  mailProviders,
  type MailSecurity,
  type ProviderServer,
} from '../domain/mail-provider.ts';
import type { TransportName } from '../domain/outbox.ts';

/** How mail leaves and comes back. There is no setting that weakens TLS: an own certificate authority is a file. */
export interface MailSettings {
  readonly transport: TransportName;
  /** Sender address that overrules the profile's. */
  readonly from: string | null;
  readonly provider: MailProvider | null;
  readonly smtp: SmtpSettings | null;
  /** Where answers are read; `null` when neither a host nor a provider is named. */
  readonly imap: ImapSettings | null;
  readonly secrets: SecretSettings;
  /** The name that the password is kept under in the keyring: one for both directions. */
  readonly account: string | null;
  readonly sendmailPath: string;
}

/** A server that is spoken to under TLS: `tls` from the first byte, or `starttls`, without which nothing is said. */
export interface ServerSettings {
  readonly host: string;
  readonly port: number;
  readonly security: MailSecurity;
  readonly user: string | null;
  readonly caFile: string | null;
}

export type SmtpSettings = ServerSettings;

export interface ImapSettings extends ServerSettings {
  /** Where answers arrive. */
  readonly folder: string;
  /** Where sent mail lies; `null` = the folder that the server marks `\Sent`. */
  readonly sentFolder: string | null;
  /** Its usual name with this provider, for a server that marks none. */
  readonly usualSentFolder: string | null;
}

/** Commands that print a secret. The secret itself is never a setting. */
export interface SecretSettings {
  readonly passwordCommand: string | null;
  readonly tokenCommand: string | null;
}

type Settings = ReadonlyMap<string, string>;

/** What the servers are read from: own settings first, then the provider's, and the address a login is made of. */
interface Source {
  readonly settings: Settings;
  readonly provider: MailProvider | null;
  readonly address: string | null;
}

/**
 * Reads the `mail.*` settings; throws `DunError` 78 that names the setting and what it may be. `address` is the
 * profile's: with a named provider it is the login, unless `mail.user` says another.
 */
export function mailSettings(settings: Settings, address: string | null = null): MailSettings {
  const provider = providerOf(settings);
  const transport = transportOf(settings, provider);
  const from = fromOf(settings);
  const source = { settings, provider, address: from ?? address };
  const smtp = transport === 'smtp' ? smtpOf(source) : null;
  const imap = imapOf(source);
  return {
    transport,
    from,
    provider,
    smtp,
    imap,
    account:
      textOf(settings, 'mail.user') ?? (provider && source.address) ?? smtp?.user ?? imap?.user ?? null,
    secrets: {
      passwordCommand: textOf(settings, 'mail.password_command'),
      tokenCommand: textOf(settings, 'mail.token_command'),
    },
    sendmailPath: textOf(settings, 'mail.sendmail_path') ?? 'sendmail',
  };
}

function providerOf(settings: Settings): MailProvider | null {
  const value = textOf(settings, 'mail.provider');
  if (value === null) return null;
  const found = mailProvider(value);
  if (found !== undefined) return found;
  throw badSetting('mail.provider', value, mailProviders.map(({ id }) => id).join(', '));
}

/** Whoever names a provider wants to send through it; without one a memo is a draft. */
function transportOf(settings: Settings, provider: MailProvider | null): TransportName {
  const value = textOf(settings, 'mail.transport') ?? (provider === null ? 'draft' : 'smtp');
  if (value === 'draft' || value === 'smtp' || value === 'sendmail') return value;
  throw badSetting('mail.transport', value, 'draft, smtp, sendmail');
}

function fromOf(settings: Settings): string | null {
  const value = textOf(settings, 'mail.from');
  if (value === null || isEmailAddress(value)) return value;
  throw badSetting('mail.from', value, 'nadia@atelier.example');
}

function smtpOf(source: Source): SmtpSettings {
  const { settings, provider } = source;
  const place = placeOf(source, outgoing);
  if (place === null) throw new DunError('mail.no_host', 78);
  return {
    ...place,
    user: textOf(settings, 'mail.user') ?? loginOf(source, provider?.smtp),
    caFile: textOf(settings, 'mail.ca_file'),
  };
}

function imapOf(source: Source): ImapSettings | null {
  const { settings, provider } = source;
  const place = placeOf(source, incoming);
  if (place === null) return null;
  return {
    ...place,
    user: imapUserOf(source),
    caFile: textOf(settings, 'mail.ca_file'),
    folder: textOf(settings, 'mail.imap_folder') ?? 'INBOX',
    sentFolder: textOf(settings, 'mail.sent_folder'),
    usualSentFolder: provider?.sentFolder ?? null,
  };
}

/** The user of the incoming server: its own setting, else the outgoing one's, in the form this provider wants. */
function imapUserOf(source: Source): string | null {
  const { settings, provider } = source;
  const own = textOf(settings, 'mail.imap_user');
  if (own !== null) return own;
  const user = textOf(settings, 'mail.user');
  if (user === null) return loginOf(source, provider?.imap);
  return provider === null ? user : loginName(provider.imap, user);
}

function loginOf({ address }: Source, server: ProviderServer | undefined): string | null {
  return address === null || server === undefined ? null : loginName(server, address);
}

/** The settings of one direction and the ports it usually has. */
interface Direction {
  readonly side: 'smtp' | 'imap';
  readonly prefix: 'mail.' | 'mail.imap_';
  readonly ports: Readonly<Record<MailSecurity, number>>;
  readonly example: string;
}

const outgoing: Direction = {
  side: 'smtp',
  prefix: 'mail.',
  ports: { tls: 465, starttls: 587 },
  example: 'smtp.atelier.example',
};
const incoming: Direction = {
  side: 'imap',
  prefix: 'mail.imap_',
  ports: { tls: 993, starttls: 143 },
  example: 'imap.atelier.example',
};

/** Where a server is: own settings over the provider's, whose ports say nothing about another host. */
function placeOf(
  { settings, provider }: Source,
  direction: Direction,
): Pick<ServerSettings, 'host' | 'port' | 'security'> | null {
  const { prefix, ports } = direction;
  const host = hostOf(settings, direction) ?? provider?.[direction.side].host ?? null;
  if (host === null) return null;
  const preset = provider?.[direction.side].host === host ? provider[direction.side] : undefined;
  const ownPort = readPort(settings, direction);
  const ownSecurity = readSecurity(settings, `${prefix}security`);
  const standard = preset ?? { port: ports.tls, security: 'tls' as const };
  const security = ownSecurity ?? securityOn(ownPort, { standard, ports });
  const port = ownPort ?? (security === standard.security ? standard.port : ports[security]);
  return { host, port, security };
}

function securityOn(
  port: number | null,
  { standard, ports }: { standard: Pick<ProviderServer, 'port' | 'security'>; ports: Direction['ports'] },
): MailSecurity {
  if (port === null || port === standard.port) return standard.security;
  return port === ports.starttls ? 'starttls' : 'tls';
}

function readSecurity(settings: Settings, key: string): MailSecurity | null {
  const value = textOf(settings, key);
  if (value === null || value === 'tls' || value === 'starttls') return value;
  throw badSetting(key, value, 'tls, starttls');
}

function readPort(settings: Settings, { prefix, ports }: Direction): number | null {
  const value = textOf(settings, `${prefix}port`);
  if (value === null) return null;
  const port = Number(value);
  if (/^\d{1,5}$/.test(value) && port >= 1 && port <= 65_535) return port;
  throw badSetting(`${prefix}port`, value, `${ports.tls}, ${ports.starttls}`);
}

function hostOf(settings: Settings, { prefix, example }: Direction): string | null {
  const host = textOf(settings, `${prefix}host`);
  if (host === null || /^[A-Za-z0-9.:_-]+$/.test(host)) return host;
  throw badSetting(`${prefix}host`, host, example);
}

function textOf(settings: Settings, key: string): string | null {
  const value = settings.get(key)?.trim();
  return value ? value : null;
}

function badSetting(name: string, value: string, expected: string): DunError {
  return new DunError('mail.bad_setting', 78, { name, value, expected });
}
