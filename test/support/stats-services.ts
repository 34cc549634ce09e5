import type { StatsServices } from '../../src/commands/stats.ts';
import type { Language } from '../../src/domain/profile.ts';
import { statsPage } from '../../src/documents/stats-page.ts';
import type { Ledger } from '../../src/store/ledger.ts';
import { dueServices } from './due-services.ts';

export type StatsDesk = StatsServices & {
  readonly lines: string[];
  readonly documents: object[];
  /** Text of what was written, by path. */
  readonly written: Map<string, string>;
};

/** Services for `runStats`; what it says and writes is kept. */
export function statsServices(
  ledger: Ledger,
  setting: { on?: string; language?: Language; isJson?: boolean; width?: number } = {},
): StatsDesk {
  const written = new Map<string, string>();
  return {
    ...dueServices(ledger, setting),
    written,
    statsPage: async (report) => statsPage(report),
    files: {
      outboxFolder: '/nowhere',
      resolve: (path) => `/here/${path}`,
      read: async () => undefined,
      write: async (path, bytes) => void written.set(path, new TextDecoder().decode(bytes)),
    },
  };
}
