import { type Debt, type NextAction, nextAction, reason } from './action.ts';
import { type Calendar, workingDayOnOrAfter } from './calendar.ts';
import { addDays, type Day } from './day.ts';
import { pausedUntil } from './history.ts';
import { isTouched, reminderReader } from './reminder.ts';

/**
 * The courteous mail about an invoice about which nothing is done since it fell due: on the first working day after the
 * due day, until the day of the first call, which takes its place whether it was written or not (practice D5, 004-02).
 * Only where somebody can be written to, and nobody was promised peace until that call. Before the due day it is what
 * comes next.
 */
export function courtesy(debt: Debt, call: NextAction): NextAction | undefined {
  const { standing, today, invoice, calendar, daysPastDue } = debt;
  if (today >= call.on) return undefined;
  const on = courtesyOn(invoice.dueOn, calendar);
  if (on >= call.on || isTouched(standing, today, invoice)) return undefined;
  const pause = pausedUntil(standing, today);
  if (pause !== undefined && pause >= call.on) return undefined;
  const reader = reminderReader(standing, today);
  if (reader === undefined) return undefined;
  // The day of the call that follows, and the copies at hand: what is said to be attached is there.
  const copies = invoice.file === null ? 0 : 1;
  const why = reason('courtesy', { day: call.on, days: daysPastDue, count: copies });
  const own = { on, gate: call.gate, reason: why, contactId: reader.contact?.id ?? null };
  return nextAction(debt, { action: 'email', tier: 4, ...own });
}

/** The day of the courteous mail about what fell due on a day: the first working day after it, where the client is. */
export function courtesyOn(dueOn: Day, calendar: Calendar): Day {
  return workingDayOnOrAfter(addDays(dueOn, 1), calendar);
}

/** The first call that follows a courteous mail, written or not; any other action as it is. */
export function callAfter(action: NextAction): NextAction {
  const { day, days } = action.reason;
  if (!isCourtesy(action) || day === null) return action;
  const call = { action: 'call', tier: 3, on: day, showsOn: day } as const;
  return { ...action, ...call, contactId: null, reason: reason('first_call', { days }) };
}

/** The courteous mail before the first call: `dun memo CLIENT --reminder` writes it. */
export function isCourtesy({ reason: { code } }: Pick<NextAction, 'reason'>): boolean {
  return code === 'courtesy';
}
