import type { Migration } from '../migrate.ts';

/** What a call leaves behind besides promises, disputes and commitments (practice C8). */
export const callRecords: Migration = {
  version: 2,
  statements: [
    `ALTER TABLE promises ADD COLUMN is_accelerated INTEGER NOT NULL DEFAULT 0 CHECK (is_accelerated IN (0, 1))`,
  ],
};
