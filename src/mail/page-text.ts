import { randomUUID } from 'node:crypto';
import type { Email } from 'postal-mime';

/** What is read of a page. */
const mostPage = 128 * 1024;

/**
 * The text of a mail that is a page alone. A quotation keeps its marks, and a word that is struck out gets some: as bare
 * text both would pass for words of the sender.
 */
export async function textOfPage(html: string, parse: (raw: string) => Promise<Email>): Promise<string> {
  if (html === '') return '';
  const [boundary, opens, closes] = [randomUUID(), randomUUID(), randomUUID()];
  const marked = html
    .slice(0, mostPage)
    .replace(/<blockquote\b[^>]{0,2000}>/gi, `<div>${opens}</div>$&`)
    .replace(/<\/blockquote\s*>/gi, `$&<div>${closes}</div>`)
    .replace(/<(?:s|strike|del)(?:\s[^>]{0,2000})?>|<\w+\s[^<>]{0,2000}line-through[^<>]{0,2000}>/gi, '$&~~');
  // The parser gives a text only beside a text of its own: so it gets an empty one.
  const part = (type: string, content: string): string =>
    `--${boundary}\r\nContent-Type: ${type}; charset=utf-8\r\n\r\n${content}\r\n`;
  const parts = part('text/plain', '') + part('text/html', marked);
  const page = await parse(
    `Content-Type: multipart/mixed; boundary="${boundary}"\r\n\r\n${parts}--${boundary}--\r\n`,
  );
  return quoted(page.text ?? '', { opens, closes });
}

function quoted(text: string, { opens, closes }: { opens: string; closes: string }): string {
  let depth = 0;
  const lines = text.split('\n').flatMap((line) => {
    if (line.includes(opens)) depth += 1;
    else if (line.includes(closes)) depth = Math.max(0, depth - 1);
    else return [depth > 0 ? `> ${line}` : line];
    return [];
  });
  return lines.join('\n');
}
