import { uncovered } from './record.ts';
import type { Call } from './state.ts';

/**
 * What a normal end still lacks, or `null` when every invoice has a precise outcome (practice C7, 003-23).
 * A promise for a part leaves the rest without one; a copy sent or an agreed call back covers all.
 */
export type Missing = 'date' | 'rest' | 'callback_day';

export function missingOutcome(call: Call): Missing | null {
  const { heard } = call;
  if (!heard.isIdentityConfirmed) return null;
  if (heard.callback !== null) return heard.callback.on === null ? 'callback_day' : null;
  if (heard.duplicate?.address) return null;
  const hasPromise = heard.promises.some((draft) => draft.amount !== null && draft.promisedOn !== null);
  if (!hasPromise) return 'date';
  return uncovered(call).minor > 0 ? 'rest' : null;
}
