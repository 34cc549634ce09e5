import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import type { BrowserBinary } from './browser-binary.ts';

/** What Chromium's debugging protocol tells unasked. */
export interface Told {
  readonly method: string;
  /** Of what it is used for here: the address of a request. */
  readonly params: { readonly request?: { readonly url: string } };
}

/** The wire to a browser that runs without a window. */
export interface Devtools {
  /** Answers what the browser answers. Throws when it refuses, dies, or says nothing for 30 seconds. */
  readonly send: <T>(method: string, params?: object, sessionId?: string) => Promise<T>;
  /** Everything told until now. */
  readonly told: Told[];
  /** The next thing told that fits. */
  readonly next: (fits: (told: Told) => boolean) => Promise<Told>;
  readonly close: () => Promise<void>;
}

interface Waiting {
  readonly fits: (message: Message) => boolean;
  readonly settle: (message: Message) => void;
  readonly fail: (error: Error) => void;
}

interface Message extends Told {
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

const patience = 30_000;

/** Starts the browser with the folder for its profile; it listens on two pipes, so no port is open. */
export function startDevtools({ path, env }: BrowserBinary, folder: string): Devtools {
  const own = [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--hide-scrollbars',
    '--disable-background-networking',
  ];
  const args = [...own, '--remote-debugging-pipe', `--user-data-dir=${folder}`, 'about:blank'];
  const child = spawn(path, args, {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env, HOME: folder },
  });
  const [, , , asking, telling] = child.stdio;
  return talk(child, asking as Writable, telling as Readable);
}

function talk(child: ChildProcess, asking: Writable, telling: Readable): Devtools {
  const waiting = new Set<Waiting>();
  const told: Told[] = [];
  const ended = once(child, 'close');
  let [count, rest] = [0, ''];
  child.on('error', (error) => waiting.forEach(({ fail }) => fail(error)));
  child.on('close', () => waiting.forEach(({ fail }) => fail(new Error('the browser has ended'))));
  // Writing to a browser that has ended: its end fails whoever waits, which says more.
  asking.on('error', () => undefined);
  telling.setEncoding('utf8').on('data', (chunk: string) => {
    const messages = (rest + chunk).split('\0');
    rest = messages.pop() ?? '';
    for (const text of messages) {
      const message: Message = JSON.parse(text);
      if (message.id === undefined) told.push(message);
      for (const one of waiting) if (one.fits(message)) one.settle(message);
    }
  });
  const expected = (what: string, fits: Waiting['fits']): Promise<Message> =>
    new Promise((resolve, reject) => {
      const late = setTimeout(() => one.fail(new Error(`the browser did not answer ${what}`)), patience);
      const done = () => {
        clearTimeout(late);
        waiting.delete(one);
      };
      const one: Waiting = {
        fits,
        settle: (message) => (done(), resolve(message)),
        fail: (error) => (done(), reject(error)),
      };
      waiting.add(one);
    });
  return {
    told,
    next: (fits) => expected('an event', (message) => message.id === undefined && fits(message)),
    send: async <T>(method: string, params: object = {}, sessionId?: string): Promise<T> => {
      count += 1;
      const id = count;
      const answer = expected(method, (message) => message.id === id);
      asking.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
      const { result, error } = await answer;
      if (error !== undefined) throw new Error(`${method}: ${error.message}`);
      // eslint-disable-next-line typescript/no-unsafe-type-assertion -- the protocol says what each method answers
      return result as T;
    },
    close: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
