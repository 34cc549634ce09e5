import { once } from 'node:events';
import tls from 'node:tls';
import type { Certificates } from './certificates.ts';

/** A mail that lies in a folder of this server. */
export interface Lying {
  readonly raw: string | Buffer;
  /** When it came, ISO 8601. */
  readonly at?: string;
}

export interface MailboxServer {
  readonly port: number;
  /** Whole commands in the order they came, without their tags and secrets. */
  readonly heard: string[];
  /** Bytes of mails that were sent out. */
  bytesSent(): number;
  close(): Promise<void>;
}

export interface MailboxHouse {
  readonly certificates: Certificates;
  /** Folder → its mails, oldest first; the number of a mail is its place. */
  readonly folders: Readonly<Record<string, readonly Lying[]>>;
  /** The folder that is marked as the one of sent mails. */
  readonly sent?: string;
  /** The command that it refuses, or in whose answer it hangs up. */
  readonly trouble?: { readonly verb: string; readonly way: 'refuses' | 'hangs up' };
}

/** The commands of a reader. Any other one is answered with BAD, and stands in `heard`. */
export const readingCommands: ReadonlySet<string> = new Set([
  'CAPABILITY', 'ID', 'NOOP', 'LOGIN', 'AUTHENTICATE', 'NAMESPACE', 'LIST', 'LSUB', 'EXAMINE', 'UID SEARCH', 'UID FETCH',
  'LOGOUT',
]); // biome-ignore format: rows of names

