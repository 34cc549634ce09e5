import { Readable } from 'node:stream';
import type Connection from 'nodemailer/lib/smtp-connection';
import type {
  SMTPConnectionCustomAuthHandlers,
  SMTPConnectionOptions,
  SMTPConnectionSendInfo,
} from 'nodemailer/lib/smtp-connection';
import { DunError } from '../../domain/errors.ts';
import type { MailProvider } from '../../domain/mail-provider.ts';
import type { MailFault } from '../../domain/mail-trial.ts';
import type { Message } from '../../domain/outbox.ts';
import { type Credentials, secretsIn } from '../credentials.ts';
import { faultOf } from '../fault.ts';
import { trustIn } from '../authority.ts';
import type { SmtpSettings } from '../settings.ts';
import { senderQuestion } from './sender-question.ts';
import { smtpVerdict } from './smtp-verdict.ts';
import { type TokenLogin, tokenLogin, tokenMethod } from './token-login.ts';
import type { Handed, Progress, Transport } from './transport.ts';

/** How long to wait, in milliseconds. RFC 5321 asks ten minutes' patience for the reply to the final dot. */
export interface Patience {
  readonly connect: number;
  readonly greeting: number;
  /** For everything until the body starts. */
  readonly envelope: number;
  readonly reply: number;
}

const usualPatience: Patience = { connect: 15_000, greeting: 30_000, envelope: 120_000, reply: 600_000 };

/** A server, how to read the password or token of its user (called only when one is set) and how long to wait. */
export interface SmtpDoor {
  readonly settings: SmtpSettings;
  readonly credentials: (user: string) => Promise<Credentials>;
  /** A provider's server is never sent through by nobody; a relay of one's own may be. */
  readonly mustLogIn?: boolean;
  readonly patience?: Patience;
}

/** SMTP with verified TLS: without it nothing leaves, neither password nor memo (promises 3). */
export function smtpTransport(door: SmtpDoor): Transport {
  const { settings } = door;
  return {
    hand: (message, progress) =>
      converse<Handed>(door, progress, {
        work: (line) => send(line, message),
        failed: (error, { hasBodyStarted, secrets }) =>
          error instanceof DunError
            ? { kind: 'set_up', error: error.message, key: error.key, values: error.values }
            : smtpVerdict(error, { settings, hasBodyStarted, secrets }),
      }),
  };
}

/** What `dun mail test` asks a server besides the login. */
export interface SmtpTrial {
  readonly provider: MailProvider | null;
  /** Address that memos leave from. */
  readonly from: string | null;
  readonly signal?: AbortSignal | undefined;
}

/** Connects, starts TLS, logs in, asks whether the sender may send, and leaves. `null` when all went well. */
export function trySmtp(door: SmtpDoor, { provider, from, signal }: SmtpTrial): Promise<MailFault | null> {
  const place = { way: 'smtp', server: door.settings, provider } as const;
  const asked = { bodyStarts: () => undefined, signal };
  return converse<MailFault | null>(door, asked, {
    work: async ({ connection, asksSender }) => {
      const refusal = from === null ? undefined : await asksSender(connection, from);
      if (refusal === undefined) return null;
      const values = { host: door.settings.host, address: from ?? '', reason: refusal };
      return faultOf(new DunError('mail.sender_refused', 78, values), { ...place, secrets: [] });
    },
    failed: (error, { secrets }) => faultOf(error, { ...place, secrets }),
  });
}

/** A conversation that is ready for the envelope, and what to call before the first byte of the body. */
interface Line {
  readonly connection: Connection;
  readonly bodyStarts: () => void;
  /** Asks by MAIL FROM and takes it back: the server's words when it refuses. */
  readonly asksSender: (connection: Connection, from: string) => Promise<string | undefined>;
}

interface Course<T> {
  readonly work: (line: Line) => Promise<T>;
  readonly failed: (error: Error, state: { hasBodyStarted: boolean; secrets: readonly string[] }) => T;
}

async function converse<T>(door: SmtpDoor, progress: Progress, course: Course<T>): Promise<T> {
  const watch = watchFor(progress);
  let connection: Connection | undefined;
  let credentials: Credentials | null = null;
  try {
    credentials = await credentialsOf(door);
    const token = tokenOf(door, credentials);
    const sender = senderQuestion();
    connection = await newConnection(door, { ...sender.methods, ...token?.methods });
    const whole = logIn(connection, credentials, token).then((ready) =>
      course.work({ connection: ready, bodyStarts: watch.bodyStarts, asksSender: sender.ask }),
    );
    const handed = await firstOf(whole, interruption(connection, door.patience ?? usualPatience, watch));
    // RFC 5321 4.1.1.10 asks for it; the answer changes nothing, so nobody waits for it.
    connection.quit();
    return handed;
  } catch (error) {
    if (watch.ownFailure || !(error instanceof Error)) throw error;
    const { hasBodyStarted } = watch;
    return course.failed(error, { hasBodyStarted, secrets: secretsIn(credentials) });
  } finally {
    connection?.close();
  }
}

/** What the conversation has come to. A failure of our own store must not pass for one of the server. */
interface Watch {
  hasBodyStarted: boolean;
  ownFailure: boolean;
  readonly bodyStarts: () => void;
  readonly signal: AbortSignal | undefined;
}

