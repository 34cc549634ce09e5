import net, { type AddressInfo } from 'node:net';
import tls from 'node:tls';
import type { Certificates, KeyPair } from './certificates.ts';

/** What this server does wrong; `ok` is nothing. */
export type ImapTrouble =
  | 'ok'
  | 'no-starttls'
  | 'preauth'
  | 'starttls-no'
  | 'tls-garbage'
  | 'self-signed'
  | 'wrong-name'
  | 'expired'
  | 'bye'
  | 'silent'
  | 'drop'
  | 'login-no'
  | 'login-unavailable'
  | 'login-disabled'
  | 'no-token'
  | 'no-folder';

export interface ImapServer {
  readonly port: string;
  /** Commands in the order they came, without their arguments. */
  readonly heard: string[];
  /** Everything that crossed the wire before TLS. */
  inClear(): string;
  close(): Promise<void>;
}

export interface ImapHouse {
  readonly certificates: Certificates;
  readonly security: 'tls' | 'starttls';
  /** The token it takes. */
  readonly token?: string;
}

/** An IMAP server on loopback that knows enough to be logged in to and looked at. */
export async function startImapServer(trouble: ImapTrouble, house: ImapHouse): Promise<ImapServer> {
  const pair = pairOf(trouble, house.certificates);
  const open = new Set<net.Socket>();
  const [heard, clear]: [string[], string[]] = [[], []];
  const begin = (socket: net.Socket): void => {
    open.add(socket);
    socket.on('error', () => undefined);
    if (trouble !== 'silent') new Session(socket, { trouble, house, pair, heard, clear }).greet();
  };
  const server = house.security === 'tls' ? tls.createServer({ ...pair }, begin) : net.createServer(begin);
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    port: portOf(server.address()),
    heard,
    inClear: () => clear.join(''),
    close: () =>
      new Promise((done) => {
        for (const socket of open) socket.destroy();
        server.close(() => done());
      }),
  };
}

function portOf(address: AddressInfo | string | null): string {
  return typeof address === 'object' && address !== null ? String(address.port) : '';
}

function pairOf(trouble: ImapTrouble, certificates: Certificates): KeyPair {
  if (trouble === 'self-signed') return certificates.selfSigned;
  if (trouble === 'wrong-name') return certificates.wrongName;
  return trouble === 'expired' ? certificates.expired : certificates.good;
}

interface Room {
  readonly trouble: ImapTrouble;
  readonly house: ImapHouse;
  readonly pair: KeyPair;
  readonly heard: string[];
  readonly clear: string[];
}

class Session {
  #socket: net.Socket;
  #isSecure: boolean;
  #buffer = '';
  /** Takes the next line instead of a command. */
  #awaits: ((line: string) => void) | undefined;
  readonly #room: Room;

  constructor(socket: net.Socket, room: Room) {
    this.#socket = socket;
    this.#room = room;
    this.#isSecure = room.house.security === 'tls';
    this.#listen(socket);
  }

  greet(): void {
    const { trouble } = this.#room;
    if (trouble === 'bye') return this.#say('* BYE go away');
    if (trouble === 'drop') return void this.#socket.destroy();
    this.#say(trouble === 'preauth' ? '* PREAUTH welcome' : `* OK [CAPABILITY ${this.#abilities()}] ready`);
  }

  #abilities(): string {
    const { trouble } = this.#room;
    if (!this.#isSecure)
      return trouble === 'no-starttls' ? 'IMAP4rev1 AUTH=PLAIN' : 'IMAP4rev1 STARTTLS LOGINDISABLED';
    if (trouble === 'login-disabled') return 'IMAP4rev1 LOGINDISABLED';
    return trouble === 'no-token' ? 'IMAP4rev1 AUTH=PLAIN' : 'IMAP4rev1 SASL-IR AUTH=PLAIN AUTH=XOAUTH2';
  }

