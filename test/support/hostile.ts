import { readFileSync } from 'node:fs';

const stored: unknown = JSON.parse(
  readFileSync(new URL('../fixtures/hostile-strings.json', import.meta.url), 'utf8'),
);

/** Texts that try to drive a terminal, a header, a query or a shell, by name. */
export const hostileStrings: readonly (readonly [string, string])[] = Object.entries(stored ?? {}).filter(
  (entry): entry is [string, string] => typeof entry[1] === 'string',
);

/** First and last code point of everything that must never reach a terminal. */
const forbidden: readonly (readonly [number, number])[] = [
  [0x00, 0x09], // C0 but the line feed, which ends our own lines
  [0x0b, 0x1f],
  [0x7f, 0x9f], // DEL and C1
  [0xad, 0xad],
  [0x61c, 0x61c],
  [0x180e, 0x180e],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0xd800, 0xdfff], // lone surrogates
  [0xfeff, 0xfeff],
  [0xfff9, 0xfffb],
  [0xe0000, 0xe007f], // tags
];

/** What must not be shown, asked code point by code point and not with an expression of the program. */
export function leaks(text: string): string[] {
  return Array.from(text).filter((character) => {
    const point = character.codePointAt(0) ?? 0;
    return forbidden.some(([first, last]) => point >= first && point <= last);
  });
}
