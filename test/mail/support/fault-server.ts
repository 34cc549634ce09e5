import { once } from 'node:events';
import net from 'node:net';
import tls from 'node:tls';
import type { Certificates, KeyPair } from './certificates.ts';

/** What the client may conclude: tried again, given up, sent, or a doubt. */
export type Sure = 'queued' | 'failed' | 'sent' | 'uncertain' | 'queued or uncertain' | 'sent or queued';

/** Every way in which this server misbehaves, what the outbox must say, and what the server kept. */
export const faults = {
  ok: ['sent', 1],
  'one-by-one': ['sent', 1],
  'byte-by-byte': ['sent', 1],
  'nobody-listens': ['queued', 0],
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
  'tls-1.1-only': ['queued', 0],
  'tls-from-the-start': ['queued', 0],
  'cert-self-signed': ['queued', 0],
  'cert-wrong-name': ['queued', 0],
  'cert-expired': ['queued', 0],
  'auth-535': ['queued', 0],
  'auth-535-echo': ['queued', 0],
  'auth-454': ['queued', 0],
  'auth-missing': ['queued', 0],
  'mail-451': ['queued', 0],
  'mail-503': ['queued', 0],
  'mail-550': ['failed', 0],
  'mail-552': ['failed', 0],
  'rcpt-450': ['queued', 0],
  'rcpt-550': ['failed', 0],
  'rcpt-550-but-354': ['failed', 0],
  'rcpt-second-550': ['sent', 1],
  'rcpt-answered-twice': ['uncertain', 1],
  'data-451': ['queued', 0],
  'data-554': ['failed', 0],
  'data-hang': ['queued', 0],
  'drop-at-data': ['queued', 0],
  'drop-mid-body': ['queued or uncertain', 0],
  '421-mid-body': ['queued', 0],
  '552-mid-body': ['failed', 0],
  'dot-451': ['queued', 0],
  'dot-421': ['queued', 0],
  'dot-503': ['queued', 0],
  'dot-550': ['failed', 0],
  'drop-after-dot': ['uncertain', 0],
  'drop-after-dot-kept': ['uncertain', 1],
  'hang-after-dot': ['uncertain', 0],
  'hang-after-dot-kept': ['uncertain', 1],
  'half-reply-kept': ['uncertain', 1],
  'half-multiline-reply-kept': ['uncertain', 1],
  'garbage-reply-kept': ['uncertain', 1],
  'reset-after-250': ['sent', 1],
  'long-reply': ['sent', 1],
} as const satisfies Record<string, readonly [Sure, number | null]>;

export type Fault = keyof typeof faults;

/** The steps of a conversation, as the server sees them. */
export const protocolSteps = [
  'connect', 'EHLO', 'STARTTLS', 'EHLO in TLS', 'AUTH', 'MAIL', 'RCPT', 'DATA', 'body', 'dot', 'QUIT',
] as const; // biome-ignore format: one row of steps
export type ProtocolStep = (typeof protocolSteps)[number];

/**
 * Before the answer of the server; when the answer is on the wire; when the client goes on, so has read it. Of the body:
 * its first bytes, its half, all of it. Before the answer to the dot the server has kept the message already.
 */
export const stepMoments = ['before', 'at', 'after'] as const;
export type StepMoment = (typeof stepMoments)[number];

/** Told of each moment of each step; the server answers only when the promise of `before` is fulfilled. */
export type Watch = (step: ProtocolStep, moment: StepMoment) => Promise<void> | undefined;

export interface Kept {
  readonly to: readonly string[];
  readonly isSecure: boolean;
  readonly isLoggedIn: boolean;
  /** The message as it was before dots were doubled. */
  readonly raw: string;
}

export interface FaultServer {
  readonly port: number;
  readonly kept: Kept[];
  /** Everything that crossed the wire before TLS: no password and no memo may be in it. */
  inClear(): string;
  /** When every connection has ended: what it kept until then is all that it will ever keep. */
  quiet(): Promise<void>;
  close(): Promise<void>;
}

