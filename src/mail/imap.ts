import type { ImapFlow, ImapFlowOptions } from 'imapflow';
import { DunError } from '../domain/errors.ts';
import type { MailProvider } from '../domain/mail-provider.ts';
import type { MailFault } from '../domain/mail-trial.ts';
import { trustIn } from './authority.ts';
import { type Credentials, secretsIn } from './credentials.ts';
import { faultOf } from './fault.ts';
import type { ImapSettings } from './settings.ts';

/** How long to wait, in milliseconds. */
export interface ImapPatience {
  readonly connect: number;
  readonly greeting: number;
  readonly reply: number;
}

/** No server takes a mail that is larger; what is read of one is far less. */
const mostLiteral = 64 * 1024 * 1024;

const usualPatience: ImapPatience = { connect: 15_000, greeting: 30_000, reply: 60_000 };

/** A server, how to read the password or token of its user, and how long to wait. */
export interface ImapDoor {
  readonly settings: ImapSettings;
  readonly credentials: (user: string) => Promise<Credentials>;
  readonly patience?: ImapPatience;
  readonly signal?: AbortSignal | undefined;
}

/** A connection under verified TLS that is logged in, and what must never be written down of how it came about. */
export interface Opening {
  readonly secrets: string[];
}

/**
 * Connects, starts TLS and logs in; STARTTLS that is not offered is an error and never a plain session (promises 3).
 * Whoever opens it closes it. Rejects with the library's error, `DunError` 78 for a secret that is not to be had.
 */
export async function openImap(door: ImapDoor, opening: Opening = { secrets: [] }): Promise<ImapFlow> {
  const { settings, patience = usualPatience, signal } = door;
  if (settings.user === null) throw new DunError('mail.no_user', 78, { host: settings.host });
  const auth = await door.credentials(settings.user);
  opening.secrets.push(...secretsIn(auth));
  const options: ImapFlowOptions = {
    host: settings.host,
    port: settings.port,
    secure: settings.security === 'tls',
    ...(settings.security === 'tls' ? {} : { doSTARTTLS: true }),
    // Said outright, because NODE_TLS_REJECT_UNAUTHORIZED=0 would otherwise switch the check off.
    tls: { rejectUnauthorized: true, minVersion: 'TLSv1.2', ...(await trustIn(settings.caFile)) },
    auth,
    connectionTimeout: patience.connect,
    greetingTimeout: patience.greeting,
    socketTimeout: patience.reply,
    // Nothing is asked of the server but to read: no compression to be blown up, no mode that changes what it says.
    disableAutoIdle: true,
    disableAutoEnable: true,
    disableCompression: true,
    maxLiteralSize: mostLiteral,
    maxResponseSize: mostLiteral + 1024 * 1024,
    logger: false,
  };
  const { ImapFlow } = await import('imapflow');
  const connection = new ImapFlow(options);
  // Without a listener a late error of the socket would end the program; what matters rejects a call.
  connection.on('error', () => undefined);
  const stop = (): void => connection.close();
  signal?.addEventListener('abort', stop, { once: true });
  try {
    await connection.connect();
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}

/** Connects, logs in, looks into the folder where answers arrive, changes nothing, and leaves. `null` = all went well. */
export async function tryImap(door: ImapDoor, provider: MailProvider | null): Promise<MailFault | null> {
  const opening: Opening = { secrets: [] };
  const place = { way: 'imap', server: door.settings, provider } as const;
  let connection: ImapFlow | undefined;
  try {
    connection = await openImap(door, opening);
    return await tryFolder(connection, door.settings.folder, place);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return faultOf(error, { ...place, secrets: opening.secrets });
  } finally {
    connection?.close();
  }
}

type Place = Omit<Parameters<typeof faultOf>[1], 'secrets'>;

async function tryFolder(connection: ImapFlow, folder: string, place: Place): Promise<MailFault | null> {
  try {
    await connection.mailboxOpen(folder, { readOnly: true });
    return null;
  } catch {
    return faultOf(new DunError('mail.no_folder', 78, { folder }), { ...place, secrets: [] });
  }
}
