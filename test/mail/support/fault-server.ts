import net from 'node:net';
import tls from 'node:tls';
import type { Certificates, KeyPair } from './certificates.ts';

/** What the client may conclude: tried again, given up, sent, or a doubt. */
export type Sure = 'queued' | 'failed' | 'sent' | 'uncertain' | 'queued or uncertain' | 'sent or queued';

/** Every way in which this server misbehaves, what the outbox must say, and what the server kept. */
export const faults = {
  ok: ['sent', 1],
  'no-greeting': ['queued', 0],
  'greeting-421': ['queued', 0],
  'greeting-554': ['queued', 0],
  'greeting-garbage': ['queued', 0],
  'drop-after-greeting': ['queued', 0],
  'ehlo-502': ['queued', 0],
  'no-starttls': ['queued', 0],
  'starttls-454': ['queued', 0],
  'starttls-inject': ['sent or queued', null],
  'tls-garbage': ['queued', 0],
  'cert-self-signed': ['queued', 0],
  'cert-wrong-name': ['queued', 0],
  'cert-expired': ['queued', 0],
  'auth-535': ['queued', 0],
  'auth-454': ['queued', 0],
  'auth-missing': ['queued', 0],
  'mail-451': ['queued', 0],
  'mail-503': ['queued', 0],
  'mail-550': ['failed', 0],
  'mail-552': ['failed', 0],
  'rcpt-450': ['queued', 0],
  'rcpt-550': ['failed', 0],
  'rcpt-second-550': ['sent', 1],
  'data-451': ['queued', 0],
  'data-554': ['failed', 0],
  'data-hang': ['queued', 0],
  'drop-at-data': ['queued', 0],
  'drop-mid-body': ['queued or uncertain', 0],
  'dot-451': ['queued', 0],
  'dot-421': ['queued', 0],
  'dot-550': ['failed', 0],
  'drop-after-dot': ['uncertain', 0],
  'drop-after-dot-kept': ['uncertain', 1],
  'hang-after-dot': ['uncertain', 0],
  'hang-after-dot-kept': ['uncertain', 1],
  'half-reply-kept': ['uncertain', 1],
  'garbage-reply-kept': ['uncertain', 1],
  'reset-after-250': ['sent', 1],
  'long-reply': ['sent', 1],
} as const satisfies Record<string, readonly [Sure, number | null]>;

export type Fault = keyof typeof faults;

export interface Kept {
  readonly to: readonly string[];
  readonly isSecure: boolean;
  readonly isLoggedIn: boolean;
  readonly raw: string;
}

export interface FaultServer {
  readonly port: number;
  readonly kept: Kept[];
  /** Everything that crossed the wire before TLS: no password and no memo may be in it. */
  inClear(): string;
  close(): Promise<void>;
}

/** A server on loopback with one fault. Speaks STARTTLS, user `u`, password `p`. */
export async function startFaultServer(fault: Fault, certificates: Certificates): Promise<FaultServer> {
  const kept: Kept[] = [];
  const clear: string[] = [];
  const open = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    open.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => open.delete(socket));
    new Session(socket, { fault, certificates, kept, clear }).greet();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    kept,
    inClear: () => clear.join(''),
    close: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

interface House {
  readonly fault: Fault;
  readonly certificates: Certificates;
  readonly kept: Kept[];
  readonly clear: string[];
}

class Session {
  #socket: net.Socket;
  #buffer = '';
  #to: string[] = [];
  #body: 'none' | 'reading' = 'none';
  #isSecure = false;
  #isLoggedIn = false;
  #awaitsSecret = 0;
  readonly #house: House;

  constructor(socket: net.Socket, house: House) {
    this.#socket = socket;
    this.#house = house;
    this.#listen(socket);
  }

  greet(): void {
    const { fault } = this.#house;
    if (fault === 'no-greeting') return;
    if (fault === 'greeting-421') return this.#say('421 4.3.2 busy', 'end');
    if (fault === 'greeting-554') return this.#say('554 5.7.1 go away', 'end');
    if (fault === 'greeting-garbage') return this.#say('\u0000\u001b]0;owned\u0007 hello');
    this.#say('220 fault.example ESMTP', fault === 'drop-after-greeting' ? 'drop' : undefined);
  }

  #listen(socket: net.Socket): void {
    socket.on('data', (chunk: Buffer) => {
      if (!this.#isSecure) this.#house.clear.push(chunk.toString('latin1'));
      this.#buffer += chunk.toString('latin1');
      this.#consume();
    });
  }

  #consume(): void {
    for (;;) {
      if (this.#body === 'reading') {
        if (this.#house.fault === 'drop-mid-body' && this.#buffer.length > 10)
          return void this.#socket.destroy();
        const end = this.#buffer.indexOf('\r\n.\r\n');
        if (end < 0) return;
        const raw = this.#buffer.slice(0, end + 2);
        this.#buffer = this.#buffer.slice(end + 5);
        this.#body = 'none';
        this.#dot(raw);
      } else {
        const end = this.#buffer.indexOf('\n');
        if (end < 0) return;
        const line = this.#buffer.slice(0, end).replace(/\r$/, '');
        this.#buffer = this.#buffer.slice(end + 1);
        this.#command(line);
      }
    }
  }

