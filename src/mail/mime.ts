import { createHash } from 'node:crypto';
import type { addressParser, Attachment, Email } from 'postal-mime';
import { fieldOf, type FoundMail, idsIn } from '../domain/found-mail.ts';
import { textOfPage } from './page-text.ts';
import { visible, visibleLine } from './visible.ts';

/** What is kept and read of a mail: the text stands in front, a report and what it returns follow. */
export const mostBytes = 256 * 1024;
/** Text beyond this is no answer. */
const mostText = 64 * 1024;
const longestLine = 300;
/** A mail with more fields than this was made to be a burden. */
const mostFields = 400;

/**
 * Reads a mail, or the beginning of one: at most `mostBytes` of it. Texts come out decoded, well-formed and without
 * what is invisible. Never throws for what a mail holds: `null` for one that cannot be read at all.
 */
export async function readMail(raw: Uint8Array, receivedAt: number | null): Promise<FoundMail | null> {
  const bytes = raw.subarray(0, mostBytes);
  const { default: PostalMime, addressParser: parse } = await import('postal-mime');
  try {
    // The returned message is evidence, not part of the answer; parts in parts in parts are no answer either.
    const email = await PostalMime.parse(bytes, {
      maxNestingDepth: 20,
      maxHeadersSize: mostBytes,
      rfc822Attachments: true,
      forceRfc822Attachments: true,
    });
    // Some programs set an empty text beside the page that holds the words.
    const own = email.text?.trim() ? email.text : undefined;
    const text = own ?? (await textOfPage(email.html ?? '', (page) => PostalMime.parse(page)));
    const found = mailOf({ ...email, text }, bytes);
    const returned = found.returned === null ? null : await PostalMime.parse(headerOnly(found.returned));
    const returnedSubject = lineOf(returned?.subject ?? '');
    return { ...found, returnedSubject, ...sendersOf(email, parse), receivedAt };
  } catch {
    return null;
  }
}

function headerOnly(message: string): string {
  return `${message.split(/\r?\n\r?\n/, 1)[0] ?? ''}\r\n\r\n`;
}

function mailOf(
  email: Email,
  bytes: Uint8Array,
): Omit<FoundMail, 'receivedAt' | 'from' | 'fromName' | 'returnedSubject'> {
  const headers = new Map<string, string[]>();
  for (const { key, value } of email.headers.slice(0, mostFields)) {
    const same = headers.get(key);
    const line = visibleLine(value.replace(/[^\P{Cc}\t]/gu, ' '), 2000);
    if (same) same.push(line);
    else headers.set(key, [line]);
  }
  const [id] = idsIn(fieldOf({ headers }, 'message-id'));
  const sentAt = email.date === undefined ? Number.NaN : Date.parse(email.date);
  return {
    id: id ?? `sha256:${createHash('sha256').update(bytes).digest('hex')}`,
    subject: lineOf(email.subject ?? ''),
    sentAt: Number.isSafeInteger(sentAt) ? sentAt : null,
    // Of a long chain the newest, which stand last, and the first.
    inReplyTo: idsIn((headers.get('in-reply-to') ?? []).join(' ')).slice(0, 20),
    references: idsIn(referencesOf(email)).slice(-60),
    headers,
    text: visible((email.text ?? '').slice(0, mostText)),
    // What lies beyond the cut is not known.
    hasEnclosure: bytes.length >= mostBytes || email.attachments.some(isEnclosure),
    deliveryStatus: textOf(partOf(email, ['message/delivery-status', 'message/global-delivery-status'])),
    returned: textOf(
      partOf(email, ['message/rfc822', 'text/rfc822-headers', 'message/global', 'message/global-headers']),
    ),
  };
}

/** The end of the field, where the newest stand: the whole may be as long as somebody liked. */
function referencesOf({ headers }: Email): string {
  const fields = headers.filter(({ key }) => key === 'references').map(({ value }) => value.slice(-20_000));
  return fields.slice(0, 5).join(' ');
}

/** Something to be read or looked at: no logo in the text, no signature of a program, no business card. */
function isEnclosure({ mimeType, disposition, related, contentId }: Attachment): boolean {
  const type = mimeType.toLowerCase();
  if (/^application\/(?:(?:x-)?pkcs7-signature|pgp-signature|pgp-keys)$|^text\/(?:x-)?vcard$/.test(type))
    return false;
  const isWithin = related === true || contentId !== undefined || disposition === 'inline';
  return !(type.startsWith('image/') && isWithin);
}

/** All of them: who writes in the name of two says who of them it is to nobody. */
function sendersOf({ headers }: Email, parse: typeof addressParser): Pick<FoundMail, 'from' | 'fromName'> {
  const fields = headers.filter(({ key }) => key === 'from').map(({ value }) => value.slice(0, 2000));
  const boxes = fields.slice(0, 3).flatMap((field) => parse(field, { flatten: true }));
  return {
    from: boxes.slice(0, 10).map(({ address }) => lineOf(address ?? '').toLowerCase()),
    fromName: lineOf(boxes[0]?.name ?? ''),
  };
}

function partOf({ attachments }: Email, types: readonly string[]): Attachment | undefined {
  return attachments.find(({ mimeType }) => types.includes(mimeType));
}

function textOf(part: Attachment | undefined): string | null {
  if (part === undefined) return null;
  const { content } = part;
  if (typeof content === 'string') return visible(content.slice(0, mostText));
  return visible(new TextDecoder().decode(new Uint8Array(content).subarray(0, mostText)));
}

function lineOf(text: string): string {
  return visibleLine(text.replace(/[^\P{Cc}]/gu, ' '), longestLine).trim();
}
