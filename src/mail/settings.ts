import { isEmailAddress } from '../domain/email-address.ts';
import { DunError } from '../domain/errors.ts';
import type { TransportName } from '../domain/outbox.ts';

/** How mail leaves. There is no setting that weakens TLS: an own certificate authority is a file. */
export interface MailSettings {
  readonly transport: TransportName;
  /** Sender address that overrules the profile's. */
  readonly from: string | null;
  readonly smtp: SmtpSettings | null;
  readonly sendmailPath: string;
}

export interface SmtpSettings {
  readonly host: string;
  readonly port: number;
  /** `tls` from the first byte (usually port 465), or `starttls`, without which nothing is sent. */
  readonly security: 'tls' | 'starttls';
  readonly user: string | null;
  readonly passwordCommand: string | null;
  readonly caFile: string | null;
}

type Settings = ReadonlyMap<string, string>;

/** Reads the `mail.*` settings; throws `DunError` 78 that names the setting and what it may be. */
export function mailSettings(settings: Settings): MailSettings {
  const transport = transportOf(settings);
  return {
    transport,
    from: fromOf(settings),
    smtp: transport === 'smtp' ? smtpOf(settings) : null,
    sendmailPath: textOf(settings, 'mail.sendmail_path') ?? 'sendmail',
  };
}

function transportOf(settings: Settings): TransportName {
  const value = textOf(settings, 'mail.transport') ?? 'draft';
  if (value === 'draft' || value === 'smtp' || value === 'sendmail') return value;
  throw badSetting('mail.transport', value, 'draft, smtp, sendmail');
}

function fromOf(settings: Settings): string | null {
  const value = textOf(settings, 'mail.from');
  if (value === null || isEmailAddress(value)) return value;
  throw badSetting('mail.from', value, 'nadia@atelier.example');
}

function smtpOf(settings: Settings): SmtpSettings {
  const host = textOf(settings, 'mail.host');
  if (host === null) throw new DunError('mail.no_host', 78);
  if (!/^[A-Za-z0-9.:_-]+$/.test(host)) throw badSetting('mail.host', host, 'smtp.atelier.example');
  const security = securityOf(settings);
  return {
    host,
    port: portOf(settings, security),
    security,
    user: textOf(settings, 'mail.user'),
    passwordCommand: textOf(settings, 'mail.password_command'),
    caFile: textOf(settings, 'mail.ca_file'),
  };
}

function securityOf(settings: Settings): SmtpSettings['security'] {
  const value = textOf(settings, 'mail.security');
  if (value === null) return textOf(settings, 'mail.port') === '587' ? 'starttls' : 'tls';
  if (value === 'tls' || value === 'starttls') return value;
  throw badSetting('mail.security', value, 'tls, starttls');
}

function portOf(settings: Settings, security: SmtpSettings['security']): number {
  const value = textOf(settings, 'mail.port');
  if (value === null) return security === 'tls' ? 465 : 587;
  const port = Number(value);
  if (/^\d{1,5}$/.test(value) && port >= 1 && port <= 65_535) return port;
  throw badSetting('mail.port', value, '465, 587');
}

function textOf(settings: Settings, key: string): string | null {
  const value = settings.get(key)?.trim();
  return value ? value : null;
}

function badSetting(name: string, value: string, expected: string): DunError {
  return new DunError('mail.bad_setting', 78, { name, value, expected });
}
