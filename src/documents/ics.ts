import { addDays, type Day, formatMoment } from '../domain/day.ts';
import type { Language } from '../domain/profile.ts';

/** One all-day entry. Words come ready: the client's calendar says "à payer", the user's own "vérifier". */
export interface CalendarEvent {
  /** Stays the same when the day moves, so that calendars replace the entry. */
  readonly uid: string;
  readonly on: Day;
  readonly summary: string;
  readonly description: string | null;
  /** Raised by one with every change of the same entry. */
  readonly sequence: number;
  readonly isCancelled: boolean;
  /** What the reminder at 09:00 says; `null` = no reminder. */
  readonly alarm: string | null;
}

/** A file of entries: same arguments, same bytes. `stamp` is a moment in milliseconds UTC. */
export interface CalendarFile {
  readonly language: Language;
  readonly stamp: number;
  readonly events: readonly CalendarEvent[];
}

/** An iCalendar text (RFC 5545, facts 7): CRLF, lines folded at 75 octets, an all-day date so that no zone matters. */
export function calendarFile(file: CalendarFile): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:-//dun//dun//${file.language.toUpperCase()}`,
    'METHOD:PUBLISH',
    ...file.events.flatMap((event) => eventLines(event, file.stamp)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join('');
}

function eventLines(event: CalendarEvent, stamp: number): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${escapeText(event.uid)}`,
    `DTSTAMP:${utcStamp(stamp)}`,
    `DTSTART;VALUE=DATE:${compact(event.on)}`,
    `DTEND;VALUE=DATE:${compact(addDays(event.on, 1))}`,
    `SUMMARY:${escapeText(event.summary)}`,
    ...(event.description === null ? [] : [`DESCRIPTION:${escapeText(event.description)}`]),
    'TRANSP:TRANSPARENT',
    `SEQUENCE:${event.sequence}`,
    ...(event.isCancelled ? ['STATUS:CANCELLED'] : []),
    ...(event.alarm === null || event.isCancelled ? [] : alarmLines(event.alarm)),
    'END:VEVENT',
  ];
}

function alarmLines(words: string): string[] {
  return ['BEGIN:VALARM', 'ACTION:DISPLAY', `DESCRIPTION:${escapeText(words)}`, 'TRIGGER:PT9H', 'END:VALARM'];
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
