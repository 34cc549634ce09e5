import { describe, expect, it } from 'vitest';
import { addDays, type Day, day } from '../../src/domain/day.ts';
import { type DayStyle, formatDay, formatTime } from '../../src/domain/day-words.ts';
import type { Language } from '../../src/domain/profile.ts';
import { parseSpokenDay } from '../../src/domain/spoken-day.ts';

const written: readonly { on: string; language: Language; style: DayStyle; text: string }[] = [
  { on: '2026-06-05', language: 'fr', style: 'long', text: 'vendredi 5 juin 2026' },
  { on: '2026-06-05', language: 'en', style: 'long', text: 'Friday 5 June 2026' },
  { on: '2026-06-05', language: 'fr', style: 'short', text: 'ven. 5 juin' },
  { on: '2026-06-05', language: 'en', style: 'short', text: 'Fri 5 June' },
  { on: '2026-06-05', language: 'fr', style: 'numeric', text: '05/06/2026' },
  { on: '2026-06-05', language: 'en', style: 'numeric', text: '2026-06-05' },
  { on: '2026-06-05', language: 'fr', style: 'column', text: '05/06/2026' },
  { on: '2026-06-05', language: 'en', style: 'column', text: '5 Jun 2026' },
  { on: '2026-09-30', language: 'en', style: 'column', text: '30 Sep 2026' },
  { on: '2026-06-01', language: 'fr', style: 'long', text: 'lundi 1er juin 2026' },
  { on: '2026-06-01', language: 'en', style: 'long', text: 'Monday 1 June 2026' },
  { on: '2026-02-01', language: 'fr', style: 'short', text: 'dim. 1er février' },
  { on: '2028-02-29', language: 'fr', style: 'long', text: 'mardi 29 février 2028' },
  { on: '2026-08-15', language: 'fr', style: 'long', text: 'samedi 15 août 2026' },
  { on: '2026-12-31', language: 'en', style: 'long', text: 'Thursday 31 December 2026' },
];

describe('formatDay', () => {
  it.each(written)('$language $style: $text', ({ on, language, style, text }) => {
    expect(formatDay(day(on), language, style)).toBe(text);
  });

  it('is read back by the grammar of spoken days, on each day of two years', () => {
    let on: Day = day('2027-01-01');
    const today = day('2027-01-01');
    for (let count = 0; count < 731; count += 1) {
      for (const language of ['fr', 'en'] as const) {
        for (const style of ['long', 'numeric'] as const) {
          const text = formatDay(on, language, style);
          expect([text, parseSpokenDay(text, today, language)]).toEqual([text, { kind: 'day', day: on }]);
        }
        const short = formatDay(on, language, 'short');
        expect(parseSpokenDay(short, on, language)).toEqual({ kind: 'day', day: on });
      }
      on = addDays(on, 1);
    }
  });
});

describe('formatTime', () => {
  it.each([
    [0, '0\u00a0h', '00:00'],
    [570, '9\u00a0h\u00a030', '09:30'],
    [840, '14\u00a0h', '14:00'],
    [870, '14\u00a0h\u00a030', '14:30'],
    [965, '16\u00a0h\u00a005', '16:05'],
    [1439, '23\u00a0h\u00a059', '23:59'],
  ])('%i', (minutes, fr, en) => {
    expect([formatTime(minutes, 'fr'), formatTime(minutes, 'en')]).toEqual([fr, en]);
  });
});
