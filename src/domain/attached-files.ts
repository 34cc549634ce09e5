import type { Message } from './outbox.ts';

/** Mails are nested a few parts deep; what is deeper was not written by us. */
const deepest = 6;

/** Names of the files attached to a message of ours, in their order, from the headers of its parts (RFC 2046). */
export function attachedFiles({ raw }: Pick<Message, 'raw'>): string[] {
  return namesIn(new TextDecoder('latin1').decode(raw), deepest);
}

/** One line of a message's own header, unfolded; `null` when there is none. */
export function headerOf({ raw }: Pick<Message, 'raw'>, name: string): string | null {
  return fieldIn(headIn(new TextDecoder('latin1').decode(raw.subarray(0, longestHeader))), name);
}

const longestHeader = 65_536;

function namesIn(part: string, depth: number): string[] {
  const head = headIn(part);
  const boundary = parameterIn(fieldIn(head, 'content-type') ?? '', 'boundary');
  if (boundary === null || depth === 0) return fileIn(head);
  // What stands before the first boundary, and the closing one, are no parts.
  const [, ...pieces] = part.slice(headLength(part)).split(`\r\n--${boundary}`);
  return pieces
    .filter((piece) => !piece.startsWith('--'))
    .flatMap((piece) => namesIn(piece.replace(/^[ \t]*\r\n/, ''), depth - 1));
}

function fileIn(head: string): string[] {
  const disposition = fieldIn(head, 'content-disposition') ?? '';
  const name = parameterIn(disposition, 'filename');
  return /^attachment\b/i.test(disposition) && name !== null ? [name] : [];
}

function headLength(part: string): number {
  const at = part.indexOf('\r\n\r\n');
  // The blank line stays with the body: a boundary may follow at once.
  return at < 0 ? part.length : at + 2;
}

function headIn(part: string): string {
  return part.slice(0, headLength(part)).replace(/\r\n[ \t]+/g, ' ');
}

function fieldIn(head: string, name: string): string | null {
  const line = head.split('\r\n').find((one) => one.toLowerCase().startsWith(`${name.toLowerCase()}:`));
  return line === undefined ? null : line.slice(name.length + 1).trim();
}

function parameterIn(field: string, name: string): string | null {
  const found = new RegExp(`;\\s*${name}=(?:"([^"]*)"|([^;\\s]+))`, 'i').exec(field);
  return found?.[1] ?? found?.[2] ?? null;
}
