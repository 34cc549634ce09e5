import { readFileSync } from 'node:fs';
import type { CallOwner } from './records.ts';

/** Rounding of the boot time and of clock ticks. */
const slack = 2_000;
const ticksPerSecond = 100;

/** This process as the holder of a call. Always by the real clock: `--today` does not move processes. */
export function ownProcess(): CallOwner {
  return { pid: process.pid, startedAt: startOf(process.pid) ?? Math.round(performance.timeOrigin) };
}

/**
 * Does the process still run that held the call? A process that began after `startedAt` has only been given the
 * same number (Linux tells when it began; elsewhere the number alone decides).
 */
export function isAlive(owner: CallOwner): boolean {
  if (!answers(owner.pid)) return false;
  const started = startOf(owner.pid);
  return started === undefined || started <= owner.startedAt + slack;
}

function answers(pid: number): boolean {
  if (pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, under another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Moment at which a process began, milliseconds UTC; `undefined` where the system does not tell. */
export function startOf(pid: number): number | undefined {
  if (process.platform !== 'linux') return undefined;
  try {
    // The second field is the program's name in brackets and may hold anything, so count from its end.
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').replace(/^.*\)/s, '').trim().split(' ');
    const boot = /^btime (\d+)$/m.exec(readFileSync('/proc/stat', 'latin1'))?.[1];
    const ticks = Number(fields[19]);
    if (boot === undefined || !Number.isFinite(ticks)) return undefined;
    return Number(boot) * 1_000 + Math.round((ticks * 1_000) / ticksPerSecond);
  } catch {
    return undefined;
  }
}
