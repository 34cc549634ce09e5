import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import type { Message } from '../../domain/outbox.ts';
import type { Handed, Progress, Transport } from './transport.ts';

type Verdict = 'deferred' | 'refused' | 'set_up' | 'lost';

/**
 * Exit codes of sysexits(3) that settle the fate of a message; any other leaves a doubt. 74 and 76 are not among them:
 * msmtp ends with them too when the connection breaks after the message has gone.
 */
const verdicts: Readonly<Record<number, Verdict>> = {
  64: 'set_up', 65: 'refused', 66: 'set_up', 67: 'refused', 68: 'refused', 69: 'set_up', 71: 'deferred', 72: 'set_up',
  73: 'set_up', 75: 'deferred', 77: 'set_up', 78: 'set_up', 126: 'set_up', 127: 'set_up',
}; // biome-ignore format: one row of codes

/** The local `sendmail`, or a program that takes its place such as msmtp: `-i -f FROM TO…`, the message on its input. */
export function sendmailTransport(path: string): Transport {
  return { hand: (message, progress) => pipeTo(path, message, progress) };
}

function pipeTo(path: string, message: Message, progress: Progress): Promise<Handed> {
  return new Promise((resolve) => {
    const addresses = [message.from, ...message.to];
    if (addresses.some((address) => address.startsWith('-'))) {
      resolve({ kind: 'refused', error: 'an address that starts with a dash would be read as an option' });
      return;
    }
    const child = spawn(path, ['-i', '-f', message.from, ...message.to], { shell: false, windowsHide: true });
    const said = collect(child);
    const stop = (): void => void child.kill('SIGTERM');
    progress.signal?.addEventListener('abort', stop, { once: true });
    child.on('error', (error) => resolve(setUp(path, error.message)));
    child.on('spawn', () => {
      progress.bodyStarts();
      child.stdin.end(Buffer.from(message.raw).toString('latin1').replaceAll('\r\n', '\n'), 'latin1');
    });
    child.on('close', (code, signal) => {
      progress.signal?.removeEventListener('abort', stop);
      resolve(verdict(path, { code, signal, words: said.words(), hasReadAll: said.hasReadAll() }));
    });
  });
}

interface Exit {
  readonly code: number | null;
  readonly signal: string | null;
  readonly words: string;
  /** Did the program read all that it was given? */
  readonly hasReadAll: boolean;
}

function verdict(path: string, exit: Exit): Handed {
  const isWhole = exit.code === 0 && exit.hasReadAll;
  if (isWhole) return { kind: 'accepted', receipt: exit.words || `${path}: 0` };
  const error = [`${path}: ${exit.code ?? exit.signal ?? '?'}`, wordsToKeep(exit)]
    .filter((part) => part !== '')
    .join(' · ');
  const kind = kindOf(exit);
  return kind === 'set_up' ? setUp(path, error) : { kind, error };
}

/** A server that refuses a login may repeat it, and the password is one that we were never told. */
function wordsToKeep({ code, words }: Exit): string {
  return code === 77 ? words.replaceAll(/\s*msmtp: server message: .*?(?=\s*msmtp: |$)/g, '') : words;
}

function kindOf({ code, words }: Exit): Verdict {
  if (code === null || code === 0) return 'lost';
  return ofMsmtp(code, words) ?? verdicts[code] ?? 'lost';
}

/**
 * msmtp has one code for "later" and "never", and gives the server's words: what it says of the message settles it as it
 * does for us. Without them 68 is a server that is not found, most often for want of a network.
 */
function ofMsmtp(code: number, words: string): Verdict | undefined {
  if (!/\bmsmtp: /.test(words)) return undefined;
  if (code === 68) return 'deferred';
  const reply = Number(/server message: (\d{3})\b/.exec(words)?.[1] ?? 0);
  if ((reply >= 400 && reply < 500) || reply === 503) return 'deferred';
  const isOfMessage = code === 65 || code === 69;
  if (reply >= 500) return isOfMessage ? 'refused' : 'set_up';
  return code === 65 ? 'lost' : undefined;
}

function setUp(path: string, error: string): Handed {
  return { kind: 'set_up', error, key: 'mail.sendmail_failed', values: { path, reason: error } };
}

interface Said {
  readonly words: () => string;
  readonly hasReadAll: () => boolean;
}

// A program that closes its input early would otherwise end ours with EPIPE; its exit code tells more.
function collect(child: ChildProcessWithoutNullStreams): Said {
  let words = '';
  let hasReadAll = true;
  const keep = (chunk: Buffer): void => {
    if (words.length < 2000) words += chunk.toString('utf8');
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  child.stdin.on('error', () => (hasReadAll = false));
  return { words: () => words.trim().replace(/\s+/g, ' ').slice(0, 500), hasReadAll: () => hasReadAll };
}
