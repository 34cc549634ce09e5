import { describe, expect, it } from 'vitest';
import { formatTime } from '../../src/domain/day-words.ts';
import { parseSpokenTime } from '../../src/domain/spoken-time.ts';

describe('parseSpokenTime', () => {
  it.each([
    ['14h', 840],
    ['14h30', 870],
    ['14 h 30', 870],
    ['14H30', 870],
    ['14:30', 870],
    ['14.30', 870],
    ['9', 540],
    ['09', 540],
    ['0h05', 5],
    ['9.30am', 570],
    ['9:30 a.m.', 570],
    ['2pm', 840],
    ['2 pm', 840],
    ['2.15 p.m.', 855],
    ['12pm', 720],
    ['12am', 0],
    ['midi', 720],
    ['noon', 720],
    ['à 14h', 840],
    ['at 2pm', 840],
    ['16 heures', 960],
    ['23:59', 1439],
  ])('%s is %i', (text, minutes) => expect(parseSpokenTime(text)).toBe(minutes));

  it.each([
    '',
    'x',
    '24h',
    '25:00',
    '14h60',
    '14:',
    '14:3',
    '13pm',
    '0am',
    '1430',
    'midi et demi',
    '-2',
    '14h30 30',
  ])('"%s" is no hour', (text) => expect(parseSpokenTime(text)).toBeUndefined());

  it('reads back what formatTime writes, each minute of the day', () => {
    for (let minutes = 0; minutes < 1440; minutes += 1) {
      expect([
        parseSpokenTime(formatTime(minutes, 'fr')),
        parseSpokenTime(formatTime(minutes, 'en')),
      ]).toEqual([minutes, minutes]);
    }
  });
});
