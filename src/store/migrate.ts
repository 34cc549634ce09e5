import type { Database } from 'better-sqlite3';
import { first } from './migrations/0001-first.ts';
import { callRecords } from './migrations/0002-call-records.ts';
import { changeLog } from './migrations/0003-changes.ts';
import { answers } from './migrations/0004-answers.ts';
import { reminder } from './migrations/0005-reminder.ts';

/** One step of the schema. Never edited after its release. */
export interface Migration {
  readonly version: number;
  readonly statements: readonly string[];
}

/** In order. The last version is the one this program writes. */
export const migrations: readonly Migration[] = [first, callRecords, changeLog, answers, reminder];

/** `dun1` in ASCII: tells our files from other SQLite files (promises 1.4). */
export const applicationId = 0x64756e31;

export const latestVersion = migrations.length;

/**
 * Brings the file to the last version: all steps and the version number in one transaction, so that a file is
 * never between two versions (promises 1.4: step by step left 53 of 66 killed migrations half done).
 */
export function migrate(db: Database, steps: readonly Migration[] = migrations): void {
  const run = db.transaction(() => {
    const from = versionOf(db);
    for (const step of steps) {
      if (step.version <= from) continue;
      for (const statement of step.statements) db.exec(statement);
      db.pragma(`user_version = ${step.version}`);
    }
    db.pragma(`application_id = ${applicationId}`);
  });
  run.immediate();
}

export function versionOf(db: Database): number {
  return Number(db.pragma('user_version', { simple: true }));
}