  #listen(socket: net.Socket): void {
    socket.on('data', (chunk: Buffer) => {
      if (!this.#isSecure) this.#room.clear.push(chunk.toString('latin1'));
      this.#buffer += chunk.toString('latin1');
      for (let end = this.#buffer.indexOf('\r\n'); end >= 0; end = this.#buffer.indexOf('\r\n')) {
        const line = this.#buffer.slice(0, end);
        this.#buffer = this.#buffer.slice(end + 2);
        const take = this.#awaits ?? ((text: string) => this.#command(text));
        this.#awaits = undefined;
        take(line);
      }
    });
  }

  #say(line: string): void {
    this.#socket.write(`${line}\r\n`);
  }

  #command(line: string): void {
    const [tag = '', name = '', ...rest] = line.split(' ');
    const verb = name.toUpperCase();
    this.#room.heard.push(verb);
    const commands: Readonly<Record<string, () => void>> = {
      CAPABILITY: () => this.#say(`* CAPABILITY ${this.#abilities()}\r\n${tag} OK`),
      STARTTLS: () => this.#startTls(tag),
      AUTHENTICATE: () => this.#authenticate(tag, rest),
      LOGIN: () => this.#answerLogin(tag),
      NAMESPACE: () => this.#say(`* NAMESPACE (("" "/")) NIL NIL\r\n${tag} OK`),
      LIST: () => this.#say(`* LIST () "/" ${rest.at(-1) === '""' ? '""' : 'INBOX'}\r\n${tag} OK`),
      EXAMINE: () => this.#examine(tag),
      LOGOUT: () => this.#say(`* BYE\r\n${tag} OK`),
    };
    const run = commands[verb] ?? (() => this.#say(`${tag} BAD what`));
    run();
  }

  #startTls(tag: string): void {
    const { trouble, pair } = this.#room;
    if (trouble === 'starttls-no') return this.#say(`${tag} NO not today`);
    this.#say(`${tag} OK go`);
    if (trouble === 'tls-garbage') return void this.#socket.end('this is no TLS');
    this.#socket.removeAllListeners('data');
    const secureContext = tls.createSecureContext({ ...pair });
    this.#socket = new tls.TLSSocket(this.#socket, { isServer: true, secureContext });
    this.#socket.on('error', () => undefined);
    this.#isSecure = true;
    this.#buffer = '';
    this.#listen(this.#socket);
  }

  #authenticate(tag: string, [mechanism = '', initial]: readonly string[]): void {
    if (initial !== undefined) return this.#prove(tag, mechanism, initial);
    this.#awaits = (line) => this.#prove(tag, mechanism, line);
    this.#say('+ ');
  }

  #prove(tag: string, mechanism: string, proof: string): void {
    if (mechanism.toUpperCase() !== 'XOAUTH2') return this.#answerLogin(tag);
    const shown = Buffer.from(proof, 'base64').toString('utf8');
    if (this.#room.house.token !== undefined && shown.includes(`Bearer ${this.#room.house.token}\u0001`))
      return this.#say(`${tag} OK welcome`);
    this.#awaits = () => this.#say(`${tag} NO [AUTHENTICATIONFAILED] Invalid credentials`);
    // It repeats what it was shown, which nobody may write down.
    const challenge = JSON.stringify({ status: '401', schemes: 'bearer', scope: shown });
    this.#say(`+ ${Buffer.from(challenge).toString('base64')}`);
  }

  #answerLogin(tag: string): void {
    const answers: Partial<Record<ImapTrouble, string>> = {
      'login-no': 'NO [AUTHENTICATIONFAILED] Invalid credentials (Failure)',
      'login-unavailable': 'NO [UNAVAILABLE] try again',
    };
    this.#say(`${tag} ${answers[this.#room.trouble] ?? 'OK welcome'}`);
  }

  #examine(tag: string): void {
    if (this.#room.trouble === 'no-folder') return this.#say(`${tag} NO [NONEXISTENT] no such mailbox`);
    this.#say(
      `* FLAGS (\\Seen)\r\n* 0 EXISTS\r\n* OK [UIDVALIDITY 1]\r\n* OK [UIDNEXT 1]\r\n${tag} OK [READ-ONLY]`,
    );
  }
}
