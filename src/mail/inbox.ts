import type { ImapFlow, SearchObject } from 'imapflow';
import { addDays, type Day } from '../domain/day.ts';
import { DunError } from '../domain/errors.ts';
import type { FoundMail } from '../domain/found-mail.ts';
import type { MailProvider } from '../domain/mail-provider.ts';
import { faultOf } from './fault.ts';
import { type ImapDoor, openImap, type Opening } from './imap.ts';
import { mostBytes, readMail } from './mime.ts';

/** What is looked for in a mailbox. */
export interface Search {
  /** Nothing that came before can answer. */
  readonly since: Day;
  /** Judged by its header: could this mail answer one of ours, or report on it? */
  readonly wants: (head: FoundMail) => boolean;
  /** Mails that are known already. */
  readonly known: ReadonlySet<string>;
  /** Our messages, oldest first: by them the server looks through what is too much to be read. */
  readonly messageIds: readonly string[];
}

export interface CaughtMail {
  readonly mail: FoundMail;
  /** Its bytes as the server gave them, cut at `mostBytes`. */
  readonly raw: Uint8Array;
}

export interface Catch {
  readonly folder: string;
  readonly mails: readonly CaughtMail[];
  /** How many mails were looked at. */
  readonly count: number;
  /** There were more than are looked at in one go: of the oldest, only those that name one of our messages were. */
  readonly isCut: boolean;
  /** Mails that answer us and cannot be read. */
  readonly unreadable: number;
}

/** More mails than these are not looked at, more of ours not taken, in one go. */
const mostMails = 5000;
const mostTaken = 500;
const inOneGo = 200;
/** Messages that the server is asked for, and how many at a time. */
const mostNamed = 200;
const namedInOneGo = 10;

const fields = [
  'message-id', 'in-reply-to', 'references', 'from', 'subject', 'date', 'content-type', 'auto-submitted', 'return-path',
  'x-failed-recipients',
]; // biome-ignore format: rows of names

/** A mailbox and whose it is: the words of an error name the provider. */
export interface Mailbox {
  readonly door: ImapDoor;
  readonly provider: MailProvider | null;
}

/**
 * Looks for what came back on our messages. Reads only: the folder is opened with EXAMINE, everything is fetched with
 * PEEK, so nothing becomes "seen". `DunError` 78 or 75 that says what is wrong with the connection.
 */
export function searchInbox(mailbox: Mailbox, search: Search): Promise<Catch> {
  return within(mailbox, async (connection) => {
    const { folder } = mailbox.door.settings;
    await openFolder(connection, folder);
    // The days of the server need not be ours.
    const since = new Date(`${addDays(search.since, -1)}T00:00:00Z`);
    const all = await searched(connection, { since });
    const newest = all.toSorted((a, b) => b - a).slice(0, mostMails);
    const isFull = all.length > newest.length;
    const older = isFull ? await naming(connection, { since, messageIds: search.messageIds }) : [];
    const uids = [...new Set([...newest, ...older])];
    const wanted = await wantedAmong(connection, uids, search);
    const taken = await takeAll(connection, wanted.slice(0, mostTaken));
    const mails = taken.filter((one) => one !== null);
    return {
      folder,
      mails: mails.toReversed(),
      count: uids.length,
      isCut: isFull || wanted.length > mostTaken,
      unreadable: taken.length - mails.length,
    };
  });
}

/** Is a message with this Message-ID among the sent ones, or among those that came, as a copy to oneself does? */
export function searchSent(mailbox: Mailbox, messageId: string): Promise<boolean> {
  return within(mailbox, async (connection) => {
    const { settings } = mailbox.door;
    for (const folder of [await sentFolder(connection, settings), settings.folder]) {
      if (folder === null) continue;
      await openFolder(connection, folder);
      const found = await searched(connection, { header: { 'message-id': messageId } });
      if (found.length > 0) return true;
    }
    return false;
  });
}

/** Opens a connection for this work and closes it; errors come out in words. */
async function within<T>(
  { door, provider }: Mailbox,
  work: (connection: ImapFlow) => Promise<T>,
): Promise<T> {
  const opening: Opening = { secrets: [] };
  let connection: ImapFlow | undefined;
  const stop = (): void => connection?.close();
  try {
    connection = await openImap(door, opening);
    door.signal?.addEventListener('abort', stop, { once: true });
    const result = await work(connection);
    await connection.logout();
    return result;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const place = { way: 'imap', server: door.settings, provider, secrets: opening.secrets } as const;
    const { key, values, exitCode } = faultOf(error, place);
    throw new DunError(key, exitCode, values);
  } finally {
    door.signal?.removeEventListener('abort', stop);
    connection?.close();
  }
}

