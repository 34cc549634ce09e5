import type { NextAction } from './action.ts';
import type { AttemptOutcome } from './attempt.ts';
import type { Day } from './day.ts';
import { leadingAction } from './due-list.ts';
import { nextActions } from './next-action.ts';
import type { Rules } from './rules.ts';
import type { Standing } from './standing.ts';

type NextStep = Pick<NextAction, 'action' | 'on' | 'at'>;

/**
 * What follows a contact that was just noted: what its outcome left behind, or what the ledger says instead, where a
 * promise, a pause or a trigger decides (product 4: derived, never stored).
 */
export function nextAfter(
  { action, followUpOn, followUpAt, invoiceId }: AttemptOutcome,
  { standing, today, rules }: { readonly standing: Standing; readonly today: Day; readonly rules: Rules },
): NextStep {
  const own: NextStep = { action, on: followUpOn, at: followUpAt };
  const about = nextActions(standing, today, rules).filter(
    (next) => next.invoiceId !== null && (invoiceId === null || next.invoiceId === invoiceId),
  );
  const isOwn = about.some((next) => next.action === own.action && next.on === own.on);
  return isOwn ? own : (leadingAction(about, today) ?? own);
}