  #say(line: string, then?: 'end' | 'drop'): void {
    this.#socket.write(`${line}\r\n`, 'latin1', () => {
      if (then === 'end') this.#socket.end();
      if (then === 'drop') this.#socket.destroy();
    });
  }

  #command(line: string): void {
    if (this.#awaitsSecret > 0) return this.#secret();
    const verbs: Readonly<Record<string, () => void>> = {
      EHLO: () => this.#greetings(),
      HELO: () => this.#say('250 fault.example'),
      STARTTLS: () => this.#startTls(),
      AUTH: () => this.#authenticate(line),
      MAIL: () => this.#mail(),
      RCPT: () => this.#recipient(line),
      DATA: () => this.#data(),
      QUIT: () => this.#say('221 bye', 'end'),
    };
    const run = verbs[line.split(' ')[0]?.toUpperCase() ?? ''] ?? (() => this.#say('502 5.5.1 what'));
    run();
  }

  #greetings(): void {
    const { fault } = this.#house;
    if (fault === 'ehlo-502') return this.#say('502 5.5.1 what');
    const offers = ['fault.example', 'PIPELINING', 'SIZE 20000000', '8BITMIME'];
    if (!this.#isSecure && fault !== 'no-starttls') offers.push('STARTTLS');
    const offersLogin = this.#isSecure ? fault !== 'auth-missing' : fault === 'no-starttls';
    if (offersLogin) offers.push('AUTH PLAIN LOGIN');
    if (fault === 'long-reply')
      offers.push(...Array.from({ length: 200 }, (_, index) => `X-NOTHING-${index}`));
    const last = offers.length - 1;
    this.#say(offers.map((offer, index) => `250${index === last ? ' ' : '-'}${offer}`).join('\r\n'));
  }

  #startTls(): void {
    const { fault } = this.#house;
    if (fault === 'starttls-454') return this.#say('454 4.7.0 not now');
    if (fault === 'no-starttls') return this.#say('502 5.5.1 what');
    if (fault === 'tls-garbage') return this.#say('220 go\r\nthis is no TLS', 'drop');
    const plain = this.#socket;
    plain.removeAllListeners('data');
    this.#say(fault === 'starttls-inject' ? '220 go\r\n250-injected\r\n250 AUTH PLAIN' : '220 go');
    const secureContext = tls.createSecureContext({ ...this.#pair() });
    const secure = new tls.TLSSocket(plain, { isServer: true, secureContext });
    secure.on('error', () => undefined);
    this.#isSecure = true;
    this.#socket = secure;
    this.#buffer = '';
    this.#listen(secure);
  }

  #pair(): KeyPair {
    const { fault, certificates } = this.#house;
    if (fault === 'cert-self-signed') return certificates.selfSigned;
    if (fault === 'cert-wrong-name') return certificates.wrongName;
    return fault === 'cert-expired' ? certificates.expired : certificates.good;
  }

  #authenticate(line: string): void {
    if (this.#house.fault === 'auth-missing') return this.#say('503 5.5.1 no AUTH here');
    const [, method = '', initial] = line.split(' ');
    if (method.toUpperCase() === 'PLAIN' && initial !== undefined) return this.#loggedIn();
    this.#awaitsSecret = initial === undefined ? 2 : 1;
    this.#say('334 VXNlcm5hbWU6');
  }

  #secret(): void {
    this.#awaitsSecret -= 1;
    if (this.#awaitsSecret > 0) return this.#say('334 UGFzc3dvcmQ6');
    this.#loggedIn();
  }

  #loggedIn(): void {
    const { fault } = this.#house;
    if (fault === 'auth-535') return this.#say('535 5.7.8 bad credentials');
    if (fault === 'auth-454') return this.#say('454 4.7.0 temporary');
    this.#isLoggedIn = true;
    this.#say('235 ok');
  }

  #mail(): void {
    const replies: Partial<Record<Fault, string>> = {
      'mail-451': '451 4.3.0 later',
      'mail-503': '503 5.5.1 wrong moment',
      'mail-550': '550 5.7.1 sender refused',
      'mail-552': '552 5.3.4 too big',
    };
    this.#to = [];
    this.#say(replies[this.#house.fault] ?? '250 ok');
  }

  #recipient(line: string): void {
    const { fault } = this.#house;
    const isSecond = this.#to.length === 1;
    if (fault === 'rcpt-450') return this.#say('450 4.2.0 greylisted');
    if (fault === 'rcpt-550' || (fault === 'rcpt-second-550' && isSecond))
      return this.#say('550 5.1.1 no such user');
    this.#to.push(/<([^>]*)>/.exec(line)?.[1] ?? '');
    this.#say('250 ok');
  }

  #data(): void {
    const { fault } = this.#house;
    if (fault === 'data-hang') return;
    if (fault === 'data-451') return this.#say('451 4.3.0 later');
    if (fault === 'data-554' || this.#to.length === 0) return this.#say('554 5.5.1 no valid recipients');
    if (fault === 'drop-at-data') return void this.#socket.destroy();
    this.#body = 'reading';
    this.#say('354 go');
  }

  #dot(raw: string): void {
    const { fault } = this.#house;
    const keep = (): void => {
      this.#house.kept.push({ to: this.#to, isSecure: this.#isSecure, isLoggedIn: this.#isLoggedIn, raw });
    };
    const keeps = !/^(?:dot-|drop-after-dot$|hang-after-dot$)/.test(fault);
    if (keeps) keep();
    const replies: Partial<Record<Fault, () => void>> = {
      'dot-451': () => this.#say('451 4.3.0 later'),
      'dot-421': () => this.#say('421 4.3.2 shutting down', 'drop'),
      'dot-550': () => this.#say('550 5.7.1 content refused'),
      'drop-after-dot': () => void this.#socket.destroy(),
      'drop-after-dot-kept': () => void this.#socket.destroy(),
      'hang-after-dot': () => undefined,
      'hang-after-dot-kept': () => undefined,
      'half-reply-kept': () => void this.#socket.write('25'),
      'garbage-reply-kept': () => this.#say('thank you'),
      'reset-after-250': () => this.#say('250 2.0.0 queued as X1', 'drop'),
    };
    const reply = replies[fault] ?? (() => this.#say('250 2.0.0 queued as X1'));
    reply();
  }
}
