import { localDay } from '../domain/day.ts';
import { DunError } from '../domain/errors.ts';
import type { Message } from '../domain/outbox.ts';
import { type Compose, composer, type Desk } from './compose.ts';
import { fileSlug } from './file-name.ts';
import { readPassword } from './password.ts';
import { deliver, type Delivery, deliverDue, type OutboxDoor, type Sender } from './send.ts';
import { mailSettings } from './settings.ts';
import { draftTransport } from './transports/draft.ts';
import { sendmailTransport } from './transports/sendmail.ts';
import { type Patience, type SmtpDoor, smtpTransport, trySmtp } from './transports/smtp.ts';
import type { Handed, Transport } from './transports/transport.ts';

/** What the mail service stands on. Everything is a value or a function, nothing is opened here. */
export interface Office extends Desk {
  readonly outbox: OutboxDoor;
  readonly pid: number;
  /** Folder of the drafts. */
  readonly draftFolder: string;
  /** Handle of a client, for the name of the draft. */
  readonly handleOf: (clientId: number) => string;
  /** The value of DUN_SMTP_PASSWORD. */
  readonly password: string | undefined;
  readonly signal?: AbortSignal;
  readonly patience?: Patience;
}

export interface MailService {
  readonly compose: Compose;
  /**
   * Hands a queued message to its transport; the message tells what became of it. `DunError` 78 for a wrong
   * setting, 74 when the draft could not be written: the message is kept and stays queued.
   */
  deliver(id: number): Promise<Message>;
  /** All messages whose time has come; stops at a wrong setting, which the last delivery then names. */
  deliverDue(): Promise<Delivery[]>;
  /** Connects, logs in and leaves. `DunError` 78 or 75 that names what is wrong. */
  test(): Promise<void>;
}

/** The mail service. The mail library is loaded when a message is built or sent, not before. */
export function mailService(office: Office): MailService {
  const sender: Sender = {
    outbox: office.outbox,
    transportOf: () => transportOf(office),
    now: office.now,
    pid: office.pid,
    ...(office.signal === undefined ? {} : { signal: office.signal }),
  };
  return {
    compose: composer(office),
    async deliver(id) {
      const { message, trouble } = await deliver(sender, id);
      if (trouble?.exitCode === 78 || trouble?.exitCode === 74) throw trouble;
      return message;
    },
    deliverDue: () => deliverDue(sender),
    async test() {
      const door = smtpDoor(office);
      if (door !== null) refuse(await trySmtp(door), door.settings.host);
    },
  };
}

// The transport is the one that is set now: a message that waited for a wrong setting leaves by the corrected one.
function transportOf(office: Office): Transport {
  const settings = mailSettings(office.settings());
  if (settings.transport === 'sendmail') return sendmailTransport(settings.sendmailPath);
  const door = smtpDoor(office);
  return door === null ? drafts(office) : smtpTransport(door);
}

function smtpDoor(office: Office): SmtpDoor | null {
  const { smtp } = mailSettings(office.settings());
  if (smtp === null) return null;
  const password = (): Promise<string> =>
    readPassword({ command: smtp.passwordCommand, variable: office.password });
  return {
    settings: smtp,
    password,
    ...(office.patience === undefined ? {} : { patience: office.patience }),
  };
}

function drafts(office: Office): Transport {
  return draftTransport({ folder: office.draftFolder, nameOf: (message) => draftName(office, message) });
}

/** `2026-06-02-acme-promise-confirmation-17`: sorts by day, found by client. */
function draftName(office: Office, message: Message): string {
  const day = localDay(message.createdAt);
  const handle = fileSlug(office.handleOf(message.clientId), 'client');
  return `${day}-${handle}-${fileSlug(message.kind, 'memo')}-${message.id}`;
}

function refuse(handed: Handed, host: string): void {
  if (handed.kind === 'set_up') throw new DunError(handed.key, 78, handed.values);
  if (handed.kind === 'accepted' || handed.kind === 'written') return;
  throw new DunError('mail.later', 75, { to: host, reason: handed.error });
}
