import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type Connection from 'nodemailer/lib/smtp-connection';
import type { SMTPConnectionOptions, SMTPConnectionSendInfo } from 'nodemailer/lib/smtp-connection';
import { DunError } from '../../domain/errors.ts';
import type { Message } from '../../domain/outbox.ts';
import type { SmtpSettings } from '../settings.ts';
import { smtpVerdict } from './smtp-verdict.ts';
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

/** A server, how to read the password (called only when a user is set) and how long to wait. */
export interface SmtpDoor {
  readonly settings: SmtpSettings;
  readonly password: () => Promise<string>;
  readonly patience?: Patience;
}

/** SMTP with verified TLS: without it nothing leaves, neither password nor memo (promises 3). */
export function smtpTransport(door: SmtpDoor): Transport {
  return { hand: (message, progress) => converse(door, progress, (line) => send(line, message)) };
}

/** Connects, starts TLS, logs in and leaves: what `dun mail test` tries. `accepted` when all went well. */
export function trySmtp(door: SmtpDoor): Promise<Handed> {
  const work = async (): Promise<Handed> => ({ kind: 'accepted', receipt: door.settings.host });
  return converse(door, { bodyStarts: () => undefined }, work);
}

/** A conversation that is ready for the envelope, and what to call before the first byte of the body. */
interface Line {
  readonly connection: Connection;
  readonly bodyStarts: () => void;
}

async function converse(
  door: SmtpDoor,
  progress: Progress,
  work: (line: Line) => Promise<Handed>,
): Promise<Handed> {
  const watch = watchFor(progress);
  let connection: Connection | undefined;
  try {
    const credentials = await credentialsOf(door);
    connection = await newConnection(door);
    const whole = logIn(connection, credentials).then((ready) =>
      work({ connection: ready, bodyStarts: watch.bodyStarts }),
    );
    return await firstOf(whole, interruption(connection, door.patience ?? usualPatience, watch));
  } catch (error) {
    if (watch.ownFailure) throw error;
    if (error instanceof DunError)
      return { kind: 'set_up', error: error.message, key: error.key, values: error.values };
    if (!(error instanceof Error)) throw error;
    return smtpVerdict(error, { settings: door.settings, hasBodyStarted: watch.hasBodyStarted });
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

async function credentialsOf(door: SmtpDoor): Promise<{ user: string; pass: string } | null> {
  const { user } = door.settings;
  return user === null ? null : { user, pass: await door.password() };
}

async function newConnection(door: SmtpDoor): Promise<Connection> {
  const { settings, patience = usualPatience } = door;
  const isTls = settings.security === 'tls';
  const ca = settings.caFile === null ? {} : { ca: await readAuthority(settings.caFile) };
  const options: SMTPConnectionOptions = {
    host: settings.host,
    port: settings.port,
    secure: isTls,
    requireTLS: !isTls,
    // Said outright, because NODE_TLS_REJECT_UNAUTHORIZED=0 would otherwise switch the check off.
    tls: { rejectUnauthorized: true, minVersion: 'TLSv1.2', ...ca },
    connectionTimeout: patience.connect,
    greetingTimeout: patience.greeting,
    socketTimeout: patience.reply,
    socketCloseTimeout: 1000,
    // The name of the user's machine is nobody's business.
    name: '[127.0.0.1]',
  };
  const { default: SMTPConnection } = await import('nodemailer/lib/smtp-connection');
  return new SMTPConnection(options);
}

async function readAuthority(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch {
    throw new DunError('mail.no_ca_file', 78, { path });
  }
}

/** Connects and, when there is a user, logs in even if the server did not offer it: silence would skip the login. */
async function logIn(
  connection: Connection,
  credentials: { user: string; pass: string } | null,
): Promise<Connection> {
  await answered((done) => connection.connect(done));
  if (credentials !== null) {
    await answered((done) => connection.login({ user: credentials.user, credentials }, done));
  }
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
async function firstOf(
  whole: Promise<Handed>,
  broken: { over: Promise<never>; end: () => void },
): Promise<Handed> {
  whole.catch(() => undefined);
  broken.over.catch(() => undefined);
  try {
    return await Promise.race([whole, broken.over]);
  } finally {
    broken.end();
  }
}
