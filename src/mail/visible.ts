/**
 * What a reader sees, and nothing that changes how the rest is read: direction marks, invisible characters, controls
 * and lone surrogates are taken out; line breaks and tabs stay. An account read from right to left is another account.
 */
export function visible(text: string): string {
  return unhidden(text.toWellFormed().replace(/\r\n|[\r\u2028\u2029]/g, '\n')).replace(/[^\P{Cc}\n\t]/gu, '');
}

/**
 * A header without what is invisible, cut at `most` characters: a name of a million of them says no more. Controls stay,
 * for whoever builds the message to refuse them.
 */
export function visibleLine(text: string, most: number): string {
  const shown = Array.from(unhidden(text.slice(0, 4 * most).toWellFormed()));
  return shown.length <= most
    ? shown.join('')
    : `${shown
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
}

function unhidden(text: string): string {
  return text.replace(hidden, '').replace(strayJoiner, '');
}

const hidden =
  /[\u00ad\u061c\u115f\u1160\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;
/** The joiner without width makes one picture of several; anywhere else it hides. */
const strayJoiner = /(?<![\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f])\u200d/gu;
