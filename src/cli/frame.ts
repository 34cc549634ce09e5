import { constants } from 'node:os';
import type { Sinks } from './sink.ts';

/** How the outside world may end the program, and the code with which it then ends (promises 9). */
const endings = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
type Ending = keyof typeof endings;

/** What main installs around every command: one abort signal, and the exit code an ending asks for. */
export interface Frame {
  readonly signal: AbortSignal;
  /** Exit code of the signal that ended the program, or `undefined`. */
  endedBy(): number | undefined;
  /** The output streams, their failures watched. Asked for late: the first look at them makes Node load a dozen modules. */
  streams(): Sinks;
  /** An interactive command is at work: an exit with code 0 before `leave` is a break-off (Ctrl-D runs the loop dry). */
  enter(): void;
  leave(): void;
}

/**
 * Signals abort the open prompt; the command saves nothing more (all is saved already) and the stack unwinds to main.
 * A second signal, or one that nobody unwinds from within a second, ends at once. `process.on`, not `once`: prompt
 * libraries count listeners and kill the process when theirs is the last.
 */
export function installFrame(process: NodeJS.Process): Frame {
  const controller = new AbortController();
  let code: number | undefined;
  let isInteractive = false;
  let wasInteractive = false;
  const end = (name: Ending): void => {
    if (code !== undefined) leaveNow(process, code);
    code = endings[name];
    process.exitCode = code;
    controller.abort(name);
    setTimeout(() => leaveNow(process, endings[name]), 1000).unref();
    if (!isInteractive) leaveNow(process, code);
  };
  for (const name of Object.keys(endings)) {
    if (isEnding(name)) process.on(name, () => end(name));
  }
  const lostTerminal = (error: NodeJS.ErrnoException): void => streamFailed(error, () => end('SIGHUP'));
  let isWatched = false;
  const watchStreams = (): void => {
    if (isWatched) return;
    isWatched = true;
    process.stdout.on('error', (error: NodeJS.ErrnoException) => {
      // `dun due | head -1`: the reader has enough, that is no failure. A full disk is.
      if (error.code === 'EPIPE' && !isInteractive) leaveNow(process, 0);
      else if (error.code === 'ENOSPC') leaveNow(process, 74);
      else lostTerminal(error);
    });
    process.stderr.on('error', () => undefined);
  };
  process.on('exit', () => {
    if (wasInteractive) restoreTerminal(process);
    if (isInteractive && (process.exitCode ?? 0) === 0) process.exitCode = endings.SIGINT;
  });
  return {
    signal: controller.signal,
    endedBy: () => code,
    streams: () => {
      watchStreams();
      return process;
    },
    enter: () => {
      watchStreams();
      // Only now: looking at stdin makes Node load its streams, which a list has no use for.
      if (process.stdin.listenerCount('error') === 0) process.stdin.on('error', lostTerminal);
      isInteractive = true;
      wasInteractive = true;
    },
    leave: () => {
      isInteractive = false;
    },
  };
}

/** Line mode on, cursor shown: whatever ended us, the shell that follows is usable. */
function restoreTerminal(process: NodeJS.Process): void {
  try {
    if (process.stdin.isTTY && process.stdin.isRaw) process.stdin.setRawMode(false);
    if (process.stdout.isTTY) process.stdout.write('\u001b[?25h');
  } catch {
    // The window is gone; there is no terminal left to restore.
  }
}

function streamFailed(error: NodeJS.ErrnoException, hangUp: () => void): void {
  const terminalErrors = new Set(['EIO', 'EPIPE', 'EBADF', 'ENXIO']);
  if (!terminalErrors.has(error.code ?? '')) throw error;
  hangUp();
}

function isEnding(name: string): name is Ending {
  return name in endings && name in constants.signals;
}

function leaveNow(process: NodeJS.Process, code: number): never {
  restoreTerminal(process);
  process.exit(code);
}
