import { localMinutes } from '../domain/day.ts';
import { dueList } from '../domain/due-list.ts';
import { planWeek, type Planned, type WeekPlan } from '../domain/due-week.ts';
import type { Calendar } from '../domain/calendar.ts';
import type { Standing } from '../domain/standing.ts';
import type { Words } from '../script/words.ts';
import { showWeek } from '../terminal/show-week.ts';
import type { DueServices } from './due.ts';
import { dueDocument, itemDocument } from './due-document.ts';
import { type DueOrder, ordered } from './due-order.ts';
import { jsonHour } from './json-values.ts';

/** The plan of the seven days from today on. */
export async function weekOf(context: DueServices, standings: readonly Standing[]): Promise<WeekPlan> {
  const { today, rules } = context;
  const calendarOf = await calendars(context, standings);
  return planWeek({ standings, today, minutes: localMinutes(context.now()), rules, calendarOf });
}

/** `dun due --week`: whom to ring on which day. Loaded only when it is asked for: the closed days take their time. */
export async function runWeek(context: DueServices, by: DueOrder | null): Promise<void> {
  const { ledger, output, words, rules, today, isJson } = context;
  const standings = ledger.standings.open();
  const plan = await weekOf(context, standings);
  if (isJson) {
    const all = dueList(standings, today, rules);
    const list = by === null ? all : ordered(all, { by, today });
    return output.json(dueDocument(list, { today, words, week: weekDocument(plan, words) }, by));
  }
  const view = { words, style: output.style, width: output.width, today, callsPerDay: rules.callsPerDay };
  for (const line of showWeek(plan, view)) output.line(line);
}

/** `week` of `dun due --week --json`: the days in order, the calls of each in the order shown. */
function weekDocument({ days, later }: WeekPlan, words: Words): object {
  return {
    days: days.map(({ on, calls, tasks, expected }) => ({
      on,
      calls: calls.map((planned) => plannedDocument(planned, words)),
      tasks: tasks.map((planned) => plannedDocument(planned, words)),
      expected: expected.map((item) => itemDocument(item, words)),
    })),
    later: later.map((item) => itemDocument(item, words)),
  };
}

function plannedDocument({ item, at, half, wantedOn }: Planned, words: Words): object {
  return { ...itemDocument(item, words), at: jsonHour(at), half, wantedOn };
}

/** Each place is read once. */
async function calendars(
  { calendarOf }: DueServices,
  standings: readonly Standing[],
): Promise<(standing: Standing) => Calendar> {
  const found = new Map<string, Calendar>();
  const placeOf = ({ client }: Standing) => `${client.country} ${client.region ?? ''}`;
  for (const standing of standings)
    if (!found.has(placeOf(standing))) found.set(placeOf(standing), await calendarOf(standing.client));
  return (standing) => {
    const calendar = found.get(placeOf(standing));
    if (calendar === undefined) throw new RangeError('a client without a calendar');
    return calendar;
  };
}