async function openFolder(connection: ImapFlow, folder: string): Promise<void> {
  try {
    await connection.mailboxOpen(folder, { readOnly: true });
  } catch (error) {
    // Without a connection the folder is not what is missing.
    if (!connection.usable) throw error;
    throw new DunError('mail.no_folder', 78, { folder });
  }
}

/** The numbers of the mails found. The library gives nothing for a search that was refused, which is not an empty folder. */
async function searched(connection: ImapFlow, query: SearchObject): Promise<number[]> {
  const found = await connection.search(query, { uid: true });
  if (Array.isArray(found)) return found;
  throw Object.assign(new Error('the server refuses to search'), { serverResponseCode: 'UNAVAILABLE' });
}

/** Newest messages first, so many at a time that no server finds the question too long. */
async function naming(
  connection: ImapFlow,
  { since, messageIds }: { since: Date; messageIds: readonly string[] },
): Promise<number[]> {
  const found: number[] = [];
  const ids = messageIds.toReversed().slice(0, mostNamed);
  for (let start = 0; start < ids.length; start += namedInOneGo) {
    const or = ids
      .slice(start, start + namedInOneGo)
      .flatMap((id) => ['in-reply-to', 'references'].map((field) => ({ header: { [field]: id } })));
    found.push(...(await searched(connection, { since, or })));
  }
  return found;
}

async function sentFolder(connection: ImapFlow, settings: ImapDoor['settings']): Promise<string | null> {
  if (settings.sentFolder !== null) return settings.sentFolder;
  const folders = await connection.list();
  const marked = folders.find(({ specialUse }) => specialUse === '\\Sent');
  const usual = folders.find(({ path }) => path === settings.usualSentFolder);
  return (marked ?? usual)?.path ?? null;
}

interface Wanted {
  readonly uid: number;
  /** Read from its header alone. */
  readonly head: FoundMail;
}

/** Those that answer us by their header, or that may be the report of a mail server, newest first. */
async function wantedAmong(
  connection: ImapFlow,
  uids: readonly number[],
  { wants, known }: Search,
): Promise<Wanted[]> {
  const wanted: Wanted[] = [];
  for (let start = 0; start < uids.length; start += inOneGo) {
    const range = uids.slice(start, start + inOneGo).join(',');
    for await (const { uid, headers } of connection.fetch(
      range,
      { uid: true, headers: fields },
      { uid: true },
    )) {
      const head = headers === undefined ? null : await readMail(headers, null);
      if (head !== null && !known.has(head.id) && wants(head)) wanted.push({ uid, head });
    }
  }
  return wanted.toSorted((a, b) => b.uid - a.uid);
}

async function takeAll(connection: ImapFlow, wanted: readonly Wanted[]): Promise<(CaughtMail | null)[]> {
  const taken: (CaughtMail | null)[] = [];
  for (const { uid, head } of wanted) {
    const query = { internalDate: true, source: { start: 0, maxLength: mostBytes } };
    const found = await connection.fetchOne(String(uid), query, { uid: true });
    if (!found || found.source === undefined) continue;
    // Its own copy: what the library gives lies within a larger block that would be kept with it.
    const raw = new Uint8Array(found.source.subarray(0, mostBytes));
    const mail = await readMail(raw, momentOf(found.internalDate));
    taken.push(mail === null ? null : { mail: { ...mail, ...lead(head) }, raw });
  }
  return taken;
}

/** What the header said when it was asked for by name: in the mail it may stand beyond what is read of it. */
function lead({ id, from, fromName, subject, inReplyTo, references }: FoundMail): Partial<FoundMail> {
  return { from, fromName, subject, inReplyTo, references, ...(id.startsWith('<') ? { id } : {}) };
}

function momentOf(date: Date | string | undefined): number | null {
  const moment = date === undefined ? Number.NaN : new Date(date).getTime();
  return Number.isSafeInteger(moment) ? moment : null;
}
