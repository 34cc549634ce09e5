import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { isEmailAddress } from '../domain/email-address.ts';
import type { MailFault, MailTrial } from '../domain/mail-trial.ts';
import type { Credentials } from './credentials.ts';
import { tryImap } from './imap.ts';
import type { ImapSettings, MailSettings, ServerSettings } from './settings.ts';
import { tryFolder } from './transports/draft.ts';
import { type Patience, trySmtp } from './transports/smtp.ts';

/** What trying the settings needs from outside. */
export interface TrialRoom {
  readonly settings: MailSettings;
  /** The address that memos leave from. */
  readonly address: string | null;
  readonly credentials: (user: string) => Promise<Credentials>;
  readonly draftFolder: string;
  /** The value of PATH. */
  readonly path: string;
  readonly patience?: Patience | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Tries each way that is set, without sending anything: connection, encryption, login, the sender's address. */
export async function tryMail(room: TrialRoom): Promise<MailTrial[]> {
  const { imap } = room.settings;
  const outgoing = await tryOutgoing(room);
  return imap === null ? [outgoing] : [outgoing, await tryIncoming(room, imap)];
}

function tryOutgoing(room: TrialRoom): Promise<MailTrial> {
  const { transport, smtp } = room.settings;
  if (transport === 'sendmail') return trySendmail(room);
  return smtp === null ? tryDrafts(room) : tryServer(room, smtp);
}

async function tryServer(room: TrialRoom, server: ServerSettings): Promise<MailTrial> {
  const { address, credentials, patience, settings, signal } = room;
  const mustLogIn = settings.provider !== null;
  const door = { settings: server, credentials, mustLogIn, ...(patience === undefined ? {} : { patience }) };
  const from = address !== null && isEmailAddress(address) ? address : null;
  const fault = await trySmtp(door, { provider: settings.provider, from, signal });
  return serverTrial('smtp', server, fault);
}

async function tryIncoming(room: TrialRoom, server: ImapSettings): Promise<MailTrial> {
  const { credentials, patience, settings, signal } = room;
  const door = { settings: server, credentials, signal, ...(patience === undefined ? {} : { patience }) };
  return serverTrial('imap', server, await tryImap(door, settings.provider));
}

function serverTrial(way: 'smtp' | 'imap', server: ServerSettings, fault: MailFault | null): MailTrial {
  const { host, port, security, user } = server;
  return { way, place: `${host}:${port}`, security, user, fault };
}

async function tryDrafts({ draftFolder }: TrialRoom): Promise<MailTrial> {
  const reason = await tryFolder(draftFolder);
  const values = { folder: draftFolder, reason: reason ?? '' };
  const fault = reason === null ? null : ({ key: 'mail.fault.draft_failed', values, exitCode: 74 } as const);
  return { way: 'draft', place: draftFolder, security: null, user: null, fault };
}

async function trySendmail({ settings, path }: TrialRoom): Promise<MailTrial> {
  const program = settings.sendmailPath;
  const candidates = /[/\\]/.test(program)
    ? [program]
    : path
        .split(delimiter)
        .filter((folder) => folder !== '')
        .map((folder) => join(folder, program));
  const states = await Promise.all(candidates.map(stateOf));
  const kind = states.includes('ready') ? null : states.includes('locked') ? 'not_executable' : 'no_program';
  const fault =
    kind === null ? null : ({ key: `mail.fault.${kind}`, values: { program }, exitCode: 78 } as const);
  return { way: 'sendmail', place: program, security: null, user: null, fault };
}

async function stateOf(path: string): Promise<'ready' | 'locked' | 'absent'> {
  try {
    await access(path, constants.X_OK);
    return 'ready';
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EACCES' ? 'locked' : 'absent';
  }
}
