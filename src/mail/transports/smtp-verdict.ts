import type { SmtpSettings } from '../settings.ts';
import { withoutSecrets } from '../xoauth2.ts';
import type { Handed } from './transport.ts';

/** Where the conversation stood when it ended. */
export interface Standpoint {
  readonly settings: SmtpSettings;
  readonly hasBodyStarted: boolean;
  /** What was shown at the login: no word of the server may carry it into the ledger. */
  readonly secrets: readonly string[];
}

interface Facts {
  readonly code: string;
  readonly systemCode: string;
  readonly reply: number | undefined;
  /** What to keep and show: the server's words when there are any. */
  readonly error: string;
}

/**
 * What an error of the SMTP conversation means for the message (promises 3 and 9). A reply of the server to the
 * envelope or the message settles it; once the body is on its way anything else is a doubt; before that nothing
 * has left, so it is tried again, or named as a wrong setting.
 */
export function smtpVerdict(error: Error, standpoint: Standpoint): Handed {
  const facts = factsOf(error, standpoint.secrets);
  const isAboutMessage = facts.code === 'EENVELOPE' || facts.code === 'EMESSAGE';
  if (isAboutMessage || standpoint.hasBodyStarted) return fateOfMessage(facts, standpoint);
  return setUpFault(facts, standpoint.settings) ?? { kind: 'deferred', error: facts.error };
}

// 503 says that the session was in the wrong state, not that the message was refused: it may pass next time.
function fateOfMessage(facts: Facts, standpoint: Standpoint): Handed {
  const { reply, error } = facts;
  const isRefusal = reply !== undefined && reply >= 500 && reply !== 503;
  if (isRefusal) return { kind: 'refused', error };
  if (reply !== undefined && reply >= 400) return { kind: 'deferred', error };
  if (standpoint.hasBodyStarted) return { kind: 'lost', error };
  // Without a reply it was nodemailer that refused: too large for this server, or an address it cannot carry.
  return { kind: reply === undefined ? 'refused' : 'deferred', error };
}

function setUpFault(facts: Facts, settings: SmtpSettings): Handed | undefined {
  const isLater = facts.reply !== undefined && facts.reply >= 400 && facts.reply < 500;
  if (isLater) return undefined;
  const key = faultyPart(facts);
  if (key === undefined) return undefined;
  const values = { host: settings.host, port: settings.port, user: settings.user ?? '', reason: facts.error };
  return { kind: 'set_up', error: facts.error, key, values };
}

function faultyPart(facts: Facts): string | undefined {
  if (facts.code === 'EAUTH' || facts.code === 'ENOAUTH') return 'mail.login_refused';
  if (isCertificateFault(facts)) return 'mail.certificate_refused';
  if (isTlsFault(facts)) return 'mail.no_tls';
  return facts.reply !== undefined && facts.reply >= 500 ? 'mail.server_refused' : undefined;
}

function isCertificateFault(facts: Facts): boolean {
  return /CERT|SELF_SIGNED|UNABLE_TO_(?:GET|VERIFY)|HOSTNAME|ALTNAME/.test(facts.systemCode);
}

/** The server refuses STARTTLS, or speaks something that is no TLS: most often the wrong port. */
function isTlsFault(facts: Facts): boolean {
  if (facts.code === 'ETLS') return facts.reply !== undefined || /SSL|EPROTO/.test(facts.systemCode);
  return /^(?:ERR_SSL_|EPROTO$)/.test(facts.systemCode);
}

function factsOf(error: Error, secrets: readonly string[]): Facts {
  const text = (key: string): string | undefined => {
    const value: unknown = Reflect.get(error, key);
    return typeof value === 'string' ? value : undefined;
  };
  const reply: unknown = Reflect.get(error, 'responseCode');
  return {
    code: text('code') ?? '',
    systemCode: text('originalCode') ?? text('code') ?? '',
    reply: typeof reply === 'number' ? reply : undefined,
    error: withoutSecrets(text('response') ?? error.message, secrets)
      // Advice for whoever runs a script of their own, which nobody can follow here.
      .replace(/; if the root CA is installed locally.*/s, '')
      .trim()
      .replace(/\s+/g, ' ')
      .slice(0, 500),
  };
}
