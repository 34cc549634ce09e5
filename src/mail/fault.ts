import { DunError } from '../domain/errors.ts';
import type { MailFault } from '../domain/mail-trial.ts';
import type { MailProvider, ProviderSecret } from '../domain/mail-provider.ts';
import type { ServerSettings } from './settings.ts';
import { withoutSecrets } from './xoauth2.ts';

/** Where an error came up. */
export interface FaultPlace {
  readonly way: 'smtp' | 'imap';
  readonly server: ServerSettings;
  readonly provider: MailProvider | null;
  /** What was shown at the login: no word of the server may repeat it. */
  readonly secrets: readonly string[];
}

interface Facts {
  readonly code: string;
  readonly reply: number | undefined;
  readonly isLogin: boolean;
  readonly isStarttls: boolean;
  readonly imap: string | undefined;
  readonly words: string;
  /** Names in a certificate that is another server's. */
  readonly names: string;
}

/** What an error of a mail conversation means, as a label (`mail.fault.…`) that says it in words and what to type. */
export function faultOf(error: Error, place: FaultPlace): MailFault {
  if (error instanceof DunError) return ofOurOwn(error, place);
  const facts = factsOf(error, place.secrets);
  const kind = checked(kindOf(facts, place), place);
  return fault(kind, place, { reason: facts.words, names: facts.names });
}

/** A secret that is not there or not taken: the error has the name, `mail.fault` the words without a message kept. */
function ofOurOwn(error: DunError, place: FaultPlace): MailFault {
  return fault(error.key.replace(/^mail\./, ''), place, error.values);
}

/** Kinds that have words of their own with some providers, by what these want at the login. */
const ownWords: Readonly<Record<string, readonly ProviderSecret[]>> = {
  login_refused: ['password', 'app_password', 'bridge', 'token'],
  no_password: ['password', 'app_password', 'bridge', 'token'],
  self_signed: ['bridge'],
  port_closed: ['bridge'],
};

/** Kinds that may have passed by the next try. */
const passing = new Set(['later', 'time_out', 'no_network', 'broken_off']);

function fault(kind: string, { way, server, provider }: FaultPlace, values: MailFault['values']): MailFault {
  const hasOwn = provider !== null && ownWords[kind]?.includes(provider.secret) === true;
  const variant = hasOwn ? `.${provider.secret}` : '';
  return {
    key: `mail.fault.${kind}${variant}`,
    values: {
      host: server.host,
      port: server.port,
      user: server.user ?? '',
      file: server.caFile ?? '',
      prefix: way === 'smtp' ? 'mail.' : 'mail.imap_',
      provider: provider?.name ?? '',
      page: provider?.page ?? '',
      ...values,
    },
    exitCode: passing.has(kind) ? 75 : 78,
  };
}

function kindOf(facts: Facts, place: FaultPlace): string {
  const isLater = facts.reply !== undefined && facts.reply >= 400 && facts.reply < 500;
  if (isLater) return 'later';
  return (
    facts.imap ??
    network[facts.code] ??
    certificateKind(facts.code) ??
    encryptionKind(facts, place.server) ??
    replyKind(facts) ??
    (silences.has(facts.code) ? silence(facts, place.server) : 'broken_off')
  );
}

const busy = new Set(['UNAVAILABLE', 'INUSE', 'LIMIT', 'SERVERBUG']);
const silences = new Set(['ETIMEDOUT', 'ETIMEOUT', 'CONNECT_TIMEOUT', 'GREETING_TIMEOUT', 'UPGRADE_TIMEOUT']);

/** A provider's own server is there: when its name is not found, it is the network that is missing. */
function checked(kind: string, { way, server, provider }: FaultPlace): string {
  return kind === 'no_such_host' && provider?.[way].host === server.host ? 'no_network' : kind;
}

