import { addDays, type Day, formatMoment } from '../domain/day.ts';
import type { Language } from '../domain/profile.ts';
import { earlierEntries } from './ics-before.ts';

/** One entry, of a whole day unless it has an hour. Words come ready: the client's calendar says "à payer", the user's own "vérifier". */
export interface CalendarEvent {
  /** Stays the same when the day moves, so that calendars replace the entry. */
  readonly uid: string;
  readonly on: Day;
  /** Minutes since midnight of a short appointment, by the clock of wherever the user is; left out: the whole day. */
  readonly at?: number | null;
  readonly summary: string;
  readonly description: string | null;
  /** Raised by one with every change of the same entry. */
  readonly sequence: number;
  readonly isCancelled: boolean;
  /** What the reminder says, at 09:00 or ten minutes before the hour; `null` = no reminder. */
  readonly alarm: string | null;
  /** A second reminder, so many days before at 09:00. */
  readonly earlyDays?: number;
  /** When the entry was last worked out, milliseconds UTC. */
  readonly modified?: number;
}

/** A file of entries: same arguments, same bytes. `stamp` is a moment in milliseconds UTC. */
export interface CalendarFile {
  readonly language: Language;
  readonly stamp: number;
  /** What a calendar program calls it. */
  readonly name?: string;
  readonly events: readonly CalendarEvent[];
  /** The file that this one replaces. What stood in it and is known no more stays as cancelled, or it would ring on. */
  readonly before?: {
    readonly text: string;
    /** All that is left to say of such an entry: its facts were taken back, or its client forgotten. */
    readonly words: string;
    /** Entries of an earlier day are let go. */
    readonly since: Day;
    readonly sequence: number;
  };
}

/**
 * An iCalendar text (RFC 5545, facts 7): CRLF, lines folded at 75 octets. Days are dates and hours are floating local
 * times (5545, 3.3.5), so that no zone matters: an appointment at half past two is at half past two.
 */
export function calendarFile(file: CalendarFile): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:-//dun//dun//${file.language.toUpperCase()}`,
    'METHOD:PUBLISH',
    // RFC 7986, and what programs knew before it.
    ...(file.name === undefined
      ? []
      : [`NAME:${escapeText(file.name)}`, `X-WR-CALNAME:${escapeText(file.name)}`]),
    ...[...file.events, ...goneSince(file)].flatMap((event) => eventLines(event, file.stamp)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join('');
}

function goneSince({ before, events, stamp }: CalendarFile): CalendarEvent[] {
  if (before === undefined) return [];
  const known = new Set(events.map(({ uid }) => uid));
  return earlierEntries(before.text)
    .filter(({ uid, on }) => !known.has(uid) && on >= before.since)
    .map((entry) => ({
      ...entry,
      summary: before.words,
      description: null,
      sequence: before.sequence,
      isCancelled: true,
      alarm: null,
      modified: stamp,
    }));
}

function eventLines(event: CalendarEvent, stamp: number): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${escapeText(event.uid)}`,
    `DTSTAMP:${utcStamp(stamp)}`,
    ...(event.modified === undefined ? [] : [`LAST-MODIFIED:${utcStamp(event.modified)}`]),
    ...timeLines(event),
    `SUMMARY:${escapeText(event.summary)}`,
    ...(event.description === null ? [] : [`DESCRIPTION:${escapeText(event.description)}`]),
    `TRANSP:${isTimed(event) ? 'OPAQUE' : 'TRANSPARENT'}`,
    `SEQUENCE:${event.sequence}`,
    ...(event.isCancelled ? ['STATUS:CANCELLED'] : []),
    ...alarmsOf(event),
    'END:VEVENT',
  ];
}

function isTimed({ at }: CalendarEvent): boolean {
  return at !== null && at !== undefined;
}

function timeLines({ on, at }: CalendarEvent): string[] {
  if (at === null || at === undefined)
    return [`DTSTART;VALUE=DATE:${compact(on)}`, `DTEND;VALUE=DATE:${compact(addDays(on, 1))}`];
  const two = (number: number) => String(number).padStart(2, '0');
  return [`DTSTART:${compact(on)}T${two(Math.floor(at / 60))}${two(at % 60)}00`, 'DURATION:PT15M'];
}

function alarmsOf(event: CalendarEvent): string[] {
  const { alarm, isCancelled, earlyDays = 0 } = event;
  if (alarm === null || isCancelled) return [];
  // Hours from the start of the day: nine in the morning, and as many whole days earlier as were asked for.
  const early = earlyDays === 0 || isTimed(event) ? [] : alarmLines(alarm, `-PT${earlyDays * 24 - 9}H`);
  return [...alarmLines(alarm, isTimed(event) ? '-PT10M' : 'PT9H'), ...early];
}

function alarmLines(words: string, trigger: string): string[] {
  return [
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${escapeText(words)}`,
    `TRIGGER:${trigger}`,
    'END:VALARM',
  ];
}

function compact(on: Day): string {
  return on.replaceAll('-', '');
}

function utcStamp(moment: number): string {
  return formatMoment(moment)
    .replace(/\.\d{3}Z$/, 'Z')
    .replace(/[-:]/g, '');
}

// Controls other than the line feed have no place in a calendar text, and a lone CR would break a line.
function escapeText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[\\,;]/g, '\\$&')
    .replaceAll('\n', '\\n')
    .replace(/\p{Cc}/gu, ' ');
}

/** Breaks a line before its 76th octet, never inside a character; each further line starts with a space. */
function fold(line: string): string {
  let folded = '';
  let octets = 0;
  for (const character of line) {
    const size = utf8Length(character);
    if (octets + size > 75) {
      folded += '\r\n ';
      octets = 1;
    }
    folded += character;
    octets += size;
  }
  return folded;
}

function utf8Length(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}
