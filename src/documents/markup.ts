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