const unwatched: Watch = () => undefined;

/** A server on loopback with one fault. Speaks STARTTLS and takes any user and password. */
export async function startFaultServer(
  fault: Fault,
  certificates: Certificates,
  watch: Watch = unwatched,
): Promise<FaultServer> {
  const kept: Kept[] = [];
  const clear: string[] = [];
  const open = new Set<net.Socket>();
  // What came encrypted may still be read when the wire has ended, so the two ends of TLS are watched apart.
  const track = (socket: net.Socket): void => {
    open.add(socket);
    socket.on('close', () => {
      open.delete(socket);
      if (open.size === 0) server.emit('quiet');
    });
  };
  const server = net.createServer((socket) => {
    socket.on('error', () => undefined);
    track(socket);
    new Session(socket, { fault, certificates, kept, clear, watch, track }).greet();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      for (const socket of open) socket.destroy();
      server.close(() => resolve());
    });
  if (fault === 'nobody-listens') await close();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const quiet = async (): Promise<void> => {
    // A watcher that is done lets the session go on in a later turn.
    await new Promise(setImmediate);
    if (open.size > 0) await once(server, 'quiet');
  };
  return { port, kept, inClear: () => clear.join(''), quiet, close };
}

interface House {
  readonly fault: Fault;
  readonly certificates: Certificates;
  readonly kept: Kept[];
  readonly clear: string[];
  readonly watch: Watch;
  readonly track: (socket: net.Socket) => void;
}

class Session {
  #socket: net.Socket;
  #buffer = '';
  #to: string[] = [];
  #body: 'none' | 'awaited' | 'reading' | 'past half' = 'none';
  #half = 0;
  #isSecure = false;
  #isLoggedIn = false;
  #awaitsSecret = 0;
  /** The step that was answered last, until the client goes on. */
  #answered: ProtocolStep | undefined;
  #isHeld = false;
  readonly #house: House;

  constructor(socket: net.Socket, house: House) {
    this.#socket = socket;
    this.#house = house;
    socket.on('close', () => this.#goesOn());
    if (house.fault === 'tls-from-the-start') this.#secure();
    else this.#listen(socket);
  }

  greet(): void {
    this.#meet('connect', () => this.#greeting());
  }

  #greeting(): void {
    const { fault } = this.#house;
    if (fault === 'no-greeting') return;
    if (fault === 'greeting-421') return this.#say('421 4.3.2 busy', 'end');
    if (fault === 'greeting-554') return this.#say('554 5.7.1 go away', 'end');
    if (fault === 'greeting-garbage') return this.#say('\u0000\u001b]0;owned\u0007 hello');
    this.#say('220 fault.example ESMTP', fault === 'drop-after-greeting' ? 'drop' : undefined);
  }

