import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import type { Message } from '../../domain/outbox.ts';
import type { Handed, Progress, Transport } from './transport.ts';

/** Exit codes of sysexits(3) that settle the fate of a message; any other leaves a doubt. */
const verdicts: Readonly<Record<number, 'deferred' | 'refused' | 'set_up'>> = {
  64: 'set_up', 65: 'refused', 66: 'set_up', 67: 'refused', 68: 'refused', 69: 'refused', 71: 'deferred',
  73: 'set_up', 74: 'deferred', 75: 'deferred', 77: 'set_up', 78: 'set_up', 126: 'set_up', 127: 'set_up',
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
      resolve(verdict(path, { code, signal, words: said() }));
    });
  });
}

interface Exit {
  readonly code: number | null;
  readonly signal: string | null;
  readonly words: string;
}

function verdict(path: string, exit: Exit): Handed {
  if (exit.code === 0) return { kind: 'accepted', receipt: exit.words || `${path}: 0` };
  const error = [`${path}: ${exit.code ?? exit.signal ?? '?'}`, exit.words]
    .filter((part) => part !== '')
    .join(' · ');
  const kind = exit.code === null ? 'lost' : (verdicts[exit.code] ?? 'lost');
  return kind === 'set_up' ? setUp(path, error) : { kind, error };
}

function setUp(path: string, error: string): Handed {
  return { kind: 'set_up', error, key: 'mail.sendmail_failed', values: { path, reason: error } };
}

// A program that closes its input early would otherwise end ours with EPIPE; its exit code tells more.
function collect(child: ChildProcessWithoutNullStreams): () => string {
  let words = '';
  const keep = (chunk: Buffer): void => {
    if (words.length < 2000) words += chunk.toString('utf8');
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  child.stdin.on('error', () => undefined);
  return () => words.trim().replace(/\s+/g, ' ').slice(0, 500);
}