const network: Readonly<Record<string, string>> = {
  ENOTFOUND: 'no_such_host',
  ENODATA: 'no_such_host',
  EAI_AGAIN: 'no_network',
  ESERVFAIL: 'no_network',
  ENETUNREACH: 'no_network',
  EHOSTUNREACH: 'no_network',
  ECONNREFUSED: 'port_closed',
};

function certificateKind(code: string): string | undefined {
  if (/SELF_SIGNED/.test(code)) return 'self_signed';
  if (code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID') return 'expired';
  if (/ALTNAME/.test(code)) return 'wrong_name';
  return /^UNABLE_TO_(?:GET|VERIFY)|^CERT_/.test(code) ? 'unknown_authority' : undefined;
}

function encryptionKind(facts: Facts, server: ServerSettings): string | undefined {
  if (facts.isStarttls) return 'no_starttls';
  const isNoTls = /^(?:ERR_SSL_|EPROTO$)/.test(facts.code);
  if (isNoTls) return server.security === 'tls' ? 'plain_port' : 'no_tls';
  return /before secure TLS/.test(facts.words) ? 'no_tls' : undefined;
}

function replyKind({ reply, isLogin }: Facts): string | undefined {
  if (isLogin) return reply !== undefined && reply >= 502 && reply <= 504 ? 'no_login' : 'login_refused';
  return reply === undefined ? undefined : 'server_refused';
}

/** A server that says nothing on a port for TLS waits for us to begin. */
function silence(facts: Facts, server: ServerSettings): string {
  return server.security === 'starttls' && /greeting/i.test(facts.words) ? 'silent_port' : 'time_out';
}

function factsOf(error: Error, secrets: readonly string[]): Facts {
  const code = textIn(error, 'code') ?? '';
  const systemCode = textIn(error, 'originalCode') ?? causeCode(error) ?? code;
  const reply: unknown = Reflect.get(error, 'responseCode');
  const words = textIn(error, 'response') ?? textIn(error, 'responseText') ?? error.message;
  return {
    code: systemCode,
    reply: typeof reply === 'number' ? reply : undefined,
    isLogin: code === 'EAUTH' || code === 'ENOAUTH',
    isStarttls: systemCode === 'ETLS',
    imap: imapKind(error, code),
    // An answer of IMAP begins with the number of our command.
    words: withoutSecrets(words, secrets)
      .replace(/^\w+ (?=NO |BAD )/, '')
      .trim()
      .replace(/\s+/g, ' ')
      .slice(0, 300),
    names: namesIn(error),
  };
}

/** What only an error of the IMAP library tells. */
function imapKind(error: Error, code: string): string | undefined {
  // IMAP says by a word what SMTP says by a number from 400 to 499 (RFC 5530).
  if (busy.has(textIn(error, 'serverResponseCode') ?? '')) return 'later';
  if (Reflect.get(error, 'authenticationFailed') === true) {
    if (typeof Reflect.get(error, 'oauthError') === 'object') return 'token_refused';
    return textIn(error, 'response') === undefined ? 'no_login' : 'login_refused';
  }
  // A token for a server that takes passwords alone.
  if (error.message === 'Unsupported authentication mechanism') return 'no_login';
  if (Reflect.get(error, 'tlsFailed') !== true) return undefined;
  return code === '' ? 'no_starttls' : code === 'STARTTLS_INJECTION' ? 'no_tls' : undefined;
}

function textIn(error: Error, key: string): string | undefined {
  const value: unknown = Reflect.get(error, key);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function causeCode({ cause }: Error): string | undefined {
  const code: unknown = cause instanceof Error ? Reflect.get(cause, 'code') : undefined;
  return typeof code === 'string' ? code : undefined;
}

/** Whose certificate it is, when a server shows that of another. */
function namesIn(error: Error): string {
  const cert: unknown = Reflect.get(error, 'cert');
  const list: unknown =
    typeof cert === 'object' && cert !== null ? Reflect.get(cert, 'subjectaltname') : undefined;
  return typeof list === 'string' ? list.replace(/(?:DNS|IP Address):/g, '').slice(0, 120) : '?';
}
