import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openLedger } from '../../src/store/ledger.ts';
import type { Ledger, OpenOptions } from '../../src/store/ledger.ts';
import { ticking, today } from './builders.ts';

/** A ledger in memory that is closed after the test. */
export function memoryLedger(options: Partial<OpenOptions> = {}): Ledger {
  const ledger = openLedger({ path: ':memory:', now: ticking(), today, ...options });
  onTestFinished(() => ledger.close());
  return ledger;
}

/** A path for a ledger in a folder that goes after the test. */
export function temporaryPath(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dun-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'data', 'dun.db');
}

/** A ledger on the disk; open it as often as the test likes. */
export function fileLedger(path: string, options: Partial<OpenOptions> = {}): Ledger {
  const ledger = openLedger({ path, now: ticking(), today, ...options });
  onTestFinished(() => ledger.close());
  return ledger;
}
