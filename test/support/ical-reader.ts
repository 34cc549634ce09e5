import ICAL from 'ical.js';

/** An entry as a calendar program takes it. */
export interface ReadEvent {
  readonly uid: string;
  readonly summary: string;
  readonly description: string | null;
  /** `2026-06-12`, or with an hour `2026-06-12T14:30:00`. */
  readonly start: string;
  readonly end: string;
  readonly sequence: number;
  readonly status: string | null;
  /** Seconds from the start of the entry to each of its reminders. */
  readonly alarms: readonly number[];
}

/** Reads a calendar with the library that Thunderbird grew up with; throws on what it does not take. */
export function readByAnother(file: string): ReadEvent[] {
  const calendar = new ICAL.Component(ICAL.parse(file));
  return calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component, { strictExceptions: true });
    const status = component.getFirstPropertyValue('status');
    const description: unknown = event.description;
    return {
      uid: event.uid,
      summary: event.summary,
      description: typeof description === 'string' ? description : null,
      start: event.startDate.toString(),
      end: event.endDate.toString(),
      sequence: event.sequence,
      status: status === null ? null : String(status),
      alarms: component.getAllSubcomponents('valarm').map((alarm) => {
        const trigger = alarm.getFirstPropertyValue('trigger');
        if (!(trigger instanceof ICAL.Duration)) throw new TypeError(String(trigger));
        return trigger.toSeconds();
      }),
    };
  });
}