/** An IMAP server on loopback under TLS, with folders to be read: IMAP4rev1 as far as a reader goes. */
export async function startMailboxServer(house: MailboxHouse): Promise<MailboxServer> {
  const heard: string[] = [];
  const counter = { bytes: 0 };
  const open = new Set<tls.TLSSocket>();
  const server = tls.createServer({ ...house.certificates.good }, (socket) => {
    open.add(socket);
    socket.on('error', () => undefined);
    serve(socket, house, { heard, counter });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    heard,
    bytesSent: () => counter.bytes,
    async close() {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** The verb of a command, with its second word after UID. */
export function verbOf(command: string): string {
  return /^(?:UID )?\S+/i.exec(command)?.[0].toUpperCase() ?? '';
}

interface Notes {
  readonly heard: string[];
  readonly counter: { bytes: number };
}

function serve(socket: tls.TLSSocket, house: MailboxHouse, { heard, counter }: Notes): void {
  const session = new Session(house, counter);
  let buffer = '';
  socket.on('data', (chunk: Buffer) => {
    buffer += chunk.toString('latin1');
    for (let end = buffer.indexOf('\r\n'); end >= 0; end = buffer.indexOf('\r\n')) {
      const line = buffer.slice(0, end);
      buffer = buffer.slice(end + 2);
      const [tag = '', ...words] = line.split(' ');
      const command = words.join(' ');
      if (!session.isProving) heard.push(command.replace(/^(LOGIN|AUTHENTICATE \S+).*/i, '$1'));
      const parts = session.answer(tag, command);
      const way = house.trouble?.verb === verbOf(command) ? house.trouble.way : undefined;
      if (way === 'refuses') socket.write(`${tag} NO [SERVERBUG] not now\r\n`);
      else for (const part of way === undefined ? parts : parts.slice(0, 1)) socket.write(part);
      if (way === 'hangs up') socket.end(() => socket.destroy());
    }
  });
  socket.write('* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SPECIAL-USE] ready\r\n');
}

type Answer = readonly (string | Buffer)[];

class Session {
  readonly #house: MailboxHouse;
  readonly #counter: { bytes: number };
  #folder = '';
  /** The tag of a login whose proof comes in the next line. */
  #proves = '';

  constructor(house: MailboxHouse, counter: { bytes: number }) {
    this.#house = house;
    this.#counter = counter;
  }

  get isProving(): boolean {
    return this.#proves !== '';
  }

  answer(tag: string, command: string): Answer {
    if (this.isProving) {
      const proven = this.#proves;
      this.#proves = '';
      return [`${proven} OK welcome\r\n`];
    }
    const verb = verbOf(command);
    const rest = command.slice(verb.length).trim();
    if (verb === 'AUTHENTICATE' && !rest.includes(' ')) {
      this.#proves = tag;
      return ['+ \r\n'];
    }
    if (verb === 'EXAMINE') return this.#examine(tag, rest);
    if (!readingCommands.has(verb)) return [`${tag} BAD this mailbox is only read\r\n`];
    return [...this.#untagged(verb, rest), `${tag} OK\r\n`];
  }

  #examine(tag: string, rest: string): Answer {
    this.#folder = rest.split(' ')[0]?.replaceAll('"', '') ?? '';
    const mails = this.#house.folders[this.#folder];
    if (mails === undefined) return [`${tag} NO [NONEXISTENT] no such folder\r\n`];
    const next = mails.length + 1;
    const facts = `* FLAGS (\\Seen)\r\n* ${mails.length} EXISTS\r\n* OK [UIDVALIDITY 7]\r\n* OK [UIDNEXT ${next}]\r\n`;
    return [facts, `${tag} OK [READ-ONLY]\r\n`];
  }

  #untagged(verb: string, rest: string): Answer {
    const mails = this.#house.folders[this.#folder] ?? [];
    const answers: Readonly<Record<string, () => Answer>> = {
      CAPABILITY: () => ['* CAPABILITY IMAP4rev1 AUTH=PLAIN SPECIAL-USE\r\n'],
      NAMESPACE: () => ['* NAMESPACE (("" "/")) NIL NIL\r\n'],
      LIST: () => listing(rest, this.#house).map((line) => `${line}\r\n`),
      'UID SEARCH': () => [`${`* SEARCH ${searched(mails, rest).join(' ')}`.trim()}\r\n`],
      'UID FETCH': () => this.#count(fetched(mails, rest)),
      LOGOUT: () => ['* BYE\r\n'],
      ID: () => ['* ID NIL\r\n'],
    };
    return answers[verb]?.() ?? [];
  }

  #count(parts: readonly Buffer[]): Answer {
    this.#counter.bytes += parts.reduce((sum, { length }) => sum + length, 0);
    return parts;
  }
}

function listing(rest: string, { folders, sent }: MailboxHouse): string[] {
  if (rest.endsWith('""')) return ['* LIST (\\Noselect) "/" ""'];
  return Object.keys(folders).map((name) => `* LIST (${name === sent ? '\\Sent' : ''}) "/" "${name}"`);
}

function searched(mails: readonly Lying[], criteria: string): number[] {
  const since = /SINCE "?(\d+-\w+-\d+)/i.exec(criteria)?.[1];
  // With several of them, any will do: no reader asks for two at once.
  const headers = [...criteria.matchAll(/HEADER "?([\w-]+)"? (?:"([^"]*)"|([^\s()]+))/gi)];
  return mails.flatMap((mail, index) => {
    const isLate = since === undefined || momentOf(mail) >= Date.parse(`${since} UTC`);
    const isNamed = headers.some(([, name = '', quoted, bare]) =>
      fieldsOf(mail, [name]).includes(quoted ?? bare ?? ''),
    );
    return isLate && (headers.length === 0 || isNamed) ? [index + 1] : [];
  });
}

function fetched(mails: readonly Lying[], rest: string): Buffer[] {
  const [set = '', ...more] = rest.split(' ');
  const items = more.join(' ');
  const uids = set.split(',').flatMap((range) => {
    const [from = 0, to = from] = range.split(':').map(Number);
    return Array.from({ length: to - from + 1 }, (_, index) => from + index);
  });
  return uids.toSorted((a, b) => a - b).flatMap((uid) => answerOf(mails[uid - 1], uid, items) ?? []);
}

function answerOf(mail: Lying | undefined, uid: number, items: string): Buffer | undefined {
  if (mail === undefined) return undefined;
  const head = [`* ${uid} FETCH (UID ${uid}`];
  if (items.includes('INTERNALDATE')) head.push(` INTERNALDATE "${internalDate(momentOf(mail))}"`);
  const peek = /BODY\.PEEK\[([^\]]*)\](?:<(\d+)\.(\d+)>)?/.exec(items);
  if (peek === null) return Buffer.from(`${head.join('')})\r\n`, 'latin1');
  const [, section = '', start, length] = peek;
  const names = /HEADER\.FIELDS \(([^)]*)\)/.exec(section)?.[1]?.split(' ');
  const whole = names === undefined ? bytesOf(mail) : Buffer.from(`${fieldsOf(mail, names)}\r\n`, 'latin1');
  const from = Number(start ?? 0);
  const part = length === undefined ? whole : whole.subarray(from, from + Number(length));
  head.push(` BODY[${section}]${length === undefined ? '' : `<${from}>`} {${part.length}}\r\n`);
  return Buffer.concat([Buffer.from(head.join(''), 'latin1'), part, Buffer.from(')\r\n')]);
}

function bytesOf({ raw }: Lying): Buffer {
  return typeof raw === 'string' ? Buffer.from(raw.replace(/\r?\n/g, '\r\n')) : raw;
}

function fieldsOf(mail: Lying, names: readonly string[]): string {
  const text = bytesOf(mail).toString('latin1');
  const header = text.slice(0, text.indexOf('\r\n\r\n') + 2);
  const lines = header.match(/^[^\s:]+:.*\r\n(?:[ \t].*\r\n)*/gm) ?? [];
  const wanted = new Set(names.map((name) => name.replaceAll('"', '').toLowerCase()));
  return lines.filter((line) => wanted.has(line.slice(0, line.indexOf(':')).toLowerCase())).join('');
}

function momentOf({ at = '2026-06-09T12:00:00Z' }: Lying): number {
  return Date.parse(at);
}

function internalDate(moment: number): string {
  const [, date = '', month = '', year = '', time = ''] =
    /^\w+, (\d+) (\w+) (\d+) (\S+)/.exec(new Date(moment).toUTCString()) ?? [];
  return `${date}-${month}-${year} ${time} +0000`;
}
