/**
 * Text for the content of HTML and SVG and for double-quoted attributes. Controls, direction marks, invisible characters
 * and lone surrogates become U+FFFD, as on the screen (promises 9).
 */
export function escapeMarkup(text: string): string {
  return text
    .toWellFormed()
    .replace(hidden, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

const hidden =
  /[\p{Cc}\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/** Words as a printer would set them, escaped. */
export function typeset(text: string): string {
  return escapeMarkup(curled(text));
}

/**
 * Words with the apostrophes and quotes that keyboards do not have: `l’appel`, `“agreed”`. Marks of feet and inches and
 * those in an address stay as they are: there the two are not the same.
 */
export function curled(text: string): string {
  return text.replace(apostrophe, '’').replace(quoted, '“$1”');
}

const apostrophe = /(?<![@/]\S{0,200})(?<=\p{L})'(?=\p{L})(?!\S{0,200}[@/])/gu;
const quoted = /(?<![^\s(])"(?=\S)([^"\n]*[^\s"])"(?![\p{L}\p{N}])/gu;

/**
 * Escaped text in which no invoice number breaks at its hyphens; in a link it may, as links are long. A hyphen that cannot
 * break would spoil the number when it is copied.
 */
export function keepNumbers(escaped: string): string {
  return escaped.replace(linkOrHyphened, (token) =>
    token.length <= longestWhole && /\d/.test(token) && !token.includes('://')
      ? `<span style="white-space:nowrap">${token}</span>`
      : token,
  );
}

const longestWhole = 24;
const linkOrHyphened = /https?:\/\/\S+|(?<![\w-])\w[\w./]{0,20}(?:-[\w./]{0,20}){1,4}(?![\w-])/g;
