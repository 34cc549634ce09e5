import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CalendarEvent, calendarFile } from '../../src/documents/ics.ts';
import { day } from '../../src/domain/day.ts';

const event: CalendarEvent = {
  uid: 'promise-FAC-2026-117-1@dun.invalid',
  on: day('2026-11-27'),
  summary: 'Paiement promis 1 200,00 € – facture FAC-2026-117',
  description: null,
  sequence: 0,
  isCancelled: false,
  alarm: 'Vérifier le virement',
};
const stamp = Date.UTC(2026, 10, 22, 10, 15);

function fileOf(change: Partial<CalendarEvent> = {}): string {
  return calendarFile({ language: 'fr', stamp, events: [{ ...event, ...change }] });
}

describe('calendarFile', () => {
  it('writes an all-day entry with its reminder', () => {
    expect(fileOf().split('\r\n')).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//dun//dun//FR',
      'METHOD:PUBLISH',
      'BEGIN:VEVENT',
      'UID:promise-FAC-2026-117-1@dun.invalid',
      'DTSTAMP:20261122T101500Z',
      'DTSTART;VALUE=DATE:20261127',
      'DTEND;VALUE=DATE:20261128',
      'SUMMARY:Paiement promis 1 200\\,00 € – facture FAC-2026-117',
      'TRANSP:TRANSPARENT',
      'SEQUENCE:0',
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      'DESCRIPTION:Vérifier le virement',
      'TRIGGER:PT9H',
      'END:VALARM',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ]);
  });

  it('ends an entry on the next day across a month', () => {
    expect(fileOf({ on: day('2026-02-28') })).toContain('DTEND;VALUE=DATE:20260301');
  });

  it('cancels without a reminder', () => {
    const file = fileOf({ isCancelled: true, sequence: 2 });
    expect(file).toContain('SEQUENCE:2\r\nSTATUS:CANCELLED\r\nEND:VEVENT');
  });

  it('escapes what would end a value or a line', () => {
    const file = fileOf({ summary: 'a;b,c\\d\ne\r\nf\rBEGIN:VEVENT\u0007', alarm: null });
    expect(file).toContain('SUMMARY:a\\;b\\,c\\\\d\\ne\\nf\\nBEGIN:VEVENT \r\n');
    expect(file.match(/^BEGIN:VEVENT/gm)).toHaveLength(1);
  });

  it('folds at 75 octets, never inside a character, and unfolds to the same text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (summary) => {
        const lines = fileOf({ summary }).split('\r\n');
        const plain = fileOf({ summary }).replaceAll('\r\n ', '');
        const shown = /^SUMMARY:(.*)$/m.exec(plain.replaceAll('\r\n', '\n'))?.[1] ?? '';
        expect(lines.every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
        expect(lines.every((line) => line.isWellFormed() && !line.includes('\ufffd'))).toBe(
          !summary.toWellFormed().includes('\ufffd'),
        );
        expect(shown.replaceAll(/\\([\\,;])/g, '$1').replaceAll('\\n', ' ')).toBe(
          summary
            .toWellFormed()
            .replace(/\r\n?/g, '\n')
            .replace(/\p{Cc}/gu, ' '),
        );
      }),
      { numRuns: 300 },
    );
  });
});
