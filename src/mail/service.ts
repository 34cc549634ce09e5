import { localDay } from '../domain/day.ts';
import { DunError } from '../domain/errors.ts';
import type { MailProvider } from '../domain/mail-provider.ts';
import type { MailLogin, MailTrial } from '../domain/mail-trial.ts';
import type { Message } from '../domain/outbox.ts';
import { type Compose, composer, type Desk } from './compose.ts';
import { fileSlug } from './file-name.ts';
import { type Credentials, credentialsFor } from './credentials.ts';
import { providerBehind } from './exchangers.ts';
import type { Keyring } from './keyring.ts';
import { type CaughtMail, type Catch, type Mailbox, type Search, searchInbox, searchSent } from './inbox.ts';
import { mostBytes, readMail } from './mime.ts';
import { deliver, type Delivery, deliverDue, type OutboxDoor, type Selection, type Sender } from './send.ts';
import { type MailSettings, mailSettings } from './settings.ts';
import { type TrialRoom, tryMail } from './trial.ts';
import { draftTransport } from './transports/draft.ts';
import { sendmailTransport } from './transports/sendmail.ts';
import { type Patience, type SmtpDoor, smtpTransport } from './transports/smtp.ts';
import type { Transport } from './transports/transport.ts';

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
  /** The keyring of the system; none when absent. */
  readonly keyring?: Keyring | null;
  /** The profile's address: with a named provider it is the login. */
  readonly address?: () => string | null;
  /** The value of PATH: where a program without a folder is looked for. */
  readonly path?: string | undefined;
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
  /** All messages whose time has come, or all that wait; stops at a wrong setting, which the last delivery then names. */
  deliverDue(options?: Selection): Promise<Delivery[]>;
  /** Tries each way that is set, without sending anything. `DunError` 78 when a setting cannot be read. */
  test(): Promise<readonly MailTrial[]>;
  /** How memos leave and who logs in. `DunError` 78 when a setting cannot be read. */
  login(): Promise<MailLogin>;
  /** Keeps the password of the present login in the keyring. `DunError` 78 when there is none or it refuses. */
  keepPassword(password: string): Promise<void>;
  /** The provider behind an address at a domain of one's own, as far as its mail exchangers tell. */
  providerOf(address: string): Promise<MailProvider | undefined>;
  /**
   * What came back on our messages, read only; `null` without settings of an incoming server. `DunError` 78 or 75 that
   * says what is wrong with the connection.
   */
  inbox(search: Search): Promise<Catch | null>;
  /** A mail that was saved as a file; `null` when it is none. */
  readSaved(bytes: Uint8Array): Promise<CaughtMail | null>;
  /** Does a message with this id lie among the sent ones? `null` without settings; errors as `inbox`. */
  findSent(messageId: string): Promise<boolean | null>;
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
    deliverDue: (options) => deliverDue(sender, options),
    test: async () => tryMail(trialRoom(office)),
    login: () => loginOf(office),
    keepPassword: (password) => keepPassword(office, password),
    providerOf: (address) => providerBehind(address),
    async inbox(search) {
      const mailbox = mailboxOf(office);
      return mailbox === null ? null : searchInbox(mailbox, search);
    },
    async readSaved(bytes) {
      const raw = withoutLead(bytes).slice(0, mostBytes);
      const mail = await readMail(raw, null);
      return mail === null || mail.from.length === 0 ? null : { mail, raw };
    },
    async findSent(messageId) {
      const mailbox = mailboxOf(office);
      return mailbox === null ? null : searchSent(mailbox, messageId);
    },
  };
}

/** What editors and mailbox files set before a mail: a mark of UTF-8, empty lines, the line "From …". */
function withoutLead(bytes: Uint8Array): Uint8Array {
  const lead = /^(?:\u00ef\u00bb\u00bf)?[\r\n]*(?:From [^\r\n]{0,200}\r?\n)?/.exec(
    Buffer.from(bytes.subarray(0, 1000)).toString('latin1'),
  );
  return bytes.subarray(lead?.[0].length ?? 0);
}

// The transport is the one that is set now: a message that waited for a wrong setting leaves by the corrected one.
function transportOf(office: Office): Transport {
  const settings = settingsOf(office);
  if (settings.transport === 'sendmail') return sendmailTransport(settings.sendmailPath);
  const door = smtpDoor(office);
  return door === null ? drafts(office) : smtpTransport(door);
}

function smtpDoor(office: Office): SmtpDoor | null {
  const settings = settingsOf(office);
  if (settings.smtp === null) return null;
  return {
    settings: settings.smtp,
    credentials: (user) => credentialsOf(office, settings, user),
    mustLogIn: settings.provider !== null,
    ...(office.patience === undefined ? {} : { patience: office.patience }),
  };
}

function mailboxOf(office: Office): Mailbox | null {
  const settings = settingsOf(office);
  if (settings.imap === null) return null;
  const { patience, signal } = office;
  const credentials = (user: string): Promise<Credentials> => credentialsOf(office, settings, user);
  const door = {
    settings: settings.imap,
    credentials,
    signal,
    ...(patience === undefined ? {} : { patience }),
  };
  return { door, provider: settings.provider };
}

function trialRoom(office: Office): TrialRoom {
  const settings = settingsOf(office);
  return {
    settings,
    address: settings.from ?? office.address?.() ?? null,
    credentials: (user) => credentialsOf(office, settings, user),
    draftFolder: office.draftFolder,
    path: office.path ?? '',
    patience: office.patience,
    signal: office.signal,
  };
}

async function loginOf(office: Office): Promise<MailLogin> {
  const { transport, provider, smtp, account } = settingsOf(office);
  const hasKeyring = (await office.keyring?.isThere()) === true;
  return { transport, provider, host: smtp?.host ?? null, account, hasKeyring };
}

async function keepPassword(office: Office, password: string): Promise<void> {
  const { account } = settingsOf(office);
  if (account === null || !office.keyring) throw new DunError('mail.no_keyring_here', 78);
  await office.keyring.keep(account, password);
}

function settingsOf(office: Office): MailSettings {
  return mailSettings(office.settings(), office.address?.() ?? null);
}

function credentialsOf(office: Office, settings: MailSettings, user: string): Promise<Credentials> {
  const { secrets, account } = settings;
  return credentialsFor(user, {
    ...secrets,
    account,
    variable: office.password,
    keyring: office.keyring ?? null,
  });
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