  /** The client has come to this step, so it has read the answer to the one before. */
  #meet(step: ProtocolStep, answer: () => void): void {
    this.#goesOn();
    this.#isHeld = true;
    const proceed = (): void => {
      this.#isHeld = false;
      this.#answered = step;
      answer();
      this.#consume();
    };
    const held = this.#house.watch(step, 'before');
    if (held === undefined) proceed();
    else void held.then(proceed);
  }

  #goesOn(): void {
    const step = this.#answered;
    this.#answered = undefined;
    if (step !== undefined) void this.#house.watch(step, 'after');
  }

  #listen(socket: net.Socket): void {
    socket.on('data', (chunk: Buffer) => {
      if (!this.#isSecure) this.#house.clear.push(chunk.toString('latin1'));
      this.#buffer += chunk.toString('latin1');
      this.#consume();
    });
  }

  #consume(): void {
    while (!this.#isHeld && this.#buffer !== '') {
      const hasMore = this.#body === 'none' ? this.#consumeLine() : this.#consumeBody();
      if (!hasMore) return;
    }
  }

  #consumeLine(): boolean {
    const end = this.#buffer.indexOf('\n');
    if (end < 0) return false;
    const line = this.#buffer.slice(0, end).replace(/\r$/, '');
    this.#buffer = this.#buffer.slice(end + 1);
    this.#command(line);
    return true;
  }

  #consumeBody(): boolean {
    if (this.#body === 'awaited') {
      this.#body = 'reading';
      this.#meet('body', () => this.#midBody());
      return true;
    }
    if (this.#body === 'reading' && this.#buffer.length >= this.#half) {
      this.#body = 'past half';
      void this.#house.watch('body', 'at');
    }
    const end = this.#buffer.startsWith('.\r\n') ? 0 : this.#buffer.indexOf('\r\n.\r\n') + 2;
    if (end === 1) return false;
    const raw = this.#buffer.slice(0, end).replace(/(^|\r\n)\./g, '$1');
    this.#buffer = this.#buffer.slice(end + 3);
    this.#body = 'none';
    this.#dot(raw);
    return true;
  }

  #midBody(): void {
    const { fault } = this.#house;
    if (fault === 'drop-mid-body') return void this.#socket.destroy();
    if (fault === '421-mid-body') return this.#say('421 4.3.2 shutting down', 'drop');
    if (fault === '552-mid-body') this.#say('552 5.3.4 too big', 'drop');
  }

  #say(line: string, then?: 'end' | 'drop' | (() => void)): void {
    const step = this.#answered;
    const isSaid = (): void => {
      if (step !== undefined && step === this.#answered) void this.#house.watch(step, 'at');
      if (then === 'end') this.#socket.end();
      else if (then === 'drop') this.#socket.destroy();
      else then?.();
    };
    if (this.#house.fault === 'byte-by-byte') return this.#dribble(`${line}\r\n`, isSaid);
    this.#socket.write(`${line}\r\n`, 'latin1', isSaid);
  }

  #dribble(text: string, isSaid: () => void): void {
    const socket = this.#socket.setNoDelay();
    const next = (at: number): void =>
      void (at === text.length ? isSaid() : socket.write(text.charAt(at), 'latin1', () => next(at + 1)));
    next(0);
  }

  #command(line: string): void {
    if (this.#awaitsSecret > 0) return this.#secret();
    const verbs: Readonly<Record<string, () => void>> = {
      EHLO: () => this.#meet(this.#isSecure ? 'EHLO in TLS' : 'EHLO', () => this.#greetings()),
      HELO: () => this.#say('250 fault.example'),
      STARTTLS: () => this.#meet('STARTTLS', () => this.#startTls()),
      AUTH: () => this.#meet('AUTH', () => this.#authenticate(line)),
      MAIL: () => this.#meet('MAIL', () => this.#mail(line)),
      RCPT: () => this.#meet('RCPT', () => this.#recipient(line)),
      DATA: () => this.#meet('DATA', () => this.#data()),
      QUIT: () => this.#meet('QUIT', () => this.#say('221 bye', 'end')),
    };
    const run = verbs[line.split(' ')[0]?.toUpperCase() ?? ''] ?? (() => this.#say('502 5.5.1 what'));
    run();
  }

  #greetings(): void {
    const { fault } = this.#house;
    if (fault === 'ehlo-502') return this.#say('502 5.5.1 what');
    const offers = ['fault.example', 'SIZE 20000000', '8BITMIME'];
    if (fault !== 'one-by-one' && fault !== 'byte-by-byte') offers.push('PIPELINING');
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
    if (fault === 'tls-garbage') return this.#say('220 go\r\nthis is no TLS');
    this.#socket.pause().removeAllListeners('data');
    const go = fault === 'starttls-inject' ? '220 go\r\n250-injected\r\n250 AUTH PLAIN' : '220 go';
    this.#say(go, () => this.#secure());
  }

  #secure(): void {
    const isOld = this.#house.fault === 'tls-1.1-only';
    const versions = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
    const secureContext = tls.createSecureContext({ ...this.#pair(), ...(isOld ? versions : {}) });
    const plain = this.#socket;
    if (plain.destroyed) return;
    plain.on('close', () => setImmediate(() => secure.destroy()));
    const secure = new tls.TLSSocket(plain, { isServer: true, secureContext });
    // A client that leaves during the handshake ends the one and not the other.
    for (const end of ['error', 'end', 'close']) secure.on(end, () => plain.destroy());
    this.#house.track(secure);
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
    if (/^(?:PLAIN|XOAUTH2)$/i.test(method) && initial !== undefined) return this.#loggedIn(initial);
    this.#awaitsSecret = initial === undefined ? 2 : 1;
    this.#say('334 VXNlcm5hbWU6');
  }

  #secret(): void {
    this.#awaitsSecret -= 1;
    if (this.#awaitsSecret > 0) return this.#say('334 UGFzc3dvcmQ6');
    this.#loggedIn('');
  }

  #loggedIn(proof: string): void {
    const { fault } = this.#house;
    // A server that repeats what it was told, as it came and read: careless, and seen.
    const read = Buffer.from(proof, 'base64')
      .toString('latin1')
      .replace(/\p{Cc}/gu, ' ');
    if (fault === 'auth-535-echo') return this.#say(`535 5.7.8 cannot take ${proof} (${read})`);
    if (fault === 'auth-535') return this.#say('535 5.7.8 bad credentials');
    if (fault === 'auth-454') return this.#say('454 4.7.0 temporary');
    this.#isLoggedIn = true;
    this.#say('235 ok');
  }

  #mail(line: string): void {
    this.#half = Number(/SIZE=(\d+)/i.exec(line)?.[1] ?? 0) / 2;
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
    const isRefused = fault.startsWith('rcpt-550') || (fault === 'rcpt-second-550' && isSecond);
    if (isRefused) return this.#say('550 5.1.1 no such user');
    this.#to.push(/<([^>]*)>/.exec(line)?.[1] ?? '');
    this.#say(fault === 'rcpt-answered-twice' ? '250 ok\r\n250 ok' : '250 ok');
  }

  #data(): void {
    const { fault } = this.#house;
    if (fault === 'data-hang') return;
    if (fault === 'data-451') return this.#say('451 4.3.0 later');
    const hasNobody = this.#to.length === 0 && fault !== 'rcpt-550-but-354';
    if (fault === 'data-554' || hasNobody) return this.#say('554 5.5.1 no valid recipients');
    if (fault === 'drop-at-data') return void this.#socket.destroy();
    this.#body = 'awaited';
    this.#say('354 go');
  }

  #dot(raw: string): void {
    const { fault } = this.#house;
    // Whoever waits for all of the body must hear of it before the message is kept.
    this.#goesOn();
    const keeps = this.#to.length > 0 && !/^(?:dot-|drop-after-dot$|hang-after-dot$)/.test(fault);
    if (keeps)
      this.#house.kept.push({ to: this.#to, isSecure: this.#isSecure, isLoggedIn: this.#isLoggedIn, raw });
    this.#meet('dot', () => this.#verdict());
  }

  #verdict(): void {
    const replies: Partial<Record<Fault, () => void>> = {
      'dot-451': () => this.#say('451 4.3.0 later'),
      'dot-421': () => this.#say('421 4.3.2 shutting down', 'drop'),
      'dot-503': () => this.#say('503 5.5.1 bad sequence'),
      'dot-550': () => this.#say('550 5.7.1 content refused'),
      'drop-after-dot': () => void this.#socket.destroy(),
      'drop-after-dot-kept': () => void this.#socket.destroy(),
      'hang-after-dot': () => undefined,
      'hang-after-dot-kept': () => undefined,
      'half-reply-kept': () => void this.#socket.write('25'),
      'half-multiline-reply-kept': () => this.#say('250-2.0.0 queued as X1', 'drop'),
      'garbage-reply-kept': () => this.#say('thank you'),
      'reset-after-250': () => this.#say('250 2.0.0 queued as X1', 'drop'),
    };
    const reply = replies[this.#house.fault] ?? (() => this.#say('250 2.0.0 queued as X1'));
    reply();
  }
}