function watchFor(progress: Progress): Watch {
  const watch: Watch = {
    hasBodyStarted: false,
    ownFailure: false,
    signal: progress.signal,
    bodyStarts() {
      watch.ownFailure = true;
      progress.bodyStarts();
      watch.ownFailure = false;
      watch.hasBodyStarted = true;
    },
  };
  return watch;
}

async function credentialsOf({ settings, credentials, mustLogIn }: SmtpDoor): Promise<Credentials | null> {
  if (settings.user !== null) return credentials(settings.user);
  if (mustLogIn === true) throw new DunError('mail.no_user', 78, { host: settings.host });
  return null;
}

function tokenOf({ settings }: SmtpDoor, credentials: Credentials | null): TokenLogin | null {
  if (credentials === null || !('accessToken' in credentials)) return null;
  return tokenLogin({ host: settings.host, ...credentials });
}

async function newConnection(
  door: SmtpDoor,
  customAuth: SMTPConnectionCustomAuthHandlers,
): Promise<Connection> {
  const { settings, patience = usualPatience } = door;
  const isTls = settings.security === 'tls';
  const options: SMTPConnectionOptions = {
    host: settings.host,
    port: settings.port,
    secure: isTls,
    requireTLS: !isTls,
    // Said outright, because NODE_TLS_REJECT_UNAUTHORIZED=0 would otherwise switch the check off.
    tls: { rejectUnauthorized: true, minVersion: 'TLSv1.2', ...(await trustIn(settings.caFile)) },
    connectionTimeout: patience.connect,
    greetingTimeout: patience.greeting,
    socketTimeout: patience.reply,
    socketCloseTimeout: 1000,
    // The name of the user's machine is nobody's business.
    name: '[127.0.0.1]',
    customAuth,
  };
  const { default: SMTPConnection } = await import('nodemailer/lib/smtp-connection');
  return new SMTPConnection(options);
}

/** Connects and, when there is a user, logs in even if the server did not offer it: silence would skip the login. */
async function logIn(
  connection: Connection,
  credentials: Credentials | null,
  token: TokenLogin | null,
): Promise<Connection> {
  await answered((done) => connection.connect(done));
  if (credentials === null) return connection;
  const { user } = credentials;
  const login = 'pass' in credentials ? { user, credentials } : { user, method: tokenMethod };
  await answered((done) => connection.login(login, done));
  const refusal = token?.refusal();
  if (refusal !== undefined) throw refusal;
  return connection;
}

async function send(line: Line, message: Message): Promise<Handed> {
  const envelope = { from: message.from, to: [...message.to], size: message.raw.length };
  const info = await new Promise<SMTPConnectionSendInfo>((resolve, reject) => {
    line.connection.send(envelope, bodyOf(message.raw, line.bodyStarts), (error, sent) => {
      if (error) reject(error);
      else resolve(sent);
    });
  });
  return { kind: 'accepted', receipt: receiptOf(info) };
}

/**
 * The body as a stream whose first read announces it: nodemailer reads only after the server's 354, so the
 * announcement is on disk before the first byte leaves, and nothing depends on the wording of a log.
 */
function bodyOf(raw: Uint8Array, announce: () => void): Readable {
  return new Readable({
    read() {
      try {
        announce();
        this.push(Buffer.from(raw));
        this.push(null);
      } catch (error) {
        this.destroy(error instanceof Error ? error : new Error(String(error)));
      }
    },
  });
}

/** The server's own words, and who was refused when others were not: that does not throw, so it must show. */
function receiptOf(info: SMTPConnectionSendInfo): string {
  const refused = (info.rejectedErrors ?? []).map(
    (error) => `${error.recipient ?? '?'}: ${error.response ?? ''}`,
  );
  const bare = info.rejected.filter((address) => !refused.some((text) => text.startsWith(`${address}:`)));
  return [info.response.trim(), ...refused, ...bare].join(' | ');
}

function answered(ask: (done: (error?: Error | null) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    ask((error) => {
      if (error) reject(error);
      else resolve();
    });
  });
}

/** Rejects when the connection breaks, the time for the envelope is over, or the user stops. */
function interruption(
  connection: Connection,
  limits: Patience,
  watch: Watch,
): { over: Promise<never>; end: () => void } {
  const { promise, reject } = Promise.withResolvers<never>();
  connection.on('error', reject);
  const stop = (): void => reject(new Error('stopped'));
  watch.signal?.addEventListener('abort', stop, { once: true });
  if (watch.signal?.aborted) stop();
  const timer = setTimeout(() => {
    if (!watch.hasBodyStarted) reject(new Error('time-out'));
  }, limits.envelope);
  const end = (): void => {
    clearTimeout(timer);
    watch.signal?.removeEventListener('abort', stop);
  };
  return { over: promise, end };
}

/** The conversation or what broke it off, whichever is first; the loser's late rejection is nobody's. */
async function firstOf<T>(whole: Promise<T>, broken: { over: Promise<never>; end: () => void }): Promise<T> {
  whole.catch(() => undefined);
  broken.over.catch(() => undefined);
  try {
    return await Promise.race([whole, broken.over]);
  } finally {
    broken.end();
  }
}
