import { type Day, parseDay } from '../domain/day.ts';

/** An entry of a file of our own: what is needed to take it out of a calendar, and no word of it. */
export interface EarlierEntry {
  readonly uid: string;
  readonly on: Day;
  /** Minutes since midnight; `null` = the whole day. */
  readonly at: number | null;
}

/** The entries of a calendar file that this program wrote, in their order; what cannot be read is left out. */
export function earlierEntries(text: string): EarlierEntry[] {
  const [, ...events] = text.replaceAll(/\r?\n /g, '').split(/^BEGIN:VEVENT\r?\n/m);
  return events.flatMap((event): EarlierEntry[] => {
    const uid = /^UID:([\w-]+@dun\.invalid)\r?$/m.exec(event)?.[1];
    const start = /^DTSTART[^:\n]*:(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)00)?\r?$/m.exec(event);
    if (uid === undefined || start === null) return [];
    const [, year, month, date, hour, minute] = start;
    const on = parseDay(`${year}-${month}-${date}`);
    if (on === undefined) return [];
    return [{ uid, on, at: hour === undefined ? null : Number(hour) * 60 + Number(minute) }];
  });
}
