import { seedDemo } from '../../src/commands/demo-data.ts';
import { day, momentOf } from '../../src/domain/day.ts';
import type { Language } from '../../src/domain/profile.ts';
import { type Ledger, openLedger } from '../../src/store/ledger.ts';

/** The morning of the stories: Tuesday 2 June 2026, 10:15. */
export const storyMoment = '2026-06-02T10:15';

/** A ledger with the demo's freelancer and clients, at the place given. */
export function makeStoryLedger(path: string, language: Language = 'fr'): void {
  const ledger = openStoryLedger(path);
  seedDemo({ ledger }, language);
  ledger.close();
}

export function openStoryLedger(path: string, today = '2026-06-02'): Ledger {
  return openLedger({ path, today: day(today), now: () => momentOf(day(today), 10 * 60 + 15) });
}
